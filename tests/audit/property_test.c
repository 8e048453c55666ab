/* Seeded worlds of towns, homes and facilities: what must hold of any. */
#include "seeded.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Both are freed. */
static void check_texts(char *text, char *other, unsigned seed)
{
    char *rest = text, *other_rest = other;

    while (rest && other_rest)
        cr_assert_str_eq(strsep(&rest, "\n"), strsep(&other_rest, "\n"),
                         "seed %u", seed);
    cr_assert(!rest && !other_rest);
    free(text);
    free(other);
}

/* `change` makes another world of which the same must be told. */
static void check_same(void (*change)(struct given *given, unsigned *seed),
                       int digits)
{
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct given one, other;
        unsigned random = seed * 77;
        seeded_begin(&one, seed);
        seeded_begin(&other, seed);
        change(&other, &random);
        given_run(&one);
        given_run(&other);
        char *text = given_text(&one, digits),
             *same = given_text(&other, digits);
        check_texts(text, same, seed);
        given_end(&one);
        given_end(&other);
    }
}

static void two_threads(struct given *given, unsigned *seed)
{
    (void)seed;
    given->order.threads = 2;
}

static void five_threads(struct given *given, unsigned *seed)
{
    (void)seed;
    given->order.threads = 5;
}

Test(property, any_number_of_threads_gives_the_same_to_the_last_bit)
{
    check_same(two_threads, 17);
    check_same(five_threads, 17);
}

static void mix_facilities(struct given *given, unsigned *seed)
{
    for (size_t i = SEEDED_FACILITIES - 1; i > 0; i--) {
        size_t k = seeded_next(seed) % (i + 1);
        struct facility *facility = given->table.facility[i];
        double weight = given->weight[i];
        given->table.facility[i] = given->table.facility[k];
        given->table.facility[k] = facility;
        given->weight[i] = given->weight[k];
        given->weight[k] = weight;
    }
}

Test(property, the_order_of_facilities_changes_nothing)
{
    check_same(mix_facilities, 17);
}

static void swap_meshes(struct people *people, size_t a, size_t b)
{
    size_t row = people->n_year * AGE_COUNT;
    struct people_mesh mesh = people->mesh[a];

    people->mesh[a] = people->mesh[b];
    people->mesh[b] = mesh;
    for (size_t i = 0; i < row; i++) {
        float count = people->count[a * row + i];
        people->count[a * row + i] = people->count[b * row + i];
        people->count[b * row + i] = count;
    }
}

/* Sums come in another order: the last digits may differ, and of equals
 * another place may be proposed. */
static void mix_meshes(struct given *given, unsigned *seed)
{
    for (size_t i = SEEDED_MESHES - 1; i > 0; i--)
        swap_meshes(&given->people, i, seeded_next(seed) % (i + 1));
    given->order.sites = SITES_NONE;
}

static void no_sites(struct given *given, unsigned *seed)
{
    (void)seed;
    given->order.sites = SITES_NONE;
}

/* Lines about gaps of equally many people stand by the meshes' order. */
static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *sorted_lines(char *text)
{
    char *line[4096], *rest = text, *sorted = calloc(1, strlen(text) + 1);
    size_t n = 0;

    while (rest && *rest && n < 4096)
        line[n++] = strsep(&rest, "\n");
    cr_assert_lt(n, (size_t)4096);
    qsort(line, n, sizeof(*line), compare_lines);
    char *end = sorted;
    for (size_t i = 0; i < n; i++)
        end = stpcpy(stpcpy(end, line[i]), "\n");
    free(text);
    return sorted;
}

Test(property, the_order_of_meshes_changes_nothing)
{
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct given one, other;
        unsigned random = seed;
        seeded_begin(&one, seed);
        seeded_begin(&other, seed);
        no_sites(&one, &random);
        mix_meshes(&other, &random);
        given_run(&one);
        given_run(&other);
        char *text = sorted_lines(given_text(&one, 5));
        char *same = sorted_lines(given_text(&other, 5));
        check_texts(text, same, seed);
        given_end(&one);
        given_end(&other);
    }
}

/* Other names of towns that sort otherwise: what is told of each stays. */
Test(property, names_of_regions_change_nothing)
{
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct given one, other;
        seeded_begin(&one, seed);
        seeded_begin(&other, seed);
        given_town(&other, "25299", true); /* is 25201 now; that is empty */
        for (size_t m = 0; m < SEEDED_MESHES; m++)
            if (strcmp(other.people.mesh[m].municipality_code, "25201") == 0)
                memcpy(other.people.mesh[m].municipality_code, "25299", 6);
        for (size_t f = 0; f < SEEDED_FACILITIES; f++)
            if (strcmp(other.table.facility[f]->municipality_code, "25201") ==
                0)
                memcpy(other.table.facility[f]->municipality_code, "25299", 6);
        given_run(&one);
        given_run(&other);
        for (size_t n = 0; n < SEEDED_NEEDS; n++)
            for (size_t y = 0; y < SEEDED_YEARS; y++) {
                const struct audit_year *a = given_year(&one, "25201", n, y);
                const struct audit_year *b = given_year(&other, "25299", n, y);
                cr_assert_arr_eq(a, b, sizeof(*a));
                cr_assert_arr_eq(given_year(&one, "25203", n, y),
                                 given_year(&other, "25203", n, y), sizeof(*a));
            }
        given_end(&one);
        given_end(&other);
    }
}

/* ---- laws ---- */

static void multiply_people(struct given *given, double factor)
{
    struct people *people = &given->people;

    for (size_t i = 0; i < people->n_mesh * people->n_year * AGE_COUNT; i++)
        people->count[i] *= (float)factor;
}

Test(property, twice_the_people_have_half_the_access_and_all_else_the_same)
{
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct given one, other;
        seeded_begin(&one, seed);
        seeded_begin(&other, seed);
        multiply_people(&other, 2);
        given_run(&one);
        given_run(&other);
        for (size_t n = 0; n < SEEDED_NEEDS; n++) {
            const struct audit_year *a = one.audit.need[n].whole;
            const struct audit_year *b = other.audit.need[n].whole;
            for (int k = 0; k < CATCHMENT_COUNT; k++) {
                near_to(b->access_mean[k], a->access_mean[k] / 2);
                near_to(b->access_median[k], a->access_median[k] / 2);
                cr_assert(isnan(a->gini[k]) == isnan(b->gini[k]));
                if (!isnan(a->gini[k]))
                    near_to(b->gini[k], a->gini[k]);
            }
            near_to(b->covered, a->covered * 2);
            near_to(b->people, a->people * 2);
            near_to(b->per_10000, a->per_10000 / 2);
            cr_assert_eq(a->median, b->median);
        }
        given_end(&one);
        given_end(&other);
    }
}

static void check_sums(const struct given *given, size_t s, size_t n, size_t y)
{
    const struct audit_set *set = &given->audit.set[s];
    const struct audit_need *need = &given->audit.need[n];
    const struct audit_year *whole = &need->whole[y];
    struct audit_year sum = {0};
    double mean = 0;
    uint32_t yes = 0, unknown = 0, no = 0, unplaced = 0;

    for (size_t r = 0; r < set->n_region; r++) {
        const struct audit_cell *cell = &set->region[r].cell[n];
        const struct audit_year *year = &cell->year[y];
        sum.people += year->people;
        sum.covered += year->covered;
        sum.covered_maybe += year->covered_maybe;
        sum.doubtful += year->doubtful;
        if (year->people > 0)
            mean += year->mean * year->people;
        for (int k = 0; k < CATCHMENT_COUNT && year->people > 0; k++)
            sum.access_mean[k] += year->access_mean[k] * year->people;
        yes += cell->yes;
        unknown += cell->unknown;
        no += cell->no;
        unplaced += cell->unplaced;
    }
    near_to(sum.people, whole->people);
    near_to(sum.covered, whole->covered);
    near_to(sum.covered_maybe, whole->covered_maybe);
    near_to(sum.doubtful, whole->doubtful);
    near_to(mean, whole->mean * whole->people);
    for (int k = 0; k < CATCHMENT_COUNT; k++)
        near_to(sum.access_mean[k], whole->access_mean[k] * whole->people);
    cr_assert(yes == need->yes && unknown == need->unknown && no == need->no &&
              unplaced == need->unplaced);
}

Test(property, the_own_regions_of_every_set_make_up_the_whole)
{
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct given given;
        seeded_begin(&given, seed);
        given_run(&given);
        cr_assert_gt(given.audit.need[0].yes, 0U);
        for (size_t s = 0; s < given.audit.n_set; s++)
            for (size_t n = 0; n < SEEDED_NEEDS; n++)
                for (size_t y = 0; y < SEEDED_YEARS; y++)
                    check_sums(&given, s, n, y);
        given_end(&given);
    }
}

/* All regions own: then nothing is outside. */
Test(property, access_times_people_is_the_supply_that_anybody_reaches)
{
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct given given;
        seeded_begin(&given, seed);
        for (size_t t = 0; t < given.n_town; t++)
            given.town[t].own = true;
        given.order.limit = 99000; /* everybody reaches everything */
        given_run(&given);
        for (size_t y = 0; y < SEEDED_YEARS; y++) {
            const struct audit_year *year = &given.audit.need[0].whole[y];
            double supply = 0;
            for (size_t f = 0; f < SEEDED_FACILITIES; f++) {
                const struct facility *facility = given.table.facility[f];
                if (need_met(&given.need[0], facility) == NEED_YES &&
                    !facility->closed && lonlat_known(facility->point) &&
                    !isnan(given.weight[f]))
                    supply += given.weight[f];
            }
            cr_assert_gt(supply, 0);
            for (int k = 0; k < CATCHMENT_COUNT; k++)
                near_to(year->access_mean[k] * year->people / 10000, supply);
            near_to(year->access_mean[0], supply / year->people * 10000);
            near_to(year->gini[0], 0.0);
        }
        given_end(&given);
    }
}

Test(property, demand_far_from_the_own_area_changes_nothing_of_it)
{
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct given one, other;
        seeded_begin(&one, seed);
        seeded_begin(&other, seed);
        one.order.limit = other.order.limit = 9000;
        for (int i = 0; i < 40; i++) {
            uint32_t mesh = given_mesh(&other, "26102", 0, 500);
            other.people.mesh[mesh].centre = (struct lonlat){
                136 + 0.3 * (i % 2 ? 3 : -2), 34 + 2.4 * (i / 2 % 2)};
        }
        given_run(&one);
        given_run(&other);
        for (size_t n = 0; n < SEEDED_NEEDS; n++)
            cr_assert_arr_eq(one.audit.need[n].whole, other.audit.need[n].whole,
                             2 * sizeof(struct audit_year));
        given_end(&one);
        given_end(&other);
    }
}
