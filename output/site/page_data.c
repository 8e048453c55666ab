/* Messages and data of the page as JSON, packed when the data is long. */
#include "output/site/base64.h"
#include "output/site/deflate.h"
#include "output/site/html.h"
#include "output/site/page.h"
#include "output/site/site.h"

#include "output/column.h"

static void add_member(struct buf *out, const char *name, const char *text)
{
    HTML(out, ",\"");
    buf_add_text(out, name);
    HTML(out, "\":");
    buf_add_json_text(out, text);
}

static void add_head(struct buf *out, const struct view *view)
{
    HTML(out, "{\"version\":1");
    add_member(out, "edition", view->edition);
    add_member(out, "code", view->code);
    add_member(out, "place", view->place);
    add_member(out, "title", view->title);
    add_member(out, "created", view->created);
    add_member(out, "processed", view->processed);
    add_member(out, "disclaimer", view->disclaimer);
    add_member(out, "maker", view->maker);
    add_member(out, "contact", view->contact);
    add_member(out, "page_url", view->page_url);
    add_member(out, "ground_credit", view->ground_credit);
}

/* ---- what the codes mean ---- */

static const char *sign_name(enum layer_sign sign)
{
    switch (sign) {
    case SIGN_HOLLOW:
        return "hollow";
    case SIGN_DOT:
        return "dot";
    case SIGN_24:
        return "24";
    case SIGN_BARS:
        return "bars";
    case SIGN_PLAIN:
        break;
    }
    return "plain";
}

/* number[l]: the place of layers[l] in the data, -1: it does not occur. */
static void add_layers(struct buf *out, const struct page *page,
                       int number[LAYER_COUNT])
{
    int n = 0;

    HTML(out, ",\n\"layers\":[");
    for (int l = 0; l < LAYER_COUNT; l++) {
        const struct group *group = &groups[layers[l].group];
        number[l] = -1;
        if (page->fits[l] == 0)
            continue;
        buf_add_text(out, n ? ",{\"id\":" : "{\"id\":");
        number[l] = n++;
        buf_add_json_text(out, layers[l].id);
        add_member(out, "name", layer_words(l, page->view->resident));
        add_member(out, "name_en", layers[l].name_en);
        add_member(out, "group", group->id);
        add_member(out, "shape", group->shape);
        add_member(out, "colour", group->colour);
        add_member(out, "sign", sign_name(layers[l].sign));
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static bool has_item(const char *items, const char *want)
{
    struct str rest = str_of(items), item;

    while (rest.len && str_part(&rest, '\n', &item))
        if (str_is(item, want))
            return true;
    return false;
}

static bool occurs(const struct page *page, enum field_id field,
                   const char *item)
{
    for (size_t r = 0; r < page->view->n_row; r++)
        if (has_item(page_cell(page, &page->view->row[r], field), item))
            return true;
    return false;
}

static void add_services(struct buf *out, const struct page *page)
{
    bool any = false;

    HTML(out, ",\n\"services\":[");
    for (int k = 0; k < kind_count; k++) {
        if (!occurs(page, FIELD_services, kinds[k].id))
            continue;
        buf_add_text(out, any ? ",{\"id\":" : "{\"id\":");
        any = true;
        buf_add_json_text(out, kinds[k].id);
        add_member(out, "name", kind_words(k, page->view->resident));
        add_member(out, "name_en", kinds[k].name_en);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

/* The fee tables that have a function, by their digits. */
static void add_points(struct buf *out, unsigned points)
{
    bool any = false;

    HTML(out, ",\"points\":[");
    for (int p = 0; p < POINTS_COUNT; p++)
        if (points & POINTS_BIT(p)) {
            buf_addf(out, any ? ",%d" : "%d", p);
            any = true;
        }
    buf_add_char(out, ']');
}

/* The plain words that occur. Ids of functions are for professionals, also
 * where they are only a name for words. */
static void add_home(struct buf *out, const struct page *page)
{
    bool any = false;

    HTML(out, ",\n\"home\":[");
    for (int f = 0; f < FUNCTION_COUNT && page->view->resident; f++) {
        const char *plain = functions[f].plain_ja;
        bool again = false;
        for (int before = 0; before < f && plain; before++)
            again |= str_same(functions[before].plain_ja, plain);
        if (!plain || again || !occurs(page, FIELD_home_services, plain))
            continue;
        buf_add_text(out, any ? ",{\"text\":" : "{\"text\":");
        any = true;
        buf_add_json_text(out, plain);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
    if (page->view->resident)
        return;
    HTML(out, ",\n\"functions\":[");
    for (int f = 0; f < FUNCTION_COUNT; f++) {
        buf_add_text(out, f ? ",{\"id\":" : "{\"id\":");
        buf_add_json_text(out, functions[f].id);
        add_member(out, "name", functions[f].name_ja);
        add_member(out, "name_en", functions[f].name_en);
        add_points(out, functions[f].points);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static void add_fields(struct buf *out, const struct view *view)
{
    static const char *const type[] = {
        [COLUMN_TEXT] = "text",
        [COLUMN_LIST] = "list",
        [COLUMN_INTEGER] = "integer",
        [COLUMN_REAL] = "real",
    };

    HTML(out, ",\n\"fields\":[");
    for (size_t c = 0; c < view->n_column; c++) {
        buf_add_text(out, c ? ",{\"name\":" : "{\"name\":");
        buf_add_json_text(out, view->column[c]->name);
        add_member(out, "heading", view->column[c]->heading_ja);
        add_member(out, "heading_en", view->column[c]->heading_en);
        add_member(out, "type", type[column_type(view, c)]);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static void add_lonlat(struct buf *out, const struct view *view)
{
    for (int axis = 0; axis < 2; axis++) {
        buf_add_text(out, axis ? ",\n\"lat\":[" : ",\n\"lon\":[");
        for (size_t r = 0; r < view->n_row; r++) {
            struct lonlat point = view->row[r].point;
            buf_add_text(out, r ? "," : "");
            if (lonlat_known(point))
                buf_add_deg(out, axis ? point.lat_deg : point.lon_deg);
            else
                HTML(out, "null");
        }
        buf_add_char(out, ']');
    }
}

static void add_fits(struct buf *out, const struct view *view,
                     const int number[LAYER_COUNT])
{
    HTML(out, ",\n\"layer\":[");
    for (size_t r = 0; r < view->n_row; r++)
        buf_addf(out, r ? ",%d" : "%d", number[view->row[r].layer]);
    HTML(out, "],\n\"fits\":[");
    for (size_t r = 0; r < view->n_row; r++) {
        bool any = false;
        buf_add_text(out, r ? ",[" : "[");
        for (int l = 0; l < LAYER_COUNT; l++)
            if (view->row[r].fits >> l & 1) {
                buf_addf(out, any ? ",%d" : "%d", number[l]);
                any = true;
            }
        buf_add_char(out, ']');
    }
    buf_add_char(out, ']');
}

static void add_sources(struct buf *out, const struct view *view)
{
    HTML(out, ",\n\"sources\":[");
    for (size_t i = 0; i < view->n_source; i++) {
        const struct view_source *source = &view->source[i];
        buf_add_text(out, i ? ",{\"title\":" : "{\"title\":");
        buf_add_json_text(out, source->title);
        add_member(out, "publisher", source->publisher);
        add_member(out, "licence", source->licence);
        add_member(out, "licence_url", source->licence_url);
        add_member(out, "url", source->url);
        add_member(out, "as_of", source->as_of);
        add_member(out, "attribution", source->attribution);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

void page_add_data(struct buf *out, const struct page *page)
{
    const struct site *site = site_get();
    struct buf json = {0}, packed = {0};
    int number[LAYER_COUNT];

    add_head(&json, page->view);
    add_layers(&json, page, number);
    add_services(&json, page);
    add_home(&json, page);
    add_fields(&json, page->view);
    page_add_columns(&json, page);
    add_lonlat(&json, page->view);
    add_fits(&json, page->view, number);
    add_sources(&json, page->view);
    page_add_ground(&json, page->view);
    HTML(&json, "}");
    if (json.len <= PAGE_PLAIN_DATA) {
        HTML(out, "<script type=\"application/json\" id=\"messages\">");
        buf_add_str(out, buf_str(&site->messages[page->view->resident]));
        HTML(out, "</script>\n<script type=\"application/json\" id=\"data\">");
        buf_add_str(out, buf_str(&json));
    } else {
        HTML(out, "<script type=\"text/plain\" id=\"messages-deflated\">");
        buf_add_str(out, buf_str(&site->packed_messages[page->view->resident]));
        HTML(out, "</script>\n<script type=\"text/plain\" "
                  "id=\"data-deflated\">");
        deflate_add(&packed, buf_str(&json));
        base64_add(out, buf_str(&packed));
    }
    HTML(out, "</script>");
    buf_release(&json);
    buf_release(&packed);
}
