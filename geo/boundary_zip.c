#include "geo/boundary_zip.h"

#include "base/buf.h"
#include "base/in.h"
#include "base/out.h"
#include "base/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind { KIND_NONE, KIND_FILE, KIND_SHAPE, KIND_JSON, KIND_COUNT };

static const struct {
    const char *extension;
    enum kind kind;
} maps[] = {
    {".geojson", KIND_FILE}, {".topojson", KIND_FILE}, {".gpkg", KIND_FILE},
    {".fgb", KIND_FILE},     {".shp", KIND_SHAPE},     {".json", KIND_JSON},
};
#define MAPS (sizeof(maps) / sizeof(*maps))

/* What stands beside a .shp. */
static const struct {
    const char *extension;
    bool needed;
} beside[] = {{".shx", true}, {".dbf", true}, {".prj", false}, {".cpg", false}};
#define BESIDE (sizeof(beside) / sizeof(*beside))

/* Our names of the unpacked files begin so. */
#define STEM "/map"

struct unpacking {
    struct in_sources all;
    struct arena *arena; /* labels */
    struct scratch *scratch;
};

bool boundary_zip_is(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    char start[4] = "";
    struct stat about;
    bool zip =
        fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode) &&
        read(fd, start, sizeof(start)) == (ssize_t)sizeof(start) &&
        (memcmp(start, "PK\3\4", 4) == 0 || memcmp(start, "PK\5\6", 4) == 0);

    if (fd >= 0)
        close(fd);
    return zip;
}

/* ".shp" and what follows nothing more; "" when there is none. */
static struct str extension_of(const char *path)
{
    const char *dot = strrchr(in_file_name(path), '.');

    return str_of(dot ? dot : "");
}

static struct str stem_of(const char *path)
{
    return (struct str){path, strlen(path) - extension_of(path).len};
}

/* The place in maps[] of a member, MAPS when it is no map. */
static size_t form_of(const struct in_source *source)
{
    size_t form = 0;

    if (!source->member)
        return MAPS;
    while (form < MAPS && strcasecmp(extension_of(source->member).ptr,
                                     maps[form].extension) != 0)
        form++;
    return form;
}

static enum kind kind_of(const struct in_source *source)
{
    size_t form = form_of(source);

    return form < MAPS ? maps[form].kind : KIND_NONE;
}

static enum kind choose(const struct in_sources *all)
{
    size_t n[KIND_COUNT] = {0};

    for (size_t i = 0; i < all->n; i++)
        n[kind_of(&all->item[i])]++;
    if (n[KIND_FILE] == 1 || (n[KIND_FILE] > 0 && n[KIND_SHAPE] == 0))
        return KIND_FILE;
    if (n[KIND_SHAPE] > 0)
        return KIND_SHAPE;
    return n[KIND_JSON] > 0 ? KIND_JSON : KIND_NONE;
}

static bool no_map(const char *path, const struct in_sources *all,
                   struct err *err)
{
    struct buf known = {0}, found = {0};

    for (size_t i = 0; i < MAPS; i++)
        buf_addf(&known, "%s%s", i ? ", " : "", maps[i].extension);
    for (size_t i = 0; i < all->n && i < 3; i++) {
        const struct in_source *other = &all->item[i];
        buf_addf(&found, "%s%s", i ? ", " : "",
                 other->member ? other->member : other->label);
    }
    if (all->n > 3)
        buf_add_text(&found, ", ...");
    err_set(err, ERR_PLACE,
            _("'%s' holds no map: looked for %s, found %s; give the zip with "
              "the boundaries"),
            path, known.ptr, found.ptr ? found.ptr : _("none"));
    buf_release(&known);
    buf_release(&found);
    return false;
}

/* ---- unpacking ---- */

static bool cannot_keep(const char *label, struct err *err)
{
    return err_set(err, ERR_STORAGE,
                   _("cannot keep '%s' in a temporary file: %s"), label,
                   strerror(errno));
}

static bool copy(struct in *in, int fd, const char *label, struct err *err)
{
    char bytes[65536];
    size_t got = 1;

    while (got > 0) {
        if (!in_read(in, bytes, sizeof(bytes), &got, err))
            return false;
        if (!out_put(fd, (struct str){bytes, got}))
            return cannot_keep(label, err);
    }
    return true;
}

static bool unpack(const struct in_source *source, const char *to,
                   struct err *err)
{
    struct in *in = in_open(source, err);
    bool ok = false;

    if (!in)
        return false;
    int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        cannot_keep(source->label, err);
    } else {
        ok = copy(in, fd, source->label, err);
        /* A network share may tell only here that it is full. */
        if (close(fd) != 0 && ok)
            ok = cannot_keep(source->label, err);
    }
    in_close(in);
    return ok;
}

/* N03.shp is one with n03.DBF of the same folder. */
static const struct in_source *find_beside(const struct in_sources *all,
                                           const char *member,
                                           const char *extension)
{
    struct str stem = stem_of(member);

    for (size_t i = 0; i < all->n; i++) {
        const char *other = all->item[i].member;
        if (other && stem_of(other).len == stem.len &&
            strncasecmp(other, member, stem.len) == 0 &&
            strcasecmp(extension_of(other).ptr, extension) == 0)
            return &all->item[i];
    }
    return NULL;
}

static bool unpack_beside(struct unpacking *unpacking,
                          const struct in_source *shape, struct err *err)
{
    const char *folder = scratch_path(unpacking->scratch);

    for (size_t i = 0; i < BESIDE; i++) {
        const char *extension = beside[i].extension;
        const struct in_source *source =
            find_beside(&unpacking->all, shape->member, extension);
        if (!source && beside[i].needed)
            return err_set(err, ERR_PLACE,
                           _("'%s' is not complete: the zip has no %s file of "
                             "the same name; get it again from its publisher"),
                           shape->label, extension);
        if (source && !unpack(source,
                              arena_format(unpacking->arena, "%s" STEM "%s",
                                           folder, extension),
                              err))
            return false;
    }
    return true;
}

/* ---- reading ---- */

/*
 * Whoever reads the file names it by the path that it has for a moment, GDAL
 * in its own words too; people know it by its label.
 */
static void name_by_label(struct err *err, const char *file, const char *label)
{
    struct str from = stem_of(file), to = stem_of(label);
    struct str rest = str_of(err->text);
    struct buf text = {0};
    size_t at;

    while ((at = str_find(rest, from)) != SIZE_MAX) {
        buf_add_str(&text, str_cut(rest, 0, at));
        buf_add_str(&text, to);
        rest = str_cut(rest, at + from.len, SIZE_MAX);
    }
    buf_add_str(&text, rest);
    err_set(err, err->class, "%s", text.ptr);
    buf_release(&text);
}

static bool read_one(struct unpacking *unpacking,
                     const struct in_source *source,
                     bool (*read)(void *context, const char *file,
                                  const char *label, struct err *err),
                     void *context, struct err *err)
{
    unpacking->scratch = scratch_open(err);
    if (!unpacking->scratch)
        return false;
    const char *file = arena_format(unpacking->arena, "%s" STEM "%s",
                                    scratch_path(unpacking->scratch),
                                    maps[form_of(source)].extension);
    bool ok =
        unpack(source, file, err) && (kind_of(source) != KIND_SHAPE ||
                                      unpack_beside(unpacking, source, err));
    if (ok) {
        ok = read(context, file, source->label, err);
        if (!ok)
            name_by_label(err, file, source->label);
    }
    scratch_close(unpacking->scratch);
    return ok;
}

bool boundary_zip_each(const char *path, struct arena *arena,
                       bool (*read)(void *context, const char *file,
                                    const char *label, struct err *err),
                       void *context, struct err *err)
{
    struct unpacking unpacking = {.arena = arena};
    bool ok = in_list(path, &unpacking.all, arena, err);
    enum kind kind = ok ? choose(&unpacking.all) : KIND_NONE;

    if (ok && kind == KIND_NONE)
        ok = no_map(path, &unpacking.all, err);
    for (size_t i = 0; ok && i < unpacking.all.n; i++)
        if (kind_of(&unpacking.all.item[i]) == kind)
            ok = read_one(&unpacking, &unpacking.all.item[i], read, context,
                          err);
    /* A zip that is refused is a boundary file that is refused. */
    if (!ok && err->class == ERR_INPUT)
        err->class = ERR_PLACE;
    free(unpacking.all.item);
    return ok;
}
