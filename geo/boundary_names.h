/*
 * The code and the name that a row of a boundary file gives a municipality.
 */
#ifndef GEO_BOUNDARY_NAMES_H
#define GEO_BOUNDARY_NAMES_H

#include "geo/ogr.h"

#define BOUNDARY_NAME_PARTS 3

/* Which columns of a layer hold what; -1: none. */
struct boundary_fields {
    int code;
    int name[BOUNDARY_NAME_PARTS]; /* put together in this order */
};

/* False when the layer has no code field. */
bool boundary_fields_find(const struct ogr_file *file,
                          struct boundary_fields *columns);

/* The names of the code columns that are known, "a, b, c". */
void boundary_fields_add_known(struct buf *out);

/* The 5-digit code; false for a row without one (所属未定地, a prefecture). */
bool boundary_code(struct ogr_file *file, const struct boundary_fields *columns,
                   struct arena *arena, char code[6]);

/* 大津市, 多賀町, 札幌市北区: without prefecture and 郡; NULL when the row
 * gives none. */
const char *boundary_name(struct ogr_file *file,
                          const struct boundary_fields *columns,
                          const char code[6], struct arena *arena);

#endif
