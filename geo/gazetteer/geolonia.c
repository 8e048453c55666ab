#include "geo/gazetteer/geolonia.h"

#include "geo/gazetteer/joining.h"
#include "norm/position.h"
#include "norm/text.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>

/* The largest municipality has 300 KB. */
#define MAX_BYTES ((size_t)64 << 20)

struct dictionary {
    struct draft *draft;
    struct arena scratch;
    uint16_t source;
    uint32_t place;
};

static bool read_all(const struct in_source *from, struct buf *text,
                     struct err *err)
{
    struct in *in = in_open(from, err);
    char bytes[32768];
    size_t got = 1;
    bool ok = in != NULL;

    while (ok && got > 0) {
        ok = in_read(in, bytes, sizeof(bytes), &got, err);
        if (ok)
            buf_add(text, bytes, got);
        if (ok && text->len > MAX_BYTES)
            ok = err_set(err, ERR_INPUT,
                         _("'%s' is refused: it is larger than %d MiB, as no "
                           "municipality's dictionary is; leave it out"),
                         from->label, (int)(MAX_BYTES >> 20));
    }
    in_close(in);
    return ok;
}

/* The text before the last '/' of *path, which it is cut off from. */
static struct str last_part(struct str *path)
{
    size_t at = path->len;

    while (at > 0 && path->ptr[at - 1] != '/')
        at--;
    struct str part = str_cut(*path, at, path->len - at);
    path->len = at > 0 ? at - 1 : 0;
    return part;
}

/* Which municipality, as the path says. Names of files may be decomposed. */
static uint32_t place_of(struct dictionary *to, const struct in_source *from)
{
    /* Standing in the prefecture's folder, its name is in no path given. */
    char *whole = from->member ? NULL : realpath(from->path, NULL);
    struct str path = str_of(from->member ? from->member
                             : whole      ? whole
                                          : from->path);
    struct str city = last_part(&path), pref = last_part(&path);

    if (str_ends(city, STR(".json")))
        city.len -= 5;
    uint32_t place = joining_place(
        to->draft, joining_text(to->draft, text_nfkc(pref, &to->scratch)),
        joining_text(to->draft, text_nfkc(city, &to->scratch)));
    free(whole);
    return place;
}

static const char *text_of(struct dictionary *to, const cJSON *item,
                           const char *name)
{
    const char *text =
        cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(item, name));
    unsigned met = 0;

    return joining_text(to->draft,
                        text_clean(str_of(text), &to->scratch, &met));
}

static double number_of(const cJSON *item, const char *name)
{
    const cJSON *number = cJSON_GetObjectItemCaseSensitive(item, name);

    return cJSON_IsNumber(number) ? number->valuedouble : NAN;
}

static bool add_row(struct dictionary *to, const cJSON *item)
{
    struct draft_town town = {.source = to->source, .source_point = to->source};

    town.oaza = text_of(to, item, "town");
    town.koaza = text_of(to, item, "koaza");
    town.point =
        (struct lonlat){number_of(item, "lng"), number_of(item, "lat")};
    if (!town.oaza && !town.koaza)
        return false;
    if (position_judge(town.point.lon_deg, town.point.lat_deg) !=
        POSITION_USABLE)
        town.point = (struct lonlat){NAN, NAN};
    joining_town(to->draft, &town, to->place);
    return true;
}

static bool is_dictionary(const cJSON *root)
{
    return cJSON_IsArray(root) &&
           (!root->child ||
            cJSON_GetObjectItemCaseSensitive(root->child, "town"));
}

static void add_rows(struct dictionary *to, const cJSON *root)
{
    struct draft_source *source = &to->draft->source[to->source];
    const cJSON *item;

    source->n_file++;
    cJSON_ArrayForEach(item, root)
    {
        source->read++;
        if (add_row(to, item))
            source->kept++;
        else
            source->passed++;
        arena_reset(&to->scratch);
    }
}

static cJSON *parse(const struct in_source *from, struct err *err)
{
    struct buf text = {0};
    cJSON *root = NULL;

    if (read_all(from, &text, err)) {
        struct str json = buf_str(&text);
        if (str_starts(json, STR("\xEF\xBB\xBF")))
            json = str_cut(json, 3, json.len - 3);
        root = cJSON_ParseWithLength(json.ptr, json.len);
        if (!root)
            err_set(err, ERR_INPUT,
                    _("'%s' cannot be read: it is no whole JSON; fetch it "
                      "again"),
                    from->label);
    }
    buf_release(&text);
    return root;
}

bool geolonia_read(struct draft *draft, const struct in_source *from,
                   const char *label, uint16_t *source, bool *is_table,
                   struct err *err)
{
    struct dictionary to = {.draft = draft};
    cJSON *root = parse(from, err);
    bool ok = root != NULL;

    *is_table = ok && is_dictionary(root);
    if (*is_table && *source == NO_SOURCE)
        ok = joining_source(draft, SOURCE_GEOLONIA, label, source, err);
    if (ok && *is_table) {
        to.source = *source;
        /* A file without rows asks for no municipality. */
        if (root->child)
            to.place = place_of(&to, from);
        add_rows(&to, root);
    }
    cJSON_Delete(root);
    arena_release(&to.scratch);
    return ok;
}
