/*
 * A row of コード内容別医療機関一覧表. The first row of an institution has its
 * running number and its own; the cells behind the telephone and all further
 * rows may hold names of persons and are never looked at.
 */
#include "listing/filing_reading.h"
#include "norm/text.h"

#include <string.h>

/* "01,1005,6", "01-40055", a second line with the number of the dental
 * department: the first line. */
static bool code_of(struct str cell, char number[8])
{
    struct str text = str_trim(cell);

    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\n' || text.ptr[i] == '(')
            text.len = i;
    /* Short numbers are running numbers. */
    return text.len >= 7 && filing_number(text, number);
}

static bool is_running_number(struct str cell)
{
    char narrow[16];
    size_t len = text_narrow(cell, narrow, sizeof(narrow));

    return len != SIZE_MAX && len <= 6 && str_digits((struct str){narrow, len});
}

bool filing_code_cell(const struct row *row, size_t *at, char number[8])
{
    bool running = false;
    char unused[8];

    for (size_t i = 0; i < row->n_cell && i < 6; i++) {
        if (running && code_of(row->cell[i], number ? number : unused)) {
            if (at)
                *at = i;
            return true;
        }
        running |= is_running_number(row->cell[i]);
    }
    return false;
}

static struct str next_filled(const struct row *row, size_t *at)
{
    while (++*at < row->n_cell)
        if (str_trim(row->cell[*at]).len)
            return str_trim(row->cell[*at]);
    return (struct str){"", 0};
}

/* (01,1005,6) on a second line: the same house under the other fee table. */
static struct str together_of(struct str cell)
{
    size_t open = str_find(cell, STR("("));
    struct str rest = open == SIZE_MAX ? (struct str){"", 0}
                                       : str_cut(cell, open + 1, cell.len);
    size_t close = str_find(rest, STR(")"));

    return close == SIZE_MAX ? (struct str){"", 0} : str_cut(rest, 0, close);
}

static bool is_phone(struct str text)
{
    char narrow[32];
    size_t len = text_narrow(text, narrow, sizeof(narrow));

    return len != SIZE_MAX && len > 0 &&
           strspn(narrow, "0123456789-() ") >= len;
}

/* An address starts with its postal code or has a digit; a person has none. */
static bool is_address(struct str text)
{
    uint32_t code;

    if (str_starts(text, STR("〒")))
        return true;
    for (size_t at = 0, n; at < text.len; at += n) {
        n = str_char(text, at, &code);
        if (!n)
            return false;
        if ((code >= '0' && code <= '9') || (code >= 0xFF10 && code <= 0xFF19))
            return true;
    }
    return false;
}

/* Cells may be missing, and persons stand behind them: a name is only read in
 * front of an address, a telephone only when it is one. */
static bool read_cells(const struct row *row, size_t at,
                       struct institution_cells *cells)
{
    struct str rest, phone = {"", 0};

    cells->together = together_of(row->cell[at]);
    cells->name = next_filled(row, &at);
    struct str address = next_filled(row, &at);
    if (!cells->name.len || str_starts(cells->name, STR("〒")) ||
        !is_address(address) || is_phone(address))
        return false;
    filing_split_address(address, &cells->postal, &cells->address);
    rest = next_filled(row, &at);
    str_part(&rest, '\n', &phone);
    if (is_phone(phone))
        cells->phone = phone;
    return true;
}

static void list_institution(struct filing_reading *list, const struct row *row,
                             size_t at, const char number[8])
{
    struct institution_cells cells = {0};
    bool created;

    list->institution = NO_INSTITUTION;
    if (!read_cells(row, at, &cells)) {
        filing_set_aside(list,
                         N_("the row has no name and address side by side"),
                         str_of(number));
        return;
    }
    list->points = filing_points(list, row, POINTS_NONE);
    list->prefecture = filing_prefecture(list, row, cells.address, 0);
    if (!filing_institution(list, number, &cells, &created))
        return;
    if (created)
        table_list_institution(list->table, list->supply);
    else
        table_file_again(list->table, list->supply);
    list->part[list->prefecture][list->points].used = true;
}

/* A new page repeats the title, its date and number, and the heading. */
static bool is_page_head(const struct row *row)
{
    for (size_t i = 0; i < row->n_cell; i++)
        if (str_is(str_trim(row->cell[i]), "項番") ||
            str_find(row->cell[i], STR("コード内容別")) != SIZE_MAX ||
            str_find(row->cell[i], STR("日現在")) != SIZE_MAX)
            return true;
    return false;
}

static size_t first_filled(const struct row *row)
{
    size_t at = 0;

    while (at < row->n_cell && !str_trim(row->cell[at]).len)
        at++;
    return at;
}

/* It starts with a running number where the institutions have theirs. */
static bool is_numbered(const struct filing_reading *list,
                        const struct row *row)
{
    size_t at = first_filled(row);

    return at < row->n_cell && list->running && at == list->running_at &&
           is_running_number(row->cell[at]);
}

void code_row(struct filing_reading *list, const struct row *row)
{
    char number[8];
    size_t at;

    if (filing_code_cell(row, &at, number)) {
        list->running = true;
        list->running_at = first_filled(row);
        list_institution(list, row, at, number);
    } else if (is_numbered(list, row) && !is_page_head(row)) {
        /* Its cells may hold persons: only the running number is told. */
        list->institution = NO_INSTITUTION;
        filing_set_aside(list, N_("the row has no number of an institution"),
                         row->cell[list->running_at]);
    } else if (list->institution != NO_INSTITUTION && !is_page_head(row)) {
        table_file_again(list->table, list->supply);
    } else {
        table_blank(list->table, list->supply);
    }
}
