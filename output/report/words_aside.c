/* Rows of the user's files that were set aside. */
#include "output/report/words_own.h"

struct asides {
    void (*row)(void *context, const struct words_aside *aside);
    void *context;
};

static void each_of_people(const struct asides *asides,
                           const struct people_set_aside *aside, size_t n,
                           const struct people_source *source)
{
    for (size_t i = 0; i < n; i++) {
        const struct words_aside of = {source[aside[i].source].supply.label,
                                       aside[i].reason, aside[i].value,
                                       aside[i].line};
        asides->row(asides->context, &of);
    }
}

static void each_of_regions(const struct asides *asides,
                            const struct region_aside *aside, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct words_aside of = {aside[i].label, aside[i].reason,
                                       aside[i].value, aside[i].line};
        asides->row(asides->context, &of);
    }
}

static void each_of_travel(const struct asides *asides,
                           const struct travel *travel)
{
    for (size_t i = 0; i < travel->n_aside; i++) {
        const struct words_aside of = {
            travel->supply.label, travel->aside[i].reason,
            travel->aside[i].value, travel->aside[i].line};
        asides->row(asides->context, &of);
    }
}

void words_aside_each(const struct audit_order *order,
                      void (*row)(void *context,
                                  const struct words_aside *aside),
                      void *context)
{
    const struct asides asides = {row, context};
    const struct people *people = order->people;
    const struct townspeople *towns = order->townspeople;

    each_of_people(&asides, people->aside, people->n_aside, people->source);
    if (towns)
        each_of_people(&asides, towns->aside, towns->n_aside, towns->source);
    each_of_regions(&asides, order->regions->aside, order->regions->n_aside);
    if (order->travel)
        each_of_travel(&asides, order->travel);
    if (order->imported)
        each_of_regions(&asides, order->imported->aside,
                        order->imported->n_aside);
    if (order->aside)
        each_of_regions(&asides, order->aside->item, order->aside->n);
}

static void count_row(void *context, const struct words_aside *aside)
{
    (void)aside;
    ++*(size_t *)context;
}

size_t words_aside_count(const struct audit_order *order)
{
    size_t n = 0;

    words_aside_each(order, count_row, &n);
    if (order->travel &&
        order->travel->supply.rows.set_aside > order->travel->n_aside)
        n += order->travel->supply.rows.set_aside - order->travel->n_aside;
    return n;
}
