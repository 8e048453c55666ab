/* The sheets of audit.xlsx; which there are, and why, is told in xlsx.c. */
#ifndef OUTPUT_REPORT_XLSX_OWN_H
#define OUTPUT_REPORT_XLSX_OWN_H

#include "output/report/figures.h"
#include "output/report/words.h"
#include "output/workbook.h"

struct book {
    struct workbook *workbook;
    const struct audit *audit;
    struct arena arena;
    const char **name; /* of the sheets so far */
    size_t n_name, cap_name;
};

/* Columns of a sheet while they are gathered. */
struct book_columns {
    struct workbook_column item[96];
    size_t n;
    bool unprinted; /* further ones are for the screen: set once what a page
                       holds legibly is there */
};
void book_column(struct book_columns *columns, const char *heading,
                 double width);

/* Begin a sheet; its name is made usable and unique. */
void book_sheet(struct book *book, const char *name,
                const struct book_columns *columns);

/* The next cell. What cannot be told is "－", as a formula over an empty cell
 * would take it for 0; what nobody read is 不明. */
void book_text(struct book *book, const char *text);
void book_count(struct book *book, size_t count);
void book_value(struct book *book, enum figure_form form, double value);
void book_known(struct book *book, enum figure_form form, double value,
                bool unread);
void book_figure(struct book *book, const struct figure *figure, size_t need,
                 const struct audit_cell *cell, size_t year);
void book_tally(struct book *book, size_t need, const struct audit_cell *cell,
                enum tally_what what);
void book_end(struct book *book);

/* Kind of areas, code, name: the first three cells of a region's row. */
void book_region_columns(struct book_columns *columns);
void book_region(struct book *book, const struct audit_set *set,
                 const struct audit_region *region);

/* The municipality of a mesh by the first set; NULL: none. */
const char *book_municipality(const struct book *book, uint32_t mesh);

void book_summaries(struct book *book);
void book_outlooks(struct book *book);
void book_all_values(struct book *book);
void book_indicators(struct book *book);
void book_chain(struct book *book);
void book_links(struct book *book);
void book_demand(struct book *book);
void book_gaps(struct book *book);
void book_sites(struct book *book);
void book_imported(struct book *book);
void book_progress(struct book *book);
void book_quality(struct book *book);
void book_sources(struct book *book);

#endif
