/* Municipalities that were merged, with and without a table that says so. */
#include "given.h"

#include "base/err.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define TOWN "25341" /* as 坂田郡米原町 was */
#define CITY "25214"

static void put(struct facility *facility, const char *code,
                const char *address)
{
    memcpy(facility->municipality_code, code, 6);
    facility->address = address;
}

/* Three clinics of a town on both sides; in NEW it is part of a city that was
 * there before. */
static void begin(struct given *given)
{
    given_begin(given);
    for (int side = OLD; side <= NEW; side++) {
        struct arena *arena = &given->side[side].arena;
        const char *start = side == OLD ? "滋賀県坂田郡米原町" : "米原市";
        for (unsigned i = 1; i <= 3; i++) {
            char id[8];
            snprintf(id, sizeof(id), "n-%u", i);
            put(given_clinic(&given->side[side], id, i),
                side == OLD ? TOWN : CITY,
                arena_format(arena, "%s下多良%u番地", start, i));
        }
        put(given_clinic(&given->side[side], "n-4", 4), CITY,
            "滋賀県米原市春照5-1");
    }
}

static void expect_merger(const struct given *given, size_t n)
{
    cr_assert_eq(given->changes.n_merger, 1);
    cr_expect_str_eq(given->changes.merger[0].from, TOWN);
    cr_expect_str_eq(given->changes.merger[0].to, CITY);
    cr_expect_eq(given->changes.merger[0].n, n);
}

Test(merger, is_told_once_and_nobody_moved)
{
    struct given given;

    begin(&given);
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    expect_merger(&given, 3);
    given_end(&given);
}

Test(merger, one_facility_is_enough)
{
    struct given given;

    given_begin(&given);
    given_both(&given, "n-1", 1);
    put(given_of(&given.side[OLD], "n-1"), TOWN, "滋賀県坂田郡米原町米原3");
    put(given_of(&given.side[NEW], "n-1"), CITY, "滋賀県米原市米原3番地");
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    expect_merger(&given, 1);
    given_end(&given);
}

Test(merger, the_only_clinic_of_a_village_may_also_have_moved)
{
    struct given given;

    given_begin(&given);
    given_both(&given, "n-1", 1);
    put(given_of(&given.side[OLD], "n-1"), TOWN, "滋賀県坂田郡米原町米原3");
    put(given_of(&given.side[NEW], "n-1"), CITY, "滋賀県米原市春照17-4");
    given_compare(&given);
    given_change(&given, CHANGE_MOVED, "n-1");
    given_change(&given, CHANGE_MUNICIPALITY, "n-1");
    cr_expect_eq(given.changes.n, 2);
    cr_expect_eq(given.changes.n_merger, 0);
    given_end(&given);
}

Test(merger, a_municipality_that_is_still_there_was_not_merged)
{
    struct given given;

    begin(&given);
    given_both(&given, "n-5", 5);
    for (int side = OLD; side <= NEW; side++)
        put(given_of(&given.side[side], "n-5"), TOWN, "滋賀県坂田郡米原町磯1");
    given_compare(&given);
    cr_expect_eq(given.changes.n_merger, 0);
    cr_expect_eq(given.changes.count[CHANGE_MUNICIPALITY], 3);
    given_end(&given);
}

Test(merger, a_municipality_that_was_divided_was_not_merged_and_nobody_moved)
{
    struct given given;

    begin(&given);
    put(given_of(&given.side[NEW], "n-3"), "25203", "滋賀県長浜市下多良3番地");
    given_compare(&given);
    cr_expect_eq(given.changes.n_merger, 0);
    cr_expect_eq(given.changes.count[CHANGE_MUNICIPALITY], 3);
    cr_expect_eq(given.changes.n, 3);
    given_end(&given);
}

Test(merger, the_municipality_table_says_it_where_the_facilities_do_not)
{
    struct given given;

    begin(&given);
    put(given_of(&given.side[NEW], "n-3"), "25203", "滋賀県長浜市南浜町8-8");
    given_name_place(&given.side[NEW], TOWN, "米原町", CITY);
    given_compare(&given);
    expect_merger(&given, 2);
    given_change(&given, CHANGE_MOVED, "n-3");
    given_change(&given, CHANGE_MUNICIPALITY, "n-3");
    cr_expect_eq(given.changes.n, 2);
    given_end(&given);
}

/* place_settle() has replaced the code of OLD's rows and says so. */
Test(merger, codes_that_were_replaced_on_reading_are_a_merger_too)
{
    struct given given;

    begin(&given);
    struct table *old = &given.side[OLD];
    for (unsigned i = 1; i <= 3; i++) {
        char id[8];
        snprintf(id, sizeof(id), "n-%u", i);
        memcpy(given_of(old, id)->municipality_code, CITY, 6);
        table_find_fault(
            old, table_find(old, id), 0, 0, FIELD_municipality_code,
            N_("code of an abolished municipality: its successor's is used"),
            TOWN);
    }
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    expect_merger(&given, 3);
    given_end(&given);
}

Test(merger, towns_that_got_another_ending_did_not_move)
{
    struct given given;

    begin(&given);
    put(given_of(&given.side[OLD], "n-1"), TOWN, "滋賀県坂田郡米原町妹100");
    put(given_of(&given.side[NEW], "n-1"), CITY, "滋賀県米原市妹町100番地");
    put(given_of(&given.side[OLD], "n-2"), TOWN, "坂田郡米原町速水7-1");
    put(given_of(&given.side[NEW], "n-2"), CITY, "米原市米原町速水7番地1");
    given_compare(&given);
    cr_expect_eq(given.changes.n, 0);
    given_end(&given);
}

/* ナビイ has neither telephone nor postal code. */
static void forget_phones(struct given *given)
{
    for (int side = OLD; side <= NEW; side++)
        for (size_t i = 0; i < given->side[side].n_facility; i++)
            given->side[side].facility[i]->phone = NULL;
}

Test(merger, ids_that_changed_as_well_are_found)
{
    struct given given;
    const char *place[] = {"滋賀県坂田郡米原町磯9-1", "滋賀県米原市磯9-1"};

    begin(&given);
    put(given_clinic(&given.side[OLD], "n-old", 7), TOWN, place[OLD]);
    put(given_clinic(&given.side[NEW], "n-new", 7), CITY, place[NEW]);
    forget_phones(&given);
    given_compare(&given);
    cr_expect_eq(given_only(&given, CHANGE_ID)->old,
                 table_find(&given.side[OLD], "n-old"));
    expect_merger(&given, 4);
    given_end(&given);
}

/* No id, code or table tells what became of the town: the doubtful pairs do. */
Test(merger, all_ids_of_the_town_may_have_changed)
{
    struct given given;

    given_begin(&given);
    for (unsigned i = 1; i <= 4; i++) {
        char old[16], new[16];
        snprintf(old, sizeof(old), "n-%u", i);
        snprintf(new, sizeof(new), "n-%u", 50 + i);
        struct facility *a = given_clinic(&given.side[OLD], old, i);
        struct facility *b = given_clinic(&given.side[NEW], new, i);
        put(a, TOWN,
            arena_format(&given.side[OLD].arena,
                         "滋賀県坂田郡米原町下多良%u番地", i));
        put(b, CITY,
            arena_format(&given.side[NEW].arena, "滋賀県米原市下多良%u", i));
    }
    given_compare(&given);
    cr_expect_eq(given.changes.count[CHANGE_ID], 4);
    cr_expect_eq(given.changes.n, 4);
    expect_merger(&given, 4);
    given_end(&given);
}

Test(merger, of_a_part_of_a_town_ids_that_changed_are_found_too)
{
    struct given given;

    begin(&given);
    given_both(&given, "n-5", 5); /* stays */
    for (int side = OLD; side <= NEW; side++)
        put(given_of(&given.side[side], "n-5"), TOWN, "滋賀県坂田郡米原町磯1");
    put(given_clinic(&given.side[OLD], "n-old", 7), TOWN,
        "滋賀県坂田郡米原町世継9-1");
    put(given_clinic(&given.side[NEW], "n-new", 7), CITY,
        "滋賀県米原市世継9-1");
    forget_phones(&given);
    given_compare(&given);
    given_change(&given, CHANGE_ID, "n-new");
    cr_expect_eq(given.changes.count[CHANGE_GONE], 0);
    given_end(&given);
}
