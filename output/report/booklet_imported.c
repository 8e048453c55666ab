/* Indicators that others counted: the newest year beside the one before. */
#include "output/report/booklet_parts.h"
#include "output/report/booklet_words.h"
#include "output/report/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define IN_TABLE 5 /* indicators side by side */
#define INDICATORS_MOST 40
#define ROWS_BY_NAME 30 /* areas that no set knows */

/* One indicator: its values are together. */
struct indicator {
    size_t first, n;
    int newest, before; /* years; 0: there is none before */
};

static const struct imported *imported_of(const struct booklet *booklet)
{
    return booklet->audit->order->imported;
}

static size_t find_indicators(const struct imported *imported,
                              struct indicator *indicator)
{
    size_t n = 0;

    for (size_t i = 0; i < imported->n_value; i++) {
        if (i == 0 || strcmp(imported->value[i].indicator,
                             imported->value[i - 1].indicator) != 0)
            indicator[n++] = (struct indicator){.first = i};
        struct indicator *last = &indicator[n - 1];
        last->n++;
        if (imported->value[i].year > last->newest)
            last->newest = imported->value[i].year;
    }
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < indicator[k].n; i++) {
            int year = imported->value[indicator[k].first + i].year;
            if (year < indicator[k].newest && year > indicator[k].before)
                indicator[k].before = year;
        }
    return n;
}

/* ---- rows ---- */

struct area {
    uint32_t set, region;
    const char *name;
    bool by_name; /* no set knows it */
};

static bool is_area(const struct area *area, const struct imported_value *value)
{
    if (area->by_name)
        return value->region == REGION_NONE &&
               strcmp(value->area, area->name) == 0;
    return value->set == area->set && value->region == area->region;
}

static bool is_told(const struct booklet *booklet,
                    const struct imported_value *value)
{
    const struct regions *regions = booklet->audit->order->regions;

    return value->region == REGION_NONE ||
           (value->set < regions->n_set &&
            value->region < regions->set[value->set].n_region &&
            regions->set[value->set].region[value->region].own);
}

static int area_in_order(const void *a, const void *b)
{
    const struct area *x = a, *y = b;

    if (x->by_name != y->by_name)
        return x->by_name ? 1 : -1;
    if (x->by_name)
        return strcmp(x->name, y->name);
    if (x->set != y->set)
        return x->set < y->set ? -1 : 1;
    return (x->region > y->region) - (x->region < y->region);
}

/* The areas that some of the indicators have, once each. */
static size_t find_areas(const struct booklet *booklet,
                         const struct indicator *indicator, size_t n,
                         struct area **areas)
{
    const struct imported *imported = imported_of(booklet);
    size_t n_area = 0, kept = 0, first = indicator[0].first;
    size_t last = indicator[n - 1].first + indicator[n - 1].n;
    struct area *area = mem_alloc((last - first + 1) * sizeof(*area));

    for (size_t i = first; i < last; i++) {
        const struct imported_value *value = &imported->value[i];
        bool by_name = value->region == REGION_NONE;
        if (is_told(booklet, value))
            area[n_area++] = (struct area){
                value->set, value->region,
                by_name ? value->area
                        : booklet_name(
                              &booklet->audit->order->regions->set[value->set]
                                   .region[value->region]),
                by_name};
    }
    if (n_area)
        qsort(area, n_area, sizeof(*area), area_in_order);
    for (size_t i = 0; i < n_area; i++)
        if (kept == 0 || area_in_order(&area[i], &area[kept - 1]) != 0)
            area[kept++] = area[i];
    *areas = area;
    return kept;
}

static const char *value_cell(const struct booklet *booklet,
                              const struct indicator *indicator,
                              const struct area *area, int year)
{
    const struct imported *imported = imported_of(booklet);

    for (size_t i = 0; i < indicator->n && year; i++) {
        const struct imported_value *value =
            &imported->value[indicator->first + i];
        if (value->year == year && is_area(area, value))
            return value->text ? value->text
                               : report_number(value->value, 1, booklet->arena);
    }
    return "";
}

/* ---- tables ---- */

static void indicator_columns(struct grid *grid,
                              const struct indicator *indicator, size_t n)
{
    const struct booklet *booklet = grid->booklet;

    grid_column(grid, GRID_NAME, "区域");
    for (size_t k = 0; k < n; k++) {
        const struct imported_value *value =
            &imported_of(booklet)->value[indicator[k].first];
        const char *unit =
            value->unit ? arena_format(booklet->arena, "（%s）", value->unit)
                        : "";
        grid_column(grid, GRID_NUMBER,
                    arena_format(booklet->arena, "%s%s\n%d年", value->indicator,
                                 unit, indicator[k].newest));
        if (indicator[k].before)
            grid_column(
                grid, GRID_NUMBER,
                arena_format(booklet->arena, "%d年", indicator[k].before));
    }
}

static void indicator_row(struct grid *grid, const struct indicator *indicator,
                          size_t n, const struct area *area)
{
    const struct booklet *booklet = grid->booklet;
    const char **row = grid_row(grid, false);
    size_t c = 0;

    row[c++] = area->name;
    for (size_t k = 0; k < n; k++) {
        row[c++] =
            value_cell(booklet, &indicator[k], area, indicator[k].newest);
        if (indicator[k].before)
            row[c++] =
                value_cell(booklet, &indicator[k], area, indicator[k].before);
    }
}

static void put_indicators(struct booklet *booklet,
                           const struct indicator *indicator, size_t n)
{
    struct area *area;
    size_t n_area = find_areas(booklet, indicator, n, &area), by_name = 0;
    size_t most = n_area > ROWS_ALL ? ROWS_MOST : ROWS_ALL, rows = 0;
    struct grid grid = grid_open(booklet, "取り込んだ指標");

    indicator_columns(&grid, indicator, n);
    for (size_t a = 0; a < n_area; a++) {
        by_name += area[a].by_name;
        if (rows < most && by_name <= ROWS_BY_NAME) {
            indicator_row(&grid, indicator, n, &area[a]);
            rows++;
        }
    }
    grid_put(&grid);
    if (rows < n_area)
        booklet_note(booklet,
                     arena_format(booklet->arena,
                                  "%s区域のうち%sを示しています。すべての値は "
                                  "audit.xlsx にあります。",
                                  booklet_count(booklet, n_area),
                                  booklet_count(booklet, rows)));
    free(area);
}

void booklet_imported(struct booklet *booklet)
{
    const struct imported *imported = imported_of(booklet);

    if (!imported || imported->n_value == 0)
        return;
    struct indicator *indicator =
        mem_alloc((imported->n_value + 1) * sizeof(*indicator));
    size_t n = find_indicators(imported, indicator);
    size_t shown = n < INDICATORS_MOST ? n : INDICATORS_MOST;
    booklet_part(booklet, "取り込んだ指標", 300);
    booklet_paragraph(booklet,
                      "ほかで数えられた値を、利用者の表からそのまま載せたもので"
                      "す（この資料で計算した値ではありません）。指標ごとに、最"
                      "も新しい年と、その前の年です。出典は「方法と出典」にあり"
                      "ます。");
    for (size_t k = 0; k < shown; k += IN_TABLE)
        put_indicators(booklet, indicator + k,
                       shown - k < IN_TABLE ? shown - k : IN_TABLE);
    if (shown < n)
        booklet_note(booklet,
                     arena_format(booklet->arena,
                                  "指標は%sあり、%sを示しています。残りは "
                                  "audit.xlsx にあります。",
                                  booklet_count(booklet, n),
                                  booklet_count(booklet, shown)));
    free(indicator);
}
