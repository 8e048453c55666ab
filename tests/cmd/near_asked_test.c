/* zaitaku near: what may be asked, and where a home is. */
#include "norm/holiday.h"
#include "tests/cmd/near_given.h"

TestSuite(near_asked, .init = start, .fini = finish);

/* ---- kinds and functions ---- */

static void expect_refused_needs(const char *kind_id, const char *function_id,
                                 const char *words)
{
    struct near_order order = {.count = 1};
    struct err err = {0};

    cr_expect_not(near_needs(&order, &kind_id, kind_id != NULL, &function_id,
                             function_id != NULL, &err));
    cr_expect_eq(err.class, ERR_USAGE);
    cr_expect_not_null(strstr(err.text, words), "%s", err.text);
}

Test(near_asked, what_nobody_can_have_is_refused_with_the_nearest_name)
{
    expect_refused_needs("visiting-nurs", NULL, "visiting-nurse");
    expect_refused_needs(NULL, "nursing-24", "nursing-24h");
    expect_refused_needs("x", NULL, "list needs");
    /* A part of a name is as good as a slip. */
    expect_refused_needs("nurse", NULL, "visiting-nurse");
    expect_refused_needs(NULL, "精神科訪問", "nursing-psychiatric");
    expect_refused_needs(NULL, "visiting-nurse", "--kind");
    expect_refused_needs("clinic", "24h", "nursing-24h");
}

Test(near_asked, kinds_follow_from_functions_and_usual_ones_come_to_the_home)
{
    struct near_order order = asked(NULL, "24h");

    cr_expect_eq(order.services, kind("visiting-nurse"));
    order = asked(NULL, NULL);
    cr_expect(order.services & kind("visiting-nurse"));
    cr_expect(order.services & kind("home-care"));
    cr_expect(order.services & kind("care-manager"));
    cr_expect(order.services & kind("clinic"));
    cr_expect_not(order.services & kind("day-care"));
    cr_expect_not(order.services & kind("nursing-home"));
}

Test(near_asked, the_words_of_the_trade_are_understood)
{
    struct near_order order = asked("訪問看護", "24時間");

    cr_expect_eq(order.services, kind("visiting-nurse"));
    cr_expect_str_eq(order.function[0].id, "nursing-24h");
    for (size_t at = 0; need_also("nursing-24h", at); at++) {
        struct need need;
        cr_assert(need_find(need_also("nursing-24h", at), &need));
        cr_expect_str_eq(need.id, "nursing-24h");
    }
    cr_expect_not_null(need_also("nursing-24h", 0));
    cr_expect_null(need_also("clinic", 0));
}

static enum need_state judged(const struct near_order *order,
                              const char *kind_id, function_set filed,
                              function_set not_filed)
{
    struct facility facility = {
        .services = kind(kind_id), .filed = filed, .not_filed = not_filed};

    return near_judge(order, &facility);
}

Test(near_asked, all_functions_are_wanted_and_unknown_is_not_no)
{
    const char *kinds_given[] = {"visiting-nurse", "care-manager"};
    const char *functions_given[] = {"24h", "psychiatric"};
    struct near_order order = {.count = 1};
    struct err err = {0};

    cr_assert(near_needs(&order, kinds_given, 2, functions_given, 2, &err));
    cr_expect_eq(judged(&order, "visiting-nurse", H24 | PSY, 0), NEED_YES);
    cr_expect_eq(judged(&order, "visiting-nurse", H24, 0), NEED_UNKNOWN);
    cr_expect_eq(judged(&order, "visiting-nurse", 0, 0), NEED_UNKNOWN);
    cr_expect_eq(judged(&order, "visiting-nurse", H24, PSY), NEED_NO);
    cr_expect_eq(judged(&order, "visiting-nurse", 0, PSY), NEED_NO);
    /* It files none of them, and is asked for as it is. */
    cr_expect_eq(judged(&order, "care-manager", 0, 0), NEED_YES);
    cr_expect_eq(judged(&order, "clinic", 0, 0), NEED_ELSE);
}

Test(near_asked, one_of_several_kinds_is_enough)
{
    struct near_order order = asked(NULL, NULL);
    function_set visits = FUNCTION_BIT(FUNCTION_home_medical_management);
    function_set all = functions_of(POINTS_BIT(POINTS_MEDICAL));

    cr_expect_eq(judged(&order, "clinic", visits, all & ~visits), NEED_YES);
    cr_expect_eq(judged(&order, "clinic", 0, all), NEED_NO);
    cr_expect_eq(judged(&order, "clinic", 0, 0), NEED_UNKNOWN);
    /* A hospital without a dentist's list is not unknown because of it. */
    cr_expect_eq(judged(&order, "hospital", 0, all), NEED_NO);
}

/* ---- limits ---- */

static void expect_within(const char *text, double metres, double minutes)
{
    struct near_order order = {.within_m = NEAR_VISIT_M};
    struct err err = {0};

    cr_assert(near_within(&order, text, &err), "%s: %s", text, err.text);
    cr_expect_float_eq(order.within_m, metres, 1e-9, "%s", text);
    cr_expect_eq(isnan(order.within_min), isnan(minutes), "%s", text);
    if (!isnan(minutes))
        cr_expect_float_eq(order.within_min, minutes, 1e-9, "%s", text);
}

Test(near_asked, a_limit_is_a_distance_or_a_time_in_any_width)
{
    static const char *const bad[] = {"16",     "km",   "0km",  "-3km",
                                      "201km",  "1e9m", "16mi", "nan km",
                                      "601min", ""};

    expect_within("16km", 16000, NAN);
    expect_within("800m", 800, NAN);
    expect_within("０．５ｋｍ", 500, NAN);
    expect_within("3㎞", 3000, NAN);
    expect_within("16キロ", 16000, NAN);
    expect_within("30min", NEAR_VISIT_M, 30);
    expect_within("３０分", NEAR_VISIT_M, 30);
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct near_order order = {.within_m = 1};
        struct err err = {0};
        cr_expect_not(near_within(&order, bad[i], &err), "%s", bad[i]);
        cr_expect_eq(err.class, ERR_USAGE);
    }
}

Test(near_asked, a_limit_has_two_sides_and_between_them_what_errors_could_turn)
{
    cr_expect_eq(near_side_of(15899.9, 16000, 0), NEAR_WITHIN);
    cr_expect_eq(near_side_of(15900, 16000, 0), NEAR_UNSURE);
    cr_expect_eq(near_side_of(16000, 16000, 0), NEAR_UNSURE);
    cr_expect_eq(near_side_of(16100, 16000, 0), NEAR_UNSURE);
    cr_expect_eq(near_side_of(16100.1, 16000, 0), NEAR_BEYOND);
    cr_expect_eq(near_side_of(15599.9, 16000, 400), NEAR_WITHIN);
    cr_expect_eq(near_side_of(15600, 16000, 400), NEAR_UNSURE);
    cr_expect_eq(near_side_of(16400, 16000, 400), NEAR_UNSURE);
}

/* ---- days and times ---- */

static void expect_when(const char *day, const char *time,
                        struct hours_when wanted, const char *date)
{
    struct near_order order = {.count = 1};
    struct err err = {0};

    cr_assert(near_when(&order, day, time, &err), "%s %s: %s", day, time,
              err.text);
    cr_expect(order.timed);
    cr_expect_eq(order.when.today.day, wanted.today.day, "%s", day);
    cr_expect_eq(order.when.today.nth, wanted.today.nth, "%s", day);
    cr_expect_eq(order.when.before.day, wanted.before.day, "%s", day);
    cr_expect_eq(order.when.minute, wanted.minute, "%s", time);
    cr_expect_str_eq(order.date, date);
}

Test(near_asked, days_and_times_are_read_as_people_write_them)
{
    static const char *const saturdays[] = {"土",  "土曜",     "土曜日", "Sa",
                                            "sat", "Saturday", "ＳＡ"};
    static const char *const sixes[] = {"18:00",   "１８：００",   "18時",
                                        "午後6時", "午後６：００", "18時00分"};

    for (size_t i = 0; i < sizeof(saturdays) / sizeof(*saturdays); i++)
        expect_when(saturdays[i], "18:00", hours_on_day(DAY_SA, 1080), "");
    for (size_t i = 0; i < sizeof(sixes) / sizeof(*sixes); i++)
        expect_when("日", sixes[i], hours_on_day(DAY_SU, 1080), "");
    expect_when("祝日", NULL, hours_on_day(DAY_PH, -1), "");
    expect_when("火", "午前9時半", hours_on_day(DAY_TU, 570), "");
    expect_when("火", "正午", hours_on_day(DAY_TU, 720), "");
    expect_when("2026-05-03", "0:00",
                hours_on_date(calendar_day(2026, 5, 3), 0), "2026-05-03");
    expect_when("令和8年5月6日", NULL,
                hours_on_date(calendar_day(2026, 5, 6), -1), "2026-05-06");
}

Test(near_asked, today_is_japans_today)
{
    /* 2026-05-05 20:30 UTC is the 6th in Japan, 5:30. */
    setenv("SOURCE_DATE_EPOCH", "1778013000", 1);
    expect_when("今日", NULL, hours_on_date(calendar_day(2026, 5, 6), -1),
                "2026-05-06");
    expect_when("now", NULL, hours_on_date(calendar_day(2026, 5, 6), 330),
                "2026-05-06");
    expect_when("now", "18:00", hours_on_date(calendar_day(2026, 5, 6), 1080),
                "2026-05-06");
    expect_when("明日", NULL, hours_on_date(calendar_day(2026, 5, 7), -1),
                "2026-05-07");
    expect_when(NULL, "18:00", hours_on_date(calendar_day(2026, 5, 6), 1080),
                "2026-05-06");
}

Test(near_asked, what_is_no_day_and_no_time_is_refused)
{
    static const char *const days[] = {"土よう", "someday", "2026-02-30",
                                       "日曜祝", ""};
    static const char *const times[] = {
        "24:00", "18", "18:60", "午後12時", "午前13時", "8時xx", "-1:00", ""};
    struct near_order order = {.count = 1};

    for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
        struct err err = {0};
        cr_expect_not(near_when(&order, days[i], NULL, &err), "%s", days[i]);
        cr_expect_eq(err.class, ERR_USAGE);
    }
    for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++) {
        struct err err = {0};
        cr_expect_not(near_when(&order, "土", times[i], &err), "%s", times[i]);
        cr_expect_eq(err.class, ERR_USAGE);
    }
}

/* ---- the home ---- */

Test(near_asked, a_place_is_longitude_then_latitude_and_in_japan)
{
    static const char *const good[] = {"136.25,35.5", "１３６．２５，３５．５",
                                       " 136.25 , 35.5 ", "136.25、35.5"};
    static const char *const bad[] = {
        "35.5,136.25",  "136.25",        "136.25,x", "0,0",
        "136.25,-35.5", "136.25,35.5,1", "nan,nan",  "155,35"};

    for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
        struct near_home home = {.error_m = 0};
        struct err err = {0};
        cr_assert(near_home_at(&home, good[i], &err), "%s", good[i]);
        cr_expect_float_eq(home.point.lon_deg, 136.25, 1e-12);
        cr_expect_float_eq(home.point.lat_deg, 35.5, 1e-12);
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct near_home home = {.error_m = 0};
        struct err err = {0};
        cr_expect_not(near_home_at(&home, bad[i], &err), "%s", bad[i]);
        cr_expect_eq(err.class, ERR_USAGE);
        /* It may be a patient's home. */
        cr_expect_null(strstr(err.text, "136.25"), "%s", err.text);
        cr_expect_null(strstr(err.text, "35.5"), "%s", err.text);
    }
    struct near_home home = {.error_m = 0};
    struct err err = {0};
    near_home_at(&home, bad[0], &err);
    cr_expect_not_null(strstr(err.text, "exchanged"));
}

/* ---- distances ---- */

Test(near_asked, the_rough_distance_is_as_near_as_it_says)
{
    uint32_t seed = 5;

    for (int i = 0; i < 200000; i++) {
        struct lonlat a = {between(&seed, 122, 154), between(&seed, 20, 46)};
        double size = i % 2 ? 0.3 : 2.8;
        struct lonlat b = {a.lon_deg + between(&seed, -size, size),
                           a.lat_deg + between(&seed, -size, size)};
        double exact_m = crs_distance_m(a, b), rough_m = near_rough_m(a, b);
        if (exact_m > 300000)
            continue;
        cr_assert(fabs(exact_m - rough_m) <= near_rough_error_m(rough_m),
                  "%.3f is %.3f", exact_m, rough_m);
    }
}

Test(near_asked, the_box_holds_all_within_the_radius)
{
    uint32_t seed = 9;

    for (int i = 0; i < 100000; i++) {
        struct lonlat a = {between(&seed, 122, 154), between(&seed, 20, 46)};
        struct lonlat b = {a.lon_deg + between(&seed, -1, 1),
                           a.lat_deg + between(&seed, -1, 1)};
        struct store_box box = near_box(a, crs_distance_m(a, b));
        cr_assert(b.lon_deg >= box.west_deg && b.lon_deg <= box.east_deg &&
                  b.lat_deg >= box.south_deg && b.lat_deg <= box.north_deg);
    }
}
