/*
 * A synthetic country, so that anybody can repeat a measurement. Seeded: the
 * main islands' outlines roughly, 500 m meshes, people around 400 towns whose
 * sizes fall as ranks do (Zipf), and facilities where people are. Nothing of
 * it is real.
 */
#ifndef TESTS_BENCH_AUDIT_COUNTRY_H
#define TESTS_BENCH_AUDIT_COUNTRY_H

#include "audit/audit.h"

#define COUNTRY_TOWNS 400
#define COUNTRY_NEEDS 20
#define COUNTRY_SETS 3 /* as municipalities, prefectures, medical areas are */

struct country {
    struct arena arena;
    struct table table;
    struct people people;
    struct regions regions;
    struct region_set set[COUNTRY_SETS];
    struct need need[COUNTRY_NEEDS];
    struct lonlat town[COUNTRY_TOWNS];
    double *sum; /* [n_mesh] people up to and with a mesh */
    uint64_t seed;
};

/* At most n_mesh meshes; about n_facility facilities meet each need, and each
 * facility a third of the needs. Lives until the program ends. */
void country_make(struct country *country, size_t n_mesh, size_t n_facility,
                  size_t n_need, size_t n_year);
/* 0 <= x < 1 */
double country_chance(struct country *country);

#endif
