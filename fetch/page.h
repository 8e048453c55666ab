/*
 * An index page of a publisher: its links, each with the headings above it and
 * the date that the page gives for it. HTML as it is found (tag soup, any
 * encoding that the page names); only this file knows the HTML parser, which
 * loads nothing from the network.
 *
 * A date is "2026年６月１日時点", "２０２６年６月末時点", "令和8年1月1日現在"
 * and the like (full-width digits, eras, blanks between). It counts for the
 * links of its own cell or paragraph and for all that follow under the same
 * heading, until another date or a heading of the same or a higher level
 * stands there. 月末 is the last day of that month; a month without a day is
 * its first day ("2026年6月時点").
 */
#ifndef FETCH_PAGE_H
#define FETCH_PAGE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct page_link {
    const char *url;      /* absolute, without fragment */
    const char *text;     /* as read, white space folded */
    const char *headings; /* above it, highest first, '\n' between */
    const char *as_of;    /* YYYY-MM-DD, or NULL: the page does not say */
};

struct page {
    struct page_link *link; /* in the order of the page */
    size_t n, cap;
    bool has_heading; /* some h1-h6 stands on it */
};

/* `url` is the page's own address, for relative links; `charset` of its
 * Content-Type header or NULL. Text lives in `arena`; free page->link.
 * Errors: ERR_INPUT when it is no HTML, or has more than PAGE_MAX_LINKS. */
#define PAGE_MAX_LINKS 20000
bool page_read(struct str html, const char *url, const char *charset,
               struct page *page, struct arena *arena, struct err *err);

/* The first date of a text as above, 時点 or 現在 behind it; false: none. */
bool page_date(struct str text, char iso[11]);

#endif
