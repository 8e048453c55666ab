/*
 * What all pages share, made once a run: a national run writes 3,850 pages
 * with the same style, script, messages and policy.
 */
#ifndef OUTPUT_SITE_SITE_H
#define OUTPUT_SITE_SITE_H

#include "base/buf.h"

struct site {
    struct buf style, script;      /* of the map page */
    struct buf plain_style;        /* of pages without a script */
    struct buf policy;             /* content security policy of the map page */
    struct buf plain_policy;       /* and of the others */
    struct buf messages[2];        /* JSON: of professionals, of residents */
    struct buf packed_messages[2]; /* the same, base64 of zlib */
    struct buf page, accessibility, start; /* templates, prepared */
};

/* Safe from every thread; lives as long as the program. */
const struct site *site_get(void);

#endif
