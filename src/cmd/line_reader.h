/*
 * The lines of a stream, as they come: a file, a pipe or the terminal.
 *
 * Memory is bounded whatever the lines: of each only the first bytes are kept.
 * Every line is delivered once, blank ones too, without its line end (LF or
 * CRLF), as valid UTF-8: a line in CP932 is converted, what cannot be read
 * becomes U+FFFD. A BOM before the first line is taken out. UTF-16 is refused.
 */
#ifndef CMD_LINE_READER_H
#define CMD_LINE_READER_H

#include "base/err.h"
#include "base/str.h"

struct line_reader;

/* Takes `fd` over. `keep`: bytes kept of a line; `label` outlives the
 * reader. */
struct line_reader *line_reader_open(int fd, const char *label, size_t keep);

/* Does line_reader_next() answer without waiting for more input? */
bool line_reader_ready(struct line_reader *reader);

/* The next line, valid until the next call; line->ptr is NULL at the end.
 * Errors: ERR_STORAGE, ERR_INPUT (UTF-16). */
bool line_reader_next(struct line_reader *reader, struct str *line,
                      struct err *err);

/* So far there was a BOM or a line in CP932: it comes from Windows. */
bool line_reader_is_windows(const struct line_reader *reader);

void line_reader_close(struct line_reader *reader);

#endif
