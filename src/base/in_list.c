#include "base/in.h"
#include "base/in_encoding.h"
#include "base/zipfile.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct walk {
    struct in_sources *sources;
    struct arena *arena;
    const char *root; /* real path of the folder that was named, or NULL */
    const char *const *but; /* sorted paths that are passed over */
    size_t n_but;
};

static bool add(struct walk *walk, struct in_source source)
{
    struct in_sources *all = walk->sources;

    all->item = mem_room(all->item, all->n, &all->cap, sizeof(*all->item));
    all->item[all->n++] = source;
    return true;
}

static bool is_hidden(struct str name)
{
    struct str part;

    while (str_part(&name, '/', &part))
        if ((str_starts(part, STR(".")) && part.len > 1) ||
            str_is(part, "__MACOSX"))
            return true;
    return false;
}

static bool is_workbook_name(const char *name)
{
    const char *dot = strrchr(name, '.');

    return dot &&
           (strcasecmp(dot, ".xlsx") == 0 || strcasecmp(dot, ".xlsm") == 0);
}

/* Local file header, or the end record of an empty zip. */
static bool is_zip(const char start[4])
{
    return memcmp(start, "PK\3\4", 4) == 0 || memcmp(start, "PK\5\6", 4) == 0;
}

static bool starts_as_zip(struct zipfile *zip, uint64_t index,
                          const char *label, bool *yes, struct err *err)
{
    char start[4] = "";
    size_t len = 0, got = 1;

    if (!zipfile_start(zip, index, label, err))
        return false;
    while (len < sizeof(start) && got > 0) {
        if (!zipfile_read(zip, start + len, sizeof(start) - len, &got, err))
            return false;
        len += got;
    }
    *yes = is_zip(start);
    return true;
}

static bool add_member(struct walk *walk, struct zipfile *zip, uint64_t index,
                       const struct in_source *of, struct err *err)
{
    struct in_source source = *of;
    struct zipfile_member member;
    bool inner;

    if (!zipfile_get(zip, index, walk->arena, &member, err))
        return false;
    if (member.folder || is_hidden(str_of(member.name)))
        return true;
    source.form = IN_ZIP_MEMBER;
    source.index = index;
    source.member = member.name;
    source.label = arena_format(walk->arena, "%s:%s", of->label, member.name);
    if (!starts_as_zip(zip, index, source.label, &inner, err))
        return false;
    if (inner && is_workbook_name(member.name))
        source.form = IN_WORKBOOK;
    else if (inner)
        return err_set(err, ERR_INPUT,
                       _("'%s' is refused: it is a zip inside a zip; unpack "
                         "the outer one and name the inner"),
                       source.label);
    return add(walk, source);
}

static bool add_zip(struct walk *walk, struct in_source source, struct err *err)
{
    struct zipfile *zip = zipfile_open(source.path, source.label, err);
    uint64_t index;
    bool ok = true;

    if (!zip)
        return false;
    if (zipfile_find(zip, "xl/workbook.xml", &index)) {
        source.form = IN_WORKBOOK;
        ok = add(walk, source);
    } else {
        for (uint64_t i = 0; ok && i < zipfile_count(zip); i++)
            ok = add_member(walk, zip, i, &source, err);
    }
    zipfile_close(zip);
    return ok;
}

static bool add_file(struct walk *walk, const char *path, const char *label,
                     struct err *err)
{
    struct in_source source = {
        .form = IN_PLAIN,
        .path = arena_format(walk->arena, "%s", path),
        .label = encoding_name(walk->arena, label),
    };
    char start[4] = "";
    size_t got = 0;
    struct in *in = in_open(&source, err);
    bool ok = in && in_read(in, start, sizeof(start), &got, err);

    in_close(in);
    if (!ok)
        return false;
    return is_zip(start) ? add_zip(walk, source, err) : add(walk, source);
}

/* A link is followed to a file that lies within the folder. */
static bool is_within(const struct walk *walk, const char *path)
{
    char *real = realpath(path, NULL);
    size_t len = strlen(walk->root);
    bool within = real && strncmp(real, walk->root, len) == 0 &&
                  (real[len] == '/' || len == 1);

    free(real);
    return within;
}

/* Readable entries that are not hidden, in byte order. */
static int keep_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_passed_over(const struct walk *walk, const char *path)
{
    return walk->n_but &&
           bsearch(&path, walk->but, walk->n_but, sizeof(*walk->but), by_text);
}

static bool add_folder(struct walk *walk, const char *path, const char *label,
                       int depth, struct err *err);

static bool add_entry(struct walk *walk, const char *path, const char *label,
                      int depth, struct err *err)
{
    struct stat about;

    if (is_passed_over(walk, path))
        return true;
    if (lstat(path, &about) != 0)
        return err_set(err, ERR_STORAGE, _("cannot read '%s': %s"), path,
                       strerror(errno));
    if (S_ISDIR(about.st_mode))
        return add_folder(walk, path, label, depth + 1, err);
    if (S_ISLNK(about.st_mode) &&
        (!is_within(walk, path) || stat(path, &about) != 0))
        return true;
    return S_ISREG(about.st_mode) ? add_file(walk, path, label, err) : true;
}

static bool add_folder(struct walk *walk, const char *path, const char *label,
                       int depth, struct err *err)
{
    struct dirent **entry;
    bool ok = true;

    if (depth > IN_MAX_DEPTH)
        return err_set(err, ERR_INPUT,
                       _("'%s' is refused: folders are nested deeper than %d; "
                         "name the inner folder"),
                       path, IN_MAX_DEPTH);
    int n = scandir(path, &entry, keep_visible, by_bytes);
    if (n < 0)
        return err_set(err, ERR_STORAGE, _("cannot read '%s': %s"), path,
                       strerror(errno));
    for (int i = 0; i < n; i++) {
        const char *name = entry[i]->d_name;
        ok = ok &&
             add_entry(walk, arena_format(walk->arena, "%s/%s", path, name),
                       *label ? arena_format(walk->arena, "%s/%s", label, name)
                              : name,
                       depth, err);
        free(entry[i]);
    }
    free(entry);
    return ok;
}

bool in_list_but(const char *path, const char *const *but, size_t n_but,
                 struct in_sources *sources, struct arena *arena,
                 struct err *err)
{
    struct walk walk = {
        .sources = sources, .arena = arena, .but = but, .n_but = n_but};
    struct stat about;

    if (stat(path, &about) != 0)
        return err_set(err, ERR_STORAGE, _("cannot open '%s': %s"), path,
                       strerror(errno));
    if (!S_ISDIR(about.st_mode))
        return add_file(&walk, path, in_file_name(path), err);
    char *real = realpath(path, NULL);
    walk.root = real;
    bool ok = real ? add_folder(&walk, path, "", 0, err)
                   : err_set(err, ERR_STORAGE, _("cannot open '%s': %s"), path,
                             strerror(errno));
    free(real);
    return ok;
}

bool in_list(const char *path, struct in_sources *sources, struct arena *arena,
             struct err *err)
{
    return in_list_but(path, NULL, 0, sources, arena, err);
}
