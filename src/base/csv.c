#include "base/csv.h"

#include "base/csv_scan.h"
#include "base/in_encoding.h"

#include <stdlib.h>
#include <string.h>

#define START_BYTES ((size_t)256 << 10)
#define SAMPLE_BYTES ((size_t)64 << 10)

/* Scanning in vain that any file may cause: sixteen rows of full size. */
#define VAIN_BYTES ((uint64_t)64 << 20)

struct csv {
    struct in *in;
    char *bytes;         /* cap and one more for the line feed at the end */
    size_t cap, at, end; /* bytes[at..end) are not delivered yet */
    struct csv_bytes view;
    struct csv_scan scan;
    size_t line; /* physical line of bytes[at], from 1 */
    size_t expect;
    uint64_t done_bytes, vain_bytes;
    enum encoding encoding;
    bool unfinished;
    struct cp932 *cp932;
    struct buf text; /* a CP932 record, converted */
    struct str cell[ROWS_MAX_COLUMNS];
};

/* Make room behind the bytes that wait, and read until it is full. */
static bool fill(struct csv *csv, struct err *err)
{
    size_t got = 1;

    memmove(csv->bytes, csv->bytes + csv->at, csv->end - csv->at);
    csv->end -= csv->at;
    csv->at = 0;
    if (csv->end == csv->cap) {
        csv->cap *= 2;
        csv->bytes = mem_grow(csv->bytes, csv->cap + 1);
    }
    while (csv->end < csv->cap && got > 0) {
        if (!in_read(csv->in, csv->bytes + csv->end, csv->cap - csv->end, &got,
                     err))
            return false;
        csv->end += got;
    }
    csv->bytes[csv->end] = '\n';
    csv->view.bytes = csv->bytes;
    csv->view.end = csv->end;
    csv->view.last = got == 0;
    return true;
}

static void move_to(struct csv *csv, size_t at)
{
    csv->done_bytes += at - csv->at;
    csv->at = at;
}

static char separator_of(struct str head)
{
    size_t len = 0;

    while (len < head.len && head.ptr[len] != '\n' && head.ptr[len] != '\r')
        len++;
    if (len == 0 || memchr(head.ptr, ',', len))
        return ',';
    if (memchr(head.ptr, '\t', len))
        return '\t';
    return memchr(head.ptr, ';', len) ? ';' : ',';
}

struct csv *csv_open(struct in *in, struct err *err)
{
    struct csv *csv = mem_alloc(sizeof(*csv));

    memset(csv, 0, sizeof(*csv));
    csv->in = in;
    csv->cap = START_BYTES;
    csv->bytes = mem_alloc(csv->cap + 1);
    csv->line = 1;
    if (!fill(csv, err)) {
        csv_close(csv);
        return NULL;
    }
    if (str_starts(csv_head(csv), STR("\xEF\xBB\xBF"))) {
        csv->encoding = ENCODING_UTF_8;
        move_to(csv, 3);
    }
    csv_bytes_init(&csv->view, separator_of(csv_head(csv)));
    return csv;
}

struct str csv_head(const struct csv *csv)
{
    return str_cut((struct str){csv->bytes + csv->at, csv->end - csv->at}, 0,
                   SAMPLE_BYTES);
}

void csv_expect(struct csv *csv, size_t n_cell)
{
    csv->expect = n_cell;
}

/* Leave bytes up to and with the next line end, storing none of them. */
static bool skip_line(struct csv *csv, struct err *err)
{
    for (;;) {
        size_t at = csv_find_line_end(&csv->view, csv->at);
        size_t len = at < csv->end ? csv_line_end(&csv->view, at) : 0;

        move_to(csv, at);
        if (len > 0) {
            move_to(csv, at + len);
            csv->line++;
            return true;
        }
        if (csv->view.last) {
            csv->unfinished = true;
            return true;
        }
        if (!fill(csv, err))
            return false;
    }
}

/* After this, csv->at == csv->end means the end of the file. */
static bool skip_blank_lines(struct csv *csv, struct err *err)
{
    for (;;) {
        size_t len = 1;

        while (csv->at < csv->end && len > 0 &&
               (csv->bytes[csv->at] == '\n' || csv->bytes[csv->at] == '\r')) {
            len = csv_line_end(&csv->view, csv->at);
            move_to(csv, csv->at + len);
            csv->line += len > 0;
        }
        if ((csv->at < csv->end && len > 0) || csv->view.last)
            return true;
        if (!fill(csv, err))
            return false;
    }
}

static enum csv_outcome scan_at(struct csv *csv, size_t from, bool one_line,
                                bool doubt)
{
    struct csv_scan *scan = &csv->scan;

    scan->from = from;
    scan->one_line = one_line;
    scan->doubt = doubt;
    scan->n_cell = 0;
    scan->lines = 0;
    scan->second_line = 0;
    scan->no_line_end = false;
    scan->odd_quote = false;
    scan->fault = NULL;
    enum csv_outcome outcome = csv_scan(&csv->view, scan);
    if (outcome != CSV_RECORD)
        csv->vain_bytes += scan->at - from;
    return outcome;
}

/*
 * A record goes on over a line end inside quotes: the quote is a stray one
 * when the line at `second` is by itself a whole record of the right width.
 */
static enum csv_outcome judge_second_line(struct csv *csv, size_t second)
{
    struct csv_scan *scan = &csv->scan;
    enum csv_outcome outcome = scan_at(csv, second, true, false);

    if (outcome == CSV_MORE && csv->end - csv->at < ROWS_MAX_ROW)
        return CSV_MORE;
    if (outcome != CSV_RECORD || scan->n_cell != csv->expect ||
        scan->odd_quote || scan->fault)
        return CSV_RECORD;
    scan->fault = N_("a quote is not closed on its line");
    scan->second_line = second;
    return CSV_BROKEN;
}

/* What is wrong with a record that ended well. */
static enum csv_outcome judge_record(const struct csv *csv,
                                     struct csv_scan *scan)
{
    if (scan->lines > 1 && csv->expect > 1 && scan->n_cell != csv->expect) {
        scan->fault = N_("a quote is not closed on its line");
        return CSV_BROKEN;
    }
    if (scan->n_cell > ROWS_MAX_COLUMNS)
        scan->fault = N_("the row has more than 512 columns");
    if (scan->at - scan->from > ROWS_MAX_ROW)
        scan->fault = N_("the row is longer than 4 MiB");
    return CSV_RECORD;
}

/* Scan the record at csv->at, reading on as needed: CSV_RECORD or
 * CSV_BROKEN in *outcome, the rest in csv->scan. */
static bool find_record(struct csv *csv, enum csv_outcome *outcome,
                        struct err *err)
{
    struct csv_scan *scan = &csv->scan;
    bool tired = csv->vain_bytes > VAIN_BYTES + 4 * csv->done_bytes;
    bool trusted = csv->expect < 2;

    for (;;) {
        *outcome = scan_at(csv, csv->at, tired, !trusted);
        if (*outcome == CSV_DOUBT) {
            *outcome = judge_second_line(csv, scan->second_line);
            trusted = *outcome == CSV_RECORD;
            if (trusted)
                continue;
        } else if (*outcome == CSV_RECORD) {
            *outcome = judge_record(csv, scan);
        }
        if (*outcome != CSV_MORE)
            return true;
        if (csv->end - csv->at >= ROWS_MAX_ROW) {
            scan->fault = N_("the row is longer than 4 MiB");
            *outcome = CSV_BROKEN;
            return true;
        }
        if (!fill(csv, err))
            return false;
    }
}

/* A broken record is its first line only. */
static bool set_aside(struct csv *csv, struct err *err)
{
    const struct csv_scan *scan = &csv->scan;

    if (scan->second_line) {
        move_to(csv, scan->second_line);
        csv->line++;
        return true;
    }
    move_to(csv, scan->at);
    return skip_line(csv, err);
}

/* In place: the bytes are not scanned again. */
static size_t halve_quotes(char *text, size_t len)
{
    size_t to = 0;

    for (size_t at = 0; at < len; at++) {
        text[to++] = text[at];
        at += text[at] == '"';
    }
    return to;
}

static void take_cells(struct csv *csv)
{
    const struct csv_scan *scan = &csv->scan;

    for (size_t i = 0; i < scan->n_cell; i++) {
        struct str cell = scan->cell[i];
        if (scan->escaped[i])
            cell.len =
                halve_quotes(csv->bytes + (cell.ptr - csv->bytes), cell.len);
        csv->cell[i] = cell;
    }
}

static const char *convert_cells(struct csv *csv, size_t n_cell)
{
    size_t start[ROWS_MAX_COLUMNS + 1];

    buf_clear(&csv->text);
    for (size_t i = 0; i < n_cell; i++) {
        start[i] = csv->text.len;
        if (encoding_is_ascii(csv->cell[i]))
            buf_add_str(&csv->text, csv->cell[i]);
        else if (!cp932_add(csv->cp932, csv->cell[i], &csv->text))
            return N_("the text is not valid CP932 (Shift_JIS)");
        if (csv->text.len - start[i] > ROWS_MAX_FIELD)
            return N_("a cell is longer than 1 MiB");
    }
    start[n_cell] = csv->text.len;
    if (csv->text.len > ROWS_MAX_ROW)
        return N_("the row is longer than 4 MiB");
    for (size_t i = 0; i < n_cell; i++)
        csv->cell[i] =
            str_cut(buf_str(&csv->text), start[i], start[i + 1] - start[i]);
    return NULL;
}

/* The cells of the record just scanned as UTF-8, or the reason why not. */
static const char *decode(struct csv *csv)
{
    const struct csv_scan *scan = &csv->scan;
    struct str record = {csv->bytes + scan->from, scan->at - scan->from};

    if (scan->fault)
        return scan->fault;
    if (memchr(record.ptr, '\0', record.len))
        return N_("the row holds a NUL byte");
    bool ascii = encoding_is_ascii(record);
    if (!ascii && csv->encoding == ENCODING_ASCII)
        csv->encoding = encoding_guess(csv_head(csv));
    if (!ascii && csv->encoding == ENCODING_ASCII) /* not in the sample */
        csv->encoding = encoding_guess(record);
    if (csv->encoding == ENCODING_UTF_8 && !ascii && !encoding_is_utf8(record))
        return N_("the text is not valid UTF-8");
    take_cells(csv);
    if (ascii || csv->encoding == ENCODING_UTF_8)
        return NULL;
    if (!csv->cp932)
        csv->cp932 = cp932_open();
    if (!csv->cp932)
        return N_("this system cannot read CP932 (Shift_JIS)");
    return convert_cells(csv, scan->n_cell);
}

bool csv_next(struct csv *csv, struct row *row, struct err *err)
{
    const struct csv_scan *scan = &csv->scan;
    enum csv_outcome outcome;

    *row = (struct row){0};
    if (!skip_blank_lines(csv, err))
        return false;
    row->line = csv->line;
    if (csv->at == csv->end)
        return true;
    if (!find_record(csv, &outcome, err))
        return false;
    row->cell = csv->cell;
    if (outcome == CSV_BROKEN) {
        row->fault = scan->fault;
        return set_aside(csv, err);
    }
    row->fault = decode(csv);
    row->odd_quote = scan->odd_quote;
    row->n_cell = row->fault ? 0 : scan->n_cell;
    csv->unfinished = scan->no_line_end;
    csv->line += scan->lines;
    move_to(csv, scan->at);
    return true;
}

const char *csv_encoding(const struct csv *csv)
{
    return csv->encoding == ENCODING_CP932 ? "CP932" : "UTF-8";
}

bool csv_unfinished(const struct csv *csv)
{
    return csv->unfinished;
}

void csv_close(struct csv *csv)
{
    if (!csv)
        return;
    in_close(csv->in);
    cp932_close(csv->cp932);
    buf_release(&csv->text);
    free(csv->bytes);
    free(csv);
}
