/*
 * Dates that say as of when something is, within text: what page.h promises.
 * Years are of our calendar or of an era (令和, R, with 元 for the first), in
 * digits of any width or in kanji; 年月日 or '.' and '/' stand between; a
 * bracket may stand behind each part ("令和8年(2026年)6月1日(月)現在").
 */
#ifndef FETCH_PAGE_DATE_H
#define FETCH_PAGE_DATE_H

#include "base/str.h"

struct page_day {
    size_t at;    /* byte where its text starts */
    char iso[11]; /* YYYY-MM-DD */
};

/* The first at or behind *from; *from is then behind it. */
bool page_date_next(struct str text, size_t *from, struct page_day *day);

#endif
