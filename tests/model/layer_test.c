#include "base/str.h"
#include "model/layer.h"

#include <criterion/criterion.h>
#include <string.h>

static kind_set kind(const char *id)
{
    int found = kind_find(id);

    cr_assert_neq(found, KIND_NONE, "%s", id);
    return UINT64_C(1) << found;
}

static bool in(layer_set set, enum layer_id layer)
{
    return set >> layer & 1;
}

static bool needs_filing(int layer)
{
    return layers[layer].functions[0] != '\0';
}

/* Every filing that there is. */
#define ALL_FILED (UINT64_MAX >> (64 - FUNCTION_COUNT))

Test(layer, every_kind_has_a_layer_of_its_own_group_whatever_is_filed)
{
    for (int k = 0; k < kind_count; k++) {
        for (int f = -1; f < FUNCTION_COUNT; f++) {
            layer_set set =
                layers_of(UINT64_C(1) << k, f < 0 ? 0 : FUNCTION_BIT(f));
            bool own = false;
            for (int l = 0; l < LAYER_COUNT; l++)
                own = own ||
                      ((set >> l & 1) && layers[l].group == kinds[k].group);
            cr_expect(own, "%s %d", kinds[k].id, f);
        }
        cr_expect_eq(layers_of(UINT64_C(1) << k, 0) >> LAYER_other & 1,
                     strcmp(kinds[k].id, "other") == 0, "%s", kinds[k].id);
    }
    cr_expect_eq(layers_of(0, 0), (layer_set)1 << LAYER_other);
    cr_expect_eq(layers_of(0, ALL_FILED), (layer_set)1 << LAYER_other);
}

Test(layer, every_layer_is_the_first_of_some_facility)
{
    for (int l = 0; l < LAYER_COUNT; l++) {
        bool reached = false;
        for (int k = 0; k < kind_count && !reached; k++)
            for (int f = -1; f < FUNCTION_COUNT && !reached; f++)
                reached =
                    layer_main(layers_of(UINT64_C(1) << k,
                                         f < 0 ? 0 : FUNCTION_BIT(f))) == l;
        cr_expect(reached, "%s", layers[l].id);
    }
}

/* A misspelt id in layers.def would silently match nothing. */
Test(layer, rules_name_only_kinds_and_functions_that_there_are)
{
    struct arena arena = {0};

    for (int l = 0; l < LAYER_COUNT; l++) {
        struct str rest = str_of(layers[l].kinds), word;
        while (str_part(&rest, ' ', &word))
            cr_expect(str_eq(word, STR("*group")) ||
                          kind_find(str_keep(&arena, word)) != KIND_NONE,
                      "%s: %.*s", layers[l].id, STR_ARG(word));
        rest = str_of(layers[l].functions);
        while (rest.len && str_part(&rest, ' ', &word))
            cr_expect_neq(function_find(str_keep(&arena, word)), FUNCTION_NONE,
                          "%s: %.*s", layers[l].id, STR_ARG(word));
        cr_expect_eq(layer_find(layers[l].id), l);
        cr_expect_eq(strspn(layers[l].id, "abcdefghijklmnopqrstuvwxyz0123456789"
                                          "-"),
                     strlen(layers[l].id));
    }
    cr_expect_eq(layer_find("no-such-layer"), -1);
    arena_release(&arena);
}

Test(layer, what_is_not_filed_or_unknown_is_in_no_layer_of_a_filing)
{
    for (int k = 0; k < kind_count; k++)
        for (int l = 0; l < LAYER_COUNT; l++)
            cr_expect_not(needs_filing(l) && in(layers_of(UINT64_C(1) << k, 0),
                                                (enum layer_id)l),
                          "%s in %s", kinds[k].id, layers[l].id);
    cr_expect_eq(layer_main(layers_of(kind("clinic"), 0)), LAYER_medical);
    cr_expect_eq(layer_main(layers_of(kind("dental"), 0)), LAYER_dental);
    cr_expect_eq(layer_main(layers_of(kind("pharmacy"), 0)), LAYER_pharmacy);
    cr_expect_eq(layer_main(layers_of(kind("visiting-nurse"), 0)),
                 LAYER_nursing);
}

/* 機能強化加算 is no visit. */
Test(layer, a_filing_that_says_nothing_of_visits_brings_nobody_home)
{
    static const int silent[] = {
        FUNCTION_functional_enhancement, FUNCTION_after_hours,
        FUNCTION_community_pharmacy_support, FUNCTION_dental_information,
        FUNCTION_nursing_dx};

    for (size_t i = 0; i < sizeof(silent) / sizeof(*silent); i++)
        for (int k = 0; k < kind_count; k++)
            cr_expect_eq(layers_of(UINT64_C(1) << k, FUNCTION_BIT(silent[i])),
                         layers_of(UINT64_C(1) << k, 0), "%s %s", kinds[k].id,
                         functions[silent[i]].id);
}

Test(layer, a_station_with_24_hours_is_also_among_the_visiting_nurses)
{
    static const int filed[] = {
        FUNCTION_nursing_24h, FUNCTION_nursing_enhanced_1,
        FUNCTION_nursing_enhanced_2, FUNCTION_nursing_enhanced_3};

    for (size_t i = 0; i < sizeof(filed) / sizeof(*filed); i++) {
        layer_set set =
            layers_of(kind("visiting-nurse"), FUNCTION_BIT(filed[i]));
        cr_expect_eq(set, (layer_set)1 << LAYER_nursing_24h |
                              (layer_set)1 << LAYER_nursing);
        cr_expect_eq(layer_main(set), LAYER_nursing_24h);
    }
}

Test(layer, who_comes_home_stands_before_the_rest_and_not_in_it)
{
    layer_set clinic = layers_of(
        kind("clinic"), FUNCTION_BIT(FUNCTION_home_care_support_clinic_3));
    layer_set dental =
        layers_of(kind("dental"), FUNCTION_BIT(FUNCTION_visiting_dental));
    layer_set pharmacy =
        layers_of(kind("pharmacy"), FUNCTION_BIT(FUNCTION_visiting_pharmacist));

    cr_expect_eq(clinic, (layer_set)1 << LAYER_home_visit);
    cr_expect_eq(dental, (layer_set)1 << LAYER_home_visit_dental);
    cr_expect_eq(pharmacy, (layer_set)1 << LAYER_home_visit_pharmacy);
}

Test(layer, a_hospital_whose_dentists_visit_is_still_a_hospital)
{
    layer_set set =
        layers_of(kind("hospital"), FUNCTION_BIT(FUNCTION_visiting_dental));

    cr_expect(in(set, LAYER_home_visit_dental));
    cr_expect(in(set, LAYER_medical));
    cr_expect_not(in(set, LAYER_home_visit));
}

Test(layer, a_facility_stands_in_every_layer_and_is_shown_in_the_first)
{
    layer_set set = layers_of(kind("hospital") | kind("visiting-nurse") |
                                  kind("care-manager") | kind("day-rehab"),
                              FUNCTION_BIT(FUNCTION_home_medical_management) |
                                  FUNCTION_BIT(FUNCTION_backup_hospital));

    cr_expect_eq(set, (layer_set)1 << LAYER_care_manager |
                          (layer_set)1 << LAYER_home_visit |
                          (layer_set)1 << LAYER_nursing |
                          (layer_set)1 << LAYER_backup |
                          (layer_set)1 << LAYER_day);
    cr_expect_eq(layer_main(set), LAYER_home_visit,
                 "a hospital that also plans care is a hospital");
    cr_expect_eq(layer_main(layers_of(
                     kind("consultation-desk") | kind("hospital"), ALL_FILED)),
                 LAYER_consult);
}

Test(layer, layers_of_one_group_have_signs_of_their_own)
{
    for (int l = 0; l < LAYER_COUNT; l++)
        for (int m = 0; m < l; m++)
            cr_expect(layers[l].group != layers[m].group ||
                          layers[l].sign != layers[m].sign,
                      "%s %s", layers[l].id, layers[m].id);
}

/* What is not filed may only be unknown, and a filing is no promise to all. */
Test(layer, plain_words_never_say_no_and_promise_nothing_unfiled)
{
    static const char *const no[] = {"ません", "ない", "なし", "不可"};

    for (int l = 0; l < LAYER_COUNT; l++) {
        const char *plain = layers[l].plain_ja;
        for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
            cr_expect_null(strstr(plain, no[i]), "%s", plain);
        cr_expect_eq(strstr(plain, "24時間") != NULL, l == LAYER_nursing_24h);
        cr_expect_eq(strstr(plain, "来てもらえるかは電話で聞いてください") !=
                         NULL,
                     layers[l].sign == SIGN_HOLLOW || l == LAYER_home_visit ||
                         l == LAYER_home_visit_dental,
                     "%s", plain);
        cr_expect_eq(strstr(plain, "家に来ることがある") != NULL,
                     l == LAYER_home_visit || l == LAYER_home_visit_dental ||
                         l == LAYER_home_visit_pharmacy,
                     "%s", plain);
        cr_expect_str_eq(layer_words(l, true), plain);
        cr_expect_str_eq(layer_words(l, false), layers[l].name_ja);
    }
}
