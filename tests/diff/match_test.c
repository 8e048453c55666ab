/* Which facility of one side is which of the other. */
#include "given.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* How a facility of OLD was found, and as what. */
static enum match_by found(const struct given *given, const char *old,
                           const char *new)
{
    uint32_t a = table_find(&given->side[OLD], old);
    uint32_t b = table_find(&given->side[NEW], new);

    cr_assert_neq(a, NO_FACILITY);
    cr_assert_neq(b, NO_FACILITY);
    return given->match.partner[a] == b ? (enum match_by)given->match.by[a]
                                        : MATCH_NONE;
}

static void fill(struct given *given, const char *old, const char *new,
                 unsigned number)
{
    given_clinic(&given->side[OLD], old, number);
    given_clinic(&given->side[NEW], new, number);
}

Test(match, an_own_id_goes_before_everything_else)
{
    struct given given;

    given_begin(&given);
    given_clinic(&given.side[OLD], "n-1", 1);
    given_clinic(&given.side[NEW], "n-1", 2);
    given_clinic(&given.side[NEW], "n-2", 1); /* all but the id */
    given_compare(&given);
    cr_expect_eq(found(&given, "n-1", "n-1"), MATCH_ID);
    cr_expect_eq(given.changes.count[CHANGE_NEW], 1);
    given_end(&given);
}

Test(match, former_and_further_ids_lead_to_the_facility)
{
    struct given given;

    given_begin(&given);
    fill(&given, "k-1", "m-1", 1);
    table_add_alias(&given.side[NEW], table_find(&given.side[NEW], "m-1"),
                    "k-1");
    fill(&given, "m-2", "k-2", 2);
    table_add_alias(&given.side[OLD], table_find(&given.side[OLD], "m-2"),
                    "k-2");
    given_compare(&given);
    cr_expect_eq(found(&given, "k-1", "m-1"), MATCH_ID);
    cr_expect_eq(found(&given, "m-2", "k-2"), MATCH_ID);
    cr_expect_eq(given.changes.n, 0, "the same facility under known ids");
    given_end(&given);
}

Test(match, a_code_finds_a_facility_whose_id_changed)
{
    struct given given;
    static const enum field_id code[] = {FIELD_medical_code,
                                         FIELD_office_number, FIELD_navii_id};

    for (size_t c = 0; c < 3; c++) {
        given_begin(&given);
        given_clinic(&given.side[OLD], "l-1", 1);
        given_clinic(&given.side[NEW], "l-2", 2); /* and nothing else alike */
        *field_member(given_of(&given.side[OLD], "l-1"), code[c]) =
            "2510100013";
        *field_member(given_of(&given.side[NEW], "l-2"), code[c]) =
            "2510100013";
        given_compare(&given);
        cr_expect_eq(found(&given, "l-1", "l-2"), MATCH_CODE);
        cr_expect_eq(given.changes.count[CHANGE_ID], 1);
        given_end(&given);
    }
}

Test(match, a_code_that_both_have_as_a_further_id_is_a_code)
{
    struct given given;

    given_begin(&given);
    fill(&given, "n-1", "n-2", 1);
    table_add_alias(&given.side[OLD], table_find(&given.side[OLD], "n-1"),
                    "m-2510100013");
    table_add_alias(&given.side[NEW], table_find(&given.side[NEW], "n-2"),
                    "m-2510100013");
    given_compare(&given);
    cr_expect_eq(found(&given, "n-1", "n-2"), MATCH_CODE);
    given_only(&given, CHANGE_ID);
    given_end(&given);
}

Test(match, a_clinic_is_not_the_station_that_shares_its_number)
{
    struct given given;

    given_begin(&given);
    fill(&given, "n-1", "n-3", 1);
    fill(&given, "n-2", "n-4", 2);
    for (int side = OLD; side <= NEW; side++)
        for (int i = 1; i <= 2; i++) {
            char id[8];
            snprintf(id, sizeof(id), "n-%d", i + 2 * side);
            struct facility *facility = given_of(&given.side[side], id);
            facility->medical_code = "2510100013";
            if (i == 2)
                given_services(facility, "visiting-nurse");
        }
    given_compare(&given);
    cr_expect_eq(found(&given, "n-1", "n-3"), MATCH_CODE);
    cr_expect_eq(found(&given, "n-2", "n-4"), MATCH_CODE);
    given_end(&given);
}

Test(match, a_number_that_two_have_settles_nothing)
{
    struct given given;

    given_begin(&given);
    given_clinic(&given.side[OLD], "n-1", 1);
    given_clinic(&given.side[NEW], "n-2", 2);
    given_clinic(&given.side[NEW], "n-3", 3);
    given_of(&given.side[OLD], "n-1")->medical_code = "2510100013";
    given_of(&given.side[NEW], "n-2")->medical_code = "2510100013";
    given_of(&given.side[NEW], "n-3")->medical_code = "2510100013";
    given_compare(&given);
    cr_expect_eq(given.changes.count[CHANGE_GONE], 1);
    cr_expect_eq(given.changes.count[CHANGE_NEW], 2);
    given_end(&given);
}

Test(match, the_join_finds_who_has_another_id)
{
    struct given given;

    given_begin(&given);
    fill(&given, "n-1", "n-2", 1);
    given_of(&given.side[NEW], "n-2")->name =
        arena_format(&given.side[NEW].arena, "医療法人社団　%s",
                     given_of(&given.side[OLD], "n-1")->name);
    given_compare(&given);
    cr_expect_eq(found(&given, "n-1", "n-2"), MATCH_JOIN);
    const struct change *change = given_change(&given, CHANGE_ID, "n-2");
    cr_expect_str_eq(change->before, "n-1");
    cr_expect_str_eq(change->after, "n-2");
    cr_expect_geq(change->score, 0.80F);
    given_change(&given, CHANGE_RENAMED, "n-2");
    cr_expect_eq(given.changes.n, 2);
    given_end(&given);
}

/* An office that was sold has a new number, and is where it was. */
Test(match, another_code_does_not_keep_the_join_from_finding)
{
    struct given given;

    given_begin(&given);
    fill(&given, "k-2570100011", "k-2570100029", 1);
    given_of(&given.side[OLD], "k-2570100011")->office_number = "2570100011";
    given_of(&given.side[NEW], "k-2570100029")->office_number = "2570100029";
    given_compare(&given);
    cr_expect_eq(found(&given, "k-2570100011", "k-2570100029"), MATCH_JOIN);
    given_end(&given);
}

Test(match, all_ids_of_a_listing_may_change_at_once)
{
    struct given given;
    char old[16], new[16];

    given_begin(&given);
    for (unsigned i = 0; i < 300; i++) {
        snprintf(old, sizeof(old), "n-%u", 10000 + i);
        snprintf(new, sizeof(new), "n-%u", 20000 + i);
        fill(&given, old, new, i);
        struct facility *facility = given_of(&given.side[NEW], new);
        if (i % 3 == 0) /* written otherwise */
            facility->address = arena_format(&given.side[NEW].arena,
                                             "滋賀県大津市御陵町%u-%u-%u",
                                             i % 9 + 1, i + 100, i % 7 + 1);
        if (i % 3 == 1) /* and no telephone, as ナビイ has none */
            facility->phone = given_of(&given.side[OLD], old)->phone = NULL;
    }
    given_compare(&given);
    cr_expect_eq(given.changes.count[CHANGE_ID], 300);
    cr_expect_eq(given.changes.n, 300);
    for (unsigned i = 0; i < 300; i++) {
        snprintf(old, sizeof(old), "n-%u", 10000 + i);
        snprintf(new, sizeof(new), "n-%u", 20000 + i);
        cr_expect_eq(found(&given, old, new), MATCH_JOIN);
    }
    given_end(&given);
}

Test(match, ids_that_were_exchanged_are_told_to_be_strange)
{
    struct given given;

    given_begin(&given);
    given_clinic(&given.side[OLD], "n-1", 1);
    given_clinic(&given.side[OLD], "n-2", 2);
    given_clinic(&given.side[NEW], "n-1", 2);
    given_clinic(&given.side[NEW], "n-2", 1);
    for (int side = OLD; side <= NEW; side++)
        for (int i = 1; i <= 2; i++) {
            const char *id = i == 1 ? "n-1" : "n-2";
            struct facility *facility = given_of(&given.side[side], id);
            bool first = (i == 1) == (side == OLD);
            facility->address = first ? "滋賀県大津市浜町1番2号"
                                      : "滋賀県大津市堅田9丁目8番7号";
        }
    given_compare(&given);
    cr_expect_eq(found(&given, "n-1", "n-1"), MATCH_ID);
    cr_expect_eq(found(&given, "n-2", "n-2"), MATCH_ID);
    cr_expect_not_null(given_change(&given, CHANGE_RENAMED, "n-1")->note);
    cr_expect_not_null(given_change(&given, CHANGE_MOVED, "n-2")->note);
    given_end(&given);
}

Test(match, who_moved_and_was_renamed_but_is_still_known_is_not_strange)
{
    struct given given;

    given_begin(&given);
    given_both(&given, "n-1", 1);
    struct facility *facility = given_of(&given.side[NEW], "n-1");
    facility->name = "まったく別の名前診療所";
    facility->address = "滋賀県大津市堅田9丁目8番7号";
    facility->published = facility->point = (struct lonlat){135.9, 35.1};
    given_compare(&given);
    cr_expect_eq(given.changes.n, 2);
    cr_expect_null(given_change(&given, CHANGE_RENAMED, "n-1")->note,
                   "the telephone number is the same");
    given_end(&given);
}

/* All of it changed, and a person would still know it. */
Test(match, a_name_that_is_partly_the_same_is_not_strange)
{
    struct given given;

    given_begin(&given);
    given_both(&given, "n-1", 1);
    struct facility *facility = given_of(&given.side[NEW], "n-1");
    given_of(&given.side[OLD], "n-1")->name = "湖南みらい医院";
    facility->name = "医療法人桜会　湖南みらいクリニック";
    facility->address = "滋賀県大津市堅田9丁目8番7号";
    facility->phone = "077-599-9999";
    facility->published = facility->point = (struct lonlat){135.9, 35.1};
    given_compare(&given);
    cr_expect_eq(given.changes.n, 3);
    for (size_t i = 0; i < given.changes.n; i++)
        cr_expect_null(given.changes.item[i].note);
    given_end(&given);
}

Test(match, a_code_that_somebody_else_has_now_is_strange_too)
{
    struct given given;

    given_begin(&given);
    given_clinic(&given.side[OLD], "n-1", 1);
    given_clinic(&given.side[NEW], "n-2", 2);
    given_of(&given.side[OLD], "n-1")->medical_code = "2510100013";
    given_of(&given.side[NEW], "n-2")->medical_code = "2510100013";
    given_of(&given.side[NEW], "n-2")->address = "滋賀県大津市堅田9丁目8番";
    given_compare(&given);
    cr_expect_not_null(given_change(&given, CHANGE_RENAMED, "n-2")->note);
    given_end(&given);
}

Test(match, a_doubtful_pair_is_gone_and_new_and_possible)
{
    struct given given;

    given_begin(&given);
    fill(&given, "n-1", "n-2", 1);
    struct facility *facility = given_of(&given.side[NEW], "n-2");
    facility->name = "まったく別の名前診療所";
    facility->phone = NULL;
    given_compare(&given);
    cr_assert_eq(given.match.n_maybe, 1);
    cr_expect(strstr(given.match.maybe[0].evidence, "所在地"));
    given_change(&given, CHANGE_GONE, "n-1");
    given_change(&given, CHANGE_NEW, "n-2");
    const struct change *change = given_change(&given, CHANGE_POSSIBLE, "n-2");
    cr_expect_str_eq(change->after, "まったく別の名前診療所");
    cr_expect_float_eq(change->distance_m, 0, 1);
    cr_expect_not_null(change->note);
    cr_expect_eq(given.changes.n, 3);
    given_end(&given);
}

Test(match, strangers_are_not_brought_together)
{
    struct given given;

    given_begin(&given);
    given_clinic(&given.side[OLD], "n-1", 1);
    given_clinic(&given.side[NEW], "n-2", 2);
    given_compare(&given);
    cr_expect_eq(given.changes.count[CHANGE_GONE], 1);
    cr_expect_eq(given.changes.count[CHANGE_NEW], 1);
    cr_expect_eq(given.changes.n, 2);
    given_end(&given);
}

Test(match, a_common_name_is_not_the_only_one_because_the_others_are_known)
{
    struct given given;

    given_begin(&given);
    given_clinic(&given.side[OLD], "n-1", 1);
    given_clinic(&given.side[NEW], "n-2", 2);
    given_of(&given.side[OLD], "n-1")->name = "さくら医院";
    given_of(&given.side[OLD], "n-1")->phone = NULL;
    given_of(&given.side[NEW], "n-2")->name = "さくら医院";
    given_compare(&given);
    cr_expect_eq(given.changes.count[CHANGE_POSSIBLE], 1,
                 "the only さくら医院 of the city may have moved");
    given_both(&given, "n-3", 3);
    given_of(&given.side[OLD], "n-3")->name = "さくら医院";
    given_of(&given.side[NEW], "n-3")->name = "さくら医院";
    given_compare(&given);
    cr_expect_eq(given.changes.count[CHANGE_POSSIBLE], 0, "one of two did not");
    given_end(&given);
}

Test(match, of_twins_nobody_is_guessed)
{
    struct given given;

    given_begin(&given);
    fill(&given, "n-1", "n-2", 1);
    given_clinic(&given.side[NEW], "n-3", 1);
    given_compare(&given);
    cr_expect_eq(given.match.partner[table_find(&given.side[OLD], "n-1")],
                 NO_FACILITY);
    cr_expect_eq(given.changes.count[CHANGE_POSSIBLE], 2);
    given_end(&given);
}
