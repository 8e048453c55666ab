/* Progress of items (ア)-(ク) and of maps: counts beside the national ones,
 * a table of areas, a map of each item. */
#include "output/report/html_progress.h"

#include "output/site/html.h"

#include <stdlib.h>

const int progress_paints[PROGRESS_STATES] = {[PROGRESS_DONE] = PAINT_GOOD,
                                              [PROGRESS_PLANNED] = PAINT_MAYBE,
                                              [PROGRESS_NOT] = PAINT_BAD,
                                              [PROGRESS_UNKNOWN] = PAINT_NONE};

const char *progress_item_name(struct web *web, const char *item)
{
    const char *name = progress_item_ja(item);

    return name ? web_format(web, "（%s）%s", item, name) : item;
}

bool web_has_progress(const struct web *web)
{
    return web->order->imported && web->order->imported->n_progress > 0;
}

static int by_year(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

static void read_rows(struct progress *progress, const struct imported *from)
{
    size_t n = from->n_progress, n_year = 0;

    progress->row = from->progress;
    progress->n = n;
    progress->item = mem_alloc(n * sizeof(*progress->item));
    progress->year = mem_alloc(n * sizeof(*progress->year));
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || !str_same(from->progress[i].item,
                                progress->item[progress->n_item - 1]))
            progress->item[progress->n_item++] = from->progress[i].item;
        if (!from->progress[i].total)
            progress->year[n_year++] = from->progress[i].year;
    }
    if (n_year)
        qsort(progress->year, n_year, sizeof(*progress->year), by_year);
    for (size_t i = 0; i < n_year; i++)
        if (i == 0 || progress->year[i] != progress->year[progress->n_year - 1])
            progress->year[progress->n_year++] = progress->year[i];
}

/* ---- counts ---- */

static void add_group(struct web *web, const char *item, const char *who,
                      int year, const double count[PROGRESS_STATES])
{
    double all = 0;

    for (int s = 0; s < PROGRESS_STATES; s++)
        all += count[s];
    if (!(all > 0))
        return;
    web_row(web, progress_item_name(web, item));
    web_cell(web, web_format(web, "%s（%d年）", who, year));
    for (int s = 0; s < PROGRESS_STATES; s++)
        web_count(web, count[s]);
    web_share(web, count[PROGRESS_DONE], all);
    web_cell_open(web);
    svg_bar(web->out, count, progress_paints, PROGRESS_STATES, all);
}

static void add_own(struct web *web, const struct progress *progress,
                    const char *item, int year)
{
    double count[PROGRESS_STATES] = {0};

    for (size_t i = 0; i < progress->n; i++) {
        const struct progress_row *row = &progress->row[i];
        if (!row->total && row->year == year && str_same(row->item, item))
            count[row->state] += row->count;
    }
    add_group(web, item, "取り込んだ区域", year, count);
}

/* Totals come by item, area, year. */
static void add_totals(struct web *web, const struct progress *progress,
                       const char *item)
{
    const struct progress_row *row = progress->row;

    for (size_t i = 0, run; i < progress->n; i += run) {
        double count[PROGRESS_STATES] = {0};
        for (run = 0; i + run < progress->n &&
                      str_same(row[i + run].item, row[i].item) &&
                      str_same(row[i + run].area, row[i].area) &&
                      row[i + run].year == row[i].year &&
                      row[i + run].total == row[i].total;
             run++)
            count[row[i + run].state] += row[i + run].count;
        if (row[i].total && str_same(row[i].item, item))
            add_group(web, item, row[i].area, row[i].year, count);
    }
}

static void add_counts(struct web *web, const struct progress *progress)
{
    static const struct web_column column[] = {{"項目", true},
                                               {"対象", true},
                                               {"実施・作成済", false},
                                               {"予定", false},
                                               {"実施・作成しない", false},
                                               {"不明", false},
                                               {"実施・作成済の割合", false},
                                               {"割合の図", true}};

    web_table(web, "取組の進み具合（市区町村・区の数）", column, 8);
    for (size_t i = 0; i < progress->n_item; i++) {
        for (size_t y = 0; y < progress->n_year; y++)
            add_own(web, progress, progress->item[i], progress->year[y]);
        add_totals(web, progress, progress->item[i]);
    }
    web_table_end(web);
    web_legend(web);
    for (int s = 0; s < PROGRESS_STATES; s++)
        web_legend_item(web, progress_paints[s], progress_states_ja[s], NULL);
    web_legend_end(web);
}

void web_progress(struct web *web)
{
    struct progress progress = {0};

    web_section(web, 2, "progress", 0, "取組の進み具合（ア）～（ク）");
    web_paragraph(
        web, NULL,
        "在宅医療・介護連携推進事業の項目（ア）～（ク）と、マップの作"
        "成の状況です。利用者が用意した表を載せています（取り込み）。");
    read_rows(&progress, web->order->imported);
    add_counts(web, &progress);
    progress_add_maps(web, &progress);
    progress_add_areas(web, &progress);
    free(progress.item);
    free(progress.year);
    web_section_end(web);
}
