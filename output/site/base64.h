/* RFC 4648, section 4, and what a content security policy needs of it. */
#ifndef OUTPUT_SITE_BASE64_H
#define OUTPUT_SITE_BASE64_H

#include "base/buf.h"

void base64_add(struct buf *out, struct str bytes);

/* Append what base64_add() made; false when `text` is not of that form. */
bool base64_open(struct buf *out, struct str text);

/* `'sha256-...'`, as style-src and script-src name an inline text. */
void base64_add_sha256(struct buf *out, struct str text);

#endif
