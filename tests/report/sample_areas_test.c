/* Outlines and areas of the made-up audit. */
#include "tests/report/sample_audit.h"

#include <criterion/criterion.h>
#include <string.h>

/* ---- outlines ---- */

static void add_rectangle(struct land *land, struct lonlat a, struct lonlat b,
                          bool hole)
{
    struct lonlat ring[5] = {
        a, {b.lon_deg, a.lat_deg}, b, {a.lon_deg, b.lat_deg}, a};

    cr_assert(land_add_ring(land, ring, 5, hole));
}

void sample_land(struct sample *sample)
{
    struct land *land = &sample->table.land;
    size_t step = sample->columns;

    for (size_t b = 0; b < SAMPLE_TOWNS; b++) {
        size_t west = b == 0 ? 0 : 1 + (b - 1) * step;
        size_t east = b == 0                  ? 1
                      : b == SAMPLE_TOWNS - 1 ? west + 1
                                              : west + step;
        struct lonlat low = sample_corner(0, west),
                      high = sample_corner(sample->rows, east);
        land_add_place(land, sample_towns[b].code);
        add_rectangle(land, low, high, false);
        if (b == SAMPLE_TOWNS - 1) { /* a lake, and an island off the coast */
            add_rectangle(
                land, (struct lonlat){low.lon_deg + 0.004, low.lat_deg + 0.004},
                (struct lonlat){low.lon_deg + 0.008, low.lat_deg + 0.012},
                true);
            add_rectangle(
                land, (struct lonlat){high.lon_deg + 0.004, low.lat_deg},
                (struct lonlat){high.lon_deg + 0.008, low.lat_deg + 0.005},
                false);
        }
        struct land_town town = {
            .name = b == 3 ? "浜'\"<i>町</i>" : "中央一丁目",
            .point = {low.lon_deg + 0.006, low.lat_deg + 0.02},
            .radius_m = 400};
        memcpy(town.code, sample_towns[b].code, 6);
        land_add_town(land, &town);
    }
    land_sort(land);
    sample->table.land_credit =
        "「国土数値情報（行政区域データ）」（国土交通省）を加工して作成";
}

/* ---- areas ---- */

static void make_municipalities(struct sample *sample, struct region_set *set)
{
    set->region =
        arena_alloc(&sample->arena, SAMPLE_TOWNS * sizeof(*set->region));
    for (size_t b = 0; b < SAMPLE_TOWNS; b++) {
        const char **member = arena_alloc(&sample->arena, sizeof(*member));
        *member = sample_towns[b].code;
        /* By code: the neighbour comes last. */
        set->region[(b + SAMPLE_TOWNS - 1) % SAMPLE_TOWNS] =
            (struct region){.code = sample_towns[b].code,
                            .name = sample_towns[b].name,
                            .prefecture = b ? "滋賀県" : "京都府",
                            .own = b != 0,
                            .member = member,
                            .n_member = 1};
    }
    set->n_region = SAMPLE_TOWNS;
}

static void make_medical_areas(struct sample *sample, struct region_set *set)
{
    static const char *const member[] = {"25101", "25102", "25299"};
    static size_t ring_end[2] = {5, 10};
    struct lonlat *ring = arena_alloc(&sample->arena, 10 * sizeof(*ring));
    struct lonlat a = sample_corner(0, 1 + 3 * sample->columns);
    struct lonlat b = sample_corner(sample->rows, 2 + 5 * sample->columns);

    memcpy(ring,
           (struct lonlat[]){
               a, {b.lon_deg, a.lat_deg}, b, {a.lon_deg, b.lat_deg}, a},
           5 * sizeof(*ring));
    for (size_t i = 0; i < 5; i++) /* a hole, by the even-odd rule */
        ring[5 + i] = (struct lonlat){
            (ring[i].lon_deg + 4 * (a.lon_deg + b.lon_deg)) / 9,
            (ring[i].lat_deg + 4 * (a.lat_deg + b.lat_deg)) / 9};
    set->region = arena_alloc(&sample->arena, 2 * sizeof(*set->region));
    set->region[0] = (struct region){.code = "2501",
                                     .name = "湖北 & 湖西圏域",
                                     .prefecture = "滋賀県",
                                     .own = true,
                                     .member = member,
                                     .n_member = 3};
    set->region[1] = (struct region){.code = "湖東圏域",
                                     .name = "湖東圏域",
                                     .own = true,
                                     .outline = ring,
                                     .ring_end = ring_end,
                                     .n_ring = 2};
    set->n_region = 2;
}

/* The region of a municipality: the neighbour is in none of the second set. */
static uint32_t region_of(size_t set, const char *code)
{
    for (size_t b = 0; b < SAMPLE_TOWNS; b++)
        if (strcmp(code, sample_towns[b].code) == 0)
            return set == 0 ? (uint32_t)((b + SAMPLE_TOWNS - 1) % SAMPLE_TOWNS)
                   : b == 0 ? REGION_NONE
                   : b <= 3 ? 0
                            : 1;
    return REGION_NONE;
}

void sample_regions(struct sample *sample)
{
    static struct supply supply = {.label = "areas.csv",
                                   .title = "二次医療圏の一覧",
                                   .publisher = "滋賀県",
                                   .as_of = "2024-04-01",
                                   .sha256 = SAMPLE_SHA256};
    struct region_set *set = arena_alloc(&sample->arena, 2 * sizeof(*set));

    set[0] = (struct region_set){.id = "municipality", .name = "市区町村"};
    set[1] = (struct region_set){.id = "areas-1",
                                 .name = "二次医療圏",
                                 .vintage = "第8次医療計画（2024年度から）",
                                 .supply = &supply,
                                 .approximate = true};
    make_municipalities(sample, &set[0]);
    make_medical_areas(sample, &set[1]);
    for (size_t s = 0; s < 2; s++) {
        set[s].of_mesh = arena_alloc(&sample->arena,
                                     sample->people.n_mesh * sizeof(uint32_t));
        set[s].of_facility = arena_alloc(
            &sample->arena, sample->table.n_facility * sizeof(uint32_t));
        for (size_t m = 0; m < sample->people.n_mesh; m++)
            set[s].of_mesh[m] =
                region_of(s, sample->people.mesh[m].municipality_code);
        for (size_t f = 0; f < sample->table.n_facility; f++)
            set[s].of_facility[f] =
                region_of(s, sample->table.facility[f]->municipality_code);
    }
    sample->regions = (struct regions){
        .set = set, .n_set = 2, .supply = &supply, .n_supply = 1};
}
