/*
 * Reading filing lists alone, for filings.sh: inputs into a table, and no more.
 *
 *   read_bench INPUT...
 *
 * On stdout: filing rows that were read.
 */
#include "listing/inputs.h"

#include <inttypes.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    struct table table = {0};
    struct err err = {0};
    struct inputs inputs = {.path = (const char *const *)argv + 1,
                            .n_path = (size_t)argc - 1};

    if (argc < 2 || !inputs_read(&inputs, &table, &err)) {
        fprintf(stderr, "read_bench: %s\n",
                argc < 2 ? "read_bench INPUT..." : err.text);
        return 2;
    }
    printf("%" PRIu64 "\n",
           supply_total(table.supply, table.n_supply, ROW_FILING).read);
    table_release(&table);
    return 0;
}
