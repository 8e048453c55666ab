/*
 * The list, which is the page: every facility once, as text and links.
 * Thousands of rows make most of the page: end tags that HTML does without
 * (p, li) and quotes that it does not need are left out there.
 */
#include "output/site/html.h"
#include "output/site/message.h"
#include "output/site/page.h"
#include "output/site/sign.h"

#include "output/address.h"

#include <string.h>

#define PLAIN                                                                  \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."

/* An id of HTML holds no white space. */
static void add_id(struct buf *out, const struct page *page,
                   const struct view_row *row)
{
    bool plain = !row->id || row->id[strspn(row->id, PLAIN)] == '\0';
    size_t start;

    buf_add_text(out, plain ? " id=" : " id=\"");
    start = out->len;
    HTML(out, "facility-");
    if (row->id)
        html_text(out, row->id);
    else
        buf_addf(out, "row-%td", row - page->view->row);
    for (size_t i = start; i < out->len; i++)
        if (strchr(" \t\n\f", out->ptr[i]))
            out->ptr[i] = '_';
    buf_add_text(out, plain ? "" : "\"");
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
    } else { /* no data-t: the script puts it into words with its row */
        HTML(out, "<p class=no-phone>");
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

/* An end that the listing repeats is told once. */
static void add_address(struct buf *out, const struct page *page,
                        const struct view_row *row, bool with_building)
{
    const char *address = page_cell(page, row, FIELD_address);
    const char *building = page_cell(page, row, FIELD_building);
    struct str once = address_once(address);

    if (once.len) {
        HTML(out, "<p class=address>");
        html_add(out, once);
    }
    if (with_building && !address_has(once, building))
        add_line(out, "building", building);
}

/* That nothing is known is told, too: who reads nothing takes it for a
 * mistake of ours, or for open. */
static void add_hours(struct buf *out, const struct page *page,
                      const struct view_row *row)
{
    const char *hours = page_cell(page, row, FIELD_hours_text);
    const char *days = page_cell(page, row, FIELD_available_days);

    if (hours || days) {
        add_line(out, hours ? "hours" : "days", hours ? hours : days);
        return;
    }
    HTML(out, "<p class=no-hours>");
    html_text(out, message("unknown"));
}

static void add_more(struct buf *out, const struct page *page,
                     const struct view_row *row)
{
    add_line(out, "fax", page_cell(page, row, FIELD_fax));
    add_hours(out, page, row);
    add_line(out, "area", page_cell(page, row, FIELD_service_area));
    add_web(out, page_cell(page, row, FIELD_url));
}

static void add_row(struct buf *out, const struct page *page, size_t r)
{
    const struct view_row *row = &page->view->row[r];
    bool consult = page_is_consult(page, row->layer);
    bool all = page->full || consult;

    HTML(out, "<li class=facility");
    add_id(out, page, row);
    buf_addf(out, " data-i=%zu>", r);
    add_name(out, page, row, consult);
    buf_addf(out, "<p class=no>%zu", r + 1); /* as prints number it */
    if (page->full && page->mixed[row->layer])
        add_items(out, "kind", page_cell(page, row, FIELD_service_names));
    add_phone(out, page, row);
    add_address(out, page, row, all);
    if (all)
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

/* Where no listing has an office to ask, whoever made the map is one. */
static void add_maker(struct buf *out, const struct view *view)
{
    if (view->maker) {
        HTML(out, "<p class=\"ask-maker\" lang=\"ja\">");
        html_text(out, view->maker);
        HTML(out, "</p>\n");
    }
    if (view->contact) {
        HTML(out, "<p class=\"ask-contact\" data-t=\"about.contact\"");
        html_attribute(out, "data-v-text", view->contact);
        buf_add_char(out, '>');
        message_add(out, "about.contact", "text", view->contact);
        HTML(out, "</p>\n");
    }
}

void page_add_consult(struct buf *out, const struct page *page)
{
    if (page->own[LAYER_consult] == 0) {
        add_message(out, "consult.none");
        add_maker(out, page->view);
        return;
    }
    add_message(out, "consult.text");
    add_rows(out, page, LAYER_consult);
}

/* The filter counts these too, and finds them. */
static void add_elsewhere(struct buf *out, size_t n)
{
    if (n == 0)
        return;
    buf_addf(out,
             "<span class=\"n also\" data-t=\"list.elsewhere\" "
             "data-v-n=\"%zu\">",
             n);
    message_add_number(out, "list.elsewhere", "n", n);
    HTML(out, "</span>");
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
        add_elsewhere(out, page->fits[l] - page->own[l]);
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
