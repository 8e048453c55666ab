/*
 * Workbooks for staff (XLSX). Text stays the text that it is: codes and
 * telephone numbers keep their zeros, and nothing is ever a formula or a link.
 * Every sheet has a bold heading that stays in view and is repeated on each
 * page, a filter, and is set up for A4, landscape, as wide as the page. Rows
 * are as high as their printed text needs, which not every program finds out
 * itself.
 *
 * Rows go to temporary files as they come, so that a long list costs no
 * memory. The same calls give the same bytes. The library does not notice a
 * full disk: what was written is read back before it is handed out.
 */
#ifndef OUTPUT_WORKBOOK_H
#define OUTPUT_WORKBOOK_H

#include "base/buf.h"
#include "base/err.h"

struct workbook;

struct workbook_about {
    const char *title;   /* of the document's properties */
    const char *comment; /* who it is for, or NULL */
    const char *created; /* YYYY-MM-DD */
};

struct workbook_column {
    const char *heading;
    double width;   /* in half-width characters */
    bool date;      /* for dates that are filled in by hand */
    bool unprinted; /* for the screen only; with all columns behind it */
};

/* NULL on error, ERR_STORAGE: no temporary file can be made. */
struct workbook *workbook_begin(const struct workbook_about *about,
                                struct err *err);

/*
 * Begin a sheet; the former one is ended by it. `name`: at most 31 characters,
 * none of []:*?/\. `printed` stands at the top of every page. The columns are
 * not needed afterwards.
 */
void workbook_sheet(struct workbook *workbook, const char *name,
                    const char *printed, const struct workbook_column *column,
                    size_t n_column);
/* The sheet is no list: it gets no filter. */
void workbook_no_filter(struct workbook *workbook);

/* The next cell of the row. NULL, "" and NAN leave it empty (to be filled in
 * by hand). Text that is longer than a cell can hold ends with "…". */
void workbook_text(struct workbook *workbook, const char *text);
void workbook_number(struct workbook *workbook, double number);
/* The same with all its digits (degrees): a number is shown as a whole one. */
void workbook_exact(struct workbook *workbook, double number);
enum workbook_shape {
    WORKBOOK_TENTHS,      /* 1,234.5 */
    WORKBOOK_HUNDREDTHS,  /* 1,234.50 */
    WORKBOOK_THOUSANDTHS, /* 1,234.500 */
    WORKBOOK_PERCENT,     /* 0.125 is 12.5% */
    WORKBOOK_NEARLY_ALL,  /* 0.9997 is 99.9%: not all, so not 100.0% */
    WORKBOOK_NEARLY_NONE, /* 0.0003 is 0.1%未満: not none, so not 0.0% */
    WORKBOOK_SHAPES
};
/* Shown so; the cell has all digits. */
void workbook_shaped(struct workbook *workbook, double number,
                     enum workbook_shape shape);
/* Ends the row; one without any value is not begun. */
void workbook_end_row(struct workbook *workbook);

/* Add the whole file to `bytes`. Ended either way. ERR_STORAGE: the temporary
 * folder (TMPDIR) is full, or a sheet has more rows than a workbook may have.
 */
bool workbook_finish(struct workbook *workbook, struct buf *bytes,
                     struct err *err);
/* Throw it away. NULL is allowed. */
void workbook_abandon(struct workbook *workbook);

#endif
