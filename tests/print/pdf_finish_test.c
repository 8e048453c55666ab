#include "output/print/canvas.h"
#include "output/print/pdf_own.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;

static void release(void)
{
    arena_release(&arena);
}

TestSuite(pdf_finish, .fini = release);

#define TITLE "みなと市 <地図> & \"一覧\" (1) \\"
#define ADDRESS "https://example.jp/a/long/path/that/has/to/wrap?x=(1)&y=2"

static void cell(struct canvas *canvas, enum canvas_tag tag, const char *text)
{
    const struct text_style style = {.size = 10};

    canvas_begin(canvas, tag);
    canvas_text(canvas, 50, 50, 80, text, &style);
    canvas_end(canvas);
}

static void row(struct canvas *canvas, enum canvas_tag first,
                enum canvas_tag second)
{
    canvas_begin(canvas, TAG_ROW);
    cell(canvas, first, "番号");
    cell(canvas, second, "電話");
    canvas_end(canvas);
}

static void figure(struct canvas *canvas, const char *text)
{
    const struct paint black = {0, PAINT_NONE, 0, false};

    canvas_figure(canvas, text);
    canvas_box(canvas, 10, 10, 5, 5, &black);
    canvas_end(canvas);
}

static struct buf document(void)
{
    const struct canvas_about about = {TITLE " 𠮷", "みなと市", "2026-04-01"};
    const struct text_style style = {.size = 20};
    const struct paint line = {PAINT_NONE, 0, 1, false};
    struct err err = {0};
    struct canvas *canvas = canvas_open(&about, &err);
    struct buf pdf = {0};

    cr_assert_not_null(canvas, "%s", err.text);
    canvas_page(canvas, 300, 400);
    canvas_bookmark(canvas, 1, "しおり", 0);
    cell(canvas, TAG_H1, TITLE);
    canvas_line(canvas, 1, 1, 90, 90, &line);
    figure(canvas, "はじめの図");
    canvas_begin(canvas, TAG_TABLE);
    row(canvas, TAG_HEAD, TAG_HEAD);
    row(canvas, TAG_HEAD, TAG_CELL);
    canvas_end(canvas);
    canvas_page(canvas, 300, 400);
    canvas_destination(canvas, "facility-n-1", 5, 5);
    canvas_destination(canvas, "pin-1", 5, 5);
    figure(canvas, "つぎの図 & <もう一つ>");
    canvas_begin(canvas, TAG_P);
    canvas_link_url(canvas, ADDRESS, 10, 10, 200, 100);
    canvas_text(canvas, 10, 10, 90, ADDRESS, &style);
    canvas_end(canvas);
    canvas_end(canvas);
    canvas_begin(canvas, TAG_P);
    canvas_ruby(canvas, 10, 200, 90, "湊町歯科医院", "ミナトマチシカイイン",
                &style, 8);
    canvas_end(canvas);
    cr_assert(canvas_close(canvas, &pdf, &err), "%s", err.text);
    return pdf;
}

/* ---- what it holds ---- */

struct opened {
    struct buf pdf;
    struct pdf_file *file;
};

static struct opened opened(void)
{
    struct opened o = {.pdf = document()};
    struct err err = {0};

    o.file = pdf_open(buf_str(&o.pdf), "test", &err);
    cr_assert_not_null(o.file, "%s", err.text);
    return o;
}

static void closed(struct opened *o)
{
    cr_expect_null(pdf_trouble(o->file));
    pdf_close(o->file);
    buf_release(&o->pdf);
}

static const char *text_at(struct pdf_file *file, pdf_object dict,
                           const char *key)
{
    struct str text = pdf_string_text(file, pdf_get(file, dict, key));
    return arena_copy(&arena, text.ptr, text.len);
}

static const char *name_at(struct pdf_file *file, pdf_object dict,
                           const char *key)
{
    struct str name = pdf_name(file, pdf_get(file, dict, key));
    return arena_copy(&arena, name.ptr, name.len);
}

Test(pdf_finish, a_document_says_language_title_author_and_day)
{
    struct opened o = opened();
    pdf_object root = pdf_root(o.file);
    pdf_object info = pdf_get(o.file, pdf_trailer(o.file), "Info");
    struct buf xmp = {0};

    cr_expect_str_eq(text_at(o.file, root, "Lang"), "ja");
    cr_expect_str_eq(text_at(o.file, info, "Title"), TITLE " 𠮷");
    cr_expect_str_eq(text_at(o.file, info, "Author"), "みなと市");
    cr_expect_str_eq(text_at(o.file, info, "CreationDate"),
                     "D:20260401000000+09'00'");
    cr_expect(
        pdf_stream(o.file, pdf_get(o.file, root, "Metadata"), true, &xmp));
    cr_expect_not_null(strstr(xmp.ptr, "みなと市 &lt;地図&gt; &amp; &quot;"));
    cr_expect_not_null(strstr(xmp.ptr, "<rdf:li>ja</rdf:li>"));
    cr_expect_not_null(
        strstr(xmp.ptr, "<xmp:CreateDate>2026-04-01</xmp:CreateDate>"));
    buf_release(&xmp);
    closed(&o);
}

static void collect(struct pdf_file *file, pdf_object element,
                    const char *wanted, const char *key, struct buf *found)
{
    pdf_object k = pdf_get(file, element, "K");
    size_t n = pdf_items(file, k);

    if (strcmp(name_at(file, element, "S"), wanted) == 0) {
        if (strcmp(key, "Scope") == 0)
            buf_add_text(found,
                         name_at(file, pdf_get(file, element, "A"), key));
        else
            buf_add_text(found, text_at(file, element, key));
        buf_add_char(found, '\n');
    }
    if (pdf_kind(file, k) == PDF_DICT)
        collect(file, k, wanted, key, found);
    for (size_t i = 0; i < n; i++)
        collect(file, pdf_item(file, k, i), wanted, key, found);
}

Test(pdf_finish, figures_have_their_texts_in_order)
{
    struct opened o = opened();
    struct buf found = {0};

    collect(o.file, pdf_get(o.file, pdf_root(o.file), "StructTreeRoot"),
            "Figure", "Alt", &found);
    cr_expect_str_eq(found.ptr, "はじめの図\nつぎの図 & <もう一つ>\n");
    buf_release(&found);
    closed(&o);
}

Test(pdf_finish, headings_of_tables_say_what_they_head)
{
    struct opened o = opened();
    struct buf found = {0};

    collect(o.file, pdf_get(o.file, pdf_root(o.file), "StructTreeRoot"), "TH",
            "Scope", &found);
    cr_expect_str_eq(found.ptr, "Column\nColumn\nRow\n");
    buf_release(&found);
    closed(&o);
}

Test(pdf_finish, figures_without_a_text_are_a_fault)
{
    const char *const one[] = {"図"};
    struct buf pdf = document();
    struct pdf_about about = {"t", "ja", NULL, "2026-04-01", one, 1};
    struct err err = {0};

    cr_expect_not(pdf_finish(&pdf, &about, &err));
    cr_expect_eq(err.class, ERR_INTERNAL);
    buf_release(&pdf);
    buf_add_text(&pdf, "no PDF");
    err = (struct err){0};
    cr_expect_not(pdf_finish(&pdf, &about, &err));
    cr_expect_eq(err.class, ERR_INTERNAL);
    buf_release(&pdf);
}

Test(pdf_finish, the_same_document_has_the_same_bytes)
{
    struct buf a = document(), b = document();

    cr_expect(str_eq(buf_str(&a), buf_str(&b)));
    buf_release(&a);
    buf_release(&b);
}

Test(pdf_finish, what_was_drawn_is_read_again)
{
    struct buf pdf = document();
    struct pdf_text text = {0};
    struct err err = {0};

    cr_assert(pdf_read_text(buf_str(&pdf), &text, &arena, &err), "%s",
              err.text);
    cr_expect_str_eq(text.text.ptr,
                     TITLE "\n番号\n電話\n番号\n電話\n" ADDRESS
                           "\n湊町歯科医院\nみなとまちしかいいん\n");
    cr_expect_eq(text.n_page, 2);
    cr_expect_eq(text.n_facility, 1);
    cr_expect_eq(text.n_pin, 1);
    cr_expect(str_find(text.other, STR("はじめの図\n")) != SIZE_MAX);
    cr_expect(str_find(text.other, STR("しおり\n")) != SIZE_MAX);
    cr_expect(str_find(text.other, STR(ADDRESS "\n")) != SIZE_MAX);
    buf_release(&pdf);
}

/* ---- decoration ---- */

static const char *marked(const char *content)
{
    struct buf out = {0};

    if (!pdf_mark_artifacts(str_of(content), &out)) {
        buf_release(&out);
        return "damaged";
    }
    char *kept = arena_copy(&arena, out.ptr, out.len);
    buf_release(&out);
    return kept;
}

Test(pdf_finish, what_is_outside_of_marks_becomes_decoration)
{
    cr_expect_str_eq(marked("1 w 1 1 m 2 2 l S 0 g 3 3 1 1 re f"),
                     "1 w /Artifact BMC\n1 1 m 2 2 l S 0 g 3 3 1 1 re f\nEMC"
                     "\n");
    cr_expect_str_eq(marked("BT (a) Tj ET"),
                     "BT /Artifact BMC\n(a) Tj EMC\nET\n");
    cr_expect_str_eq(marked("/X Do /P <</MCID 0>> BDC /Y Do EMC q /Z Do Q"),
                     "/Artifact BMC\n/X Do EMC\n/P <</MCID 0>> BDC /Y Do EMC q "
                     "/Artifact BMC\n/Z Do EMC\nQ\n");
    cr_expect_str_eq(marked("BI /W 1 ID \x01 EI Q"),
                     "/Artifact BMC\nBI /W 1 ID \x01 EI EMC\nQ\n");
    cr_expect_str_eq(marked("/P BMC q (a) Tj Q EMC"),
                     "/P BMC q (a) Tj Q EMC\n");
}

Test(pdf_finish, unbalanced_marks_are_noticed)
{
    cr_expect_str_eq(marked("EMC"), "damaged");
    cr_expect_str_eq(marked("/P BMC"), "damaged");
    cr_expect_str_eq(marked("(a"), "damaged");
}
