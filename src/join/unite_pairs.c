/* The pairs of the join: what staff decided before, and what is left. */
#include "join/uniting.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what staff decided ---- */

static bool find_record(const struct uniting *uniting, const char *id,
                        uint32_t *record)
{
    const struct table *table = uniting->table;

    *record = table_find(table, id);
    if (*record != NO_FACILITY)
        return true;
    if (strncmp(id, "m-", 2) != 0)
        return false;
    const struct institution *institution =
        table_find_institution(table, id + 2);
    if (institution)
        *record = (uint32_t)uniting->records.n_facility +
                  table_institution_number(table, institution);
    return institution != NULL;
}

bool uniting_resolve(struct uniting *uniting, const struct staff_pairs *decided,
                     struct err *err)
{
    size_t n = decided ? decided->n : 0;
    uint32_t *record = mem_alloc((2 * n + 1) * sizeof(*record));
    bool ok = true;

    uniting->decision = mem_alloc((n + 1) * sizeof(*uniting->decision));
    for (size_t i = 0; ok && i < n; i++) {
        const struct staff_pair *pair = &decided->item[i];
        const char *missing = NULL;
        if (!find_record(uniting, pair->id_a, &record[2 * i]))
            missing = pair->id_a;
        else if (!find_record(uniting, pair->id_b, &record[2 * i + 1]))
            missing = pair->id_b;
        ok = !missing || staff_pairs_unknown(pair, missing, decided->path, err);
        uniting->decision[i] = (struct pair_decision){
            record[2 * i], missing ? 0 : record[2 * i + 1], pair->one};
    }
    ok = ok && (n == 0 || staff_pairs_agree(decided, record,
                                            (uint32_t)uniting->records.n, err));
    uniting->n_decision = n;
    free(record);
    return ok;
}

/* ---- what is left to decide ---- */

static const char *tell_evidence(struct arena *arena, uint32_t evidence)
{
    struct buf text = {0};

    for (int e = 0; e < EVIDENCE_COUNT; e++)
        if (evidence >> e & 1) {
            buf_add_text(&text, text.len ? "\n" : "");
            buf_add_text(&text, evidences[e].ja);
        }
    const char *kept = str_keep(arena, buf_str(&text));
    buf_release(&text);
    return kept;
}

static const struct pair *find_pair(const struct uniting *uniting, uint32_t a,
                                    uint32_t b)
{
    for (size_t i = 0; i < uniting->pairs.n; i++) {
        const struct pair *pair = &uniting->pairs.item[i];
        if ((pair->a == a && pair->b == b) || (pair->a == b && pair->b == a))
            return pair;
    }
    return NULL;
}

static void add_pair(struct uniting *uniting, uint32_t a, uint32_t b,
                     const struct pair *found, struct facility_pair pair)
{
    struct table *table = uniting->table;

    pair.a = uniting->facility[a];
    pair.b = uniting->facility[b];
    pair.score = found ? found->score : NAN;
    pair.distance_m = found ? found->distance_m : NAN;
    if (found)
        pair.evidence = tell_evidence(&table->arena, found->evidence);
    table_add_pair(table, pair);
}

void uniting_tell_open(struct uniting *uniting)
{
    struct table *table = uniting->table;

    for (size_t i = 0; i < uniting->pairs.n; i++) {
        const struct pair *found = &uniting->pairs.item[i];
        uint32_t a = uniting->facility[found->a];
        uint32_t b = uniting->facility[found->b];
        if (found->verdict == PAIR_ONE || a == b)
            continue;
        uint32_t into_a = uniting->into[a], into_b = uniting->into[b];
        add_pair(uniting, found->a, found->b, found,
                 (struct facility_pair){.id_a = table->facility[into_a]->id,
                                        .id_b = table->facility[into_b]->id,
                                        .state = PAIR_OPEN});
        uniting->count->n_open++;
    }
}

void uniting_tell_decided(struct uniting *uniting,
                          const struct staff_pairs *decided)
{
    struct arena *arena = &uniting->table->arena;

    for (size_t i = 0; i < uniting->n_decision; i++) {
        const struct pair_decision *decision = &uniting->decision[i];
        const struct staff_pair *pair = &decided->item[i];
        add_pair(uniting, decision->a, decision->b,
                 find_pair(uniting, decision->a, decision->b),
                 (struct facility_pair){
                     .id_a = str_keep(arena, str_of(pair->id_a)),
                     .id_b = str_keep(arena, str_of(pair->id_b)),
                     .decision = str_keep(arena, str_of(pair->told)),
                     .state = pair->one ? PAIR_DECIDED_ONE : PAIR_DECIDED_NOT});
    }
}
