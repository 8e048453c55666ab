/*
 * Population files made for a test, in the shapes that are published.
 */
#ifndef TESTS_PEOPLE_MADE_H
#define TESTS_PEOPLE_MADE_H

#include "base/buf.h"
#include "people/people.h"

struct made_year {
    const char *mark;      /* "*", "@" or NULL */
    uint64_t target;       /* GASSAN; 0: empty */
    double total;          /* PTN */
    double age[AGE_COUNT]; /* as published, with what was moved; the first is
                              not used */
};

struct made_mesh {
    uint64_t code;
    const char *municipality;
    struct made_year year[3];
};

/* CSV of 国土数値情報, H30 or R6, of these years (and the base year before
 * them, which has no ages). Release the buf. */
struct buf made_csv(bool r6, const int *year, size_t n_year,
                    const struct made_mesh *mesh, size_t n);

/* The same table as a .dbf, and as GeoJSON. Release the buf. */
struct buf made_dbf(const struct buf *csv);
struct buf made_geojson(const struct buf *csv);

/* Read and settle; the test fails when that is refused. */
struct people made_people(const char *const *path, size_t n, const int *year,
                          size_t n_year);
/* The only row that is set aside, or the sentence of the refusal. */
const char *made_refusal(const char *path, const int *year, size_t n_year);

/* The mesh's number; the test fails when there is none. */
size_t made_find(const struct people *people, uint64_t code);
double made_count(const struct people *people, uint64_t code, size_t year,
                  enum age age);
/* Of all meshes; unknown counts are passed over. */
double made_sum(const struct people *people, size_t year, enum age age);

/* A census mesh text: both heading rows of table `id`, then `rows`; CP932 and
 * CRLF. Release the buf. */
struct buf made_census(const char *id, const char *rows);

/* A workbook of these rows: cells between '|', a line each; numbers are stored
 * as such. Its path in the folder of tests/geo/given.h. */
const char *made_workbook(const char *rows);

#endif
