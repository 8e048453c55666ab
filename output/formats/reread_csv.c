/* CSV files, by the letter of RFC 4180: what a lenient reader would let pass
 * is a fault here, because we wrote the file. */
#include "base/buf.h"
#include "base/in_encoding.h"
#include "output/formats/reread_own.h"

/* The file while it is read; cells go to `text`, a line each. */
struct csv_text {
    struct str bytes; /* UTF-8, without BOM */
    size_t at;
    struct buf text;
    size_t cell; /* where the present one begins in `text` */
};

enum csv_end { END_OF_CELL, END_OF_RECORD, END_BROKEN };

static enum csv_end end_at(struct csv_text *csv)
{
    struct str rest = str_cut(csv->bytes, csv->at, csv->bytes.len);

    if (str_starts(rest, STR(","))) {
        csv->at += 1;
        return END_OF_CELL;
    }
    size_t n = str_starts(rest, STR("\r\n")) ? 2 : str_starts(rest, STR("\n"));
    csv->at += n;
    return n ? END_OF_RECORD : END_BROKEN;
}

/* Behind the opening quote. */
static bool read_quoted(struct csv_text *csv)
{
    while (csv->at < csv->bytes.len) {
        char c = csv->bytes.ptr[csv->at++];
        if (c != '"') {
            buf_add_char(&csv->text, c);
        } else if (csv->at < csv->bytes.len && csv->bytes.ptr[csv->at] == '"') {
            buf_add_char(&csv->text, '"');
            csv->at++;
        } else {
            return true;
        }
    }
    return false;
}

static enum csv_end read_cell(struct csv_text *csv)
{
    csv->cell = csv->text.len;
    if (csv->at < csv->bytes.len && csv->bytes.ptr[csv->at] == '"') {
        csv->at++;
        if (!read_quoted(csv))
            return END_BROKEN;
    } else {
        size_t from = csv->at;
        while (csv->at < csv->bytes.len &&
               (unsigned char)csv->bytes.ptr[csv->at] != ',' &&
               csv->bytes.ptr[csv->at] != '"' &&
               csv->bytes.ptr[csv->at] != '\r' &&
               csv->bytes.ptr[csv->at] != '\n')
            csv->at++;
        buf_add_str(&csv->text, str_cut(csv->bytes, from, csv->at - from));
    }
    return end_at(csv);
}

/* Columns of the point in list.csv and in the municipal data sets. */
struct places {
    size_t lon, lat; /* SIZE_MAX: none */
};

static void note_heading(struct places *places, struct str heading, size_t i)
{
    if (str_is(heading, "lon") || str_is(heading, "経度"))
        places->lon = i;
    if (str_is(heading, "lat") || str_is(heading, "緯度"))
        places->lat = i;
}

/* One record: *n cells, and whether it has a point. False when broken. */
static bool read_record(struct csv_text *csv, bool heading,
                        struct places *places, size_t *n, bool *placed)
{
    enum csv_end end;
    bool lon = false, lat = false;

    *n = 0;
    do {
        end = read_cell(csv);
        struct str cell = str_cut(buf_str(&csv->text), csv->cell, SIZE_MAX);
        if (heading)
            note_heading(places, cell, *n);
        lon |= *n == places->lon && cell.len;
        lat |= *n == places->lat && cell.len;
        buf_add_char(&csv->text, '\n');
        ++*n;
    } while (end == END_OF_CELL);
    *placed = lon && lat;
    return end == END_OF_RECORD;
}

static bool read_records(struct csv_text *csv, const char *name,
                         struct reread *reread, struct err *err)
{
    struct places places = {SIZE_MAX, SIZE_MAX};
    size_t width = 0, n;
    bool placed;

    for (uint64_t record = 1; csv->at < csv->bytes.len; record++) {
        bool heading = record == 1;
        if (!read_record(csv, heading, &places, &n, &placed) ||
            (!heading && n != width))
            return err_set(
                err, ERR_INPUT,
                _("'%s' is not a proper CSV file: record %llu has "
                  "wrong quotes, a wrong number of cells, or no end"),
                name, (unsigned long long)record);
        if (heading) {
            width = n;
            continue;
        }
        reread->rows++;
        reread->placed += placed;
    }
    reread->counts_rows = true;
    reread->counts_placed = places.lon != SIZE_MAX && places.lat != SIZE_MAX;
    return width > 0 || err_set(err, ERR_INPUT, _("'%s' is empty"), name);
}

/* Its bytes as UTF-8. False when they are no text. */
static bool decode(struct str bytes, struct buf *text)
{
    struct str bom = STR("\xEF\xBB\xBF");
    struct cp932 *cp932;

    if (encoding_is_utf8(bytes)) {
        buf_add_str(text, str_starts(bytes, bom)
                              ? str_cut(bytes, bom.len, bytes.len)
                              : bytes);
        return true;
    }
    cp932 = cp932_open();
    bool ok = cp932 && cp932_add(cp932, bytes, text);
    cp932_close(cp932);
    return ok;
}

REREAD(csv)
{
    struct buf text = {0};
    struct csv_text csv = {0};
    bool ok =
        decode(bytes, &text) ||
        err_set(err, ERR_INPUT, _("'%s' is neither UTF-8 nor CP932"), name);

    csv.bytes = buf_str(&text);
    ok = ok && read_records(&csv, name, reread, err);
    /* As it stands, with what CP932 is in UTF-8; and cell by cell. */
    reread_add(
        reread, arena,
        (struct str){arena_copy(arena, text.ptr ? text.ptr : "", text.len),
                     text.len});
    reread_add(reread, arena,
               (struct str){arena_copy(arena, csv.text.ptr ? csv.text.ptr : "",
                                       csv.text.len),
                            csv.text.len});
    buf_release(&text);
    buf_release(&csv.text);
    return ok;
}
