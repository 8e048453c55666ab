/*
 * A file that may be here in part: `path`, and `path`.meta beside it, a small
 * text that says of which address and which version of it the bytes are.
 *
 * The order of writing keeps the two together: the old meta goes, then the
 * part is emptied (and that is on the disk), then the new meta comes; bytes
 * without a meta are never continued. So a run that dies anywhere leaves either
 * a part that its meta describes, or one that the next run throws away.
 */
#ifndef FETCH_PART_H
#define FETCH_PART_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

/* What the server said of a version of a file. */
struct version {
    const char *etag, *modified; /* or NULL */
    const char *range_by;        /* what If-Range may hold: one of the two */
    bool has_total;
    uint64_t total;
};

struct part {
    const char *path;
    const char *url;
    int fd;                 /* -1: not open */
    bool full;              /* the last fault: the disk is */
    uint64_t size;          /* bytes that are in it */
    struct version version; /* all empty: nothing is known, start anew */
};

/* What is there from an earlier run; nothing is changed. Text in `arena`.
 * ERR_STORAGE: `path` cannot be read. */
bool part_look(struct part *part, const char *path, const char *url,
               struct arena *arena, struct err *err);

/* Empty the part and write for a new version; NULL: one that can never be
 * continued. */
bool part_renew(struct part *part, const struct version *version,
                struct err *err);

/* Write on behind what is there. */
bool part_continue(struct part *part, struct err *err);

bool part_add(struct part *part, const char *bytes, size_t len,
              struct err *err);

/* The file is complete; its meta says so from now on. */
bool part_finish(struct part *part, struct err *err);

void part_close(struct part *part); /* an open part, not complete */

#endif
