#include "tests/print/printed.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(list, .fini = release);

static size_t count(struct str text, const char *what)
{
    struct str rest = text, wanted = str_of(what);
    size_t n = 0;

    for (size_t at; (at = str_find(rest, wanted)) < rest.len; n++)
        rest = str_cut(rest, at + wanted.len, SIZE_MAX);
    return n;
}

Test(list, a_facility_of_several_kinds_is_named_under_each)
{
    struct view view = town(false, 12);

    for (size_t r = 0; r < 12; r++) {
        view.row[r].layer = r < 6 ? LAYER_care_manager : LAYER_home_care;
        view.row[r].fits = (layer_set)1 << view.row[r].layer;
    }
    view.row[2].fits |= (layer_set)1 << LAYER_home_care;
    view.row[4].fits |= (layer_set)1 << LAYER_home_care;
    view.row[8].fits |= (layer_set)1 << LAYER_backup;
    sample_set(&view, 2, "service_names", "居宅介護支援\n訪問介護");
    for (size_t w = 0; w < 3; w++) {
        struct pdf_text text = printed(writers[w], &view);
        expect_line(&text, "訪問介護・訪問入浴など　6か所（ほかに2か所）");
        expect_line(&text, "在宅療養後方支援病院　ほかの種類に1か所");
        expect_line(&text, "居宅介護支援（ケアマネジャー）　6か所");
        expect_has(text.text, "7～12　訪問介護・訪問入浴など（ほかに3・5）");
        expect_has(text.text, "在宅療養後方支援病院（9）");
        expect_has(text.text, "サービス：居宅介護支援、訪問介護");
        expect_has(text.text, "ほかの種類：在宅療養後方支援病院");
        /* In its row and where it fits too. */
        cr_expect_eq(count(text.text, "\n3\n") + count(text.text, "\n5\n"), 4);
    }
}

Test(list, places_that_are_only_about_right_are_marked)
{
    static const char rough[] = "地区の代表点です（実際は約5.0km以内のどこか）";

    for (int resident = 0; resident < 2; resident++) {
        struct view view = town(resident, 4);
        sample_set(&view, 0, "position_note", rough);
        sample_set(&view, 1, "position_note", "住所から求めた位置です");
        if (!resident) {
            sample_set(&view, 0, "error_m", "4980");
            sample_set(&view, 1, "error_m", "30");
        }
        struct pdf_text text = printed(&writer_pdf, &view);
        expect_line(&text, "※1");
        expect_line(&text, "2");
        expect_has(text.text, arena_format(&arena, "※%s", rough));
        expect_has(text.text, "点線の輪（一覧では※）：位置は目安です");
        expect_has(text.text, "※ 位置は目安です");
        land_release(&land);
        view = town(resident, 4);
        text = printed(&writer_pdf, &view);
        cr_expect_eq(count(text.text, "目安"), 0);
        land_release(&land);
    }
}

Test(list, what_is_not_known_is_named)
{
    struct view view = town(true, 1);
    struct pdf_text text = printed(&writer_pdf_large, &view);

    expect_line(&text, "住所：不明");
    expect_line(&text, "電話：公表なし");
    expect_line(&text, "時間：不明");
    sample_set(&view, 0, "address", "湊町1-2 ともしびビル201");
    sample_set(&view, 0, "building", "ともしびビル201");
    text = printed(&writer_pdf_large, &view);
    cr_expect_eq(count(text.text, "ともしびビル201"), 1);
}

Test(list, residents_are_told_whom_to_ask_where_no_desk_is_listed)
{
    struct view view = town(true, 3);
    struct pdf_text text = printed(&writer_pdf, &view);
    static const char none[] = "もとの一覧に相談窓口が載っていません。";

    cr_expect_eq(count(text.text, none), 0);
    view.row[0].layer = LAYER_home_visit;
    view.row[0].fits = (layer_set)1 << LAYER_home_visit;
    view.maker = "みなと市高齢福祉課";
    view.contact = "電話 077-000-0000";
    text = printed(&writer_pdf, &view);
    cr_expect_eq(count(text.text, none), 1);
    expect_has(text.text, "みなと市高齢福祉課　電話 077-000-0000");
    view.resident = false;
    text = printed(&writer_pdf, &view);
    cr_expect_eq(count(text.text, none), 0);
}

Test(list, a_folder_that_cannot_hold_tiles_is_refused)
{
    struct view view = town(true, 1);
    struct writing writing = plain_writing;
    struct shown shown = {0};
    struct buf pdf = {0};
    struct err err = {0};
    char folder[] = "/tmp/print-XXXXXX", zoom[64];

    cr_assert(mkdtemp(folder));
    snprintf(zoom, sizeof(zoom), "%s/14", folder);
    writing.tiles = folder;
    writing.tiles_credit = "地図：だれか";
    cr_expect_not(
        writer_pdf.file[0].write(&view, &writing, &shown, &pdf, &err));
    cr_expect_eq(err.class, ERR_USAGE);
    cr_expect(strstr(err.text, folder) != NULL, "%s", err.text);
    cr_assert_eq(mkdir(zoom, 0700), 0);
    cr_expect(writer_pdf.file[0].write(&view, &writing, &shown, &pdf, &err),
              "%s", err.text);
    rmdir(zoom);
    rmdir(folder);
    buf_release(&pdf);
}
