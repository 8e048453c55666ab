#include "norm/position.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

/* Latitude first, as the published columns stand. */
static void expect(const char *lat, const char *lon,
                   enum position_verdict wanted)
{
    double lon_deg = -1, lat_deg = -2;
    enum position_verdict got =
        position_read(str_of(lon), str_of(lat), &lon_deg, &lat_deg);

    cr_expect_eq(got, wanted, "%s,%s: %s", lat, lon,
                 position_verdict_text(got));
    if (got != POSITION_USABLE)
        cr_expect(lon_deg == -1 && lat_deg == -2, "%s,%s was set", lat, lon);
}

Test(position, a_pair_in_japan_is_usable_and_set)
{
    double lon_deg, lat_deg;

    cr_assert_eq(position_read(STR("141.341013700000000"),
                               STR("43.054423515044700"), &lon_deg, &lat_deg),
                 POSITION_USABLE);
    cr_expect_float_eq(lon_deg, 141.3410137, 1e-12);
    cr_expect_float_eq(lat_deg, 43.0544235150447, 1e-12);
}

Test(position, full_width_is_folded)
{
    expect("４３．０５４４", "　１４１．３４１０ ", POSITION_USABLE);
    expect("３５．６", "－２２０．３", POSITION_WRAPPED);
}

Test(position, the_extreme_points_of_japan_are_usable)
{
    expect("24.449444", "122.932500", POSITION_USABLE); /* 与那国島 */
    expect("24.283056", "153.986389", POSITION_USABLE); /* 南鳥島 */
    expect("20.425278", "136.069722", POSITION_USABLE); /* 沖ノ鳥島 */
    expect("45.557222", "148.752222", POSITION_USABLE); /* 択捉島 */
}

Test(position, nothing_and_zero_are_blank)
{
    expect("", "", POSITION_BLANK);
    expect(" 　", "", POSITION_BLANK);
    expect("0.0", "0.0", POSITION_BLANK);
    expect("0.000000000000000", "0.000000000000000", POSITION_BLANK);
    expect("-0.0", "0", POSITION_BLANK);
    expect("０", "", POSITION_BLANK);
}

Test(position, one_of_two_blank_is_unreadable)
{
    expect("43.05", "", POSITION_UNREADABLE);
    expect("", "141.3", POSITION_UNREADABLE);
    expect("0.0", "141.3", POSITION_UNREADABLE);
}

Test(position, text_and_degrees_minutes_are_unreadable)
{
    expect("北緯43度3分", "東経141度20分", POSITION_UNREADABLE);
    expect("43.3.15", "141.20.27", POSITION_UNREADABLE);
    expect("N43.05", "E141.34", POSITION_UNREADABLE);
    expect("43,05", "141,34", POSITION_UNREADABLE);
    expect("43.05 141.34", "141.34", POSITION_UNREADABLE);
    expect("nan", "inf", POSITION_UNREADABLE);
    expect("-", "-", POSITION_UNREADABLE);
}

Test(position, an_exchanged_pair_is_swapped)
{
    expect("141.3410", "43.0544", POSITION_SWAPPED);
}

Test(position, a_turn_of_360_degrees_is_wrapped)
{
    expect("39.7", "-218.04486", POSITION_WRAPPED);
    expect("35.0", "-223.1122", POSITION_WRAPPED);
    expect("35.0", "499.7", POSITION_WRAPPED);
}

Test(position, the_centre_of_a_country_is_no_position)
{
    expect("36.204824", "138.252924", POSITION_CENTRE);
    expect("36.204824000000000", "138.252924000000000", POSITION_CENTRE);
    expect("53.41291", "-8.24389", POSITION_CENTRE);
    expect("36.20483", "138.25293", POSITION_CENTRE);
    expect("36.20484", "138.252924", POSITION_USABLE);
}

Test(position, another_country_is_outside)
{
    expect("40.746355", "-73.983208", POSITION_OUTSIDE); /* New York */
    expect("25.0330", "121.5654", POSITION_OUTSIDE);     /* Taiwan */
    expect("47.5", "14.5", POSITION_OUTSIDE);            /* Austria */
    expect("20.29", "136.0", POSITION_OUTSIDE);
    expect("1000000", "1000000", POSITION_OUTSIDE);
}

Test(position, numbers_are_judged_like_text)
{
    cr_expect_eq(position_judge(141.3, 43.0), POSITION_USABLE);
    cr_expect_eq(position_judge(0, -0.0), POSITION_BLANK);
    cr_expect_eq(position_judge(0, 43.0), POSITION_OUTSIDE);
    cr_expect_eq(position_judge(43.0, 141.3), POSITION_SWAPPED);
    cr_expect_eq(position_judge(-218.04486, 39.7), POSITION_WRAPPED);
    cr_expect_eq(position_judge(-8.24389, 53.41291), POSITION_CENTRE);
    cr_expect_eq(position_judge(NAN, 43.0), POSITION_UNREADABLE);
    cr_expect_eq(position_judge(INFINITY, 43.0), POSITION_OUTSIDE);
}

Test(position, every_verdict_has_its_own_text)
{
    for (int a = 0; a < POSITION_VERDICT_COUNT; a++)
        for (int b = 0; b < a; b++)
            cr_expect_str_neq(position_verdict_text(a),
                              position_verdict_text(b));
    cr_expect_str_eq(position_verdict_text(POSITION_SWAPPED),
                     "latitude and longitude are exchanged");
}
