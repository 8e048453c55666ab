/*
 * What the pages are made of, as bytes: made by cmake/site.cmake from the
 * files of this folder and from Leaflet as the distribution packages it.
 */
#ifndef OUTPUT_SITE_SITE_FILES_H
#define OUTPUT_SITE_SITE_FILES_H

#include <stddef.h>

/* `name`: "page.html" ...; "style/...", "script/..." in the order in which
 * they are joined; "messages/<language>". */
struct site_file {
    const char *name;
    const unsigned char *bytes;
    size_t size;
};
extern const struct site_file site_files[];
extern const size_t site_file_count;

#endif
