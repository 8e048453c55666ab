#include "join/review.h"

#include "join/crosscheck.h"
#include "join/decision.h"
#include "norm/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct keyed {
    struct str key; /* code and address */
    uint32_t facility;
    size_t line; /* of its decision; 0: none yet */
};

struct reviewing {
    struct table *table;
    struct arena arena;
    struct keyed *keyed; /* facilities in order of key */
    size_t n;
    uint32_t supply; /* of the sheet */
    struct review_count *count;
    const struct boundaries *boundaries; /* or NULL */
};

static struct str key_of(struct arena *arena, struct str code,
                         struct str address)
{
    return str_of(arena_format(arena, "%.*s %.*s", STR_ARG(code),
                               STR_ARG(text_key(address, arena))));
}

static int by_key(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    int order = str_cmp(x->key, y->key);

    return order ? order
                 : (x->facility > y->facility) - (x->facility < y->facility);
}

static void index_addresses(struct reviewing *reviewing)
{
    const struct table *table = reviewing->table;

    reviewing->keyed =
        mem_alloc((table->n_facility + 1) * sizeof(*reviewing->keyed));
    for (size_t i = 0; i < table->n_facility; i++) {
        const struct facility *facility = table->facility[i];
        if (facility->address)
            reviewing->keyed[reviewing->n++] = (struct keyed){
                key_of(&reviewing->arena, str_of(facility->municipality_code),
                       str_of(facility->address)),
                (uint32_t)i, 0};
    }
    qsort(reviewing->keyed, reviewing->n, sizeof(*reviewing->keyed), by_key);
}

/* ---- one facility ---- */

static void set_point(struct facility *facility, struct lonlat point,
                      enum position_level level, double error_m,
                      const char *source)
{
    facility->point = point;
    facility->coordinate_level = level;
    facility->error_m = error_m;
    facility->position_source = source;
    facility->position_doubt =
        lonlat_known(point) ? NULL : "職員の確認により地図に出しません";
}

/* What the decision chose, from the facilities of the address. Is it still
 * there? A published position was confirmed as it was then: when it has moved
 * since, the decision says nothing about it. */
static bool find_chosen(const struct table *table, const struct keyed *keyed,
                        size_t n, const struct decision *decision,
                        struct facility *chosen)
{
    for (size_t i = 0; i < n; i++) {
        const struct facility *facility = table->facility[keyed[i].facility];
        bool there = true;
        if (decision->kind == USE_PUBLISHED)
            there = lonlat_known(facility->published) &&
                    (!lonlat_known(decision->point) ||
                     crs_distance_m(facility->published, decision->point) < 2);
        else if (decision->kind == USE_ADDRESS)
            there = lonlat_known(facility->geocoded);
        if (there) {
            *chosen = *facility;
            return true;
        }
    }
    return false;
}

/* The sheet shows one facility's published position; the others of the address
 * keep their own where it is the same place, and get that one where not. */
static void use_published(struct facility *facility,
                          const struct facility *chosen)
{
    if (lonlat_known(facility->published) &&
        crs_distance_m(facility->published, chosen->published) <=
            CROSSCHECK_AGREE_M)
        set_point(facility, facility->published, LEVEL_PUBLISHED, NAN,
                  "公表された位置（職員の確認）");
    else
        set_point(facility, chosen->published, LEVEL_MANUAL, NAN, "職員の確認");
}

static void apply(struct table *table, struct facility *facility,
                  const struct decision *decision,
                  const struct facility *chosen)
{
    switch (decision->kind) {
    case USE_PUBLISHED:
        use_published(facility, chosen);
        break;
    case USE_ADDRESS:
        set_point(facility, chosen->geocoded,
                  (enum position_level)chosen->geocoded_level,
                  (double)chosen->geocoded_error_m,
                  "住所から求めた位置（職員の確認）");
        table_use_reference(table, chosen->geocoded_reference, facility);
        break;
    case USE_POINT:
        set_point(facility, decision->point, LEVEL_MANUAL, decision->error_m,
                  "職員の確認");
        if (decision->of_dictionary)
            table_use_reference(table, chosen->geocoded_reference, facility);
        break;
    case USE_NOTHING:
        set_point(facility, (struct lonlat){NAN, NAN}, LEVEL_NONE, NAN, NULL);
        break;
    }
    facility->position_check = POSITION_DECIDED;
    facility->address_doubts = NULL;
    facility->address_decision = decision->text;
}

static const char *why_not(const struct decision *decision)
{
    return decision->kind == USE_ADDRESS
               ? N_("a decision was not applied: the address has no place "
                    "(without a dictionary none has)")
               : N_("a decision was not applied: the published position that "
                    "it confirmed is not there");
}

static void apply_all(struct table *table, const struct keyed *keyed, size_t n,
                      const struct decision *decision,
                      const struct facility *chosen)
{
    for (size_t i = 0; i < n; i++) {
        struct facility *facility = table->facility[keyed[i].facility];
        if (chosen)
            apply(table, facility, decision, chosen);
        else
            table_find_fault(table, keyed[i].facility, facility->supply, 0,
                             FIELD_position_check, why_not(decision),
                             facility->address);
    }
}

/* What the comparison found of a facility that staff decided is settled. */
static void forget_findings(struct table *table)
{
    size_t n = 0;

    for (size_t i = 0; i < table->n_finding; i++) {
        const struct finding *finding = &table->finding[i];
        bool settled = finding->facility != NO_FACILITY &&
                       finding->field == FIELD_position_check &&
                       table->facility[finding->facility]->position_check ==
                           POSITION_DECIDED;
        if (!settled)
            table->finding[n++] = *finding;
    }
    table->n_finding = n;
}

/* ---- all ---- */

static size_t first_of(const struct reviewing *reviewing, struct str key)
{
    size_t low = 0, high = reviewing->n;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (str_cmp(reviewing->keyed[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The sheet itself among the inputs, for findings about its rows. */
static bool sheet_supply(struct reviewing *reviewing, const char *path,
                         struct err *err)
{
    struct arena *arena = &reviewing->table->arena;
    struct supply supply = {
        .label = arena_format(arena, "%s", in_file_name(path)),
        .path = arena_format(arena, "%s", path),
        .listing = "review",
        .title = "職員の決定",
        .encoding = "CSV",
        .row_kind = ROW_REFERENCE,
    };

    if (!in_sha256(path, supply.sha256, err))
        return false;
    reviewing->supply = table_add_supply(reviewing->table, &supply);
    return true;
}

/* Degrees that were typed for a place in another town are a slip. */
static bool plausible(const struct reviewing *reviewing,
                      const struct answers *answers, const struct row *row,
                      size_t at, const struct decision *decision,
                      struct err *err)
{
    const struct facility *facility =
        reviewing->table->facility[reviewing->keyed[at].facility];

    if (decision->kind != USE_POINT || !reviewing->boundaries ||
        !facility->municipality_code[0])
        return true;
    double outside_m = boundary_outside_m(
        reviewing->boundaries, facility->municipality_code, decision->point);
    return !(outside_m > REVIEW_OUTSIDE_M) ||
           err_set(err, ERR_INPUT,
                   _("'%s' line %zu: %.6f,%.6f is %.0f km outside the "
                     "municipality; check the degrees"),
                   answers->path, row->line, decision->point.lat_deg,
                   decision->point.lon_deg, outside_m / 1000);
}

static bool each(struct answers *answers, const struct row *row, void *context,
                 struct err *err)
{
    struct reviewing *reviewing = context;
    struct str address = decision_address(answers, row);
    struct decision decision;

    if (!answers_cell(answers, row, AT_DECISION).len)
        return true;
    if (!decision_read(answers, row, &decision, err))
        return false;
    struct str key =
        key_of(&answers->arena, decision_code(answers, row), address);
    size_t at = first_of(reviewing, key), n = 0;
    while (at + n < reviewing->n && str_eq(reviewing->keyed[at + n].key, key))
        n++;
    reviewing->count->n++;
    if (n == 0) {
        /* The facility moved or is gone: told, and no reason to stop. */
        table_find_fault(reviewing->table, NO_FACILITY, reviewing->supply,
                         (uint32_t)row->line, FIELD_address,
                         N_("a decision about an address that no facility has "
                            "any more"),
                         str_keep(&answers->arena, address));
        return true;
    }
    if (!plausible(reviewing, answers, row, at, &decision, err))
        return false;
    if (reviewing->keyed[at].line)
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: this address is decided in line %zu "
                         "already; keep one of them"),
                       answers->path, row->line, reviewing->keyed[at].line);
    reviewing->keyed[at].line = row->line;
    struct facility chosen;
    bool there = find_chosen(reviewing->table, reviewing->keyed + at, n,
                             &decision, &chosen);
    if (there && decision.kind == USE_PUBLISHED)
        decision.point = chosen.published;
    decision.text =
        decision_told(answers, row, &decision, &reviewing->table->arena);
    apply_all(reviewing->table, reviewing->keyed + at, n, &decision,
              there ? &chosen : NULL);
    reviewing->count->applied += there;
    return true;
}

bool review_apply(struct table *table, const char *path,
                  const struct boundaries *boundaries,
                  struct review_count *count, struct err *err)
{
    struct answers answers = {
        .path = path,
        .ja = decision_ja,
        .en = decision_en,
        .n = AT_N,
        .n_required = AT_REQUIRED,
        .header = N_("that of the sheet OUT/staff/review.csv"),
    };
    struct reviewing reviewing = {
        .table = table, .count = count, .boundaries = boundaries};

    index_addresses(&reviewing);
    bool ok = sheet_supply(&reviewing, path, err) &&
              answers_read(&answers, each, &reviewing, err);
    forget_findings(table);
    free(reviewing.keyed);
    arena_release(&reviewing.arena);
    arena_release(&answers.arena);
    return ok;
}
