/*
 * A row of 届出受理指定訪問看護事業所名簿: a station with its filings, a line
 * each; or a row that a page break cut off from it.
 */
#include "listing/filing_reading.h"
#include "norm/text.h"

#include <string.h>

/* The line of a cell; the last one when `n` is too large. */
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
    char number[8];
    struct institution_cells cells = {0};

    list->institution = NO_INSTITUTION;
    if (!filing_number(cell, number)) {
        filing_set_aside(list, N_("the row has no number of an institution"),
                         cell);
        return false;
    }
    filing_split_address(filing_cell(list, row, BUREAU_ADDRESS), &cells.postal,
                         &cells.address);
    /* 法人 first, the station last. */
    cells.name = line_of(filing_cell(list, row, BUREAU_NAME), SIZE_MAX);
    split_phones(filing_cell(list, row, BUREAU_PHONE), &cells);
    list->points = POINTS_NURSING;
    list->prefecture =
        bureau_prefecture(filing_cell(list, row, BUREAU_PREFECTURE), false);
    if (!list->prefecture)
        list->prefecture = bureau_prefecture(
            filing_cell(list, row, BUREAU_PREFECTURE_NAME), false);
    if (!list->prefecture)
        list->prefecture = list->claim->title.prefecture;
    if (!list->prefecture)
        list->prefecture = filing_address_prefecture(cells.address);
    return filing_institution(list, number, &cells, NULL);
}

static void file_all(struct filing_reading *list, const struct row *row)
{
    struct str rest = text_ascii(filing_cell(list, row, BUREAU_FILING_NUMBER),
                                 &list->scratch);
    struct str starts = filing_cell(list, row, BUREAU_START);
    struct filing_mark mark;
    size_t n = 0;

    while (filing_next_mark(&rest, &mark)) {
        int32_t start = filing_start(list, line_of(starts, n));
        if (!filing_add(list, mark.symbol, (struct str){"", 0}, &mark, start,
                        n == 0))
            break;
        n++;
    }
}

void station_row(struct filing_reading *list, const struct row *row)
{
    struct str number = filing_cell(list, row, BUREAU_NUMBER);
    struct str filings = filing_cell(list, row, BUREAU_FILING_NUMBER);
    bool is_new = str_trim(number).len > 0;
    char unused[8];

    if (!filing_number(number, unused) && is_furniture(list, row)) {
        table_blank(list->table, list->supply);
        return;
    }
    if (is_new && !turn_to_station(list, row, number))
        return;
    if (list->institution == NO_INSTITUTION)
        filing_set_aside(list, N_("the row has no number of an institution"),
                         filing_cell(list, row, BUREAU_NAME));
    else if (str_trim(filings).len)
        file_all(list, row);
    else if (is_new)
        table_list_institution(list->table, list->supply);
    else
        table_file_again(list->table, list->supply);
}
