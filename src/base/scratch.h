/*
 * A private folder for a while: for files that a library must find by their
 * names. It lies in TMPDIR (else /tmp), only this user may enter it, and it
 * goes with scratch_close(). Where a run dies before that, the next
 * scratch_open() removes what it left: who lives holds a lock on its folder.
 */
#ifndef BASE_SCRATCH_H
#define BASE_SCRATCH_H

#include "base/err.h"

struct scratch;

/* NULL on error: ERR_STORAGE. */
struct scratch *scratch_open(struct err *err);

/* Absolute, without links. */
const char *scratch_path(const struct scratch *scratch);

/* Remove the folder and all that is in it. NULL is allowed. */
void scratch_close(struct scratch *scratch);

#endif
