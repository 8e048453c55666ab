/*
 * Which facility a person means: by id or further id, else by a number that
 * it has (医療機関コード, 事業所番号, 医療情報ネット id, telephone, an id
 * without its letter), else by its name, else by a part of its name or of its
 * reading.
 */
#ifndef CMD_EXPLAIN_FIND_H
#define CMD_EXPLAIN_FIND_H

#include "model/table.h"

struct found {
    uint32_t *facility; /* in the order of the table */
    size_t n, cap;
};

/* n is 0 when nothing fits, and above 1 when a person has to choose. Names
 * are compared without width, case and blanks, numbers without hyphens and
 * zeros at the front too. End with found_release(). */
void explain_find(const struct table *table, const char *what,
                  struct found *found);
void found_release(struct found *found);

/* Blanks only: what an empty variable of a shell gives. */
bool explain_says_nothing(const char *what);

#endif
