/* FlatGeobuf 3.0 (header.fbs, feature.fbs), without GDAL: header, index and
 * every value of every feature, within bounds. */
#include "base/buf.h"
#include "output/formats/reread_own.h"
#include "output/tables/flat.h"

#include <stdio.h>
#include <string.h>

enum {
    MAGIC = 8,
    INDEX_ITEM = 40, /* bytes: a box and an offset */
    /* slots of Header */
    COLUMNS = 7,
    FEATURES_COUNT = 8,
    INDEX_NODE_SIZE = 9,
    /* slots of Column */
    COLUMN_TYPE = 1,
    /* slots of Feature */
    GEOMETRY = 0,
    PROPERTIES = 1,
    OWN_COLUMNS = 2,
    /* slot of Geometry */
    XY = 1,
    /* ColumnType */
    TYPE_STRING = 11
};

/* Bytes of a value by ColumnType; from TYPE_STRING on a length goes before. */
static const unsigned char value_len[TYPE_STRING] = {
    1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8,
};

struct fgb {
    struct str rest; /* what is not yet read of the file */
    uint64_t n;      /* features, as the header says; 0: it does not say */
    uint64_t node_size;
    unsigned char type[1024]; /* of the columns */
    size_t n_column;
    struct buf text;
};

static bool take(struct fgb *fgb, size_t len, struct str *part)
{
    if (fgb->rest.len < len)
        return false;
    *part = str_cut(fgb->rest, 0, len);
    fgb->rest = str_cut(fgb->rest, len, fgb->rest.len);
    return true;
}

/* A part with its length in four bytes before it. */
static bool take_sized(struct fgb *fgb, struct str *part)
{
    struct str len;

    return take(fgb, 4, &len) && take(fgb, flat_get(len.ptr, 4), part);
}

static bool read_columns(struct fgb *fgb, const struct flat *header)
{
    struct str columns;
    struct flat column;
    uint64_t type;

    if (!flat_vector(header, COLUMNS, 4, &columns) ||
        columns.len / 4 > sizeof(fgb->type))
        return false;
    fgb->n_column = columns.len / 4;
    for (size_t c = 0; c < fgb->n_column; c++) {
        if (!flat_element(header, columns, c, &column) ||
            !flat_number(&column, COLUMN_TYPE, 1, 0, &type) ||
            type > TYPE_STRING + 3)
            return false;
        fgb->type[c] = (unsigned char)type;
    }
    return true;
}

/* Packed from the leaves: each level has a node for node_size of those below,
 * up to one. */
static bool skip_index(struct fgb *fgb)
{
    uint64_t level = fgb->n, all = fgb->n;
    struct str index;

    if (fgb->n == 0 || fgb->node_size == 0)
        return true;
    if (fgb->node_size < 2 || fgb->n > fgb->rest.len)
        return false;
    do {
        level = (level + fgb->node_size - 1) / fgb->node_size;
        all += level;
    } while (level > 1);
    return take(fgb, all * INDEX_ITEM, &index);
}

static bool read_header(struct fgb *fgb)
{
    static const char magic[] = {'f', 'g', 'b', 3, 'f', 'g', 'b'};
    struct str start, bytes;
    struct flat header;

    return take(fgb, MAGIC, &start) &&
           memcmp(start.ptr, magic, sizeof(magic)) == 0 &&
           take_sized(fgb, &bytes) && flat_root(bytes, &header) &&
           flat_number(&header, FEATURES_COUNT, 8, 0, &fgb->n) &&
           flat_number(&header, INDEX_NODE_SIZE, 2, 16, &fgb->node_size) &&
           read_columns(fgb, &header) && skip_index(fgb);
}

/* ---- features ---- */

/* A number as a person reads it, '.' as point. */
static void add_real(struct buf *text, double number)
{
    char digits[40];

    snprintf(digits, sizeof(digits), "%.15g", number);
    for (char *c = digits; *c; c++)
        if (*c == ',')
            *c = '.';
    buf_add_text(text, digits);
}

static void add_number(struct buf *text, unsigned type, const char *at)
{
    size_t len = value_len[type];
    bool is_signed = type == 0 || type == 3 || type == 5 || type == 7;
    uint64_t number = flat_get(at, len);
    float single;
    double real;

    if (type == 9) {
        memcpy(&single, at, 4);
        add_real(text, (double)single);
    } else if (type == 10) {
        memcpy(&real, at, 8);
        add_real(text, real);
    } else if (is_signed && len < 8 && number >> (8 * len - 1)) {
        buf_addf(text, "-%llu",
                 (unsigned long long)((UINT64_C(1) << 8 * len) - number));
    } else if (is_signed) {
        buf_addf(text, "%lld", (long long)number);
    } else {
        buf_addf(text, "%llu", (unsigned long long)number);
    }
}

/* The number of its column, then the value, again and again. */
static bool read_properties(struct fgb *fgb, struct str values)
{
    size_t at = 0;

    while (at < values.len) {
        if (values.len - at < 2)
            return false;
        size_t column = flat_get(values.ptr + at, 2);
        if (column >= fgb->n_column)
            return false;
        unsigned type = fgb->type[column];
        bool has_len = type >= TYPE_STRING;
        size_t len = has_len ? 4 : value_len[type];
        at += 2;
        if (values.len - at < len)
            return false;
        if (has_len) {
            len = flat_get(values.ptr + at, 4);
            at += 4;
            if (values.len - at < len)
                return false;
            buf_add(&fgb->text, values.ptr + at, len);
        } else {
            add_number(&fgb->text, type, values.ptr + at);
        }
        at += len;
        buf_add_char(&fgb->text, '\n');
    }
    return true;
}

static bool read_feature(struct fgb *fgb, struct str bytes, bool *placed)
{
    struct flat feature, shape;
    struct str values, own, xy = {"", 0};

    if (!flat_root(bytes, &feature) ||
        !flat_table(&feature, GEOMETRY, &shape, placed) ||
        (*placed && !flat_vector(&shape, XY, 8, &xy)) ||
        !flat_vector(&feature, PROPERTIES, 1, &values) ||
        !flat_vector(&feature, OWN_COLUMNS, 4, &own) || own.len || xy.len % 16)
        return false;
    *placed = xy.len > 0;
    for (size_t i = 0; i < xy.len; i += 8) {
        double deg;
        memcpy(&deg, xy.ptr + i, 8);
        if (!(deg >= -180 && deg <= 180)) /* so written, NAN fails too */
            return false;
        buf_add_deg(&fgb->text, deg);
        buf_add_char(&fgb->text, '\n');
    }
    return read_properties(fgb, values);
}

static bool read_features(struct fgb *fgb, struct reread *reread)
{
    struct str bytes;
    bool placed;

    while (fgb->rest.len) {
        if (!take_sized(fgb, &bytes) || !read_feature(fgb, bytes, &placed))
            return false;
        reread->rows++;
        reread->placed += placed;
    }
    return fgb->n == 0 || fgb->n == reread->rows;
}

REREAD(fgb)
{
    struct fgb fgb = {.rest = bytes};
    bool ok = read_header(&fgb) && read_features(&fgb, reread);

    reread->counts_rows = reread->counts_placed = true;
    reread_add(reread, arena,
               (struct str){arena_copy(arena, fgb.text.ptr ? fgb.text.ptr : "",
                                       fgb.text.len),
                            fgb.text.len});
    buf_release(&fgb.text);
    return ok || err_set(err, ERR_INPUT,
                         _("'%s' is not a readable FlatGeobuf file"), name);
}
