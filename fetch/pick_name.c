#include "fetch/pick_name.h"

#include "base/buf.h"
#include "fetch/url.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MAX_NAME 150
#define MAX_EXTENSION 20
#define MANIFEST "manifest.json"

/* Where ".csv.zip" or ".zip" starts; the length when there is none. */
static size_t extension_at(struct str name)
{
    size_t at = name.len;
    const char *dot = memrchr(name.ptr, '.', name.len);

    if (!dot || dot == name.ptr || name.ptr + name.len - dot > MAX_EXTENSION)
        return at;
    at = (size_t)(dot - name.ptr);
    if (at > 4 && strncasecmp(name.ptr + at - 4, ".csv", 4) == 0)
        at -= 4;
    return at;
}

static bool fits(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
           (code >= '0' && code <= '9') || code == '.' || code == '_' ||
           code == '-';
}

static void add_fit(struct buf *out, struct str text)
{
    uint32_t code;
    size_t n;

    for (size_t at = 0; at < text.len; at += n ? n : 1) {
        n = str_char(text, at, &code);
        buf_add_char(out, n && fits(code) ? (char)code : '_');
    }
}

const char *pick_name(const char *url, struct arena *arena)
{
    size_t path = strcspn(url, "?");
    const char *slash = memrchr(url, '/', path);
    struct str last =
        str_cut(str_of(url), slash ? (size_t)(slash - url) + 1 : 0, SIZE_MAX);
    struct buf name = {0};

    add_fit(&name, url_decode(last, arena));
    if (name.len == 0)
        buf_add_text(&name, "file");
    if (name.ptr[0] == '.')
        name.ptr[0] = '_';
    if (strcasecmp(name.ptr, MANIFEST) == 0)
        name.ptr[strlen("manifest")] = '_';
    struct str whole = buf_str(&name);
    size_t at = extension_at(whole);
    size_t stem = whole.len > MAX_NAME ? MAX_NAME - (whole.len - at) : at;
    const char *kept =
        arena_format(arena, "%.*s%s", (int)stem, name.ptr, name.ptr + at);
    buf_release(&name);
    return kept;
}

/* ---- names that repeat ---- */

static int by_name_caseless(const void *a, const void *b)
{
    const struct pick *left = a, *right = b;
    int order = strcasecmp(left->name, right->name);

    return order ? order : strcmp(left->url, right->url);
}

static int by_name(const void *a, const void *b)
{
    const struct pick *left = a, *right = b;

    return strcmp(left->name, right->name);
}

/* Is it the name of an address as it came? `own` are sorted. */
static bool is_own(char *const *own, size_t n, const char *name)
{
    size_t from = 0;

    while (from < n) {
        size_t middle = from + (n - from) / 2;
        int order = strcasecmp(own[middle], name);
        if (order == 0)
            return true;
        if (order < 0)
            from = middle + 1;
        else
            n = middle;
    }
    return false;
}

void pick_names_settle(struct picks *picks, struct arena *arena)
{
    char **own = mem_alloc(picks->n * sizeof(*own));
    unsigned number = 1;

    if (picks->n > 0)
        qsort(picks->item, picks->n, sizeof(*picks->item), by_name_caseless);
    for (size_t i = 0; i < picks->n; i++)
        own[i] =
            arena_copy(arena, picks->item[i].name, strlen(picks->item[i].name));
    for (size_t i = 1; i < picks->n; i++) {
        struct pick *pick = &picks->item[i];
        if (strcasecmp(own[i], own[i - 1]) != 0) {
            number = 1;
            continue;
        }
        size_t at = extension_at(str_of(own[i]));
        do
            pick->name = arena_format(arena, "%.*s-%u%s", (int)at, own[i],
                                      ++number, own[i] + at);
        while (is_own(own, picks->n, pick->name));
    }
    if (picks->n > 0)
        qsort(picks->item, picks->n, sizeof(*picks->item), by_name);
    free(own);
}
