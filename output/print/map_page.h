/* The pages with maps: the first page, with title and legend, and those of the
 * details. */
#ifndef OUTPUT_PRINT_MAP_PAGE_H
#define OUTPUT_PRINT_MAP_PAGE_H

#include "output/print/print.h"

/* Set what stands where; print->plan. */
void map_pages_plan(struct print *print);
/* Count them, or draw them. */
void map_pages(struct print *print);

#endif
