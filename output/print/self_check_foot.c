#include "output/print/self_check_own.h"

#include <math.h>

#define TICKS 186.0 /* width of what to tick; a line each */
#define TICK_GAP 3.5
#define ANSWER 31.0 /* height of who answers */
/* No more room than this is for what the user gave. */
#define RETURN_CHARACTERS 160
#define SOURCE_CHARACTERS 1000

static const char *const ticks[] = {
    "□ 上の内容のとおりで、変更はありません",
    "□ 地図の位置が違う（正しい位置に×印を）",
    "□ 休止している（　　　年　　月　　日から）",
    "□ 閉鎖・廃止した（　　　年　　月　　日）",
    "□ 移転する（　　　年　　月　　日から）",
    "□ 掲載を希望しない項目がある（表に記入）",
    "□ この地図への掲載を希望しない",
};
#define N_TICKS (sizeof(ticks) / sizeof(*ticks))

static double put(const struct sheet *sheet, enum canvas_tag tag, double x,
                  double y, double width, const char *text,
                  struct text_style style)
{
    return self_check_text(sheet->all->canvas, tag,
                           (struct box){x, y, width, 0}, text, &style);
}

/* ---- what to tick ---- */

static double ticks_size(const struct sheet *sheet)
{
    return fmin(sheet->fit->greeting - 0.5, 9);
}

static void draw_ticks(const struct sheet *sheet, double x, double y)
{
    struct canvas *canvas = sheet->all->canvas;
    double size = ticks_size(sheet);

    y += put(sheet, TAG_H3, x, y, TICKS, "あてはまるものに✓をつけてください",
             (struct text_style){.size = size, .bold = true}) +
         TICK_GAP;
    canvas_begin(canvas, TAG_LIST);
    for (size_t i = 0; i < N_TICKS; i++) {
        canvas_begin(canvas, TAG_ITEM);
        y += put(sheet, TAG_BODY, x, y, TICKS, ticks[i],
                 (struct text_style){.size = size}) +
             TICK_GAP;
        canvas_end(canvas);
    }
    canvas_end(canvas);
}

static double ticks_height(const struct sheet *sheet)
{
    const struct text_style style = {.size = ticks_size(sheet)};
    double line =
        canvas_text_height(sheet->all->canvas, TICKS, ticks[0], &style);

    return (line + TICK_GAP) * (N_TICKS + 1);
}

static double place_height(const struct sheet *sheet)
{
    return fmax(sheet->fit->map, ticks_height(sheet));
}

/* ---- who answers ---- */

static void draw_answer(const struct sheet *sheet, double y)
{
    static const struct {
        const char *label;
        double part; /* of the width */
    } field[] = {{"ご回答日", 0.22},
                 {"お答えくださった方のお名前", 0.45},
                 {"お電話番号", 0.33}};
    double x = SHEET_LEFT;

    for (size_t i = 0; i < sizeof(field) / sizeof(*field); i++) {
        double width = SHEET_TEXT_WIDTH * field[i].part;
        canvas_box(sheet->all->canvas, x, y, width, ANSWER, &sheet_line);
        put(sheet, TAG_P, x + SHEET_PAD, y + 2, width - 2 * SHEET_PAD,
            field[i].label, (struct text_style){.size = 7.5});
        x += width;
    }
    canvas_box(sheet->all->canvas, SHEET_LEFT, y, SHEET_TEXT_WIDTH, ANSWER,
               &sheet_frame);
}

/* ---- where to send it ---- */

/* Where nobody was named, there is room to write it. */
static const char *return_text(const struct sheet *sheet)
{
    const struct view *view = sheet->all->view;
    const char *to = view->maker, *contact = view->contact;

    if (!to && !contact)
        return "返送先：";
    const char *text =
        arena_format(sheet->arena, "返送先：%s%s%s", to ? to : "",
                     to && contact ? "　" : "", contact ? contact : "");
    return self_check_cut(text, RETURN_CHARACTERS, sheet->arena);
}

static double return_height(const struct sheet *sheet)
{
    const struct text_style style = {.size = 10, .bold = true};
    double height = canvas_text_height(
        sheet->all->canvas, SHEET_TEXT_WIDTH - 150, return_text(sheet), &style);

    return fmax(height, 22);
}

static void draw_return(const struct sheet *sheet, double y)
{
    const struct paint line = {PAINT_NONE, 0x000000, 0.6, false};
    const struct view *view = sheet->all->view;
    double right = SHEET_LEFT + SHEET_TEXT_WIDTH, height = return_height(sheet);

    put(sheet, TAG_P, SHEET_LEFT, y, SHEET_TEXT_WIDTH - 150, return_text(sheet),
        (struct text_style){.size = 10, .bold = true});
    if (!view->maker && !view->contact)
        canvas_line(sheet->all->canvas, SHEET_LEFT + 45, y + height - 4,
                    right - 160, y + height - 4, &line);
    put(sheet, TAG_P, right - 140, y, 140, "返送の期限：　　　　月　　　日まで",
        (struct text_style){.size = 9});
}

/* ---- sources ---- */

/* What is said of a source, with its date. */
static void add_source(const struct sheet *sheet, struct str item,
                       struct buf *text)
{
    const struct view *view = sheet->all->view;
    const struct view_source *source = NULL;

    for (size_t i = 0; i < view->n_source && !source; i++)
        if (str_find(item, str_of(view->source[i].title)) != SIZE_MAX)
            source = &view->source[i];
    struct str said =
        source && source->attribution ? str_of(source->attribution) : item;
    const char *day =
        source ? self_check_day(source->as_of, sheet->arena) : NULL;
    buf_add_str(text, said);
    if (str_find(said, STR("時点")) == SIZE_MAX)
        buf_addf(text, "（%s%s）", day ? day : "時点不明", day ? "時点" : "");
    buf_add_text(text, "。");
}

static void add_line(struct buf *text, const char *label, const char *line)
{
    struct str rest = str_of(line), part;

    if (rest.len)
        buf_add_text(text, label);
    while (rest.len && str_part(&rest, '\n', &part)) {
        buf_add_str(text, part);
        buf_add_text(text, "　");
    }
}

/* A sheet goes to its facility alone: it says all by itself. */
static const char *source_text(const struct sheet *sheet)
{
    const struct view *view = sheet->all->view;
    const struct writing *writing = sheet->all->writing;
    struct str rest =
        str_of(list_row_cell(view, sheet->facility, FIELD_source));
    struct str item;
    struct buf text = {0};

    add_line(&text, "掲載しているページ：", sheet->address);
    while (rest.len && str_part(&rest, '\n', &item))
        add_source(sheet, item, &text);
    buf_add_text(&text, view->processed);
    if (lonlat_known(sheet->facility->point)) {
        add_line(&text, "　", view->ground_credit);
        add_line(&text, "　",
                 writing && writing->tiles ? writing->tiles_credit : NULL);
    }
    const char *kept = self_check_cut(str_keep(sheet->arena, buf_str(&text)),
                                      SOURCE_CHARACTERS, sheet->arena);
    buf_release(&text);
    return kept;
}

static const struct text_style source_style = {.size = 6.5};

static double source_height(const struct sheet *sheet)
{
    return canvas_text_height(sheet->all->canvas, SHEET_TEXT_WIDTH,
                              source_text(sheet), &source_style);
}

/* ---- together ---- */

double self_check_foot_height(const struct sheet *sheet)
{
    return place_height(sheet) + ANSWER + return_height(sheet) +
           source_height(sheet) + 3 * SHEET_GAP;
}

void self_check_foot(const struct sheet *sheet, double top)
{
    double more = SHEET_BOTTOM - sheet->foot - top;
    double place = place_height(sheet) + more;
    double y = top;

    self_check_place(
        sheet, (struct box){SHEET_LEFT, y,
                            SHEET_TEXT_WIDTH - TICKS - 2 * SHEET_GAP, place});
    draw_ticks(sheet, SHEET_LEFT + SHEET_TEXT_WIDTH - TICKS, y);
    y += place + SHEET_GAP;
    draw_answer(sheet, y);
    y += ANSWER + SHEET_GAP;
    draw_return(sheet, y);
    y += return_height(sheet) + SHEET_GAP;
    put(sheet, TAG_P, SHEET_LEFT, y, SHEET_TEXT_WIDTH, source_text(sheet),
        source_style);
}
