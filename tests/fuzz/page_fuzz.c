/* Any bytes as an index page: the promises of page.h hold. The first byte
 * says where the page lies and what charset its server names. */
#include "fetch/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool kept, const char *which)
{
    if (kept)
        return;
    fprintf(stderr, "broken promise: %s\n", which);
    abort();
}

static bool is_day(const char *iso)
{
    static const unsigned last[] = {31, 29, 31, 30, 31, 30,
                                    31, 31, 30, 31, 30, 31};
    unsigned year, month, day;
    char again[40];

    if (strlen(iso) != 10 ||
        sscanf(iso, "%4u-%2u-%2u", &year, &month, &day) != 3)
        return false;
    snprintf(again, sizeof(again), "%04u-%02u-%02u", year, month, day);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return strcmp(again, iso) == 0 && month >= 1 && month <= 12 && day >= 1 &&
           day <= last[month - 1] && (month != 2 || day < 29 || leap);
}

/* White space is folded: single blanks, none at the ends of a line. */
static bool is_folded(const char *text, bool lines)
{
    char before = ' ';

    for (const char *p = text; *p; p++) {
        bool blank = *p == ' ' || (lines && *p == '\n');
        if ((unsigned char)*p < ' ' && !blank)
            return false;
        if (blank && (before == ' ' || before == '\n'))
            return false;
        before = *p;
    }
    return !*text || (before != ' ' && before != '\n');
}

static void check(const struct page_link *link)
{
    size_t scheme = strspn(link->url, "abcdefghijklmnopqrstuvwxyz+-.");

    promise(scheme > 0 && link->url[scheme] == ':', "an address is absolute");
    promise(!strchr(link->url, '#'), "an address has no fragment");
    promise(!strpbrk(link->url, " \t\r\n\"<>"), "an address is one word");
    promise(str_valid_utf8(str_of(link->url)) &&
                str_valid_utf8(str_of(link->text)) &&
                str_valid_utf8(str_of(link->headings)),
            "text is UTF-8");
    promise(is_folded(link->text, false), "white space of a link is folded");
    promise(is_folded(link->headings, true), "a heading is one line");
    promise(!link->as_of || is_day(link->as_of), "a date is one");
}

static void check_equal(const struct page *a, const struct page *b)
{
    promise(a->n == b->n && a->has_heading == b->has_heading,
            "equal input gives equal pages");
    for (size_t i = 0; i < a->n; i++) {
        const char *x = a->link[i].as_of, *y = b->link[i].as_of;
        promise(strcmp(a->link[i].url, b->link[i].url) == 0 &&
                    strcmp(a->link[i].text, b->link[i].text) == 0 &&
                    strcmp(a->link[i].headings, b->link[i].headings) == 0 &&
                    !x == !y && (!x || strcmp(x, y) == 0),
                "equal input gives equal links");
    }
}

static bool read_page(struct str html, uint8_t choice, struct page *page,
                      struct arena *arena)
{
    static const char *const urls[] = {
        "https://www.mhlw.go.jp/stf/index.html",
        "https://kouseikyoku.mhlw.go.jp/kinki/a/b/?c=d", "https://example.test",
        "http://127.0.0.1:8080/x/y/../z.html"};
    static const char *const charsets[] = {NULL,          "UTF-8",  "Shift_JIS",
                                           "EUC-JP",      "x-none", "utf-16",
                                           "ISO-2022-JP", ""};
    struct err err = {0};
    bool ok = page_read(html, urls[choice % 4], charsets[choice / 4 % 8], page,
                        arena, &err);

    promise(ok == (err.class == ERR_NONE), "an error is stated");
    promise(ok || err.class == ERR_INPUT, "a page is refused as an input");
    return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct page page = {0}, again = {0};
    struct arena arena = {0};
    char iso[11];

    if (size == 0)
        return 0;
    /* A copy of its own size, so that a byte read beyond it is seen. */
    char *copy = malloc(size);
    promise(copy != NULL, "memory");
    memcpy(copy, data, size);
    struct str html = {copy + 1, size - 1};
    bool ok = read_page(html, data[0], &page, &arena);
    promise(page.n <= PAGE_MAX_LINKS, "links are bounded");
    for (size_t i = 0; ok && i < page.n; i++)
        check(&page.link[i]);
    promise(read_page(html, data[0], &again, &arena) == ok,
            "equal input gives equal answers");
    if (ok)
        check_equal(&page, &again);
    promise(!page_date(html, iso) || is_day(iso), "a date is one");
    free(page.link);
    free(again.link);
    arena_release(&arena);
    free(copy);
    return 0;
}
