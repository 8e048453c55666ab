#include "tests/base/given.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void sheet_is(const char *strings, const char *styles, const char *rows,
                     const char *expected)
{
    struct buf text = given_rows(given_workbook(strings, styles, rows), 0, 0);

    cr_expect_str_eq(text.ptr ? text.ptr : "", expected);
    buf_release(&text);
}

static void refused(const char *path, const char *why)
{
    struct buf text = given_rows(path, 0, 0);

    cr_expect(text.ptr && strstr(text.ptr, "error: "), "%s", why);
    cr_expect(text.ptr && strstr(text.ptr, why), "%s", text.ptr);
    buf_release(&text);
}

Test(xlsx, text_of_every_kind_is_read)
{
    sheet_is("<sst><si><t>名</t></si>"
             "<si><r><t>赤</t></r><r><rPr><b/></rPr><t xml:space='preserve'> "
             "い</t></r></si></sst>",
             NULL,
             "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c>"
             "<c t='inlineStr'><is><t>a</t></is></c>"
             "<c t='inlineStr'><is><r><t>b</t></r><r><t>c</t></r></is></c>"
             "<c t='str'><f>A1</f><v>d&amp;e</v></c>"
             "<c t='b'><v>1</v></c><c t='b'><v>0</v></c>"
             "<c t='e'><v>#N/A</v></c></row>",
             "名|赤 い|a|bc|d&e|TRUE|FALSE|#N/A\n");
}

Test(xlsx, readings_in_kana_are_no_text)
{
    sheet_is("<sst><si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh>"
             "<phoneticPr fontId='1'/></si></sst>",
             NULL,
             "<row><c t='s'><v>0</v></c><c t='inlineStr'><is><t>大阪</t>"
             "<rPh sb='0' eb='2'><t>オオサカ</t></rPh></is></c></row>",
             "東京|大阪\n");
}

Test(xlsx, numbers_are_codes_first)
{
    sheet_is(NULL, NULL,
             "<row><c><v>1310737600</v></c><c><v>1.3107376E9</v></c>"
             "<c><v>5.0</v></c><c><v>-0</v></c><c><v>0.1</v></c>"
             "<c><v>35.689487000000003</v></c><c><v>1E-3</v></c>"
             "<c t='n'><v>0012</v></c><c><v>1E+300</v></c><c><v>-7.0</v></c>"
             "<c><v>12345678901234567890</v></c><c><v>inf</v></c></row>",
             "1310737600|1310737600|5|0|0.1|35.689487000000003|1E-3|0012|"
             "1E+300|-7|12345678901234567890|inf\n");
}

Test(xlsx, dates_are_written_as_dates)
{
    sheet_is(NULL,
             "<styleSheet><numFmts><numFmt numFmtId='164' "
             "formatCode='[$-411]ggge\"年\"m\"月\"d\"日\"'/>"
             "<numFmt numFmtId='165' formatCode='0.00\"day\"'/></numFmts>"
             "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
             "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
             "<xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='58'/>"
             "</cellXfs></styleSheet>",
             "<row><c s='0'><v>46023</v></c><c s='1'><v>46023</v></c>"
             "<c s='2'><v>43585</v></c><c s='3'><v>46023</v></c>"
             "<c s='4'><v>61</v></c><c s='1'><v>59</v></c>"
             "<c s='1'><v>46023.5</v></c><c s='1'><v>-1</v></c>"
             "<c s='99'><v>5</v></c></row>",
             "46023|2026-01-01|2019-04-30|46023|1900-03-01|1900-02-28|46023.5|"
             "-1|5\n");
}

Test(xlsx, cells_stand_in_the_column_they_name)
{
    sheet_is(NULL, NULL,
             "<row r='3'><c r='B3'><v>2</v></c><c r='D3' s='1'/>"
             "<c r='E3'><v>5</v></c><c><v>6</v></c><c r='AB3'/></row>"
             "<row r='9'><c r='C9'><v>3</v></c><c r='A9'><v>1</v></c></row>",
             "|2|||5|6\n1||3\n");
}

Test(xlsx, rows_know_their_number_and_empty_ones_are_skipped)
{
    static const size_t expected[] = {3, 4, 9};
    struct arena arena = {0};
    struct in_source source = given_source(
        &arena, given_workbook(NULL, NULL,
                               "<row r='1'/><row r='2'><c r='A2' s='1'/></row>"
                               "<row r='3'><c><v>1</v></c></row>"
                               "<row><c><v>1</v></c></row>"
                               "<row r='9'><c><v>1</v></c></row>"));
    struct err err = {0};
    struct row row;
    struct rows *rows = rows_open(&source, 0, &err);

    cr_assert(rows, "%s", err.text);
    for (size_t i = 0; i < 3; i++) {
        cr_assert(rows_next(rows, &row, &err) && row.cell);
        cr_expect_eq(row.line, expected[i]);
    }
    for (int again = 0; again < 2; again++)
        cr_expect(rows_next(rows, &row, &err) && !row.cell);
    cr_expect_str_eq(rows_encoding(rows), "XLSX");
    rows_close(rows);
    arena_release(&arena);
}

Test(xlsx, line_ends_and_escaped_characters_are_kept)
{
    sheet_is("<sst><si><t>a\nb_x000D_c_x005F_x000D_</t></si></sst>", NULL,
             "<row><c t='s'><v>0</v></c>"
             "<c t='inlineStr'><is><t>x_x000A_y_x3042_z_x0000_</t></is></c>"
             "</row>",
             "a\nb\rc_x000D_|x\ny_x3042_z_x0000_\n");
}

Test(xlsx, sheets_come_in_the_workbooks_order_whatever_the_prefixes)
{
    struct given_member member[] = {
        {"xl/workbook.xml",
         STR("<x:workbook xmlns:x='m' xmlns:q='r'><x:sheets>"
             "<x:sheet name='あ' sheetId='7' q:id='i2'/>"
             "<x:sheet name='図' sheetId='8' q:id='i3'/>"
             "<x:sheet name='い' sheetId='9' q:id='i1'/>"
             "</x:sheets></x:workbook>"),
         false},
        {"xl/_rels/workbook.xml.rels",
         STR("<Relationships>"
             "<Relationship Id='i1' Type='t/worksheet' Target='1.xml'/>"
             "<Relationship Id='i3' Type='t/chartsheet' Target='3.xml'/>"
             "<Relationship Id='i2' Type='t/worksheet' Target='/xl/2.xml'/>"
             "</Relationships>"),
         false},
        {"xl/1.xml",
         STR("<x:w xmlns:x='m'><x:row><x:c><x:v>1</x:v></x:c>"
             "</x:row></x:w>"),
         false},
        {"xl/2.xml", STR("<w><row><c><v>2</v></c></row></w>"), false},
    };
    struct buf zip = given_zip(member, 4);
    const char *path = given_file(buf_str(&zip));
    static const char *const expected[] = {"2\n", "1\n"};

    for (size_t sheet = 0; sheet < 2; sheet++) {
        struct buf text = given_rows(path, sheet, 0);
        cr_expect_str_eq(text.ptr, expected[sheet]);
        buf_release(&text);
    }
    struct buf text = given_rows(path, 2, 0);
    cr_expect(strstr(text.ptr, "has no sheet number 3"), "%s", text.ptr);
    buf_release(&text);
    buf_release(&zip);
}

Test(xlsx, sheets_have_their_names)
{
    struct arena arena = {0};
    struct in_source source =
        given_source(&arena, given_workbook(NULL, NULL, ""));
    struct err err = {0};
    struct rows *rows = rows_open(&source, 0, &err);

    cr_assert(rows, "%s", err.text);
    cr_expect_eq(rows_sheet_count(rows), 1);
    cr_expect_str_eq(rows_sheet_name(rows), "One");
    rows_close(rows);
    arena_release(&arena);
}

Test(xlsx, a_workbook_inside_a_zip_is_read)
{
    struct given_member member = {.name = "r8/list.xlsx"};
    struct buf inner = {0};
    char bytes[4096];
    size_t got = 1;
    struct err err = {0};
    struct in_source source = {
        .path = given_workbook(NULL, NULL, "<row><c><v>8</v></c></row>"),
        .label = "inner"};
    struct in *in = in_open(&source, &err);

    while (in_read(in, bytes, sizeof(bytes), &got, &err) && got > 0)
        buf_add(&inner, bytes, got);
    in_close(in);
    member.bytes = buf_str(&inner);
    struct buf outer = given_zip(&member, 1);
    struct buf text = given_rows(given_file(buf_str(&outer)), 0, 0);
    cr_expect_str_eq(text.ptr, "8\n");
    buf_release(&text);
    buf_release(&outer);
    buf_release(&inner);
}

Test(xlsx, document_types_are_refused)
{
    refused(given_workbook("<!DOCTYPE sst [<!ENTITY a 'b'>]><sst/>", NULL, ""),
            "document type");
    refused(given_workbook("<!DOCTYPE s SYSTEM 'file:///etc/passwd'><sst/>",
                           NULL, ""),
            "document type");
}

Test(xlsx, damaged_xml_ends_with_an_error)
{
    refused(given_workbook(NULL, NULL, "<row><c></row>"), "is damaged");
    refused(given_workbook("<sst><si>", NULL, ""), "is damaged");
    refused(given_workbook("", NULL, ""), "is damaged");
    refused(given_workbook("<sst>&undefined;</sst>", NULL, ""), "is damaged");
}

Test(xlsx, a_missing_part_is_an_error)
{
    struct given_member member = {
        .name = "xl/workbook.xml",
        .bytes = STR("<workbook><sheets><sheet name='a' id='i'/></sheets>"
                     "</workbook>")};
    struct buf zip = given_zip(&member, 1);

    refused(given_file(buf_str(&zip)), "'xl/_rels/workbook.xml.rels' is missi");
    buf_release(&zip);
}

Test(xlsx, a_text_that_is_not_there_sets_the_row_aside)
{
    sheet_is("<sst><si><t>a</t></si></sst>", NULL,
             "<row><c t='s'><v>1</v></c></row>"
             "<row><c t='s'><v>-1</v></c></row>"
             "<row><c t='s'><v>99999999999</v></c></row>"
             "<row><c t='s'><v>0</v></c></row>",
             "!\n!\n!\na\n");
}

Test(xlsx, only_text_beyond_512_columns_sets_the_row_aside)
{
    struct buf expected = {0};

    buf_add_text(&expected, "1\n");
    for (int i = 1; i < ROWS_MAX_COLUMNS; i++)
        buf_add_char(&expected, '|');
    buf_add_text(&expected, "2\n!\n!\n!\n4\n");
    sheet_is(NULL, NULL,
             "<row><c><v>1</v></c><c r='XFD1' s='1'/></row>"
             "<row><c r='SR1'><v>2</v></c></row>"
             "<row><c r='SS1'><v>3</v></c></row>"
             "<row><c r='ZZZZZZZZZZZZZ1'><v>3</v></c></row>"
             "<row><c r='1'><v>3</v></c></row><row><c><v>4</v></c></row>",
             expected.ptr);
    buf_release(&expected);
}

/* `n` times `text`, between `before` and `after`. */
static struct buf repeated(const char *before, const char *text, size_t n,
                           const char *after)
{
    struct buf buf = {0};

    buf_add_text(&buf, before);
    for (size_t i = 0; i < n; i++)
        buf_addf(&buf, text, i);
    buf_add_text(&buf, after);
    return buf;
}

static void bomb_is_refused(struct buf strings, struct buf rows,
                            const char *why)
{
    const char *path =
        given_workbook(strings.ptr, NULL, rows.ptr ? rows.ptr : "");

    buf_release(&strings);
    buf_release(&rows);
    long mib = given_peak_mib();
    refused(path, why);
    cr_expect_leq(given_peak_mib() - mib, 120);
}

Test(xlsx, bombs_are_refused_with_little_memory, .timeout = 60)
{
    struct buf none = {0};

    bomb_is_refused(
        repeated("<sst>", "<si><t>%0999zu</t></si>", 100000, "</sst>"), none,
        "80 MiB");
    bomb_is_refused(
        repeated("<sst>", "<si/><si/><si/><si/><!--%zx-->", 1100000, "</sst>"),
        none, "4 million");
    bomb_is_refused(repeated("<sst>", "<a%zu>", 300000, ""), none, "exhaust");
    bomb_is_refused(repeated("<sst>", "<a%zu/>", 500000, "</sst>"), none,
                    "exhaust");
    bomb_is_refused(repeated("<sst a='", "%zu", 4000000, "'/>"), none,
                    "exhaust");
}

Test(xlsx, a_cell_of_20_mb_sets_one_row_aside)
{
    struct buf rows = repeated("<row><c t='str'><v>", "%zu", 3000000,
                               "</v></c></row><row><c><v>2</v></c></row>");
    const char *path = given_workbook(NULL, NULL, rows.ptr);

    buf_release(&rows);
    struct buf text = given_rows(path, 0, 0);
    cr_expect_str_eq(text.ptr, "!\n2\n");
    buf_release(&text);
}

/* ---- the scanner of sheets ---- */

Test(xlsx, references_and_line_ends_of_a_sheet_are_read)
{
    sheet_is(NULL, NULL,
             "<row r='2'><c t='str'><v>a&lt;&#65;&#x3042;\r\nb\rc&amp;</v></c>"
             "<c t = \"str\" ><v><![CDATA[<x>&y\r\n]]></v></c ></row>"
             "<!-- <row> --><?pi <row> ?><row/>",
             "a<Aあ\nb\nc&|<x>&y\n\n");
}

Test(xlsx, a_sheet_may_begin_with_a_byte_order_mark_and_a_declaration)
{
    static const char *const head[] = {
        "\xEF\xBB\xBF", "<?xml version='1.0' encoding='UTF-8'?>\n",
        "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?>",
        "<?xml version='1.0' encoding='ISO-8859-1'?>"};

    for (size_t i = 0; i < sizeof(head) / sizeof(*head); i++) {
        struct buf sheet = {0};
        buf_addf(&sheet, "%s<w><row><c><v>1</v></c></row></w>", head[i]);
        struct given_member member[] = {
            {"xl/workbook.xml",
             STR("<w><sheets><sheet name='a' id='i'/></sheets></w>"), false},
            {"xl/_rels/workbook.xml.rels",
             STR("<r><Relationship Id='i' Type='/worksheet' "
                 "Target='1.xml'/></r>"),
             false},
            {"xl/1.xml", buf_str(&sheet), false},
        };
        struct buf zip = given_zip(member, 3);
        struct buf text = given_rows(given_file(buf_str(&zip)), 0, 0);
        cr_expect_str_eq(text.ptr, "1\n");
        buf_release(&text);
        buf_release(&zip);
        buf_release(&sheet);
    }
}

Test(xlsx, a_damaged_sheet_ends_with_an_error)
{
    static const char *const damage[] = {
        "<row><c><v>1</c></v></row>",
        "<row><c><v>&nbsp;</v></c></row>",
        "<row><c a='1' a='2'/></row>",
        "<row><c a=1/></row>",
        "<row><c a='<'/></row>",
        "<row><c><v>\x01</v></c></row>",
        "<row><c><v>\xE3\x81</v></c></row>",
        "<row><c a='1'b='2'/></row>",
        "<row><!-- </row>",
        "<row><c><v>&#0;</v></c></row>",
        "<row></sheetData></row>",
        "<row><1/></row>",
        "<row><c><v>&#xFFFFFFFF;</v></c></row>"};

    for (size_t i = 0; i < sizeof(damage) / sizeof(*damage); i++)
        refused(given_workbook(NULL, NULL, damage[i]), "is damaged");
}

Test(xlsx, a_sheet_built_to_exhaust_memory_is_refused, .timeout = 60)
{
    struct buf deep = repeated("", "<a%zu>", 300000, "");
    struct buf wide = repeated("<row a='", "%zu", 4000000, "'/>");
    struct buf many = repeated("<row><c", " a%zu='1'", 1000, "/></row>");

    refused(given_workbook(NULL, NULL, deep.ptr), "exhaust");
    refused(given_workbook(NULL, NULL, wide.ptr), "exhaust");
    refused(given_workbook(NULL, NULL, many.ptr), "is damaged");
    refused(given_workbook(NULL, NULL, "<!DOCTYPE a><row/>"), "is damaged");
    buf_release(&deep);
    buf_release(&wide);
    buf_release(&many);
}

/* Rows of odd lengths put every part of a tag on the edge of what is read at
 * once. */
Test(xlsx, a_long_sheet_is_read_to_its_end)
{
    struct buf rows = {0};
    size_t n = 0, wrong = 0;
    struct err err = {0};
    struct row row;
    struct arena arena = {0};

    for (unsigned i = 0; i < 60000; i++)
        buf_addf(&rows,
                 "<row r=\"%u\"><c r=\"A%u\" t=\"str\"><v>あ%u&amp;</v></c>"
                 "<c r='B%u'%*s><v>%u</v></c></row>\r\n",
                 i + 1, i + 1, i, i + 1, (int)(i % 7), "", i);
    struct in_source source =
        given_source(&arena, given_workbook(NULL, NULL, rows.ptr));
    struct rows *table = rows_open(&source, 0, &err);
    cr_assert_not_null(table);
    for (; rows_next(table, &row, &err) && row.cell; n++) {
        char text[40], number[20];
        snprintf(text, sizeof(text), "あ%zu&", n);
        snprintf(number, sizeof(number), "%zu", n);
        wrong += row.line != n + 1 || row.n_cell != 2 ||
                 !str_is(row.cell[0], text) || !str_is(row.cell[1], number);
    }
    cr_expect_eq(n, 60000);
    cr_expect_eq(wrong, 0);
    rows_close(table);
    buf_release(&rows);
    arena_release(&arena);
}

Test(xlsx, a_workbook_turns_to_its_other_sheets)
{
    struct given_member member[] = {
        {"xl/workbook.xml",
         STR("<w><sheets><sheet name='a' id='i'/><sheet name='b' id='j'/>"
             "</sheets></w>"),
         false},
        {"xl/_rels/workbook.xml.rels",
         STR("<r><Relationship Id='i' Type='/worksheet' Target='1.xml'/>"
             "<Relationship Id='j' Type='/worksheet' Target='2.xml'/></r>"),
         false},
        {"xl/1.xml",
         STR("<w><row><c><v>1</v></c></row><row><c><v>2</v></c></row></w>"),
         false},
        {"xl/2.xml", STR("<w><row><c><v>3</v></c></row></w>"), false},
    };
    static const struct {
        size_t sheet;
        const char *name, *first;
    } turn[] = {{1, "b", "3"}, {0, "a", "1"}, {0, "a", "1"}, {1, "b", "3"}};
    struct buf zip = given_zip(member, 4);
    struct arena arena = {0};
    struct in_source source = given_source(&arena, given_file(buf_str(&zip)));
    struct err err = {0};
    struct rows *rows = rows_open(&source, 0, &err);
    struct row row;

    cr_assert_not_null(rows);
    for (size_t i = 0; i < sizeof(turn) / sizeof(*turn); i++) {
        cr_assert(rows_turn(rows, turn[i].sheet, &err), "%s", err.text);
        cr_expect_str_eq(rows_sheet_name(rows), turn[i].name);
        cr_assert(rows_next(rows, &row, &err) && row.cell);
        cr_expect_eq(row.line, 1);
        cr_expect(str_is(row.cell[0], turn[i].first));
    }
    cr_expect_not(rows_turn(rows, 2, &err));
    rows_close(rows);
    arena_release(&arena);
    buf_release(&zip);
}
