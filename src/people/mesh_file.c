#include "people/mesh_file.h"

#include "base/say.h"
#include "geo/boundary_zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum take { TAKE_NONE, TAKE_ROWS, TAKE_JSON, TAKE_MAP };

static const struct {
    const char *extension;
    enum take kind;
    bool named_only; /* may be anything: not looked for in a folder */
} extensions[] = {
    {".csv", TAKE_ROWS, false}, {".txt", TAKE_ROWS, false},
    {".tsv", TAKE_ROWS, false}, {".dbf", TAKE_MAP, false},
    {".shp", TAKE_MAP, false},  {".geojson", TAKE_JSON, false},
    {".gpkg", TAKE_MAP, false}, {".fgb", TAKE_MAP, false},
    {".json", TAKE_JSON, true},
};

static const char *extension_of(const char *name)
{
    const char *dot = strrchr(in_file_name(name), '.');

    return dot ? dot : "";
}

static enum take take_of(const char *name, bool named)
{
    for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
        if (strcasecmp(extension_of(name), extensions[i].extension) == 0)
            return extensions[i].named_only && !named ? TAKE_NONE
                                                      : extensions[i].kind;
    /* What somebody names is looked at, whatever it is called. */
    return named ? TAKE_ROWS : TAKE_NONE;
}

struct visit {
    struct arena *arena;
    bool (*read)(void *context, const struct mesh_file *file, bool *known,
                 struct err *err);
    void *context;
    const char *zip; /* while a zip's maps are read */
    bool named;      /* the path is a file or a zip */
    size_t n_known;
};

/* The table beside a .shp has all that is asked for; NULL when it is not
 * there. */
static const char *table_beside(const char *shape, struct arena *arena)
{
    static const char *const tables[] = {".dbf", ".DBF"};
    int stem = (int)(extension_of(shape) - shape);

    for (size_t i = 0; i < 2; i++) {
        const char *path =
            arena_format(arena, "%.*s%s", stem, shape, tables[i]);
        if (access(path, F_OK) == 0)
            return path;
    }
    return NULL;
}

static bool is_shape(const char *path)
{
    return strcasecmp(extension_of(path), ".shp") == 0;
}

static bool visit_file(struct visit *visit, const struct mesh_file *file,
                       struct err *err)
{
    bool known = false;

    if (!visit->read(visit->context, file, &known, err))
        return false;
    visit->n_known += known;
    if (!known && !visit->named)
        say_warn(_("'%s' is passed over: it is no population mesh"),
                 file->label);
    return true;
}

/* Text is read where it lies, be it in a zip. */
static bool visit_source(struct visit *visit, enum take kind,
                         const struct in_source *source, struct err *err)
{
    return visit_file(visit,
                      &(struct mesh_file){
                          .label = source->label,
                          .path = source->path,
                          .member = source->member,
                          .rows = kind == TAKE_ROWS ? source : NULL,
                          .json = kind == TAKE_JSON ? source : NULL,
                      },
                      err);
}

/* ---- in a zip ---- */

static bool visit_map_of_zip(void *context, const char *file, const char *label,
                             struct err *err)
{
    struct visit *visit = context;
    const char *beside =
        is_shape(file) ? table_beside(file, visit->arena) : NULL;
    const char *member = strchr(label, ':');

    return visit_file(visit,
                      &(struct mesh_file){
                          .label = label,
                          .path = visit->zip,
                          .member = member ? member + 1 : NULL,
                          .map = beside ? beside : file,
                      },
                      err);
}

/* n sources of one zip: its texts; else its maps, which are unpacked. */
static bool visit_zip(struct visit *visit, const struct in_source *source,
                      size_t n, struct err *err)
{
    size_t known = visit->n_known;
    bool maps = false;

    for (size_t i = 0; i < n; i++) {
        enum take kind = source[i].form == IN_ZIP_MEMBER
                             ? take_of(source[i].member, false)
                             : TAKE_NONE;
        maps |= kind == TAKE_MAP;
        if ((kind == TAKE_ROWS || kind == TAKE_JSON) &&
            !visit_source(visit, kind, &source[i], err))
            return false;
    }
    if (visit->n_known > known || !maps)
        return true;
    visit->zip = source->path;
    if (boundary_zip_each(source->path, visit->arena, visit_map_of_zip, visit,
                          err))
        return true;
    if (err->class == ERR_PLACE)
        err->class = ERR_INPUT;
    return false;
}

/* ---- on disk ---- */

static bool visit_plain(struct visit *visit, const struct in_source *source,
                        struct err *err)
{
    enum take kind = source->form == IN_PLAIN
                         ? take_of(source->path, visit->named)
                         : TAKE_NONE;
    struct mesh_file file = {.label = source->label, .path = source->path};

    if (kind == TAKE_NONE)
        return true;
    if (kind != TAKE_MAP)
        return visit_source(visit, kind, source, err);
    const char *beside = is_shape(source->path)
                             ? table_beside(source->path, visit->arena)
                             : NULL;
    /* In a folder the table is a source of its own. */
    if (beside && !visit->named)
        return true;
    file.map = beside ? beside : source->path;
    file.path = file.map;
    return visit_file(visit, &file, err);
}

static bool visit_all(struct visit *visit, const struct in_sources *all,
                      struct err *err)
{
    for (size_t i = 0, n; i < all->n; i += n) {
        const struct in_source *source = &all->item[i];
        n = 1;
        if (source->form != IN_ZIP_MEMBER) {
            if (!visit_plain(visit, source, err))
                return false;
            continue;
        }
        while (i + n < all->n && strcmp(source[n].path, source->path) == 0)
            n++;
        if (!visit_zip(visit, source, n, err))
            return false;
    }
    return true;
}

bool mesh_file_each(const char *path, struct arena *arena,
                    bool (*read)(void *context, const struct mesh_file *file,
                                 bool *known, struct err *err),
                    void *context, struct err *err)
{
    struct in_sources all = {0};
    struct stat about;
    struct visit visit = {
        .arena = arena,
        .read = read,
        .context = context,
        .named = stat(path, &about) == 0 && !S_ISDIR(about.st_mode),
    };
    bool ok = in_list(path, &all, arena, err) && visit_all(&visit, &all, err);

    if (ok && visit.n_known == 0)
        ok = err_set(err, ERR_INPUT,
                     _("'%s' is no population mesh: looked for the columns "
                       "MESH_ID and PTN_2025 of 国土数値情報, or KEY_CODE and "
                       "HTKSYORI of the census; give such a file"),
                     path);
    free(all.item);
    return ok;
}

bool mesh_file_form(const struct mesh_file *file, struct arena *arena,
                    struct form *form, bool *known, struct err *err)
{
    return file->rows   ? mesh_rows_form(file, arena, form, known, err)
           : file->json ? mesh_json_form(file, form, known, err)
                        : mesh_map_form(file, form, known, err);
}

bool mesh_file_read(const struct mesh_file *file, struct mesh_reading *reading,
                    struct err *err)
{
    return file->rows   ? mesh_rows_read(file, reading, err)
           : file->json ? mesh_json_read(file, reading, err)
                        : mesh_map_read(file, reading, err);
}
