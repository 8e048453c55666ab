/*
 * What the readers of reread.c share: one function a form, each with the same
 * arguments as reread_file(). They add parts and set the counts.
 */
#ifndef OUTPUT_FORMATS_REREAD_OWN_H
#define OUTPUT_FORMATS_REREAD_OWN_H

#include "output/formats/reread.h"

void reread_add(struct reread *reread, struct arena *arena, struct str part);

#define REREAD(form)                                                           \
    bool reread_##form(const char *name, struct str bytes,                     \
                       struct reread *reread, struct arena *arena,             \
                       struct err *err)
REREAD(geojson);
REREAD(json); /* .json, .jsonld */
REREAD(kml);
REREAD(kmz);
REREAD(csv);
REREAD(xlsx);
REREAD(gpkg);
REREAD(fgb);
REREAD(html);
REREAD(pdf);

/* The members of a zip in memory, unpacked; *n of them. For kmz and xlsx. */
struct reread_member {
    const char *name;
    struct str bytes;
};
bool reread_members(const char *name, struct str bytes,
                    struct reread_member **member, size_t *n,
                    struct arena *arena, struct err *err);

#endif
