/*
 * What is gathered and not yet joined: positions that wait for their names,
 * names that wait for their municipality. Adding to a draft goes through here.
 *
 * Made for millions of rows: plain arrays, sorted once; texts are kept once
 * each.
 */
#ifndef GEO_GAZETTEER_JOINING_H
#define GEO_GAZETTEER_JOINING_H

#include "base/buf.h"
#include "geo/crs.h"
#include "geo/gazetteer/draft.h"

#define MAX_SYSTEMS 8

/* The whole id of a row of the registry: its town (code and machiaza_id) or
 * municipality, and its part of it. Exact, not a hash. */
struct join_key {
    uint64_t whole, part;
};

/* A position that waits for the row it belongs to. */
struct join_point {
    struct join_key key;
    struct lonlat point;
    uint32_t order; /* in which it was read */
    uint16_t source;
    bool used;
};

struct join_points {
    struct join_point *item;
    size_t n, cap;
};

/* A row that a position may come for. */
struct join_row {
    struct join_key key;
    uint32_t item;
};

struct join_rows {
    struct join_row *item;
    size_t n, cap;
};

/* A municipality known by its names only. */
struct join_place {
    const char *pref, *city;
    char code[6]; /* "" until draft_settle() */
};

/* Beside each town of the draft. */
struct town_note {
    uint32_t place; /* its municipality, or NO_DRAFT: it has a code */
    bool stand_in;  /* made from a number's row, may find its table's row */
};

struct join_office {
    char code[6];
    uint16_t source;
    const char *pref, *city, *ward;
    struct lonlat point;
};

struct draft_joining {
    const char **texts; /* open addressing */
    size_t n_text, cap_text;
    uint32_t *stand_in; /* the same, of towns */
    size_t n_stand_in, cap_stand_in;
    uint32_t last_stand_in;
    struct town_note *note;
    size_t cap_note;
    struct join_place *place;
    size_t n_place, cap_place;
    uint32_t last_place;
    struct join_office *office;
    size_t n_office, cap_office;
    struct join_points city_points, town_points, number_points;
    struct join_rows numbers;
    struct {
        char name[16];
        struct crs_change *change; /* NULL: not used */
    } system[MAX_SYSTEMS];
    size_t n_system;
    struct buf text; /* scratch */
};

struct draft_joining *joining_of(struct draft *draft);
void joining_release(struct draft *draft);

/* The one copy of a text; NULL for an empty one. Equal texts have equal
 * addresses. */
const char *joining_text(struct draft *draft, struct str text);

/* ERR_INPUT past 65,535 sources. */
bool joining_source(struct draft *draft, enum source_form form,
                    const char *label, uint16_t *index, struct err *err);

uint32_t joining_town(struct draft *draft, const struct draft_town *town,
                      uint32_t place);
/* The town that a number's row names: made when it is new. */
uint32_t joining_stand_in(struct draft *draft, const struct draft_town *town,
                          uint32_t place);
uint32_t joining_place(struct draft *draft, const char *pref, const char *city);

/* `key` NULL: no position can come. */
void joining_number(struct draft *draft, struct draft_number number,
                    const struct join_key *key);
void joining_point(struct join_points *points, struct join_key key,
                   struct lonlat point, uint16_t source);

/* Municipality or town as a number. */
uint64_t join_whole(const char code[6], uint32_t town_id);
/* Up to 15 digits in all, in parts; false when they are something else. */
bool join_part(const struct str *id, size_t n, uint64_t *part);

/* join.c: rows by key. */
void join_sort(struct join_rows *rows);
/* Give each row the first position with its key, by `give`. Both are
 * sorted. */
void join_points_to(struct join_points *points, struct join_rows *rows,
                    void (*give)(struct draft *draft, uint32_t item,
                                 const struct join_point *point),
                    struct draft *draft);
/* Count positions that found their row as kept, the others as passed. */
void join_count(struct draft *draft, const struct join_points *points);

/* join_names.c: the codes of places; how many have none, one of these in
 * *unknown. */
size_t join_names(struct draft *draft, const struct join_place **unknown);

/* join_cities.c: positions and offices to municipalities, sorted by code. */
void join_cities(struct draft *draft);
/* join_towns.c: which town stands for which, then in order, with their numbers.
 */
void join_towns(struct draft *draft);

#endif
