/* What the page says of one facility, and where no facility says it. */
#include "tests/site/sample_page.h"

static struct buf row_text(const struct view *view, size_t r)
{
    struct buf page = page_text(view), row = {0};
    char id[64];

    snprintf(id, sizeof(id), "id=facility-%s", view->row[r].id);
    buf_add_str(&row, between(buf_str(&page), id, "\n"));
    buf_release(&page);
    return row;
}

static void expect_in_row(const struct view *view, size_t r, const char *want,
                          bool is_there)
{
    struct buf row = row_text(view, r);

    cr_expect_eq(has(&row, want), is_there, "%zu rows: '%s' in %s", view->n_row,
                 want, row.ptr);
    buf_release(&row);
}

/* Both forms of the page: with and without the rest in the list. */
static const size_t sizes[] = {20, PAGE_FULL_ROWS + 1};

Test(list, a_facility_has_the_number_of_the_prints)
{
    for (int i = 0; i < 2; i++) {
        struct arena arena = {0};
        struct view view = sample_view(&arena, true, sizes[i]);

        expect_in_row(&view, 0, "<p class=no>1<", true);
        expect_in_row(&view, 18, "<p class=no>19<", true);
        arena_release(&arena);
    }
}

Test(list, says_where_telephone_and_hours_are_not_published)
{
    for (int i = 0; i < 2; i++) {
        struct arena arena = {0};
        struct view view = sample_view(&arena, true, sizes[i]);

        sample_set(&view, 1, "phone", "077-000-0001");
        sample_set(&view, 1, "hours_text", "月～金 9:00～12:00");
        sample_set(&view, 2, "available_days", "月\n火");
        expect_in_row(&view, 3, "<p class=no-phone>", true);
        expect_in_row(&view, 3, "<p class=no-hours>不明", i == 0);
        expect_in_row(&view, 1, "no-phone", false);
        expect_in_row(&view, 1, "no-hours", false);
        expect_in_row(&view, 2, "no-hours", false);
        arena_release(&arena);
    }
}

Test(list, tells_a_building_once)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 20);

    sample_set(&view, 3, "address", "湊町1-2ともしびビル201");
    sample_set(&view, 3, "building", "ともしびビル２０１");
    sample_set(&view, 4, "address", "湊町1-2");
    sample_set(&view, 4, "building", "ともしびビル201");
    sample_set(&view, 5, "address", "湊町1-2ビルA3 ビルA3");
    expect_in_row(&view, 3, "<p class=building>", false);
    expect_in_row(&view, 4, "<p class=building>ともしびビル201", true);
    expect_in_row(&view, 5, "<p class=address>湊町1-2ビルA3<", true);
    arena_release(&arena);
}

Test(list, where_no_listing_has_a_desk_the_maker_is_told)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 3);

    for (size_t r = 0; r < 3; r++)
        view.row[r].layer = view.row[r].layer == LAYER_consult
                                ? LAYER_consult + 1
                                : view.row[r].layer;
    view.maker = "大津市 <課>";
    view.contact = "077-000-0000";
    struct buf page = page_text(&view);
    struct str consult =
        between(buf_str(&page), "<section id=\"consult\"", "</section>");
    cr_expect_neq(str_find(consult, STR("大津市 &lt;課&gt;")), SIZE_MAX);
    cr_expect_neq(str_find(consult, STR("077-000-0000")), SIZE_MAX);
    buf_release(&page);
    arena_release(&arena);
}

Test(list, a_heading_tells_of_those_that_stand_elsewhere)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 60);
    int layer = view.row[5].layer;
    char heading[64];

    snprintf(heading, sizeof(heading), "id=\"layer-%s\"", layers[layer].id);
    view.row[6].fits |= (layer_set)1 << layer;
    view.row[7].fits |= (layer_set)1 << layer;
    struct buf page = page_text(&view);
    cr_expect_neq(str_find(between(buf_str(&page), heading, "</h3>"),
                           STR("data-t=\"list.elsewhere\" data-v-n=\"2\"")),
                  SIZE_MAX);
    cr_expect_eq(occurrences(buf_str(&page), "data-t=\"list.elsewhere\""), 1);
    cr_expect(has(&page, "data-t=\"filter.layerHint\""));
    buf_release(&page);

    view.row[6].fits = (layer_set)1 << view.row[6].layer;
    view.row[7].fits = (layer_set)1 << view.row[7].layer;
    page = page_text(&view);
    cr_expect_not(has(&page, "filter.layerHint\">"));
    buf_release(&page);
    arena_release(&arena);
}

/* ---- head and foot ---- */

Test(head, tells_of_which_days_the_data_is)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 3);
    static struct view_source same[] = {
        {.title = "一", .as_of = "2025-06-01"},
        {.title = "一", .as_of = "2025-06-01"},
    };
    struct buf page = page_text(&view);
    struct str head = between(buf_str(&page), "<header", "</header>");

    cr_expect_neq(str_find(head, STR("data-t=\"asOf.data\" "
                                     "data-v-date=\"2025-12-01\"")),
                  SIZE_MAX);
    cr_expect_neq(str_find(head, STR("data-t=\"asOf.to\" "
                                     "data-v-date=\"2025-12-31\"")),
                  SIZE_MAX);
    cr_expect_neq(str_find(head, STR("data-t=\"asOf.some\"")), SIZE_MAX);
    buf_release(&page);

    view.source = same;
    view.n_source = 2;
    page = page_text(&view);
    head = between(buf_str(&page), "<header", "</header>");
    cr_expect_neq(str_find(head, STR("data-v-date=\"2025-06-01\"")), SIZE_MAX);
    cr_expect_eq(str_find(head, STR("asOf.to")), SIZE_MAX);
    cr_expect_eq(str_find(head, STR("asOf.some")), SIZE_MAX);
    buf_release(&page);

    view.n_source = 0;
    page = page_text(&view);
    head = between(buf_str(&page), "<header", "</header>");
    cr_expect_neq(str_find(head, STR("data-t=\"asOf.unknown\"")), SIZE_MAX);
    buf_release(&page);
    arena_release(&arena);
}

Test(foot, links_to_the_files_that_are_written_and_no_others)
{
    static const char *const file[] = {"map.geojson", "index.html",
                                       "map-a4.pdf", "map.fgb"};
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 3);
    struct buf page = page_text(&view);

    cr_expect_not(has(&page, "<section id=\"downloads\""));
    cr_expect(has(&page, "href=\"../index.html\""));
    buf_release(&page);

    view.file = file;
    view.n_file = 4;
    page = page_text(&view);
    struct str part =
        between(buf_str(&page), "<section id=\"downloads\"", "</section>");
    cr_expect_eq(occurrences(part, "<a "), 2);
    cr_expect_eq(occurrences(part, "<a href=\"map-a4.pdf\""), 1);
    cr_expect_eq(occurrences(part, "<a href=\"map.geojson\""), 1);
    buf_release(&page);
    arena_release(&arena);
}

Test(outline, marks_places_that_are_only_rough)
{
    for (int resident = 0; resident < 2; resident++) {
        struct arena arena = {0};
        struct view view = sample_view(&arena, resident, 10);

        sample_ground(&view, &arena);
        sample_set(&view, 0, "position_note", "住所から求めた位置です");
        sample_set(&view, 1, "position_note",
                   "おおよその位置です（実際は約150m以内）");
        if (!resident) {
            sample_set(&view, 0, "error_m", "99");
            sample_set(&view, 1, "error_m", "120");
        }
        struct buf page = page_text(&view);
        struct str outline =
            between(buf_str(&page), "<svg id=\"outline\"", "</svg>");
        cr_expect_eq(occurrences(outline, "class=\"pin rough\""), 1);
        struct str pin = between(outline, "class=\"pin rough\"", "</use>");
        cr_expect(str_starts(pin, STR(" data-i=\"1\"")));
        cr_expect_neq(str_find(pin, STR("約150m以内")), SIZE_MAX);
        cr_expect(has(&page, "id=\"legend-rough\""));
        buf_release(&page);
        sample_set(&view, 1, resident ? "position_note" : "error_m", NULL);
        page = page_text(&view);
        cr_expect_not(has(&page, "id=\"legend-rough\""));
        buf_release(&page);
        arena_release(&arena);
    }
}
