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
#include "cmd/view_words.h"
#include "join/correct.h"
#include "model/edition.h"
#include "output/leak.h"
#include "output/reread.h"
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

/* ---- leaks ---- */

/* Words that every file of the edition shows, whoever it is about. */
static void allow_vocabulary(struct leaks *leaks, const struct view *view)
{
    for (int f = 0; f < FIELD_COUNT; f++) {
        leaks_allow(leaks, str_of(fields[f].name));
        if (edition_shows(EDITION_RESIDENT, (enum field_id)f))
            leaks_allow(leaks, str_of(fields[f].heading_ja));
    }
    for (int k = 0; k < kind_count; k++) {
        leaks_allow(leaks, str_of(kinds[k].id));
        leaks_allow(leaks, str_of(kind_words(k, true)));
    }
    for (int l = 0; l < LAYER_COUNT; l++) {
        leaks_allow(leaks, str_of(layers[l].id));
        leaks_allow(leaks, str_of(layer_words(l, true)));
    }
    leaks_allow(leaks, str_of(view->title));
    leaks_allow(leaks, str_of(view->processed));
    leaks_allow(leaks, str_of(view->disclaimer));
    for (size_t s = 0; s < view->n_source; s++) {
        leaks_allow(leaks, str_of(view->source[s].title));
        leaks_allow(leaks, str_of(view->source[s].as_of));
        leaks_allow(leaks, str_of(view->source[s].publisher));
        leaks_allow(leaks, str_of(view->source[s].licence));
        leaks_allow(leaks, str_of(view->source[s].licence_url));
        leaks_allow(leaks, str_of(view->source[s].url));
        leaks_allow(leaks, str_of(view->source[s].attribution));
    }
}

static void forbid_lines(struct checking *checking, const char *text,
                         uint32_t facility, int field)
{
    struct str rest = str_of(text), line;

    while (rest.len && str_part(&rest, '\n', &line))
        leaks_forbid(checking->leaks, line, facility, field);
}

static void forbid(struct checking *checking, uint32_t number)
{
    const struct facility *facility = checking->table.facility[number];

    for (int f = 0; f < FIELD_COUNT; f++) {
        struct buf value = {0};
        if (edition_shows(EDITION_RESIDENT, (enum field_id)f))
            continue;
        field_value((enum field_id)f, &checking->table, facility, false,
                    &value);
        struct str rest = {arena_copy(&checking->scratch,
                                      value.ptr ? value.ptr : "", value.len),
                           value.len};
        struct str part;
        if (fields[f].type == FIELD_LIST)
            while (str_part(&rest, '\n', &part))
                leaks_forbid(checking->leaks, part, number, f);
        else
            leaks_forbid(checking->leaks, rest, number, f);
        buf_release(&value);
    }
    size_t n;
    const struct other_value *other =
        table_other_values(&checking->table, number, &n);
    for (size_t i = 0; i < n; i++)
        if (!edition_shows(EDITION_RESIDENT, (enum field_id)other[i].field) ||
            strcmp(other[i].rule, CORRECT_REASON) == 0)
            forbid_lines(checking, other[i].value, number, other[i].field);
}

/* What staff wrote about pairs: reasons and names. */
static void forbid_decisions(struct checking *checking, const struct area *area)
{
    const struct table *table = &checking->table;

    for (size_t i = 0; i < table->n_pair; i++)
        for (size_t k = 0; table->pair[i].decision && k < area->n_facility; k++)
            if (area->facility[k] == table->pair[i].a ||
                area->facility[k] == table->pair[i].b)
                forbid_lines(checking, table->pair[i].decision,
                             area->facility[k], FIELD_address_decision);
}

/* A pin's own coordinates are public; those of a facility without a pin are
 * not. */
static void allow_row(struct leaks *leaks, const struct view *view,
                      const struct view_row *row)
{
    struct buf degrees = {0};

    for (size_t c = 0; c < view->n_column; c++)
        if (row->cell[c])
            leaks_allow(leaks, str_of(row->cell[c]));
    if (lonlat_known(row->point)) {
        buf_add_deg(&degrees, row->point.lon_deg);
        buf_add_char(&degrees, '\n');
        buf_add_deg(&degrees, row->point.lat_deg);
        leaks_allow(leaks, buf_str(&degrees));
    }
    buf_release(&degrees);
}

/* The forbidden values of one municipality, less what is public there. */
static void open_leaks(struct checking *checking, const struct area *area)
{
    leaks_close(checking->leaks);
    arena_reset(&checking->scratch);
    checking->leaks = leaks_open();
    checking->area = area;
    for (size_t i = 0; i < area->n_facility; i++)
        forbid(checking, area->facility[i]);
    forbid_decisions(checking, area);
    struct view view =
        edition_view(&checking->table, EDITION_RESIDENT, area->facility,
                     area->n_facility, &checking->scratch);
    words_fill(&view, &checking->table, area->facility, area->n_facility,
               area->code, area->place, &checking->scratch);
    allow_vocabulary(checking->leaks, &view);
    for (size_t r = 0; r < view.n_row; r++)
        allow_row(checking->leaks, &view, &view.row[r]);
}

static void search_leaks(struct checking *checking, const char *name,
                         const char *code, const struct reread *reread)
{
    struct area *area = areas_find(&checking->areas, code ? code : "");
    uint32_t facility;
    struct str value;
    int field;

    if (!area) {
        fault(checking,
              _("'%s' is of a municipality that the store does not "
                "know"),
              name);
        return;
    }
    if (checking->area != area)
        open_leaks(checking, area);
    for (size_t p = 0; p < reread->n_part; p++)
        if (leaks_find(checking->leaks, reread->part[p], &facility, &field,
                       &value)) {
            fault(checking, _("LEAK: '%s' holds the field '%s' of facility %s"),
                  name, fields[field].name,
                  checking->table.facility[facility]->id);
            return;
        }
}

/* ---- files ---- */

static void check_file(struct checking *checking, int e,
                       const struct manifest_file *file)
{
    char hash[65];
    struct str bytes;
    struct reread reread;
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
        if (!reread_file(name, bytes, &reread, &arena, &err))
            fault(checking, "%s", err.text);
        else if (file->code &&
                 (reread.rows != file->rows || reread.placed != file->placed))
            fault(checking,
                  _("'%s' shows %" PRIu64 " facilities, %" PRIu64
                    " with a position; its manifest says %" PRIu64
                    " and %" PRIu64),
                  name, reread.rows, reread.placed, file->rows, file->placed);
        else if (e == EDITION_RESIDENT)
            search_leaks(checking, name, file->code, &reread);
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

    if (!area)
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
