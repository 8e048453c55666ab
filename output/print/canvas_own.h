/*
 * Between the files of the canvas only. The foreign types are declared here
 * by their tags, so that no header of theirs is needed.
 */
#ifndef OUTPUT_PRINT_CANVAS_OWN_H
#define OUTPUT_PRINT_CANVAS_OWN_H

#include "output/print/canvas.h"

struct _cairo;
struct _cairo_surface;
struct _PangoFontMap;
struct _PangoLayout;
struct _PangoFontDescription;

/* Names that a document has given to places; see canvas_names.c. */
struct name_set {
    const char **slot; /* open addressing; a power of two */
    size_t n, cap;
    struct arena arena;
};

#define CANVAS_DEPTH 32

struct canvas {
    struct _cairo_surface *surface;
    struct _cairo *cr;
    struct buf bytes;
    int page;
    bool failed;                   /* some bytes were not written */
    const char *tag[CANVAS_DEPTH]; /* begun and not ended */
    int depth;
    int bookmark[CANVAS_DEPTH]; /* the last one of each level */
    int bookmark_level;
    struct name_set destinations;
    const char **figure; /* alternative texts */
    size_t n_figure, cap_figure;
    struct arena arena;
    const char *title, *author, *created;
    /* Text. */
    struct _PangoFontMap *fonts;
    struct _PangoLayout *layout;
    struct _PangoFontDescription *font[2]; /* [bold] */
    struct buf clean;                      /* the text being laid out */
};

/* False when the set has it already. */
bool name_set_add(struct name_set *set, const char *name);
void name_set_release(struct name_set *set);

/* The fonts of a new canvas. Errors: ERR_STORAGE: none is Japanese. */
bool canvas_fonts_open(struct canvas *canvas, struct err *err);
void canvas_fonts_close(struct canvas *canvas);
/* Can an installed font show the character? */
bool canvas_fonts_have(uint32_t character);

/* Times, dates and counts of canvas->clean are not broken at a line's end. */
void canvas_keep_together(struct canvas *canvas);

/* An expression of colour for Cairo. */
void canvas_set_colour(struct canvas *canvas, unsigned colour);

#endif
