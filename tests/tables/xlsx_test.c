/* list.xlsx, read back by the reader of published workbooks. */
#include "../output/sample_view.h"
#include "output/tables/layout.h"
#include "output/tables/readable.h"

#include "base/rows.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

extern const struct writer writer_xlsx;

static struct arena arena;

/* A sheet's cells: '|' between them, a line a row. */
struct sheet {
    const char *name;
    const char *text;
    size_t n_row;
};

struct book {
    struct sheet sheet[40];
    size_t n;
    struct buf bytes;
};

static struct sheet read_sheet(struct rows *rows)
{
    struct sheet sheet = {.name =
                              str_keep(&arena, str_of(rows_sheet_name(rows)))};
    struct buf text = {0};
    struct err err = {0};
    struct row row;

    while (rows_next(rows, &row, &err) && row.cell) {
        cr_assert_null(row.fault);
        for (size_t i = 0; i < row.n_cell; i++)
            buf_addf(&text, "%s%.*s", i ? "|" : "", STR_ARG(row.cell[i]));
        buf_add_char(&text, '\n');
        sheet.n_row++;
    }
    cr_assert_eq(err.class, ERR_NONE, "%s", err.text);
    sheet.text = arena_copy(&arena, text.ptr, text.len);
    buf_release(&text);
    return sheet;
}

static struct book written(const struct view *view)
{
    struct book book = {.bytes = written_twice(&writer_xlsx, view)};
    int fd = memfd_create("book", 0);
    char *path = arena_format(&arena, "/proc/self/fd/%d", fd);
    struct in_source source = {
        .form = IN_WORKBOOK, .path = path, .label = "book", .fd = -1};
    struct err err = {0};

    cr_assert_eq(write(fd, book.bytes.ptr, book.bytes.len),
                 (ssize_t)book.bytes.len);
    struct rows *rows = rows_open(&source, 0, &err);
    cr_assert_not_null(rows, "%s", err.text);
    book.n = rows_sheet_count(rows);
    for (size_t s = 0; s < book.n; s++) {
        cr_assert(s == 0 || rows_turn(rows, s, &err), "%s", err.text);
        book.sheet[s] = read_sheet(rows);
    }
    rows_close(rows);
    close(fd);
    return book;
}

static const struct sheet *sheet_of(const struct book *book, const char *name)
{
    for (size_t s = 0; s < book->n; s++)
        if (strcmp(book->sheet[s].name, name) == 0)
            return &book->sheet[s];
    cr_assert_fail("no sheet %s", name);
    return NULL;
}

Test(xlsx, the_first_sheet_tells_what_the_file_is)
{
    struct view view = sample_view(&arena, true, 6);

    view.maker = "大津市高齢福祉課";
    view.contact = "077-000-0000";
    view.ground_credit = "国土数値情報（国土交通省）";
    struct book book = written(&view);
    static const char *const expected[] = {
        "題名|大津市の在宅医療・介護の地図 <1>\n",
        "版|市民向け\n",
        "施設の数|6件（うち位置が分かる施設4件）\n",
        "「医療情報ネット」（厚生労働省）を加工して作成　時点：2025-12-01",
        "時点：2025-12-01　利用条件：CC BY 4.0（https://example.jp/?a=1&b=2）",
        "出典|相談窓口（大津市）　時点：不明\n",
        "加工|zaitaku が加工しました。\n",
        "ご注意|行く前に電話してください。\n",
        "作成者|大津市高齢福祉課\n",
        "問い合わせ先|077-000-0000\n",
        "地図の出典|国土数値情報（国土交通省）\n",
        "作成日|2026-04-01\n"};

    cr_assert_str_eq(book.sheet[0].name, "このファイルについて");
    for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++)
        cr_expect(strstr(book.sheet[0].text, expected[i]), "no '%s' in %s",
                  expected[i], book.sheet[0].text);
    buf_release(&book.bytes);
}

/* The row of a facility: "|" on both sides of its name. */
static const char *row_of(const struct sheet *sheet, const char *name)
{
    const char *at = strstr(sheet->text, arena_format(&arena, "|%s|", name));

    cr_assert_not_null(at, "no %s in %s", name, sheet->name);
    while (at > sheet->text && at[-1] != '\n')
        at--;
    return at;
}

Test(xlsx, every_facility_stands_once_in_all_and_once_in_its_layer)
{
    for (int resident = 0; resident < 2; resident++) {
        struct view view = sample_view(&arena, resident, 100);
        for (size_t r = 0; r < 100; r++)
            sample_set(&view, r, "name", view.row[r].name);
        struct book book = written(&view);
        size_t rows = 0;
        cr_assert_eq(book.n, LAYER_COUNT + 3);
        cr_expect_str_eq(book.sheet[1].name, "すべて");
        cr_expect_eq(book.sheet[1].n_row, 101);
        for (size_t s = 2; s + 1 < book.n; s++)
            rows += book.sheet[s].n_row - 1;
        cr_expect_eq(rows, 100);
        for (size_t r = 0; r < 100; r++) {
            const char *name =
                layout_sheet_name(view.row[r].layer, resident, &arena);
            row_of(sheet_of(&book, name), view.row[r].name);
            row_of(&book.sheet[1], view.row[r].name);
        }
        buf_release(&book.bytes);
    }
}

Test(xlsx, a_facility_has_its_number_of_the_prints_in_every_sheet)
{
    struct view view = sample_view(&arena, true, 40);

    for (size_t r = 0; r < 40; r++)
        sample_set(&view, r, "name", view.row[r].name);
    struct book book = written(&view);
    for (size_t r = 0; r < 40; r++) {
        struct str number = str_of(arena_format(&arena, "%zu|", r + 1));
        const char *name = layout_sheet_name(view.row[r].layer, true, &arena);
        cr_expect(str_starts(str_of(row_of(&book.sheet[1], view.row[r].name)),
                             number));
        cr_expect(str_starts(
            str_of(row_of(sheet_of(&book, name), view.row[r].name)), number));
    }
    buf_release(&book.bytes);
}

Test(xlsx, a_facility_of_several_layers_names_the_others)
{
    struct view view = sample_view(&arena, false, 3);

    for (size_t r = 0; r < 3; r++)
        sample_set(&view, r, "name", view.row[r].name);
    view.row[0].fits |= (layer_set)1 << LAYER_rehab | 1 << LAYER_nursing_24h;
    struct book book = written(&view);
    cr_expect(strstr(book.sheet[1].text, "|ほかに当てはまる分類|"));
    cr_expect(strstr(row_of(&book.sheet[1], view.row[0].name),
                     "|訪問看護（24時間）\n訪問リハビリテーション|"));
    cr_expect(strstr(book.sheet[0].text,
                     "分類（シートなし）|訪問看護（24時間）　"
                     "訪問看護（24時間対応の届出あり）　0件"
                     "（ほかの分類にも1件）"));
    buf_release(&book.bytes);
}

Test(xlsx, cells_are_written_as_people_read_them)
{
    struct view view = sample_view(&arena, true, 1);

    sample_set(&view, 0, "postal_code", "〒５２９－０００２");
    sample_set(&view, 0, "available_days", "平日,土曜日");
    sample_set(&view, 0, "hours_text", "月～金 9:00～12:00／土・日 休み");
    view.row[0].point = (struct lonlat){136.006103541785, 35.0000004};
    struct book book = written(&view);
    const char *text = book.sheet[1].text;
    cr_expect(strstr(text, "|529-0002|"), "%s", text);
    cr_expect(strstr(text, "|平日・土曜日|"), "%s", text);
    cr_expect(strstr(text, "|月～金 9:00～12:00\n土・日 休み|"), "%s", text);
    cr_expect(strstr(text, "|136.006104|35\n"), "%s", text);
    buf_release(&book.bytes);
}

Test(xlsx, what_is_not_written_otherwise_stays_as_published)
{
    struct buf scratch = {0};

    cr_expect_str_eq(readable_cell(FIELD_postal_code, "529-000A", &scratch),
                     "529-000A");
    cr_expect_str_eq(readable_cell(FIELD_available_days, "", &scratch), "");
    cr_expect_str_eq(readable_cell(FIELD_name, "a,b／c", &scratch), "a,b／c");
    cr_expect_null(readable_cell(FIELD_postal_code, NULL, &scratch));
    buf_release(&scratch);
}

Test(xlsx, no_facility_leaves_the_sheets_that_explain)
{
    struct view view = sample_view(&arena, true, 0);
    struct book book = written(&view);

    cr_expect_eq(book.n, 3);
    cr_expect_eq(book.sheet[1].n_row, 1);
    cr_expect_str_eq(book.sheet[2].name, "列の説明");
    buf_release(&book.bytes);
}

Test(xlsx, names_of_sheets_are_short_and_differ)
{
    for (int resident = 0; resident < 2; resident++)
        for (int l = 0; l < LAYER_COUNT; l++) {
            const char *name = layout_sheet_name(l, resident, &arena);
            cr_expect_leq(str_chars(str_of(name)), 31);
            cr_expect_eq(strcspn(name, "[]:*?/\\'"), strlen(name));
            cr_expect_str_neq(name, LAYOUT_ALL_SHEET);
            for (int k = 0; k < l; k++)
                cr_expect_str_neq(name, layout_sheet_name(k, resident, &arena));
        }
}

Test(xlsx, what_people_read_comes_first_and_codes_last)
{
    struct view view = sample_view(&arena, false, 1);

    sample_set(&view, 0, "id", "k-0000000000");
    sample_set(&view, 0, "name", "湊町クリニック");
    sample_set(&view, 0, "medical_code", "0119900118");
    sample_set(&view, 0, "phone", "0772000111");
    sample_set(&view, 0, "beds_total", "19");
    sample_set(&view, 0, "service_names", "診療所\n訪問看護");
    struct book book = written(&view);
    cr_expect_str_eq(book.sheet[1].text,
                     "番号|名称|サービス|電話番号|合計病床数|施設ID|"
                     "医療機関コード|経度|緯度\n"
                     "1|湊町クリニック|診療所\n訪問看護|0772000111|19|"
                     "k-0000000000|0119900118|135.8|35\n");
    /* The layer's sheet: without what only machines need, but the id. */
    cr_expect_str_eq(book.sheet[2].text,
                     "番号|名称|サービス|電話番号|合計病床数|施設ID\n"
                     "1|湊町クリニック|診療所\n訪問看護|0772000111|19|"
                     "k-0000000000\n");
    buf_release(&book.bytes);
}

Test(xlsx, an_id_is_never_missing)
{
    struct view view = sample_view(&arena, true, 1);
    struct book book = written(&view);

    cr_expect(strstr(book.sheet[1].text, "k-0000000000"));
    cr_expect(strstr(book.sheet[2].text, "k-0000000000"));
    buf_release(&book.bytes);
}

Test(xlsx, hostile_texts_are_text)
{
    struct view view = hostile_view(&arena);
    struct book book = written(&view);
    size_t rows = 0;

    for (size_t s = 2; s + 1 < book.n; s++)
        rows += book.sheet[s].n_row - 1;
    cr_expect_eq(rows, HOSTILE_COUNT);
    cr_expect_eq(book.sheet[1].n_row, HOSTILE_COUNT + 1);
    buf_release(&book.bytes);
}

static void fits_on_a_page(const struct view *view, int layer)
{
    struct layout layout;
    double width = 0;
    bool unprinted = false;

    layout_plan(&layout, view, layer);
    for (size_t i = 0; i < layout.n; i++) {
        unprinted |= layout.column[i].unprinted;
        cr_expect(!unprinted || layout.column[i].unprinted);
        width += layout.column[i].unprinted ? 0 : layout.column[i].width;
    }
    cr_expect(fabs(width - 188) < 0.01, "%g", width);
    cr_expect(layer != LAYOUT_ALL || layout.n == view->n_column + 4);
}

Test(xlsx, what_is_printed_is_as_wide_as_a_page)
{
    for (int resident = 0; resident < 2; resident++) {
        struct view view = sample_view(&arena, resident, 1);
        view.row[0].fits |= (layer_set)1 << LAYER_rehab;
        sample_set(&view, 0, "name", "x");
        fits_on_a_page(&view, view.row[0].layer);
        for (size_t c = 0; c < view.n_column; c++)
            view.row[0].cell[c] = "x";
        fits_on_a_page(&view, view.row[0].layer);
        fits_on_a_page(&view, LAYOUT_ALL);
    }
}

Test(xlsx, the_columns_are_explained)
{
    struct view view = sample_view(&arena, true, 1);
    struct book book = written(&view);
    const struct sheet *sheet = sheet_of(&book, "列の説明");

    cr_expect_eq(sheet->n_row, view.n_column + 5);
    cr_expect(strstr(sheet->text, "電話番号|Telephone|phone\n"));
    buf_release(&book.bytes);
}
