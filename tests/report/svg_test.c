/* Frames, axes, meshes and texts of pictures. */
#include "geo/access/mesh.h"
#include "output/report/svg_lines.h"
#include "output/report/svg_map.h"
#include "tests/report/sample_audit.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static size_t count_of(const char *text, const char *what)
{
    size_t n = 0;

    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        n++;
    return n;
}

/* ---- frame ---- */

Test(svg_frame, metres_are_the_same_up_and_across)
{
    static struct sample sample;
    struct svg_frame frame;

    sample_make(&sample);
    cr_assert(svg_frame_make(&frame, &sample.audit, 1760));
    /* 0.01 degrees at 35.06 N on GRS80 (PROJ geod): north 1109.5 m, east
     * 912.4 m. */
    struct lonlat at = {(frame.west_deg + frame.east_deg) / 2,
                        (frame.south_deg + frame.north_deg) / 2};
    double up = frame.y_per_deg / 110949, across = frame.x_per_deg / 91240;
    cr_expect_float_eq(up / across, 1, 0.005, "%f", up / across);
    struct svg_vertex a = svg_frame_place(&frame, at);
    at.lat_deg += 0.01;
    struct svg_vertex b = svg_frame_place(&frame, at);
    cr_expect(b.y < a.y && b.x == a.x, "north is up");
    sample_release(&sample);
}

/* Gives one own mesh to an island 600 km away. */
static void move_away(struct sample *sample, double people)
{
    size_t m = 0;

    while (!sample->audit.own_mesh[m] ||
           !(people_of(&sample->people, m, 0)[AGE_75] > 0))
        m++;
    sample->people.mesh[m].code = mesh_at((struct lonlat){142.2, 27.1}, 8);
    sample->people.count[m * SAMPLE_YEARS * AGE_COUNT + AGE_75] = (float)people;
}

Test(svg_frame, a_far_island_with_few_people_is_left_out)
{
    static struct sample sample;
    struct svg_frame frame;

    sample_make(&sample);
    move_away(&sample, 3);
    cr_assert(svg_frame_make(&frame, &sample.audit, 1760));
    cr_expect_lt(frame.east_deg, 137);
    cr_expect_gt(frame.south_deg, 34);
    sample_release(&sample);
}

Test(svg_frame, a_far_island_with_many_people_stays)
{
    static struct sample sample;
    struct svg_frame frame;

    sample_make(&sample);
    move_away(&sample, 5000);
    cr_assert(svg_frame_make(&frame, &sample.audit, 1760));
    cr_expect_gt(frame.east_deg, 142);
    cr_expect_lt(frame.south_deg, 28);
    sample_release(&sample);
}

/* ---- axis ---- */

Test(svg_lines, an_axis_has_round_steps_that_hold_all_values)
{
    static const struct {
        double least, most, low, high, step;
        int decimals;
        bool broken;
    } want[] = {
        {3, 97, 0, 100, 20, 0, false},
        {101.5, 103.5, 101.5, 103.5, 0.5, 1, true},
        {98, 118, 95, 120, 5, 0, true},
        {0, 0.04, 0, 0.04, 0.01, 2, false},
        {-12, 30, -20, 30, 10, 0, false},
        {0, 12345, 0, 12500, 2500, 0, false},
        {5, 5, 0, 5, 1, 0, false},
        {0, 0, 0, 1, 0.5, 1, false},
    };

    for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++) {
        struct svg_axis got = svg_lines_axis(want[i].least, want[i].most);
        cr_expect_float_eq(got.low, want[i].low, 1e-9, "%zu: low %g", i,
                           got.low);
        cr_expect_float_eq(got.high, want[i].high, 1e-9, "%zu: high %g", i,
                           got.high);
        cr_expect_float_eq(got.step, want[i].step, 1e-9, "%zu: step %g", i,
                           got.step);
        cr_expect_eq(got.decimals, want[i].decimals, "%zu: %d decimals", i,
                     got.decimals);
        cr_expect_eq(got.broken, want[i].broken, "%zu", i);
    }
}

Test(svg_lines, a_gap_in_the_values_is_a_gap_in_the_line)
{
    static const double x[] = {2023, 2024, 2025, 2026};
    static const double y[] = {1, NAN, 2, 3};
    static const char *const words[] = {"2023年", "2024年", "2025年", "2026年"};
    const struct svg_series series = {"<町>", y};
    const struct svg_chart chart = {
        .head = {.id = "f", .title = "題 & 名", .desc = "説明"},
        .x_label = "年",
        .y_label = "値",
        .x = x,
        .n = 4,
        .series = &series,
        .n_series = 1,
        .at = x,
        .at_words = words,
        .n_at = 4,
        .marks = true,
        .low = NAN,
        .high = NAN};
    struct buf out = {0};

    svg_lines(&out, &chart);
    const char *line = strstr(out.ptr, "class=\"line\"");
    cr_assert(line);
    char *one = strndup(line, strcspn(line, ">"));
    cr_expect_eq(count_of(one, "M"), 2, "%s", one);
    cr_expect_eq(count_of(one, "L"), 1, "%s", one);
    free(one);
    cr_expect(strstr(out.ptr, "題 &amp; 名"));
    cr_expect(strstr(out.ptr, "&lt;町&gt;"));
    cr_expect_not(strstr(out.ptr, "nan"));
    buf_release(&out);
}

/* ---- meshes ---- */

static int *paints(const struct sample *sample, int paint)
{
    int *of = mem_alloc(sample->people.n_mesh * sizeof(*of));

    for (size_t m = 0; m < sample->people.n_mesh; m++)
        of[m] = paint;
    return of;
}

Test(svg_mesh, meshes_side_by_side_are_one_piece)
{
    static struct sample sample;
    struct svg_map map;
    struct buf out = {0};
    const struct svg_head head = {.id = "m", .title = "t", .desc = "d"};

    sample_make(&sample);
    svg_map_make(&map, &sample.audit);
    int *paint = paints(&sample, PAINT_GOOD);
    svg_map_meshes(&out, &map, &head, paint, 8, NULL);
    const char *from = strstr(out.ptr, "<path");
    char *cells = strndup(from, strcspn(from, "/"));
    /* Six rows of meshes, all of one paint. */
    cr_expect_eq(count_of(cells, "z"), 6, "%s", cells);
    free(cells);
    free(paint);
    buf_release(&out);
    svg_map_release(&map);
    sample_release(&sample);
}

Test(svg_mesh, a_larger_mesh_gets_the_paint_of_most_people)
{
    static struct sample sample;
    struct svg_map map;
    struct buf out = {0};
    struct buf bad = {0};
    const struct svg_head head = {.id = "m", .title = "t", .desc = "d"};
    double all = 0;

    sample_make(&sample);
    svg_map_make(&map, &sample.audit);
    int *paint = paints(&sample, PAINT_GOOD);
    for (size_t m = 0; m < sample.people.n_mesh; m++)
        if (sample.audit.own_mesh[m])
            all += (double)people_of(&sample.people, m, 0)[AGE_75];
    double good = 0;
    for (size_t m = 0; m < sample.people.n_mesh; m++) {
        double people = (double)people_of(&sample.people, m, 0)[AGE_75];
        if (!sample.audit.own_mesh[m])
            continue;
        if (good + people < all * 0.4)
            good += people;
        else
            paint[m] = PAINT_BAD;
    }
    /* All own meshes lie in one of 80 km. */
    svg_map_meshes(&out, &map, &head, paint, 4, NULL);
    cr_assert_gt(good, 0);
    svg_fill(&bad, PAINT_BAD);
    cr_expect(strstr(out.ptr, bad.ptr));
    buf_clear(&bad);
    svg_fill(&bad, PAINT_GOOD);
    cr_expect_not(strstr(out.ptr, bad.ptr));
    free(paint);
    buf_release(&bad);
    buf_release(&out);
    svg_map_release(&map);
    sample_release(&sample);
}

/* ---- paints ---- */

/* Relative luminance (WCAG 2.2). */
static double luminance(unsigned colour)
{
    static const double weight[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double c = (double)(colour >> (16 - 8 * i) & 0xFF) / 255;
        sum += weight[i] *
               (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

Test(svg, steps_of_a_scale_differ_in_grey)
{
    for (int c = 1; c < REPORT_CLASSES; c++) {
        double lighter = luminance(report_colours[c - 1]);
        double darker = luminance(report_colours[c]);
        cr_expect_gt((lighter + 0.05) / (darker + 0.05), 1.25, "step %d", c);
    }
}

Test(svg, every_paint_has_a_fill_of_its_own)
{
    for (int a = 0; a < PAINT_COUNT; a++)
        for (int b = 0; b < a; b++) {
            struct buf x = {0}, y = {0};
            svg_fill(&x, a);
            svg_fill(&y, b);
            cr_expect_str_neq(x.ptr, y.ptr);
            buf_release(&x);
            buf_release(&y);
        }
}

Test(svg, parts_of_a_bar_fill_it)
{
    const double part[] = {1, NAN, 1, 2};
    const int paint[] = {PAINT_GOOD, PAINT_MAYBE, PAINT_BAD, PAINT_NONE};
    struct buf out = {0};

    svg_bar(&out, part, paint, 4, 4);
    cr_expect(strstr(out.ptr, "M0 4h160v"), "%s", out.ptr);
    cr_expect(strstr(out.ptr, "M160 4h160v"), "%s", out.ptr);
    cr_expect(strstr(out.ptr, "M320 4h320v"), "%s", out.ptr);
    cr_expect_eq(count_of(out.ptr, "fill="), 3);
    buf_release(&out);
}
