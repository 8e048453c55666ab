/* How far items (ア)-(ク) and the making of maps have come: the newest answers
 * beside totals of others (the national figures of 2015 among them). */
#include "output/report/booklet_chart.h"
#include "output/report/booklet_map.h"
#include "output/report/booklet_parts.h"
#include "output/report/booklet_words.h"
#include "output/report/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ITEMS_MOST 16
#define TOTALS_MOST 3 /* of an item: others that it is compared with */

struct item {
    const char *id;
    size_t first, n; /* rows */
    int newest;      /* year of own areas; 0: none */
};

/* Totals of others, or of the own areas. */
struct tally {
    const char *label;
    double part[PROGRESS_STATES];
};

static const struct imported *imported_of(const struct booklet *booklet)
{
    return booklet->audit->order->imported;
}

static const char *item_name(struct booklet *booklet, const char *id)
{
    const char *name = progress_item_ja(id);

    return name ? arena_format(booklet->arena, "(%s) %s", id, name) : id;
}

static const struct region *own_region(const struct booklet *booklet,
                                       const struct progress_row *row)
{
    const struct regions *regions = booklet->audit->order->regions;

    if (row->total || row->region == REGION_NONE ||
        row->set >= regions->n_set ||
        row->region >= regions->set[row->set].n_region)
        return NULL;
    const struct region *region = &regions->set[row->set].region[row->region];
    return region->own ? region : NULL;
}

static size_t find_items(const struct booklet *booklet, struct item *item)
{
    const struct imported *imported = imported_of(booklet);
    size_t n = 0;

    for (size_t i = 0; i < imported->n_progress; i++) {
        const struct progress_row *row = &imported->progress[i];
        if (i == 0 || strcmp(row->item, row[-1].item) != 0)
            item[n++] = (struct item){.id = row->item, .first = i};
        item[n - 1].n++;
        if (own_region(booklet, row) && row->year > item[n - 1].newest)
            item[n - 1].newest = row->year;
    }
    return n;
}

/* The state of a region in the newest year; PROGRESS_STATES: not told. */
static int state_of(const struct booklet *booklet, const struct item *item,
                    const struct region *region)
{
    for (size_t i = 0; i < item->n; i++) {
        const struct progress_row *row =
            &imported_of(booklet)->progress[item->first + i];
        if (row->year == item->newest && own_region(booklet, row) == region)
            return (int)row->state;
    }
    return PROGRESS_STATES;
}

/* ---- bars and their table ---- */

static struct tally own_tally(struct booklet *booklet, const struct item *item)
{
    struct tally tally = {
        .label = item->newest ? arena_format(booklet->arena, "対象の区域 %d年",
                                             item->newest)
                              : "対象の区域"};

    for (size_t i = 0; i < item->n; i++) {
        const struct progress_row *row =
            &imported_of(booklet)->progress[item->first + i];
        if (own_region(booklet, row) && row->year == item->newest)
            tally.part[row->state]++;
    }
    return tally;
}

/* Of each area and year that totals name, the first TOTALS_MOST. */
static size_t other_tallies(struct booklet *booklet, const struct item *item,
                            struct tally *tally)
{
    const char *area[TOTALS_MOST];
    int year[TOTALS_MOST];
    size_t n = 0;

    for (size_t i = 0; i < item->n; i++) {
        const struct progress_row *row =
            &imported_of(booklet)->progress[item->first + i];
        size_t at = 0;
        if (!row->total)
            continue;
        while (at < n &&
               (year[at] != row->year || strcmp(area[at], row->area) != 0))
            at++;
        if (at == TOTALS_MOST)
            continue;
        if (at == n) {
            area[n] = row->area;
            year[n] = row->year;
            tally[n++] =
                (struct tally){.label = arena_format(booklet->arena, "%s %d年",
                                                     row->area, row->year)};
        }
        tally[at].part[row->state] += row->count;
    }
    return n;
}

static void tally_row(struct grid *grid, const char *item,
                      const struct tally *tally)
{
    struct arena *arena = grid->booklet->arena;
    const char **row = grid_row(grid, false);
    double sum = 0;
    size_t c = 0;

    row[c++] = item;
    row[c++] = tally->label;
    for (int s = 0; s < PROGRESS_STATES; s++) {
        row[c++] = report_number(tally->part[s], 0, arena);
        sum += tally->part[s];
    }
    row[c++] = report_share(tally->part[PROGRESS_DONE], sum, arena);
}

struct collected {
    struct share_bar bar[ITEMS_MOST * (TOTALS_MOST + 1)];
    struct share_bars bars;
    struct grid grid;
};

static void add_tally(struct collected *all, struct booklet *booklet,
                      const char *item, const struct tally *tally, bool first)
{
    struct share_bar *bar = &all->bar[all->bars.n_bar++];

    *bar = (struct share_bar){
        .label = first ? arena_format(
                             booklet->arena, "%s　%s",
                             strlen(item) <= 6
                                 ? arena_format(booklet->arena, "(%s)", item)
                                 : item,
                             tally->label)
                       : arena_format(booklet->arena, "　　%s", tally->label),
        .first = first};
    for (int s = 0; s < PROGRESS_STATES; s++)
        bar->part[s] = tally->part[s];
    tally_row(&all->grid, first ? item_name(booklet, item) : "", tally);
}

static void put_bars(struct booklet *booklet, const struct item *item, size_t n)
{
    struct collected *all = arena_alloc(booklet->arena, sizeof(*all));

    *all = (struct collected){
        .bars = {.title = "取組と地図づくりの進み具合（区域の数と割合）",
                 .n_state = PROGRESS_STATES,
                 .bar = all->bar},
        .grid = grid_open(booklet, "取組と地図づくりの進み具合（区域の数）")};
    grid_column(&all->grid, GRID_NAME, "項目");
    grid_column(&all->grid, GRID_TEXT, "区分");
    for (int s = 0; s < PROGRESS_STATES; s++) {
        all->bars.state[s] = progress_states_ja[s];
        grid_column(&all->grid, GRID_NUMBER, progress_states_ja[s]);
    }
    grid_column(&all->grid, GRID_NUMBER, "実施・作成済\nの割合");
    for (size_t i = 0; i < n; i++) {
        struct tally other[TOTALS_MOST], own = own_tally(booklet, &item[i]);
        size_t n_other = other_tallies(booklet, &item[i], other);
        add_tally(all, booklet, item[i].id, &own, true);
        for (size_t o = 0; o < n_other; o++)
            add_tally(all, booklet, item[i].id, &other[o], false);
    }
    booklet_share_bars(booklet, &all->bars);
    grid_put(&all->grid);
}

/* ---- areas ---- */

static void put_areas(struct booklet *booklet, const struct item *item,
                      size_t n)
{
    static const char *const words[PROGRESS_STATES + 1] = {
        [PROGRESS_DONE] = "済",
        [PROGRESS_PLANNED] = "予定",
        [PROGRESS_NOT] = "しない",
        [PROGRESS_UNKNOWN] = "不明",
        [PROGRESS_STATES] = "－"};
    const struct audit_set *set = &booklet->audit->set[0];
    struct booklet_rows rows =
        booklet_rows(booklet, set, booklet_want_people, 0);
    struct grid grid = grid_open(
        booklet, arena_format(booklet->arena, "%sごとの答え（最も新しい年）",
                              set->set->name));

    grid_column(&grid, GRID_NAME, set->set->name);
    for (size_t i = 0; i < n; i++)
        grid_column(&grid, GRID_TEXT, item[i].id);
    for (size_t r = 0; r < rows.n; r++) {
        const struct region *region = set->region[rows.region[r]].region;
        const char **row = grid_row(&grid, false);
        row[0] = booklet_name(region);
        for (size_t i = 0; i < n; i++)
            row[i + 1] = words[state_of(booklet, &item[i], region)];
    }
    grid_put(&grid);
    booklet_note(booklet, "済：実施・作成済　予定：予定　しない：実施・作成しな"
                          "い　不明：不明という答え　－：答えがない");
    booklet_rows_note(booklet, set, &rows, "75歳以上の人");
}

/* The number of items (maps are no items) that each region has done. */
static void put_map(struct booklet *booklet, const struct item *item, size_t n)
{
    const struct audit_set *set = booklet_map_set(booklet->audit);
    double *done =
        arena_alloc(booklet->arena, (set->n_region + 1) * sizeof(*done));
    const struct choropleth map = {"実施している項目の数（(ア)～(ク)）", "項目",
                                   true, NULL, done};
    bool any = false;

    for (size_t r = 0; r < set->n_region; r++) {
        done[r] = NAN;
        for (size_t i = 0; i < n; i++) {
            int state = state_of(booklet, &item[i], set->region[r].region);
            if (item_name(booklet, item[i].id) == item[i].id ||
                state == PROGRESS_STATES)
                continue;
            done[r] = (isnan(done[r]) ? 0 : done[r]) + (state == PROGRESS_DONE);
            any = true;
        }
    }
    if (!any)
        return;
    booklet_room(booklet, MAP_BLOCK);
    booklet->y += booklet_choropleth(booklet, booklet->x, booklet->y, &map) + 8;
}

void booklet_progress(struct booklet *booklet)
{
    const struct imported *imported = imported_of(booklet);

    if (!imported || imported->n_progress == 0)
        return;
    struct item *item = mem_alloc((imported->n_progress + 1) * sizeof(*item));
    size_t n = find_items(booklet, item);
    size_t shown = n < ITEMS_MOST ? n : ITEMS_MOST;
    booklet_part(booklet, "取組と地図づくりの進み具合", 300);
    booklet_paragraph(booklet,
                      "在宅医療・介護連携推進事業の項目（ア）～（ク）と、地図づ"
                      "くりの状況を、利用者の表からそのまま載せたものです。全国"
                      "などの数は、比べるためのものです。");
    put_bars(booklet, item, shown);
    put_map(booklet, item, shown);
    put_areas(booklet, item, shown);
    if (shown < n)
        booklet_note(booklet,
                     arena_format(booklet->arena,
                                  "項目は%sあり、%sを示しています。残りは "
                                  "audit.xlsx にあります。",
                                  booklet_count(booklet, n),
                                  booklet_count(booklet, shown)));
    free(item);
}
