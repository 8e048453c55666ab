#include "cmd/diff_folder.h"

#include "base/in.h"
#include "base/out.h"
#include "base/say.h"
#include "cmd/building.h"
#include "output/manifest.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MANIFEST "manifest.json"
#define EDITION "diff" /* what its manifest says it is */
#define MAX_MANIFEST ((size_t)64 << 20)

const char *const diff_format_names[DIFF_FORMAT_COUNT] = {
    [DIFF_TEXT] = "text",
    [DIFF_CSV] = "csv",
    [DIFF_XLSX] = "xlsx",
    [DIFF_JSON] = "json",
};

/* ---- what is there ---- */

struct present {
    const char *folder;
    struct manifest_read manifest;
    struct arena arena;
};

static int by_name(const void *a, const void *b)
{
    const struct manifest_file *x = a, *y = b;

    return strcmp(x->name, y->name);
}

/* Nothing is ours without a manifest of ours. */
static void read_manifest(struct present *present)
{
    struct err ignored;
    struct str json;

    if (!out_read_back(present->folder, MANIFEST, MAX_MANIFEST, &present->arena,
                       &json, &ignored) ||
        !manifest_parse(json, MANIFEST, &present->manifest, &present->arena,
                        &ignored) ||
        strcmp(present->manifest.edition, EDITION) != 0) {
        present->manifest = (struct manifest_read){0};
        return;
    }
    if (present->manifest.n_file)
        qsort(present->manifest.file, present->manifest.n_file,
              sizeof(*present->manifest.file), by_name);
}

static bool is_ours(void *context, const char *name, struct err *err)
{
    struct present *present = context;
    struct manifest_file key = {.name = name};
    const struct manifest_file *file =
        present->manifest.n_file
            ? bsearch(&key, present->manifest.file, present->manifest.n_file,
                      sizeof(key), by_name)
            : NULL;
    char sha256[65];

    if (present->manifest.edition && strcmp(name, MANIFEST) == 0)
        return true;
    if (!file)
        return err_set(err, ERR_STORAGE,
                       _("'%s/%s' was not made by 'zaitaku diff' and would be "
                         "lost; move it away, or choose another folder"),
                       present->folder, name);
    const char *path =
        arena_format(&present->arena, "%s/%s", present->folder, name);
    if (!in_sha256(path, sha256, err))
        return false;
    return strcmp(sha256, file->sha256) == 0 ||
           err_set(err, ERR_STORAGE,
                   _("'%s' was changed since it was made, and what was "
                     "written into it would be lost; move the folder away, or "
                     "choose another one"),
                   path);
}

bool diff_folder_check(const char *folder, struct err *err)
{
    struct present present = {.folder = folder};
    struct stat info;

    if (lstat(folder, &info) != 0)
        return true;
    if (!S_ISDIR(info.st_mode))
        return err_set(err, ERR_STORAGE,
                       _("'%s' is not a folder; choose another name for the "
                         "output"),
                       folder);
    read_manifest(&present);
    bool ok = out_walk(folder, is_ours, &present, err);
    arena_release(&present.arena);
    return ok;
}

/* ---- what is made ---- */

struct writing {
    struct out *out;
    const struct diff_report *report;
    const struct diff_part *part;
    size_t n_part;
    char created[11];
    struct manifest_file *file;
    size_t n_file, cap_file;
    struct buf bytes;
    struct arena arena;
};

static bool write_file(struct writing *writing, const char *name,
                       const struct diff_place *place, struct err *err)
{
    writing->file = mem_room(writing->file, writing->n_file, &writing->cap_file,
                             sizeof(*writing->file));
    struct manifest_file *file = &writing->file[writing->n_file++];
    *file = (struct manifest_file){.name = name, .bytes = writing->bytes.len};
    if (place) {
        file->code = place->code[0] ? place->code : "00000";
        file->place = place->name;
        file->rows = place->n;
    }
    sha256_of(writing->bytes.ptr, writing->bytes.len, file->sha256);
    bool ok =
        out_write(writing->out, name, buf_str(&writing->bytes), NULL, err);
    buf_clear(&writing->bytes);
    return ok;
}

static bool write_place(struct writing *writing,
                        const struct diff_place *const *place, size_t n,
                        struct diff_place *as, struct err *err)
{
    const char *code = as->code[0] ? as->code : "00000";

    return diff_workbook_of(
               writing->report, place, n,
               arena_format(&writing->arena, "%s%s", as->prefecture, as->name),
               writing->created, &writing->bytes, err) &&
           write_file(
               writing,
               arena_format(&writing->arena, "municipality/%s.xlsx", code), as,
               err);
}

/* A designated city: its own rows and those of its wards. */
static bool write_city(struct writing *writing, const char *city,
                       struct err *err)
{
    const struct diff_report *report = writing->report;
    const struct diff_place **place =
        arena_alloc(&writing->arena, report->n_place * sizeof(*place));
    const char *name = diff_place_name(report->changes, city);
    struct diff_place *as = arena_alloc(&writing->arena, sizeof(*as));
    char other[6];
    size_t n = 0;

    memcpy(as->code, city, 6);
    as->prefecture = prefecture_name(city) ? prefecture_name(city) : "";
    as->name = name ? name : city;
    for (size_t p = 0; p < report->n_place; p++) {
        municipality_city(report->place[p].code, other);
        if (strcmp(other, city) != 0 || !report->place[p].n)
            continue;
        place[n++] = &report->place[p];
        as->n += report->place[p].n;
    }
    return write_place(writing, place, n, as, err);
}

static bool write_places(struct writing *writing, struct err *err)
{
    const struct diff_report *report = writing->report;
    char city[6], last[6] = "";

    for (size_t p = 0; p < report->n_place; p++) {
        struct diff_place *place = &report->place[p];
        const struct diff_place *const only[] = {place};
        if (!place->n)
            continue;
        municipality_city(place->code, city);
        bool alone = strcmp(city, place->code) == 0;
        if (strcmp(city, last) != 0 &&
            (!alone || municipality_has_wards(city)) &&
            !write_city(writing, city, err))
            return false;
        memcpy(last, city, 6);
        if ((!alone || !municipality_has_wards(city)) &&
            !write_place(writing, only, 1, place, err))
            return false;
    }
    return true;
}

static bool write_formats(struct writing *writing,
                          const bool format[DIFF_FORMAT_COUNT], struct err *err)
{
    const struct diff_report *report = writing->report;
    bool ok = true;

    if (format[DIFF_TEXT]) {
        diff_text(report, writing->part, writing->n_part, true,
                  &writing->bytes);
        ok = write_file(writing, "changes.txt", NULL, err);
    }
    if (ok && format[DIFF_CSV]) {
        diff_csv(report, &writing->bytes);
        ok = write_file(writing, "changes.csv", NULL, err);
    }
    if (ok && format[DIFF_JSON]) {
        diff_json(report, &writing->bytes);
        ok = write_file(writing, "changes.json", NULL, err);
    }
    if (ok && format[DIFF_XLSX])
        ok = diff_workbook(report, writing->created, &writing->bytes, err) &&
             write_file(writing, "changes.xlsx", NULL, err) &&
             write_places(writing, err);
    return ok;
}

static bool write_manifest(struct writing *writing, struct err *err)
{
    struct manifest manifest = {.edition = EDITION,
                                .created = writing->created,
                                .file = writing->file,
                                .n_file = writing->n_file};

    buf_clear(&writing->bytes);
    manifest_write(&manifest, &writing->bytes);
    return out_write(writing->out, MANIFEST, buf_str(&writing->bytes), NULL,
                     err);
}

bool diff_folder_write(const char *folder, const bool format[DIFF_FORMAT_COUNT],
                       const struct diff_report *report,
                       const struct diff_part *part, size_t n_part,
                       struct err *err)
{
    struct writing writing = {.report = report, .part = part, .n_part = n_part};
    bool ok = creation_date(writing.created, err) &&
              (writing.out = out_begin(folder, err)) != NULL;

    /* Again: the comparison took a while. */
    ok = ok && diff_folder_check(folder, err) &&
         write_formats(&writing, format, err) && write_manifest(&writing, err);
    if (ok)
        ok = out_publish(writing.out, err);
    else
        out_abandon(writing.out);
    if (ok)
        say(_("wrote %zu files to '%s'; they are for staff only"),
            writing.n_file, folder);
    free(writing.file);
    buf_release(&writing.bytes);
    arena_release(&writing.arena);
    return ok;
}
