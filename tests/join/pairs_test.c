/* pairs.csv: what staff wrote about pairs becomes a list, or is told. */
#include "join/pairs.h"

#include "geocode/given.h"
#include "output/sheet.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define HEADER "施設ID1,施設ID2,判断,理由,記入者,日付\n"

static bool read_text(const char *text, struct staff_pairs *pairs,
                      struct err *err)
{
    *pairs = (struct staff_pairs){0};
    given_file(PAIRS_FILE, str_of(text));
    return staff_pairs_read(given_folder(), pairs, err);
}

static struct staff_pairs read_all(const char *text)
{
    struct staff_pairs pairs;
    struct err err = {0};

    cr_assert(read_text(text, &pairs, &err), "%s", err.text);
    return pairs;
}

static void expect_pair(const struct staff_pair *pair, const char *a,
                        const char *b, bool one)
{
    cr_expect_str_eq(pair->id_a, a);
    cr_expect_str_eq(pair->id_b, b);
    cr_expect_eq(pair->one, one, "%s and %s", a, b);
}

static void expect_refused(const char *text, const char *const *subject)
{
    struct staff_pairs pairs;
    struct err err = {0};

    cr_assert_not(read_text(text, &pairs, &err), "%s", text);
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect_not_null(strstr(err.text, PAIRS_FILE), "%s", err.text);
    for (; *subject; subject++)
        cr_expect_not_null(strstr(err.text, *subject), "'%s' is not in: %s",
                           *subject, err.text);
    staff_pairs_release(&pairs);
}

#define REFUSED(text, ...)                                                     \
    expect_refused(text, (const char *const[]){__VA_ARGS__, NULL})

Test(pairs, every_word_for_one_and_for_two_is_read)
{
    static const struct {
        const char *word;
        bool one;
    } row[] = {
        {"同じ", true},          {"同一", true},  {"同じ施設", true},
        {"one", true},           {"same", true},  {"　同じ。 ", true},
        {"ＳＡＭＥ", true},      {"別", false},   {"別の施設", false},
        {"違う", false},         {"not", false},  {"Different", false},
        {"別　の　施設", false}, {"'同じ", true},
    };

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        char text[256];
        snprintf(text, sizeof(text), HEADER "n-1,m-2,%s,,,\n", row[i].word);
        struct staff_pairs pairs = read_all(text);
        cr_assert_eq(pairs.n, 1, "%s", row[i].word);
        expect_pair(&pairs.item[0], "n-1", "m-2", row[i].one);
        staff_pairs_release(&pairs);
    }
}

Test(pairs, no_file_is_no_answer)
{
    struct staff_pairs pairs = {0};
    struct err err = {0};

    cr_assert(staff_pairs_read("/nonexistent", &pairs, &err));
    cr_expect_eq(pairs.n, 0);
    staff_pairs_release(&pairs);
    pairs = read_all("");
    cr_expect_eq(pairs.n, 0, "an empty file");
    staff_pairs_release(&pairs);
    pairs = read_all(HEADER);
    cr_expect_eq(pairs.n, 0);
    staff_pairs_release(&pairs);
}

Test(pairs, rows_without_an_answer_are_passed_over)
{
    struct staff_pairs pairs = read_all(HEADER "n-1,m-2,,,,\n"
                                               ",,,,,\n"
                                               "n-1,m-3, 　,理由だけ,,\n"
                                               "n-1,m-4\n"
                                               "n-1,m-5,別,,,\n");

    cr_assert_eq(pairs.n, 1);
    expect_pair(&pairs.item[0], "n-1", "m-5", false);
    cr_expect_eq(pairs.item[0].line, 6);
    staff_pairs_release(&pairs);
}

Test(pairs, what_a_spreadsheet_does_to_an_id_is_seen_through)
{
    struct staff_pairs pairs =
        read_all(HEADER "'n-25,　ｋ－２５Ｂ９９ ,同じ,,,\n"
                        " l-ab12-３ ,\"m-2511\n\",別,,,\n");

    cr_assert_eq(pairs.n, 2);
    expect_pair(&pairs.item[0], "n-25", "k-25B99", true);
    expect_pair(&pairs.item[1], "l-ab12-3", "m-2511", false);
    staff_pairs_release(&pairs);
}

Test(pairs, columns_are_found_by_heading_in_any_order_and_language)
{
    struct staff_pairs pairs =
        read_all("\xEF\xBB\xBF"
                 "date,Decision,名称1,facility_b,facility_a\r\n"
                 "2026/1/15,not,みなと,m-2,n-1\r\n");

    cr_assert_eq(pairs.n, 1);
    expect_pair(&pairs.item[0], "n-1", "m-2", false);
    cr_expect_str_eq(pairs.item[0].told, "not\n\n\n2026/1/15");
    staff_pairs_release(&pairs);
}

Test(pairs, what_staff_wrote_is_kept_for_the_next_worksheet)
{
    struct staff_pairs pairs =
        read_all(HEADER "n-1,m-2,同じ施設,\"電話で,確認\",湖岸係,2026-01-15\n");

    cr_expect_str_eq(pairs.item[0].told,
                     "同じ施設\n電話で,確認\n湖岸係\n2026-01-15");
    staff_pairs_release(&pairs);
}

Test(pairs, a_row_that_decides_nothing_readable_is_refused_with_its_line)
{
    REFUSED(HEADER "n-1,m-2,,,,\nn-1,m-2,たぶん同じ,,,\n", "line 3",
            "たぶん同じ", "別");
    REFUSED(HEADER "n-1,,同じ,,,\n", "line 2", "施設ID2");
    REFUSED(HEADER ",,別,,,\n", "line 2", "施設ID1");
    REFUSED(HEADER "n-1, 'ｎ－１,同じ,,,\n", "line 2", "n-1", "itself");
    REFUSED("施設ID1,施設ID2\nn-1,m-2\n", "判断");
    REFUSED("施設ID1,施設ID2,判断,判断\nn-1,m-2,別,別\n", "判断");
}

Test(pairs, the_same_answer_twice_is_fine_in_either_order)
{
    struct staff_pairs pairs = read_all(HEADER "n-1,m-2,同じ,,,\n"
                                               "m-2,n-1,one,,,\n"
                                               "n-3,m-4,別,,,\n"
                                               "m-4,n-3,別,,,\n");

    cr_expect_eq(pairs.n, 4);
    staff_pairs_release(&pairs);
}

Test(pairs, both_answers_about_one_pair_are_refused_with_both_lines)
{
    REFUSED(HEADER "n-1,m-2,同じ,,,\nn-3,m-4,別,,,\nm-2,n-1,別,,,\n", "line 4",
            "line 2");
    REFUSED(HEADER "m-2,n-1,別,,,\nn-1,m-2,同じ,,,\n", "line 2", "line 3");
}

Test(pairs, a_chain_that_ends_in_a_contradiction_is_refused_with_its_lines)
{
    REFUSED(HEADER "n-1,m-2,同じ,,,\n"
                   "k-9,k-8,同じ,,,\n"
                   "m-2,k-3,同じ,,,\n"
                   "n-1,k-3,別,,,\n",
            "line 5", "2, 4", "n-1", "k-3");
}

/* The way through the trees is right whatever hangs below what. */
Test(pairs, only_the_lines_of_the_way_are_named)
{
    REFUSED(HEADER "a-1,a-2,同じ,,,\n"
                   "a-3,a-4,同じ,,,\n"
                   "a-5,a-4,同じ,,,\n"
                   "a-2,a-4,同じ,,,\n"
                   "a-6,a-1,同じ,,,\n"
                   "a-5,a-6,別,,,\n",
            "line 7", " 2, 4, 5, 6 ");
}

Test(pairs, a_long_chain_is_followed)
{
    struct buf text = {0};
    struct staff_pairs pairs;
    struct err err = {0};

    buf_add_text(&text, HEADER);
    for (int i = 0; i < 3000; i++)
        buf_addf(&text, "n-%d,n-%d,同じ,,,\n", i, i + 1);
    cr_expect(read_text(text.ptr, &pairs, &err));
    staff_pairs_release(&pairs);
    buf_add_text(&text, "n-3000,n-0,別,,,\n");
    cr_expect_not(read_text(text.ptr, &pairs, &err));
    cr_expect_not_null(strstr(err.text, "line 3002"), "%s", err.text);
    staff_pairs_release(&pairs);
    buf_release(&text);
}

Test(pairs, ids_of_one_record_may_contradict_each_other_too)
{
    struct staff_pairs pairs = read_all(HEADER "n-1,m-2,同じ,,,\n"
                                               "k-9,m-2,別,,,\n");
    const uint32_t apart[] = {0, 1, 2, 1}, alias[] = {0, 1, 0, 1},
                   gone[] = {0, 1, UINT32_MAX, 1}, one[] = {0, 1, 1, 1};
    struct err err = {0};

    cr_expect(staff_pairs_agree(&pairs, apart, 3, &err), "%s", err.text);
    cr_expect(staff_pairs_agree(&pairs, gone, 3, &err), "%s", err.text);
    cr_expect_not(staff_pairs_agree(&pairs, alias, 3, &err));
    cr_expect_not_null(strstr(err.text, "line 3"), "%s", err.text);
    cr_expect_not_null(strstr(err.text, "line 2"), "%s", err.text);
    cr_expect_not(staff_pairs_agree(&pairs, one, 3, &err));
    cr_expect_not_null(strstr(err.text, "ids of one"), "%s", err.text);
    staff_pairs_release(&pairs);
}

Test(pairs, an_id_of_no_input_is_told_with_its_line)
{
    struct staff_pairs pairs = read_all(HEADER "n-1,m-2,同じ,,,\n");
    struct err err = {0};

    cr_expect_not(staff_pairs_unknown(&pairs.item[0], "m-2", pairs.path, &err));
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect_not_null(strstr(err.text, "line 2"), "%s", err.text);
    cr_expect_not_null(strstr(err.text, "m-2"), "%s", err.text);
    cr_expect_not_null(strstr(err.text, PAIRS_FILE), "%s", err.text);
    staff_pairs_release(&pairs);
}

/* ---- the worksheet, back and forth ---- */

static bool all(void *context, uint32_t facility)
{
    (void)context, (void)facility;
    return true;
}

Test(pairs, the_worksheet_itself_is_a_file_of_answers)
{
    struct table table = {0};
    struct supply supply = {.label = "a.csv", .title = "一覧"};
    struct buf sheet = {0};

    table_add_supply(&table, &supply);
    uint32_t a = table_add(&table, "n-1"), b = table_add(&table, "m-2"),
             c = table_add(&table, "k-3");
    table.facility[a]->name = "=みなと,\"診療所\"";
    table_add_pair(&table,
                   (struct facility_pair){a, b, "n-1", "m-2", 0.7F, NAN,
                                          "名称が似ている", NULL, PAIR_OPEN});
    table_add_pair(&table,
                   (struct facility_pair){a, c, "n-1", "k-3", 0.6F, 3, "",
                                          "違う\n別の入口\n係\n2026-01-15",
                                          PAIR_DECIDED_NOT});
    table_add_pair(&table,
                   (struct facility_pair){a, a, "n-1", "l-9", NAN, NAN, NULL,
                                          NULL, PAIR_DECIDED_ONE});
    sheet_pairs(&table, all, NULL, &sheet);
    struct staff_pairs pairs = read_all(sheet.ptr);
    cr_assert_eq(pairs.n, 2, "the open pair has no answer");
    expect_pair(&pairs.item[0], "n-1", "k-3", false);
    cr_expect_str_eq(pairs.item[0].told, "違う\n別の入口\n係\n2026-01-15");
    expect_pair(&pairs.item[1], "n-1", "l-9", true);
    staff_pairs_release(&pairs);
    buf_release(&sheet);
    table_release(&table);
}
