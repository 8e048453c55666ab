#include "listing/filing_chain.h"

#include <stdlib.h>
#include <string.h>

bool filing_chain_has(const struct filing_chain *chain,
                      const struct table *table, const struct filing *filing)
{
    uint32_t at =
        filing->holder < chain->n_latest ? chain->latest[filing->holder] : 0;

    for (; at; at = chain->before[at - 1]) {
        const struct filing *other = &table->filing[at - 1];
        if (other->kind == filing->kind && other->number == filing->number &&
            other->start == filing->start)
            return true;
    }
    return false;
}

void filing_chain_add(struct filing_chain *chain, const struct table *table,
                      const struct filing *filing)
{
    while (chain->n_latest <= filing->holder) {
        chain->latest = mem_room(chain->latest, chain->n_latest,
                                 &chain->cap_latest, sizeof(*chain->latest));
        chain->latest[chain->n_latest++] = 0;
    }
    chain->before = mem_room(chain->before, table->n_filing, &chain->cap_before,
                             sizeof(*chain->before));
    chain->before[table->n_filing] = chain->latest[filing->holder];
    chain->latest[filing->holder] = (uint32_t)table->n_filing + 1;
}

void filing_chain_release(struct filing_chain *chain)
{
    free(chain->latest);
    free(chain->before);
    *chain = (struct filing_chain){0};
}
