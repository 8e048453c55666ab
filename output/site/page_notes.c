/* Small parts that several pages have. */
#include "output/site/html.h"
#include "output/site/message.h"
#include "output/site/page.h"

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
