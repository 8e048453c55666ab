/* What an audit is asked of: facilities, people, outlines, areas, imports. */
#include "tests/report/sample_audit.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OWN_BLOCKS 6
#define FIRST_ROW 4204UL    /* of 30 seconds from the equator: 35.0333 N */
#define FIRST_COLUMN 2880UL /* of 45 seconds from 100 E: 136.0 E */

const struct sample_town sample_towns[SAMPLE_TOWNS] = {
    {"26999", "となり町"},
    {"25101", "みなと市北区"},
    {"25102", "みなと市南区"},
    {"25299", "<script>alert('町')</script>町"},
    {"25401", "𠮷野町"},
    {"25402", "とても長い名前を付けられてしまったために表の幅に収まらない町"},
    {"25403", "無人\"島\"&村"},
};

static const char *const need_ids[SAMPLE_NEEDS] = {
    "visiting-nurse",  "home-care-clinic", "nursing-24h",   "psychiatric",
    "care-manager",    "pharmacy",         "dental-visits", "home-care",
    "backup-hospital", "pharmacy-visits"};

double sample_chance(struct sample *sample)
{
    sample->hash = sample->hash * 1664525U + 1013904223U;
    return (double)(sample->hash >> 8) / 16777216.0;
}

/* The block of a column of the grid; the neighbour has one column. */
static size_t block_of(const struct sample *sample, size_t column)
{
    return column == 0 ? 0 : 1 + (column - 1) / sample->columns;
}

struct lonlat sample_corner(size_t row, size_t column)
{
    return (struct lonlat){100 + (double)(FIRST_COLUMN + column) / 80,
                           (double)(FIRST_ROW + row) / 120};
}

/* JIS X 0410, third-order mesh. */
static uint64_t mesh_code(size_t row, size_t column)
{
    uint64_t r = FIRST_ROW + row, c = FIRST_COLUMN + column;

    return r / 80 * 1000000 + c / 80 * 10000 + r % 80 / 10 * 1000 +
           c % 80 / 10 * 100 + r % 10 * 10 + c % 10;
}

/* ---- facilities ---- */

static void add_supply(struct sample *sample, const char *title,
                       const char *as_of, enum row_kind kind)
{
    struct supply supply = {
        .label = "一覧 <1> & \"2\".csv",
        .path = "一覧.csv",
        .sha256 = SAMPLE_SHA256,
        .listing = "care",
        .title = title,
        .publisher = "厚生労働省",
        .licence = "CC BY 4.0",
        .licence_url = "https://creativecommons.org/licenses/by/4.0/",
        .url = "https://www.example.jp/?a=1&b=2",
        .attribution = kind == ROW_FILING
                           ? NULL
                           : "出典：「介護サービス情報公表システム」（厚生労働"
                             "省）を加工して作成",
        .as_of = as_of,
        .row_kind = kind,
        .rows = {.read = 120, .kept = 118, .set_aside = 2},
    };

    table_add_supply(&sample->table, &supply);
}

/* The i-th facility stands somewhere in its block; the 5th has no place. */
static void add_facility(struct sample *sample, size_t i)
{
    char id[24];
    size_t block = 1 + i % OWN_BLOCKS, n = (i + 1) % 9 == 0 ? 0 : block;
    const struct need *need = &sample->need[i % sample->order.n_need];

    snprintf(id, sizeof(id), "k-25%08zu", i);
    uint32_t number = table_add(&sample->table, id);
    struct facility *facility = sample->table.facility[number];
    facility->name = i == 2 ? "訪問看護 \"𠮷\" <b>&amp;</b> ステーション"
                            : arena_format(&sample->arena, "事業所%zu", i + 1);
    facility->services = need->kinds & (~need->kinds + 1);
    facility->main_kind = kind_main(facility->services);
    memcpy(facility->municipality_code, sample_towns[n].code, 6);
    if (need->functions && i % 4 != 3 && i % 8 != 6)
        facility->filed = need->functions & (~need->functions + 1);
    else if (i % 16 == 6)
        facility->not_filed = need->functions;
    size_t first = n == 0 ? 0 : 1 + (n - 1) * sample->columns;
    struct lonlat at = sample_corner(0, first);
    at.lon_deg +=
        sample_chance(sample) * (double)(n == 0 ? 1 : sample->columns) / 80;
    at.lat_deg += sample_chance(sample) * (double)sample->rows / 120;
    facility->point = i == 4 ? (struct lonlat){NAN, NAN} : at;
    facility->error_m = i % 5 == 1 ? 300 : i % 5 == 2 ? NAN : 20;
    facility->coordinate_level = i == 4       ? LEVEL_NONE
                                 : i % 5 == 1 ? LEVEL_CHOME
                                 : i % 5 == 2 ? LEVEL_OAZA
                                              : LEVEL_PUBLISHED;
    facility->phone = "000-0000-0000";
    facility->supply = (uint32_t)(i % 2);
}

static void make_facilities(struct sample *sample)
{
    add_supply(sample, "介護サービス情報公表システム データ", "2025-12-31",
               ROW_FACILITY);
    add_supply(sample, "医療情報ネット（ナビイ）", NULL, ROW_FACILITY);
    add_supply(sample, "施設基準の届出受理状況", "2026-04-01", ROW_FILING);
    for (size_t i = 0; i < 36; i++)
        add_facility(sample, i);
}

/* ---- people ---- */

struct cell {
    uint64_t code;
    size_t row, column;
};

static int by_code(const void *a, const void *b)
{
    uint64_t p = ((const struct cell *)a)->code;
    uint64_t q = ((const struct cell *)b)->code;

    return (p > q) - (p < q);
}

static void add_mesh(struct sample *sample, size_t row, size_t column)
{
    struct people *people = &sample->people;
    size_t m = people->n_mesh++, block = block_of(sample, column);
    struct lonlat south_west = sample_corner(row, column);
    double base = 20 + floor(200 * sample_chance(sample));

    if (block == SAMPLE_TOWNS - 1)
        base = 0;
    people->mesh[m] =
        (struct people_mesh){.code = mesh_code(row, column),
                             .centre = {south_west.lon_deg + 1 / 160.0,
                                        south_west.lat_deg + 1 / 240.0},
                             .note = m == 9    ? PEOPLE_SHARED_OUT
                                     : m == 11 ? PEOPLE_RECEIVED
                                     : m == 21 ? PEOPLE_UNSHARED
                                               : PEOPLE_AS_PUBLISHED};
    memcpy(people->mesh[m].municipality_code, sample_towns[block].code, 6);
    for (size_t y = 0; y < SAMPLE_YEARS; y++) {
        static const double factor[SAMPLE_YEARS] = {1, 1.08, 0.93};
        static const double share[AGE_COUNT] = {7.25, 0.8, 1.6, 2.1, 1.75, 1};
        for (int age = 0; age < AGE_COUNT; age++)
            people->count[(m * SAMPLE_YEARS + y) * AGE_COUNT + (size_t)age] =
                (float)(base * factor[y] * share[age]);
    }
    sample->audit.own_mesh[m] = block != 0;
}

static void make_people(struct sample *sample)
{
    static struct people_source source = {
        .supply = {.label = "1km_mesh_suikei_2018_shape_25.zip",
                   .sha256 = SAMPLE_SHA256,
                   .title = "1kmメッシュ別将来推計人口データ（H30国政局推計）",
                   .publisher = "国土交通省",
                   .licence = "CC BY 4.0",
                   .attribution = "「国土数値情報（1kmメッシュ別将来推計人口"
                                  "データ（H30国政局推計））」（国土交通省）を"
                                  "加工して作成",
                   .as_of = "2018-03-31",
                   .rows = {.read = 62, .kept = 62}},
        .form = "mesh-h30"};
    struct people *people = &sample->people;
    size_t columns = 2 + 5 * sample->columns, n = columns * sample->rows;

    *people = (struct people){
        .year = {2025, 2030, 2040},
        .n_year = SAMPLE_YEARS,
        .digits = 8,
        .basis = "国土数値情報「1kmメッシュ別将来推計人口データ（H30国政局推"
                 "計）」",
        .source = &source,
        .n_source = 1};
    people->mesh = arena_alloc(&sample->arena, n * sizeof(*people->mesh));
    people->count = arena_alloc(&sample->arena, n * SAMPLE_YEARS * AGE_COUNT *
                                                    sizeof(*people->count));
    sample->audit.own_mesh = arena_alloc(&sample->arena, n * sizeof(bool));
    struct cell *cell = mem_alloc(n * sizeof(*cell));
    for (size_t i = 0; i < n; i++)
        cell[i] = (struct cell){mesh_code(i / columns, i % columns),
                                i / columns, i % columns};
    qsort(cell, n, sizeof(*cell), by_code);
    for (size_t i = 0; i < n; i++)
        add_mesh(sample, cell[i].row, cell[i].column);
    free(cell);
    for (size_t y = 0; y < SAMPLE_YEARS; y++)
        people->hidden[y].shared = 2, people->hidden[y].unshared = 1,
        people->hidden[y].all = 431.5, people->hidden[y].age_75 = 59.5;
}

static void make_townspeople(struct sample *sample)
{
    static struct people_source source = {
        .supply = {.label = "jumin.xlsx",
                   .sha256 = SAMPLE_SHA256,
                   .title = "住民基本台帳に基づく人口",
                   .publisher = "総務省",
                   .as_of = "2025-01-01"},
        .form = "register"};

    sample->townspeople = (struct townspeople){
        .basis = "総務省「住民基本台帳に基づく人口、人口動態及び世帯数」"
                 "（2025年1月1日）",
        .source = &source,
        .n_source = 1};
}

/* ---- all ---- */

void sample_make_sized(struct sample *sample, size_t columns, size_t rows,
                       size_t n_need)
{
    *sample = (struct sample){.columns = columns, .rows = rows, .hash = 7};
    sample->order = (struct audit_order){.table = &sample->table,
                                         .people = &sample->people,
                                         .townspeople = &sample->townspeople,
                                         .regions = &sample->regions,
                                         .imported = &sample->imported,
                                         .need = sample->need,
                                         .n_need = n_need,
                                         .base_year = 2025,
                                         .limit = 1000,
                                         .weight_name = NULL,
                                         .sites = SITES_CLINICS,
                                         .want_sites = 3,
                                         .threads = 2};
    for (size_t n = 0; n < n_need; n++)
        cr_assert(need_find(need_ids[n], &sample->need[n]), "%s", need_ids[n]);
    make_facilities(sample);
    make_people(sample);
    make_townspeople(sample);
    sample_land(sample);
    sample_regions(sample);
    sample_figures(sample);
    sample_imports(sample);
}

void sample_make(struct sample *sample)
{
    sample_make_sized(sample, 2, 6, 4);
}

void sample_release(struct sample *sample)
{
    table_release(&sample->table);
    arena_release(&sample->arena);
}
