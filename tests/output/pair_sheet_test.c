/* OUT/staff/to_decide.csv: which pairs stand there, in which order, and what a
 * person finds in each row. */
#include "base/rows.h"
#include "output/sheet.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    AT_A,
    AT_B,
    AT_DECISION,
    AT_REASON,
    AT_WHO,
    AT_DATE,
    AT_NAME,
    AT_KIND = AT_NAME + 2,
    AT_ADDRESS = AT_KIND + 2,
    AT_PHONE = AT_ADDRESS + 2,
    AT_SOURCE = AT_PHONE + 2,
    AT_FILED = AT_SOURCE + 2,
    AT_EVIDENCE = AT_FILED + 2,
    AT_SCORE,
    AT_DISTANCE,
    AT_PLACE,
    AT_END
};

/* ---- a table, and its sheet read back ---- */

struct sheet {
    struct table table;
    struct buf text;
    struct str cell[16][AT_END];
    size_t n;
};

static void begin(struct sheet *sheet)
{
    struct supply supply = {.label = "a.csv", .title = "一覧"};
    struct supply answers = {.label = "corrections.csv",
                             .title = "職員の訂正",
                             .row_kind = ROW_REFERENCE};

    memset(sheet, 0, sizeof(*sheet));
    table_add_supply(&sheet->table, &supply);
    table_add_supply(&sheet->table, &answers);
    municipalities_set(&sheet->table.municipalities, &sheet->table.arena,
                       "25299", "みなと市", NULL, PLACE_REGISTRY);
    municipalities_set(&sheet->table.municipalities, &sheet->table.arena,
                       "25499", "みずうみ町", NULL, PLACE_REGISTRY);
}

static uint32_t add(struct sheet *sheet, const char *id)
{
    uint32_t number = table_add(&sheet->table, id);
    struct facility *facility = sheet->table.facility[number];

    memcpy(facility->municipality_code, "25299", 6);
    facility->name = id;
    return number;
}

static void add_pair(struct sheet *sheet, uint32_t a, uint32_t b, float score,
                     enum pair_state state)
{
    struct table *table = &sheet->table;

    table_add_pair(table,
                   (struct facility_pair){a, b, table->facility[a]->id,
                                          table->facility[b]->id, score, NAN,
                                          NULL, NULL, (uint8_t)state});
}

static bool all(void *context, uint32_t facility)
{
    (void)context, (void)facility;
    return true;
}

static bool first_only(void *context, uint32_t facility)
{
    (void)context;
    return facility == 0;
}

/* Read the text as a spreadsheet does; every row must have every cell. */
static void write_wanted(struct sheet *sheet,
                         bool (*wanted)(void *context, uint32_t facility))
{
    char path[] = "/tmp/zaitaku-sheet-XXXXXX";
    struct in_source source = {.path = path, .label = path};
    struct err err = {0};
    struct row row;
    int fd = mkstemp(path);

    sheet_pairs(&sheet->table, wanted, NULL, &sheet->text);
    cr_assert(fd >= 0);
    cr_assert_eq(write(fd, sheet->text.ptr, sheet->text.len),
                 (ssize_t)sheet->text.len);
    close(fd);
    struct rows *rows = rows_open(&source, 0, &err);
    cr_assert_not_null(rows, "%s", err.text);
    cr_assert(rows_next(rows, &row, &err), "%s", err.text);
    for (sheet->n = 0; rows_next(rows, &row, &err) && row.cell; sheet->n++) {
        cr_assert_eq(row.n_cell, AT_END, "line %zu", row.line);
        for (size_t c = 0; c < AT_END; c++)
            sheet->cell[sheet->n][c] =
                str_of(str_keep(&sheet->table.arena, row.cell[c]));
    }
    rows_close(rows);
    unlink(path);
}

static void release(struct sheet *sheet)
{
    table_release(&sheet->table);
    buf_release(&sheet->text);
}

static void expect_cell(const struct sheet *sheet, size_t row, int column,
                        const char *text)
{
    struct str cell = sheet->cell[row][column];

    cr_expect(str_is(cell, text), "row %zu column %d: '%.*s', not '%s'", row,
              column, STR_ARG(cell), text);
}

/* ---- the sheet ---- */

Test(pair_sheet, a_spreadsheet_opens_it_as_it_is)
{
    struct sheet sheet;

    begin(&sheet);
    write_wanted(&sheet, all);
    cr_expect_eq(sheet.n, 0, "a heading only");
    cr_expect(str_starts(buf_str(&sheet.text),
                         STR("\xEF\xBB\xBF施設ID1,施設ID2,判断,理由,記入者,"
                             "日付,名称1,名称2,")),
              "BOM, and what is to be filled in beside the ids");
    cr_expect(str_ends(buf_str(&sheet.text), STR("\r\n")));
    release(&sheet);
}

Test(pair_sheet, a_row_tells_both_sides)
{
    struct sheet sheet;

    begin(&sheet);
    uint32_t a = add(&sheet, "n-1"), b = add(&sheet, "m-2");
    struct facility *one = sheet.table.facility[a];
    struct facility *two = sheet.table.facility[b];
    one->main_kind = kind_find("clinic");
    one->name = "＝みなと診療所";
    one->phone = "+81-77-000-0121";
    one->sources = table_source(&sheet.table, "一覧");
    two->address = "みずうみ町鳰20";
    two->filing_list = FILING_LIST_HAS;
    two->services = UINT64_C(1) << kind_find("clinic");
    memcpy(two->municipality_code, "25499", 6);
    table_add_pair(&sheet.table,
                   (struct facility_pair){a, b, "n-1", "m-2", 0.714F, 12.3F,
                                          "電話が同じ\n名称が違う", NULL,
                                          PAIR_OPEN});
    write_wanted(&sheet, all);
    cr_assert_eq(sheet.n, 1);
    expect_cell(&sheet, 0, AT_A, "n-1");
    expect_cell(&sheet, 0, AT_B, "m-2");
    for (int c = AT_DECISION; c <= AT_DATE; c++)
        expect_cell(&sheet, 0, c, "");
    expect_cell(&sheet, 0, AT_NAME, "'＝みなと診療所");
    expect_cell(&sheet, 0, AT_NAME + 1, "m-2");
    expect_cell(&sheet, 0, AT_KIND, kinds[one->main_kind].name_ja);
    expect_cell(&sheet, 0, AT_ADDRESS + 1, "みずうみ町鳰20");
    expect_cell(&sheet, 0, AT_PHONE, "'+81-77-000-0121");
    expect_cell(&sheet, 0, AT_SOURCE, "一覧");
    expect_cell(&sheet, 0, AT_EVIDENCE, "電話が同じ、名称が違う");
    expect_cell(&sheet, 0, AT_SCORE, "0.71");
    expect_cell(&sheet, 0, AT_DISTANCE, "13");
    expect_cell(&sheet, 0, AT_PLACE, "みなと市／みずうみ町");
    release(&sheet);
}

Test(pair_sheet, open_pairs_with_filings_and_high_scores_stand_first)
{
    struct sheet sheet;

    begin(&sheet);
    uint32_t a = add(&sheet, "n-1"), b = add(&sheet, "n-2"),
             c = add(&sheet, "n-3"), filed = add(&sheet, "m-4"),
             asked = add(&sheet, "m-5");
    sheet.table.facility[filed]->filed = 1;
    sheet.table.facility[asked]->filing_list = FILING_LIST_UNDECIDED;
    add_pair(&sheet, a, filed, 0.99F, PAIR_DECIDED_NOT);
    add_pair(&sheet, a, b, 0.60F, PAIR_OPEN);
    add_pair(&sheet, a, c, 0.79F, PAIR_OPEN);
    add_pair(&sheet, b, filed, 0.56F, PAIR_OPEN);
    add_pair(&sheet, b, asked, 0.58F, PAIR_OPEN);
    write_wanted(&sheet, all);
    cr_assert_eq(sheet.n, 5);
    expect_cell(&sheet, 0, AT_B, "m-5");
    expect_cell(&sheet, 1, AT_B, "m-4");
    expect_cell(&sheet, 2, AT_B, "n-3");
    expect_cell(&sheet, 3, AT_B, "n-2");
    expect_cell(&sheet, 4, AT_B, "m-4");
    expect_cell(&sheet, 4, AT_DECISION, "別");
    release(&sheet);
}

Test(pair_sheet, what_the_program_joined_is_no_question)
{
    struct sheet sheet;

    begin(&sheet);
    uint32_t a = add(&sheet, "n-1"), b = add(&sheet, "n-2");
    add_pair(&sheet, a, a, 0.99F, PAIR_JOINED);
    add_pair(&sheet, a, b, 0.60F, PAIR_OPEN);
    write_wanted(&sheet, all);
    cr_assert_eq(sheet.n, 1);
    expect_cell(&sheet, 0, AT_B, "n-2");
    release(&sheet);
}

Test(pair_sheet, an_area_has_its_open_pairs_and_loses_no_answer)
{
    struct sheet sheet;

    begin(&sheet);
    uint32_t a = add(&sheet, "n-1"), b = add(&sheet, "n-2"),
             c = add(&sheet, "n-3");
    add_pair(&sheet, c, a, 0.6F, PAIR_OPEN);
    add_pair(&sheet, b, c, 0.7F, PAIR_OPEN);
    add_pair(&sheet, b, c, 0.7F, PAIR_DECIDED_NOT);
    write_wanted(&sheet, first_only);
    cr_assert_eq(sheet.n, 2);
    expect_cell(&sheet, 0, AT_B, "n-1");
    expect_cell(&sheet, 1, AT_DECISION, "別");
    release(&sheet);
}

Test(pair_sheet, what_was_decided_comes_back_as_it_was_written)
{
    struct sheet sheet;

    begin(&sheet);
    uint32_t a = add(&sheet, "n-1"), b = add(&sheet, "n-2");
    add_pair(&sheet, a, b, 0.6F, PAIR_DECIDED_NOT);
    sheet.table.pair[0].decision = "違う\n電話で確認\n\n2026/1/15";
    write_wanted(&sheet, all);
    expect_cell(&sheet, 0, AT_DECISION, "違う");
    expect_cell(&sheet, 0, AT_REASON, "電話で確認");
    expect_cell(&sheet, 0, AT_WHO, "");
    expect_cell(&sheet, 0, AT_DATE, "2026/1/15");
    release(&sheet);
}

Test(pair_sheet, of_two_that_became_one_the_other_shows_what_it_said)
{
    struct sheet sheet;

    begin(&sheet);
    uint32_t a = add(&sheet, "n-1");
    sheet.table.facility[a]->phone = "077-000-0121";
    sheet.table.facility[a]->address = "みなと市湊町1";
    table_add_alias(&sheet.table, a, "m-2");
    table_add_pair(&sheet.table,
                   (struct facility_pair){a, a, "m-2", "n-1", NAN, NAN, NULL,
                                          "同じ\n\n\n", PAIR_DECIDED_ONE});
    table_add_other_value(&sheet.table,
                          (struct other_value){a, 1, 2, FIELD_name, "訂正前",
                                               "staff corrected it"});
    table_add_other_value(&sheet.table,
                          (struct other_value){a, 0, 2, FIELD_name, "旧い名称",
                                               "the first listing stands"});
    write_wanted(&sheet, all);
    cr_assert_eq(sheet.n, 1);
    expect_cell(&sheet, 0, AT_A, "m-2");
    expect_cell(&sheet, 0, AT_B, "n-1");
    expect_cell(&sheet, 0, AT_NAME, "旧い名称");
    expect_cell(&sheet, 0, AT_NAME + 1, "n-1");
    expect_cell(&sheet, 0, AT_ADDRESS, "みなと市湊町1");
    expect_cell(&sheet, 0, AT_SCORE, "");
    expect_cell(&sheet, 0, AT_DISTANCE, "");
    release(&sheet);
}

/* A spreadsheet makes numbers and days of what looks like one. */
Test(pair_sheet, what_is_read_back_is_no_number_to_a_spreadsheet)
{
    struct sheet sheet;

    begin(&sheet);
    add_pair(&sheet, add(&sheet, "n-0123456789012"),
             add(&sheet, "m-0110000012"), 0.6F, PAIR_OPEN);
    write_wanted(&sheet, all);
    for (int c = AT_A; c <= AT_B; c++)
        cr_expect(sheet.cell[0][c].ptr[0] >= 'a', "an id begins with a letter");
    release(&sheet);
}
