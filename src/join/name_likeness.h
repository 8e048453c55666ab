/*
 * How alike are two names of institutions? The first of these that holds.
 */
#ifndef JOIN_NAME_LIKENESS_H
#define JOIN_NAME_LIKENESS_H

#include "norm/name.h"

enum name_likeness {
    NAMES_UNKNOWN, /* one has no name */
    NAMES_SAME,    /* when folded */
    NAMES_CORE,    /* but for legal form and the corporation's own name */
    NAMES_TAIL,    /* one ends with the other, which says what it is */
    NAMES_STEM,    /* but for 医院, クリニック ... */
    NAMES_NEAR,    /* slips of the pen, or departments named otherwise */
    NAMES_LIKE,    /* partly */
    NAMES_DIFFER,
    NAMES_BRANCH, /* two shops of one chain */
};

enum name_likeness name_compare(const struct name *a, const struct name *b);

/* Half of the pairs of neighbouring characters are common, or one is part of
 * the other; both have two characters or more. */
bool name_parts_like(struct str x, struct str y);

#endif
