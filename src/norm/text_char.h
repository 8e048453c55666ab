/*
 * What a character is to the people who read it, and characters one by one:
 * below text.h, for its files and for the folding of addresses.
 */
#ifndef NORM_TEXT_CHAR_H
#define NORM_TEXT_CHAR_H

#include "norm/text.h"

enum text_char {
    CHAR_PLAIN,
    CHAR_SPACE,    /* U+0020, U+3000 */
    CHAR_BLANK,    /* any other space within a line */
    CHAR_LINE,     /* the end of a line */
    CHAR_HIDDEN,   /* without width or sign */
    CHAR_CONTROL,  /* C0, C1, bidi controls, non-characters */
    CHAR_REPLACED, /* U+FFFD */
    CHAR_PRIVATE,
};

enum text_char text_char(uint32_t code);

/* As str_char(), but bytes that are not UTF-8 are one U+FFFD each, and the
 * length is never 0. */
size_t text_next(struct str s, size_t at, uint32_t *code);

/* Write one character as UTF-8; returns its length. */
size_t text_put(char out[4], uint32_t code);

#endif
