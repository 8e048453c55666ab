#include "model/need.h"

#include <criterion/criterion.h>
#include <string.h>

static struct need need(const char *id)
{
    struct need found;

    cr_assert(need_find(id, &found), "%s", id);
    return found;
}

static kind_set kind(const char *id)
{
    int found = kind_find(id);

    cr_assert_neq(found, KIND_NONE, "%s", id);
    return UINT64_C(1) << found;
}

Test(need, every_kind_code_function_and_short_word_is_one)
{
    struct need found;

    for (int k = 0; k < kind_count; k++) {
        cr_expect_str_eq(need(kinds[k].id).id, kinds[k].id);
        if (kinds[k].code)
            cr_expect_eq(need(kinds[k].code).kinds, UINT64_C(1) << k);
    }
    for (int f = 0; f < FUNCTION_COUNT; f++)
        cr_expect_eq(need(functions[f].id).functions, FUNCTION_BIT(f), "%s",
                     functions[f].id);
    cr_expect_str_eq(need("24h").id, "nursing-24h");
    cr_expect_str_eq(need("130").id, "visiting-nurse");
    cr_expect_str_eq(need("訪問看護").id, "visiting-nurse");
    cr_expect_str_eq(need("訪問看護ステーション").id, "visiting-nurse");
    cr_expect_str_eq(need("24時間対応の訪問看護（届出）").id, "nursing-24h");
    cr_expect(!need_find("", &found));
    cr_expect(!need_find("nurse", &found));
}

struct seen {
    const char *id[200];
    size_t n;
};

static void see(void *context, const struct need *each)
{
    struct seen *seen = context;

    for (size_t i = 0; i < seen->n; i++)
        cr_expect(strcmp(seen->id[i], each->id) != 0, "%s twice", each->id);
    seen->id[seen->n++] = each->id;
    cr_expect_neq(each->kinds, 0, "nobody can meet %s", each->id);
    cr_expect_eq(need(each->id).functions, each->functions, "%s", each->id);
    cr_expect(each->name_ja && *each->name_ja && each->name_en &&
              *each->name_en);
}

Test(need, all_that_are_listed_are_found_by_their_ids_and_none_twice)
{
    struct seen seen = {.n = 0};

    need_each(see, &seen);
    cr_expect_geq(seen.n, (size_t)(kind_count + FUNCTION_COUNT));
}

Test(need, what_no_list_told_is_unknown_and_never_no)
{
    struct need nurses = need("24h");
    struct facility station = {.services = kind("visiting-nurse")};
    struct facility pharmacy = {.services = kind("pharmacy")};

    cr_expect_eq(need_met(&nurses, &station), NEED_UNKNOWN);
    cr_expect_eq(need_met(&nurses, &pharmacy), NEED_ELSE);
    station.not_filed = FUNCTION_BIT(FUNCTION_nursing_24h);
    cr_expect_eq(need_met(&nurses, &station), NEED_NO);
    station.not_filed = 0;
    station.filed = FUNCTION_BIT(FUNCTION_nursing_24h);
    cr_expect_eq(need_met(&nurses, &station), NEED_YES);
}

Test(need, one_filing_of_several_is_enough_and_no_needs_all_of_them)
{
    struct need any = need("home-care-clinic");
    struct facility clinic = {.services = kind("clinic")};

    clinic.not_filed = FUNCTION_BIT(FUNCTION_home_care_support_clinic_1);
    cr_expect_eq(need_met(&any, &clinic), NEED_UNKNOWN);
    clinic.filed = FUNCTION_BIT(FUNCTION_home_care_support_clinic_3);
    cr_expect_eq(need_met(&any, &clinic), NEED_YES);
    clinic.filed = 0;
    clinic.not_filed = any.functions;
    cr_expect_eq(need_met(&any, &clinic), NEED_NO);
}

Test(need, a_kind_is_met_by_whoever_offers_it)
{
    struct need nurses = need("visiting-nurse");
    struct facility clinic = {.services =
                                  kind("clinic") | kind("visiting-nurse")};
    struct facility dentist = {.services = kind("dental")};

    cr_expect_eq(need_met(&nurses, &clinic), NEED_YES);
    cr_expect_eq(need_met(&nurses, &dentist), NEED_ELSE);
}
