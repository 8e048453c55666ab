/* What unite.c and unite_pairs.c share. */
#ifndef JOIN_UNITING_H
#define JOIN_UNITING_H

#include "join/pairing.h"
#include "join/records.h"
#include "join/unite.h"

/* Words of a set of evidence, written once. */
struct told {
    uint32_t evidence;
    const char *text;
};

struct uniting {
    struct table *table;
    struct uniting_count *count;
    struct records records;
    struct pairs pairs;
    struct pair_decision *decision;
    size_t n_decision;
    uint32_t *group; /* of each record */
    uint32_t *into;  /* of each facility, also of added ones */
    size_t cap_into;
    uint32_t *facility; /* of each record */
    /* Origins by facility: first[f] to first[f + 1] of `origin`. */
    uint32_t *first, *origin;
    struct told *told;
    size_t n_told, cap_told;
    uint64_t *asked; /* pairs of facilities that a person is asked about */
    size_t n_asked;
};

/* unite_pairs.c. The ids of decided pairs become records; errors as unite().
 */
bool uniting_resolve(struct uniting *uniting, const struct staff_pairs *decided,
                     struct err *err);
/* The pairs that were joined, those for a person to decide, and what was
 * decided go to the table: once every record has its facility, before
 * table_unite(). */
void uniting_tell_found(struct uniting *uniting);
void uniting_tell_decided(struct uniting *uniting,
                          const struct staff_pairs *decided);

#endif
