/*
 * The maps of a print: an overview, and a detail map for each part of it where
 * pins crowd, again with details of their own where that is not enough. Every
 * pin has its number on exactly one of them.
 */
#ifndef OUTPUT_PRINT_MAP_PLAN_H
#define OUTPUT_PRINT_MAP_PLAN_H

#include "output/print/map_label.h"

struct map_pin {
    struct lonlat point;
    unsigned number;
    int layer;
    const char *id; /* of the facility */
    bool rough;     /* the place is only near it */
};

/* A part of a map that another map shows. */
struct map_frame {
    struct box box;
    size_t map; /* index */
};

enum map_size { MAP_OVERVIEW, MAP_FULL, MAP_HALF, MAP_QUARTER };

struct map {
    struct ground ground;
    enum map_size size;
    size_t parent; /* index; of the overview its own */
    unsigned depth;
    char name[8];     /* "A"; "" for the overview */
    int page;         /* 1 for the overview's */
    struct box place; /* on the page, with its caption */
    size_t *pin;      /* indices, as the labels count them */
    size_t n_pin;
    struct map_label *label;
    size_t n_label;
    struct map_frame *frame;
    size_t n_frame;
    struct canvas_point *dot; /* of the pins in frames */
    size_t n_dot;
};

/* Where maps may stand. */
struct map_room {
    struct box overview;
    struct box details; /* of a page of details */
    double caption;     /* height above each detail map */
    double below;       /* height below it */
    double gap;         /* between details */
    bool no_quarters;   /* captions need more width */
    int first_page;     /* of details */
};

struct map_note {
    size_t map, label;
};

struct map_plan {
    struct label_sizes sizes;
    const struct map_pin *pin;
    size_t n_pin;
    struct map *map; /* [0] is the overview */
    size_t n_map;
    size_t *order; /* of the details [n_map - 1], as they are printed */
    int last_page; /* with a map */
    /* Places with more pins than a label can name: their numbers are listed
     * beside the maps; note i has the number i + 1. */
    struct map_note *note;
    size_t n_note;
};

/* Everything is in the arena. `extent` is what the overview shows. */
struct map_plan map_plan(const struct label_sizes *sizes,
                         const struct map_room *room, bool wide,
                         const struct extent *extent, const struct map_pin *pin,
                         size_t n_pin, struct arena *arena);

#endif
