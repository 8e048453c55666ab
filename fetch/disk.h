/*
 * A full disk, told the same way by all who write to DATA.
 */
#ifndef FETCH_DISK_H
#define FETCH_DISK_H

#include "base/err.h"

/* Is that what an errno says? Also when it is only this user's share. */
bool disk_is_full(int fault);

/* State that a file could not be written for it; always false. Its folder is
 * named: the names below DATA/.partial say nothing to people. */
bool disk_fail(struct err *err, const char *path);

#endif
