#include "output/print/canvas.h"
#include "output/print/pdf.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;

static void release(void)
{
    arena_release(&arena);
}

TestSuite(canvas, .fini = release);

static const struct canvas_about about = {"題名 <1>", "作成者", "2026-04-15"};
static const struct text_style plain = {.size = 12};

static struct canvas *opened(void)
{
    struct err err = {0};
    struct canvas *canvas = canvas_open(&about, &err);

    cr_assert(canvas, "%s", err.text);
    canvas_page(canvas, 400, 400);
    return canvas;
}

static struct pdf_text closed(struct canvas *canvas)
{
    struct buf pdf = {0};
    struct pdf_text text = {0};
    struct err err = {0};

    cr_assert(canvas_close(canvas, &pdf, &err), "%s", err.text);
    cr_assert(pdf_read_text(buf_str(&pdf), &text, &arena, &err), "%s",
              err.text);
    buf_release(&pdf);
    return text;
}

static void paragraph(struct canvas *canvas, double y, const char *text)
{
    canvas_begin(canvas, TAG_P);
    canvas_text(canvas, 20, y, 360, text, &plain);
    canvas_end(canvas);
}

Test(canvas, text_can_be_read_again_whatever_it_holds)
{
    struct canvas *canvas = opened();

    paragraph(canvas, 20, "髙﨑①㈱ﾊﾝｶｸ");
    paragraph(canvas, 40,
              "\x01"
              "a\tb\x7F"
              "c");
    paragraph(canvas, 60,
              "\xE2\x80\xAE"
              "rtl");
    paragraph(canvas, 80, "x\xF0\x9F\x8F\xA5y");
    paragraph(canvas, 100, "\xFF\xC0 broken");
    struct pdf_text text = closed(canvas);
    cr_expect(strstr(text.text.ptr, "髙﨑①㈱ﾊﾝｶｸ\n"));
    cr_expect(strstr(text.text.ptr, "a b c\n"));
    cr_expect(strstr(text.text.ptr, "\nrtl\n"), "the direction was turned");
    cr_expect(strstr(text.text.ptr, "x〓y\n"), "a missing type has no 〓");
    cr_expect(strstr(text.text.ptr, "〓〓 broken\n"));
}

Test(canvas, height_is_measured_as_it_is_drawn)
{
    static const char *const text[] = {"一",
                                       "長い文は次の行へ続きます。長い文"
                                       "は次の行へ続きます。",
                                       "a\nb\nc", "", NULL};
    struct canvas *canvas = opened();

    for (size_t i = 0; i < sizeof(text) / sizeof(*text); i++)
        for (double width = 30; width < 300; width *= 2) {
            double height = canvas_text_height(canvas, width, text[i], &plain);
            cr_expect_float_eq(
                canvas_text(canvas, 0, 0, width, text[i], &plain), height,
                1e-9);
            cr_expect_eq(height > 0, text[i] && *text[i]);
        }
    double wide = canvas_text_height(canvas, 400, text[1], &plain);
    cr_expect_gt(canvas_text_height(canvas, 40, text[1], &plain), 3 * wide);
    canvas_abandon(canvas);
}

Test(canvas, a_long_word_is_broken_inside_its_width)
{
    struct canvas *canvas = opened();
    const char *word = "https://example.jp/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    cr_expect_gt(canvas_text_width(canvas, word, &plain), 100);
    cr_expect_gt(canvas_text_height(canvas, 50, word, &plain), 50);
    canvas_abandon(canvas);
}

Test(canvas, a_time_is_not_broken_at_the_end_of_a_line)
{
    static const char *const whole[] = {"15:00～18:00", "月～金", "828か所",
                                        "2025年12月31日"};
    struct canvas *canvas = opened();
    double one = canvas_text_height(canvas, 400, "あ", &plain);

    for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++) {
        double width = canvas_text_width(canvas, whole[i], &plain) + 1;
        const char *text = arena_format(&arena, "あ%sい", whole[i]);
        double height = canvas_text_height(canvas, width, text, &plain);
        cr_expect_gt(height, 3 * one, "%s is broken", whole[i]);
        cr_expect_leq(canvas_text_height(canvas, 400, text, &plain), one + 1);
    }
    canvas_abandon(canvas);
}

Test(canvas, text_that_is_too_high_ends_in_an_ellipsis)
{
    struct text_style style = plain;
    struct canvas *canvas = opened();
    char much[3001];

    memset(much, 'a', 3000);
    much[3000] = '\0';
    style.most = 60;
    cr_expect_leq(canvas_text_height(canvas, 100, much, &style), 60);
    canvas_abandon(canvas);
}

Test(canvas, a_reading_stands_above_unless_it_says_nothing_new)
{
    struct canvas *canvas = opened();
    double name = canvas_text_height(canvas, 300, "湊町診療所", &plain);

    cr_expect_gt(canvas_ruby_height(canvas, 300, "湊町診療所",
                                    "ミナトマチシンリョウジョ", &plain, 6),
                 name);
    cr_expect_float_eq(
        canvas_ruby_height(canvas, 300, "湊町診療所", NULL, &plain, 6), name,
        1e-9);
    cr_expect_float_eq(
        canvas_ruby_height(canvas, 300, "みなと ケア", "ミナトケア", &plain, 6),
        canvas_text_height(canvas, 300, "みなと ケア", &plain), 1e-9);
    canvas_begin(canvas, TAG_P);
    canvas_ruby(canvas, 20, 20, 300, "湊町診療所", "ミナトマチシンリョウジョー",
                &plain, 6);
    canvas_end(canvas);
    struct pdf_text text = closed(canvas);
    cr_expect(strstr(text.text.ptr, "湊町診療所\nみなとまちしんりょうじょー"));
}

Test(canvas, links_lead_to_destinations_before_and_behind_them)
{
    struct canvas *canvas = opened();

    canvas_begin(canvas, TAG_P);
    canvas_link_to(canvas, "facility-it's \\ (b)", 20, 20, 50, 20);
    canvas_text(canvas, 20, 20, 50, "1", &plain);
    canvas_end(canvas);
    canvas_end(canvas);
    canvas_destination(canvas, "pin-1", 20, 20);
    canvas_bookmark(canvas, 1, "外", 0);
    canvas_bookmark(canvas, 2, "内", 20);
    canvas_page(canvas, 300, 500);
    canvas_destination(canvas, "facility-it's \\ (b)", 20, 20);
    canvas_destination(canvas, "facility-it's \\ (b)", 90, 90);
    canvas_begin(canvas, TAG_P);
    canvas_link_to(canvas, "pin-1", 20, 20, 50, 20);
    canvas_text(canvas, 20, 20, 50, "back", &plain);
    canvas_end(canvas);
    canvas_end(canvas);
    struct pdf_text text = closed(canvas);
    cr_expect_eq(text.n_page, 2);
    cr_expect_eq(text.n_facility, 1);
    cr_expect_eq(text.n_pin, 1);
    cr_expect(strstr(text.other.ptr, "外"));
    cr_expect(strstr(text.other.ptr, "内"));
}

Test(canvas, a_table_may_go_on_over_pages)
{
    struct canvas *canvas = opened();

    canvas_begin(canvas, TAG_TABLE);
    for (int page = 0; page < 3; page++) {
        canvas_begin(canvas, TAG_ROW);
        canvas_begin(canvas, TAG_CELL);
        canvas_text(canvas, 20, 20, 300, page == 1 ? "中" : "端", &plain);
        canvas_end(canvas);
        canvas_end(canvas);
        if (page < 2)
            canvas_page(canvas, 400, 400);
        canvas_text(canvas, 20, 300, 300, "foot", &plain);
    }
    canvas_end(canvas);
    struct pdf_text text = closed(canvas);
    cr_expect_eq(text.n_page, 3);
    cr_expect(strstr(text.text.ptr, "端\n中\n端\n"), "%s", text.text.ptr);
}

Test(canvas, a_document_may_be_abandoned)
{
    canvas_abandon(NULL);
    canvas_abandon(opened());
}
