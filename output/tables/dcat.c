/*
 * dcat.jsonld: the catalogue of an edition, for portals that gather open data
 * (DCAT-AP 2 as JSON-LD). One data set per municipality, one distribution per
 * file. Without a --site-url its addresses are relative to the file itself.
 * It names what lies in its own edition's folder, and nothing else.
 */
#include "output/tables/dcat_words.h"
#include "output/writer.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#define EU "http://publications.europa.eu/resource/authority/"
#define IANA "https://www.iana.org/assignments/media-types/"

/* ---- pieces of JSON-LD ---- */

static void set(cJSON *object, const char *name, const char *text)
{
    if (text)
        cJSON_AddStringToObject(object, name, text);
}

static cJSON *node(cJSON *object, const char *name, const char *type)
{
    cJSON *made = cJSON_AddObjectToObject(object, name);

    cJSON_AddStringToObject(made, "@type", type);
    return made;
}

static void link_to(cJSON *object, const char *name, const char *address)
{
    if (address)
        set(cJSON_AddObjectToObject(object, name), "@id", address);
}

static void add_words(cJSON *list, const char *language, const char *text)
{
    cJSON *words = cJSON_CreateObject();

    set(words, "@language", language);
    set(words, "@value", text);
    cJSON_AddItemToArray(list, words);
}

static void both(cJSON *object, const char *name, const char *ja,
                 const char *en)
{
    cJSON *list = cJSON_AddArrayToObject(object, name);

    add_words(list, "ja", ja);
    add_words(list, "en", en);
}

static void typed(cJSON *object, const char *name, const char *type,
                  const char *text)
{
    cJSON *value = node(object, name, type);

    set(value, "@value", text);
}

static void period(cJSON *object, const char *from, const char *to)
{
    if (!from || !to)
        return;
    cJSON *time = node(object, "dct:temporal", "dct:PeriodOfTime");
    typed(time, "dcat:startDate", "xsd:date", from);
    typed(time, "dcat:endDate", "xsd:date", to);
}

/* ---- one file ---- */

static void describe_form(cJSON *made, const char *name)
{
    const struct dcat_form *form = dcat_form_of(name);
    const struct dcat_title *title = dcat_title_of(name);

    if (title)
        both(made, "dct:title", title->ja, title->en);
    else
        set(made, "dct:title", name);
    if (form) {
        set(made, "dct:format", form->format);
        link_to(made, "dct:conformsTo", form->standard);
    }
    if (form && form->media) {
        struct buf address = {0};
        buf_addf(&address, IANA "%s", form->media);
        link_to(made, "dcat:mediaType", address.ptr);
        buf_release(&address);
    }
    if (title && title->standard_ja)
        set(node(made, "dct:conformsTo", "dct:Standard"), "dct:title",
            title->standard_ja);
}

/* Some formats have no place for every facility. */
static void describe_part(cJSON *made, const struct cover_place *place,
                          const struct cover_file *file, struct arena *arena)
{
    unsigned long long rows = file->rows, all = place->rows;

    if (rows < all)
        both(made, "dct:description",
             arena_format(arena, "%sの施設%llu件のうち、%llu件が入っています。",
                          place->place, all, rows),
             arena_format(arena, "Holds %llu of the %llu facilities.", rows,
                          all));
}

static void add_file(cJSON *list, const struct cover *cover,
                     const struct cover_place *place,
                     const struct cover_file *file, const char *address,
                     struct arena *arena)
{
    cJSON *made = cJSON_CreateObject();

    set(made, "@id", address);
    set(made, "@type", "dcat:Distribution");
    describe_form(made, file->name);
    describe_part(made, place, file, arena);
    link_to(made, "dcat:accessURL", address);
    link_to(made, "dcat:downloadURL", address);
    cJSON_AddNumberToObject(made, "dcat:byteSize", (double)file->bytes);
    cJSON *sum = node(made, "spdx:checksum", "spdx:Checksum");
    link_to(sum, "spdx:algorithm", "spdx:checksumAlgorithm_sha256");
    typed(sum, "spdx:checksumValue", "xsd:hexBinary", file->sha256);
    typed(made, "dct:issued", "xsd:date", cover->created);
    typed(made, "dct:modified", "xsd:date", cover->created);
    set(node(made, "dct:rights", "dct:RightsStatement"), "rdfs:label",
        cover->disclaimer);
    cJSON_AddItemToArray(list, made);
}

/* ---- one municipality ---- */

static void add_keywords(cJSON *made)
{
    static const char *const words[][2] = {
        {"ja", "在宅医療"}, {"ja", "介護サービス"},    {"ja", "医療機関"},
        {"ja", "地図"},     {"en", "home care"},       {"en", "long-term care"},
        {"en", "map"},      {"en", "medical facility"}};
    cJSON *list = cJSON_AddArrayToObject(made, "dcat:keyword");

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        add_words(list, words[i][0], words[i][1]);
}

static void add_agents(cJSON *made, const struct cover *cover)
{
    if (cover->maker)
        set(node(made, "dct:publisher", "foaf:Agent"), "foaf:name",
            cover->maker);
    if (cover->contact) {
        cJSON *contact = node(made, "dcat:contactPoint", "vcard:Kind");
        set(contact, "vcard:fn", cover->maker ? cover->maker : cover->contact);
        set(contact, "vcard:note", cover->contact);
    }
}

/* What every node of the edition has in common. */
static void add_common(cJSON *made, const struct cover *cover)
{
    typed(made, "dct:issued", "xsd:date", cover->created);
    typed(made, "dct:modified", "xsd:date", cover->created);
    link_to(made, "dct:language", EU "language/JPN");
    link_to(made, "dct:accessRights",
            cover->resident ? EU "access-right/PUBLIC"
                            : EU "access-right/RESTRICTED");
    add_agents(made, cover);
}

static const char *edition_en(const struct cover *cover)
{
    enum edition edition =
        cover->resident ? EDITION_RESIDENT : EDITION_PROFESSIONAL;

    return editions[edition].name_en;
}

static void describe_place(cJSON *made, const struct cover *cover,
                           const struct cover_place *place, struct arena *arena)
{
    both(made, "dct:title",
         arena_format(arena, "%s 在宅医療・介護資源マップ（%s）", place->place,
                      cover->edition_name),
         arena_format(arena,
                      "Home medical and nursing care in %s (%s), map: %s",
                      place->place, place->code, edition_en(cover)));
    both(made, "dct:description",
         arena_format(arena,
                      "%sの在宅医療・介護の施設%llu件（うち位置が分かる施設"
                      "%llu件）の一覧と地図です。%s",
                      place->place, (unsigned long long)place->rows,
                      (unsigned long long)place->placed, cover->disclaimer),
         arena_format(arena,
                      "List and map of %llu facilities for medical and nursing "
                      "care at home (%llu with a position), from published "
                      "data. Details may have changed: please telephone before "
                      "you go.",
                      (unsigned long long)place->rows,
                      (unsigned long long)place->placed));
    set(made, "dct:identifier",
        arena_format(arena, "%s-%s", cover->edition, place->code));
    cJSON *where = node(made, "dct:spatial", "dct:Location");
    set(where, "dct:identifier", place->code);
    set(where, "skos:prefLabel", place->place);
}

/* The sources stand once, at the catalogue; portals that take data sets apart
 * follow these links. */
static void add_origin(cJSON *made, const struct cover *cover,
                       struct arena *arena)
{
    cJSON *from = cJSON_AddArrayToObject(made, "dct:source");

    for (size_t s = 0; s < cover->n_source; s++) {
        cJSON *source = cJSON_CreateObject();
        set(source, "@id", arena_format(arena, "#source-%zu", s + 1));
        cJSON_AddItemToArray(from, source);
    }
    set(node(made, "dct:provenance", "dct:ProvenanceStatement"), "rdfs:label",
        arena_format(arena,
                     "%s 出典は、この版のすべての市区町村に使ったものです。"
                     "市区町村ごとの出典と時点は、各ファイルに書いてあります。",
                     cover->processed));
}

static cJSON *make_dataset(const struct cover *cover,
                           const struct cover_place *place, struct arena *arena)
{
    cJSON *made = cJSON_CreateObject();
    const char *folder = arena_format(
        arena, "%s%s/", cover->site_url ? cover->site_url : "", place->code);

    set(made, "@id", arena_format(arena, "%s#dataset", folder));
    set(made, "@type", "dcat:Dataset");
    describe_place(made, cover, place, arena);
    add_common(made, cover);
    add_keywords(made);
    link_to(made, "dcat:theme", EU "data-theme/HEAL");
    period(made, place->oldest, place->newest);
    add_origin(made, cover, arena);
    cJSON *files = cJSON_AddArrayToObject(made, "dcat:distribution");
    for (size_t f = 0; f < place->n_file; f++) {
        const char *address =
            arena_format(arena, "%s%s", folder, place->file[f].name);
        if (strcmp(place->file[f].name, "index.html") == 0)
            link_to(made, "dcat:landingPage", address);
        add_file(files, cover, place, &place->file[f], address, arena);
    }
    return made;
}

/* ---- the catalogue ---- */

static void add_context(cJSON *root)
{
    static const char *const names[][2] = {
        {"dcat", "http://www.w3.org/ns/dcat#"},
        {"dct", "http://purl.org/dc/terms/"},
        {"foaf", "http://xmlns.com/foaf/0.1/"},
        {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
        {"skos", "http://www.w3.org/2004/02/skos/core#"},
        {"spdx", "http://spdx.org/rdf/terms#"},
        {"vcard", "http://www.w3.org/2006/vcard/ns#"},
        {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
    cJSON *context = cJSON_AddObjectToObject(root, "@context");

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        set(context, names[i][0], names[i][1]);
}

static void add_source(cJSON *list, const struct view_source *source,
                       size_t number, struct arena *arena)
{
    cJSON *made = cJSON_CreateObject();

    set(made, "@id", arena_format(arena, "#source-%zu", number));
    set(made, "@type", "dcat:Dataset");
    set(made, "dct:title", source->title);
    if (source->publisher)
        set(node(made, "dct:publisher", "foaf:Agent"), "foaf:name",
            source->publisher);
    if (source->licence || source->licence_url) {
        cJSON *licence = node(made, "dct:license", "dct:LicenseDocument");
        set(licence, "@id", source->licence_url);
        set(licence, "rdfs:label", source->licence);
    }
    link_to(made, "dcat:landingPage", source->url);
    set(made, "dct:bibliographicCitation", source->attribution);
    period(made, source->as_of, source->as_of);
    cJSON_AddItemToArray(list, made);
}

static cJSON *make_catalogue(const struct cover *cover, struct arena *arena)
{
    cJSON *root = cJSON_CreateObject();

    add_context(root);
    set(root, "@id",
        arena_format(arena, "%sdcat.jsonld",
                     cover->site_url ? cover->site_url : ""));
    set(root, "@type", "dcat:Catalog");
    both(root, "dct:title",
         arena_format(arena, "在宅医療・介護資源マップ（%s）",
                      cover->edition_name),
         arena_format(arena, "Maps of home medical and nursing care: %s",
                      edition_en(cover)));
    both(root, "dct:description", cover->disclaimer,
         "Made from published data. Details may have changed: please telephone "
         "before you go.");
    link_to(root, "foaf:homepage", cover->site_url);
    add_common(root, cover);
    set(node(root, "dct:provenance", "dct:ProvenanceStatement"), "rdfs:label",
        cover->processed);
    cJSON *sources = cJSON_AddArrayToObject(root, "dct:source");
    for (size_t s = 0; s < cover->n_source; s++)
        add_source(sources, &cover->source[s], s + 1, arena);
    cJSON *sets = cJSON_AddArrayToObject(root, "dcat:dataset");
    for (size_t p = 0; p < cover->n_place; p++)
        cJSON_AddItemToArray(sets,
                             make_dataset(cover, &cover->place[p], arena));
    return root;
}

static bool cover_dcat(const struct cover *cover,
                       bool (*put)(void *context, const char *name,
                                   struct str bytes, struct err *err),
                       void *context, struct err *err)
{
    struct arena arena = {0};
    cJSON *root = make_catalogue(cover, &arena);
    char *text = cJSON_Print(root);
    bool ok =
        text ? put(context, "dcat.jsonld", str_of(text), err)
             : err_set(err, ERR_INTERNAL,
                       _("the catalogue cannot be made: no memory is left"));

    cJSON_free(text);
    cJSON_Delete(root);
    arena_release(&arena);
    return ok;
}

const struct writer writer_dcat = {
    .name = "dcat",
    .summary = N_("catalogue of the edition for open-data portals (DCAT, "
                  "JSON-LD)"),
    .usual = true,
    .cover = cover_dcat,
};
