/* The municipal data sets: columns in the order in which they are defined,
 * exact values or none, and nothing that the edition does not show. */
#include "../output/sample_view.h"
#include "csv_cells.h"
#include "output/tables/dataset.h"

extern const struct writer writer_opendata;

static struct arena arena;

enum file { MEDICAL, CARE, MEDICAL_LEGACY, CARE_LEGACY };

static struct csv_cells *written(const struct view *view, enum file file,
                                 struct shown *shown)
{
    struct buf bytes = {0};
    struct shown ignored;

    *(shown ? shown : &ignored) =
        write_one(&writer_opendata.file[file], view, &plain_writing, &bytes);
    struct str text = {arena_copy(&arena, bytes.ptr, bytes.len), bytes.len};
    buf_release(&bytes);
    return csv_cells_read(str_cut(text, 3, text.len), &arena);
}

/* One facility with everything that an edition may know of it. */
static struct view one(bool resident, const char *services)
{
    struct view view = sample_view(&arena, resident, 1);

    for (size_t c = 0; c < view.n_column; c++)
        view.row[0].cell[c] =
            arena_format(&arena, "<%s>", view.column[c]->name);
    sample_set(&view, 0, "services", services);
    sample_set(&view, 0, "opening_hours", "Mo-Fr 09:00-17:00; Sa-Su,PH off");
    sample_set(&view, 0, "available_days", "平日");
    sample_set(&view, 0, "municipality_code", "25299");
    return view;
}

static void headings_are(enum file file, const char *expected)
{
    struct view view = sample_view(&arena, true, 0);
    struct csv_cells *csv = written(&view, file, NULL);
    struct buf text = {0};

    for (size_t c = 0; c < csv->width[0]; c++)
        buf_addf(&text, "%s%s", c ? "," : "", csv->cell[0][c]);
    cr_expect_str_eq(text.ptr, expected);
    buf_release(&text);
}

Test(opendata, the_former_medical_list_has_its_26_columns_in_order)
{
    headings_are(
        MEDICAL_LEGACY,
        "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,"
        "名称,名称_カナ,医療機関の種類,住所,方書,緯度,経度,電話番号,"
        "内線番号,FAX番号,法人番号,法人の名称,医療機関コード,診療曜日,"
        "診療開始時間,診療終了時間,診療日時特記事項,時間外における対応,"
        "診療科目,病床数,URL,備考");
}

Test(opendata, the_former_care_list_has_its_22_columns_in_order)
{
    headings_are(CARE_LEGACY,
                 "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,"
                 "介護サービス事業所名称,介護サービス事業所名称_カナ,"
                 "実施サービス,住所,方書,緯度,経度,電話番号,内線番号,FAX番号,"
                 "法人番号,法人の名称,事業所番号,利用可能曜日,"
                 "利用可能日時特記事項,定員,URL,備考");
}

Test(opendata, the_present_lists_begin_with_the_common_block)
{
    headings_are(CARE,
                 "全国地方公共団体コード,ID,地方公共団体名,名称,名称_カナ,"
                 "名称_英字,実施サービス,所在地_全国地方公共団体コード,町字ID,"
                 "所在地_連結表記,所在地_都道府県,所在地_市区町村,所在地_町字,"
                 "所在地_番地以下,建物名等(方書),緯度,経度,高度の種別,高度の値,"
                 "電話番号,内線番号,連絡先メールアドレス,連絡先FormURL,"
                 "連絡先備考,郵便番号,FAX番号,法人番号,法人の名称,事業所番号,"
                 "利用可能曜日,利用可能日時特記事項,定員,URL,備考");
}

Test(opendata, codes_of_municipalities_get_their_check_digit)
{
    static const char *const known[][2] = {
        {"27210", "272108"}, {"13101", "131016"}, {"01100", "011002"},
        {"26202", "262021"}, {"25299", "252999"}, {"", ""},
        {"00000", ""},       {"2520", ""},        {"99999", ""}};
    char code6[7];

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        dataset_code6(known[i][0], code6);
        cr_expect_str_eq(code6, known[i][1]);
    }
}

Test(opendata, the_residents_files_hold_no_value_of_professionals)
{
    struct view all = one(false, "clinic\nvisiting-nurse");
    struct view resident = one(true, "clinic\nvisiting-nurse");

    for (int f = MEDICAL; f <= CARE_LEGACY; f++) {
        struct csv_cells *known = written(&all, (enum file)f, NULL);
        struct csv_cells *csv = written(&resident, (enum file)f, NULL);
        cr_assert_eq(csv->n_row, 2);
        cr_expect_str_eq(csv_cells_get(known, 1, "FAX番号"), "<fax>");
        cr_expect_str_eq(csv_cells_get(csv, 1, "FAX番号"), "");
        cr_expect_str_eq(csv_cells_get(csv, 1, "法人番号"), "");
        cr_expect_str_eq(csv_cells_get(csv, 1, "法人の名称"), "");
        for (size_t c = 0; c < csv->width[1]; c++)
            for (int i = 0; i < FIELD_COUNT; i++)
                cr_expect(
                    fields[i].audience == FOR_ALL ||
                        !strstr(csv->cell[1][c],
                                arena_format(&arena, "<%s>", fields[i].name)),
                    "%s in %s", fields[i].name, csv->cell[0][c]);
    }
}

Test(opendata, a_clinic_that_also_offers_care_stands_in_both_lists)
{
    struct view view = one(true, "clinic\nvisiting-nurse");
    struct csv_cells *csv = written(&view, MEDICAL, NULL);

    cr_expect_str_eq(csv_cells_get(csv, 1, "医療機関の種類"), "診療所");
    cr_expect_str_eq(csv_cells_get(csv, 1, "診療曜日"), "月火水木金");
    cr_expect_str_eq(csv_cells_get(csv, 1, "診療開始時間"), "09:00");
    cr_expect_str_eq(csv_cells_get(csv, 1, "診療終了時間"), "17:00");
    /* The office's days say nothing of the clinic, and the other way round. */
    cr_expect_str_eq(csv_cells_get(csv, 1, "診療日時特記事項"), "<hours_text>");
    csv = written(&view, CARE, NULL);
    cr_expect_str_eq(csv_cells_get(csv, 1, "実施サービス"), "訪問看護");
    cr_expect_str_eq(csv_cells_get(csv, 1, "利用可能曜日"), "月火水木金");
    cr_expect_str_eq(csv_cells_get(csv, 1, "利用可能日時特記事項"), "");
}

Test(opendata, the_counts_are_of_those_who_belong_into_the_file)
{
    static const char *const services[] = {
        "hospital",          "pharmacy",       "home-care",
        "dental\nhome-care", "maternity-home", NULL};
    struct view view = sample_view(&arena, true, 6);
    struct shown shown;

    for (size_t r = 0; r < 6; r++)
        sample_set(&view, r, "services", services[r]);
    cr_expect_eq(written(&view, MEDICAL, &shown)->n_row, 3);
    cr_expect(shown.part && shown.rows == 2 && shown.placed == 2);
    cr_expect_eq(written(&view, CARE_LEGACY, &shown)->n_row, 3);
    cr_expect(shown.part && shown.rows == 2 && shown.placed == 1);
}

Test(opendata, beds_make_a_clinic_one_with_beds_and_silence_makes_nothing)
{
    static const char *const beds[] = {"19", NULL, "0"};
    static const char *const kind[] = {"有床診療所", "診療所", "診療所"};
    struct view view = sample_view(&arena, false, 3);

    for (size_t r = 0; r < 3; r++) {
        sample_set(&view, r, "services", "clinic");
        sample_set(&view, r, "beds_total", beds[r]);
    }
    struct csv_cells *csv = written(&view, MEDICAL_LEGACY, NULL);
    for (size_t r = 0; r < 3; r++)
        cr_expect_str_eq(csv_cells_get(csv, r + 1, "医療機関の種類"), kind[r]);
    sample_set(&view, 0, "services", "hospital\ndental");
    csv = written(&view, MEDICAL_LEGACY, NULL);
    cr_expect_str_eq(csv_cells_get(csv, 1, "医療機関の種類"),
                     "病院;歯科診療所");
}

Test(opendata, an_extension_has_a_column_of_its_own)
{
    static const char *const phone[][3] = {
        {"077-000-0201 内線12", "077-000-0201", "12"},
        {"077-000-0201 34", "077-000-0201", "34"},
        {"077-000-0201", "077-000-0201", ""},
        {"077-000-0201 代表", "077-000-0201 代表", ""}};
    struct view view = sample_view(&arena, true, 4);

    for (size_t r = 0; r < 4; r++) {
        sample_set(&view, r, "services", "home-care");
        sample_set(&view, r, "phone", phone[r][0]);
    }
    struct csv_cells *csv = written(&view, CARE, NULL);
    for (size_t r = 0; r < 4; r++) {
        cr_expect_str_eq(csv_cells_get(csv, r + 1, "電話番号"), phone[r][1]);
        cr_expect_str_eq(csv_cells_get(csv, r + 1, "内線番号"), phone[r][2]);
    }
}

Test(opendata, each_row_names_its_source)
{
    struct view view = one(true, "home-care");

    sample_set(&view, 0, "source", "一覧A\n一覧B");
    sample_set(&view, 0, "as_of", "2025-12-01");
    struct csv_cells *csv = written(&view, CARE, NULL);
    cr_expect_str_eq(
        csv_cells_get(csv, 1, "備考"),
        "出典：一覧A、一覧Bを加工して作成（主な情報の時点：2025-12-01）");
    sample_set(&view, 0, "as_of", NULL);
    csv = written(&view, CARE, NULL);
    cr_expect_str_eq(csv_cells_get(csv, 1, "備考"),
                     "出典：一覧A、一覧Bを加工して作成（時点不明）");
}

Test(opendata, a_view_of_no_municipality_has_no_code)
{
    struct view view = one(true, "home-care");

    view.code = "00000";
    view.place = "市区町村が分からない施設";
    sample_set(&view, 0, "municipality_code", NULL);
    struct csv_cells *csv = written(&view, CARE_LEGACY, NULL);
    for (size_t c = 0; c < 4; c++)
        cr_expect_str_eq(csv->cell[1][c], c == 1 ? "0000000001" : "");
}
