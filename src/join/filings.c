#include "join/filings.h"

#include "base/err.h"
#include "base/say.h"

#include <stdlib.h>
#include <string.h>

/* Filings in the order of their facilities: counted, then put. */
static void sort_filings(struct table *table)
{
    struct filing *sorted = mem_alloc((table->n_filing + 1) * sizeof(*sorted));
    uint32_t at = 0;

    for (size_t i = 0; i < table->n_filing; i++) {
        struct filing *filing = &table->filing[i];
        filing->holder = table->institution[filing->holder].facility;
        table->facility[filing->holder]->n_filing++;
    }
    for (size_t i = 0; i < table->n_facility; i++) {
        table->facility[i]->first_filing = at;
        at += table->facility[i]->n_filing;
        table->facility[i]->n_filing = 0;
    }
    for (size_t i = 0; i < table->n_filing; i++) {
        struct facility *facility = table->facility[table->filing[i].holder];
        sorted[facility->first_filing + facility->n_filing++] =
            table->filing[i];
    }
    free(table->filing);
    table->filing = sorted;
    table->cap_filing = table->n_filing + 1;
}

/* Which fee tables the lists that were read cover, by prefecture. */
static void find_covered(const struct table *table, unsigned covered[100])
{
    memset(covered, 0, 100 * sizeof(*covered));
    for (size_t i = 0; i < table->n_filing_scope; i++)
        covered[table->filing_scope[i].prefecture % 100] |=
            POINTS_BIT(table->filing_scope[i].points);
}

static void settle_filing_lists(struct table *table)
{
    unsigned covered[100];

    find_covered(table, covered);
    for (size_t i = 0; i < table->n_facility; i++) {
        struct facility *facility = table->facility[i];
        bool read = covered[facility_prefecture(facility)] &
                    POINTS_BIT(facility_main_points(facility));
        facility->filing_list = read ? FILING_LIST_LACKS : FILING_LIST_UNREAD;
    }
    for (size_t i = 0; i < table->n_pair; i++) {
        const struct facility_pair *pair = &table->pair[i];
        struct facility *end[] = {table->facility[pair->a],
                                  table->facility[pair->b]};
        for (int e = 0; e < 2 && pair->state == PAIR_OPEN; e++)
            if (end[e]->filing_list == FILING_LIST_LACKS)
                end[e]->filing_list = FILING_LIST_UNDECIDED;
    }
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < table->n_institution; i++) {
            const struct institution *institution = &table->institution[i];
            if (institution->facility == NO_FACILITY)
                continue;
            uint8_t *state =
                &table->facility[institution->facility]->filing_list;
            /* A row of it could not be read: what it lacks nobody knows. */
            if (pass == 0)
                *state = FILING_LIST_HAS;
            else if (institution->incomplete)
                *state = FILING_LIST_INCOMPLETE;
        }
}

/* ---- lists that are cut off ---- */

/* How many of the facilities that other listings know stand in the list. */
struct found {
    size_t n, has;
};

static void count_found(const struct table *table,
                        struct found found[100][POINTS_COUNT])
{
    memset(found, 0, 100 * sizeof(*found));
    for (size_t i = 0; i < table->n_facility; i++) {
        const struct facility *facility = table->facility[i];
        struct found *here = &found[facility_prefecture(facility)]
                                   [facility_main_points(facility)];
        /* Known from elsewhere than the list itself. */
        if (table->supply[facility->supply].row_kind != ROW_FACILITY)
            continue;
        here->n++;
        here->has += facility->filing_list == FILING_LIST_HAS;
    }
}

/* Whole lists hold 78 to 98 % of what 医療情報ネット knows (August against June
 * 2025, by prefecture); a part of one holds less than this. */
static bool is_cut(const struct found *found)
{
    return (found->n >= 10 && found->has * 10 < found->n * 6) ||
           (found->n >= 3 && found->has == 0);
}

/* Nothing is told to be "not filed" by a list that seems to be a part: of the
 * rows that are missing nobody knows. */
static void doubt_cut_lists(struct table *table)
{
    struct found found[100][POINTS_COUNT];

    count_found(table, found);
    for (size_t i = 0; i < table->n_filing_scope; i++) {
        struct filing_scope *scope = &table->filing_scope[i];
        const struct found *here =
            &found[scope->prefecture % 100][scope->points];
        const char *prefecture = prefecture_name_of(scope->prefecture);
        if (!is_cut(here))
            continue;
        say_warn(_("the filing list '%s' has only %zu of %zu facilities that "
                   "are known in %s (%s): it seems to be cut off or only a "
                   "part; who is missing there stays unknown; get the whole "
                   "list again"),
                 table->supply[scope->supply].label, here->has, here->n,
                 prefecture ? prefecture : "", points_names_ja[scope->points]);
        table_find_fault(
            table, NO_FACILITY, scope->supply, 0, FIELD_filing_list,
            N_("the filing list has few of the known facilities: "
               "it seems cut off"),
            arena_format(&table->arena, "%s %s %zu/%zu",
                         prefecture ? prefecture : "",
                         points_names_ja[scope->points], here->has, here->n));
        scope->functions = 0;
    }
    for (size_t i = 0; i < table->n_facility; i++) {
        struct facility *facility = table->facility[i];
        if (facility->filing_list == FILING_LIST_LACKS &&
            is_cut(&found[facility_prefecture(facility)]
                         [facility_main_points(facility)]))
            facility->filing_list = FILING_LIST_INCOMPLETE;
    }
}

void filings_settle(struct table *table)
{
    sort_filings(table);
    settle_filing_lists(table);
    doubt_cut_lists(table);
    table_drop_institutions(table);
    table_settle_functions(table);
}
