/*
 * One record is taken into a facility: what the facility does not know yet is
 * filled, what is said otherwise is kept beside it as another value, with the
 * rule by which the first one stands.
 */
#ifndef JOIN_ABSORB_H
#define JOIN_ABSORB_H

#include "model/table.h"

/* Whose values they are: rows of the table (numbers of its origins), or one
 * row of a filing list when there are none. */
struct voice {
    const struct facility *says;
    const uint32_t *origin;
    size_t n_origin;
    uint32_t supply, line;
};

/* Returns bit f for every field whose value was taken. The origins of the
 * voice keep only these. */
uint64_t absorb(struct table *table, uint32_t facility,
                const struct voice *voice);

/* An institution of the filing lists is taken in: what its first list says,
 * then what each further one adds or says otherwise, each with its own row.
 * `services` are those that it brings. `added`: the facility was made for it.
 * The institution's values stand in order (absorb_sort()). */
void absorb_institution(struct table *table, uint32_t facility,
                        struct institution *institution, kind_set services,
                        bool added);
/* Once, before the first institution. */
void absorb_sort(struct table *table);

/* The members of a facility that institutions have: name, address, codes,
 * telephone, beds, services. Zero-initialised by the caller; texts live in
 * the table. */
void absorb_unpack(struct table *table, const struct institution *institution,
                   struct facility *facility);

#endif
