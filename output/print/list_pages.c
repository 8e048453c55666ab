#include "output/print/list_pages.h"

#include "output/print/list_row.h"

#include <math.h>

/* One layer's part of the list. */
struct list_part {
    int layer;
    size_t first, n; /* of the listed rows */
};

static double part_height(const struct flow *flow, const char *words)
{
    const struct text_style style = {.size = flow->print->paper.heading,
                                     .bold = true};
    double lead = style.size * 1.8;

    return canvas_text_height(flow->print->canvas, flow->width - lead, words,
                              &style) +
           style.size * 0.5;
}

/* The layer's symbol and name; `english` stands behind it, small, where there
 * is room. Where the list goes on it is decoration, without English. */
static void draw_part(struct flow *flow, int layer, const char *words,
                      const char *english)
{
    struct print *print = flow->print;
    struct canvas *canvas = print->canvas;
    const struct text_style style = {.size = print->paper.heading,
                                     .bold = true};
    const struct text_style small = {.size = print->paper.small};
    double lead = style.size * 1.8, x = flow->x + lead;

    if (english) {
        canvas_bookmark(canvas, 2, words, flow->y);
        canvas_begin(canvas, TAG_H3);
    }
    canvas_symbol(canvas, layer, flow->x + style.size * 0.7,
                  flow->y + style.size * 0.55, style.size * 1.3);
    canvas_text(canvas, x, flow->y, flow->width - lead, words, &style);
    double after = canvas_text_width(canvas, words, &style) + style.size;
    if (english && after + canvas_text_width(canvas, english, &small) <
                       flow->width - lead - 2)
        canvas_text(canvas, x + after,
                    flow->y + (style.size - small.size) * 0.85,
                    flow->width - lead - after, english, &small);
    if (english)
        canvas_end(canvas);
}

/* The heading of the table, on the first and on each further column. */
static void begin_table(struct flow *flow, const struct list_part *part,
                        const struct row_layout *layout, bool first)
{
    struct print *print = flow->print;
    const char *words = layer_words(part->layer, print->view->resident);

    words = first ? arena_format(print->arena, "%s　%zuか所", words, part->n)
                  : arena_format(print->arena, "%s（つづき）", words);
    if (!print->dry)
        draw_part(flow, part->layer, words,
                  first ? layers[part->layer].name_en : NULL);
    flow->y += part_height(flow, words);
    if (!print->dry) {
        if (first)
            canvas_begin(print->canvas, TAG_TABLE);
        row_head_draw(print, layout, flow->x, flow->y, first);
    }
    flow->y += row_head_height(print, layout);
}

/* Of a table that begins with the row of this height. */
static double beginning_height(const struct flow *flow,
                               const struct list_part *part,
                               const struct row_layout *layout, double row)
{
    return part_height(flow,
                       layer_words(part->layer, flow->print->view->resident)) *
               2 +
           row_head_height(flow->print, layout) + row;
}

static void list_one(struct flow *flow, const struct list_part *part)
{
    struct print *print = flow->print;
    const struct row_layout layout =
        row_layout(print, part->layer, flow->width);

    for (size_t i = part->first; i < part->first + part->n; i++) {
        const struct listed *listed = &print->listed[i];
        if (print->dry)
            print->height[i] = row_height(print, &layout, listed);
        double height = print->height[i];
        if (i == part->first) {
            if (!flow_has(flow, beginning_height(flow, part, &layout, height)))
                flow_break(flow);
            begin_table(flow, part, &layout, true);
        } else if (flow->y + height > flow->bottom) {
            flow_break(flow);
            begin_table(flow, part, &layout, false);
        }
        if (!print->dry)
            row_draw(print, &layout, listed, flow->x, flow->y, height);
        flow->y += height;
    }
    if (!print->dry)
        canvas_end(print->canvas);
    flow_space(flow, print->paper.heading * 1.2);
}

static void list_heading(struct flow *flow)
{
    struct print *print = flow->print;
    const struct text_style heading = {.size = print->paper.heading * 1.25,
                                       .bold = true};
    const struct text_style plain = {.size = print->paper.small};

    if (!print->dry)
        canvas_bookmark(print->canvas, 1, "一覧", flow->y);
    flow_text(flow, TAG_H2, "一覧　List", &heading, 0);
    flow_text(
        flow, TAG_P,
        "分類ごとに、名称の五十音順です。番号は地図の番号と同じです。"
        "「不明」は、公表されていないという意味です（「ない」という意味では"
        "ありません）。",
        &plain, 0);
    flow_space(flow, print->paper.body * 0.4);
}

void list_pages(struct print *print)
{
    struct flow flow = flow_open(print, print->paper.columns);
    size_t n = print->view->n_row;

    if (n > 0)
        list_heading(&flow);
    for (size_t first = 0, next; first < n; first = next) {
        int layer = print->listed[first].row->layer;
        for (next = first; next < n && print->listed[next].row->layer == layer;)
            next++;
        list_one(&flow, &(struct list_part){layer, first, next - first});
    }
    list_draw_end(&flow);
}
