/* Published values, read from a file: numbers between commas, a line each. */
#ifndef TESTS_AUDIT_PUBLISHED_H
#define TESTS_AUDIT_PUBLISHED_H

#include <stddef.h>

#define PUBLISHED_COLUMNS 8

struct published {
    double item[32][PUBLISHED_COLUMNS]; /* NAN: an empty cell */
    size_t n;
};

/* tests/audit/NAME: lines with '#' are comments. */
struct published published_rows(const char *name, size_t n_column);

#endif
