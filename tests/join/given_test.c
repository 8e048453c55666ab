/* Not a test: what given.h promises. The name has the build find it. */
#include "join/given.h"

#include "base/say.h"
#include "geo/crs.h"
#include "join/place.h"
#include "listing/inputs.h"

#include <criterion/criterion.h>

#define SAMPLES SOURCE_DIR "/samples/"

struct datums {
    struct crs_change *change[8];
    size_t n;
};

static bool move_point(void *context, struct lonlat *point, double *error_m)
{
    struct err err;

    return crs_move(context, point, error_m, &err);
}

static bool open_datum(void *context, const char *crs, struct datum_move *datum,
                       struct err *err)
{
    struct datums *datums = context;
    struct crs_change *change = crs_open(crs, err);

    if (!change)
        return false;
    datums->change[datums->n++] = change;
    if (!crs_is_same(change))
        *datum = (struct datum_move){change, move_point};
    return true;
}

void given_samples(struct table *table)
{
    static const char *const path[] = {SAMPLES "navii", SAMPLES "kaigo",
                                       SAMPLES "local"};
    struct datums datums = {0};
    struct inputs inputs = {.path = path,
                            .n_path = 3,
                            .open_datum = open_datum,
                            .context = &datums};
    struct err err = {0};

    say_quiet(true);
    cr_assert(inputs_read_places(SAMPLES "mt_city_all.csv", table, &err), "%s",
              err.text);
    cr_assert(inputs_read(&inputs, table, &err), "%s", err.text);
    for (size_t i = 0; i < datums.n; i++)
        crs_close(datums.change[i]);
    place_settle(table, NULL);
}
