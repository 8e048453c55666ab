/* Lines over years as a figure of the page. */
#include "output/report/svg_lines.h"

#include "output/report/html_web.h"

void web_lines(struct web *web, struct svg_chart *chart, size_t n_all)
{
    struct svg_axis axis = svg_lines_axis_of(chart);

    chart->head.desc =
        web_format(web, "%zu本の折れ線。横軸は%s、縦軸は%s。数値は表にある。",
                   chart->n_series, chart->x_label, chart->y_label);
    chart->head.id = web_figure(web, chart->head.title);
    svg_lines(web->out, chart);
    web_figure_drawn(web);
    if (n_all > chart->n_series)
        web_paragraph(web, "note",
                      "%zu区域のうち%zu区域を線で示します。すべての値は表にあり"
                      "ます。",
                      n_all, chart->n_series);
    if (axis.broken)
        web_paragraph(web, "note", "縦軸は0から始まりません。");
    web_figure_end(web);
}
