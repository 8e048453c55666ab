#include "output/print/list_order.h"
#include "output/print/paper.h"
#include "output/print/pdf_file.h"
#include "output/print/pdf_ops.h"
#include "tests/print/printed.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

TestSuite(print, .fini = release);

/* ---- what is in it ---- */

Test(print, every_facility_and_number_is_in_the_list_and_on_a_map)
{
    for (size_t w = 0; w < 3; w++)
        for (int resident = 0; resident < 2; resident++) {
            struct view view = town(resident, 75);
            view.row[3].point = (struct lonlat){NAN, NAN};
            struct pdf_text text = printed(writers[w], &view);
            cr_expect_eq(text.n_facility, 75);
            cr_expect_eq(text.n_pin, 74);
            for (size_t r = 0; r < 75; r++) {
                expect_line(&text, view.row[r].name);
                expect_line(&text, arena_format(&arena, "%zu", r + 1));
            }
            expect_has(text.text, "※地図にありません");
            land_release(&land);
        }
}

Test(print, rows_stand_by_layer_and_keep_the_order_of_the_view)
{
    struct view view = town(true, 40);
    const struct listed *listed = list_order(&view, &arena);

    for (size_t i = 0; i < 40; i++) {
        cr_expect_eq(listed[i].number, i + 1);
        if (i == 0)
            continue;
        cr_expect_leq(listed[i - 1].row->layer, listed[i].row->layer);
        if (listed[i - 1].row->layer == listed[i].row->layer)
            cr_expect_lt(listed[i - 1].row, listed[i].row);
    }
    cr_expect_eq(listed[0].row->layer, LAYER_consult);
}

Test(print, sources_dates_and_who_made_it_are_told)
{
    struct view view = town(true, 5);

    view.maker = "みなと市高齢福祉課";
    view.contact = "電話 077-000-0000";
    view.page_url = "https://www.minato.example.jp/map/25299/";
    struct pdf_text text = printed(&writer_pdf, &view);
    expect_has(text.text, view.title);
    expect_has(text.text, view.edition_name);
    expect_has(text.text, "2026年4月15日");
    expect_has(text.text, "2025年12月1日時点");
    expect_has(text.text, "相談窓口（大津市）　時点不明");
    expect_has(text.text, "CC BY 4.0");
    expect_has(text.text, view.processed);
    expect_has(text.text, view.disclaimer);
    expect_has(text.text, "作成：みなと市高齢福祉課");
    expect_has(text.text, "連絡先：電話 077-000-0000");
    expect_has(text.text, view.ground_credit);
    expect_has(text.text, "119番");
    expect_has(text.text, view.page_url);
    expect_has(text.text, "みずうみ町");
    expect_has(text.other, "QRコード");
}

Test(print, residents_read_names_in_hiragana_and_professionals_filings)
{
    for (int resident = 0; resident < 2; resident++) {
        struct view view = town(resident, 2);
        view.row[0].name = "湊町診療所";
        sample_set(&view, 0, "name_kana", "ミナトマチシンリョウジョ");
        view.row[1].name = "みなとクリニック";
        sample_set(&view, 1, "name_kana", "ミナトクリニック");
        if (!resident) {
            sample_set(&view, 0, "fax", "077-000-0123");
            sample_set(&view, 0, "function_names",
                       "在宅療養支援診療所（３）（2021-04-01から）\n"
                       "在宅がん医療総合診療料（2021-04-01から）");
        }
        struct pdf_text text = printed(&writer_pdf, &view);
        expect_line(&text, "湊町診療所");
        expect_line(&text, "みなとクリニック");
        cr_expect_eq(strstr(text.text.ptr, "みなとまちしんりょうじょ") != NULL,
                     resident);
        /* It would say the same again. */
        cr_expect_null(strstr(text.text.ptr, "\nみなとくりにっく\n"));
        cr_expect_eq(strstr(text.text.ptr, "FAX 077-000-0123") != NULL,
                     !resident);
        cr_expect_eq(strstr(text.text.ptr,
                            "届出：在宅療養支援診療所（３）、在宅がん医療総合"
                            "診療料") != NULL,
                     !resident);
        land_release(&land);
    }
}

/* ---- what it must bear ---- */

Test(print, hostile_texts_are_printed_as_text)
{
    struct view view = hostile_view(&arena);

    view.row[0].name = arena_format(&arena, "%0900d", 1);
    sample_set(&view, 1, "address", arena_format(&arena, "%05000d", 1));
    given_ground(&view, &land, &arena);
    given_points(&view);
    for (size_t w = 0; w < 3; w++) {
        struct pdf_text text = printed(writers[w], &view);
        cr_expect_eq(text.n_facility, HOSTILE_COUNT);
        cr_expect_eq(text.n_pin, HOSTILE_COUNT);
        expect_has(text.text, "</script><script>alert(1)</script>");
        expect_has(text.text, "a & b &amp; c &lt; < >");
        expect_has(text.text, "%s%n $[name] {{x}}");
        expect_has(text.text, "大津市民病院（本院）");
        cr_expect_null(strchr(text.text.ptr, '\x1B'));
    }
}

Test(print, a_view_without_rows_or_without_ground_is_printed)
{
    struct view empty = sample_view(&arena, true, 0);
    struct pdf_text text = printed(&writer_pdf, &empty);
    expect_has(text.text, "地図にのせる施設はありません");
    cr_expect_eq(text.n_facility, 0);

    struct view points = sample_view(&arena, true, 9);
    text = printed(&writer_pdf, &points);
    cr_expect_eq(text.n_pin, 6);
    expect_has(text.text, "縮尺");

    struct view nowhere = sample_view(&arena, true, 9);
    for (size_t r = 0; r < 9; r++)
        nowhere.row[r].point = (struct lonlat){NAN, NAN};
    text = printed(&writer_pdf, &nowhere);
    cr_expect_eq(text.n_pin, 0);
    cr_expect_eq(text.n_facility, 9);
    expect_has(text.text, "地図はありません");

    struct view quiet = town(true, 0);
    text = printed(&writer_pdf, &quiet);
    expect_has(text.text, "山手市");
}

Test(print, many_pins_of_one_place_are_listed_in_a_note)
{
    struct view view = town(false, 400);

    for (size_t r = 0; r < 400; r++)
        view.row[r].point = view.row[0].point;
    struct pdf_text text = printed(&writer_pdf, &view);
    cr_expect_eq(text.n_pin, 400);
    expect_has(text.text, "注1　1～400");
}

Test(print, five_thousand_rows_are_all_printed, .timeout = 900)
{
    struct view view = town(true, 5000);
    struct buf pdf = {0};

    write_one(&writer_pdf.file[0], &view, &plain_writing, &pdf);
    struct pdf_text text = read_again(&pdf);
    cr_expect_eq(text.n_facility, 5000);
    cr_expect_eq(text.n_pin, 5000);
    expect_line(&text, "5000");
    buf_release(&pdf);
}

Test(print, two_rows_with_one_id_do_not_break_the_links)
{
    struct view view = town(true, 4);

    view.row[1].id = view.row[0].id;
    view.row[2].id = "it's a \\ \"quote\" (and) <more>";
    view.row[3].id = "施設";
    struct pdf_text text = printed(&writer_pdf, &view);
    cr_expect_eq(text.n_facility, 3);
    cr_expect_eq(text.n_pin, 4);
}

/* ---- large print ---- */

/* The smallest characters of a page's content: Cairo writes their size into
 * the text matrix. */
static double smallest(struct str content)
{
    struct pdf_ops ops = {.bytes = content};
    double least = INFINITY, size;

    while (pdf_ops_next(&ops))
        if (str_is(ops.name, "Tm") && str_number(pdf_ops_last(&ops, 5), &size))
            least = fmin(least, fabs(size));
    pdf_ops_release(&ops);
    return least;
}

static double smallest_of(const struct buf *pdf)
{
    struct err err = {0};
    struct pdf_file *file = pdf_open(buf_str(pdf), "print", &err);
    double least = INFINITY;

    cr_assert(file, "%s", err.text);
    for (size_t p = 0; p < pdf_pages(file); p++) {
        struct buf content = {0};
        cr_assert(pdf_stream(file, pdf_get(file, pdf_page(file, p), "Contents"),
                             true, &content));
        least = fmin(least, smallest(buf_str(&content)));
        buf_release(&content);
    }
    pdf_close(file);
    return least;
}

Test(print, large_print_has_no_character_below_14_points)
{
    for (int resident = 0; resident < 2; resident++) {
        struct view view = town(resident, 300);
        view.page_url = "https://www.minato.example.jp/map/25299/";
        struct buf large = written_twice(&writer_pdf_large, &view);
        struct buf usual = written_twice(&writer_pdf, &view);
        cr_expect_geq(smallest_of(&large), 14);
        cr_expect_lt(smallest_of(&usual), 14, "nothing was measured");
        buf_release(&large);
        buf_release(&usual);
        land_release(&land);
    }
}

/* ---- the same bytes ---- */

static struct buf printed_alone(const struct view *view)
{
    struct buf pdf = {0};

    write_one(&writer_pdf.file[0], view, &plain_writing, &pdf);
    return pdf;
}

Test(print, bytes_do_not_depend_on_the_day_or_the_place)
{
    struct view view = town(true, 30);
    struct buf here = printed_alone(&view);

    setenv("TZ", "Pacific/Kiritimati", 1);
    tzset();
    setlocale(LC_ALL, "de_DE.UTF-8"); /* where it is installed */
    struct buf there = printed_alone(&view);
    cr_assert_eq(here.len, there.len);
    cr_expect_eq(memcmp(here.ptr, there.ptr, here.len), 0);
    buf_release(&here);
    buf_release(&there);
}

static void *print_in_thread(void *context)
{
    struct buf *pdf = mem_alloc(sizeof(*pdf));

    *pdf = printed_alone(context);
    return pdf;
}

Test(print, threads_do_not_disturb_each_other)
{
    struct view view = town(true, 60);
    pthread_t thread[6];
    struct buf alone = printed_alone(&view);

    for (size_t i = 0; i < 6; i++)
        cr_assert_eq(pthread_create(&thread[i], NULL, print_in_thread, &view),
                     0);
    for (size_t i = 0; i < 6; i++) {
        void *result;
        cr_assert_eq(pthread_join(thread[i], &result), 0);
        struct buf *pdf = result;
        cr_assert_eq(pdf->len, alone.len);
        cr_expect_eq(memcmp(pdf->ptr, alone.ptr, alone.len), 0);
        buf_release(pdf);
        free(pdf);
    }
    buf_release(&alone);
}

/* ---- the paper ---- */

Test(print, the_paper_is_turned_by_the_shape_or_as_one_wishes)
{
    struct view view = sample_view(&arena, true, 2);

    view.row[0].point = (struct lonlat){135.0, 35.0};
    view.row[1].point = (struct lonlat){135.0, 35.2};
    cr_expect_not(paper_is_wide(&view, TURN_BY_SHAPE));
    cr_expect(paper_is_wide(&view, TURN_LANDSCAPE));
    view.row[1].point = (struct lonlat){135.3, 35.0};
    cr_expect(paper_is_wide(&view, TURN_BY_SHAPE));
    cr_expect_not(paper_is_wide(&view, TURN_PORTRAIT));
}

Test(print, a_far_island_without_facilities_does_not_shrink_the_map)
{
    struct view view = town(true, 20);
    struct extent near = list_extent(&view);

    given_square(&land, "25297", GIVEN_WEST + 4, GIVEN_SOUTH);
    struct view_place *place = arena_alloc(&arena, 4 * sizeof(*place));
    memcpy(place, view.ground, 3 * sizeof(*place));
    place[3] = (struct view_place){land.place[3].code,
                                   "みなと市",
                                   true,
                                   land.ring + land.place[3].first_ring,
                                   land.place[3].n_ring,
                                   land.place[3].least,
                                   land.place[3].most};
    for (size_t i = 0; i < 3; i++)
        place[i].ring = land.ring + land.place[i].first_ring;
    view.ground = place;
    view.n_ground = 4;
    struct extent with = list_extent(&view);
    cr_expect_float_eq(with.east, near.east, 1e-9);
    view.row[0].point = (struct lonlat){GIVEN_WEST + 4.05, GIVEN_SOUTH + 0.05};
    with = list_extent(&view);
    cr_expect_float_eq(with.east, GIVEN_WEST + 4.1, 1e-4);
}
