/*
 * One A4 sheet per facility: what the map says of it, room to correct it, and
 * where to send it back.
 */
#include "output/print/self_check_own.h"

#include <math.h>

/* Each takes 0.2 MB while the file is made. Only designated cities have more,
 * and each of their wards has its own. */
#define MOST_SHEETS 4000
#define NAME_CHARACTERS 90 /* of names above the table */
/* Where little is said there is more room, for a hand and for the map. */
#define MORE_ROOM 10.0
#define FIRST_MAP 36.0 /* before the rows */
#define MORE_MAP 70.0

double self_check_text(struct canvas *canvas, enum canvas_tag tag,
                       struct box box, const char *text,
                       const struct text_style *style)
{
    canvas_begin(canvas, tag);
    double height = canvas_text(canvas, box.x, box.y, box.width, text, style);
    canvas_end(canvas);
    return height;
}

static double put(const struct sheet *sheet, enum canvas_tag tag,
                  struct box box, const char *text, struct text_style style)
{
    return self_check_text(sheet->all->canvas, tag, box, text, &style);
}

/* ---- above the table ---- */

static void draw_code(struct sheet *sheet)
{
    double x = SHEET_LEFT + SHEET_TEXT_WIDTH - SHEET_CODE;
    double y = SHEET_MARGIN - 8;

    self_check_code(sheet->all->canvas, sheet->address, x, y, SHEET_CODE,
                    sheet->arena);
    put(sheet, TAG_P, (struct box){x, y + SHEET_CODE, SHEET_CODE, 0},
        "掲載しているページ",
        (struct text_style){.size = 7, .align = ALIGN_MIDDLE});
    sheet->y = fmax(sheet->y, y + SHEET_CODE + 12 + SHEET_GAP);
}

static void draw_top(struct sheet *sheet)
{
    const struct view *view = sheet->all->view;
    struct box line = {SHEET_LEFT, SHEET_MARGIN - 6, SHEET_TEXT_WIDTH, 0};
    const char *day = self_check_day(view->created, sheet->arena);

    if (sheet->address)
        line.width -= SHEET_CODE + SHEET_GAP;
    put(sheet, TAG_P, line,
        arena_format(sheet->arena, "番号 %u／%zu%s%s", sheet->number,
                     sheet->all->n, day ? "　作成日 " : "", day ? day : ""),
        (struct text_style){.size = 8});
    line.y += 13;
    put(sheet, TAG_H2, line, "掲載内容の確認票",
        (struct text_style){.size = 18, .bold = true});
    line.y += 28;
    line.y += put(sheet, TAG_H3, line, sheet->name,
                  (struct text_style){.size = 12.5, .bold = true}) +
              5;
    line.y += put(sheet, TAG_P, line, sheet->greeting,
                  (struct text_style){.size = sheet->fit->greeting});
    sheet->y = line.y + SHEET_GAP;
    if (sheet->address)
        draw_code(sheet);
}

/* ---- the table ---- */

/* The text stands in the middle of the box's height. */
static void draw_text(struct sheet *sheet, const struct box *box,
                      const char *text, double height, bool head)
{
    const struct text_style style = {.size = sheet->fit->text, .bold = head};

    canvas_box(sheet->all->canvas, box->x, box->y, box->width, box->height,
               head ? &sheet_shade : &sheet_line);
    canvas_text(sheet->all->canvas, box->x + SHEET_PAD,
                box->y + (box->height - height) / 2, box->width - 2 * SHEET_PAD,
                text, &style);
}

/* What to tick and the room to write beside it are one cell: an empty cell
 * would tell a screen reader nothing, and a thousand sheets have many. */
static void draw_row(struct sheet *sheet, const char *const text[4],
                     double height, double value_height, bool headings)
{
    const double width[4] = {SHEET_HEADING, SHEET_VALUE, SHEET_TICK,
                             SHEET_TEXT_WIDTH - SHEET_HEADING - SHEET_VALUE -
                                 SHEET_TICK};
    struct canvas *canvas = sheet->all->canvas;
    struct box box = {SHEET_LEFT, sheet->y, 0, height};

    canvas_begin(canvas, TAG_ROW);
    for (int c = 0; c < 4; c++) {
        bool head = headings || c == 0;
        box.width = width[c];
        if (c < 3)
            canvas_begin(canvas, head ? TAG_HEAD : TAG_CELL);
        draw_text(sheet, &box, text[c], c == 1 ? value_height : sheet->line,
                  head);
        if (c != 2)
            canvas_end(canvas);
        box.x += width[c];
    }
    canvas_end(canvas);
    sheet->y += height;
}

/* Returns what is left of `left` then. */
static double draw_table(struct sheet *sheet, double left)
{
    static const char *const headings[4] = {"項目", "いまの掲載内容", "変更",
                                            "変更後の内容"};
    double top = sheet->y;
    /* Room that is left is room to write. */
    double more = fmin(left / (double)sheet->n, MORE_ROOM);

    canvas_begin(sheet->all->canvas, TAG_TABLE);
    draw_row(sheet, headings, sheet->line + 2 * SHEET_PAD, sheet->line, true);
    for (size_t i = 0; i < sheet->n; i++) {
        const char *const text[4] = {sheet->row[i].heading,
                                     self_check_value(sheet, i), "□なし □あり",
                                     NULL};
        draw_row(sheet, text, self_check_row_height(sheet, i) + more,
                 sheet->value_height[i], false);
    }
    canvas_end(sheet->all->canvas);
    canvas_box(sheet->all->canvas, SHEET_LEFT, top, SHEET_TEXT_WIDTH,
               sheet->y - top, &sheet_frame);
    return left - more * (double)sheet->n;
}

/* ---- the page ---- */

static void prepare(struct sheet *sheet)
{
    const struct view *view = sheet->all->view;
    const struct view_row *facility = sheet->facility;
    const char *name =
        facility->name && *facility->name ? facility->name : SHEET_NOTHING;

    sheet->n = self_check_rows(view, facility, sheet->row, sheet->arena);
    sheet->name =
        arena_format(sheet->arena, "%s　御中",
                     self_check_cut(name, NAME_CHARACTERS, sheet->arena));
    sheet->greeting = arena_format(
        sheet->arena,
        "日ごろから在宅医療・介護にご協力いただき、ありがとうございます。"
        "「%s」に、貴施設について下の内容を載せています。お手数ですが内容を"
        "お確かめのうえ、変わったところや誤りがあればお書きいただき、下の返送先"
        "までお知らせください。「" SHEET_NOTHING
        "」は、もとにした公表資料に記載がなかった項目です。※の項目は、医療・"
        "介護の関係者向けの地図にだけ載せています。",
        self_check_cut(self_check_title(view, sheet->arena), NAME_CHARACTERS,
                       sheet->arena));
    if (view->page_url && facility->id)
        sheet->address = arena_format(sheet->arena, "%sindex.html#facility-%s",
                                      view->page_url, facility->id);
}

static void draw_sheet(struct sheet *sheet)
{
    struct canvas *canvas = sheet->all->canvas;
    const struct view_row *facility = sheet->facility;

    canvas_page(canvas, SHEET_WIDTH, SHEET_HEIGHT);
    prepare(sheet);
    double left = self_check_fit(sheet);
    canvas_bookmark(canvas, 1,
                    arena_format(sheet->arena, "%u %s", sheet->number,
                                 facility->name ? facility->name : ""),
                    0);
    if (facility->id)
        canvas_destination(
            canvas, arena_format(sheet->arena, "facility-%s", facility->id), 0,
            0);
    canvas_begin(canvas, TAG_SECTION);
    draw_top(sheet);
    double maps = fmin(left, FIRST_MAP);
    left = draw_table(sheet, left - maps) + maps;
    self_check_foot(sheet, SHEET_BOTTOM - sheet->foot - fmin(left, MORE_MAP));
    canvas_end(canvas);
}

static void draw_all(struct sheets all)
{
    struct arena arena = {0}, page = {0};
    const struct listed *list = list_order(all.view, &arena);
    struct view coarse;

    coarse =
        self_check_coarse(all.view, self_check_overview_scale(&all), &arena);
    all.coarse = &coarse;
    self_check_cover(&all, &arena);
    for (size_t i = 0; i < all.n; i++) {
        struct sheet sheet = {.all = &all,
                              .facility = list[i].row,
                              .number = list[i].number,
                              .arena = &page};
        draw_sheet(&sheet);
        arena_reset(&page);
    }
    arena_release(&page);
    arena_release(&arena);
}

static bool write_self_check(const struct view *view,
                             const struct writing *writing, struct shown *shown,
                             struct buf *out, struct err *err)
{
    struct arena arena = {0};
    struct canvas_about about = {
        .title = arena_format(&arena, "掲載内容の確認票：%s", view->title),
        .author = view->maker,
        .created = view->created,
    };
    struct canvas *canvas = canvas_open(&about, err);
    struct view few = *view;
    struct sheets sheets = {.canvas = canvas,
                            .view = &few,
                            .writing = writing,
                            .n_whole = view->n_row};

    if (view->n_row > MOST_SHEETS) {
        few.n_row = 0;
        *shown = (struct shown){.part = true};
    }
    sheets.n = few.n_row;
    if (canvas)
        draw_all(sheets);
    bool ok = canvas && canvas_close(canvas, out, err);
    arena_release(&arena);
    return ok;
}

static const struct writer_file file[] = {{"self-check.pdf", write_self_check}};

const struct writer writer_self_check = {
    .name = "self-check",
    .summary = N_("sheets on which each facility checks its own data (PDF)"),
    .only = {[EDITION_PROFESSIONAL] = true},
    WRITER_FILES(file),
};
