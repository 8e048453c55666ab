/* A row of 届出受理医療機関名簿: one filing, or one remark about it. */
#include "listing/filing_reading.h"
#include "norm/text.h"

#include <string.h>

static const enum bureau_cell same_cells[SAME_CELLS] = {
    BUREAU_NUMBER, BUREAU_PREFECTURE, BUREAU_PREFECTURE_NAME, BUREAU_POINTS};

static bool is_same(const struct filing_reading *list, const struct row *row)
{
    size_t from = 0;

    for (int i = 0; i < SAME_CELLS; i++) {
        struct str cell = filing_cell(list, row, same_cells[i]);
        if (cell.len != list->same_len[i] ||
            (cell.len && memcmp(cell.ptr, list->same.ptr + from, cell.len)))
            return false;
        from += cell.len;
    }
    return true;
}

static void remember(struct filing_reading *list, const struct row *row)
{
    buf_clear(&list->same);
    for (int i = 0; i < SAME_CELLS; i++) {
        struct str cell = filing_cell(list, row, same_cells[i]);
        list->same_len[i] = cell.len;
        buf_add_str(&list->same, cell);
    }
}

/* The row's own columns, else what the list says of all rows, else the
 * address. 0: nothing does. */
static int prefecture_of(const struct filing_reading *list,
                         const struct row *row)
{
    int number =
        bureau_prefecture(filing_cell(list, row, BUREAU_PREFECTURE), false);

    if (!number)
        number = bureau_prefecture(
            filing_cell(list, row, BUREAU_PREFECTURE_NAME), false);
    if (!number)
        number = list->claim->title.prefecture;
    return number ? number
                  : filing_address_prefecture(
                        filing_cell(list, row, BUREAU_ADDRESS));
}

static enum points points_of(const struct filing_reading *list,
                             const struct row *row)
{
    enum points points = bureau_points(filing_cell(list, row, BUREAU_POINTS));

    return points ? points : list->list_points;
}

/* A heading that is printed again in the middle of a list. */
static bool is_heading(struct filing_reading *list, struct str cell)
{
    return listing_heading(filing_column(list->claim->listing, BUREAU_NUMBER),
                           text_key(cell, &list->scratch), &list->scratch);
}

/* The row names an institution: make it the present one. False: the row has
 * ended. */
static bool turn_to(struct filing_reading *list, const struct row *row)
{
    struct str cell = filing_cell(list, row, BUREAU_NUMBER);
    char number[8];

    list->institution = NO_INSTITUTION;
    if (!filing_number(cell, number)) {
        if (is_heading(list, cell))
            table_blank(list->table, list->supply);
        else
            filing_set_aside(
                list, N_("the row has no number of an institution"),
                str_trim(cell).len ? cell
                                   : filing_cell(list, row, BUREAU_NAME));
        return false;
    }
    list->prefecture = prefecture_of(list, row);
    list->points = points_of(list, row);
    struct institution_cells cells = {
        .name = filing_cell(list, row, BUREAU_NAME),
        .postal = filing_cell(list, row, BUREAU_POSTAL),
        .address = filing_cell(list, row, BUREAU_ADDRESS),
        .phone = filing_cell(list, row, BUREAU_PHONE),
        .fax = filing_cell(list, row, BUREAU_FAX),
        .beds = filing_cell(list, row, BUREAU_BEDS),
        .together = filing_cell(list, row, BUREAU_TOGETHER),
    };
    if (!filing_institution(list, number, &cells, NULL))
        return false;
    remember(list, row);
    return true;
}

static bool says_nothing(const struct filing_reading *list,
                         const struct row *row, enum bureau_cell cell)
{
    return !str_trim(filing_cell(list, row, cell)).len;
}

/* Printed once for all its rows, an institution is blank in the others. */
static bool continues(const struct filing_reading *list, const struct row *row)
{
    return says_nothing(list, row, BUREAU_NUMBER) &&
           says_nothing(list, row, BUREAU_NAME);
}

/* A row without a filing is a further remark about the one above it. */
static void end_without_filing(struct filing_reading *list,
                               const struct row *row, bool same)
{
    bool remark = !says_nothing(list, row, BUREAU_REMARK) ||
                  !says_nothing(list, row, BUREAU_REMARK_HEAD);

    if (same && remark && list->has_filing)
        table_file_again(list->table, list->supply);
    else
        filing_set_aside(list, N_("the row names no filing"),
                         filing_cell(list, row, BUREAU_NAME));
}

void filing_row(struct filing_reading *list, const struct row *row)
{
    struct str symbol = str_trim(filing_cell(list, row, BUREAU_SYMBOL));
    struct str name = str_trim(filing_cell(list, row, BUREAU_FILING));
    struct filing_mark mark =
        filing_mark(list, filing_cell(list, row, BUREAU_FILING_NUMBER));
    bool same = list->institution != NO_INSTITUTION &&
                (is_same(list, row) || continues(list, row));

    if (!symbol.len)
        symbol = mark.symbol;
    if (!symbol.len && !name.len) {
        end_without_filing(list, row, same);
        if (!same)
            list->institution = NO_INSTITUTION;
        return;
    }
    if (!same && !turn_to(list, row))
        return;
    int32_t start = filing_start(list, filing_cell(list, row, BUREAU_START));
    filing_add(list, symbol, name, &mark, start, true);
}
