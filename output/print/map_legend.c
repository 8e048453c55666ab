#include "output/print/map_legend.h"

#include "output/print/list_also.h"
#include "output/print/map_draw.h"

#include <math.h>

#define COLUMNS_MOST 4
#define CHARACTERS_LEAST 20 /* of a line that may be broken */

#define NOTES 2 /* entries beside those of the layers */
#define ALSO_MOST 4

struct entry {
    int layer;
    const char *words;
    bool ring; /* instead of the layer's symbol */
};

struct legend {
    struct entry entry[LAYER_COUNT + NOTES];
    size_t n;
    double symbol; /* size of the symbols */
    double gap;
    size_t columns, down;                    /* entries go down first */
    double text;                             /* width of the texts */
    double row[LAYER_COUNT + NOTES], height; /* of the rows, and of all */
};

static struct text_style legend_style(const struct print *print)
{
    return (struct text_style){.size = print->paper.legend};
}

static double head_height(const struct print *print)
{
    return print->paper.legend * 1.8;
}

/* "1～8　words（ほかに15・6）": the numbers of the layer's rows, which follow
 * each other in the list, and of others that fit. */
static const char *entry_words(const struct print *print, int layer,
                               size_t first, size_t last)
{
    const struct also also = list_also(print, layer);
    bool any = last > first;
    struct buf out = {0};

    if (last > first + 1)
        buf_addf(&out, "%zu～%zu　", first + 1, last);
    else if (any)
        buf_addf(&out, "%zu　", last);
    buf_add_text(&out,
                 list_short_words(layer, print->view->resident, print->arena));
    if (also.n > ALSO_MOST)
        buf_addf(&out, any ? "（ほかに%zuか所）" : "（ほかの種類に%zuか所）",
                 also.n);
    else if (also.n > 0) {
        unsigned number[ALSO_MOST];
        for (size_t i = 0; i < also.n; i++)
            number[i] = also.listed[i]->number;
        buf_add_text(&out, any ? "（ほかに" : "（");
        list_add_numbers(&out, number, also.n);
        buf_add_text(&out, "）");
    }
    const char *words = str_keep(print->arena, buf_str(&out));
    buf_release(&out);
    return words;
}

static void add_entry(struct legend *legend, struct entry entry)
{
    legend->entry[legend->n++] = entry;
}

/* The layers that occur, and what the looks of symbols mean. */
static struct legend collect(const struct print *print)
{
    const struct view *view = print->view;
    struct legend legend = {.symbol = print->paper.legend * 1.35,
                            .gap = print->paper.legend * 0.6};
    int hollow = -1;

    for (int layer = 0, r = 0; layer < LAYER_COUNT; layer++) {
        size_t first = (size_t)r, last = first;
        while (last < view->n_row && print->listed[last].row->layer == layer)
            last++;
        r = (int)last;
        if (last == first && list_also(print, layer).n == 0)
            continue;
        add_entry(&legend,
                  (struct entry){layer, entry_words(print, layer, first, last),
                                 false});
        if (last > first && layers[layer].sign == SIGN_HOLLOW && hollow < 0)
            hollow = layer;
    }
    if (hollow >= 0)
        add_entry(&legend,
                  (struct entry){
                      hollow,
                      view->resident
                          ? "中が白い記号：家に来る届出がないか、分からない所"
                          : "中が白い記号：訪問の届出がないか、分からない所",
                      false});
    if (print->any_rough)
        add_entry(
            &legend,
            (struct entry){0, "点線の輪（一覧では※）：位置は目安です", true});
    return legend;
}

static void set_columns(const struct print *print, struct legend *legend,
                        double width, size_t columns)
{
    const struct text_style style = legend_style(print);

    legend->columns = columns;
    legend->down = (legend->n + columns - 1) / columns;
    legend->text = width / (double)columns - legend->symbol - 2 * legend->gap;
    legend->height = head_height(print);
    for (size_t row = 0; row < legend->down; row++) {
        double most = legend->symbol;
        for (size_t i = row; i < legend->n; i += legend->down)
            most =
                fmax(most, canvas_text_height(print->canvas, legend->text,
                                              legend->entry[i].words, &style));
        legend->row[row] = most + print->paper.legend * 0.25;
        legend->height += legend->row[row];
    }
}

/* As many columns as make it lowest. */
static struct legend measure(const struct print *print, double width)
{
    struct legend legend = collect(print), best;

    set_columns(print, &legend, width, 1);
    best = legend;
    for (size_t columns = 2; columns <= COLUMNS_MOST && columns <= legend.n;
         columns++) {
        set_columns(print, &legend, width, columns);
        if (legend.text >= CHARACTERS_LEAST * print->paper.legend &&
            legend.height < best.height - 1)
            best = legend;
    }
    return best;
}

double legend_height(const struct print *print, double width)
{
    struct legend legend = measure(print, width);

    return legend.n ? legend.height : 0;
}

double legend_width(const struct print *print)
{
    const struct text_style style = legend_style(print);
    struct legend legend = collect(print);
    double widest = 0;

    for (size_t i = 0; i < legend.n; i++)
        widest = fmax(widest, canvas_text_width(print->canvas,
                                                legend.entry[i].words, &style));
    return legend.symbol + 2 * legend.gap + widest + 2;
}

static void draw_entry(struct print *print, const struct legend *legend,
                       size_t i, double x, double y)
{
    struct text_style style = legend_style(print);
    struct canvas *canvas = print->canvas;
    const char *words = legend->entry[i].words;
    double height = canvas_text_height(canvas, legend->text, words, &style);
    double middle = y + fmax(height, legend->symbol) / 2;

    canvas_begin(canvas, TAG_ITEM);
    canvas_begin(canvas, TAG_BODY);
    if (legend->entry[i].ring)
        map_draw_rough(canvas, x + legend->symbol / 2, middle,
                       legend->symbol * 0.85);
    else
        canvas_symbol(canvas, legend->entry[i].layer, x + legend->symbol / 2,
                      middle, legend->symbol);
    canvas_text(canvas, x + legend->symbol + legend->gap, middle - height / 2,
                legend->text, words, &style);
    canvas_end(canvas);
    canvas_end(canvas);
}

double legend_draw(struct print *print, double x, double y, double width)
{
    struct text_style style = legend_style(print);
    struct legend legend = measure(print, width);

    if (legend.n == 0)
        return 0;
    style.bold = true;
    canvas_begin(print->canvas, TAG_H2);
    canvas_text(print->canvas, x, y, width, "記号と番号　Symbols and numbers",
                &style);
    canvas_end(print->canvas);
    canvas_begin(print->canvas, TAG_LIST);
    double top = y + head_height(print), at = top;
    for (size_t i = 0; i < legend.n; i++) {
        at = i % legend.down ? at : top;
        draw_entry(
            print, &legend, i,
            x + (double)(i / legend.down) * width / (double)legend.columns, at);
        at += legend.row[i % legend.down];
    }
    canvas_end(print->canvas);
    return legend.height;
}
