/* The folder of an audit: the reports, the accounting, the manifest. */
#include "base/in.h"
#include "base/out.h"
#include "base/say.h"
#include "cmd/auditing.h"
#include "cmd/owned.h"
#include "output/manifest.h"
#include "output/report/report.h"
#include "output/report/words.h"

#include <string.h>

#define MAX_FILES 16

/* The format of a file, by its ending. */
static const char *format_of(const char *name)
{
    return strrchr(name, '.') + 1;
}

static bool is_format(const char *name)
{
    if (strcmp(name, "all") == 0)
        return true;
    for (size_t f = 0; f < report_file_count; f++)
        if (strcmp(format_of(report_files[f].name), name) == 0)
            return true;
    return false;
}

bool auditing_check_output(const struct auditing *auditing, struct err *err)
{
    for (size_t i = 0; i < auditing->format.n; i++)
        if (!is_format(auditing->format.item[i]))
            return err_set(err, ERR_USAGE,
                           _("no format '%s' of a report; there are html, pdf, "
                             "xlsx, geojson, gpkg, json and all"),
                           auditing->format.item[i]);
    return owned_check_audit(auditing->output, auditing->store, err);
}

static bool is_wanted(const struct auditing *auditing, const char *name)
{
    for (size_t i = 0; i < auditing->format.n; i++)
        if (strcmp(auditing->format.item[i], "all") == 0 ||
            strcmp(auditing->format.item[i], format_of(name)) == 0)
            return true;
    return auditing->format.n == 0;
}

struct audit_folder {
    struct out *out;
    struct manifest_file file[MAX_FILES];
    size_t n_file;
};

static bool put(struct audit_folder *folder, const char *name, struct str bytes,
                struct err *err)
{
    struct manifest_file *file = &folder->file[folder->n_file++];

    file->name = name;
    file->bytes = bytes.len;
    sha256_of(bytes.ptr, bytes.len, file->sha256);
    return out_write(folder->out, name, bytes, NULL, err);
}

static bool put_reports(const struct auditing *auditing,
                        const struct audit *audit, struct audit_folder *folder,
                        struct err *err)
{
    bool ok = true;

    for (size_t f = 0; ok && f < report_file_count; f++) {
        const struct report_file *report = &report_files[f];
        struct buf bytes = {0};
        if (!is_wanted(auditing, report->name))
            continue;
        say(_("writing '%s'"), report->name);
        ok = report->write(audit, &bytes, err) &&
             put(folder, report->name, buf_str(&bytes), err);
        buf_release(&bytes);
    }
    return ok;
}

static bool put_sheets(const struct gathered *gathered,
                       struct audit_folder *folder, struct err *err)
{
    struct buf bytes = {0};

    auditing_sheet(gathered, &bytes);
    bool ok = put(folder, "accounting.csv", buf_str(&bytes), err);
    buf_clear(&bytes);
    auditing_sheet_aside(gathered, &bytes);
    ok = ok && put(folder, "set_aside.csv", buf_str(&bytes), err);
    buf_release(&bytes);
    return ok;
}

/* Written last: what it does not name is no part of the report. */
static bool put_manifest(const struct audit *audit, struct audit_folder *folder,
                         struct err *err)
{
    struct buf bytes = {0};
    struct arena arena = {0};
    size_t n_source;
    struct view_source *source = report_sources(audit, &n_source, &arena);
    struct manifest manifest = {
        .source = source,
        .n_source = n_source,
        .edition = OWNED_AUDIT_EDITION,
        .created = audit->created,
        .file = folder->file,
        .n_file = folder->n_file,
        .maker = audit->maker,
        .processed = "出典に示す公表データを zaitaku " ZAITAKU_VERSION
                     " で加工して作成しました。",
    };

    manifest_write(&manifest, &bytes);
    bool ok =
        out_write(folder->out, "manifest.json", buf_str(&bytes), NULL, err);
    buf_release(&bytes);
    arena_release(&arena);
    return ok;
}

bool auditing_write(const struct auditing *auditing,
                    const struct gathered *gathered, const struct audit *audit,
                    struct err *err)
{
    struct audit_folder folder = {.out = out_begin(auditing->output, err)};

    if (!folder.out)
        return false;
    if (!put_reports(auditing, audit, &folder, err) ||
        !put_sheets(gathered, &folder, err) ||
        !put_manifest(audit, &folder, err)) {
        out_abandon(folder.out);
        return err_in(err, _("the report '%s' was not written"),
                      auditing->output);
    }
    if (!out_publish(folder.out, err))
        return false;
    say(_("%zu files in '%s'"), folder.n_file + 1, auditing->output);
    return true;
}
