#include "output/print/map_draw.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define INK 0x000000u
#define WHITE 0xFFFFFFu

struct drawing {
    struct print *print;
    struct canvas *canvas;
    const struct map *map;
    const struct label_sizes *sizes;
    double line; /* height of a line of figures */
};

static const struct paint white_paint = {WHITE, PAINT_NONE, 0, false};
static const struct paint black_paint = {INK, PAINT_NONE, 0, false};
static const struct paint leader_paint = {PAINT_NONE, 0x333333, 0.6, false};
static const struct paint apart_paint = {WHITE, 0x777777, 0.4, false};
static const struct paint frame_paint = {PAINT_NONE, INK, 1.4, false};

const char *map_title(const struct map *map, struct arena *arena)
{
    return arena_format(arena, "拡大図 %s", map->name);
}

void map_draw_rough(struct canvas *canvas, double x, double y, double side)
{
    const struct paint ring = {PAINT_NONE, INK, side * 0.07, true};

    canvas_disc(canvas, x, y, side * 0.54, &ring);
}

/* ---- frames of details ---- */

static void draw_frame(const struct drawing *drawing,
                       const struct map_frame *frame)
{
    const struct map *detail = &drawing->print->plan.map[frame->map];
    const struct box *box = &frame->box;
    struct text_style style = {.size = drawing->sizes->number * 1.15,
                               .colour = WHITE,
                               .bold = true,
                               .align = ALIGN_MIDDLE};
    double height =
        canvas_text_height(drawing->canvas, 100, detail->name, &style);
    double width = fmax(
        canvas_text_width(drawing->canvas, detail->name, &style) + 4, height);
    char target[24];

    snprintf(target, sizeof(target), "map-%s", detail->name);
    canvas_box(drawing->canvas, box->x, box->y, box->width, box->height,
               &frame_paint);
    canvas_link_to(drawing->canvas, target, box->x, box->y, box->width,
                   box->height);
    canvas_box(drawing->canvas, box->x, box->y, width, height, &black_paint);
    canvas_text(drawing->canvas, box->x, box->y, width, detail->name, &style);
    canvas_end(drawing->canvas);
}

/* ---- labels ---- */

static void draw_number(const struct drawing *drawing, double x, double y,
                        const char *text, bool middle)
{
    const struct text_style style = {.size = drawing->sizes->number,
                                     .bold = true,
                                     .align =
                                         middle ? ALIGN_MIDDLE : ALIGN_START};
    double width = canvas_text_width(drawing->canvas, text, &style);
    double left = middle ? x - width / 2 : x;

    canvas_box(drawing->canvas, left - 0.4, y + drawing->line * 0.08,
               width + 0.8, drawing->line * 0.84, &white_paint);
    canvas_text(drawing->canvas, left, y, width + 2, text,
                &(struct text_style){.size = style.size, .bold = true});
}

/* A place that is only about right has a dashed ring. */
static void draw_symbol(const struct drawing *drawing,
                        const struct map_pin *pin, double x, double y)
{
    double side = drawing->sizes->symbol;

    canvas_symbol(drawing->canvas, pin->layer, x, y, side);
    if (pin->rough)
        map_draw_rough(drawing->canvas, x, y, side);
}

/* The pin's link and place; the caller draws and ends the link. */
static void begin_pin(const struct drawing *drawing, const struct map_pin *pin,
                      const struct box *box)
{
    char name[32];
    struct buf target = {0};

    snprintf(name, sizeof(name), "pin-%u", pin->number);
    canvas_destination(drawing->canvas, name, box->x - 60, box->y - 60);
    buf_add_text(&target, "facility-");
    buf_add_text(&target, pin->id);
    canvas_link_to(drawing->canvas, target.ptr, box->x, box->y, box->width,
                   box->height);
    buf_release(&target);
}

static void draw_on_place(const struct drawing *drawing,
                          const struct map_label *label)
{
    const struct map_pin *pin =
        &drawing->print->plan.pin[drawing->map->pin[label->first]];
    double side = drawing->sizes->symbol, x = label->at.x, y = label->at.y;
    char number[16];

    snprintf(number, sizeof(number), "%u", pin->number);
    double width = canvas_text_width(
        drawing->canvas, number,
        &(struct text_style){.size = drawing->sizes->number, .bold = true});
    begin_pin(drawing, pin, &label->box);
    if (label->form == LABEL_ABOVE)
        draw_number(drawing, x, y - side / 2 - drawing->line * 0.95, number,
                    true);
    else if (label->form == LABEL_BELOW)
        draw_number(drawing, x, y + side / 2 - drawing->line * 0.05, number,
                    true);
    else
        draw_number(drawing,
                    label->form == LABEL_LEFT ? x - side / 2 - 1 - width
                                              : x + side / 2 + 1,
                    y - drawing->line / 2, number, false);
    draw_symbol(drawing, pin, x, y);
    canvas_end(drawing->canvas);
}

static void draw_items(const struct drawing *drawing,
                       const struct map_label *label)
{
    double width = label_item_width(drawing->sizes, label->digits);
    double height = label_item_height(drawing->sizes);
    double side = drawing->sizes->symbol;
    size_t columns = label_columns(label->n);

    for (size_t i = 0; i < label->n; i++) {
        const struct map_pin *pin =
            &drawing->print->plan.pin[drawing->map->pin[label->first + i]];
        struct box item = {
            label->box.x + LABEL_PAD + (double)(i % columns) * (width + 2.4),
            label->box.y + LABEL_PAD + (double)(i / columns) * height, width,
            height};
        char number[16];
        snprintf(number, sizeof(number), "%u", pin->number);
        begin_pin(drawing, pin, &item);
        draw_symbol(drawing, pin, item.x + side / 2, item.y + height / 2);
        draw_number(drawing, item.x + side + 1,
                    item.y + (height - drawing->line) / 2, number, false);
        canvas_end(drawing->canvas);
    }
}

static void draw_leader(const struct drawing *drawing,
                        const struct map_label *label)
{
    struct canvas_point end = label_line_end(label);

    canvas_line(drawing->canvas, label->at.x, label->at.y, end.x, end.y,
                &leader_paint);
    canvas_disc(drawing->canvas, label->at.x, label->at.y, LABEL_DOT + 0.5,
                &white_paint);
    canvas_disc(drawing->canvas, label->at.x, label->at.y, LABEL_DOT,
                &black_paint);
    canvas_box(drawing->canvas, label->box.x, label->box.y, label->box.width,
               label->box.height, &apart_paint);
}

static void draw_note(const struct drawing *drawing,
                      const struct map_label *label)
{
    char target[24], text[24];

    snprintf(target, sizeof(target), "note-%u", label->note);
    snprintf(text, sizeof(text), "注%u", label->note);
    canvas_link_to(drawing->canvas, target, label->box.x, label->box.y,
                   label->box.width, label->box.height);
    draw_number(drawing, label->box.x + LABEL_PAD,
                label->box.y + (label->box.height - drawing->line) / 2, text,
                false);
    canvas_end(drawing->canvas);
}

/* ---- the map ---- */

static void draw_names(const struct drawing *drawing)
{
    const struct map *map = drawing->map;
    size_t n = 0;
    struct box *taken =
        mem_alloc((2 * map->n_label + map->n_frame + 1) * sizeof(*taken));

    for (size_t l = 0; l < map->n_label; l++) {
        struct canvas_point at = map->label[l].at;
        taken[n++] = map->label[l].box;
        taken[n++] = (struct box){at.x - 2, at.y - 2, 4, 4};
    }
    for (size_t f = 0; f < map->n_frame; f++)
        taken[n++] = map->frame[f].box;
    ground_names(drawing->canvas, &map->ground, drawing->print->view, taken, n,
                 drawing->print->paper.place);
    free(taken);
}

static const char *alternative(const struct print *print, const struct map *map)
{
    const char *what = map->name[0] ? map_title(map, print->arena) : "全体図";

    return arena_format(
        print->arena,
        "%sの地図（%s）。施設%zuか所の位置を、一覧と同じ番号で示します。"
        "拡大図の枠が%zuあります。住所と電話番号は一覧にあります。",
        print->view->place ? print->view->place : "", what, map->n_pin,
        map->n_frame);
}

void map_draw(struct print *print, const struct map *map)
{
    const struct paint dot = {0x777777, PAINT_NONE, 0, false};
    struct drawing drawing = {print, print->canvas, map, &print->plan.sizes, 0};
    const struct text_style style = {.size = drawing.sizes->number,
                                     .bold = true};
    bool tiled = false;

    drawing.line = canvas_text_height(print->canvas, 100, "0", &style);
    canvas_figure(print->canvas, alternative(print, map));
    ground_draw(print->canvas, &map->ground, print->view, print->writing,
                &tiled);
    print->tiled |= tiled;
    if (!tiled)
        draw_names(&drawing);
    for (size_t d = 0; d < map->n_dot; d++)
        canvas_disc(print->canvas, map->dot[d].x, map->dot[d].y, 1, &dot);
    for (size_t l = 0; l < map->n_label; l++)
        if (map->label[l].form == LABEL_APART)
            draw_leader(&drawing, &map->label[l]);
    /* Links end the figure's own content: they come last. */
    for (size_t f = 0; f < map->n_frame; f++)
        draw_frame(&drawing, &map->frame[f]);
    for (size_t l = 0; l < map->n_label; l++) {
        const struct map_label *label = &map->label[l];
        if (label->note)
            draw_note(&drawing, label);
        else if (label->form == LABEL_APART)
            draw_items(&drawing, label);
        else
            draw_on_place(&drawing, label);
    }
    canvas_end(print->canvas);
}

/* ---- below the map ---- */

/* Two lines: figures and bar. The credit stands under them. */
static double bar_height(const struct print *print)
{
    return print->paper.small * 2.9;
}

double map_below_height(const struct print *print, double width)
{
    const struct text_style style = {.size = print->paper.small};
    double credit = 0;

    if (print->writing->tiles)
        credit = canvas_text_height(print->canvas, width,
                                    print->writing->tiles_credit, &style) +
                 2;
    return bar_height(print) + credit;
}

/* Where the frames are shown larger. */
static void draw_hint(struct print *print, const struct map *map,
                      struct box box)
{
    const struct text_style style = {
        .size = print->paper.small, .align = ALIGN_END, .most = box.height};
    const struct map_plan *plan = &print->plan;
    int first = plan->last_page, last = 1;

    for (size_t f = 0; f < map->n_frame; f++) {
        int page = plan->map[map->frame[f].map].page;
        first = page < first ? page : first;
        last = page > last ? page : last;
    }
    if (map->n_frame == 0)
        return;
    canvas_begin(print->canvas, TAG_P);
    canvas_text(print->canvas, box.x, box.y, box.width,
                first == last
                    ? arena_format(print->arena,
                                   "枠の中は拡大図（%dページ）にあります。",
                                   first)
                    : arena_format(print->arena,
                                   "枠の中は拡大図（%d～%dページ）にあります。",
                                   first, last),
                &style);
    canvas_end(print->canvas);
}

void map_draw_below(struct print *print, const struct map *map, struct box box)
{
    const struct paper *paper = &print->paper;
    const struct text_style style = {.size = paper->small};
    double north = paper->small * 2.3, used;

    char scale[64];

    ground_scale_words(&map->ground, scale, sizeof(scale));
    canvas_figure(print->canvas,
                  arena_format(print->arena, "北が上です。%s。", scale));
    ground_north_arrow(print->canvas, box.x + paper->small * 0.3, box.y + 2,
                       north);
    ground_scale_bar(print->canvas, &map->ground, box.x + north + paper->small,
                     box.y + 3, fmin(box.width * 0.3, 200), paper->small,
                     &used);
    canvas_end(print->canvas);
    draw_hint(print, map,
              (struct box){box.x + north + paper->small * 2 + used, box.y + 3,
                           box.width - north - paper->small * 2 - used,
                           bar_height(print) - 3});
    if (!print->tiled)
        return;
    canvas_begin(print->canvas, TAG_P);
    canvas_text(print->canvas, box.x, box.y + bar_height(print), box.width,
                print->writing->tiles_credit, &style);
    canvas_end(print->canvas);
}
