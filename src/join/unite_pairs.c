/* The pairs of the join: what staff decided before, and what is left. */
#include "join/uniting.h"

#include "base/say.h"

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
    /* m-CODE-2: a facility of another list has m-CODE (free_id()). */
    char code[11] = "";
    if (strlen(id) == 14 && id[12] == '-')
        memcpy(code, id + 2, 10);
    const struct institution *institution =
        table_find_institution(table, code[0] ? code : id + 2);
    if (institution)
        *record = (uint32_t)uniting->records.n_facility +
                  table_institution_number(table, institution);
    return institution != NULL;
}

/* A slip of a line in the worksheet must not make a clinic and a pharmacy one.
 * Of another municipality it may still be right: it is told. */
static bool may_be_one(const struct uniting *uniting,
                       const struct staff_pair *pair, const uint32_t record[2],
                       const char *path, struct err *err)
{
    const struct record *a = &uniting->records.item[record[0]];
    const struct record *b = &uniting->records.item[record[1]];
    bool known = a->class != CLASS_OTHER && b->class != CLASS_OTHER;

    if (!pair->one)
        return true;
    if (known && a->class != b->class)
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: '%s' and '%s' cannot be one facility: "
                         "they are different kinds of institution; look at "
                         "the ids again"),
                       path, pair->line, a->name ? a->name : a->id,
                       b->name ? b->name : b->id);
    if (a->municipality_code[0] && b->municipality_code[0] &&
        strncmp(a->municipality_code, b->municipality_code, 5) != 0)
        say_warn(_("'%s' line %zu: '%s' and '%s' are in different "
                   "municipalities; look at the ids again"),
                 path, pair->line, a->name ? a->name : a->id,
                 b->name ? b->name : b->id);
    return true;
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
        ok = missing ? staff_pairs_unknown(pair, missing, decided->path, err)
                     : may_be_one(uniting, pair, record + 2 * i, decided->path,
                                  err);
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

static const char *write_evidence(struct arena *arena, uint32_t evidence)
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

/* Of a hundred thousand pairs a few hundred say different things. */
static const char *tell_evidence(struct uniting *uniting, uint32_t evidence)
{
    for (size_t i = 0; i < uniting->n_told; i++)
        if (uniting->told[i].evidence == evidence)
            return uniting->told[i].text;
    uniting->told = mem_room(uniting->told, uniting->n_told, &uniting->cap_told,
                             sizeof(*uniting->told));
    struct told *told = &uniting->told[uniting->n_told++];
    *told = (struct told){evidence,
                          write_evidence(&uniting->table->arena, evidence)};
    return told->text;
}

static const struct pair *find_pair(const struct uniting *uniting, uint32_t a,
                                    uint32_t b)
{
    struct pair key = {.a = a < b ? a : b, .b = a < b ? b : a};

    return uniting->pairs.n
               ? bsearch(&key, uniting->pairs.item, uniting->pairs.n,
                         sizeof(key), pairs_order)
               : NULL;
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
        pair.evidence = tell_evidence(uniting, found->evidence);
    table_add_pair(table, pair);
}

/* The id that a record had before it was joined. */
static const char *id_of(const struct uniting *uniting, uint32_t record)
{
    const char *id = uniting->records.item[record].id;

    return record < uniting->records.n_facility
               ? id
               : arena_format(&uniting->table->arena, "m-%s", id);
}

/* Two groups may have several doubtful pairs: one question is enough. A table
 * of twice as many places as there are pairs, a power of two. */
static bool asked_before(struct uniting *uniting, uint32_t a, uint32_t b)
{
    uint64_t key = (uint64_t)(a < b ? a : b) << 32 | (a < b ? b : a);
    size_t at;

    if (!uniting->asked) {
        uniting->n_asked = 64;
        while (uniting->n_asked < uniting->pairs.n * 2)
            uniting->n_asked *= 2;
        uniting->asked = mem_alloc(uniting->n_asked * sizeof(*uniting->asked));
        /* No pair is (0xFFFFFFFF, 0xFFFFFFFF). */
        memset(uniting->asked, 0xFF,
               uniting->n_asked * sizeof(*uniting->asked));
    }
    at = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 20);
    for (at &= uniting->n_asked - 1; uniting->asked[at] != UINT64_MAX;
         at = (at + 1) & (uniting->n_asked - 1))
        if (uniting->asked[at] == key)
            return true;
    uniting->asked[at] = key;
    return false;
}

void uniting_tell_found(struct uniting *uniting)
{
    struct table *table = uniting->table;

    for (size_t i = 0; i < uniting->pairs.n; i++) {
        const struct pair *found = &uniting->pairs.item[i];
        uint32_t a = uniting->facility[found->a];
        uint32_t b = uniting->facility[found->b];
        if (a == NO_FACILITY || b == NO_FACILITY)
            continue;
        if (found->verdict == PAIR_ONE) {
            add_pair(uniting, found->a, found->b, found,
                     (struct facility_pair){.id_a = id_of(uniting, found->a),
                                            .id_b = id_of(uniting, found->b),
                                            .state = PAIR_JOINED});
        } else if (a != b && !asked_before(uniting, a, b)) {
            add_pair(uniting, found->a, found->b, found,
                     (struct facility_pair){
                         .id_a = table->facility[uniting->into[a]]->id,
                         .id_b = table->facility[uniting->into[b]]->id,
                         .state = PAIR_OPEN});
            uniting->count->n_open++;
        }
    }
}

void uniting_tell_decided(struct uniting *uniting,
                          const struct staff_pairs *decided)
{
    struct arena *arena = &uniting->table->arena;

    for (size_t i = 0; i < uniting->n_decision; i++) {
        const struct pair_decision *decision = &uniting->decision[i];
        const struct staff_pair *pair = &decided->item[i];
        if (uniting->facility[decision->a] == NO_FACILITY ||
            uniting->facility[decision->b] == NO_FACILITY)
            continue;
        add_pair(uniting, decision->a, decision->b,
                 find_pair(uniting, decision->a, decision->b),
                 (struct facility_pair){
                     .id_a = str_keep(arena, str_of(pair->id_a)),
                     .id_b = str_keep(arena, str_of(pair->id_b)),
                     .decision = str_keep(arena, str_of(pair->told)),
                     .state = pair->one ? PAIR_DECIDED_ONE : PAIR_DECIDED_NOT});
    }
}
