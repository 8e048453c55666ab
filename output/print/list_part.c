#include "output/print/list_part.h"

#include "output/address.h"

#include <string.h>

#define LONG_TEXT 400   /* bytes; only such a text may be cut off */
#define MOST_SHARE 0.22 /* of a page, that one text may have */
#define ADDRESS_UNKNOWN "住所：不明"
#define PHONE_UNKNOWN "電話：公表なし"
#define DAYS_UNKNOWN "時間：不明"
#define NOT_ON_MAP "※地図にありません"

/* ---- one text ---- */

static double put(const struct part_spot *spot, const char *text,
                  struct text_style style)
{
    struct canvas *canvas = spot->print->canvas;

    if (text && strlen(text) > LONG_TEXT)
        style.most = print_body(spot->print).height * MOST_SHARE;
    return spot->draw ? canvas_text(canvas, spot->x, spot->y, spot->width, text,
                                    &style)
                      : canvas_text_height(canvas, spot->width, text, &style);
}

static double put_name(const struct part_spot *spot,
                       const struct row_layout *layout,
                       const struct view_row *row)
{
    const struct view *view = spot->print->view;
    struct canvas *canvas = spot->print->canvas;
    struct text_style style = {.size = layout->name, .bold = true};
    const char *name = row->name && *row->name ? row->name : "（名称なし）";
    const char *kana = list_row_cell(view, row, FIELD_name_kana);

    if (!view->resident || !kana || strlen(name) > LONG_TEXT ||
        strlen(kana) > LONG_TEXT)
        return put(spot, name, style);
    return spot->draw ? canvas_ruby(canvas, spot->x, spot->y, spot->width, name,
                                    kana, &style, layout->ruby)
                      : canvas_ruby_height(canvas, spot->width, name, kana,
                                           &style, layout->ruby);
}

static double put_address(const struct part_spot *spot,
                          const struct row_layout *layout,
                          const struct view_row *row)
{
    const struct view *view = spot->print->view;
    const char *address = address_line(
        spot->print->arena, list_row_cell(view, row, FIELD_address),
        list_row_cell(view, row, FIELD_building));
    struct part_spot below = *spot;
    double height = put(spot, address ? address : ADDRESS_UNKNOWN,
                        (struct text_style){.size = layout->body});

    if (lonlat_known(row->point))
        return height;
    below.y += height + 1;
    return height + 1 +
           put(&below, NOT_ON_MAP,
               (struct text_style){.size = layout->small, .bold = true});
}

static double put_phone(const struct part_spot *spot,
                        const struct row_layout *layout,
                        const struct view_row *row)
{
    const struct view *view = spot->print->view;
    const char *phone = list_row_cell(view, row, FIELD_phone);
    const char *fax = list_row_cell(view, row, FIELD_fax);
    bool larger = view->resident && phone;
    struct part_spot below = *spot;
    double height =
        put(spot, phone ? phone : PHONE_UNKNOWN,
            (struct text_style){.size = layout->body, .bold = larger});

    if (!fax)
        return height;
    below.y += height + 1;
    return height + 1 +
           put(&below, arena_format(spot->print->arena, "FAX %s", fax),
               (struct text_style){.size = layout->small});
}

/* Parts on lines of their own: 月～金 …／土 …／日 休み. */
static const char *days_text(const struct print *print,
                             const struct view_row *row)
{
    const char *hours = list_row_cell(print->view, row, FIELD_hours_text);
    const char *days = list_row_cell(print->view, row, FIELD_available_days);
    const char *from = hours ? hours : days ? days : DAYS_UNKNOWN;
    static const char slash[] = "／";
    struct buf out = {0};

    while (*from) {
        if (hours && strncmp(from, slash, strlen(slash)) == 0) {
            buf_add_char(&out, '\n');
            from += strlen(slash);
        } else if (!hours && *from == ',') {
            buf_add_text(&out, "・");
            from++;
        } else {
            buf_add_char(&out, *from++);
        }
    }
    char *text = arena_copy(print->arena, out.ptr ? out.ptr : "", out.len);
    buf_release(&out);
    return text;
}

static double put_one(const struct part_spot *spot,
                      const struct row_layout *layout,
                      const struct view_row *row, enum row_part part)
{
    switch (part) {
    case PART_NAME:
        return put_name(spot, layout, row);
    case PART_ADDRESS:
        return put_address(spot, layout, row);
    case PART_PHONE:
        return put_phone(spot, layout, row);
    case PART_DAYS:
        return put(spot, days_text(spot->print, row),
                   (struct text_style){.size = spot->print->paper.large
                                                   ? layout->body
                                                   : layout->small});
    case PART_NONE:
    case PART_NUMBER:
        break;
    }
    return 0;
}

double part_put(const struct part_spot *spot, const struct row_layout *layout,
                const struct view_row *row, enum row_part part)
{
    if (!spot->draw || part == PART_NONE)
        return put_one(spot, layout, row, part);
    canvas_begin(spot->print->canvas, TAG_P);
    double height = put_one(spot, layout, row, part);
    canvas_end(spot->print->canvas);
    return height;
}

/* ---- what needs more width ---- */

/* "一（…から）\n二" as "一、二": the dates of filings are on the page. */
static void add_filings(struct buf *out, const char *filings)
{
    struct str rest = str_of(filings), filing;
    static const char until[] = "から）";

    for (bool first = true; str_part(&rest, '\n', &filing); first = false) {
        if (str_ends(filing, STR("から）"))) {
            size_t at = filing.len - strlen(until);
            while (at > 0 && strncmp(filing.ptr + at, "（", 3) != 0)
                at--;
            filing = str_cut(filing, 0, at > 0 ? at : filing.len);
        }
        buf_add_text(out, first ? "届出：" : "、");
        buf_add_str(out, filing);
    }
}

/* Does the layer alone not tell what the place does? */
static bool tells_little(const struct view_row *row, const char *services)
{
    switch (layers[row->layer].group) {
    case GROUP_HOME:
    case GROUP_DAY:
    case GROUP_LIVE:
    case GROUP_GOODS:
    case GROUP_OTHER:
        return true;
    default:
        return strchr(services, '\n') != NULL;
    }
}

static void begin_line(struct buf *out, const char *words)
{
    if (out->len)
        buf_add_char(out, '\n');
    buf_add_text(out, words);
}

/* A layer of one kind has told this service already. */
static bool is_layer_itself(const struct view_row *row, struct str id)
{
    return str_is(id, layers[row->layer].kinds);
}

/* `ids` and names are lists of the same services; ids may be unknown. */
static void add_services(struct buf *out, const struct view_row *row,
                         const char *services, const char *ids)
{
    struct str rest = str_of(services), rest_ids = str_of(ids), service;
    bool first = true;

    while (str_part(&rest, '\n', &service)) {
        struct str id = {0};
        if (str_part(&rest_ids, '\n', &id) && is_layer_itself(row, id))
            continue;
        if (first)
            begin_line(out, "サービス：");
        else
            buf_add_text(out, "、");
        buf_add_str(out, service);
        first = false;
    }
}

/* Layers that filings, not services, put the place into. */
static void add_layers(struct buf *out, const struct print *print,
                       const struct view_row *row)
{
    bool first = true;

    for (int layer = 0; layer < LAYER_COUNT; layer++) {
        if (layer == row->layer || !(row->fits >> layer & 1) ||
            !layers[layer].functions[0])
            continue;
        if (first)
            begin_line(out, "ほかの種類：");
        else
            buf_add_text(out, "、");
        buf_add_text(
            out, list_short_words(layer, print->view->resident, print->arena));
        first = false;
    }
}

static const char *wide_text(const struct print *print,
                             const struct view_row *row)
{
    const struct view *view = print->view;
    const char *services = list_row_cell(view, row, FIELD_service_names);
    const char *area = list_row_cell(view, row, FIELD_service_area);
    const char *filings = list_row_cell(view, row, FIELD_function_names);
    struct buf out = {0};

    if (services && tells_little(row, services))
        add_services(&out, row, services,
                     list_row_cell(view, row, FIELD_services));
    add_layers(&out, print, row);
    if (area) {
        begin_line(&out, "担当・対応する地域：");
        buf_add_text(&out, area);
    }
    if (filings) {
        begin_line(&out, "");
        add_filings(&out, filings);
    }
    if (list_is_rough(view, row)) {
        const char *note = list_row_cell(view, row, FIELD_position_note);
        begin_line(&out, ROW_ROUGH);
        buf_add_text(&out, note ? note : "位置は目安です");
    }
    const char *text = out.len ? str_keep(print->arena, buf_str(&out)) : NULL;
    buf_release(&out);
    return text;
}

double part_put_wide(const struct part_spot *spot,
                     const struct row_layout *layout,
                     const struct view_row *row)
{
    const struct text_style style = {.size = layout->small, .colour = 0x222222};
    const char *text = wide_text(spot->print, row);

    if (!spot->draw || !text)
        return put(spot, text, style);
    canvas_begin(spot->print->canvas, TAG_P);
    double height = put(spot, text, style);
    canvas_end(spot->print->canvas);
    return height;
}
