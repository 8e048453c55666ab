/*
 * Is OUT ours to replace? Publishing exchanges the whole folder, so a folder
 * with anything in it that its manifests do not name is refused.
 */
#ifndef CMD_OWNED_H
#define CMD_OWNED_H

#include "base/err.h"

/*
 * Errors: ERR_STORAGE naming the first file that is not ours; ERR_USAGE when
 * `store` (may be NULL) lies inside OUT.
 */
bool owned_check(const char *out, const char *store, struct err *err);

/* The same of the folder of an audit, whose manifest stands at its top; of the
 * points for a router. */
#define OWNED_AUDIT_EDITION "audit"
bool owned_check_audit(const char *folder, const char *store, struct err *err);
bool owned_check_points(const char *folder, struct err *err);

/* Would `path` lie in OUT, or be OUT? Neither needs to be there; links are
 * followed. What cannot be told counts as yes. */
bool owned_holds(const char *out, const char *path);

/* The names that the manifests of OUT name, themselves among them. */
struct owned;
struct owned *owned_open(const char *out);
bool owned_has(const struct owned *owned, const char *name);
void owned_close(struct owned *owned);

#endif
