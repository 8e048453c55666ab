/* The store's point layers: extents, and R-trees made from sorted points. */
#include "output/gpkg.h"
#include "output/store_saving.h"

#include <stdlib.h>

static bool add_layer(struct saving *saving, const char *name,
                      const char *title, struct gpkg_place *point, size_t n,
                      struct err *err)
{
    struct gpkg_layer layer = {name, title, PROFESSIONAL_ONLY, saving->created};

    return gpkg_add_layer(saving->db, &layer, point, n, err);
}

bool declare_layers(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    size_t room = table->n_facility > table->n_candidate ? table->n_facility
                                                         : table->n_candidate;
    struct gpkg_place *point = mem_alloc((room + 1) * sizeof(*point));
    size_t n = 0;
    bool ok;

    for (size_t i = 0; i < table->n_facility; i++)
        if (lonlat_known(table->facility[i]->point))
            point[n++] =
                (struct gpkg_place){(int64_t)i + 1, table->facility[i]->point};
    ok = add_layer(saving, "facilities", "施設", point, n, err);
    for (size_t i = 0; i < table->n_candidate; i++)
        point[i] =
            (struct gpkg_place){(int64_t)i + 1, table->candidate[i].point};
    ok = ok && add_layer(saving, "positions", "公表された位置", point,
                         table->n_candidate, err);
    free(point);
    return ok;
}
