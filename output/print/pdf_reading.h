/* A PDF being read: what the parts of pdf_read_text() share. */
#ifndef OUTPUT_PRINT_PDF_READING_H
#define OUTPUT_PRINT_PDF_READING_H

#include "output/print/pdf_cmap.h"
#include "output/print/pdf_own.h"

/* A run of text and where it belongs: runs of one place are joined. */
struct pdf_run {
    uint64_t place;
    size_t at, len; /* in reading->raw */
};

/* Marked content of a page, by page and then number. */
struct pdf_mark {
    uint32_t page, mcid;
    uint64_t place;
};

struct pdf_page_number {
    uint32_t number, page;
};

struct pdf_font {
    uint32_t number; /* of its object; 0: it has none */
    unsigned code_len;
    bool told; /* its characters are known */
    struct pdf_cmap cmap;
};

struct pdf_reading {
    struct pdf_file *file;
    const char *why; /* msgid: what it is refused for, or NULL */
    size_t content;  /* bytes of content streams, as often as drawn */
    struct pdf_page_number *page; /* by number */
    size_t n_page;
    struct pdf_mark *mark;
    size_t n_mark, cap_mark;
    uint64_t n_element;
    uint32_t n_object;
    struct pdf_font **font;
    size_t n_font, cap_font;
    struct buf raw, other;
    struct pdf_run *run;
    size_t n_run, cap_run;
    /* Names that are in `other` already: offsets, open addressing. */
    size_t *seen;
    size_t n_seen, cap_seen;
};

/* Always false: the file is refused. */
bool pdf_refuse(struct pdf_reading *reading, const char *why);

/* Which element each piece of marked content belongs to. */
bool pdf_read_tree(struct pdf_reading *reading);
/* False when the structure does not know it. */
bool pdf_place(const struct pdf_reading *reading, uint32_t page, uint32_t mcid,
               uint64_t *place);
/* Where text belongs that is in no element. */
uint64_t pdf_place_outside(const struct pdf_reading *reading, size_t page);

/* Text that belongs to a place. */
void pdf_add_run(struct pdf_reading *reading, uint64_t place, struct str text);

/* The text that a page draws. */
bool pdf_read_page(struct pdf_reading *reading, size_t page);
/* The text that a form or a pattern draws, behind that of the pages. */
bool pdf_read_form(struct pdf_reading *reading, pdf_object form);
/* NULL when it was refused. */
const struct pdf_font *pdf_font_find(struct pdf_reading *reading,
                                     pdf_object font);
void pdf_fonts_release(struct pdf_reading *reading);

/* Every text that is not drawn, and what makes a file refused. */
bool pdf_survey(struct pdf_reading *reading);
void pdf_add_other(struct pdf_reading *reading, struct str text);

/* Distinct names of destinations that start with `start`. */
uint64_t pdf_destinations(struct pdf_reading *reading, const char *start);

#endif
