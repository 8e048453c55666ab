#include "output/print/pdf.h"
#include "output/print/self_check_own.h"
#include "tests/print/given_ground.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

extern const struct writer writer_self_check;

static struct arena arena;

static void release(void)
{
    arena_release(&arena);
}

TestSuite(self_check, .fini = release);

static struct pdf_text read_again(const struct buf *pdf)
{
    struct pdf_text text = {0};
    struct err err = {0};

    cr_assert(pdf_read_text(buf_str(pdf), &text, &arena, &err), "%s", err.text);
    return text;
}

static struct pdf_text sheets_of(const struct view *view)
{
    struct buf pdf = written_twice(&writer_self_check, view);
    struct pdf_text text = read_again(&pdf);

    buf_release(&pdf);
    return text;
}

/* The file's ID is bytes, zeros among them. */
static size_t count(struct str text, const char *what)
{
    size_t n = 0, at;

    while ((at = str_find(text, str_of(what))) != SIZE_MAX) {
        text = str_cut(text, at + strlen(what), text.len);
        n++;
    }
    return n;
}

static char *repeated(const char *text, size_t n)
{
    struct buf all = {0};

    for (size_t i = 0; i < n; i++)
        buf_addf(&all, "%s%zu ", text, i);
    char *kept = arena_copy(&arena, all.ptr, all.len);
    buf_release(&all);
    return kept;
}

#define expect_has(text, what)                                                 \
    cr_expect(count((text), (what)) > 0, "no '%s'", (what))

Test(self_check, only_professionals_get_the_sheets)
{
    cr_expect_not(writer_self_check.only[EDITION_RESIDENT]);
    cr_expect(writer_self_check.only[EDITION_PROFESSIONAL]);
    cr_expect_not(writer_self_check.usual);
}

Test(self_check, every_facility_has_one_page_behind_the_first)
{
    for (size_t n = 0; n < 40; n += 13) {
        struct view view = sample_view(&arena, false, n);
        struct pdf_text text = sheets_of(&view);
        cr_expect_eq(text.n_page, n + 1);
        cr_expect_eq(text.n_facility, n);
        cr_expect_eq(text.n_pin, 0);
        cr_expect_eq(count(text.text, "返送の期限："), n);
        if (n == 0)
            expect_has(text.text, "対象の施設はありません");
    }
}

Test(self_check, values_stand_beside_their_headings)
{
    static const struct {
        const char *field, *value, *heading;
    } row[] = {{"name", "みなと診療所", "名称"},
               {"name_kana", "ミナトシンリョウジョ", "名称（カナ）"},
               {"phone", "077-000-0123", "電話番号"},
               {"fax", "077-000-0456", "FAX番号※"},
               {"email", "a@example.jp", "メールアドレス※"},
               {"url", "https://example.jp/", "ホームページ"},
               {"hours_text", "月～金 9:00～12:00", "診療・営業時間"},
               {"service_area", "湊町・入江", "対応地域・担当地区"}};
    struct view view = sample_view(&arena, false, 1);

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
        sample_set(&view, 0, row[i].field, row[i].value);
    sample_set(&view, 0, "postal_code", "520-0001");
    sample_set(&view, 0, "address", "滋賀県大津市湊町1-2");
    sample_set(&view, 0, "building", "湊ビル3階");
    sample_set(&view, 0, "departments", "内科\n外科");
    sample_set(&view, 0, "beds_general", "12");
    sample_set(&view, 0, "capacity", "7");
    struct pdf_text text = sheets_of(&view);
    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
        expect_has(text.text, arena_format(&arena, "\n%s\n%s\n□なし □あり\n",
                                           row[i].heading, row[i].value));
    expect_has(text.text, "〒520-0001　滋賀県大津市湊町1-2　湊ビル3階");
    expect_has(text.text, "内科、外科");
    expect_has(text.text, "定員7人　一般病床12床");
}

Test(self_check, what_is_not_published_is_asked_for)
{
    struct view view = sample_view(&arena, false, 1);
    struct pdf_text text = sheets_of(&view);

    expect_has(text.text, "\nFAX番号※\n（記載なし）\n□なし □あり\n");
    cr_expect_eq(count(text.text, "法人※"), 0);
}

/* What staff and the program wonder about is not the facility's business. */
Test(self_check, doubts_of_ours_are_not_printed)
{
    static const char *const fields_[] = {"position_doubt",
                                          "address_doubts",
                                          "position_check",
                                          "address_matched",
                                          "address_confidence",
                                          "filing_list",
                                          "functions_unknown",
                                          "position_source",
                                          "match_level",
                                          "published_lon",
                                          "geocoded_lat",
                                          "position_gap_m",
                                          "related"};
    struct view view = sample_view(&arena, false, 2);

    for (size_t i = 0; i < sizeof(fields_) / sizeof(*fields_); i++)
        sample_set(&view, 0, fields_[i], "カナリア9999999");
    sample_set(&view, 0, "function_names", "不明（カナリア9999999）");
    struct pdf_text text = sheets_of(&view);
    cr_expect_eq(count(text.text, "カナリア"), 0);
    cr_expect_eq(count(text.other, "カナリア"), 0);
}

Test(self_check, a_sheet_is_one_page_however_long_its_values_are)
{
    struct view view = sample_view(&arena, false, 3);

    view.row[0].name = repeated("たいへん長い名称", 40);
    for (size_t c = 0; c < view.n_column; c++) {
        view.row[1].cell[c] = repeated("長い値", 300);
        view.row[2].cell[c] = repeated("long-words-without-end-", 3);
    }
    view.maker = repeated("課", 60);
    view.contact = repeated("電話", 60);
    struct pdf_text text = sheets_of(&view);
    cr_expect_eq(text.n_page, 4);
    /* Nothing is cut without saying so. */
    cr_expect(count(text.text, "…（続きあり）") > 5);
    cr_expect_eq(count(text.text, "返送の期限："), 3);
}

Test(self_check, a_value_that_wraps_is_found_in_one_piece)
{
    struct view view = sample_view(&arena, false, 1);
    const char *url = "https://example.jp/a-rather-long-path/that-does-not-fit/"
                      "on-one-line-of-the-table/index.html?and=more&of=it";

    sample_set(&view, 0, "url", url);
    sample_set(&view, 0, "address",
               "滋賀県大津市御陵町浜大津四丁目松ヶ崎二百三十四番地の五六七八");
    struct pdf_text text = sheets_of(&view);
    expect_has(text.text, url);
    expect_has(text.text, "浜大津四丁目松ヶ崎二百三十四番地の五六七八");
}

Test(self_check, a_place_that_is_not_known_is_asked_for)
{
    struct view view = sample_view(&arena, false, 3); /* the last has none */
    struct land land = {0};

    given_ground(&view, &land, &arena);
    struct pdf_text text = sheets_of(&view);
    cr_expect_eq(count(text.text, "位置が分かりません"), 1);
    cr_expect_eq(count(text.text, "北緯35.00"), 2);
    cr_expect_eq(count(text.other, "丸印がこの施設の位置です"), 2);
    cr_expect_eq(count(text.text, "丸印は住所どおりの場所ですか　□はい　"
                                  "□いいえ"),
                 2);
    cr_expect_eq(count(text.text, "位置を左の枠に記入した"), 1);
    land_release(&land);
}

/* Nobody can mark the right place on an empty map. */
Test(self_check, without_a_base_map_there_is_a_field_to_draw_one)
{
    struct view view = sample_view(&arena, false, 2);
    struct pdf_text text = sheets_of(&view); /* not even an outline */

    cr_expect_eq(count(text.text, "略図（近くの駅"), 2);
    cr_expect_eq(count(text.text, "丸印は"), 0);
    cr_expect_eq(count(text.text, "正しい位置を略図に"), 2);
    cr_expect_eq(count(text.text, "×印"), 0);
}

Test(self_check, a_place_that_may_be_far_off_has_a_circle_of_its_error)
{
    struct view view = sample_view(&arena, false, 2);
    struct land land = {0};

    given_ground(&view, &land, &arena);
    for (size_t r = 0; r < 2; r++) {
        view.row[r].point =
            (struct lonlat){GIVEN_WEST + 0.05, GIVEN_SOUTH + 0.05};
        sample_set(&view, r, "position_note", "おおよその位置です");
    }
    sample_set(&view, 0, "error_m", "2503");
    sample_set(&view, 1, "error_m", "20"); /* the pin covers it */
    struct pdf_text text = sheets_of(&view);
    cr_expect_eq(count(text.other, "点線の円は、位置の誤差の目安です。"), 1);
    cr_expect_eq(count(text.text, "点線は誤差の目安（約2500m）"), 1);
    cr_expect_eq(count(text.text, "おおよその位置です"), 1);
    land_release(&land);
}

Test(self_check, the_small_map_is_the_same_place_with_fewer_points)
{
    struct view view = sample_view(&arena, false, 1);
    struct land land = {0};
    struct lonlat round[2000];
    struct view_place place = {
        .code = "25299", .name = "みなと市", .own = true};

    for (int i = 0; i < 2000; i++)
        round[i] = (struct lonlat){136 + cos(i * M_PI / 1000) * 0.2,
                                   35 + sin(i * M_PI / 1000) * 0.2};
    land_add_place(&land, "25299");
    cr_assert(land_add_ring(&land, round, 2000, false));
    place.ring = land.ring;
    place.n_ring = 1;
    view.land = &land;
    view.ground = &place;
    view.n_ground = 1;
    /* Finer than the outline is: it stays. */
    cr_expect_eq(self_check_coarse(&view, 10, &arena).land, view.land);
    struct view coarse = self_check_coarse(&view, 200, &arena);
    cr_assert_eq(coarse.n_ground, 1);
    cr_assert_eq(coarse.ground[0].n_ring, 1);
    const struct land_ring *ring = coarse.ground[0].ring;
    const struct land_vertex *vertex = coarse.land->vertex + ring->first;
    cr_expect(ring->n > 100 && ring->n < 1500, "%u", ring->n);
    cr_expect(vertex[0].x == vertex[ring->n - 1].x &&
              vertex[0].y == vertex[ring->n - 1].y);
    for (uint32_t i = 0; i < ring->n; i++) {
        struct lonlat p = land_degrees(vertex[i]);
        double radius = hypot(p.lon_deg - 136, p.lat_deg - 35);
        cr_expect(fabs(radius - 0.2) < 0.0015, "%f", radius);
    }
    land_release(&land);
}

Test(self_check, there_is_room_to_write_where_to_send_it)
{
    struct view view = sample_view(&arena, false, 1);
    struct pdf_text text = sheets_of(&view);

    expect_has(text.text, "\n返送先：\n");
    expect_has(text.text, "\n郵便番号\n住所\nFAX\n");
    cr_expect_eq(count(text.text, "お問い合わせ先"), 0);
}

Test(self_check, of_two_editions_of_a_source_the_own_one_is_named)
{
    static struct view_source source[] = {
        {.title = "一覧", .as_of = "2025-12-01"},
        {.title = "一覧", .as_of = "2025-06-01"},
    };
    struct view view = sample_view(&arena, false, 1);

    view.source = source;
    view.n_source = 2;
    sample_set(&view, 0, "source", "一覧");
    sample_set(&view, 0, "as_of", "2025-06-01");
    struct pdf_text text = sheets_of(&view);
    expect_has(text.text,
               "もとにした資料：一覧（令和7年（2025年）6月1日時点）");
}

Test(self_check, the_page_of_the_facility_is_named_when_there_is_one)
{
    struct view view = sample_view(&arena, false, 1);
    struct pdf_text text = sheets_of(&view);
    const char *address =
        "https://example.jp/map/25201/index.html#facility-k-0000000000";

    cr_expect_eq(count(text.other, "QRコード"), 0);
    view.page_url = "https://example.jp/map/25201/";
    text = sheets_of(&view);
    expect_has(text.other, arena_format(&arena, "QRコード：%s", address));
    expect_has(text.text, address);
}

Test(self_check, maker_sources_and_dates_are_on_paper)
{
    struct view view = sample_view(&arena, false, 1);

    sample_set(&view, 0, "source", "厚生労働省 介護サービス情報公表\n相談窓口");
    view.maker = "大津市高齢福祉課";
    view.contact = "電話 077-000-9999";
    view.ground_credit = "行政区域を加工して作成";
    struct pdf_text text = sheets_of(&view);
    expect_has(text.text, "\n返送先：大津市高齢福祉課\n");
    expect_has(text.text, "\nお問い合わせ先：電話 077-000-9999\n");
    expect_has(text.text, "作成日 令和8年（2026年）4月1日");
    expect_has(text.text, "もとにした資料：厚生労働省 介護サービス情報公表"
                          "（令和7年（2025年）12月31日時点）、相談窓口"
                          "（大津市、時点不明）を加工して作成。");
    expect_has(text.text, "zaitaku が加工しました。");
    expect_has(text.text, "行政区域を加工して作成");
    /* The first page has all of them. */
    expect_has(text.text,
               "医療情報ネット & \"ナビイ\"（令和7年（2025年）12月1日時点、"
               "CC BY 4.0）");
    expect_has(text.text, "行く前に電話してください。");
    expect_has(text.text, "関係者向け");
}

Test(self_check, hostile_texts_stay_text)
{
    struct view view = hostile_view(&arena);
    struct pdf_text text = sheets_of(&view);

    cr_expect_eq(text.n_page, HOSTILE_COUNT + 1);
    cr_expect_eq(text.n_facility, HOSTILE_COUNT);
    expect_has(text.text, "</script><script>alert(1)</script>");
    expect_has(text.text, "%s%n $[name] {{x}}");
    expect_has(text.text, "a & b &amp; c &lt; < >");
    expect_has(text.text, "\"quoted\" 'and' \\back\\");
}

/* ---- threads ---- */

static void *write_sheets(void *context)
{
    struct arena own = {0};
    struct view view = hostile_view(&own);

    for (int i = 0; i < 3; i++) {
        buf_clear(context);
        write_one(&writer_self_check.file[0], &view, &plain_writing, context);
    }
    arena_release(&own);
    return NULL;
}

Test(self_check, threads_write_the_same_bytes)
{
    struct buf pdf[3] = {0};
    pthread_t thread[2];

    for (int i = 0; i < 2; i++)
        cr_assert_eq(pthread_create(&thread[i], NULL, write_sheets, &pdf[i]),
                     0);
    for (int i = 0; i < 2; i++)
        pthread_join(thread[i], NULL);
    write_sheets(&pdf[2]);
    for (int i = 0; i < 3; i++) {
        cr_expect(str_eq(buf_str(&pdf[i]), buf_str(&pdf[0])));
        if (i)
            buf_release(&pdf[i]);
    }
    buf_release(&pdf[0]);
}
