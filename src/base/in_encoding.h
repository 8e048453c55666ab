/*
 * Bytes from outside become UTF-8: which encoding they are in, whether they
 * are whole, and CP932 (Windows code page 932, what Japanese offices call
 * Shift_JIS) converted strictly: a wrong byte is a fault, never a '?'.
 */
#ifndef BASE_IN_ENCODING_H
#define BASE_IN_ENCODING_H

#include "base/buf.h"

enum encoding { ENCODING_ASCII, ENCODING_UTF_8, ENCODING_CP932 };

/*
 * Judge a sample that may be cut inside a character. UTF-8 when every
 * sequence is valid, or more are valid than not (a UTF-8 file with damage);
 * text in CP932 hardly ever forms a valid sequence.
 */
enum encoding encoding_guess(struct str sample);

bool encoding_is_ascii(struct str s);

/* As str_valid_utf8(), made for tens of megabytes of Japanese. */
bool encoding_is_utf8(struct str s);

/*
 * The UTF-8 form of a name of unknown encoding, in the arena: UTF-8 as it
 * stands, else CP932, else with U+FFFD for what cannot be read.
 */
const char *encoding_name(struct arena *arena, const char *name);

struct cp932;

/* NULL when the C library has no CP932 converter installed. */
struct cp932 *cp932_open(void);

/* Append `s` as UTF-8; false, and nothing useful added, when it holds a
 * sequence that is not CP932 or ends inside one. */
bool cp932_add(struct cp932 *cp932, struct str s, struct buf *out);
void cp932_close(struct cp932 *cp932);

#endif
