/* Not a test: an audit as text, of given.h. The name has the build find it. */
#include "given.h"

#include "base/buf.h"

struct telling {
    struct buf out;
    const struct given *given;
    int digits;
};

static void put(struct telling *telling, const char *what, double number)
{
    buf_addf(&telling->out, " %s=%.*g", what, telling->digits, number);
}

static void put_year(struct telling *telling, const struct audit_year *year)
{
    put(telling, "people", year->people);
    put(telling, "covered", year->covered);
    put(telling, "maybe", year->covered_maybe);
    put(telling, "doubtful", year->doubtful);
    put(telling, "unknown", year->unknown);
    put(telling, "mean", year->mean);
    put(telling, "median", year->median);
    put(telling, "p90", year->p90);
    put(telling, "most", year->most);
    put(telling, "10000", year->per_10000);
    put(telling, "1000", year->per_1000);
    put(telling, "municipal", year->per_10000_municipal);
    for (int k = 0; k < CATCHMENT_COUNT; k++) {
        put(telling, catchment_ids[k], year->access_mean[k]);
        put(telling, "median", year->access_median[k]);
        put(telling, "gini", year->gini[k]);
    }
    buf_add_char(&telling->out, '\n');
}

static void put_region(struct telling *telling,
                       const struct audit_region *region)
{
    size_t n_year = telling->given->people.n_year;

    buf_addf(&telling->out, "region %s meshes=%zu", region->region->code,
             region->n_mesh);
    for (size_t y = 0; y < n_year; y++) {
        put(telling, "old", region->people[y][AGE_75]);
        put(telling, "municipal", region->municipal[y][AGE_75]);
        put(telling, "care", region->care_index[y]);
    }
    for (int k = 0; k < AUDIT_INDICATORS; k++)
        buf_addf(&telling->out, " %u+%u", region->indicator[k],
                 region->indicator_unknown[k]);
    for (size_t y = 0; y < n_year; y++) {
        const struct audit_chain *chain = &region->chain[y];
        put(telling, "whole", chain->whole);
        put(telling, "maybe", chain->maybe);
        for (int l = 0; l < AUDIT_LINKS; l++) {
            put(telling, "missing", chain->missing[l]);
            put(telling, "unsure", chain->unsure[l]);
            put(telling, "no way", chain->no_data[l]);
        }
    }
    buf_add_char(&telling->out, '\n');
    for (size_t n = 0; n < telling->given->order.n_need; n++) {
        const struct audit_cell *cell = &region->cell[n];
        buf_addf(&telling->out, "%s %u %u %u unplaced=%u neighbours=%u",
                 telling->given->need[n].id, cell->yes, cell->unknown, cell->no,
                 cell->unplaced, cell->neighbours);
        put(telling, "supply", cell->supply);
        put(telling, "edge", cell->edge);
        for (size_t y = 0; y < n_year; y++)
            put_year(telling, &cell->year[y]);
    }
}

/* Meshes by code, which need not be their order. */
static void put_meshes(struct telling *telling, const struct audit_need *need)
{
    const struct given *given = telling->given;

    for (uint64_t code = GIVEN_FIRST_MESH;
         code < GIVEN_FIRST_MESH + given->people.n_mesh; code++) {
        size_t m = 0;
        while (given->people.mesh[m].code != code)
            m++;
        const struct audit_mesh *mesh = &need->mesh[m];
        buf_addf(&telling->out, "%zu %s %u%s",
                 (size_t)(code - GIVEN_FIRST_MESH),
                 mesh->nearest == NO_FACILITY
                     ? "none"
                     : given->table.facility[mesh->nearest]->id,
                 mesh->verdict, mesh->doubtful ? " doubtful" : "");
        put(telling, "cost", mesh->cost);
        put(telling, "access", (double)mesh->access);
        buf_add_char(&telling->out, '\n');
    }
}

static void put_need(struct telling *telling, const struct audit_need *need)
{
    buf_addf(&telling->out, "need %s %u %u %u %u %d\n", need->need->id,
             need->yes, need->unknown, need->no, need->unplaced, need->unread);
    for (size_t y = 0; y < telling->given->people.n_year; y++)
        put_year(telling, &need->whole[y]);
    put_meshes(telling, need);
    for (size_t g = 0; g < need->n_gap; g++) {
        buf_addf(
            &telling->out, "gap %llu %s",
            (unsigned long long)telling->given->people.mesh[need->gap[g].mesh]
                .code,
            need->gap[g].town ? need->gap[g].town : "-");
        put(telling, "people", need->gap[g].people);
        put(telling, "last", need->gap[g].people_last);
        buf_add_char(&telling->out, '\n');
    }
    for (size_t i = 0; i < need->n_site; i++) {
        buf_addf(&telling->out, "site %s", need->site[i].name);
        put(telling, "people", need->site[i].people);
        put(telling, "sum", need->site[i].sum);
    }
    for (int k = 0; k < AUDIT_LORENZ; k++)
        put(telling, "lorenz", need->lorenz[k]);
    buf_add_char(&telling->out, '\n');
}

char *given_text(const struct given *given, int digits)
{
    struct telling telling = {.given = given, .digits = digits};
    const struct audit_quality *quality = &given->audit.quality;

    for (size_t s = 0; s < given->audit.n_set; s++)
        for (size_t r = 0; r < given->audit.set[s].n_region; r++)
            put_region(&telling, &given->audit.set[s].region[r]);
    for (size_t n = 0; n < given->order.n_need; n++)
        put_need(&telling, &given->audit.need[n]);
    buf_addf(&telling.out, "quality %zu %zu %zu %zu %zu %zu",
             quality->facilities, quality->placed, quality->beyond_100_m,
             quality->own_meshes, quality->hidden_meshes, quality->no_region);
    put(&telling, "hidden", quality->hidden_people);
    for (size_t i = 0; i < quality->n_no_people; i++)
        buf_addf(&telling.out, " %s", quality->no_people[i]);
    buf_add_char(&telling.out, '\n');
    return telling.out.ptr;
}
