#include "output/print/ground.h"
#include "output/print/tiles.h"
#include "tests/print/given_ground.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena arena;

static void release(void)
{
    arena_release(&arena);
}

TestSuite(ground, .fini = release);

static const struct box frame = {30, 40, 500, 400};

Test(ground, the_scale_is_true_at_the_middle_of_the_map)
{
    /* Metres from 135 to 136 degrees east on GRS80 (geod +ellps=GRS80 -I). */
    static const struct {
        double lat_deg, metres;
    } known[] = {{26.2, 99947.3}, {35.0, 91287.8}, {43.06, 81461.1}};

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        struct lonlat west = {135, known[i].lat_deg};
        struct lonlat east = {136, known[i].lat_deg};
        struct ground ground = ground_around(
            frame, (struct lonlat){135.5, known[i].lat_deg}, 200000);
        double points =
            ground_point(&ground, east).x - ground_point(&ground, west).x;
        cr_expect_float_eq(points * ground_metres_per_point(&ground),
                           known[i].metres, known[i].metres * 2e-5);
        cr_expect_float_eq(frame.width * ground_metres_per_point(&ground),
                           200000, 1);
    }
}

Test(ground, a_point_on_paper_is_a_place_again)
{
    struct ground ground =
        ground_around(frame, (struct lonlat){136.5, 35.4}, 5000);
    struct lonlat place = {136.51, 35.395};
    struct lonlat back = ground_lonlat(&ground, ground_point(&ground, place));

    cr_expect_float_eq(back.lon_deg, place.lon_deg, 1e-9);
    cr_expect_float_eq(back.lat_deg, place.lat_deg, 1e-9);
}

Test(ground, what_is_fitted_is_inside_and_north_is_up)
{
    struct extent extent = EXTENT_EMPTY;

    cr_expect(extent_empty(&extent));
    extent_add(&extent, (struct lonlat){135.2, 34.9});
    extent_add(&extent, (struct lonlat){135.7, 35.3});
    struct ground ground = ground_fit(frame, &extent, 20, 1000);
    struct canvas_point north_west =
        ground_point(&ground, (struct lonlat){135.2, 35.3});
    struct canvas_point south_east =
        ground_point(&ground, (struct lonlat){135.7, 34.9});
    cr_expect_geq(north_west.x, frame.x + 19.9);
    cr_expect_geq(north_west.y, frame.y + 19.9);
    cr_expect_leq(south_east.x, frame.x + frame.width - 19.9);
    cr_expect_leq(south_east.y, frame.y + frame.height - 19.9);
    cr_expect_lt(north_west.y, south_east.y);
}

Test(ground, one_place_alone_is_not_enlarged_without_end)
{
    struct extent extent = EXTENT_EMPTY;

    extent_add(&extent, (struct lonlat){135.2, 34.9});
    struct ground ground = ground_fit(frame, &extent, 20, 2000);
    cr_expect_float_eq(ground_metres_per_point(&ground) * PAPER_MM(1000), 2000,
                       1);
}

Test(ground, the_scale_in_words_has_two_digits)
{
    char words[64];
    struct ground ground = ground_around(frame, (struct lonlat){135, 35}, 4321);

    ground_scale_words(&ground, words, sizeof(words));
    cr_expect_str_eq(words, "縮尺 約24,000分の1");
}

/* ---- tiles ---- */

/* 256 x 256 pixels, black and white. */
static const unsigned char png[] = {
    137, 80, 78, 71, 13,  10,  26,  10,  0,  0,   0,   13,  73,  72,  68,  82,
    0,   0,  1,  0,  0,   0,   1,   0,   1,  0,   0,   0,   0,   116, 9,   149,
    203, 0,  0,  0,  52,  73,  68,  65,  84, 120, 218, 237, 202, 33,  1,   0,
    0,   12, 2,  48, 250, 167, 37,  2,   17, 110, 47,  54,  189, 244, 16,  65,
    16,  4,  65, 16, 4,   65,  16,  4,   65, 16,  4,   65,  16,  4,   65,  16,
    4,   65, 16, 4,  65,  16,  132, 223, 97, 35,  179, 1,   195, 149, 189, 92,
    53,  0,  0,  0,  0,   73,  69,  78,  68, 174, 66,  96,  130};

static char folder[64];

static void make_folder(void)
{
    strcpy(folder, "/tmp/zaitaku-tiles-XXXXXX");
    cr_assert(mkdtemp(folder));
}

static void remove_folder(void)
{
    char command[128];

    snprintf(command, sizeof(command), "rm -rf '%s'", folder);
    cr_assert_eq(system(command), 0);
    arena_release(&arena);
}

TestSuite(tiles, .init = make_folder, .fini = remove_folder);

static void put_tile(int zoom, long x, long y, const void *bytes, size_t n)
{
    char path[256];

    snprintf(path, sizeof(path), "%s/%d", folder, zoom);
    mkdir(path, 0755);
    snprintf(path, sizeof(path), "%s/%d/%ld", folder, zoom, x);
    mkdir(path, 0755);
    snprintf(path, sizeof(path), "%s/%d/%ld/%ld.png", folder, zoom, x, y);
    FILE *file = fopen(path, "wb");
    cr_assert(file);
    cr_assert_eq(fwrite(bytes, 1, n, file), n);
    fclose(file);
}

/* Of the tile (14, 14378, 6486): Otsu. */
static bool drawn(size_t *size)
{
    const struct canvas_about about = {"地図", NULL, "2026-04-15"};
    struct ground ground =
        ground_around(frame, (struct lonlat){135.93, 35.003}, 3000);
    struct buf pdf = {0};
    struct err err = {0};
    struct canvas *canvas = canvas_open(&about, &err);

    cr_assert(canvas, "%s", err.text);
    canvas_page(canvas, 595, 842);
    bool any = tiles_draw(canvas, &ground, folder);
    canvas_begin(canvas, TAG_P);
    canvas_text(canvas, 30, 460, 500, "地図", &(struct text_style){.size = 9});
    canvas_end(canvas);
    cr_assert(canvas_close(canvas, &pdf, &err), "%s", err.text);
    *size = pdf.len;
    buf_release(&pdf);
    return any;
}

/* Every tile around the place, at some zooms. */
static void put_tiles(const void *bytes, size_t n)
{
    for (int zoom = 12; zoom <= 16; zoom++) {
        long x = (long)((135.93 + 180) / 360 * (1 << zoom));
        long y = (long)((1 - asinh(tan(35.003 * M_PI / 180)) / M_PI) / 2 *
                        (1 << zoom));
        put_tile(zoom, x, y, bytes, n);
    }
}

Test(tiles, a_folder_without_tiles_gives_no_base_map)
{
    size_t size;

    cr_expect_not(drawn(&size));
}

Test(tiles, what_is_missing_stays_white)
{
    size_t with, without;

    cr_expect_not(drawn(&without));
    put_tiles(png, sizeof(png));
    cr_expect(drawn(&with));
    cr_expect_gt(with, without);
}

Test(tiles, damaged_tiles_are_passed_over)
{
    unsigned char bad[sizeof(png)];
    size_t size;

    for (size_t cut = 0; cut < sizeof(png); cut += 7) {
        put_tiles(png, cut);
        cr_expect_not(drawn(&size), "cut after %zu bytes", cut);
    }
    memcpy(bad, png, sizeof(png));
    bad[16] = bad[20] = 0x7F; /* two thousand million pixels a side */
    put_tiles(bad, sizeof(bad));
    cr_expect_not(drawn(&size));
}

Test(tiles, a_far_too_large_file_is_passed_over)
{
    size_t n = 3 << 20, size;
    char *much = mem_alloc(n);

    memset(much, 0, n);
    memcpy(much, png, sizeof(png));
    put_tiles(much, n);
    cr_expect_not(drawn(&size));
    free(much);
}
