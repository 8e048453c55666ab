/* One map of the plan: labels for its pins, frames where they have no room. */
#ifndef OUTPUT_PRINT_MAP_SOLVE_H
#define OUTPUT_PRINT_MAP_SOLVE_H

#include "output/print/map_plan.h"

struct solving {
    const struct label_sizes *sizes;
    const struct map_pin *pin; /* of the plan, n_pin of them */
    size_t n_pin;
    const size_t *member; /* those of this map, in order */
    size_t n;
    double reach;                   /* of lines to labels */
    double full_width, full_height; /* of a detail map */
    double least; /* side of a frame that its detail map can use */
    struct arena *arena;
};

/* Labels alone: true when every pin has room. map->ground is given; on
 * success pins and labels are set. */
bool map_solve_labels(const struct solving *solving, struct map *map);

/* How many members would have no room on a map with this ground; a quick
 * answer, which may be too high. */
size_t map_solve_failed(const struct solving *solving,
                        const struct ground *ground);

/* Labels, and frames around what has no room; map->frame[].map is left to the
 * caller. `cost` of map_crowd.h, for members. *frame_of: for each member its
 * frame or NO_FRAME. */
void map_solve_frames(const struct solving *solving, struct map *map,
                      double (*cost)(void *context, const struct box *frame,
                                     const size_t *member, size_t n),
                      void *context, size_t **frame_of);

/* At the largest scale there is: pins that are too near to each other share a
 * label. */
void map_solve_last(const struct solving *solving, struct map *map);

#endif
