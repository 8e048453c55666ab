#include "join/blocking.h"

#include <stdlib.h>
#include <string.h>

/* ---- hashes ---- */

uint64_t block_mix(uint64_t hash, uint64_t value)
{
    hash ^= value + 0x9E3779B97F4A7C15U + (hash << 6) + (hash >> 2);
    hash ^= hash >> 30;
    hash *= 0xBF58476D1CE4E5B9U;
    hash ^= hash >> 27;
    hash *= 0x94D049BB133111EBU;
    return hash ^ hash >> 31;
}

/* FNV-1a, 64 bits. */
uint64_t block_hash(uint64_t seed, const void *bytes, size_t len)
{
    const unsigned char *byte = bytes;
    uint64_t hash = 0xCBF29CE484222325U;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ byte[i]) * 0x100000001B3U;
    return block_mix(seed, hash);
}

static uint64_t hash_str(uint64_t seed, struct str s)
{
    return block_hash(seed, s.ptr, s.len);
}

static uint64_t hash_number(uint64_t seed, const struct address_key *address)
{
    for (uint8_t i = 0; i < address->n; i++)
        seed = block_mix(seed, address->number[i]);
    return seed;
}

/* ---- the keys of one record ---- */

enum block_kind {
    BLOCK_PHONE = 1,
    BLOCK_CODE,
    BLOCK_CORE,
    BLOCK_REST,
    BLOCK_STEM,
    BLOCK_TAIL,
    BLOCK_KANA,
    BLOCK_NUMBER,
    BLOCK_TOWN,
    BLOCK_POSTAL,
    BLOCK_ANYWHERE_CORE,
    BLOCK_ANYWHERE_NUMBER,
};

static void entry_add(struct blocking *b, uint64_t hash, uint32_t record)
{
    b->entry = mem_room(b->entry, b->n_entry, &b->cap, sizeof(*b->entry));
    b->entry[b->n_entry++] = (struct block_entry){hash, record};
}

/* The last `n` characters; all when there are fewer. */
static struct str last_chars(struct str s, size_t n)
{
    size_t at = s.len;

    while (at > 0 && n > 0)
        n -= ((unsigned char)s.ptr[--at] & 0xC0) != 0x80;
    return str_cut(s, at, s.len);
}

static struct str first_chars(struct str s, size_t n)
{
    size_t at = 0;

    while (at < s.len && (n > 0 || ((unsigned char)s.ptr[at] & 0xC0) == 0x80))
        n -= ((unsigned char)s.ptr[at++] & 0xC0) != 0x80;
    return str_cut(s, 0, at);
}

static uint64_t seed_of(const struct likeness_key *key, enum block_kind kind)
{
    return block_mix((uint64_t)kind, (uint64_t)key->record->class);
}

static void add_names(struct blocking *b, const struct likeness_key *key,
                      uint32_t i)
{
    const struct name *name = &key->name;
    const struct {
        enum block_kind kind;
        struct str text;
        size_t least;
    } part[] = {
        {BLOCK_CORE, name->core, 1}, {BLOCK_REST, name->rest, 1},
        {BLOCK_STEM, name->stem, 2}, {BLOCK_TAIL, last_chars(name->stem, 3), 3},
        {BLOCK_KANA, key->kana, 3},
    };

    for (size_t k = 0; k < sizeof(part) / sizeof(*part); k++) {
        if (part[k].text.len == 0 || str_chars(part[k].text) < part[k].least ||
            (k == 1 && str_eq(name->rest, name->core)))
            continue;
        /* A core may be another's rest: both are names. */
        enum block_kind kind =
            part[k].kind == BLOCK_REST ? BLOCK_CORE : part[k].kind;
        uint64_t seed = block_hash(seed_of(key, kind), key->city, 6);
        entry_add(b, hash_str(seed, part[k].text), i);
    }
    if (key->postal)
        entry_add(b,
                  hash_str(block_mix(seed_of(key, BLOCK_POSTAL), key->postal),
                           first_chars(name->stem, 2)),
                  i);
}

static void add_codes(struct blocking *b, const struct likeness_key *key,
                      uint32_t i)
{
    const struct record *record = key->record;
    uint64_t seed = seed_of(key, BLOCK_CODE);

    if (key->phone)
        entry_add(b, block_mix(seed_of(key, BLOCK_PHONE), key->phone), i);
    if (record->medical_code)
        entry_add(b, hash_str(seed, str_of(record->medical_code)), i);
    if (record->office_number &&
        (!record->medical_code ||
         strcmp(record->medical_code, record->office_number) != 0))
        entry_add(b, hash_str(seed, str_of(record->office_number)), i);
}

static void add_places(struct blocking *b, const struct likeness_key *key,
                       uint32_t i)
{
    uint64_t seed = seed_of(key, BLOCK_NUMBER);
    const struct record *record = key->record;

    if (key->address.n > 0)
        entry_add(b, hash_number(block_hash(seed, key->city, 6), &key->address),
                  i);
    if (record->town && key->number.n > 0)
        entry_add(b,
                  hash_number(
                      hash_str(seed_of(key, BLOCK_TOWN), str_of(record->town)),
                      &key->number),
                  i);
}

/* For records whose municipality is not known, and those they may meet. */
static void add_anywhere(struct blocking *b, const struct likeness_key *key,
                         uint32_t i)
{
    uint64_t seed = seed_of(key, BLOCK_ANYWHERE_NUMBER);

    if (key->name.core.len)
        entry_add(
            b, hash_str(seed_of(key, BLOCK_ANYWHERE_CORE), key->name.core), i);
    if (key->address.n > 0)
        entry_add(b,
                  hash_number(hash_str(seed, last_chars(key->address.place, 2)),
                              &key->address),
                  i);
}

static void add_all(struct blocking *b)
{
    bool anywhere = false;

    for (size_t i = 0; i < b->n; i++)
        anywhere |= !b->key[i].city[0];
    for (uint32_t i = 0; i < b->n; i++) {
        add_codes(b, &b->key[i], i);
        add_names(b, &b->key[i], i);
        add_places(b, &b->key[i], i);
        if (anywhere)
            add_anywhere(b, &b->key[i], i);
    }
}

/* ---- blocks ---- */

static int by_hash(const void *x, const void *y)
{
    const struct block_entry *a = x, *b = y;

    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->record > b->record) - (a->record < b->record);
}

static size_t block_end(const struct block_entry *entry, size_t from, size_t n)
{
    size_t to = from + 1;

    while (to < n && entry[to].hash == entry[from].hash)
        to++;
    return to;
}

/* Records of one listing are never one: such a block is of no use. */
static bool several_lists(const struct blocking *b,
                          const struct block_entry *entry, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (b->key[entry[i].record].record->list !=
            b->key[entry[0].record].record->list)
            return true;
    return false;
}

/* Divide a block: by name and by address, then by both and the telephone. */
static void divide(struct blocking *out, const struct block_entry *entry,
                   size_t n, int round)
{
    for (size_t i = 0; i < n; i++) {
        const struct likeness_key *key = &out->key[entry[i].record];
        uint64_t by_name =
            hash_str(block_mix(entry[i].hash, 1), key->name.core);
        uint64_t by_address =
            hash_str(hash_number(block_mix(entry[i].hash, 2), &key->address),
                     last_chars(key->address.place, 2));
        if (round == 0) {
            entry_add(out, by_name, entry[i].record);
            entry_add(out, by_address, entry[i].record);
        } else {
            entry_add(
                out,
                block_mix(hash_str(by_address, key->name.core), key->phone),
                entry[i].record);
        }
    }
}

/* Let the listings of a block that stays too large alternate, so that
 * neighbours are of different ones. Uses `hash` as room. */
static void alternate(const struct blocking *b, struct block_entry *entry,
                      size_t n)
{
    uint64_t hash = entry[0].hash;
    uint32_t *count = mem_alloc((UINT16_MAX + 1) * sizeof(*count));

    memset(count, 0, (UINT16_MAX + 1) * sizeof(*count));
    for (size_t i = 0; i < n; i++) {
        uint16_t list = b->key[entry[i].record].record->list;
        entry[i].hash = (uint64_t)count[list]++ << 16 | list;
    }
    qsort(entry, n, sizeof(*entry), by_hash);
    for (size_t i = 0; i < n; i++)
        entry[i].hash = hash;
    free(count);
}

/* Sort into blocks and keep, in place, those that are of use; too large ones
 * are divided into `rest` while it is there. */
static void settle(struct blocking *b, struct blocking *rest, int round)
{
    size_t kept = 0;

    if (b->n_entry > 0)
        qsort(b->entry, b->n_entry, sizeof(*b->entry), by_hash);
    for (size_t at = 0, end; at < b->n_entry; at = end) {
        struct block_entry *entry = b->entry + at;
        end = block_end(b->entry, at, b->n_entry);
        size_t n = end - at;
        if (n < 2 || !several_lists(b, entry, n))
            continue;
        if (n > BLOCK_MOST && rest) {
            divide(rest, entry, n, round);
            continue;
        }
        if (n > BLOCK_MOST)
            alternate(b, entry, n);
        memmove(b->entry + kept, entry, n * sizeof(*entry));
        kept += n;
    }
    b->n_entry = kept;
}

/* Blocks of `from` behind those of `to`. */
static void append(struct blocking *to, struct blocking *from)
{
    for (size_t i = 0; i < from->n_entry; i++)
        entry_add(to, from->entry[i].hash, from->entry[i].record);
    free(from->entry);
}

static void index_records(struct blocking *b)
{
    b->first = mem_alloc((b->n + 2) * sizeof(*b->first));
    memset(b->first, 0, (b->n + 2) * sizeof(*b->first));
    for (size_t i = 0; i < b->n_entry; i++)
        b->first[b->entry[i].record + 2]++;
    for (size_t i = 2; i < b->n + 2; i++)
        b->first[i] += b->first[i - 1];
    b->place = mem_alloc(b->n_entry * sizeof(*b->place));
    for (size_t i = 0; i < b->n_entry; i++)
        b->place[b->first[b->entry[i].record + 1]++] = (uint32_t)i;
    b->seen = mem_alloc(b->n * sizeof(*b->seen));
    memset(b->seen, 0xFF, b->n * sizeof(*b->seen));
}

void blocking_init(struct blocking *blocking, const struct likeness_key *key,
                   size_t n)
{
    struct blocking large = {.key = key, .n = n}, larger = large;

    *blocking = large;
    add_all(blocking);
    settle(blocking, &large, 0);
    settle(&large, &larger, 1);
    settle(&larger, NULL, 2);
    append(blocking, &large);
    append(blocking, &larger);
    index_records(blocking);
}

size_t blocking_candidates(struct blocking *b, uint32_t record, uint32_t **out,
                           size_t *cap)
{
    size_t n = 0;
    uint16_t list = b->key[record].record->list;

    for (uint32_t p = b->first[record]; p < b->first[record + 1]; p++) {
        size_t at = b->place[p], from = at, to = at;
        uint64_t hash = b->entry[at].hash;
        while (from > 0 && b->entry[from - 1].hash == hash &&
               at - from < BLOCK_MOST)
            from--;
        while (to + 1 < b->n_entry && b->entry[to + 1].hash == hash &&
               to - at < BLOCK_MOST)
            to++;
        if (to - from >= BLOCK_MOST) { /* too large: the neighbours */
            from = at - from > BLOCK_WINDOW ? at - BLOCK_WINDOW : from;
            to = to - at > BLOCK_WINDOW ? at + BLOCK_WINDOW : to;
        }
        for (size_t i = from; i <= to; i++) {
            uint32_t other = b->entry[i].record;
            if (other <= record || b->seen[other] == record ||
                b->key[other].record->list == list)
                continue;
            b->seen[other] = record;
            *out = mem_room(*out, n, cap, sizeof(**out));
            (*out)[n++] = other;
        }
    }
    return n;
}

void blocking_release(struct blocking *blocking)
{
    free(blocking->entry);
    free(blocking->first);
    free(blocking->place);
    free(blocking->seen);
    *blocking = (struct blocking){0};
}
