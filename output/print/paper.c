#include "output/print/paper.h"

#include "output/print/list_order.h"

#include <math.h>

#define LEAST_LARGE 14.0 /* points, of large print */

struct paper paper_of(enum paper_format format, bool wide, bool resident)
{
    double short_side = PAPER_MM(format == PAPER_A3 ? 297 : 210);
    double long_side = PAPER_MM(format == PAPER_A3 ? 420 : 297);
    struct paper paper = {
        .width = wide ? long_side : short_side,
        .height = wide ? short_side : long_side,
        .margin = PAPER_MM(12),
        .title = 19,
        .heading = resident ? 12.5 : 11,
        .body = resident ? 10 : 8.5,
        .small = resident ? 9 : 7.5,
        .ruby = 6.5,
        .name = resident ? 11.5 : 9.5,
        .first = resident ? 15 : 9.5,
        .symbol = 11,
        .number = 8.5,
        .legend = resident ? 9 : 8.5,
        .place = 8,
        .columns = format == PAPER_A3 && wide ? 2 : 1,
    };

    if (format == PAPER_A3) {
        paper.title = 26;
        paper.symbol = 13;
        paper.number = 10.5;
        paper.legend = 11;
        paper.place = 10;
    }
    if (format == PAPER_LARGE) {
        paper.large = true;
        paper.title = 24;
        paper.heading = 18;
        paper.body = paper.small = paper.ruby = LEAST_LARGE;
        paper.legend = paper.place = paper.number = LEAST_LARGE;
        paper.name = 17;
        paper.first = resident ? 20 : 17;
        paper.symbol = 18;
    }
    return paper;
}

bool paper_is_wide(const struct view *view, enum paper_turn turn)
{
    if (turn != TURN_BY_SHAPE)
        return turn == TURN_LANDSCAPE;
    struct extent extent = list_extent(view);
    if (extent_empty(&extent))
        return false;
    double middle = (extent.south + extent.north) / 2 * M_PI / 180;
    return (extent.east - extent.west) * cos(middle) >
           extent.north - extent.south;
}
