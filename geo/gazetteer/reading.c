#include "geo/gazetteer/reading.h"

#include "norm/code.h"
#include "norm/date.h"
#include "norm/position.h"
#include "norm/text.h"

#include <math.h>
#include <string.h>

struct str reading_cell(const struct reading *reading, enum column column)
{
    int at = reading->at[column];

    return at >= 0 && (size_t)at < reading->row->n_cell
               ? str_trim(reading->row->cell[at])
               : (struct str){"", 0};
}

static struct str cleaned(const struct reading *reading, enum column column)
{
    unsigned met = 0;
    struct str cell = reading_cell(reading, column);

    return cell.len ? text_clean(cell, reading->scratch, &met) : cell;
}

const char *reading_text(const struct reading *reading, enum column column)
{
    return joining_text(reading->draft, cleaned(reading, column));
}

/* Codes and flags are ASCII but for files that went through an office suite:
 * the costly way is for those. */
static struct str ascii(const struct reading *reading, enum column column)
{
    struct str cell = reading_cell(reading, column);

    return str_digits(cell) ? cell : text_ascii(cell, reading->scratch);
}

bool reading_flag(const struct reading *reading, enum column column)
{
    return str_is(ascii(reading, column), "1");
}

bool reading_code(const struct reading *reading, enum column column,
                  char code[6])
{
    return code_municipality(ascii(reading, column), code);
}

const char *reading_date(const struct reading *reading, enum column column)
{
    struct str cell = reading_cell(reading, column);
    char iso[11];

    return cell.len && date_read(cell, iso)
               ? joining_text(reading->draft, str_of(iso))
               : NULL;
}

const char *reading_number(const struct reading *reading,
                           const enum column *column, size_t n)
{
    struct buf *text = &reading->draft->joining->text;

    buf_clear(text);
    for (size_t i = 0; i < n; i++) {
        struct str part = cleaned(reading, column[i]);
        if (part.len && text->len)
            buf_add_char(text, '-');
        buf_add_str(text, part);
    }
    return joining_text(reading->draft, buf_str(text));
}

bool reading_town_id(const struct reading *reading, uint32_t *id)
{
    struct str cell = ascii(reading, COLUMN_TOWN);

    if (!str_digits(cell) || cell.len > 7)
        return false;
    *id = 0;
    for (size_t i = 0; i < cell.len; i++)
        *id = *id * 10 + (uint32_t)(cell.ptr[i] - '0');
    return true;
}

/* The change from a system of degrees to ours, opened once; change is NULL
 * for systems that positions are not published in. */
static bool system_find(const struct reading *reading, struct str name,
                        struct crs_change **change)
{
    struct draft_joining *joining = reading->draft->joining;
    char text[sizeof(joining->system[0].name)] = "";
    struct err why = {0};

    *change = NULL;
    if (name.len == 0 || name.len >= sizeof(text))
        return true;
    memcpy(text, name.ptr, name.len);
    for (size_t i = 0; i < joining->n_system; i++)
        if (strcmp(joining->system[i].name, text) == 0) {
            *change = joining->system[i].change;
            return true;
        }
    if (joining->n_system == MAX_SYSTEMS)
        return true;
    struct crs_change *opened = crs_open(text, &why);
    if (!opened && why.class != ERR_USAGE) {
        *reading->err = why;
        return false;
    }
    /* Of the systems that have to be moved only the old degrees are published;
     * metres in these columns would be a fault. */
    if (opened && !crs_is_same(opened) && strcmp(text, "EPSG:4301") != 0) {
        crs_close(opened);
        opened = NULL;
    }
    *change = opened;
    memcpy(joining->system[joining->n_system].name, text, sizeof(text));
    joining->system[joining->n_system++].change = opened;
    return true;
}

static bool in_our_system(const struct reading *reading, struct lonlat *point)
{
    struct str name = reading_cell(reading, COLUMN_SRID);
    struct crs_change *change;
    struct err why = {0};
    double error_m;

    if (str_is(name, "EPSG:6668") || str_is(name, "EPSG:4612"))
        return true;
    if (!system_find(reading, text_ascii(name, reading->scratch), &change))
        return false;
    if (!change || !crs_move(change, point, &error_m, &why) ||
        position_judge(point->lon_deg, point->lat_deg) != POSITION_USABLE)
        *point = (struct lonlat){NAN, NAN};
    return true;
}

bool reading_point(const struct reading *reading, struct lonlat *point)
{
    double lon_deg, lat_deg;

    *point = (struct lonlat){NAN, NAN};
    if (position_read(reading_cell(reading, COLUMN_LON),
                      reading_cell(reading, COLUMN_LAT), &lon_deg,
                      &lat_deg) != POSITION_USABLE)
        return true;
    *point = (struct lonlat){lon_deg, lat_deg};
    return reading->at[COLUMN_SRID] == NO_COLUMN ||
           in_our_system(reading, point);
}
