#include "base/csv_scan.h"

#include <string.h>

enum {
    STOP_PLAIN = 1,  /* ends the fast path of an unquoted cell */
    STOP_QUOTED = 2, /* ends the fast path of a quoted cell */
    STOP_CELL = 4,   /* may follow a closing quote */
    STOP_LINE = 8
};

void csv_bytes_init(struct csv_bytes *bytes, char separator)
{
    memset(bytes->stop, 0, sizeof(bytes->stop));
    bytes->separator = separator;
    bytes->stop['\n'] = STOP_PLAIN | STOP_QUOTED | STOP_CELL | STOP_LINE;
    bytes->stop['\r'] = STOP_PLAIN | STOP_QUOTED | STOP_CELL | STOP_LINE;
    bytes->stop['"'] = STOP_PLAIN | STOP_QUOTED;
    bytes->stop[(unsigned char)separator] = STOP_PLAIN | STOP_CELL;
}

/* The line feed at in->end stops every search. */
static size_t find(const struct csv_bytes *in, size_t at, unsigned stop)
{
    const unsigned char *byte = (const unsigned char *)in->bytes;

    while (!(in->stop[byte[at]] & stop))
        at++;
    return at;
}

size_t csv_find_line_end(const struct csv_bytes *in, size_t at)
{
    return find(in, at, STOP_LINE);
}

size_t csv_line_end(const struct csv_bytes *in, size_t at)
{
    if (in->bytes[at] == '\n')
        return 1;
    if (at + 1 == in->end)
        return in->last ? 1 : 0;
    return in->bytes[at + 1] == '\n' ? 2 : 1;
}

static enum csv_outcome broken(struct csv_scan *scan, const char *fault)
{
    scan->fault = fault;
    return CSV_BROKEN;
}

static void cell_add(const struct csv_bytes *in, struct csv_scan *scan,
                     size_t from, size_t to, bool escaped)
{
    if (to - from > ROWS_MAX_FIELD)
        scan->fault = N_("a cell is longer than 1 MiB");
    if (scan->n_cell < ROWS_MAX_COLUMNS) {
        scan->cell[scan->n_cell] = (struct str){in->bytes + from, to - from};
        scan->escaped[scan->n_cell] = escaped;
    }
    scan->n_cell++;
}

static void scan_plain(const struct csv_bytes *in, struct csv_scan *scan)
{
    size_t at = find(in, scan->at, STOP_PLAIN);

    while (in->bytes[at] == '"') {
        scan->odd_quote = true;
        at = find(in, at + 1, STOP_PLAIN);
    }
    cell_add(in, scan, scan->at, at, false);
    scan->at = at;
}

static enum csv_outcome line_end_within(const struct csv_bytes *in,
                                        struct csv_scan *scan)
{
    size_t len = csv_line_end(in, scan->at);

    if (len == 0)
        return CSV_MORE;
    if (scan->one_line)
        return broken(scan, N_("a quote is not closed on its line"));
    scan->at += len;
    scan->lines++;
    if (scan->second_line)
        return CSV_RECORD;
    scan->second_line = scan->at;
    return scan->doubt ? CSV_DOUBT : CSV_RECORD;
}

static enum csv_outcome after_closing_quote(const struct csv_bytes *in,
                                            struct csv_scan *scan)
{
    if (scan->at == in->end)
        return in->last ? CSV_RECORD : CSV_MORE;
    if (in->stop[(unsigned char)in->bytes[scan->at]] & STOP_CELL)
        return CSV_RECORD;
    return broken(scan, N_("text follows a closing quote"));
}

static enum csv_outcome scan_quoted(const struct csv_bytes *in,
                                    struct csv_scan *scan)
{
    size_t from = ++scan->at;
    bool escaped = false;

    for (;;) {
        scan->at = find(in, scan->at, STOP_QUOTED);
        if (scan->at - from > ROWS_MAX_FIELD)
            return broken(scan, N_("a cell is longer than 1 MiB"));
        if (scan->at == in->end)
            return in->last ? broken(scan, N_("a quote is never closed"))
                            : CSV_MORE;
        if (in->bytes[scan->at] != '"') {
            enum csv_outcome outcome = line_end_within(in, scan);
            if (outcome != CSV_RECORD)
                return outcome;
            continue;
        }
        if (scan->at + 1 == in->end && !in->last)
            return CSV_MORE;
        if (in->bytes[scan->at + 1] != '"')
            break;
        escaped = true;
        scan->at += 2;
    }
    cell_add(in, scan, from, scan->at, escaped);
    scan->at++;
    return after_closing_quote(in, scan);
}

enum csv_outcome csv_scan(const struct csv_bytes *in, struct csv_scan *scan)
{
    scan->at = scan->from;
    for (;;) {
        if (in->bytes[scan->at] == '"') {
            enum csv_outcome outcome = scan_quoted(in, scan);
            if (outcome != CSV_RECORD)
                return outcome;
        } else {
            scan_plain(in, scan);
        }
        if (scan->at == in->end) {
            scan->no_line_end = in->last;
            return in->last ? CSV_RECORD : CSV_MORE;
        }
        if (in->bytes[scan->at] != in->separator)
            break;
        scan->at++;
    }
    size_t len = csv_line_end(in, scan->at);
    if (len == 0)
        return CSV_MORE;
    scan->at += len;
    scan->lines++;
    return CSV_RECORD;
}
