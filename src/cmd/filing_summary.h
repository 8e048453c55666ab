/*
 * What the filing lists told, for the terminal: by prefecture and fee table,
 * how many facilities have filed home care, have not, or are unknown.
 */
#ifndef CMD_FILING_SUMMARY_H
#define CMD_FILING_SUMMARY_H

#include "model/table.h"

/* Nothing when no filing list was read. Warns of a list whose prefecture no
 * other input knows. */
void filing_summary(const struct table *table);

#endif
