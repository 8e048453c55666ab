#include "tests/print/made_pdf.h"

#include <criterion/criterion.h>
#include <zlib.h>

static struct arena arena;

static void release(void)
{
    arena_release(&arena);
}

TestSuite(pdf_read, .fini = release);

/* The text of a page with this content. */
static const char *text_of(struct made_page page)
{
    struct buf pdf = made_pdf(&page);
    struct pdf_text text = {0};
    struct err err = {0};

    cr_assert(pdf_read_text(buf_str(&pdf), &text, &arena, &err), "%s",
              err.text);
    buf_release(&pdf);
    return text.text.ptr;
}

static const char *refusal_of_bytes(struct str pdf)
{
    struct pdf_text text = {0};
    struct err err = {0};

    cr_assert_not(pdf_read_text(pdf, &text, &arena, &err));
    cr_assert_eq(err.class, ERR_INPUT, "%s", err.text);
    return arena_copy(&arena, err.text, strlen(err.text));
}

static const char *refusal(struct made_page page)
{
    struct buf pdf = made_pdf(&page);
    const char *why = refusal_of_bytes(buf_str(&pdf));

    buf_release(&pdf);
    return why;
}

#define expect_in(text, what)                                                  \
    cr_expect(strstr((text), (what)) != NULL, "no '%s' in '%s'", (what), (text))

Test(pdf_read, every_way_of_showing_text_is_read)
{
    cr_expect_str_eq(text_of((struct made_page){
                         .content = "BT /F 9 Tf (ab) Tj [(c) -250 (d)] TJ "
                                    "(e) ' 1 2 (f) \" <67 68> Tj ET"}),
                     "abcdefgh\n");
}

Test(pdf_read, codes_become_characters_as_the_font_says)
{
    cr_expect_str_eq(
        text_of((struct made_page){
            .content = "BT /F 9 Tf (A0 12z) Tj /W 9 Tf <01420041> Tj ET"}),
        "A港 𠮷fiz社A\n");
}

Test(pdf_read, escapes_of_strings_are_undone)
{
    cr_expect_str_eq(text_of((struct made_page){
                         .content = "BT /F 9 Tf (\\101b\\\nc\\q(d)e) Tj ET",
                         .cmap = MADE_CMAP
                         "2 beginbfchar <28> <0028> <29> <0029> endbfchar"}),
                     "Abcq(d)e\n");
}

Test(pdf_read, a_paragraph_is_one_line_wherever_its_parts_stand)
{
    cr_expect_str_eq(
        text_of((struct made_page){
            .content = "/P <</MCID 0>> BDC BT /F 9 Tf (minato) Tj ET EMC "
                       "/Artifact BMC BT (page) Tj ET EMC "
                       "/H1 <</MCID 1>> BDC BT (title) Tj ET EMC "
                       "/RT <</MCID 3>> BDC BT (reading) Tj ET EMC "
                       "/P <</MCID 2>> BDC BT (kurinikku) Tj ET EMC"}),
        "minatokurinikku\nreading\ntitle\npage\n");
}

Test(pdf_read, a_text_that_stands_for_glyphs_is_what_is_read)
{
    cr_expect_str_eq(
        text_of((struct made_page){
            .content = "BT /F 9 Tf (a) Tj /Span <</ActualText <FEFF6E2F>>> BDC "
                       "(xyz) Tj EMC /Span /R BDC (w) Tj EMC (b) Tj ET",
            .resources = "/Properties << /R << /ActualText (Q) >> >>"}),
        "a港Qb\n");
}

Test(pdf_read, fonts_come_back_with_the_state)
{
    cr_expect_str_eq(
        text_of((struct made_page){
            .content = "/F 9 Tf q /W 9 Tf BT <0041> Tj ET Q BT (b) Tj ET "
                       "/G gs BT <0043> Tj ET",
            .resources = "/ExtGState << /G << /Font [3 0 R 9] >> >>"}),
        "AbC\n");
}

Test(pdf_read, forms_are_read_where_they_are_drawn)
{
    /* And once more, with those that nothing draws. */
    cr_expect_str_eq(
        text_of((struct made_page){
            .content = "/P <</MCID 0>> BDC BT /F 9 Tf (a) Tj ET /X Do BT (c) "
                       "Tj ET EMC",
            .form = "BT /F 9 Tf (b) Tj ET"}),
        "abc\nb\n");
}

Test(pdf_read, images_are_passed_over)
{
    cr_expect_str_eq(
        text_of((struct made_page){
            .content = "BT /F 9 Tf (a) Tj ET BI /W 1 /H 1 ID \x01(EIx)\xFF EI\n"
                       "BT (b) Tj ET"}),
        "ab\n");
}

Test(pdf_read, what_is_not_drawn_is_told_too)
{
    struct buf pdf = made_pdf(&(struct made_page){
        .content = "",
        .catalogue = "/Lang (ja) /Outlines << /Title <FEFF6E2F> >> "
                     "/Names << /Dests << /Kids [<< /Names [(facility-n-1) 1 "
                     "(facility-n-2) 2 (pin-1) 3] >> << /Names [(facility-n-2) "
                     "4] >>] >> >> /Odd#20key (https://example.jp/\\(x\\))"});
    struct pdf_text text = {0};
    struct err err = {0};

    cr_assert(pdf_read_text(buf_str(&pdf), &text, &arena, &err), "%s",
              err.text);
    cr_expect_eq(text.n_page, 1);
    cr_expect_eq(text.n_facility, 2);
    cr_expect_eq(text.n_pin, 1);
    expect_in(text.other.ptr, "ja\n");
    expect_in(text.other.ptr, "港\n");
    expect_in(text.other.ptr, "Odd key\n");
    expect_in(text.other.ptr, "https://example.jp/(x)\n");
    buf_release(&pdf);
}

/* ---- refusals ---- */

Test(pdf_read, text_that_cannot_be_searched_is_refused)
{
    expect_in(refusal((struct made_page){.content = "BT /N 9 Tf (a) Tj ET"}),
              "does not tell");
    expect_in(refusal((struct made_page){.content = "BT (a) Tj ET"}),
              "does not tell");
    expect_in(
        refusal((struct made_page){.content = "BT /F 9 Tf (\\001) Tj ET"}),
        "does not tell");
}

Test(pdf_read, scripts_files_and_forms_are_refused)
{
    static const char *const catalogue[] = {
        "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
        "/Names << /EmbeddedFiles << /Names [] >> >>", "/AcroForm << >>",
        "/OpenAction << /S /Launch /F (calc) >>", "/A << /S /J#61vaScript >>"};

    for (size_t i = 0; i < sizeof(catalogue) / sizeof(*catalogue); i++)
        expect_in(refusal((struct made_page){.content = "",
                                             .catalogue = catalogue[i]}),
                  "it ");
}

Test(pdf_read, damage_and_endless_files_are_refused)
{
    static const char *const content[] = {"(a",  "<4",    "<4x>",      "]]",
                                          "EMC", "/X Do", "BI ID aEI", ">"};

    for (size_t i = 0; i < sizeof(content) / sizeof(*content); i++)
        refusal(
            (struct made_page){.content = content[i], .form = "/X Do /X Do"});
    cr_expect(refusal_of_bytes(STR("")) != NULL);
    cr_expect(refusal_of_bytes(STR("%PDF-1.7 and nothing")) != NULL);
}

Test(pdf_read, a_file_cut_off_anywhere_is_refused)
{
    struct buf pdf =
        made_pdf(&(struct made_page){.content = "BT /F 9 Tf (a) Tj ET"});

    for (size_t len = 0; len + 7 < pdf.len; len += 3)
        refusal_of_bytes(str_cut(buf_str(&pdf), 0, len));
    buf_release(&pdf);
}

Test(pdf_read, any_changed_byte_is_survived)
{
    struct buf pdf = made_pdf(&(struct made_page){
        .content = "/P <</MCID 0>> BDC BT /F 9 Tf (a) Tj ET /X Do EMC",
        .form = "BT /F 9 Tf (b) Tj ET"});
    struct pdf_text text;
    struct err err;
    size_t read = 0;

    for (size_t i = 0; i < pdf.len; i++) {
        char kept = pdf.ptr[i];
        pdf.ptr[i] = (char)(kept ^ 0x15);
        err = (struct err){0};
        if (pdf_read_text(buf_str(&pdf), &text, &arena, &err))
            read++;
        else
            cr_expect_eq(err.class, ERR_INPUT);
        pdf.ptr[i] = kept;
    }
    cr_expect(read > 0 && read < pdf.len);
    buf_release(&pdf);
}

/* ---- bombs ---- */

static struct buf deflated(struct str bytes)
{
    uLongf len = compressBound(bytes.len);
    struct buf out = {.ptr = mem_alloc(len), .cap = len};

    cr_assert_eq(compress2((Bytef *)out.ptr, &len, (const Bytef *)bytes.ptr,
                           bytes.len, 9),
                 Z_OK);
    out.len = len;
    return out;
}

static const char *refusal_of_stream(const char *entries, struct str bytes)
{
    struct made made = {0};

    made_begin(&made);
    made_stream(&made, entries, bytes);
    made_object(&made, "<< /Type /Catalog >>");
    made_end(&made, 2, "");
    const char *why = refusal_of_bytes(buf_str(&made.bytes));
    buf_release(&made.bytes);
    return why;
}

Test(pdf_read, what_would_fill_the_memory_is_refused_unread)
{
    struct buf zeros = {.len = (size_t)600 << 20};

    zeros.ptr = mem_alloc(zeros.len);
    memset(zeros.ptr, 0, zeros.len);
    struct buf one = deflated(buf_str(&zeros));
    buf_release(&zeros);
    expect_in(refusal_of_stream("/Filter /FlateDecode", buf_str(&one)),
              "memory");
    struct buf two = deflated(buf_str(&one));
    cr_expect(two.len < 10000, "%zu", two.len);
    expect_in(
        refusal_of_stream("/Filter [/FlateDecode /FlateDecode]", buf_str(&two)),
        "memory");
    expect_in(refusal_of_stream("/Filter /L#5AWDecode", STR("abc")),
              "not looked into");
    buf_release(&one);
    buf_release(&two);
}
