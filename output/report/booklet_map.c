#include "output/report/booklet_map.h"

#include <math.h>
#include <stdlib.h>

#define SWATCH_WIDTH 15.0
#define SWATCH_HEIGHT 8.0
#define LINE (BOOKLET_LEAST * 1.5)
#define SCALE 16.0
#define BEYOND_MOST 12 /* regions that are named */

const struct audit_set *booklet_map_set(const struct audit *audit)
{
    const struct audit_set *best = &audit->set[0];

    for (size_t s = 1; s < audit->n_set && audit->set[0].n_region < 2; s++)
        if (audit->set[s].n_region > best->n_region)
            best = &audit->set[s];
    return best;
}

/* ---- titles and legends ---- */

static double put_title(struct booklet *booklet, double x, double y,
                        const char *text)
{
    const struct text_style style = {
        .size = BOOKLET_SMALL, .bold = true, .most = BOOKLET_SMALL * 2.6};

    if (!booklet->dry) {
        canvas_begin(booklet->canvas, TAG_P);
        canvas_text(booklet->canvas, x, y, MAP_WIDTH, text, &style);
        canvas_end(booklet->canvas);
    }
    return canvas_text_height(booklet->canvas, MAP_WIDTH, text, &style) + 3;
}

/* One line of a legend; `number` of the class, or 0. */
static void put_key(struct booklet *booklet, double x, double y,
                    const struct atlas_fill *fill, int number, const char *text)
{
    const struct text_style style = {.size = BOOKLET_LEAST,
                                     .most = BOOKLET_LEAST * 1.4};
    const struct text_style middle = {.size = BOOKLET_LEAST - 0.5,
                                      .bold = true,
                                      .align = ALIGN_MIDDLE,
                                      .halo = 0.9};
    struct canvas *canvas = booklet->canvas;

    if (booklet->dry)
        return;
    canvas_begin(canvas, TAG_ITEM);
    canvas_begin(canvas, TAG_BODY);
    atlas_swatch(canvas, fill, x, y, SWATCH_WIDTH, SWATCH_HEIGHT);
    if (number)
        canvas_text(canvas, x, y + 0.6, SWATCH_WIDTH,
                    arena_format(booklet->arena, "%d", number), &middle);
    canvas_text(canvas, x + SWATCH_WIDTH + 4, y, MAP_WIDTH - SWATCH_WIDTH - 4,
                text, &style);
    canvas_end(canvas);
    canvas_end(canvas);
}

/* Below a map. */
static void put_scale(struct booklet *booklet, double x, double y)
{
    if (booklet->dry)
        return;
    struct ground ground = atlas_ground(booklet->atlas, x, y - MAP_HEIGHT);
    ground_scale_bar(booklet->canvas, &ground, x, y + 3, 60, BOOKLET_LEAST - 1,
                     NULL);
}

/* ---- choropleths ---- */

struct classed {
    struct report_classes classes;
    int *class; /* [n_region] the last fill: not known */
    size_t *n;  /* regions of each fill */
    struct atlas_fill fill[REPORT_CLASSES + 1];
    int n_fill;
};

static struct classed classify(struct booklet *booklet,
                               const struct choropleth *choropleth)
{
    size_t n_region = booklet_map_set(booklet->audit)->n_region;
    struct classed made = {
        .classes = choropleth->classes
                       ? *choropleth->classes
                       : report_classify(choropleth->value, n_region)};

    made.n_fill = (int)made.classes.n + 1;
    made.class =
        arena_alloc(booklet->arena, (n_region + 1) * sizeof(*made.class));
    made.n = arena_alloc(booklet->arena, (size_t)made.n_fill * sizeof(*made.n));
    for (size_t c = 0; c < made.classes.n; c++)
        made.fill[c] = (struct atlas_fill){report_colours[c], 0, PATTERN_PLAIN};
    made.fill[made.classes.n] =
        (struct atlas_fill){REPORT_NO_DATA, 0x8A8A8A, PATTERN_LINES};
    for (size_t r = 0; r < n_region; r++) {
        int class = report_class(&made.classes, choropleth->value[r]);
        made.class[r] = class < 0 ? (int)made.classes.n : class;
        made.n[made.class[r]]++;
    }
    return made;
}

/* 3～4項目: the whole numbers of a class. */
static const char *count_words(struct booklet *booklet,
                               const struct choropleth *choropleth,
                               const struct report_classes *classes, size_t c)
{
    struct arena *arena = booklet->arena;
    bool last = c + 1 == classes->n;
    double from = ceil(classes->edge[c]), to = classes->edge[c + 1];

    to = last ? floor(to) : ceil(to) - 1;
    if (to <= from)
        return arena_format(arena, "%s%s", report_number(from, 0, arena),
                            choropleth->unit);
    return arena_format(arena, "%s～%s%s", report_number(from, 0, arena),
                        report_number(to, 0, arena), choropleth->unit);
}

static const char *class_words(struct booklet *booklet,
                               const struct choropleth *choropleth,
                               const struct report_classes *classes, size_t c)
{
    if (choropleth->counted)
        return count_words(booklet, choropleth, classes, c);
    return report_class_words(classes, c, choropleth->unit, booklet->arena);
}

static const char *alternative(struct booklet *booklet,
                               const struct choropleth *choropleth,
                               const struct classed *made)
{
    struct buf out = {0};

    buf_addf(&out, "地図：%s。%sの数は、", choropleth->title,
             booklet_map_set(booklet->audit)->set->name);
    for (size_t c = 0; c < made->classes.n; c++)
        buf_addf(&out, "区分%zu（%s）が%zu、", c + 1,
                 class_words(booklet, choropleth, &made->classes, c),
                 made->n[c]);
    buf_addf(&out, "値が分からないものが%zu。値はあとの表にあります。",
             made->n[made->classes.n]);
    const char *text = arena_copy(booklet->arena, out.ptr, out.len);
    buf_release(&out);
    return text;
}

static double put_legend(struct booklet *booklet, double x, double y,
                         const struct choropleth *choropleth,
                         const struct classed *made)
{
    struct arena *arena = booklet->arena;
    double top = y;

    booklet_list_begin(booklet);
    for (size_t c = 0; c < made->classes.n; c++, y += LINE)
        put_key(
            booklet, x, y, &made->fill[c], (int)c + 1,
            arena_format(arena, "%s　（%zu）",
                         class_words(booklet, choropleth, &made->classes, c),
                         made->n[c]));
    if (made->n[made->classes.n] > 0 || made->classes.n == 0) {
        put_key(booklet, x, y, &made->fill[made->classes.n], 0,
                arena_format(arena, "値が分からない　（%zu）",
                             made->n[made->classes.n]));
        y += LINE;
    }
    booklet_list_end(booklet);
    return y - top;
}

double booklet_choropleth(struct booklet *booklet, double x, double y,
                          const struct choropleth *choropleth)
{
    struct classed made = classify(booklet, choropleth);
    double top = y;

    y += put_title(booklet, x, y, choropleth->title);
    if (!booklet->dry) {
        canvas_figure(booklet->canvas, alternative(booklet, choropleth, &made));
        atlas_draw_regions(booklet->atlas, booklet->canvas, x, y, made.class,
                           made.fill, made.n_fill, (int)made.classes.n);
        canvas_end(booklet->canvas);
    }
    y += MAP_HEIGHT;
    put_scale(booklet, x, y);
    y += SCALE;
    return y + put_legend(booklet, x, y, choropleth, &made) - top;
}

/* ---- meshes ---- */

static const struct atlas_fill verdict_fill[VERDICT_COUNT] = {
    [VERDICT_COVERED] = {0xD3E4F1, 0, PATTERN_PLAIN},
    [VERDICT_MAYBE] = {0xFFFFFF, 0x2F6DA5, PATTERN_LINES},
    [VERDICT_NOT] = {0x8C2D04, 0, PATTERN_PLAIN},
    [VERDICT_NO_DATA] = {0xFFFFFF, 0x6A6A6A, PATTERN_DOTS},
};

struct reach {
    const struct audit *audit;
    const struct audit_need *need;
};

static int verdict_of(const void *context, size_t mesh)
{
    const struct reach *reach = context;

    return atlas_people(reach->audit, mesh) > 0
               ? reach->need->mesh[mesh].verdict
               : -1;
}

static const char *verdict_words(struct booklet *booklet, size_t need, int v)
{
    const struct audit *audit = booklet->audit;
    const struct audit_year *year = &audit->need[need].whole[audit->base];
    const double people[VERDICT_COUNT] = {
        [VERDICT_COVERED] = year->covered,
        [VERDICT_MAYBE] = year->covered_maybe - year->covered,
        [VERDICT_NOT] = year->people - year->covered_maybe - year->unknown,
        [VERDICT_NO_DATA] = year->unknown,
    };

    return arena_format(booklet->arena, "%s　%s人", audit_verdicts_ja[v],
                        report_number(fmax(people[v], 0), 0, booklet->arena));
}

static const char *reach_alternative(struct booklet *booklet, size_t need)
{
    struct buf out = {0};

    buf_addf(&out, "地図：75歳以上の人が住むメッシュに、%sが届くか。",
             booklet->audit->need[need].need->name_ja);
    for (int v = 0; v < VERDICT_COUNT; v++)
        buf_addf(&out, "%s。", verdict_words(booklet, need, v));
    const char *text = arena_copy(booklet->arena, out.ptr, out.len);
    buf_release(&out);
    return text;
}

double booklet_reach_map(struct booklet *booklet, double x, double y,
                         size_t need)
{
    const struct reach reach = {booklet->audit, &booklet->audit->need[need]};
    double top = y;

    y += put_title(
        booklet, x, y,
        arena_format(
            booklet->arena, "75歳以上の人が住むメッシュに届くか（%d年）",
            booklet->audit->order->people->year[booklet->audit->base]));
    if (!booklet->dry) {
        canvas_figure(booklet->canvas, reach_alternative(booklet, need));
        atlas_draw_meshes(booklet->atlas, booklet->canvas, x, y, verdict_of,
                          &reach, verdict_fill, VERDICT_COUNT);
        canvas_end(booklet->canvas);
    }
    y += MAP_HEIGHT;
    put_scale(booklet, x, y);
    y += SCALE;
    booklet_list_begin(booklet);
    for (int v = 0; v < VERDICT_COUNT; v++, y += LINE)
        put_key(booklet, x, y, &verdict_fill[v], 0,
                verdict_words(booklet, need, v));
    booklet_list_end(booklet);
    return y - top;
}

/* ---- what maps leave out ---- */

void booklet_map_note(struct booklet *booklet)
{
    const struct audit_set *set = booklet_map_set(booklet->audit);
    struct buf out = {0};
    size_t n = 0;

    size_t n_bare = atlas_without_outline(booklet->atlas);
    if (n_bare)
        booklet_note(
            booklet,
            arena_format(booklet->arena,
                         "%s（%s）は、境界が読み込まれていないため、"
                         "人の住むメッシュで示しています。",
                         set->set->name,
                         report_number((double)n_bare, 0, booklet->arena)));
    if (atlas_people_beyond(booklet->atlas) <= 0)
        return;
    buf_addf(
        &out, "地図の枠の外（離れた島など）にも、75歳以上の人が%s人います",
        report_number(atlas_people_beyond(booklet->atlas), 0, booklet->arena));
    for (size_t r = 0; r < set->n_region; r++)
        if (atlas_region_beyond(booklet->atlas, r) && n++ < BEYOND_MOST)
            buf_addf(&out, "%s%s", n == 1 ? "（" : "、",
                     set->region[r].region->name);
    buf_addf(&out, "%s%s。値は表にあります。", n > BEYOND_MOST ? "など" : "",
             n ? "）" : "");
    booklet_note(booklet, arena_copy(booklet->arena, out.ptr, out.len));
    buf_release(&out);
}
