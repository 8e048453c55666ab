#include "output/tables/fgb_header.h"

#include "output/tables/flat.h"

#include <string.h>

/*
 * The header is a FlatBuffer (flat.h), whose offsets only lead forward. So a
 * new root table goes before the whole old buffer, its slots leading into
 * that; the old root is left without use.
 */
enum {
    MAGIC = 8,
    TITLE = 11, /* slots of header.fbs */
    DESCRIPTION = 12,
    N_SLOT = 14,
    /* new buffer: root, vtable, table of offsets and scalars. With the four
     * bytes of the header's length before it, values lie at multiples of 8. */
    VTABLE = 4,
    VTABLE_LEN = 4 + 2 * N_SLOT,
    TABLE = VTABLE + VTABLE_LEN,
    SLOT = 8, /* bytes that each value gets, behind the first 8 */
    TABLE_LEN = 8 + SLOT * N_SLOT,
    BEHIND = TABLE + TABLE_LEN - 4 /* a multiple of 8 */
};
_Static_assert((4 + TABLE + 8) % 8 == 0 && BEHIND % 8 == 0,
               "values and the old buffer are aligned");

/* Bytes of a value in its slot; 0: an offset to it. */
static const unsigned char scalar_len[N_SLOT] = {
    [2] = 1,                            /* geometry_type */
    [3] = 1, [4] = 1, [5] = 1, [6] = 1, /* has_z, has_m, has_t, has_tm */
    [8] = 8,                            /* features_count */
    [9] = 2,                            /* index_node_size */
};

static void put(struct buf *out, uint64_t number, size_t len)
{
    buf_add(out, &number, len);
}

static void pad(struct buf *out, size_t to)
{
    while (out->len % to)
        buf_add_char(out, '\0');
}

/* ---- the new root ---- */

struct roots {
    size_t at[N_SLOT]; /* of each value in the old buffer; 0: none */
    size_t title, description, old; /* offsets in the new buffer */
};

static bool find_all(struct str old, struct roots *roots)
{
    struct flat header;

    if (!flat_root(old, &header))
        return false;
    for (int s = 0; s < N_SLOT; s++) {
        size_t len = scalar_len[s] ? scalar_len[s] : 4;
        roots->at[s] = flat_find(&header, s, len);
        if (roots->at[s] == SIZE_MAX)
            return false;
        if (roots->at[s] && !scalar_len[s])
            roots->at[s] += flat_get(old.ptr + roots->at[s], 4);
        if (roots->at[s] >= old.len)
            return false;
    }
    return true;
}

static bool is_set(const struct roots *roots, int slot)
{
    return roots->at[slot] || slot == TITLE || slot == DESCRIPTION;
}

static void add_table(struct buf *new, const struct roots *roots,
                      struct str old)
{
    put(new, TABLE, 4);
    put(new, VTABLE_LEN, 2);
    put(new, TABLE_LEN, 2);
    for (int s = 0; s < N_SLOT; s++)
        put(new, is_set(roots, s) ? 8 + (uint64_t)s * SLOT : 0, 2);
    put(new, TABLE - VTABLE, 4);
    put(new, 0, 4);
    for (int s = 0; s < N_SLOT; s++) {
        size_t here = TABLE + 8 + (size_t)s * SLOT;
        uint64_t value = 0;
        if (s == TITLE)
            value = roots->title - here;
        else if (s == DESCRIPTION)
            value = roots->description - here;
        else if (roots->at[s] && scalar_len[s])
            memcpy(&value, old.ptr + roots->at[s], scalar_len[s]);
        else if (roots->at[s])
            value = roots->old + roots->at[s] - here;
        put(new, value, SLOT);
    }
}

/* A string: its length, its bytes, a zero. Where it begins. */
static size_t add_string(struct buf *new, struct str text)
{
    pad(new, 4);
    size_t at = new->len;
    put(new, text.len, 4);
    buf_add_str(new, text);
    buf_add_char(new, '\0');
    return at;
}

bool fgb_header_describe(struct str fgb, const char *title,
                         const char *description, struct buf *out)
{
    static const char magic[3] = {'f', 'g', 'b'};
    struct roots roots = {0};
    struct buf new = {0}, behind = {0};

    if (fgb.len < MAGIC + 4 || memcmp(fgb.ptr, magic, 3) != 0 ||
        flat_get(fgb.ptr + MAGIC, 4) > fgb.len - MAGIC - 4)
        return false;
    struct str old = str_cut(fgb, MAGIC + 4, flat_get(fgb.ptr + MAGIC, 4));
    if (!find_all(old, &roots))
        return false;
    /* What lies behind the table comes first: the table tells where. */
    put(&behind, 0, 4); /* the table's last four bytes */
    roots.title = BEHIND + add_string(&behind, str_of(title));
    roots.description = BEHIND + add_string(&behind, str_of(description));
    pad(&behind, 8);
    roots.old = BEHIND + behind.len;
    add_table(&new, &roots, old);
    buf_add_str(&new, str_cut(buf_str(&behind), 4, behind.len));
    buf_add_str(&new, old);
    buf_add(out, fgb.ptr, MAGIC);
    put(out, new.len, 4);
    buf_add_str(out, buf_str(&new));
    buf_add_str(out, str_cut(fgb, MAGIC + 4 + old.len, fgb.len));
    buf_release(&behind);
    buf_release(&new);
    return true;
}
