#include "output/print/map_page.h"

#include "output/print/map_draw.h"
#include "output/print/map_legend.h"
#include "output/print/print_head.h"

#include <math.h>
#include <stdio.h>

#define LEGEND_MOST 0.36 /* of the first page; more has a page of its own */

/* ---- plan ---- */

static struct label_sizes measure_labels(const struct print *print)
{
    struct label_sizes sizes = {.symbol = print->paper.symbol,
                                .number = print->paper.number};
    const struct text_style style = {.size = sizes.number, .bold = true};

    for (char digit[] = "0"; digit[0] <= '9'; digit[0]++)
        sizes.digit =
            fmax(sizes.digit, canvas_text_width(print->canvas, digit, &style));
    return sizes;
}

/* How large the municipality would be drawn in a box of this size. */
static double scale_in(const struct extent *extent, double width, double height)
{
    return ground_fit((struct box){0, 0, width, height}, extent, 20, 1).scale;
}

/* The legend below the map or to its right, whichever leaves the larger map;
 * on a page of its own when both leave little. */
static struct box place_legend(const struct print *print,
                               const struct box *free,
                               const struct extent *extent)
{
    double space = print->paper.legend;
    double under = legend_height(print, free->width) + space;
    /* Beside the map its longest lines may be broken. */
    double beside = fmin(legend_width(print), free->width * 0.3) + space;
    double side_height = legend_height(print, beside - space);
    bool may_under = under <= free->height * LEGEND_MOST;
    bool may_beside = side_height <= free->height &&
                      beside - space >= 18 * print->paper.legend;
    double if_under =
        may_under ? scale_in(extent, free->width, free->height - under) : 0;
    double if_beside =
        may_beside ? scale_in(extent, free->width - beside, free->height) : 0;

    if (if_under == 0 && if_beside == 0)
        return (struct box){0};
    if (if_under >= if_beside)
        return (struct box){free->x, free->y + free->height - under + space,
                            free->width, under - space};
    return (struct box){free->x + free->width - beside + space, free->y,
                        beside - space, free->height};
}

static struct map_pin *collect_pins(struct print *print)
{
    size_t n = print->view->n_row;
    struct map_pin *pin = arena_alloc(print->arena, (n + 1) * sizeof(*pin));

    print->n_placed = 0;
    for (size_t i = 0; i < n; i++) {
        const struct view_row *row = print->listed[i].row;
        if (lonlat_known(row->point))
            pin[print->n_placed++] = (struct map_pin){
                row->point, print->listed[i].number, row->layer,
                row->id ? row->id : "", list_is_rough(print->view, row)};
    }
    return pin;
}

/* On which map each row of the list has its number. */
static void find_maps(struct print *print)
{
    for (size_t m = 0; m < print->plan.n_map; m++) {
        const struct map *map = &print->plan.map[m];
        for (size_t i = 0; i < map->n_pin; i++)
            print->map_of[print->plan.pin[map->pin[i]].number - 1] = map;
    }
}

static bool has_legend_page(const struct print *print)
{
    return print->legend.width <= 0 && print->view->n_row > 0;
}

void map_pages_plan(struct print *print)
{
    const struct map_pin *pin = collect_pins(print);
    struct label_sizes sizes = measure_labels(print);
    struct extent extent = list_extent(print->view);
    struct box free = print_body(print);
    double gap = print->paper.body * 1.4;
    struct map_room room = {.details = print_body(print),
                            .gap = gap,
                            .no_quarters = print->paper.large};

    print->has_map = !extent_empty(&extent);
    print->head = print_head_height(print);
    if (!print->has_map)
        return;
    free.y += print->head;
    free.height -= print->head;
    print->legend = place_legend(print, &free, &extent);
    if (print->legend.width > 0 && print->legend.y > free.y)
        free.height = print->legend.y - print->paper.legend - free.y;
    else if (print->legend.width > 0)
        free.width = print->legend.x - print->paper.legend - free.x;
    free.height -= map_below_height(print, free.width);
    room.overview = free;
    room.first_page = has_legend_page(print) ? 3 : 2;
    room.caption = print->paper.heading * 1.7;
    room.below = map_below_height(print, room.no_quarters
                                             ? room.details.width
                                             : (room.details.width - gap) / 2);
    print->plan = map_plan(&sizes, &room, print->wide, &extent, pin,
                           print->n_placed, print->arena);
    find_maps(print);
}

/* ---- pages ---- */

static void draw_first(struct print *print)
{
    const struct map *map = &print->plan.map[0];
    const struct box *frame = &map->ground.frame;

    canvas_bookmark(print->canvas, 1, "地図", 0);
    print_head_draw(print);
    map_draw(print, map);
    map_draw_below(
        print, map,
        (struct box){frame->x, frame->y + frame->height, frame->width, 0});
    if (print->legend.width > 0)
        legend_draw(print, print->legend.x, print->legend.y,
                    print->legend.width);
}

/* 拡大図 A （1ページの枠 A） */
static void draw_detail(struct print *print, const struct map *map)
{
    const struct map *parent = &print->plan.map[map->parent];
    const struct box *frame = &map->ground.frame;
    const struct text_style bold = {.size = print->paper.heading, .bold = true};
    const struct text_style plain = {.size = print->paper.small};
    const char *title = map_title(map, print->arena);
    double x = map->place.x, y = map->place.y;
    char target[24];

    canvas_bookmark(print->canvas, 2, title, y);
    snprintf(target, sizeof(target), "map-%s", map->name);
    canvas_destination(print->canvas, target, x, fmax(y - 4, 0));
    canvas_begin(print->canvas, TAG_H2);
    canvas_text(print->canvas, x, y, map->place.width, title, &bold);
    canvas_end(print->canvas);
    double right = x + canvas_text_width(print->canvas, title, &bold) +
                   print->paper.heading;
    canvas_begin(print->canvas, TAG_P);
    canvas_text(print->canvas, right,
                y + (print->paper.heading - print->paper.small) * 0.8,
                x + map->place.width - right,
                arena_format(print->arena, "（%dページの枠 %s）", parent->page,
                             map->name),
                &plain);
    canvas_end(print->canvas);
    map_draw(print, map);
    map_draw_below(
        print, map,
        (struct box){x, frame->y + frame->height, map->place.width, 0});
}

static void draw_legend_page(struct print *print)
{
    struct box body = print_body(print);

    print_page(print);
    if (!print->dry)
        legend_draw(print, body.x, body.y, body.width);
}

void map_pages(struct print *print)
{
    print_page(print);
    if (!print->has_map) {
        if (!print->dry)
            print_head_draw(print);
        return;
    }
    if (!print->dry)
        draw_first(print);
    if (has_legend_page(print))
        draw_legend_page(print);
    for (size_t i = 0; i + 1 < print->plan.n_map; i++) {
        const struct map *map = &print->plan.map[print->plan.order[i]];
        if (map->page != print->page)
            print_page(print);
        if (!print->dry)
            draw_detail(print, map);
    }
}
