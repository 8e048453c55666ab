/* The report for a meeting: its parts in order, gone through until the pages
 * are known, then drawn. */
#include "output/report/booklet_map.h"
#include "output/report/booklet_parts.h"
#include "output/report/booklet_words.h"
#include "output/report/report.h"

#include <stdlib.h>

/* Without contents; with them (which may be a page more); drawn. */
#define DRY_PASSES 2

static void put_needs(struct booklet *booklet)
{
    const struct audit *audit = booklet->audit;
    size_t n = 0, shown = 0;

    for (size_t i = 0; i < audit->order->n_need; i++) {
        if (audit->need[i].unread || n++ >= NEEDS_MOST)
            continue;
        booklet_need(booklet, i);
        shown++;
    }
    if (shown < n)
        booklet_note(booklet,
                     arena_format(booklet->arena,
                                  "調べた種類のうち、はじめの%sにページがあり"
                                  "ます。ほかの%sの表は report.html と "
                                  "audit.xlsx にあります。",
                                  booklet_count(booklet, shown),
                                  booklet_count(booklet, n - shown)));
    booklet_unread(booklet);
}

static void put_parts(struct booklet *booklet)
{
    booklet->page = 0;
    booklet->n_entry = 0;
    booklet_cover(booklet);
    put_needs(booklet);
    booklet_chain(booklet);
    booklet_indicators(booklet);
    booklet_demand(booklet);
    booklet_imported(booklet);
    booklet_progress(booklet);
    booklet_quality(booklet);
    booklet_about(booklet);
    booklet->n_page = booklet->page;
}

/* What this pass found is what the next one knows. */
static void swap_entries(struct booklet *booklet)
{
    struct booklet_entry *entry = booklet->known;
    size_t cap = booklet->cap_known;

    booklet->known = booklet->entry;
    booklet->n_known = booklet->n_entry;
    booklet->cap_known = booklet->cap_entry;
    booklet->entry = entry;
    booklet->cap_entry = cap;
}

static const char *foot(const struct audit *audit, struct arena *arena)
{
    return arena_format(arena, "関係者向け　しきい値：%s　%s",
                        audit_limit_words(audit->order, arena),
                        booklet_measure(audit));
}

bool report_pdf(const struct audit *audit, struct buf *out, struct err *err)
{
    const struct canvas_about about = {audit->title, audit->maker,
                                       audit->created};
    struct arena arena = {0};
    struct booklet booklet = {.audit = audit, .arena = &arena, .dry = true};

    booklet.canvas = canvas_open(&about, err);
    if (!booklet.canvas)
        return false;
    struct atlas *atlas =
        atlas_open(audit, booklet_map_set(audit), MAP_WIDTH, MAP_HEIGHT);
    booklet.atlas = atlas;
    booklet.foot = foot(audit, &arena);
    for (int pass = 0; pass < DRY_PASSES; pass++) {
        put_parts(&booklet);
        swap_entries(&booklet);
    }
    booklet.dry = false;
    put_parts(&booklet);
    bool ok = canvas_close(booklet.canvas, out, err);
    atlas_close(atlas);
    free(booklet.entry);
    free(booklet.known);
    arena_release(&arena);
    return ok;
}
