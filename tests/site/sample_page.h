/* A page of a view made by hand, its parts found again in the text. */
#ifndef TESTS_SITE_SAMPLE_PAGE_H
#define TESTS_SITE_SAMPLE_PAGE_H

#include "output/site/page.h"
#include "tests/output/sample_view.h"

#include <stdio.h>
#include <stdlib.h>

extern const struct writer writer_site;

static inline void *kept_array(struct arena *arena, void *array, size_t size)
{
    void *kept = arena_alloc(arena, size);

    memcpy(kept, array, size);
    free(array);
    return kept;
}

/* The arrays of the land live as long as the arena, too. */
static inline void keep_land(struct land *land, struct arena *arena)
{
    land->vertex =
        kept_array(arena, land->vertex, land->n_vertex * sizeof(*land->vertex));
    land->ring =
        kept_array(arena, land->ring, land->n_ring * sizeof(*land->ring));
    land->place =
        kept_array(arena, land->place, land->n_place * sizeof(*land->place));
}

/* Square towns around Otsu: one of its own, with a hole, and a neighbour. */
static inline void sample_ground(struct view *view, struct arena *arena)
{
    struct land *land = arena_alloc(arena, sizeof(*land));
    struct view_place *place = arena_alloc(arena, 2 * sizeof(*place));
    static const struct lonlat own[] = {{135.8, 35.0},
                                        {135.9, 35.0},
                                        {135.9, 35.1},
                                        {135.8, 35.1},
                                        {135.8, 35.0}};
    static const struct lonlat hole[] = {{135.84, 35.04},
                                         {135.86, 35.04},
                                         {135.86, 35.06},
                                         {135.84, 35.06},
                                         {135.84, 35.04}};
    static const struct lonlat beside[] = {{135.9, 35.0},
                                           {136.6, 35.0},
                                           {136.6, 35.1},
                                           {135.9, 35.1},
                                           {135.9, 35.0}};

    land_add_place(land, "25201");
    land_add_ring(land, own, 5, false);
    land_add_ring(land, hole, 5, true);
    land_add_place(land, "25206");
    land_add_ring(land, beside, 5, false);
    land_sort(land);
    keep_land(land, arena);
    for (size_t i = 0; i < 2; i++)
        place[i] =
            (struct view_place){.code = land->place[i].code,
                                .name = i ? "草津市 <2>" : "大津市",
                                .own = i == 0,
                                .ring = &land->ring[land->place[i].first_ring],
                                .n_ring = land->place[i].n_ring,
                                .least = land->place[i].least,
                                .most = land->place[i].most};
    view->land = land;
    view->ground = place;
    view->n_ground = 2;
    view->ground_credit = "「国土数値情報」を加工して作成";
}

static inline void sample_towns(struct view *view)
{
    static const struct view_town town[] = {
        {"大津市", "浜大津一丁目", {135.86449, 35.01}, 310.5F},
        {"大津市", "</script>", {135.87, 35.02}, NAN},
        {"草津市", "大路一丁目", {135.96, 35.02}, 95},
    };

    view->town = town;
    view->n_town = 3;
}

static inline struct buf page_text(const struct view *view)
{
    return written_twice(&writer_site, view);
}

static inline size_t occurrences(struct str text, const char *what)
{
    size_t n = 0, at;

    while ((at = str_find(text, str_of(what))) != SIZE_MAX) {
        text = str_cut(text, at + strlen(what), text.len);
        n++;
    }
    return n;
}

static inline bool has(const struct buf *page, const char *what)
{
    return str_find(buf_str(page), str_of(what)) != SIZE_MAX;
}

/* What stands between the first `from` and the next `to`. */
static inline struct str between(struct str text, const char *from,
                                 const char *to)
{
    size_t start = str_find(text, str_of(from));

    cr_assert_neq(start, SIZE_MAX, "no %s", from);
    text = str_cut(text, start + strlen(from), text.len);
    size_t end = str_find(text, str_of(to));
    cr_assert_neq(end, SIZE_MAX, "no %s behind %s", to, from);
    return str_cut(text, 0, end);
}

#endif
