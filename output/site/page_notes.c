/* Small parts that several pages have. */
#include "output/site/html.h"
#include "output/site/message.h"
#include "output/site/page.h"

#include <string.h>

void page_add_layer_name(struct buf *out, const struct page *page, int layer)
{
    buf_addf(out, "<span data-t=\"layer.%s\" data-t-own>", layers[layer].id);
    html_text(out, layer_words(layer, page->view->resident));
    HTML(out, "</span>");
}

void page_add_count(struct buf *out, size_t n)
{
    buf_addf(out,
             " <span class=\"n\" data-t=\"count.places\" data-v-n=\"%zu\">", n);
    message_add_number(out, "count.places", "n", n);
    HTML(out, "</span>");
}

static void open_part(struct buf *out, const char *key)
{
    buf_addf(out, "<div><dt data-t=\"%s\">", key);
    html_text(out, message(key));
    HTML(out, "</dt><dd>");
}

static void add_as_of(struct buf *out, const char *as_of)
{
    open_part(out, "sources.asOf");
    if (as_of) {
        HTML(out, "<span data-t=\"asOf\"");
        html_attribute(out, "data-v-date", as_of);
        buf_add_char(out, '>');
        message_add_date(out, "asOf", "date", as_of);
    } else {
        HTML(out, "<span data-t=\"asOf.unknown\">");
        html_text(out, message("asOf.unknown"));
    }
    HTML(out, "</span></dd></div>\n");
}

static void add_source(struct buf *out, const struct view_source *source)
{
    HTML(out, "<li>\n<p class=\"source\">");
    html_link(out, source->url, source->title);
    HTML(out, "</p>\n<dl>\n");
    if (source->publisher) {
        open_part(out, "sources.publisher");
        html_text(out, source->publisher);
        HTML(out, "</dd></div>\n");
    }
    add_as_of(out, source->as_of);
    if (source->licence) {
        open_part(out, "sources.licence");
        html_link(out, source->licence_url, source->licence);
        HTML(out, "</dd></div>\n");
    }
    HTML(out, "</dl>\n");
    if (source->attribution) {
        HTML(out, "<p class=\"attribution\">");
        html_text(out, source->attribution);
        HTML(out, "</p>\n");
    }
    HTML(out, "</li>\n");
}

void page_add_sources(struct buf *out, const struct view_source *source,
                      size_t n)
{
    HTML(out, "<ul class=\"sources\">\n");
    for (size_t i = 0; i < n; i++)
        add_source(out, &source[i]);
    HTML(out, "</ul>");
}

const struct page_download page_downloads[] = {
    {"map-a4.pdf", "start.pdfA4"},
    {"map-a3.pdf", "start.pdfA3"},
    {"map-large.pdf", "start.pdfLarge"},
    {"self-check.pdf", "start.selfCheck"},
    {"list.xlsx", "start.xlsx"},
    {"list.csv", "start.csv"},
    {"map.kmz", "start.kmz"},
    {"map.geojson", "start.geojson"},
    {NULL, NULL},
};

static bool is_written(const struct view *view, const char *name)
{
    for (size_t f = 0; f < view->n_file; f++)
        if (strcmp(view->file[f], name) == 0)
            return true;
    return false;
}

bool page_has_downloads(const struct view *view)
{
    for (const struct page_download *one = page_downloads; one->name; one++)
        if (is_written(view, one->name))
            return true;
    return false;
}

void page_add_downloads(struct buf *out, const struct view *view)
{
    HTML(out, "<ul>\n");
    for (const struct page_download *one = page_downloads; one->name; one++) {
        if (!is_written(view, one->name))
            continue;
        buf_addf(out, "<li><a href=\"%s\" data-t=\"%s\">", one->name, one->key);
        html_text(out, message(one->key));
        HTML(out, "</a></li>\n");
    }
    HTML(out, "</ul>");
}

static void add_day(struct buf *out, const char *key, const char *day)
{
    buf_addf(out, " <span data-t=\"%s\"", key);
    html_attribute(out, "data-v-date", day);
    buf_add_char(out, '>');
    message_add_date(out, key, "date", day);
    HTML(out, "</span>");
}

void page_add_days(struct buf *out, const struct view *view)
{
    const char *from = NULL, *to = NULL;
    bool unknown = view->n_source == 0;

    for (size_t i = 0; i < view->n_source; i++) {
        const char *day = view->source[i].as_of;
        unknown |= !day;
        if (day && (!from || strcmp(day, from) < 0))
            from = day;
        if (day && (!to || strcmp(day, to) > 0))
            to = day;
    }
    HTML(out, "<span id=\"data-days\">");
    if (to) {
        add_day(out, "asOf.data", from);
        if (strcmp(from, to) != 0)
            add_day(out, "asOf.to", to);
    }
    if (unknown) {
        const char *key = to ? "asOf.some" : "asOf.unknown";
        buf_addf(out, " <span data-t=\"%s\">", key);
        html_text(out, message(key));
        HTML(out, "</span>");
    }
    HTML(out, "</span>");
}
