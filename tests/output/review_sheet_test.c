/* OUT/staff/review.csv: which addresses stand there, in which order, and what
 * a person finds in each row. */
#include "base/rows.h"
#include "output/sheet.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEADER                                                                                           \
    "\xEF\xBB\xBF市区町村コード,住所,見るところ,理由,施設数,施設ID,名称,"         \
    "確信度（%）,一致した住所,公表された位置,住所の位置,"                         \
    "住所の位置の誤差（m）,公表との差（m）,いま使う位置,候補1,候補2,候補3," \
    "決定,決定の理由,"                                                                            \
    "記入者,日付\r\n"

enum {
    AT_CODE,
    AT_ADDRESS,
    AT_LOOK,
    AT_DOUBTS,
    AT_COUNT,
    AT_IDS,
    AT_NAME,
    AT_CONFIDENCE,
    AT_MATCHED,
    AT_PUBLISHED,
    AT_GEOCODED,
    AT_ERROR,
    AT_GAP,
    AT_USED,
    AT_CANDIDATE,
    AT_DECISION = AT_CANDIDATE + 3,
    AT_REASON,
    AT_WHO,
    AT_DATE,
    AT_END
};

/* ---- a table, and its sheet read back ---- */

struct sheet {
    struct table table;
    struct buf text;
    struct str cell[32][AT_END];
    size_t n;
};

static struct facility *add(struct sheet *sheet, const char *address,
                            enum position_check check)
{
    struct table *table = &sheet->table;
    const char *id = arena_format(&table->arena, "k-%zu", table->n_facility);
    uint32_t number = table_add(table, id);
    struct facility *facility = table->facility[number];

    memcpy(facility->municipality_code, "25299", 6);
    facility->name = "施設";
    facility->address = address;
    facility->point = facility->published = (struct lonlat){136, 35};
    facility->coordinate_level = LEVEL_PUBLISHED;
    facility->position_check = (uint8_t)check;
    facility->address_confidence = 99;
    return facility;
}

static bool all(void *context, uint32_t facility)
{
    (void)context, (void)facility;
    return true;
}

/* Read the text as a spreadsheet does; every row must have every cell. */
static void parse(struct sheet *sheet)
{
    char path[] = "/tmp/zaitaku-sheet-XXXXXX";
    struct in_source source = {.path = path, .label = path};
    struct err err = {0};
    struct row row;
    int fd = mkstemp(path);

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

static void write_wanted(struct sheet *sheet,
                         bool (*wanted)(void *context, uint32_t facility))
{
    buf_clear(&sheet->text);
    sheet_review(&sheet->table, wanted, &sheet->table, &sheet->text);
    parse(sheet);
}

static void write_all(struct sheet *sheet)
{
    write_wanted(sheet, all);
}

static void release(struct sheet *sheet)
{
    table_release(&sheet->table);
    buf_release(&sheet->text);
}

static void expect_cell(const struct sheet *sheet, size_t row, int cell,
                        const char *text)
{
    cr_expect(str_is(sheet->cell[row][cell], text), "row %zu: '%.*s', not '%s'",
              row, STR_ARG(sheet->cell[row][cell]), text);
}

/* ---- which addresses ---- */

Test(review_sheet, without_a_dictionary_there_is_the_header_only)
{
    struct sheet sheet = {0};

    add(&sheet, "湊町1", POSITION_UNCHECKED);
    write_all(&sheet);
    cr_expect_str_eq(sheet.text.ptr, HEADER);
    cr_expect_eq(sheet.n, 0);
    release(&sheet);
}

Test(review_sheet, only_what_a_person_should_look_at_is_listed)
{
    static const char *const look[POSITION_CHECK_COUNT] = {
        [POSITION_CONFLICT] = "公表された位置と住所の位置が離れています",
        [POSITION_TOKYO_DATUM] = "公表された位置が日本測地系のようです",
        [POSITION_COPIED] = "多くの住所に同じ位置が公表されています",
        [POSITION_UNCLEAR] = "住所から位置を一つに決められません",
        [POSITION_DECIDED] = "決定ずみ",
    };

    for (int c = 0; c < POSITION_CHECK_COUNT; c++) {
        struct sheet sheet = {0};
        add(&sheet, "湊町1", (enum position_check)c);
        write_all(&sheet);
        cr_assert_eq(sheet.n, look[c] != NULL, "%s", position_check_names[c]);
        if (look[c])
            expect_cell(&sheet, 0, AT_LOOK, look[c]);
        release(&sheet);
    }
}

Test(review_sheet, without_an_address_there_is_nothing_to_decide)
{
    struct sheet sheet = {0};

    add(&sheet, NULL, POSITION_UNCLEAR);
    write_all(&sheet);
    cr_expect_eq(sheet.n, 0);
    release(&sheet);
}

static bool even(void *context, uint32_t facility)
{
    const struct table *table = context;

    cr_assert_lt(facility, table->n_facility);
    return facility % 2 == 0;
}

Test(review_sheet, facilities_of_another_area_are_not_in_it)
{
    struct sheet sheet = {0};

    for (int i = 0; i < 5; i++)
        add(&sheet, "湊町1", POSITION_CONFLICT);
    add(&sheet, "湊町2", POSITION_CONFLICT);
    write_wanted(&sheet, even);
    cr_assert_eq(sheet.n, 1);
    expect_cell(&sheet, 0, AT_COUNT, "3");
    expect_cell(&sheet, 0, AT_IDS, "k-0 k-2 k-4");
    release(&sheet);
}

/* ---- one row per address ---- */

Test(review_sheet, an_address_is_one_row_with_its_facilities)
{
    struct sheet sheet = {0};

    add(&sheet, "湊町1", POSITION_CONFLICT)->name = "診療所";
    add(&sheet, "湊町2", POSITION_CONFLICT);
    add(&sheet, "湊町1", POSITION_CONFLICT)->name = "薬局";
    write_all(&sheet);
    cr_assert_eq(sheet.n, 2);
    expect_cell(&sheet, 0, AT_ADDRESS, "湊町1");
    expect_cell(&sheet, 0, AT_COUNT, "2");
    expect_cell(&sheet, 0, AT_IDS, "k-0 k-2");
    expect_cell(&sheet, 0, AT_NAME, "診療所");
    expect_cell(&sheet, 1, AT_COUNT, "1");
    release(&sheet);
}

Test(review_sheet, the_same_text_in_two_municipalities_is_two_addresses)
{
    struct sheet sheet = {0};

    add(&sheet, "湊町1", POSITION_CONFLICT);
    memcpy(add(&sheet, "湊町1", POSITION_CONFLICT)->municipality_code, "01101",
           6);
    write_all(&sheet);
    cr_assert_eq(sheet.n, 2);
    expect_cell(&sheet, 0, AT_CODE, "01101");
    expect_cell(&sheet, 1, AT_CODE, "25299");
    release(&sheet);
}

Test(review_sheet, of_many_facilities_ten_ids_and_the_rest_as_a_number)
{
    struct sheet sheet = {0};

    for (int i = 0; i < 10; i++)
        add(&sheet, "湊町1", POSITION_CONFLICT);
    write_all(&sheet);
    expect_cell(&sheet, 0, AT_IDS, "k-0 k-1 k-2 k-3 k-4 k-5 k-6 k-7 k-8 k-9");
    for (int i = 0; i < 2; i++)
        add(&sheet, "湊町1", POSITION_CONFLICT);
    write_all(&sheet);
    expect_cell(&sheet, 0, AT_COUNT, "12");
    expect_cell(&sheet, 0, AT_IDS,
                "k-0 k-1 k-2 k-3 k-4 k-5 k-6 k-7 k-8 k-9 ほか2件");
    release(&sheet);
}

/* ---- order ---- */

Test(review_sheet, the_most_doubtful_comes_first)
{
    struct sheet sheet = {0};

    add(&sheet, "90%", POSITION_UNCLEAR)->address_confidence = 90;
    add(&sheet, "30%", POSITION_UNCLEAR)->address_confidence = 30;
    add(&sheet, "0%", POSITION_UNCLEAR)->address_confidence = 0;
    add(&sheet, "離れ", POSITION_CONFLICT); /* 60 */
    write_all(&sheet);
    expect_cell(&sheet, 0, AT_ADDRESS, "0%");
    expect_cell(&sheet, 1, AT_ADDRESS, "30%");
    expect_cell(&sheet, 2, AT_ADDRESS, "離れ");
    expect_cell(&sheet, 3, AT_ADDRESS, "90%");
    release(&sheet);
}

Test(review_sheet, without_a_pin_it_weighs_three_times)
{
    struct sheet sheet = {0};

    add(&sheet, "ピンあり", POSITION_UNCLEAR)->address_confidence = 30;
    struct facility *none = add(&sheet, "ピンなし", POSITION_UNCLEAR);
    none->address_confidence = 75;
    none->point = (struct lonlat){NAN, NAN};
    write_all(&sheet);
    expect_cell(&sheet, 0, AT_ADDRESS, "ピンなし");
    release(&sheet);
}

Test(review_sheet, whatever_misleads_more_readers_comes_first)
{
    struct sheet sheet = {0};

    add(&sheet, "一つ", POSITION_UNCLEAR)->address_confidence = 0;
    add(&sheet, "二つ", POSITION_CONFLICT)->position_gap_m = 2500;
    add(&sheet, "二つ", POSITION_CONFLICT)->position_gap_m = 2500;
    write_all(&sheet);
    expect_cell(&sheet, 0, AT_ADDRESS, "二つ");
    expect_cell(&sheet, 1, AT_ADDRESS, "一つ");
    release(&sheet);
}

Test(review_sheet, equal_weights_stand_in_order_of_municipality_and_address)
{
    struct sheet sheet = {0};

    add(&sheet, "ろ", POSITION_CONFLICT);
    add(&sheet, "い", POSITION_COPIED);
    memcpy(add(&sheet, "ん", POSITION_TOKYO_DATUM)->municipality_code, "13101",
           6);
    write_all(&sheet);
    expect_cell(&sheet, 0, AT_ADDRESS, "ん");
    expect_cell(&sheet, 1, AT_ADDRESS, "い");
    expect_cell(&sheet, 2, AT_ADDRESS, "ろ");
    release(&sheet);
}

/* ---- decided addresses ---- */

static struct facility *decide(struct sheet *sheet, const char *address)
{
    struct facility *facility = add(sheet, address, POSITION_DECIDED);

    facility->address_decision = "公表\n電話で確認\n係\n2025-12-02";
    facility->address_confidence = 0;
    return facility;
}

Test(review_sheet, what_is_decided_stands_last_with_its_answer)
{
    struct sheet sheet = {0};

    decide(&sheet, "あ");
    decide(&sheet, "い")->point = (struct lonlat){NAN, NAN};
    add(&sheet, "う", POSITION_UNCLEAR)->address_confidence = 99;
    write_all(&sheet);
    cr_assert_eq(sheet.n, 3);
    expect_cell(&sheet, 0, AT_ADDRESS, "う");
    expect_cell(&sheet, 0, AT_DECISION, "");
    for (size_t i = 1; i < 3; i++) {
        expect_cell(&sheet, i, AT_LOOK, "決定ずみ");
        expect_cell(&sheet, i, AT_DECISION, "公表");
        expect_cell(&sheet, i, AT_REASON, "電話で確認");
        expect_cell(&sheet, i, AT_WHO, "係");
        expect_cell(&sheet, i, AT_DATE, "2025-12-02");
    }
    release(&sheet);
}

Test(review_sheet, an_answer_without_a_reason_keeps_its_place)
{
    struct sheet sheet = {0};

    decide(&sheet, "あ")->address_decision = "住所\n\n係\n";
    write_all(&sheet);
    expect_cell(&sheet, 0, AT_DECISION, "住所");
    expect_cell(&sheet, 0, AT_REASON, "");
    expect_cell(&sheet, 0, AT_WHO, "係");
    expect_cell(&sheet, 0, AT_DATE, "");
    release(&sheet);
}

/* The answer did not fit the first facility any more, and does the second. */
Test(review_sheet, an_answer_is_not_lost_beside_an_undecided_facility)
{
    struct sheet sheet = {0};

    add(&sheet, "あ", POSITION_CONFLICT);
    decide(&sheet, "あ");
    write_all(&sheet);
    cr_assert_eq(sheet.n, 1);
    expect_cell(&sheet, 0, AT_DECISION, "公表");
    release(&sheet);
}

/* ---- cells ---- */

Test(review_sheet, places_are_degrees_as_staff_may_write_them)
{
    struct sheet sheet = {0};
    struct facility *facility = add(&sheet, "湊町1", POSITION_CONFLICT);

    facility->published = (struct lonlat){136.0462, 35.08484949};
    facility->geocoded = (struct lonlat){136.02507769, 35.06622139};
    facility->geocoded_error_m = 20.2F;
    facility->address_matched = "滋賀県みなと市湊町１丁目2-3";
    write_all(&sheet);
    expect_cell(&sheet, 0, AT_PUBLISHED, "35.084849,136.046200");
    expect_cell(&sheet, 0, AT_GEOCODED, "35.066221,136.025078");
    expect_cell(&sheet, 0, AT_ERROR, "21");
    expect_cell(&sheet, 0, AT_CONFIDENCE, "99");
    expect_cell(&sheet, 0, AT_MATCHED, "滋賀県みなと市湊町１丁目2-3");
    release(&sheet);
}

Test(review_sheet, what_is_not_known_is_blank)
{
    struct sheet sheet = {0};
    struct facility *facility = add(&sheet, "湊町1", POSITION_UNCLEAR);

    facility->published = facility->point = (struct lonlat){NAN, NAN};
    facility->name = NULL;
    write_all(&sheet);
    for (int c = AT_MATCHED; c <= AT_ERROR; c++)
        expect_cell(&sheet, 0, c, "");
    for (int c = AT_CANDIDATE; c < AT_END; c++)
        expect_cell(&sheet, 0, c, "");
    expect_cell(&sheet, 0, AT_NAME, "");
    expect_cell(&sheet, 0, AT_USED, "なし");
    release(&sheet);
}

Test(review_sheet, doubts_are_one_cell_and_candidates_three)
{
    struct sheet sheet = {0};
    struct facility *facility = add(&sheet, "湊町1", POSITION_UNCLEAR);

    facility->address_doubts = "同じ名前の町が複数ある\n郵便番号と一致しない";
    facility->address_candidates = "35.1,136.1 甲\n35.2,136.2 乙\n"
                                   "35.3,136.3 丙\n35.4,136.4 丁";
    write_all(&sheet);
    expect_cell(&sheet, 0, AT_DOUBTS,
                "同じ名前の町が複数ある、郵便番号と一致しない");
    expect_cell(&sheet, 0, AT_CANDIDATE, "35.1,136.1 甲");
    expect_cell(&sheet, 0, AT_CANDIDATE + 1, "35.2,136.2 乙");
    expect_cell(&sheet, 0, AT_CANDIDATE + 2, "35.3,136.3 丙");
    expect_cell(&sheet, 0, AT_DECISION, "");
    release(&sheet);
}

Test(review_sheet, it_says_which_position_the_map_shows)
{
    struct sheet sheet = {0};
    struct facility *none = add(&sheet, "1", POSITION_CONFLICT);

    none->point = (struct lonlat){NAN, NAN};
    add(&sheet, "2", POSITION_CONFLICT);
    add(&sheet, "3", POSITION_CONFLICT)->coordinate_level = LEVEL_HOUSE;
    add(&sheet, "4", POSITION_CONFLICT)->coordinate_level = LEVEL_OAZA;
    write_all(&sheet);
    expect_cell(&sheet, 0, AT_USED, "なし");
    expect_cell(&sheet, 1, AT_USED, "公表");
    expect_cell(&sheet, 2, AT_USED, "住所");
    expect_cell(&sheet, 3, AT_USED, "住所");
    release(&sheet);
}

Test(review_sheet, a_place_that_staff_gave_is_not_called_published)
{
    struct sheet sheet = {0};
    struct facility *facility = decide(&sheet, "1");

    facility->coordinate_level = LEVEL_MANUAL;
    facility->point = (struct lonlat){136.1, 35.1};
    write_all(&sheet);
    cr_expect_not(str_is(sheet.cell[0][AT_USED], "公表"),
                  "the map shows what staff wrote");
    release(&sheet);
}

/* ---- hostile text ---- */

Test(review_sheet, no_cell_is_run_as_a_formula)
{
    static const char *const start[] = {"=",  "+",  "-",  "@",
                                        "＝", "＋", "－", "＠"};
    struct sheet sheet = {0};
    size_t n = sizeof(start) / sizeof(*start);

    for (size_t i = 0; i < n; i++) {
        const char *text =
            arena_format(&sheet.table.arena, "%sHYPERLINK(\"x\")", start[i]);
        struct facility *facility = add(&sheet, text, POSITION_DECIDED);
        facility->name = facility->address_doubts = text;
        facility->address_matched = text;
        facility->address_candidates =
            arena_format(&sheet.table.arena, "%s\n%s", text, text);
        facility->address_decision = arena_format(
            &sheet.table.arena, "%s\n%s\n%s\n%s", text, text, text, text);
    }
    write_all(&sheet);
    cr_assert_eq(sheet.n, n);
    for (size_t i = 0; i < sheet.n; i++)
        for (int c = 0; c < AT_END; c++)
            for (size_t k = 0; k < n; k++)
                cr_expect_not(str_starts(sheet.cell[i][c], str_of(start[k])),
                              "%.*s", STR_ARG(sheet.cell[i][c]));
    release(&sheet);
}

Test(review_sheet, quotes_commas_and_line_breaks_stay_in_their_cell)
{
    static const char hostile[] = "湊町\"1\",\r\n2番地\n3";
    struct sheet sheet = {0};
    struct facility *facility = add(&sheet, hostile, POSITION_CONFLICT);

    facility->name = hostile;
    write_all(&sheet);
    cr_assert_eq(sheet.n, 1);
    expect_cell(&sheet, 0, AT_ADDRESS, hostile);
    expect_cell(&sheet, 0, AT_NAME, hostile);
    release(&sheet);
}

Test(review_sheet, the_same_table_gives_the_same_bytes)
{
    struct sheet sheet = {0};

    for (int i = 0; i < 20; i++)
        add(&sheet, i % 3 ? "湊町1" : "湊町2", POSITION_CONFLICT);
    write_all(&sheet);
    struct buf first = sheet.text;
    sheet.text = (struct buf){0};
    write_all(&sheet);
    cr_expect(str_eq(buf_str(&first), buf_str(&sheet.text)));
    buf_release(&first);
    release(&sheet);
}
