/* A map of regions with its legend. */
#include "output/report/html_web.h"

#include <stdlib.h>

static const char *regions_words(struct web *web, size_t n)
{
    return web_format(web, "%s区域", report_number((double)n, 0, &web->arena));
}

static void add_missing(struct web *web, size_t set)
{
    size_t n = svg_map_missing(&web->map, set, NULL);
    const char **name;
    struct buf text = {0};

    if (n == 0)
        return;
    name = mem_alloc(n * sizeof(*name));
    svg_map_missing(&web->map, set, name);
    for (size_t i = 0; i < n && i < 10; i++)
        buf_addf(&text, "%s%s", i ? "、" : "", name[i]);
    if (n > 10)
        buf_addf(&text, "ほか%zu区域", n - 10);
    web_paragraph(web, "note",
                  "図の範囲の外にある区域（遠くの離島など）：%s。値は表にあり"
                  "ます。",
                  text.ptr);
    buf_release(&text);
    free(name);
}

bool web_maps(const struct web *web, size_t set)
{
    const struct audit_set *of = &web->audit->set[set];

    return svg_map_draws(&web->map, set) &&
           !(of->n_region == 2 && str_same(of->set->id, "prefecture"));
}

void web_choropleth(struct web *web, size_t set, const char *caption,
                    const double *value, const char *const *label, bool share)
{
    size_t n = web->audit->set[set].n_region, none = 0;
    size_t count[REPORT_CLASSES] = {0};
    struct report_classes known = report_classify(value, n);
    struct report_classes classes = share ? report_share_classes : known;
    struct svg_head head = {.title = caption};

    if (known.n == 0) {
        web_paragraph(web, "note",
                      "「%s」の地図は、どの区域の値も分からないため、描いていま"
                      "せん。",
                      caption);
        return;
    }
    int *paint = mem_alloc(n * sizeof(*paint));
    for (size_t r = 0; r < n; r++) {
        int class = report_class(&classes, value[r]);
        paint[r] = class < 0 ? PAINT_NONE : class;
        if (class < 0)
            none++;
        else
            count[class]++;
    }
    head.id = web_figure(web, caption);
    head.desc = web_format(web,
                           "%zu区域を値で%zuの階級に分けた地図。上が北。色の"
                           "濃い区域ほど値が大きい。同じ値は、続く表にある。",
                           n, classes.n);
    size_t bare =
        svg_map_regions(web->out, &web->map, set, &head, paint, label);
    web_figure_drawn(web);
    web_legend(web);
    for (size_t c = 0; c < classes.n; c++)
        web_legend_item(
            web, (int)c,
            report_class_words(&classes, c, share ? "%" : "", &web->arena),
            regions_words(web, count[c]));
    if (none)
        web_legend_item(web, PAINT_NONE, "値がない・分からない",
                        regions_words(web, none));
    web_legend_end(web);
    if (web->map.by_meshes[set])
        web_paragraph(
            web, "note",
            "境界のデータがないため、%s区域は人口メッシュの範囲で描い"
            "ています。境界は、zaitaku map に --boundaries で渡すと、ストアに"
            "入ります。",
            report_number((double)web->map.by_meshes[set], 0, &web->arena));
    if (web->n_figure == 1)
        web_paragraph(web, "note",
                      "境界のデータでは、湖などの水面も市区町村の区域に入って"
                      "いることがあります。水面も塗られています。");
    if (bare)
        web_paragraph(web, "note",
                      "図に書ききれない名前と値は、続く表にあります。");
    add_missing(web, set);
    web_figure_end(web);
    free(paint);
}
