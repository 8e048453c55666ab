/* The sheets of paper that are printed, and how large everything on them is:
 * the one place of sizes. */
#ifndef OUTPUT_PRINT_PAPER_H
#define OUTPUT_PRINT_PAPER_H

#include "output/print/ground.h"

enum paper_format { PAPER_A4, PAPER_A3, PAPER_LARGE, PAPER_COUNT };

struct paper {
    double width, height, margin; /* of a page */
    bool large;                   /* no text below 14 points */
    /* Text. */
    double title, heading, body, small;
    double ruby;        /* readings of names */
    double name, first; /* names in the list; those of where to ask first */
    /* Maps. */
    double symbol, number; /* of a pin: its symbol, its figures */
    double legend;         /* symbols and words */
    double place;          /* names of places */
    size_t columns;        /* of list pages */
};

/* `wide`: landscape. Residents get larger text. */
struct paper paper_of(enum paper_format format, bool wide, bool resident);

/* As the user wishes, else by the shape of the municipality. */
bool paper_is_wide(const struct view *view, enum paper_turn turn);

#endif
