/* Facilities without a place: they may be next door. */
#include "cmd/near_finding.h"

#include <stdlib.h>
#include <string.h>

/* The municipalities of facilities around the home, sorted, each once. */
struct codes {
    char (*item)[6];
    size_t n;
};

static int by_code(const void *a, const void *b)
{
    return strcmp(a, b);
}

static struct codes codes_around(const struct store_spots *spots)
{
    struct codes codes = {mem_alloc((spots->n + 1) * sizeof(*codes.item)), 0};
    size_t n = 0;

    for (size_t i = 0; i < spots->n; i++) {
        const char *code = spots->item[i].municipality_code;
        if (code[0] && (!n || strcmp(codes.item[n - 1], code) != 0))
            memcpy(codes.item[n++], code, 6);
    }
    qsort(codes.item, n, sizeof(*codes.item), by_code);
    for (size_t i = 0; i < n; i++)
        if (!codes.n || strcmp(codes.item[codes.n - 1], codes.item[i]) != 0)
            memmove(codes.item[codes.n++], codes.item[i], 6);
    return codes;
}

/* It may be here too when nobody knows where it is. */
static bool is_around(const struct codes *codes, const char *code)
{
    return !code[0] || bsearch(code, codes->item, codes->n,
                               sizeof(*codes->item), by_code) != NULL;
}

/* Of the home's ward too when only the city is known. */
static bool is_home(const struct near_found *found, const char *code)
{
    char city[6];

    if (!found->home.code[0])
        return false;
    municipality_city(found->home.code, city);
    return strcmp(code, found->home.code) == 0 || strcmp(code, city) == 0;
}

/* Without a municipality of the home, all those around are listed. */
void near_judge_unplaced(struct near_found *found,
                         const struct store_spots *around,
                         const struct store_spots *unplaced)
{
    struct codes codes = codes_around(around);

    for (size_t i = 0; i < unplaced->n; i++) {
        const char *code = unplaced->item[i].municipality_code;
        struct near_result result = near_result_of(found, &unplaced->item[i]);
        bool home = is_home(found, code);
        if (result.state == NEED_ELSE || (!home && !is_around(&codes, code)))
            continue;
        if (result.state == NEED_NO && home)
            near_list_add(&found->not_filed, &result);
        else if (result.state == NEED_NO)
            continue;
        else if (home || !found->home.code[0])
            near_list_add(&found->unplaced, &result);
        else
            near_list_add(&found->unplaced_around, &result);
    }
    free(codes.item);
}
