/*
 * list.xlsx, for people who live in a spreadsheet: what the file is, a sheet of
 * every facility, one per layer that occurs (each facility stands in its main
 * layer only), and what the columns mean. What people read comes first and is
 * printed; ids and codes come last, on the screen only. Codes and telephone
 * numbers are text. A facility has the number that it has on the prints.
 */
#include "output/column.h"
#include "output/tables/about.h"
#include "output/tables/layout.h"
#include "output/tables/readable.h"
#include "output/workbook.h"
#include "output/writer.h"

#include <math.h>

#define ABOUT "このファイルについて"
#define MEANING "列の説明"

struct list {
    struct workbook *workbook;
    const struct view *view;
    enum column_type type[FIELD_COUNT]; /* of the view's columns */
    struct arena arena;
    struct buf scratch;
    const char *sheet[LAYER_COUNT]; /* names */
    size_t n[LAYER_COUNT];          /* rows of that main layer */
    size_t further[LAYER_COUNT];    /* rows that stand in another, and fit */
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

/* "訪問リハビリ（…）　8件（ほかの分類にも9件）" */
static void sheet_rows(struct list *list)
{
    struct buf text = {0};

    pair(list->workbook, "シート",
         arena_format(&list->arena, LAYOUT_ALL_SHEET "　%zu件",
                      list->view->n_row));
    for (int l = 0; l < LAYER_COUNT; l++) {
        const char *words = layer_words(l, list->view->resident);
        if (!list->n[l] && !list->further[l])
            continue;
        buf_clear(&text);
        if (!str_starts(str_of(words), str_of(list->sheet[l])))
            buf_addf(&text, "%s　", list->sheet[l]);
        buf_addf(&text, "%s　%zu件", words, list->n[l]);
        if (list->further[l])
            buf_addf(&text, "（ほかの分類にも%zu件）", list->further[l]);
        pair(list->workbook, list->n[l] ? "シート" : "分類（シートなし）",
             text.ptr);
    }
    buf_release(&text);
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
    pair(
        workbook, "見方",
        "シート「" LAYOUT_ALL_SHEET "」にすべての施設があり、"
        "そのあとは分類ごとのシートです（ひとつの施設は、主な分類のシートに"
        "1回だけ）。いくつかの分類に当てはまる施設は、シート「" LAYOUT_ALL_SHEET
        "」の列「" LAYOUT_FURTHER "」で分かります。");
    pair(
        workbook, "見方",
        "番号は、印刷用の地図や一覧と同じです。空欄は「不明」です。"
        "「ない」という意味ではありません。値がひとつもない列は省いています。");
    pair(workbook, "見方",
         "電話番号やコードは文字として入っています（先頭の0は消えません）。"
         "右のほうの列（ID・コード・経度・緯度など）は画面用で、"
         "印刷には出ません。列の意味はシート「" MEANING "」にあります。");
}

/* ---- facilities ---- */

static double number_of(const char *cell)
{
    double number;

    return cell && str_number(str_of(cell), &number) ? number : NAN;
}

static void put_field(struct list *list, const struct view_row *row, int column)
{
    enum field_id field = (enum field_id)(list->view->column[column] - fields);
    const char *cell = row->cell[column];

    /* Never a row without its id: that is how the file is read again. */
    if (field == FIELD_id && !cell)
        cell = row->id;
    /* As its sheet is called: short, and to be found again. */
    if (field == FIELD_layer_name)
        cell = list->sheet[row->layer];
    switch (list->type[column]) {
    case COLUMN_INTEGER:
        workbook_number(list->workbook, number_of(cell));
        break;
    case COLUMN_REAL:
        workbook_exact(list->workbook, number_of(cell));
        break;
    case COLUMN_TEXT:
    case COLUMN_LIST: /* its items are lines of the cell */
        workbook_text(list->workbook,
                      readable_cell(field, cell, &list->scratch));
        break;
    }
}

static void put_further(struct list *list, const struct view_row *row)
{
    buf_clear(&list->scratch);
    for (int l = 0; l < LAYER_COUNT; l++)
        if (l != row->layer && (row->fits >> l & 1))
            buf_addf(&list->scratch, "%s%s", list->scratch.len ? "\n" : "",
                     list->sheet[l]);
    workbook_text(list->workbook, list->scratch.len ? list->scratch.ptr : NULL);
}

/* 6 decimals, as in every other file. */
static void put_deg(struct list *list, double deg)
{
    workbook_exact(list->workbook, round(deg * 1e6) / 1e6);
}

static void put_row(struct list *list, const struct layout *layout, size_t r)
{
    const struct view_row *row = &list->view->row[r];

    for (size_t i = 0; i < layout->n; i++)
        switch (layout->from[i]) {
        case FROM_NUMBER:
            /* 1234, as printed: not 1,234. */
            workbook_exact(list->workbook, (double)(r + 1));
            break;
        case FROM_FURTHER:
            put_further(list, row);
            break;
        case FROM_LON:
            put_deg(list, row->point.lon_deg);
            break;
        case FROM_LAT:
            put_deg(list, row->point.lat_deg);
            break;
        default:
            put_field(list, row, layout->from[i]);
        }
    workbook_end_row(list->workbook);
}

static void facility_sheet(struct list *list, int layer)
{
    const struct view *view = list->view;
    const char *words =
        layer == LAYOUT_ALL ? "" : layer_words(layer, view->resident);
    struct layout layout;

    layout_plan(&layout, view, layer);
    workbook_sheet(list->workbook,
                   layer == LAYOUT_ALL ? LAYOUT_ALL_SHEET : list->sheet[layer],
                   arena_format(&list->arena, "%s　%s", view->title, words),
                   layout.column, layout.n);
    for (size_t r = 0; r < view->n_row; r++)
        if (layer == LAYOUT_ALL || view->row[r].layer == layer)
            put_row(list, &layout, r);
}

static void meaning(struct list *list, const char *ja, const char *en,
                    const char *name)
{
    workbook_text(list->workbook, ja);
    workbook_text(list->workbook, en);
    workbook_text(list->workbook, name);
    workbook_end_row(list->workbook);
}

static void meaning_sheet(struct list *list)
{
    static const struct workbook_column column[] = {
        {.heading = "列の見出し", .width = 50},
        {.heading = "English", .width = 50},
        {.heading = "項目名（CSV・GeoJSONなど）", .width = 30}};
    const struct view *view = list->view;

    workbook_sheet(list->workbook, MEANING, view->title, column, 3);
    meaning(list, LAYOUT_NUMBER, "Number, as on the prints", NULL);
    meaning(list, LAYOUT_FURTHER, "Further layers that fit", NULL);
    for (size_t c = 0; c < view->n_column; c++)
        meaning(list, view->column[c]->heading_ja, view->column[c]->heading_en,
                view->column[c]->name);
    meaning(list, LAYOUT_LON, "Longitude (degrees, JGD2011)", "lon");
    meaning(list, LAYOUT_LAT, "Latitude (degrees, JGD2011)", "lat");
}

/* ---- the file ---- */

static void count_rows(struct list *list)
{
    const struct view *view = list->view;

    for (size_t r = 0; r < view->n_row; r++) {
        list->n[view->row[r].layer]++;
        for (int l = 0; l < LAYER_COUNT; l++)
            list->further[l] +=
                l != view->row[r].layer && (view->row[r].fits >> l & 1);
    }
    for (int l = 0; l < LAYER_COUNT; l++)
        list->sheet[l] = layout_sheet_name(l, view->resident, &list->arena);
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
    count_rows(&list);
    about_sheet(&list);
    facility_sheet(&list, LAYOUT_ALL);
    for (int l = 0; l < LAYER_COUNT; l++)
        if (list.n[l])
            facility_sheet(&list, l);
    meaning_sheet(&list);
    arena_release(&list.arena);
    buf_release(&list.scratch);
    return workbook_finish(list.workbook, out, err);
}

static const struct writer_file file[] = {{"list.xlsx", write_xlsx}};

const struct writer writer_xlsx = {
    .name = "xlsx",
    .summary = N_("workbook (XLSX) of all facilities for Excel, also by layer"),
    WRITER_FILES(file),
};
