/* What ogr.c asks of a path before GDAL sees it. */
#ifndef GEO_OGR_PATH_H
#define GEO_OGR_PATH_H

#include "base/err.h"

/* An absolute path of a regular file on disk that is not a zip; NULL with
 * ERR_PLACE. End it with free(). */
char *ogr_path_open(const char *path, struct err *err);

/* A shapefile, or its .dbf, that does not say how its text is encoded. */
bool ogr_path_is_silent(const char *path);

#endif
