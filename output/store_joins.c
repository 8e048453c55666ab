/* The rows of the store that the join made: filings, values that were not
 * used, pairs to decide. */
#include "output/store_saving.h"

#include <math.h>

static bool put_kinds(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = saving_insert(saving, "filing_kinds", 8, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < table->n_filing_kind; i++) {
        const struct filing_kind *kind = &table->filing_kind[i];
        db_bind_text(rows, 2, kind->symbol);
        db_bind_text(rows, 3, kind->name);
        saving_bind(rows, 4, kind->level);
        saving_bind(rows, 5, points_names_ja[kind->points]);
        if (kind->function != FUNCTION_NONE)
            db_bind_text(rows, 6, functions[kind->function].id);
        db_bind_int(rows, 7, kind->known);
        db_bind_int(rows, 8, (int64_t)kind->n);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

static bool put_scopes(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = saving_insert(saving, "filing_scopes", 5, err);
    struct buf list = {0};
    bool ok = rows != NULL;
    char prefecture[3] = "";

    for (size_t i = 0; ok && i < table->n_filing_scope; i++) {
        const struct filing_scope *scope = &table->filing_scope[i];
        prefecture[0] = (char)('0' + scope->prefecture / 10 % 10);
        prefecture[1] = (char)('0' + scope->prefecture % 10);
        buf_clear(&list);
        for (int f = 0; f < FUNCTION_COUNT; f++)
            if (scope->functions >> f & 1) {
                buf_add_text(&list, list.len ? "\n" : "");
                buf_add_text(&list, functions[f].id);
            }
        db_bind_int(rows, 2, scope->supply);
        db_bind_text(rows, 3, prefecture);
        saving_bind(rows, 4, points_names_ja[scope->points]);
        saving_bind(rows, 5, list.len ? list.ptr : NULL);
        ok = db_put(rows, err);
    }
    buf_release(&list);
    db_end(rows);
    return ok;
}

static bool put_filing_rows(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = saving_insert(saving, "filings", 7, err);
    bool ok = rows != NULL;
    char day[11];

    for (size_t i = 0; ok && i < table->n_filing; i++) {
        const struct filing *filing = &table->filing[i];
        db_bind_int(rows, 2, (int64_t)filing->holder + 1);
        db_bind_int(rows, 3, (int64_t)filing->kind + 1);
        db_bind_int(rows, 4, filing->supply);
        db_bind_int(rows, 5, filing->line);
        if (filing->number != NO_NUMBER)
            db_bind_int(rows, 6, filing->number);
        if (filing_day(filing->start, day))
            db_bind_text(rows, 7, day);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

bool put_filings(struct saving *saving, struct err *err)
{
    return put_kinds(saving, err) && put_scopes(saving, err) &&
           put_filing_rows(saving, err);
}

bool put_other_values(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = saving_insert(saving, "other_values", 7, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < table->n_other_value; i++) {
        const struct other_value *other = &table->other_value[i];
        db_bind_int(rows, 2, (int64_t)other->facility + 1);
        db_bind_text(rows, 3, fields[other->field].name);
        db_bind_int(rows, 4, other->supply);
        db_bind_int(rows, 5, other->line);
        saving_bind(rows, 6, other->value);
        saving_bind(rows, 7, other->rule);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

bool put_pairs(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = saving_insert(saving, "pairs", 10, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < table->n_pair; i++) {
        const struct facility_pair *pair = &table->pair[i];
        db_bind_int(rows, 2, (int64_t)pair->a + 1);
        db_bind_int(rows, 3, (int64_t)pair->b + 1);
        saving_bind(rows, 4, pair->id_a);
        saving_bind(rows, 5, pair->id_b);
        db_bind_text(rows, 6, pair_state_names[pair->state]);
        db_bind_real(rows, 7, (double)pair->score);
        db_bind_real(rows, 8, (double)pair->distance_m);
        saving_bind(rows, 9, pair->evidence);
        saving_bind(rows, 10, pair->decision);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}
