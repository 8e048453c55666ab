/*
 * The list, which is the page: every facility once, as text and links.
 * Thousands of rows make most of the page: end tags that HTML does without
 * (p, li) and quotes that it does not need are left out there.
 */
#include "output/site/html.h"
#include "output/site/message.h"
#include "output/site/page.h"
#include "output/site/sign.h"

#include <string.h>

/* An id of HTML holds no white space. */
static void add_id(struct buf *out, const struct page *page,
                   const struct view_row *row)
{
    size_t start;

    HTML(out, " id=\"facility-");
    start = out->len;
    if (row->id)
        html_text(out, row->id);
    else
        buf_addf(out, "row-%td", row - page->view->row);
    for (size_t i = start; i < out->len; i++)
        if (strchr(" \t\n\f", out->ptr[i]))
            out->ptr[i] = '_';
    buf_add_char(out, '"');
}

/* A heading that shows nothing would be no heading. */
static void add_name_text(struct buf *out, const struct view_row *row)
{
    size_t start = out->len;

    html_text(out, row->name);
    if (str_trim(str_cut(buf_str(out), start, out->len)).len == 0)
        html_text(out, message("unknown"));
}

/* In the page of residents the kana stands there for the switch; who hears the
 * page hears the name once, since CSS hides the rt until it is asked for. */
static void add_name(struct buf *out, const struct page *page,
                     const struct view_row *row, bool consult)
{
    const char *kana = page_cell(page, row, FIELD_name_kana);
    bool ruby = page->view->resident && page->full && kana &&
                !str_same(kana, row->name);

    buf_add_text(out, consult ? "<h3 class=name>" : "<h4 class=name>");
    if (ruby)
        HTML(out, "<ruby>");
    add_name_text(out, row);
    if (ruby) {
        HTML(out, "<rt>");
        html_text(out, kana);
        HTML(out, "</rt></ruby>");
    }
    buf_add_text(out, consult ? "</h3>" : "</h4>");
}

static void add_line(struct buf *out, const char *class, const char *text)
{
    if (!text)
        return;
    HTML(out, "<p class=");
    buf_add_text(out, class);
    HTML(out, ">");
    html_text(out, text);
}

/* Items of a list as people write them. */
static void add_items(struct buf *out, const char *class, const char *items)
{
    struct str rest = str_of(items), item;

    if (!items)
        return;
    buf_addf(out, "<p class=%s>", class);
    for (bool first = true; str_part(&rest, '\n', &item); first = false) {
        buf_add_text(out, first ? "" : "、");
        html_add(out, item);
    }
}

static void add_phone(struct buf *out, const struct page *page,
                      const struct view_row *row)
{
    const char *phone = page_cell(page, row, FIELD_phone);

    if (phone) {
        HTML(out, "<p class=phone>");
        html_phone(out, phone);
    } else if (page->full) {
        HTML(out, "<p class=no-phone data-t=list.noPhone>");
        html_text(out, message("list.noPhone"));
    }
}

static void add_web(struct buf *out, const char *url)
{
    if (!url)
        return;
    HTML(out, "<p class=web>");
    if (html_is_link(url)) {
        HTML(out, "<a rel=\"noopener noreferrer\" data-t=list.web");
        html_attribute(out, "href", url);
        buf_add_char(out, '>');
        html_text(out, message("list.web"));
        HTML(out, "</a>");
    } else {
        html_text(out, url);
    }
}

static void add_more(struct buf *out, const struct page *page,
                     const struct view_row *row)
{
    const char *hours = page_cell(page, row, FIELD_hours_text);

    add_line(out, "fax", page_cell(page, row, FIELD_fax));
    add_line(out, "hours", hours);
    if (!hours)
        add_line(out, "days", page_cell(page, row, FIELD_available_days));
    add_line(out, "area", page_cell(page, row, FIELD_service_area));
    add_web(out, page_cell(page, row, FIELD_url));
}

static void add_row(struct buf *out, const struct page *page, size_t r)
{
    const struct view_row *row = &page->view->row[r];
    bool consult = page_is_consult(page, row->layer);

    HTML(out, "<li class=facility");
    add_id(out, page, row);
    buf_addf(out, " data-i=%zu>", r);
    add_name(out, page, row, consult);
    if (page->full && page->mixed[row->layer])
        add_items(out, "kind", page_cell(page, row, FIELD_service_names));
    add_phone(out, page, row);
    add_line(out, "address", page_cell(page, row, FIELD_address));
    if (page->full || consult)
        add_line(out, "building", page_cell(page, row, FIELD_building));
    if (page->full || consult)
        add_more(out, page, row);
    buf_add_char(out, '\n');
}

static void add_rows(struct buf *out, const struct page *page, int layer)
{
    HTML(out, "<ul class=\"facilities\">\n");
    for (size_t r = 0; r < page->view->n_row; r++)
        if (page->view->row[r].layer == layer)
            add_row(out, page, r);
    HTML(out, "</ul>\n");
}

static void add_message(struct buf *out, const char *key)
{
    buf_addf(out, "<p data-t=\"%s\">", key);
    html_text(out, message(key));
    HTML(out, "</p>\n");
}

void page_add_consult(struct buf *out, const struct page *page)
{
    if (page->own[LAYER_consult] == 0) {
        add_message(out, "consult.none");
        return;
    }
    add_message(out, "consult.text");
    add_rows(out, page, LAYER_consult);
}

void page_add_list(struct buf *out, const struct page *page)
{
    if (page->view->n_row == 0)
        add_message(out, "list.empty");
    for (int l = 0; l < LAYER_COUNT; l++) {
        if (page->own[l] == 0 || page_is_consult(page, l))
            continue;
        buf_addf(out, "<section class=\"layer\" id=\"layer-%s\">\n<h3>",
                 layers[l].id);
        sign_add(out, l);
        page_add_layer_name(out, page, l);
        page_add_count(out, page->own[l]);
        HTML(out, "</h3>\n");
        add_rows(out, page, l);
        HTML(out, "</section>\n");
    }
}

void page_add_contents(struct buf *out, const struct page *page)
{
    HTML(out, "<ul>\n");
    for (int l = 0; l < LAYER_COUNT; l++) {
        if (page->own[l] == 0 || page_is_consult(page, l))
            continue;
        buf_addf(out, "<li><a href=\"#layer-%s\">", layers[l].id);
        html_text(out, layer_words(l, page->view->resident));
        HTML(out, "</a> ");
        page_add_count(out, page->own[l]);
        HTML(out, "</li>\n");
    }
    HTML(out, "</ul>\n");
}

void page_add_layer_choice(struct buf *out, const struct page *page)
{
    HTML(out, "<ul>\n");
    for (int l = 0; l < LAYER_COUNT; l++) {
        if (page->fits[l] == 0)
            continue;
        buf_addf(out,
                 "<li><input type=\"checkbox\" name=\"layer\" value=\"%s\" "
                 "id=\"choose-%s\"> <label for=\"choose-%s\">",
                 layers[l].id, layers[l].id, layers[l].id);
        sign_add(out, l);
        page_add_layer_name(out, page, l);
        page_add_count(out, page->fits[l]);
        HTML(out, "</label></li>\n");
    }
    HTML(out, "</ul>");
}
