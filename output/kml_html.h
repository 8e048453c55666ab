/*
 * Text for a <description>, which Google Earth reads as HTML: escaped as HTML
 * and then as XML.
 */
#ifndef OUTPUT_KML_HTML_H
#define OUTPUT_KML_HTML_H

#include "base/buf.h"

struct kml_html {
    struct buf *out;    /* borrowed */
    struct buf scratch; /* released by whoever has the struct */
};

void kml_html_add(struct kml_html *html, struct str text);

/* The same with a break at each end of line. */
void kml_html_add_lines(struct kml_html *html, struct str text);

/* The items of a list joined by 、, in `list`. */
struct str kml_joined(struct buf *list, struct str items);

#endif
