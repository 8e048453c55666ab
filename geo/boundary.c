#include "geo/boundary.h"

#include "geo/boundary_names.h"
#include "geo/cells.h"
#include "geo/crs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CODES 100000 /* 5 digits */

#define NONE CELLS_NONE

/* A municipality with a polygon, or a designated city that has wards. */
struct place {
    char code[6];
    uint32_t read; /* the number of the file that gave the polygon; 0: none */
    uint32_t first_ward, next_ward; /* places, NONE at the end */
    struct outline outline;
};

struct boundaries {
    struct place *place;
    size_t n_places, place_cap;
    uint32_t *at; /* place of a code, NONE when there is none */
    struct outline_vertices vertices;
    struct cells cells;
    uint32_t reads;
};

struct boundaries *boundary_open(void)
{
    struct boundaries *all = mem_alloc(sizeof(*all));

    *all = (struct boundaries){0};
    all->at = mem_alloc(CODES * sizeof(*all->at));
    memset(all->at, 0xFF, CODES * sizeof(*all->at)); /* NONE */
    cells_init(&all->cells);
    return all;
}

void boundary_close(struct boundaries *all)
{
    if (!all)
        return;
    for (size_t i = 0; i < all->n_places; i++)
        outline_release(&all->place[i].outline);
    free(all->place);
    free(all->at);
    free(all->vertices.item);
    cells_release(&all->cells);
    free(all);
}

/* NONE for text that is not 5 digits. */
static uint32_t find_place(const struct boundaries *all, const char *code)
{
    size_t number = 0;

    for (int i = 0; i < 5; i++) {
        if (code[i] < '0' || code[i] > '9')
            return NONE;
        number = number * 10 + (size_t)(code[i] - '0');
    }
    return code[5] == '\0' ? all->at[number] : NONE;
}

static uint32_t add_place(struct boundaries *all, const char *code)
{
    uint32_t at = find_place(all, code);

    if (at != NONE)
        return at;
    at = (uint32_t)all->n_places;
    all->place = mem_room(all->place, all->n_places, &all->place_cap,
                          sizeof(*all->place));
    all->place[all->n_places++] =
        (struct place){.first_ward = NONE, .next_ward = NONE};
    memcpy(all->place[at].code, code, 6);
    all->at[strtoul(code, NULL, 10)] = at;
    return at;
}

/* --- reading one file --------------------------------------------------- */

struct name {
    char code[6];
    const char *text;
};

struct reading {
    struct boundaries *all;
    struct ogr_file *file;
    struct arena arena;   /* names, until the file is read */
    struct arena scratch; /* one row */
    struct outline_ring *ring;
    size_t n_rings, ring_cap;
    struct name *name;
    size_t n_names, name_cap;
    size_t no_code;
    uint32_t polygon; /* the last number given */
    uint32_t place;   /* of this row */
    bool has_polygons;
};

static void add_ring(void *to, bool outer, const struct lonlat *point, size_t n)
{
    struct reading *reading = to;
    struct boundaries *all = reading->all;
    struct outline_ring ring;

    reading->has_polygons = reading->has_polygons || n > 0;
    if (all->place[reading->place].read != all->reads)
        return; /* an earlier file's polygon stands */
    reading->polygon += outer;
    outline_add_ring(&all->vertices, point, n, &ring);
    if (ring.n == 0)
        return;
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

static bool read_row(struct reading *reading,
                     const struct boundary_fields *columns, struct err *err)
{
    struct boundaries *all = reading->all;
    char code[6];

    arena_reset(&reading->scratch);
    if (!boundary_code(reading->file, columns, &reading->scratch, code)) {
        reading->no_code++;
        return true;
    }
    reading->place = add_place(all, code);
    if (all->place[reading->place].read == 0)
        all->place[reading->place].read = all->reads;
    add_name(reading, code,
             boundary_name(reading->file, columns, code, &reading->scratch));
    return ogr_read_rings(reading->file, add_ring, reading, err);
}

static bool read_layers(struct reading *reading, const char *path,
                        struct err *err)
{
    struct buf seen = {0}, known = {0};
    struct boundary_fields columns;
    bool ok = true, found = false, more = true;

    for (size_t l = 0; ok && l < ogr_layer_count(reading->file); l++) {
        ok = ogr_set_layer(reading->file, l, err);
        if (!ok)
            break;
        if (!boundary_fields_find(reading->file, &columns)) {
            ogr_add_field_names(reading->file, &seen);
            continue;
        }
        found = true;
        while ((ok = ogr_read(reading->file, &more, err)) && more)
            if (!(ok = read_row(reading, &columns, err)))
                break;
    }
    if (ok && !found) {
        boundary_fields_add_known(&known);
        ok = err_set(err, ERR_PLACE,
                     _("'%s' has no field with municipality codes: looked for "
                       "%s, found %s; rename the field that holds them"),
                     path, known.ptr, seen.ptr ? seen.ptr : _("none"));
    } else if (ok && !reading->has_polygons) {
        ok = err_set(err, ERR_PLACE,
                     _("'%s' has no polygon with a municipality code; give "
                       "the file with the boundaries"),
                     path);
    }
    buf_release(&seen);
    buf_release(&known);
    return ok;
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
    uint32_t at = add_place(all, city_code);
    struct place *city = &all->place[at];
    all->place[ward].next_ward = city->first_ward;
    city->first_ward = ward;
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
        add_to_city(all, ring[start].place);
    }
}

bool boundary_read(struct boundaries *all, const char *path,
                   struct municipalities *places, struct arena *arena,
                   size_t *no_code, struct err *err)
{
    struct reading reading = {.all = all};
    size_t n_vertices = all->vertices.n;
    bool ok = false;

    all->reads++;
    reading.file = ogr_open(path, err);
    if (!reading.file)
        goto done;
    ok = read_layers(&reading, path, err);
    if (ok && reading.n_rings > 0)
        lay_out(&reading);
    for (size_t i = 0; i < all->n_places; i++)
        if (all->place[i].read == all->reads &&
            all->place[i].outline.n_runs == 0)
            all->place[i].read = 0;
    if (!ok) {
        all->vertices.n = n_vertices;
        goto done;
    }
    for (size_t i = 0; i < reading.n_names; i++) {
        const struct name *name = &reading.name[i];
        struct municipality *place = municipalities_set(
            places, arena, name->code, name->text, NULL, PLACE_BOUNDARY);
        if (all->place[find_place(all, name->code)].outline.n_runs > 0)
            place->has_boundary = true;
    }
    *no_code += reading.no_code;
done:
    ogr_close(reading.file);
    arena_release(&reading.arena);
    arena_release(&reading.scratch);
    free(reading.ring);
    free(reading.name);
    return ok;
}

/* --- asking ------------------------------------------------------------- */

static bool has_outline(const struct place *place)
{
    return place->outline.n_runs > 0;
}

/* The place whose outline, or whose wards' outlines, stand for the code. */
static const struct place *resolve(const struct boundaries *all,
                                   const char *code)
{
    char city[6];
    uint32_t at = find_place(all, code);

    if (at == NONE || !has_outline(&all->place[at])) {
        if (strlen(code) != 5)
            return NULL;
        municipality_city(code, city);
        at = find_place(all, city);
    }
    if (at == NONE ||
        (!has_outline(&all->place[at]) && all->place[at].first_ward == NONE))
        return NULL;
    return &all->place[at];
}

bool boundary_has(const struct boundaries *all, const char *code)
{
    return resolve(all, code) != NULL;
}

static double outside_one_m(const struct boundaries *all,
                            const struct outline *outline, struct lonlat point)
{
    if (outline_holds(outline, &all->vertices, outline_vertex(point)))
        return 0;
    return crs_distance_m(point,
                          outline_nearest(outline, &all->vertices, point));
}

static bool is_position(struct lonlat point)
{
    return fabs(point.lon_deg) <= 180 && fabs(point.lat_deg) <= 90;
}

double boundary_outside_m(const struct boundaries *all, const char *code,
                          struct lonlat point)
{
    const struct place *place = resolve(all, code);

    if (!place || !is_position(point))
        return NAN;
    if (has_outline(place))
        return outside_one_m(all, &place->outline, point);
    double least_m = INFINITY;
    for (uint32_t w = place->first_ward; w != NONE && least_m > 0;
         w = all->place[w].next_ward)
        least_m =
            fmin(least_m, outside_one_m(all, &all->place[w].outline, point));
    return least_m;
}

const char *boundary_at(const struct boundaries *all, struct lonlat point)
{
    const char *city = NULL;

    if (!is_position(point))
        return NULL;
    struct outline_vertex at = outline_vertex(point);
    uint32_t i = cells_find(&all->cells, at);
    for (; i != NONE; i = all->cells.item[i].next) {
        const struct place *place = &all->place[all->cells.item[i].place];
        if (!outline_holds(&place->outline, &all->vertices, at))
            continue;
        if (!municipality_has_wards(place->code))
            return place->code;
        city = place->code;
    }
    return city;
}

size_t boundary_count(const struct boundaries *all)
{
    size_t n = 0;

    for (size_t i = 0; i < all->n_places; i++)
        n += has_outline(&all->place[i]);
    return n;
}
