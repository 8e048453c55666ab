/* Not a test: what seeded.h promises. The name has the build find it. */
#include "seeded.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const int years[] = {2020, 2040};
const char *const seeded_towns[SEEDED_TOWNS] = {"25201", "25202", "25203",
                                                "26101", "26102"};

unsigned seeded_next(unsigned *seed)
{
    *seed = *seed * 1103515245U + 12345U;
    return *seed / 65536U % 32768U;
}

static double chance(unsigned *seed)
{
    return seeded_next(seed) / 32768.0;
}

/* North and south too: the plain has two dimensions here. */
static struct lonlat somewhere(unsigned *seed)
{
    return (struct lonlat){136 + 0.6 * chance(seed), 35 + 0.5 * chance(seed)};
}

static void add_mesh(struct given *given, unsigned *seed)
{
    const char *town = seeded_towns[seeded_next(seed) % SEEDED_TOWNS];
    uint32_t mesh = given_mesh(given, town, 0, 0);
    double old = seeded_next(seed) % 4 ? seeded_next(seed) % 200 : 0;

    given->people.mesh[mesh].centre = somewhere(seed);
    given->people.mesh[mesh].note =
        seeded_next(seed) % 5 ? PEOPLE_AS_PUBLISHED : PEOPLE_SHARED_OUT;
    for (size_t y = 0; y < SEEDED_YEARS; y++)
        for (int age = 0; age < AGE_COUNT; age++)
            given_count(given, mesh, y, age,
                        age == AGE_75 ? old * (1 + 0.5 * (double)y)
                                      : 1 + seeded_next(seed) % 100);
}

static void add_facility(struct given *given, unsigned *seed, size_t number)
{
    char id[16];

    snprintf(id, sizeof(id), "k-%03zu", number * 37 % 101);
    struct facility *facility = given_facility(
        given, id, seeded_towns[seeded_next(seed) % SEEDED_TOWNS],
        seeded_next(seed) % 3 ? "visiting-nurse" : "pharmacy", NAN);
    if (seeded_next(seed) % 8)
        facility->point = somewhere(seed);
    facility->error_m = seeded_next(seed) % 6 ? seeded_next(seed) % 3000 : NAN;
    if (seeded_next(seed) % 3)
        given_file(facility, "nursing-24h", seeded_next(seed) % 2);
    if (seeded_next(seed) % 10 == 0)
        facility->closed = "yes";
}

void seeded_begin(struct given *given, unsigned seed)
{
    struct region_set *set;

    given_begin(given, 2, years);
    given_town(given, "25202", true);
    given_town(given, "25203", true);
    given_town(given, "26102", false);
    given_need(given, "visiting-nurse");
    given_need(given, "nursing-24h");
    given_need(given, "pharmacy");
    set = given_set(given, "圏域");
    given_area(given, set, "A", true, "25201 25203");
    given_area(given, set, "B", true, "25202");
    given_area(given, set, "C", false, "26101 26102");
    given->order.limit = 4000 + 1000.0 * (seed % 9);
    given->order.sites = SITES_MESHES;
    given->order.want_sites = 3;
    given->order.threads = 1;
    for (size_t m = 0; m < SEEDED_MESHES; m++)
        add_mesh(given, &seed);
    for (size_t f = 0; f < SEEDED_FACILITIES; f++)
        add_facility(given, &seed, f);
    given->weight = mem_alloc(SEEDED_FACILITIES * sizeof(*given->weight));
    for (size_t f = 0; f < SEEDED_FACILITIES; f++)
        given->weight[f] =
            seeded_next(&seed) % 7 ? 0.5 * (seeded_next(&seed) % 20) : NAN;
    given->order.weight = given->weight;
}
