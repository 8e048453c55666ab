/* Houses, blocks and parcels: read, proved against their town, and packed. */
#include "geo/gazetteer/compiling.h"

#include "geo/crs.h"
#include "geo/geocode/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A number farther than this from the middle of its town's numbers, and than
 * three times what nine in ten keep, is misplaced. */
#define FAR_M 1000
#define FAR_TIMES 3
#define ORIGIN_M 15000 /* beside an origin of plane coordinates */
#define TWICE_M 100    /* one number at two places */

/* Origins of the plane rectangular systems I-XIX, degrees: 平成14年国土交通省
 * 告示第9号. Coordinates that lost their zone or value land there. */
static const struct lonlat origins[] = {
    {129.5, 33.0},      {131.0, 33.0},      {132.166667, 36.0}, {133.5, 33.0},
    {134.333333, 36.0}, {136.0, 36.0},      {137.166667, 36.0}, {138.5, 36.0},
    {139.833333, 36.0}, {140.833333, 40.0}, {140.25, 44.0},     {142.25, 44.0},
    {144.25, 44.0},     {142.0, 26.0},      {127.5, 26.0},      {124.0, 26.0},
    {131.0, 26.0},      {136.0, 20.0},      {154.0, 26.0},
};

static unsigned kind_of(uint8_t level)
{
    return level == LEVEL_HOUSE   ? NUMBER_HOUSE
           : level == LEVEL_BLOCK ? NUMBER_BLOCK
                                  : NUMBER_PARCEL;
}

static void add_number(struct compiling *compiling, struct work_number number)
{
    compiling->number =
        mem_room(compiling->number, compiling->n_number, &compiling->cap_number,
                 sizeof(*compiling->number));
    compiling->number[compiling->n_number++] = number;
}

static const char *code_of(const struct compiling *compiling, uint32_t town)
{
    return compiling->city[compiling->town[town].out.city].code;
}

/* A number that our own reader does not read to its end could never be found;
 * it is left out. Houses also tell where their block is. */
static void read_number(struct compiling *compiling,
                        const struct draft_number *draft, uint32_t town)
{
    struct folded folded;
    struct number number;

    fold_text(&compiling->fold, str_of(draft->text), &folded);
    number_read(&folded, 0, &number);
    if (number.n == 0 || number.to < folded.n) {
        char place[256];
        snprintf(place, sizeof(place), "%s %s", compiling->town[town].name,
                 draft->text);
        compiling_fault(compiling, FAULT_NUMBER_UNREAD,
                        code_of(compiling, town), place, "", draft->source);
        return;
    }
    struct work_number work = {
        .town = town,
        .key = number_key(&number, number.n, kind_of(draft->level)),
        .hash = number_hash(&number, number.n),
        .source = draft->source,
        .keep = true,
        .text = draft->text,
        .point = draft->point,
    };
    add_number(compiling, work);
    if (draft->level != LEVEL_HOUSE || number.n < 2 ||
        !lonlat_known(draft->point))
        return;
    work.key = number_key(&number, 1, NUMBER_BLOCK);
    work.hash = number_hash(&number, 1);
    work.text = NULL;
    add_number(compiling, work);
}

static int in_order(const void *a, const void *b)
{
    const struct work_number *x = a, *y = b;

    if (x->town != y->town)
        return x->town < y->town ? -1 : 1;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    /* A block that a source gives comes before one made of houses. */
    if (!x->text != !y->text)
        return !x->text - !y->text;
    return x->text ? strcmp(x->text, y->text) : 0;
}

static void fault(struct compiling *compiling, enum gazetteer_fault which,
                  const struct work_number *number, double metres)
{
    char place[256], detail[32] = "";

    snprintf(place, sizeof(place), "%s %s", compiling->town[number->town].name,
             number->text ? number->text : "");
    if (isfinite(metres))
        snprintf(detail, sizeof(detail), "%.0f m", metres);
    compiling_fault(compiling, which, code_of(compiling, number->town), place,
                    detail, number->source);
}

/* ---- one town ---- */

static double quantile(double *value, size_t n, double q)
{
    compiling_sort(value, n);
    return value[(size_t)((double)(n - 1) * q)];
}

static struct lonlat middle(const struct work_number *number, size_t n,
                            double *scratch)
{
    struct lonlat point = {NAN, NAN};
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        if (lonlat_known(number[i].point))
            scratch[count++] = number[i].point.lon_deg;
    if (count)
        point.lon_deg = quantile(scratch, count, 0.5);
    count = 0;
    for (size_t i = 0; i < n; i++)
        if (lonlat_known(number[i].point))
            scratch[count++] = number[i].point.lat_deg;
    if (count)
        point.lat_deg = quantile(scratch, count, 0.5);
    return point;
}

static bool beside_origin(struct lonlat point, struct lonlat town)
{
    for (size_t i = 0; i < sizeof(origins) / sizeof(*origins); i++)
        if (crs_distance_m(point, origins[i]) < ORIGIN_M)
            return !(crs_distance_m(town, origins[i]) < 3 * ORIGIN_M);
    return false;
}

/* Take the places from numbers that cannot be there. */
static void drop_far(struct compiling *compiling, struct work_number *number,
                     size_t n, double *scratch)
{
    struct lonlat centre = middle(number, n, scratch);
    size_t count = 0;

    if (!lonlat_known(centre))
        return;
    for (size_t i = 0; i < n; i++)
        if (lonlat_known(number[i].point))
            scratch[count++] = crs_distance_m(number[i].point, centre);
    double limit_m = FAR_TIMES * quantile(scratch, count, 0.9);
    if (limit_m < FAR_M)
        limit_m = FAR_M;
    for (size_t i = 0; i < n; i++) {
        if (!lonlat_known(number[i].point))
            continue;
        double far_m = crs_distance_m(number[i].point, centre);
        if (far_m <= limit_m)
            continue;
        if (number[i].text)
            fault(compiling,
                  beside_origin(number[i].point, centre) ? FAULT_NUMBER_ORIGIN
                                                         : FAULT_NUMBER_FAR,
                  &number[i], far_m);
        number[i].point = (struct lonlat){NAN, NAN};
    }
}

/* Houses of one block: their mean, for as long as a run of equal keys goes. */
static void mean_block(struct work_number *number, size_t n)
{
    double lon = 0, lat = 0;
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        number[i].keep = i == 0;
        if (!lonlat_known(number[i].point))
            continue;
        lon += number[i].point.lon_deg;
        lat += number[i].point.lat_deg;
        count++;
    }
    if (count)
        number[0].point =
            (struct lonlat){lon / (double)count, lat / (double)count};
}

/* One number given again: the place it has, or none when the places differ. */
static void merge_number(struct compiling *compiling, struct work_number *into,
                         const struct work_number *number)
{
    if (!lonlat_known(number->point))
        return;
    if (!lonlat_known(into->point)) {
        into->point = number->point;
        return;
    }
    double apart_m = crs_distance_m(into->point, number->point);
    /* A block is given by several points of its own. */
    if (apart_m <= TWICE_M || number->key >> 30 == NUMBER_BLOCK)
        return;
    fault(compiling, FAULT_NUMBER_TWICE, number, apart_m);
    into->point = (struct lonlat){NAN, NAN};
}

/* Equal keys in one town: the same number again or (rarely) two numbers of one
 * short hash, of which none is kept. */
static void settle_run(struct compiling *compiling, struct work_number *number,
                       size_t n)
{
    bool collide = false;

    if (!number[0].text) {
        mean_block(number, n);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        number[i].keep = false;
        collide = collide || number[i].hash != number[0].hash;
        if (number[i].text)
            merge_number(compiling, &number[0], &number[i]);
    }
    number[0].keep = !collide;
}

struct box {
    double west, east, south, north;
};

static struct box box_of(const struct work_number *number, size_t n)
{
    struct box box = {INFINITY, -INFINITY, INFINITY, -INFINITY};

    for (size_t i = 0; i < n; i++) {
        if (!number[i].keep || !lonlat_known(number[i].point))
            continue;
        box.west = fmin(box.west, number[i].point.lon_deg);
        box.east = fmax(box.east, number[i].point.lon_deg);
        box.south = fmin(box.south, number[i].point.lat_deg);
        box.north = fmax(box.north, number[i].point.lat_deg);
    }
    return box;
}

static uint16_t quantise(double deg, int32_t from_udeg, float step_udeg)
{
    double steps = (deg * 1e6 - from_udeg) / (double)step_udeg;

    return (uint16_t)lround(fmax(0, fmin(UINT16_MAX - 1, steps)));
}

static float step_of(double from, double to)
{
    return (float)(fmax(to - from, 1e-6) * 1e6 / (UINT16_MAX - 2));
}

static void pack(struct compiling *compiling, const struct work_number *number,
                 size_t n)
{
    struct box box = box_of(number, n);
    struct layout_listed listed = {.first = (uint32_t)compiling->n_stored,
                                   .lon_step_udeg = 1,
                                   .lat_step_udeg = 1};

    if (isfinite(box.west)) {
        listed.lon_udeg = (int32_t)floor(box.west * 1e6);
        listed.lat_udeg = (int32_t)floor(box.south * 1e6);
        listed.lon_step_udeg = step_of(box.west, box.east);
        listed.lat_step_udeg = step_of(box.south, box.north);
    }
    for (size_t i = n; i-- > 0;)
        listed.source[number[i].key >> 30] = number[i].source;
    for (size_t i = 0; i < n; i++) {
        struct layout_number stored = {number[i].key, UINT16_MAX, UINT16_MAX};
        if (!number[i].keep)
            continue;
        if (lonlat_known(number[i].point)) {
            stored.x = quantise(number[i].point.lon_deg, listed.lon_udeg,
                                listed.lon_step_udeg);
            stored.y = quantise(number[i].point.lat_deg, listed.lat_udeg,
                                listed.lat_step_udeg);
        } else if (number[i].text) {
            compiling->fault[FAULT_NUMBER_NO_POINT]++;
        }
        compiling->stored = mem_room(compiling->stored, compiling->n_stored,
                                     &compiling->cap_stored, sizeof(stored));
        compiling->stored[compiling->n_stored++] = stored;
        listed.n++;
    }
    compiling->town[number[0].town].out.listed = (uint32_t)compiling->n_listed;
    compiling->listed = mem_room(compiling->listed, compiling->n_listed,
                                 &compiling->cap_listed, sizeof(listed));
    compiling->listed[compiling->n_listed++] = listed;
}

/* What the numbers tell of their town: its point where no source has one, and
 * how far it reaches. */
static void tell_town(struct compiling *compiling,
                      const struct work_number *number, size_t n,
                      double *scratch)
{
    struct work_town *town = &compiling->town[number[0].town];
    struct lonlat centre = middle(number, n, scratch);
    size_t count = 0;

    if (!lonlat_known(centre))
        return;
    if (!lonlat_known(town->point)) {
        town->point = centre;
        town->out.source_point = number[0].source;
    }
    town->radius_m = 0;
    for (size_t i = 0; i < n; i++)
        if (number[i].keep && lonlat_known(number[i].point)) {
            double far_m = crs_distance_m(number[i].point, town->point);
            town->radius_m = fmax(town->radius_m, far_m);
            count++;
        }
    /* A few numbers do not tell how far the others are. */
    if (count < 30)
        town->radius_m = -town->radius_m;
}

static void settle_town(struct compiling *compiling, struct work_number *number,
                        size_t n)
{
    double *scratch = mem_alloc(n * sizeof(*scratch));

    drop_far(compiling, number, n, scratch);
    for (size_t i = 0, first; i < n;) {
        for (first = i; i < n && number[i].key == number[first].key;)
            i++;
        if (i - first > 1 || !number[first].text)
            settle_run(compiling, number + first, i - first);
    }
    tell_town(compiling, number, n, scratch);
    pack(compiling, number, n);
    free(scratch);
}

void compile_numbers(struct compiling *compiling)
{
    for (size_t i = 0; i < compiling->draft->n_number; i++) {
        const struct draft_number *number = &compiling->draft->number[i];
        uint32_t town = compiling->merged[number->town];
        if (town != NO_DRAFT)
            read_number(compiling, number, town);
    }
    if (compiling->n_number)
        qsort(compiling->number, compiling->n_number,
              sizeof(*compiling->number), in_order);
    for (size_t i = 0, first; i < compiling->n_number;) {
        for (first = i;
             i < compiling->n_number &&
             compiling->number[i].town == compiling->number[first].town;)
            i++;
        settle_town(compiling, compiling->number + first, i - first);
    }
}
