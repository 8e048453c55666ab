/*
 * What a map is drawn on: the outlines of municipalities and the points of
 * their towns, as the boundary files and the dictionary of addresses gave
 * them. Public data about places, never about facilities or persons.
 */
#ifndef MODEL_LAND_H
#define MODEL_LAND_H

#include "model/facility.h"

/* Vertices are snapped to 1e-4 degrees (about 10 m): the border that two
 * municipalities share stays one line, and a country fits in memory. */
#define LAND_UNITS_PER_DEG 1e4

struct land_vertex {
    int32_t x, y; /* 1e-4 degrees, longitude first, JGD2011 */
};

/* A closed ring, whose last vertex is its first; even-odd rule within one
 * place. */
struct land_ring {
    uint32_t first, n; /* in struct land, `vertex` */
    bool hole;         /* in the last ring before it that is none */
};

struct land_place {
    char code[6];
    uint32_t first_ring, n_ring; /* in struct land, `ring` */
    struct land_vertex least, most;
};

struct land_town {
    char code[6];     /* of its municipality; a ward's where there are wards */
    const char *name; /* 浜大津一丁目, without prefecture and municipality */
    struct lonlat point;
    float radius_m; /* that holds its addresses; NAN when not known */
};

struct land {
    struct land_vertex *vertex;
    struct land_ring *ring;
    struct land_place *place; /* by code, once sorted */
    struct land_town *town;   /* by code, then name, once sorted */
    size_t n_vertex, n_ring, n_place, n_town;
    size_t cap_vertex, cap_ring, cap_place, cap_town;
};

/* Begin a place without a ring; its code must be new. */
void land_add_place(struct land *land, const char *code);
/* A ring of the place begun last, degrees. False for one that encloses nothing
 * and is left out. */
bool land_add_ring(struct land *land, const struct lonlat *point, size_t n,
                   bool hole);
/* `name` is borrowed. */
void land_add_town(struct land *land, const struct land_town *town);
/* After the last addition, before any search. */
void land_sort(struct land *land);

/* NULL when there is none. */
const struct land_place *land_find(const struct land *land, const char *code);
/* The towns of one municipality, *n of them. */
const struct land_town *land_towns(const struct land *land, const char *code,
                                   size_t *n);

struct lonlat land_degrees(struct land_vertex vertex);

void land_release(struct land *land);

#endif
