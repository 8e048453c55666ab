/*
 * What every file says of itself: what it is, for whom, from which sources of
 * which dates and licences, by whom, and what it does not promise.
 */
#ifndef OUTPUT_TABLES_ABOUT_H
#define OUTPUT_TABLES_ABOUT_H

#include "base/buf.h"
#include "model/view.h"

/* One statement after the other, each with its heading: 題名, 版, 件数 ... */
void about_each(const struct view *view,
                void (*add)(void *context, const char *heading,
                            const char *text),
                void *context);

/* All of it as text, a statement a line: "題名：…". */
void about_add(const struct view *view, struct buf *out);

#endif
