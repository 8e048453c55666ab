/* zaitaku near: days and hours, and what is left out. */
#include "tests/cmd/near_given.h"

TestSuite(near_hours, .init = start, .fini = finish);

Test(near_hours,
     what_does_not_come_is_left_out_when_closed_and_unknown_hours_are_not)
{
    struct table table = empty_table();
    struct near_order order = asked("clinic", NULL);
    struct err err = {0};

    add(&table, "n-unknown", "clinic", north(100));
    add(&table, "n-closed", "clinic", north(200))->opening_hours =
        "Mo-Fr 09:00-17:00; Sa-Su,PH off";
    add(&table, "n-open", "clinic", north(300))->opening_hours =
        "Mo-Fr 09:00-17:00; Sa 09:00-20:00; Su,PH off";
    add(&table, "n-weeks", "clinic", north(400))->opening_hours =
        "Mo-Sa 09:00-20:00; Su,PH off; Sa[2] off";
    add(&table, "n-note", "clinic", north(500))->opening_hours =
        "Mo-Sa 09:00-20:00; Su,PH off";
    table.facility[4]->closed_days_note = "05月02日，08月14日";
    save(&table);
    cr_assert(near_when(&order, "土", "18:00", &err));
    struct near_found found = find(&order);
    cr_expect_eq(found.closed.n, 1);
    cr_assert_eq(found.known.n, 2);
    cr_expect_str_eq(id_of(&found, &found.known, 0), "n-open");
    cr_expect_str_eq(id_of(&found, &found.known, 1), "n-note");
    cr_assert_eq(found.unsure.n, 2);
    cr_expect_str_eq(id_of(&found, &found.unsure, 0), "n-unknown");
    cr_expect_str_eq(id_of(&found, &found.unsure, 1), "n-weeks");
    near_found_release(&found);
    /* The first Saturday of May 2026, which one of them names as closed. */
    cr_assert(near_when(&order, "2026-05-02", "18:00", &err));
    found = find(&order);
    cr_assert_eq(found.known.n, 2);
    cr_expect_str_eq(id_of(&found, &found.known, 1), "n-weeks");
    cr_expect_eq(found.unsure.n, 2);
    near_found_release(&found);
}

static struct table stations(void)
{
    struct table table = empty_table();

    add_station(&table, "k-closed", north(100), 0, 0)->opening_hours = WEEKDAYS;
    add_station(&table, "k-plain", north(200), 0, H24)->opening_hours =
        WEEKDAYS;
    add_station(&table, "k-call", north(300), H24, 0)->opening_hours = WEEKDAYS;
    add_station(&table, "k-unknown", north(400), 0, 0);
    add_station(&table, "k-call-unknown", north(500), H24, 0);
    add_station(&table, "k-open", north(600), 0, 0)->opening_hours =
        "Mo-Su,PH 00:00-24:00";
    return table;
}

Test(near_hours, who_comes_to_the_home_is_never_dropped_by_days_and_hours)
{
    struct table table = stations();
    struct near_order order = asked("visiting-nurse", NULL);
    struct near_said said = {.why = {0}};
    struct err err = {0};

    save(&table);
    cr_assert(near_when(&order, "日", "21:00", &err));
    struct near_found found = find(&order);
    cr_expect_eq(found.closed.n, 0);
    cr_assert_eq(found.known.n, 3);
    cr_expect_str_eq(id_of(&found, &found.known, 0), "k-call");
    cr_expect_str_eq(id_of(&found, &found.known, 1), "k-call-unknown");
    cr_expect_str_eq(id_of(&found, &found.known, 2), "k-open");
    cr_assert_eq(found.unsure.n, 1);
    cr_expect_str_eq(id_of(&found, &found.unsure, 0), "k-unknown");
    cr_assert_eq(found.resting.n, 2);
    cr_expect_str_eq(id_of(&found, &found.resting, 0), "k-closed");
    cr_expect_str_eq(id_of(&found, &found.resting, 1), "k-plain");
    near_say(&found, &found.known.item[0], true, &said);
    cr_expect_not_null(strstr(said.why.ptr, "24時間対応体制加算の届出があり"));
    cr_expect_not_null(strstr(said.why.ptr, "公表の曜日・時間では休み"));
    near_say(&found, &found.resting.item[0], true, &said);
    cr_expect_not_null(strstr(said.unknown.ptr, "電話で確認"));
    near_said_release(&said);
    near_found_release(&found);
}

Test(near_hours, a_filing_of_24_hours_is_no_answer_for_another_trade)
{
    struct near_order order = asked("dental-visits", NULL);
    const function_set both =
        FUNCTION_BIT(FUNCTION_visiting_dental) |
        FUNCTION_BIT(FUNCTION_home_care_support_hospital_1);
    struct facility hospital = {.services = kind("hospital"), .filed = both};

    cr_expect(near_comes(&order, &hospital));
    cr_expect_eq(near_on_call_by(&order, &hospital), 0);
    order = asked("doctor-visits", NULL);
    cr_expect_eq(near_on_call_by(&order, &hospital),
                 FUNCTION_BIT(FUNCTION_home_care_support_hospital_1));
    /* Asked for as an outpatient's hospital, it does not come. */
    order = asked("hospital", NULL);
    cr_expect_not(near_comes(&order, &hospital));
    cr_expect_eq(near_on_call_by(&order, &hospital), 0);
    order = asked(NULL, "24h");
    struct facility station = {.services = kind("visiting-nurse"),
                               .filed = H24};
    cr_expect_eq(near_on_call_by(&order, &station), H24);
    cr_expect_eq(near_on_call(&order, &station), NEED_YES);
    station.filed = 0;
    cr_expect(near_comes(&order, &station));
    cr_expect_eq(near_on_call_by(&order, &station), 0);
    cr_expect_eq(near_on_call(&order, &station), NEED_UNKNOWN);
    station.not_filed = H24;
    cr_expect_eq(near_on_call(&order, &station), NEED_ELSE);
    /* A service of day and night by law. */
    order = asked("round-the-clock-care", NULL);
    struct facility always = {.services = kind("round-the-clock-care")};
    cr_expect_eq(near_on_call(&order, &always), NEED_YES);
}

Test(near_hours, outpatient_hours_rule_out_no_doctor_who_was_asked_for_visits)
{
    struct table table = empty_table();
    struct near_order order = asked("clinic", "doctor-visits");
    struct near_said said = {.why = {0}};
    struct err err = {0};
    struct facility *clinic = add(&table, "n-1", "clinic", north(100));

    clinic->opening_hours = WEEKDAYS;
    clinic->filed = FUNCTION_BIT(FUNCTION_home_medical_management);
    clinic->not_filed = functions_of(POINTS_BIT(POINTS_MEDICAL)) &
                        ~FUNCTION_BIT(FUNCTION_home_medical_management);
    clinic->filing_list = FILING_LIST_HAS;
    clinic = add(&table, "n-2", "clinic", north(200));
    clinic->opening_hours = WEEKDAYS;
    save(&table);
    cr_assert(near_when(&order, "日", NULL, &err));
    struct near_found found = find(&order);
    cr_expect_eq(found.closed.n, 0);
    cr_assert_eq(found.resting.n, 1);
    cr_expect_str_eq(id_of(&found, &found.resting, 0), "n-1");
    /* It may have filed that it can be reached at all hours. */
    cr_assert_eq(found.unsure.n, 1);
    near_say(&found, &found.unsure.item[0], true, &said);
    cr_expect_not_null(strstr(said.unknown.ptr, "24時間の対応は届出が不明"));
    near_said_release(&said);
    near_found_release(&found);
    order = asked("clinic", NULL);
    cr_assert(near_when(&order, "日", NULL, &err));
    found = find(&order);
    cr_expect_eq(found.closed.n, 2);
    cr_expect_eq(found.resting.n, 0);
    near_found_release(&found);
}

/* ---- what is left out ---- */

Test(near_hours, json_names_what_is_left_out)
{
    static const struct lonlat nowhere = {NAN, NAN};
    struct table table = empty_table();
    struct near_order order = asked("pharmacy", NULL);
    struct err err = {0};
    struct buf out = {0};

    add(&table, "n-open", "pharmacy", north(100))->opening_hours =
        "Mo-Su,PH 00:00-24:00";
    struct facility *closed = add(&table, "n-shut", "pharmacy", north(200));
    closed->opening_hours = WEEKDAYS;
    closed->phone = "077-000-0001";
    memcpy(add(&table, "n-next", "pharmacy", north(300))->municipality_code,
           "25206", 6);
    memcpy(add(&table, "n-lost", "pharmacy", nowhere)->municipality_code,
           "25206", 6);
    /* What is nowhere comes after what is somewhere. */
    add(&table, "n-shut-lost", "pharmacy", nowhere)->opening_hours = WEEKDAYS;
    add(&table, "n-shut-far", "pharmacy", north(900))->opening_hours = WEEKDAYS;
    add(&table, "n-shut-near", "pharmacy", north(150))->opening_hours =
        WEEKDAYS;
    save(&table);
    cr_assert(near_when(&order, "日", "21:00", &err));
    order.form = NEAR_JSON;
    struct near_found found = find(&order);
    near_json(&found, &out);
    const char *left = strstr(out.ptr, "\"left_out\":{");
    cr_assert_not_null(left);
    cr_expect_not_null(strstr(left, "n-shut"));
    cr_expect_not_null(strstr(left, "077-000-0001"));
    cr_expect_not_null(strstr(left, "n-lost"));
    cr_expect_null(strstr(left, "n-open"));
    cr_assert_eq(found.closed.n, 4);
    cr_expect_str_eq(id_of(&found, &found.closed, 0), "n-shut-near");
    cr_expect_str_eq(id_of(&found, &found.closed, 1), "n-shut");
    cr_expect_str_eq(id_of(&found, &found.closed, 2), "n-shut-far");
    cr_expect_str_eq(id_of(&found, &found.closed, 3), "n-shut-lost");
    near_found_release(&found);
    order.form = NEAR_TEXT;
    found = find(&order);
    buf_clear(&out);
    near_text(&found, false, &out);
    cr_expect_not_null(strstr(out.ptr, "comes to the home: 4"), "%s", out.ptr);
    cr_expect_not_null(strstr(out.ptr, "without a position: 1"));
    buf_release(&out);
    near_found_release(&found);
}
