/*
 * Names on disk below DATA: nothing that a publisher wrote becomes one without
 * passing here. Below snapshot.h.
 */
#ifndef FETCH_SNAPSHOT_NAME_H
#define FETCH_SNAPSHOT_NAME_H

#include "base/arena.h"

#include <stdbool.h>

/* [a-z0-9-], a letter or digit first, at most 64. */
bool snapshot_is_id(const char *name);

/* [A-Za-z0-9._-], no dot first, at most 200, and not the manifest's. */
bool snapshot_is_file(const char *name);

/* A day of the calendar, YYYY-MM-DD. */
bool snapshot_is_date(const char *iso);

/* The day in Japan (UTC+9) of a moment YYYY-MM-DDThh:mm:ssZ; of anything else
 * its first ten characters. */
void snapshot_day(const char *moment, char day[11]);

/* "2025-12-01", "2025-12-01.2", "fetched-2026-01-05". */
struct snapshot_name {
    char date[11];
    bool undated; /* the date is the day of fetching */
    unsigned revision;
};

/* False: no name of ours. */
bool snapshot_name_read(const char *folder, struct snapshot_name *name);
const char *snapshot_name_write(const struct snapshot_name *name,
                                struct arena *arena);

/* Oldest first; of one day the dated ones first. */
int snapshot_name_order(const struct snapshot_name *a,
                        const struct snapshot_name *b);

#endif
