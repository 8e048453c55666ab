/* Text of any bytes made fit to be written out. */
#ifndef CMD_VALID_TEXT_H
#define CMD_VALID_TEXT_H

#include "base/buf.h"

/* Is it UTF-8 without NUL? */
bool valid_text(struct str s);

/* Append it; each byte that is not UTF-8, and each NUL, as U+FFFD. */
void valid_text_add(struct buf *out, struct str s);

#endif
