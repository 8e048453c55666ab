#include "norm/meaning.h"

#include "norm/text.h"

#include <criterion/criterion.h>
#include <string.h>

static struct meaning find(enum points points, const char *symbol,
                           const char *name, const char *as_of)
{
    static struct arena arena, scratch;
    static struct meanings *meanings;

    if (!meanings)
        meanings = meanings_make(&arena);
    arena_reset(&scratch);
    return meaning_find(meanings, points, str_of(symbol), str_of(name), as_of,
                        &scratch);
}

static void expect(struct meaning meaning, enum meaning_by by, int function)
{
    cr_expect_eq(meaning.by, by);
    cr_assert_not_null(meaning.row);
    cr_expect_eq(meaning.row->function, function);
}

Test(meaning, the_name_decides)
{
    expect(find(POINTS_MEDICAL, "", "在宅がん医療総合診療料", "2026-01-01"),
           MEANING_BY_NAME, FUNCTION_cancer_home_care);
    expect(find(POINTS_MEDICAL, "在総", "在宅がん医療 総合診療料", NULL),
           MEANING_BY_NAME, FUNCTION_cancer_home_care);
    expect(find(POINTS_MEDICAL, "謎", "在宅がん医療総合診療料", NULL),
           MEANING_BY_NAME, FUNCTION_cancer_home_care);
}

Test(meaning, a_symbol_of_another_function_is_told_and_the_name_stands)
{
    expect(
        find(POINTS_MEDICAL, "在後病", "在宅がん医療総合診療料", "2026-01-01"),
        MEANING_NAME_AGAINST_SYMBOL, FUNCTION_cancer_home_care);
}

Test(meaning, the_symbol_decides_where_the_name_says_nothing)
{
    expect(find(POINTS_MEDICAL, "支援診3", "", "2026-01-01"), MEANING_BY_SYMBOL,
           FUNCTION_home_care_support_clinic_3);
}

Test(meaning, a_name_that_is_not_known_is_told_beside_a_symbol_of_one_meaning)
{
    expect(find(POINTS_PHARMACY, "在薬", "知らない名称", NULL),
           MEANING_BY_SYMBOL_NAME_UNKNOWN, FUNCTION_visiting_pharmacist);
    expect(find(POINTS_PHARMACY, "在薬", "", NULL), MEANING_BY_SYMBOL,
           FUNCTION_visiting_pharmacist);
    /* Dental lists repeat medical filings; only their symbols are known. */
    cr_expect_eq(find(POINTS_DENTAL, "支援診３", "知らない名称", NULL).by,
                 MEANING_BY_SYMBOL);
}

Test(meaning, a_symbol_is_of_its_fee_table)
{
    cr_expect_eq(find(POINTS_PHARMACY, "支援診３", "", NULL).by,
                 MEANING_UNKNOWN);
    cr_expect_eq(find(POINTS_NONE, "支援診３", "", NULL).by, MEANING_UNKNOWN);
}

Test(meaning, what_neither_tells_is_unknown)
{
    struct meaning meaning =
        find(POINTS_MEDICAL, "謎", "知らない名称", "2026-01-01");

    cr_expect_eq(meaning.by, MEANING_UNKNOWN);
    cr_expect_null(meaning.row);
    cr_expect_eq(find(POINTS_MEDICAL, "", "", NULL).by, MEANING_UNKNOWN);
}

Test(meaning, a_symbol_with_one_meaning_may_stand_outside_its_dates)
{
    expect(find(POINTS_NURSING, "訪看23", "", "2020-01-01"),
           MEANING_OUT_OF_DATE, FUNCTION_nursing_24h);
    expect(find(POINTS_NURSING, "訪看23", "", "2026-08-01"), MEANING_BY_SYMBOL,
           FUNCTION_nursing_24h);
}

Test(meaning, a_symbol_that_was_read_in_two_ways_counts_from_its_legend_on)
{
    cr_expect_eq(find(POINTS_NURSING, "訪看10", "", "2026-03-01").by,
                 MEANING_UNKNOWN);
    cr_expect_eq(find(POINTS_NURSING, "訪看24", "", "2026-03-01").by,
                 MEANING_UNKNOWN);
    cr_expect_eq(find(POINTS_NURSING, "訪看24", "", NULL).by, MEANING_UNDATED);
    expect(find(POINTS_NURSING, "訪看24", "", "2026-06-01"), MEANING_BY_SYMBOL,
           FUNCTION_nursing_24h);
    expect(find(POINTS_NURSING, "訪看10", "24時間対応体制加算", "2026-03-01"),
           MEANING_BY_NAME, FUNCTION_nursing_24h);
}

/* Does another row of the symbol say something else? */
static bool has_rival(const struct filing_meaning *row, const char *as_of)
{
    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *other = &filing_meanings[i];
        if (other->points == row->points &&
            strcmp(other->symbol, row->symbol) == 0 &&
            other->function != row->function &&
            (!as_of || ((!other->from || strcmp(as_of, other->from) >= 0) &&
                        (!other->to || strcmp(as_of, other->to) <= 0))))
            return true;
    }
    return false;
}

/* Whatever the table holds: every row is found by its own words. */
Test(meaning, every_row_is_found_by_its_name_and_by_its_symbol)
{
    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *row = &filing_meanings[i];
        const char *day = row->from ? row->from : row->to;
        struct meaning meaning = find(row->points, row->symbol, row->name, day);
        cr_expect(meaning.row && meaning.row->function == row->function,
                  "%s %s", row->symbol, row->name);
        if (!row->symbol[0])
            continue;
        meaning = find(row->points, row->symbol, "", day);
        cr_expect(has_rival(row, day) ||
                      (meaning.row && meaning.row->function == row->function),
                  "%s", row->symbol);
    }
}

Test(meaning, a_symbol_that_changed_is_open_without_a_date)
{
    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *row = &filing_meanings[i];
        if (!row->symbol[0] || !has_rival(row, NULL))
            continue;
        cr_expect_eq(find(row->points, row->symbol, "", NULL).by,
                     MEANING_UNDATED, "%s", row->symbol);
        /* Beside a new name even a date does not help. */
        cr_expect_eq(
            find(row->points, row->symbol, "知らない名称", row->from).by,
            MEANING_UNKNOWN, "%s", row->symbol);
    }
}
