#include "cmd/address_input.h"

#include "base/say.h"
#include "cmd/line_reader.h"
#include "norm/code.h"
#include "norm/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of a line without end, more than the geocoder reads. */
#define KEEP_BYTES ((size_t)GEOCODE_MAX_BYTES * 4)

#define MAX_TOLD 20 /* odd rows that are told one by one */

struct address_input {
    const char *label;
    struct arena arena;
    struct str *heading;
    size_t n_heading;
    struct line_reader *lines; /* of a text */
    /* of a table */
    struct in_source source;
    struct rows *rows;
    struct address_columns column;
    struct address_headings wanted;
    bool bom;
    size_t n_odd, n_bad_municipality, n_bad_postal;
};

static bool is_stdin(const char *path)
{
    return !path || strcmp(path, "-") == 0;
}

static bool is_text(const char *path, const struct address_headings *heading)
{
    struct stat info;

    if (heading->address || heading->municipality || heading->postal)
        return false;
    const char *dot = is_stdin(path) ? ".txt" : strrchr(path, '.');
    if (dot && strcasecmp(dot, ".txt") == 0)
        return true;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode) &&
           !S_ISDIR(info.st_mode);
}

/* ---- opening ---- */

static bool open_lines(struct address_input *input, const char *path,
                       struct err *err)
{
    static struct str heading[] = {{"input", 5}};
    struct stat info;
    int fd =
        is_stdin(path) ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return err_set(err, ERR_STORAGE, _("cannot open '%s': %s"),
                       input->label, strerror(errno));
    input->lines = line_reader_open(fd, input->label, KEEP_BYTES);
    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode))
        return err_set(err, ERR_INPUT, _("'%s' is not a file"), input->label);
    input->heading = heading;
    input->n_heading = 1;
    return true;
}

static bool find_source(struct address_input *input, const char *path,
                        struct err *err)
{
    struct in_sources sources = {0};

    if (is_stdin(path))
        return in_spool(STDIN_FILENO, input->label, &input->source, err);
    bool ok = in_list(path, &sources, &input->arena, err);
    if (ok && sources.n != 1)
        ok = err_set(err, ERR_USAGE,
                     _("'%s' holds %zu files; name the one with the "
                       "addresses"),
                     path, sources.n);
    if (ok)
        input->source = sources.item[0];
    free(sources.item);
    return ok;
}

/* The rows do not tell whether a BOM was there. */
static bool look_for_bom(struct address_input *input, struct err *err)
{
    struct in *in = in_open(&input->source, err);
    char start[3] = "";
    size_t len = 0, got = 1;
    bool ok = in != NULL;

    while (ok && len < sizeof(start) && got > 0) {
        ok = in_read(in, start + len, sizeof(start) - len, &got, err);
        len += ok ? got : 0;
    }
    input->bom = len == 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0;
    in_close(in);
    return ok;
}

static bool read_header(struct address_input *input, struct err *err)
{
    struct row header;

    if (!rows_next(input->rows, &header, err))
        return false;
    if (!header.cell)
        return err_set(err, ERR_INPUT,
                       _("'%s' is empty; get it again, or leave it out"),
                       input->label);
    if (header.fault)
        return err_set(err, ERR_INPUT,
                       _("the header row of '%s' cannot be read: %s"),
                       input->label, _(header.fault));
    rows_expect(input->rows, header.n_cell);
    input->n_heading = header.n_cell;
    input->heading =
        arena_alloc(&input->arena, header.n_cell * sizeof(*input->heading));
    for (size_t c = 0; c < header.n_cell; c++) {
        struct str cell = header.cell[c];
        input->heading[c] = (struct str){
            arena_copy(&input->arena, cell.ptr, cell.len), cell.len};
    }
    return address_columns_find(&header, &input->wanted, input->label,
                                &input->column, err);
}

static bool open_table(struct address_input *input, const char *path,
                       struct err *err)
{
    if (!find_source(input, path, err))
        return false;
    input->label = input->source.label;
    if (input->source.form != IN_WORKBOOK && !look_for_bom(input, err))
        return false;
    input->rows = rows_open(&input->source, 0, err);
    if (!input->rows)
        return false;
    size_t sheets = rows_sheet_count(input->rows);
    if (sheets > 1)
        say_warn(_("of the %zu sheets of '%s' only the first is read: %s"),
                 sheets, input->label, rows_sheet_name(input->rows));
    return read_header(input, err);
}

struct address_input *address_input_open(const char *path,
                                         const struct address_headings *heading,
                                         struct err *err)
{
    struct address_input *input = mem_alloc(sizeof(*input));

    *input = (struct address_input){
        .label = is_stdin(path) ? _("standard input") : path,
        .wanted = *heading,
    };
    if (is_text(path, heading) ? open_lines(input, path, err)
                               : open_table(input, path, err))
        return input;
    address_input_close(input);
    return NULL;
}

const struct str *address_input_headings(const struct address_input *input,
                                         size_t *n)
{
    *n = input->n_heading;
    return input->heading;
}

/* ---- rows ---- */

static void tell_odd(struct address_input *input, const struct row *row)
{
    if (++input->n_odd > MAX_TOLD)
        return;
    if (row->fault)
        say_warn(_("line %zu of '%s' cannot be read: %s"), row->line,
                 input->label, _(row->fault));
    else
        say_warn(_("line %zu of '%s' has %zu cells where the header has %zu; "
                   "the others stand at the end of its row"),
                 row->line, input->label, row->n_cell, input->n_heading);
}

static struct str cell_of(const struct row *row, size_t column)
{
    return column < row->n_cell ? row->cell[column] : STR("");
}

static const char *municipality_hint(struct address_input *input,
                                     struct batch *batch, struct str cell)
{
    char narrow[32], code[6];
    size_t len = text_narrow(cell, narrow, sizeof(narrow));

    if (len == 0)
        return NULL;
    if (len != SIZE_MAX && code_municipality((struct str){narrow, len}, code))
        return arena_copy(&batch->arena, code, 5);
    input->n_bad_municipality++;
    return NULL;
}

/* 7 digits, hyphen and 〒 allowed. */
static const char *postal_hint(struct address_input *input, struct batch *batch,
                               struct str cell)
{
    char narrow[32], code[8];
    struct str mark = STR("〒");
    size_t n = 0;

    cell = str_trim(cell);
    if (str_starts(cell, mark))
        cell = str_cut(cell, mark.len, cell.len);
    size_t len = text_narrow(cell, narrow, sizeof(narrow));
    if (len == 0)
        return NULL;
    for (size_t i = 0; len != SIZE_MAX && i < len; i++)
        if (narrow[i] != '-' || i != 3) {
            if (narrow[i] < '0' || narrow[i] > '9' || n == 7)
                len = SIZE_MAX;
            else
                code[n++] = narrow[i];
        }
    if (len != SIZE_MAX && n == 7)
        return arena_copy(&batch->arena, code, 7);
    input->n_bad_postal++;
    return NULL;
}

/* A copy of the row that lives as long as the batch. */
static void take_row(struct address_input *input, struct batch *batch,
                     struct row *row)
{
    struct address_row *to = batch_add(batch);

    to->line = row->line;
    to->fault = row->fault;
    while (row->n_cell > input->n_heading && !row->cell[row->n_cell - 1].len)
        row->n_cell--;
    if (row->fault || row->n_cell > input->n_heading)
        tell_odd(input, row);
    if (row->fault)
        return;
    struct str *cell =
        arena_alloc(&batch->arena, (row->n_cell + 1) * sizeof(*cell));
    for (size_t c = 0; c < row->n_cell; c++)
        cell[c] = batch_keep(batch, row->cell[c]);
    to->cell = cell;
    to->n_cell = row->n_cell;
    to->address = input->column.address < row->n_cell
                      ? cell[input->column.address]
                      : STR("");
    to->hint.municipality_code = municipality_hint(
        input, batch, cell_of(row, input->column.municipality));
    to->hint.postal_code =
        postal_hint(input, batch, cell_of(row, input->column.postal));
}

static bool fill_rows(struct address_input *input, struct batch *batch,
                      struct err *err)
{
    struct row row;

    while (!batch_full(batch)) {
        if (!rows_next(input->rows, &row, err))
            return false;
        if (!row.cell)
            return true;
        take_row(input, batch, &row);
    }
    return true;
}

static bool fill_lines(struct address_input *input, struct batch *batch,
                       struct err *err)
{
    struct str line;

    while (!batch_full(batch) &&
           (batch->n == 0 || line_reader_ready(input->lines))) {
        if (!line_reader_next(input->lines, &line, err))
            return false;
        if (!line.ptr)
            return true;
        struct address_row *row = batch_add(batch);
        row->address = batch_keep(batch, line);
        row->cell = &row->address;
        row->n_cell = 1;
    }
    return true;
}

bool address_input_fill(struct address_input *input, struct batch *batch,
                        struct err *err)
{
    return input->lines ? fill_lines(input, batch, err)
                        : fill_rows(input, batch, err);
}

/* ---- end ---- */

bool address_input_is_windows(const struct address_input *input)
{
    if (input->lines)
        return line_reader_is_windows(input->lines);
    return input->bom || strcmp(rows_encoding(input->rows), "UTF-8") != 0;
}

void address_input_warn(const struct address_input *input)
{
    if (input->n_odd > MAX_TOLD)
        say_warn(_("%zu further rows of '%s' are like this"),
                 input->n_odd - MAX_TOLD, input->label);
    if (input->n_bad_municipality)
        say_warn(_("%zu cells of the column '%s' are no municipality code and "
                   "were not used"),
                 input->n_bad_municipality, input->wanted.municipality);
    if (input->n_bad_postal)
        say_warn(_("%zu cells of the column '%s' are no postal code and were "
                   "not used"),
                 input->n_bad_postal, input->wanted.postal);
}

void address_input_close(struct address_input *input)
{
    if (!input)
        return;
    line_reader_close(input->lines);
    rows_close(input->rows);
    in_spool_close(&input->source);
    arena_release(&input->arena);
    free(input);
}
