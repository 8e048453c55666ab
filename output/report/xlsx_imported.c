/* Indicators and progress that were taken in: years, or items, as columns. */
#include "output/report/xlsx_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Columns of a sheet; further years or items go to a further sheet. */
#define MAX_ACROSS 60

/* Kind of areas, code, name: as written where no kind of areas knows it. */
static void add_area(struct book *book, const char *area, uint32_t set,
                     uint32_t region)
{
    const struct regions *regions = book->audit->order->regions;
    bool known = set != REGION_NONE && region != REGION_NONE;

    book_text(book, known ? regions->set[set].name : NULL);
    book_text(book, known ? regions->set[set].region[region].code : NULL);
    book_text(book, known ? regions->set[set].region[region].name : area);
}

static int in_order(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* ---- 取り込んだ指標 ---- */

/* Distinct years, ascending. */
static size_t years_of(const struct imported *imported, int *year)
{
    size_t n = 0;

    for (size_t i = 0; i < imported->n_value; i++)
        year[i] = imported->value[i].year;
    qsort(year, imported->n_value, sizeof(*year), in_order);
    for (size_t i = 0; i < imported->n_value; i++)
        if (n == 0 || year[i] != year[n - 1])
            year[n++] = year[i];
    return n;
}

/* A row: the values of one indicator in one area, at their years. */
static bool same_row(const struct imported_value *a,
                     const struct imported_value *b)
{
    return a->set == b->set && a->region == b->region &&
           strcmp(a->area, b->area) == 0 && str_same(a->unit, b->unit) &&
           str_same(a->source, b->source);
}

static size_t place_of(const int *year, size_t n, int wanted)
{
    for (size_t y = 0; y < n; y++)
        if (year[y] == wanted)
            return y;
    return SIZE_MAX;
}

/* The cell as it was written, where it is no number. */
static void add_value(struct book *book, const struct imported_value *value)
{
    if (value && !isnan(value->value))
        workbook_exact(book->workbook, value->value);
    else
        book_text(book, value ? value->text : NULL);
}

/* From the `first` value on, which no row has had: of its indicator all that
 * fit beside it. A value of the same year takes a row of its own. */
static void value_row(struct book *book, const struct imported *imported,
                      size_t first, bool *told, const int *year, size_t n)
{
    const struct imported_value *of = &imported->value[first];
    const struct imported_value *at[MAX_ACROSS] = {0};

    for (size_t i = first; i < imported->n_value; i++) {
        const struct imported_value *value = &imported->value[i];
        if (strcmp(value->indicator, of->indicator) != 0)
            break;
        size_t y = place_of(year, n, value->year);
        if (told[i] || y == SIZE_MAX || at[y] || !same_row(value, of))
            continue;
        at[y] = value;
        told[i] = true;
    }
    book_text(book, of->indicator);
    add_area(book, of->area, of->set, of->region);
    book_text(book, of->unit);
    book_text(book, of->source);
    for (size_t y = 0; y < n; y++)
        add_value(book, at[y]);
    book_end(book);
}

static void value_sheet(struct book *book, const struct imported *imported,
                        bool *told, const int *year, size_t n)
{
    struct book_columns columns = {0};

    book_column(&columns, "指標（取り込み）", 26);
    book_region_columns(&columns);
    book_column(&columns, "単位", 9);
    book_column(&columns, "出典", 18);
    for (size_t y = 0; y < n; y++)
        book_column(&columns, arena_format(&book->arena, "%d年", year[y]), 10);
    book_sheet(book, "取り込んだ指標", &columns);
    for (size_t i = 0; i < imported->n_value; i++)
        if (!told[i] && place_of(year, n, imported->value[i].year) != SIZE_MAX)
            value_row(book, imported, i, told, year, n);
}

void book_imported(struct book *book)
{
    const struct imported *imported = book->audit->order->imported;

    if (!imported || imported->n_value == 0)
        return;
    int *year = mem_alloc(imported->n_value * sizeof(*year));
    bool *told = mem_alloc(imported->n_value);
    memset(told, 0, imported->n_value);
    size_t n = years_of(imported, year);
    for (size_t y = 0; y < n; y += MAX_ACROSS)
        value_sheet(book, imported, told, year + y,
                    n - y < MAX_ACROSS ? n - y : MAX_ACROSS);
    free(told);
    free(year);
}

/* ---- 取組の状況 ---- */

/* Distinct items, in the order of the rows (which are by item). */
static size_t items_of(const struct imported *imported, const char **item)
{
    size_t n = 0;

    for (size_t i = 0; i < imported->n_progress; i++)
        if (n == 0 || strcmp(imported->progress[i].item, item[n - 1]) != 0)
            item[n++] = imported->progress[i].item;
    return n;
}

static size_t item_at(const char *const *item, size_t n, const char *wanted)
{
    for (size_t k = 0; k < n; k++)
        if (strcmp(item[k], wanted) == 0)
            return k;
    return SIZE_MAX;
}

static int by_area(const void *a, const void *b)
{
    const struct progress_row *p = *(const struct progress_row *const *)a;
    const struct progress_row *q = *(const struct progress_row *const *)b;

    if (p->set != q->set)
        return p->set < q->set ? -1 : 1;
    if (p->region != q->region)
        return p->region < q->region ? -1 : 1;
    int order = strcmp(p->area, q->area);
    if (order == 0)
        order = p->year - q->year;
    return order ? order : (p > q) - (p < q);
}

static bool same_area(const struct progress_row *a,
                      const struct progress_row *b)
{
    return a->set == b->set && a->region == b->region && a->year == b->year &&
           strcmp(a->area, b->area) == 0;
}

/* An area in a year; a second state of the same item stands behind the first.
 */
static size_t state_row(struct book *book,
                        const struct progress_row *const *row, size_t n,
                        const char *const *item, size_t n_item)
{
    const char *cell[MAX_ACROSS] = {0};
    size_t used = 0;

    while (used < n && same_area(row[used], row[0])) {
        const struct progress_row *of = row[used++];
        size_t k = item_at(item, n_item, of->item);
        const char *state = progress_states_ja[of->state];
        if (k != SIZE_MAX)
            cell[k] = cell[k]
                          ? arena_format(&book->arena, "%s、%s", cell[k], state)
                          : state;
    }
    add_area(book, row[0]->area, row[0]->set, row[0]->region);
    workbook_exact(book->workbook, row[0]->year);
    for (size_t k = 0; k < n_item; k++)
        book_text(book, cell[k]);
    book_end(book);
    return used;
}

static void state_sheet(struct book *book,
                        const struct progress_row *const *row, size_t n,
                        const char *const *item, size_t n_item)
{
    struct book_columns columns = {0};

    book_region_columns(&columns);
    book_column(&columns, "年", 7);
    for (size_t k = 0; k < n_item; k++)
        book_column(&columns, item[k], 16);
    book_sheet(book, "取組の状況", &columns);
    for (size_t i = 0; i < n;)
        i += state_row(book, row + i, n - i, item, n_item);
}

/* ---- 取組の集計 ---- */

/* How many areas are in each state: those of the report, or those that a row
 * of totals stands for. */
static void count_row(struct book *book, const struct progress_row *of,
                      const double count[PROGRESS_STATES])
{
    book_text(book, of->item);
    book_text(book, of->total ? of->area : "区域ごとの行の合計");
    workbook_exact(book->workbook, of->year);
    for (int s = 0; s < PROGRESS_STATES; s++)
        workbook_number(book->workbook, count[s]);
    book_end(book);
}

static bool same_count(const struct progress_row *a,
                       const struct progress_row *b)
{
    return strcmp(a->item, b->item) == 0 && a->year == b->year &&
           a->total == b->total && (!a->total || strcmp(a->area, b->area) == 0);
}

static void count_sheet(struct book *book, const struct imported *imported)
{
    struct book_columns columns = {0};
    bool *told = mem_alloc(imported->n_progress);

    memset(told, 0, imported->n_progress);
    book_column(&columns, "項目（取り込み）", 26);
    book_column(&columns, "範囲", 20);
    book_column(&columns, "年", 7);
    for (int s = 0; s < PROGRESS_STATES; s++)
        book_column(
            &columns,
            arena_format(&book->arena, "%s（区域の数）", progress_states_ja[s]),
            14);
    book_sheet(book, "取組の集計", &columns);
    for (size_t i = 0; i < imported->n_progress; i++) {
        const struct progress_row *of = &imported->progress[i];
        double count[PROGRESS_STATES] = {0};
        if (told[i])
            continue;
        for (size_t j = i; j < imported->n_progress &&
                           strcmp(imported->progress[j].item, of->item) == 0;
             j++)
            if (same_count(&imported->progress[j], of)) {
                count[imported->progress[j].state] +=
                    imported->progress[j].count;
                told[j] = true;
            }
        count_row(book, of, count);
    }
    free(told);
}

void book_progress(struct book *book)
{
    const struct imported *imported = book->audit->order->imported;

    if (!imported || imported->n_progress == 0)
        return;
    const char **item = mem_alloc(imported->n_progress * sizeof(*item));
    const struct progress_row **row =
        mem_alloc(imported->n_progress * sizeof(*row));
    size_t n_item = items_of(imported, item), n = 0;
    for (size_t i = 0; i < imported->n_progress; i++)
        if (!imported->progress[i].total)
            row[n++] = &imported->progress[i];
    if (n)
        qsort(row, n, sizeof(*row), by_area);
    for (size_t k = 0; n && k < n_item; k += MAX_ACROSS)
        state_sheet(book, row, n, item + k,
                    n_item - k < MAX_ACROSS ? n_item - k : MAX_ACROSS);
    count_sheet(book, imported);
    free(row);
    free(item);
}
