/* Whose address a row of review.csv is about, whatever a spreadsheet did to
 * it. */
#include "join/decision.h"

#include "geocode/given.h"

#include <criterion/criterion.h>
#include <string.h>

struct expected {
    const char *code, *address;
};

static bool compare(struct answers *answers, const struct row *row,
                    void *context, struct err *err)
{
    const struct expected *expected = context;
    struct str code = decision_code(answers, row);
    struct str address = decision_address(answers, row);

    (void)err;
    cr_expect(str_is(code, expected->code), "'%.*s' is not '%s'", STR_ARG(code),
              expected->code);
    cr_expect(str_is(address, expected->address), "'%.*s' is not '%s'",
              STR_ARG(address), expected->address);
    return true;
}

static void expect_row(const char *row, const char *code, const char *address)
{
    struct expected expected = {code, address};
    struct buf text = {0};
    struct err err = {0};

    buf_addf(&text, "市区町村コード,住所,決定\n%s,公表\n", row);
    struct answers answers = {.path = given_file("codes.csv", buf_str(&text)),
                              .ja = decision_ja,
                              .en = decision_en,
                              .n = AT_N,
                              .n_required = AT_REQUIRED,
                              .header = ""};
    cr_assert(answers_read(&answers, compare, &expected, &err), "%s", err.text);
    arena_release(&answers.arena);
    buf_release(&text);
}

Test(decision, zeros_that_a_spreadsheet_took_are_put_back)
{
    expect_row("1100,a", "01100", "a");
    expect_row("01100,a", "01100", "a");
    expect_row("１１００,a", "01100", "a");
    expect_row("011002,a", "01100", "a");
    expect_row("25299,a", "25299", "a");
}

Test(decision, the_apostrophe_of_the_worksheet_is_no_part_of_an_address)
{
    expect_row("25299,'＝湊町1", "25299", "＝湊町1");
    expect_row("25299,湊町1", "25299", "湊町1");
}
