#include "audit/travel.h"
#include "tests/audit/read_given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

TestSuite(travel, .init = given_read_folder, .fini = given_read_folder_gone);

static void given_facilities(struct table *table)
{
    *table = (struct table){0};
    table_add(table, "n-1");
    table_add(table, "k-2");
    table_add_alias(table, 1, "m-2");
}

static void read(const char *path, struct table *table, struct travel *travel)
{
    struct err err = {0};

    given_facilities(table);
    *travel = (struct travel){0};
    cr_assert(travel_read(path, table, travel, &err), "%s", err.text);
    cr_assert(supply_balanced(&travel->supply));
}

static const char *refused(const char *path)
{
    static struct err err;
    struct table table;
    struct travel travel = {0};

    err = (struct err){0};
    given_facilities(&table);
    cr_assert_not(travel_read(path, &table, &travel, &err));
    cr_assert_eq(err.class, ERR_INPUT);
    travel_release(&travel);
    table_release(&table);
    return err.text;
}

static double minutes(const struct travel *travel, uint64_t from,
                      uint32_t facility)
{
    size_t n;
    const struct travel_leg *leg = travel_of(travel, from, &n);

    for (size_t i = 0; i < n; i++)
        if (leg[i].facility == facility)
            return (double)leg[i].minutes;
    return NAN;
}

Test(travel, rows_are_found_by_origin_and_facility)
{
    struct table table;
    struct travel travel;

    read(GIVEN_FILE("od.csv", "from_id,to_id,minutes,metres\n"
                              "53394612,n-1,12.5,8000\n"
                              "53394611,m-2,7,4000\n"
                              "53394611,n-1,0,10\n"
                              "here,k-2,3.25,1\n"),
         &table, &travel);
    cr_assert_eq(travel.n_from, 3);
    cr_assert_eq(minutes(&travel, 53394612, 0), 12.5);
    cr_assert_eq(minutes(&travel, 53394611, 1), 7);
    cr_assert_eq(minutes(&travel, 53394611, 0), 0);
    cr_assert_eq(minutes(&travel, TRAVEL_HERE, 1), 3.25);
    size_t n;
    cr_assert_null(travel_of(&travel, 53394613, &n));
    cr_assert_eq(n, 0);
    const struct travel_leg *leg = travel_of(&travel, 53394611, &n);
    cr_assert_eq(n, 2);
    cr_assert_eq(leg[0].facility, 0);
    cr_assert_eq(leg[1].facility, 1);
    cr_assert_eq(travel.supply.rows.kept, 4);
    travel_release(&travel);
    table_release(&table);
}

Test(travel, what_has_no_way_is_never_near_and_never_far)
{
    struct table table;
    struct travel travel;

    read(GIVEN_FILE("od.csv", "from_id,to_id,minutes\n"
                              "53394611,n-1,\n"
                              "53394612,n-1,inf\n"
                              "53394613,n-1,-1\n"
                              "53394614,n-1,NaN\n"
                              "53394621,n-1,2147483647\n"
                              "53394622,n-1,5\n"),
         &table, &travel);
    cr_assert_eq(travel.n_from, 1);
    cr_assert_eq(travel.supply.rows.blank, 5);
    cr_assert_eq(travel.supply.rows.kept, 1);
    cr_assert_eq(travel.supply.rows.set_aside, 0);
    travel_release(&travel);
    table_release(&table);
}

Test(travel, a_pair_given_twice_keeps_the_shorter_time)
{
    struct table table;
    struct travel travel;

    read(GIVEN_FILE("od.csv", "from_id,to_id,minutes\n"
                              "53394611,k-2,9\n"
                              "53394611,n-1,4\n"
                              "53394611,m-2,7\n"
                              "53394611,n-1,6\n"),
         &table, &travel);
    cr_assert_eq(minutes(&travel, 53394611, 0), 4);
    cr_assert_eq(minutes(&travel, 53394611, 1), 7);
    cr_assert_eq(travel.supply.rows.kept, 2);
    cr_assert_eq(travel.supply.rows.merged, 2);
    travel_release(&travel);
    table_release(&table);
}

Test(travel, rows_of_others_are_set_aside_and_shown)
{
    struct table table;
    struct travel travel;

    read(GIVEN_FILE("od.csv", "from_id,to_id,minutes\n"
                              "53394611,n-9,9\n"
                              "99999999,n-1,4\n"
                              "53394611,n-1,soon\n"
                              "53394611,n-1,4\n"),
         &table, &travel);
    cr_assert_eq(travel.supply.rows.set_aside, 3);
    cr_assert_eq(travel.aside.n, 3);
    cr_assert_eq(travel.aside.item[0].line, 2);
    cr_assert_str_eq(travel.aside.item[0].value, "n-9");
    cr_assert_str_eq(travel.aside.item[1].value, "99999999");
    cr_assert_str_eq(travel.aside.item[2].value, "soon");
    travel_release(&travel);
    table_release(&table);
}

Test(travel, semicolons_tabs_full_width_and_other_headings_are_read)
{
    struct table table;
    struct travel travel;

    read(GIVEN_FILE("a.csv", "\"from_id\";\"to_id\";\"minutes\"\n"
                             "\"53394611\";\"n-1\";12,5\n"
                             "53394612;k-2;3\n"),
         &table, &travel);
    cr_assert_eq(minutes(&travel, 53394611, 0), 12.5);
    cr_assert_eq(minutes(&travel, 53394612, 1), 3);
    travel_release(&travel);
    table_release(&table);
    read(GIVEN_FILE("b.csv", "from_id\tto_id\ttravel_time_p50\n"
                             "53394611\tn-1\t8\n"),
         &table, &travel);
    cr_assert_eq(minutes(&travel, 53394611, 0), 8);
    travel_release(&travel);
    table_release(&table);
    read(GIVEN_FILE("c.csv", "メッシュコード,施設ID,所要時間（分）\n"
                             "５３３９４６１１,n-1,１２．５\n"
                             "53394612.0,n-1,3\n"),
         &table, &travel);
    cr_assert_eq(minutes(&travel, 53394611, 0), 12.5);
    cr_assert_eq(minutes(&travel, 53394612, 0), 3);
    travel_release(&travel);
    table_release(&table);
}

Test(travel, a_file_without_its_columns_is_refused_by_their_names)
{
    const char *text = refused(GIVEN_FILE("od.csv", "from_id,to_id,km\n"
                                                    "53394611,n-1,3\n"));

    cr_assert_not_null(strstr(text, "minutes"), "%s", text);
    cr_assert_not_null(strstr(text, "km"), "%s", text);
    refused(GIVEN_FILE("empty.csv", ""));
    refused(GIVEN_FILE("page.csv", "<!DOCTYPE html><html></html>"));
}

Test(travel, a_file_of_which_no_row_can_be_used_is_refused)
{
    const char *text = refused(GIVEN_FILE("od.csv", "from_id,to_id,minutes\n"
                                                    "53394611,n-9,3\n"
                                                    "1,n-1,3\n"));

    cr_assert_not_null(strstr(text, "of 2 rows"), "%s", text);
}
