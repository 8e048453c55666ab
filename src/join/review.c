#include "join/review.h"

#include "join/answers.h"
#include "join/crosscheck.h"
#include "norm/code.h"
#include "norm/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    AT_CODE,
    AT_ADDRESS,
    AT_DECISION,
    AT_REQUIRED, /* those above */
    AT_PUBLISHED = AT_REQUIRED,
    AT_CANDIDATE_1,
    AT_CANDIDATE_2,
    AT_CANDIDATE_3,
    AT_REASON,
    AT_WHO,
    AT_DATE,
    AT_N
};
static const char *const heading_ja[AT_N] = {
    "市区町村コード", "住所",  "決定",       "公表された位置", "候補1",
    "候補2",          "候補3", "決定の理由", "記入者",         "日付"};
static const char *const heading_en[AT_N] = {
    "municipality_code", "address",     "decision", "published", "candidate_1",
    "candidate_2",       "candidate_3", "reason",   "who",       "date"};

enum decision { USE_PUBLISHED, USE_ADDRESS, USE_POINT, USE_NOTHING };

struct answer {
    enum decision decision;
    struct lonlat point; /* of USE_POINT; of USE_PUBLISHED, what it was then */
    double error_m;      /* of a candidate; NAN */
    bool of_dictionary;  /* the point is a candidate's */
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

/* ---- what is decided ---- */

/* The metres behind ±; NAN. */
static double error_of(struct str cell)
{
    size_t at = str_find(cell, STR("±")), n = 0;
    double metres = NAN;

    if (at == SIZE_MAX)
        return NAN;
    cell = str_cut(cell, at + strlen("±"), cell.len);
    while (n < cell.len && cell.ptr[n] >= '0' && cell.ptr[n] <= '9')
        n++;
    return str_number(str_cut(cell, 0, n), &metres) ? metres : NAN;
}

static struct str without_stop(struct str text)
{
    return str_ends(text, STR("。")) ? str_cut(text, 0, text.len - strlen("。"))
                                     : text;
}

static bool one_of(struct str text, const char *a, const char *b, const char *c)
{
    return str_is(text, a) || str_is(text, b) || str_is(text, c);
}

static bool read_decision(struct answers *answers, const struct row *row,
                          struct answer *answer, struct err *err)
{
    struct str cell = answers_cell(answers, row, AT_DECISION);
    struct str text = without_stop(text_key(cell, &answers->arena));
    static const char *const candidate_ja[] = {"候補1", "候補2", "候補3"};
    static const char *const candidate_en[] = {"candidate_1", "candidate_2",
                                               "candidate_3"};

    *answer = (struct answer){.point = {NAN, NAN}, .error_m = NAN};
    if (one_of(text, "公表", "公表された位置", "published")) {
        answer->decision = USE_PUBLISHED;
        answers_point(answers, answers_cell(answers, row, AT_PUBLISHED),
                      &answer->point);
        return true;
    }
    /* An earlier answer says which point was confirmed. */
    if (str_starts(text, STR("公表")) &&
        answers_point(answers, str_cut(cell, strlen("公表"), cell.len),
                      &answer->point)) {
        answer->decision = USE_PUBLISHED;
        return true;
    }
    if (one_of(text, "住所", "住所の位置", "address")) {
        answer->decision = USE_ADDRESS;
        return true;
    }
    if (one_of(text, "地図に出さない", "出さない", "none")) {
        answer->decision = USE_NOTHING;
        return true;
    }
    answer->decision = USE_POINT;
    for (int c = 0; c < 3; c++)
        if (str_is(text, candidate_ja[c]) || str_is(text, candidate_en[c])) {
            cell = answers_cell(answers, row, AT_CANDIDATE_1 + c);
            if (!answers_point(answers, cell, &answer->point))
                return err_set(err, ERR_INPUT,
                               _("'%s' line %zu: %s is empty in this row"),
                               answers->path, row->line, candidate_ja[c]);
            answer->of_dictionary = true;
            answer->error_m = error_of(cell);
            return true;
        }
    /* What an earlier worksheet made of a candidate says its error too. */
    answer->error_m = error_of(cell);
    answer->of_dictionary = isfinite(answer->error_m);
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

    if (answer->decision == USE_PUBLISHED)
        decision =
            str_of(arena_format(&answers->arena, "公表 %.6f,%.6f",
                                answer->point.lat_deg, answer->point.lon_deg));
    if (answer->decision == USE_POINT)
        decision = str_of(arena_format(
            &answers->arena,
            isfinite(answer->error_m) ? "%.6f,%.6f ±%.0fm" : "%.6f,%.6f",
            answer->point.lat_deg, answer->point.lon_deg, answer->error_m));
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

/* What the answer chose, from the facilities of the address. Is it still
 * there? A published position was confirmed as it was then: when it has moved
 * since, the answer says nothing about it. */
static bool find_chosen(const struct table *table, const struct keyed *keyed,
                        size_t n, const struct answer *answer,
                        struct facility *chosen)
{
    for (size_t i = 0; i < n; i++) {
        const struct facility *facility = table->facility[keyed[i].facility];
        bool there = true;
        if (answer->decision == USE_PUBLISHED)
            there = lonlat_known(facility->published) &&
                    (!lonlat_known(answer->point) ||
                     crs_distance_m(facility->published, answer->point) < 2);
        else if (answer->decision == USE_ADDRESS)
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
                  const struct answer *answer, const struct facility *chosen)
{
    switch (answer->decision) {
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
        set_point(facility, answer->point, LEVEL_MANUAL, answer->error_m,
                  "職員の確認");
        if (answer->of_dictionary)
            table_use_reference(table, chosen->geocoded_reference, facility);
        break;
    case USE_NOTHING:
        set_point(facility, (struct lonlat){NAN, NAN}, LEVEL_NONE, NAN, NULL);
        break;
    }
    facility->position_check = POSITION_DECIDED;
    facility->address_doubts = NULL;
    facility->address_decision = answer->text;
}

static const char *why_not(const struct answer *answer)
{
    return answer->decision == USE_ADDRESS
               ? N_("a decision was not applied: the address has no place "
                    "(without a dictionary none has)")
               : N_("a decision was not applied: the published position that "
                    "it confirmed is not there");
}

static void apply_all(struct table *table, const struct keyed *keyed, size_t n,
                      const struct answer *answer,
                      const struct facility *chosen)
{
    for (size_t i = 0; i < n; i++) {
        struct facility *facility = table->facility[keyed[i].facility];
        if (chosen)
            apply(table, facility, answer, chosen);
        else
            table_find_fault(table, keyed[i].facility, facility->supply, 0,
                             FIELD_position_check, why_not(answer),
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

/* Excel takes leading zeros away, and people write in full width. */
static struct str code_of(struct answers *answers, const struct row *row)
{
    struct str cell = answers_cell(answers, row, AT_CODE);
    char code[6];

    if (!code_municipality(text_ascii(cell, &answers->arena), code))
        return cell;
    return str_of(arena_copy(&answers->arena, code, 5));
}

/* The worksheet puts an apostrophe before what a spreadsheet would run. */
static struct str address_of(struct answers *answers, const struct row *row)
{
    struct str cell = answers_cell(answers, row, AT_ADDRESS);

    return str_starts(cell, STR("'")) ? str_cut(cell, 1, cell.len) : cell;
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
                      size_t at, const struct answer *answer, struct err *err)
{
    const struct facility *facility =
        reviewing->table->facility[reviewing->keyed[at].facility];

    if (answer->decision != USE_POINT || !reviewing->boundaries ||
        !facility->municipality_code[0])
        return true;
    double outside_m = boundary_outside_m(
        reviewing->boundaries, facility->municipality_code, answer->point);
    return !(outside_m > REVIEW_OUTSIDE_M) ||
           err_set(err, ERR_INPUT,
                   _("'%s' line %zu: %.6f,%.6f is %.0f km outside the "
                     "municipality; check the degrees"),
                   answers->path, row->line, answer->point.lat_deg,
                   answer->point.lon_deg, outside_m / 1000);
}

static bool each(struct answers *answers, const struct row *row, void *context,
                 struct err *err)
{
    struct reviewing *reviewing = context;
    struct str address = address_of(answers, row);
    struct answer answer;

    if (!answers_cell(answers, row, AT_DECISION).len)
        return true;
    if (!read_decision(answers, row, &answer, err))
        return false;
    struct str key = key_of(&answers->arena, code_of(answers, row), address);
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
    if (!plausible(reviewing, answers, row, at, &answer, err))
        return false;
    if (reviewing->keyed[at].line)
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: this address is decided in line %zu "
                         "already; keep one of them"),
                       answers->path, row->line, reviewing->keyed[at].line);
    reviewing->keyed[at].line = row->line;
    struct facility chosen;
    bool there = find_chosen(reviewing->table, reviewing->keyed + at, n,
                             &answer, &chosen);
    if (there && answer.decision == USE_PUBLISHED)
        answer.point = chosen.published;
    answer.text = told(answers, row, &answer, &reviewing->table->arena);
    apply_all(reviewing->table, reviewing->keyed + at, n, &answer,
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
        .ja = heading_ja,
        .en = heading_en,
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
