/*
 * What all sheets of a workbook share: their names and parts, the table of
 * strings, and which formats show dates (ECMA-376 part 1, 18.2 workbook,
 * 18.4 shared strings, 18.8 styles).
 */
#ifndef BASE_XLSX_BOOK_H
#define BASE_XLSX_BOOK_H

#include "base/buf.h"
#include "base/in.h"
#include "base/xlsx_xml.h"

/* Limits on what is held in memory; a real national listing stays below a
 * third of them. */
#define XLSX_MAX_TEXT ((size_t)80 << 20)
#define XLSX_MAX_STRINGS ((size_t)4 << 20)
#define XLSX_MAX_SHEETS 1024
#define XLSX_MAX_STYLES 65536

struct xlsx_sheet {
    const char *name;
    const char *id;   /* of the relation that names the part */
    const char *part; /* member of the zip; NULL when it has no rows */
};

struct xlsx_strings {
    struct buf text;
    uint32_t *start; /* n + 1 offsets into text */
    size_t n, cap;
};

struct xlsx_book {
    const char *label; /* of its source */
    struct in_parts *parts;
    struct arena arena;
    struct xlsx_sheet *sheet;
    size_t n_sheet, cap_sheet;
    const char *strings_part, *styles_part;
    bool from_1904; /* day 0 is 1904-01-01 */
    bool *is_date;  /* by the style number of a cell */
    size_t n_style, cap_style;
    struct xlsx_strings strings;
};

/* Read everything but the sheets. Release also after failure. */
bool xlsx_book_read(struct xlsx_book *book, const struct in_source *source,
                    struct err *err);
void xlsx_book_release(struct xlsx_book *book);

/* String `index` (decimal digits); false when there is none. */
bool xlsx_string(const struct xlsx_strings *strings, struct str index,
                 struct str *text);

bool xlsx_strings_read(struct xlsx_book *book, struct err *err);
bool xlsx_styles_read(struct xlsx_book *book, struct err *err);

/* Open a sheet's part; NULL on error, also when there is no such part. */
struct xml *xlsx_part(struct xlsx_book *book, const char *name,
                      const struct xml_handler *handler, void *context,
                      struct err *err);

/* Read a part to its end; a missing one is an error when `required`. *xml is
 * set for the handlers meanwhile. */
bool xlsx_part_read(struct xlsx_book *book, const char *name, bool required,
                    const struct xml_handler *handler, void *context,
                    struct xml **xml, struct err *err);

#endif
