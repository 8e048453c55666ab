/* Weights of facilities, as whoever knows them counts. */
#include "audit/imported_cell.h"
#include "norm/text.h"

#include <math.h>
#include <string.h>

struct weights_reading {
    struct usertable file;
    const struct table *table;
    double *weight;
    struct aside_list *aside;
    int id, number;
};

static bool is_heading(const struct usertable *t, void *context)
{
    struct weights_reading *reading = context;

    reading->id = usertable_column(
        t, "id|facility_id|施設id|事業所id|to_id|事業所番号|医療機関コード|"
           "office_number|medical_code");
    reading->number = usertable_column(
        t, "weight|重み|常勤換算人数|常勤換算職員数|常勤換算|*常勤換算|人数|"
           "職員数|看護職員数|定員|fte|value|値");
    return reading->id >= 0 && reading->number >= 0;
}

/* A number without its letter is that of an office or an institution, if only
 * one facility has it. */
static uint32_t find_facility(const struct table *table, struct str id,
                              struct arena *scratch)
{
    static const char letters[] = {'k', 'm', 'n', 'l'};
    struct str text = text_ascii(id, scratch);
    uint32_t found = table_find(table, arena_copy(scratch, text.ptr, text.len));
    size_t n = 0;

    if (found != NO_FACILITY)
        return found;
    for (size_t i = 0; i < sizeof(letters); i++) {
        uint32_t at = table_find(
            table, arena_format(scratch, "%c-%.*s", letters[i], STR_ARG(text)));
        if (at == NO_FACILITY || (n > 0 && at == found))
            continue;
        found = at;
        n++;
    }
    return n == 1 ? found : NO_FACILITY;
}

/* NULL when the row gives a facility its weight; *at and *number are set. */
static const char *judge_row(struct weights_reading *reading,
                             const struct row *row, uint32_t *at,
                             double *number)
{
    if (row->fault)
        return row->fault;
    *at = find_facility(reading->table, usertable_cell(row, reading->id),
                        &reading->file.scratch);
    if (*at == NO_FACILITY)
        return N_("no facility of the store has this id");
    if (!imported_number(usertable_cell(row, reading->number), number) ||
        !(*number >= 0))
        return N_("the weight is not a number from 0 on");
    if (!isnan(reading->weight[*at]) && reading->weight[*at] != *number)
        return N_("another weight of the facility stands before it");
    return NULL;
}

static void read_row(void *context, const struct row *row)
{
    struct weights_reading *reading = context;
    struct supply *supply = reading->file.supply;
    struct str id = row->fault ? STR("") : usertable_cell(row, reading->id);
    double number = NAN;
    uint32_t at = NO_FACILITY;

    if (!row->fault && (!id.len || !usertable_cell(row, reading->number).len)) {
        supply->rows.blank++;
        return;
    }
    const char *why = judge_row(reading, row, &at, &number);
    if (why) {
        supply->rows.set_aside++;
        aside_add(reading->aside, reading->file.arena, supply->label, row->line,
                  why, id);
    } else if (isnan(reading->weight[at])) {
        reading->weight[at] = number;
        supply->rows.kept++;
    } else {
        supply->rows.merged++;
    }
}

static bool read_rows(struct weights_reading *reading, struct err *err)
{
    struct supply *supply = reading->file.supply;

    if (!usertable_each(&reading->file, read_row, reading, err))
        return false;
    if (supply->rows.kept == 0)
        return err_set(err, ERR_INPUT,
                       _("'%s' gives no facility of the store a weight: %llu "
                         "rows, %llu with an id that is not known or a number "
                         "that cannot be read"),
                       supply->label, (unsigned long long)supply->rows.read,
                       (unsigned long long)supply->rows.set_aside);
    return true;
}

bool weights_read(const char *path, const struct table *table, double *weight,
                  struct supply *supply, struct aside_list *aside,
                  struct arena *arena, struct err *err)
{
    struct weights_reading reading = {
        .table = table, .weight = weight, .aside = aside};

    *supply =
        (struct supply){.title = "事業所・施設の重み", .listing = "weights"};
    for (size_t i = 0; i < table->n_facility; i++)
        weight[i] = NAN;
    reading.file = (struct usertable){
        .path = path,
        .arena = arena,
        .supply = supply,
        .is_heading = is_heading,
        .context = &reading,
        .looked_for = _("an id (id, 事業所番号, 医療機関コード) and a number "
                        "(weight, 常勤換算人数 ...)")};
    bool ok = usertable_open(&reading.file, err) && read_rows(&reading, err);
    usertable_close(&reading.file);
    return ok;
}
