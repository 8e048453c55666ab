/*
 * What is shown of transfers while they run: a bar on a terminal, a line for
 * each finished file where nobody watches.
 */
#ifndef FETCH_BAR_H
#define FETCH_BAR_H

#include "base/buf.h"

struct bar {
    bool quiet;
    size_t n, n_over;   /* transfers; those that have ended */
    double under_way;   /* of the running ones: parts of 1, added up */
    uint64_t n_bytes;   /* received */
    uint64_t n_to_come; /* of the running ones, as far as is known */
    const char *label;  /* of one that runs, or NULL */
    /* its own */
    uint64_t drawn_ms, drawn_bytes;
    double rate; /* bytes a second, smoothed */
};

#define BAR_EVERY_MS 200

/* Is it time to draw again? */
bool bar_is_due(const struct bar *bar, uint64_t now_ms);
void bar_draw(struct bar *bar, uint64_t now_ms);
void bar_clear(void);

/* The line that bar_draw() shows. */
void bar_line(const struct bar *bar, struct buf *line);

/* A file is complete. `ms` is how long the bytes took. */
void bar_file(const struct bar *bar, const char *label, uint64_t n_received,
              uint64_t n_resumed, uint64_t ms);

/* "512 B", "1.5 kB", "23.4 MB", "1.0 GB" */
#define BAR_TEXT 32
void bar_bytes(uint64_t n, char text[BAR_TEXT]);

#endif
