/*
 * Where a map is too crowded for its numbers: frames around such parts, which
 * are shown at a larger scale on maps of their own.
 */
#ifndef OUTPUT_PRINT_MAP_CROWD_H
#define OUTPUT_PRINT_MAP_CROWD_H

#include "output/print/ground.h"

#define NO_FRAME SIZE_MAX

struct crowd_pin {
    struct canvas_point at;
    bool crowded; /* in: there was no room for it; out: it is in a frame */
    size_t frame; /* out: index, or NO_FRAME */
};

struct crowd_rules {
    struct box map;    /* frames stay inside */
    double claim;      /* half the side of a crowded pin's square */
    double edge;       /* no pin outside comes nearer to a frame */
    double room;       /* around pins, on the map that a frame becomes */
    double least;      /* side of a frame */
    double full_width; /* of the largest map that a frame may become */
    double full_height;
    /* Pages that a map of what is in `frame`, with these pins, would take, and
     * the maps that it would need in turn. */
    double (*cost)(void *context, const struct box *frame, const size_t *pin,
                   size_t n);
    void *context;
};

struct crowd_boxes {
    struct box *box;
    size_t n, cap;
};

/* Boxes around the crowded pins and what is near them; they meet neither each
 * other nor a pin outside them. *boxes is emptied first. */
void crowd_gather(const struct crowd_rules *rules, struct crowd_pin *pin,
                  size_t n, struct crowd_boxes *boxes);

/* Cut each box into a grid of frames, the one that costs least; one frame is a
 * grid too. Frames hold all pins of their box. */
void crowd_cut(const struct crowd_rules *rules, struct crowd_pin *pin, size_t n,
               struct crowd_boxes *boxes);

#endif
