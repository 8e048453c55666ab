/* Every kind of change once, and what is no change. */
#include "given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A clinic on both sides; the test edits that of NEW. */
static struct facility *begin(struct given *given)
{
    given_begin(given);
    given_both(given, "n-1", 1);
    return given_of(&given->side[NEW], "n-1");
}

static void expect_texts(const struct change *change, const char *before,
                         const char *after)
{
    const char *told[] = {change->before, change->after};
    const char *expected[] = {before, after};

    for (int i = 0; i < 2; i++)
        if (expected[i])
            cr_expect_str_eq(told[i], expected[i]);
        else
            cr_expect_null(told[i], "%s", told[i]);
}

/* The one change that there is, and its end. */
static void expect_only(struct given *given, enum change_kind kind,
                        const char *before, const char *after)
{
    given_compare(given);
    expect_texts(given_only(given, kind), before, after);
    given_end(given);
}

static void expect_same(struct given *given)
{
    given_compare(given);
    char *text = given_text(given);
    cr_expect_eq(given->changes.n, 0, "%s", text);
    cr_expect_eq(given->changes.n_same, given->side[OLD].n_facility);
    free(text);
    given_end(given);
}

Test(changes, nothing_changed)
{
    struct given given;

    begin(&given);
    expect_same(&given);
}

Test(changes, a_facility_is_new)
{
    struct given given;

    given_begin(&given);
    given_clinic(&given.side[NEW], "n-1", 1);
    given_compare(&given);
    const struct change *change = given_only(&given, CHANGE_NEW);
    cr_expect_eq(change->old, NO_FACILITY);
    cr_expect_str_eq(change_facility(&given.changes, change)->id, "n-1");
    given_end(&given);
}

Test(changes, a_facility_is_gone_from_the_source)
{
    struct given given;

    given_begin(&given);
    given_clinic(&given.side[OLD], "n-1", 1);
    given_compare(&given);
    const struct change *change = given_only(&given, CHANGE_GONE);
    cr_expect_eq(change->new, NO_FACILITY);
    cr_expect_str_eq(change_facility(&given.changes, change)->id, "n-1");
    given_end(&given);
}

Test(changes, a_facility_moved)
{
    struct given given;
    struct facility *facility = begin(&given);
    const char *before = given_of(&given.side[OLD], "n-1")->address;

    facility->address = "滋賀県大津市浜町9番12号";
    facility->published.lat_deg += 0.01;
    facility->point = facility->published;
    given_compare(&given);
    const struct change *change = given_only(&given, CHANGE_MOVED);
    expect_texts(change, before, "滋賀県大津市浜町9番12号");
    cr_expect_float_eq(change->distance_m, 1109.6, 1); /* geod, GRS80 */
    given_end(&given);
}

Test(changes, a_move_without_positions_has_no_distance)
{
    struct given given;
    struct facility *facility = begin(&given);

    facility->address = "滋賀県大津市浜町9番12号";
    facility->point = (struct lonlat){NAN, NAN};
    facility->published = facility->point;
    given_of(&given.side[OLD], "n-1")->published = facility->point;
    given_compare(&given);
    cr_expect(isnan(given_only(&given, CHANGE_MOVED)->distance_m));
    given_end(&given);
}

Test(changes, a_position_changed_from_100_m_on)
{
    struct given given;
    struct facility *facility = begin(&given);

    facility->published.lat_deg += 0.0008; /* 89 m */
    expect_same(&given);
    facility = begin(&given);
    facility->published.lat_deg += 0.001; /* 111 m */
    given_compare(&given);
    const struct change *change = given_only(&given, CHANGE_POSITION);
    expect_texts(change, "35.000000,135.010000", "35.001000,135.010000");
    cr_expect_float_eq(change->distance_m, 110.9, 0.2);
    given_end(&given);
}

Test(changes, a_position_is_no_longer_published)
{
    struct given given;
    struct facility *facility = begin(&given);

    facility->published = facility->point = (struct lonlat){NAN, NAN};
    expect_only(&given, CHANGE_POSITION, "35.000000,135.010000", NULL);
}

Test(changes, pins_of_different_making_are_not_compared)
{
    struct given given;
    struct facility *facility = begin(&given);

    facility->point.lat_deg += 0.01;
    facility->coordinate_level = LEVEL_CHOME;
    expect_same(&given);
    facility = begin(&given);
    facility->point.lat_deg += 0.01;
    facility->coordinate_level = LEVEL_MANUAL;
    expect_only(&given, CHANGE_POSITION, "35.000000,135.010000",
                "35.010000,135.010000");
}

Test(changes, a_facility_was_renamed)
{
    struct given given;
    struct facility *facility = begin(&given);
    const char *before = facility->name;

    facility->name = "湖南みらい診療所";
    expect_only(&given, CHANGE_RENAMED, before, "湖南みらい診療所");
}

Test(changes, a_legal_form_more_is_another_name)
{
    struct given given;
    struct facility *facility = begin(&given);

    given_of(&given.side[OLD], "n-1")->name = "湖南医院";
    facility->name = "医療法人湖南会　湖南医院";
    expect_only(&given, CHANGE_RENAMED, "湖南医院", "医療法人湖南会　湖南医院");
}

Test(changes, a_telephone_number_changed)
{
    struct given given;
    struct facility *facility = begin(&given);

    facility->phone = "077-522-9999";
    expect_only(&given, CHANGE_PHONE, "077-522-0001", "077-522-9999");
}

Test(changes, a_value_came_or_went)
{
    struct given given;
    struct facility *facility = begin(&given);

    facility->phone = NULL;
    expect_only(&given, CHANGE_PHONE, "077-522-0001", NULL);
    facility = begin(&given);
    given_of(&given.side[OLD], "n-1")->phone = NULL;
    expect_only(&given, CHANGE_PHONE, NULL, "077-522-0001");
    facility = begin(&given);
    facility->address = NULL;
    given_compare(&given);
    cr_expect_null(given_only(&given, CHANGE_MOVED)->after);
    given_end(&given);
}

Test(changes, hours_changed)
{
    struct given given;
    struct facility *facility = begin(&given);

    facility->opening_hours = "Mo-Fr 09:00-12:30";
    facility->hours_text = "月～金 9:00～12:30";
    expect_only(&given, CHANGE_HOURS, "月～金 9:00～12:00",
                "月～金 9:00～12:30");
}

Test(changes, days_changed)
{
    struct given given;
    struct facility *facility = begin(&given);

    facility->available_days = "平日";
    expect_only(&given, CHANGE_HOURS, "平日,土曜日", "平日");
}

Test(changes, beds_changed)
{
    struct given given;
    struct facility *facility = begin(&given);

    facility->beds_general = "15";
    facility->beds_total = "15";
    expect_only(&given, CHANGE_BEDS, "一般 10、合計 10", "一般 15、合計 15");
}

Test(changes, beds_are_told_whole)
{
    struct given given;
    struct facility *facility = begin(&given);
    struct facility *crowd[] = {given_of(&given.side[OLD], "n-9000"),
                                given_of(&given.side[NEW], "n-9000")};

    for (int side = OLD; side <= NEW; side++) /* so that it is known */
        crowd[side]->beds_recuperation = crowd[side]->beds_recuperation_care =
            "3";
    facility->beds_recuperation = "8";
    facility->beds_recuperation_care = "5";
    facility->beds_total = "18";
    expect_only(&given, CHANGE_BEDS, "一般 10、合計 10",
                "一般 10、療養 8（介護 5）、合計 18");
}

/* ---- filings ---- */

#define HOME FUNCTION_home_medical_management

static struct facility *begin_filed(struct given *given, function_set filed,
                                    function_set not_filed)
{
    struct facility *facility = begin(given);
    struct facility *old = given_of(&given->side[OLD], "n-1");

    old->filed = filed;
    old->not_filed = not_filed;
    facility->filed = facility->not_filed = 0;
    return facility;
}

Test(changes, a_filing_was_added_or_withdrawn)
{
    struct given given;

    begin_filed(&given, 0, FUNCTION_BIT(HOME))->filed = FUNCTION_BIT(HOME);
    expect_only(&given, CHANGE_FILED, NULL, functions[HOME].name_ja);
    begin_filed(&given, FUNCTION_BIT(HOME), 0)->not_filed = FUNCTION_BIT(HOME);
    expect_only(&given, CHANGE_WITHDRAWN, functions[HOME].name_ja, NULL);
}

Test(changes, unknown_is_not_no)
{
    struct given given;

    begin_filed(&given, 0, 0)->filed = FUNCTION_BIT(HOME);
    expect_only(&given, CHANGE_KNOWN, NULL, functions[HOME].name_ja);
    begin_filed(&given, FUNCTION_BIT(HOME), 0);
    expect_only(&given, CHANGE_UNKNOWN, functions[HOME].name_ja, NULL);
    begin_filed(&given, 0, 0)->not_filed = FUNCTION_BIT(HOME);
    expect_same(&given);
    begin_filed(&given, 0, FUNCTION_BIT(HOME));
    expect_same(&given);
}

Test(changes, each_function_is_a_change_of_its_own)
{
    struct given given;
    struct facility *facility = begin_filed(
        &given, FUNCTION_BIT(FUNCTION_cancer_home_care), FUNCTION_BIT(HOME));

    facility->filed = FUNCTION_BIT(HOME);
    facility->not_filed = FUNCTION_BIT(FUNCTION_cancer_home_care);
    given_compare(&given);
    given_change(&given, CHANGE_FILED, "n-1");
    given_change(&given, CHANGE_WITHDRAWN, "n-1");
    cr_expect_eq(given.changes.n, 2);
    given_end(&given);
}

/* ---- services, municipality, id ---- */

Test(changes, a_service_was_added_or_dropped)
{
    struct given given;

    given_services(begin(&given), "clinic visiting-nurse");
    expect_only(&given, CHANGE_SERVICE_ADDED, NULL, "訪問看護");
    begin(&given);
    given_services(given_of(&given.side[OLD], "n-1"), "clinic visiting-nurse");
    expect_only(&given, CHANGE_SERVICE_DROPPED, "訪問看護", NULL);
}

Test(changes, a_municipality_changed)
{
    struct given given;
    struct facility *facility = begin(&given);

    given_name_place(&given.side[NEW], "25201", "大津市", NULL);
    given_name_place(&given.side[NEW], "25206", "草津市", NULL);
    memcpy(facility->municipality_code, "25206", 6);
    expect_only(&given, CHANGE_MUNICIPALITY, "滋賀県大津市", "滋賀県草津市");
}

Test(changes, a_ward_of_the_same_city_is_told_more_exactly)
{
    struct given given;
    struct facility *facility = begin(&given);

    given_both(&given, "n-2", 2); /* the city's code is still in use */
    for (int side = OLD; side <= NEW; side++)
        memcpy(given_of(&given.side[side], "n-2")->municipality_code, "26100",
               6);
    memcpy(facility->municipality_code, "26104", 6);
    memcpy(given_of(&given.side[OLD], "n-1")->municipality_code, "26100", 6);
    expect_same(&given);
}

Test(changes, an_id_changed)
{
    struct given given;

    given_begin(&given);
    given_clinic(&given.side[OLD], "n-1", 1);
    given_clinic(&given.side[NEW], "n-2", 1);
    expect_only(&given, CHANGE_ID, "n-1", "n-2");
}

Test(changes, an_id_that_nobody_published_does_not_change)
{
    struct given given;

    given_begin(&given);
    given_clinic(&given.side[OLD], "l-0a1b2c3d-15", 1);
    given_clinic(&given.side[NEW], "l-0a1b2c3d-16", 1);
    expect_only(&given, CHANGE_ID, "l-0a1b2c3d-15", "l-0a1b2c3d-16");
    given_begin(&given);
    given_clinic(&given.side[OLD], "l-0a1b2c3d-aabbccddeeff", 1);
    given_clinic(&given.side[NEW], "l-0a1b2c3d-00112233445a", 1);
    expect_same(&given);
    given_begin(&given);
    given_clinic(&given.side[OLD], "l-0a1b2c3d-15", 1);
    given_clinic(&given.side[NEW], "l-99999999-15", 1); /* another title */
    expect_same(&given);
}

/* ---- written otherwise ---- */

Test(changes, a_name_written_otherwise_is_the_same)
{
    static const char *const same[][2] = {
        {"高島ＡＢＣクリニック", "髙島ABCクリニック"},
        {"湖南 医院", "湖南　医院"},
        {"湖南医院", "湖　南　医　院"},
        {"湖南リハビリセンター", "湖南ﾘﾊﾋﾞﾘｾﾝﾀｰ"},
        {"霞ヶ関診療所", "霞が関診療所"},
        {"（医）湖南医院", "(医) 湖南医院"},
        {"訪問看護ステーション・さくら", "訪問看護ステーションさくら"},
        {"斎藤内科", "齋藤内科"},
    };
    struct given given;

    for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
        struct facility *facility = begin(&given);
        given_of(&given.side[OLD], "n-1")->name = same[i][0];
        facility->name = same[i][1];
        expect_same(&given);
    }
}

Test(changes, a_telephone_number_written_otherwise_is_the_same)
{
    static const char *const same[] = {"０７７－５２２－０００１",
                                       "0775220001",
                                       "(077)522-0001",
                                       "077‐522‐0001",
                                       "077 522 0001",
                                       "+81-77-522-0001"};
    struct given given;

    for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
        begin(&given)->phone = same[i];
        expect_same(&given);
    }
    begin(&given)->phone = "077-522-0001 内線12";
    given_compare(&given);
    given_only(&given, CHANGE_PHONE);
    given_end(&given);
}

Test(changes, days_and_beds_written_otherwise_are_the_same)
{
    struct given given;
    struct facility *facility = begin(&given);

    facility->available_days = "平日、土曜日";
    facility->beds_general = "010";
    facility->beds_recuperation = "0";
    expect_same(&given);
}

Test(changes, an_address_written_otherwise_is_the_same)
{
    static const char *const same[][2] = {
        {"滋賀県大津市御陵町３丁目１番２号", "滋賀県大津市御陵町3-1-2"},
        {"滋賀県大津市御陵町三丁目１番地の２", "大津市御陵町３－１－２"},
        {"滋賀県大津市御陵町3-1", "御陵町3-1"},
        {"滋賀県大津市大字御陵町字西3番地1", "滋賀県大津市御陵町西3-1"},
        {"滋賀県大津市御陵町3-1", "滋賀県大津市御陵町3-1 湖南ビル2階"},
        {"滋賀県犬上郡豊郷町石畑375", "滋賀県豊郷町石畑375番地"},
        {"滋賀県大津市御陵町3-1-2", "滋賀県大津市御陵町3-1　－2"},
        {"京都市中京区寺町通御池上る上本能寺前町488",
         "京都市中京区上本能寺前町488"},
        {"宮城県塩竈市旭町1-1", "宮城県塩釜市旭町1-1"},
    };
    struct given given;

    for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
        struct facility *facility = begin(&given);
        given_of(&given.side[OLD], "n-1")->address = same[i][0];
        facility->address = same[i][1];
        expect_same(&given);
    }
}

Test(changes, an_address_that_reads_differently_is_a_move)
{
    static const char *const other[][2] = {
        {"滋賀県大津市御陵町3-1", "滋賀県大津市御陵町3-2"},
        {"滋賀県大津市御陵町3-1", "滋賀県大津市御陵町3-1-5"},
        {"滋賀県大津市御陵町3-1", "滋賀県大津市北御陵町3-1"},
        {"滋賀県大津市御陵町3-1", "滋賀県草津市御陵町3-1"},
        {"滋賀県大津市浜町中央3-1", "滋賀県大津市本町中央3-1"},
        {"滋賀県大津市御陵町3-1", "滋賀県大津市3-1"},
        {"滋賀県大津市御陵町3-1", "滋賀県大津市御陵町"},
    };
    struct given given;

    for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++) {
        struct facility *facility = begin(&given);
        given_of(&given.side[OLD], "n-1")->address = other[i][0];
        facility->address = other[i][1];
        expect_only(&given, CHANGE_MOVED, other[i][0], other[i][1]);
    }
}

/* ---- records that are one on one side ---- */

Test(changes, a_record_that_went_into_another_is_not_gone)
{
    struct given given;

    given_begin(&given);
    given_both(&given, "n-1", 1);
    struct facility *office = given_clinic(&given.side[OLD], "k-1", 2);
    given_services(office, "visiting-nurse");
    office->name = "訪問看護ステーション";
    given_services(given_of(&given.side[NEW], "n-1"), "clinic visiting-nurse");
    given_of(&given.side[OLD], "n-1")->phone = NULL; /* the office's, in NEW */
    table_add_alias(&given.side[NEW], table_find(&given.side[NEW], "n-1"),
                    "k-1");
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0, "no service and no value came");
    cr_expect_eq(given.changes.n_left_out_old, 1);
    given_end(&given);
}

Test(changes, a_record_that_was_part_of_another_is_not_new)
{
    struct given given;

    given_begin(&given);
    given_both(&given, "n-1", 1);
    given_services(given_clinic(&given.side[NEW], "k-1", 2), "visiting-nurse");
    given_services(given_of(&given.side[OLD], "n-1"), "clinic visiting-nurse");
    table_add_alias(&given.side[OLD], table_find(&given.side[OLD], "n-1"),
                    "k-1");
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    cr_expect_eq(given.changes.n_left_out_new, 1);
    given_end(&given);
}

/* ---- order ---- */

Test(changes, are_sorted_by_municipality_kind_id_and_change)
{
    struct given given;
    static const char *const expected[] = {"n-4 new", "n-2 renamed",
                                           "n-2 phone", "n-3 new", "n-1 gone"};

    given_begin(&given);
    memcpy(given_clinic(&given.side[NEW], "n-4", 4)->municipality_code, "01101",
           6);
    given_services(given_clinic(&given.side[NEW], "n-3", 3), "pharmacy");
    given_both(&given, "n-2", 2);
    given_of(&given.side[NEW], "n-2")->phone = "0";
    given_of(&given.side[NEW], "n-2")->name = "湖南みらい診療所";
    memcpy(given_clinic(&given.side[OLD], "n-1", 1)->municipality_code, "47201",
           6);
    given_compare(&given);
    cr_assert_eq(given.changes.n, 5);
    for (size_t i = 0; i < 5; i++) {
        const struct change *change = &given.changes.item[i];
        char text[64];
        snprintf(text, sizeof(text), "%s %s",
                 change_facility(&given.changes, change)->id,
                 change_names[change->kind].id);
        cr_expect_str_eq(text, expected[i]);
    }
    given_end(&given);
}

Test(changes, names_are_promises)
{
    static const char *const name[] = {
        "new",   "gone",    "moved",         "position",        "renamed",
        "phone", "hours",   "beds",          "filed",           "withdrawn",
        "known", "unknown", "service-added", "service-dropped", "municipality",
        "id",    "possible"};

    cr_assert_eq(CHANGE_COUNT, sizeof(name) / sizeof(*name));
    for (int k = 0; k < CHANGE_COUNT; k++)
        cr_expect_str_eq(change_names[k].id, name[k]);
}

Test(changes, names_of_what_is_not_compared_are_promises)
{
    static const char *const name[] = {"listing", "prefecture", "filing-list",
                                       "kind",    "split",      "united",
                                       "filings", "value",      "unread"};

    cr_assert_eq(CHANGE_BLIND_COUNT, sizeof(name) / sizeof(*name));
    for (int b = 0; b < CHANGE_BLIND_COUNT; b++)
        cr_expect_str_eq(change_blind_names[b], name[b]);
}
