/* Rows of a user's file that were set aside, each with its reason. */
#ifndef AUDIT_ASIDE_H
#define AUDIT_ASIDE_H

#include "audit/regions.h"

/* Zero-initialise; free `item`. Texts live in the arena. */
struct aside_list {
    struct region_aside *item;
    size_t n, cap;
};

/* `reason` is a msgid; `value` may be empty. */
void aside_add(struct aside_list *list, struct arena *arena, const char *label,
               size_t line, const char *reason, struct str value);

#endif
