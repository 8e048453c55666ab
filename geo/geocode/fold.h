/*
 * Text -> symbols, each with the bytes it came from, so that what is not used
 * can be given back undamaged.
 */
#ifndef GEO_GEOCODE_FOLD_H
#define GEO_GEOCODE_FOLD_H

#include "base/str.h"
#include "geo/geocode/symbol.h"

#define FOLD_MAX 1024 /* bytes that are read, and so the most symbols */

/* One row of the table for characters above U+FFFF, sorted by code. */
struct fold_high {
    uint32_t code;
    uint32_t symbol;
};

/* The table travels inside the dictionary, so that both sides are always
 * folded by the same one. */
struct fold_table {
    const symbol *low; /* 65,536 */
    const struct fold_high *high;
    size_t n_high;
};

enum {
    FOLD_SPACED = 1,  /* white space stood before */
    FOLD_BRACKET = 2, /* a bracket opened or closed before */
};

struct folded {
    struct str text; /* what was given */
    size_t n;
    symbol sym[FOLD_MAX + 2];                      /* ends with SYM_NONE */
    uint16_t from[FOLD_MAX + 2], to[FOLD_MAX + 2]; /* bytes */
    uint8_t mark[FOLD_MAX + 2];
    bool cut; /* the text was longer */
};

/*
 * Fold the first FOLD_MAX bytes. Spaces and brackets become marks, voicing
 * marks join their kana; everything else stays, in order. Bytes that are not
 * UTF-8 are SYM_UNREADABLE.
 */
void fold_text(const struct fold_table *table, struct str text,
               struct folded *folded);

/* A number as it stands at a place: its readings, longest first. */
struct fold_number {
    uint32_t value[8];
    uint16_t end[8]; /* place after it */
    size_t n;        /* 0: no number stands here */
    bool kanji;
};

/*
 * The readings of the number that starts at `at`. Arabic digits have one (the
 * whole run; values above SYM_NUMBER_MAX are UINT32_MAX when they do not fit);
 * kanji have every well-formed beginning: 十二 is 12 or 10, 一四 is 14 or 1.
 */
void fold_number(const struct folded *folded, size_t at,
                 struct fold_number *number);

/* 助七一丁目 is 助七 and 一丁目: no town has a 71st 丁目 (the most are some
 * 40). Do these digits divide so? */
bool fold_splits_chome(const struct folded *folded,
                       const struct fold_number *number);

/*
 * A name as the dictionary's key: numbers read whole, 丁目 after a number as
 * one symbol. Writes at most `room` symbols; returns how many.
 */
size_t fold_key(const struct folded *folded, symbol *key, size_t room);

#endif
