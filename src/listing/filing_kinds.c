#include "listing/filing_kinds.h"

#include "base/buf.h"
#include "base/err.h"
#include "norm/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A pair of cells, under a fee table and a date of the list. */
struct known {
    uint64_t hash;
    struct str key;
    enum meaning_by by;
    int function;
    uint32_t supply, line; /* of its first row */
    uint64_t n;            /* filings, and rows that repeat none */
    uint16_t kind;
};

struct filing_kinds {
    struct table *table;
    struct arena arena, scratch;
    struct meanings *meanings;
    struct known *item;
    size_t n, cap;
    uint32_t *slot; /* number of an item + 1; a power of two of them */
    size_t n_slot;
    struct buf key;
    struct known *last;
};

struct filing_kinds *filing_kinds_open(struct table *table)
{
    struct filing_kinds *all = mem_alloc(sizeof(*all));

    *all = (struct filing_kinds){.table = table, .n_slot = 1024};
    all->slot = mem_alloc(all->n_slot * sizeof(*all->slot));
    memset(all->slot, 0, all->n_slot * sizeof(*all->slot));
    all->meanings = meanings_make(&all->arena);
    return all;
}

void filing_kinds_close(struct filing_kinds *all)
{
    if (!all)
        return;
    arena_release(&all->arena);
    arena_release(&all->scratch);
    buf_release(&all->key);
    free(all->item);
    free(all->slot);
    free(all);
}

/* FNV-1a (Fowler, Noll, Vo), 64 bits. */
static uint64_t hash_of(struct str key)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.ptr[i]) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 32;
}

static void make_key(struct buf *key, const struct filing_words *words)
{
    buf_clear(key);
    buf_add_char(key, (char)('0' + (int)words->points));
    buf_add_text(key, words->as_of);
    buf_add_char(key, '\n');
    buf_add_str(key, words->symbol);
    buf_add_char(key, '\n');
    buf_add_str(key, words->name);
}

static size_t slot_of(const struct filing_kinds *all, uint64_t hash,
                      struct str key)
{
    size_t at = hash & (all->n_slot - 1);

    for (; all->slot[at]; at = (at + 1) & (all->n_slot - 1)) {
        const struct known *known = &all->item[all->slot[at] - 1];
        if (known->hash == hash && str_eq(known->key, key))
            break;
    }
    return at;
}

static void make_slots(struct filing_kinds *all)
{
    all->n_slot *= 2;
    all->slot = mem_grow(all->slot, all->n_slot * sizeof(*all->slot));
    memset(all->slot, 0, all->n_slot * sizeof(*all->slot));
    for (size_t i = 0; i < all->n; i++)
        all->slot[slot_of(all, all->item[i].hash, all->item[i].key)] =
            (uint32_t)i + 1;
}

/* What it means, and its row in the table. */
static void learn(struct filing_kinds *all, struct known *known,
                  const struct filing_words *words)
{
    unsigned met = 0;
    struct arena *scratch = &all->scratch;
    struct str symbol = text_clean(words->symbol, scratch, &met);
    struct str name = text_clean(words->name, scratch, &met);
    struct meaning meaning = meaning_find(all->meanings, words->points, symbol,
                                          name, words->as_of, scratch);

    known->by = meaning.by;
    known->function = meaning.row ? meaning.row->function : FUNCTION_NONE;
    known->kind = table_filing_kind(
        all->table, &(struct filing_kind){
                        .symbol = arena_copy(scratch, symbol.ptr, symbol.len),
                        .name = arena_copy(scratch, name.ptr, name.len),
                        .level = meaning.row ? meaning.row->level : NULL,
                        .points = (uint8_t)words->points,
                        .function = (int8_t)known->function,
                        .known = meaning.row != NULL,
                    });
    if (met & TEXT_PRIVATE)
        table_find_fault(all->table, NO_FACILITY, words->supply, words->line,
                         FIELD_functions, N_("private-use character"),
                         arena_copy(scratch, name.ptr, name.len));
    arena_reset(scratch);
}

static struct known *add(struct filing_kinds *all, uint64_t hash, size_t at,
                         const struct filing_words *words)
{
    all->item = mem_room(all->item, all->n, &all->cap, sizeof(*all->item));
    struct known *known = &all->item[all->n++];
    *known = (struct known){
        .hash = hash,
        .key = {arena_copy(&all->arena, all->key.ptr, all->key.len),
                all->key.len},
        .supply = words->supply,
        .line = words->line,
    };
    all->slot[at] = (uint32_t)all->n;
    learn(all, known, words);
    if (all->n * 2 > all->n_slot)
        make_slots(all);
    return known;
}

/* One kind may be written in several ways, with other spaces or in lists of
 * another date; what is made up has no end. */
static bool is_full(const struct filing_kinds *all)
{
    return all->table->n_filing_kind >= UINT16_MAX ||
           all->n >= (size_t)4 * UINT16_MAX;
}

uint16_t filing_kinds_get(struct filing_kinds *all,
                          const struct filing_words *words, int *function)
{
    make_key(&all->key, words);
    struct str key = buf_str(&all->key);
    if (!all->last || !str_eq(all->last->key, key)) {
        uint64_t hash = hash_of(key);
        size_t at = slot_of(all, hash, key);
        if (!all->slot[at] && is_full(all))
            return UINT16_MAX;
        all->last = all->slot[at] ? &all->item[all->slot[at] - 1]
                                  : add(all, hash, at, words);
    }
    *function = all->last->function;
    return all->last->kind;
}

void filing_kinds_count(struct filing_kinds *all)
{
    all->last->n++;
}

static const char *complaint(enum meaning_by by)
{
    switch (by) {
    case MEANING_UNKNOWN:
        return N_("a filing that is not known: its function stays unknown");
    case MEANING_NAME_AGAINST_SYMBOL:
        return N_("the symbol of a filing says something else than its name: "
                  "the name stands");
    case MEANING_OUT_OF_DATE:
        return N_("a symbol outside the dates of its legend: it means one "
                  "thing only and is used");
    case MEANING_UNDATED:
        return N_("a symbol that has changed its meaning, in a list without a "
                  "date: its function stays unknown");
    case MEANING_BY_SYMBOL_NAME_UNKNOWN:
        return N_("the name of a filing is not known: its symbol means one "
                  "thing only and is used");
    case MEANING_BY_NAME:
    case MEANING_BY_SYMBOL:
    case MEANING_BY_COUNT:
        break;
    }
    return NULL;
}

static void report(struct filing_kinds *all, const struct known *known)
{
    const struct filing_kind *kind = &all->table->filing_kind[known->kind];
    const char *what = complaint(known->by);

    if (what)
        table_find_fault(
            all->table, NO_FACILITY, known->supply, known->line,
            FIELD_functions, what,
            arena_format(&all->scratch, "%s%s%s ×%llu行", kind->symbol,
                         kind->symbol[0] && kind->name[0] ? " " : "",
                         kind->name, (unsigned long long)known->n));
    arena_reset(&all->scratch);
}

void filing_kinds_report(struct filing_kinds *all)
{
    size_t n = (all->table->n_filing_kind + 1) * MEANING_BY_COUNT;
    struct known **first = mem_alloc(n * sizeof(struct known *));

    memset(first, 0, n * sizeof(struct known *));
    /* The same words in lists of another date, or with other spaces. */
    for (size_t i = 0; i < all->n; i++) {
        struct known *known = &all->item[i];
        if (known->n == 0 || known->kind == UINT16_MAX)
            continue;
        size_t group = (size_t)known->kind * MEANING_BY_COUNT + known->by;
        if (!first[group]) {
            first[group] = known;
            continue;
        }
        first[group]->n += known->n;
        known->n = 0;
    }
    for (size_t i = 0; i < all->n; i++)
        if (all->item[i].n && all->item[i].kind != UINT16_MAX)
            report(all, &all->item[i]);
    free(first);
}
