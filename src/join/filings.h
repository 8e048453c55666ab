/*
 * Filings after the join: they belong to facilities, and each facility knows
 * whether a filing list speaks of it.
 */
#ifndef JOIN_FILINGS_H
#define JOIN_FILINGS_H

#include "model/table.h"

/*
 * Every institution has its facility. Puts the filings in the order of the
 * facilities, settles filing_list (an open pair leaves it undecided) and the
 * functions, and frees the institutions.
 */
void filings_settle(struct table *table);

#endif
