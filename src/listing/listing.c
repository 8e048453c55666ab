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
    char when[64] = "時点不明";
    int year, month, day;

    if (as_of && sscanf(as_of, "%d-%d-%d", &year, &month, &day) == 3)
        snprintf(when, sizeof(when), "%d年%d月%d日時点", year, month, day);
    return arena_format(
        arena, "出典：「%s（%s）」（%s）%s%s%sを加工して作成", listing->title,
        when, listing->publisher, listing->url ? "（" : "",
        listing->url ? listing->url : "", listing->url ? "）" : "");
}

struct listing_fit listing_fit(const struct listing *listing,
                               const struct row *header, int *place,
                               struct arena *scratch)
{
    struct listing_fit fit = {0};
    struct str *key = arena_alloc(scratch, (header->n_cell + 1) * sizeof(*key));
    bool *used = arena_alloc(scratch, header->n_cell + 1);

    for (size_t i = 0; i < header->n_cell; i++)
        key[i] = text_key(header->cell[i], scratch);
    for (size_t c = 0; c < listing->n_column; c++) {
        const struct column *column = &listing->column[c];
        place[c] = -1;
        if (!column->heading)
            continue;
        struct str wanted = text_key(str_of(column->heading), scratch);
        for (size_t i = 0; i < header->n_cell; i++) {
            if (!str_eq(key[i], wanted))
                continue;
            fit.repeated += place[c] >= 0;
            if (place[c] < 0)
                place[c] = (int)i;
            used[i] = true;
        }
        fit.present += place[c] >= 0;
        fit.missing += place[c] < 0 && !column->optional;
    }
    for (size_t i = 0; i < header->n_cell; i++)
        fit.unknown += !used[i] && key[i].len > 0;
    return fit;
}
