#include "cmd/answer.h"

#include "cmd/valid_text.h"
#include "norm/text.h"
#include "output/sheet.h"

#include <math.h>

#define BOM "\xEF\xBB\xBF"

/* What a row that could not be read has instead of the geocoder's reasons. */
#define ROW_UNREADABLE "ROW_UNREADABLE"

/* ---- cells ---- */

/* Of our columns; the row is never empty before them. */
static void cell(struct buf *out, const char *text)
{
    buf_add_char(out, ',');
    buf_add_csv(out, str_of(text));
}

/* Text cut out of the input. */
static void cell_cut(struct buf *out, struct str s)
{
    struct buf text = {0};

    if (!s.len) {
        buf_add_char(out, ',');
        return;
    }
    valid_text_add(&text, s);
    sheet_cell(out, text.ptr);
    buf_release(&text);
}

static void cell_point(struct buf *out, struct lonlat point)
{
    buf_add_char(out, ',');
    if (lonlat_known(point))
        buf_add_deg(out, point.lon_deg);
    buf_add_char(out, ',');
    if (lonlat_known(point))
        buf_add_deg(out, point.lat_deg);
}

/* Rounded up: the radius still holds the address. */
static void cell_error(struct buf *out, double error_m)
{
    buf_add_char(out, ',');
    if (isfinite(error_m))
        buf_addf(out, "%.0f", ceil(error_m));
}

/* ---- columns ---- */

/* The office of a municipality is no place of the address: a spreadsheet's map
 * would put a pin there. */
static void add_lon_lat(const struct geocode_result *result, struct buf *out)
{
    static const struct lonlat nowhere = {NAN, NAN};
    bool fine = result->place.coordinate_level >= LEVEL_OAZA;

    cell_point(out, fine ? result->place.point : nowhere);
}

static void add_nothing(const struct geocode_result *result, struct buf *out)
{
    (void)result;
    (void)out;
}

static void add_match_level(const struct geocode_result *result,
                            struct buf *out)
{
    cell(out, level_names[result->place.match_level]);
}

static void add_coordinate_level(const struct geocode_result *result,
                                 struct buf *out)
{
    cell(out, level_names[result->place.coordinate_level]);
}

static void add_error(const struct geocode_result *result, struct buf *out)
{
    cell_error(out, result->place.error_m);
}

static void add_confidence(const struct geocode_result *result, struct buf *out)
{
    buf_addf(out, ",%d", result->confidence);
}

static void add_reasons(const struct geocode_result *result, struct buf *out)
{
    const char *between = ",";

    for (int r = 0; r < REASON_COUNT; r++)
        if (result->reasons >> r & 1) {
            buf_add_text(out, between);
            buf_add_text(out, geocode_reasons[r].id);
            between = " ";
        }
    if (!result->reasons)
        buf_add_char(out, ',');
}

static void add_prefecture(const struct geocode_result *result, struct buf *out)
{
    cell(out, result->place.prefecture);
}

static void add_municipality(const struct geocode_result *result,
                             struct buf *out)
{
    cell(out, result->place.municipality);
}

static void add_municipality_code(const struct geocode_result *result,
                                  struct buf *out)
{
    cell(out, result->place.municipality_code);
}

static void add_town(const struct geocode_result *result, struct buf *out)
{
    cell(out, result->place.town);
}

static void add_number(const struct geocode_result *result, struct buf *out)
{
    cell_cut(out, str_of(result->number));
}

static void add_remainder(const struct geocode_result *result, struct buf *out)
{
    cell_cut(out, result->remainder);
}

static void add_building(const struct geocode_result *result, struct buf *out)
{
    cell_cut(out, result->building);
}

static void add_alternatives(const struct geocode_result *result,
                             struct buf *out)
{
    struct buf text = {0};

    for (size_t i = 0; i < result->n_alternative; i++) {
        const struct geocode_place *place = &result->alternative[i];
        buf_add_text(&text, i ? " / " : "");
        buf_add_text(&text, place->prefecture);
        buf_add_text(&text, place->municipality);
        buf_add_text(&text, place->town);
    }
    cell(out, text.ptr);
    buf_release(&text);
}

static void add_dataset(const struct geocode_result *result, struct buf *out)
{
    const struct gazetteer_source *source = result->source;

    cell(out, !source ? "" : source->title[0] ? source->title : source->label);
}

/* Our columns, in order; each adds its commas. */
static const struct {
    const char *heading;
    void (*add)(const struct geocode_result *result, struct buf *out);
} column[] = {
    {"lon", add_lon_lat},
    {"lat", add_nothing}, /* stands there already */
    {"match_level", add_match_level},
    {"coordinate_level", add_coordinate_level},
    {"error_m", add_error},
    {"confidence", add_confidence},
    {"reasons", add_reasons},
    {"prefecture", add_prefecture},
    {"municipality", add_municipality},
    {"municipality_code", add_municipality_code},
    {"town", add_town},
    {"number", add_number},
    {"remainder", add_remainder},
    {"building", add_building},
    {"alternatives", add_alternatives},
    {"dataset", add_dataset},
};
#define N_COLUMN (sizeof(column) / sizeof(*column))

/* ---- header and rows ---- */

static bool is_taken(const struct str *heading, size_t n, const char *name,
                     struct arena *scratch)
{
    struct str key = text_key(str_of(name), scratch);

    for (size_t i = 0; i < n; i++)
        if (str_eq(text_key(heading[i], scratch), key))
            return true;
    return false;
}

static void end_row(const struct answer_form *form, struct buf *out)
{
    buf_add_text(out, form->windows ? "\r\n" : "\n");
}

void answer_header(const struct answer_form *form, const struct str *heading,
                   struct buf *out)
{
    struct arena scratch = {0};

    if (form->json)
        return;
    buf_add_text(out, form->windows ? BOM : "");
    for (size_t c = 0; c < form->n_column; c++) {
        buf_add_text(out, c ? "," : "");
        buf_add_csv(out, heading[c]);
    }
    for (size_t c = 0; c < N_COLUMN; c++) {
        const char *name = column[c].heading;
        while (is_taken(heading, form->n_column, name, &scratch))
            name = arena_format(&scratch, "%s_geocode", name);
        cell(out, name);
    }
    end_row(form, out);
    arena_release(&scratch);
}

/* The object has the most needed members of geocode_json(), so that a program
 * need not look for this case first. */
static void json_fault(const struct address_row *row, struct buf *out)
{
    buf_addf(out,
             "{\"input\":null,\"lon\":null,\"lat\":null,\"match_level\":"
             "\"%s\",\"coordinate_level\":\"%s\",\"confidence\":0,\"reasons\":"
             "[\"" ROW_UNREADABLE "\"],\"line\":%zu}\n",
             level_names[LEVEL_NONE], level_names[LEVEL_NONE], row->line);
}

static void csv_fault(const struct answer_form *form, struct buf *out)
{
    for (size_t c = 1; c < form->n_column; c++)
        buf_add_char(out, ',');
    for (size_t c = 0; c < N_COLUMN; c++)
        cell(out, column[c].add == add_reasons ? ROW_UNREADABLE : "");
    end_row(form, out);
}

void answer_row(const struct answer_form *form, const struct address_row *row,
                const struct geocode_result *result, struct buf *out)
{
    if (row->fault) {
        if (form->json)
            json_fault(row, out);
        else
            csv_fault(form, out);
        return;
    }
    if (form->json) {
        geocode_json(result, row->address, out);
        buf_add_char(out, '\n');
        return;
    }
    for (size_t c = 0; c < form->n_column; c++) {
        buf_add_text(out, c ? "," : "");
        if (c < row->n_cell)
            buf_add_csv(out, row->cell[c]);
    }
    for (size_t c = 0; c < N_COLUMN; c++)
        column[c].add(result, out);
    for (size_t c = form->n_column; c < row->n_cell; c++) {
        buf_add_char(out, ',');
        buf_add_csv(out, row->cell[c]);
    }
    end_row(form, out);
}
