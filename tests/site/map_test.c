/* The drawn map. */
#include "tests/site/sample_page.h"

static struct str outline(const struct buf *page)
{
    return between(buf_str(page), "<svg id=\"outline\"", "</svg>");
}

Test(outline, shows_the_municipality_its_neighbours_and_a_named_pin_each)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 60);

    view.row[0].name = "<名>";
    sample_ground(&view, &arena);
    struct buf page = page_text(&view);
    struct str svg = outline(&page);
    cr_expect_eq(occurrences(svg, "<path class=\"own\""), 1);
    cr_expect_eq(occurrences(svg, "<path class=\"neighbour\""), 1);
    cr_expect_eq(occurrences(svg, "<use class=\"pin\""), 40);
    cr_expect_eq(occurrences(svg, "<title>&lt;名&gt;</title>"), 1);
    cr_expect_eq(occurrences(svg, "NaN") + occurrences(svg, "nan"), 0);
    cr_expect_neq(str_find(svg, STR("km</text>")), SIZE_MAX);
    /* Every sign that is used is there. */
    for (int l = 0; l < LAYER_COUNT; l++) {
        char symbol[80];
        snprintf(symbol, sizeof(symbol), "<symbol id=\"sign-%s\"",
                 layers[l].id);
        cr_expect_eq(occurrences(buf_str(&page), symbol), 1, "%s", symbol);
    }
    buf_release(&page);
    arena_release(&arena);
}

Test(outline, a_neighbour_is_named_where_there_is_room)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 3);

    sample_ground(&view, &arena);
    struct view_place *place = arena_alloc(&arena, 2 * sizeof(*place));
    memcpy(place, view.ground, 2 * sizeof(*place));
    place[0].own = false;
    place[1].own = true;
    view.ground = place;
    struct buf page = page_text(&view);
    cr_expect_neq(str_find(outline(&page), STR("</text>")), SIZE_MAX);
    cr_expect_eq(occurrences(outline(&page), "草津市"), 0);
    buf_release(&page);
    arena_release(&arena);
}

/* Published positions may lie anywhere. */
Test(outline, a_pin_in_the_sea_does_not_shrink_the_town)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 2);

    sample_ground(&view, &arena);
    view.row[0].point = (struct lonlat){140, 30};
    view.row[1].point = (struct lonlat){135.85, 35.02};
    struct buf page = page_text(&view);
    cr_expect_eq(occurrences(outline(&page), "<use class=\"pin\""), 1);
    buf_release(&page);
    arena_release(&arena);
}

/* A line a layer, whose corners are the pins: "M1 2 3 4". */
static size_t corners_of(struct str svg)
{
    size_t n = 0, at;

    while ((at = str_find(svg, STR("d=\"M"))) != SIZE_MAX) {
        svg = str_cut(svg, at + 4, svg.len);
        size_t end = str_find(svg, STR("\""));
        struct str line = str_cut(svg, 0, end);
        if (str_find(line, STR("l")) == SIZE_MAX &&
            str_find(line, STR("h")) == SIZE_MAX)
            n += (occurrences(line, " ") + 1) / 2;
        svg = str_cut(svg, end, svg.len);
    }
    return n;
}

Test(outline, a_great_city_is_drawn_with_a_sign_each_and_names_where_to_ask)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, PAGE_FULL_ROWS + 1);

    sample_ground(&view, &arena);
    for (size_t r = 0; r < view.n_row; r++)
        view.row[r].point = (struct lonlat){135.85, 35.02};
    struct buf page = page_text(&view);
    struct str svg = outline(&page);
    cr_expect_eq(occurrences(svg, "<marker "), LAYER_COUNT - 1);
    size_t named = occurrences(svg, "<use class=\"pin\"");
    cr_expect_eq(named, (view.n_row + LAYER_COUNT - 1) / LAYER_COUNT);
    cr_expect_eq(corners_of(svg), view.n_row - named);
    buf_release(&page);
    arena_release(&arena);
}

Test(legend, names_every_sign_of_the_page)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, LAYER_COUNT);
    struct buf page = page_text(&view);
    struct str legend =
        between(buf_str(&page), "<section id=\"legend\"", "</section>");

    for (int l = 0; l < LAYER_COUNT; l++) {
        char sign[80];
        snprintf(sign, sizeof(sign), "href=\"#sign-%s\"", layers[l].id);
        cr_expect_eq(occurrences(legend, sign), 1, "%s", sign);
    }
    cr_expect_eq(occurrences(legend, "<li>"), LAYER_COUNT);
    buf_release(&page);
    arena_release(&arena);
}
