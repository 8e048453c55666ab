#include "geo/access/mesh.h"

#include <assert.h>

/*
 * JIS X 0410:2002. A first-level cell is 40' by 1 degree; its row is latitude
 * x 1.5 and its column longitude - 100. It is cut into 8 x 8 second-level
 * cells, these into 10 x 10 third-level ones, and these three times into
 * halves, which are counted 1 SW, 2 SE, 3 NW, 4 NE.
 *
 * Everything is counted in cells of the finest level, in integers, and edges
 * are one division: neighbours have the same edge, bit for bit.
 */
#define ROWS_PER_DEG 960     /* 1.5 x 8 x 10 x 2 x 2 x 2 */
#define COLUMNS_PER_DEG 640  /* 8 x 10 x 2 x 2 x 2 */
#define FIRST_CELLS 640      /* finest cells in a first-level one, each way */
#define WEST_DEG 100         /* column 0 */
#define FIRST_ROW_SOUTH 30   /* 20 N */
#define FIRST_ROW_NORTH 69   /* 46 N, outside */
#define FIRST_COLUMN_WEST 22 /* 122 E */
#define FIRST_COLUMN_EAST 54 /* 154 E, outside */

/* The south-west finest cell of a cell, and how many it is wide and high. */
struct span {
    uint32_t row, column, size;
};

/* Digits from the left, and the finest cells in a cell that they name. */
static uint32_t size_of(int digits)
{
    switch (digits) {
    case 4:
        return FIRST_CELLS;
    case 6:
        return 80;
    case 8:
        return 8;
    case 9:
        return 4;
    case 10:
        return 2;
    case 11:
        return 1;
    default:
        return 0;
    }
}

static int count_digits(uint64_t code)
{
    int digits = 0;

    for (; code; code /= 10)
        digits++;
    return digits;
}

static uint64_t power_of_10(int exponent)
{
    uint64_t power = 1;

    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* Two digits, row and column, of a level that divides by `parts`. */
static bool add_pair(struct span *span, uint32_t pair, uint32_t parts)
{
    span->size /= parts;
    span->row += pair / 10 * span->size;
    span->column += pair % 10 * span->size;
    return pair / 10 < parts && pair % 10 < parts;
}

static bool add_half(struct span *span, uint32_t digit)
{
    span->size /= 2;
    span->row += digit > 2 ? span->size : 0;
    span->column += digit % 2 == 0 ? span->size : 0;
    return digit >= 1 && digit <= 4;
}

/* False when a digit or the place is out of its range. */
static bool span_of(uint64_t code, int digits, struct span *span)
{
    uint32_t first = (uint32_t)(code / power_of_10(digits - 4));
    uint32_t row = first / 100, column = first % 100;
    bool good = row >= FIRST_ROW_SOUTH && row < FIRST_ROW_NORTH &&
                column >= FIRST_COLUMN_WEST && column < FIRST_COLUMN_EAST;

    *span = (struct span){row * FIRST_CELLS, column * FIRST_CELLS, FIRST_CELLS};
    if (good && digits >= 6)
        good = add_pair(span, code / power_of_10(digits - 6) % 100, 8);
    if (good && digits >= 8)
        good = add_pair(span, code / power_of_10(digits - 8) % 100, 10);
    for (int at = 9; good && at <= digits; at++)
        good = add_half(span, code / power_of_10(digits - at) % 10);
    return good;
}

/* The value of an ASCII or full-width digit, or -1. */
static int digit_of(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    return c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;
}

static bool is_point(uint32_t c)
{
    return c == '.' || c == 0xFF0E;
}

uint64_t mesh_read(struct str text)
{
    struct str rest = str_trim(text);
    uint64_t code = 0;
    bool whole = true;
    uint32_t c;

    for (size_t at = 0, n; at < rest.len; at += n) {
        n = str_char(rest, at, &c);
        if (n == 0)
            return 0;
        int digit = digit_of(c);
        /* Spreadsheets write whole numbers with a point and zeros. */
        if (whole && code > 0 && is_point(c))
            whole = false;
        else if (digit < 0 || (digit > 0 ? !whole : code == 0) ||
                 code >= 100000000000)
            return 0;
        else if (whole)
            code = code * 10 + (uint64_t)digit;
    }
    return mesh_digits(code) ? code : 0;
}

int mesh_digits(uint64_t code)
{
    int digits = count_digits(code);
    struct span span;

    return size_of(digits) && span_of(code, digits, &span) ? digits : 0;
}

/* Counted in half cells, so that centres are exact as well. */
static double lat_deg(uint32_t half_rows)
{
    return half_rows / (2.0 * ROWS_PER_DEG);
}

static double lon_deg(uint32_t half_columns)
{
    return (half_columns + 2 * WEST_DEG * COLUMNS_PER_DEG) /
           (2.0 * COLUMNS_PER_DEG);
}

static struct span get_span(uint64_t code)
{
    struct span span;
    bool good = span_of(code, count_digits(code), &span);

    assert(good);
    (void)good;
    return span;
}

struct mesh_box mesh_box(uint64_t code)
{
    struct span span = get_span(code);

    return (struct mesh_box){
        .west_deg = lon_deg(2 * span.column),
        .south_deg = lat_deg(2 * span.row),
        .east_deg = lon_deg(2 * (span.column + span.size)),
        .north_deg = lat_deg(2 * (span.row + span.size)),
    };
}

struct lonlat mesh_centre(uint64_t code)
{
    struct span span = get_span(code);

    return (struct lonlat){lon_deg(2 * span.column + span.size),
                           lat_deg(2 * span.row + span.size)};
}

/* The cell whose edges, as mesh_box() tells them, have the value between them:
 * a product may round across one. */
static uint32_t cell_at(double deg, double product, double (*edge)(uint32_t))
{
    uint32_t cell = (uint32_t)product;

    if (deg < edge(2 * cell))
        return cell - 1;
    return deg >= edge(2 * (cell + 1)) ? cell + 1 : cell;
}

/* 1 SW, 2 SE, 3 NW, 4 NE. */
static uint64_t half_digit(uint32_t row, uint32_t column, uint32_t size)
{
    return 1 + row / size % 2 * 2 + column / size % 2;
}

uint64_t mesh_at(struct lonlat point, int digits)
{
    double lat = point.lat_deg, lon = point.lon_deg;

    /* Also false for NAN. */
    if (!size_of(digits) ||
        !(lat >= lat_deg(2 * FIRST_ROW_SOUTH * FIRST_CELLS) &&
          lat < lat_deg(2 * FIRST_ROW_NORTH * FIRST_CELLS) &&
          lon >= lon_deg(2 * FIRST_COLUMN_WEST * FIRST_CELLS) &&
          lon < lon_deg(2 * FIRST_COLUMN_EAST * FIRST_CELLS)))
        return 0;
    uint32_t row = cell_at(lat, lat * ROWS_PER_DEG, lat_deg);
    uint32_t column = cell_at(lon, (lon - WEST_DEG) * COLUMNS_PER_DEG, lon_deg);
    uint64_t code = row / FIRST_CELLS * 100 + column / FIRST_CELLS;

    if (digits >= 6)
        code = code * 100 + row / 80 % 8 * 10 + column / 80 % 8;
    if (digits >= 8)
        code = code * 100 + row / 8 % 10 * 10 + column / 8 % 10;
    for (int at = 9; at <= digits; at++)
        code = code * 10 + half_digit(row, column, size_of(at));
    return code;
}

uint64_t mesh_parent(uint64_t code, int digits)
{
    int own = count_digits(code);

    if (!size_of(digits) || digits > own)
        return 0;
    return code / power_of_10(own - digits);
}

const char *mesh_size_name(int digits)
{
    switch (digits) {
    case 4:
        return "80km";
    case 6:
        return "10km";
    case 8:
        return "1km";
    case 9:
        return "500m";
    case 10:
        return "250m";
    case 11:
        return "125m";
    default:
        return NULL;
    }
}
