/* Who is one facility, who is not, and who is for a person to decide. */
#include "join/pairing.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Two records alike in everything but what a test changes. */
static struct record clinic(uint16_t list, const char *id, const char *name)
{
    return (struct record){
        .class = CLASS_MEDICAL,
        .list = list,
        .id = id,
        .name = name,
        .address = "滋賀県大津市御陵町3-1",
        .municipality_code = "25201",
        .point = {NAN, NAN},
        .place = {NAN, NAN},
        .place_error_m = NAN,
    };
}

static struct record at(struct record record, const char *address,
                        const char *phone)
{
    record.address = address;
    record.phone = phone;
    return record;
}

enum answer { NOT, DECIDE, ONE };

static enum answer verdict(const struct record record[2])
{
    struct pairs pairs;
    uint32_t group[2];

    pairing_find(record, 2, NULL, 0, &pairs, group);
    enum answer answer = pairs.n == 0                        ? NOT
                         : pairs.item[0].verdict == PAIR_ONE ? ONE
                                                             : DECIDE;
    cr_expect_eq(group[1], answer == ONE ? 0 : 1);
    pairs_release(&pairs);
    return answer;
}

/* The verdict about two records alone, which come in either order. */
static enum answer ask(struct record a, struct record b)
{
    enum answer answer = verdict((struct record[]){a, b});

    cr_expect_eq(verdict((struct record[]){b, a}), answer);
    return answer;
}

static enum answer ask_names(const char *a, const char *b)
{
    return ask(clinic(1, "n-1", a), clinic(2, "m-1", b));
}

static enum answer ask_addresses(const char *a, const char *b)
{
    return ask(at(clinic(1, "n-1", "湖南医院"), a, NULL),
               at(clinic(2, "m-1", "湖南医院"), b, NULL));
}

#define HERE "大津市御陵町3-1"
#define THERE "大津市浜町9-12"

/* ---- names ---- */

Test(pairing, the_same_name_at_the_same_address_is_one)
{
    cr_expect_eq(ask_names("湖南医院", "湖南医院"), ONE);
    cr_expect_eq(ask_names("湖南医院", "医療法人社団桜会　湖南医院"), ONE);
    cr_expect_eq(ask_names("医療法人ＡＢＣ湖南医院", "湖南医院"), ONE,
                 "where the own name ends nobody can tell");
    cr_expect_eq(ask_names("髙橋内科", "高橋内科"), ONE);
    cr_expect_eq(ask_names("湖南医院", "湖南クリニック"), ONE);
    cr_expect_eq(ask_names("湖南みどり内科", "湖南みとり内科"), ONE,
                 "one slip in a long name");
    cr_expect_eq(ask_names("\uE18D本クリニック", "辻本クリニック"), ONE,
                 "a private-use character may be any");
}

Test(pairing,
     another_name_at_the_same_address_is_asked_when_nobody_else_is_there)
{
    cr_expect_eq(ask_names("湖南医院", "比叡クリニック"), DECIDE);
    cr_expect_eq(ask_names("田中内科", "田辺内科"), DECIDE);
    cr_expect_eq(ask_names("田中内科医院", "田中眼科医院"), DECIDE);
    cr_expect_neq(ask_names("湖南第一クリニック", "湖南第二クリニック"), ONE);
    cr_expect_neq(ask_names("湖南東クリニック", "湖南西クリニック"), ONE);
    cr_expect_neq(ask_names("ＭＳクリニック駅前", "ハートクリニック駅前"), ONE);
}

Test(pairing, neighbours_that_have_their_partners_are_not_asked_about)
{
    struct record record[] = {
        clinic(1, "n-1", "湖南医院"),
        clinic(1, "n-2", "比叡クリニック"),
        clinic(2, "m-1", "湖南医院"),
        clinic(2, "m-2", "比叡クリニック"),
    };
    struct pairs pairs;
    uint32_t group[4];

    pairing_find(record, 4, NULL, 0, &pairs, group);
    cr_assert_eq(pairs.n, 2);
    for (size_t i = 0; i < 2; i++)
        cr_expect_eq(pairs.item[i].verdict, PAIR_ONE);
    pairs_release(&pairs);
}

Test(pairing, a_hospital_and_a_clinic_are_not_taken_for_one)
{
    struct record a = clinic(1, "n-1", "湖南病院");
    struct record b = clinic(2, "m-1", "湖南クリニック");

    cr_expect_neq(ask(a, b), ONE, "their names say so");
    b.name = "湖南";
    a.hospital = b.clinic = true;
    cr_expect_neq(ask(a, b), ONE, "their listings say so");
}

Test(pairing, another_hospital_at_the_same_address_is_to_be_decided)
{
    cr_expect_eq(ask_names("湖南病院", "大津リハビリテーション病院"), DECIDE,
                 "renamed? two hospitals rarely share an address");
}

Test(pairing, the_same_reading_is_the_same_name)
{
    struct record a = clinic(1, "n-1", "かわい医院");
    struct record b = clinic(2, "m-1", "河合醫院分室");

    cr_expect_neq(ask(a, b), ONE);
    a.name_kana = "カワイイイン";
    b.name_kana = "ｶﾜｲ ｲｲﾝ";
    cr_expect_eq(ask(a, b), ONE);
}

/* ---- addresses ---- */

Test(pairing, an_address_may_be_written_in_many_ways)
{
    static const char *const written[] = {
        "滋賀県大津市御陵町３－１",
        "大津市御陵町3番1号",
        "大津市御陵町３番地の１",
        "大津市御陵町三番一号",
        "大津市御陵町3ー1 湖南ビル2階",
        "大津市御陵町3-1湖南ビル",
        "大津市 御陵町 3-1",
        "大津市大字御陵町3－1",
        "滋賀県大津市御陵町3−1-201号室",
        "御陵町3の1",
    };

    for (size_t i = 0; i < sizeof(written) / sizeof(*written); i++)
        cr_expect_eq(ask_addresses(HERE, written[i]), ONE, "%s", written[i]);
    cr_expect_eq(ask_addresses("六本木三丁目2番1号", "港区六本木3-2-1"), ONE);
    cr_expect_eq(ask_addresses("札幌市白石区平和通1丁目南2番3号",
                               "札幌市白石区平和通１丁目南２－３"),
                 ONE);
    cr_expect_eq(ask_addresses("札幌市南区川沿13条2丁目1番38号",
                               "札幌市南区川沿１３条２－１－３８"),
                 ONE);
    cr_expect_eq(ask_addresses("堺市北区北長尾町1丁7番10号",
                               "堺市北区北長尾町一丁７番１０号"),
                 ONE);
    cr_expect_eq(ask_addresses("大槌町小鎚第23地割23-1", "大槌町小鎚23-23-1"),
                 ONE);
    cr_expect_eq(ask_addresses("京都市下京区烏丸通四条下ル水銀屋町620",
                               "京都市下京区水銀屋町６２０番地"),
                 ONE, "street names of 京都");
    cr_expect_eq(ask_addresses("水戸市酒門町字仲田4887", "水戸市酒門町4887"),
                 ONE, "a 小字 more");
}

Test(pairing, a_roman_numeral_among_numbers_is_a_number)
{
    cr_expect_eq(ask_addresses("大津市本町東Ⅰ－６－４", "大津市本町東1-6-4"),
                 ask_addresses("大津市本町東1-6-4", "大津市本町東1-6-4"));
    cr_expect_eq(ask_addresses("大津市本町Ⅱ－６－４", "大津市本町2-6-4"), ONE);
}

Test(pairing, a_number_that_one_listing_leaves_out_is_not_against)
{
    cr_expect_eq(ask_addresses(HERE, "滋賀県大津市御陵町"), ONE);
    cr_expect_eq(ask_addresses(HERE, "大津市御陵町 湖南ビル2階"), ONE);
}

Test(pairing, the_same_name_elsewhere_in_the_municipality_is_not_one)
{
    struct record a = clinic(1, "n-1", "さくらクリニック");
    struct record b = clinic(2, "m-1", "さくらクリニック");

    cr_expect_neq(ask(at(a, HERE, NULL), at(b, THERE, NULL)), ONE);
    cr_expect_neq(ask(at(a, HERE, NULL), at(b, "大津市御陵町8-2", NULL)), ONE);
    cr_expect_eq(ask(at(a, HERE, "077-500-0001"), at(b, THERE, "077-500-0002")),
                 NOT);
}

Test(pairing, a_hospital_that_moved_within_its_city_is_one)
{
    struct record a =
        at(clinic(1, "n-1", "医療法人桜会　湖南総合病院"), HERE, NULL);
    struct record b = at(clinic(2, "m-1", "湖南総合病院"), THERE, NULL);

    cr_expect_eq(ask(a, b), ONE);
    a.name = b.name = "中央病院";
    cr_expect_eq(ask(a, b), DECIDE, "two hospitals may be called so");
    a.name = b.name = "湖南総合クリニック";
    cr_expect_eq(ask(a, b), DECIDE, "clinics are many");
    a.name = b.name = "湖南総合病院";
    memcpy(b.municipality_code, "25204", 6);
    cr_expect_neq(ask(a, b), ONE, "another municipality");
}

Test(pairing, a_hospital_is_not_found_elsewhere_while_its_city_has_two_of_it)
{
    struct record record[] = {
        at(clinic(1, "n-1", "湖南総合病院"), HERE, NULL),
        at(clinic(2, "m-1", "湖南総合病院"), THERE, NULL),
        at(clinic(2, "m-2", "湖南総合病院"), "大津市瀬田1-1", NULL),
    };
    struct pairs pairs;
    uint32_t group[3];

    /* In two wards of one city. */
    memcpy(record[0].municipality_code, "14103", 6);
    memcpy(record[1].municipality_code, "14103", 6);
    memcpy(record[2].municipality_code, "14104", 6);
    pairing_find(record, 3, NULL, 0, &pairs, group);
    for (size_t i = 0; i < pairs.n; i++)
        cr_expect_eq(pairs.item[i].verdict, PAIR_TO_DECIDE);
    pairs_release(&pairs);
}

Test(pairing, who_moved_with_name_and_telephone_is_one)
{
    struct record a = clinic(1, "n-1", "さくらクリニック");
    struct record b = clinic(2, "m-1", "医療法人桜会　さくらクリニック");

    cr_expect_eq(ask(at(a, HERE, "077-500-0001"),
                     at(b, THERE, "０７７（５００）０００１")),
                 ONE);
    strcpy(b.municipality_code, "25206");
    cr_expect_eq(
        ask(at(a, HERE, "0775000001"), at(b, "草津市大路1-1", "077-500-0001")),
        DECIDE, "to another municipality");
}

Test(pairing, the_geocoders_town_and_number_count)
{
    struct record a = at(clinic(1, "n-1", "湖南医院"), "大津ニュータウン東", 0);
    struct record b = at(clinic(2, "m-1", "湖南医院"), "御陵町3-1", 0);

    cr_expect_neq(ask(a, b), ONE);
    a.town = b.town = "25201御陵町";
    a.number = b.number = "3-1";
    cr_expect_eq(ask(a, b), ONE);
}

Test(pairing, without_a_municipality_name_and_address_are_enough)
{
    struct record a = clinic(1, "n-1", "湖南医院");
    struct record b = at(clinic(2, "m-1", "湖南医院"), HERE, NULL);

    a.municipality_code[0] = b.municipality_code[0] = '\0';
    cr_expect_eq(ask(a, b), ONE);
    strcpy(a.municipality_code, "25201");
    cr_expect_eq(ask(a, b), ONE, "or without one of them");
    b.name = "比叡クリニック";
    cr_expect_eq(ask(a, b), DECIDE);
}

Test(pairing, positions_count_where_the_address_says_nothing)
{
    struct record a = at(clinic(1, "n-1", "湖南医院"), NULL, NULL);
    struct record b = at(clinic(2, "m-1", "湖南医院"), NULL, NULL);
    struct record record[] = {a, b};
    struct pairs pairs;
    uint32_t group[2];

    cr_expect_eq(ask(a, b), DECIDE);
    record[0].point = (struct lonlat){135.86, 35.0};
    record[1].point = (struct lonlat){135.8605, 35.0};
    pairing_find(record, 2, NULL, 0, &pairs, group);
    cr_assert_eq(pairs.n, 1);
    cr_expect_eq(pairs.item[0].verdict, PAIR_ONE);
    cr_expect_float_eq(pairs.item[0].distance_m, 45.6, 1);
    cr_expect(pairs.item[0].evidence >> EVIDENCE_POSITION_NEAR & 1);
    pairs_release(&pairs);
}

/* ---- telephone and codes ---- */

Test(pairing, one_building_and_one_telephone_do_not_make_one)
{
    struct record a = at(clinic(1, "n-1", "湖南医院"), HERE, "077-500-0001");
    struct record b =
        at(clinic(2, "m-1", "比叡クリニック"), HERE, "077-500-0001");

    cr_expect_eq(ask(a, b), DECIDE, "renamed? a person knows");
    a.phone = b.phone = NULL;
    a.address = "大津市御陵町3-2";
    cr_expect_eq(ask(a, b), NOT, "the house beside it");
}

Test(pairing, a_code_needs_a_second_witness)
{
    struct record a = at(clinic(1, "n-1", "湖南医院"), HERE, NULL);
    struct record b = at(clinic(2, "m-1", "比叡クリニック"), THERE, NULL);

    a.office_number = b.medical_code = "2510112345";
    cr_expect_eq(ask(a, b), DECIDE, "alone it is to be decided");
    b.name = "医療法人 湖南醫院";
    cr_expect_eq(ask(a, b), ONE, "with the name");
    b.name = "比叡クリニック";
    b.address = HERE;
    cr_expect_eq(ask(a, b), ONE, "with the address");
}

Test(pairing, other_codes_speak_strongly_against)
{
    struct record a = at(clinic(1, "n-1", "湖南医院"), HERE, "077-500-0001");
    struct record b = at(clinic(2, "m-1", "湖南医院"), HERE, "077-500-0001");

    a.medical_code = "2510112345";
    b.medical_code = "2510199999";
    cr_expect_eq(ask(a, b), DECIDE, "a new code after a succession?");
    b.medical_code = NULL;
    b.office_number = "2510199999";
    cr_expect_eq(ask(a, b), ONE, "numbers of two kinds say nothing");
}

Test(pairing, classes_never_meet)
{
    struct record a = at(clinic(1, "n-1", "湖南"), HERE, "077-500-0001");
    struct record b = at(clinic(2, "k-1", "湖南"), HERE, "077-500-0001");

    a.office_number = b.office_number = "2510112345";
    for (int class = CLASS_DENTAL; class < CLASS_COUNT; class ++) {
        b.class = (enum record_class) class;
        cr_expect_eq(ask(a, b), NOT);
    }
}

Test(pairing, shops_of_a_chain_are_not_one)
{
    struct record a =
        at(clinic(1, "n-1", "みどり薬局 駅前店"), HERE, "0775000001");
    struct record b =
        at(clinic(2, "m-1", "みどり薬局 浜町店"), HERE, "0775000001");

    a.class = b.class = CLASS_PHARMACY;
    cr_expect_neq(ask(a, b), ONE, "even with one address and telephone");
    a.name = "ドラッグみどり駅前店";
    b.name = "ドラッグみどり浜町店";
    cr_expect_neq(ask(a, b), ONE);
    b.name = "ドラッグみどり　駅前店";
    cr_expect_eq(ask(a, b), ONE);
    a.name = "みどりスキンクリニック大津院";
    b.name = "みどりスキンクリニック草津院";
    cr_expect_neq(ask(a, b), ONE);
}

/* ---- who goes with whom ---- */

Test(pairing, two_that_do_equally_well_are_both_to_be_decided)
{
    struct record record[] = {clinic(1, "n-1", "湖南医院"),
                              clinic(1, "n-2", "湖南医院"),
                              clinic(2, "m-1", "湖南医院")};
    struct pairs pairs;
    uint32_t group[3];

    pairing_find(record, 3, NULL, 0, &pairs, group);
    cr_assert_eq(pairs.n, 2);
    for (size_t i = 0; i < 2; i++) {
        cr_expect_eq(pairs.item[i].verdict, PAIR_TO_DECIDE);
        cr_expect_eq(pairs.item[i].a, i);
        cr_expect_eq(pairs.item[i].b, 2);
        cr_expect_eq(group[i], i);
    }
    pairs_release(&pairs);
}

Test(pairing, the_better_partner_is_taken_and_the_worse_is_not_told)
{
    struct record record[] = {
        at(clinic(1, "n-1", "湖南医院"), HERE, "077-500-0001"),
        at(clinic(2, "m-1", "比叡クリニック"), HERE, "077-500-0001"),
        at(clinic(2, "m-2", "湖南医院"), HERE, "077-500-0001")};
    struct pairs pairs;
    uint32_t group[3];

    pairing_find(record, 3, NULL, 0, &pairs, group);
    cr_assert_eq(pairs.n, 1);
    cr_expect_eq(pairs.item[0].b, 2);
    cr_expect_eq(pairs.item[0].verdict, PAIR_ONE);
    cr_expect_eq(group[2], 0);
    cr_expect_eq(group[1], 1);
    pairs_release(&pairs);
}

Test(pairing, records_of_three_listings_make_one_group)
{
    struct record record[] = {clinic(3, "l-1", "湖南医院"),
                              clinic(1, "n-1", "湖南医院"),
                              clinic(2, "m-1", "医療法人 湖南医院")};
    struct pairs pairs;
    uint32_t group[3];

    pairing_find(record, 3, NULL, 0, &pairs, group);
    cr_expect_eq(pairs.n, 3);
    cr_expect_eq(group[1], 0);
    cr_expect_eq(group[2], 0);
    pairs_release(&pairs);
}

Test(pairing, a_third_record_does_not_bring_other_codes_together)
{
    struct record record[] = {clinic(1, "m-1", "湖南医院"),
                              clinic(2, "m-2", "湖南医院"),
                              clinic(3, "n-1", "湖南医院")};
    struct pairs pairs;
    uint32_t group[3];

    record[0].medical_code = "2510112345";
    record[1].medical_code = "2510199999";
    pairing_find(record, 3, NULL, 0, &pairs, group);
    cr_expect_neq(group[0], group[1]);
    cr_expect_gt(pairs.n, 1, "the pair that was left is to be decided");
    pairs_release(&pairs);
}

/* ---- staff's decisions ---- */

static const struct pair_decision one = {0, 1, true}, not_one = {1, 0, false};

Test(pairing, a_decided_one_is_accepted_whatever_the_score)
{
    struct record record[] = {clinic(1, "n-1", "湖南医院"),
                              at(clinic(1, "n-2", "比叡薬局"), THERE, NULL)};
    struct pairs pairs;
    uint32_t group[2];

    record[1].class = CLASS_PHARMACY;
    pairing_find(record, 2, &one, 1, &pairs, group);
    cr_assert_eq(pairs.n, 1);
    cr_expect_eq(pairs.item[0].verdict, PAIR_ONE);
    cr_expect_eq(group[1], 0);
    pairs_release(&pairs);
}

Test(pairing, a_decided_not_is_never_a_pair)
{
    struct record record[] = {clinic(1, "n-1", "湖南医院"),
                              clinic(2, "m-1", "湖南医院"),
                              clinic(3, "l-1", "湖南医院")};
    struct pair_decision both[] = {one, not_one};
    struct pairs pairs;
    uint32_t group[3];

    pairing_find(record, 2, &not_one, 1, &pairs, group);
    cr_expect_eq(pairs.n, 0);
    cr_expect_eq(group[1], 1);
    pairs_release(&pairs);

    pairing_find(record, 3, &not_one, 1, &pairs, group);
    cr_expect_neq(group[0], group[1], "also not by way of a third");
    for (size_t i = 0; i < pairs.n; i++)
        cr_expect_eq(pairs.item[i].b, 2);
    pairs_release(&pairs);

    pairing_find(record, 2, both, 2, &pairs, group);
    cr_expect_eq(pairs.n, 0, "a not outweighs a one");
    pairs_release(&pairs);
}

Test(pairing, decisions_that_contradict_each_other_are_to_be_decided)
{
    struct record record[] = {clinic(1, "n-1", "湖南医院"),
                              clinic(2, "m-1", "比叡医院"),
                              clinic(3, "l-1", "浜町医院")};
    struct pair_decision all[] = {{0, 1, true}, {1, 2, true}, {0, 2, false}};
    struct pairs pairs;
    uint32_t group[3];

    pairing_find(record, 3, all, 3, &pairs, group);
    cr_assert_eq(pairs.n, 2);
    cr_expect_neq(group[0], group[2]);
    cr_expect_neq(pairs.item[0].verdict, pairs.item[1].verdict);
    pairs_release(&pairs);
}

/* ---- order and size ---- */

static struct record *many(size_t n)
{
    struct record *record = calloc(n, sizeof(*record));
    static char id[4096][24], name[4096][64], address[4096][64];

    for (size_t i = 0; i < n; i++) {
        snprintf(id[i], sizeof(id[i]), "%c-%04zu", "nm"[i % 2], i);
        snprintf(name[i], sizeof(name[i]), "第%zu湖南医院", i / 6);
        snprintf(address[i], sizeof(address[i]), "大津市浜町%zu-%zu", i / 4,
                 i % 3);
        record[i] = at(clinic((uint16_t)(1 + i % 2), id[i], name[i]),
                       address[i], i % 5 ? NULL : "077-500-0001");
    }
    return record;
}

Test(pairing, the_order_of_the_records_does_not_matter)
{
    enum { N = 600 };
    struct record *record = many(N), turned[N];
    struct pairs pairs, again;
    uint32_t group[N], turned_group[N];

    for (size_t i = 0; i < N; i++)
        turned[i] = record[(i * 7 + 3) % N];
    pairing_find(record, N, NULL, 0, &pairs, group);
    pairing_find(turned, N, NULL, 0, &again, turned_group);
    cr_expect_gt(pairs.n, 50);
    cr_expect_eq(pairs.n, again.n);
    for (size_t i = 0; i < N; i++)
        for (size_t k = i + 1; k < N; k++)
            cr_assert_eq(turned_group[i] == turned_group[k],
                         group[(i * 7 + 3) % N] == group[(k * 7 + 3) % N]);
    pairs_release(&pairs);
    pairs_release(&again);
    free(record);
}

Test(pairing, no_group_holds_two_records_of_a_listing_and_pairs_are_in_order)
{
    enum { N = 2000 };
    struct record *record = many(N);
    struct pairs pairs;
    uint32_t group[N];
    unsigned char seen[N][3] = {0};

    pairing_find(record, N, NULL, 0, &pairs, group);
    for (size_t i = 0; i < N; i++) {
        cr_assert_leq(group[i], i);
        cr_assert_eq(group[group[i]], group[i]);
        cr_assert_eq(seen[group[i]][record[i].list]++, 0);
    }
    for (size_t i = 0; i < pairs.n; i++) {
        cr_assert_lt(pairs.item[i].a, pairs.item[i].b);
        cr_assert(i == 0 || pairs.item[i - 1].a < pairs.item[i].a ||
                  pairs.item[i - 1].b < pairs.item[i].b);
        cr_assert(pairs.item[i].score >= PAIRING_DOUBT &&
                  pairs.item[i].score <= 1);
    }
    pairs_release(&pairs);
    free(record);
}

Test(pairing, records_all_alike_stay_a_bounded_number_of_pairs)
{
    enum { N = 4000 };
    struct record *record = calloc(N, sizeof(*record));
    static char id[N][24];
    struct pairs pairs;
    uint32_t group[N];

    for (size_t i = 0; i < N; i++) {
        snprintf(id[i], sizeof(id[i]), "x-%04zu", i);
        record[i] = clinic((uint16_t)(i % 2), id[i], "湖南医院");
    }
    pairing_find(record, N, NULL, 0, &pairs, group);
    cr_expect_lt(pairs.n, 20 * N);
    pairs_release(&pairs);
    free(record);
}

Test(pairing, nothing_and_empty_records_are_accepted)
{
    struct record record[2] = {0};
    struct pairs pairs;
    uint32_t group[2];

    pairing_find(record, 0, NULL, 0, &pairs, group);
    cr_expect_eq(pairs.n, 0);
    pairs_release(&pairs);
    record[1].list = 1;
    pairing_find(record, 2, NULL, 0, &pairs, group);
    cr_expect_eq(pairs.n, 0);
    pairs_release(&pairs);
}

Test(pairing, every_evidence_has_a_weight_and_words)
{
    for (int i = 0; i < EVIDENCE_COUNT; i++) {
        cr_expect(evidences[i].weight != 0 &&
                      evidences[i].weight < PAIRING_ACCEPT,
                  "%s is enough alone", evidences[i].id);
        cr_expect_neq(evidences[i].ja[0], '\0');
        cr_expect_neq(evidences[i].en[0], '\0');
    }
}
