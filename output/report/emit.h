/*
 * JSON as it is written: members in the order of the calls, numbers so short
 * that they are read back as the same number, null for NAN. A member of an
 * object has a key, an item of an array NULL.
 */
#ifndef OUTPUT_REPORT_EMIT_H
#define OUTPUT_REPORT_EMIT_H

#include "base/buf.h"

struct emit {
    struct buf *out;
    bool follows; /* a comma is due */
};

/* Objects begin a line, so that two files can be compared line by line. */
void emit_object(struct emit *emit, const char *key);
void emit_array(struct emit *emit, const char *key);
void emit_end_object(struct emit *emit);
void emit_end_array(struct emit *emit);

void emit_text(struct emit *emit, const char *key, const char *text);
void emit_count(struct emit *emit, const char *key, uint64_t count);
/* A number that is a code: as text. */
void emit_code(struct emit *emit, const char *key, uint64_t code);
void emit_bool(struct emit *emit, const char *key, bool is);
/* The fewest digits that are read back as the same double, or as the same
 * float. */
void emit_real(struct emit *emit, const char *key, double number);
void emit_float(struct emit *emit, const char *key, float number);

#endif
