#include "listing/filing_chain.h"
#include "listing/filing_reading.h"

#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

struct filing_lists {
    struct table *table;
    struct filing_kinds *kinds;
    struct filing_chain chain;
};

struct filing_lists *filing_lists_open(struct table *table)
{
    struct filing_lists *lists = mem_alloc(sizeof(*lists));

    *lists = (struct filing_lists){.table = table,
                                   .kinds = filing_kinds_open(table)};
    return lists;
}

void filing_lists_close(struct filing_lists *lists)
{
    if (!lists)
        return;
    filing_kinds_close(lists->kinds);
    filing_chain_release(&lists->chain);
    free(lists);
}

/* The start of a long value. */
static const char *start_of(struct filing_reading *list, struct str value)
{
    struct str text = str_cut(value, 0, 200);

    while (text.len > 0 && !str_valid_utf8(text))
        text.len--;
    return str_keep(&list->scratch, text);
}

void filing_set_aside(struct filing_reading *list, const char *reason,
                      struct str value)
{
    table_set_aside(list->table, list->supply, list->line, reason,
                    start_of(list, value));
}

void filing_find(struct filing_reading *list, int field, const char *what,
                 struct str value)
{
    table_find_fault(list->table, NO_FACILITY, list->supply, list->line, field,
                     what, start_of(list, value));
}

void filing_count_odd(struct filing_reading *list, struct filing_odd *odd,
                      struct str value)
{
    if (odd->n++ > 0)
        return;
    odd->line = list->line;
    odd->value = arena_format(&list->table->arena, "%s", start_of(list, value));
}

bool filing_add(struct filing_reading *list, struct str symbol, struct str name,
                const struct filing_mark *mark, int32_t start, bool first)
{
    struct filing_lists *lists = list->lists;
    struct table *table = list->table;
    struct filing_words words = {list->points, symbol,       name,
                                 list->as_of,  list->supply, list->line};
    int function;
    uint16_t kind = filing_kinds_get(lists->kinds, &words, &function);

    if (kind == UINT16_MAX) {
        filing_kinds_uncount(lists->kinds);
        if (first)
            filing_set_aside(list, N_("there are too many kinds of filings"),
                             symbol);
        return false;
    }
    if (mark->odd)
        filing_count_odd(list, &list->odd_number, mark->text);
    struct filing filing = {list->institution,      list->line,
                            mark->number,           start,
                            (uint16_t)list->supply, kind};
    list->has[list->prefecture][list->points] = true;
    list->has_filing = true;
    if (function != FUNCTION_NONE)
        list->seen[list->points] |= FUNCTION_BIT(function);
    if (filing_chain_has(&lists->chain, table, &filing)) {
        filing_kinds_uncount(lists->kinds);
        if (first)
            table_file_again(table, list->supply);
        return true;
    }
    filing_chain_add(&lists->chain, table, &filing);
    if (first)
        table_file(table, filing);
    else
        table_file_more(table, filing);
    return true;
}

/* ---- one list ---- */

/* Of a layout for printing a column reaches to the next one. */
static void find_columns(struct filing_reading *list)
{
    const struct listing *listing = list->claim->listing;

    for (int b = 0; b < BUREAU_CELLS; b++)
        list->at[b] = list->until[b] = -1;
    for (size_t c = 0; c < listing->n_column && list->claim->place; c++) {
        int place = list->claim->place[c];
        int next = place + (listing->printed ? 4 : 1);
        if (listing->column[c].cell != CELL_BUREAU || place < 0)
            continue;
        for (size_t o = 0; o < listing->n_column; o++)
            if (list->claim->place[o] > place && list->claim->place[o] < next)
                next = list->claim->place[o];
        list->at[listing->column[c].arg] = place;
        list->until[listing->column[c].arg] = next;
    }
}

const struct column *filing_column(const struct listing *listing,
                                   enum bureau_cell cell)
{
    const struct column *column = listing->column;

    while (column->cell != CELL_BUREAU || column->arg != (int)cell)
        column++;
    return column;
}

struct str filing_cell(const struct filing_reading *list, const struct row *row,
                       enum bureau_cell cell)
{
    int at = list->at[cell];

    if (at < 0)
        return (struct str){"", 0};
    for (; at < list->until[cell] && (size_t)at < row->n_cell; at++)
        if (list->until[cell] == list->at[cell] + 1 ||
            str_trim(row->cell[at]).len)
            return row->cell[at];
    return (struct str){"", 0};
}

static void name_bureau(struct filing_reading *list)
{
    struct table *table = list->table;
    struct supply *supply = &table->supply[list->supply];
    struct listing own = *list->claim->listing;
    const char *name = NULL;

    for (int p = 1; p <= 47; p++)
        for (int points = 0; points < POINTS_COUNT; points++) {
            if (!list->has[p][points])
                continue;
            if (name && strcmp(name, bureau_name(p)) != 0)
                return; /* several bureaus in one list */
            name = bureau_name(p);
            own.url = bureau_url(p);
        }
    if (!name)
        return;
    own.publisher = supply->publisher = name;
    if (strcmp(own.id, "bureau-filings") != 0)
        own.url = list->claim->listing->url;
    supply->url = own.url;
    supply->attribution = listing_attribution(&own, list->as_of, &table->arena);
}

/* An item list speaks of the filings that occur in it, any other of all. */
static void add_scopes(struct filing_reading *list)
{
    const struct claim *claim = list->claim;

    if (claim->listing->by_title)
        return;
    bool by_item = claim->title.by_item ||
                   (list->at[BUREAU_FILING] >= 0 &&
                    list->at[BUREAU_FILING] < list->at[BUREAU_NUMBER]);
    for (int p = 1; p <= 47; p++)
        for (int points = 0; points < POINTS_COUNT; points++) {
            function_set covered =
                by_item ? list->seen[points]
                        : functions_of(POINTS_BIT((unsigned)points));
            if (list->has[p][points] && covered)
                table_add_scope(list->table, (struct filing_scope){
                                                 list->supply, (uint8_t)p,
                                                 (uint8_t)points, covered});
        }
}

static void tell_odd(struct filing_reading *list, const struct filing_odd *odd,
                     const char *what)
{
    if (!odd->n)
        return;
    list->line = odd->line;
    filing_find(list, FIELD_functions, what,
                str_of(arena_format(&list->scratch, "%s ×%llu行", odd->value,
                                    (unsigned long long)odd->n)));
}

static void finish_list(struct filing_reading *list)
{
    add_scopes(list);
    name_bureau(list);
    tell_odd(list, &list->odd_number,
             N_("numbers of filings that cannot be read: left out"));
    tell_odd(list, &list->odd_date,
             N_("dates of filings that cannot be read: left out"));
}

/* The rows that any layout may have. False: the row has ended. */
static bool is_of_layout(struct filing_reading *list, const struct row *row)
{
    const struct claim *claim = list->claim;
    bool workbook = claim->source.form == IN_WORKBOOK;
    size_t blank = 0;

    if (row->fault) {
        table_set_aside(list->table, list->supply, list->line, row->fault,
                        NULL);
        return false;
    }
    while (blank < row->n_cell && !str_trim(row->cell[blank]).len)
        blank++;
    if (blank == row->n_cell) {
        table_blank(list->table, list->supply);
        return false;
    }
    if (claim->n_header && row->n_cell != claim->n_header &&
        (!workbook || row->n_cell > claim->n_header)) {
        filing_set_aside(list,
                         N_("the row has another number of cells than the "
                            "header"),
                         row->cell[blank]);
        list->institution = NO_INSTITUTION;
        return false;
    }
    return true;
}

static bool read_rows(struct filing_reading *list, struct rows *rows,
                      struct err *err)
{
    const struct listing *listing = list->claim->listing;
    struct row row;

    for (;;) {
        if (!rows_next(rows, &row, err))
            return err_in(err, "'%s'", list->claim->label);
        if (!row.cell && !row.fault)
            return true;
        list->line = (uint32_t)row.line;
        if (!is_of_layout(list, &row))
            continue;
        arena_reset(&list->scratch);
        if (listing->by_title)
            code_row(list, &row);
        else if (list->at[BUREAU_SYMBOL] >= 0 || list->at[BUREAU_FILING] >= 0)
            filing_row(list, &row);
        else
            station_row(list, &row);
    }
}

bool filing_lists_read(struct filing_lists *lists, const struct claim *claim,
                       uint32_t supply, struct rows *rows, struct err *err)
{
    struct filing_reading *list = mem_alloc(sizeof(*list));

    memset(list, 0, sizeof(*list));
    list->lists = lists;
    list->table = lists->table;
    list->claim = claim;
    list->as_of = claim->as_of;
    list->supply = supply;
    list->institution = NO_INSTITUTION;
    list->list_points = claim->listing->printed && !claim->listing->by_title
                            ? POINTS_NURSING
                            : claim->title.points;
    find_columns(list);
    bool ok = read_rows(list, rows, err);
    if (ok)
        finish_list(list);
    arena_release(&list->scratch);
    buf_release(&list->same);
    free(list);
    return ok;
}

/* ---- all lists ---- */

static bool one_edition(const struct table *table, const struct filing_scope *a,
                        const struct filing_scope *b, struct err *err)
{
    const struct supply *x = &table->supply[a->supply];
    const struct supply *y = &table->supply[b->supply];

    if (a->prefecture != b->prefecture || a->points != b->points ||
        !(a->functions & b->functions) || !x->as_of || !y->as_of ||
        strcmp(x->as_of, y->as_of) == 0)
        return true;
    return err_set(err, ERR_INPUT,
                   _("'%s' (%s) and '%s' (%s) are two editions of the filing "
                     "list of %s; give only the newer one"),
                   x->label, x->as_of, y->label, y->as_of,
                   bureau_prefecture_name(a->prefecture));
}

bool filing_lists_finish(struct filing_lists *lists, struct err *err)
{
    const struct table *table = lists->table;

    for (size_t i = 0; i < table->n_filing_scope; i++)
        for (size_t j = i + 1; j < table->n_filing_scope; j++)
            if (!one_edition(table, &table->filing_scope[i],
                             &table->filing_scope[j], err))
                return false;
    filing_kinds_report(lists->kinds);
    return true;
}
