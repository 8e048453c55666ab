/*
 * An audit's inputs made by hand: meshes on a plain of 35 degrees north, towns
 * they lie in, facilities. No reader takes part.
 *
 * Places are told in metres east of 136 E on the 35th parallel: given_at(x) is
 * x metres from given_at(0) by the geodesic. (Between others it is a little
 * more than the difference: the parallel is no geodesic.)
 */
#ifndef TESTS_AUDIT_GIVEN_H
#define TESTS_AUDIT_GIVEN_H

#include "audit/audit.h"

#define GIVEN_NEEDS 12
#define GIVEN_TOWNS 16
#define GIVEN_SETS 4
#define GIVEN_FIRST_MESH 50000001U /* codes ascend from it */

struct given {
    struct table table;
    struct people people;
    struct townspeople townspeople;
    struct travel travel;
    struct regions regions;
    struct audit_order order;
    struct audit audit;
    struct err err;
    struct need need[GIVEN_NEEDS];
    struct region_set set[GIVEN_SETS]; /* municipality, prefecture, more */
    struct given_town {
        char code[6];
        bool own;
    } town[GIVEN_TOWNS]; /* by code */
    size_t n_town, cap_from, cap_first, cap_leg;
    double *weight;
    struct arena arena;
    bool ran;
};

/* Years of the population; the first one is the base year. Two towns: 25201 is
 * own, 26101 is not. 16 km by straight line, two threads, no sites. */
void given_begin(struct given *given, size_t n_year, const int *year);
void given_town(struct given *given, const char *code, bool own);
void given_need(struct given *given, const char *id);
struct lonlat given_at(double east_m);
/* A mesh with so many people of 75+ in every year, and four times as many of
 * all ages; the others' ages are not known. Its number; code 50000001 + it. */
uint32_t given_mesh(struct given *given, const char *town, double east_m,
                    double old);
void given_count(struct given *given, uint32_t mesh, size_t year, enum age age,
                 double people);
/* Known to 10 m, of one kind, nothing filed. */
struct facility *given_facility(struct given *given, const char *id,
                                const char *town, const char *kind,
                                double east_m);
/* Filed or not, of a facility that was unknown. */
void given_file(struct facility *facility, const char *function, bool filed);
void given_leg(struct given *given, uint32_t mesh, const char *facility,
               double minutes);
/* Rows by code, then year. */
void given_townspeople(struct given *given, const char *code, int year,
                       double old);
/* A set of the user besides municipality and prefecture, of towns by code. */
struct region_set *given_set(struct given *given, const char *name);
void given_area(struct given *given, struct region_set *set, const char *code,
                bool own, const char *towns_by_space);

/* What all facilities and meshes belong to, as regions_read() tells it. */
void given_settle(struct given *given);
/* Settle and run; what holds always is checked. May be called again. */
struct audit *given_run(struct given *given);
/* Run what is refused: its class. */
enum err_class given_refused(struct given *given);
void given_end(struct given *given);

/* The cell of a need in an own region (set 0) or of the whole. */
const struct audit_region *given_region(const struct given *given, size_t set,
                                        const char *code);
const struct audit_year *given_year(const struct given *given, const char *code,
                                    size_t need, size_t year);

/* Every figure as text, a line each, names instead of numbers (facilities by
 * id, meshes by code); free(). Equal audits give equal texts. `digits`: of the
 * figures, 17 for all of them. */
char *given_text(const struct given *given, int digits);

#define near_to(a, b)                                                          \
    cr_assert_float_eq(a, b, 1e-6 * (1 + fabs(b)), "%s is %.9g, not %.9g", #a, \
                       (double)(a), (double)(b))

#endif
