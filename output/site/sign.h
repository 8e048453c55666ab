/*
 * The signs of the layers as SVG: the shape of the group, the mark of the
 * layer, as tools/icons.c draws them for KMZ. 64 x 64, white around.
 */
#ifndef OUTPUT_SITE_SIGN_H
#define OUTPUT_SITE_SIGN_H

#include "base/buf.h"
#include "model/layer.h"

/* `<symbol id="sign-...">`, for <use>. */
void sign_add_symbol(struct buf *out, int layer);

/* A picture of it, of no meaning of its own: words stand beside it. */
void sign_add(struct buf *out, int layer);

#endif
