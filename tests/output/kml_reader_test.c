/* Not a test itself, but the build takes what is named *_test.c. */
#include "tests/output/kml_reader.h"

#include <criterion/criterion.h>
#include <expat.h>
#include <string.h>

#define DEPTH 16
#define IDS 4096

/* Children of each element in the order of the schema (OGC 07-147r2, annex A),
 * as far as we write them. */
/* clang-format off */
static const struct {
    const char *parent, *children;
} order[] = {
    {"kml", "Document"},
    {"Document", "name open Snippet description Style Schema Folder"},
    {"Folder", "name description Placemark"},
    {"Placemark", "name Snippet description styleUrl ExtendedData Point"},
    {"Style", "IconStyle BalloonStyle"},
    {"IconStyle", "color scale Icon hotSpot"},
    {"Icon", "href"},
    {"BalloonStyle", "text"},
    {"Schema", "SimpleField"},
    {"SimpleField", "displayName"},
    {"ExtendedData", "SchemaData"},
    {"SchemaData", "SimpleData"},
    {"Point", "coordinates"},
};
static const char *const many[] = {"Style", "Schema", "Folder", "Placemark",
                                   "SimpleField", "SimpleData"};
/* clang-format on */

struct reader {
    struct kml_seen *seen;
    struct buf text;
    struct arena arena;
    const char *path[DEPTH];
    const char *last[DEPTH]; /* the latest child at each depth */
    int depth;
    const char *id[IDS];
    size_t n_id;
    struct buf fields; /* " name name " of the schema */
    const char *data_name;
};

static const char *word_in(const char *words, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = words; (at = strstr(at, word)) != NULL; at += len)
        if ((at == words || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
            return at;
    return NULL;
}

static bool may_repeat(const char *name)
{
    for (size_t i = 0; i < sizeof(many) / sizeof(*many); i++)
        if (strcmp(many[i], name) == 0)
            return true;
    return false;
}

static void check_order(const struct reader *reader, const char *name)
{
    const char *parent = reader->path[reader->depth - 1];
    const char *last = reader->last[reader->depth];
    size_t i = 0, n = sizeof(order) / sizeof(*order);

    while (i < n && strcmp(order[i].parent, parent) != 0)
        i++;
    cr_assert(i < n, "%s may not have a child %s", parent, name);
    const char *here = word_in(order[i].children, name);
    cr_assert_not_null(here, "%s in %s", name, parent);
    if (!last)
        return;
    const char *before = word_in(order[i].children, last);
    cr_assert(here > before || (here == before && may_repeat(name)),
              "%s after %s in %s", name, last, parent);
}

/* xs:ID: an NCName, here of ASCII, that is met once. */
static void check_id(struct reader *reader, const char *id)
{
    cr_assert(strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                         "0123456789_-.") == strlen(id),
              "%s", id);
    cr_assert(id[0] > '9' && id[0] != '-' && id[0] != '.');
    for (size_t i = 0; i < reader->n_id; i++)
        cr_assert_str_neq(reader->id[i], id);
    cr_assert(reader->n_id < IDS);
    reader->id[reader->n_id++] = arena_copy(&reader->arena, id, strlen(id));
}

static void check_reference(const struct reader *reader, const char *url)
{
    size_t i = 0;

    cr_assert_eq(url[0], '#');
    while (i < reader->n_id && strcmp(reader->id[i], url + 1) != 0)
        i++;
    cr_assert(i < reader->n_id, "nothing has the id of %s", url);
}

static void note_attributes(struct reader *reader, const char *name,
                            const char **attribute)
{
    for (; *attribute; attribute += 2) {
        const char *value = attribute[1];
        if (strcmp(attribute[0], "id") == 0)
            check_id(reader, value);
        if (strcmp(attribute[0], "schemaUrl") == 0)
            check_reference(reader, value);
        if (strcmp(attribute[0], "xmlns") == 0)
            cr_assert_str_eq(value, "http://www.opengis.net/kml/2.2");
        if (strcmp(attribute[0], "name") != 0)
            continue;
        if (strcmp(name, "SimpleField") == 0) {
            buf_add_text(&reader->fields, value);
            buf_add_char(&reader->fields, ' ');
        }
        if (strcmp(name, "SimpleData") == 0) {
            cr_assert_not_null(word_in(reader->fields.ptr, value));
            reader->data_name =
                arena_copy(&reader->arena, value, strlen(value));
        }
    }
}

static void XMLCALL on_start(void *data, const char *name,
                             const char **attribute)
{
    struct reader *reader = data;
    struct kml_seen *seen = reader->seen;

    if (reader->depth > 0)
        check_order(reader, name);
    else
        cr_assert_str_eq(name, "kml");
    const char *kept = arena_copy(&reader->arena, name, strlen(name));
    reader->last[reader->depth] = kept;
    reader->path[reader->depth++] = kept;
    cr_assert(reader->depth < DEPTH);
    reader->last[reader->depth] = NULL;
    note_attributes(reader, name, attribute);
    seen->folders += strcmp(name, "Folder") == 0;
    seen->placemarks += strcmp(name, "Placemark") == 0;
    seen->points += strcmp(name, "Point") == 0;
    seen->styles += strcmp(name, "Style") == 0;
    buf_clear(&reader->text);
}

static void add_record(struct buf *records, const struct buf *text)
{
    buf_add_str(records, buf_str(text));
    buf_add_char(records, '\x1E');
}

static void XMLCALL on_end(void *data, const char *name)
{
    struct reader *reader = data;
    struct kml_seen *seen = reader->seen;
    const char *parent =
        reader->depth > 1 ? reader->path[reader->depth - 2] : "";

    if (strcmp(name, "name") == 0 && strcmp(parent, "Placemark") == 0)
        add_record(&seen->names, &reader->text);
    if (strcmp(name, "name") == 0 && strcmp(parent, "Folder") == 0)
        add_record(&seen->folder_names, &reader->text);
    if (strcmp(name, "description") == 0)
        add_record(strcmp(parent, "Folder") == 0 ? &seen->folder_descriptions
                                                 : &seen->descriptions,
                   &reader->text);
    if (strcmp(name, "href") == 0)
        add_record(&seen->hrefs, &reader->text);
    if (strcmp(name, "styleUrl") == 0)
        check_reference(reader, reader->text.ptr);
    if (strcmp(name, "SimpleData") == 0) {
        buf_addf(&seen->data, "%s=", reader->data_name);
        add_record(&seen->data, &reader->text);
    }
    reader->depth--;
    buf_clear(&reader->text);
}

static void XMLCALL on_text(void *data, const char *text, int len)
{
    buf_add(&((struct reader *)data)->text, text, (size_t)len);
}

static void XMLCALL on_cdata(void *data)
{
    (void)data;
    cr_assert_fail("a CDATA section");
}

void kml_read(struct str document, struct kml_seen *seen)
{
    struct reader reader = {.seen = seen};
    XML_Parser parser = XML_ParserCreate(NULL);

    XML_SetUserData(parser, &reader);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartCdataSectionHandler(parser, on_cdata);
    enum XML_Status status =
        XML_Parse(parser, document.ptr, (int)document.len, 1);
    cr_assert_eq(status, XML_STATUS_OK, "line %lu: %s",
                 XML_GetCurrentLineNumber(parser),
                 XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    buf_release(&reader.text);
    buf_release(&reader.fields);
    arena_release(&reader.arena);
}

void kml_seen_release(struct kml_seen *seen)
{
    buf_release(&seen->names);
    buf_release(&seen->descriptions);
    buf_release(&seen->folder_names);
    buf_release(&seen->folder_descriptions);
    buf_release(&seen->data);
    buf_release(&seen->hrefs);
}
