/*
 * Seeded worlds of given.h: three own towns and two of neighbours (in two areas
 * of the user), 90 meshes and 40 facilities anywhere on a plain of 55 x 55 km,
 * weights, three needs: visiting nurses, with 24 hours (as filed), pharmacies.
 */
#ifndef TESTS_AUDIT_SEEDED_H
#define TESTS_AUDIT_SEEDED_H

#include "given.h"

#define SEEDS 12
#define SEEDED_MESHES 90
#define SEEDED_FACILITIES 40
#define SEEDED_NEEDS 3
#define SEEDED_YEARS 2
#define SEEDED_TOWNS 5
#define SEEDED_OWN 3 /* the first of them */
extern const char *const seeded_towns[SEEDED_TOWNS];

/* 0 to 32767. */
unsigned seeded_next(unsigned *seed);
/* The same for the same seed. */
void seeded_begin(struct given *given, unsigned seed);

#endif
