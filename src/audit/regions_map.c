/* Areas as polygons: GeoJSON, GeoPackage, Shapefile, FlatGeobuf, or a zip. */
#include "audit/regions_kind.h"
#include "base/in.h"
#include "geo/boundary_zip.h"
#include "geo/ogr.h"
#include "norm/code.h"
#include "norm/date.h"
#include "norm/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ring {
    bool outer;
    struct lonlat *point;
    size_t n;
};

struct map_reading {
    struct regions_work *work;
    const struct region_file *file;
    struct supply *supply;
    struct ogr_file *map;
    struct headings headings;
    size_t use[HEADINGS_KINDS], kind[HEADINGS_KINDS];
    size_t n_use;
    struct ring *ring; /* of one feature */
    size_t n_ring, cap_ring;
    struct arena scratch; /* one feature */
    struct buf seen;      /* fields of layers that name no area */
    bool named;           /* any layer does */
    size_t line;
};

/* ---- features ---- */

/* Closed, and in the run's memory: the outline is drawn by it. */
static void take_ring(void *to, bool outer, const struct lonlat *point,
                      size_t n)
{
    struct map_reading *reading = to;

    if (n < 3)
        return;
    bool open = memcmp(&point[0], &point[n - 1], sizeof(*point)) != 0;
    struct lonlat *copy =
        arena_alloc(&reading->work->scratch, (n + open) * sizeof(*copy));
    memcpy(copy, point, n * sizeof(*copy));
    if (open)
        copy[n] = point[0];
    reading->ring = mem_room(reading->ring, reading->n_ring, &reading->cap_ring,
                             sizeof(*reading->ring));
    reading->ring[reading->n_ring++] = (struct ring){outer, copy, n + open};
}

static void add_rings(struct map_reading *reading, struct regions_kind *kind,
                      uint32_t area)
{
    for (size_t i = 0; i < reading->n_ring; i++) {
        const struct ring *ring = &reading->ring[i];
        if (!tracts_add_ring(&kind->tracts, area, ring->outer, ring->point,
                             ring->n))
            continue;
        kind->ring = mem_room(kind->ring, kind->n_ring, &kind->cap_ring,
                              sizeof(*kind->ring));
        kind->ring[kind->n_ring] =
            (struct kind_ring){area, ring->point, ring->n, kind->n_ring};
        kind->n_ring++;
    }
}

static struct str field_at(struct map_reading *reading, int field)
{
    unsigned met = 0;

    return text_clean(ogr_get_text(reading->map, field, &reading->scratch),
                      &reading->scratch, &met);
}

/* The prefecture that the feature tells by its name, or by the code of its
 * municipality. */
static const char *prefecture_of(struct map_reading *reading, const char *code)
{
    struct str name = field_at(reading, reading->headings.prefecture);
    const char *two =
        name.len ? prefecture_code(str_keep(&reading->scratch, name)) : NULL;

    return two ? prefecture_name(two) : code ? prefecture_name(code) : NULL;
}

static void set_aside(struct map_reading *reading, const char *reason)
{
    struct str text = STR("");

    for (size_t k = 0; k < reading->n_use && !text.len; k++) {
        const struct headings_kind *heading =
            &reading->headings.kind[reading->use[k]];
        text = field_at(reading, heading->name);
        if (!text.len)
            text = field_at(reading, heading->code);
    }
    reading->supply->rows.set_aside++;
    regions_set_aside(reading->work, reading->supply->label, reading->line,
                      reason, text);
}

static void read_feature(struct map_reading *reading)
{
    const struct headings *headings = &reading->headings;
    char code[6], city[6];
    bool has_code = code_municipality(
        text_ascii(field_at(reading, headings->code), &reading->scratch), code);
    size_t named = 0;
    bool apart = false;

    if (has_code)
        municipality_city(regions_today(reading->work->table, code), city);
    for (size_t k = 0; k < reading->n_use; k++) {
        const struct headings_kind *heading = &headings->kind[reading->use[k]];
        struct regions_kind *kind =
            &reading->work->kinds->item[reading->kind[k]];
        struct kind_area said = {
            .code = field_at(reading, heading->code),
            .name = field_at(reading, heading->name),
            .prefecture = prefecture_of(reading, has_code ? code : NULL),
            .city = has_code ? city : NULL};
        if (!said.code.len && !said.name.len)
            continue;
        named++;
        regions_kind_vintage(kind, field_at(reading, headings->vintage));
        add_rings(reading, kind,
                  regions_kind_area(reading->work, kind, &said, &apart));
    }
    if (named)
        reading->supply->rows.kept++;
    else
        set_aside(reading, N_("the outline names no area"));
}

static bool read_features(struct map_reading *reading, struct err *err)
{
    bool more = true;

    for (reading->line = 1;; reading->line++) {
        arena_reset(&reading->scratch);
        reading->n_ring = 0;
        if (!ogr_read(reading->map, &more, err))
            return false;
        if (!more)
            return true;
        reading->supply->rows.read++;
        if (!ogr_read_rings(reading->map, take_ring, reading, err))
            return false;
        if (reading->n_ring == 0)
            set_aside(reading, N_("the row has no polygon"));
        else
            read_feature(reading);
    }
}

/* ---- layers ---- */

static void find_headings(struct map_reading *reading)
{
    struct arena *arena = &reading->work->all->arena;
    size_t n = ogr_field_count(reading->map);
    struct str *name = arena_alloc(arena, (n + 1) * sizeof(*name));

    for (size_t i = 0; i < n; i++)
        name[i] = ogr_field_label(reading->map, (int)i, arena);
    headings_find(name, n, true, &reading->headings, arena);
}

static bool choose(struct map_reading *reading, struct err *err)
{
    struct regions_work *work = reading->work;
    const char *called[HEADINGS_KINDS];

    if (!regions_choose_kinds(reading->file, reading->supply->label,
                              &reading->headings, reading->use, called,
                              &reading->n_use, &work->all->arena, err))
        return false;
    for (size_t k = 0; k < reading->n_use; k++)
        reading->kind[k] =
            (size_t)(regions_kind_get(work, called[k], reading->supply) -
                     work->kinds->item);
    return true;
}

static void add_seen(struct map_reading *reading)
{
    for (size_t i = 0; i < ogr_field_count(reading->map); i++) {
        if (reading->seen.len)
            buf_add_text(&reading->seen, _(", "));
        buf_add_str(&reading->seen,
                    ogr_field_label(reading->map, (int)i, &reading->scratch));
    }
}

static bool read_layers(struct map_reading *reading, struct err *err)
{
    for (size_t l = 0; l < ogr_layer_count(reading->map); l++) {
        if (!ogr_set_layer(reading->map, l, err))
            return false;
        find_headings(reading);
        if (reading->headings.n_kind == 0) {
            add_seen(reading);
            continue;
        }
        reading->named = true;
        if (!choose(reading, err) || !read_features(reading, err))
            return false;
    }
    return true;
}

static bool read_map(void *context, const char *path, const char *label,
                     struct err *err)
{
    struct map_reading *reading = context;

    (void)label;
    reading->map = ogr_open(path, err);
    bool ok = reading->map && read_layers(reading, err);
    ogr_close(reading->map);
    reading->map = NULL;
    return ok;
}

static bool check_found(const struct map_reading *reading, struct err *err)
{
    const char *label = reading->supply->label;

    if (!reading->named)
        return err_set(err, ERR_INPUT,
                       _("'%s' has no field that names an area: looked for "
                         "name, 名称, area_name, 圏域名, 二次医療圏名 ..., "
                         "found %s; rename the field that holds the names"),
                       label,
                       reading->seen.ptr ? reading->seen.ptr : _("none"));
    if (reading->supply->rows.kept == 0)
        return err_set(err, ERR_INPUT,
                       _("'%s' has no polygon of an area; give the file with "
                         "the outlines"),
                       label);
    return true;
}

/* 国土数値情報 names its editions: A38-20 is of fiscal 2020. */
static void find_date(struct map_reading *reading)
{
    struct arena *arena = &reading->work->all->arena;
    const char *label = reading->supply->label, *a38 = strstr(label, "A38-");
    char iso[11];

    if (date_in_name(str_of(label), iso))
        reading->supply->as_of = arena_copy(arena, iso, 10);
    if (!a38 || strspn(a38 + 4, "0123456789") != 2)
        return;
    const char *year = arena_format(arena, "20%.2s年度", a38 + 4);
    for (size_t k = 0; k < reading->work->kinds->n; k++) {
        struct regions_kind *kind = &reading->work->kinds->item[k];
        if (kind->supply == reading->supply && kind->vintage.len == 0)
            regions_kind_vintage(kind, str_of(year));
    }
}

bool regions_map_read(struct regions_work *work, const struct region_file *file,
                      struct supply *supply, struct err *err)
{
    struct map_reading reading = {.work = work, .file = file, .supply = supply};
    struct arena *arena = &work->all->arena;

    supply->label = str_keep(arena, str_of(in_file_name(file->path)));
    supply->path = str_keep(arena, str_of(file->path));
    bool ok =
        in_sha256(file->path, supply->sha256, err) &&
        (boundary_zip_is(file->path)
             ? boundary_zip_each(file->path, arena, read_map, &reading, err)
             : read_map(&reading, file->path, supply->label, err)) &&
        check_found(&reading, err);
    if (ok)
        find_date(&reading);
    free(reading.ring);
    buf_release(&reading.seen);
    arena_release(&reading.scratch);
    return ok;
}
