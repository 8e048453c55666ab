#include "norm/code.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>

static void expect_municipality(const char *in, const char *wanted)
{
    char code[6] = "-----";
    bool ok = code_municipality(str_of(in), code);

    cr_expect_eq(ok, wanted != NULL, "%s", in);
    cr_expect_str_eq(code, wanted ? wanted : "-----", "%s", in);
}

Test(code, six_digits_carry_the_published_check_digit)
{
    static const char *const pair[][2] = {{"27210", "272108"},
                                          {"13101", "131016"},
                                          {"01100", "011002"},
                                          {"26202", "262021"}};

    for (size_t i = 0; i < 4; i++) {
        char code6[7];
        code_municipality6(pair[i][0], code6);
        cr_expect_str_eq(code6, pair[i][1]);
        expect_municipality(pair[i][0], pair[i][0]);
        expect_municipality(pair[i][1], pair[i][0]);
    }
}

Test(code, a_wrong_check_digit_is_no_municipality)
{
    expect_municipality("131017", NULL);
    expect_municipality("272104", NULL); /* of a file name; 枚方市 is 272108 */
}

Test(code, lost_leading_zeros_are_put_back)
{
    expect_municipality("1100", "01100");  /* 札幌市 of 5 digits */
    expect_municipality("11002", "01100"); /* 札幌市 of 6 digits */
    expect_municipality("92011", "09201"); /* 宇都宮市 of 6 digits */
    expect_municipality("92012", NULL);
}

Test(code, five_digits_that_can_be_a_code_are_that_code)
{
    expect_municipality("13331", "13331"); /* 013331 would be 知内町 */
}

Test(code, a_prefecture_is_a_municipality_of_number_zero)
{
    expect_municipality("130001", "13000");
    expect_municipality("13000", "13000");
}

Test(code, other_text_is_no_municipality)
{
    static const char *const bad[] = {"",      "1",     "110",   "0131010",
                                      "4820A", "48201", "00101", "13801",
                                      "13014", "-1101", "999999"};

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        expect_municipality(bad[i], NULL);
}

Test(code, facility_codes_of_the_field_have_right_check_digits)
{
    static const char *const good[] = {"0112910997", "0110116381",
                                       "0112910062", "4440148023",
                                       "1810115202", "0170101950"};

    for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
        char wrong[11];
        cr_expect(code_facility_ok(str_of(good[i])), "%s", good[i]);
        for (size_t at = 2; at < 10; at++) {
            strcpy(wrong, good[i]);
            wrong[at] = wrong[at] == '9' ? '0' : (char)(wrong[at] + 1);
            cr_expect_not(code_facility_ok(str_of(wrong)), "%s", wrong);
        }
    }
}

/* 埼玉, 千葉, 東京 and 神奈川: see code.h. */
Test(code, four_prefectures_have_the_check_digit_of_the_number_alone)
{
    static const struct {
        const char *code;
        bool ok;
    } given[] = {
        {"1310110056", true}, /* an institution, by its number */
        {"1310110057", false}, {"2710110056", false},
        {"1360190033", true}, /* a station, by its number */
        {"1360190035", true}, /* ... and by all digits */
        {"1360190031", false}, {"1470140128", true}, /* others: all digits */
        {"1470140129", false}, {"2760190039", true},
        {"2760190033", false},
    };

    for (size_t i = 0; i < sizeof(given) / sizeof(*given); i++)
        cr_expect_eq(code_facility_ok(str_of(given[i].code)), given[i].ok, "%s",
                     given[i].code);
}

/* Numbers of ten digits in the second column of a list. */
static void check_offices(const char *pattern, int *n, int *n_wrong)
{
    glob_t found;
    char line[65536];

    if (glob(pattern, 0, NULL, &found))
        return;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        FILE *file = fopen(found.gl_pathv[i], "r");
        while (file && fgets(line, sizeof(line), file)) {
            struct str rest = str_of(line), cell;
            str_part(&rest, ',', &cell);
            str_part(&rest, ',', &cell);
            if (cell.len != 10 || !str_digits(cell))
                continue;
            ++*n;
            *n_wrong += !code_facility_ok(cell);
        }
        if (file)
            fclose(file);
    }
    globfree(&found);
}

Test(code, office_numbers_of_the_care_listings_have_right_check_digits)
{
    int n = 0, n_wrong = 0;

    check_offices(DATA_DIR "/reconstructed/jigyosho_*.csv", &n, &n_wrong);
    check_offices(DATA_DIR "/mirror/www.mhlw.go.jp/content/12300000/*.csv", &n,
                  &n_wrong);
    if (n == 0)
        cr_skip_test("the care listings are not on this machine");
    cr_expect_gt(n, 100000);
    /* 1.5 in a thousand are no code by either rule. */
    cr_expect_lt(n_wrong * 1000, n * 2, "%d of %d", n_wrong, n);
}

Test(code, a_facility_code_with_a_letter_cannot_be_disproved)
{
    cr_expect(code_facility_ok(STR("34B0100020")));
    cr_expect(code_facility_ok(STR("34B0100021")));
}

Test(code, other_text_is_no_facility_code)
{
    static const char *const bad[] = {"",           "011291099",  "01129109970",
                                      "34b0100020", "0000000000", "4812910990",
                                      "01-2910997", "A112910997"};

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        cr_expect_not(code_facility_ok(str_of(bad[i])), "%s", bad[i]);
}

Test(code, a_corporation_number_has_its_check_digit_first)
{
    cr_expect(code_corporation_ok(STR("7000012050002")));
    cr_expect_not(code_corporation_ok(STR("8000012050002")));
    cr_expect_not(code_corporation_ok(STR("7000012050003")));
    cr_expect_not(code_corporation_ok(STR("700001205000")));
    cr_expect_not(code_corporation_ok(STR("70000120500020")));
    cr_expect_not(code_corporation_ok(STR("700001205000A")));
    cr_expect_not(code_corporation_ok(STR("0000000000000")));
}

/* Every municipality and ward of Japan, the last column with check digit. */
Test(code, all_municipalities_of_japan_pass)
{
    FILE *file = fopen(DATA_DIR "/codes/localgovjp-utf8.csv", "r");
    char line[4096];
    int n = 0;

    if (!file)
        cr_skip_test("the list of municipalities is not on this machine");
    while (fgets(line, sizeof(line), file)) {
        struct str code = str_trim(str_of(strrchr(line, ',') + 1));
        char code5[6], code6[7];
        if (!str_digits(code))
            continue;
        cr_expect(code_municipality(code, code5), "%s", line);
        code_municipality6(code5, code6);
        cr_expect(str_is(code, code6), "%s", line);
        expect_municipality(code5, code5);
        n++;
    }
    fclose(file);
    cr_expect_gt(n, 1700);
}

/* First column: municipality with check digit. */
Test(code, municipalities_of_the_care_listings_pass)
{
    glob_t found;
    char line[65536], code5[6];
    int n = 0;

    if (glob(DATA_DIR "/mirror/www.mhlw.go.jp/content/12300000/*.csv", 0, NULL,
             &found))
        cr_skip_test("the care listings are not on this machine");
    for (size_t i = 0; i < found.gl_pathc; i++) {
        FILE *file = fopen(found.gl_pathv[i], "r");
        while (file && fgets(line, sizeof(line), file)) {
            struct str code = {line, strcspn(line, ",")};
            if (code.len != 6 || !str_digits(code))
                continue;
            cr_expect(code_municipality(code, code5), "%.6s", line);
            n++;
        }
        if (file)
            fclose(file);
    }
    globfree(&found);
    cr_expect_gt(n, 30000);
}
