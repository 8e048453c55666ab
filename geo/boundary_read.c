/* Reading files, or the maps inside a zip, into outlines by their codes. */
#include "geo/boundary.h"

#include "geo/boundary_names.h"
#include "geo/boundary_own.h"
#include "geo/boundary_zip.h"

#include <stdlib.h>
#include <string.h>

struct name {
    char code[6];
    const char *text;
};

struct reading {
    struct boundaries *all;
    struct ogr_file *file;
    struct arena arena;   /* names and labels, until all is read */
    struct arena scratch; /* one row */
    const char **map;     /* labels of the maps: one, or those of a zip */
    size_t n_maps, map_cap;
    struct buf seen; /* fields of layers without codes */
    struct outline_ring *ring;
    size_t n_rings, ring_cap;
    struct name *name;
    size_t n_names, name_cap;
    size_t no_code, no_code_map; /* of the maps before, of this one */
    uint32_t polygon;            /* the last number given */
    uint32_t place;              /* of this row */
    uint32_t twice;              /* the other map with this place; 0: none */
    bool has_codes;              /* a field of them, in any map */
    bool has_polygons, map_has_polygons;
};

static void add_ring(void *to, bool outer, const struct lonlat *point, size_t n)
{
    struct reading *reading = to;
    struct boundaries *all = reading->all;
    struct place *place = &all->place[reading->place];
    struct outline_ring ring;

    reading->map_has_polygons = reading->map_has_polygons || n > 0;
    if (place->read != all->reads)
        return; /* an earlier file's polygon stands */
    reading->polygon += outer;
    outline_add_ring(&all->vertices, point, n, &ring);
    if (ring.n == 0)
        return;
    if (place->map != 0 && place->map != reading->n_maps)
        reading->twice = place->map;
    place->map = (uint32_t)reading->n_maps;
    ring.polygon = reading->polygon;
    ring.place = reading->place;
    reading->ring = mem_room(reading->ring, reading->n_rings,
                             &reading->ring_cap, sizeof(*reading->ring));
    reading->ring[reading->n_rings++] = ring;
}

static void add_name(struct reading *reading, const char code[6],
                     const char *text)
{
    /* One municipality has many rows, most of them one after another. */
    if (reading->n_names > 0) {
        struct name *last = &reading->name[reading->n_names - 1];
        if (strcmp(last->code, code) == 0 && (last->text || !text))
            return;
    }
    reading->name = mem_room(reading->name, reading->n_names,
                             &reading->name_cap, sizeof(*reading->name));
    struct name *name = &reading->name[reading->n_names++];
    memcpy(name->code, code, 6);
    name->text = text ? arena_copy(&reading->arena, text, strlen(text)) : NULL;
}

/* Two editions in one zip: none of them is the right one by itself. */
static bool given_twice(const struct reading *reading, const char *code,
                        struct err *err)
{
    return err_set(err, ERR_PLACE,
                   _("'%s' and '%s' both have the municipality %s; unzip them "
                     "and give the one that counts"),
                   reading->map[reading->twice - 1],
                   reading->map[reading->n_maps - 1], code);
}

static bool read_row(struct reading *reading,
                     const struct boundary_fields *columns, struct err *err)
{
    struct boundaries *all = reading->all;
    char code[6];

    arena_reset(&reading->scratch);
    if (!boundary_code(reading->file, columns, &reading->scratch, code)) {
        reading->no_code_map++;
        return true;
    }
    reading->place = boundary_add_place(all, code);
    if (all->place[reading->place].read == 0)
        all->place[reading->place].read = all->reads;
    add_name(reading, code,
             boundary_name(reading->file, columns, code, &reading->scratch));
    return ogr_read_rings(reading->file, add_ring, reading, err) &&
           (!reading->twice || given_twice(reading, code, err));
}

static bool read_layers(struct reading *reading, struct err *err)
{
    struct boundary_fields columns;
    bool more = true;

    for (size_t l = 0; l < ogr_layer_count(reading->file); l++) {
        if (!ogr_set_layer(reading->file, l, err))
            return false;
        if (!boundary_fields_find(reading->file, &columns)) {
            ogr_add_field_names(reading->file, &reading->seen);
            continue;
        }
        reading->has_codes = true;
        for (;;) {
            if (!ogr_read(reading->file, &more, err))
                return false;
            if (!more)
                break;
            if (!read_row(reading, &columns, err))
                return false;
        }
    }
    return true;
}

static bool read_map(void *context, const char *file, const char *label,
                     struct err *err)
{
    struct reading *reading = context;
    size_t n_names = reading->n_names;

    reading->map = mem_room(reading->map, reading->n_maps, &reading->map_cap,
                            sizeof(*reading->map));
    reading->map[reading->n_maps++] = label;
    reading->no_code_map = 0;
    reading->map_has_polygons = false;
    reading->file = ogr_open(file, err);
    bool ok = reading->file && read_layers(reading, err);
    ogr_close(reading->file);
    /* A map of something else (prefectures, offices) counts for nothing. */
    if (!reading->map_has_polygons)
        reading->n_names = n_names;
    else
        reading->no_code += reading->no_code_map;
    reading->has_polygons = reading->has_polygons || reading->map_has_polygons;
    return ok;
}

static bool check_found(const struct reading *reading, const char *path,
                        struct err *err)
{
    const char *label = reading->n_maps == 1 ? reading->map[0] : path;
    struct buf known = {0};

    if (reading->has_polygons)
        return true;
    if (reading->has_codes)
        return err_set(err, ERR_PLACE,
                       _("'%s' has no polygon with a municipality code; give "
                         "the file with the boundaries"),
                       label);
    boundary_fields_add_known(&known);
    err_set(err, ERR_PLACE,
            _("'%s' has no field with municipality codes: looked for "
              "%s, found %s; rename the field that holds them"),
            label, known.ptr,
            reading->seen.ptr ? reading->seen.ptr : _("none"));
    buf_release(&known);
    return false;
}

static int by_place(const void *a, const void *b)
{
    const struct outline_ring *x = a, *y = b;

    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static void add_to_city(struct boundaries *all, uint32_t ward)
{
    char city_code[6];

    municipality_city(all->place[ward].code, city_code);
    if (strcmp(city_code, all->place[ward].code) == 0)
        return;
    uint32_t at = boundary_add_place(all, city_code);
    struct place *city = &all->place[at];
    all->place[ward].next_ward = city->first_ward;
    city->first_ward = ward;
}

/* The rings of one place, as maps are drawn on them. */
static void add_land(struct reading *reading, const struct outline_ring *ring,
                     size_t n)
{
    struct boundaries *all = reading->all;

    uint32_t polygon = 0; /* of the last ring kept */

    land_add_place(&all->land, all->place[ring->place].code);
    for (size_t i = 0; i < n; i++) {
        const struct outline_vertex *vertex =
            all->vertices.item + ring[i].first;
        struct lonlat *point =
            arena_alloc(&reading->scratch, ring[i].n * sizeof(*point));
        for (size_t v = 0; v < ring[i].n; v++)
            point[v] = (struct lonlat){vertex[v].x / OUTLINE_UNITS_PER_DEG,
                                       vertex[v].y / OUTLINE_UNITS_PER_DEG};
        if (land_add_ring(&all->land, point, ring[i].n,
                          ring[i].polygon == polygon))
            polygon = ring[i].polygon;
    }
    arena_reset(&reading->scratch);
}

static void lay_out(struct reading *reading)
{
    struct boundaries *all = reading->all;
    struct outline_ring *ring = reading->ring;
    size_t end;

    qsort(ring, reading->n_rings, sizeof(*ring), by_place);
    for (size_t start = 0; start < reading->n_rings; start = end) {
        for (end = start; end < reading->n_rings; end++) {
            if (ring[end].place != ring[start].place)
                break;
            /* Box by box: that of an island group is mostly sea. */
            cells_add(&all->cells, outline_ring_box(&all->vertices, &ring[end]),
                      ring[end].place);
        }
        outline_init(&all->place[ring[start].place].outline, &all->vertices,
                     ring + start, end - start);
        add_land(reading, ring + start, end - start);
        add_to_city(all, ring[start].place);
    }
}

/* The numbers of this reading stay at places that got a polygon only. */
static void settle(struct boundaries *all)
{
    for (size_t i = 0; i < all->n_places; i++) {
        struct place *place = &all->place[i];
        place->map = 0;
        if (place->read == all->reads && place->outline.n_runs == 0)
            place->read = 0;
    }
}

static void add_names(const struct reading *reading,
                      struct municipalities *places, struct arena *arena)
{
    const struct boundaries *all = reading->all;

    for (size_t i = 0; i < reading->n_names; i++) {
        const struct name *name = &reading->name[i];
        struct municipality *place = municipalities_set(
            places, arena, name->code, name->text, NULL, PLACE_BOUNDARY);
        uint32_t at = boundary_find_place(all, name->code);
        if (all->place[at].outline.n_runs > 0)
            place->has_boundary = true;
    }
}

bool boundary_read(struct boundaries *all, const char *path,
                   struct municipalities *places, struct arena *arena,
                   size_t *no_code, struct err *err)
{
    struct reading reading = {.all = all};
    size_t n_vertices = all->vertices.n;

    all->reads++;
    bool ok = boundary_zip_is(path) ? boundary_zip_each(path, &reading.arena,
                                                        read_map, &reading, err)
                                    : read_map(&reading, path, path, err);
    ok = ok && check_found(&reading, path, err);
    if (ok && reading.n_rings > 0)
        lay_out(&reading);
    settle(all);
    if (ok) {
        add_names(&reading, places, arena);
        *no_code += reading.no_code;
    } else {
        all->vertices.n = n_vertices;
    }
    arena_release(&reading.arena);
    arena_release(&reading.scratch);
    buf_release(&reading.seen);
    free(reading.map);
    free(reading.ring);
    free(reading.name);
    return ok;
}
