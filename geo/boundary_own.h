/*
 * What boundary.c and boundary_read.c share: the outlines by their codes.
 */
#ifndef GEO_BOUNDARY_OWN_H
#define GEO_BOUNDARY_OWN_H

#include "geo/boundary.h"
#include "geo/cells.h"

#define BOUNDARY_NONE CELLS_NONE

/* A municipality with a polygon, or a designated city that has wards. */
struct place {
    char code[6];
    uint32_t read; /* the number of the file that gave the polygon; 0: none */
    uint32_t map;  /* while that is a zip: which map of it, from 1; 0: none */
    uint32_t first_ward, next_ward; /* places, BOUNDARY_NONE at the end */
    struct outline outline;
};

struct boundaries {
    struct place *place;
    size_t n_places, place_cap;
    uint32_t *at; /* place of a code, BOUNDARY_NONE when there is none */
    struct outline_vertices vertices;
    struct cells cells;
    uint32_t reads;
    struct land land;
};

/* BOUNDARY_NONE for text that is not 5 digits, and for a code that has no
 * place. */
uint32_t boundary_find_place(const struct boundaries *all, const char *code);

/* The place of a code of 5 digits, a new one when there is none. */
uint32_t boundary_add_place(struct boundaries *all, const char *code);

#endif
