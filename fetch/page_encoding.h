/*
 * The bytes of a page as clean UTF-8, whatever they came in: the encoding of a
 * byte order mark, else of the Content-Type header, else of the page's own
 * <meta>, else UTF-8. "Shift_JIS" is read as CP932, as every browser does.
 * What cannot be read becomes U+FFFD; a page is never refused for it.
 */
#ifndef FETCH_PAGE_ENCODING_H
#define FETCH_PAGE_ENCODING_H

#include "base/buf.h"

/* `charset`: of the header, or NULL. The text is valid UTF-8 without U+0000
 * and byte order mark. */
void page_utf8(struct str html, const char *charset, struct buf *out);

#endif
