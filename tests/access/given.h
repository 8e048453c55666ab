/*
 * Random numbers that are the same every time, points, and rows of the data
 * files, for the tests of geo/access.
 */
#ifndef TESTS_ACCESS_GIVEN_H
#define TESTS_ACCESS_GIVEN_H

#include "model/facility.h"

#include <stdio.h>

/* Marsaglia 2003, Xorshift RNGs; the seed is not 0. */
struct given {
    uint64_t state;
};

uint64_t given_bits(struct given *given);
/* From low up to (without) high. */
double given_number(struct given *given, double low, double high);
size_t given_below(struct given *given, size_t n);
/* In a box of degrees around Japan: 123-149 E, 24.5-45.5 N. */
struct lonlat given_point(struct given *given);
/* Near some of 60 towns, as facilities are. */
struct lonlat given_town_point(struct given *given);
/* A point about so far in a direction (on a sphere). */
struct lonlat given_towards(struct lonlat from, double azimuth_deg,
                            double distance_m);
/* An order of 0 to n - 1. */
void given_order(struct given *given, size_t *order, size_t n);

/* The cells of the next row of a data file that is no comment; at most `most`.
 * Returns how many; 0 at the end. They live until the next call. */
size_t given_row(FILE *in, char **cell, size_t most);
FILE *given_open(const char *name); /* in tests/access */

/* The number printed with as many decimals as the published text has. */
const char *given_printed(double value, const char *published);

#endif
