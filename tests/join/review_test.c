/* review.csv: what staff wrote becomes the position, or is told. */
#include "join/review.h"

#include "base/rows.h"
#include "geocode/given.h"
#include "join/given.h"
#include "join/locate.h"
#include "join/position.h"
#include "model/wording.h"
#include "output/sheet.h"

#include <criterion/criterion.h>
#include <iconv.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define HEADER                                                                                           \
    "市区町村コード,住所,公表された位置,候補1,候補2,候補3,決定,決定の理由," \
    "記入者,日付\n"
#define ROW "25299,みなと市湊町1-2-3,\"35.0848,136.0462\","
#define CANDIDATES                                                             \
    "\"35.072100,136.040100 滋賀県みなと市新田町\","                 \
    "\"35.035100,136.040200 滋賀県みなと市新田町\",,"

static const struct lonlat published = {136.0462, 35.0848};
static const struct lonlat geocoded = {136.0250777, 35.0662214};

/* ---- a table by hand ---- */

static struct facility *add_bare(struct table *table, const char *code,
                                 const char *address)
{
    const char *id = arena_format(&table->arena, "k-%zu", table->n_facility);
    uint32_t number = table_add(table, id);
    struct facility *facility = table->facility[number];

    memcpy(facility->municipality_code, code, strlen(code) + 1);
    facility->name = id;
    facility->address = address;
    return facility;
}

/* A facility whose published position contradicts its address, which is
 * used. */
static struct facility *add(struct table *table, const char *code,
                            const char *address)
{
    struct facility *facility = add_bare(table, code, address);

    facility->published = published;
    facility->geocoded = facility->point = geocoded;
    facility->geocoded_error_m = 20;
    facility->geocoded_level = LEVEL_HOUSE;
    facility->error_m = 20;
    facility->position_check = POSITION_CONFLICT;
    facility->position_source = "辞書";
    facility->coordinate_level = LEVEL_HOUSE;
    facility->address_doubts = "同じ名前の町が複数ある";
    return facility;
}

static struct table with_facility(void)
{
    struct table table = {0};
    struct supply supply = {.label = "a.csv", .title = "一覧"};

    table_add_supply(&table, &supply);
    add(&table, "25299", "みなと市湊町1-2-3");
    return table;
}

static bool apply_bytes(struct table *table, struct str bytes, struct err *err)
{
    struct review_count count = {0};

    return review_apply(table, given_file("review.csv", bytes), NULL, &count,
                        err);
}

static void apply(struct table *table, const char *text)
{
    struct err err = {0};

    cr_assert(apply_bytes(table, str_of(text), &err), "%s", err.text);
}

/* What staff wrote about the one facility. */
static struct table decided(const char *rows)
{
    struct table table = with_facility();
    struct buf text = {0};

    buf_add_text(&text, HEADER);
    buf_add_text(&text, rows);
    apply(&table, text.ptr);
    buf_release(&text);
    return table;
}

static void expect_point(const struct facility *facility, double lat_deg,
                         double lon_deg)
{
    cr_expect(facility->point.lat_deg == lat_deg &&
                  facility->point.lon_deg == lon_deg,
              "%.9f,%.9f is not %.9f,%.9f", facility->point.lat_deg,
              facility->point.lon_deg, lat_deg, lon_deg);
}

static void expect_decided(const struct facility *facility)
{
    cr_expect_eq(facility->position_check, POSITION_DECIDED);
    cr_expect_null(facility->address_doubts, "the doubt is settled");
    cr_expect_not_null(facility->address_decision);
}

static void expect_untouched(const struct table *table)
{
    const struct facility *facility = table->facility[0];

    expect_point(facility, geocoded.lat_deg, geocoded.lon_deg);
    cr_expect_eq(facility->position_check, POSITION_CONFLICT);
    cr_expect_null(facility->address_decision);
    cr_expect_str_eq(facility->position_source, "辞書");
}

static void expect_refused(const char *text, const char *line,
                           const char *subject)
{
    struct table table = with_facility();
    struct err err = {0};

    cr_assert_not(apply_bytes(&table, str_of(text), &err));
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect_not_null(strstr(err.text, line), "%s", err.text);
    cr_expect_not_null(strstr(err.text, subject), "%s", err.text);
    cr_expect_not_null(strstr(err.text, "review.csv"), "%s", err.text);
    table_release(&table);
}

/* ---- each decision ---- */

Test(review, the_published_position_may_be_right)
{
    static const char *const word[] = {"公表", " 公表　", "published",
                                       "Published"};

    for (size_t i = 0; i < sizeof(word) / sizeof(*word); i++) {
        char row[256];
        snprintf(row, sizeof(row), ROW ",,,%s,現地を見た,係,2025-12-02\n",
                 word[i]);
        struct table table = decided(row);
        const struct facility *facility = table.facility[0];
        expect_decided(facility);
        expect_point(facility, published.lat_deg, published.lon_deg);
        cr_expect_eq(facility->coordinate_level, LEVEL_PUBLISHED);
        cr_expect(isnan(facility->error_m));
        cr_expect_null(facility->position_doubt);
        cr_expect_eq(table.n_finding, 0);
        table_release(&table);
    }
}

Test(review, the_place_of_the_address_may_be_right)
{
    static const char *const word[] = {"住所", "address"};

    for (size_t i = 0; i < sizeof(word) / sizeof(*word); i++) {
        char row[256];
        snprintf(row, sizeof(row), ROW ",,,%s,,,\n", word[i]);
        struct table table = decided(row);
        const struct facility *facility = table.facility[0];
        expect_decided(facility);
        expect_point(facility, geocoded.lat_deg, geocoded.lon_deg);
        cr_expect_eq(facility->error_m, 20);
        cr_expect_eq(facility->coordinate_level, LEVEL_HOUSE,
                     "as good as the address, not better");
        table_release(&table);
    }
}

Test(review, a_candidate_is_the_place_in_its_cell)
{
    static const struct {
        const char *word;
        double lat_deg, lon_deg;
    } row[] = {
        {"候補1", 35.0721, 136.0401},
        {"候補１", 35.0721, 136.0401},
        {"候補２", 35.0351, 136.0402},
    };

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        char text[512];
        snprintf(text, sizeof(text), ROW CANDIDATES "%s,,,\n", row[i].word);
        struct table table = decided(text);
        expect_decided(table.facility[0]);
        expect_point(table.facility[0], row[i].lat_deg, row[i].lon_deg);
        cr_expect_eq(table.facility[0]->coordinate_level, LEVEL_MANUAL);
        table_release(&table);
    }
}

Test(review, two_degrees_in_either_order_and_any_width_are_a_place)
{
    static const char *const cell[] = {
        "\"35.0044,135.8686\"",        "\"135.8686,35.0044\"",
        "\"35.0044, 135.8686\"",       "\"３５．００４４，１３５．８６８６\"",
        "\"35.0044,135.8686 駅の北\"", "\"35.0044,135.8686（入口）\"",
    };

    for (size_t i = 0; i < sizeof(cell) / sizeof(*cell); i++) {
        char row[256];
        snprintf(row, sizeof(row), ROW ",,,%s,,,\n", cell[i]);
        struct table table = decided(row);
        expect_decided(table.facility[0]);
        expect_point(table.facility[0], 35.0044, 135.8686);
        cr_expect_str_eq(table.facility[0]->position_source, "職員の確認");
        table_release(&table);
    }
}

Test(review, text_behind_the_degrees_is_passed_over_also_when_it_is_a_number)
{
    struct table table = decided(ROW ",,,\"35.0044,135.8686 3号館\",,,\n");

    expect_point(table.facility[0], 35.0044, 135.8686);
    table_release(&table);
}

Test(review, a_place_may_be_kept_off_the_map)
{
    static const char *const word[] = {"地図に出さない", "none"};

    for (size_t i = 0; i < sizeof(word) / sizeof(*word); i++) {
        char row[256];
        snprintf(row, sizeof(row), ROW ",,,%s,,,\n", word[i]);
        struct table table = decided(row);
        const struct facility *facility = table.facility[0];
        expect_decided(facility);
        cr_expect_not(lonlat_known(facility->point));
        cr_expect_not_null(facility->position_doubt, "it says why");
        cr_expect_null(facility->position_source);
        cr_expect_eq(facility->coordinate_level, LEVEL_NONE);
        cr_expect(isnan(facility->error_m));
        table_release(&table);
    }
}

Test(review, a_decision_places_what_had_no_pin)
{
    struct table table = with_facility();
    struct facility *facility = table.facility[0];

    facility->point = facility->published = (struct lonlat){NAN, NAN};
    facility->position_check = POSITION_UNCLEAR;
    facility->position_doubt = "住所からも決められません";
    apply(&table, HEADER "25299,みなと市湊町1-2-3,,,,,住所,,,\n");
    expect_decided(facility);
    expect_point(facility, geocoded.lat_deg, geocoded.lon_deg);
    cr_expect_null(facility->position_doubt);
    table_release(&table);
}

Test(review, what_staff_wrote_is_kept_for_the_next_worksheet)
{
    struct table table =
        decided(ROW CANDIDATES "候補1,電話で確認,湖岸　係長,2025-12-02\n");

    cr_expect_str_eq(table.facility[0]->address_decision,
                     "35.072100,136.040100\n電話で確認\n湖岸　係長\n"
                     "2025-12-02",
                     "a candidate as its degrees");
    table_release(&table);
    table = decided(ROW ",,,公表,,,\n");
    cr_expect_str_eq(table.facility[0]->address_decision,
                     "公表 35.084800,136.046200\n\n\n");
    table_release(&table);
}

/* ---- whose decision it is ---- */

Test(review, one_answer_serves_every_facility_of_the_address)
{
    struct table table = with_facility();

    add(&table, "25299", "みなと市湊町1-2-3");
    add(&table, "25299", "みなと市湊町1-2-4");
    add(&table, "25499", "みなと市湊町1-2-3");
    apply(&table, HEADER ROW ",,,\"35.0044,135.8686\",,,\n");
    expect_point(table.facility[0], 35.0044, 135.8686);
    expect_point(table.facility[1], 35.0044, 135.8686);
    expect_point(table.facility[2], geocoded.lat_deg, geocoded.lon_deg);
    expect_point(table.facility[3], geocoded.lat_deg, geocoded.lon_deg);
    cr_expect_eq(table.facility[3]->position_check, POSITION_CONFLICT,
                 "the same text in another municipality");
    table_release(&table);
}

/* A clinic and its pharmacy: one address, two published points some metres
 * apart, one row of the worksheet, which shows the first point. */
Test(review, each_facility_of_the_address_keeps_its_own_published_position)
{
    struct table table = with_facility();
    struct facility *pharmacy = add(&table, "25299", "みなと市湊町1-2-3");

    pharmacy->published = (struct lonlat){136.0464, 35.0847};
    apply(&table, HEADER ROW ",,,公表,,,\n");
    expect_decided(table.facility[0]);
    expect_point(table.facility[0], published.lat_deg, published.lon_deg);
    expect_decided(pharmacy);
    expect_point(pharmacy, 35.0847, 136.0464);
    cr_expect_eq(table.n_finding, 0);
    table_release(&table);
}

/* Of one address, one point right and one 4 km away, which no row showed. */
Test(review, a_published_position_far_from_the_confirmed_one_is_not_used)
{
    struct table table = with_facility();
    struct facility *other = add(&table, "25299", "みなと市湊町1-2-3");

    other->published = (struct lonlat){136.0000, 35.0848};
    apply(&table, HEADER ROW ",,,公表,,,\n");
    expect_point(table.facility[0], published.lat_deg, published.lon_deg);
    cr_expect_neq(other->point.lon_deg, 136.0, "nobody confirmed that");
    table_release(&table);
}

/* Whatever it decides, a pin has a point and a level, and no pin has none. */
static void expect_consistent(const struct facility *facility)
{
    bool placed = lonlat_known(facility->point);

    cr_expect_eq(placed, facility->position_doubt == NULL);
    cr_expect_eq(placed, facility->position_source != NULL);
    cr_expect_eq(placed, facility->coordinate_level != LEVEL_NONE);
}

Test(review, a_facility_without_the_chosen_place_is_not_called_unwanted)
{
    static const char *const decision[] = {"公表", "住所"};

    for (size_t i = 0; i < 2; i++) {
        struct table table = with_facility();
        struct facility *lacking = add(&table, "25299", "みなと市湊町1-2-3");
        char text[512];
        lacking->published = lacking->geocoded = lacking->point =
            (struct lonlat){NAN, NAN};
        lacking->position_source = NULL;
        lacking->coordinate_level = LEVEL_NONE;
        lacking->position_doubt = "位置が公表されていません";
        snprintf(text, sizeof(text),
                 HEADER "25299,みなと市湊町1-2-3,,,,,%s,,,\n", decision[i]);
        apply(&table, text);
        expect_consistent(lacking);
        cr_expect(lonlat_known(lacking->point) ||
                      !strstr(lacking->position_doubt, "職員"),
                  "%s: staff did not say to leave it out", decision[i]);
        table_release(&table);
    }
}

Test(review, the_address_may_be_written_in_other_widths)
{
    static const char *const address[] = {
        "みなと市湊町１－２－３",
        "みなと市湊町1‐2−3",
        "みなと市 湊町 1-2-3",
        "みなと市　湊町1-2-3",
    };

    for (size_t i = 0; i < sizeof(address) / sizeof(*address); i++) {
        char row[256];
        snprintf(row, sizeof(row), "25299,%s,,,,,地図に出さない,,,\n",
                 address[i]);
        struct table table = decided(row);
        expect_decided(table.facility[0]);
        table_release(&table);
    }
}

Test(review, the_code_may_be_written_in_full_width)
{
    struct table table =
        decided("２５２９９,みなと市湊町1-2-3,,,,,地図に出さない,,,\n");

    expect_decided(table.facility[0]);
    table_release(&table);
}

/* Excel reads 01101 as a number, and so saves it. */
Test(review, a_code_that_excel_took_the_zero_from_is_still_found)
{
    struct table table = with_facility();
    struct facility *north = add(&table, "01101", "札幌市中央区北1条西2丁目");

    apply(&table,
          HEADER "1101,札幌市中央区北1条西2丁目,,,,,地図に出さない,,,\n");
    expect_decided(north);
    cr_expect_eq(table.n_finding, 0);
    table_release(&table);
}

Test(review, facilities_without_an_address_are_nobodys)
{
    struct table table = with_facility();
    struct facility *bare = add(&table, "25299", NULL);

    apply(&table, HEADER "25299,,,,,,\"35.0044,135.8686\",,,\n");
    cr_expect_null(bare->address_decision);
    cr_expect_eq(table.n_finding, 1);
    table_release(&table);
}

/* ---- what is passed over, and what is told ---- */

Test(review, rows_without_a_decision_are_passed_over)
{
    struct table table = decided(ROW ",,,,まだ,係,\n" ROW ",,,　,,,\n"
                                     "25299,みなと市どこにもない,,,,,,,,\n");

    expect_untouched(&table);
    cr_expect_eq(table.n_finding, 0);
    table_release(&table);
}

Test(review, an_address_that_no_facility_has_is_a_finding)
{
    struct table table =
        decided("25299,みなと市湊町9-9-9,,,,,住所,,,\n" ROW ",,,公表,,,\n");

    cr_assert_eq(table.n_finding, 1);
    cr_expect_eq(table.finding[0].facility, NO_FACILITY);
    cr_expect_str_eq(table.finding[0].value, "みなと市湊町9-9-9");
    cr_expect_str_neq(wording_ja(table.finding[0].what), table.finding[0].what,
                      "staff read it in Japanese");
    expect_decided(table.facility[0]);
    table_release(&table);
}

Test(review, a_published_position_that_moved_since_is_not_confirmed)
{
    struct table table =
        decided("25299,みなと市湊町1-2-3,\"35.0800,136.0400\",,,,公表,,,\n");

    expect_untouched(&table);
    cr_assert_eq(table.n_finding, 1);
    cr_expect_eq(table.finding[0].facility, 0);
    cr_expect_eq(table.finding[0].field, FIELD_position_check);
    cr_expect_str_neq(wording_ja(table.finding[0].what), table.finding[0].what);
    table_release(&table);
}

Test(review, six_decimals_are_the_same_published_position)
{
    struct table table = with_facility();

    table.facility[0]->published = (struct lonlat){136.0462000004, 35.0847999};
    apply(&table, HEADER ROW ",,,公表,,,\n");
    expect_decided(table.facility[0]);
    expect_point(table.facility[0], 35.0847999, 136.0462000004);
    table_release(&table);
}

Test(review, what_is_no_longer_there_is_not_chosen)
{
    struct table table = with_facility();
    struct facility *facility = table.facility[0];

    facility->published = (struct lonlat){NAN, NAN};
    facility->geocoded = (struct lonlat){NAN, NAN};
    apply(&table, HEADER ROW ",,,公表,,,\n");
    expect_untouched(&table);
    cr_expect_eq(table.n_finding, 1);
    apply(&table, HEADER ROW ",,,住所,,,\n");
    expect_untouched(&table);
    cr_expect_eq(table.n_finding, 2);
    table_release(&table);
}

/* ---- what is refused ---- */

Test(review, an_unknown_word_is_refused_with_its_line)
{
    expect_refused(HEADER ROW ",,,,,,\n" ROW ",,,多分これ,,,\n", "line 3",
                   "'多分これ'");
    expect_refused(HEADER ROW ",,,候補4,,,\n", "line 2", "'候補4'");
    expect_refused(HEADER ROW ",,,公表か住所,,,\n", "line 2", "'公表か住所'");
    expect_refused(HEADER ROW ",,,35.0044,,,\n", "line 2", "'35.0044'");
    expect_refused(HEADER ROW ",,,\"53.4,-8.2\",,,\n", "line 2", "'53.4,-8.2'");
    expect_refused(HEADER ROW ",,,\"35.0044,135.8686,4\",,,\n" ROW ",,,x,,,\n",
                   "line", "'");
}

Test(review, an_empty_candidate_is_refused_with_its_line)
{
    expect_refused(HEADER ROW CANDIDATES "候補3,,,\n", "line 2", "候補3");
    expect_refused(HEADER ROW ",,,候補1,,,\n", "line 2", "候補1");
    expect_refused(HEADER ROW "あとで,,,候補1,,,\n", "line 2", "候補1");
}

Test(review, an_address_that_is_decided_twice_is_refused_with_both_lines)
{
    expect_refused(HEADER ROW ",,,公表,,,\n" ROW ",,,,,,\n" ROW ",,,住所,,,\n",
                   "line 4", "line 2");
    expect_refused(HEADER ROW
                   ",,,公表,,,\n25299,みなと市湊町１－２－３,,,,,公表,,,\n",
                   "line 3", "line 2");
}

Test(review, a_missing_column_is_named)
{
    expect_refused("市区町村コード,決定\n25299,公表\n", "住所",
                   "has no column");
    expect_refused("市区町村コード,住所,決定,決定\n"
                   "25299,みなと市湊町1-2-3,公表,\n",
                   "決定", "twice");
}

Test(review, a_row_that_cannot_be_read_is_refused_with_its_line)
{
    expect_refused(HEADER ROW ",,,公表,\"a\"b,,\n", "line 2", "quote");
    expect_refused("市区町村コード,\"住所\"x,公表された位置,候補1,候補2,候補3,"
                   "決定,決定の理由,記入者,日付\n" ROW ",,,公表,,,\n",
                   "line 1", "quote");
}

/* ---- what a spreadsheet makes of it ---- */

Test(review, columns_may_stand_in_another_order_beside_others)
{
    struct table table = with_facility();

    apply(&table, "\xEF\xBB\xBF"
                  "メモ,日付,記入者,決定の理由,決定,候補3,候補2,候補1,"
                  "公表された位置,見るところ,住所,市区町村コード,見出しなし\r\n"
                  "あとで,2025-12-02,係,確認,公表,,,,\"35.0848,136.0462\",差,"
                  "みなと市湊町1-2-3,25299,\r\n");
    expect_decided(table.facility[0]);
    expect_point(table.facility[0], published.lat_deg, published.lon_deg);
    cr_expect_str_eq(table.facility[0]->address_decision,
                     "公表 35.084800,136.046200\n確認\n係\n2025-12-02");
    table_release(&table);
}

Test(review, english_headings_are_known)
{
    struct table table = with_facility();

    apply(&table, "municipality_code,address,published,candidate_1,"
                  "candidate_2,candidate_3,decision,reason,who,date\n"
                  "25299,みなと市湊町1-2-3,,,,,none,seen,me,2025-12-02\n");
    expect_decided(table.facility[0]);
    cr_expect_str_eq(table.facility[0]->address_decision,
                     "none\nseen\nme\n2025-12-02");
    table_release(&table);
}

Test(review, headings_may_be_written_in_full_width)
{
    struct table table = with_facility();

    apply(&table, "市区町村コード,住 所,公表された位置,候補１,候補２,候補３,"
                  "決定,決定の理由,記入者,日付\n" ROW ",,,住所,,,\n");
    expect_decided(table.facility[0]);
    table_release(&table);
}

Test(review, short_rows_are_rows_without_what_they_lack)
{
    struct table table = decided(ROW ",,,住所\n25299,みなと市湊町1-2-3\n");

    expect_decided(table.facility[0]);
    cr_expect_str_eq(table.facility[0]->address_decision, "住所\n\n\n");
    table_release(&table);
}

Test(review, an_empty_file_decides_nothing)
{
    struct table table = with_facility();

    apply(&table, "");
    apply(&table, HEADER);
    apply(&table, HEADER "\n\n");
    expect_untouched(&table);
    table_release(&table);
}

static struct buf as_cp932(struct str text)
{
    struct buf out = {0};
    char bytes[65536], *to = bytes, *from = (char *)(uintptr_t)text.ptr;
    size_t left = text.len, room = sizeof(bytes);
    iconv_t change = iconv_open("CP932", "UTF-8");

    cr_assert(change != (iconv_t)-1);
    cr_assert_neq(iconv(change, &from, &left, &to, &room), (size_t)-1,
                  "not in CP932: %.20s", from);
    iconv_close(change);
    buf_add(&out, bytes, sizeof(bytes) - room);
    return out;
}

Test(review, a_sheet_that_excel_saved_in_cp932_is_read)
{
    struct table table = with_facility();
    struct err err = {0};
    struct buf bytes = as_cp932(
        STR("市区町村コード,住所,公表された位置,候補1,候補2,候補3,決定,"
            "決定の理由,記入者,日付\r\n25299,みなと市湊町1-2-3,"
            "\"35.084800,136.046200\",,,,公表,髙橋内科で確認①,係,"
            "2025/12/2\r\n"));

    cr_assert(apply_bytes(&table, buf_str(&bytes), &err), "%s", err.text);
    expect_decided(table.facility[0]);
    cr_expect_str_eq(
        table.facility[0]->address_decision,
        "公表 35.084800,136.046200\n髙橋内科で確認①\n係\n2025/12/2");
    buf_release(&bytes);
    table_release(&table);
}

/* ---- worksheet -> staff -> build -> worksheet ---- */

#define FIRST_ANSWER 17 /* cells before 決定 */
#define CELLS 21

static bool all(void *context, uint32_t facility)
{
    (void)context, (void)facility;
    return true;
}

/* The samples, and addresses that only a person can settle. */
static struct table build(const char *review)
{
    struct table table = {0};
    struct locating_count count;
    struct boundaries *boundaries = boundary_open();
    size_t no_code;
    struct err err = {0};
    const struct locating_options options = {given_gazetteer(GIVEN_SAMPLES),
                                             "town.gaz", "", boundaries};
    static const char *const address[] = {"滋賀県みなと市新田町5",
                                          "滋賀県みなと市新田町6",
                                          "滋賀県みなと市舟見町3"};

    given_samples(&table);
    for (size_t i = 0; i < 3; i++)
        add_bare(&table, "25299", address[i]);
    cr_assert(
        boundary_read(boundaries, SOURCE_DIR "/samples/boundaries/town.geojson",
                      &table.municipalities, &table.arena, &no_code, &err));
    position_choose(&table, boundaries);
    cr_assert(locate(&table, &options, &count, &err), "%s", err.text);
    struct review_count decisions = {0};
    if (review)
        cr_assert(review_apply(&table, review, boundaries, &decisions, &err),
                  "%s", err.text);
    cr_expect_eq(decisions.n, decisions.applied);
    boundary_close(boundaries);
    return table;
}

static struct buf sheet_of(const struct table *table)
{
    struct buf out = {0};

    sheet_review(table, all, NULL, &out);
    return out;
}

static const char *const answer[] = {"公表", "住所", "地図に出さない",
                                     "35.066400,136.024000", "候補1"};

/* Staff fill in the worksheet: the answers in turn, 候補1 where there is
 * one. */
static const char *fill(struct str sheet, size_t *n)
{
    struct in_source source = {.path = given_file("sheet.csv", sheet),
                               .label = "sheet.csv"};
    struct err err = {0};
    struct row row;
    struct rows *rows = rows_open(&source, 0, &err);
    struct buf out = {0};

    cr_assert_not_null(rows, "%s", err.text);
    for (*n = 0; rows_next(rows, &row, &err) && row.cell; ++*n) {
        cr_assert_eq(row.n_cell, CELLS, "line %zu", row.line);
        bool has_candidate = *n && row.cell[FIRST_ANSWER - 3].len;
        bool published_known = *n && row.cell[9].len, placed = row.cell[10].len;
        const char *word = has_candidate               ? answer[4]
                           : !placed                   ? answer[3]
                           : published_known && *n % 2 ? answer[0]
                                                       : answer[1];
        for (size_t c = 0; c < CELLS; c++) {
            buf_add_text(&out, c ? "," : "");
            if (*n && c >= FIRST_ANSWER)
                buf_add_csv(&out, str_of(c == FIRST_ANSWER ? word : "確認"));
            else
                buf_add_csv(&out, row.cell[c]);
        }
        buf_add_text(&out, "\r\n");
    }
    --*n; /* the heading */
    rows_close(rows);
    const char *path = given_file("filled.csv", buf_str(&out));
    buf_release(&out);
    return path;
}

static size_t count_decided(const struct table *table)
{
    size_t n = 0;

    for (size_t i = 0; i < table->n_facility; i++)
        n += table->facility[i]->position_check == POSITION_DECIDED;
    return n;
}

static void expect_same_pins(const struct table *a, const struct table *b)
{
    cr_assert_eq(a->n_facility, b->n_facility);
    for (size_t i = 0; i < a->n_facility; i++) {
        struct lonlat p = a->facility[i]->point, q = b->facility[i]->point;
        bool same = (p.lon_deg == q.lon_deg && p.lat_deg == q.lat_deg) ||
                    (!lonlat_known(p) && !lonlat_known(q));
        cr_expect(same, "%s", a->facility[i]->id);
        cr_expect_eq(a->facility[i]->position_check,
                     b->facility[i]->position_check, "%s", a->facility[i]->id);
    }
}

Test(review, a_filled_in_worksheet_comes_back_in_the_next_one)
{
    size_t n;
    struct table fresh = build(NULL);
    struct buf sheet = sheet_of(&fresh);
    struct table second = build(fill(buf_str(&sheet), &n));
    struct buf again = sheet_of(&second);
    struct table third = build(given_file("again.csv", buf_str(&again)));
    struct buf last = sheet_of(&third);

    cr_assert_geq(n, 6, "conflicts, a datum and doubts");
    cr_expect_eq(count_decided(&second), n);
    cr_expect_eq(count_decided(&third), n);
    for (size_t i = 0; i < second.n_facility; i++)
        if (second.facility[i]->position_check == POSITION_DECIDED)
            cr_expect_str_eq(second.facility[i]->address_decision,
                             third.facility[i]->address_decision);
    expect_same_pins(&second, &third);
    cr_expect(str_eq(buf_str(&again), buf_str(&last)),
              "the third worksheet is the second");
    cr_expect_lt(second.n_finding, fresh.n_finding,
                 "what was decided is found no more, nothing was refused");
    table_release(&fresh);
    table_release(&second);
    table_release(&third);
    buf_release(&sheet);
    buf_release(&again);
    buf_release(&last);
}

Test(review, a_worksheet_nobody_filled_in_changes_nothing)
{
    struct table fresh = build(NULL);
    struct buf sheet = sheet_of(&fresh);
    struct table second = build(given_file("blank.csv", buf_str(&sheet)));
    struct buf again = sheet_of(&second);

    cr_expect_eq(count_decided(&second), 0);
    expect_same_pins(&fresh, &second);
    cr_expect(str_eq(buf_str(&sheet), buf_str(&again)));
    table_release(&fresh);
    table_release(&second);
    buf_release(&sheet);
    buf_release(&again);
}

/* The first record agrees and is in no row; the second is confirmed. */
static struct table with_two_records(void)
{
    struct table table = with_facility();
    struct facility *first = table.facility[0];

    first->published = first->point = (struct lonlat){136.0251, 35.0662};
    first->position_check = POSITION_AGREES;
    first->coordinate_level = LEVEL_PUBLISHED;
    first->address_doubts = NULL;
    add(&table, "25299", first->address);
    return table;
}

Test(review, what_was_confirmed_stays_confirmed_in_the_next_worksheet)
{
    struct table once = with_two_records(), twice = with_two_records();

    apply(&once, HEADER ROW ",,,公表,,,\n");
    struct buf sheet = sheet_of(&once);
    apply(&twice, sheet.ptr);
    expect_same_pins(&once, &twice);
    expect_point(twice.facility[1], published.lat_deg, published.lon_deg);
    buf_release(&sheet);
    table_release(&once);
    table_release(&twice);
}

/* CC BY and PDL want their source named wherever the point is shown. */
Test(review, a_place_of_the_dictionary_that_staff_chose_is_attributed)
{
    struct table table = build(given_file(
        "town.csv", STR(HEADER "25299,滋賀県みなと市新田町5,,,,,住所,,,\n")));
    const struct facility *facility = table.facility[table.n_facility - 3];
    struct buf source = {0};

    cr_assert_eq(facility->position_check, POSITION_DECIDED);
    cr_assert(lonlat_known(facility->point));
    field_value(FIELD_source, &table, facility, true, &source);
    cr_expect_not_null(source.ptr && strstr(source.ptr, "町字") ? source.ptr
                                                                : NULL,
                       "sources of the pin: %s", source.ptr ? source.ptr : "");
    buf_release(&source);
    table_release(&table);
}

Test(review, a_town_that_staff_confirmed_is_still_told_to_be_approximate)
{
    struct table table = build(given_file(
        "town.csv", STR(HEADER "25299,滋賀県みなと市新田町5,,,,,住所,,,\n")));
    const struct facility *facility = table.facility[table.n_facility - 3];
    struct buf note = {0};

    cr_assert_gt(facility->error_m, 1000);
    field_value(FIELD_position_note, &table, facility, true, &note);
    cr_expect(note.len > 0, "residents see a pin that may be %.0f m off",
              facility->error_m);
    buf_release(&note);
    table_release(&table);
}

/* The sheet puts an apostrophe before what Excel would run. */
Test(review, an_address_that_the_worksheet_made_safe_is_found_again)
{
    struct table table = with_facility();
    struct facility *odd = add(&table, "25299", "＝湊町1-2-4");
    struct buf sheet = sheet_of(&table);

    const char *path = given_file("safe.csv", buf_str(&sheet));
    struct in_source source = {.path = path, .label = path};
    struct err err = {0};
    struct row row;
    struct rows *rows = rows_open(&source, 0, &err);
    struct buf filled = {0};
    buf_add_text(&filled, HEADER);
    while (rows_next(rows, &row, &err) && row.cell)
        if (row.line > 1)
            buf_addf(&filled, "%.*s,%.*s,,,,,地図に出さない,,,\n",
                     STR_ARG(row.cell[0]), STR_ARG(row.cell[1]));
    rows_close(rows);
    apply(&table, filled.ptr);
    expect_decided(odd);
    cr_expect_eq(table.n_finding, 0);
    buf_release(&filled);
    buf_release(&sheet);
    table_release(&table);
}
