#include "listing/columns.h"

#include "norm/date.h"
#include "norm/text.h"

#include <string.h>

#define MAX_COLUMNS 80

bool columns_is_header(const struct row *header, struct arena *scratch)
{
    if (header->n_cell < 3)
        return false;
    struct str first = text_key(header->cell[0], scratch);
    struct str second = text_key(header->cell[1], scratch);
    struct str third = text_key(header->cell[2], scratch);
    return (str_is(first, "項目") && str_is(second, "列名") &&
            str_is(third, "固定値")) ||
           (str_is(first, "field") && str_is(second, "column") &&
            str_is(third, "constant"));
}

/* What is not read as plain text. */
static const struct {
    const char *field;
    enum cell cell;
    int arg;
} special[] = {
    {"id", CELL_ID, 0},
    {"kind", CELL_SERVICE, 0},
    {"latitude", CELL_LATITUDE, 0},
    {"longitude", CELL_LONGITUDE, 0},
    {"name_kana", CELL_KANA, FIELD_name_kana},
    {"phone", CELL_PHONE, FIELD_phone},
    {"fax", CELL_PHONE, FIELD_fax},
    {"url", CELL_WEB, 0},
    {"email", CELL_MAIL, 0},
    {"municipality_code", CELL_MUNICIPALITY, 0},
    {"prefecture", CELL_PREFECTURE_NAME, 0},
    {"municipality", CELL_CITY_NAME, 0},
    {"office_number", CELL_OFFICE, 0},
    {"medical_code", CELL_MEDICAL, 0},
    {"corporation_number", CELL_CORPORATION_NUMBER, 0},
    {"corporation_name", CELL_CORPORATION_NAME, 0},
    {"capacity", CELL_COUNT, FIELD_capacity},
    {"beds_total", CELL_COUNT, FIELD_beds_total},
    {"remarks", CELL_LINES, FIELD_remarks},
    {"available_days_note", CELL_LINES, FIELD_available_days_note},
};

/* Fields that may come from a list as plain text. */
static const enum field_id plain[] = {
    FIELD_name,           FIELD_name_short,   FIELD_name_en,
    FIELD_postal_code,    FIELD_address,      FIELD_building,
    FIELD_available_days, FIELD_service_area, FIELD_departments,
};

static bool cell_of_field(const char *name, struct column *column)
{
    for (size_t i = 0; i < sizeof(special) / sizeof(*special); i++)
        if (strcmp(special[i].field, name) == 0) {
            column->cell = special[i].cell;
            column->arg = special[i].arg;
            return true;
        }
    for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
        if (strcmp(fields[plain[i]].name, name) == 0) {
            column->cell = CELL_TEXT;
            column->arg = plain[i];
            return true;
        }
    return false;
}

/* Constants about the list itself. */
static bool describe(struct listing *listing, const char *name,
                     const char *value)
{
    struct {
        const char *name;
        const char **member;
    } about[] = {
        {"listing", &listing->title},   {"publisher", &listing->publisher},
        {"licence", &listing->licence}, {"licence_url", &listing->licence_url},
        {"source_url", &listing->url},  {"as_of", &listing->as_of},
        {"crs", &listing->crs},
    };

    for (size_t i = 0; i < sizeof(about) / sizeof(*about); i++)
        if (strcmp(about[i].name, name) == 0) {
            *about[i].member = value;
            return true;
        }
    return false;
}

static bool known_about(const char *name)
{
    struct listing scratch = {0};

    return describe(&scratch, name, "");
}

static bool add_row(struct listing *listing, struct column *column,
                    const char *name, const char *heading, const char *constant,
                    const char *label, size_t line, struct err *err)
{
    if (known_about(name)) {
        if (!constant)
            return err_set(err, ERR_INPUT,
                           _("'%s' line %zu: '%s' takes a constant (third "
                             "column), not a column"),
                           label, line, name);
        describe(listing, name, constant);
        return true;
    }
    struct column *next = &column[listing->n_column];
    if (!cell_of_field(name, next))
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: no field '%s' can be read from a "
                         "list; see 'zaitaku list fields'"),
                       label, line, name);
    if (!heading == !constant)
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: '%s' needs either a column heading "
                         "or a constant"),
                       label, line, name);
    if (listing->n_column + 1 >= MAX_COLUMNS)
        return err_set(err, ERR_INPUT, _("'%s' has more than %d rows"), label,
                       MAX_COLUMNS - 1);
    next->heading = heading;
    next->constant = constant;
    next->optional = constant != NULL;
    listing->n_column++;
    return true;
}

static bool has_cell(const struct listing *listing, enum cell cell, int arg)
{
    for (size_t c = 0; c < listing->n_column; c++)
        if (listing->column[c].cell == cell && listing->column[c].arg == arg)
            return true;
    return false;
}

static bool complete(struct listing *listing, const char *label,
                     struct arena *arena, struct err *err)
{
    char iso[11];

    if (!listing->title || !has_cell(listing, CELL_TEXT, FIELD_name) ||
        !has_cell(listing, CELL_TEXT, FIELD_address))
        return err_set(err, ERR_INPUT,
                       _("'%s' is a columns file without 'listing', 'name' "
                         "or 'address'; add the missing rows"),
                       label);
    if (listing->as_of && !date_read(str_of(listing->as_of), iso))
        return err_set(err, ERR_INPUT,
                       _("'%s': as_of '%s' is not a date; write 2026-04-01"),
                       label, listing->as_of);
    if (listing->as_of)
        listing->as_of = arena_copy(arena, iso, strlen(iso));
    if (!listing->publisher)
        listing->publisher = "市区町村";
    if (!listing->licence)
        listing->licence = "配布元の利用規約による";
    return true;
}

bool columns_read(struct rows *rows, const char *label, struct arena *arena,
                  struct listing **result, struct err *err)
{
    struct listing *listing = arena_alloc(arena, sizeof(*listing));
    struct column *column = arena_alloc(arena, MAX_COLUMNS * sizeof(*column));
    struct row row;
    unsigned met = 0;

    *listing = (struct listing){
        .id = "local", .id_letter = 'l', .cp932 = true, .column = column};
    for (;;) {
        if (!rows_next(rows, &row, err))
            return err_in(err, "'%s'", label);
        if (!row.cell && !row.fault)
            break;
        if (row.fault)
            return err_set(err, ERR_INPUT, _("'%s' line %zu: %s"), label,
                           row.line, _(row.fault));
        const char *text[3] = {NULL, NULL, NULL};
        for (size_t i = 0; i < 3 && i < row.n_cell; i++)
            text[i] = str_keep(arena, text_clean(row.cell[i], arena, &met));
        if (!text[0])
            continue;
        if (!add_row(listing, column, text[0], text[1], text[2], label,
                     row.line, err))
            return false;
    }
    *result = listing;
    return complete(listing, label, arena, err);
}
