#include "output/tables/layout.h"

#include <string.h>

#define MAX_SHEET_NAME 31 /* of Excel */
#define OTHER_WIDTH 18

/* A4 is printed in letters of 8 points when the columns are this wide. */
#define PRINTED_WIDTH 188.0
#define NUMBER_WIDTH 5

/* Where a column is printed. */
enum {
    OF_LAYER = 1,     /* a layer's sheet for residents */
    OF_LAYER_PRO = 2, /* ... for professionals */
    OF_ALL = 4,       /* the sheet of all facilities, for residents */
    OF_ALL_PRO = 8,
    EVERYWHERE = 15
};

/* First, in this order. */
/* clang-format off */
static const struct lead {
    enum field_id field;
    double width;
    unsigned printed;
} lead[] = {
    {FIELD_layer_name,     16, OF_ALL | OF_ALL_PRO},
    {FIELD_name,           20, EVERYWHERE},
    {FIELD_name_kana,      15, EVERYWHERE},
    {FIELD_service_names,  26, EVERYWHERE},
    {FIELD_home_services,  26, OF_LAYER},
    {FIELD_function_names, 34, OF_LAYER_PRO},
    {FIELD_address,        26, EVERYWHERE},
    {FIELD_building,       10, EVERYWHERE},
    {FIELD_phone,          14, EVERYWHERE},
    {FIELD_fax,            14, OF_LAYER_PRO | OF_ALL_PRO},
    {FIELD_available_days,  9, OF_LAYER | OF_ALL},
    {FIELD_hours_text,     26, EVERYWHERE},
    {FIELD_service_area,   12, OF_LAYER | OF_ALL},
    {FIELD_url,            28, 0},
    {FIELD_email,          24, 0},
    {FIELD_departments,    20, 0},
    {FIELD_department_hours, 30, 0},
};
/* clang-format on */
#define N_LEAD (sizeof(lead) / sizeof(*lead))

/* Ids and codes: behind all the rest. */
static bool is_for_machines(enum field_id field)
{
    switch ((int)field) {
    case FIELD_id:
    case FIELD_kind:
    case FIELD_services:
    case FIELD_layer:
    case FIELD_layers:
    case FIELD_municipality_code:
    case FIELD_opening_hours:
    case FIELD_reception_hours:
    case FIELD_functions:
    case FIELD_functions_not_filed:
    case FIELD_functions_unknown:
    case FIELD_filing_list:
    case FIELD_navii_id:
    case FIELD_medical_code:
    case FIELD_office_number:
    case FIELD_corporation_number:
    case FIELD_match_level:
    case FIELD_coordinate_level:
    case FIELD_position_check:
    case FIELD_related:
        return true;
    default:
        return false;
    }
}

static const struct lead *lead_of(enum field_id field)
{
    for (size_t i = 0; i < N_LEAD; i++)
        if (lead[i].field == field)
            return &lead[i];
    return NULL;
}

static bool is_printed(const struct lead *column, bool resident, int layer)
{
    unsigned here = layer == LAYOUT_ALL ? OF_ALL : OF_LAYER;

    return column && (column->printed & (resident ? here : here << 1));
}

static bool has_value(const struct view *view, size_t column, int layer)
{
    for (size_t r = 0; r < view->n_row; r++) {
        const char *cell = view->row[r].cell[column];
        if ((layer == LAYOUT_ALL || view->row[r].layer == layer) && cell &&
            *cell)
            return true;
    }
    return false;
}

static bool is_wanted(const struct view *view, size_t column, int layer)
{
    enum field_id field = (enum field_id)(view->column[column] - fields);

    if (field == FIELD_id || field == FIELD_name)
        return true;
    if (layer != LAYOUT_ALL &&
        (field == FIELD_layer_name || is_for_machines(field)))
        return false;
    return has_value(view, column, layer);
}

static void add(struct layout *layout, const char *heading, double width,
                bool printed, int from)
{
    layout->column[layout->n] = (struct workbook_column){
        .heading = heading, .width = width, .unprinted = !printed};
    layout->from[layout->n++] = from;
}

static void add_field(struct layout *layout, const struct view *view, size_t c,
                      int layer)
{
    const struct lead *first =
        lead_of((enum field_id)(view->column[c] - fields));

    add(layout, view->column[c]->heading_ja, first ? first->width : OTHER_WIDTH,
        is_printed(first, view->resident, layer), (int)c);
}

/* Where a layer has no value of some columns, the others are wider. */
static void use_width(struct layout *layout)
{
    double width = 0;

    for (size_t i = 1; i < layout->n; i++)
        width += layout->column[i].unprinted ? 0 : layout->column[i].width;
    for (size_t i = 1; i < layout->n; i++)
        if (!layout->column[i].unprinted)
            layout->column[i].width *= (PRINTED_WIDTH - NUMBER_WIDTH) / width;
}

static bool fits_several(const struct view *view)
{
    for (size_t r = 0; r < view->n_row; r++)
        if (view->row[r].fits & ~((layer_set)1 << view->row[r].layer))
            return true;
    return false;
}

static void add_leads(struct layout *layout, const struct view *view,
                      const bool *wanted, int layer, bool printed)
{
    for (size_t i = 0; i < N_LEAD; i++)
        for (size_t c = 0; c < view->n_column; c++)
            if (wanted[c] && view->column[c] == &fields[lead[i].field] &&
                is_printed(&lead[i], view->resident, layer) == printed)
                add_field(layout, view, c, layer);
}

void layout_plan(struct layout *layout, const struct view *view, int layer)
{
    bool wanted[FIELD_COUNT] = {false};

    for (size_t c = 0; c < view->n_column; c++)
        wanted[c] = is_wanted(view, c, layer);
    layout->n = 0;
    add(layout, LAYOUT_NUMBER, NUMBER_WIDTH, true, FROM_NUMBER);
    add_leads(layout, view, wanted, layer, true);
    use_width(layout);
    if (layer == LAYOUT_ALL && fits_several(view))
        add(layout, LAYOUT_FURTHER, OTHER_WIDTH, false, FROM_FURTHER);
    add_leads(layout, view, wanted, layer, false);
    for (int machines = 0; machines < 2; machines++)
        for (size_t c = 0; c < view->n_column; c++) {
            enum field_id field = (enum field_id)(view->column[c] - fields);
            if (wanted[c] && !lead_of(field) &&
                is_for_machines(field) == (machines == 1))
                add_field(layout, view, c, layer);
        }
    if (layer != LAYOUT_ALL)
        return;
    add(layout, LAYOUT_LON, 11, false, FROM_LON);
    add(layout, LAYOUT_LAT, 11, false, FROM_LAT);
}

/* ---- names of sheets ---- */

/* What stands before the first bracket. */
static struct str stem(int layer, bool resident)
{
    struct str words = str_of(layer_words(layer, resident));
    size_t bracket = str_find(words, STR("（"));

    return bracket == SIZE_MAX ? words : str_cut(words, 0, bracket);
}

const char *layout_sheet_name(int layer, bool resident, struct arena *arena)
{
    const char *words =
        arena_format(arena, "%.*s%s", STR_ARG(stem(layer, resident)),
                     layers[layer].sign == SIGN_24 ? "（24時間）" : "");
    size_t at = 0;
    uint32_t code;

    for (size_t n = 0; words[at] && n < MAX_SHEET_NAME; n++)
        at += str_char(str_of(words), at, &code);
    char *name = arena_copy(arena, words, at);
    for (char *c = name; *c; c++)
        if (strchr("[]:*?/\\'", *c))
            *c = ' ';
    return name;
}
