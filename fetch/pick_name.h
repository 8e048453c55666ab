/*
 * Names of picked files in their snapshot: what the address ends in, made fit
 * for any file system: letters, digits, '.', '_' and '-' of ASCII.
 */
#ifndef FETCH_PICK_NAME_H
#define FETCH_PICK_NAME_H

#include "fetch/pick.h"

/* The last part of the address and its query; other characters become '_'.
 * Never starts with '.', never the manifest's name, never empty. */
const char *pick_name(const char *url, struct arena *arena);

/* Give a number ("x-2.csv.zip") to names that repeat, in whatever case; which
 * gets which depends on the addresses only. Then sort by name. */
void pick_names_settle(struct picks *picks, struct arena *arena);

#endif
