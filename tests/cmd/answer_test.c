#include "cmd/answer.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define OURS                                                                   \
    "lon,lat,match_level,coordinate_level,error_m,confidence,reasons,"         \
    "prefecture,municipality,municipality_code,town,number,remainder,"         \
    "building,alternatives,dataset"

static const struct gazetteer_source source = {.label = "a.csv",
                                               .title = "住居表示"};

static struct geocode_result house(void)
{
    struct geocode_result result = {
        .place = {.prefecture = "滋賀県",
                  .municipality = "みなと市",
                  .municipality_code = "25299",
                  .town = "湊町１丁目",
                  .point = {136.0250777, 35.0662214},
                  .error_m = 20.1,
                  .match_level = LEVEL_HOUSE,
                  .coordinate_level = LEVEL_HOUSE},
        .confidence = 99,
        .number = "2-3",
        .source = &source,
    };

    return result;
}

/* The result for a refused address. */
static struct geocode_result nothing(void)
{
    return (struct geocode_result){
        .place = {.prefecture = "",
                  .municipality = "",
                  .town = "",
                  .point = {NAN, NAN},
                  .error_m = NAN},
        .reasons = REASON_BIT(NO_ANCHOR) | REASON_BIT(UNREADABLE),
    };
}

#define EMPTY_ANSWER ",,none,none,,0,NO_ANCHOR UNREADABLE,,,,,,,,,"
#define HOUSE_ANSWER                                                           \
    "136.025078,35.066221,house,house,21,99,,滋賀県,みなと市,25299,"    \
    "湊町１丁目,2-3,,,,住居表示"

static void expect_row(const struct answer_form *form, const struct str *cell,
                       size_t n_cell, const struct geocode_result *result,
                       const char *row)
{
    const struct address_row input = {
        .address = n_cell ? cell[0] : STR(""), .cell = cell, .n_cell = n_cell};
    struct buf out = {0};

    answer_row(form, &input, result, &out);
    cr_expect_str_eq(out.ptr, row);
    buf_release(&out);
}

#define CELLS(...)                                                             \
    (const struct str[]){__VA_ARGS__},                                         \
        sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str)

/* ---- header ---- */

static void expect_header(const struct answer_form *form,
                          const struct str *heading, const char *row)
{
    struct buf out = {0};

    answer_header(form, heading, &out);
    cr_expect_str_eq(out.ptr ? out.ptr : "", row);
    buf_release(&out);
}

Test(answer, our_headings_stand_behind_those_of_the_input)
{
    expect_header(&(struct answer_form){.n_column = 2},
                  (const struct str[]){STR("番号"), STR("住所, 現在")},
                  "番号,\"住所, 現在\"," OURS "\n");
}

Test(answer, for_windows_there_are_a_bom_and_crlf)
{
    expect_header(&(struct answer_form){.windows = true, .n_column = 1},
                  (const struct str[]){STR("住所")},
                  "\xEF\xBB\xBF住所," OURS "\r\n");
}

Test(answer, json_has_no_header)
{
    expect_header(&(struct answer_form){.json = true, .n_column = 1},
                  (const struct str[]){STR("住所")}, "");
}

Test(answer, a_heading_that_is_taken_gets_an_ending)
{
    struct buf out = {0};

    answer_header(&(struct answer_form){.n_column = 5},
                  (const struct str[]){STR("住所"), STR("Lon"), STR("ｌａｔ"),
                                       STR("town"), STR("town_geocode")},
                  &out);
    cr_expect_not_null(strstr(out.ptr, ",lon_geocode,lat_geocode,"));
    cr_expect_not_null(strstr(out.ptr, ",town_geocode_geocode,number,"));
    cr_expect_null(strstr(out.ptr, "prefecture_geocode"));
    buf_release(&out);
}

Test(answer, our_own_output_can_be_geocoded_again)
{
    struct buf once = {0}, twice = {0};
    struct str rest, part, heading[40];
    size_t n = 0;

    answer_header(&(struct answer_form){.n_column = 1},
                  (const struct str[]){STR("住所")}, &once);
    rest = str_trim(buf_str(&once));
    while (str_part(&rest, ',', &part))
        heading[n++] = part;
    answer_header(&(struct answer_form){.n_column = n}, heading, &twice);
    rest = str_trim(buf_str(&twice));
    struct str seen[80];
    for (n = 0; str_part(&rest, ',', &part); n++) {
        for (size_t i = 0; i < n; i++)
            cr_expect_not(str_eq(seen[i], part), "%.*s twice", STR_ARG(part));
        seen[n] = part;
    }
    cr_expect_eq(n, 1 + 2 * 16);
    buf_release(&once);
    buf_release(&twice);
}

/* ---- rows ---- */

Test(answer, a_row_is_the_input_and_the_place)
{
    const struct geocode_result result = house();

    expect_row(&(struct answer_form){.n_column = 2},
               CELLS(STR("湊町1-2-3"), STR("甲")), &result,
               "湊町1-2-3,甲," HOUSE_ANSWER "\n");
    expect_row(&(struct answer_form){.n_column = 1, .windows = true},
               CELLS(STR("湊町1-2-3")), &result,
               "湊町1-2-3," HOUSE_ANSWER "\r\n");
}

Test(answer, a_refused_address_has_empty_cells_and_its_reasons)
{
    const struct geocode_result result = nothing();

    expect_row(&(struct answer_form){.n_column = 1}, CELLS(STR("●")), &result,
               "●," EMPTY_ANSWER "\n");
    expect_row(&(struct answer_form){.n_column = 1}, CELLS(STR("")), &result,
               "," EMPTY_ANSWER "\n");
}

Test(answer, cells_of_the_input_are_quoted_but_never_changed)
{
    const struct geocode_result result = house();

    expect_row(&(struct answer_form){.n_column = 4},
               CELLS(STR("a,b"), STR("\"c\""), STR("d\ne"), STR("=1+1")),
               &result,
               "\"a,b\",\"\"\"c\"\"\",\"d\ne\",=1+1," HOUSE_ANSWER "\n");
}

Test(answer, a_short_row_is_filled_up_and_a_long_one_loses_nothing)
{
    const struct geocode_result result = house();
    const struct answer_form form = {.n_column = 3};

    expect_row(&form, CELLS(STR("a")), &result, "a,,," HOUSE_ANSWER "\n");
    expect_row(&form, CELLS(STR("a"), STR("b"), STR("c"), STR("d"), STR("e,f")),
               &result, "a,b,c," HOUSE_ANSWER ",d,\"e,f\"\n");
}

Test(answer, what_we_cut_out_of_the_address_is_no_formula)
{
    struct geocode_result result = house();
    struct buf out = {0};
    const struct address_row row = {
        .address = STR("x"), .cell = &(const struct str){"x", 1}, .n_cell = 1};

    strcpy(result.number, "-3");
    result.remainder = STR("=HYPERLINK(1)");
    result.building = STR("＋ビル");
    answer_row(&(struct answer_form){.n_column = 1}, &row, &result, &out);
    cr_expect_not_null(strstr(out.ptr, ",'-3,'=HYPERLINK(1),'＋ビル,"), "%s",
                       out.ptr);
    buf_release(&out);
}

Test(answer, the_error_is_rounded_up_so_that_the_circle_holds_the_address)
{
    struct geocode_result result = house();

    result.place.error_m = 149.0001;
    struct buf out = {0};
    const struct address_row row = {
        .address = STR("x"), .cell = &(const struct str){"x", 1}, .n_cell = 1};
    answer_row(&(struct answer_form){.n_column = 1}, &row, &result, &out);
    cr_expect_not_null(strstr(out.ptr, ",150,99,"), "%s", out.ptr);
    buf_release(&out);
}

Test(answer, reasons_are_one_cell_in_their_order)
{
    struct geocode_result result = house();
    struct buf out = {0};
    const struct address_row row = {
        .address = STR("x"), .cell = &(const struct str){"x", 1}, .n_cell = 1};

    result.reasons = REASON_BIT(CHOME_ASSUMED) | REASON_BIT(PREFECTURE_OMITTED);
    result.place.town = "";
    answer_row(&(struct answer_form){.n_column = 1}, &row, &result, &out);
    cr_expect_not_null(
        strstr(out.ptr, ",99,PREFECTURE_OMITTED CHOME_ASSUMED,滋賀県,"));
    buf_release(&out);
}

Test(answer, other_places_are_one_cell)
{
    struct geocode_result result = house();
    struct buf out = {0};
    const struct address_row row = {
        .address = STR("x"), .cell = &(const struct str){"x", 1}, .n_cell = 1};

    result.n_alternative = 2;
    result.alternative[0] = result.alternative[1] = result.place;
    result.alternative[1].town = "新田町";
    answer_row(&(struct answer_form){.n_column = 1}, &row, &result, &out);
    cr_expect_not_null(strstr(out.ptr, ",滋賀県みなと市湊町１丁目 / "
                                       "滋賀県みなと市新田町,住居表示\n"),
                       "%s", out.ptr);
    buf_release(&out);
}

Test(answer, a_source_without_a_title_is_told_by_its_file)
{
    struct geocode_result result = house();
    const struct gazetteer_source untitled = {.label = "a.csv", .title = ""};
    struct buf out = {0};
    const struct address_row row = {
        .address = STR("x"), .cell = &(const struct str){"x", 1}, .n_cell = 1};

    result.source = &untitled;
    answer_row(&(struct answer_form){.n_column = 1}, &row, &result, &out);
    cr_expect(str_ends(buf_str(&out), STR(",a.csv\n")), "%s", out.ptr);
    buf_release(&out);
}

/* ---- rows that could not be read ---- */

Test(answer, an_unreadable_row_is_still_a_row_of_the_right_width)
{
    const struct answer_form form = {.n_column = 3};
    const struct address_row row = {.fault = "a quote is never closed",
                                    .line = 7};
    struct buf out = {0}, header = {0};
    size_t commas = 0, expected = 0;

    answer_header(&form, (const struct str[]){STR("a"), STR("b"), STR("c")},
                  &header);
    answer_row(&form, &row, NULL, &out);
    for (size_t i = 0; i < out.len; i++)
        commas += out.ptr[i] == ',';
    for (size_t i = 0; i < header.len; i++)
        expected += header.ptr[i] == ',';
    cr_expect_eq(commas, expected);
    cr_expect_not_null(strstr(out.ptr, ",ROW_UNREADABLE,"));
    buf_release(&out);
    buf_release(&header);
}

Test(answer, an_unreadable_row_is_an_object_with_its_line)
{
    const struct address_row row = {.fault = "a quote is never closed",
                                    .line = 7};
    struct buf out = {0};

    answer_row(&(struct answer_form){.json = true}, &row, NULL, &out);
    cr_expect_not_null(strstr(out.ptr, "\"reasons\":[\"ROW_UNREADABLE\"]"));
    cr_expect_not_null(strstr(out.ptr, "\"line\":7}\n"));
    cr_expect_not_null(strstr(out.ptr, "\"input\":null"));
    buf_release(&out);
}

Test(answer, json_is_one_object_a_line)
{
    const struct geocode_result result = house();
    struct buf out = {0};
    const struct address_row row = {
        .address = STR("湊町\n\"1\""), .cell = NULL, .n_cell = 0};

    answer_row(&(struct answer_form){.json = true}, &row, &result, &out);
    cr_expect_eq(strchr(out.ptr, '\n'), out.ptr + out.len - 1);
    cr_expect_eq(out.ptr[0], '{');
    cr_expect_not_null(strstr(out.ptr, "\"input\":\"湊町\\n\\\"1\\\"\""), "%s",
                       out.ptr);
    buf_release(&out);
}
