/*
 * Text that becomes part of a page. Nothing of the data ever reaches a page
 * but through these functions.
 */
#ifndef OUTPUT_SITE_HTML_H
#define OUTPUT_SITE_HTML_H

#include "base/buf.h"

#define HTML(out, literal) buf_add((out), "" literal, sizeof(literal) - 1)

/* Character data or a quoted attribute value of HTML. What a page may not hold
 * (control characters, noncharacters, bytes that are not UTF-8) is left out; a
 * carriage return becomes a space. */
void html_add(struct buf *out, struct str text);
void html_text(struct buf *out, const char *text); /* NULL adds nothing */

/* ` name="value"`, the value escaped. */
void html_attribute(struct buf *out, const char *name, const char *value);

/* YYYY-MM-DD as Japanese writes it, any other text as it is. */
void html_date(struct buf *out, const char *date);

/* May `url` become a link? An absolute http or https URL with a host, without
 * a user's name, of characters that a URL may hold. */
bool html_is_link(const char *url);

/* A link that tells the other site nothing, or the plain text where
 * `url` may not become one. */
void html_link(struct buf *out, const char *url, const char *text);

/* The number that a telephone dials, or the plain text where there is none
 * (such as two numbers in one cell). */
void html_phone(struct buf *out, const char *phone);

#endif
