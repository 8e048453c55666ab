/*
 * What follows the town: 番地, 番, 号 and branches in any spelling, and where
 * the building begins.
 */
#ifndef GEO_GEOCODE_NUMBER_H
#define GEO_GEOCODE_NUMBER_H

#include "geo/geocode/fold.h"

#define NUMBER_MAX_PARTS 4

/* 甲402-106 is {甲, 402} {0, 106}; a branch that is a letter has no value. */
struct number_part {
    uint32_t letter; /* symbol, or 0 */
    uint32_t value;
};

enum number_form {
    NUMBER_BANCHI = 1,  /* 番地 is written: a parcel */
    NUMBER_GO = 2,      /* 番 and 号 are written: a house */
    NUMBER_NOTHING = 4, /* 無番地, 番外地, 番地なし */
    NUMBER_SEVERAL = 8, /* further numbers, 他3筆 */
    NUMBER_CHOME = 16,  /* the first is written as 丁目 */
};

struct number {
    struct number_part part[NUMBER_MAX_PARTS];
    size_t n; /* parts; fewer than n_read when the rest is a room */
    size_t n_read;
    size_t from, to;                /* places of the folded text */
    uint16_t end[NUMBER_MAX_PARTS]; /* place after each part */
    unsigned form;                  /* NUMBER_... */
};

/* Read the number at `at`. n is 0 when none stands there; `to` is the place
 * after it, and after 地内, 地先, 付近 where these follow. */
void number_read(const struct folded *folded, size_t at, struct number *number);

/* Does a dash stand here: any dash, ノ, or 一 between Arabic digits? */
bool number_bar(const struct folded *folded, size_t at);

/* Does a number stand here, and not the numeral of a name (三栄町, 二ノ谷,
 * 4条)? Kanji must be followed by what follows numbers. */
bool number_stands(const struct folded *folded, size_t at);

/* The first `n` parts as "甲402-106", half width. */
#define NUMBER_TEXT 64
void number_text(const struct number *number, size_t n, char out[NUMBER_TEXT]);

/* The key of the first `n` parts in the dictionary; level is NUMBER_HOUSE,
 * NUMBER_BLOCK or NUMBER_PARCEL. */
uint32_t number_key(const struct number *number, size_t n, unsigned level);

/* The whole hash, of which the key is a part. */
uint64_t number_hash(const struct number *number, size_t n);

/* A letter that may stand before or behind a number: 甲, イ, 子, A. */
bool number_letter(symbol sym);

#endif
