#include "output/print/qr.h"
#include "output/print/self_check_own.h"

#include <math.h>

#define DETAIL_M 2000.0 /* from edge to edge of the map of surroundings */
#define TILES_MOST 1000 /* sheets: a base map in each more is too much */
#define OVERVIEW_LEAST 20000.0 /* 1:20,000 at most, however small the town */

/* ---- QR code ---- */

void self_check_code(struct canvas *canvas, const char *url, double x, double y,
                     double size, struct arena *arena)
{
    const struct paint black = {0x000000, PAINT_NONE, 0, false};
    struct err ignored = {0};
    struct qr qr;

    if (!qr_make(url, &qr, arena, &ignored))
        return;
    /* ISO/IEC 18004, 6.3.8: four modules of white on every side. */
    double module = size / (qr.width + 8);
    canvas_figure(canvas, arena_format(arena, "QRコード：%s", url));
    for (unsigned row = 0; row < qr.width; row++)
        for (unsigned from = 0, to; from < qr.width; from = to) {
            bool dark = qr.black[row * qr.width + from];
            for (to = from + 1; to < qr.width; to++)
                if (qr.black[row * qr.width + to] != dark)
                    break;
            if (dark)
                canvas_box(canvas, x + (from + 4) * module,
                           y + (row + 4) * module, (to - from) * module,
                           module * 1.01, &black);
        }
    canvas_end(canvas);
}

/* ---- maps ---- */

/* A ring and a dot, seen on any ground and in black and white. */
static void draw_pin(struct canvas *canvas, const struct ground *ground,
                     struct lonlat point)
{
    const struct paint white = {PAINT_NONE, 0xFFFFFF, 4, false};
    const struct paint ring = {PAINT_NONE, 0x000000, 1.8, false};
    const struct paint dot = {0x000000, PAINT_NONE, 0, false};
    struct canvas_point at = ground_point(ground, point);

    canvas_disc(canvas, at.x, at.y, 6.5, &white);
    canvas_disc(canvas, at.x, at.y, 6.5, &ring);
    canvas_disc(canvas, at.x, at.y, 2, &dot);
}

static struct box pin_box(const struct ground *ground, struct lonlat point)
{
    struct canvas_point at = ground_point(ground, point);
    return (struct box){at.x - 9, at.y - 9, 18, 18};
}

struct place_map {
    const char *caption;
    struct ground ground;
};

/* The writing, without the base map where it would be too much. */
static const struct writing *writing_of(const struct sheet *sheet)
{
    return sheet->all->n <= TILES_MOST ? sheet->all->writing : NULL;
}

static void draw_map(const struct sheet *sheet, const struct place_map *map)
{
    const struct ground *ground = &map->ground;
    const struct box *frame = &ground->frame;
    struct canvas *canvas = sheet->all->canvas;
    /* The pin, the scale bar and the arrow. */
    const struct box taken[] = {
        pin_box(ground, sheet->facility->point),
        {frame->x, frame->y + frame->height - 20, frame->width * 0.75, 20},
        {frame->x + frame->width - 20, frame->y, 20, 26}};
    bool here = false;

    canvas_figure(canvas,
                  arena_format(sheet->arena, "%s。丸印がこの施設の位置です。",
                               map->caption));
    ground_draw(canvas, ground, sheet->all->view, writing_of(sheet), &here);
    if (!here)
        ground_names(canvas, ground, sheet->all->view, taken, 3, 7.5);
    draw_pin(canvas, ground, sheet->facility->point);
    ground_scale_bar(canvas, ground, frame->x + 6,
                     frame->y + frame->height - 16, frame->width * 0.45, 7,
                     NULL);
    ground_north_arrow(canvas, frame->x + frame->width - 14, frame->y + 4, 20);
    canvas_end(canvas);
}

/* What helps to see where it is: the municipality, and what is around. */
static size_t choose_maps(const struct sheet *sheet, struct box box,
                          struct place_map map[2])
{
    const struct view *view = sheet->all->view;
    const struct writing *writing = writing_of(sheet);
    struct lonlat point = sheet->facility->point;
    struct extent extent = ground_own_extent(view);
    bool overview = !extent_empty(&extent);
    bool detail = view->n_town > 0 || (writing && writing->tiles);
    size_t n = 0;

    if (overview && detail)
        box.width = (box.width - SHEET_GAP) / 2;
    if (overview) {
        extent_add(&extent, point);
        map[n++] =
            (struct place_map){"市区町村の中での位置の地図",
                               ground_fit(box, &extent, 14, OVERVIEW_LEAST)};
        box.x += box.width + SHEET_GAP;
    }
    if (detail || !overview)
        map[n++] = (struct place_map){"まわりの地図",
                                      ground_around(box, point, DETAIL_M)};
    return n;
}

/* Hundred-thousandths of a degree, without the locale's decimal point. */
static void add_degrees(struct buf *text, const char *name, double deg)
{
    long units = lround(fabs(deg) * 1e5);
    buf_addf(text, "%s%ld.%05ld度", name, units / 100000, units % 100000);
}

static void draw_words(const struct sheet *sheet, struct box box)
{
    const struct text_style style = {.size = 7};
    const struct view *view = sheet->all->view;
    const char *note =
        list_row_cell(view, sheet->facility, FIELD_position_note);
    struct buf text = {0};

    add_degrees(&text, "北緯", sheet->facility->point.lat_deg);
    add_degrees(&text, "・東経", sheet->facility->point.lon_deg);
    if (note)
        buf_addf(&text, "（%s）", self_check_cut(note, 50, sheet->arena));
    self_check_text(sheet->all->canvas, TAG_P, box, text.ptr, &style);
    buf_release(&text);
}

static void ask_for_place(const struct sheet *sheet, struct box box)
{
    const struct text_style style = {.size = 9};
    struct box inner = {box.x + 6, box.y + 5, box.width - 12, 0};

    canvas_box(sheet->all->canvas, box.x, box.y, box.width, box.height,
               &sheet_line);
    self_check_text(sheet->all->canvas, TAG_P, inner,
                    "位置が分かりません。近くの駅・バス停・目印になる建物からの"
                    "地図をこの枠にかくか、道順をお書きください。",
                    &style);
}

void self_check_place(const struct sheet *sheet, struct box box)
{
    struct place_map map[2];
    struct box maps = box;

    if (!lonlat_known(sheet->facility->point)) {
        ask_for_place(sheet, box);
        return;
    }
    maps.height -= 20; /* two lines of words below */
    size_t n = choose_maps(sheet, maps, map);
    for (size_t i = 0; i < n; i++)
        draw_map(sheet, &map[i]);
    box.y += maps.height + 2;
    draw_words(sheet, box);
}
