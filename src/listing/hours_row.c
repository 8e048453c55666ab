/* A row of an hours sheet: one department's slot of one facility. */
#include "listing/reading.h"
#include "norm/text.h"

#include <string.h>

/* Departments whose code ends in 991 or 992 are "other" and hold free text,
 * which says nothing when it is one of these. */
static bool says_nothing(struct str name, struct arena *scratch)
{
    static const char *const empty[] = {"",  "なし", "無し",   "無",       "0",
                                        "-", "ー",   "その他", "特になし", "."};
    struct str key = text_key(name, scratch);

    for (size_t i = 0; i < sizeof(empty) / sizeof(*empty); i++)
        if (str_is(key, empty[i]))
            return true;
    return false;
}

static uint16_t department(struct reading *reading)
{
    struct row_draft *draft = &reading->draft;

    if (says_nothing(draft->department, &reading->scratch))
        return NO_DEPARTMENT;
    return table_department(reading->table,
                            str_keep(&reading->scratch, draft->department));
}

void reading_hours(struct reading *reading)
{
    struct row_draft *draft = &reading->draft;
    struct table *table = reading->table;
    const char *id =
        arena_format(&reading->scratch, "n-%.*s", STR_ARG(draft->id));
    uint32_t number = table_find(table, id);

    if (number == NO_FACILITY) {
        if (!draft->any)
            table_blank(table, reading->supply);
        else
            table_set_aside(table, reading->supply, reading->line,
                            N_("hours of a facility that is in no input"), id);
        return;
    }
    uint16_t dept = department(reading);
    if (dept != NO_DEPARTMENT)
        table_add_hours(table, (struct hours_entry){number, dept, HOURS_NO_DAY,
                                                    false, 0, 0});
    if (!draft->any) {
        table_blank(table, reading->supply);
        return;
    }
    for (size_t i = 0; i < draft->n_hours; i++) {
        draft->hours[i].facility = number;
        draft->hours[i].department = dept;
        table_add_hours(table, draft->hours[i]);
    }
    for (size_t i = reading->first_finding; i < table->n_finding; i++)
        table->finding[i].facility = number;
    table->facility[number]->sources |=
        table_source(table, table->supply[reading->supply].title);
    table_merge(table, reading->supply, reading->line, number,
                draft->n_hours ? UINT64_C(1) << FIELD_opening_hours : 0);
}
