/* The picture of one need: what was found, three maps, the spread. */
#include "output/report/booklet_chart.h"
#include "output/report/booklet_map.h"
#include "output/report/booklet_parts.h"
#include "output/report/booklet_words.h"
#include "output/report/words.h"

#include <math.h>

#define LORENZ_SIDE 105.0

/* A column of figures for the mapped regions. */
static double *values(struct booklet *booklet)
{
    return arena_alloc(booklet->arena,
                       (booklet_map_set(booklet->audit)->n_region + 1) *
                           sizeof(double));
}

static void put_choropleths(struct booklet *booklet, size_t need)
{
    const struct audit *audit = booklet->audit;
    const struct audit_set *set = booklet_map_set(audit);
    double *share = values(booklet), *ratio = values(booklet);
    const char *year = booklet_year(booklet, audit->base);

    for (size_t r = 0; r < set->n_region; r++) {
        const struct audit_cell *cell = &set->region[r].cell[need];
        const struct audit_year *found = &cell->year[audit->base];
        share[r] = report_per_cent(found->covered, found->people);
        ratio[r] = found->per_10000;
        if (booklet_dark(cell, found))
            share[r] = NAN;
        if (booklet_nothing_known(cell->yes, cell->no, cell->unknown))
            ratio[r] = NAN;
    }
    const struct choropleth left = {
        arena_format(booklet->arena, "75歳以上のうち届く人の割合（%s）", year),
        "%", false, &report_share_classes, share};
    const struct choropleth right = {
        arena_format(booklet->arena, "75歳以上1万人当たりの件数（%s）", year),
        "件", false, NULL, ratio};
    booklet_room(booklet, MAP_BLOCK);
    double a = booklet_choropleth(booklet, booklet->x, booklet->y, &left);
    double b = booklet_choropleth(
        booklet, booklet->x + booklet->width - MAP_WIDTH, booklet->y, &right);
    booklet->y += fmax(a, b) + 6;
}

/* ---- the whole, by years ---- */

static void year_table(struct booklet *booklet, size_t need)
{
    const struct audit *audit = booklet->audit;
    struct arena *arena = booklet->arena;
    size_t year[5], n = booklet_years(audit, year, 5);
    struct grid grid = grid_open(booklet, "対象の全体");
    bool unsure = booklet_has_unsure(audit, need);

    grid_column(&grid, GRID_NAME, "年");
    grid_column(&grid, GRID_NUMBER, "75歳以上");
    grid_column(&grid, GRID_NUMBER, "届く割合");
    grid_column(&grid, GRID_NUMBER, "届かない人");
    if (unsure)
        grid_column(&grid, GRID_NUMBER, "不明の人");
    grid_column(&grid, GRID_NUMBER, "中央値");
    grid_column(&grid, GRID_NUMBER, "90％点");
    for (size_t i = 0; i < n; i++) {
        const struct audit_year *found = &audit->need[need].whole[year[i]];
        const char **row = grid_row(&grid, false);
        row[0] = booklet_year(booklet, year[i]);
        row[1] = report_number(found->people, 0, arena);
        row[2] = report_share(found->covered, found->people, arena);
        size_t c = 3;
        row[c++] =
            report_number(booklet_missing(&audit->need[need], found), 0, arena);
        if (unsure)
            row[c++] = report_number(booklet_unsure(&audit->need[need], found),
                                     0, arena);
        row[c++] = report_cost(audit, found->median, arena);
        row[c++] = report_cost(audit, found->p90, arena);
    }
    grid_put(&grid);
}

static void put_reach(struct booklet *booklet, size_t need)
{
    booklet_room(booklet, MAP_BLOCK - 20);
    double top = booklet->y, x = booklet->x, width = booklet->width;
    double left = booklet_reach_map(booklet, x, top, need);

    booklet->width = MAP_WIDTH;
    booklet->x = x + width - MAP_WIDTH;
    year_table(booklet, need);
    booklet_note(booklet, "中央値・90％点は、最寄りまでの近い人から数えて半分・"
                          "90%の人が入る値です。");
    booklet->y += 4;
    booklet->y +=
        booklet_lorenz(booklet, booklet->x, booklet->y, LORENZ_SIDE, need);
    booklet->x = x;
    booklet->width = width;
    booklet->y = fmax(booklet->y, top + left) + 4;
}

/* Of what nothing is known no figure is drawn: it would look like a gap. */
void booklet_unread(struct booklet *booklet)
{
    const struct audit *audit = booklet->audit;
    size_t n = 0;

    for (size_t i = 0; i < audit->order->n_need; i++)
        n += audit->need[i].unread;
    if (n == 0)
        return;
    booklet_part(booklet, "分からない種類", BOOKLET_BODY * 12);
    booklet_paragraph(booklet,
                      "次の種類は、どの事業所・施設についても分かりません。「な"
                      "い」という意味ではありません。届出は、地方厚生局の届出受"
                      "理医療機関名簿などを読み込むと分かります。");
    booklet_list_begin(booklet);
    for (size_t i = 0; i < audit->order->n_need; i++)
        if (audit->need[i].unread)
            booklet_item(
                booklet, "・",
                arena_format(booklet->arena,
                             "%s：%s。あてはまるかもしれない種類の事業所・施設"
                             "は、対象の区域に%s件あります。",
                             audit->need[i].need->name_ja,
                             report_why_ja(audit->need[i].unread_why),
                             booklet_count(booklet, audit->need[i].unknown)));
    booklet_list_end(booklet);
}

void booklet_need(struct booklet *booklet, size_t need)
{
    const struct audit_need *found = &booklet->audit->need[need];

    booklet_page(booklet, false);
    booklet_heading(booklet, 1, found->need->name_ja, BOOKLET_BODY * 4);
    booklet_paragraph(booklet, booklet_finding(booklet, need));
    booklet_paragraph(booklet, booklet_finding_more(booklet, need));
    booklet->y += 2;
    put_choropleths(booklet, need);
    put_reach(booklet, need);
    booklet_map_note(booklet);
    booklet_note(booklet,
                 report_edge_note(booklet->audit, need, booklet->arena));
    booklet_need_tables(booklet, need);
}
