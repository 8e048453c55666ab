/*
 * Text of a page made comparable: full-width letters, digits and signs become
 * ASCII, half-width katakana full width, era signs (㋿) words, the radicals
 * ⽇ and ⽉ characters, and every run of blanks (U+3000, U+00A0 and line ends
 * among them) one space; none at the ends. What NFKC would change beyond that
 * does not stand in the links of publishers; ICU is not at hand here.
 */
#ifndef FETCH_PLAIN_H
#define FETCH_PLAIN_H

#include "base/buf.h"

/* The character at s.ptr[at], folded; returns its byte length in s, 0 where it
 * is no UTF-8. Blanks come out as ' '. Half-width katakana and era signs, which
 * become two characters or take in the next, stay as they are. */
size_t plain_char(struct str s, size_t at, uint32_t *code);

/* The whole, terminated, in the arena. */
struct str plain_text(struct str s, struct arena *arena);

/* Only the blanks folded: text for people. */
struct str plain_blanks(struct str s, struct arena *arena);

#endif
