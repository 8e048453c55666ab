/*
 * POSIX extended regular expressions of the catalogue. They mean the same
 * whatever the locale: UTF-8, without regard to the case of ASCII letters.
 */
#ifndef FETCH_PATTERN_H
#define FETCH_PATTERN_H

#include "base/str.h"

struct pattern;

/* NULL when it does not compile: *why then says it in C's words (in the
 * arena). End with pattern_close(). */
struct pattern *pattern_open(const char *text, const char **why,
                             struct arena *arena);
/* Does it occur anywhere in the text? A NULL pattern occurs in none. */
bool pattern_find(const struct pattern *pattern, const char *text);
void pattern_close(struct pattern *pattern); /* NULL is allowed */

#endif
