/*
 * Municipalities by 5-digit code, gathered from what the inputs hold: the
 * address registry, boundary files, the listings' own name columns. The
 * newest source wins. Prefecture names and the designated cities (whose wards
 * have codes of their own) are fixed by law and stand in the program.
 */
#ifndef MODEL_MUNICIPALITY_H
#define MODEL_MUNICIPALITY_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Trust in a name, lowest first. */
enum municipality_source {
    PLACE_LISTING,  /* name column of a listing */
    PLACE_BOUNDARY, /* attribute of a boundary file */
    PLACE_REGISTRY, /* mt_city_all or another municipality table */
};

struct municipality {
    char code[6];
    const char *name; /* 大津市, 札幌市北区; NULL when nothing names it */
    const char *kana;      /* or NULL */
    const char *abolished; /* YYYY-MM-DD or NULL */
    char successor[6];     /* "" when unknown or more than one */
    enum municipality_source source;
    bool has_boundary;
};

struct municipalities {
    struct municipality *item; /* sorted by code */
    size_t n, cap;
};

/*
 * Add or better a municipality; `name`, `kana` may be NULL. The pointer is
 * valid until the next call.
 */
struct municipality *municipalities_set(struct municipalities *all,
                                        struct arena *arena, const char *code,
                                        const char *name, const char *kana,
                                        enum municipality_source source);
const struct municipality *municipalities_find(const struct municipalities *all,
                                               const char *code);
void municipalities_release(struct municipalities *all);

/* "滋賀県" of a code that starts with 25; NULL outside 01-47. */
const char *prefecture_name(const char *code);
/* The same by number: 25; NULL outside 1-47. */
const char *prefecture_name_of(unsigned number);
/* The code of a name such as 滋賀県 ("25"); NULL when there is none. */
const char *prefecture_code(const char *name);

/*
 * The designated city of a ward's code, the code itself for the city or for
 * any other municipality. 地方自治法 252条の19, cities as of 2024.
 */
void municipality_city(const char *code, char city[6]);
bool municipality_is_ward(const char *code);
/* Is `code` a designated city (which has wards)? */
bool municipality_has_wards(const char *code);

#endif
