/* list.csv: every field of the edition, and nothing that a spreadsheet would
 * run or change. */
#include "../output/sample_view.h"
#include "csv_cells.h"

#include "base/in_encoding.h"

extern const struct writer writer_csv;

static struct arena arena;

static struct csv_cells *written(const struct view *view)
{
    struct buf bytes = written_twice(&writer_csv, view);
    struct str text = buf_str(&bytes);

    cr_assert(str_starts(text, STR("\xEF\xBB\xBF")));
    return csv_cells_read(str_cut(text, 3, text.len), &arena);
}

Test(csv, the_heading_has_the_names_of_the_fields_then_the_point)
{
    for (int resident = 0; resident < 2; resident++) {
        struct view view = sample_view(&arena, resident, 4);
        struct csv_cells *csv = written(&view);
        cr_assert_eq(csv->n_row, 5);
        cr_assert_eq(csv->width[0], view.n_column + 2);
        for (size_t c = 0; c < view.n_column; c++)
            cr_expect_str_eq(csv->cell[0][c], view.column[c]->name);
        cr_expect_str_eq(csv->cell[0][view.n_column], "lon");
        cr_expect_str_eq(csv->cell[0][view.n_column + 1], "lat");
        for (size_t r = 0; r < csv->n_row; r++)
            cr_expect_eq(csv->width[r], view.n_column + 2);
    }
}

Test(csv, no_facility_gives_a_heading_alone)
{
    struct view view = sample_view(&arena, true, 0);

    cr_expect_eq(written(&view)->n_row, 1);
}

Test(csv, a_facility_without_a_point_has_none)
{
    struct view view = sample_view(&arena, true, 3);
    struct csv_cells *csv = written(&view);

    cr_expect_str_eq(csv_cells_get(csv, 2, "lon"), "135.801");
    cr_expect_str_eq(csv_cells_get(csv, 2, "lat"), "35.000333");
    cr_expect_str_eq(csv_cells_get(csv, 3, "lon"), "");
    cr_expect_str_eq(csv_cells_get(csv, 3, "lat"), "");
}

Test(csv, what_looks_like_a_formula_is_kept_from_running)
{
    static const char *const names[] = {"=1+1", "+81-77", "-2+3",  "@SUM(A1)",
                                        "＝１", "＠SUM",  "\tTAB", "077-000"};
    struct view view = sample_view(&arena, true, 8);

    for (size_t r = 0; r < 8; r++)
        sample_set(&view, r, "name", names[r]);
    struct csv_cells *csv = written(&view);
    for (size_t r = 0; r < 8; r++)
        cr_expect_str_eq(
            csv_cells_get(csv, r + 1, "name"),
            arena_format(&arena, "%s%s", r < 7 ? "'" : "", names[r]));
}

Test(csv, items_of_a_list_can_be_taken_apart_again)
{
    struct view view = sample_view(&arena, false, 1);

    sample_set(&view, 0, "service_names", "訪問看護\n居宅介護支援");
    sample_set(&view, 0, "department_hours", "内科: Mo off; Tu off\n外科: We");
    struct csv_cells *csv = written(&view);
    cr_expect_str_eq(csv_cells_get(csv, 1, "service_names"),
                     "訪問看護;居宅介護支援");
    cr_expect_str_eq(csv_cells_get(csv, 1, "department_hours"),
                     "内科: Mo off； Tu off;外科: We");
}

Test(csv, a_number_below_zero_stays_a_number)
{
    struct view view = sample_view(&arena, false, 2);

    sample_set(&view, 0, "position_gap_m", "-1.5");
    sample_set(&view, 1, "position_gap_m", "12");
    sample_set(&view, 0, "capacity",
               "-1+1"); /* no number: the column is text */
    struct csv_cells *csv = written(&view);
    cr_expect_str_eq(csv_cells_get(csv, 1, "position_gap_m"), "-1.5");
    cr_expect_str_eq(csv_cells_get(csv, 2, "position_gap_m"), "12");
    cr_expect_str_eq(csv_cells_get(csv, 1, "capacity"), "'-1+1");
}

Test(csv, hostile_texts_come_back_as_they_were)
{
    struct view view = hostile_view(&arena);
    struct csv_cells *csv = written(&view);

    cr_assert_eq(csv->n_row, HOSTILE_COUNT + 1);
    for (size_t r = 0; r < HOSTILE_COUNT; r++) {
        cr_expect_str_eq(csv_cells_get(csv, r + 1, "name"), hostile[r]);
        cr_expect_str_eq(csv_cells_get(csv, r + 1, "address"), hostile[r]);
    }
}

/* ---- CP932 ---- */

static void note(void *context, const struct lost_character *lost)
{
    buf_addf(context, "%s %s %s U+%04X %s\n", lost->code, lost->id, lost->field,
             lost->character, lost->value);
}

static struct csv_cells *written_cp932(const struct view *view,
                                       struct buf *report)
{
    struct writing writing = {.cp932 = true, .lost = note, .context = report};
    struct buf bytes = {0}, text = {0};
    struct cp932 *reader = cp932_open();

    write_one(&writer_csv.file[0], view, &writing, &bytes);
    cr_expect_not(str_starts(buf_str(&bytes), STR("\xEF\xBB\xBF")));
    cr_assert(cp932_add(reader, buf_str(&bytes), &text));
    cp932_close(reader);
    return csv_cells_read(buf_str(&text), &arena);
}

Test(csv, what_cp932_has_is_the_same_in_it)
{
    static const char *const names[] = {"髙橋﨑クリニック①～Ⅲ㈱", "～－∥￠￡￢",
                                        "ｱｲｳ ﾃﾞｲ", "\"a\",b"};
    struct view view = sample_view(&arena, true, 4);
    struct buf report = {0};

    for (size_t r = 0; r < 4; r++)
        sample_set(&view, r, "name", names[r]);
    struct csv_cells *csv = written_cp932(&view, &report);
    for (size_t r = 0; r < 4; r++)
        cr_expect_str_eq(csv_cells_get(csv, r + 1, "name"), names[r]);
    cr_expect_eq(report.len, 0, "%s", report.ptr);
}

Test(csv, what_cp932_lacks_is_told_once_per_facility_field_and_character)
{
    struct view view = sample_view(&arena, true, 2);
    struct buf report = {0};

    sample_set(&view, 0, "name", "𠮷野𠮷");
    sample_set(&view, 0, "address", "𠮷町é");
    sample_set(&view, 1, "name", "𠮷");
    struct csv_cells *csv = written_cp932(&view, &report);
    cr_expect_str_eq(csv_cells_get(csv, 1, "name"), "〓野〓");
    cr_expect_str_eq(csv_cells_get(csv, 1, "address"), "〓町〓");
    cr_expect_str_eq(report.ptr, "25201 k-0000000000 name U+20BB7 𠮷野𠮷\n"
                                 "25201 k-0000000000 address U+20BB7 𠮷町é\n"
                                 "25201 k-0000000000 address U+00E9 𠮷町é\n"
                                 "25201 k-0000000001 name U+20BB7 𠮷\n");
    buf_release(&report);
}

Test(csv, five_thousand_facilities_are_five_thousand_rows)
{
    struct view view = sample_view(&arena, false, 5000);

    cr_expect_eq(written(&view)->n_row, 5001);
}
