#include "join/position.h"

#include "geo/crs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static int in_order(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->facility != y->facility)
        return x->facility < y->facility ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind - y->kind;
    if (x->supply != y->supply)
        return x->supply < y->supply ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

/* Most candidates of an office repeat one point exactly: no geodesic then. */
static double distance_m(struct lonlat a, struct lonlat b)
{
    if (a.lon_deg == b.lon_deg && a.lat_deg == b.lat_deg)
        return 0;
    return crs_distance_m(a, b);
}

static size_t neighbours(const struct candidate *candidate, size_t n, size_t of)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += distance_m(candidate[i].point, candidate[of].point) <=
                 POSITION_SAME_M;
    return count;
}

static size_t choose(const struct candidate *candidate, const double *outside,
                     size_t n)
{
    size_t best = 0, best_near = 0;
    bool best_inside = false;

    if (n == 1)
        return 0;
    for (size_t i = 0; i < n; i++) {
        /* NAN (no polygon) counts as inside. */
        bool inside = !(outside[i] > BOUNDARY_TOLERANCE_M);
        size_t near = neighbours(candidate, n, i);
        if (i == 0 || inside > best_inside ||
            (inside == best_inside && near > best_near)) {
            best = i;
            best_near = near;
            best_inside = inside;
        }
    }
    return best;
}

static void note_others(struct table *table, const struct candidate *candidate,
                        size_t n, size_t chosen)
{
    char text[96];

    for (size_t i = 0; i < n; i++) {
        double metres = distance_m(candidate[i].point, candidate[chosen].point);
        if (metres <= POSITION_SAME_M)
            continue;
        snprintf(text, sizeof(text), "%.6f,%.6f (%.0f m)",
                 candidate[i].point.lat_deg, candidate[i].point.lon_deg,
                 metres);
        table_find_fault(table, candidate[i].facility, candidate[i].supply,
                         candidate[i].line, FIELD_published_lat,
                         N_("published positions of one facility differ"),
                         text);
    }
}

static void doubt(struct table *table, const struct candidate *candidate,
                  double outside_m, const struct boundaries *boundaries)
{
    struct facility *facility = table->facility[candidate->facility];
    const char *code = boundary_at(boundaries, candidate->point);
    const struct municipality *place =
        code ? municipalities_find(&table->municipalities, code) : NULL;

    facility->position_doubt = arena_format(
        &table->arena, "公表された位置が市区町村の外 %.1f km にあります%s%s%s",
        outside_m / 1000, place && place->name ? "（" : "",
        place && place->name ? place->name : "",
        place && place->name ? "）" : "");
    table_find_fault(table, candidate->facility, candidate->supply,
                     candidate->line, FIELD_published_lat,
                     N_("the published position is outside the municipality"),
                     facility->position_doubt);
}

static void settle(struct table *table, const struct candidate *candidate,
                   size_t n, const struct boundaries *boundaries)
{
    struct facility *facility = table->facility[candidate->facility];
    double *outside = mem_alloc(n * sizeof(*outside));

    for (size_t i = 0; i < n; i++)
        outside[i] =
            boundaries && facility->municipality_code[0]
                ? boundary_outside_m(boundaries, facility->municipality_code,
                                     candidate[i].point)
                : NAN;
    size_t chosen = choose(candidate, outside, n);
    facility->published = candidate[chosen].point;
    facility->position_source = table->supply[candidate[chosen].supply].title;
    facility->match_level = LEVEL_NONE;
    facility->coordinate_level = LEVEL_PUBLISHED;
    facility->error_m = candidate[chosen].error_m;
    if (outside[chosen] > BOUNDARY_TOLERANCE_M)
        doubt(table, &candidate[chosen], outside[chosen], boundaries);
    else
        facility->point = facility->published;
    note_others(table, candidate, n, chosen);
    free(outside);
}

static void note_missing(struct table *table)
{
    for (size_t i = 0; i < table->n_facility; i++) {
        struct facility *facility = table->facility[i];
        if (lonlat_known(facility->published))
            continue;
        facility->position_doubt = "使える位置が公表されていません";
        facility->coordinate_level = LEVEL_NONE;
    }
}

void position_choose(struct table *table, const struct boundaries *boundaries)
{
    if (table->n_candidate)
        qsort(table->candidate, table->n_candidate, sizeof(*table->candidate),
              in_order);
    for (size_t i = 0; i < table->n_candidate;) {
        size_t first = i;
        while (i < table->n_candidate &&
               table->candidate[i].facility == table->candidate[first].facility)
            i++;
        settle(table, table->candidate + first, i - first, boundaries);
    }
    note_missing(table);
}
