#include "output/print/qr.h"
#include "output/print/self_check_own.h"

#include <math.h>

#define DETAIL_M 2000.0 /* from edge to edge of the map of surroundings */
#define TILES_MOST 1000 /* sheets: a base map in each more is too much */
#define OVERVIEW_LEAST 20000.0 /* 1:20,000 at most, however small the town */
#define WORDS 27.0             /* height of what is said below the maps */
#define STRIP 19.0             /* of the scale bar, in a map */
#define PIN 6.5                /* radius */

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

/* How far from the pin it may be, in metres; 0 when nothing is said. */
static double error_m(const struct sheet *sheet)
{
    const char *text =
        list_row_cell(sheet->all->view, sheet->facility, FIELD_error_m);
    double metres = 0;

    return str_number(str_of(text), &metres) && metres > 0 ? metres : 0;
}

/* Radius of the error on the map; 0 where the pin covers it. */
static double error_radius(const struct sheet *sheet,
                           const struct ground *ground)
{
    double radius = error_m(sheet) / ground_metres_per_point(ground);
    return radius > PIN + 2 ? radius : 0;
}

/* A ring and a dot, seen on any ground and in black and white. */
static void draw_pin(struct canvas *canvas, const struct ground *ground,
                     struct lonlat point, double radius)
{
    const struct paint edge = {PAINT_NONE, 0xFFFFFF, 2.5, false};
    const struct paint round = {PAINT_NONE, 0x000000, 0.9, true};
    const struct paint white = {PAINT_NONE, 0xFFFFFF, 4, false};
    const struct paint ring = {PAINT_NONE, 0x000000, 1.8, false};
    const struct paint dot = {0x000000, PAINT_NONE, 0, false};
    const struct box *frame = &ground->frame;
    struct canvas_point at = ground_point(ground, point);

    canvas_clip(canvas, frame->x, frame->y, frame->width, frame->height);
    if (radius > 0) {
        canvas_disc(canvas, at.x, at.y, radius, &edge);
        canvas_disc(canvas, at.x, at.y, radius, &round);
    }
    canvas_disc(canvas, at.x, at.y, PIN, &white);
    canvas_disc(canvas, at.x, at.y, PIN, &ring);
    canvas_disc(canvas, at.x, at.y, 2, &dot);
    canvas_unclip(canvas);
}

static struct box pin_box(const struct ground *ground, struct lonlat point)
{
    struct canvas_point at = ground_point(ground, point);
    return (struct box){at.x - 9, at.y - 9, 18, 18};
}

struct place_map {
    const char *caption;
    const struct view *view;
    const struct writing *writing;
    struct ground ground;
};

static void draw_map(const struct sheet *sheet, const struct place_map *map)
{
    const struct ground *ground = &map->ground;
    const struct box *frame = &ground->frame;
    struct canvas *canvas = sheet->all->canvas;
    double radius = error_radius(sheet, ground);
    /* The pin, the scale bar and the arrow. */
    const struct box taken[] = {
        pin_box(ground, sheet->facility->point),
        {frame->x, frame->y + frame->height - 20, frame->width * 0.88, 20},
        {frame->x + frame->width - 20, frame->y, 20, 26}};
    const struct paint plain = {0xFFFFFF, PAINT_NONE, 0, false};
    bool here = false;

    canvas_figure(
        canvas,
        arena_format(sheet->arena, "%s。丸印がこの施設の位置です。%s",
                     map->caption,
                     radius > 0 ? "点線の円は、位置の誤差の目安です。" : ""));
    ground_draw(canvas, ground, map->view, map->writing, &here);
    if (!here)
        ground_names(canvas, ground, map->view, taken, 3, 7.5);
    draw_pin(canvas, ground, sheet->facility->point, radius);
    canvas_box(canvas, frame->x + 1, frame->y + frame->height - STRIP,
               frame->width * 0.88, STRIP - 1, &plain);
    ground_scale_bar(canvas, ground, frame->x + 6,
                     frame->y + frame->height - 16, frame->width * 0.45, 7,
                     NULL);
    ground_north_arrow(canvas, frame->x + frame->width - 14, frame->y + 4, 20);
    canvas_end(canvas);
}

/* With a base map one sees whether the place is right. */
bool self_check_based(const struct sheets *sheets)
{
    return sheets->writing && sheets->writing->tiles && sheets->n <= TILES_MOST;
}

static bool has_overview(const struct sheets *sheets)
{
    struct extent extent = ground_own_extent(sheets->view);
    return !extent_empty(&extent);
}

static struct ground overview_in(const struct sheets *sheets, struct box box,
                                 struct lonlat point)
{
    struct extent extent = ground_own_extent(sheets->view);

    if (lonlat_known(point))
        extent_add(&extent, point);
    /* The outline stands above the strip of the scale bar. */
    struct box above = box;
    above.height -= STRIP;
    struct ground ground = ground_fit(above, &extent, 7, OVERVIEW_LEAST);
    ground.frame = box;
    return ground;
}

double self_check_overview_scale(const struct sheets *sheets)
{
    const struct box box = {0, 0, PAPER_MM(55), PAPER_MM(48)};
    struct ground ground = overview_in(sheets, box, (struct lonlat){NAN, NAN});

    return has_overview(sheets) ? ground_metres_per_point(&ground) : 0;
}

/* ---- what to write ---- */

/* A field for a hand, with what it is for. */
static void draw_sketch(const struct sheet *sheet, struct box box,
                        const char *what)
{
    const struct text_style style = {.size = 7.5};

    canvas_box(sheet->all->canvas, box.x, box.y, box.width, box.height,
               &sheet_line);
    self_check_text(sheet->all->canvas, TAG_P,
                    (struct box){box.x + 4, box.y + 3, box.width - 8, 0}, what,
                    &style);
}

/* Hundred-thousandths of a degree, without the locale's decimal point. */
static void add_degrees(struct buf *text, const char *name, double deg)
{
    long units = lround(fabs(deg) * 1e5);
    buf_addf(text, "%s%ld.%05ld度", name, units / 100000, units % 100000);
}

static void draw_words(const struct sheet *sheet, struct box box, bool mapped,
                       bool circled)
{
    const struct text_style asked = {.size = 8.5, .bold = true};
    const struct text_style style = {.size = 7};
    const char *note =
        list_row_cell(sheet->all->view, sheet->facility, FIELD_position_note);
    struct buf text = {0};

    if (mapped)
        box.y += self_check_text(sheet->all->canvas, TAG_P, box,
                                 "丸印は住所どおりの場所ですか　□はい　"
                                 "□いいえ",
                                 &asked) +
                 1;
    add_degrees(&text, "北緯", sheet->facility->point.lat_deg);
    add_degrees(&text, "・東経", sheet->facility->point.lon_deg);
    if (circled)
        buf_addf(&text, "。点線は誤差の目安（約%.0fm）",
                 round(error_m(sheet) / 10) * 10);
    else if (note)
        buf_addf(&text, "。%s", self_check_cut(note, 40, sheet->arena));
    self_check_text(sheet->all->canvas, TAG_P, box, text.ptr, &style);
    buf_release(&text);
}

/* ---- together ---- */

/* The municipality on the left; on the right what is around, or where there is
 * nothing to see of that, a field to draw it. */
static void draw_known(const struct sheet *sheet, struct box box)
{
    const struct sheets *all = sheet->all;
    struct lonlat point = sheet->facility->point;
    bool overview = has_overview(all), based = self_check_based(all);
    const struct writing *writing = based ? all->writing : NULL;
    struct box maps = {box.x, box.y, box.width, box.height - WORDS};
    bool circled = false;

    if (overview) {
        maps.width = (box.width - SHEET_GAP) / 2;
        struct place_map map = {"市区町村の中での位置の地図", all->coarse,
                                writing, overview_in(all, maps, point)};
        draw_map(sheet, &map);
        circled = error_radius(sheet, &map.ground) > 0;
        maps.x += maps.width + SHEET_GAP;
    }
    if (based) {
        double width_m = fmax(DETAIL_M, 2.6 * error_m(sheet));
        struct place_map map = {"まわりの地図", all->view, writing,
                                ground_around(maps, point, width_m)};
        draw_map(sheet, &map);
        circled |= error_radius(sheet, &map.ground) > 0;
    } else {
        draw_sketch(sheet, maps,
                    "略図（近くの駅・バス停・目印からの道。ちがうとき、分かり"
                    "にくいときにおかきください）");
    }
    box.y += maps.height + 3;
    draw_words(sheet, box, overview || based, circled);
}

void self_check_place(const struct sheet *sheet, struct box box)
{
    if (lonlat_known(sheet->facility->point))
        draw_known(sheet, box);
    else
        draw_sketch(sheet, box,
                    "位置が分かりません。近くの駅・バス停・目印になる建物からの"
                    "地図をこの枠にかくか、道順をお書きください。");
}
