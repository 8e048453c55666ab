#include "output/print/qr.h"

#include <criterion/criterion.h>
#include <string.h>

/* ISO/IEC 18004, 6.3.3: a square of 3 in a ring of 5 in a square of 7. */
static void expect_finder(const struct qr *qr, unsigned left, unsigned top)
{
    for (unsigned y = 0; y < 7; y++)
        for (unsigned x = 0; x < 7; x++) {
            unsigned dx = x < 3 ? 3 - x : x - 3, dy = y < 3 ? 3 - y : y - 3;
            unsigned ring = dx > dy ? dx : dy;
            cr_expect_eq(qr->black[(top + y) * qr->width + left + x],
                         ring != 2);
        }
}

Test(qr, a_code_has_the_patterns_that_a_camera_looks_for)
{
    struct arena arena = {0};
    struct err err = {0};
    struct qr qr;

    cr_assert(qr_make("https://example.jp/地図/25299/index.html#facility-n-1",
                      &qr, &arena, &err));
    cr_expect_eq(qr.width % 4, 1);
    expect_finder(&qr, 0, 0);
    expect_finder(&qr, qr.width - 7, 0);
    expect_finder(&qr, 0, qr.width - 7);
    for (unsigned i = 8; i < qr.width - 8; i++) /* timing, 6.3.5 */
        cr_expect_eq(qr.black[6 * qr.width + i], i % 2 == 0);
    arena_release(&arena);
}

Test(qr, the_code_grows_with_the_text_and_ends_somewhere)
{
    struct arena arena = {0};
    struct err err = {0};
    struct qr small, large;
    char text[4000];

    memset(text, 'a', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    cr_expect_not(qr_make(text, &large, &arena, &err));
    cr_expect_eq(err.class, ERR_USAGE);
    cr_expect_not(qr_make("", &large, &arena, &err));
    text[2331] = '\0'; /* table 7: version 40, M, bytes */
    cr_assert(qr_make(text, &large, &arena, &err));
    cr_expect_eq(large.width, 177);
    cr_assert(qr_make("a", &small, &arena, &err));
    cr_expect_eq(small.width, 21);
    arena_release(&arena);
}

Test(qr, different_texts_give_different_codes)
{
    struct arena arena = {0};
    struct err err = {0};
    struct qr a, b;

    cr_assert(qr_make("https://example.jp/1", &a, &arena, &err));
    cr_assert(qr_make("https://example.jp/2", &b, &arena, &err));
    cr_assert_eq(a.width, b.width);
    cr_expect_neq(memcmp(a.black, b.black, a.width * a.width), 0);
    arena_release(&arena);
}
