#include "output/print/self_check_own.h"

#include <math.h>
#include <string.h>

#define TICKS 186.0 /* width of what to tick; a line each */
#define TICK_GAP 3.5
#define ANSWER 31.0 /* height of who answers */
/* No more room than this is for what the user gave. */
#define RETURN_CHARACTERS 160
#define SOURCE_CHARACTERS 600
#define RETURN_PAD 5.0
#define RETURN_WIDTH (SHEET_TEXT_WIDTH - 2 * RETURN_PAD - 155)
#define ADDRESS 25.0 /* height of the line for the address */

static const char *const ticks[] = {
    "□ 上の内容のとおりで、変更はありません",
    NULL, /* about the place */
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

static const char *tick(const struct sheet *sheet, size_t i)
{
    if (ticks[i])
        return ticks[i];
    if (!lonlat_known(sheet->facility->point))
        return "□ 位置を左の枠に記入した";
    return self_check_based(sheet->all)
               ? "□ 地図の位置が違う（正しい位置に×印を）"
               : "□ 地図の位置が違う（正しい位置を略図に）";
}

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
        y += put(sheet, TAG_BODY, x, y, TICKS, tick(sheet, i),
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

static const struct text_style maker_style = {.size = 10, .bold = true};
static const struct text_style contact_style = {.size = 9};

static const char *maker_text(const struct sheet *sheet)
{
    const char *maker = sheet->all->view->maker;

    return self_check_lines(
        sheet->all->canvas,
        arena_format(
            sheet->arena, "返送先：%s",
            maker ? self_check_cut(maker, RETURN_CHARACTERS, sheet->arena)
                  : ""),
        RETURN_WIDTH, &maker_style, sheet->arena);
}

static const char *contact_text(const struct sheet *sheet)
{
    const char *contact = sheet->all->view->contact;

    if (!contact)
        return NULL;
    return self_check_lines(
        sheet->all->canvas,
        arena_format(sheet->arena, "お問い合わせ先：%s",
                     self_check_cut(contact, RETURN_CHARACTERS, sheet->arena)),
        SHEET_TEXT_WIDTH - 2 * RETURN_PAD, &contact_style, sheet->arena);
}

static double maker_height(const struct sheet *sheet)
{
    return fmax(canvas_text_height(sheet->all->canvas, RETURN_WIDTH,
                                   maker_text(sheet), &maker_style),
                14);
}

static double return_height(const struct sheet *sheet)
{
    const char *contact = contact_text(sheet);
    double said = contact
                      ? canvas_text_height(sheet->all->canvas,
                                           SHEET_TEXT_WIDTH - 2 * RETURN_PAD,
                                           contact, &contact_style) +
                            3
                      : 0;

    return maker_height(sheet) + ADDRESS + said + 2 * RETURN_PAD;
}

/* A word, and a line to write on that ends at `right`. */
static void draw_blank(const struct sheet *sheet, double x, double y,
                       double right, const char *word)
{
    const struct paint line = {PAINT_NONE, 0x000000, 0.6, false};
    const struct text_style style = {.size = 9};
    double width = canvas_text_width(sheet->all->canvas, word, &style);

    put(sheet, TAG_P, x, y, width + 1, word, style);
    canvas_line(sheet->all->canvas, x + width + 3, y + 12, right, y + 12,
                &line);
}

/* An address to send to is nobody's to guess: there is room to write it. */
static void draw_return(const struct sheet *sheet, double y)
{
    double left = SHEET_LEFT + RETURN_PAD;
    double right = SHEET_LEFT + SHEET_TEXT_WIDTH - RETURN_PAD;
    const char *contact = contact_text(sheet);

    canvas_box(sheet->all->canvas, SHEET_LEFT, y, SHEET_TEXT_WIDTH,
               return_height(sheet), &sheet_frame);
    y += RETURN_PAD;
    if (sheet->all->view->maker)
        put(sheet, TAG_P, left, y, RETURN_WIDTH, maker_text(sheet),
            maker_style);
    else
        draw_blank(sheet, left, y, left + RETURN_WIDTH, "返送先：");
    put(sheet, TAG_P, right - 145, y, 145, "返送の期限：　　　　月　　　日まで",
        (struct text_style){.size = 9});
    y += maker_height(sheet) + ADDRESS - 15;
    draw_blank(sheet, left, y, left + 78, "郵便番号");
    draw_blank(sheet, left + 86, y, right - 132, "住所");
    draw_blank(sheet, right - 124, y, right, "FAX");
    y += 15 + 3;
    if (contact)
        put(sheet, TAG_P, left, y, SHEET_TEXT_WIDTH - 2 * RETURN_PAD, contact,
            contact_style);
}

/* ---- sources ---- */

/* The source of this title; among editions of it the one of that day. */
static const struct view_source *find_source(const struct view *view,
                                             struct str item, const char *as_of)
{
    const struct view_source *found = NULL;

    for (size_t i = 0; i < view->n_source; i++) {
        const struct view_source *source = &view->source[i];
        if (str_find(item, str_of(source->title)) == SIZE_MAX)
            continue;
        if (!found || str_same(source->as_of, as_of))
            found = source;
    }
    return found;
}

static void add_source(const struct sheet *sheet, struct str item,
                       struct buf *text)
{
    const struct view *view = sheet->all->view;
    const char *as_of = list_row_cell(view, sheet->facility, FIELD_as_of);
    const struct view_source *source = find_source(view, item, as_of);
    const char *publisher = source ? source->publisher : NULL;
    const char *day =
        source ? self_check_day(source->as_of, sheet->arena) : NULL;

    buf_add_str(text, item);
    if (publisher && str_find(item, str_of(publisher)) != SIZE_MAX)
        publisher = NULL;
    buf_addf(text, "（%s%s%s%s）", publisher ? publisher : "",
             publisher ? "、" : "", day ? day : "時点不明", day ? "時点" : "");
}

/* Of the sentence that is owed to a source, its name: 「…」（publisher）. The
 * whole where it names none so. */
static struct str named(struct str line)
{
    size_t from = str_find(line, STR("「")), to = str_find(line, STR("」"));

    if (from == SIZE_MAX || to == SIZE_MAX || to < from)
        return line;
    to += strlen("」");
    struct str rest = str_cut(line, to, line.len);
    size_t end = str_find(rest, STR("）"));
    if (str_starts(rest, STR("（")) && !str_starts(rest, STR("（http")) &&
        end != SIZE_MAX)
        to += end + strlen("）");
    return str_cut(line, from, to - from);
}

static void add_ground(const struct sheet *sheet, struct buf *text)
{
    const struct writing *writing = sheet->all->writing;
    struct str rest = str_of(sheet->all->view->ground_credit), line;
    bool any = rest.len > 0;

    buf_add_text(text, any ? "地図：" : "");
    for (bool first = true; rest.len && str_part(&rest, '\n', &line);
         first = false) {
        if (!first)
            buf_add_text(text, "、");
        buf_add_str(text, named(line));
    }
    buf_add_text(text, any ? "。" : "");
    if (self_check_based(sheet->all) && writing->tiles_credit)
        buf_addf(text, "%s。", writing->tiles_credit);
}

/* A sheet goes to its facility alone: it names its sources; the cover says
 * all of them in full. */
static const char *source_text(const struct sheet *sheet)
{
    const struct view *view = sheet->all->view;
    struct str rest =
        str_of(list_row_cell(view, sheet->facility, FIELD_source));
    struct str item;
    struct buf text = {0};

    if (sheet->address)
        buf_addf(&text, "掲載しているページ：%s　\n", sheet->address);
    bool any = rest.len > 0;
    buf_add_text(&text, any ? "もとにした資料：" : "");
    for (bool first = true; rest.len && str_part(&rest, '\n', &item);
         first = false) {
        if (!first)
            buf_add_text(&text, "、");
        add_source(sheet, item, &text);
    }
    buf_add_text(&text, any ? "を加工して作成。" : "");
    if (lonlat_known(sheet->facility->point))
        add_ground(sheet, &text);
    const char *kept = self_check_cut(str_keep(sheet->arena, buf_str(&text)),
                                      SOURCE_CHARACTERS, sheet->arena);
    buf_release(&text);
    return kept;
}

static const struct text_style source_style = {.size = 7};

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
