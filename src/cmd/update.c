/*
 * The half-yearly job in one line: fetch, build, publish, and say what changed
 * since the last time.
 */
#include "base/clock.h"
#include "base/say.h"
#include "cmd/area_code.h"
#include "cmd/building.h"
#include "cmd/collecting.h"
#include "cmd/command.h"
#include "cmd/diffing.h"
#include "cmd/owned.h"
#include "cmd/publishing.h"
#include "cmd/run_report.h"
#include "cmd/updating.h"
#include "fetch/snapshot_name.h"
#include "output/store.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct update_options {
    struct building building; /* first: its option rows count on it */
    struct publishing publishing;
    struct collecting collecting;
    const char *changes;
};

#define AT(member) offsetof(struct update_options, member)
static const struct opt option[] = {
    PUBLISHING_OPTIONS(AT(publishing)),
    {"store", 0, OPT_TEXT, BUILDING_AT(store), "<file>",
     N_("keep everything in this GeoPackage (default: zaitaku.gpkg)")},
    {"changes", 0, OPT_TEXT, AT(changes), "<folder>",
     N_("where the lists of what changed go, a folder a run (default: "
        "changes)")},
    COLLECTING_OPTIONS(AT(collecting)),
    BUILDING_OPTIONS,
};

static const char *store_of(const struct update_options *options)
{
    return options->building.store ? options->building.store : STORE_DEFAULT;
}

static const char *data_of(const struct update_options *options)
{
    return options->collecting.dir ? options->collecting.dir : SNAPSHOT_DATA;
}

static const char *changes_of(const struct update_options *options)
{
    return options->changes ? options->changes : "changes";
}

/* What a run brings. What the user gives himself is not fetched; the
 * dictionary needs the municipalities too. */
static unsigned roles_of(const struct update_options *options, bool limited)
{
    const struct building *building = &options->building;
    unsigned roles = ROLES_BY_DEFAULT;

    if (building->municipalities.n && building->gazetteer)
        roles &= ~ROLE_BIT(ROLE_PLACES);
    if (limited && !building->boundaries.n)
        roles |= ROLE_BIT(ROLE_BOUNDARY);
    if (limited && !building->gazetteer)
        roles |= ROLE_BIT(ROLE_ADDRESS);
    return roles;
}

/* ---- before anybody is asked for anything ---- */

/* OUT is replaced as a whole: what lies in it would be lost. */
static bool lies_outside(const struct update_options *options,
                         const char *folder, struct err *err)
{
    const char *out = options->publishing.output;

    return !owned_holds(out, folder) ||
           err_set(err, ERR_USAGE,
                   _("'%s' lies inside the output '%s', which is replaced as a "
                     "whole; keep it in another folder"),
                   folder, out);
}

static bool is_there(const char *path, struct err *err)
{
    if (!path || access(path, R_OK) == 0)
        return true;
    size_t n = strlen(path);
    if (str_digits(str_of(path)) && (n == 5 || n == 6))
        return err_set(err, ERR_USAGE,
                       _("there is no file '%s'; is it a municipality? Then "
                         "write --area %s"),
                       path, path);
    return err_set(err, ERR_STORAGE, _("cannot open '%s': %s"), path,
                   strerror(errno));
}

static bool are_there(const struct opt_list *list, struct err *err)
{
    for (size_t i = 0; i < list->n; i++)
        if (!is_there(list->item[i], err))
            return false;
    return true;
}

static bool make_changes_folder(const struct update_options *options,
                                struct err *err)
{
    const char *folder = changes_of(options);
    struct stat info;

    if ((mkdir(folder, 0777) == 0 || errno == EEXIST) &&
        stat(folder, &info) == 0) {
        if (S_ISDIR(info.st_mode) && access(folder, W_OK) == 0)
            return true;
        errno = S_ISDIR(info.st_mode) ? EACCES : ENOTDIR;
    }
    return err_set(err, ERR_STORAGE, _("cannot make the folder '%s': %s"),
                   folder, strerror(errno));
}

static bool check_options(const struct update_options *options,
                          const struct opt_list *operands, struct err *err)
{
    const struct building *building = &options->building;

    return publishing_check(&options->publishing, store_of(options), err) &&
           store_may_replace(store_of(options), err) &&
           are_there(operands, err) && is_there(building->decisions, err) &&
           is_there(building->gazetteer, err) &&
           are_there(&building->boundaries, err) &&
           are_there(&building->municipalities, err) &&
           lies_outside(options, data_of(options), err) &&
           lies_outside(options, changes_of(options), err) &&
           (!building->decisions ||
            lies_outside(options, building->decisions, err)) &&
           make_changes_folder(options, err);
}

/* ---- what changed ---- */

/* The store of the last run, before it is replaced. One that cannot be read
 * must not stop the maps for ever: then nothing is compared. */
static void load_before(const char *store, struct table *before)
{
    struct err fault = {0};

    if (access(store, F_OK) != 0) {
        say(_("there is no store '%s' of a run before: what changed is not "
              "looked for (run it in the same folder each time)"),
            store);
        return;
    }
    if (store_load(store, before, &fault))
        return;
    say_warn(_("what changed is not looked for: %s"), fault.text);
    table_release(before);
    *before = (struct table){0};
}

/* A folder of its own for each run: lists that staff have ticked off are not
 * written over. */
static const char *changes_folder(const struct update_options *options,
                                  const char *today, struct arena *arena)
{
    const char *folder = changes_of(options);
    const char *path = arena_format(arena, "%s/%s", folder, today);

    for (int n = 2; access(path, F_OK) == 0; n++)
        path = arena_format(arena, "%s/%s.%d", folder, today, n);
    return path;
}

static bool tell_changes(const struct update_options *options,
                         const struct collected *collected,
                         struct table *before, struct table *now,
                         struct arena *arena, struct err *err)
{
    char now_iso[CLOCK_TEXT], today[11]; /* in Japan: 6 o'clock is today */
    struct diffing diffing = {.area = options->publishing.area,
                              .pref = options->publishing.pref,
                              .only_changes = true};

    if (!before->n_facility)
        return true;
    if (!clock_now(now_iso, err))
        return false;
    snapshot_day(now_iso, today);
    bool changed = false;
    diffing.not_taken =
        updating_not_taken(collected, &diffing.n_not_taken, arena);
    diffing.output = changes_folder(options, today, arena);
    /* The reports are Japanese whoever makes them, and so are these names. */
    return diffing_compare(&diffing, NULL,
                           &(struct diffing_side){before, "前回のストア"},
                           &(struct diffing_side){now, "今回"}, &changed, err);
}

/* ---- the run ---- */

static bool build_and_publish(const struct update_options *options,
                              const struct collected *collected,
                              const struct opt_list *inputs,
                              struct arena *arena, struct err *err)
{
    struct table before = {0}, now = {0};

    load_before(store_of(options), &before);
    bool ok = building_run(&options->building, inputs, &now, err) &&
              updating_unmixed(&now, data_of(options), err) &&
              publishing_ready(&options->publishing, &now, err) &&
              tell_changes(options, collected, &before, &now, arena, err);

    table_release(&before);
    /* The store last: should publishing fail, the next run still knows what
     * the published maps were made from. */
    ok = ok && publishing_run(&options->publishing, &now, err) &&
         building_save(&options->building, &now, err);
    table_release(&now);
    return ok;
}

static bool update(struct update_options *options, struct opt_list *inputs,
                   struct arena *arena, struct err *err)
{
    static const struct opt_list none = {0};
    struct collected collected = {0};
    struct opt_list pref = {0};
    struct err fault = {0};

    options->collecting.quiet = options->building.quiet;
    say_quiet(options->building.quiet);
    bool ok =
        check_options(options, inputs, err) &&
        area_code_prefectures(&options->publishing.pref,
                              &options->publishing.area, &pref, arena, err) &&
        collecting_choose(&options->collecting, &none,
                          roles_of(options, pref.n > 0), &pref, &collected,
                          err) &&
        collecting_run(&options->collecting, &pref, &none, &collected, err) &&
        updating_prepare(&options->building, &collected, data_of(options),
                         inputs, arena, err) &&
        build_and_publish(options, &collected, inputs, arena, err);
    /* The maps are made of what is there; the status still tells what was
     * not. Offline nobody was asked, and what is missing was said. */
    if (ok && !options->collecting.offline &&
        !collecting_ok(&collected, &fault)) {
        *err = fault;
        ok = err_in(err, _("the maps are made, but not all sources are of "
                           "today"));
    }
    opt_list_release(&pref);
    collected_release(&collected);
    return ok;
}

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct update_options options = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_update, argc, argv, &options, &operands,
                            &arena, &helped, err);

    (void)status;
    if (ok && !helped) {
        ok = update(&options, &operands, &arena, err);
        if (ok)
            run_report();
    }
    building_release(&options.building);
    publishing_release(&options.publishing);
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_update = {
    .name = "update",
    .operands = "[INPUT...]",
    .summary = N_("fetch, build, publish, and tell what changed: the "
                  "half-yearly job"),
    .notes = N_("Brings the current editions of facilities, filing lists and "
                "municipalities; with\n--pref or --area also boundaries and "
                "the towns of the dictionary, unless\n--boundaries or "
                "--gazetteer give others. INPUT adds lists of your own.\n"
                "When a source cannot be had, or is refused, its edition "
                "before is used; the maps\nare made all the same, and the "
                "exit status tells (3 refused, 4 network).\n"
                "What changed since the store of the last run goes to "
                "changes/<day>/: a paragraph,\ntables, a workbook for each "
                "municipality. For staff only."),
    .examples = "  zaitaku update --pref 25 -o out\n"
                "  zaitaku update --area 25201 -o out local/ --decisions "
                "decisions/",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
