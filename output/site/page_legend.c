/* The signs of the layers, and what they mean. */
#include "output/site/html.h"
#include "output/site/message.h"
#include "output/site/page.h"
#include "output/site/sign.h"

#include <string.h>

#define ROUGH_M 100.0

/* The note of a lot (value_position_note() in model/fields.c). */
#define EXACT_NOTE "住所から求めた位置です"

bool page_is_rough(const struct page *page, const struct view_row *row)
{
    const char *note = page_cell(page, row, FIELD_position_note);
    double error_m;

    if (page->view->resident)
        return note && strcmp(note, EXACT_NOTE) != 0;
    return str_number(str_of(page_cell(page, row, FIELD_error_m)), &error_m) &&
           error_m >= ROUGH_M;
}

void page_add_signs(struct buf *out, const struct page *page)
{
    HTML(out, "<svg class=\"signs\" aria-hidden=\"true\" focusable=\"false\">");
    for (int l = 0; l < LAYER_COUNT; l++)
        if (page->fits[l])
            sign_add_symbol(out, l);
    HTML(out, "</svg>");
}

/* Drawn as such: the map of a short page has no place for it. */
static bool has_rough_pin(const struct page *page)
{
    for (size_t r = 0; r < page->view->n_row && page->full; r++)
        if (lonlat_known(page->view->row[r].point) &&
            page_is_rough(page, &page->view->row[r]))
            return true;
    return false;
}

void page_add_legend(struct buf *out, const struct page *page)
{
    bool hollow = false;

    HTML(out, "<ul>\n");
    for (int l = 0; l < LAYER_COUNT; l++) {
        if (page->fits[l] == 0)
            continue;
        hollow |= layers[l].sign == SIGN_HOLLOW;
        HTML(out, "<li>");
        sign_add(out, l);
        page_add_layer_name(out, page, l);
        HTML(out, "</li>\n");
    }
    HTML(out, "</ul>\n");
    if (hollow) {
        HTML(out, "<p data-t=\"legend.hollow\">");
        html_text(out, message("legend.hollow"));
        HTML(out, "</p>\n");
    }
    if (has_rough_pin(page)) {
        HTML(out, "<p id=\"legend-rough\" data-t=\"legend.rough\">");
        html_text(out, message("legend.rough"));
        HTML(out, "</p>\n");
    }
    HTML(out, "<p id=\"legend-cluster\" data-t=\"legend.cluster\" hidden>");
    html_text(out, message("legend.cluster"));
    HTML(out, "</p>");
}
