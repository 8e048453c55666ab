#include "output/site/base64.h"
#include "output/site/site.h"
#include "tests/site/sample_page.h"

#include <stdlib.h>

/* ---- the list ---- */

static void expect_every_row_once(const struct view *view)
{
    struct buf page = page_text(view);

    cr_expect_eq(occurrences(buf_str(&page), "<li class=facility "),
                 view->n_row);
    for (size_t r = 0; r < view->n_row; r++) {
        char id[64];
        snprintf(id, sizeof(id), "id=facility-%s data-i=%zu>", view->row[r].id,
                 r);
        cr_expect_eq(occurrences(buf_str(&page), id), 1, "%s", id);
    }
    buf_release(&page);
}

Test(page, every_facility_stands_in_it_once)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 100);

    expect_every_row_once(&view);
    view.resident = false;
    expect_every_row_once(&view);
    arena_release(&arena);
}

Test(page, every_facility_of_a_great_city_stands_in_it_once)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 5000);

    expect_every_row_once(&view);
    arena_release(&arena);
}

Test(page, residents_read_first_where_to_ask_then_the_list_then_the_map)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 40);

    sample_ground(&view, &arena);
    struct buf page = page_text(&view);
    struct str consult =
        between(buf_str(&page), "<section id=\"consult\"", "</section>");
    size_t at_consult = str_find(buf_str(&page), STR("id=\"consult\""));
    size_t at_list = str_find(buf_str(&page), STR("<section id=\"list\""));
    size_t at_map = str_find(buf_str(&page), STR("<svg id=\"outline\""));
    cr_expect_lt(at_consult, at_list);
    cr_expect_lt(at_list, at_map);
    cr_expect_neq(at_map, SIZE_MAX);
    cr_expect_eq(occurrences(consult, "<li class=facility "), 3);
    cr_expect_neq(str_find(consult, STR("<h3 class=name>事業所17")), SIZE_MAX);
    cr_expect_not(has(&page, "id=\"layer-consult\""));
    buf_release(&page);

    view.resident = false;
    page = page_text(&view);
    cr_expect_not(has(&page, "id=\"consult\""));
    cr_expect(has(&page, "id=\"layer-consult\""));
    buf_release(&page);
    arena_release(&arena);
}

Test(page, a_facility_is_told_with_what_is_published)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 10);

    view.row[2].name = "湊クリニック";
    sample_set(&view, 2, "name_kana", "ミナトクリニック");
    sample_set(&view, 2, "phone", "077-000-0001");
    sample_set(&view, 2, "address", "大津市湊1-1");
    sample_set(&view, 2, "hours_text", "月～金 9:00～12:00");
    sample_set(&view, 2, "url", "https://example.jp/m");
    sample_set(&view, 3, "url", "javascript:alert(1)");
    struct buf page = page_text(&view);
    struct str row = between(buf_str(&page), "facility-k-0000000002", "</ul>");
    cr_expect(
        str_starts(row, STR(" data-i=2><h4 class=name><ruby>湊クリニック<rt>"
                            "ミナトクリニック</rt></ruby></h4><p class=no>3"
                            "<p class=phone><a href=tel:0770000001>"
                            "077-000-0001</a><p class=address>大津市湊1-1"
                            "<p class=hours>月～金 9:00～12:00<p class=web>"
                            "<a rel=\"noopener noreferrer\" data-t=list.web "
                            "href=\"https://example.jp/m\">")),
        "%.*s", STR_ARG(row));
    cr_expect(has(&page, "<p class=web>javascript:alert(1)"));
    cr_expect_not(has(&page, "href=\"javascript"));
    buf_release(&page);
    arena_release(&arena);
}

/* ---- hostile and odd views ---- */

Test(page, no_text_of_the_data_becomes_markup)
{
    struct arena arena = {0};
    struct view view = hostile_view(&arena);

    view.title = view.place = "</title><script>alert(1)</script>";
    view.maker = view.contact = "\"><script>alert(1)</script>";
    view.page_url = "javascript:alert(1)";
    sample_ground(&view, &arena);
    sample_towns(&view);
    for (int resident = 0; resident < 2; resident++) {
        view.resident = resident;
        struct buf page = page_text(&view);
        cr_expect(str_valid_utf8(buf_str(&page)));
        cr_expect_eq(occurrences(buf_str(&page), "alert(1)</script>"), 0);
        cr_expect_eq(occurrences(buf_str(&page), "<script"), 3);
        cr_expect_eq(occurrences(buf_str(&page), "</script"), 3);
        cr_expect_eq(occurrences(buf_str(&page), "<img"), 0);
        cr_expect_not(has(&page, "href=\"javascript"));
        cr_expect_not(has(&page, "\x1B"));
        cr_expect_not(has(&page, "&amp;lt;script"));
        buf_release(&page);
    }
    arena_release(&arena);
}

Test(page, without_facilities_without_ground_there_is_still_a_page)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 0);
    struct buf page = page_text(&view);

    cr_expect(has(&page, "data-t=\"list.empty\""));
    cr_expect(has(&page, "data-t=\"consult.none\""));
    cr_expect(has(&page, "id=\"no-outline\""));
    cr_expect_not(has(&page, "<svg id=\"outline\""));
    cr_expect(has(&page, "\"ground\":null,\n\"towns\":null"));
    cr_expect_not(has(&page, "id=\"maker\""));
    cr_expect_not(has(&page, "rel=\"canonical\""));
    buf_release(&page);
    arena_release(&arena);
}

Test(page, says_who_made_it_from_what_and_of_which_day)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, false, 3);

    view.maker = "大津市 <課>";
    view.contact = "077-000-0000";
    view.page_url = "https://example.jp/25201/";
    sample_ground(&view, &arena);
    struct buf page = page_text(&view);
    static const char *const said[] = {
        "大津市の在宅医療・介護の地図 &lt;1&gt;",
        "2026年4月1日",
        "大津市 &lt;課&gt;",
        "077-000-0000",
        "<link rel=\"canonical\" href=\"https://example.jp/25201/\">",
        "医療情報ネット &amp; &quot;ナビイ&quot;",
        "2025年12月1日",
        "時点不明",
        "「介護サービス情報公表」を加工して作成",
        "「国土数値情報」を加工して作成",
        "zaitaku が加工しました。",
        "行く前に電話してください。",
        "href=\"accessibility.html\"",
        "<meta name=\"robots\" content=\"noindex\">",
    };
    for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++)
        cr_expect(has(&page, said[i]), "%s", said[i]);
    buf_release(&page);
    arena_release(&arena);
}

/* The ids of functions are values of a professional field. */
Test(page, residents_read_of_no_function_by_its_id)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 60);

    for (int f = 0, r = 0; f < FUNCTION_COUNT && r < 60; f++)
        if (functions[f].plain_ja)
            sample_set(&view, (size_t)r++, "home_services",
                       functions[f].plain_ja);
    struct buf page = page_text(&view);
    cr_expect(has(&page, "\"home\":[{\"text\":"));
    for (int f = 0; f < FUNCTION_COUNT; f++) {
        char quoted[80];
        snprintf(quoted, sizeof(quoted), "\"%s\"", functions[f].id);
        if (layer_find(functions[f].id) < 0)
            cr_expect_not(has(&page, quoted), "%s", quoted);
    }
    cr_expect_not(has(&page, "id=\"functions\""));
    cr_expect_not(has(&page, "{{"));
    buf_release(&page);
    arena_release(&arena);
}

Test(page, every_heading_says_something)
{
    struct arena arena = {0};
    struct view view = hostile_view(&arena);
    struct buf page = page_text(&view);

    cr_expect_eq(occurrences(buf_str(&page), "<h4 class=name></h4>"), 0);
    cr_expect_eq(occurrences(buf_str(&page), "<h4 class=name> </h4>"), 0);
    cr_expect_eq(occurrences(buf_str(&page), "<h4 class=name>"), HOSTILE_COUNT);
    buf_release(&page);
    arena_release(&arena);
}

/* ---- policy ---- */

Test(page, its_policy_admits_its_own_script_and_style_and_nothing_else)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 1);
    struct buf page = page_text(&view), want = {0}, policy = {0};
    struct str text = buf_str(&page);
    size_t last = SIZE_MAX;

    for (size_t at = 0, found; (found = str_find(str_cut(text, at, text.len),
                                                 STR("<script>"))) != SIZE_MAX;
         at += found + 8)
        last = at + found;
    cr_assert_neq(last, SIZE_MAX);
    buf_add_text(&want, "default-src 'none'; img-src data: "
                        "https://cyberjapandata.gsi.go.jp; script-src ");
    base64_add_sha256(
        &want, between(str_cut(text, last, text.len), "<script>", "</script>"));
    buf_add_text(&want, "; style-src ");
    base64_add_sha256(&want, between(text, "<style>", "</style>"));
    buf_add_text(&want, "; base-uri 'none'; form-action 'none'");
    buf_add_str(&policy,
                between(text,
                        "http-equiv=\"Content-Security-Policy\" content=\"",
                        "\""));
    cr_expect_str_eq(policy.ptr, want.ptr);
    buf_release(&page);
    buf_release(&want);
    buf_release(&policy);
    arena_release(&arena);
}

Test(page, holds_no_style_attribute_and_no_handler)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, false, 20);

    sample_ground(&view, &arena);
    struct buf page = page_text(&view);
    struct str text = buf_str(&page);
    struct str body = between(text, "<body>", "<script");
    static const char *const forbidden[] = {" style=", " onclick", " onload",
                                            " src=",   "<iframe",  "<object",
                                            "http://"};
    for (size_t i = 0; i < sizeof(forbidden) / sizeof(*forbidden); i++)
        cr_expect_eq(occurrences(body, forbidden[i]), 0, "%s", forbidden[i]);
    /* Texts of the program that would end their element. */
    const struct site *site = site_get();
    cr_expect_eq(occurrences(buf_str(&site->script), "</script"), 0);
    cr_expect_eq(occurrences(buf_str(&site->script), "<!--"), 0);
    cr_expect_eq(occurrences(buf_str(&site->style), "</style"), 0);
    cr_expect_eq(occurrences(buf_str(&site->style), "url("), 0);
    buf_release(&page);
    arena_release(&arena);
}

/* ---- size ---- */

static const char *made_text(struct arena *arena, size_t r, size_t length)
{
    static const char *const part[] = {
        "医療法人",     "社会福祉法人", "みなと", "中央",    "訪問", "看護",
        "ステーション", "クリニック",   "薬局",   "在宅",    "ケア", "センター",
        "北",           "南",           "東",     "西",      "町",   "桜",
        "一丁目",       "番地",         "さくら", "株式会社"};
    struct buf text = {0};
    uint64_t seed = r * 0x9E3779B97F4A7C15U + length;

    while (text.len < length) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        buf_add_text(&text, part[(seed >> 33) % 22]);
        buf_addf(&text, "%u", (unsigned)(seed >> 58));
    }
    const char *kept = str_keep(arena, buf_str(&text));
    buf_release(&text);
    return kept;
}

/* Fields as dense and as long as the published listings have them, measured
 * over 2,460 facilities of one city; hours as 1,074 hospitals have them, of
 * half of the facilities. What repeats there (hours, corporations, notes) is
 * made to repeat here: `kinds` different texts. */
static struct view dense_view(struct arena *arena, bool resident, size_t n)
{
    struct view view = sample_view(arena, resident, n);
    static const struct {
        const char *field;
        size_t every, length, kinds;
    } made[] = {
        {"name_kana", 1, 36, 5000},        {"address", 1, 60, 5000},
        {"building", 6, 20, 5000},         {"url", 2, 0, 0},
        {"hours_text", 2, 80, 700},        {"opening_hours", 2, 60, 700},
        {"available_days", 2, 20, 9},      {"fax", 2, 0, 0},
        {"corporation_name", 2, 30, 900},  {"available_days_note", 3, 60, 700},
        {"department_hours", 8, 600, 150}, {"corporation_number", 2, 0, 0},
    };

    for (size_t r = 0; r < n; r++) {
        view.row[r].name = made_text(arena, r, 38);
        view.row[r].point =
            (struct lonlat){135.8 + (double)(r * 7919 % 100003) / 1e6,
                            35.0 + (double)(r * 104729 % 100003) / 1e6};
        if (r % 2)
            sample_set(&view, r, "phone",
                       arena_format(arena, "077-%03zu-%04zu", r % 1000, r));
        for (size_t f = 0; f < sizeof(made) / sizeof(*made); f++) {
            int field = field_find(made[f].field);
            if (r % made[f].every ||
                (resident && fields[field].audience != FOR_ALL))
                continue;
            sample_set(
                &view, r, made[f].field,
                made[f].length
                    ? made_text(arena, r * 31 % made[f].kinds, made[f].length)
                    : arena_format(arena, "https://example.jp/%zu/%zu",
                                   r * 7919 % 100003, f));
        }
    }
    return view;
}

Test(page, three_thousand_facilities_stay_below_a_megabyte_and_a_half)
{
    for (int resident = 0; resident < 2; resident++)
        for (int size = 0; size < 2; size++) {
            struct arena arena = {0};
            struct view view =
                dense_view(&arena, resident, size ? 3000 : PAGE_FULL_ROWS);
            sample_ground(&view, &arena);
            struct buf page = page_text(&view);
            cr_log_info("%zu rows, %s: %zu bytes", view.n_row, view.edition,
                        page.len);
            cr_expect_leq(page.len, 1500000, "%zu rows, %s: %zu bytes",
                          view.n_row, view.edition, page.len);
            cr_expect_gt(page.len, 600000);
            buf_release(&page);
            arena_release(&arena);
        }
}

/* ---- accessibility.html ---- */

Test(accessibility, the_statement_has_no_facility_and_says_how_it_was_tested)
{
    struct arena arena = {0};
    struct view view = hostile_view(&arena);
    struct buf out = {0};

    view.contact = "<script>";
    struct shown shown =
        write_one(&writer_site.file[1], &view, &plain_writing, &out);
    cr_expect_str_eq(writer_site.file[1].name, "accessibility.html");
    cr_expect_eq(shown.rows, 0);
    cr_expect(shown.part);
    static const char *const said[] = {"JIS X 8341-3:2016", "WCAG 2.1",
                                       "試験の方法",        "分かっている限界",
                                       "2026年4月1日",      "lang=\"en\"",
                                       "&lt;script&gt;",    "index.html"};
    for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++)
        cr_expect(has(&out, said[i]), "%s", said[i]);
    cr_expect_not(has(&out, "<script"));
    cr_expect_not(has(&out, "{{"));
    buf_release(&out);
    arena_release(&arena);
}
