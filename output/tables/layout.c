#include "output/tables/layout.h"

#include <string.h>

#define MAX_SHEET_NAME 31 /* of Excel */
#define OTHER_WIDTH 18

/* First, and on paper: at most 180 wide in each edition, then A4 is printed in
 * letters of 8 points. */
/* clang-format off */
static const struct lead {
    enum field_id field;
    double width;
    bool resident, professional; /* printed there */
} lead[] = {
    {FIELD_name,           20, true,  true},
    {FIELD_name_kana,      15, true,  true},
    {FIELD_service_names,  20, true,  true},
    {FIELD_home_services,  22, true,  false},
    {FIELD_function_names, 26, false, true},
    {FIELD_address,        26, true,  true},
    {FIELD_building,       10, true,  true},
    {FIELD_phone,          14, true,  true},
    {FIELD_fax,            14, false, true},
    {FIELD_available_days,  9, true,  false},
    {FIELD_hours_text,     28, true,  true},
    {FIELD_service_area,   12, true,  false},
    {FIELD_url,            28, false, false},
    {FIELD_email,          24, false, false},
    {FIELD_departments,    20, false, false},
    {FIELD_department_hours, 30, false, false},
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

static bool has_value(const struct view *view, size_t column, int layer)
{
    for (size_t r = 0; r < view->n_row; r++) {
        const char *cell = view->row[r].cell[column];
        if (view->row[r].layer == layer && cell && *cell)
            return true;
    }
    return false;
}

static void add(struct layout *layout, const char *heading, double width,
                bool printed, int from)
{
    layout->column[layout->n] = (struct workbook_column){
        .heading = heading, .width = width, .unprinted = !printed};
    layout->from[layout->n++] = from;
}

static void add_field(struct layout *layout, const struct view *view, size_t c)
{
    const struct lead *first =
        lead_of((enum field_id)(view->column[c] - fields));
    bool printed =
        first && (view->resident ? first->resident : first->professional);

    add(layout, view->column[c]->heading_ja, first ? first->width : OTHER_WIDTH,
        printed, (int)c);
}

void layout_plan(struct layout *layout, const struct view *view, int layer)
{
    bool wanted[FIELD_COUNT] = {false};

    for (size_t c = 0; c < view->n_column; c++)
        wanted[c] = view->column[c] == &fields[FIELD_id] ||
                    view->column[c] == &fields[FIELD_name] ||
                    has_value(view, c, layer);
    layout->n = 0;
    add(layout, LAYOUT_NUMBER, 5, true, -1);
    /* Twice: what is printed goes before what is not. */
    for (int printed = 1; printed >= 0; printed--)
        for (size_t i = 0; i < N_LEAD; i++)
            for (size_t c = 0; c < view->n_column; c++)
                if (wanted[c] && view->column[c] == &fields[lead[i].field] &&
                    (view->resident ? lead[i].resident
                                    : lead[i].professional) == (printed == 1))
                    add_field(layout, view, c);
    for (int machines = 0; machines < 2; machines++)
        for (size_t c = 0; c < view->n_column; c++) {
            enum field_id field = (enum field_id)(view->column[c] - fields);
            if (wanted[c] && !lead_of(field) &&
                is_for_machines(field) == (machines == 1))
                add_field(layout, view, c);
        }
    add(layout, LAYOUT_LON, 11, false, -1);
    add(layout, LAYOUT_LAT, 11, false, -1);
}

/* ---- names of sheets ---- */

/* What stands before the first bracket. */
static struct str stem(int layer, bool resident)
{
    struct str words = str_of(layer_words(layer, resident));
    size_t bracket = str_find(words, STR("（"));

    return bracket == SIZE_MAX ? words : str_cut(words, 0, bracket);
}

static bool stem_is_unique(int layer, bool resident)
{
    for (int l = 0; l < LAYER_COUNT; l++)
        if (l != layer && str_eq(stem(l, resident), stem(layer, resident)))
            return false;
    return true;
}

const char *layout_sheet_name(int layer, bool resident, struct arena *arena)
{
    struct str words = stem(layer, resident);
    size_t at = 0;
    uint32_t code;

    if (!stem_is_unique(layer, resident))
        words = str_of(layer_words(layer, resident));
    for (size_t n = 0; at < words.len && n < MAX_SHEET_NAME; n++)
        at += str_char(words, at, &code);
    char *name = arena_copy(arena, words.ptr, at);
    for (char *c = name; *c; c++)
        if (strchr("[]:*?/\\'", *c))
            *c = ' ';
    return name;
}
