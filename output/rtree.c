#include "output/rtree.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* SQLite chooses min(page_size - 64, 4 + 51 cells): 51 for pages of 4096. */
#define CELL_BYTES 24
#define NODE_CELLS 51
#define NODE_BYTES (4 + NODE_CELLS * CELL_BYTES)

struct cell {
    int64_t id;
    float min_x, max_x, min_y, max_y;
};

/* By the middle, which of a point is itself, exactly. */
static int by_x(const void *a, const void *b)
{
    const struct rtree_box *p = a, *q = b;
    double x = (p->min_x + p->max_x) / 2, y = (q->min_x + q->max_x) / 2;

    if (x != y)
        return x < y ? -1 : 1;
    return (p->id > q->id) - (p->id < q->id);
}

static int by_y(const void *a, const void *b)
{
    const struct rtree_box *p = a, *q = b;
    double x = (p->min_y + p->max_y) / 2, y = (q->min_y + q->max_y) / 2;

    if (x != y)
        return x < y ? -1 : 1;
    return (p->id > q->id) - (p->id < q->id);
}

/* Sort-tile-recursive: columns of about sqrt(leaves) leaves, each by y. */
static void tile(struct rtree_box *box, size_t n)
{
    size_t leaves = (n + NODE_CELLS - 1) / NODE_CELLS;
    size_t column = (size_t)ceil(sqrt((double)leaves)) * NODE_CELLS;

    qsort(box, n, sizeof(*box), by_x);
    for (size_t i = 0; i < n; i += column)
        qsort(box + i, n - i < column ? n - i : column, sizeof(*box), by_y);
}

/* The module stores 32-bit floats, the lower rounded down, the upper up. */
static float down(double value)
{
    float f = (float)value;

    return f > value ? nextafterf(f, -INFINITY) : f;
}

static float up(double value)
{
    float f = (float)value;

    return f < value ? nextafterf(f, INFINITY) : f;
}

static void put_be(unsigned char *at, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (unsigned char)(value >> 8 * (bytes - 1 - i));
}

static void put_float(unsigned char *at, float value)
{
    uint32_t bits;

    memcpy(&bits, &value, 4);
    put_be(at, bits, 4);
}

static struct cell pack(unsigned char node[NODE_BYTES], const struct cell *box,
                        size_t n, int depth)
{
    struct cell all = box[0];

    memset(node, 0, NODE_BYTES);
    put_be(node, (uint64_t)depth, 2);
    put_be(node + 2, n, 2);
    for (size_t i = 0; i < n; i++) {
        unsigned char *cell = node + 4 + i * CELL_BYTES;
        put_be(cell, (uint64_t)box[i].id, 8);
        put_float(cell + 8, box[i].min_x);
        put_float(cell + 12, box[i].max_x);
        put_float(cell + 16, box[i].min_y);
        put_float(cell + 20, box[i].max_y);
        all.min_x = fminf(all.min_x, box[i].min_x);
        all.max_x = fmaxf(all.max_x, box[i].max_x);
        all.min_y = fminf(all.min_y, box[i].min_y);
        all.max_y = fmaxf(all.max_y, box[i].max_y);
    }
    return all;
}

struct shadow {
    struct db_rows *node, *rowid, *parent;
    int64_t next; /* node number; 1 is the root */
};

/* One level of nodes over `box`; box[] becomes the boxes of the nodes. */
static bool write_level(struct shadow *shadow, struct cell *box, size_t *n,
                        int height, struct err *err)
{
    size_t nodes = (*n + NODE_CELLS - 1) / NODE_CELLS, first = 0;
    unsigned char bytes[NODE_BYTES];
    bool ok = true;

    for (size_t k = 0; ok && k < nodes; k++) {
        size_t end = *n * (k + 1) / nodes;
        int64_t number = nodes == 1 ? 1 : ++shadow->next;
        struct db_rows *up_link = height == 0 ? shadow->rowid : shadow->parent;
        struct cell whole =
            pack(bytes, box + first, end - first, nodes == 1 ? height : 0);
        for (size_t i = first; ok && i < end; i++) {
            db_bind_int(up_link, 1, box[i].id);
            db_bind_int(up_link, 2, number);
            ok = db_put(up_link, err);
        }
        db_bind_int(shadow->node, 1, number);
        db_bind_bytes(shadow->node, 2, bytes, sizeof(bytes));
        ok = ok && db_put(shadow->node, err);
        whole.id = number;
        box[k] = whole;
        first = end;
    }
    *n = nodes;
    return ok;
}

static bool write_levels(struct shadow *shadow, struct cell *box, size_t n,
                         struct err *err)
{
    bool ok = true;

    for (int height = 0; ok; height++) {
        bool root = n <= NODE_CELLS;
        ok = write_level(shadow, box, &n, height, err);
        if (root)
            break;
    }
    return ok;
}

static struct db_rows *prepare(struct db *db, const char *name,
                               const char *part, struct err *err)
{
    char sql[200];

    snprintf(sql, sizeof(sql), "INSERT OR REPLACE INTO \"%s_%s\" VALUES(?,?)",
             name, part);
    return db_prepare(db, sql, err);
}

bool rtree_fill(struct db *db, const char *name, struct rtree_box *box,
                size_t n, struct err *err)
{
    struct shadow shadow = {.next = 1};
    struct cell *cell;
    bool ok;

    if (n == 0)
        return true;
    tile(box, n);
    cell = mem_alloc(n * sizeof(*cell));
    for (size_t i = 0; i < n; i++)
        cell[i] = (struct cell){box[i].id, down(box[i].min_x), up(box[i].max_x),
                                down(box[i].min_y), up(box[i].max_y)};
    shadow.node = prepare(db, name, "node", err);
    shadow.rowid = prepare(db, name, "rowid", err);
    shadow.parent = prepare(db, name, "parent", err);
    ok = shadow.node && shadow.rowid && shadow.parent &&
         write_levels(&shadow, cell, n, err);
    db_end(shadow.node);
    db_end(shadow.rowid);
    db_end(shadow.parent);
    free(cell);
    return ok;
}
