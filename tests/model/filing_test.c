#include "base/str.h"
#include "model/filing.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *or_end(const char *day, const char *end)
{
    return day ? day : end;
}

static bool overlap(const struct filing_meaning *a,
                    const struct filing_meaning *b)
{
    return strcmp(or_end(a->from, ""), or_end(b->to, "9")) <= 0 &&
           strcmp(or_end(b->from, ""), or_end(a->to, "9")) <= 0;
}

Test(filing, a_symbol_means_one_thing_at_a_time)
{
    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *a = &filing_meanings[i];
        for (size_t j = 0; *a->symbol && j < i; j++) {
            const struct filing_meaning *b = &filing_meanings[j];
            if (a->points == b->points && strcmp(a->symbol, b->symbol) == 0 &&
                overlap(a, b))
                cr_expect_eq(a->function, b->function, "%s", a->symbol);
        }
    }
}

Test(filing, a_name_means_one_thing_at_all_times)
{
    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *a = &filing_meanings[i];
        for (size_t j = 0; *a->name && j < i; j++) {
            const struct filing_meaning *b = &filing_meanings[j];
            if (a->points == b->points && strcmp(a->name, b->name) == 0)
                cr_expect_eq(a->function, b->function, "%s", a->name);
        }
    }
}

Test(filing, no_row_stands_twice)
{
    for (size_t i = 0; i < filing_meaning_count; i++)
        for (size_t j = 0; j < i; j++) {
            const struct filing_meaning *a = &filing_meanings[i];
            const struct filing_meaning *b = &filing_meanings[j];
            cr_expect_not(a->points == b->points &&
                              strcmp(a->symbol, b->symbol) == 0 &&
                              strcmp(a->name, b->name) == 0,
                          "%s %s", a->symbol, a->name);
        }
}

static bool is_day(const char *day)
{
    char back[11];

    return !day || (strlen(day) == 10 && filing_day(filing_day_of(day), back) &&
                    strcmp(day, back) == 0);
}

Test(filing, every_row_is_whole)
{
    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *row = &filing_meanings[i];
        const char *told = *row->symbol ? row->symbol : row->name;
        cr_expect(*told, "row %zu has neither symbol nor name", i);
        cr_expect(points_names_ja[row->points], "%s", told);
        cr_expect(row->source && strlen(row->source) > 20, "%s", told);
        cr_expect(!row->level || *row->level, "%s", told);
        cr_expect(is_day(row->from) && is_day(row->to), "%s", told);
        cr_expect(!row->from || !row->to || strcmp(row->from, row->to) <= 0,
                  "%s", told);
    }
}

Test(filing, rows_and_functions_agree_about_fee_tables)
{
    unsigned met[FUNCTION_COUNT] = {0};

    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *row = &filing_meanings[i];
        if (row->function == FUNCTION_NONE)
            continue;
        cr_assert(row->function >= 0 && row->function < FUNCTION_COUNT);
        met[row->function] |= POINTS_BIT(row->points);
    }
    for (int f = 0; f < FUNCTION_COUNT; f++)
        cr_expect_eq(met[f], functions[f].points, "%s: rows of %x, not %x",
                     functions[f].id, met[f], functions[f].points);
}

/* What the row says of this symbol and name on that day. */
static int function_on(enum points points, const char *symbol, const char *day)
{
    int function = FUNCTION_COUNT;

    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *row = &filing_meanings[i];
        if (row->points == points && strcmp(row->symbol, symbol) == 0 &&
            strcmp(or_end(row->from, ""), day) <= 0 &&
            strcmp(day, or_end(row->to, "9")) <= 0)
            function = row->function;
    }
    return function;
}

Test(filing, a_symbol_that_changed_means_what_its_day_says)
{
    cr_expect_eq(function_on(POINTS_PHARMACY, "地支体１", "2026-05-31"),
                 FUNCTION_community_pharmacy_support);
    cr_expect_eq(function_on(POINTS_PHARMACY, "地支体１", "2026-06-01"),
                 FUNCTION_NONE);
    cr_expect_eq(function_on(POINTS_PHARMACY, "地支体５", "2026-05-31"),
                 FUNCTION_COUNT, "there was no 地支体５");
    cr_expect_eq(function_on(POINTS_NURSING, "訪看10", "2026-03-01"),
                 FUNCTION_COUNT, "two readings, no legend of that month");
    cr_expect_eq(function_on(POINTS_NURSING, "訪看10", "2026-06-01"),
                 FUNCTION_nursing_psychiatric);
    cr_expect_eq(function_on(POINTS_MEDICAL, "支援診２", "2025-12-01"),
                 FUNCTION_home_care_support_clinic_2);
    cr_expect_eq(function_on(POINTS_DENTAL, "支援診２", "2025-12-01"),
                 FUNCTION_NONE);
}

Test(filing, days_go_there_and_back)
{
    int32_t day = filing_day_of("1926-01-01");
    char iso[11], last[11] = "1925-12-31", none[11] = "";

    cr_expect_eq(filing_day_of("1970-01-01"), 0);
    cr_expect_eq(filing_day_of("2000-02-29"), 11016);
    for (; day <= filing_day_of("2199-12-31"); day++) {
        cr_assert(filing_day(day, iso));
        cr_assert_eq(filing_day_of(iso), day, "%s", iso);
        cr_assert_lt(strcmp(last, iso), 0, "%s after %s", iso, last);
        memcpy(last, iso, sizeof(last));
    }
    cr_expect_str_eq(last, "2199-12-31");
    cr_expect_not(filing_day(NO_DAY, iso));
    cr_expect_eq(filing_day_of(none), NO_DAY);
}
