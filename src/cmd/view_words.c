#include "cmd/view_words.h"

#include <string.h>

struct view_source *words_sources(const struct table *table,
                                  uint64_t source_bits, size_t *n,
                                  struct arena *arena)
{
    struct view_source *list =
        arena_alloc(arena, (table->n_supply + 1) * sizeof(*list));

    *n = 0;
    for (size_t i = 0; i < table->n_supply; i++) {
        const struct supply *supply = &table->supply[i];
        bool wanted = false, seen = false;
        /* "Everything that was looked at": the lists, not where positions of
         * other municipalities came from. */
        if (source_bits == ~UINT64_C(0) && supply->row_kind == ROW_REFERENCE)
            continue;
        for (size_t s = 0; s < table->n_source; s++)
            wanted |= (source_bits >> s & 1) &&
                      strcmp(table->source[s], supply->title) == 0;
        for (size_t k = 0; k < *n; k++)
            seen |= str_same(list[k].title, supply->title) &&
                    str_same(list[k].as_of, supply->as_of);
        if (!wanted || seen)
            continue;
        list[(*n)++] = (struct view_source){
            supply->publisher,   supply->title, supply->licence,
            supply->licence_url, supply->url,   supply->as_of,
            supply->attribution};
    }
    return list;
}

void words_fill(struct view *view, const struct table *table,
                const uint32_t *facility, size_t n, const char *code,
                const char *place, struct arena *arena)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < n; i++)
        bits |= table->facility[facility[i]]->sources;
    /* A municipality without a facility still says what was looked at. */
    if (n == 0)
        bits = ~UINT64_C(0);
    view->code = code;
    view->place = place;
    view->title = arena_format(arena, "%s 在宅医療・介護資源マップ（%s）",
                               place, view->edition_name);
    view->processed = WORDS_PROCESSED;
    view->disclaimer = WORDS_DISCLAIMER;
    view->source = words_sources(table, bits, &view->n_source, arena);
}
