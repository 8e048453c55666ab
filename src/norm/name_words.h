/*
 * The words of name_words.def, folded once, found at a place: below name.h,
 * for name.c alone.
 */
#ifndef NORM_NAME_WORDS_H
#define NORM_NAME_WORDS_H

#include "norm/name.h"

enum name_word_kind {
    WORD_FORM = 1,
    WORD_OWNER = 2,
    WORD_MARK = 4,
    WORD_SORT = 8,
    WORD_PART = 16,
    WORD_DEPARTMENT = 32,
};

#define NAME_WORD_SYMBOLS 20

struct name_word {
    enum name_word_kind kind;
    unsigned value;
    size_t n;
    uint32_t sym[NAME_WORD_SYMBOLS];
};

/* The longest word of these kinds that begins at sym[0], or NULL. */
const struct name_word *name_word_at(const uint32_t *sym, size_t n,
                                     unsigned kinds);

/* The longest that ends at sym[n - 1], or NULL. */
const struct name_word *name_word_before(const uint32_t *sym, size_t n,
                                         unsigned kinds);

#endif
