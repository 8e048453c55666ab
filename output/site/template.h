/*
 * Pages with gaps: {{name}} is filled by a function, {{t:key}} with a
 * message, {{?name}}...{{/name}} stays only where `name` holds, {{! ...}} is
 * for whoever reads the source.
 */
#ifndef OUTPUT_SITE_TEMPLATE_H
#define OUTPUT_SITE_TEMPLATE_H

#include "base/buf.h"

/* What a name stands for; one of the two functions. */
struct template_gap {
    const char *name;
    void (*add)(struct buf *out, const void *context);
    bool (*holds)(const void *context);
};

/* The template without comments and with its messages, which are the same for
 * every page. */
void template_prepare(struct buf *out, struct str text);

/* Append the prepared template, its gaps filled. A name that `gap` lacks is
 * our own mistake. */
void template_fill(struct buf *out, struct str text,
                   const struct template_gap *gap, size_t n_gap,
                   const void *context);

#endif
