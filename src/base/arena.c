#include "base/arena.h"

#include "base/err.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_BYTES ((size_t)256 * 1024)

struct arena_block {
    struct arena_block *before;
    size_t size, used;
    _Alignas(16) char bytes[];
};

static _Noreturn void out_of_memory(void)
{
    static const char text[] = "zaitaku: out of memory; nothing was "
                               "published\n";
    ssize_t ignored = write(STDERR_FILENO, text, sizeof(text) - 1);

    (void)ignored;
    _exit(err_status(ERR_INTERNAL));
}

void *mem_alloc(size_t size)
{
    void *memory = malloc(size ? size : 1);

    if (!memory)
        out_of_memory();
    return memory;
}

void *mem_grow(void *memory, size_t size)
{
    void *grown = realloc(memory, size ? size : 1);

    if (!grown)
        out_of_memory();
    return grown;
}

void *mem_zeroed(size_t n, size_t size)
{
    void *memory = calloc(n ? n : 1, size);

    if (!memory)
        out_of_memory();
    return memory;
}

void *mem_room(void *items, size_t n, size_t *cap, size_t item_size)
{
    if (n < *cap)
        return items;
    size_t wanted = *cap ? *cap + *cap / 2 : 64;
    if (wanted > SIZE_MAX / item_size)
        out_of_memory();
    *cap = wanted;
    return mem_grow(items, wanted * item_size);
}

static struct arena_block *block_add(struct arena *arena, size_t size)
{
    size_t want = size > BLOCK_BYTES ? size : BLOCK_BYTES;
    struct arena_block *block = mem_alloc(sizeof(*block) + want);

    block->before = arena->last;
    block->size = want;
    block->used = 0;
    arena->last = block;
    return block;
}

static void *take(struct arena *arena, size_t size, size_t align)
{
    struct arena_block *block = arena->last;
    size_t at = block ? (block->used + align - 1) & ~(align - 1) : 0;

    if (!block || at > block->size || size > block->size - at) {
        block = block_add(arena, size);
        at = 0;
    }
    block->used = at + size;
    return block->bytes + at;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    void *memory = take(arena, size, 16);

    memset(memory, 0, size);
    return memory;
}

char *arena_copy(struct arena *arena, const char *text, size_t len)
{
    char *copy = take(arena, len + 1, 1);

    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list args, again;

    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = take(arena, (size_t)len + 1, 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

void arena_reset(struct arena *arena)
{
    while (arena->last && arena->last->before) {
        struct arena_block *before = arena->last->before;
        free(arena->last);
        arena->last = before;
    }
    if (arena->last)
        arena->last->used = 0;
}

void arena_release(struct arena *arena)
{
    while (arena->last) {
        struct arena_block *before = arena->last->before;
        free(arena->last);
        arena->last = before;
    }
}
