/*
 * The municipalities and prefectures that a comparison tells of.
 */
#ifndef CMD_DIFF_AREAS_H
#define CMD_DIFF_AREAS_H

#include "base/opt.h"
#include "diff/changes.h"

struct diff_area {
    char code[6];     /* "25299", "25" for a prefecture, "" for unknown ones */
    const char *name; /* as it is shown: 滋賀県みなと市, 滋賀県 */
};

/* None: everything. */
struct diff_areas {
    struct diff_area *item;
    size_t n, cap;
    struct arena arena;
};

/*
 * --area and --pref. A designated city stands for its wards, a municipality
 * for those that were merged into it.
 * ERR_USAGE for what is no code, and for a code that neither side has.
 */
bool diff_areas_choose(struct diff_areas *areas, const struct opt_list *area,
                       const struct opt_list *pref,
                       const struct changes *changes, struct err *err);

/* Is a facility with this municipality code in them? */
bool diff_areas_have(const struct diff_areas *areas,
                     const struct changes *changes, const char *code);

/* "みなと市", of NEW's names, else of OLD's; NULL when none is known. */
const char *diff_place_name(const struct changes *changes, const char *code);

void diff_areas_release(struct diff_areas *areas);

#endif
