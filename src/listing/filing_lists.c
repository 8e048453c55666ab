#include "listing/filing_lists_own.h"

#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

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
    filing_seen_release(&lists->seen);
    free(lists->listed);
    free(lists);
}

/* The start of a long value. */
static struct str start_of_text(struct str value)
{
    struct str text = str_cut(value, 0, 200);

    while (text.len > 0 && !str_valid_utf8(text))
        text.len--;
    return text;
}

static const char *start_of(struct filing_reading *list, struct str value)
{
    return str_keep(&list->scratch, start_of_text(value));
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
    odd->value = str_keep(&list->table->arena, start_of_text(value));
}

enum filing_end filing_add(struct filing_reading *list, struct str symbol,
                           struct str name, const struct filing_mark *mark,
                           int32_t start)
{
    struct filing_lists *lists = list->lists;
    struct table *table = list->table;
    struct filing_words words = {list->points, symbol,       name,
                                 list->as_of,  list->supply, list->line};
    int function;
    uint16_t kind = filing_kinds_get(lists->kinds, &words, &function);

    if (kind == UINT16_MAX)
        return FILING_TOO_MANY;
    if (mark->odd)
        filing_count_odd(list, &list->odd_number, mark->text);
    /* gathering.c refuses more inputs than the number can tell apart. */
    struct filing filing = {list->institution,      list->line,
                            mark->number,           start,
                            (uint16_t)list->supply, kind};
    list->has_filing = true;
    filing_scope_kind(list, kind, function);
    if (filing_seen_before(&lists->seen, table, &filing))
        return FILING_AGAIN;
    filing_kinds_count(lists->kinds);
    table_file_more(table, filing);
    return FILING_NEW;
}

void filing_end_too_many(struct filing_reading *list, struct str symbol)
{
    filing_set_aside(list, N_("there are too many kinds of filings"), symbol);
    list->table->institution[list->institution].incomplete = true;
}

/* Of a row that is set aside the cells may have slipped: only its number is
 * believed. Nobody else is told "not filed" for it. */
void filing_lost(struct filing_reading *list, const struct row *row)
{
    struct str address = {"", 0}, cell = {"", 0};
    struct filing_code code;
    bool is_new;

    if (list->claim->listing->by_title)
        return;
    if (row) {
        address = filing_cell(list, row, BUREAU_ADDRESS);
        cell = filing_cell(list, row, BUREAU_NUMBER);
    }
    if (!row || !filing_code_read(cell, &code) ||
        !(list->prefecture =
              filing_prefecture(list, row, address, code.prefecture)) ||
        !(list->points = filing_points(list, row, code.points))) {
        filing_count_odd(list, &list->lost, cell);
        return;
    }
    struct institution *institution =
        table_institution(list->table, filing_code(list, code.number), &is_new);
    institution->incomplete = true;
    if (is_new) {
        institution->prefecture = (uint8_t)list->prefecture;
        institution->points = (uint8_t)list->points;
        institution->supply = list->supply;
        institution->line = list->line;
    }
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

static void tell_odd(struct filing_reading *list, const struct filing_odd *odd,
                     int field, const char *what)
{
    if (!odd->n)
        return;
    list->line = odd->line;
    filing_find(list, field, what,
                str_of(arena_format(
                    &list->scratch, "%s%s×%llu行", odd->value ? odd->value : "",
                    odd->value ? " " : "", (unsigned long long)odd->n)));
}

static void finish_list(struct filing_reading *list)
{
    filing_scope_finish(list);
    tell_odd(list, &list->odd_number, FIELD_functions,
             N_("numbers of filings that cannot be read: left out"));
    tell_odd(list, &list->odd_date, FIELD_functions,
             N_("dates of filings that cannot be read: left out"));
    tell_odd(list, &list->odd_name, FIELD_name,
             N_("one number has different names in the list: the first one "
                "stands"));
    tell_odd(list, &list->odd_place, FIELD_address,
             N_("the address is in another prefecture than the list says: the "
                "list is believed"));
    tell_odd(list, &list->lost, FIELD_filing_list,
             N_("rows were set aside that name no institution: filings of "
                "somebody are missing"));
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
        filing_lost(list, NULL);
        /* The rows below may go on with the institution that is lost. */
        list->institution = NO_INSTITUTION;
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
        filing_lost(list, row);
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
        arena_reset(&list->scratch);
        if (!is_of_layout(list, &row))
            continue;
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

bool filing_lists_finish(struct filing_lists *lists, struct err *err)
{
    if (!filing_scope_one_edition(lists, err))
        return false;
    filing_kinds_report(lists->kinds);
    return true;
}
