#include "listing/listing.h"

#include "norm/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct listing *const listings[] = {
#define LISTING(id) &listing_##id,
#include "listing/listings.def"
#undef LISTING
};
const size_t listing_count = sizeof(listings) / sizeof(*listings);

const char *listing_attribution(const struct listing *listing,
                                const char *as_of, struct arena *arena)
{
    return arena_format(
        arena, "出典：「%s（%s）」（%s）%s%s%sを加工して作成", listing->title,
        supply_when(as_of, arena), listing->publisher, listing->url ? "（" : "",
        listing->url ? listing->url : "", listing->url ? "）" : "");
}

/* One of the texts by which a column is known. */
struct variant {
    struct str key;
    bool contained; /* needs only to stand somewhere in the heading */
};

static bool next_variant(struct str *rest, struct variant *variant,
                         struct arena *scratch)
{
    struct str text;

    if (!str_part(rest, '|', &text))
        return false;
    variant->contained = str_starts(text, STR("*"));
    variant->key =
        text_key(str_cut(text, variant->contained, text.len), scratch);
    return true;
}

static bool is_variant(const struct variant *variant, struct str key)
{
    return variant->contained ? str_find(key, variant->key) != SIZE_MAX
                              : key.len > 0 && str_eq(variant->key, key);
}

bool listing_heading(const struct column *column, struct str key,
                     struct arena *scratch)
{
    struct str rest = str_of(column->heading);
    struct variant variant;

    while (next_variant(&rest, &variant, scratch))
        if (is_variant(&variant, key))
            return true;
    return false;
}

struct str listing_heading_name(const struct column *column)
{
    struct str rest = str_of(column->heading), name = rest;

    str_part(&rest, '|', &name);
    return str_starts(name, STR("*")) ? str_cut(name, 1, name.len) : name;
}

/* A header row as keys. */
struct header_keys {
    const struct str *key;
    bool *used;
    size_t n;
};

/* The cell of a column: that of the first of its variants that the header
 * has. -1 when it has none. */
static int find_place(const struct column *column,
                      const struct header_keys *header, size_t *repeated,
                      struct arena *scratch)
{
    struct str rest = str_of(column->heading);
    struct variant variant;
    int place = -1;

    while (place < 0 && next_variant(&rest, &variant, scratch))
        for (size_t i = 0; i < header->n; i++) {
            if (!is_variant(&variant, header->key[i]) ||
                (variant.contained && (header->used[i] || place >= 0)))
                continue;
            *repeated += place >= 0;
            if (place < 0)
                place = (int)i;
            header->used[i] = true;
        }
    return place;
}

struct listing_fit listing_fit(const struct listing *listing,
                               const struct row *header, int *place,
                               struct arena *scratch)
{
    struct listing_fit fit = {0};
    struct str *key = arena_alloc(scratch, (header->n_cell + 1) * sizeof(*key));
    struct header_keys keys = {key, arena_alloc(scratch, header->n_cell + 1),
                               header->n_cell};

    for (size_t i = 0; i < header->n_cell; i++)
        key[i] = text_key(header->cell[i], scratch);
    for (size_t c = 0; c < listing->n_column; c++) {
        const struct column *column = &listing->column[c];
        place[c] = -1;
        if (!column->heading)
            continue;
        place[c] = find_place(column, &keys, &fit.repeated, scratch);
        fit.present += place[c] >= 0;
        fit.signs += place[c] >= 0 && c < listing->n_sign;
        fit.missing += place[c] < 0 && !column->optional;
    }
    for (size_t i = 0; i < header->n_cell; i++)
        fit.unknown += !keys.used[i] && key[i].len > 0;
    return fit;
}
