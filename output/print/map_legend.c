#include "output/print/map_legend.h"

#include <math.h>

struct entry {
    int layer;
    const char *words;
};

struct legend {
    struct entry entry[LAYER_COUNT];
    size_t n;
    double symbol; /* size of the symbols */
    double text;   /* width of the texts */
    double widest; /* text */
    double row;    /* height */
    size_t columns;
};

/* The layers that occur, each with its numbers: rows of a layer follow each
 * other in the list. */
static void collect(const struct print *print, struct legend *legend)
{
    const struct view *view = print->view;

    for (size_t r = 0; r < view->n_row;) {
        size_t first = r;
        int layer = print->listed[r].row->layer;
        while (r < view->n_row && print->listed[r].row->layer == layer)
            r++;
        const char *words =
            list_short_words(layer, view->resident, print->arena);
        legend->entry[legend->n++] = (struct entry){
            layer, first + 1 == r
                       ? arena_format(print->arena, "%s　%zu", words, r)
                       : arena_format(print->arena, "%s　%zu～%zu", words,
                                      first + 1, r)};
    }
}

static struct text_style legend_style(const struct print *print)
{
    return (struct text_style){.size = print->paper.legend};
}

static double gap(const struct print *print)
{
    return print->paper.legend * 0.6;
}

/* As many columns as unbroken lines allow; one column may break them. */
static struct legend measure(const struct print *print, double width)
{
    const struct text_style style = legend_style(print);
    struct legend legend = {.symbol = print->paper.legend * 1.35};

    collect(print, &legend);
    for (size_t i = 0; i < legend.n; i++)
        legend.widest = fmax(
            legend.widest,
            canvas_text_width(print->canvas, legend.entry[i].words, &style));
    double lead = legend.symbol + gap(print);
    double column = lead + legend.widest + 2;
    legend.columns = (size_t)fmax(
        1, floor((width + gap(print)) / (column + 2 * gap(print))));
    if (legend.columns > legend.n && legend.n)
        legend.columns = legend.n;
    legend.text = width / (double)legend.columns - lead - gap(print);
    for (size_t i = 0; i < legend.n; i++)
        legend.row =
            fmax(legend.row, canvas_text_height(print->canvas, legend.text,
                                                legend.entry[i].words, &style));
    legend.row = fmax(legend.row, legend.symbol) + print->paper.legend * 0.25;
    return legend;
}

static double rows(const struct legend *legend)
{
    return ceil((double)legend->n / (double)legend->columns);
}

double legend_height(const struct print *print, double width)
{
    struct legend legend = measure(print, width);

    if (legend.n == 0)
        return 0;
    return print->paper.legend * 1.8 + rows(&legend) * legend.row;
}

double legend_width(const struct print *print)
{
    struct legend legend = measure(print, 10000);

    return legend.symbol + 2 * gap(print) + legend.widest + 4;
}

double legend_draw(struct print *print, double x, double y, double width)
{
    struct text_style style = legend_style(print);
    struct legend legend = measure(print, width);
    struct canvas *canvas = print->canvas;
    size_t down = (size_t)rows(&legend);

    if (legend.n == 0)
        return 0;
    style.bold = true;
    canvas_begin(canvas, TAG_H2);
    canvas_text(canvas, x, y, width, "記号と番号　Symbols and numbers", &style);
    canvas_end(canvas);
    style.bold = false;
    y += print->paper.legend * 1.8;
    canvas_begin(canvas, TAG_LIST);
    for (size_t i = 0; i < legend.n; i++) {
        double left = x + (double)(i / down) * width / (double)legend.columns;
        double middle = y + ((double)(i % down) + 0.5) * legend.row;
        double height = canvas_text_height(canvas, legend.text,
                                           legend.entry[i].words, &style);
        canvas_begin(canvas, TAG_ITEM);
        canvas_begin(canvas, TAG_BODY);
        canvas_symbol(canvas, legend.entry[i].layer, left + legend.symbol / 2,
                      middle, legend.symbol);
        canvas_text(canvas, left + legend.symbol + gap(print),
                    middle - height / 2, legend.text, legend.entry[i].words,
                    &style);
        canvas_end(canvas);
        canvas_end(canvas);
    }
    canvas_end(canvas);
    return print->paper.legend * 1.8 + (double)down * legend.row;
}
