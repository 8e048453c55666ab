/*
 * A workbook that was just written, read back: the library that writes it
 * does not notice when its temporary files are cut off by a full disk.
 */
#ifndef OUTPUT_WORKBOOK_PROOF_H
#define OUTPUT_WORKBOOK_PROOF_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Is every part whole, and has each sheet as many rows as were written? */
bool workbook_proof(const char *path, const size_t *n_row, size_t n_sheet);

/* Add the whole file to `bytes`. False with errno. */
bool workbook_bytes(const char *path, struct buf *bytes);

#endif
