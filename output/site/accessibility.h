/* accessibility.html: how accessible the map page is, and how that was
 * tested (JIS X 8341-3:2016, WCAG 2.1). */
#ifndef OUTPUT_SITE_ACCESSIBILITY_H
#define OUTPUT_SITE_ACCESSIBILITY_H

#include "output/writer.h"

bool accessibility_write(const struct view *view, const struct writing *writing,
                         struct shown *shown, struct buf *out, struct err *err);

#endif
