#include "join/review.h"

#include "join/answers.h"
#include "norm/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    AT_CODE,
    AT_ADDRESS,
    AT_PUBLISHED,
    AT_CANDIDATE_1,
    AT_CANDIDATE_2,
    AT_CANDIDATE_3,
    AT_DECISION,
    AT_REASON,
    AT_WHO,
    AT_DATE,
    AT_N
};
static const char *const heading_ja[AT_N] = {
    "市区町村コード", "住所", "公表された位置", "候補1",  "候補2",
    "候補3",          "決定", "決定の理由",     "記入者", "日付"};
static const char *const heading_en[AT_N] = {
    "municipality_code", "address",  "published", "candidate_1", "candidate_2",
    "candidate_3",       "decision", "reason",    "who",         "date"};

enum decision { USE_PUBLISHED, USE_ADDRESS, USE_POINT, USE_NOTHING };

struct answer {
    enum decision decision;
    struct lonlat point; /* of USE_POINT; of USE_PUBLISHED, what it was then */
    const char *text; /* for the next worksheet: decision, reason, who, date */
};

struct keyed {
    struct str key; /* code and address */
    uint32_t facility;
    size_t line; /* of its answer; 0: none yet */
};

struct reviewing {
    struct table *table;
    struct arena arena;
    struct keyed *keyed; /* facilities in order of key */
    size_t n;
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

/* ---- what is decided ---- */

static bool read_decision(struct answers *answers, const struct row *row,
                          struct answer *answer, struct err *err)
{
    struct str cell = answers_cell(answers, row, AT_DECISION);
    struct str text = text_key(cell, &answers->arena);
    static const char *const candidate[] = {"候補1", "候補2", "候補3"};

    *answer = (struct answer){.point = {NAN, NAN}};
    if (str_is(text, "公表") || str_is(text, "published")) {
        answer->decision = USE_PUBLISHED;
        answers_point(answers, answers_cell(answers, row, AT_PUBLISHED),
                      &answer->point);
        return true;
    }
    if (str_is(text, "住所") || str_is(text, "address")) {
        answer->decision = USE_ADDRESS;
        return true;
    }
    if (str_is(text, "地図に出さない") || str_is(text, "none")) {
        answer->decision = USE_NOTHING;
        return true;
    }
    answer->decision = USE_POINT;
    for (int c = 0; c < 3; c++)
        if (str_is(text, candidate[c])) {
            cell = answers_cell(answers, row, AT_CANDIDATE_1 + c);
            return answers_point(answers, cell, &answer->point) ||
                   err_set(err, ERR_INPUT,
                           _("'%s' line %zu: %s is empty in this row"),
                           answers->path, row->line, candidate[c]);
        }
    return answers_point(answers, cell, &answer->point) ||
           err_set(err, ERR_INPUT,
                   _("'%s' line %zu: '%.*s' is no decision; write 公表, 住所, "
                     "候補1, 35.0044,135.8686 or 地図に出さない"),
                   answers->path, row->line, STR_ARG(cell));
}

/* The answer as the next worksheet shows it, so that no filled-in sheet loses
 * an earlier answer. A candidate becomes its degrees: the next dictionary may
 * number candidates otherwise. */
static const char *told(struct answers *answers, const struct row *row,
                        const struct answer *answer, struct arena *arena)
{
    struct str decision = answers_cell(answers, row, AT_DECISION);

    if (answer->decision == USE_POINT)
        decision =
            str_of(arena_format(&answers->arena, "%.6f,%.6f",
                                answer->point.lat_deg, answer->point.lon_deg));
    return arena_format(arena, "%.*s\n%.*s\n%.*s\n%.*s", STR_ARG(decision),
                        STR_ARG(answers_cell(answers, row, AT_REASON)),
                        STR_ARG(answers_cell(answers, row, AT_WHO)),
                        STR_ARG(answers_cell(answers, row, AT_DATE)));
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

/* The published position was confirmed as it was then; when it has moved since
 * the answer says nothing about it. */
static bool still_published(const struct facility *facility,
                            const struct answer *answer)
{
    return lonlat_known(facility->published) &&
           (!lonlat_known(answer->point) ||
            (fabs(facility->published.lon_deg - answer->point.lon_deg) < 1e-5 &&
             fabs(facility->published.lat_deg - answer->point.lat_deg) < 1e-5));
}

static void apply(struct table *table, uint32_t number,
                  const struct answer *answer)
{
    struct facility *facility = table->facility[number];
    bool stale = false;

    switch (answer->decision) {
    case USE_PUBLISHED:
        stale = !still_published(facility, answer);
        if (!stale)
            set_point(facility, facility->published, LEVEL_PUBLISHED, NAN,
                      "公表された位置（職員の確認）");
        break;
    case USE_ADDRESS:
        stale = !lonlat_known(facility->geocoded);
        if (!stale)
            set_point(facility, facility->geocoded, LEVEL_MANUAL,
                      (double)facility->geocoded_error_m,
                      "住所から求めた位置（職員の確認）");
        break;
    case USE_POINT:
        set_point(facility, answer->point, LEVEL_MANUAL, NAN, "職員の確認");
        break;
    case USE_NOTHING:
        set_point(facility, (struct lonlat){NAN, NAN}, LEVEL_NONE, NAN, NULL);
        break;
    }
    if (stale)
        table_find_fault(table, number, facility->supply, 0,
                         FIELD_position_check,
                         N_("a decision about the address was not applied: "
                            "what it chose is no longer there"),
                         facility->address);
    if (stale)
        return;
    facility->position_check = POSITION_DECIDED;
    facility->address_doubts = NULL;
    facility->address_decision = answer->text;
}

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

static bool each(struct answers *answers, const struct row *row, void *context,
                 struct err *err)
{
    struct reviewing *reviewing = context;
    struct str address = answers_cell(answers, row, AT_ADDRESS);
    struct answer answer;

    if (!answers_cell(answers, row, AT_DECISION).len)
        return true;
    if (!read_decision(answers, row, &answer, err))
        return false;
    struct str key =
        key_of(&answers->arena, answers_cell(answers, row, AT_CODE), address);
    size_t at = first_of(reviewing, key);
    if (at == reviewing->n || !str_eq(reviewing->keyed[at].key, key)) {
        /* The facility moved or is gone: told, and no reason to stop. */
        table_find_fault(reviewing->table, NO_FACILITY, 0, 0, FIELD_address,
                         N_("a decision about an address that no facility has "
                            "any more"),
                         str_keep(&answers->arena, address));
        return true;
    }
    if (reviewing->keyed[at].line)
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: this address is decided in line %zu "
                         "already; keep one of them"),
                       answers->path, row->line, reviewing->keyed[at].line);
    reviewing->keyed[at].line = row->line;
    answer.text = told(answers, row, &answer, &reviewing->table->arena);
    for (; at < reviewing->n && str_eq(reviewing->keyed[at].key, key); at++)
        apply(reviewing->table, reviewing->keyed[at].facility, &answer);
    return true;
}

bool review_apply(struct table *table, const char *path, struct err *err)
{
    struct answers answers = {
        .path = path,
        .ja = heading_ja,
        .en = heading_en,
        .n = AT_N,
        .header = "that of OUT/staff/review.csv",
    };
    struct reviewing reviewing = {.table = table};

    index_addresses(&reviewing);
    bool ok = answers_read(&answers, each, &reviewing, err);
    free(reviewing.keyed);
    arena_release(&reviewing.arena);
    arena_release(&answers.arena);
    return ok;
}
