/* A row of 届出受理医療機関名簿: one filing, or one remark about it. */
#include "listing/filing_reading.h"
#include "norm/text.h"

#include <string.h>

static const enum bureau_cell same_cells[SAME_CELLS] = {
    BUREAU_NUMBER, BUREAU_PREFECTURE, BUREAU_PREFECTURE_NAME,
    BUREAU_POINTS, BUREAU_NAME,       BUREAU_ADDRESS};

/* The row says in none of the cells something else than the row before it;
 * `blank`: it may leave its number blank, too. */
static bool is_same(const struct filing_reading *list, const struct row *row,
                    bool blank)
{
    size_t from = 0;

    for (int i = 0; i < SAME_CELLS; i++) {
        struct str cell = filing_cell(list, row, same_cells[i]);
        bool equal = cell.len == list->same_len[i] &&
                     (!cell.len ||
                      memcmp(cell.ptr, list->same.ptr + from, cell.len) == 0);
        if (!equal &&
            ((!blank && same_cells[i] == BUREAU_NUMBER) || str_trim(cell).len))
            return false;
        from += list->same_len[i];
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

/* A heading that is printed again in the middle of a list. */
static bool is_heading(struct filing_reading *list, struct str cell)
{
    return listing_heading(filing_column(list->claim->listing, BUREAU_NUMBER),
                           text_key(cell, &list->scratch), &list->scratch);
}

static bool has_no_number(struct filing_reading *list, const struct row *row,
                          struct str cell)
{
    if (is_heading(list, cell)) {
        table_blank(list->table, list->supply);
        return false;
    }
    filing_set_aside(list, N_("the row has no number of an institution"),
                     str_trim(cell).len ? cell
                                        : filing_cell(list, row, BUREAU_NAME));
    filing_lost(list, NULL);
    return false;
}

/* The row names an institution: make it the present one. False: the row has
 * ended. */
static bool turn_to(struct filing_reading *list, const struct row *row)
{
    struct str cell = filing_cell(list, row, BUREAU_NUMBER);
    struct filing_code code;
    struct institution_cells cells = {
        .name = filing_cell(list, row, BUREAU_NAME),
        .postal = filing_cell(list, row, BUREAU_POSTAL),
        .address = filing_cell(list, row, BUREAU_ADDRESS),
        .phone = filing_cell(list, row, BUREAU_PHONE),
        .fax = filing_cell(list, row, BUREAU_FAX),
        .beds = filing_cell(list, row, BUREAU_BEDS),
        .together = filing_cell(list, row, BUREAU_TOGETHER),
    };

    list->institution = NO_INSTITUTION;
    if (!filing_code_read(cell, &code))
        return has_no_number(list, row, cell);
    list->prefecture =
        filing_prefecture(list, row, cells.address, code.prefecture);
    list->points = filing_points(list, row, code.points);
    if (code.prefecture &&
        (code.prefecture != list->prefecture || code.points != list->points)) {
        filing_set_aside(list,
                         N_("the code of 10 digits is of another prefecture or "
                            "fee table than its row"),
                         cell);
        filing_lost(list, NULL);
        return false;
    }
    if (!filing_institution(list, code.number, &cells, NULL))
        return false;
    remember(list, row);
    return true;
}

static bool says_nothing(const struct filing_reading *list,
                         const struct row *row, enum bureau_cell cell)
{
    return !str_trim(filing_cell(list, row, cell)).len;
}

/* A row without a filing is a further remark about the one above it. */
static void end_without_filing(struct filing_reading *list,
                               const struct row *row, bool same)
{
    bool remark = !says_nothing(list, row, BUREAU_REMARK) ||
                  !says_nothing(list, row, BUREAU_REMARK_HEAD);

    if (same && remark && list->has_filing) {
        table_file_again(list->table, list->supply);
        return;
    }
    /* What stands below it may still be its own. */
    if (!same && !turn_to(list, row))
        return;
    filing_set_aside(list, N_("the row names no filing"),
                     filing_cell(list, row, BUREAU_NAME));
    list->table->institution[list->institution].incomplete = true;
}

void filing_row(struct filing_reading *list, const struct row *row)
{
    struct str symbol = str_trim(filing_cell(list, row, BUREAU_SYMBOL));
    struct str name = str_trim(filing_cell(list, row, BUREAU_FILING));
    struct filing_mark mark =
        filing_mark(list, filing_cell(list, row, BUREAU_FILING_NUMBER));
    /* Printed once for all its rows, an institution is blank in the others. */
    bool same = list->institution != NO_INSTITUTION &&
                is_same(list, row,
                        says_nothing(list, row, BUREAU_NUMBER) &&
                            says_nothing(list, row, BUREAU_NAME));

    if (!symbol.len)
        symbol = mark.symbol;
    if (!symbol.len && !name.len) {
        end_without_filing(list, row, same);
        return;
    }
    if (!same && !turn_to(list, row))
        return;
    int32_t start = filing_start(list, filing_cell(list, row, BUREAU_START));
    enum filing_end end = filing_add(list, symbol, name, &mark, start);
    if (end == FILING_TOO_MANY)
        filing_end_too_many(list, symbol);
    else
        table_file_row(list->table, list->supply, end == FILING_NEW);
}
