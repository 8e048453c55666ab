#include "output/kml_balloon.h"

#include <string.h>

#define ADD(out, literal) buf_add((out), "" literal, sizeof(literal) - 1)
#define NO_POINT "地図上の位置は分かりません。住所を見てください。"
#define NO_DATE "時点不明"

/* Columns for programs, or shown elsewhere. */
static const enum field_id hidden[] = {
    FIELD_id,
    FIELD_name,
    FIELD_kind,
    FIELD_services,
    FIELD_layer,
    FIELD_layers,
    FIELD_functions,
    FIELD_functions_not_filed,
    FIELD_functions_unknown,
    FIELD_filing_list,
    FIELD_prefecture,
    FIELD_municipality,
    FIELD_opening_hours,
    FIELD_reception_hours,
    FIELD_municipality_code,
    FIELD_navii_id,
    FIELD_medical_code,
    FIELD_office_number,
    FIELD_match_level,
    FIELD_coordinate_level,
    FIELD_published_lon,
    FIELD_published_lat,
    FIELD_geocoded_lon,
    FIELD_geocoded_lat,
    FIELD_position_check,
    FIELD_address_confidence,
};

static bool is_hidden(enum field_id field)
{
    for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
        if (hidden[i] == field)
            return true;
    return false;
}

static enum field_id field_of(const struct view *view, size_t column)
{
    return (enum field_id)(view->column[column] - fields);
}

struct kml_balloon kml_balloon(const struct view *view, struct buf *out,
                               struct arena *arena)
{
    struct buf lead = {0};
    struct kml_balloon balloon = {.view = view,
                                  .html = {.out = &lead},
                                  .kind = SIZE_MAX,
                                  .services = SIZE_MAX,
                                  .filed = SIZE_MAX};

    balloon.line =
        arena_alloc(arena, (view->n_column + 1) * sizeof(*balloon.line));
    for (size_t c = 0; c < view->n_column; c++) {
        struct kml_line *line = &balloon.line[c];
        enum field_id field = field_of(view, c);
        line->type = column_type(view, c);
        if (field == FIELD_kind_name)
            balloon.kind = c;
        if (field == FIELD_service_names)
            balloon.services = c;
        if (field == FIELD_home_services)
            balloon.filed = c;
        if (is_hidden(field))
            continue;
        buf_clear(&lead);
        ADD(&lead, "&lt;br/&gt;");
        kml_html_add(&balloon.html, str_of(view->column[c]->heading_ja));
        ADD(&lead, "：");
        line->lead =
            (struct str){arena_copy(arena, lead.ptr, lead.len), lead.len};
    }
    buf_release(&lead);
    balloon.html.out = out;
    return balloon;
}

void kml_balloon_release(struct kml_balloon *balloon)
{
    buf_release(&balloon->html.scratch);
    buf_release(&balloon->value);
}

static struct str cell_at(const struct view_row *row, size_t column)
{
    return str_of(column == SIZE_MAX ? NULL : row->cell[column]);
}

static bool has_item(struct str items, struct str words)
{
    struct str item;

    while (items.len && str_part(&items, '\n', &item))
        if (str_eq(item, words))
            return true;
    return false;
}

/* 種別, サービス and 地図の分類 of many facilities have the same words, and
 * what is filed is what the layer is called after. */
static bool said_already(const struct kml_balloon *balloon,
                         const struct view_row *row, enum field_id field,
                         struct str words)
{
    if (field == FIELD_service_names)
        return str_eq(words, cell_at(row, balloon->kind));
    return field == FIELD_layer_name &&
           (str_eq(words, cell_at(row, balloon->kind)) ||
            has_item(cell_at(row, balloon->services), words) ||
            has_item(cell_at(row, balloon->filed), words));
}

/* The cell as people write it; empty: no line. */
static struct str words_of(struct kml_balloon *balloon,
                           const struct view_row *row, size_t column)
{
    enum field_id field = field_of(balloon->view, column);
    struct str words = cell_at(row, column);

    if (!words.len)
        return field == FIELD_as_of ? STR(NO_DATE) : words;
    if (said_already(balloon, row, field, words))
        return STR("");
    if (field == FIELD_postal_code && words.len == 7 && str_digits(words)) {
        buf_clear(&balloon->value);
        buf_addf(&balloon->value, "%.3s-%.4s", words.ptr, words.ptr + 3);
        return buf_str(&balloon->value);
    }
    /* Hours have a 、 of their own: a line each. */
    if (balloon->line[column].type == COLUMN_LIST &&
        field != FIELD_department_hours)
        return kml_joined(&balloon->value, words);
    return words;
}

void kml_balloon_add(struct kml_balloon *balloon, const struct view_row *row)
{
    struct buf *out = balloon->html.out;

    ADD(out, "<description>&lt;b&gt;");
    kml_html_add(&balloon->html, str_of(row->name));
    ADD(out, "&lt;/b&gt;");
    for (size_t c = 0; c < balloon->view->n_column; c++) {
        if (!balloon->line[c].lead.len)
            continue;
        struct str words = words_of(balloon, row, c);
        if (!words.len)
            continue;
        buf_add_str(out, balloon->line[c].lead);
        kml_html_add_lines(&balloon->html, words);
    }
    if (!lonlat_known(row->point))
        ADD(out, "&lt;br/&gt;" NO_POINT);
    ADD(out, "</description>\n");
}
