/*
 * The KML document of a view, for the files map.kml and map.kmz.
 */
#ifndef OUTPUT_KML_H
#define OUTPUT_KML_H

#include "base/buf.h"
#include "model/view.h"

/* `icons`: the styles name the files icons/<layer>.png beside the document;
 * otherwise they only colour the reader's own marker. */
void kml_write(const struct view *view, bool icons, struct buf *out);

/* The layers that show a row of the view: whose markers are used. A folder
 * may also only name who stands in another one. */
layer_set kml_layers(const struct view *view);

#endif
