/*
 * --format site: one page a municipality, which works alone, from a server or
 * by a double click: list, static map, style, script, messages and data in one
 * file. The page loads nothing but tiles of the base map, and only once its
 * script runs.
 */
#include "output/site/page.h"

#include "output/column.h"
#include "output/site/accessibility.h"
#include "output/site/html.h"
#include "output/site/message.h"
#include "output/site/site.h"
#include "output/site/start.h"
#include "output/site/template.h"

#include <string.h>

const char *page_cell(const struct page *page, const struct view_row *row,
                      enum field_id field)
{
    size_t column = page->at[field];
    const char *cell = column == SIZE_MAX ? NULL : row->cell[column];

    return cell && *cell ? cell : NULL;
}

bool page_is_consult(const struct page *page, int layer)
{
    return page->view->resident && layer == LAYER_consult;
}

struct page page_of(const struct view *view)
{
    struct page page = {.view = view, .full = view->n_row <= PAGE_FULL_ROWS};
    const char *kind[LAYER_COUNT] = {0};

    for (int f = 0; f < FIELD_COUNT; f++)
        page.at[f] = SIZE_MAX;
    for (size_t c = 0; c < view->n_column; c++)
        page.at[view->column[c] - fields] = c;
    for (size_t r = 0; r < view->n_row; r++) {
        const struct view_row *row = &view->row[r];
        const char *services = page_cell(&page, row, FIELD_service_names);
        if (page.own[row->layer]++ && !str_same(kind[row->layer], services))
            page.mixed[row->layer] = true;
        kind[row->layer] = services;
        for (int l = 0; l < LAYER_COUNT; l++)
            page.fits[l] += (row->fits >> l & 1) || l == row->layer;
    }
    return page;
}

/* ---- what the gaps of page.html stand for ---- */

#define GAP(name) static void add_##name(struct buf *out, const void *context)
#define VIEW(context) (((const struct page *)(context))->view)
#define TEXT_GAP(name, value)                                                  \
    GAP(name)                                                                  \
    {                                                                          \
        html_text(out, VIEW(context)->value);                                  \
    }
#define PART_GAP(name, call)                                                   \
    GAP(name)                                                                  \
    {                                                                          \
        call(out, context);                                                    \
    }

TEXT_GAP(edition, edition)
TEXT_GAP(title, title)
TEXT_GAP(place, place)
TEXT_GAP(created, created)
TEXT_GAP(processed, processed)
TEXT_GAP(disclaimer, disclaimer)
TEXT_GAP(maker, maker)
TEXT_GAP(contact, contact)
TEXT_GAP(page_url, page_url)
TEXT_GAP(ground_credit, ground_credit)
PART_GAP(consult, page_add_consult)
PART_GAP(list, page_add_list)
PART_GAP(contents, page_add_contents)
PART_GAP(signs, page_add_signs)
PART_GAP(legend, page_add_legend)
PART_GAP(outline, page_add_outline)
PART_GAP(layer_choice, page_add_layer_choice)
PART_GAP(data, page_add_data)

GAP(version)
{
    (void)context;
    buf_add_text(out, ZAITAKU_VERSION);
}

GAP(policy)
{
    (void)context;
    buf_add_str(out, buf_str(&site_get()->policy)); /* our own text */
}

GAP(style)
{
    (void)context;
    buf_add_str(out, buf_str(&site_get()->style));
}

GAP(script)
{
    (void)context;
    buf_add_str(out, buf_str(&site_get()->script));
}

GAP(edition_words)
{
    html_text(out, message(VIEW(context)->resident ? "edition.resident"
                                                   : "edition.professional"));
}

GAP(created_line)
{
    message_add_date(out, "created", "date", VIEW(context)->created);
}

GAP(maker_line)
{
    message_add(out, "about.maker", "name", VIEW(context)->maker);
}

GAP(contact_line)
{
    message_add(out, "about.contact", "text", VIEW(context)->contact);
}

GAP(page_url_line)
{
    message_add(out, "about.address", "url", VIEW(context)->page_url);
}

GAP(ground_line)
{
    message_add(out, "sources.ground", "text", VIEW(context)->ground_credit);
}

GAP(count_line)
{
    message_add_number(out, "count.all", "n", VIEW(context)->n_row);
}

GAP(sources)
{
    page_add_sources(out, VIEW(context)->source, VIEW(context)->n_source);
}

GAP(downloads)
{
    page_add_downloads(out, VIEW(context));
}

GAP(data_days)
{
    page_add_days(out, VIEW(context));
}

GAP(days)
{
    static const char *const day[] = {"Mo", "Tu", "We", "Th",
                                      "Fr", "Sa", "Su", "PH"};

    (void)context;
    for (size_t i = 0; i < sizeof(day) / sizeof(*day); i++) {
        char key[16] = "day.";
        strcat(key, day[i]);
        buf_addf(out, "<option value=\"%s\" data-t=\"%s\">", day[i], key);
        html_text(out, message(key));
        HTML(out, "</option>\n");
    }
}

GAP(radii)
{
    static const char *const km[] = {"1", "2", "5", "10", "16"};

    (void)context;
    for (size_t i = 0; i < sizeof(km) / sizeof(*km); i++) {
        buf_addf(out,
                 "<option value=\"%s\" data-t=\"near.within\" "
                 "data-v-km=\"%s\">",
                 km[i], km[i]);
        message_add(out, "near.within", "km", km[i]);
        HTML(out, "</option>\n");
    }
}

#define HOLDS(name, condition)                                                 \
    static bool has_##name(const void *context)                                \
    {                                                                          \
        const struct view *view = VIEW(context);                               \
        return condition;                                                      \
    }

HOLDS(resident, view->resident)
HOLDS(professional, !view->resident)
HOLDS(short, view->n_row > PAGE_FULL_ROWS)
HOLDS(maker, view->maker != NULL)
HOLDS(contact, view->contact != NULL)
HOLDS(page_url, html_is_link(view->page_url))
HOLDS(files, page_has_downloads(view))
HOLDS(ground_credit, view->ground_credit != NULL)

static bool has_elsewhere(const void *context)
{
    const struct page *page = context;

    for (int l = 0; l < LAYER_COUNT; l++)
        if (page->own[l] && page->fits[l] > page->own[l])
            return true;
    return false;
}

#define ADD(name)                                                              \
    {                                                                          \
#name, add_##name, NULL                                                \
    }
#define BOTH(name)                                                             \
    {                                                                          \
#name, add_##name, has_##name                                          \
    }

static const struct template_gap gaps[] = {
    ADD(edition),
    ADD(edition_words),
    ADD(title),
    ADD(place),
    ADD(created),
    ADD(created_line),
    ADD(processed),
    ADD(disclaimer),
    ADD(version),
    ADD(policy),
    ADD(style),
    ADD(script),
    ADD(consult),
    ADD(list),
    ADD(contents),
    ADD(signs),
    ADD(legend),
    ADD(outline),
    ADD(layer_choice),
    ADD(data),
    ADD(days),
    ADD(data_days),
    ADD(downloads),
    ADD(radii),
    ADD(sources),
    ADD(count_line),
    ADD(maker_line),
    ADD(contact_line),
    ADD(page_url_line),
    ADD(ground_line),
    BOTH(maker),
    BOTH(contact),
    BOTH(page_url),
    BOTH(ground_credit),
    {"files", NULL, has_files},
    {"elsewhere", NULL, has_elsewhere},
    {"short", NULL, has_short},
    {"resident", NULL, has_resident},
    {"professional", NULL, has_professional},
};

static bool write_page(const struct view *view, const struct writing *writing,
                       struct shown *shown, struct buf *out, struct err *err)
{
    const struct page page = page_of(view);

    (void)writing;
    (void)shown;
    (void)err;
    template_fill(out, buf_str(&site_get()->page), gaps,
                  sizeof(gaps) / sizeof(*gaps), &page);
    return true;
}

static const struct writer_file file[] = {
    {"index.html", write_page},
    {"accessibility.html", accessibility_write},
};

const struct writer writer_site = {
    .name = "site",
    .summary = N_("a page to look at: list, map, search; works without a "
                  "server and without a network"),
    .usual = true,
    WRITER_FILES(file),
    .cover = start_write,
};
