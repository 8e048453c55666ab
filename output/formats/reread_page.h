/* The data of a map page, read again. */
#ifndef OUTPUT_FORMATS_REREAD_PAGE_H
#define OUTPUT_FORMATS_REREAD_PAGE_H

#include "output/formats/reread.h"

/*
 * Add the texts and numbers of the data (JSON) as one part, each on a line of
 * its own, without the coordinates of outlines and towns: places, not
 * facilities. *rows and *placed are the facilities that it speaks of.
 * False when it is not the data of a page.
 */
bool reread_page_data(struct str json, struct reread *reread,
                      struct arena *arena, uint64_t *rows, uint64_t *placed);

#endif
