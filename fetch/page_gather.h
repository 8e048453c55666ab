/*
 * What page.h promises, without the HTML parser: told of tags and text in
 * their order, it gathers the links, the headings above each, and the dates.
 */
#ifndef FETCH_PAGE_GATHER_H
#define FETCH_PAGE_GATHER_H

#include "fetch/page.h"

struct gather;

/* `url` of the page; text goes to `arena`, links to `page`. */
struct gather *gather_open(const char *url, struct page *page,
                           struct arena *arena);

/* Tags in lower case. gather_link() after the gather_start() of an <a>. */
void gather_start(struct gather *gather, const char *tag);
void gather_end(struct gather *gather, const char *tag);
void gather_link(struct gather *gather, const char *href);
void gather_base(struct gather *gather, const char *href);
void gather_text(struct gather *gather, struct str text);

/* More links than PAGE_MAX_LINKS were there. */
bool gather_is_full(const struct gather *gather);

/* Finish what is open and free the gathering, not the page. */
void gather_close(struct gather *gather);

#endif
