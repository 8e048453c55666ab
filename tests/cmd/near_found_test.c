/* zaitaku near: what is found, in which order, and on which side of a limit. */
#include "tests/cmd/near_given.h"

TestSuite(near_found, .init = start, .fini = finish);

Test(near_found, what_is_known_comes_first_and_the_unknown_is_never_dropped)
{
    struct table table = empty_table();
    struct near_order order = asked(NULL, "24h");

    order.count = 2;
    add_station(&table, "k-unknown-1", north(100), 0, 0);
    add_station(&table, "k-no", north(200), 0, H24);
    add_station(&table, "k-yes-3", north(9000), H24, 0);
    add_station(&table, "k-yes-1", north(5000), H24, PSY);
    add_station(&table, "k-yes-2", north(7000), H24 | PSY, 0);
    add_station(&table, "k-unknown-2", north(300), PSY, 0);
    add_station(&table, "k-unknown-3", north(400), 0, PSY);
    add(&table, "k-other", "day-care", north(50));
    add_station(&table, "k-far", north(17000), H24, 0);
    save(&table);
    struct near_found found = find(&order);
    cr_expect_eq(found.known.n, 3);
    cr_expect_eq(found.known.shown, 2);
    cr_expect_str_eq(id_of(&found, &found.known, 0), "k-yes-1");
    cr_expect_str_eq(id_of(&found, &found.known, 1), "k-yes-2");
    cr_expect_eq(found.unsure.n, 3);
    cr_expect_str_eq(id_of(&found, &found.unsure, 0), "k-unknown-1");
    cr_expect_str_eq(id_of(&found, &found.unsure, 1), "k-unknown-2");
    cr_expect_eq(found.not_filed.n, 1);
    near_found_release(&found);
}

struct brute {
    double distance_m;
    char id[32];
};

static int by_distance(const void *a, const void *b)
{
    const struct brute *x = a, *y = b;

    return (x->distance_m > y->distance_m) - (x->distance_m < y->distance_m);
}

Test(near_found, the_nearest_are_those_of_the_geodesic)
{
    struct table table = empty_table();
    struct near_order order = asked("visiting-nurse", NULL);
    struct brute *all = mem_alloc(6000 * sizeof(*all));
    size_t n = 0;
    uint32_t seed = 21;

    order.count = 300;
    for (int i = 0; i < 6000; i++) {
        struct lonlat point = {here.lon_deg + between(&seed, -0.25, 0.25),
                               here.lat_deg + between(&seed, -0.2, 0.2)};
        char id[32];
        snprintf(id, sizeof(id), "k-%d", i);
        add_station(&table, id, point, 0, 0);
        double distance_m = crs_distance_m(here, point);
        if (near_side_of(distance_m, NEAR_VISIT_M, 0) == NEAR_BEYOND)
            continue;
        all[n].distance_m = distance_m;
        memcpy(all[n++].id, id, sizeof(id));
    }
    qsort(all, n, sizeof(*all), by_distance);
    save(&table);
    struct near_found found = find(&order);
    cr_assert_eq(found.known.n, n);
    cr_assert_eq(found.known.shown, 300);
    for (size_t i = 0; i < 300; i++) {
        cr_assert_str_eq(id_of(&found, &found.known, i), all[i].id, "%zu", i);
        cr_assert_float_eq(found.known.item[i].distance_m, all[i].distance_m,
                           1e-6);
    }
    near_found_release(&found);
    free(all);
}

static enum near_side side_at(double metres, double error_m,
                              enum near_side *visit)
{
    struct table table = empty_table();
    struct near_order order = asked("clinic", NULL);
    enum near_side reach = NEAR_BEYOND;

    add(&table, "n-1", "clinic", north(metres))->error_m = error_m;
    save(&table);
    order.within_m = 20000;
    struct near_found found = find(&order);
    cr_assert_eq(found.known.n, 1);
    *visit = near_visit_side(&found.known.item[0]);
    near_found_release(&found);
    order.within_m = NEAR_VISIT_M;
    found = find(&order);
    if (found.known.n)
        reach = found.known.item[0].reach;
    near_found_release(&found);
    return reach;
}

static void expect_side(double metres, double error_m, enum near_side wanted)
{
    enum near_side visit;

    cr_expect_eq(side_at(metres, error_m, &visit), wanted, "%.1f +-%.0f",
                 metres, error_m);
    cr_expect_eq(visit, wanted, "%.1f +-%.0f", metres, error_m);
}

Test(near_found, the_16_km_rule_is_doubtful_within_100_m_and_within_the_error)
{
    expect_side(15899, 0, NEAR_WITHIN);
    expect_side(15901, 0, NEAR_UNSURE);
    expect_side(16099, 0, NEAR_UNSURE);
    expect_side(16101, 0, NEAR_BEYOND);
    expect_side(15499, 500, NEAR_WITHIN);
    expect_side(15501, 500, NEAR_UNSURE);
    expect_side(16499, 500, NEAR_UNSURE);
    expect_side(16501, 500, NEAR_BEYOND);
    /* Of unknown error: 1 km. */
    expect_side(14999, NAN, NEAR_WITHIN);
    expect_side(15001, NAN, NEAR_UNSURE);
    expect_side(16999, NAN, NEAR_UNSURE);
    expect_side(17001, NAN, NEAR_BEYOND);
}

Test(near_found, the_error_of_the_address_widens_the_doubt)
{
    struct table table = empty_table();
    struct near_order order = asked("clinic", NULL);
    struct err err = {0};

    add(&table, "n-1", "clinic", north(15400))->error_m = 300;
    add(&table, "n-2", "clinic", north(16600))->error_m = 300;
    save(&table);
    struct near_found found = find(&order);
    cr_assert_eq(found.known.n, 1);
    cr_expect_eq(found.known.item[0].reach, NEAR_WITHIN);
    near_found_release(&found);
    found = (struct near_found){
        .order = &order,
        .home = {.point = here, .code = "25201", .error_m = 400}};
    cr_assert(near_find(&found, &err));
    cr_assert_eq(found.known.n, 2);
    cr_expect_eq(found.known.item[0].reach, NEAR_UNSURE);
    cr_expect_eq(found.known.item[1].reach, NEAR_UNSURE);
    near_found_release(&found);
}

Test(near_found, who_has_no_place_is_listed_at_home_and_counted_around)
{
    static const struct lonlat nowhere = {NAN, NAN};
    struct table table = empty_table();
    struct near_order order = asked("clinic", NULL);

    add(&table, "n-near", "clinic", north(100));
    memcpy(add(&table, "n-next", "clinic", north(5000))->municipality_code,
           "25206", 6);
    add(&table, "n-home", "clinic", nowhere)->error_m = NAN;
    memcpy(add(&table, "n-around", "clinic", nowhere)->municipality_code,
           "25206", 6);
    memcpy(add(&table, "n-else", "clinic", nowhere)->municipality_code, "01101",
           6);
    add(&table, "n-kind", "dental", nowhere);
    add(&table, "n-lost", "clinic", nowhere)->municipality_code[0] = '\0';
    save(&table);
    struct near_found found = find(&order);
    cr_expect_eq(found.known.n, 2);
    cr_assert_eq(found.unplaced.n, 1);
    cr_expect_str_eq(id_of(&found, &found.unplaced, 0), "n-home");
    /* It, and one that may be anywhere. */
    cr_expect_eq(found.unplaced_around.n, 2);
    cr_expect_not(near_is_elsewhere(
        &found, found.table.facility[found.known.item[0].number]));
    cr_expect(near_is_elsewhere(
        &found, found.table.facility[found.known.item[1].number]));
    near_found_release(&found);
    /* Nobody knows where home is: all around are listed. */
    found = (struct near_found){.order = &order, .home = {.point = here}};
    struct err err = {0};
    cr_assert(near_find(&found, &err));
    cr_expect_eq(found.unplaced.n, 3);
    near_found_release(&found);
}

/* ---- nothing within the limit ---- */

Test(near_found, where_nothing_is_within_the_nearest_beyond_are_told)
{
    struct table table = empty_table();
    struct near_order order = asked("clinic", NULL);

    order.within_m = 5000;
    add(&table, "n-3", "clinic", north(60000));
    add(&table, "n-2", "clinic", north(11300));
    add(&table, "n-1", "clinic", north(11000));
    add(&table, "n-dental", "dental", north(6000));
    save(&table);
    struct near_found found = find(&order);
    cr_assert_eq(found.known.n + found.unsure.n, 0);
    /* As far as it takes to find one; 60 km is farther. */
    cr_assert_eq(found.beyond.n, 2);
    cr_expect_str_eq(id_of(&found, &found.beyond, 0), "n-1");
    near_found_release(&found);
    order.within_m = 9000;
    found = find(&order);
    cr_assert_eq(found.beyond.n, 2);
    cr_expect_str_eq(id_of(&found, &found.beyond, 0), "n-1");
    cr_expect_str_eq(id_of(&found, &found.beyond, 1), "n-2");
    cr_expect_eq(found.beyond.item[0].reach, NEAR_BEYOND);
    cr_expect_float_eq(found.beyond.item[1].distance_m, 11300, 1e-3);
    near_found_release(&found);
    /* Nobody is beyond where somebody is within. */
    order.within_m = 12000;
    found = find(&order);
    cr_expect_eq(found.beyond.n, 0);
    cr_expect_eq(found.known.n, 2);
    near_found_release(&found);
}

/* ---- travel times ---- */

Test(near_found, times_of_a_router_go_before_distances_and_none_is_dropped)
{
    struct table table = empty_table();
    struct near_order order = asked("clinic", NULL);

    add(&table, "n-a", "clinic", north(1000));
    add(&table, "n-b", "clinic", north(2000));
    add(&table, "n-c", "clinic", north(3000));
    add(&table, "n-d", "clinic", north(25000));
    save(&table);
    write_times("from_id,to_id,minutes\nhere,n-b,12.5\nhere,n-c,8\n"
                "here,n-d,29\nhere,n-zzz,1\n");
    order.od = TIMES;
    struct near_found found = find(&order);
    cr_assert_eq(found.known.n, 3);
    cr_expect_str_eq(id_of(&found, &found.known, 0), "n-c");
    cr_expect_str_eq(id_of(&found, &found.known, 1), "n-b");
    cr_expect_str_eq(id_of(&found, &found.known, 2), "n-a");
    cr_expect_eq(found.n_leg, 2);
    near_found_release(&found);
    /* A limit of time reaches farther than one of distance. */
    order.within_min = 10;
    found = find(&order);
    cr_assert_eq(found.known.n, 1);
    cr_expect_str_eq(id_of(&found, &found.known, 0), "n-c");
    cr_assert_eq(found.unsure.n, 1);
    cr_expect_str_eq(id_of(&found, &found.unsure, 0), "n-a");
    cr_expect_eq(found.too_long.n, 1);
    near_found_release(&found);
    order.within_min = 30;
    found = find(&order);
    cr_assert_eq(found.known.n, 3);
    cr_expect_str_eq(id_of(&found, &found.known, 2), "n-d");
    near_found_release(&found);
}

Test(near_found, times_from_elsewhere_are_refused)
{
    struct table table = empty_table();
    struct near_order order = asked("clinic", NULL);
    struct near_found found = {.order = &order,
                               .home = {.point = here, .code = "25201"}};
    struct err err = {0};

    add(&table, "n-a", "clinic", north(1000));
    save(&table);
    write_times("from_id,to_id,minutes\n53394611,n-a,12.5\n");
    order.od = TIMES;
    cr_expect_not(near_find(&found, &err));
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect_not_null(strstr(err.text, "here"), "%s", err.text);
    near_found_release(&found);
}

Test(near_found, a_table_of_times_that_is_not_there_is_the_first_thing_said)
{
    struct table table = empty_table();
    struct near_order order = asked("clinic", NULL);
    struct near_found found = {.order = &order,
                               .home = {.point = here, .code = "25201"}};
    struct err err = {0};

    add(&table, "n-a", "clinic", north(1000));
    save(&table);
    order.od = "nofile.csv";
    cr_expect_not(near_find(&found, &err));
    cr_expect_null(strstr(err.text, "looked for"), "%s", err.text);
    near_found_release(&found);
    found = (struct near_found){.order = &order,
                                .home = {.point = here, .code = "25201"}};
    write_times("from_id,to_id,minutes\nhere,n-zzz,12.5\n");
    order.od = TIMES;
    cr_expect_not(near_find(&found, &err));
    const char *note = strstr(err.text, "looked for");
    cr_expect(note && note > strstr(err.text, TIMES), "%s", err.text);
    near_found_release(&found);
}
