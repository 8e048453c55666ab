/* The pages with the list of facilities, and what stands behind it: notes of
 * the maps, sources, licences, who made it. */
#ifndef OUTPUT_PRINT_LIST_PAGES_H
#define OUTPUT_PRINT_LIST_PAGES_H

#include "output/print/flow.h"

/* Count them, or draw them. */
void list_pages(struct print *print);
/* What ends the document, after the list. */
void list_draw_end(struct flow *flow);

#endif
