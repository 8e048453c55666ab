/*
 * Memory that lives as long as its owner: many allocations, one release.
 *
 * Zero-initialise a struct arena to start one. An allocation never fails to
 * return: when the machine has no memory left the process ends at once with
 * the status of ERR_INTERNAL, which is safe because nothing is published
 * before it is complete.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *last;
};

/* Zeroed memory for any type, owned by the arena. */
void *arena_alloc(struct arena *arena, size_t size);

/* A terminated copy of `len` bytes. */
char *arena_copy(struct arena *arena, const char *text, size_t len);

/* printf into the arena. */
char *arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Keep one block for reuse, forget what was in it (scratch in a loop). */
void arena_reset(struct arena *arena);

void arena_release(struct arena *arena);

/* malloc family that ends the process instead of returning NULL. */
void *mem_alloc(size_t size);
void *mem_grow(void *memory, size_t size);
/* n items of zeros; memory that is not touched costs nothing. */
void *mem_zeroed(size_t n, size_t size);

/*
 * Room for one more item in a growing array: doubles *cap when *n == *cap.
 * items may be NULL; the caller owns it and frees it.
 */
void *mem_room(void *items, size_t n, size_t *cap, size_t item_size);

#endif
