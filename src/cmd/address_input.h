/*
 * Where addresses come from: the lines of a text, or the rows of a table (CSV
 * or the first sheet of a workbook).
 *
 * A text is a name that ends in .txt, or anything that is no file on disk
 * (standard input, a pipe), unless a heading is given: then it is a table.
 * Lines come as they are typed; a table from a pipe is read to its end first.
 */
#ifndef CMD_ADDRESS_INPUT_H
#define CMD_ADDRESS_INPUT_H

#include "cmd/address_columns.h"
#include "cmd/geocoding.h"

struct address_input;

/* `path` NULL or "-": standard input. Errors: ERR_STORAGE, ERR_INPUT,
 * ERR_USAGE (column, not one table). NULL on error. */
struct address_input *address_input_open(const char *path,
                                         const struct address_headings *heading,
                                         struct err *err);

/* The header; of a text it is `input`. */
const struct str *address_input_headings(const struct address_input *input,
                                         size_t *n);

/* Fill a cleared batch, as far as nothing needs to be waited for once it has a
 * row. Empty: the end. */
bool address_input_fill(struct address_input *input, struct batch *batch,
                        struct err *err);

/* BOM, CP932 or a workbook; known after the first batch. */
bool address_input_is_windows(const struct address_input *input);

/* Warn, at the end, of what was odd more often than was told. */
void address_input_warn(const struct address_input *input);

void address_input_close(struct address_input *input);

#endif
