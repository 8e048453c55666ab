#include "join/filings.h"

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

static unsigned prefecture_of(const struct facility *facility)
{
    const char *code = facility->municipality_code;

    return code[0] ? (unsigned)(code[0] - '0') * 10 + (unsigned)(code[1] - '0')
                   : 0;
}

static void settle_filing_lists(struct table *table)
{
    unsigned covered[100];

    find_covered(table, covered);
    for (size_t i = 0; i < table->n_facility; i++) {
        struct facility *facility = table->facility[i];
        bool read =
            covered[prefecture_of(facility)] & facility_points(facility);
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
    for (size_t i = 0; i < table->n_institution; i++)
        table->facility[table->institution[i].facility]->filing_list =
            FILING_LIST_HAS;
}

void filings_settle(struct table *table)
{
    sort_filings(table);
    settle_filing_lists(table);
    table_drop_institutions(table);
    table_settle_functions(table);
}
