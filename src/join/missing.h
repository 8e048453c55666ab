/*
 * A facility or a field that staff's answers name and nothing has: the error,
 * with what was probably meant.
 */
#ifndef JOIN_MISSING_H
#define JOIN_MISSING_H

#include "base/err.h"
#include "model/table.h"

/* Both set ERR_INPUT with file and line, and return false. */
bool missing_facility(const struct table *table, const char *path, size_t line,
                      struct str id, struct err *err);
/* `name` is of no field that can be corrected. */
bool missing_field(const char *path, size_t line, struct str name,
                   struct err *err);

#endif
