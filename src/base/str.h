/*
 * Borrowed text: a pointer and a length, UTF-8, not terminated.
 * Whoever made the bytes owns them; a str never frees anything.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
    const char *ptr;
    size_t len;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
/* For "%.*s". */
#define STR_ARG(s) (int)(s).len, (s).ptr

struct str str_of(const char *text); /* NULL gives an empty str */
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *text);
/* Two terminated texts; NULL is the same as NULL only. */
bool str_same(const char *a, const char *b);
int str_cmp(struct str a, struct str b); /* byte order */
bool str_starts(struct str s, struct str start);
bool str_ends(struct str s, struct str end);
/* Byte offset of the first occurrence, or SIZE_MAX. */
size_t str_find(struct str s, struct str what);
struct str str_cut(struct str s, size_t from, size_t len); /* clamped */

/* Without ASCII white space, U+3000 and U+00A0 at both ends. */
struct str str_trim(struct str s);

/* Terminated copy; NULL for an empty str ("not published"). */
const char *str_keep(struct arena *arena, struct str s);

/* All bytes are ASCII digits, and there is at least one. */
bool str_digits(struct str s);

/*
 * Decode the character at s.ptr[at] (at < s.len). Returns its byte length
 * and sets *code; returns 0 when the bytes are not valid UTF-8 (overlong,
 * surrogate, above U+10FFFF, cut off).
 */
size_t str_char(struct str s, size_t at, uint32_t *code);
bool str_valid_utf8(struct str s);
/* Number of characters of valid UTF-8. */
size_t str_chars(struct str s);

/*
 * The next part of *rest before `separator`; *rest advances. False when
 * nothing is left. Empty parts are returned.
 */
bool str_part(struct str *rest, char separator, struct str *part);

/* A decimal number, the whole text, '.' as point whatever the locale. */
bool str_number(struct str s, double *number);

#endif
