#include "output/report/svg.h"

#include "output/site/html.h"

#include <math.h>

/* Luminance (WCAG 2.2) falls from good (0.70) over maybe (0.47 on average) to
 * bad (0.07); white with lines is no data, white with dots is zero. */
static const char *const fills[PAINT_COUNT] = {
    [PAINT_NONE] = "url(#p-none)",   [PAINT_GOOD] = "#c9dcf0",
    [PAINT_MAYBE] = "url(#p-maybe)", [PAINT_BAD] = "#94261a",
    [PAINT_ZERO] = "url(#p-zero)",   [PAINT_EDGE] = "url(#p-edge)",
};

void svg_fill(struct buf *out, int paint)
{
    if (paint < REPORT_CLASSES)
        buf_addf(out, " fill=\"#%06x\"", report_colours[paint]);
    else
        buf_addf(out, " fill=\"%s\"", fills[paint]);
}

void svg_patterns(struct buf *out)
{
    HTML(out, "<pattern id=\"p-none\" width=\"28\" height=\"28\" "
              "patternUnits=\"userSpaceOnUse\">"
              "<path fill=\"#fff\" d=\"M0 0h28v28H0z\"/>"
              "<path stroke=\"#5d6270\" stroke-width=\"3\" "
              "d=\"M0 28L28 0M-7 7L7-7M21 35L35 21\"/></pattern>\n"
              "<pattern id=\"p-maybe\" width=\"32\" height=\"32\" "
              "patternUnits=\"userSpaceOnUse\">"
              "<path fill=\"#f3e2b3\" d=\"M0 0h32v32H0z\"/>"
              "<path fill=\"#7a5c00\" d=\"M0 0h32v11H0z\"/></pattern>\n"
              "<pattern id=\"p-zero\" width=\"28\" height=\"28\" "
              "patternUnits=\"userSpaceOnUse\">"
              "<path fill=\"#fff\" d=\"M0 0h28v28H0z\"/>"
              "<circle fill=\"#94261a\" cx=\"14\" cy=\"14\" r=\"7\"/>"
              "</pattern>\n"
              "<pattern id=\"p-edge\" width=\"36\" height=\"36\" "
              "patternUnits=\"userSpaceOnUse\">"
              "<path stroke=\"#fff\" stroke-width=\"9\" "
              "d=\"M0 0L36 36M-9 27L9 45M27-9L45 9\"/>"
              "<path stroke=\"#111\" stroke-width=\"4\" "
              "d=\"M0 0L36 36M-9 27L9 45M27-9L45 9\"/></pattern>\n");
}

void svg_swatch(struct buf *out, int paint)
{
    HTML(out, "<svg class=\"swatch\" viewBox=\"0 0 112 72\" "
              "aria-hidden=\"true\"><path");
    svg_fill(out, paint);
    HTML(out, " d=\"M2 2h108v68H2z\"/></svg>");
}

void svg_open(struct buf *out, const struct svg_head *head)
{
    buf_addf(out,
             "<svg class=\"%s\" role=\"img\" viewBox=\"0 0 %d %d\" "
             "aria-labelledby=\"%s-t\" aria-describedby=\"%s-d\">\n"
             "<title id=\"%s-t\">",
             head->class, head->width, head->height, head->id, head->id,
             head->id);
    html_text(out, head->title);
    buf_addf(out, "</title>\n<desc id=\"%s-d\">", head->id);
    html_text(out, head->desc);
    HTML(out, "</desc>\n");
}

void svg_close(struct buf *out)
{
    HTML(out, "</svg>\n");
}

void svg_text(struct buf *out, const char *class, int x, int y,
              enum svg_anchor anchor, const char *text)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"",
                                          " text-anchor=\"end\""};

    HTML(out, "<text");
    if (class)
        html_attribute(out, "class", class);
    buf_addf(out, " x=\"%d\" y=\"%d\"%s>", x, y, anchors[anchor]);
    html_text(out, text);
    HTML(out, "</text>\n");
}

int svg_text_width(const char *text)
{
    struct str s = str_of(text);
    int width = 0;

    for (size_t at = 0; at < s.len;) {
        uint32_t code;
        size_t n = str_char(s, at, &code);
        /* Latin letters and digits of Japanese fonts are about 0.6 wide. */
        width += code < 0x2000 ? SVG_FONT * 6 / 10 : SVG_FONT;
        at += n ? n : 1;
    }
    return width;
}

void svg_bar(struct buf *out, const double *part, const int *paint, size_t n,
             double whole)
{
    enum { WIDTH = 640, HEIGHT = 64 };
    double sum = 0;

    HTML(out, "<svg class=\"bar\" viewBox=\"-2 0 644 64\" "
              "aria-hidden=\"true\">");
    for (size_t i = 0; i < n && whole > 0; i++) {
        if (!(part[i] > 0))
            continue;
        long from = lround(fmin(sum / whole, 1) * WIDTH);
        sum += part[i];
        long to = lround(fmin(sum / whole, 1) * WIDTH);
        HTML(out, "<path");
        svg_fill(out, paint[i]);
        buf_addf(out, " d=\"M%ld 4h%ldv%dh%ldz\"/>", from, to - from,
                 HEIGHT - 8, from - to);
    }
    buf_addf(out, "<path class=\"axis\" d=\"M0 0v%d\"/></svg>", HEIGHT);
}
