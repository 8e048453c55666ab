/*
 * Addresses of the web: taken apart strictly, put together anew. What is asked
 * for is always made from the parts, so that no two readers of one text can
 * see two hosts in it.
 *
 * Taken are http and https with a host of letters, digits, '-', '_' and '.'
 * or an IPv6 address in brackets; no user name, no control characters.
 * Blanks and bytes beyond ASCII in a path are percent-encoded, dot segments
 * removed (RFC 3986, 5.2.4), the fragment left out.
 */
#ifndef FETCH_URL_H
#define FETCH_URL_H

#include "base/str.h"

#define URL_MAX_BYTES ((size_t)8192)

struct url {
    bool https;
    const char *host; /* lower case; IPv6 in brackets */
    unsigned port;
    const char *path; /* with its query; starts with '/' */
};

/* False when it is no such address; *url is then untouched. */
bool url_split(const char *text, struct url *url, struct arena *arena);

/* The whole, the port only when it is not the scheme's own. */
const char *url_text(const struct url *url, struct arena *arena);

/* The address that `reference` means on the page `base` (RFC 3986, 5.2), whole
 * and without a fragment. NULL when either is none that url_split() takes,
 * such as "mailto:x" or "javascript:x". Line ends and tabs in the reference are
 * left out, blanks at its ends too. */
const char *url_resolve(const char *base, const char *reference,
                        struct arena *arena);

/* Percent-decoded: %XX only, '+' stays; a '%' without two digits and %00 stay
 * as they are. The result need not be UTF-8. */
struct str url_decode(struct str text, struct arena *arena);

/* ---- a mirror that stands for all hosts ---- */

/* MIRROR/HOST/PATH for https://HOST/PATH ("HOST:PORT" for another port than
 * 443). */
void url_to_mirror(const struct url *mirror, const struct url *url,
                   struct url *there, struct arena *arena);

/* The other way round; false when `there` is not in the mirror. */
bool url_from_mirror(const struct url *mirror, const struct url *there,
                     struct url *url, struct arena *arena);

#endif
