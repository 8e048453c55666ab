/*
 * A PDF being drawn: pages, text, shapes, and the structure that a screen
 * reader follows. canvas*.c are the only files that know Cairo, Pango and
 * fontconfig.
 *
 * Lengths are points (1/72 inch), from the top left corner of the page. What
 * goes wrong while drawing is kept and told by canvas_close(). Documents are
 * independent of each other: any number of threads may draw one each. The same
 * calls give the same bytes, on every day and in every locale.
 *
 * Text is never turned into pictures. Control characters become blanks ('\n'
 * breaks the line), and 〓 stands for a character that no installed Japanese
 * font has.
 */
#ifndef OUTPUT_PRINT_CANVAS_H
#define OUTPUT_PRINT_CANVAS_H

#include "base/buf.h"
#include "base/err.h"

struct canvas;

#define PAPER_MM(mm) ((mm)*72 / 25.4)

struct canvas_about {
    const char *title;   /* of the document */
    const char *author;  /* or NULL */
    const char *created; /* YYYY-MM-DD */
};

/* Errors: ERR_STORAGE: no Japanese font is installed. */
struct canvas *canvas_open(const struct canvas_about *about, struct err *err);

/* End the page before, if any, and begin one. Structure may go on over a
 * page's end, but not a paragraph, a cell, a figure or a link. */
void canvas_page(struct canvas *canvas, double width, double height);
/* Number of the page being drawn, 1 for the first. */
int canvas_page_number(const struct canvas *canvas);

/* The finished document (pdf_finish() of pdf.h) is appended to `out`; the
 * canvas is ended either way. Errors: ERR_INTERNAL. */
bool canvas_close(struct canvas *canvas, struct buf *out, struct err *err);
/* End it without a document. NULL is allowed. */
void canvas_abandon(struct canvas *canvas);

/* ---- structure ---- */

enum canvas_tag {
    TAG_DOCUMENT, /* begun by canvas_open() */
    TAG_SECTION,
    TAG_H1,
    TAG_H2,
    TAG_H3,
    TAG_P,
    TAG_LIST,
    TAG_ITEM,  /* in a list */
    TAG_LABEL, /* in an item: its number or symbol */
    TAG_BODY,  /* in an item */
    TAG_TABLE,
    TAG_ROW,
    TAG_HEAD, /* heads its column in a row of such cells alone, else its row */
    TAG_CELL,
    TAG_CAPTION,
    TAG_RUBY, /* canvas_ruby() begins these three */
    TAG_RUBY_BASE,
    TAG_RUBY_TEXT
};

/* Every drawing call stands between begin and end of the innermost element
 * that it belongs to; what is outside all of them is decoration, and so is
 * what is drawn in an element behind the end of an inner one. */
void canvas_begin(struct canvas *canvas, enum canvas_tag tag);
void canvas_end(struct canvas *canvas);
/* A picture with the text that stands for it; ended by canvas_end(). */
void canvas_figure(struct canvas *canvas, const char *alternative);
/* Links cover the given box; ended by canvas_end(). A destination may be set
 * later, but must be set before the document is closed. */
void canvas_link_to(struct canvas *canvas, const char *destination, double x,
                    double y, double width, double height);
void canvas_link_url(struct canvas *canvas, const char *url, double x, double y,
                     double width, double height);
/* Name a place of this page: "facility-<id>", "pin-<number>"; once a name. */
void canvas_destination(struct canvas *canvas, const char *name, double x,
                        double y);
/* A bookmark to `y` of this page. `level` 1 is the outermost; at most one
 * deeper than the bookmark before. */
void canvas_bookmark(struct canvas *canvas, int level, const char *text,
                     double y);

/* ---- text ---- */

enum text_align { ALIGN_START, ALIGN_MIDDLE, ALIGN_END };

struct text_style {
    double size;     /* of the characters */
    unsigned colour; /* 0xRRGGBB; 0: black */
    bool bold;
    enum text_align align;
    double halo; /* width of a white edge around the characters, or 0 */
    double most; /* height that the text may have; "…" ends it there. 0: any */
};

/* Draw text wrapped to `width`, its first line's top at `y`; a word that is
 * longer than a line is broken. Returns the height; nothing for no text. */
double canvas_text(struct canvas *canvas, double x, double y, double width,
                   const char *text, const struct text_style *style);
/* The height that canvas_text() would return. */
double canvas_text_height(struct canvas *canvas, double width, const char *text,
                          const struct text_style *style);
/* The width of the text on one line (of its longest line). */
double canvas_text_width(struct canvas *canvas, const char *text,
                         const struct text_style *style);

/* A name with its reading in hiragana (given in katakana) in a smaller
 * line above; without `kana`, or where it says nothing new, the name alone.
 * `ruby_size` is the size of the reading. */
double canvas_ruby(struct canvas *canvas, double x, double y, double width,
                   const char *text, const char *kana,
                   const struct text_style *style, double ruby_size);
double canvas_ruby_height(struct canvas *canvas, double width, const char *text,
                          const char *kana, const struct text_style *style,
                          double ruby_size);

/* ---- shapes ---- */

#define PAINT_NONE 0xFF000000u

struct paint {
    unsigned fill, stroke; /* 0xRRGGBB or PAINT_NONE */
    double line;           /* width of the stroke */
    bool dashed;
};

struct canvas_point {
    double x, y;
};

void canvas_box(struct canvas *canvas, double x, double y, double width,
                double height, const struct paint *paint);
void canvas_line(struct canvas *canvas, double x0, double y0, double x1,
                 double y1, const struct paint *paint);
void canvas_disc(struct canvas *canvas, double x, double y, double radius,
                 const struct paint *paint);
/* Closed rings, `n` points in all, `end[i]` is one past the last point of
 * ring i; even-odd rule. */
void canvas_rings(struct canvas *canvas, const struct canvas_point *point,
                  const size_t *end, size_t n_ring, const struct paint *paint);
/* An open line. */
void canvas_path(struct canvas *canvas, const struct canvas_point *point,
                 size_t n, const struct paint *paint);

/* The symbol of layers[layer] (shape, sign, colour), `size` high and wide,
 * around the point; a white edge parts it from what is below. */
void canvas_symbol(struct canvas *canvas, int layer, double x, double y,
                   double size);

/* Nothing is drawn outside the box until the matching canvas_unclip(). */
void canvas_clip(struct canvas *canvas, double x, double y, double width,
                 double height);
void canvas_unclip(struct canvas *canvas);

/* ---- pictures ---- */

struct picture {
    unsigned width, height;
    uint32_t *pixel; /* 0x00RRGGBB, rows from the top; free() it */
};

/* A PNG of at most `max` pixels a side, on white. False when it is damaged or
 * larger; nothing is allocated then. */
bool picture_read_png(struct str png, unsigned max, struct picture *picture);
void canvas_picture(struct canvas *canvas, const struct picture *picture,
                    double x, double y, double width, double height);

#endif
