#include "base/xlsx.h"

#include "base/xlsx_book.h"
#include "base/xlsx_text.h"

#include <stdlib.h>
#include <string.h>

enum cell_type {
    TYPE_NUMBER,
    TYPE_SHARED, /* the value is an index of the string table */
    TYPE_TEXT,
    TYPE_BOOLEAN
};

/* Text of a cell: of the string table, or a part of xlsx->text. */
struct span {
    struct str shared;
    size_t from, len;
};

struct xlsx {
    struct xlsx_book book;
    size_t sheet;
    struct xml *xml;
    /* the row being read */
    bool in_row, in_cell, in_phonetic, in_text;
    size_t line, n_cell, row_bytes;
    const char *fault;
    struct buf text;
    struct span span[ROWS_MAX_COLUMNS];
    struct str cell[ROWS_MAX_COLUMNS];
    /* the cell being read */
    size_t column; /* from 0 */
    enum cell_type type;
    bool is_date;
    struct buf value;
};

static size_t number_of(const char *digits)
{
    size_t number = 0;

    for (; *digits >= '0' && *digits <= '9' && number < SIZE_MAX / 100;
         digits++)
        number = number * 10 + (size_t)(*digits - '0');
    return number;
}

/* "AB12" -> 27; ROWS_MAX_COLUMNS for anything at or beyond it. */
static size_t column_of(const char *reference)
{
    size_t column = 0;

    for (; *reference >= 'A' && *reference <= 'Z'; reference++) {
        column = column * 26 + (size_t)(*reference - 'A') + 1;
        if (column > ROWS_MAX_COLUMNS)
            return ROWS_MAX_COLUMNS;
    }
    return column > 0 ? column - 1 : ROWS_MAX_COLUMNS;
}

static void row_start(struct xlsx *xlsx, const char *number)
{
    xlsx->in_row = true;
    xlsx->line = number ? number_of(number) : xlsx->line + 1;
    xlsx->n_cell = 0;
    xlsx->row_bytes = 0;
    xlsx->fault = NULL;
    xlsx->column = SIZE_MAX; /* so that the next one is 0 */
    buf_clear(&xlsx->text);
}

/* Names of one letter are most of a sheet. */
static bool is(const char *name, char letter)
{
    return name[0] == letter && name[1] == '\0';
}

static enum cell_type type_of(const char *type)
{
    if (!type || is(type, 'n'))
        return TYPE_NUMBER;
    if (is(type, 's'))
        return TYPE_SHARED;
    return is(type, 'b') ? TYPE_BOOLEAN : TYPE_TEXT;
}

/* The attributes of a cell all have names of one letter. */
static void cell_start(struct xlsx *xlsx, const char *const *attr)
{
    const char *reference = NULL, *style = NULL, *type = NULL;

    for (; *attr; attr += 2) {
        if (attr[0][0] == '\0' || attr[0][1] != '\0')
            continue;
        const char **value = attr[0][0] == 'r'   ? &reference
                             : attr[0][0] == 's' ? &style
                             : attr[0][0] == 't' ? &type
                                                 : NULL;
        if (value && !*value)
            *value = attr[1];
    }
    size_t s = style ? number_of(style) : 0;
    xlsx->in_cell = true;
    if (reference)
        xlsx->column = column_of(reference);
    else if (xlsx->column != ROWS_MAX_COLUMNS)
        xlsx->column++;
    xlsx->type = type_of(type);
    xlsx->is_date = s < xlsx->book.n_style && xlsx->book.is_date[s];
    buf_clear(&xlsx->value);
}

/* The cell's text, built behind xlsx->text unless it is a shared string. */
static struct span span_of(struct xlsx *xlsx)
{
    struct span span = {.from = xlsx->text.len};
    struct str value = buf_str(&xlsx->value);

    if (value.len == 0)
        return span;
    switch (xlsx->type) {
    case TYPE_SHARED:
        if (!xlsx_string(&xlsx->book.strings, value, &span.shared))
            xlsx->fault = N_("a cell names a text that is not there");
        break;
    case TYPE_NUMBER:
        xlsx_add_number(&xlsx->text, value, xlsx->is_date,
                        xlsx->book.from_1904);
        break;
    case TYPE_BOOLEAN:
        buf_add_text(&xlsx->text, str_is(value, "0") ? "FALSE" : "TRUE");
        break;
    case TYPE_TEXT:
        buf_add_str(&xlsx->text, value);
        xlsx_unescape(&xlsx->text, span.from);
        break;
    }
    span.len = xlsx->text.len - span.from;
    return span;
}

static void cell_end(struct xlsx *xlsx)
{
    struct span span = span_of(xlsx);
    size_t len = span.shared.ptr ? span.shared.len : span.len;

    xlsx->in_cell = false;
    if (len == 0)
        return;
    if (len > ROWS_MAX_FIELD)
        xlsx->fault = N_("a cell is longer than 1 MiB");
    xlsx->row_bytes += len;
    if (xlsx->row_bytes > ROWS_MAX_ROW)
        xlsx->fault = N_("the row is longer than 4 MiB");
    if (xlsx->column >= ROWS_MAX_COLUMNS)
        xlsx->fault = N_("the row has more than 512 columns");
    if (xlsx->fault) {
        buf_clear(&xlsx->text);
        return;
    }
    for (; xlsx->n_cell <= xlsx->column; xlsx->n_cell++)
        xlsx->span[xlsx->n_cell] = (struct span){0};
    xlsx->span[xlsx->column] = span;
}

static void on_open(void *context, const char *name, const char *const *attr)
{
    struct xlsx *xlsx = context;

    if (is(name, 'c')) {
        if (xlsx->in_row)
            cell_start(xlsx, attr);
    } else if (strcmp(name, "row") == 0)
        row_start(xlsx, xml_attr(attr, "r"));
    else if (strcmp(name, "rPh") == 0)
        xlsx->in_phonetic = true;
    else if (is(name, 'v') || is(name, 't'))
        xlsx->in_text = xlsx->in_cell && !xlsx->in_phonetic;
}

static void on_close(void *context, const char *name)
{
    struct xlsx *xlsx = context;

    if (is(name, 'v') || is(name, 't')) {
        xlsx->in_text = false;
    } else if (is(name, 'c')) {
        if (xlsx->in_cell)
            cell_end(xlsx);
    } else if (strcmp(name, "rPh") == 0) {
        xlsx->in_phonetic = false;
    } else if (strcmp(name, "row") == 0 && xlsx->in_row) {
        xlsx->in_row = false;
        if (xlsx->n_cell > 0 || xlsx->fault)
            xml_pause(xlsx->xml);
    }
}

static void on_text(void *context, const char *text, size_t len)
{
    struct xlsx *xlsx = context;

    /* One byte too many is enough for cell_end() to see. */
    if (xlsx->in_text && xlsx->value.len <= ROWS_MAX_FIELD)
        buf_add(&xlsx->value, text, len);
}

bool xlsx_turn(struct xlsx *xlsx, size_t sheet, struct err *err)
{
    static const struct xml_handler handler = {on_open, on_close, on_text};

    xml_close(xlsx->xml);
    xlsx->xml = NULL;
    xlsx->sheet = sheet;
    xlsx->line = 0;
    xlsx->in_row = xlsx->in_cell = xlsx->in_phonetic = xlsx->in_text = false;
    if (sheet >= xlsx->book.n_sheet)
        return err_set(err, ERR_INPUT,
                       _("the workbook '%s' has no sheet number %zu: it has "
                         "%zu"),
                       xlsx->book.label, sheet + 1, xlsx->book.n_sheet);
    xlsx->xml = xlsx_part(&xlsx->book, xlsx->book.sheet[sheet].part, &handler,
                          xlsx, err);
    return xlsx->xml != NULL;
}

struct xlsx *xlsx_open(const struct in_source *source, size_t sheet,
                       struct err *err)
{
    struct xlsx *xlsx = mem_alloc(sizeof(*xlsx));

    memset(xlsx, 0, sizeof(*xlsx));
    if (xlsx_book_read(&xlsx->book, source, err) && xlsx_turn(xlsx, sheet, err))
        return xlsx;
    xlsx_close(xlsx);
    return NULL;
}

size_t xlsx_sheet_count(const struct xlsx *xlsx)
{
    return xlsx->book.n_sheet;
}

const char *xlsx_sheet_name(const struct xlsx *xlsx)
{
    return xlsx->book.sheet[xlsx->sheet].name;
}

bool xlsx_next(struct xlsx *xlsx, struct row *row, struct err *err)
{
    bool more = false;

    *row = (struct row){0};
    if (!xlsx->xml)
        return true;
    if (!xml_run(xlsx->xml, &more, err))
        return false;
    if (!more) {
        xml_close(xlsx->xml);
        xlsx->xml = NULL;
        return true;
    }
    row->line = xlsx->line;
    row->cell = xlsx->cell;
    row->fault = xlsx->fault;
    if (xlsx->fault)
        return true;
    row->n_cell = xlsx->n_cell;
    for (size_t i = 0; i < xlsx->n_cell; i++) {
        const struct span *span = &xlsx->span[i];
        xlsx->cell[i] = span->shared.ptr ? span->shared
                                         : str_cut(buf_str(&xlsx->text),
                                                   span->from, span->len);
    }
    return true;
}

void xlsx_close(struct xlsx *xlsx)
{
    if (!xlsx)
        return;
    xml_close(xlsx->xml);
    xlsx_book_release(&xlsx->book);
    buf_release(&xlsx->text);
    buf_release(&xlsx->value);
    free(xlsx);
}
