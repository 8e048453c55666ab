#include "fetch/page_gather.h"

#include "fetch/page_date.h"
#include "fetch/plain.h"
#include "fetch/url.h"

#include <stdlib.h>
#include <string.h>

/* Bytes kept of a heading or a link; dates looked at in one block. */
#define MAX_TEXT 1024
#define MAX_DATES 1000
#define LEVELS 7 /* 0: above the first heading */
#define MAX_CELLS 64
#define NO_LINK SIZE_MAX

/* Where the text of a link stands in its block. */
struct span {
    size_t start, end;
};

/* td, th, li, dd: a date in one counts for the links before it, too. */
struct cell {
    size_t first_link;
    bool dated;
};

struct gather {
    struct page *page;
    struct arena *arena;
    const char *base;
    /* Headings and dates in force, by level. */
    const char *heading[LEVELS];
    char date[LEVELS][11];
    int level;
    const char *chain; /* headings joined; NULL: to be made */
    int open_heading;  /* its level; 0: in none */
    struct buf heading_text;
    /* The block (paragraph, cell ...) that is being read. */
    struct buf block;
    size_t first_link; /* its links from here on, each with its span */
    struct span *span;
    size_t span_cap;
    size_t open_link;
    struct buf link_text;
    struct cell cell[MAX_CELLS];
    size_t n_cell; /* may pass MAX_CELLS: those are counted only */
    unsigned hidden;
    bool full;
};

struct gather *gather_open(const char *url, struct page *page,
                           struct arena *arena)
{
    struct gather *gather = mem_alloc(sizeof(*gather));

    *gather = (struct gather){
        .page = page, .arena = arena, .base = url, .open_link = NO_LINK};
    return gather;
}

/* ---- kinds of tags ---- */

static bool is_one_of(const char *tag, const char *names)
{
    size_t len = strlen(tag);

    for (const char *at = names; (at = strstr(at, tag)); at += len)
        if ((at == names || at[-1] == ' ') &&
            (at[len] == ' ' || at[len] == '\0'))
            return true;
    return false;
}

static bool is_block(const char *tag)
{
    return is_one_of(tag, "address article aside blockquote body caption "
                          "center dd div dl dt fieldset figcaption figure "
                          "footer form h1 h2 h3 h4 h5 h6 header hr html li "
                          "main nav ol p pre section summary table tbody td "
                          "tfoot th thead tr ul");
}

static bool is_cell(const char *tag)
{
    return is_one_of(tag, "td th li dd");
}

static bool is_hidden(const char *tag)
{
    return is_one_of(tag, "script style title template");
}

static int heading_level(const char *tag)
{
    return tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' && tag[2] == '\0'
               ? tag[1] - '0'
               : 0;
}

/* ---- dates of a block ---- */

struct dates {
    struct page_day *item;
    size_t n, cap;
};

static void find_dates(struct str text, struct dates *dates)
{
    size_t from = 0;

    while (text.len > 0 && dates->n < MAX_DATES) {
        dates->item =
            mem_room(dates->item, dates->n, &dates->cap, sizeof(*dates->item));
        if (!page_date_next(text, &from, &dates->item[dates->n]))
            break;
        dates->n++;
    }
}

static void set_date(struct gather *gather, size_t link, const char *iso)
{
    gather->page->link[link].as_of = arena_copy(gather->arena, iso, 10);
}

/*
 * Each link of the block gets the date within its own text, else the last one
 * before it, else the first behind it. Dates and links stand in text order.
 */
static void date_links(struct gather *gather, const struct dates *dates)
{
    size_t d = 0; /* the first date at or behind the link */

    for (size_t i = gather->first_link; i < gather->page->n; i++) {
        struct span span = gather->span[i - gather->first_link];
        while (d < dates->n && dates->item[d].at < span.start)
            d++;
        bool own = d < dates->n && dates->item[d].at < span.end;
        /* Behind the last date of the text, or before its first. */
        set_date(gather, i, dates->item[own || d == 0 ? d : d - 1].iso);
    }
}

/* The links of the cell that stand before the block. */
static void date_cell(struct gather *gather, const char *iso)
{
    if (gather->n_cell == 0 || gather->n_cell > MAX_CELLS)
        return;
    struct cell *cell = &gather->cell[gather->n_cell - 1];
    for (size_t i = cell->first_link; !cell->dated && i < gather->first_link;
         i++)
        set_date(gather, i, iso);
    cell->dated = true;
}

static void end_block(struct gather *gather)
{
    struct dates dates = {0};

    find_dates(buf_str(&gather->block), &dates);
    if (dates.n > 0) {
        date_links(gather, &dates);
        date_cell(gather, dates.item[0].iso);
        memcpy(gather->date[gather->level], dates.item[dates.n - 1].iso, 11);
    }
    free(dates.item);
    buf_clear(&gather->block);
    /* A link may run on into the next block. */
    gather->first_link =
        gather->open_link == NO_LINK ? gather->page->n : gather->open_link;
    if (gather->open_link != NO_LINK)
        gather->span[0] = (struct span){0, SIZE_MAX};
}

/* ---- headings ---- */

static void start_heading(struct gather *gather, int level)
{
    for (int i = level; i < LEVELS; i++) {
        gather->heading[i] = NULL;
        gather->date[i][0] = '\0';
    }
    gather->chain = NULL;
    gather->level = level;
    gather->open_heading = level;
    gather->page->has_heading = true;
    buf_clear(&gather->heading_text);
    /* What stands above a heading is not dated by what follows it. */
    if (gather->n_cell > 0 && gather->n_cell <= MAX_CELLS)
        gather->cell[gather->n_cell - 1].first_link = gather->page->n;
}

static void end_heading(struct gather *gather)
{
    struct str text =
        plain_blanks(buf_str(&gather->heading_text), gather->arena);

    if (text.len > 0)
        gather->heading[gather->open_heading] = text.ptr;
    gather->chain = NULL;
    gather->open_heading = 0;
}

static const char *chain_of(struct gather *gather)
{
    struct buf chain = {0};

    if (gather->chain)
        return gather->chain;
    for (int i = 1; i < LEVELS; i++)
        if (gather->heading[i]) {
            buf_add_text(&chain, chain.len ? "\n" : "");
            buf_add_text(&chain, gather->heading[i]);
        }
    gather->chain =
        arena_copy(gather->arena, chain.ptr ? chain.ptr : "", chain.len);
    buf_release(&chain);
    return gather->chain;
}

static const char *date_in_force(const struct gather *gather)
{
    for (int i = gather->level; i >= 0; i--)
        if (gather->date[i][0])
            return arena_copy(gather->arena, gather->date[i], 10);
    return NULL;
}

/* ---- links ---- */

static void end_link(struct gather *gather)
{
    if (gather->open_link == NO_LINK)
        return;
    gather->page->link[gather->open_link].text =
        plain_blanks(buf_str(&gather->link_text), gather->arena).ptr;
    gather->span[gather->open_link - gather->first_link].end =
        gather->block.len;
    gather->open_link = NO_LINK;
    buf_clear(&gather->link_text);
}

void gather_link(struct gather *gather, const char *href)
{
    struct page *page = gather->page;

    end_link(gather);
    /* An empty one and one into the page itself lead to no file. */
    struct str target = str_trim(str_of(href));
    if (target.len == 0 || target.ptr[0] == '#')
        return;
    const char *url = url_resolve(gather->base, href, gather->arena);
    if (!url)
        return;
    if (page->n == PAGE_MAX_LINKS) {
        gather->full = true;
        return;
    }
    size_t at = page->n - gather->first_link;
    gather->span =
        mem_room(gather->span, at, &gather->span_cap, sizeof(*gather->span));
    gather->span[at] = (struct span){gather->block.len, SIZE_MAX};
    page->link = mem_room(page->link, page->n, &page->cap, sizeof(*page->link));
    page->link[page->n] = (struct page_link){.url = url,
                                             .text = "",
                                             .headings = chain_of(gather),
                                             .as_of = date_in_force(gather)};
    gather->open_link = page->n++;
}

void gather_base(struct gather *gather, const char *href)
{
    const char *url = url_resolve(gather->base, href, gather->arena);

    if (url)
        gather->base = url;
}

bool gather_is_full(const struct gather *gather)
{
    return gather->full;
}

/* ---- tags and text ---- */

void gather_start(struct gather *gather, const char *tag)
{
    int level = heading_level(tag);

    gather->hidden += is_hidden(tag);
    if (is_block(tag))
        end_block(gather);
    if (level > 0)
        start_heading(gather, level);
    if (is_cell(tag)) {
        if (gather->n_cell < MAX_CELLS)
            gather->cell[gather->n_cell] =
                (struct cell){.first_link = gather->page->n};
        gather->n_cell++;
    }
    if (strcmp(tag, "br") == 0)
        gather_text(gather, STR(" "));
}

void gather_end(struct gather *gather, const char *tag)
{
    if (is_hidden(tag) && gather->hidden > 0)
        gather->hidden--;
    if (strcmp(tag, "a") == 0)
        end_link(gather);
    if (is_block(tag))
        end_block(gather);
    if (is_cell(tag) && gather->n_cell > 0)
        gather->n_cell--;
    if (heading_level(tag) > 0 && gather->open_heading > 0)
        end_heading(gather);
}

/* Whole characters of `text`, as long as there is room. */
static void add_limited(struct buf *buf, struct str text)
{
    size_t room = buf->len < MAX_TEXT ? MAX_TEXT - buf->len : 0;

    while (room > 0 && room < text.len && (text.ptr[room] & 0xC0) == 0x80)
        room--;
    buf_add_str(buf, str_cut(text, 0, room));
}

void gather_text(struct gather *gather, struct str text)
{
    if (gather->hidden > 0)
        return;
    buf_add_str(&gather->block, text);
    if (gather->open_link != NO_LINK)
        add_limited(&gather->link_text, text);
    if (gather->open_heading > 0)
        add_limited(&gather->heading_text, text);
}

void gather_close(struct gather *gather)
{
    end_link(gather);
    end_block(gather);
    buf_release(&gather->heading_text);
    buf_release(&gather->block);
    buf_release(&gather->link_text);
    free(gather->span);
    free(gather);
}
