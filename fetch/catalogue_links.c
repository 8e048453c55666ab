/* The `links` and `files` of a source. */
#include "fetch/catalogue_entry.h"

#include "fetch/pattern.h"
#include "fetch/plain.h"
#include "fetch/url.h"

#include <string.h>

#define MAX_LEAST 10000

static const char *const expectation_names[EXPECT_COUNT] = {
    [EXPECT_LISTING] = "listing", [EXPECT_FILINGS] = "filings",
    [EXPECT_PLACES] = "places",   [EXPECT_ADDRESS] = "address",
    [EXPECT_ARCHIVE] = "archive", [EXPECT_GRID] = "grid",
};

/* What both have: what the file must turn out to be. */
static bool read_expect(const struct entry *entry, const struct json *json,
                        const char *where, enum expectation *expect,
                        const char **listing, const char **member)
{
    int index;

    if (!entry_choice(entry, json, where, "expect", expectation_names,
                      EXPECT_COUNT, &index) ||
        !entry_text(entry, json, where, "listing", false, listing) ||
        !entry_text(entry, json, where, "member", false, member))
        return false;
    *expect = (enum expectation)index;
    if (*listing && index != EXPECT_LISTING && index != EXPECT_FILINGS)
        return entry_fault(entry,
                           arena_format(entry->arena, "%slisting", where),
                           _("only what is expected to be 'listing' or "
                             "'filings' has it"));
    if ((*member != NULL) != (index == EXPECT_ARCHIVE))
        return entry_fault(entry, arena_format(entry->arena, "%smember", where),
                           _("an 'archive' must have it, and nothing else "
                             "may"));
    return true;
}

/* ---- links ---- */

static bool check_pattern(const struct entry *entry, const char *where,
                          const char *key, const char *text)
{
    const char *why = "";
    struct pattern *pattern;

    if (!text)
        return true;
    key = arena_format(entry->arena, "%s%s", where, key);
    pattern = pattern_open(text, &why, entry->arena);
    if (!pattern)
        return entry_fault(entry, key, _("'%s' is no regular expression: %s"),
                           text, why);
    bool empty = pattern_find(pattern, "");
    pattern_close(pattern);
    return !empty || entry_fault(entry, key, _("'%s' fits everything"), text);
}

/* The text of a page is folded before it is compared. */
static bool check_folded(const struct entry *entry, const char *where,
                         const char *key, const char *text)
{
    struct str rest = str_of(text), line;

    while (str_part(&rest, '\n', &line)) {
        struct str folded = plain_text(line, entry->arena);
        if (!str_eq(folded, line))
            return entry_fault(
                entry, arena_format(entry->arena, "%s%s", where, key),
                _("'%.*s' can never be found: pages are compared in half "
                  "width and with single blanks, as '%s'"),
                STR_ARG(line), folded.ptr);
    }
    return true;
}

static bool read_link(const struct entry *entry, const struct json *json,
                      const char *where, struct source_link *link)
{
    static const char *const keys[] = {
        "file",   "text",  "not_text", "expect",  "listing",
        "member", "least", "note",     "example", NULL};
    const struct json *least = json_member(json, "least");
    uint64_t count = 0;

    if (!entry_keys(entry, json, where, keys) ||
        !entry_text(entry, json, where, "file", false, &link->file) ||
        !entry_text(entry, json, where, "text", false, &link->text) ||
        !entry_text(entry, json, where, "not_text", false, &link->not_text) ||
        !entry_text(entry, json, where, "example", false, &link->example) ||
        !check_pattern(entry, where, "file", link->file) ||
        !check_pattern(entry, where, "text", link->text) ||
        !check_pattern(entry, where, "not_text", link->not_text) ||
        !check_folded(entry, where, "text", link->text) ||
        !check_folded(entry, where, "not_text", link->not_text))
        return false;
    if (!link->file && !link->text)
        return entry_fault(entry, arena_format(entry->arena, "%sfile", where),
                           _("'file' or 'text' must be there"));
    if (least && (!json_count(least, &count) || count > MAX_LEAST))
        return entry_fault(entry, arena_format(entry->arena, "%sleast", where),
                           _("it must be a whole number, %d at most"),
                           MAX_LEAST);
    link->least = (unsigned)count;
    return read_expect(entry, json, where, &link->expect, &link->listing,
                       &link->member);
}

/* A list that is there must be one of objects, and not empty. */
static bool check_list(const struct entry *entry, const struct json *list,
                       const char *key)
{
    if (!json_is_array(list) || json_size(list) == 0)
        return entry_fault(entry, key,
                           _("it must be a list that is not empty"));
    for (const struct json *i = json_items(list); i; i = json_next(i))
        if (!json_is_object(i))
            return entry_fault(entry, key, _("each must be an object"));
    return true;
}

bool entry_links(const struct entry *entry, const struct json *json,
                 struct source *source)
{
    const struct json *list = json_member(json, "links");

    if (!list)
        return true;
    if (!check_list(entry, list, "links"))
        return false;
    source->link =
        arena_alloc(entry->arena, json_size(list) * sizeof(*source->link));
    for (const struct json *i = json_items(list); i; i = json_next(i)) {
        const char *where =
            arena_format(entry->arena, "links[%zu].", source->n_link);
        if (!read_link(entry, i, where, &source->link[source->n_link]))
            return false;
        source->n_link++;
    }
    return true;
}

/* ---- files ---- */

/* The address with its braces filled in by way of trial; NULL: others than
 * {PP} and {CCCCCC} stand in it. */
static const char *tried(const char *url, struct arena *arena)
{
    const char *open = strchr(url, '{');

    if (!open)
        return strchr(url, '}') ? NULL : url;
    if (strncmp(open, "{PP}", 4) == 0)
        return tried(
            arena_format(arena, "%.*s01%s", (int)(open - url), url, open + 4),
            arena);
    if (strncmp(open, "{CCCCCC}", 8) == 0)
        return tried(arena_format(arena, "%.*s011002%s", (int)(open - url), url,
                                  open + 8),
                     arena);
    return NULL;
}

static bool check_url(const struct entry *entry, const char *where,
                      const char *text, const struct source *source)
{
    const char *key = arena_format(entry->arena, "%surl", where);
    const char *whole = tried(text, entry->arena);
    const char *path = strstr(text, "://");
    const char *brace = strchr(text, '{');
    struct url url;

    path = path ? strchr(path + 3, '/') : NULL;
    if (!whole || (brace && (!path || brace < path)))
        return entry_fault(entry, key,
                           _("only {PP} and {CCCCCC} may stand in braces, and "
                             "only in the path"));
    if (!url_split(whole, &url, entry->arena) || !url.https)
        return entry_fault(entry, key, _("'%s' is not an https address"), text);
    if (!source_has_host(source, url.host))
        return entry_fault(entry, key, _("its host '%s' is not in 'hosts'"),
                           url.host);
    return true;
}

static bool read_file(const struct entry *entry, const struct json *json,
                      const char *where, struct source_file *file,
                      const struct source *source)
{
    static const char *const keys[] = {"url",    "expect", "listing",
                                       "member", "note",   NULL};

    return entry_keys(entry, json, where, keys) &&
           entry_text(entry, json, where, "url", true, &file->url) &&
           check_url(entry, where, file->url, source) &&
           read_expect(entry, json, where, &file->expect, &file->listing,
                       &file->member);
}

bool entry_files(const struct entry *entry, const struct json *json,
                 struct source *source)
{
    const struct json *list = json_member(json, "files");

    if (!list)
        return true;
    if (!check_list(entry, list, "files"))
        return false;
    source->file =
        arena_alloc(entry->arena, json_size(list) * sizeof(*source->file));
    for (const struct json *i = json_items(list); i; i = json_next(i)) {
        const char *where =
            arena_format(entry->arena, "files[%zu].", source->n_file);
        if (!read_file(entry, i, where, &source->file[source->n_file], source))
            return false;
        source->n_file++;
    }
    return true;
}
