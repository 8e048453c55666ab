/*
 * A row of 届出受理指定訪問看護事業所名簿: a station with its filings, a line
 * each; or a row that a page break cut off from it.
 */
#include "listing/filing_reading.h"
#include "norm/text.h"

#include <string.h>

/* The line of a cell that is not blank; the last one when `n` is too large. */
static struct str line_of(struct str cell, size_t n)
{
    struct str rest = str_trim(cell), part, line = {"", 0};

    for (size_t i = 0; str_part(&rest, '\n', &part);)
        if (str_trim(part).len) {
            line = str_trim(part);
            if (i++ == n)
                break;
        }
    return line;
}

static size_t count_lines(struct str cell, bool blank)
{
    struct str part;
    size_t n = 0;

    while (str_part(&cell, '\n', &part))
        n += blank || str_trim(part).len;
    return n;
}

/* The date of the filing `n` of `n_all`: each has its line, be it a blank one,
 * or one date is of all; of a cell with fewer nobody knows which is whose. */
static struct str start_of(struct str cell, size_t n, size_t n_all)
{
    size_t n_line = count_lines(cell, true), n_date = count_lines(cell, false);
    struct str part = {"", 0};

    if (n_date == n_all || (n_date == 1 && n_line == 1))
        return line_of(cell, n);
    if (n_line != n_all)
        return (struct str){"", 0};
    for (size_t i = 0; i <= n && str_part(&cell, '\n', &part); i++)
        ;
    return str_trim(part);
}

/* What stands behind the first line. */
static struct str after_first_line(struct str cell)
{
    struct str rest = str_trim(cell), first;

    str_part(&rest, '\n', &first);
    return str_trim(rest);
}

/* TEL and FAX, a line each. */
static void split_phones(struct str cell, struct institution_cells *cells)
{
    cells->phone = line_of(cell, 0);
    cells->fax = line_of(after_first_line(cell), 0);
}

/* A title, a heading or a page number that is printed again. */
static bool is_furniture(struct filing_reading *list, const struct row *row)
{
    const struct column *number =
        filing_column(list->claim->listing, BUREAU_NUMBER);

    for (size_t i = 0; i < row->n_cell; i++) {
        struct str key = text_key(row->cell[i], &list->scratch);
        if (str_find(key, STR("現在]")) != SIZE_MAX ||
            str_find(key, STR("名簿")) != SIZE_MAX ||
            str_ends(key, STR("頁")) ||
            listing_heading(number, key, &list->scratch))
            return true;
    }
    return false;
}

/* False: the row has ended. */
static bool turn_to_station(struct filing_reading *list, const struct row *row,
                            struct str cell)
{
    struct filing_code code;
    struct institution_cells cells = {0};

    list->institution = NO_INSTITUTION;
    if (!filing_code_read(cell, &code) ||
        (code.points && code.points != POINTS_NURSING)) {
        filing_set_aside(
            list, N_("the row has no number of an institution"),
            str_trim(cell).len ? cell : filing_cell(list, row, BUREAU_NAME));
        filing_lost(list, NULL);
        return false;
    }
    filing_split_address(filing_cell(list, row, BUREAU_ADDRESS), &cells.postal,
                         &cells.address);
    /* 法人 first, the station last. */
    cells.name = line_of(filing_cell(list, row, BUREAU_NAME), SIZE_MAX);
    split_phones(filing_cell(list, row, BUREAU_PHONE), &cells);
    list->points = POINTS_NURSING;
    list->prefecture =
        filing_prefecture(list, row, cells.address, code.prefecture);
    return filing_institution(list, code.number, &cells, NULL);
}

static void file_all(struct filing_reading *list, const struct row *row)
{
    struct str filings = text_ascii(
        filing_cell(list, row, BUREAU_FILING_NUMBER), &list->scratch);
    struct str starts = filing_cell(list, row, BUREAU_START);
    struct str rest = filings;
    struct filing_mark mark;
    size_t n_all = 0, n_end[FILING_TOO_MANY + 1] = {0};

    while (filing_next_mark(&rest, &mark))
        n_all++;
    rest = filings;
    for (size_t n = 0; filing_next_mark(&rest, &mark); n++) {
        int32_t start = filing_start(list, start_of(starts, n, n_all));
        n_end[filing_add(list, mark.symbol, (struct str){"", 0}, &mark,
                         start)]++;
    }
    if (n_end[FILING_TOO_MANY] == n_all) {
        filing_end_too_many(list, filings);
        return;
    }
    table_file_row(list->table, list->supply, n_end[FILING_NEW] > 0);
    if (!n_end[FILING_TOO_MANY])
        return;
    list->table->institution[list->institution].incomplete = true;
    filing_find(list, FIELD_functions,
                N_("filings of a row were left out: there are too many kinds "
                   "of filings"),
                filings);
}

/* Without a number, but with all that describes a station: not the rest of
 * the one before it. */
static bool is_other_station(const struct filing_reading *list,
                             const struct row *row)
{
    return str_trim(filing_cell(list, row, BUREAU_NAME)).len &&
           str_trim(filing_cell(list, row, BUREAU_ADDRESS)).len;
}

void station_row(struct filing_reading *list, const struct row *row)
{
    struct str number = filing_cell(list, row, BUREAU_NUMBER);
    struct str filings = filing_cell(list, row, BUREAU_FILING_NUMBER);
    bool is_new = str_trim(number).len > 0 || is_other_station(list, row);
    struct filing_code unused;

    if (!filing_code_read(number, &unused) && is_furniture(list, row)) {
        table_blank(list->table, list->supply);
        return;
    }
    if (is_new && !turn_to_station(list, row, number))
        return;
    if (list->institution == NO_INSTITUTION) {
        filing_set_aside(list, N_("the row has no number of an institution"),
                         filing_cell(list, row, BUREAU_NAME));
        filing_lost(list, NULL);
    } else if (str_trim(filings).len) {
        file_all(list, row);
    } else {
        table_file_again(list->table, list->supply);
    }
}
