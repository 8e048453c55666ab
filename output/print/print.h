/*
 * A printed map being made: pages with the maps, pages with the list, and what
 * stands on each of them. It is gone through twice: once to count the pages
 * (dry), once to draw.
 */
#ifndef OUTPUT_PRINT_PRINT_H
#define OUTPUT_PRINT_PRINT_H

#include "output/print/list_order.h"
#include "output/print/map_plan.h"

struct print {
    struct canvas *canvas;
    const struct view *view;
    const struct writing *writing;
    struct paper paper;
    bool wide;
    struct arena *arena;
    struct listed *listed; /* n_row of the view */
    size_t n_placed;
    bool any_rough;            /* list_any_rough() */
    const struct map **map_of; /* by place in `listed`; NULL: on none */
    bool has_map;
    struct map_plan plan;
    struct box legend; /* on the first page; no width: on one of its own */
    double head;       /* height of the first page's heading */
    double *height;    /* of the rows, as the dry run found them */
    bool dry;
    int page;   /* being drawn or counted */
    int n_page; /* known after the dry run */
    bool tiled; /* some map has tiles */
};

/* Room for content: the page without margins and foot. */
struct box print_body(const struct print *print);
/* Begin a page, with its foot. */
void print_page(struct print *print);

/* 2026年4月1日 for 2026-04-01; other texts as they are; 時点不明 for NULL. */
const char *print_date(const char *date, struct arena *arena);

#endif
