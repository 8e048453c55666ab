#include "fetch/catalogue.h"

#include "base/buf.h"
#include "base/in.h"
#include "fetch/catalogue_entry.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* fetch/catalogue.json, linked in by cmake/catalogue.cmake. */
extern const unsigned char catalogue_json[];
extern const size_t catalogue_json_size;

#define MAX_BYTES ((size_t)4 << 20)

const char *const source_role_names[ROLE_COUNT] = {
    [ROLE_LISTING] = "listing",       [ROLE_FILINGS] = "filings",
    [ROLE_CODES] = "codes",           [ROLE_PLACES] = "places",
    [ROLE_ADDRESS] = "address",       [ROLE_HOUSE] = "house",
    [ROLE_BOUNDARY] = "boundary",     [ROLE_AREA] = "area",
    [ROLE_POPULATION] = "population", [ROLE_GRID] = "grid",
};

/* ---- reading ---- */

static struct source *find(const struct catalogue *catalogue, const char *id,
                           size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(catalogue->item[i].id, id) == 0)
            return &catalogue->item[i];
    return NULL;
}

/* Put it in the place of the shipped one of its id, or behind all others. */
static void put(struct catalogue *catalogue, const struct source *source,
                size_t n_shipped)
{
    struct source *old = find(catalogue, source->id, n_shipped);

    if (old) {
        *old = *source;
        return;
    }
    catalogue->item = mem_room(catalogue->item, catalogue->n, &catalogue->cap,
                               sizeof(*catalogue->item));
    catalogue->item[catalogue->n++] = *source;
}

/* Is the id that of another source of the same file? */
static bool is_repeated(const struct json *list, const struct json *source)
{
    const char *id, *other;

    json_text(json_member(source, "id"), &id);
    for (const struct json *i = json_items(list); i != source; i = json_next(i))
        if (json_text(json_member(i, "id"), &other) && strcmp(id, other) == 0)
            return true;
    return false;
}

static bool read_sources(const struct json *list, const char *path,
                         struct catalogue *catalogue, struct err *err)
{
    size_t n_shipped = catalogue->n, number = 0;

    for (const struct json *i = json_items(list); i; i = json_next(i)) {
        struct source source;
        if (!entry_read(i, path, ++number, &source, &catalogue->arena, err))
            return false;
        if (is_repeated(list, i)) {
            struct entry entry = {path, source.id, &catalogue->arena, err};
            return entry_fault(&entry, "id", _("it stands twice in the file"));
        }
        put(catalogue, &source, n_shipped);
    }
    return true;
}

static bool read_text(struct str text, const char *path,
                      struct catalogue *catalogue, struct err *err)
{
    struct json *whole = json_parse(text, path, err);
    const struct json *list = json_member(whole, "sources");
    bool fits = whole && json_is_array(list);

    for (const struct json *m = json_items(whole); fits && m; m = json_next(m))
        fits = m == list || strcmp(json_name(m), "note") == 0;
    bool ok = fits && read_sources(list, path, catalogue, err);
    if (whole && !fits)
        err_set(err, ERR_INPUT,
                _("the catalogue '%s' is refused: an object with the list "
                  "'sources' is expected, and a 'note' at most beside it; "
                  "correct the file"),
                path);
    json_free(whole);
    return ok;
}

static bool read_bytes(const char *path, struct buf *text, struct err *err)
{
    const struct in_source from = {
        .form = IN_PLAIN, .path = path, .label = path};
    struct in *in = in_open(&from, err);
    char part[65536];
    size_t got = 0;
    bool ok = in != NULL;

    while (ok && text->len <= MAX_BYTES &&
           (ok = in_read(in, part, sizeof(part), &got, err)) && got > 0)
        buf_add(text, part, got);
    if (in)
        in_close(in);
    if (ok && text->len > MAX_BYTES)
        return err_set(err, ERR_INPUT,
                       _("the catalogue '%s' is refused: it is larger than "
                         "4 MB; give a catalogue of sources"),
                       path);
    return ok;
}

bool catalogue_read(const char *path, struct catalogue *catalogue,
                    struct err *err)
{
    struct str shipped = {(const char *)catalogue_json, catalogue_json_size};
    struct buf text = {0};

    *catalogue = (struct catalogue){0};
    if (!read_text(shipped, "catalogue.json", catalogue, err))
        return false;
    bool ok = !path || (read_bytes(path, &text, err) &&
                        read_text(buf_str(&text), path, catalogue, err));
    buf_release(&text);
    return ok;
}

void catalogue_release(struct catalogue *catalogue)
{
    free(catalogue->item);
    arena_release(&catalogue->arena);
    *catalogue = (struct catalogue){0};
}

/* ---- questions ---- */

const struct source *catalogue_find(const struct catalogue *catalogue,
                                    const char *id)
{
    return find(catalogue, id, catalogue->n);
}

bool source_covers(const struct source *source, uint64_t prefectures)
{
    return source->prefectures == 0 || prefectures == 0 ||
           (source->prefectures & prefectures) != 0;
}

static bool has_mark(const struct source *source, const char *mark)
{
    for (size_t i = 0; i < source->n_file; i++)
        if (strstr(source->file[i].url, mark))
            return true;
    return false;
}

bool source_per_prefecture(const struct source *source)
{
    return has_mark(source, "{PP}");
}

bool source_per_municipality(const struct source *source)
{
    return has_mark(source, "{CCCCCC}");
}

bool source_has_host(const struct source *source, const char *host)
{
    for (size_t i = 0; i < source->n_host; i++)
        if (strcasecmp(source->host[i], host) == 0)
            return true;
    return false;
}
