/*
 * Picking from one index page, below pick.h: the links that a source wants,
 * the edition of them, and what is said when they are not as expected.
 */
#ifndef FETCH_PICKING_H
#define FETCH_PICKING_H

#include "fetch/pick.h"

/* A link of the page that one of the source's links wants. */
struct candidate {
    const struct page_link *link;
    size_t rule;     /* the first that wants it */
    const char *url; /* over https, on a host of the source; or NULL */
};

struct picking {
    const struct source *source;
    const struct page *page;
    const struct pick_wanted *wanted;
    struct candidate *item; /* in the order of the page; free it */
    size_t n, cap;
    size_t n_dated;
    struct arena *arena;
    struct err *err;
};

void picking_find(struct picking *picking);

/* Each states the fault and returns false. */
bool fault_no_link(const struct picking *picking);
bool fault_no_date(const struct picking *picking);
bool fault_no_edition(const struct picking *picking);
bool fault_host(const struct picking *picking, const char *url);
bool fault_few(const struct picking *picking, const struct source_link *rule,
               size_t n, const char *edition);

#endif
