#include "output/print/list_pages.h"

#include "output/print/list_also.h"
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
    if (!english)
        return;
    canvas_end(canvas);
    double after = canvas_text_width(canvas, words, &style) + style.size;
    if (after + canvas_text_width(canvas, english, &small) >
        flow->width - lead - 2)
        return;
    canvas_begin(canvas, TAG_P);
    canvas_text(canvas, x + after, flow->y + (style.size - small.size) * 0.85,
                flow->width - lead - after, english, &small);
    canvas_end(canvas);
}

/* words　8か所（ほかに9か所） */
static const char *part_words(const struct print *print,
                              const struct list_part *part)
{
    const char *words = layer_words(part->layer, print->view->resident);
    size_t also = list_also(print, part->layer).n;

    if (also == 0)
        return arena_format(print->arena, "%s　%zuか所", words, part->n);
    if (part->n == 0)
        return arena_format(print->arena, "%s　ほかの種類に%zuか所", words,
                            also);
    return arena_format(print->arena, "%s　%zuか所（ほかに%zuか所）", words,
                        part->n, also);
}

/* The heading of the table, on the first and on each further column. */
static void begin_table(struct flow *flow, const struct list_part *part,
                        const struct row_layout *layout, bool first)
{
    struct print *print = flow->print;
    const char *words = layer_words(part->layer, print->view->resident);

    words = first ? part_words(print, part)
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
    list_also_put(flow, part->layer, true);
    flow_space(flow, print->paper.heading * 1.2);
}

/* A layer whose facilities all stand in other parts. */
static void list_only_also(struct flow *flow, const struct list_part *part)
{
    const char *words = part_words(flow->print, part);

    if (list_also(flow->print, part->layer).n == 0)
        return;
    if (!flow_has(flow, part_height(flow, words) * 3))
        flow_break(flow);
    if (!flow->print->dry)
        draw_part(flow, part->layer, words, layers[part->layer].name_en);
    flow->y += part_height(flow, words);
    list_also_put(flow, part->layer, false);
    flow_space(flow, flow->print->paper.heading * 1.2);
}

/* Residents are told whom to ask, also where no list of desks was read. */
static void no_desk(struct flow *flow)
{
    struct print *print = flow->print;
    const struct view *view = print->view;
    const struct text_style heading = {.size = print->paper.heading,
                                       .bold = true};
    const struct text_style style = {.size = print->paper.name};

    if (!view->resident || list_also(print, LAYER_consult).n > 0 ||
        (view->n_row > 0 && print->listed[0].row->layer == LAYER_consult))
        return;
    if (!print->dry)
        canvas_bookmark(print->canvas, 1, "まず相談するところ", flow->y);
    flow_text(flow, TAG_H2, "まず相談するところ　Where to ask first", &heading,
              style.size * 4);
    flow_text(flow, TAG_P,
              "もとの一覧に相談窓口が載っていません。市区町村の役所に聞いて"
              "ください。　Please ask the municipal office.",
              &style, 0);
    if (view->maker || view->contact)
        flow_text(flow, TAG_P,
                  arena_format(print->arena, "この地図を作ったところ：%s　%s",
                               view->maker ? view->maker : "",
                               view->contact ? view->contact : ""),
                  &style, 0);
    flow_space(flow, print->paper.heading);
}

static const char *list_words(const struct print *print)
{
    return arena_format(
        print->arena,
        "種類ごとに、名称の五十音順です（読みが分からない施設は、そのあとに"
        "名前の字の順）。番号は地図の番号と同じです。%s「不明」「公表なし」は、"
        "公表されていないという意味です（「ない」という意味ではありません）。"
        "%s",
        print->plan.n_map > 1
            ? "番号の下の「拡大図」は、番号のある地図です（書いていないものは"
              "最初の地図にあります）。"
            : "",
        print->any_rough
            ? "\n" ROW_ROUGH
              " 位置は目安です（住所から求めた、町などの代表点です）。"
            : "");
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
    flow_text(flow, TAG_P, list_words(print), &plain, 0);
    flow_space(flow, print->paper.body * 0.4);
}

void list_pages(struct print *print)
{
    struct flow flow = flow_open(print, print->paper.columns);
    size_t n = print->view->n_row, first = 0, next;

    no_desk(&flow);
    if (n > 0)
        list_heading(&flow);
    for (int layer = 0; layer < LAYER_COUNT; layer++) {
        for (next = first; next < n && print->listed[next].row->layer == layer;)
            next++;
        const struct list_part part = {layer, first, next - first};
        if (part.n > 0)
            list_one(&flow, &part);
        else
            list_only_also(&flow, &part);
        first = next;
    }
    list_draw_end(&flow);
}
