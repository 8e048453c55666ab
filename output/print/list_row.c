#include "output/print/list_part.h"
#include "output/print/map_draw.h"

#include <math.h>
#include <stdio.h>

static double cell(const struct part_spot *cell,
                   const struct row_layout *layout, const struct view_row *row,
                   size_t column)
{
    struct part_spot spot = *cell;

    for (size_t p = 0; p < 2; p++) {
        double height =
            part_put(&spot, layout, row, layout->column[column].part[p]);
        spot.y += height + (height > 0 && p == 0 ? 2 : 0);
    }
    return spot.y - cell->y;
}

/* The detail map that has the number; NULL: the overview, or none. */
static const char *map_of(const struct print *print,
                          const struct listed *listed)
{
    const struct map *map =
        print->has_map ? print->map_of[listed->number - 1] : NULL;

    return map && map->name[0] ? map_title(map, print->arena) : NULL;
}

static double number_height(const struct print *print,
                            const struct row_layout *layout,
                            const struct listed *listed)
{
    const struct text_style style = {.size = layout->small};

    return layout->name * 1.35 + canvas_text_height(print->canvas, 200,
                                                    map_of(print, listed),
                                                    &style);
}

/* Height of some of the cells side by side. */
static double cells_height(const struct print *print,
                           const struct row_layout *layout,
                           const struct listed *listed, size_t from, size_t to)
{
    double most = number_height(print, layout, listed);

    for (size_t c = from; c < to; c++) {
        struct part_spot spot = {print, 0, 0,
                                 layout->column[c].width - 2 * ROW_PAD, false};
        most = fmax(most, cell(&spot, layout, listed->row, c));
    }
    return most;
}

/* Below all cells but the last, which is often the highest. */
static struct part_spot wide_spot(const struct print *print,
                                  const struct row_layout *layout, double x)
{
    double left = row_column_x(layout, 1);

    return (struct part_spot){
        print, x + left + ROW_PAD, 0,
        row_column_x(layout, layout->n - 1) - left - 2 * ROW_PAD, false};
}

double row_height(const struct print *print, const struct row_layout *layout,
                  const struct listed *listed)
{
    const struct part_spot wide = wide_spot(print, layout, 0);
    double below = part_put_wide(&wide, layout, listed->row);
    size_t last = layout->n - 1;

    if (below > 0)
        below += 2 + cells_height(print, layout, listed, 1, last);
    return fmax(below, cells_height(print, layout, listed, 1, layout->n)) +
           2 * ROW_PAD;
}

/* Symbol and number, a link to the map. */
static void draw_number(struct print *print, const struct row_layout *layout,
                        const struct listed *listed, double x, double y)
{
    const struct text_style style = row_number_style(layout);
    bool linked = print->has_map && lonlat_known(listed->row->point);
    double side = layout->name * 1.2;
    char number[32], target[24];

    snprintf(number, sizeof(number), "%s%u",
             list_is_rough(print->view, listed->row) ? ROW_ROUGH : "",
             listed->number);
    snprintf(target, sizeof(target), "pin-%u", listed->number);
    double width = canvas_text_width(print->canvas, number, &style);
    canvas_begin(print->canvas, TAG_P);
    if (linked)
        canvas_link_to(print->canvas, target, x, y, side + 2 + width, side);
    canvas_symbol(print->canvas, listed->row->layer, x + side / 2, y + side / 2,
                  side);
    canvas_text(print->canvas, x + side + 2, y + layout->name * 0.1, width + 4,
                number, &style);
    if (linked)
        canvas_end(print->canvas);
    canvas_end(print->canvas);
}

static void draw_number_cell(struct print *print,
                             const struct row_layout *layout,
                             const struct listed *listed, double x, double y)
{
    const struct text_style style = {.size = layout->small};
    const char *map = map_of(print, listed);

    canvas_begin(print->canvas, TAG_HEAD);
    draw_number(print, layout, listed, x, y);
    if (map) {
        canvas_begin(print->canvas, TAG_P);
        canvas_text(print->canvas, x, y + layout->name * 1.35,
                    layout->column[0].width - 2, map, &style);
        canvas_end(print->canvas);
    }
    canvas_end(print->canvas);
}

static void set_destination(struct print *print, const struct view_row *row,
                            double y)
{
    struct buf name = {0};

    buf_add_text(&name, "facility-");
    buf_add_text(&name, row->id ? row->id : "");
    canvas_destination(print->canvas, name.ptr, print->paper.margin / 2, y);
    buf_release(&name);
}

void row_draw(struct print *print, const struct row_layout *layout,
              const struct listed *listed, double x, double y, double height)
{
    const struct view_row *row = listed->row;
    const struct paint rule = {PAINT_NONE, 0x999999, 0.5, false};
    struct part_spot wide = wide_spot(print, layout, x);

    if (part_put_wide(&wide, layout, row) > 0) {
        wide.y = y + ROW_PAD + 2 +
                 cells_height(print, layout, listed, 1, layout->n - 1);
        wide.draw = true;
    }
    set_destination(print, row, y);
    canvas_begin(print->canvas, TAG_ROW);
    draw_number_cell(print, layout, listed, x + 1, y + ROW_PAD);
    for (size_t c = 1; c < layout->n; c++) {
        const struct part_spot spot = {
            print, x + row_column_x(layout, c) + ROW_PAD, y + ROW_PAD,
            layout->column[c].width - 2 * ROW_PAD, true};
        canvas_begin(print->canvas, TAG_CELL);
        cell(&spot, layout, row, c);
        if (c == 1 && wide.draw)
            part_put_wide(&wide, layout, row);
        canvas_end(print->canvas);
    }
    canvas_end(print->canvas);
    canvas_line(print->canvas, x, y + height,
                x + row_column_x(layout, layout->n), y + height, &rule);
}

/* ---- headings ---- */

static struct text_style head_style(const struct row_layout *layout)
{
    return (struct text_style){.size = layout->small, .bold = true};
}

double row_head_height(const struct print *print,
                       const struct row_layout *layout)
{
    const struct text_style style = head_style(layout);
    double most = 0;

    for (size_t c = 0; c < layout->n; c++)
        most = fmax(most, canvas_text_height(
                              print->canvas, layout->column[c].width - ROW_PAD,
                              layout->column[c].heading, &style));
    return most + 2 * ROW_PAD;
}

void row_head_draw(struct print *print, const struct row_layout *layout,
                   double x, double y, bool tagged)
{
    const struct paint ground = {0xE4E4E4, PAINT_NONE, 0, false};
    const struct text_style style = head_style(layout);

    canvas_box(print->canvas, x, y, row_column_x(layout, layout->n),
               row_head_height(print, layout), &ground);
    if (tagged)
        canvas_begin(print->canvas, TAG_ROW);
    for (size_t c = 0; c < layout->n; c++) {
        if (tagged)
            canvas_begin(print->canvas, TAG_HEAD);
        canvas_text(print->canvas,
                    x + row_column_x(layout, c) + (c ? ROW_PAD : 1),
                    y + ROW_PAD, layout->column[c].width - ROW_PAD,
                    layout->column[c].heading, &style);
        if (tagged)
            canvas_end(print->canvas);
    }
    if (tagged)
        canvas_end(print->canvas);
}
