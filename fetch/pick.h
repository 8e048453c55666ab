/*
 * Which files of a source are wanted: the links of its index page, or the
 * addresses that the catalogue gives.
 */
#ifndef FETCH_PICK_H
#define FETCH_PICK_H

#include "fetch/catalogue.h"
#include "fetch/page.h"

struct pick {
    const char *url;
    const char *name; /* in the snapshot: [A-Za-z0-9._-], unique in it */
    const char *text; /* of its link, for people; or NULL */
    enum expectation expect;
    const char *listing, *member;
};

struct picks {
    struct pick *item; /* sorted by name */
    size_t n, cap;
    const char *as_of; /* of all of them; NULL: the files have to say */
};

struct pick_wanted {
    uint64_t prefectures;            /* bit p; 0: all */
    const char *const *municipality; /* six digits each */
    size_t n_municipality;
    const char *as_of; /* this edition of the page; NULL: the newest */
};

/*
 * The newest edition of a page: the links of the latest date. Errors,
 * ERR_INPUT, each naming the source, the page and what the publisher seems to
 * have changed: no heading or no date where one is expected; fewer links of a
 * kind than `least`; no edition of the date asked for (the dates that are
 * there are named); a link to a host that is not the source's.
 */
bool pick_links(const struct source *source, const struct page *page,
                const struct pick_wanted *wanted, struct picks *picks,
                struct arena *arena, struct err *err);

/* Of a source without an index page. ERR_USAGE when it is per municipality
 * and none is given. */
bool pick_files(const struct source *source, const struct pick_wanted *wanted,
                struct picks *picks, struct arena *arena, struct err *err);

#endif
