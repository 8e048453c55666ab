/*
 * list.xlsx, for people who live in a spreadsheet: what the file is, one sheet
 * per layer that occurs (each facility stands in its main layer only), and
 * what the columns mean. What people read comes first and is printed; ids and
 * codes come last, on the screen only. Codes and telephone numbers are text.
 */
#include "output/column.h"
#include "output/tables/about.h"
#include "output/tables/cells.h"
#include "output/tables/layout.h"
#include "output/workbook.h"
#include "output/writer.h"

#include <math.h>
#include <string.h>

#define ABOUT "このファイルについて"
#define MEANING "列の説明"

struct list {
    struct workbook *workbook;
    const struct view *view;
    enum column_type type[FIELD_COUNT]; /* of the view's columns */
    struct arena arena;
    const char *sheet[LAYER_COUNT]; /* NULL: no row */
    size_t n[LAYER_COUNT];
};

static void pair(struct workbook *workbook, const char *heading,
                 const char *text)
{
    workbook_text(workbook, heading);
    workbook_text(workbook, text);
    workbook_end_row(workbook);
}

static void on_statement(void *context, const char *heading, const char *text)
{
    pair(context, heading, text);
}

static void sheet_rows(struct list *list)
{
    for (int l = 0; l < LAYER_COUNT; l++) {
        const char *words = layer_words(l, list->view->resident);
        if (!list->n[l])
            continue;
        bool same = strcmp(words, list->sheet[l]) == 0;
        pair(list->workbook, "シート",
             arena_format(&list->arena, "%s　%zu件%s%s", list->sheet[l],
                          list->n[l], same ? "" : "　", same ? "" : words));
    }
}

static void about_sheet(struct list *list)
{
    static const struct workbook_column column[] = {
        {.heading = "項目", .width = 20}, {.heading = "内容", .width = 110}};
    struct workbook *workbook = list->workbook;

    workbook_sheet(workbook, ABOUT, list->view->title, column, 2);
    workbook_no_filter(workbook);
    about_each(list->view, on_statement, workbook);
    sheet_rows(list);
    pair(workbook, "見方",
         "空欄は「不明」です。「ない」という意味ではありません。"
         "値がひとつもない列は省いています。");
    pair(workbook, "見方",
         "電話番号やコードは文字として入っています（先頭の0は消えません）。"
         "右のほうの列（ID・コード・経度・緯度など）は画面用で、"
         "印刷には出ません。列の意味はシート「" MEANING "」にあります。");
}

/* ---- one layer ---- */

static double number_of(const char *cell)
{
    double number;

    return cell && str_number(str_of(cell), &number) ? number : NAN;
}

static void put_cell(struct list *list, const struct view_row *row, int column)
{
    const char *cell = row->cell[column];

    /* Never a row without its id: that is how the file is read again. */
    if (list->view->column[column] == &fields[FIELD_id] && !cell)
        cell = row->id;
    switch (list->type[column]) {
    case COLUMN_INTEGER:
        workbook_number(list->workbook, number_of(cell));
        break;
    case COLUMN_REAL:
        workbook_exact(list->workbook, number_of(cell));
        break;
    case COLUMN_TEXT:
    case COLUMN_LIST: /* its items are lines of the cell */
        workbook_text(list->workbook, cell);
        break;
    }
}

static void layer_sheet(struct list *list, int layer)
{
    const struct view *view = list->view;
    struct layout layout;
    size_t number = 0;

    layout_plan(&layout, view, layer);
    workbook_sheet(list->workbook, list->sheet[layer],
                   arena_format(&list->arena, "%s　%s", view->title,
                                layer_words(layer, view->resident)),
                   layout.column, layout.n);
    for (size_t r = 0; r < view->n_row; r++) {
        const struct view_row *row = &view->row[r];
        if (row->layer != layer)
            continue;
        workbook_number(list->workbook, (double)++number);
        for (size_t i = 1; i + 2 < layout.n; i++)
            put_cell(list, row, layout.from[i]);
        workbook_exact(list->workbook, row->point.lon_deg);
        workbook_exact(list->workbook, row->point.lat_deg);
        workbook_end_row(list->workbook);
    }
}

static void meaning_sheet(struct list *list)
{
    static const struct workbook_column column[] = {
        {.heading = "列の見出し", .width = 50},
        {.heading = "English", .width = 50},
        {.heading = "項目名（CSV・GeoJSONなど）", .width = 30}};
    const struct view *view = list->view;

    workbook_sheet(list->workbook, MEANING, view->title, column, 3);
    for (size_t c = 0; c < view->n_column; c++) {
        workbook_text(list->workbook, view->column[c]->heading_ja);
        workbook_text(list->workbook, view->column[c]->heading_en);
        workbook_text(list->workbook, view->column[c]->name);
        workbook_end_row(list->workbook);
    }
    workbook_text(list->workbook, LAYOUT_LON);
    workbook_text(list->workbook, "Longitude (degrees, JGD2011)");
    workbook_text(list->workbook, "lon");
    workbook_end_row(list->workbook);
    workbook_text(list->workbook, LAYOUT_LAT);
    workbook_text(list->workbook, "Latitude (degrees, JGD2011)");
    workbook_text(list->workbook, "lat");
    workbook_end_row(list->workbook);
}

static bool write_xlsx(const struct view *view, const struct writing *writing,
                       struct shown *shown, struct buf *out, struct err *err)
{
    struct workbook_about about = {view->title, view->disclaimer,
                                   view->created};
    struct list list = {.view = view};

    (void)writing;
    (void)shown;
    list.workbook = workbook_begin(&about, err);
    if (!list.workbook)
        return false;
    for (size_t c = 0; c < view->n_column; c++)
        list.type[c] = column_type(view, c);
    for (size_t r = 0; r < view->n_row; r++)
        list.n[view->row[r].layer]++;
    for (int l = 0; l < LAYER_COUNT; l++)
        if (list.n[l])
            list.sheet[l] = layout_sheet_name(l, view->resident, &list.arena);
    about_sheet(&list);
    for (int l = 0; l < LAYER_COUNT; l++)
        if (list.n[l])
            layer_sheet(&list, l);
    meaning_sheet(&list);
    arena_release(&list.arena);
    return workbook_finish(list.workbook, out, err);
}

static const struct writer_file file[] = {{"list.xlsx", write_xlsx}};

const struct writer writer_xlsx = {
    .name = "xlsx",
    .summary = N_("workbook (XLSX) for spreadsheets, a sheet per layer"),
    WRITER_FILES(file),
};
