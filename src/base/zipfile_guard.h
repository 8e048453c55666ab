/*
 * A look at a zip's end before a library builds its table of members in
 * memory: a directory that is too large is refused unread.
 */
#ifndef BASE_ZIPFILE_GUARD_H
#define BASE_ZIPFILE_GUARD_H

#include "base/in.h"

/* A zip on disk (bytes NULL) or in memory (fd unused). */
struct zipfile_extent {
    int fd;
    const char *bytes;
    uint64_t size;
};

bool zipfile_guard(const struct zipfile_extent *extent, const char *label,
                   struct err *err);

#endif
