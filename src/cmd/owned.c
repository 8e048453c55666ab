#include "cmd/owned.h"

#include "base/out.h"
#include "output/manifest.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_MANIFEST ((size_t)256 << 20)

struct owned {
    const char *out;
    const char **name; /* "resident/25201/map.kml", sorted */
    size_t n, cap;
    struct arena arena;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add(struct owned *owned, const char *name)
{
    owned->name =
        mem_room(owned->name, owned->n, &owned->cap, sizeof(*owned->name));
    owned->name[owned->n++] = name;
}

/* `folder` is "" or ends in '/'. */
static void add_manifest(struct owned *owned, const char *folder,
                         const char *edition)
{
    struct manifest_read manifest;
    struct str json;
    struct err ignored;
    char *name = arena_format(&owned->arena, "%smanifest.json", folder);

    if (!out_read_back(owned->out, name, MAX_MANIFEST, &owned->arena, &json,
                       &ignored) ||
        !manifest_parse(json, name, &manifest, &owned->arena, &ignored) ||
        strcmp(manifest.edition, edition) != 0)
        return;
    add(owned, name);
    for (size_t i = 0; i < manifest.n_file; i++)
        add(owned,
            arena_format(&owned->arena, "%s%s", folder, manifest.file[i].name));
}

static struct owned *begin(const char *out)
{
    struct owned *owned = mem_alloc(sizeof(*owned));

    *owned = (struct owned){.out = out};
    return owned;
}

static struct owned *sorted(struct owned *owned)
{
    if (owned->n)
        qsort(owned->name, owned->n, sizeof(*owned->name), by_name);
    return owned;
}

struct owned *owned_open(const char *out)
{
    struct owned *owned = begin(out);

    add_manifest(owned, "resident/", "resident");
    add_manifest(owned, "professional/", "professional");
    add_manifest(owned, "staff/", "staff");
    return sorted(owned);
}

bool owned_has(const struct owned *owned, const char *name)
{
    return owned->n &&
           bsearch(&name, owned->name, owned->n, sizeof(*owned->name), by_name);
}

void owned_close(struct owned *owned)
{
    free(owned->name);
    arena_release(&owned->arena);
    free(owned);
}

static bool is_owned(void *context, const char *name, struct err *err)
{
    const struct owned *owned = context;

    if (owned_has(owned, name))
        return true;
    return err_set(err, ERR_STORAGE,
                   _("'%s/%s' was not made by zaitaku and would be lost; move "
                     "it away, or choose another folder"),
                   owned->out, name);
}

/* Take the last part off an absolute path; "/" stays. */
static void drop_last(char *path)
{
    char *slash = strrchr(path, '/');

    slash[slash == path] = '\0';
}

/*
 * Where a path would lie, also one that is not there yet: the longest part
 * that exists with its links followed, then the rest by name. False when it
 * cannot be told.
 */
static bool resolve(const char *path, char whole[PATH_MAX])
{
    char text[PATH_MAX];
    int n = snprintf(text, sizeof(text), "%s", path);
    struct str rest = {text, 0}, part;

    if (n < 0 || (size_t)n >= sizeof(text) ||
        !realpath(*path == '/' ? "/" : ".", whole))
        return false;
    rest.len = (size_t)n;
    while (str_part(&rest, '/', &part)) {
        size_t len = strlen(whole);
        char next[PATH_MAX];
        if (part.len == 0 || str_is(part, "."))
            continue;
        if (str_is(part, "..")) {
            drop_last(whole);
            continue;
        }
        if (len + part.len + 2 > sizeof(next))
            return false;
        n = snprintf(next, sizeof(next), "%s/%.*s", len > 1 ? whole : "",
                     STR_ARG(part));
        if (!realpath(next, whole))
            memcpy(whole, next, (size_t)n + 1);
    }
    return true;
}

bool owned_holds(const char *out, const char *path)
{
    char folder[PATH_MAX], whole[PATH_MAX];

    /* What cannot be told is not risked. */
    if (!resolve(out, folder) || !resolve(path, whole))
        return true;
    size_t len = strlen(folder);
    return strncmp(whole, folder, len) == 0 &&
           (len == 1 || whole[len] == '/' || whole[len] == '\0');
}

/* Ends `owned`. */
static bool check(const char *out, const char *store, struct owned *owned,
                  struct err *err)
{
    struct stat info;
    bool ok = true;

    if (store && owned_holds(out, store))
        ok = err_set(err, ERR_USAGE,
                     _("the store '%s' would lie inside the output '%s': it "
                       "is for professionals only; give --store another "
                       "place"),
                     store, out);
    else if (lstat(out, &info) == 0)
        ok = S_ISDIR(info.st_mode)
                 ? out_walk(out, is_owned, owned, err)
                 : err_set(err, ERR_STORAGE,
                           _("'%s' is not a folder; choose another name for "
                             "the output"),
                           out);
    owned_close(owned);
    return ok;
}

bool owned_check(const char *out, const char *store, struct err *err)
{
    return check(out, store, owned_open(out), err);
}

bool owned_check_audit(const char *folder, const char *store, struct err *err)
{
    struct owned *owned = begin(folder);

    add_manifest(owned, "", OWNED_AUDIT_EDITION);
    return check(folder, store, sorted(owned), err);
}

bool owned_check_points(const char *folder, struct err *err)
{
    struct owned *owned = begin(folder);

    add(owned, "from.csv");
    add(owned, "pairs.csv");
    add(owned, "to.csv");
    return check(folder, NULL, sorted(owned), err);
}
