#include "join/classes.h"

#include <stdlib.h>

struct part {
    struct record *record; /* compared together */
    uint32_t *number;      /* of each of them among all */
    uint32_t *place;       /* of each of all in the part */
    size_t n;
    struct pair_decision *decision;
    size_t n_decision;
};

/* Classes that staff's answers connect are compared together: the first of
 * them stands for all. */
static void connect(const struct records *records,
                    const struct pair_decision *decision, size_t n,
                    enum record_class first[CLASS_COUNT])
{
    for (int c = 0; c < CLASS_COUNT; c++)
        first[c] = (enum record_class)c;
    for (size_t i = 0; i < n; i++) {
        enum record_class a = first[records->item[decision[i].a].class];
        enum record_class b = first[records->item[decision[i].b].class];
        for (int c = 0; c < CLASS_COUNT && a != b; c++)
            if (first[c] == (a > b ? a : b))
                first[c] = a > b ? b : a;
    }
}

static bool has_two_lists(const struct part *part)
{
    for (size_t i = 1; i < part->n; i++)
        if (part->record[i].list != part->record[0].list)
            return true;
    return false;
}

static void gather(struct part *part, const struct records *records,
                   const enum record_class first[CLASS_COUNT],
                   enum record_class class,
                   const struct pair_decision *decision, size_t n_decision)
{
    part->n = part->n_decision = 0;
    for (uint32_t i = 0; i < records->n; i++) {
        if (first[records->item[i].class] != class)
            continue;
        part->place[i] = (uint32_t)part->n;
        part->number[part->n] = i;
        part->record[part->n++] = records->item[i];
    }
    for (size_t i = 0; i < n_decision; i++)
        if (first[records->item[decision[i].a].class] == class)
            part->decision[part->n_decision++] = (struct pair_decision){
                part->place[decision[i].a], part->place[decision[i].b],
                decision[i].one};
}

static void add_pairs(struct pairs *all, const struct pairs *found,
                      const struct part *part)
{
    for (size_t i = 0; i < found->n; i++) {
        struct pair pair = found->item[i];
        /* A part keeps the order of all: a < b stays so. */
        pair.a = part->number[pair.a];
        pair.b = part->number[pair.b];
        all->item = mem_room(all->item, all->n, &all->cap, sizeof(*all->item));
        all->item[all->n++] = pair;
    }
}

static void pair_part(struct part *part, struct pairs *pairs, uint32_t *group)
{
    struct pairs found = {0};
    uint32_t *own = mem_alloc((part->n + 1) * sizeof(*own));

    pairing_find(part->record, part->n, part->decision, part->n_decision,
                 &found, own);
    for (size_t i = 0; i < part->n; i++)
        group[part->number[i]] = part->number[own[i]];
    add_pairs(pairs, &found, part);
    pairs_release(&found);
    free(own);
}

static size_t largest(const struct records *records,
                      const enum record_class first[CLASS_COUNT])
{
    size_t n[CLASS_COUNT] = {0}, most = 0;

    for (size_t i = 0; i < records->n; i++)
        n[first[records->item[i].class]]++;
    for (int c = 0; c < CLASS_COUNT; c++)
        most = n[c] > most ? n[c] : most;
    return most;
}

void classes_pair(const struct records *records,
                  const struct pair_decision *decision, size_t n_decision,
                  struct pairs *pairs, uint32_t *group)
{
    enum record_class first[CLASS_COUNT];

    connect(records, decision, n_decision, first);
    size_t most = largest(records, first);
    struct part part = {
        .record = mem_alloc((most + 1) * sizeof(*part.record)),
        .number = mem_alloc((most + 1) * sizeof(*part.number)),
        .place = mem_alloc((records->n + 1) * sizeof(*part.place)),
        .decision = mem_alloc((n_decision + 1) * sizeof(*part.decision)),
    };
    *pairs = (struct pairs){0};
    for (uint32_t i = 0; i < records->n; i++)
        group[i] = i;
    for (int c = 0; c < CLASS_COUNT; c++) {
        gather(&part, records, first, (enum record_class)c, decision,
               n_decision);
        if (has_two_lists(&part) || part.n_decision)
            pair_part(&part, pairs, group);
    }
    if (pairs->n)
        qsort(pairs->item, pairs->n, sizeof(*pairs->item), pairs_order);
    free(part.record);
    free(part.number);
    free(part.place);
    free(part.decision);
}
