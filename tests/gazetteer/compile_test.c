/* From published tables to a dictionary: what is merged, doubted and kept. */
#include "geo/gazetteer/compile.h"

#include "geo/crs.h"
#include "geo/geocode/layout.h"
#include "geocode/given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define CITY "lg_code,pref,county,city,ward,ablt_date\n"
#define OTSU "25201,滋賀県,,大津市,,\n"
#define TOWN                                                                   \
    "lg_code,machiaza_id,machiaza_type,oaza_cho,chome,koaza,rsdt_addr_flg\n"
#define TOWN_POS "lg_code,machiaza_id,rsdt_addr_flg,rep_lon,rep_lat,rep_srid\n"
#define PARCEL "lg_code,machiaza_id,prc_id,oaza_cho,chome,koaza,prc_num1\n"
#define PARCEL_POS "lg_code,machiaza_id,prc_id,rep_lon,rep_lat,rep_srid\n"
#define ISJ_TOWN                                                                                            \
    "都道府県コード,都道府県名,市区町村コード,市区町村名,大字町丁目コード," \
    "大字町丁目名,緯度,経度,原典資料コード,大字・字・丁目区分コード\n"

/* ---- a dictionary of tables ---- */

struct fault_seen {
    enum gazetteer_fault fault;
    char code[6], place[128], detail[64];
    enum source_form form;
};

static struct {
    struct buf bytes;
    struct gazetteer *gazetteer;
    struct fault_seen fault[64];
    size_t n_fault;
} made;

static void note(void *context, enum gazetteer_fault fault, const char code[6],
                 const char *place, const char *detail,
                 const struct draft_source *source)
{
    struct fault_seen *seen = &made.fault[made.n_fault];

    cr_assert_eq(context, &made);
    cr_assert_lt(made.n_fault, 64);
    *seen = (struct fault_seen){.fault = fault, .form = source->form};
    snprintf(seen->code, sizeof(seen->code), "%s", code);
    snprintf(seen->place, sizeof(seen->place), "%s", place);
    snprintf(seen->detail, sizeof(seen->detail), "%s", detail);
    made.n_fault++;
}

/* West of 135.85 is 5 km outside. */
static double outside_m(void *context, const char code[6], struct lonlat at)
{
    (void)context;
    cr_assert_str_eq(code, "25201");
    return at.lon_deg < 135.85 ? 5000 : 0;
}

static void make_draft(struct draft *draft, bool outlines)
{
    const struct compile_options options = {
        .created = "2025-12-01",
        .outside_m = outlines ? outside_m : NULL,
        .fault = note,
        .fault_context = &made,
    };
    struct err err = {0};

    made.bytes = given_compiled(draft, &options);
    draft_release(draft);
    made.gazetteer = given_open(buf_str(&made.bytes), &err);
    cr_assert_not_null(made.gazetteer, "%s", err.text);
}

static void make(const char *const *table, bool outlines)
{
    struct draft draft;

    given_draft_of(&draft, table);
    make_draft(&draft, outlines);
}

static void end(void)
{
    gazetteer_close(made.gazetteer);
    buf_release(&made.bytes);
}

TestSuite(compile, .fini = end);

static struct geocode_result find(const char *address)
{
    struct geocoder *geocoder = geocoder_open(made.gazetteer);
    struct geocode_result result;

    geocode(geocoder, str_of(address), NULL, &result);
    geocoder_close(geocoder);
    return result;
}

static uint64_t faults(enum gazetteer_fault fault)
{
    return gazetteer_info(made.gazetteer)->fault[fault];
}

static size_t noted(enum gazetteer_fault fault, const char *place)
{
    size_t n = 0;

    for (size_t i = 0; i < made.n_fault; i++)
        n += made.fault[i].fault == fault &&
             (!place || strcmp(made.fault[i].place, place) == 0);
    return n;
}

/* ---- the file ---- */

static struct buf samples_on(const char *day)
{
    const struct compile_options options = {.created = day};
    struct draft draft;

    given_draft(GIVEN_SAMPLES, &draft);
    struct buf bytes = given_compiled(&draft, &options);
    draft_release(&draft);
    return bytes;
}

Test(compile, the_same_sources_give_the_same_bytes)
{
    struct buf once = samples_on("2025-12-01"),
               again = samples_on("2025-12-01");

    cr_expect(str_eq(buf_str(&once), buf_str(&again)));
    buf_release(&once);
    buf_release(&again);
}

Test(compile, another_day_changes_the_header_and_not_the_build_id)
{
    struct buf once = samples_on("2025-12-01"),
               later = samples_on("2026-01-31");
    const struct layout_header *a = (const void *)once.ptr,
                               *b = (const void *)later.ptr;

    cr_assert_eq(once.len, later.len);
    cr_expect_str_eq(a->build_id, b->build_id);
    cr_expect_str_eq(b->created, "2026-01-31");
    cr_expect(memcmp(a, b, sizeof(*a)) != 0);
    cr_expect(memcmp(a + 1, b + 1, once.len - sizeof(*a)) == 0);
    buf_release(&once);
    buf_release(&later);
}

Test(compile, sections_lie_in_the_file_in_order_and_aligned)
{
    struct str bytes = given_bytes(GIVEN_SAMPLES);
    const struct layout_header *header = (const void *)bytes.ptr;
    uint64_t sum = sizeof(*header);

    cr_expect_eq(header->bytes, bytes.len);
    for (int s = 0; s < SECTION_COUNT; s++) {
        cr_expect_eq(header->section[s].at % 8, 0);
        cr_expect_leq(header->section[s].at + header->section[s].bytes,
                      bytes.len);
        sum += header->section[s].bytes;
    }
    cr_expect_leq(sum, bytes.len);
    cr_expect_geq(sum + SECTION_COUNT * 8, bytes.len, "no two overlap");
}

Test(compile, nothing_but_towns_cannot_be_compiled)
{
    const struct compile_options options = {.created = "2025-12-01"};
    struct draft draft = {0};
    struct err err = {0};
    char path[256];

    snprintf(path, sizeof(path), "%s/none.gaz", given_folder());
    cr_assert_not(compile(&draft, &options, path, &err));
    cr_expect_eq(err.class, ERR_PLACE);
    cr_expect_not_null(strstr(err.text, "add mt_city_all"), "%s", err.text);
    cr_expect_neq(access(path, F_OK), 0);
}

Test(compile, a_dictionary_without_towns_is_refused)
{
    const struct compile_options options = {.created = "2025-12-01"};
    struct draft draft;
    struct err err = {0};

    given_draft_of(&draft, (const char *[]){CITY OTSU, NULL});
    cr_assert_not(compile(&draft, &options, "/nonexistent/a.gaz", &err));
    cr_expect_eq(err.class, ERR_PLACE, "%s", err.text);
    cr_expect_not_null(strstr(err.text, "no towns"), "%s", err.text);
    draft_release(&draft);
}

Test(compile, a_folder_that_is_not_there_is_storage)
{
    const struct compile_options options = {.created = "2025-12-01"};
    struct draft draft;
    struct err err = {0};

    given_draft_of(
        &draft,
        (const char *[]){CITY OTSU, TOWN "25201,0001000,1,東町,,,0\n", NULL});
    cr_assert_not(compile(&draft, &options, "/nonexistent/a.gaz", &err));
    cr_expect_eq(err.class, ERR_STORAGE, "%s", err.text);
    draft_release(&draft);
}

/* ---- names ---- */

Test(compile, names_of_several_sources_are_one_town)
{
    make((const char *[]){CITY OTSU,
                          TOWN "25201,0001000,1,大字龍ケ岡,,,0\n"
                               "25201,0002001,2,御陵町,１丁目,,0\n",
                          TOWN_POS "25201,0001000,0,135.9,35.0,EPSG:6668\n",
                          ISJ_TOWN
                          "25,滋賀県,25201,大津市,252010001000,竜ヶ岡,35.001,"
                          "135.901,0,1\n"
                          "25,滋賀県,25201,大津市,252010002001,御陵町一丁目,"
                          "35.01,135.86,0,3\n",
                          NULL},
         false);
    cr_expect_eq(made.gazetteer->n_town, 3, "two and the made 御陵町");
    cr_expect_eq(made.n_fault, 0);
    struct geocode_result result = find("大津市竜が岡");
    cr_expect_str_eq(result.place.town, "大字龍ケ岡");
    cr_expect_float_eq(result.place.point.lon_deg, 135.9, 1e-6);
    cr_expect_eq(result.place.town_id, 1000);
    result = find("大津市御陵町1丁目");
    cr_expect_str_eq(result.place.town, "御陵町１丁目");
    cr_expect_float_eq(result.place.point.lon_deg, 135.86, 1e-6,
                       "the other source has it");
    result = find("大津市御陵町");
    cr_expect_str_eq(result.place.town, "御陵町");
    cr_expect_eq(result.place.coordinate_level, LEVEL_OAZA);
}

Test(compile, names_that_only_oaza_or_cho_tells_apart_stay_apart)
{
    make((const char *[]){CITY OTSU,
                          TOWN "25201,0001000,1,大字葭場,,,0\n"
                               "25201,0002000,1,葭場,,,0\n"
                               "25201,0003000,1,葭場町,,,0\n",
                          TOWN_POS "25201,0001000,0,135.90,35.0,EPSG:6668\n"
                                   "25201,0002000,0,135.91,35.0,EPSG:6668\n"
                                   "25201,0003000,0,135.92,35.0,EPSG:6668\n",
                          NULL},
         false);
    cr_expect_eq(find("大津市大字葭場1").place.town_id, 1000);
    cr_expect_eq(find("大津市葭場1").place.town_id, 2000);
    cr_expect_eq(find("大津市葭場町1").place.town_id, 3000);
}

Test(compile, two_towns_of_one_name_are_told_and_both_answered)
{
    make((const char *[]){CITY OTSU,
                          TOWN "25201,0001000,1,新田町,,,0\n"
                               "25201,0002000,1,新田町,,,0\n",
                          TOWN_POS "25201,0001000,0,135.90,35.0,EPSG:6668\n"
                                   "25201,0002000,0,135.95,35.0,EPSG:6668\n",
                          NULL},
         false);
    cr_expect_eq(faults(FAULT_TOWN_TWICE), 1);
    cr_expect_eq(noted(FAULT_TOWN_TWICE, "新田町"), 1);
    struct geocode_result result = find("大津市新田町");
    cr_expect(result.reasons & REASON_BIT(SAME_NAME));
    cr_assert_eq(result.n_alternative, 1);
    cr_expect_neq(result.alternative[0].town_id, result.place.town_id);
    double apart_m =
        crs_distance_m(result.place.point, result.alternative[0].point);
    cr_expect_geq(result.place.error_m, apart_m, "the error holds both");
}

Test(compile, abolished_towns_and_street_names_are_left_out)
{
    make(
        (const char *[]){
            CITY OTSU,
            "lg_code,machiaza_id,machiaza_type,oaza_cho,chome,koaza,"
            "koaza_aka_code,ablt_date\n"
            "25201,0001000,1,旧町,,,0,2012-10-31\n"
            "25201,0002000,1,寺町通御池上る,,,2,\n"
            "25201,0003000,1,今町,,,0,\n",
            NULL},
        false);
    cr_expect_eq(made.gazetteer->n_town, 1);
}

/* ---- points ---- */

Test(compile, a_town_outside_its_municipality_is_told_and_doubted)
{
    make((const char *[]){CITY OTSU,
                          TOWN "25201,0001000,1,東町,,,0\n"
                               "25201,0002000,1,西町,,,0\n",
                          TOWN_POS "25201,0001000,0,135.90,35.0,EPSG:6668\n"
                                   "25201,0002000,0,135.80,35.0,EPSG:6668\n",
                          NULL},
         true);
    cr_expect_eq(faults(FAULT_TOWN_OUTSIDE), 1);
    cr_expect_eq(noted(FAULT_TOWN_OUTSIDE, "西町"), 1);
    cr_expect_str_eq(made.fault[0].detail, "5000 m");
    cr_expect_str_eq(made.fault[0].code, "25201");
    cr_expect_eq(made.fault[0].form, SOURCE_ABR_TOWN_POS);
    cr_expect(find("大津市西町1").reasons & REASON_BIT(POINT_DOUBTED));
    cr_expect_not(find("大津市東町1").reasons & REASON_BIT(POINT_DOUBTED));
}

Test(compile, sources_that_differ_by_kilometres_are_told_and_doubted)
{
    make(
        (const char *[]){
            CITY OTSU, TOWN "25201,0001000,1,蛍谷,,,0\n",
            TOWN_POS "25201,0001000,0,135.90,35.0,EPSG:6668\n",
            ISJ_TOWN
            "25,滋賀県,25201,大津市,252010001000,蛍谷,35.03,135.9,0,1\n",
            NULL},
        false);
    cr_expect_eq(faults(FAULT_SOURCES_DIFFER), 1);
    cr_expect_eq(noted(FAULT_SOURCES_DIFFER, "蛍谷"), 1);
    cr_expect(find("大津市蛍谷").reasons & REASON_BIT(POINT_DOUBTED));
}

Test(compile, a_town_without_a_point_is_told_and_answered_without_its_own)
{
    make((const char *[]){CITY OTSU,
                          TOWN "25201,0001000,1,東町,,,0\n"
                               "25201,0002000,1,天女原,,,0\n",
                          TOWN_POS "25201,0001000,0,135.90,35.0,EPSG:6668\n",
                          NULL},
         false);
    cr_expect_eq(faults(FAULT_TOWN_NO_POINT), 1);
    cr_expect_eq(noted(FAULT_TOWN_NO_POINT, "天女原"), 1);
    struct geocode_result result = find("大津市天女原");
    cr_expect(result.reasons & REASON_BIT(NO_POINT));
    cr_expect_eq(result.place.match_level, LEVEL_OAZA);
    cr_expect_eq(result.place.coordinate_level, LEVEL_MUNICIPALITY);
}

Test(compile, a_number_far_from_its_town_has_no_place)
{
    make((const char *[]){CITY OTSU, TOWN "25201,0001000,1,東町,,,0\n",
                          PARCEL "25201,0001000,1,東町,,,1\n"
                                 "25201,0001000,2,東町,,,2\n"
                                 "25201,0001000,3,東町,,,3\n"
                                 "25201,0001000,4,東町,,,4\n"
                                 "25201,0001000,5,東町,,,5\n"
                                 "25201,0001000,6,東町,,,6\n",
                          PARCEL_POS
                          "25201,0001000,1,135.9000,35.0000,EPSG:6668\n"
                          "25201,0001000,2,135.9001,35.0000,EPSG:6668\n"
                          "25201,0001000,3,135.9002,35.0000,EPSG:6668\n"
                          "25201,0001000,4,135.9003,35.0001,EPSG:6668\n"
                          "25201,0001000,5,136.0000,36.0000,EPSG:6668\n",
                          NULL},
         false);
    cr_expect_eq(faults(FAULT_NUMBER_ORIGIN), 1, "the origin of system VI");
    cr_expect_eq(noted(FAULT_NUMBER_ORIGIN, "東町 5"), 1);
    cr_expect_eq(faults(FAULT_NUMBER_NO_POINT), 2, "6 and the dropped 5");
    struct geocode_result result = find("大津市東町5");
    cr_expect_eq(result.place.match_level, LEVEL_PARCEL);
    cr_expect_eq(result.place.coordinate_level, LEVEL_OAZA);
    cr_expect(result.reasons & REASON_BIT(POINT_COARSER));
    result = find("大津市東町6");
    cr_expect_eq(result.place.match_level, LEVEL_PARCEL);
    cr_expect(result.reasons & REASON_BIT(POINT_COARSER));
    cr_expect(find("大津市東町7").reasons & REASON_BIT(NUMBER_UNKNOWN));
}

Test(compile, one_number_at_two_places_is_told_and_has_none)
{
    make((const char *[]){CITY OTSU, TOWN "25201,0001000,1,東町,,,0\n",
                          PARCEL "25201,0001000,1,東町,,,1\n"
                                 "25201,0001000,2,東町,,,1\n"
                                 "25201,0001000,3,東町,,,2\n"
                                 "25201,0001000,4,東町,,,2\n",
                          PARCEL_POS
                          "25201,0001000,1,135.9000,35.0000,EPSG:6668\n"
                          "25201,0001000,2,135.9030,35.0000,EPSG:6668\n"
                          "25201,0001000,3,135.9010,35.0000,EPSG:6668\n"
                          "25201,0001000,4,135.9011,35.0000,EPSG:6668\n",
                          NULL},
         false);
    cr_expect_eq(faults(FAULT_NUMBER_TWICE), 1);
    cr_expect_eq(find("大津市東町1").place.coordinate_level, LEVEL_OAZA);
    cr_expect_eq(find("大津市東町2").place.coordinate_level, LEVEL_PARCEL,
                 "9 m apart are one place");
}

/* ---- the samples ---- */

Test(compile, the_audit_of_the_samples_counts_what_their_readme_tells)
{
    struct draft draft;

    given_draft(GIVEN_SAMPLES, &draft);
    make_draft(&draft, false);
    cr_expect_eq(faults(FAULT_TOWN_TWICE), 1);
    cr_expect_eq(noted(FAULT_TOWN_TWICE, "新田町"), 1);
    cr_expect_eq(noted(FAULT_TOWN_NO_POINT, "天女ヶ原"), 1);
    cr_expect_geq(faults(FAULT_SOURCES_DIFFER), 1);
    cr_expect_geq(noted(FAULT_SOURCES_DIFFER, "蛍谷"), 1);
    cr_expect_eq(faults(FAULT_NUMBER_ORIGIN), 2);
    cr_expect_eq(noted(FAULT_NUMBER_ORIGIN, "大字南澤 21"), 1);
    cr_expect_eq(noted(FAULT_NUMBER_ORIGIN, "鷹ノ巣 3"), 1);
    cr_expect_eq(faults(FAULT_TOWN_OUTSIDE), 0, "no boundaries are given");
}

/* Each fault that is told of is counted, and the other way round; only those
 * without a place, which are many, are counted and not told. */
Test(compile, faults_are_told_as_often_as_they_are_counted)
{
    struct draft draft;

    given_draft(GIVEN_SAMPLES, &draft);
    make_draft(&draft, false);
    for (int f = 0; f < FAULT_COUNT; f++)
        if (f != FAULT_NUMBER_NO_POINT)
            cr_expect_eq(faults((enum gazetteer_fault)f),
                         noted((enum gazetteer_fault)f, NULL), "%s",
                         gazetteer_fault_ids[f]);
}

static struct lonlat point_of(const struct layout_listed *listed,
                              const struct layout_number *number)
{
    return (struct lonlat){
        (listed->lon_udeg + number->x * (double)listed->lon_step_udeg) / 1e6,
        (listed->lat_udeg + number->y * (double)listed->lat_step_udeg) / 1e6};
}

static size_t check_radius(const struct gazetteer *gazetteer,
                           const struct layout_town *town)
{
    const struct layout_listed *listed = &gazetteer->listed[town->listed];
    struct lonlat at = {town->lon_udeg / 1e6, town->lat_udeg / 1e6};
    size_t n = 0;

    for (uint32_t i = 0; i < listed->n; i++) {
        const struct layout_number *number =
            &gazetteer->number[listed->first + i];
        if (number->x == UINT16_MAX && number->y == UINT16_MAX)
            continue;
        double far_m = crs_distance_m(at, point_of(listed, number));
        cr_expect_leq(far_m, town->radius_m + 1.0, "%s: %.0f m, radius %d",
                      layout_text(gazetteer, town->name), far_m,
                      (int)town->radius_m);
        n++;
    }
    return n;
}

Test(compile, the_radius_of_a_town_holds_all_its_numbers)
{
    for (int given = GIVEN_SAMPLES; given <= GIVEN_NAMES; given++) {
        const struct gazetteer *gazetteer = given_gazetteer((enum given)given);
        size_t n = 0;
        for (size_t t = 0; t < gazetteer->n_town; t++)
            if (gazetteer->town[t].listed != LAYOUT_NONE &&
                gazetteer->town[t].lon_udeg != LAYOUT_NOWHERE)
                n += check_radius(gazetteer, &gazetteer->town[t]);
        cr_expect_gt(n, 90);
    }
}

/* Every number of the samples that has a place, by its town and its text. */
Test(compile, packed_points_are_within_a_metre_of_the_published_ones)
{
    struct geocoder *geocoder = geocoder_open(given_gazetteer(GIVEN_SAMPLES));
    struct geocode_result result;
    struct draft draft;
    char address[256];
    size_t n = 0;

    given_draft(GIVEN_SAMPLES, &draft);
    for (size_t i = 0; i < draft.n_number; i++) {
        const struct draft_number *number = &draft.number[i];
        const struct draft_town *town = &draft.town[number->town];
        if (isnan(number->point.lon_deg) || !town->oaza)
            continue;
        snprintf(address, sizeof(address), "滋賀県%s%s%s%s %s",
                 town->code[2] == '2' ? "みなと市" : "みずうみ町", town->oaza,
                 town->chome ? town->chome : "", town->koaza ? town->koaza : "",
                 number->text);
        geocode(geocoder, str_of(address), NULL, &result);
        if (result.place.coordinate_level < LEVEL_PARCEL)
            continue; /* dropped by the audit, or of a name that is there twice
                       */
        cr_expect_leq(crs_distance_m(result.place.point, number->point), 1.0,
                      "%s", address);
        n++;
    }
    cr_expect_gt(n, 1100);
    draft_release(&draft);
    geocoder_close(geocoder);
}
