/*
 * A small audit made by hand, for the tests of reports: every member is filled
 * plausibly, and texts are awkward (tags, quotes, long names, characters
 * beyond the BMP). Nothing of it comes from the engine, so reports can be
 * tested without it.
 *
 * The land is a grid of 1 km meshes. From west to east: a neighbour that is
 * not reported (26999), two wards (25101, 25102), three municipalities, and
 * one without people (25403), whose outline has a hole and an island. Two
 * 二次医療圏: one of members, one with an outline of its own. The first need
 * is covered best; the fourth one's filing list was not read.
 */
#ifndef TESTS_REPORT_SAMPLE_AUDIT_H
#define TESTS_REPORT_SAMPLE_AUDIT_H

#include "audit/audit.h"

#define SAMPLE_NEEDS 10
#define SAMPLE_YEARS 3

struct sample {
    struct audit audit;
    struct audit_order order;
    struct table table;
    struct people people;
    struct townspeople townspeople;
    struct regions regions;
    struct imported imported;
    struct need need[SAMPLE_NEEDS];
    struct arena arena;
    size_t columns, rows; /* meshes of one municipality */
    uint32_t hash;        /* state of the made-up figures */
};

/* 2 x 6 meshes a municipality and 4 needs: 60 own meshes with people. */
void sample_make(struct sample *sample);
/* columns x rows meshes in each of five municipalities; n_need <= 10. */
void sample_make_sized(struct sample *sample, size_t columns, size_t rows,
                       size_t n_need);
void sample_release(struct sample *sample);

/* For the files of the builder, in the order of the calls. */
#define SAMPLE_TOWNS 7 /* neighbour, five with people, one without */
#define SAMPLE_SHA256                                                          \
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
struct sample_town {
    const char *code, *name;
};
extern const struct sample_town sample_towns[SAMPLE_TOWNS];
double sample_chance(struct sample *sample); /* 0 <= x < 1, the same each run */
/* The south-west corner of a mesh of the grid. */
struct lonlat sample_corner(size_t row, size_t column);
void sample_land(struct sample *sample);
void sample_regions(struct sample *sample);
void sample_figures(struct sample *sample);
void sample_imports(struct sample *sample);

#endif
