/* Verdicts, distances and neighbours, judged anew over all pairs. */
#include "seeded.h"

#include "geo/crs.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

struct judged {
    double nearest_m, unknown_m;
    bool sure, near; /* a facility is surely within, perhaps within */
};

static struct judged judge(const struct given *given, size_t n, uint32_t mesh)
{
    struct judged judged = {INFINITY, INFINITY, false, false};

    for (size_t f = 0; f < SEEDED_FACILITIES; f++) {
        const struct facility *facility = given->table.facility[f];
        enum need_state state = need_met(&given->need[n], facility);
        if (facility->closed || !lonlat_known(facility->point))
            continue;
        double away_m =
            crs_distance_m(given->people.mesh[mesh].centre, facility->point);
        double margin_m =
            isnan(facility->error_m) ? 1000 : fmax(100, facility->error_m);
        if (state == NEED_UNKNOWN)
            judged.unknown_m = fmin(judged.unknown_m, away_m);
        if (state != NEED_YES)
            continue;
        judged.nearest_m = fmin(judged.nearest_m, away_m);
        judged.sure |= away_m + margin_m < given->order.limit;
        judged.near |= away_m - margin_m <= given->order.limit;
    }
    return judged;
}

static void check_meshes(const struct given *given, size_t n)
{
    for (uint32_t m = 0; m < SEEDED_MESHES; m++) {
        struct judged judged = judge(given, n, m);
        const struct audit_mesh *mesh = &given->audit.need[n].mesh[m];
        double limit = given->order.limit;
        if (!given->audit.own_mesh[m])
            continue;
        cr_assert_float_eq(mesh->cost, judged.nearest_m, 1e-6);
        bool covered = judged.nearest_m <= limit;
        cr_assert_eq(mesh->verdict, covered ? VERDICT_COVERED
                                    : judged.unknown_m <= limit ? VERDICT_MAYBE
                                                                : VERDICT_NOT);
        cr_assert_eq(mesh->doubtful, covered ? !judged.sure : judged.near);
    }
}

/* Facilities outside of a town that somebody in it reaches. */
static uint32_t count_neighbours(const struct given *given, size_t n,
                                 const char *town)
{
    uint32_t sum = 0;

    for (size_t f = 0; f < SEEDED_FACILITIES; f++) {
        const struct facility *facility = given->table.facility[f];
        bool reached = false;
        for (uint32_t m = 0; m < SEEDED_MESHES; m++)
            reached |=
                strcmp(given->people.mesh[m].municipality_code, town) == 0 &&
                people_of(&given->people, m, 0)[AGE_75] > 0 &&
                crs_distance_m(given->people.mesh[m].centre, facility->point) <=
                    given->order.limit;
        sum += reached && !facility->closed && lonlat_known(facility->point) &&
               need_met(&given->need[n], facility) == NEED_YES &&
               strcmp(facility->municipality_code, town) != 0;
    }
    return sum;
}

Test(brute, verdicts_and_neighbours_are_those_of_all_pairs)
{
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct given given;
        seeded_begin(&given, seed);
        given_run(&given);
        for (size_t n = 0; n < SEEDED_NEEDS; n++) {
            check_meshes(&given, n);
            for (size_t t = 0; t < SEEDED_OWN; t++)
                cr_assert_eq(given_region(&given, 0, seeded_towns[t])
                                 ->cell[n]
                                 .neighbours,
                             count_neighbours(&given, n, seeded_towns[t]));
        }
        given_end(&given);
    }
}
