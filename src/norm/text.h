/*
 * Text made comparable (ICU). `published` text is only cleaned; keys for
 * comparing are NFKC and case folded.
 */
#ifndef NORM_TEXT_H
#define NORM_TEXT_H

#include "base/str.h"

/* What text_clean() met. */
enum {
    TEXT_CONTROL = 1,  /* C0, C1, bidi controls, non-characters: taken out */
    TEXT_REPLACED = 2, /* U+FFFD stands in the text: kept */
    TEXT_PRIVATE = 4,  /* private-use characters (gaiji): kept */
};

/*
 * The published text fit to be shown: trimmed; `（改行）`, real line breaks,
 * TAB, U+2028 and U+00A0 become one space; control characters, bidi controls,
 * zero-width characters, BOM and non-characters are taken out; variation
 * selectors stay. *met is or-ed. A borrowed result when nothing changed.
 *
 * A run of such breaks, with the spaces around it, is one space; other spaces
 * (U+0020, U+3000) stay as published. `(改行)` in half width is the same, and
 * so are NEL, U+2029 and the spaces of U+2000-200A, 202F, 205F. Zero-width
 * characters are taken out without a flag. A byte that is not UTF-8 becomes
 * U+FFFD (TEXT_REPLACED). Cleaning twice is cleaning once.
 */
struct str text_clean(struct str s, struct arena *arena, unsigned *met);

/* As text_clean(), but line breaks become '\n' (remarks of several lines).
 * Empty lines and spaces at the ends of lines are left out. */
struct str text_clean_lines(struct str s, struct arena *arena, unsigned *met);

/* NFKC. A borrowed result when the text is already normal. A byte that is not
 * UTF-8 becomes U+FFFD. A run of combining marks of more than 256 bytes is
 * normalised in parts, so that time stays linear. */
struct str text_nfkc(struct str s, struct arena *arena);

/* A key for comparing headings and labels: NFKC, case folded, all white
 * space and variation selectors taken out, every dash of text_is_dash() as '-'.
 * Control, zero-width and other ignorable characters are out as well. */
struct str text_key(struct str s, struct arena *arena);

/* Full-width katakana reading: NFKC, hiragana as katakana, one space between
 * words, none at the ends. A voicing mark that stands alone joins its kana. */
struct str text_kana(struct str s, struct arena *arena);

/* Is this one of the dash characters met between digits (hyphens, minus,
 * U+2010-2015, U+2212, box drawing, U+FF0D, and U+30FC/U+FF70)? */
bool text_is_dash(uint32_t code);

/* Half-width ASCII with dashes unified and spaces out, for codes, phones and
 * numbers: NFKC, then only characters of ASCII remain as they are. What
 * text_clean() takes out is out; any other character stays in its NFKC form,
 * so that a wrong value is still seen to be wrong. */
struct str text_ascii(struct str s, struct arena *arena);

/*
 * The short form of text_ascii() for values of known length, without arena or
 * ICU: full-width ASCII as ASCII, dashes as '-', a run of spaces as one, none
 * at the ends, what text_clean() takes out is out; the rest stays.
 * Returns the length, or SIZE_MAX when more than `room` bytes are needed.
 */
size_t text_narrow(struct str s, char *out, size_t room);

#endif
