#include "output/leak.h"

#include <stdlib.h>
#include <string.h>

#define WINDOW 6
#define BITS 16

struct pattern {
    struct str text;
    size_t window; /* offset of the bytes that it is found by */
    uint32_t facility;
    int field;
    bool is_public;
    uint32_t value; /* the pattern of the value as it is: itself, or the one
                       that this is the escaped form of */
    uint32_t next;  /* with the same hash: number + 1 */
};

struct leaks {
    struct pattern *pattern;
    size_t n, cap;
    struct arena arena;
    uint32_t *first;   /* [1 << BITS]: number + 1 */
    uint16_t *windows; /* how many windows of all values have the hash */
    bool indexed;
};

static uint32_t hash(const char *bytes)
{
    uint64_t word = 0;

    memcpy(&word, bytes, WINDOW);
    return (uint32_t)(word * UINT64_C(0x9E3779B97F4A7C15) >> (64 - BITS));
}

struct leaks *leaks_open(void)
{
    struct leaks *leaks = mem_alloc(sizeof(*leaks));

    *leaks = (struct leaks){0};
    leaks->first = calloc((size_t)1 << BITS, sizeof(*leaks->first));
    leaks->windows = calloc((size_t)1 << BITS, sizeof(*leaks->windows));
    if (!leaks->first || !leaks->windows)
        abort();
    return leaks;
}

static void add(struct leaks *leaks, struct str text, uint32_t facility,
                int field, size_t value)
{
    leaks->pattern = mem_room(leaks->pattern, leaks->n, &leaks->cap,
                              sizeof(*leaks->pattern));
    leaks->pattern[leaks->n++] =
        (struct pattern){text, 0, facility, field, false, (uint32_t)value, 0};
    for (size_t i = 0; i + WINDOW <= text.len; i++) {
        uint16_t *count = &leaks->windows[hash(text.ptr + i)];
        *count = *count == UINT16_MAX ? UINT16_MAX : (uint16_t)(*count + 1);
    }
}

/* The JSON or XML form of the pattern `of`, where it is another. */
static void add_escaped(struct leaks *leaks, size_t of,
                        void (*escape)(struct buf *, struct str))
{
    struct buf escaped = {0};
    struct str value = leaks->pattern[of].text;

    escape(&escaped, value);
    if (!str_eq(buf_str(&escaped), value) && escaped.len >= WINDOW)
        add(leaks,
            (struct str){arena_copy(&leaks->arena, escaped.ptr, escaped.len),
                         escaped.len},
            leaks->pattern[of].facility, leaks->pattern[of].field, of);
    buf_release(&escaped);
}

void leaks_forbid(struct leaks *leaks, struct str value, uint32_t facility,
                  int field)
{
    size_t of = leaks->n;

    if (str_chars(value) < LEAK_MIN_CHARACTERS)
        return;
    add(leaks, value, facility, field, of);
    add_escaped(leaks, of, buf_add_json);
    add_escaped(leaks, of, buf_add_xml);
}

static void index_patterns(struct leaks *leaks)
{
    for (size_t p = 0; p < leaks->n; p++) {
        struct pattern *pattern = &leaks->pattern[p];
        uint16_t rarest = UINT16_MAX;
        for (size_t i = 0; i + WINDOW <= pattern->text.len; i++) {
            uint16_t count = leaks->windows[hash(pattern->text.ptr + i)];
            if (i == 0 || count < rarest) {
                rarest = count;
                pattern->window = i;
            }
        }
        uint32_t *first =
            &leaks->first[hash(pattern->text.ptr + pattern->window)];
        pattern->next = *first;
        *first = (uint32_t)p + 1;
    }
    leaks->indexed = true;
}

static bool stands_at(const struct pattern *pattern, struct str bytes,
                      size_t at)
{
    return at >= pattern->window &&
           bytes.len - (at - pattern->window) >= pattern->text.len &&
           memcmp(bytes.ptr + at - pattern->window, pattern->text.ptr,
                  pattern->text.len) == 0;
}

void leaks_allow(struct leaks *leaks, struct str text)
{
    if (!leaks->indexed)
        index_patterns(leaks);
    for (size_t i = 0; i + WINDOW <= text.len; i++)
        for (uint32_t p = leaks->first[hash(text.ptr + i)]; p;
             p = leaks->pattern[p - 1].next)
            if (stands_at(&leaks->pattern[p - 1], text, i))
                leaks->pattern[p - 1].is_public = true;
}

bool leaks_find(struct leaks *leaks, struct str bytes, uint32_t *facility,
                int *field, struct str *value)
{
    if (!leaks->indexed)
        index_patterns(leaks);
    for (size_t i = 0; i + WINDOW <= bytes.len; i++)
        for (uint32_t p = leaks->first[hash(bytes.ptr + i)]; p;
             p = leaks->pattern[p - 1].next) {
            const struct pattern *pattern = &leaks->pattern[p - 1];
            if (leaks->pattern[pattern->value].is_public ||
                !stands_at(pattern, bytes, i))
                continue;
            *facility = pattern->facility;
            *field = pattern->field;
            *value = pattern->text;
            return true;
        }
    return false;
}

void leaks_close(struct leaks *leaks)
{
    if (!leaks)
        return;
    free(leaks->pattern);
    free(leaks->first);
    free(leaks->windows);
    arena_release(&leaks->arena);
    free(leaks);
}
