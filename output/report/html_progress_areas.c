/* Progress of each area: a table of items, and a map of each. */
#include "output/report/html_progress.h"
#include "output/site/html.h"

#include <stdlib.h>

static const char *const signs[PROGRESS_STATES + 1] = {
    [PROGRESS_DONE] = "○",     [PROGRESS_PLANNED] = "△", [PROGRESS_NOT] = "×",
    [PROGRESS_UNKNOWN] = "？", [PROGRESS_STATES] = "－",
};

/* ---- table ---- */

static bool same_area(const struct progress_row *a,
                      const struct progress_row *b)
{
    return a->set == b->set && a->region == b->region &&
           (a->region != REGION_NONE || str_same(a->area, b->area));
}

static const char *area_name(const struct web *web,
                             const struct progress_row *row)
{
    if (row->set == REGION_NONE || row->region == REGION_NONE)
        return row->area;
    return web->order->regions->set[row->set].region[row->region].name;
}

/* The state of each area and item in one year. */
struct matrix {
    const struct progress_row **area; /* the first row of each */
    uint8_t *sign;                    /* [n * n_item]: place in signs[] */
    size_t n;
};

#define NOT_LISTED PROGRESS_STATES

/* Areas in the order in which rows name them first; they come by item, so the
 * one looked for is mostly near the one before. */
static size_t find_area(struct matrix *matrix, size_t n_item,
                        const struct progress_row *row, size_t near)
{
    for (size_t i = 0; i < matrix->n; i++) {
        size_t at = (near + i) % matrix->n;
        if (same_area(matrix->area[at], row))
            return at;
    }
    matrix->area[matrix->n] = row;
    for (size_t i = 0; i < n_item; i++)
        matrix->sign[matrix->n * n_item + i] = NOT_LISTED;
    return matrix->n++;
}

static void fill(struct matrix *matrix, const struct progress *progress,
                 int year)
{
    size_t item = 0, near = 0;

    matrix->area = mem_alloc((progress->n + 1) * sizeof(*matrix->area));
    matrix->sign = mem_alloc((progress->n + 1) * progress->n_item);
    for (size_t i = 0; i < progress->n; i++) {
        const struct progress_row *row = &progress->row[i];
        while (!str_same(progress->item[item], row->item))
            item++;
        if (row->total || row->year != year)
            continue;
        near = find_area(matrix, progress->n_item, row, near);
        matrix->sign[near * progress->n_item + item] = (uint8_t)row->state;
    }
}

static void add_table(struct web *web, const struct progress *progress,
                      int year)
{
    struct web_column *column =
        mem_alloc((progress->n_item + 1) * sizeof(*column));
    struct matrix matrix = {0};

    fill(&matrix, progress, year);
    column[0] = (struct web_column){"区域", true};
    for (size_t i = 0; i < progress->n_item; i++)
        column[i + 1] = (struct web_column){
            progress_item_name(web, progress->item[i]), true};
    web_table(web,
              web_format(web,
                         "区域ごとの取組（%d年）：○ 実施・作成済、△ 予定、"
                         "× 実施・作成しない、？ 不明、－ 表にない",
                         year),
              column, progress->n_item + 1);
    for (size_t a = 0; a < matrix.n; a++) {
        web_row(web, area_name(web, matrix.area[a]));
        for (size_t i = 0; i < progress->n_item; i++)
            web_cell(web, signs[matrix.sign[a * progress->n_item + i]]);
    }
    web_table_end(web);
    free(column);
    free(matrix.area);
    free(matrix.sign);
}

void progress_add_areas(struct web *web, const struct progress *progress)
{
    for (size_t y = progress->n_year; y-- > 0;) {
        bool newest = y + 1 == progress->n_year;
        if (!newest)
            web_details(web, web_format(web, "%d年の表", progress->year[y]));
        add_table(web, progress, progress->year[y]);
        if (!newest)
            web_details_end(web);
    }
}

/* ---- maps ---- */

/* paint[r] of own regions by the rows of the item; false: none of them. */
static bool paint_item(const struct web *web, const struct progress *progress,
                       const char *item, int year, size_t set, int *paint,
                       size_t count[PROGRESS_STATES])
{
    size_t n = web->audit->set[set].n_region;
    bool any = false;

    for (size_t r = 0; r < n; r++)
        paint[r] = PAINT_NONE;
    for (size_t i = 0; i < progress->n; i++) {
        const struct progress_row *row = &progress->row[i];
        size_t of, r;
        if (row->total || row->year != year || !str_same(row->item, item) ||
            !web_own(web, row->set, row->region, &of, &r) || of != set)
            continue;
        paint[r] = progress_paints[row->state];
        any = true;
    }
    for (size_t r = 0; r < n; r++)
        for (int s = 0; s < PROGRESS_STATES; s++)
            count[s] += paint[r] == progress_paints[s];
    return any;
}

static void add_map(struct web *web, const struct progress *progress,
                    const char *item, size_t set)
{
    int *paint = mem_alloc(web->audit->set[set].n_region * sizeof(*paint));
    int year = progress->year[progress->n_year - 1];
    size_t count[PROGRESS_STATES] = {0};

    if (paint_item(web, progress, item, year, set, paint, count)) {
        const char *caption =
            web_format(web, "%s（%sごと、%d年）", progress_item_name(web, item),
                       web_set_name(web, set), year);
        struct svg_head head = {
            .title = caption,
            .desc = "区域を取組の状態で塗り分けた地図。上が北。状態は続く表に"
                    "ある。"};
        head.id = web_figure(web, caption);
        svg_map_regions(web->out, &web->map, set, &head, paint, NULL);
        web_figure_drawn(web);
        web_legend(web);
        for (int s = 0; s < PROGRESS_STATES; s++)
            if (count[s])
                web_legend_item(web, progress_paints[s], progress_states_ja[s],
                                web_format(web, "%s区域",
                                           report_number((double)count[s], 0,
                                                         &web->arena)));
        web_legend_end(web);
        web_figure_end(web);
    }
    free(paint);
}

void progress_add_maps(struct web *web, const struct progress *progress)
{
    if (progress->n_year == 0)
        return;
    HTML(web->out, "<div class=\"small\">\n");
    for (size_t s = 0; s < web->audit->n_set; s++)
        for (size_t i = 0; i < progress->n_item && web_maps(web, s); i++)
            add_map(web, progress, progress->item[i], s);
    HTML(web->out, "</div>\n");
}
