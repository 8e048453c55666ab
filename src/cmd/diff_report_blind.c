/* What was not compared, in the areas that are told of. */
#include "cmd/diff_report.h"

#include <string.h>

static size_t count_in(const struct diff_report *report,
                       const struct diff_areas *areas,
                       const struct table *table,
                       const struct change_blind *blind, size_t n)
{
    size_t n_in = 0;

    if (!areas->n || !blind->facility)
        return n;
    for (size_t i = 0; i < n; i++)
        n_in += diff_areas_have(
            areas, report->changes,
            table->facility[blind->facility[i]]->municipality_code);
    return n_in;
}

void diff_report_blinds(struct diff_report *report,
                        const struct diff_areas *areas)
{
    const struct changes *changes = report->changes;

    report->blind = arena_alloc(&report->arena, (changes->n_blind + 1) *
                                                    sizeof(*report->blind));
    for (size_t i = 0; i < changes->n_blind; i++) {
        const struct change_blind *blind = &changes->blind[i];
        struct diff_blind *here = &report->blind[report->n_blind];
        here->blind = blind;
        here->n_old =
            count_in(report, areas, changes->old, blind, blind->n_old);
        here->n_new =
            count_in(report, areas, changes->new, blind, blind->n_new);
        bool is_elsewhere =
            blind->n_old + blind->n_new && !(here->n_old + here->n_new);
        report->n_blind += !is_elsewhere;
    }
}
