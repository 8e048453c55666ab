#include "output/print/print_head.h"

#include "output/print/qr.h"

#include <math.h>

#define QR_SIDE PAPER_MM(26)
#define QR_QUIET 4       /* modules */
#define TITLE_LEAST 0.75 /* of its size */

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

/* Title and lines below it; each is a paragraph. */
struct head {
    const char *title, *english, *about, *notice, *none;
    double width; /* of title and lines */
    double side;  /* of the QR code with its quiet zone; 0: none */
    struct qr qr;
};

static const char *about_text(const struct print *print)
{
    const struct view *view = print->view;
    size_t off = view->n_row - print->n_placed;
    struct arena *arena = print->arena;
    const char *count =
        off == 0
            ? arena_format(arena, "施設 %zuか所", view->n_row)
            : arena_format(arena,
                           "施設 %zuか所（うち%zuか所は一覧だけにあります）",
                           view->n_row, off);

    return arena_format(arena, "%s　%s作成%s%s　%s",
                        or_empty(view->edition_name),
                        print_date(view->created, arena),
                        view->maker ? "　" : "", or_empty(view->maker), count);
}

static const char *notice_text(const struct print *print)
{
    if (!print->view->resident)
        return "番号は一覧の番号と同じです。公表データから作った地図です。"
               "利用の前に、電話で確かめてください。";
    return "行く前に、電話してください。　急に具合が悪くなったとき、"
           "命があぶないときは、119番に電話してください。\n"
           "Please call before you go.  Emergency (ambulance): call 119.";
}

static struct head make_head(const struct print *print)
{
    const struct view *view = print->view;
    struct err unused;
    struct head head = {
        .title = or_empty(view->title),
        .english = view->resident
                       ? "Home medical and nursing care: map and list"
                       : "Home medical and nursing care: map and list for "
                         "professionals",
        .about = about_text(print),
        .notice = notice_text(print),
        .width = print_body(print).width};

    if (!print->has_map)
        head.none = view->n_row
                        ? "位置の分かる施設がないため、地図はありません。"
                          "一覧を見てください。"
                        : "地図にのせる施設はありません。";
    /* An address too long for a code is still printed. */
    if (view->page_url &&
        qr_make(view->page_url, &head.qr, print->arena, &unused)) {
        head.side = QR_SIDE;
        head.width -= QR_SIDE + print->paper.body;
    }
    return head;
}

/* ---- drawing, or measuring when `draw` is false ---- */

static double line(const struct print *print, bool draw, enum canvas_tag tag,
                   struct box box, const char *text,
                   const struct text_style *style)
{
    if (!text)
        return 0;
    double height = canvas_text_height(print->canvas, box.width, text, style);
    if (draw) {
        canvas_begin(print->canvas, tag);
        canvas_text(print->canvas, box.x, box.y, box.width, text, style);
        canvas_end(print->canvas);
    }
    return height + style->size * 0.35;
}

static double notice(const struct print *print, bool draw, struct box box,
                     const char *text)
{
    const struct paint frame = {PAINT_NONE, 0x333333, 1, false};
    const struct text_style style = {.size = print->paper.body,
                                     .bold = print->view->resident};
    double pad = print->paper.body * 0.5;
    double height =
        canvas_text_height(print->canvas, box.width - 2 * pad, text, &style);

    if (draw) {
        canvas_box(print->canvas, box.x, box.y, box.width, height + 2 * pad,
                   &frame);
        canvas_begin(print->canvas, TAG_P);
        canvas_text(print->canvas, box.x + pad, box.y + pad,
                    box.width - 2 * pad, text, &style);
        canvas_end(print->canvas);
    }
    return height + 2 * pad;
}

static void draw_code(const struct print *print, const struct head *head,
                      double x, double y)
{
    const struct paint black = {0, PAINT_NONE, 0, false};
    unsigned width = head->qr.width;
    double unit = head->side / (width + 2 * QR_QUIET);

    canvas_figure(print->canvas, arena_format(print->arena, "QRコード（%s）",
                                              print->view->page_url));
    for (unsigned row = 0; row < width; row++)
        for (unsigned from = 0; from < width; from++) {
            const unsigned char *module = head->qr.black + row * width;
            unsigned to = from;
            while (to < width && module[to])
                to++;
            /* Rows overlap a little: no hairlines between them. */
            if (to > from)
                canvas_box(print->canvas, x + (from + QR_QUIET) * unit,
                           y + (row + QR_QUIET) * unit, (to - from) * unit,
                           unit * 1.03, &black);
            from = to;
        }
    canvas_end(print->canvas);
}

/* The address, for those who type, and a link for those who read a screen. */
static double url(const struct print *print, bool draw, struct box box)
{
    const struct text_style style = {.size = print->paper.small};
    const char *text;

    if (!print->view->page_url)
        return 0;
    text = arena_format(print->arena, "インターネットの地図：%s",
                        print->view->page_url);
    double height = canvas_text_height(print->canvas, box.width, text, &style);
    if (draw) {
        canvas_begin(print->canvas, TAG_P);
        canvas_link_url(print->canvas, print->view->page_url, box.x, box.y,
                        box.width, height);
        canvas_text(print->canvas, box.x, box.y, box.width, text, &style);
        canvas_end(print->canvas);
        canvas_end(print->canvas);
    }
    return height + style.size * 0.35;
}

/* A little smaller when that keeps the title on one line. */
static struct text_style title_style(const struct print *print,
                                     const struct head *head)
{
    struct text_style style = {.size = print->paper.title, .bold = true};
    double width = canvas_text_width(print->canvas, head->title, &style);

    if (width > head->width && width * TITLE_LEAST < head->width)
        style.size *= (head->width - 1) / width;
    return style;
}

static double head(const struct print *print, bool draw)
{
    const struct paper *paper = &print->paper;
    const struct head made = make_head(print);
    const struct text_style title = title_style(print, &made);
    const struct text_style plain = {.size = paper->body};
    struct box box = print_body(print);
    double top = box.y, right = box.x + box.width, whole = box.width;

    box.width = made.width;
    box.y += line(print, draw, TAG_H1, box, made.title, &title);
    box.y += line(print, draw, TAG_P, box, made.english, &plain);
    box.y += line(print, draw, TAG_P, box, made.about, &plain);
    box.y += url(print, draw, box);
    if (made.side > 0 && draw)
        draw_code(print, &made, right - made.side + 4, top - 6);
    if (made.side > 0)
        box.y = fmax(box.y, top + made.side - 6);
    box.width = whole;
    box.y += notice(print, draw, box, made.notice);
    if (made.none) {
        box.y += paper->body;
        box.y += line(print, draw, TAG_P, box, made.none, &plain);
    }
    return box.y + paper->body * 0.7 - top;
}

double print_head_height(const struct print *print)
{
    return head(print, false);
}

void print_head_draw(struct print *print)
{
    head(print, true);
}
