/* The data of a page, read by another reader than the page's. */
#include "output/site/base64.h"
#include "output/site/deflate.h"
#include "output/site/message.h"
#include "tests/site/sample_page.h"

#include <cJSON.h>

static cJSON *parsed_text(struct str json)
{
    cJSON *root = cJSON_ParseWithLength(json.ptr, json.len);

    cr_assert_not_null(root, "%.*s", STR_ARG(str_cut(json, 0, 200)));
    return root;
}

/* Where the data is packed, so are the messages. */
static void expect_packed_messages(const struct buf *page, bool resident)
{
    struct buf packed = {0}, json = {0}, want = {0};

    cr_expect_not(has(page, "id=\"messages\""));
    cr_assert(
        base64_open(&packed, between(buf_str(page), "id=\"messages-deflated\">",
                                     "</script>")));
    cr_assert(deflate_open(&json, buf_str(&packed), 1U << 24));
    messages_add_json(&want, resident);
    cr_expect(str_eq(buf_str(&json), buf_str(&want)));
    buf_release(&packed);
    buf_release(&json);
    buf_release(&want);
}

static cJSON *data_of(const struct view *view)
{
    struct buf page = page_text(view), packed = {0}, json = {0};
    cJSON *root;

    if (has(&page, "id=\"data-deflated\"")) {
        cr_assert(base64_open(
            &packed,
            between(buf_str(&page), "id=\"data-deflated\">", "</script>")));
        cr_assert(deflate_open(&json, buf_str(&packed), 64U << 20));
        cr_expect_gt(json.len, PAGE_PLAIN_DATA);
        expect_packed_messages(&page, view->resident);
        root = parsed_text(buf_str(&json));
    } else {
        struct str text = between(buf_str(&page), "id=\"data\">", "</script>");
        cr_expect_eq(str_find(text, STR("<")), SIZE_MAX);
        root = parsed_text(text);
    }
    buf_release(&page);
    buf_release(&packed);
    buf_release(&json);
    return root;
}

static const cJSON *member(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* The cell as the script reads it; NULL where it is not known. */
static const cJSON *cell(const cJSON *data, const char *field, int row)
{
    const cJSON *column = member(member(data, "columns"), field);
    const cJSON *index = member(column, "index");

    if (!index) {
        const cJSON *value = cJSON_GetArrayItem(column, row);
        return cJSON_IsNull(value) ? NULL : value;
    }
    index = cJSON_GetArrayItem(index, row);
    return cJSON_IsNumber(index) && index->valueint < 0
               ? NULL
               : cJSON_GetArrayItem(member(column, "values"),
                                    cJSON_IsArray(index)
                                        ? cJSON_GetArrayItem(index, 1)->valueint
                                        : index->valueint);
}

Test(data, every_hostile_text_comes_back_as_it_was)
{
    struct arena arena = {0};
    struct view view = hostile_view(&arena);

    for (size_t r = 0; r < HOSTILE_COUNT; r++)
        sample_set(&view, r, "building", hostile[r]);
    cJSON *data = data_of(&view);
    for (int r = 0; r < (int)HOSTILE_COUNT; r++) {
        const cJSON *text = cell(data, "building", r);
        cr_expect_str_eq(cJSON_GetStringValue(text), hostile[r]);
        struct str rest = str_of(hostile[r]), item = {0};
        str_part(&rest, '\n', &item);
        text = cell(data, "service_names", r);
        const char *got =
            cJSON_IsArray(text)
                ? cJSON_GetStringValue(cJSON_GetArrayItem(text, 1))
                : cJSON_GetStringValue(text);
        cr_expect(str_eq(str_of(got), item), "%d", r);
    }
    cJSON_Delete(data);
    arena_release(&arena);
}

Test(data, texts_that_repeat_stand_once)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 300);

    for (size_t r = 0; r < 300; r++) {
        sample_set(&view, r, "prefecture", "滋賀県");
        sample_set(&view, r, "name_kana", arena_format(&arena, "カナ%zu", r));
        if (r % 2)
            sample_set(&view, r, "source", "一覧\n届出");
    }
    cJSON *data = data_of(&view);
    const cJSON *columns = member(data, "columns");
    cr_expect_eq(
        cJSON_GetArraySize(member(member(columns, "prefecture"), "values")), 1);
    cr_expect(cJSON_IsArray(member(columns, "name_kana")));
    cr_expect_str_eq(cJSON_GetStringValue(cell(data, "prefecture", 299)),
                     "滋賀県");
    cr_expect_null(cell(data, "source", 0));
    cr_expect_str_eq(cJSON_GetStringValue(cell(data, "source", 1)), "届出");
    cr_expect_null(member(columns, "building")); /* nowhere known */
    cJSON_Delete(data);
    arena_release(&arena);
}

/* What the list shows is not said twice; what the short list lacks is here. */
Test(data, holds_what_the_list_does_not)
{
    for (size_t n = PAGE_FULL_ROWS; n <= PAGE_FULL_ROWS + 1; n++) {
        struct arena arena = {0};
        struct view view = sample_view(&arena, true, n);
        for (size_t r = 0; r < n; r++) {
            sample_set(&view, r, "address", "大津市");
            sample_set(&view, r, "phone", "077-000-0000");
            sample_set(&view, r, "hours_text", "月 9:00～12:00");
            sample_set(&view, r, "url", "https://example.jp/");
        }
        bool is_short = n > PAGE_FULL_ROWS;
        cJSON *data = data_of(&view);
        const cJSON *columns = member(data, "columns");
        cr_expect_null(member(columns, "address"));
        cr_expect_null(member(columns, "phone"));
        cr_expect_eq(member(columns, "hours_text") != NULL, is_short);
        cr_expect_eq(member(columns, "url") != NULL, is_short);
        cJSON_Delete(data);
        arena_release(&arena);
    }
}

Test(data, a_web_page_that_is_no_link_is_in_the_data)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 2);

    sample_set(&view, 0, "url", "https://example.jp/");
    sample_set(&view, 1, "url", "example.jp");
    cJSON *data = data_of(&view);
    cr_expect_str_eq(cJSON_GetStringValue(cell(data, "url", 1)), "example.jp");
    cJSON_Delete(data);
    arena_release(&arena);
}

Test(data, points_layers_and_rows_belong_together)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, false, 40);

    view.row[3].fits = (layer_set)1 << 3 | (layer_set)1 << 5;
    cJSON *data = data_of(&view);
    const cJSON *lon = member(data, "lon"), *lat = member(data, "lat");
    cr_expect_eq(cJSON_GetArraySize(lon), 40);
    cr_expect(cJSON_IsNull(cJSON_GetArrayItem(lat, 2)));
    cr_expect_float_eq(cJSON_GetArrayItem(lon, 3)->valuedouble, 135.803, 1e-9);
    cr_expect_float_eq(cJSON_GetArrayItem(lat, 3)->valuedouble, 35.001, 1e-9);
    const cJSON *named = member(data, "layers");
    cr_expect_eq(cJSON_GetArraySize(named), LAYER_COUNT);
    for (int r = 0; r < 40; r++) {
        int layer = cJSON_GetArrayItem(member(data, "layer"), r)->valueint;
        const cJSON *id = member(cJSON_GetArrayItem(named, layer), "id");
        cr_expect_str_eq(cJSON_GetStringValue(id),
                         layers[view.row[r].layer].id);
    }
    cr_expect_eq(
        cJSON_GetArraySize(cJSON_GetArrayItem(member(data, "fits"), 3)), 2);
    cr_expect_eq(cJSON_GetArraySize(member(data, "functions")), FUNCTION_COUNT);
    cr_expect_eq(cJSON_GetArraySize(member(data, "fields")),
                 (int)view.n_column);
    cJSON_Delete(data);
    arena_release(&arena);
}

/* A ring of differences closes to where it began. */
static double ring_twice_area(const cJSON *ring)
{
    int n = cJSON_GetArraySize(ring) / 2;
    double x = 0, y = 0, first_x = 0, first_y = 0, last_x = 0, last_y = 0;
    double area = 0;

    for (int i = 0; i < n; i++) {
        x += cJSON_GetArrayItem(ring, 2 * i)->valuedouble;
        y += cJSON_GetArrayItem(ring, 2 * i + 1)->valuedouble;
        if (i == 0)
            first_x = x, first_y = y;
        else
            area += last_x * y - x * last_y;
        last_x = x, last_y = y;
    }
    return fabs(area + last_x * first_y - first_x * last_y);
}

Test(data, outlines_and_towns_are_there_without_pieces_far_away)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 3);

    sample_ground(&view, &arena);
    sample_towns(&view);
    cJSON *data = data_of(&view);
    const cJSON *ground = member(data, "ground");
    const cJSON *own = member(ground, "own");
    const cJSON *beside = cJSON_GetArrayItem(member(ground, "neighbours"), 0);
    cr_expect_eq(cJSON_GetArraySize(own), 2);
    cr_expect_float_eq(ring_twice_area(cJSON_GetArrayItem(own, 0)), 2e6, 1);
    cr_expect_str_eq(cJSON_GetStringValue(member(beside, "name")),
                     "草津市 <2>");
    double cut =
        ring_twice_area(cJSON_GetArrayItem(member(beside, "rings"), 0));
    cr_expect_gt(cut, 1e6);
    cr_expect_lt(cut, 2e6); /* whole: 14e6 */
    const cJSON *towns = member(data, "towns");
    cr_expect_eq(cJSON_GetArraySize(member(towns, "places")), 2);
    cr_expect_eq(cJSON_GetArrayItem(member(towns, "place"), 2)->valueint, 1);
    cr_expect_str_eq(
        cJSON_GetStringValue(cJSON_GetArrayItem(member(towns, "name"), 1)),
        "</script>");
    cr_expect_float_eq(cJSON_GetArrayItem(member(towns, "lon"), 0)->valuedouble,
                       135.8645, 1e-9);
    cr_expect_eq(cJSON_GetArrayItem(member(towns, "radius_m"), 0)->valueint,
                 320);
    cr_expect(cJSON_IsNull(cJSON_GetArrayItem(member(towns, "radius_m"), 1)));
    cJSON_Delete(data);
    arena_release(&arena);
}

Test(data, residents_get_only_the_columns_of_their_view)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 3);

    for (size_t c = 0; c < view.n_column; c++)
        for (size_t r = 0; r < 3; r++)
            view.row[r].cell[c] = arena_format(&arena, "%zu", r);
    cJSON *data = data_of(&view);
    const cJSON *column;
    int n = 0;
    cJSON_ArrayForEach(column, member(data, "columns"))
    {
        int field = field_find(column->string);
        cr_expect(field >= 0 && fields[field].audience == FOR_ALL, "%s",
                  column->string);
        n++;
    }
    cr_expect_gt(n, 15);
    cr_expect_null(member(data, "functions"));
    cJSON_Delete(data);
    arena_release(&arena);
}

Test(data, that_is_long_is_packed)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 4000);

    for (size_t r = 0; r < view.n_row; r++)
        sample_set(&view, r, "name_kana",
                   arena_format(&arena,
                                "カナカナカナカナカナカナカナカナカナカナ%zu",
                                r));
    struct buf page = page_text(&view);
    cr_assert(has(&page, "id=\"data-deflated\""));
    cJSON *data = data_of(&view);
    cr_expect_str_eq(cJSON_GetStringValue(cell(data, "name_kana", 3999)),
                     "カナカナカナカナカナカナカナカナカナカナ3999");
    cJSON_Delete(data);
    buf_release(&page);
    arena_release(&arena);
}
