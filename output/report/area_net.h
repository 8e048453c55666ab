/*
 * Rings of lines: what lines enclose by the even-odd rule, as rings that
 * neither cross nor touch themselves. A line that comes twice is inside, and
 * goes: so regions are joined.
 */
#ifndef OUTPUT_REPORT_AREA_NET_H
#define OUTPUT_REPORT_AREA_NET_H

#include "model/land.h"

struct area_line {
    uint64_t a, b; /* vertices as keys, a < b */
};

struct area_net {
    struct area_line *line;
    size_t n_line, cap_line;
};

void area_net_add(struct area_net *net, struct land_vertex a,
                  struct land_vertex b);
/* Lines are cut at every vertex that lies on them exactly: where borders of
 * three places meet, the straight one of them may have no vertex. */
void area_net_split(struct area_net *net);

struct area_loop {
    size_t first, n; /* in area_loops.vertex */
    double area;     /* twice, in units; positive: counter-clockwise */
    int depth;       /* so many loops are around it */
    size_t parent;   /* of odd depth: the smallest even one around it */
};

struct area_loops {
    struct land_vertex *vertex;
    struct area_loop *loop; /* by area, largest first; none encloses nothing */
    size_t n_vertex, cap_vertex, n_loop, cap_loop;
};

/* Sort, find depths and parents: the end of area_net_trace(). */
void area_loops_nest(struct area_loops *loops);

/* Replaces the lines of the net. */
void area_net_trace(struct area_net *net, struct area_loops *loops);
void area_net_release(struct area_net *net);
void area_loops_release(struct area_loops *loops);

#endif
