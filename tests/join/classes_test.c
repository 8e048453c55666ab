/* Class by class, the answer is that of all records at once. */
#include "join/classes.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N 240

struct town {
    struct record record[N];
    char text[N][3][64];
};

/* A few names and streets, so that many records are alike; seeded. */
static void build(struct town *town, unsigned seed)
{
    static const char *const names[] = {"湖南医院", "湖南クリニック",
                                        "みどり歯科", "さくら薬局",
                                        "ひばり訪問看護"};

    for (size_t i = 0; i < N; i++) {
        struct record *record = &town->record[i];
        seed = seed * 1103515245 + 12345;
        unsigned dice = seed >> 8;
        snprintf(town->text[i][0], 64, "r-%zu", i);
        snprintf(town->text[i][1], 64, "%s%s", dice & 1 ? "" : "医療法人桜会　",
                 names[dice / 2 % 5]);
        snprintf(town->text[i][2], 64, "大津市御陵町%u-%u", dice / 16 % 4 + 1,
                 dice / 64 % 3 + 1);
        *record = (struct record){
            .class = (enum record_class)(dice / 256 % CLASS_COUNT),
            .list = (uint16_t)(dice / 2048 % 3 + 1),
            .id = town->text[i][0],
            .name = town->text[i][1],
            .address = town->text[i][2],
            .phone = dice & 8 ? "077-522-1111" : NULL,
            .municipality_code = "25201",
            .point = {NAN, NAN},
            .place = {NAN, NAN},
            .place_error_m = NAN,
        };
    }
}

static void expect_equal(struct town *town,
                         const struct pair_decision *decision, size_t n)
{
    struct records records = {.item = town->record, .n = N};
    struct pairs whole, parts;
    uint32_t group_whole[N], group_parts[N];

    pairing_find(town->record, N, decision, n, &whole, group_whole);
    classes_pair(&records, decision, n, &parts, group_parts);
    cr_assert_eq(parts.n, whole.n);
    cr_expect_gt(whole.n, 10);
    for (size_t i = 0; i < whole.n; i++) {
        cr_expect_eq(parts.item[i].a, whole.item[i].a);
        cr_expect_eq(parts.item[i].b, whole.item[i].b);
        cr_expect_eq(parts.item[i].verdict, whole.item[i].verdict);
        cr_expect_eq(parts.item[i].evidence, whole.item[i].evidence);
    }
    cr_expect_arr_eq(group_parts, group_whole, sizeof(group_whole));
    pairs_release(&whole);
    pairs_release(&parts);
}

Test(classes, parts_and_whole_give_the_same_pairs_and_groups)
{
    static struct town town;

    for (unsigned seed = 1; seed <= 20; seed++) {
        build(&town, seed);
        expect_equal(&town, NULL, 0);
    }
}

Test(classes, a_decision_may_join_two_classes)
{
    static struct town town;
    struct pair_decision decision[] = {{3, 100, true}, {7, 50, false}};

    for (unsigned seed = 1; seed <= 20; seed++) {
        build(&town, seed);
        town.record[3].class = CLASS_MEDICAL;
        town.record[100].class = CLASS_NURSING;
        expect_equal(&town, decision, 2);
    }
}

Test(classes, nothing_to_compare_leaves_everyone_alone)
{
    struct record record[2] = {{.class = CLASS_CARE, .list = 1, .id = "a"},
                               {.class = CLASS_CARE, .list = 1, .id = "b"}};
    struct records records = {.item = record, .n = 2};
    struct pairs pairs;
    uint32_t group[2];

    classes_pair(&records, NULL, 0, &pairs, group);
    cr_expect_eq(pairs.n, 0);
    cr_expect_eq(group[0], 0);
    cr_expect_eq(group[1], 1);
    pairs_release(&pairs);
}
