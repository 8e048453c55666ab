/* One row of the printed list: its cells, measured and drawn. */
#ifndef OUTPUT_PRINT_LIST_ROW_H
#define OUTPUT_PRINT_LIST_ROW_H

#include "output/print/print.h"

#define ROW_COLUMNS 5
#define ROW_PAD 3.0   /* of a cell */
#define ROW_ROUGH "※" /* before the number: the pin is only about right */

enum row_part {
    PART_NONE,
    PART_NUMBER,
    PART_NAME,
    PART_ADDRESS,
    PART_PHONE,
    PART_DAYS
};

struct row_column {
    const char *heading;
    double share; /* of what other columns leave */
    enum row_part part[2];
    double width;
};

struct row_layout {
    struct row_column column[ROW_COLUMNS];
    size_t n;
    double name, body, small, ruby; /* sizes of text */
};

/* Of a table of this width. Where to ask first is set larger for residents,
 * with fewer columns. */
struct row_layout row_layout(const struct print *print, int layer,
                             double width);

struct text_style row_number_style(const struct row_layout *layout);
/* Where a column begins; of layout->n: the width of all. */
double row_column_x(const struct row_layout *layout, size_t column);

double row_head_height(const struct print *print,
                       const struct row_layout *layout);
/* `tagged`: the first of its table; repeated ones are decoration. */
void row_head_draw(struct print *print, const struct row_layout *layout,
                   double x, double y, bool tagged);

double row_height(const struct print *print, const struct row_layout *layout,
                  const struct listed *listed);
/* `height`: row_height(). */
void row_draw(struct print *print, const struct row_layout *layout,
              const struct listed *listed, double x, double y, double height);

#endif
