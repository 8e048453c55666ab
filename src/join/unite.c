#include "join/uniting.h"

#include "join/absorb.h"
#include "join/classes.h"
#include "join/filings.h"
#include "join/house.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- groups ---- */

static void index_origins(struct uniting *uniting)
{
    const struct table *table = uniting->table;
    size_t n = table->n_facility;

    uniting->first = mem_alloc((n + 2) * sizeof(*uniting->first));
    uniting->origin =
        mem_alloc((table->n_origin + 1) * sizeof(*uniting->origin));
    memset(uniting->first, 0, (n + 2) * sizeof(*uniting->first));
    for (size_t i = 0; i < table->n_origin; i++)
        uniting->first[table->origin[i].facility + 2]++;
    for (size_t i = 2; i < n + 2; i++)
        uniting->first[i] += uniting->first[i - 1];
    for (size_t i = 0; i < table->n_origin; i++)
        uniting->origin[uniting->first[table->origin[i].facility + 1]++] =
            (uint32_t)i;
}

static struct voice voice_of(const struct uniting *uniting, uint32_t facility,
                             const struct facility *says)
{
    const struct facility *own = uniting->table->facility[facility];

    return (struct voice){.says = says,
                          .origin = uniting->origin + uniting->first[facility],
                          .n_origin = uniting->first[facility + 1] -
                                      uniting->first[facility],
                          .supply = own->supply};
}

/* n, m, k, l: the order of ids, which are the order of listings too. */
static int id_rank(const struct facility *facility)
{
    static const char order[] = "nmkl";

    return (int)(strchr(order, facility->id[0]) - order);
}

struct member {
    uint32_t record;
    uint16_t list;
};

static int by_list(const void *a, const void *b)
{
    const struct member *x = a, *y = b;

    if (x->list != y->list)
        return x->list - y->list;
    return (x->record > y->record) - (x->record < y->record);
}

static bool is_facility(const struct uniting *uniting, uint32_t record)
{
    return record < uniting->records.n_facility;
}

static struct institution *institution_of(const struct uniting *uniting,
                                          uint32_t record)
{
    return &uniting->table->institution[record - uniting->records.n_facility];
}

/* The facility of a group that stays: the one with the first id. */
static uint32_t choose_target(const struct uniting *uniting,
                              const struct member *member, size_t n)
{
    uint32_t target = NO_FACILITY;

    for (size_t i = 0; i < n; i++) {
        uint32_t record = member[i].record;
        if (is_facility(uniting, record) &&
            (target == NO_FACILITY ||
             id_rank(uniting->table->facility[record]) <
                 id_rank(uniting->table->facility[target])))
            target = record;
    }
    return target;
}

static const char *free_id(const struct table *table, const char *code,
                           struct arena *arena)
{
    const char *id = arena_format(arena, "m-%s", code);

    for (int n = 2; table_find(table, id) != NO_FACILITY; n++)
        id = arena_format(arena, "m-%s-%d", code, n);
    return id;
}

static void note_into(struct uniting *uniting, uint32_t facility,
                      uint32_t target)
{
    if (facility >= uniting->cap_into) {
        uniting->cap_into = (size_t)facility * 2 + 64;
        uniting->into =
            mem_grow(uniting->into, uniting->cap_into * sizeof(*uniting->into));
    }
    uniting->into[facility] = target;
}

static uint32_t add_facility(struct uniting *uniting,
                             const struct institution *institution)
{
    struct table *table = uniting->table;
    uint32_t number =
        table_add(table, free_id(table, institution->code, &table->arena));

    table->facility[number]->supply = institution->supply;
    note_into(uniting, number, number);
    return number;
}

static void take_institution(struct uniting *uniting, uint32_t target,
                             struct institution *institution, bool added)
{
    struct table *table = uniting->table;
    kind_set own = table->facility[target]->services;
    /* What another listing calls a hospital stays one; the office of a
     * hospital's nurses becomes the hospital. */
    kind_set brought = own & institution_kinds(institution->points)
                           ? own
                           : institution_services(institution);

    absorb_institution(table, target, institution, brought, added);
    institution->facility = target;
    /* Offices get it as their own id (renew_ids). */
    const char *id = arena_format(&table->arena, "m-%s", institution->code);
    if (id_rank(table->facility[target]) == 0 &&
        table_find(table, id) == NO_FACILITY)
        table_add_alias(table, target, id);
}

/* The further ids lead to the facility from now on. */
static void keep_ids(struct table *table, uint32_t target,
                     const struct facility *other)
{
    struct facility *facility = table->facility[target];

    facility->aliases = arena_format(
        &table->arena, "%s%s%s%s%s", facility->aliases ? facility->aliases : "",
        facility->aliases ? " " : "", other->id, other->aliases ? " " : "",
        other->aliases ? other->aliases : "");
}

/* Begin a facility anew, so that its own values wait for their turn. */
static struct facility set_back(struct facility *facility)
{
    struct facility before = *facility;

    for (int f = 0; f < FIELD_position_source; f++) {
        const char **member = field_member(facility, (enum field_id)f);
        if (member && f != FIELD_id && f != FIELD_aliases)
            *member = NULL;
    }
    return before;
}

static void note_place(struct table *table, uint32_t facility)
{
    const struct facility *added = table->facility[facility];

    if (!added->municipality_code[0])
        table_find_fault(
            table, facility, added->supply, 0, FIELD_municipality_code,
            N_("municipality unknown: shown under 00000"), added->address);
}

/* Only the number of a row that could not be read: its filings are missing
 * where the code is known, and it is no facility of its own. */
static bool is_number_only(const struct uniting *uniting,
                           const struct institution *institution)
{
    const struct table *table = uniting->table;
    uint32_t number = table_institution_number(table, institution);

    if (!institution->incomplete || institution->name)
        return false;
    for (size_t i = 0; i < table->n_filing; i++)
        if (table->filing[i].holder == number)
            return false;
    return true;
}

static void unite_group(struct uniting *uniting, struct member *member,
                        size_t n)
{
    struct table *table = uniting->table;
    uint32_t target = choose_target(uniting, member, n);
    bool added = target == NO_FACILITY;
    struct facility before = {0};

    if (n > 1)
        qsort(member, n, sizeof(*member), by_list);
    if (added && n == 1 &&
        is_number_only(uniting, institution_of(uniting, member[0].record))) {
        uniting->facility[member[0].record] = NO_FACILITY;
        return;
    }
    if (added)
        target =
            add_facility(uniting, institution_of(uniting, member[0].record));
    else if (n > 1)
        before = set_back(table->facility[target]);
    for (size_t i = 0; i < n && (n > 1 || added); i++) {
        uint32_t record = member[i].record;
        uniting->facility[record] = target;
        if (!is_facility(uniting, record)) {
            take_institution(uniting, target, institution_of(uniting, record),
                             added && i == 0);
            continue;
        }
        bool own = record == target;
        struct voice voice =
            voice_of(uniting, record, own ? &before : table->facility[record]);
        absorb(table, target, &voice);
        if (own)
            continue;
        keep_ids(table, target, table->facility[record]);
        note_into(uniting, record, target);
        uniting->count->n_united++;
    }
    size_t n_institution = 0;
    for (size_t i = 0; i < n; i++)
        n_institution += !is_facility(uniting, member[i].record);
    if (added) {
        note_place(table, target);
        uniting->count->n_nowhere +=
            !table->facility[target]->municipality_code[0];
    }
    uniting->count->n_added += added;
    uniting->count->n_listed += added ? n_institution - 1 : n_institution;
    uniting->facility[member[0].record] = target;
}

/* Records by group; pairing.h names a group by its smallest member. */
static void unite_all(struct uniting *uniting)
{
    size_t n = uniting->records.n;
    uint32_t *next = mem_alloc((n + 1) * sizeof(*next));
    uint32_t *last = mem_alloc((n + 1) * sizeof(*last));
    struct member *member = mem_alloc((n + 1) * sizeof(*member));

    for (uint32_t r = 0; r < n; r++) {
        next[r] = NO_FACILITY;
        last[r] = r;
        uint32_t head = uniting->group[r];
        if (head != r) {
            next[last[head]] = r;
            last[head] = r;
        }
    }
    for (uint32_t r = 0; r < n; r++) {
        size_t n_member = 0;
        if (uniting->group[r] != r)
            continue;
        for (uint32_t m = r; m != NO_FACILITY; m = next[m])
            member[n_member++] =
                (struct member){m, uniting->records.item[m].list};
        unite_group(uniting, member, n_member);
    }
    free(next);
    free(last);
    free(member);
}

/* n, m, k, l: a care office that turned out to have a 医療機関コード is known
 * by that from now on. */
static void renew_ids(struct uniting *uniting)
{
    struct table *table = uniting->table;

    for (uint32_t i = 0; i < table->n_facility; i++) {
        struct facility *facility = table->facility[i];
        if (uniting->into[i] != i || !facility->medical_code ||
            id_rank(facility) < 2)
            continue;
        const char *id =
            arena_format(&table->arena, "m-%s", facility->medical_code);
        if (table_find(table, id) == NO_FACILITY)
            table_rename(table, i, id);
    }
}

/* ---- all ---- */

static void find_pairs(struct uniting *uniting)
{
    size_t n = uniting->records.n;

    uniting->group = mem_alloc((n + 1) * sizeof(*uniting->group));
    uniting->facility = mem_alloc((n + 1) * sizeof(*uniting->facility));
    classes_pair(&uniting->records, uniting->decision, uniting->n_decision,
                 &uniting->pairs, uniting->group);
    for (uint32_t i = 0; i < uniting->records.n_facility; i++)
        note_into(uniting, i, i);
}

static void release(struct uniting *uniting)
{
    records_release(&uniting->records);
    pairs_release(&uniting->pairs);
    free(uniting->decision);
    free(uniting->told);
    free(uniting->asked);
    free(uniting->group);
    free(uniting->into);
    free(uniting->facility);
    free(uniting->first);
    free(uniting->origin);
}

bool unite(struct table *table, const struct gazetteer *gazetteer,
           const struct staff_pairs *decided, struct uniting_count *count,
           struct err *err)
{
    struct uniting uniting = {.table = table, .count = count};

    *count = (struct uniting_count){.n_institution = table->n_institution};
    records_make(&uniting.records, table, gazetteer);
    bool ok = uniting_resolve(&uniting, decided, err);
    if (ok) {
        find_pairs(&uniting);
        index_origins(&uniting);
        absorb_sort(table);
        unite_all(&uniting);
        renew_ids(&uniting);
        uniting_tell_found(&uniting);
        uniting_tell_decided(&uniting, decided);
        house_relate(&uniting.records, uniting.facility, table);
        table_unite(table, uniting.into);
        filings_settle(table);
    }
    release(&uniting);
    return ok;
}
