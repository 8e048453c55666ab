/*
 * A table that staff filled in: columns found by heading (Japanese or
 * English), cells cleaned, faults told with file and line.
 */
#ifndef JOIN_ANSWERS_H
#define JOIN_ANSWERS_H

#include "base/rows.h"
#include "model/facility.h"

#define ANSWERS_MAX_COLUMNS 16

struct answers {
    const char *path;
    const char *const *ja, *const *en; /* headings */
    size_t n;
    size_t n_required;  /* the first ones; others may be missing: "" */
    const char *header; /* the whole header, for the error */
    int at[ANSWERS_MAX_COLUMNS];
    struct arena arena;
};

/*
 * Call `each` for every row below the header. Errors: ERR_INPUT (a column is
 * missing, a row cannot be read, or what `each` says), ERR_STORAGE.
 */
bool answers_read(struct answers *answers,
                  bool (*each)(struct answers *answers, const struct row *row,
                               void *context, struct err *err),
                  void *context, struct err *err);

/* The cell under a heading, cleaned; "" when the row is short. */
struct str answers_cell(struct answers *answers, const struct row *row,
                        int heading);

/* The same without the apostrophe that stands before what a spreadsheet would
 * run as a formula, and that people type to keep a number's zeros. */
struct str answers_plain(struct answers *answers, const struct row *row,
                         int heading);

/* "35.0044,135.8686" in either order and any width; text behind the two
 * numbers is passed over. */
bool answers_point(struct answers *answers, struct str text,
                   struct lonlat *point);

#endif
