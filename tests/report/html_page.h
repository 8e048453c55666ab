/* report.html of the made-up audit, for the tests that read it as text. Each
 * file has a page of its own. */
#ifndef TESTS_REPORT_HTML_PAGE_H
#define TESTS_REPORT_HTML_PAGE_H

#include "output/report/report.h"
#include "tests/report/sample_audit.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct sample sample;
static struct buf page;

static inline void write_page(void)
{
    struct err err = {0};

    buf_clear(&page);
    cr_assert(report_html(&sample.audit, &page, &err), "%s", err.text);
}

static inline void start(void)
{
    sample_make(&sample);
    write_page();
}

static inline void end(void)
{
    buf_release(&page);
    sample_release(&sample);
}

static inline size_t count_of(const char *what)
{
    size_t n = 0;

    for (const char *at = page.ptr; (at = strstr(at, what)); at += strlen(what))
        n++;
    return n;
}

/* A part of the page, to be freed. */
static inline char *section(const char *id)
{
    char start[64];

    snprintf(start, sizeof(start), "<section id=\"%s\"", id);
    const char *from = strstr(page.ptr, start);
    cr_assert(from, "no %s", id);
    return strndup(from, (size_t)(strstr(from, "</section>") - from));
}

#endif
