/* Files that are no listings: tables of the dictionary, archives, grids. */
#include "base/in.h"
#include "cmd/judging_own.h"
#include "geo/boundary.h"
#include "geo/gazetteer/draft.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool judging_address(const char *path, struct snapshot_file *file,
                     struct err *err)
{
    struct draft draft = {0};
    bool ok = draft_read(&draft, path, err);

    file->listing = "address";
    file->rows = draft.n_town + draft.n_number + draft.n_city;
    draft_release(&draft);
    return ok;
}

/* Every byte of a member: what is damaged or swells too much shows here. */
static bool read_through(const struct in_source *source, struct err *err)
{
    static _Thread_local char bytes[1 << 16];
    struct in *in = in_open(source, err);
    size_t got = 1;
    bool ok = in != NULL;

    while (ok && got)
        ok = in_read(in, bytes, sizeof(bytes), &got, err);
    if (in)
        in_close(in);
    return ok;
}

bool judging_archive(const char *path, struct snapshot_file *file,
                     const char *member, struct err *err)
{
    struct in_sources sources = {0};
    struct arena arena = {0};
    bool found = false;
    bool ok = in_list(path, &sources, &arena, err);

    for (size_t i = 0; ok && i < sources.n; i++) {
        const struct in_source *source = &sources.item[i];
        const char *name = source->member ? source->member : source->path;
        ok = read_through(source, err);
        found = found || !member || str_ends(str_of(name), str_of(member));
    }
    file->listing = "archive";
    file->rows = sources.n;
    free(sources.item);
    arena_release(&arena);
    return ok &&
           (found || err_set(err, ERR_INPUT,
                             _("'%s' holds no file whose name ends in '%s'"),
                             file->name, member));
}

bool judging_boundary(const char *path, struct snapshot_file *file,
                      struct err *err)
{
    struct boundaries *all = boundary_open();
    struct municipalities places = {0};
    struct arena arena = {0};
    size_t no_code = 0;
    bool ok = boundary_read(all, path, &places, &arena, &no_code, err);

    file->listing = "boundary";
    file->rows = boundary_count(all);
    boundary_close(all);
    municipalities_release(&places);
    arena_release(&arena);
    return ok;
}

bool judging_no_page(const char *path, const char *name, struct err *err)
{
    static const char *const start[] = {"<!doctype html", "<html"};
    struct in_source source = {.form = IN_PLAIN, .path = path, .label = path};
    struct in *in = in_open(&source, err);
    char bytes[64] = {0};
    size_t got = 0, at;
    bool ok = in && in_read(in, bytes, sizeof(bytes) - 1, &got, err);

    if (in)
        in_close(in);
    if (!ok)
        return false;
    at = strncmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    at += strspn(bytes + at, " \t\r\n");
    for (size_t i = 0; i < sizeof(start) / sizeof(*start); i++)
        if (strncasecmp(bytes + at, start[i], strlen(start[i])) == 0)
            return err_set(err, ERR_INPUT,
                           _("a web page came in the place of the file '%s'"),
                           name);
    return true;
}

bool judging_grid(const char *path, struct snapshot_file *file, struct err *err)
{
    struct in_source source = {.form = IN_PLAIN, .path = path, .label = path};
    struct in *in = in_open(&source, err);
    char sign[4] = {0};
    size_t got = 0;
    bool ok = in && in_read(in, sign, sizeof(sign), &got, err);

    if (in)
        in_close(in);
    file->listing = "grid";
    if (!ok)
        return false;
    return (got == 4 &&
            (memcmp(sign, "II*\0", 4) == 0 || memcmp(sign, "MM\0*", 4) == 0 ||
             memcmp(sign, "II+\0", 4) == 0)) ||
           err_set(err, ERR_INPUT, _("'%s' is no GeoTIFF"), file->name);
}
