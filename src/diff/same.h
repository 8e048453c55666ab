/*
 * Do two published texts say the same? Not told apart: width, spaces, dashes,
 * kana, variants of a kanji, 丁目 and 番地, and in an address the prefecture
 * and the municipality that one of them leaves out.
 */
#ifndef DIFF_SAME_H
#define DIFF_SAME_H

#include "base/str.h"

/* `scratch` takes what has to be folded; reset it between facilities. */
bool same_name(const char *a, const char *b, struct arena *scratch);
/* By the digits, an extension's too. */
bool same_phone(const char *a, const char *b, struct arena *scratch);
/* Any other text. */
bool same_text(const char *a, const char *b, struct arena *scratch);
/* 「平日,土曜日」 and 「平日、土曜日」 are the same days. */
bool same_days(const char *a, const char *b, struct arena *scratch);
/* A number of beds: 0 and blank (NULL) say the same. */
bool same_count(const char *a, const char *b);

/*
 * `merged`: the municipality of one was merged into that of the other; then
 * the towns alone are compared. A building, a floor and a room are not
 * compared.
 */
bool same_address(const char *a, const char *b, bool merged,
                  struct arena *scratch);

#endif
