/* Not a test: what published.h promises. The name has the build find it. */
#include "published.h"

#include "base/str.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct published published_rows(const char *name, size_t n_column)
{
    struct published rows = {0};
    char path[512], line[512];

    snprintf(path, sizeof(path), "%s/tests/audit/%s", SOURCE_DIR, name);
    FILE *file = fopen(path, "r");
    cr_assert(file, "%s", path);
    while (fgets(line, sizeof(line), file)) {
        struct str rest = str_trim(str_of(line)), part;
        if (rest.len == 0 || line[0] == '#')
            continue;
        cr_assert_lt(rows.n, (size_t)32);
        double *row = rows.item[rows.n++];
        for (size_t c = 0; c < n_column; c++) {
            cr_assert(str_part(&rest, ',', &part), "%s", line);
            row[c] = NAN;
            cr_assert(part.len == 0 || str_number(part, &row[c]), "%s", line);
        }
    }
    fclose(file);
    return rows;
}
