/* Sheets whose rows are areas. */
#include "output/report/xlsx_own.h"

#include <math.h>
#include <string.h>

static const struct figure *figure_named(const char *id)
{
    for (size_t f = 0; f < figure_count; f++)
        if (strcmp(figures[f].id, id) == 0)
            return &figures[f];
    return NULL;
}

/* ---- まとめ: one row for a need in an area, of the base year ---- */

/* What a page shows; ways are unknown with a travel matrix only. */
static const char *const printed[] = {"people_75",   "covered",
                                      "unsure",      "unknown_way",
                                      "none",        "covered_share",
                                      "per_10000",   "nearest_median",
                                      "nearest_p90", "e2sfca_gauss_median"};
/* What stands behind, for the screen. */
static const char *const further[] = {
    "covered_maybe_share", "doubtful",     "nearest_mean",     "nearest_most",
    "per_10000_municipal", "2sfca_median", "e2sfca_gauss_gini"};

static bool has_column(const struct book *book, const char *id)
{
    return book->audit->order->travel || strcmp(id, "unknown_way") != 0;
}

static void figure_columns(struct book *book, struct book_columns *columns,
                           const char *const *id, size_t n, double width)
{
    for (size_t f = 0; f < n; f++)
        if (has_column(book, id[f]))
            book_column(
                columns,
                figure_heading(figure_named(id[f]), book->audit, &book->arena),
                width);
}

static void figure_cells(struct book *book, size_t need,
                         const struct audit_cell *cell, size_t year,
                         const char *const *id, size_t n)
{
    for (size_t f = 0; f < n; f++)
        if (has_column(book, id[f]))
            book_figure(book, figure_named(id[f]), need, cell, year);
}

#define N_OF(list) (sizeof(list) / sizeof(*(list)))

static void summary_columns(struct book *book, struct book_columns *columns)
{
    book_column(columns, "コード", 8);
    book_column(columns, "区域", 14);
    book_column(columns, "種類", 26);
    book_column(columns, tallies[TALLY_YES].name_ja, 7);
    book_column(columns, tallies[TALLY_UNKNOWN].name_ja, 7);
    book_column(columns, tallies[TALLY_NEIGHBOURS].name_ja, 7);
    figure_columns(book, columns, printed, N_OF(printed), 9);
    book_column(columns, "※", 3);
    columns->unprinted = true;
    book_column(columns, tallies[TALLY_UNPLACED].name_ja, 9);
    book_column(columns, tallies[TALLY_EDGE].name_ja, 16);
    figure_columns(book, columns, further, N_OF(further), 11);
}

/* `region`: NULL of the whole. */
static void summary_row(struct book *book, const struct audit_region *region,
                        size_t n)
{
    const struct audit *audit = book->audit;
    const struct audit_cell whole = figure_whole(&audit->need[n]);
    const struct audit_cell *cell = region ? &region->cell[n] : &whole;

    book_text(book, region ? region->region->code : NULL);
    book_text(book, region ? region->region->name : "対象の区域の全体");
    book_text(book, audit->need[n].need->name_ja);
    book_tally(book, n, cell, TALLY_YES);
    book_tally(book, n, cell, TALLY_UNKNOWN);
    if (region)
        book_tally(book, n, cell, TALLY_NEIGHBOURS);
    else
        book_text(book, NULL);
    figure_cells(book, n, cell, audit->base, printed, N_OF(printed));
    book_text(book,
              region && report_edge_marked(audit, region, n) ? "※" : NULL);
    book_tally(book, n, cell, TALLY_UNPLACED);
    if (region)
        book_tally(book, n, cell, TALLY_EDGE);
    else
        book_text(book, NULL);
    figure_cells(book, n, cell, audit->base, further, N_OF(further));
    book_end(book);
}

/* ---- 見通し: the same, a row for every year ---- */

static const char *const yearly[] = {"people_75",   "covered",
                                     "unsure",      "unknown_way",
                                     "none",        "covered_share",
                                     "per_10000",   "per_10000_municipal",
                                     "nearest_p90", "e2sfca_gauss_median"};

static void outlook_columns(struct book *book, struct book_columns *columns)
{
    book_column(columns, "コード", 8);
    book_column(columns, "区域", 14);
    book_column(columns, "種類", 26);
    book_column(columns, "年", 7);
    figure_columns(book, columns, yearly, N_OF(yearly), 10);
}

static void outlook_rows(struct book *book, const struct audit_region *region,
                         size_t n)
{
    const struct audit *audit = book->audit;
    const struct audit_cell whole = figure_whole(&audit->need[n]);
    const struct audit_cell *cell = region ? &region->cell[n] : &whole;

    for (size_t y = 0; y < audit->order->people->n_year; y++) {
        book_text(book, region ? region->region->code : NULL);
        book_text(book, region ? region->region->name : "対象の区域の全体");
        book_text(book, audit->need[n].need->name_ja);
        workbook_exact(book->workbook, audit->order->people->year[y]);
        figure_cells(book, n, cell, y, yearly, N_OF(yearly));
        book_end(book);
    }
}

/* A sheet for each kind of areas, and all own meshes below the first. */
static void
set_sheets(struct book *book, const char *name,
           void (*add_columns)(struct book *book, struct book_columns *columns),
           void (*add_rows)(struct book *book,
                            const struct audit_region *region, size_t n))
{
    const struct audit *audit = book->audit;

    for (size_t s = 0; s < audit->n_set; s++) {
        const struct audit_set *set = &audit->set[s];
        struct book_columns columns = {0};
        add_columns(book, &columns);
        book_sheet(book,
                   arena_format(&book->arena, "%s %s", name, set->set->name),
                   &columns);
        for (size_t r = 0; r < set->n_region; r++)
            for (size_t n = 0; n < audit->order->n_need; n++)
                add_rows(book, &set->region[r], n);
        for (size_t n = 0; s == 0 && n < audit->order->n_need; n++)
            add_rows(book, NULL, n);
    }
}

void book_summaries(struct book *book)
{
    set_sheets(book,
               arena_format(&book->arena, "まとめ %d年",
                            book->audit->order->base_year),
               summary_columns, summary_row);
}

void book_outlooks(struct book *book)
{
    if (book->audit->order->people->n_year > 1)
        set_sheets(book, "見通し", outlook_columns, outlook_rows);
}

/* ---- すべての値 ---- */

static void add_cell(struct book *book, const struct audit_set *set,
                     const struct audit_region *region, size_t n, size_t y)
{
    const struct audit_cell *cell = &region->cell[n];

    book_region(book, set, region);
    book_text(book, book->audit->need[n].need->name_ja);
    workbook_exact(book->workbook, book->audit->order->people->year[y]);
    for (int t = 0; t < TALLY_COUNT; t++)
        book_tally(book, n, cell, (enum tally_what)t);
    book_text(book, figure_counted_by(book->audit, n));
    for (size_t f = 0; f < figure_count; f++)
        book_figure(book, &figures[f], n, cell, y);
    book_end(book);
}

void book_all_values(struct book *book)
{
    const struct audit *audit = book->audit;
    struct book_columns columns = {0};

    book_region_columns(&columns);
    book_column(&columns, "種類", 20);
    book_column(&columns, "年", 7);
    for (int t = 0; t < TALLY_COUNT; t++)
        book_column(&columns, tallies[t].name_ja, t == TALLY_EDGE ? 18 : 9);
    columns.unprinted = true; /* a page shows what is counted */
    book_column(&columns, "供給の数え方", 14);
    for (size_t f = 0; f < figure_count; f++)
        book_column(&columns, figure_heading(&figures[f], audit, &book->arena),
                    12);
    book_sheet(book, "すべての値", &columns);
    for (size_t s = 0; s < audit->n_set; s++)
        for (size_t r = 0; r < audit->set[s].n_region; r++)
            for (size_t n = 0; n < audit->order->n_need; n++)
                for (size_t y = 0; y < audit->order->people->n_year; y++)
                    add_cell(book, &audit->set[s], &audit->set[s].region[r], n,
                             y);
}
