#include "cmd/explain_find.h"

#include "norm/text.h"

#include <stdlib.h>

static void add(struct found *found, uint32_t facility)
{
    found->facility = mem_room(found->facility, found->n, &found->cap,
                               sizeof(*found->facility));
    found->facility[found->n++] = facility;
}

static bool find_id(const struct table *table, const char *what,
                    struct arena *scratch, struct found *found)
{
    const char *id = str_keep(scratch, text_ascii(str_of(what), scratch));
    uint32_t number = id ? table_find(table, id) : NO_FACILITY;

    if (number != NO_FACILITY)
        add(found, number);
    return number != NO_FACILITY;
}

enum { NO_FIT, PART_FITS, WHOLE_FITS };

static int fit(const char *name, struct str key, struct arena *scratch)
{
    struct str own;

    if (!name)
        return NO_FIT;
    own = text_key(str_of(name), scratch);
    if (str_eq(own, key))
        return WHOLE_FITS;
    return str_find(own, key) != SIZE_MAX ? PART_FITS : NO_FIT;
}

/* The reading is compared as katakana, so that hiragana finds it. */
static int fit_any(const struct facility *facility, struct str key,
                   struct str kana, struct arena *scratch)
{
    const char *name[] = {facility->name, facility->name_short,
                          facility->name_en};
    int best = fit(facility->name_kana, kana, scratch);

    for (size_t i = 0; i < sizeof(name) / sizeof(*name); i++) {
        int here = fit(name[i], key, scratch);
        best = here > best ? here : best;
    }
    return best;
}

void explain_find(const struct table *table, const char *what,
                  struct found *found)
{
    struct arena kept = {0}, scratch = {0};
    struct str key = text_key(str_of(what), &kept);
    struct str kana = text_key(text_kana(str_of(what), &kept), &kept);
    int best = PART_FITS;

    *found = (struct found){0};
    if (key.len && !find_id(table, what, &kept, found))
        for (uint32_t i = 0; i < table->n_facility; i++) {
            int here = fit_any(table->facility[i], key, kana, &scratch);
            arena_reset(&scratch);
            if (here < best)
                continue;
            if (here > best)
                found->n = 0; /* whole names stand before parts of names */
            best = here;
            add(found, i);
        }
    arena_release(&kept);
    arena_release(&scratch);
}

void found_release(struct found *found)
{
    free(found->facility);
    *found = (struct found){0};
}
