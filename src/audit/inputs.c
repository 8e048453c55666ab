#include "audit/inputs.h"

void audit_each_input(const struct audit_order *order,
                      void (*visit)(void *context, enum audit_input what,
                                    const struct supply *supply),
                      void *context)
{
    const struct people *people = order->people;
    const struct townspeople *towns = order->townspeople;
    const struct imported *imported = order->imported;

    for (size_t i = 0; i < people->n_source; i++)
        visit(context, INPUT_PEOPLE, &people->source[i].supply);
    for (size_t i = 0; towns && i < towns->n_source; i++)
        visit(context, INPUT_TOWNSPEOPLE, &towns->source[i].supply);
    for (size_t i = 0; i < order->regions->n_supply; i++)
        visit(context, INPUT_AREAS, &order->regions->supply[i]);
    if (order->travel)
        visit(context, INPUT_TRAVEL, &order->travel->supply);
    if (order->weight_supply)
        visit(context, INPUT_WEIGHTS, order->weight_supply);
    if (order->candidate_supply)
        visit(context, INPUT_CANDIDATES, order->candidate_supply);
    for (size_t i = 0; imported && i < imported->n_supply; i++)
        visit(context, INPUT_IMPORTED, &imported->supply[i]);
}

struct asides {
    void (*visit)(void *context, const struct aside_row *aside);
    void *context;
};

static void each_of_people(const struct asides *asides,
                           const struct people_set_aside *aside, size_t n,
                           const struct people_source *source)
{
    for (size_t i = 0; i < n; i++) {
        const struct aside_row row = {source[aside[i].source].supply.label,
                                      aside[i].reason, aside[i].value,
                                      aside[i].line};
        asides->visit(asides->context, &row);
    }
}

static void each_of_list(const struct asides *asides,
                         const struct aside_list *list)
{
    for (size_t i = 0; list && i < list->n; i++)
        asides->visit(asides->context, &list->item[i]);
}

void audit_each_aside(const struct audit_order *order,
                      void (*visit)(void *context,
                                    const struct aside_row *aside),
                      void *context)
{
    const struct asides asides = {visit, context};
    const struct people *people = order->people;
    const struct townspeople *towns = order->townspeople;

    each_of_people(&asides, people->aside, people->n_aside, people->source);
    if (towns)
        each_of_people(&asides, towns->aside, towns->n_aside, towns->source);
    each_of_list(&asides, &order->regions->aside);
    each_of_list(&asides, order->travel ? &order->travel->aside : NULL);
    each_of_list(&asides, order->imported ? &order->imported->aside : NULL);
    each_of_list(&asides, order->aside);
}

static void count_one(void *context, const struct aside_row *aside)
{
    (void)aside;
    ++*(size_t *)context;
}

size_t audit_untold_asides(const struct audit_order *order)
{
    const struct travel *travel = order->travel;

    return travel && travel->supply.rows.set_aside > travel->aside.n
               ? (size_t)travel->supply.rows.set_aside - travel->aside.n
               : 0;
}

size_t audit_count_asides(const struct audit_order *order)
{
    size_t n = 0;

    audit_each_aside(order, count_one, &n);
    return n + audit_untold_asides(order);
}
