#include "output/print/flow.h"

static void begin_column(struct flow *flow)
{
    struct box body = print_body(flow->print);
    double gap = flow->print->paper.body * 2;

    flow->width = (body.width - (double)(flow->columns - 1) * gap) /
                  (double)flow->columns;
    flow->x = body.x + (double)flow->column * (flow->width + gap);
    flow->y = body.y;
    flow->bottom = body.y + body.height;
    flow->height = body.height;
}

struct flow flow_open(struct print *print, size_t columns)
{
    struct flow flow = {.print = print, .columns = columns};

    print_page(print);
    begin_column(&flow);
    return flow;
}

void flow_break(struct flow *flow)
{
    flow->column = (flow->column + 1) % flow->columns;
    if (flow->column == 0)
        print_page(flow->print);
    begin_column(flow);
}

bool flow_has(const struct flow *flow, double height)
{
    return flow->y + height <= flow->bottom ||
           flow->y <= flow->bottom - flow->height;
}

void flow_space(struct flow *flow, double height)
{
    if (flow->y > flow->bottom - flow->height)
        flow->y += height;
}

void flow_text(struct flow *flow, enum canvas_tag tag, const char *text,
               const struct text_style *style, double with_next)
{
    struct canvas *canvas = flow->print->canvas;
    struct text_style fitted = *style;

    if (!text || !*text)
        return;
    fitted.most = flow->height * 0.9;
    double height = canvas_text_height(canvas, flow->width, text, &fitted);
    if (!flow_has(flow, height + with_next))
        flow_break(flow);
    if (!flow->print->dry) {
        canvas_begin(canvas, tag);
        canvas_text(canvas, flow->x, flow->y, flow->width, text, &fitted);
        canvas_end(canvas);
    }
    flow->y += height + style->size * 0.4;
}
