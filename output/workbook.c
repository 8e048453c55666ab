#include "output/workbook.h"

#include "output/workbook_cell.h"
#include "output/workbook_lines.h"
#include "output/workbook_proof.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* Every character has one of two widths, so that the lines of a cell can be
 * counted; with Windows, and as on the prints. */
#define FONT "BIZ UDゴシック"
#define FONT_CHARSET_JAPANESE 128
#define PAPER_A4 9
#define GREY 0xBFBFBF
/* Number formats that every program has, ECMA-376 18.8.30. */
#define NUMBER_GENERAL 0
#define NUMBER_WHOLE 3 /* #,##0 */
#define NUMBER_DATE 14 /* as the reader's country writes it */
#define NUMBER_TEXT 49
#define MAX_SHEET 32
#define MAX_COLUMN 96
#define FONT_POINTS 10
/* A line of FONT has 11.5; fonts that stand in for it are higher. */
#define LINE_POINTS 13.0
#define MAX_ROW_POINTS 409.0 /* of Excel */

struct workbook {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *heading, *text, *number, *exact, *date;
    lxw_format *shape[WORKBOOK_SHAPES]; /* NULL until it is used */
    lxw_format *empty[MAX_COLUMN];      /* of the sheet's columns */
    int fd;
    char path[32]; /* of fd */
    lxw_row_t row;
    lxw_col_t column, n_column, n_printed;
    double width[MAX_COLUMN];
    size_t n_line; /* of the row's highest cell */
    bool has_filter;
    size_t n_row[MAX_SHEET]; /* with the heading */
    size_t n_sheet;
    bool has_value;
    lxw_error fault; /* the first */
    struct buf safe;
    struct arena arena;
};

static const char *temporary_folder(void)
{
    const char *folder = getenv("TMPDIR");

    return folder && *folder ? folder : "/tmp";
}

static void note(struct workbook *workbook, lxw_error fault)
{
    if (!workbook->fault)
        workbook->fault = fault;
}

static bool fail(const char *why, struct err *err)
{
    return err_set(err, ERR_STORAGE,
                   _("cannot write a workbook in '%s': %s; make room there, or "
                     "set TMPDIR to another folder"),
                   temporary_folder(), why);
}

/* ---- the file ---- */

/* In memory, found by its name under /proc: whoever kills the run, nothing is
 * left behind. */
static bool make_file(struct workbook *workbook)
{
    workbook->fd = memfd_create("workbook", MFD_CLOEXEC);
    snprintf(workbook->path, sizeof(workbook->path), "/proc/self/fd/%d",
             workbook->fd);
    return workbook->fd >= 0 && access(temporary_folder(), W_OK | X_OK) == 0;
}

/* Noon of the day, UTC; never 0, which the library reads as "now". */
static time_t time_of(const char *day)
{
    struct tm tm = {.tm_hour = 12};

    if (sscanf(day, "%4d-%2d-%2d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday) != 3)
        return 1;
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    return timegm(&tm);
}

/* The library takes no const text. */
static char *copy(struct workbook *workbook, const char *text)
{
    return text ? arena_copy(&workbook->arena, text, strlen(text)) : NULL;
}

static void describe(struct workbook *workbook,
                     const struct workbook_about *about)
{
    lxw_doc_properties properties = {
        .title = copy(workbook, about->title),
        .comments = copy(workbook, about->comment),
        .author = copy(workbook, "zaitaku " ZAITAKU_VERSION),
        .created = time_of(about->created),
    };

    workbook_set_properties(workbook->book, &properties);
}

static lxw_format *add_format(struct workbook *workbook, uint8_t number)
{
    lxw_format *format = workbook_add_format(workbook->book);

    format_set_font_name(format, FONT);
    format_set_font_charset(format, FONT_CHARSET_JAPANESE);
    format_set_font_size(format, FONT_POINTS);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, GREY);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format_index(format, number);
    return format;
}

static void add_formats(struct workbook *workbook)
{
    workbook->heading = add_format(workbook, NUMBER_TEXT);
    format_set_bold(workbook->heading);
    format_set_text_wrap(workbook->heading);
    format_set_bg_color(workbook->heading, 0xE7EEF7);
    workbook->text = add_format(workbook, NUMBER_TEXT);
    format_set_text_wrap(workbook->text);
    workbook->number = add_format(workbook, NUMBER_WHOLE);
    workbook->exact = add_format(workbook, NUMBER_GENERAL);
    workbook->date = add_format(workbook, NUMBER_DATE);
}

struct workbook *workbook_begin(const struct workbook_about *about,
                                struct err *err)
{
    struct workbook *workbook = mem_alloc(sizeof(*workbook));
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};

    *workbook = (struct workbook){.fd = -1};
    options.tmpdir = copy(workbook, temporary_folder());
    if (make_file(workbook))
        workbook->book = workbook_new_opt(workbook->path, &options);
    if (!workbook->book) {
        fail(strerror(errno), err);
        workbook_abandon(workbook);
        return NULL;
    }
    describe(workbook, about);
    add_formats(workbook);
    return workbook;
}

/* ---- heights ---- */

static void make_room(struct workbook *workbook, const char *text)
{
    size_t n = workbook_lines(text, workbook->width[workbook->column]);

    if (n > workbook->n_line)
        workbook->n_line = n;
}

/* The row has been written, and is still in the library's hands. */
static void set_height(struct workbook *workbook)
{
    double points = (double)workbook->n_line * LINE_POINTS;

    if (workbook->sheet && !workbook->fault && workbook->n_line)
        note(workbook,
             worksheet_set_row(
                 workbook->sheet, workbook->row,
                 points < MAX_ROW_POINTS ? points : MAX_ROW_POINTS, NULL));
    workbook->n_line = 0;
}

/* ---- sheets ---- */

/* What was written of the sheet that ends here. */
static void end_sheet(struct workbook *workbook)
{
    if (!workbook->sheet)
        return;
    lxw_row_t last = workbook->row > 1 ? workbook->row - 1 : 0;
    if (workbook->has_filter)
        worksheet_autofilter(workbook->sheet, 0, 0, last,
                             (lxw_col_t)(workbook->n_column - 1));
    if (workbook->n_printed < workbook->n_column)
        worksheet_print_area(workbook->sheet, 0, 0, last,
                             (lxw_col_t)(workbook->n_printed - 1));
    workbook->n_row[workbook->n_sheet - 1] = workbook->row;
    workbook->sheet = NULL;
}

static void set_up_page(struct workbook *workbook, const char *printed)
{
    lxw_worksheet *sheet = workbook->sheet;

    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_set_paper(sheet, PAPER_A4);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6);
    /* Codes are text on purpose: no green corners. */
    worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
                            "A1:XFD1048576");
    workbook_page(printed, &workbook->safe);
    worksheet_set_header(sheet, workbook->safe.ptr);
    worksheet_set_footer(sheet, "&C&P / &N");
}

static void add_heading(struct workbook *workbook, lxw_col_t c,
                        const struct workbook_column *column)
{
    workbook->empty[c] = column->date ? workbook->date : workbook->text;
    workbook->width[c] = column->width;
    workbook->column = c;
    make_room(workbook, column->heading);
    worksheet_set_column(workbook->sheet, c, c, column->width,
                         workbook->empty[c]);
    note(workbook, worksheet_write_string(workbook->sheet, 0, c,
                                          column->heading, workbook->heading));
}

void workbook_sheet(struct workbook *workbook, const char *name,
                    const char *printed, const struct workbook_column *column,
                    size_t n_column)
{
    assert(n_column <= MAX_COLUMN);
    end_sheet(workbook);
    if (!workbook->fault && workbook->n_sheet < MAX_SHEET)
        workbook->sheet = workbook_add_worksheet(workbook->book, name);
    if (!workbook->sheet) {
        note(workbook, LXW_ERROR_CREATING_TMPFILE);
        return;
    }
    workbook->n_sheet++;
    workbook->n_column = (lxw_col_t)n_column;
    workbook->row = 0;
    workbook->column = 0;
    set_up_page(workbook, printed);
    workbook->has_filter = true;
    workbook->n_printed = (lxw_col_t)n_column;
    for (size_t c = 0; c < n_column; c++) {
        if (column[c].unprinted && c < workbook->n_printed)
            workbook->n_printed = (lxw_col_t)c;
        add_heading(workbook, (lxw_col_t)c, &column[c]);
    }
    set_height(workbook);
    workbook->row = 1;
    workbook->column = 0;
}

void workbook_no_filter(struct workbook *workbook)
{
    workbook->has_filter = false;
}

/* ---- cells ---- */

static bool may_write(const struct workbook *workbook)
{
    return workbook->sheet && !workbook->fault &&
           workbook->column < workbook->n_column;
}

void workbook_text(struct workbook *workbook, const char *text)
{
    const char *safe = workbook_cell(str_of(text), &workbook->safe);

    if (!may_write(workbook))
        return;
    if (*safe) {
        /* What is for the screen only makes no row of a page higher. */
        if (workbook->column < workbook->n_printed)
            make_room(workbook, safe);
        note(workbook,
             worksheet_write_string(workbook->sheet, workbook->row,
                                    workbook->column, safe, workbook->text));
    } else {
        note(workbook, worksheet_write_blank(
                           workbook->sheet, workbook->row, workbook->column,
                           workbook->empty[workbook->column]));
    }
    workbook->has_value = workbook->has_value || *safe;
    workbook->column++;
}

static void put_number(struct workbook *workbook, double number,
                       lxw_format *format)
{
    if (isnan(number)) {
        workbook_text(workbook, NULL);
        return;
    }
    if (!may_write(workbook))
        return;
    note(workbook, worksheet_write_number(workbook->sheet, workbook->row,
                                          workbook->column, number, format));
    workbook->n_line = workbook->n_line ? workbook->n_line : 1;
    workbook->has_value = true;
    workbook->column++;
}

void workbook_number(struct workbook *workbook, double number)
{
    put_number(workbook, number, workbook->number);
}

void workbook_exact(struct workbook *workbook, double number)
{
    put_number(workbook, number, workbook->exact);
}

void workbook_shaped(struct workbook *workbook, double number,
                     enum workbook_shape shape)
{
    static const char *const pattern[WORKBOOK_SHAPES] = {
        [WORKBOOK_TENTHS] = "#,##0.0",
        [WORKBOOK_HUNDREDTHS] = "#,##0.00",
        [WORKBOOK_THOUSANDTHS] = "#,##0.000",
        [WORKBOOK_PERCENT] = "0.0%",
        [WORKBOOK_NEARLY_ALL] = "\"99.9%\"",
        [WORKBOOK_NEARLY_NONE] = "\"0.1%未満\"",
    };

    /* Not before: a workbook without such numbers has no such format. */
    if (!workbook->shape[shape] && may_write(workbook)) {
        workbook->shape[shape] = add_format(workbook, NUMBER_GENERAL);
        format_set_num_format(workbook->shape[shape], pattern[shape]);
    }
    put_number(workbook, number, workbook->shape[shape]);
}

void workbook_end_row(struct workbook *workbook)
{
    while (workbook->has_value && may_write(workbook))
        workbook_text(workbook, NULL);
    set_height(workbook);
    workbook->row += workbook->has_value;
    workbook->column = 0;
    workbook->has_value = false;
}

/* ---- ending ---- */

bool workbook_finish(struct workbook *workbook, struct buf *bytes,
                     struct err *err)
{
    end_sheet(workbook);
    lxw_error fault = workbook_close(workbook->book); /* frees it */
    bool ok;

    workbook->book = NULL;
    note(workbook, fault);
    if (workbook->fault == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
        ok = err_set(err, ERR_STORAGE,
                     _("a sheet would have more than %u rows, which no "
                       "workbook can hold; ask for fewer municipalities"),
                     LXW_ROW_MAX);
    else
        ok = !workbook->fault || fail(lxw_strerror(workbook->fault), err);
    if (ok &&
        !workbook_proof(workbook->path, workbook->n_row, workbook->n_sheet))
        ok = fail(_("what was written cannot be read back"), err);
    if (ok && !workbook_bytes(workbook->path, bytes))
        ok = fail(strerror(errno), err);
    workbook_abandon(workbook);
    return ok;
}

void workbook_abandon(struct workbook *workbook)
{
    if (!workbook)
        return;
    if (workbook->book)
        lxw_workbook_free(workbook->book);
    if (workbook->fd >= 0)
        close(workbook->fd);
    buf_release(&workbook->safe);
    arena_release(&workbook->arena);
    free(workbook);
}
