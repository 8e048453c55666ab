#include "output/report/booklet_chart.h"

#include "output/report/atlas.h"
#include "output/report/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const struct paint axis = {PAINT_NONE, 0x555555, 0.7, false};
static const struct paint rule = {PAINT_NONE, 0xCCCCCC, 0.4, false};
static const struct text_style small = {.size = BOOKLET_LEAST - 0.5};
static const struct text_style small_middle = {.size = BOOKLET_LEAST - 0.5,
                                               .align = ALIGN_MIDDLE};
static const struct text_style small_end = {.size = BOOKLET_LEAST - 0.5,
                                            .align = ALIGN_END};

static double put_title(struct booklet *booklet, double x, double y,
                        double width, const char *text)
{
    const struct text_style style = {
        .size = BOOKLET_SMALL, .bold = true, .most = BOOKLET_SMALL * 2.6};

    if (!booklet->dry) {
        canvas_begin(booklet->canvas, TAG_P);
        canvas_text(booklet->canvas, x, y, width, text, &style);
        canvas_end(booklet->canvas);
    }
    return canvas_text_height(booklet->canvas, width, text, &style) + 4;
}

/* ---- Lorenz ---- */

static const char *lorenz_alternative(struct booklet *booklet, size_t need)
{
    const struct audit_need *found = &booklet->audit->need[need];
    struct arena *arena = booklet->arena;
    double half = found->lorenz[AUDIT_LORENZ / 2];

    return arena_format(
        arena,
        "ローレンツ曲線：%sの利用しやすさ。利用しやすさの低い側の半分の人が、"
        "全体の%sを持っています。ジニ係数は%s。",
        found->need->name_ja, report_share(half, 1, arena),
        report_number(
            found->whole[booklet->audit->base].gini[CATCHMENT_E2SFCA_GAUSS], 3,
            arena));
}

static void draw_lorenz(struct booklet *booklet, double x, double y,
                        double side, const double *share)
{
    const struct paint equal = {PAINT_NONE, 0x777777, 0.6, true};
    const struct paint curve = {PAINT_NONE, 0x1F4E79, 1.4, false};
    struct canvas *canvas = booklet->canvas;
    struct canvas_point point[AUDIT_LORENZ];
    size_t n = 0;

    for (int i = 1; i < 4; i++) {
        canvas_line(canvas, x, y + side * i / 4, x + side, y + side * i / 4,
                    &rule);
        canvas_line(canvas, x + side * i / 4, y, x + side * i / 4, y + side,
                    &rule);
    }
    canvas_box(canvas, x, y, side, side, &axis);
    canvas_line(canvas, x, y + side, x + side, y, &equal);
    for (size_t i = 0; i < AUDIT_LORENZ; i++)
        if (isfinite(share[i]))
            point[n++] =
                (struct canvas_point){x + side * (double)i / (AUDIT_LORENZ - 1),
                                      y + side * (1 - share[i])};
    canvas_path(canvas, point, n, &curve);
    canvas_text(canvas, x, y + side + 2, 20, "0%", &small);
    canvas_text(canvas, x + side - 30, y + side + 2, 30, "100%", &small_end);
    canvas_text(canvas, x - 31, y, 28, "100%", &small_end);
    canvas_text(canvas, x - 31, y + side - small.size, 28, "0%", &small_end);
}

double booklet_lorenz(struct booklet *booklet, double x, double y, double side,
                      size_t need)
{
    const struct audit_need *found = &booklet->audit->need[need];
    double top = y, beside = x + 30 + side + 10;
    double width = booklet->x + booklet->width - beside;
    const char *words = arena_format(
        booklet->arena,
        "横：75歳以上の人の割合（利用しやすさの低い人から）\n"
        "縦：その人たちが持つ利用しやすさの割合\n"
        "破線：全員が同じとき。曲線が破線から離れるほど偏っています。\n"
        "ジニ係数 %s（0：偏りなし、1：一部に集中）",
        report_number(
            found->whole[booklet->audit->base].gini[CATCHMENT_E2SFCA_GAUSS], 3,
            booklet->arena));

    y += put_title(booklet, x, y, booklet->x + booklet->width - x,
                   "利用しやすさ（E2SFCA、ガウス型）の偏り");
    if (!booklet->dry) {
        canvas_figure(booklet->canvas, lorenz_alternative(booklet, need));
        draw_lorenz(booklet, x + 30, y, side, found->lorenz);
        canvas_end(booklet->canvas);
        canvas_begin(booklet->canvas, TAG_P);
        canvas_text(booklet->canvas, beside, y, width, words, &small);
        canvas_end(booklet->canvas);
    }
    return y + side + 14 - top;
}

/* ---- shares ---- */

#define BAR 11.0
#define LABEL 150.0

static const struct atlas_fill state_fill[CHART_STATES] = {
    {0x1F4E79, 0, PATTERN_PLAIN}, {0x8FBBDD, 0x1F4E79, PATTERN_LINES},
    {0xEDEDED, 0, PATTERN_PLAIN}, {0xFFFFFF, 0x777777, PATTERN_DOTS},
    {0xB8B8B8, 0, PATTERN_PLAIN},
};

static double sum_of(const struct share_bar *bar, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += bar->part[i];
    return sum;
}

static const char *bars_alternative(struct booklet *booklet,
                                    const struct share_bars *bars)
{
    struct buf out = {0};

    buf_addf(&out, "棒グラフ：%s。", bars->title);
    for (size_t b = 0; b < bars->n_bar; b++) {
        buf_addf(&out, "%s：", bars->bar[b].label);
        for (size_t s = 0; s < bars->n_state; s++)
            buf_addf(&out, "%s%s %s", s ? "、" : "", bars->state[s],
                     report_number(bars->bar[b].part[s], 0, booklet->arena));
        buf_add_text(&out, "。");
    }
    const char *text = arena_copy(booklet->arena, out.ptr, out.len);
    buf_release(&out);
    return text;
}

static void draw_bar(struct booklet *booklet, const struct share_bars *bars,
                     const struct share_bar *bar, double x, double y)
{
    const struct paint plate = {0xFFFFFF, PAINT_NONE, 0, false};
    struct text_style inside = {.size = BOOKLET_LEAST, .align = ALIGN_MIDDLE};
    const struct text_style label = {.size = BOOKLET_LEAST,
                                     .most = BOOKLET_LEAST * 1.4};
    struct canvas *canvas = booklet->canvas;
    double all = booklet->width - LABEL - 4, at = x + LABEL;
    double sum = sum_of(bar, bars->n_state);

    canvas_text(canvas, x, y + 1.5, LABEL - 6, bar->label, &label);
    for (size_t s = 0; s < bars->n_state && sum > 0; s++) {
        double width = all * bar->part[s] / sum;
        const char *text =
            arena_format(booklet->arena, "%s (%s)",
                         report_number(bar->part[s], 0, booklet->arena),
                         report_share(bar->part[s], sum, booklet->arena));
        if (width < 0.4)
            continue;
        atlas_swatch(canvas, &state_fill[s], at, y, width, BAR);
        /* On what is dark, or drawn in lines and dots, it needs a ground. */
        double words = canvas_text_width(canvas, text, &inside) + 4;
        inside.colour = s == 0 ? 0xFFFFFF : 0;
        if (words < width && state_fill[s].pattern != PATTERN_PLAIN)
            canvas_box(canvas, at + (width - words) / 2, y + 1.2, words,
                       BAR - 2.4, &plate);
        if (words < width)
            canvas_text(canvas, at, y + 1.8, width, text, &inside);
        at += width;
    }
    if (!(sum > 0))
        canvas_text(canvas, at, y + 1.5, all, "値がありません", &label);
}

static void put_states(struct booklet *booklet, const struct share_bars *bars)
{
    const struct text_style style = {.size = BOOKLET_LEAST};
    double x = booklet->x + LABEL;

    if (!booklet->dry) {
        canvas_begin(booklet->canvas, TAG_LIST);
        for (size_t s = 0; s < bars->n_state; s++) {
            canvas_begin(booklet->canvas, TAG_ITEM);
            canvas_begin(booklet->canvas, TAG_BODY);
            atlas_swatch(booklet->canvas, &state_fill[s], x, booklet->y, 12, 7);
            double width =
                canvas_text_width(booklet->canvas, bars->state[s], &style) + 2;
            canvas_text(booklet->canvas, x + 15, booklet->y, width,
                        bars->state[s], &style);
            canvas_end(booklet->canvas);
            canvas_end(booklet->canvas);
            x += width + 28;
        }
        canvas_end(booklet->canvas);
    }
    booklet->y += BOOKLET_LEAST * 1.8;
}

void booklet_share_bars(struct booklet *booklet, const struct share_bars *bars)
{
    double height = 0;

    for (size_t b = 0; b < bars->n_bar; b++)
        height += BAR + 2 + (bars->bar[b].first && b ? 5 : 0);
    booklet_room(booklet, height + 40);
    booklet->y +=
        put_title(booklet, booklet->x, booklet->y, booklet->width, bars->title);
    put_states(booklet, bars);
    if (!booklet->dry) {
        double y = booklet->y;
        canvas_figure(booklet->canvas, bars_alternative(booklet, bars));
        for (size_t b = 0; b < bars->n_bar; b++) {
            y += bars->bar[b].first && b ? 5 : 0;
            draw_bar(booklet, bars, &bars->bar[b], booklet->x, y);
            y += BAR + 2;
        }
        canvas_end(booklet->canvas);
    }
    booklet->y += height + BOOKLET_BODY;
}

/* ---- lines ---- */

#define LINES_HEIGHT 120.0
#define LINES_WIDTH 330.0

static void scale_of(const struct year_lines *lines, double *least,
                     double *most)
{
    *least = INFINITY;
    *most = -INFINITY;
    for (size_t l = 0; l < lines->n_line; l++)
        for (size_t y = 0; y < lines->n_year; y++)
            if (isfinite(lines->value[l][y])) {
                *least = fmin(*least, lines->value[l][y]);
                *most = fmax(*most, lines->value[l][y]);
            }
    /* Round edges, in tens for indices of about 100. */
    double step = pow(10, floor(log10(fmax(*most - *least, 1e-9))));
    *least = floor(*least / step) * step;
    *most = fmax(ceil(*most / step) * step, *least + step);
}

static const char *lines_alternative(struct booklet *booklet,
                                     const struct year_lines *lines)
{
    struct buf out = {0};

    buf_addf(&out, "折れ線グラフ：%s。", lines->title);
    for (size_t l = 0; l < lines->n_line; l++) {
        buf_addf(&out, "%s：", lines->name[l]);
        for (size_t y = 0; y < lines->n_year; y++)
            buf_addf(&out, "%s%d年 %s", y ? "、" : "", lines->year[y],
                     report_number(lines->value[l][y], 1, booklet->arena));
        buf_add_text(&out, "。");
    }
    const char *text = arena_copy(booklet->arena, out.ptr, out.len);
    buf_release(&out);
    return text;
}

struct frame {
    double x, y, least, most;
    const struct year_lines *lines;
};

static struct canvas_point point_at(const struct frame *frame, size_t line,
                                    size_t year)
{
    const struct year_lines *lines = frame->lines;
    int first = lines->year[0], last = lines->year[lines->n_year - 1];
    double part = last > first ? (double)(lines->year[year] - first) /
                                     (double)(last - first)
                               : 0.5;
    double value = lines->value[line][year];

    return (struct canvas_point){
        frame->x + part * LINES_WIDTH,
        frame->y + LINES_HEIGHT * (1 - (value - frame->least) /
                                           (frame->most - frame->least))};
}

static void draw_line(struct booklet *booklet, const struct frame *frame,
                      size_t line)
{
    static const unsigned colour[CHART_LINES] = {0x1F4E79, 0xB34700, 0x3A7D44,
                                                 0x555555};
    const struct paint paint = {PAINT_NONE, colour[line], 1.5, line % 2 == 1};
    const struct paint dot = {line % 2 ? 0xFFFFFF : colour[line], colour[line],
                              1, false};
    struct canvas_point *point =
        mem_alloc((frame->lines->n_year + 1) * sizeof(*point));
    struct canvas_point last = {0};
    size_t n = 0;

    for (size_t y = 0; y < frame->lines->n_year; y++)
        if (isfinite(frame->lines->value[line][y]))
            point[n++] = last = point_at(frame, line, y);
    if (n > 1)
        canvas_path(booklet->canvas, point, n, &paint);
    for (size_t i = 0; i < n; i++)
        canvas_disc(booklet->canvas, point[i].x, point[i].y, 2.2, &dot);
    if (n > 0)
        canvas_text(booklet->canvas, last.x + 6, last.y - 4,
                    booklet->x + booklet->width - last.x - 6,
                    frame->lines->name[line], &small);
    free(point);
}

static void draw_axes(struct booklet *booklet, const struct frame *frame)
{
    const struct year_lines *lines = frame->lines;

    for (int i = 0; i <= 4; i++) {
        double y = frame->y + LINES_HEIGHT * i / 4;
        double value = frame->most - (frame->most - frame->least) * i / 4;
        canvas_line(booklet->canvas, frame->x, y, frame->x + LINES_WIDTH, y,
                    i == 4 ? &axis : &rule);
        canvas_text(booklet->canvas, frame->x - 42, y - 4, 38,
                    report_number(value, 1, booklet->arena), &small_end);
    }
    for (size_t i = 0; i < lines->n_year; i++) {
        struct canvas_point at = point_at(frame, 0, i);
        canvas_text(booklet->canvas, at.x - 25, frame->y + LINES_HEIGHT + 3, 50,
                    arena_format(booklet->arena, "%d", lines->year[i]),
                    &small_middle);
    }
}

void booklet_year_lines(struct booklet *booklet, const struct year_lines *lines)
{
    struct frame frame = {.lines = lines};

    scale_of(lines, &frame.least, &frame.most);
    if (!isfinite(frame.least) || !isfinite(frame.most))
        return;
    booklet_room(booklet, LINES_HEIGHT + 40);
    booklet->y += put_title(booklet, booklet->x, booklet->y, booklet->width,
                            lines->title);
    frame.x = booklet->x + 46;
    frame.y = booklet->y + 4;
    if (!booklet->dry) {
        canvas_figure(booklet->canvas, lines_alternative(booklet, lines));
        draw_axes(booklet, &frame);
        for (size_t l = 0; l < lines->n_line; l++)
            draw_line(booklet, &frame, l);
        canvas_end(booklet->canvas);
    }
    booklet->y += LINES_HEIGHT + 24;
}
