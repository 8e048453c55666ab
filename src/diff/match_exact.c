/* The plain case of the join, where a publisher gave all numbers anew: name
 * and address are the same bytes, once on each side. Ten times as fast. */
#include "diff/joining.h"

#include "join/blocking.h"
#include "join/likeness.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    uint64_t hash;
    uint32_t record;
};

static int in_order(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->record > y->record) - (x->record < y->record);
}

/* Without a number an address is only a town. */
static bool has_number(const char *address)
{
    for (; *address; address++)
        if ((*address >= '0' && *address <= '9') ||
            (strncmp(address, "\xEF\xBC", 2) == 0 &&
             (unsigned char)address[2] >= 0x90 &&
             (unsigned char)address[2] <= 0x99)) /* full width */
            return true;
    return false;
}

static struct entry *entries_of(const struct joining *joining, size_t *n)
{
    struct entry *entry = mem_alloc((joining->records.n + 1) * sizeof(*entry));

    *n = 0;
    for (uint32_t i = 0; i < joining->records.n; i++) {
        const struct record *record = &joining->records.item[i];
        if (!record->name || !record->address || !has_number(record->address))
            continue;
        uint64_t hash = block_hash((uint64_t)record->class, record->name,
                                   strlen(record->name));
        hash = block_hash(hash, record->municipality_code, 6);
        hash = block_hash(hash, record->address, strlen(record->address));
        entry[(*n)++] = (struct entry){hash, i};
    }
    qsort(entry, *n, sizeof(*entry), in_order);
    return entry;
}

static bool differ(const char *a, const char *b)
{
    return a && b && strcmp(a, b) != 0;
}

/* Nothing speaks against them: then the join would accept them too, for
 * ADDRESS_SAME and NAME_SAME reach PAIRING_ACCEPT even beside POSITION_FAR. */
static bool plain(const struct record *a, const struct record *b)
{
    return a->class == b->class && a->list != b->list &&
           strcmp(a->municipality_code, b->municipality_code) == 0 &&
           strcmp(a->name, b->name) == 0 &&
           strcmp(a->address, b->address) == 0 && !differ(a->phone, b->phone) &&
           !differ(a->medical_code, b->medical_code) &&
           !differ(a->office_number, b->office_number) &&
           !differ(a->corporation_number, b->corporation_number) &&
           a->hospital == b->hospital && a->clinic == b->clinic;
}

static void put(struct joining *joining, uint32_t a, uint32_t b)
{
    const char *phone = joining->records.item[a].phone;
    const char *other = joining->records.item[b].phone;
    float score = evidences[EVIDENCE_NAME_SAME].weight +
                  evidences[EVIDENCE_ADDRESS_SAME].weight;

    if (phone && other) /* and the same: plain() */
        score += evidences[EVIDENCE_PHONE_SAME].weight;
    matching_put(joining->matching, joining->number[a], joining->number[b],
                 MATCH_JOIN, fminf(1, score));
}

/* Go on with those that have no partner yet. */
static void keep_free(struct joining *joining)
{
    size_t n = 0, n_old = 0;

    for (size_t i = 0; i < joining->records.n; i++) {
        int side = i < joining->n_old ? SIDE_OLD : SIDE_NEW;
        if (matching_partner(joining->matching->match, side,
                             joining->number[i]) != NO_FACILITY)
            continue;
        joining->records.item[n] = joining->records.item[i];
        joining->number[n++] = joining->number[i];
        n_old += side == SIDE_OLD;
    }
    joining->n_old = n_old;
    joining->records.n = joining->records.n_facility = n;
}

void joining_exact(struct joining *joining)
{
    size_t n;
    struct entry *entry = entries_of(joining, &n);

    for (size_t i = 0, first; i < n;) {
        for (first = i; i < n && entry[i].hash == entry[first].hash;)
            i++;
        uint32_t a = entry[first].record, b = entry[i - 1].record;
        if (i - first == 2 &&
            plain(&joining->records.item[a], &joining->records.item[b]))
            put(joining, a, b);
    }
    free(entry);
    keep_free(joining);
}
