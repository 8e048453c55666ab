/*
 * Names of datums and coordinate systems, as people and files write them.
 */
#ifndef GEO_CRS_NAME_H
#define GEO_CRS_NAME_H

#include <stdbool.h>

/* JGD2000, JGD2011 and WGS 84 are one datum here (see crs.h). */
enum crs_datum { CRS_JGD, CRS_TOKYO };

struct crs_name {
    enum crs_datum datum;
    unsigned plane_epsg;   /* plane rectangular system; 0: degrees */
    unsigned degrees_epsg; /* the degrees that the plane system stands on */
};

/* Read a name that crs_open() takes; false when it is unknown. */
bool crs_name_find(const char *name, struct crs_name *found);

/*
 * Is the datum JGD2000, JGD2011 or WGS 84? Takes the spellings of EPSG and
 * Esri ("D_JGD_2011"), and "undefined" and "unknown", which is how a
 * GeoPackage says none.
 */
bool crs_datum_is_ours(const char *datum);

#endif
