/*
 * Search the bytes of a published file for values that must not be in it.
 *
 * A leak is a value of 6 or more characters of a non-public field that occurs
 * in a resident file and in no public field of that municipality. Values are
 * looked for as they are and as JSON and XML write them.
 *
 * Every value is found by a window of 6 of its bytes - the one that is rarest
 * among the values - so a file is read once whatever their number.
 */
#ifndef OUTPUT_LEAK_H
#define OUTPUT_LEAK_H

#include "base/buf.h"

#define LEAK_MIN_CHARACTERS 6

struct leaks;

struct leaks *leaks_open(void);

/* A value that must not occur; `facility` and `field` are for the report.
 * Shorter values are passed over. The text is borrowed. */
void leaks_forbid(struct leaks *leaks, struct str value, uint32_t facility,
                  int field);

/* After the last value: text that is public. Values that occur in it are no
 * leak. */
void leaks_allow(struct leaks *leaks, struct str text);

/* The first forbidden value in the bytes. True when there is one. */
bool leaks_find(struct leaks *leaks, struct str bytes, uint32_t *facility,
                int *field, struct str *value);

void leaks_close(struct leaks *leaks);

#endif
