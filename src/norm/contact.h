/*
 * Telephone numbers, addresses of pages and of mail. Nothing is invented:
 * what cannot be read stays as published and is reported.
 */
#ifndef NORM_CONTACT_H
#define NORM_CONTACT_H

#include "base/str.h"

/* Result in half width. *odd is set when the text is not one telephone number
 * of Japan (0 + 9 or 10 digits more, or 3-4 digit short numbers are odd);
 * brackets, dots, spaces and every dash become '-'. Digits without any
 * hyphen stay without. An extension ("内線123") is kept behind a space.
 * A run of separators is one '-', none at the ends. The digit after the first
 * 0 is not 0. Anything else than digits, separators and an extension, or more
 * than 11 digits, is odd and stays as published but for its width. Blank text
 * gives an empty result and is not odd. */
struct str contact_phone(struct str s, struct arena *arena, bool *odd);

enum contact_web { WEB_NONE, WEB_PAGE, WEB_MAIL, WEB_ODD };

/*
 * What stands in a URL column. WEB_PAGE: *out is an http(s) URL, scheme added
 * when missing, full-width characters folded. WEB_MAIL: *out is a mail
 * address (499 rows of the care listing). WEB_ODD: neither; never published
 * as a link. javascript:, data:, file: and user:password@ are WEB_ODD.
 *
 * The host is a name of two labels or more (no address of numbers, no single
 * name); with a published scheme it may hold kana and kanji. Without a scheme
 * it starts with "www." or ends in a country or well-known domain, and gets
 * "http://". Misspelt schemes ("http//www") are not repaired: WEB_ODD, as is
 * anything with a space, quote, bracket or backslash. Behind the host,
 * characters outside ASCII are percent-encoded. "mailto:" is taken off.
 * A scheme alone, as forms fill it in, is WEB_NONE.
 * On WEB_NONE and WEB_ODD *out is empty.
 */
enum contact_web contact_web(struct str s, struct arena *arena,
                             struct str *out);

#endif
