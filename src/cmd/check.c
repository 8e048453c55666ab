/*
 * Proves that nothing leaks and nothing is lost: reads OUT and the store
 * again and reports every fault to stdout.
 */
#include "base/in.h"
#include "base/out.h"
#include "base/say.h"
#include "cmd/building.h"
#include "cmd/checking.h"
#include "cmd/command.h"
#include "cmd/owned.h"
#include "cmd/run_report.h"
#include "model/edition.h"
#include "output/formats/reread.h"
#include "output/leak.h"
#include "output/store.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_FILE ((size_t)1 << 30)
#define MAX_SHOWN 200 /* faults that are told one by one */

struct check_options {
    const char *store;
    bool quiet;
};

#define AT(member) offsetof(struct check_options, member)
static const struct opt option[] = {
    {"store", 0, OPT_TEXT, AT(store), "<file>",
     N_("the store that OUT was made from (default: zaitaku.gpkg)")},
    {"quiet", 'q', OPT_FLAG, AT(quiet), NULL,
     N_("only warnings and errors on the terminal")},
};

static const char *const folder_of[EDITION_COUNT + 1] = {
    "resident", "professional", "staff"};

void fault(struct checking *checking, const char *format, ...)
{
    char text[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    if (checking->n_fault < MAX_SHOWN)
        buf_addf(&checking->report, "%s\n", text);
    checking->n_fault++;
}

/* ---- files ---- */

/* Files of the edition are searched together, at the end. */
static void keep_cover(struct checking *checking, const char *name,
                       struct str bytes)
{
    struct checking_cover *cover;
    struct err err;
    struct str copy = {arena_copy(&checking->arena, bytes.ptr, bytes.len),
                       bytes.len};

    checking->cover = mem_room(checking->cover, checking->n_cover,
                               &checking->cap_cover, sizeof(*cover));
    cover = &checking->cover[checking->n_cover++];
    cover->name = arena_copy(&checking->arena, name, strlen(name));
    if (!reread_file(cover->name, copy, &cover->reread, &checking->arena, &err))
        fault(checking, "%s", err.text);
}

static void check_counts(struct checking *checking, const char *name,
                         const struct manifest_file *file,
                         const struct reread *reread)
{
    uint64_t rows = reread->counts_rows ? reread->rows : file->rows;
    uint64_t placed = reread->counts_placed ? reread->placed : file->placed;

    if (rows != file->rows || placed != file->placed)
        fault(checking,
              _("'%s' shows %" PRIu64 " facilities, %" PRIu64
                " with a position; its manifest says %" PRIu64 " and %" PRIu64),
              name, rows, placed, file->rows, file->placed);
}

static void check_content(struct checking *checking, int e, const char *name,
                          const struct manifest_file *file, struct str bytes,
                          struct arena *arena)
{
    struct reread reread;
    struct err err;

    if (!file->code && e == EDITION_RESIDENT) {
        keep_cover(checking, name, bytes);
        return;
    }
    if (!reread_file(name, bytes, &reread, arena, &err)) {
        fault(checking, "%s", err.text);
        return;
    }
    if (file->code)
        check_counts(checking, name, file, &reread);
    if (e == EDITION_RESIDENT)
        check_leaks(checking, name, file->code, &reread);
}

static void check_file(struct checking *checking, int e,
                       const struct manifest_file *file)
{
    char hash[65];
    struct str bytes;
    struct err err;
    struct arena arena = {0};
    char *name = arena_format(&arena, "%s/%s", folder_of[e], file->name);

    checking->n_file++;
    if (!out_read_back(checking->out, name, MAX_FILE, &arena, &bytes, &err)) {
        fault(checking, "%s", err.text);
    } else {
        checking->n_byte += bytes.len;
        sha256_of(bytes.ptr, bytes.len, hash);
        if (strcmp(hash, file->sha256) != 0)
            fault(checking, _("'%s' was changed after it was published"), name);
        check_content(checking, e, name, file, bytes, &arena);
    }
    arena_release(&arena);
}

/* The facilities that the store has must be what the manifest counts. */
static void check_rows(struct checking *checking, int e,
                       const struct manifest_file *file)
{
    const struct area *area =
        areas_find(&checking->areas, file->code ? file->code : "");
    uint64_t placed = 0;

    if (!area || file->part)
        return;
    for (size_t i = 0; i < area->n_facility; i++)
        placed +=
            lonlat_known(checking->table.facility[area->facility[i]]->point);
    if (area->n_facility != file->rows || placed != file->placed)
        fault(checking,
              _("the store has %zu facilities in %s, '%s/%s' has %" PRIu64),
              area->n_facility, file->code, folder_of[e], file->name,
              file->rows);
}

static bool read_manifests(struct checking *checking, struct err *err)
{
    struct stat info;

    for (int e = 0; e <= EDITION_COUNT; e++) {
        struct str json;
        char *name =
            arena_format(&checking->arena, "%s/manifest.json", folder_of[e]);
        char *path =
            arena_format(&checking->arena, "%s/%s", checking->out, name);
        if (stat(path, &info) != 0)
            continue;
        if (!out_read_back(checking->out, name, MAX_FILE, &checking->arena,
                           &json, err) ||
            !manifest_parse(json, path, &checking->manifest[e],
                            &checking->arena, err))
            return false;
        checking->has[e] =
            strcmp(checking->manifest[e].edition, folder_of[e]) == 0;
        if (!checking->has[e])
            fault(checking, _("'%s' is the manifest of the edition '%s'"), path,
                  checking->manifest[e].edition);
        if (e == EDITION_RESIDENT && checking->manifest[e].n_supply)
            fault(checking, _("'%s' tells of the inputs"), path);
        if (e == EDITION_RESIDENT)
            keep_cover(checking, name, json);
    }
    if (!checking->has[EDITION_COUNT])
        return err_set(err, ERR_INPUT,
                       _("'%s' holds no published maps: staff/manifest.json "
                         "is missing"),
                       checking->out);
    return true;
}

static bool visit(void *context, const char *name, struct err *err)
{
    struct checking *checking = context;

    (void)err;
    if (!owned_has(checking->owned, name))
        fault(checking, _("'%s' is in no manifest"), name);
    return true;
}

static bool check_all(struct checking *checking, const char *store,
                      struct err *err)
{
    if (!read_manifests(checking, err) ||
        !store_load(store, &checking->table, err))
        return false;
    areas_gather(&checking->areas, &checking->table);
    checking->owned = owned_open(checking->out);
    bool walked = out_walk(checking->out, visit, checking, err);
    owned_close(checking->owned);
    if (!walked)
        return false;
    for (int e = 0; e <= EDITION_COUNT; e++)
        for (size_t i = 0; checking->has[e] && i < checking->manifest[e].n_file;
             i++) {
            check_rows(checking, e, &checking->manifest[e].file[i]);
            check_file(checking, e, &checking->manifest[e].file[i]);
        }
    check_cover_leaks(checking);
    check_accounting(checking);
    check_recount(checking);
    return true;
}

static bool report(struct checking *checking, int *status, struct err *err)
{
    if (checking->n_fault == 0)
        buf_addf(&checking->report,
                 _("ok: %zu files, %.0f MB: nothing leaks, nothing is lost\n"),
                 checking->n_file, (double)checking->n_byte / 1e6);
    else
        buf_addf(&checking->report, _("%zu faults in %zu files\n"),
                 checking->n_fault, checking->n_file);
    *status = checking->n_fault ? STATUS_FINDINGS : 0;
    return command_print(buf_str(&checking->report), err);
}

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct check_options options = {0};
    struct opt_list operands = {0};
    struct checking checking = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_check, argc, argv, &options, &operands,
                            &checking.arena, &helped, err);

    if (ok && !helped && operands.n != 1)
        ok = err_set(err, ERR_USAGE, _("name one folder to check: OUT"));
    if (ok && !helped) {
        say_quiet(options.quiet);
        checking.out = operands.item[0];
        ok = check_all(&checking, options.store ? options.store : STORE_DEFAULT,
                       err) &&
             report(&checking, status, err);
        if (ok)
            run_report();
    }
    leaks_close(checking.leaks);
    free(checking.cover);
    areas_release(&checking.areas);
    table_release(&checking.table);
    buf_release(&checking.report);
    opt_list_release(&operands);
    arena_release(&checking.scratch);
    arena_release(&checking.arena);
    return ok;
}

const struct command cmd_check = {
    .name = "check",
    .operands = "OUT",
    .summary = N_("prove that nothing leaks and nothing is lost"),
    .notes = N_("Reads every file of OUT again: hashes and counts against the "
                "manifests and the store, the accounting against the inputs, "
                "and every byte of the resident edition for values that are "
                "not public. Exit status 1 when anything is wrong."),
    .examples = "  zaitaku check out --store work.gpkg",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
