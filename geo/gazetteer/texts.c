#include "geo/gazetteer/compiling.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

static size_t find_slot(const struct texts *texts, const char *text, size_t len)
{
    size_t slot = XXH3_64bits(text, len) & (texts->n_slot - 1);

    while (texts->slot[slot] &&
           strcmp(texts->bytes.ptr + texts->slot[slot] - 1, text) != 0)
        slot = (slot + 1) & (texts->n_slot - 1);
    return slot;
}

static void grow(struct texts *texts)
{
    uint32_t *old = texts->slot;
    size_t n_old = texts->n_slot;

    texts->n_slot = n_old ? 2 * n_old : 1 << 16;
    texts->slot = mem_alloc(texts->n_slot * sizeof(*texts->slot));
    memset(texts->slot, 0, texts->n_slot * sizeof(*texts->slot));
    for (size_t i = 0; i < n_old; i++)
        if (old[i]) {
            const char *text = texts->bytes.ptr + old[i] - 1;
            texts->slot[find_slot(texts, text, strlen(text))] = old[i];
        }
    free(old);
}

uint32_t texts_add(struct texts *texts, const char *text)
{
    if (texts->bytes.len == 0)
        buf_add_char(&texts->bytes, '\0'); /* offset 0 is "" */
    if (!text || !*text)
        return 0;
    if (2 * texts->n >= texts->n_slot)
        grow(texts);
    size_t len = strlen(text), slot = find_slot(texts, text, len);
    if (!texts->slot[slot]) {
        texts->slot[slot] = (uint32_t)texts->bytes.len + 1;
        buf_add(&texts->bytes, text, len + 1);
        texts->n++;
    }
    return texts->slot[slot] - 1;
}

void texts_release(struct texts *texts)
{
    buf_release(&texts->bytes);
    free(texts->slot);
}
