/* Not a test: what read_given.h promises. The name has the build find it. */
#include "tests/audit/read_given.h"

#include "geo/access/mesh.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char folder[] = "/tmp/zaitaku-audit-XXXXXX";
static char paths[16][256];
static size_t n_paths;

void given_read_folder(void)
{
    cr_assert_not_null(mkdtemp(folder));
}

static int remove_one(const char *path, const struct stat *status, int type,
                      struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

void given_read_folder_gone(void)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

const char *given_read_file(const char *name, struct str bytes)
{
    char *path = paths[n_paths++ % 16];

    snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
    FILE *out = fopen(path, "wb");
    cr_assert_not_null(out);
    cr_assert_eq(fwrite(bytes.ptr, 1, bytes.len, out), bytes.len);
    cr_assert_eq(fclose(out), 0);
    return path;
}

/* ---- the world ---- */

static const struct {
    const char *code, *name, *facility, *facility_code;
    const char *town[2];
} places[4] = {
    {"25201", "湖東市", "n-1", "25201", {"一本松町", "大字沖ノ里"}},
    {"25301", "湖西町", "n-2", "25309", {"潮見ヶ丘一丁目", "潮見ヶ丘二丁目"}},
    {"27141", "河内市北区", "n-3", "27141", {"北町", "本町"}},
    {"27142", "河内市南区", "n-4", "27140", {"南町", "本町"}},
};

/* The south-west of the 4 meshes: whole cells, so that centres are known. */
static struct lonlat middle(size_t place)
{
    return (struct lonlat){136.0 + 0.1 * (double)place + 0.05, 35.05};
}

static struct lonlat mesh_point(size_t place, size_t k)
{
    struct lonlat at = middle(place);

    return (struct lonlat){at.lon_deg + 0.0125 * (double)(k % 2) + 0.001,
                           at.lat_deg + (1.0 / 120) * (double)(k / 2) + 0.001};
}

static void add_meshes(struct people *people)
{
    people->digits = 8;
    people->year[0] = 2020;
    people->n_year = 1;
    people->count =
        calloc((size_t)WORLD_MESHES * AGE_COUNT, sizeof(*people->count));
    for (size_t i = 0; i < WORLD_MESHES; i++) {
        people->mesh = mem_room(people->mesh, people->n_mesh, &people->cap_mesh,
                                sizeof(*people->mesh));
        struct people_mesh *mesh = &people->mesh[people->n_mesh++];
        *mesh = (struct people_mesh){0};
        mesh->code = mesh_at(mesh_point(i / 4, i % 4), 8);
        mesh->centre = mesh_centre(mesh->code);
        memcpy(mesh->municipality_code, places[i / 4].code, 6);
        people->count[i * AGE_COUNT + AGE_ALL] = 100;
        people->count[i * AGE_COUNT + AGE_75] = 20;
    }
}

static int mesh_in_order(const void *a, const void *b)
{
    const struct people_mesh *x = a, *y = b;

    return (x->code > y->code) - (x->code < y->code);
}

static void add_place(struct table *table, size_t i)
{
    struct lonlat at = middle(i);
    uint32_t number = table_add(table, places[i].facility);
    struct facility *facility = table->facility[number];

    memcpy(facility->municipality_code, places[i].facility_code, 6);
    facility->point = mesh_point(i, 0);
    facility->name = places[i].facility;
    municipalities_set(&table->municipalities, &table->arena, places[i].code,
                       places[i].name, NULL, PLACE_REGISTRY);
    for (size_t t = 0; t < 2; t++) {
        struct land_town town = {
            .name = places[i].town[t],
            /* West and east of the middle of its meshes. */
            .point = {at.lon_deg + 0.0125 * (double)t + 0.006, at.lat_deg},
            .radius_m = NAN};
        memcpy(town.code, places[i].code, 6);
        land_add_town(&table->land, &town);
    }
}

void world_make(struct world *world)
{
    struct table *table = &world->table;

    *world = (struct world){0};
    add_meshes(&world->people);
    qsort(world->people.mesh, WORLD_MESHES, sizeof(*world->people.mesh),
          mesh_in_order);
    for (size_t i = 0; i < 4; i++)
        add_place(table, i);
    municipalities_set(&table->municipalities, &table->arena, "27140", "河内市",
                       NULL, PLACE_REGISTRY);
    struct municipality *gone =
        municipalities_set(&table->municipalities, &table->arena, "25309",
                           "湖岸町", NULL, PLACE_REGISTRY);
    memcpy(gone->successor, "25301", 6);
    land_sort(&table->land);
}

void world_hide_codes(struct world *world)
{
    for (size_t i = 0; i < WORLD_MESHES; i++)
        world->people.mesh[i].municipality_code[0] = '\0';
}

void world_draw(struct world *world)
{
    for (size_t i = 0; i < 4; i++) {
        double west = 136.0 + 0.1 * (double)i, south = 35.0;
        struct lonlat ring[] = {{west, south},
                                {west + 0.1, south},
                                {west + 0.1, south + 0.1},
                                {west, south + 0.1},
                                {west, south}};
        land_add_place(&world->table.land, places[i].code);
        cr_assert(land_add_ring(&world->table.land, ring, 5, false));
    }
    land_sort(&world->table.land);
}

void world_release(struct world *world)
{
    regions_release(&world->regions);
    table_release(&world->table);
    free(world->people.mesh);
    free(world->people.count);
}

size_t world_mesh(size_t municipality, size_t k)
{
    struct people people = {0};
    uint64_t code = mesh_at(mesh_point(municipality, k), 8);
    size_t at = 0;

    add_meshes(&people);
    for (size_t i = 0; i < WORLD_MESHES; i++)
        at += people.mesh[i].code < code;
    free(people.mesh);
    free(people.count);
    return at;
}

/* ---- reading ---- */

void world_read(struct world *world, const struct region_file *file, size_t n,
                const char *const *own, size_t n_own)
{
    struct err err = {0};

    regions_release(&world->regions);
    cr_assert(regions_read(&world->regions, &world->table, &world->people, file,
                           n, own, n_own, &err),
              "%s", err.text);
    cr_assert_eq(err.class, ERR_NONE);
}

const struct region_set *world_read_set(struct world *world, const char *kind,
                                        const char *path, const char *name)
{
    struct region_file file = {kind, path};

    world_read(world, &file, 1, NULL, 0);
    const struct region_set *set = world_set(world, name);
    cr_assert_not_null(set, "%s", name);
    cr_assert(supply_balanced(set->supply));
    return set;
}

const char *world_refused(struct world *world, const char *kind,
                          const char *path, enum err_class class)
{
    static struct err err;
    struct region_file file = {kind, path};

    err = (struct err){0};
    regions_release(&world->regions);
    cr_assert_not(regions_read(&world->regions, &world->table, &world->people,
                               &file, 1, NULL, 0, &err));
    cr_assert_eq(err.class, class, "%s", err.text);
    return err.text;
}

const struct region_set *world_set(const struct world *world, const char *name)
{
    for (size_t i = 0; i < world->regions.n_set; i++)
        if (strcmp(world->regions.set[i].name, name) == 0)
            return &world->regions.set[i];
    return NULL;
}

const char *world_at(const struct region_set *set, size_t mesh)
{
    uint32_t region = set->of_mesh[mesh];

    return region == REGION_NONE ? "-" : set->region[region].code;
}

const char *world_of(const struct region_set *set, size_t facility)
{
    uint32_t region = set->of_facility[facility];

    return region == REGION_NONE ? "-" : set->region[region].code;
}

const struct region *world_region(const struct region_set *set,
                                  const char *code)
{
    for (size_t i = 0; i < set->n_region; i++)
        if (strcmp(set->region[i].code, code) == 0)
            return &set->region[i];
    cr_assert_fail("no region %s in %s", code, set->name);
    return NULL;
}

size_t world_aside(const struct world *world, const char *reason)
{
    size_t n = 0;

    for (size_t i = 0; i < world->regions.aside.n; i++)
        n += strcmp(world->regions.aside.item[i].reason, reason) == 0;
    return n;
}
