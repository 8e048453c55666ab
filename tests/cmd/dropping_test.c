/* Fewer rows than last time: what is refused, and what is an ordinary month. */
#include "cmd/dropping.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;

static struct snapshot edition(enum snapshot_scope scope, const char *key,
                               uint64_t n)
{
    struct snapshot snapshot = {.source = "kaigo", .folder = "2025-12-31"};

    snapshot.count = arena_alloc(&arena, sizeof(*snapshot.count));
    snapshot.count[0] = (struct snapshot_count){scope, key, n};
    snapshot.n_count = n > 0;
    return snapshot;
}

static const char *drop(enum snapshot_scope scope, const char *key,
                        uint64_t before, uint64_t now)
{
    struct snapshot old = edition(scope, key, before);
    struct snapshot new = edition(scope, key, now);

    return dropping_find(&old, &new, NULL, &arena);
}

Test(dropping, the_country_may_lose_two_percent_and_no_more)
{
    cr_assert_null(drop(SCOPE_NATION, "kaigo", 10000, 9800));
    cr_assert_not_null(drop(SCOPE_NATION, "kaigo", 10000, 9799));
    cr_assert_not_null(drop(SCOPE_NATION, "kaigo", 10, 0));
}

Test(dropping, a_prefecture_may_lose_five_percent_and_no_more)
{
    cr_assert_null(drop(SCOPE_PREFECTURE, "25", 1000, 950));
    cr_assert_not_null(drop(SCOPE_PREFECTURE, "25", 1000, 949));
}

Test(dropping, a_kind_may_lose_ten_percent_and_no_more)
{
    cr_assert_null(drop(SCOPE_KIND, "visiting-nurse", 100, 90));
    cr_assert_not_null(drop(SCOPE_KIND, "visiting-nurse", 100, 89));
}

Test(dropping, a_kind_of_a_handful_may_lose_one_and_never_all)
{
    cr_assert_null(drop(SCOPE_KIND, "night-home-care", 5, 4));
    cr_assert_not_null(drop(SCOPE_KIND, "night-home-care", 5, 3));
    cr_assert_not_null(drop(SCOPE_KIND, "night-home-care", 1, 0));
}

Test(dropping, a_municipality_may_shrink_and_not_vanish)
{
    cr_assert_null(drop(SCOPE_MUNICIPALITY, "25201", 40, 1));
    cr_assert_not_null(drop(SCOPE_MUNICIPALITY, "25201", 1, 0));
}

Test(dropping, growth_and_noise_and_a_first_edition_pass)
{
    struct snapshot first = edition(SCOPE_NATION, "kaigo", 100);

    cr_assert_null(drop(SCOPE_NATION, "kaigo", 10000, 20000));
    cr_assert_null(drop(SCOPE_NATION, "kaigo", 10000, 9900));
    cr_assert_null(drop(SCOPE_PREFECTURE, "25", 10000, 9900));
    cr_assert_null(dropping_find(NULL, &first, NULL, &arena));
}

Test(dropping, the_sentence_names_both_counts_and_the_edition_before)
{
    const char *sentence = drop(SCOPE_PREFECTURE, "25", 1000, 700);

    cr_assert_not_null(strstr(sentence, "1000"));
    cr_assert_not_null(strstr(sentence, "700"));
    cr_assert_not_null(strstr(sentence, "滋賀県"));
    cr_assert_not_null(strstr(sentence, "kaigo/2025-12-31"));
}

Test(dropping, towns_that_lost_most_are_named_whichever_limit_was_passed)
{
    struct snapshot_count before[] = {{SCOPE_NATION, "kaigo", 1000},
                                      {SCOPE_MUNICIPALITY, "25201", 300},
                                      {SCOPE_MUNICIPALITY, "25202", 300},
                                      {SCOPE_MUNICIPALITY, "25203", 400}};
    struct snapshot_count after[] = {{SCOPE_NATION, "kaigo", 800},
                                     {SCOPE_MUNICIPALITY, "25201", 290},
                                     {SCOPE_MUNICIPALITY, "25202", 110},
                                     {SCOPE_MUNICIPALITY, "25203", 400}};
    struct snapshot old = {.source = "kaigo",
                           .folder = "2025-12-31",
                           .count = before,
                           .n_count = 4};
    struct snapshot new = {.count = after, .n_count = 4};
    struct municipalities places = {0};

    municipalities_set(&places, &arena, "25202", "彦根市", NULL,
                       PLACE_REGISTRY);
    const char *sentence = dropping_find(&old, &new, &places, &arena);
    const char *most = strstr(sentence, "滋賀県彦根市 (25202) 300 → 110");
    const char *next = strstr(sentence, "滋賀県 (25201) 300 → 290");
    cr_assert_not_null(most);
    cr_assert_not_null(next);
    cr_assert(most < next);
    cr_assert_null(strstr(sentence, "25203"));
    municipalities_release(&places);
}

static const char *table_drop(const char *listing, const char *name,
                              uint64_t before, uint64_t now)
{
    struct snapshot_file then = {
        .name = "mt_city_all.csv.zip", .listing = listing, .rows = before};
    struct snapshot_file today = {
        .name = name, .listing = listing, .rows = now};
    struct snapshot old = {
        .source = "abr-city", .folder = "x", .file = &then, .n_file = 1};
    struct snapshot new = {.file = &today, .n_file = 1};

    return dropping_find(&old, &new, NULL, &arena);
}

Test(dropping, a_table_that_is_no_listing_may_lose_two_percent_of_a_file)
{
    const char *name = "mt_city_all.csv.zip";

    cr_assert_not_null(table_drop("municipalities", name, 1900, 3));
    cr_assert_not_null(table_drop("address", name, 1000, 979));
    cr_assert_not_null(table_drop("boundary", name, 19, 0));
    cr_assert_null(table_drop("address", name, 1000, 980));
    cr_assert_null(table_drop("boundary", name, 19, 18));
    /* The file of another prefecture, and what is no table. */
    cr_assert_null(table_drop("address", "mt_town_26.zip", 1900, 3));
    cr_assert_null(table_drop("archive", name, 9, 1));
}

/* Two offices of one kind in one town and one in another. */
Test(dropping, a_table_is_counted_by_listing_prefecture_kind_and_municipality)
{
    struct table table = {0};
    struct snapshot snapshot = {0};
    struct supply supply = {.listing = "kaigo",
                            .title = "t",
                            .rows = {.read = 4, .kept = 3, .blank = 1}};
    static const char *const code[] = {"25201", "25202", "25201"};

    table_add_supply(&table, &supply);
    for (int i = 0; i < 3; i++) {
        char id[8] = {'k', '-', (char)('0' + i), 0};
        uint32_t at = table_add(&table, id);
        memcpy(table.facility[at]->municipality_code, code[i], 6);
        table.facility[at]->services = UINT64_C(1)
                                       << kind_find("visiting-nurse");
    }
    dropping_count(&table, &snapshot, &arena);
    cr_assert_eq(snapshot.n_count, 5);
    cr_assert_str_eq(snapshot.count[0].key, "kaigo");
    cr_assert_eq(snapshot.count[0].n, 3);
    cr_assert_str_eq(snapshot.count[1].key, "25");
    cr_assert_eq(snapshot.count[1].n, 3);
    cr_assert_str_eq(snapshot.count[2].key, "visiting-nurse");
    cr_assert_str_eq(snapshot.count[3].key, "25201");
    cr_assert_eq(snapshot.count[3].n, 2);
    cr_assert_eq(snapshot.count[4].n, 1);
    table_release(&table);
}
