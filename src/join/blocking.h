/*
 * Which pairs of records are worth comparing: those that share a block, the
 * records of one class that have one telephone number, one code, one name or
 * one number in one municipality ... (the keys stand in blocking.c).
 *
 * No block is larger than BLOCK_MOST: larger ones are divided by name, by
 * address and then by both and the telephone; of what is still larger, records
 * that are alike in all of these, each meets its BLOCK_WINDOW neighbours. So
 * time grows with the number of records, whatever they hold.
 */
#ifndef JOIN_BLOCKING_H
#define JOIN_BLOCKING_H

#include "join/likeness.h"

#define BLOCK_MOST 80
#define BLOCK_WINDOW 8

struct block_entry {
    uint64_t hash;
    uint32_t record;
};

struct blocking {
    const struct likeness_key *key;
    size_t n;
    struct block_entry *entry; /* by block */
    size_t n_entry, cap;
    uint32_t *first; /* n + 1: where a record's places begin in `place` */
    uint32_t *place; /* entries of a record */
    uint32_t *seen;  /* the last record that met this one */
};

/* `key` in an order that does not depend on the input's, and outlives this. */
void blocking_init(struct blocking *blocking, const struct likeness_key *key,
                   size_t n);

/*
 * The records behind `record` that share a block with it, stand in another
 * listing, each once. `*out` grows; the caller frees it. Ask for records in
 * any order, once each.
 */
size_t blocking_candidates(struct blocking *blocking, uint32_t record,
                           uint32_t **out, size_t *cap);

void blocking_release(struct blocking *blocking);

/* A hash of bytes, and of a hash and one more value. */
uint64_t block_hash(uint64_t seed, const void *bytes, size_t len);
uint64_t block_mix(uint64_t hash, uint64_t value);

#endif
