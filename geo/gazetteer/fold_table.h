/*
 * Builds the table that folds characters to symbols: NFKC, then kana as
 * full-size katakana, then variants.def. It travels inside the dictionary.
 */
#ifndef GEO_GAZETTEER_FOLD_TABLE_H
#define GEO_GAZETTEER_FOLD_TABLE_H

#include "geo/geocode/fold.h"

struct fold_making {
    symbol low[65536];
    struct fold_high *high; /* sorted; owned */
    size_t n_high, cap_high;
};

struct fold_making *fold_table_make(void);
struct fold_table fold_table_of(const struct fold_making *making);
void fold_table_release(struct fold_making *making);

#endif
