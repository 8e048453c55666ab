/* Rows of a user's file that were set aside, each with its reason. */
#ifndef AUDIT_ASIDE_H
#define AUDIT_ASIDE_H

#include "base/str.h"

struct aside_row {
    const char *label, *reason, *value; /* reason: a msgid */
    size_t line;                        /* 0: the whole file */
};

/* Zero-initialise; free `item`. Texts live in the arena. */
struct aside_list {
    struct aside_row *item;
    size_t n, cap;
};

/* `reason` is a msgid; `value` may be empty. */
void aside_add(struct aside_list *list, struct arena *arena, const char *label,
               size_t line, const char *reason, struct str value);

#endif
