#include "output/tables/flat.h"

#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "FlatBuffers are little-endian");

uint64_t flat_get(const char *at, size_t len)
{
    uint64_t number = 0;

    memcpy(&number, at, len);
    return number;
}

static bool open_table(struct str bytes, size_t at, struct flat *table)
{
    int32_t back;

    if (bytes.len < 4 || at > bytes.len - 4)
        return false;
    memcpy(&back, bytes.ptr + at, 4);
    int64_t vtable = (int64_t)at - back;
    if (vtable < 0 || vtable > (int64_t)bytes.len - 4)
        return false;
    *table = (struct flat){bytes, at, (size_t)vtable,
                           flat_get(bytes.ptr + vtable, 2)};
    return table->n_vtable >= 4 && table->n_vtable <= bytes.len - table->vtable;
}

bool flat_root(struct str bytes, struct flat *table)
{
    return bytes.len >= 4 && open_table(bytes, flat_get(bytes.ptr, 4), table);
}

size_t flat_find(const struct flat *table, int slot, size_t len)
{
    size_t entry = 4 + 2 * (size_t)slot;
    size_t offset = entry + 2 <= table->n_vtable
                        ? flat_get(table->bytes.ptr + table->vtable + entry, 2)
                        : 0;

    if (offset && table->at + offset + len > table->bytes.len)
        return SIZE_MAX;
    return offset ? table->at + offset : 0;
}

bool flat_number(const struct flat *table, int slot, size_t len,
                 uint64_t otherwise, uint64_t *number)
{
    size_t at = flat_find(table, slot, len);

    *number = otherwise;
    if (at && at != SIZE_MAX)
        *number = flat_get(table->bytes.ptr + at, len);
    return at != SIZE_MAX;
}

/* Where the offset of a slot leads: as flat_find(). */
static size_t follow(const struct flat *table, int slot)
{
    size_t at = flat_find(table, slot, 4);

    if (at && at != SIZE_MAX)
        at += flat_get(table->bytes.ptr + at, 4);
    return at;
}

bool flat_table(const struct flat *table, int slot, struct flat *inner,
                bool *found)
{
    size_t at = follow(table, slot);

    *found = at != 0;
    return at == 0 || (at != SIZE_MAX && open_table(table->bytes, at, inner));
}

bool flat_vector(const struct flat *table, int slot, size_t size,
                 struct str *elements)
{
    size_t at = follow(table, slot);

    *elements = (struct str){"", 0};
    if (at == 0)
        return true;
    if (at == SIZE_MAX || table->bytes.len < 4 || at > table->bytes.len - 4)
        return false;
    size_t n = flat_get(table->bytes.ptr + at, 4);
    if (n > (table->bytes.len - at - 4) / size)
        return false;
    *elements = str_cut(table->bytes, at + 4, n * size);
    return true;
}

bool flat_element(const struct flat *table, struct str elements, size_t i,
                  struct flat *inner)
{
    const char *entry = elements.ptr + 4 * i;

    return open_table(table->bytes,
                      (size_t)(entry - table->bytes.ptr) + flat_get(entry, 4),
                      inner);
}
