/*
 * What stands in the cells of figures that others made: years, numbers, and
 * the areas that they are of. Shared by the readers of imported.h and nobody
 * else.
 */
#ifndef AUDIT_IMPORTED_CELL_H
#define AUDIT_IMPORTED_CELL_H

#include "audit/imported.h"
#include "audit/usertable.h"

/* 2024, 2024年度, FY2024, 令和6年度, R6, 平成元年, 2024-04-01: the year as it
 * is counted in the source, fiscal or not; 0 when it is none (1868 to 2199). */
int imported_year(struct str text);

/* Full width, thousands separators, △ and ▲ for minus, % behind. False when
 * the text is no number (-, …, ***, x, 秘匿). */
bool imported_number(struct str text, double *number);

/* Columns that name an area: -1, where there is none. */
struct imported_columns {
    int code, name, prefecture, kind;
};
void imported_find_area(const struct usertable *t,
                        struct imported_columns *columns);

/*
 * The region that a row names: by its code, else by its name (with the
 * prefecture, where names repeat; with the kind of areas, where the row has
 * it). The first set with one match counts, in the order municipality,
 * prefecture, city; of the user's kinds only one may match. Sets *set and
 * *region (REGION_NONE: none) and returns the area as it is written, in
 * `arena`; NULL when the row names none.
 */
const char *imported_area(struct usertable *t, const struct row *row,
                          const struct imported_columns *columns,
                          const struct regions *regions, struct arena *arena,
                          uint32_t *set, uint32_t *region);

/* A further supply of an import; it moves when another one is added. */
struct supply *imported_add_supply(struct imported *imported, const char *title,
                                   const char *listing);
void imported_set_aside(struct imported *imported, const char *label,
                        size_t line, const char *reason, struct str value);

/* By set, region, then the name of what is in none. */
int imported_compare_area(const char *area_a, uint32_t set_a, uint32_t region_a,
                          const char *area_b, uint32_t set_b,
                          uint32_t region_b);

#endif
