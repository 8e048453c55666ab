/*
 * The catalogue of sources: where publishers put their files, how the links
 * look, and under what terms. Data, not code: catalogue.json is built into the
 * program, and a user's own file (--catalogue) replaces sources of the same id
 * and adds others.
 *
 * Everything is checked when it is read: an entry that cannot be right (no
 * licence, a page that is not https, a pattern that does not compile, a host
 * missing from `hosts`) is ERR_INPUT naming the file, the source and the key.
 */
#ifndef FETCH_CATALOGUE_H
#define FETCH_CATALOGUE_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

/* What a file must turn out to be once it is here. */
enum expectation {
    EXPECT_LISTING, /* facilities, hours: `listing` names which, NULL any */
    EXPECT_FILINGS, /* a list of a regional bureau */
    EXPECT_PLACES,  /* a municipality table */
    EXPECT_ADDRESS, /* a table of the address dictionary */
    EXPECT_ARCHIVE, /* a zip that holds a member ending in `member` */
    EXPECT_GRID,    /* a GeoTIFF */
    EXPECT_COUNT
};

/* What a source is for: what `fetch` brings by default, and what `update`
 * gives to which stage. */
enum source_role {
    ROLE_LISTING, /* facilities: always */
    ROLE_FILINGS, /* the bureaus: always, those of the prefectures asked */
    ROLE_CODES,   /* コード内容別: on request */
    ROLE_PLACES,  /* municipality table */
    ROLE_ADDRESS, /* towns, for `gazetteer build` */
    ROLE_HOUSE,   /* house numbers, blocks and parcels: likewise; large */
    ROLE_BOUNDARY,
    ROLE_AREA, /* 医療圏 */
    ROLE_POPULATION,
    ROLE_GRID,
    ROLE_COUNT
};
extern const char *const source_role_names[ROLE_COUNT];

/* Links of an index page that are wanted. */
struct source_link {
    /* POSIX extended regular expressions, without regard to case; NULL: any.
     * `file` is searched in the percent-decoded path of the link; `text` in
     * "heading\nheading\n...\ntext of the link", NFKC-like folded by page.h. */
    const char *file, *text, *not_text;
    const char *example; /* for people: a name or a text of such a link */
    enum expectation expect;
    const char *listing, *member;
    unsigned least; /* so many links must be there; 0: it may be missing */
};

/* A file whose address is known without an index page. {PP} is a prefecture's
 * two digits, {CCCCCC} a municipality's six. */
struct source_file {
    const char *url;
    enum expectation expect;
    const char *listing, *member;
};

struct source {
    const char *id; /* kebab-case; also the name of its folder */
    const char *title, *title_en, *publisher;
    const char *licence, *licence_url;
    /* {as_of} is replaced by the date in Japanese, or 時点不明. */
    const char *attribution;
    const char *cadence; /* ISO 8601 duration: P1M, P6M, P1Y */
    const char *page;    /* index page, or where people read about it */
    enum source_role role;
    uint64_t prefectures; /* bit p: only prefecture p is in it; 0: all */
    const char *as_of;    /* of files without an index page, or NULL */
    uint64_t max_bytes;   /* of one file, packed; 0: HTTP_MAX_BYTES */
    const char **host;    /* files and redirects may come from these */
    size_t n_host;
    struct source_link *link;
    size_t n_link;
    struct source_file *file;
    size_t n_file;
    bool dated_page; /* the page says as of when its links are; a page without
                        such a date is then refused. Else the files say. */
};

struct catalogue {
    struct source *item; /* in the order of the file; a user's behind */
    size_t n, cap;
    struct arena arena;
};

/* The shipped catalogue and, over it, the user's file (may be NULL). End with
 * catalogue_release(), also after an error. */
bool catalogue_read(const char *path, struct catalogue *catalogue,
                    struct err *err);
/* NULL when there is none. */
const struct source *catalogue_find(const struct catalogue *catalogue,
                                    const char *id);
/* Is the source of use for these prefectures (bit p; 0: all)? */
bool source_covers(const struct source *source, uint64_t prefectures);
bool source_per_prefecture(const struct source *source); /* has {PP} */
bool source_per_municipality(const struct source *source);
bool source_has_host(const struct source *source, const char *host);
void catalogue_release(struct catalogue *catalogue);

#endif
