/*
 * The user's files of an audit, all together: what became of their rows. Every
 * form that tells of files and of rows set aside goes through here, so that
 * none is left out of one of them.
 */
#ifndef AUDIT_INPUTS_H
#define AUDIT_INPUTS_H

#include "audit/audit.h"

enum audit_input {
    INPUT_PEOPLE,
    INPUT_TOWNSPEOPLE,
    INPUT_AREAS,
    INPUT_TRAVEL,
    INPUT_WEIGHTS,
    INPUT_CANDIDATES,
    INPUT_IMPORTED,
    INPUT_COUNT
};

/* The files besides the store's, in this order. */
void audit_each_input(const struct audit_order *order,
                      void (*visit)(void *context, enum audit_input what,
                                    const struct supply *supply),
                      void *context);

/* Rows that were set aside. A travel matrix may have millions: only its first
 * ones are here. */
void audit_each_aside(const struct audit_order *order,
                      void (*visit)(void *context,
                                    const struct aside_row *aside),
                      void *context);

/* All of them, also those of a matrix that are not told one by one. */
size_t audit_count_asides(const struct audit_order *order);
/* Those of a matrix that are not told one by one. */
size_t audit_untold_asides(const struct audit_order *order);

#endif
