/* The user's files of areas, one after another, and the sets they make. */
#include "audit/regions_kind.h"
#include "base/in.h"
#include "geo/boundary_zip.h"
#include "norm/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- what a file is ---- */

/* How the maps that are read begin: GeoPackage, FlatGeobuf, Shapefile. */
static bool starts_as_map(const unsigned char *start, size_t n)
{
    static const unsigned char shape[4] = {0, 0, 0x27, 0x0A};

    if (n >= 16 && memcmp(start, "SQLite format 3", 16) == 0)
        return true;
    if (n >= 8 && memcmp(start, "fgb\3fgb", 7) == 0)
        return true;
    if (n >= 4 && memcmp(start, shape, 4) == 0)
        return true;
    size_t at = n >= 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < n && strchr(" \t\r\n", start[at]) && start[at])
        at++;
    return at < n && start[at] == '{'; /* GeoJSON, TopoJSON */
}

static bool is_map_name(const char *name)
{
    static const char *const ends[] = {".shp",  ".geojson", ".json",
                                       ".gpkg", ".fgb",     ".topojson"};
    struct arena scratch = {0};
    struct str key = text_key(str_of(name), &scratch);
    bool yes = false;

    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
        yes = yes || str_ends(key, str_of(ends[i]));
    arena_release(&scratch);
    return yes;
}

/* A zip with maps in it; a workbook, which is a zip too, has none. */
static bool holds_map(const char *path, bool *yes, struct err *err)
{
    struct in_sources sources = {0};
    struct arena arena = {0};
    bool ok = in_list(path, &sources, &arena, err);

    *yes = false;
    for (size_t i = 0; ok && i < sources.n; i++)
        *yes = *yes || (sources.item[i].form == IN_ZIP_MEMBER &&
                        is_map_name(sources.item[i].member));
    free(sources.item);
    arena_release(&arena);
    return ok;
}

static bool is_map(const char *path, bool *yes, struct err *err)
{
    unsigned char start[256];
    struct stat info;
    size_t n = 0;

    /* A pipe would wait for ever; the reader of tables tells what it is. */
    *yes = false;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return true;
    if (boundary_zip_is(path))
        return holds_map(path, yes, err);
    FILE *file = fopen(path, "rb");
    if (file) {
        n = fread(start, 1, sizeof(start), file);
        fclose(file);
    }
    /* What cannot be opened is told by the reader of tables. */
    *yes = starts_as_map(start, n);
    return true;
}

/* ---- which kinds are read ---- */

static void add_kinds(const struct headings *headings, struct buf *out)
{
    for (size_t i = 0; i < headings->n_kind; i++)
        if (headings->kind[i].kind[0])
            buf_addf(out, "%s'%s'", out->len ? _(", ") : "",
                     headings->kind[i].kind);
}

static bool refuse_kind(const char *want, const char *label,
                        const struct headings *headings, struct err *err)
{
    struct buf has = {0};

    add_kinds(headings, &has);
    err_set(err, ERR_INPUT,
            _("'%s' has the areas %s, not '%s': one is never shown under the "
              "name of another; give the right file, or the kind that it has"),
            label, has.ptr ? has.ptr : _("none"), want);
    buf_release(&has);
    return false;
}

static size_t find_kind(const struct headings *headings, const char *kind)
{
    for (size_t i = 0; i < headings->n_kind; i++)
        if (strcmp(headings->kind[i].kind, kind) == 0)
            return i;
    return headings->n_kind;
}

bool regions_choose_kinds(const struct region_file *file, const char *label,
                          const struct headings *headings, size_t *use,
                          const char **called, size_t *n, struct arena *arena,
                          struct err *err)
{
    size_t neutral = find_kind(headings, "");
    const char *want =
        file->kind ? headings_kind(str_of(file->kind), arena) : NULL;

    *n = 0;
    for (size_t i = 0; i < headings->n_kind; i++) {
        const char *kind = headings->kind[i].kind;
        if (!kind[0] || (want && strcmp(kind, want) != 0))
            continue;
        use[*n] = i;
        called[(*n)++] = kind;
    }
    if (*n > 0)
        return true;
    if (want && neutral == headings->n_kind)
        return refuse_kind(want, label, headings, err);
    if (!want)
        want = headings_kind_of_file(label, arena);
    if (!want || !*want)
        return err_set(err, ERR_INPUT,
                       _("'%s' does not tell what kind its areas are of; name "
                         "it, as in --areas 二次医療圏=%s"),
                       label, label);
    use[0] = neutral;
    called[0] = want;
    *n = 1;
    return true;
}

/* ---- all files ---- */

static bool read_file(struct regions_work *work, const struct region_file *file,
                      struct err *err)
{
    struct supply *supply = &work->all->supply[work->all->n_supply++];
    bool map = false;

    supply->listing = "areas";
    supply->title = "区域の区分";
    supply->row_kind = ROW_REFERENCE;
    return is_map(file->path, &map, err) &&
           (map ? regions_map_read(work, file, supply, err)
                : regions_table_read(work, file, supply, err));
}

/* The one municipality, or city with wards, that all own ones are of. */
static const char *only_one(struct regions_work *work)
{
    const struct region_set *set = &work->all->set[0];
    char first[6] = "", city[6];

    for (size_t i = 0; i < set->n_region; i++) {
        if (!set->region[i].own)
            continue;
        municipality_city(set->region[i].code, city);
        if (first[0] && strcmp(first, city) != 0)
            return NULL;
        memcpy(first, city, 6);
    }
    return first[0] ? arena_copy(&work->scratch, first, 5) : NULL;
}

static struct place_names *open_names(struct regions_work *work)
{
    const struct region_set *set = &work->all->set[0];
    const char **here =
        arena_alloc(&work->scratch, (set->n_region + 1) * sizeof(*here));
    bool *lived = arena_alloc(&work->scratch, set->n_region + 1);
    size_t n = 0;

    for (size_t i = 0; i < work->people->n_mesh; i++)
        if (set->of_mesh[i] != REGION_NONE && work->lived[i])
            lived[set->of_mesh[i]] = true;
    for (size_t i = 0; i < set->n_region; i++)
        if (lived[i])
            here[n++] = set->region[i].code;
    return place_names_open(work->table, here, n);
}

static void release(struct regions_kinds *all)
{
    for (size_t i = 0; i < all->n; i++) {
        struct regions_kind *kind = &all->item[i];
        index_clear(&kind->index);
        tracts_release(&kind->tracts);
        buf_release(&kind->vintage);
        free(kind->area);
        free(kind->fold);
        free(kind->member);
        free(kind->town);
        free(kind->ring);
    }
    free(all->item);
    place_names_close(all->names);
}

bool regions_read_files(struct regions_work *work,
                        const struct region_file *file, size_t n_file,
                        struct err *err)
{
    struct regions_kinds all = {0};
    bool ok = true;

    if (n_file == 0)
        return true;
    all.names = open_names(work);
    all.only = only_one(work);
    work->kinds = &all;
    for (size_t i = 0; ok && i < n_file; i++)
        ok = read_file(work, &file[i], err);
    if (ok)
        regions_kinds_finish(work);
    release(&all);
    work->kinds = NULL;
    return ok;
}
