/*
 * PDF files beyond what Cairo writes: finishing one, and reading one again.
 * pdf_file.c is the only file that knows qpdf.
 */
#ifndef OUTPUT_PRINT_PDF_H
#define OUTPUT_PRINT_PDF_H

#include "base/buf.h"
#include "base/err.h"

struct pdf_about {
    const char *title;    /* of the document */
    const char *language; /* "ja" */
    const char *author;   /* or NULL */
    const char *created;  /* YYYY-MM-DD */
    /* Texts for the figures of the document, in order; n_figure of them. */
    const char *const *figure;
    size_t n_figure;
};

/*
 * Complete a tagged PDF that Cairo wrote: /Lang, the title in the window's
 * bar, XMP metadata, /Alt of each Figure, /Scope of each TH, the order of tab
 * stops. The same input gives the same bytes.
 * `pdf` is replaced. Errors: ERR_INTERNAL.
 */
bool pdf_finish(struct buf *pdf, const struct pdf_about *about,
                struct err *err);

/* What a PDF says to a reader. In the arena. */
struct pdf_text {
    /* The text in reading order, each paragraph, cell or heading ended by
     * '\n', its lines joined without a break, readings above a line (ruby) as
     * a paragraph behind it; then the decoration of each page. */
    struct str text;
    /* Everything else that is text: information, metadata, bookmarks, links,
     * names, alternative texts; one a line. */
    struct str other;
    uint64_t n_page;
    /* Distinct named destinations that start with "facility-", and those that
     * start with "pin-" (a numbered pin on a map). */
    uint64_t n_facility, n_pin;
};

/*
 * Errors: ERR_INPUT: not a PDF, damaged, encrypted, with scripts or attached
 * files, or with text in a font that does not tell its characters (which
 * therefore cannot be searched).
 */
bool pdf_read_text(struct str pdf, struct pdf_text *text, struct arena *arena,
                   struct err *err);

#endif
