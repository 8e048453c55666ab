#include "output/report/svg_lines.h"

#include "output/site/html.h"

#include <math.h>
#include <stdlib.h>

#define WIDTH 2240
#define HEIGHT 1240
#define LEFT 230
#define RIGHT 680 /* names of the lines */
#define TOP 110
#define BOTTOM 180
#define LINE 60 /* between two names */

/* Dark enough on white (4.5:1), apart for colour-blind readers (Okabe and Ito
 * 2008, darkened), and each with dashes of its own. */
static const struct {
    const char *colour, *dashes;
} styles[SVG_LINES_MOST] = {
    {"#1b1b1f", NULL},         {"#0b5394", "36 14"},
    {"#a33d00", "10 14"},      {"#00664b", "48 14 10 14"},
    {"#8a2d6b", "22 22"},      {"#5d6270", NULL},
    {"#0b5394", "6 12"},       {"#a33d00", "60 18"},
    {"#00664b", "30 10 6 10"}, {"#8a2d6b", "60 12 6 12 6 12"},
};

struct svg_axis svg_lines_axis(double least, double most)
{
    struct svg_axis axis = {.low = 0, .high = 1, .step = 0.5, .decimals = 1};
    static const double steps[] = {1, 2, 2.5, 5, 10};
    double low = least < 0 || least > most / 2 ? least : 0;

    if (!(most > least) && !(most > 0))
        return axis;
    if (!(most > low)) /* one value only */
        low = most > 0 ? 0 : most - 1;
    double rough = (most - low) / 5, ten = pow(10, floor(log10(rough)));
    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
        if (steps[i] * ten >= rough * (1 - 1e-9)) {
            axis.step = steps[i] * ten;
            if (steps[i] == 10)
                ten *= 10;
            axis.decimals = (int)fmax(0, -floor(log10(ten) + 1e-9)) +
                            (steps[i] == 2.5 && ten <= 1);
            break;
        }
    axis.low = floor(low / axis.step + 1e-9) * axis.step;
    axis.high = ceil(most / axis.step - 1e-9) * axis.step;
    axis.broken = axis.low > 0;
    return axis;
}

struct svg_axis svg_lines_axis_of(const struct svg_chart *chart)
{
    double least = INFINITY, most = -INFINITY;

    if (!isnan(chart->low) && !isnan(chart->high))
        return (struct svg_axis){chart->low, chart->high,
                                 (chart->high - chart->low) / 5, 0, false};
    for (size_t s = 0; s < chart->n_series; s++)
        for (size_t i = 0; i < chart->n; i++) {
            double y = chart->series[s].y[i];
            least = isnan(y) ? least : fmin(least, y);
            most = isnan(y) ? most : fmax(most, y);
        }
    return svg_lines_axis(chart->zero ? fmin(least, 0) : least, most);
}

/* ---- drawing ---- */

struct plot {
    struct buf *out;
    const struct svg_chart *chart;
    struct svg_axis axis;
    double left, right; /* x of both ends */
    struct arena arena;
};

static int place_x(const struct plot *plot, double x)
{
    double part = plot->right > plot->left
                      ? (x - plot->left) / (plot->right - plot->left)
                      : 0.5;

    return LEFT + (int)lround(part * (WIDTH - LEFT - RIGHT));
}

static int place_y(const struct plot *plot, double y)
{
    double part = (y - plot->axis.low) / (plot->axis.high - plot->axis.low);

    return HEIGHT - BOTTOM - (int)lround(part * (HEIGHT - TOP - BOTTOM));
}

static void add_axes(struct plot *plot)
{
    const struct svg_chart *chart = plot->chart;
    const struct svg_axis *axis = &plot->axis;
    int steps = (int)lround((axis->high - axis->low) / axis->step);
    struct buf *out = plot->out;

    for (int i = 0; i <= steps; i++) {
        double value = axis->low + i * axis->step;
        int y = place_y(plot, value);
        buf_addf(out, "<path class=\"grid\" d=\"M%d %dH%d\"/>\n", LEFT, y,
                 WIDTH - RIGHT);
        svg_text(out, NULL, LEFT - 24, y + SVG_FONT / 3, SVG_END,
                 report_number(value, axis->decimals, &plot->arena));
    }
    for (size_t i = 0; i < chart->n_at; i++) {
        int x = place_x(plot, chart->at[i]);
        buf_addf(out, "<path class=\"axis\" d=\"M%d %dv16\"/>\n", x,
                 HEIGHT - BOTTOM);
        svg_text(out, NULL, x, HEIGHT - BOTTOM + 70, SVG_MIDDLE,
                 chart->at_words[i]);
    }
    buf_addf(out, "<path class=\"axis\" d=\"M%d %dV%dH%d\"/>\n", LEFT, TOP,
             HEIGHT - BOTTOM, WIDTH - RIGHT);
    svg_text(out, NULL, 16, TOP - 50, SVG_START, chart->y_label);
    if (!chart->marks)
        svg_text(out, NULL, WIDTH - RIGHT, HEIGHT - 24, SVG_END,
                 chart->x_label);
}

/* Disc, square, diamond, triangle, ring. */
static void add_mark(struct buf *out, size_t s, int x, int y)
{
    switch (s % 5) {
    case 0:
        buf_addf(out, "M%d %dm-16 0a16 16 0 1 0 32 0a16 16 0 1 0-32 0z", x, y);
        break;
    case 1:
        buf_addf(out, "M%d %dm-15-15h30v30h-30z", x, y);
        break;
    case 2:
        buf_addf(out, "M%d %dm0-21l21 21-21 21-21-21z", x, y);
        break;
    case 3:
        buf_addf(out, "M%d %dm0-20l19 34h-38z", x, y);
        break;
    default:
        buf_addf(out, "M%d %dm0 20l19-34h-38z", x, y);
        break;
    }
}

static void add_line(struct plot *plot, size_t s)
{
    const struct svg_chart *chart = plot->chart;
    const struct svg_series *series = &chart->series[s];
    struct buf *out = plot->out;
    bool drawing = false;

    buf_addf(out, "<path class=\"line\" stroke=\"%s\"", styles[s].colour);
    if (styles[s].dashes)
        buf_addf(out, " stroke-dasharray=\"%s\"", styles[s].dashes);
    HTML(out, " d=\"");
    for (size_t i = 0; i < chart->n; i++) {
        if (!isnan(series->y[i]))
            buf_addf(out, drawing ? "L%d %d" : "M%d %d",
                     place_x(plot, chart->x[i]), place_y(plot, series->y[i]));
        drawing = !isnan(series->y[i]);
    }
    HTML(out, "\"/>\n");
    if (!chart->marks)
        return;
    buf_addf(out, "<path fill=\"%s\" d=\"", styles[s].colour);
    for (size_t i = 0; i < chart->n; i++)
        if (!isnan(series->y[i]))
            add_mark(out, s, place_x(plot, chart->x[i]),
                     place_y(plot, series->y[i]));
    HTML(out, "\"/>\n");
}

/* ---- names ---- */

/* As much of it as has room beside the lines; the table has all. */
static const char *short_name(struct plot *plot, const char *name)
{
    struct str s = str_of(name);
    size_t end = s.len;

    if (svg_text_width(name) <= RIGHT - 130)
        return name;
    for (const char *text = name; end > 0;) {
        while (end > 0 && ((unsigned char)s.ptr[--end] & 0xC0) == 0x80)
            ;
        text = arena_format(&plot->arena, "%.*s…", (int)end, s.ptr);
        if (svg_text_width(text) <= RIGHT - 130)
            return text;
    }
    return "";
}

struct name {
    size_t series;
    int y, want; /* where it stands, and where its line ends */
    int x;
};

static int by_height(const void *a, const void *b)
{
    const struct name *x = a, *y = b;

    if (x->want != y->want)
        return x->want < y->want ? -1 : 1;
    return (x->series > y->series) - (x->series < y->series);
}

/* One below the other without touching, each as near to its line as can be:
 * down from the top, then up from the bottom. */
static void spread(struct name *name, size_t n)
{
    int lowest = HEIGHT - BOTTOM;

    for (size_t i = 0; i < n; i++) {
        name[i].y = name[i].want;
        if (i && name[i].y < name[i - 1].y + LINE)
            name[i].y = name[i - 1].y + LINE;
    }
    for (size_t i = n; i-- > 0; lowest = name[i].y - LINE)
        if (name[i].y > lowest)
            name[i].y = lowest;
}

static void add_names(struct plot *plot)
{
    const struct svg_chart *chart = plot->chart;
    struct name name[SVG_LINES_MOST];
    size_t n = 0;

    for (size_t s = 0; s < chart->n_series; s++)
        for (size_t i = chart->n; i-- > 0;)
            if (!isnan(chart->series[s].y[i])) {
                int y = place_y(plot, chart->series[s].y[i]);
                name[n++] = (struct name){s, y, y, place_x(plot, chart->x[i])};
                break;
            }
    if (n)
        qsort(name, n, sizeof(*name), by_height);
    spread(name, n);
    for (size_t i = 0; i < n; i++) {
        const char *colour = styles[name[i].series].colour;
        buf_addf(plot->out,
                 "<path class=\"lead\" stroke=\"%s\" d=\"M%d %dL%d %d\"/>\n",
                 colour, name[i].x + 24, name[i].want, WIDTH - RIGHT + 60,
                 name[i].y);
        buf_addf(plot->out, "<path fill=\"%s\" d=\"", colour);
        if (chart->marks)
            add_mark(plot->out, name[i].series, WIDTH - RIGHT + 84, name[i].y);
        HTML(plot->out, "\"/>\n");
        svg_text(plot->out, NULL, WIDTH - RIGHT + 116, name[i].y + SVG_FONT / 3,
                 SVG_START,
                 short_name(plot, chart->series[name[i].series].name));
    }
}

void svg_lines(struct buf *out, const struct svg_chart *chart)
{
    struct plot plot = {.out = out, .chart = chart};
    struct svg_head head = chart->head;

    plot.axis = svg_lines_axis_of(chart);
    plot.left = chart->n ? chart->x[0] : 0;
    plot.right = chart->n ? chart->x[chart->n - 1] : 0;
    head.class = "chart";
    head.width = WIDTH;
    head.height = chart->marks ? HEIGHT - 70 : HEIGHT;
    svg_open(out, &head);
    add_axes(&plot);
    for (size_t s = 0; s < chart->n_series; s++)
        add_line(&plot, s);
    add_names(&plot);
    svg_close(out);
    arena_release(&plot.arena);
}
