/*
 * Where the numbers of pins stand on one map: at their symbol, or apart from
 * their place and tied to it by a line; never on one another.
 */
#ifndef OUTPUT_PRINT_MAP_LABEL_H
#define OUTPUT_PRINT_MAP_LABEL_H

#include "output/print/paper.h"

/* How large a label's parts are, in points. */
struct label_sizes {
    double symbol;
    double number; /* size of the figures */
    double digit;  /* width of one */
};

/* What is drawn where: the symbol on its place and the number beside it, or
 * everything in a box apart from the place. */
enum label_form {
    LABEL_NONE, /* there is no room */
    LABEL_RIGHT,
    LABEL_LEFT,
    LABEL_ABOVE,
    LABEL_BELOW,
    LABEL_APART
};

/* The pins of one place (as near as the map can show), with one label. */
struct map_label {
    struct canvas_point at;
    size_t first, n; /* its pins, in the caller's order */
    unsigned digits; /* of its longest number */
    unsigned note;   /* other than 0: 注 and this number stand for them all */
    enum label_form form;
    struct box box; /* of everything but the place's dot and the line */
    size_t columns; /* LABEL_APART: of symbols with numbers */
};

#define LABEL_DOT 1.3 /* radius of the dot at a place, points */
#define LABEL_PAD 1.5 /* between the content and the edge of a box apart */

/* Of one symbol with its number. */
double label_item_width(const struct label_sizes *sizes, unsigned digits);
double label_item_height(const struct label_sizes *sizes);
/* The columns of a box for n of them, and the box's size. */
size_t label_columns(size_t n);
struct box label_box(const struct label_sizes *sizes,
                     const struct map_label *label);
/* Where the line from the place meets the box. */
struct canvas_point label_line_end(const struct map_label *label);

struct labelling {
    const struct label_sizes *sizes;
    struct box frame;        /* nothing leaves it */
    const struct box *taken; /* where no label may stand */
    size_t n_taken;
    double reach; /* of the lines */
    bool quick;   /* try one order only */
    struct map_label *label;
    size_t n;
};

/* Sets form, box and columns of each label. Returns how many have no room. */
size_t labels_place(const struct labelling *labelling);

#endif
