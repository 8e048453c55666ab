#include "output/print/list_also.h"

#include <stdio.h>

struct also list_also(const struct print *print, int layer)
{
    size_t n = print->view->n_row;
    struct also also = {
        .listed = arena_alloc(print->arena, (n + 1) * sizeof(*also.listed))};

    for (size_t i = 0; i < n; i++) {
        const struct view_row *row = print->listed[i].row;
        if (row->layer != layer && row->fits >> layer & 1)
            also.listed[also.n++] = &print->listed[i];
    }
    return also;
}

void list_add_numbers(struct buf *out, const unsigned *number, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t k = i + 1;
        while (k < n && number[k] == number[k - 1] + 1)
            k++;
        if (i)
            buf_add_text(out, "・");
        bool run = k - i > 2;
        buf_addf(out, "%u", number[i]);
        if (run)
            buf_addf(out, "～%u", number[k - 1]);
        i = run ? k : i + 1;
    }
}

/* One number at (x, y), as an item of the list. */
static void put_number(struct print *print, const struct listed *listed,
                       double x, double y, double width, double height,
                       const struct text_style *style)
{
    struct canvas *canvas = print->canvas;
    struct buf target = {0};
    char number[16];

    snprintf(number, sizeof(number), "%u", listed->number);
    buf_add_text(&target, "facility-");
    buf_add_text(&target, listed->row->id);
    canvas_begin(canvas, TAG_ITEM);
    canvas_begin(canvas, TAG_BODY);
    canvas_link_to(canvas, target.ptr, x, y, width, height);
    canvas_text(canvas, x, y, width + 2, number, style);
    canvas_end(canvas);
    canvas_end(canvas);
    canvas_end(canvas);
    buf_release(&target);
}

void list_also_put(struct flow *flow, int layer, bool any)
{
    struct print *print = flow->print;
    const struct also also = list_also(print, layer);
    const struct text_style style = {.size = print->paper.small};
    const struct text_style number = {.size = print->paper.body, .bold = true};
    double line = canvas_text_height(print->canvas, 100, "0", &number);
    double x = 0;

    if (also.n == 0)
        return;
    flow->y += print->paper.small * 0.5;
    flow_text(flow, TAG_P,
              any ? "ほかに、次の番号の施設もあてはまります（ほかの種類の所に"
                    "載っています）。Also these numbers:"
                  : "次の番号の施設があてはまります（ほかの種類の所に"
                    "載っています）。See these numbers:",
              &style, line * 1.5);
    if (!print->dry)
        canvas_begin(print->canvas, TAG_LIST);
    for (size_t i = 0; i < also.n; i++) {
        char text[16];
        snprintf(text, sizeof(text), "%u", also.listed[i]->number);
        double width = canvas_text_width(print->canvas, text, &number);
        if (x > 0 && x + width > flow->width) {
            x = 0;
            flow->y += line * 1.3;
        }
        if (x <= 0 && flow->y + line > flow->bottom)
            flow_break(flow);
        if (!print->dry)
            put_number(print, also.listed[i], flow->x + x, flow->y, width, line,
                       &number);
        x += width + number.size * 1.1;
    }
    flow->y += line * 1.3;
    if (!print->dry)
        canvas_end(print->canvas);
}
