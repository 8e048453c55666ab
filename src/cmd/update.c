/*
 * The half-yearly job in one line: fetch, build, publish, and say what changed
 * since the last time.
 */
#include "base/say.h"
#include "cmd/building.h"
#include "cmd/collecting.h"
#include "cmd/command.h"
#include "cmd/dictionary.h"
#include "cmd/diffing.h"
#include "cmd/owned.h"
#include "cmd/publishing.h"
#include "cmd/run_report.h"
#include "norm/code.h"
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

/* What a run brings; the roles that an option of the user's stands for are
 * left out. */
static unsigned roles_of(const struct update_options *options, bool limited)
{
    unsigned roles = ROLES_BY_DEFAULT;

    if (limited && !options->building.boundaries.n)
        roles |= ROLE_BIT(ROLE_BOUNDARY);
    if (limited && !options->building.gazetteer)
        roles |= ROLE_BIT(ROLE_ADDRESS);
    return roles;
}

/* The newest edition that can be used: what came today, else the one before.
 * NULL: there is none. */
static const struct snapshot *usable(const struct collected *collected,
                                     size_t i)
{
    const struct fetched *fetched = &collected->item[i];

    return fetched->state == FETCHED_NEW || fetched->state == FETCHED_SAME
               ? &fetched->snapshot
               : snapshot_latest(&collected->snapshots, fetched->source->id);
}

/* ---- what the stages are given ---- */

/* Paths of the usable snapshots of a role: their folders, or their files. */
static void add_paths(const struct collected *collected, enum source_role role,
                      bool files, struct opt_list *list, struct arena *arena)
{
    for (size_t i = 0; i < collected->n; i++) {
        const struct snapshot *snapshot = usable(collected, i);
        if (!snapshot || collected->source[i]->role != role)
            continue;
        for (size_t f = 0; f < (files ? snapshot->n_file : 1); f++) {
            list->item =
                mem_room(list->item, list->n, &list->cap, sizeof(*list->item));
            list->item[list->n++] =
                files ? arena_format(arena, "%s/%s", snapshot->path,
                                     snapshot->file[f].name)
                      : snapshot->path;
        }
    }
}

/* Without the facilities there is no map; without the rest there is a poorer
 * one, and the end of the run says what is missing. */
static bool has_listings(const struct collected *collected, struct err *err)
{
    for (size_t i = 0; i < collected->n; i++) {
        if (collected->source[i]->role != ROLE_LISTING || usable(collected, i))
            continue;
        *err = collected->item[i].err;
        return err_in(err, _("no edition of '%s' is here"),
                      collected->source[i]->id);
    }
    return true;
}

static void say_of_older(const struct collected *collected)
{
    for (size_t i = 0; i < collected->n; i++) {
        const struct fetched *fetched = &collected->item[i];
        const struct snapshot *snapshot = usable(collected, i);
        if (fetched->state == FETCHED_NEW || fetched->state == FETCHED_SAME)
            continue;
        if (snapshot)
            say_warn(_("'%s': the edition before is used, '%s': %s"),
                     fetched->source->id, snapshot->path, fetched->err.text);
        else
            say_warn(_("'%s' is missing from this run: %s"),
                     fetched->source->id, fetched->err.text);
    }
}

/* The dictionary of the fetched tables, made anew when one of them is. */
static bool make_dictionary(struct update_options *options,
                            const struct collected *collected,
                            struct arena *arena, struct err *err)
{
    struct opt_list source = {0};

    add_paths(collected, ROLE_ADDRESS, true, &source, arena);
    if (options->building.gazetteer || !source.n) {
        opt_list_release(&source);
        return true;
    }
    add_paths(collected, ROLE_PLACES, true, &source, arena);
    options->building.gazetteer =
        arena_format(arena, "%s/.dictionary.gaz", data_of(options));
    bool ok = dictionary_build(
        &(struct dictionary){.source = source.item,
                             .n_source = source.n,
                             .output = options->building.gazetteer},
        err);
    opt_list_release(&source);
    return ok;
}

static bool prepare(struct update_options *options,
                    const struct collected *collected, struct opt_list *inputs,
                    struct arena *arena, struct err *err)
{
    struct building *building = &options->building;

    say_of_older(collected);
    if (!has_listings(collected, err))
        return false;
    add_paths(collected, ROLE_LISTING, false, inputs, arena);
    add_paths(collected, ROLE_FILINGS, false, inputs, arena);
    if (!building->municipalities.n)
        add_paths(collected, ROLE_PLACES, true, &building->municipalities,
                  arena);
    if (!building->boundaries.n)
        add_paths(collected, ROLE_BOUNDARY, true, &building->boundaries, arena);
    return make_dictionary(options, collected, arena, err);
}

/* ---- what changed ---- */

/* The store of the last run, before it is replaced. None: the first run. */
static bool load_before(const char *store, struct table *before,
                        struct err *err)
{
    return access(store, F_OK) != 0 || store_load(store, before, err);
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
                         struct table *before, struct table *now,
                         struct arena *arena, struct err *err)
{
    char today[11];
    struct diffing diffing = {.area = options->publishing.area,
                              .pref = options->publishing.pref};
    bool changed = false;

    if (!before->n_facility) {
        say(_("this is the first run: there is nothing to compare with"));
        return true;
    }
    if (!creation_date(today, err))
        return false;
    if (mkdir(changes_of(options), 0777) != 0 && errno != EEXIST)
        return err_set(err, ERR_STORAGE, _("cannot make the folder '%s': %s"),
                       changes_of(options), strerror(errno));
    diffing.output = changes_folder(options, today, arena);
    /* Names that stand in files: in Japanese, whoever runs this. */
    return diffing_compare(&diffing, NULL,
                           &(struct diffing_side){before, "前回のストア"},
                           &(struct diffing_side){now, "今回"}, &changed, err);
}

/* ---- the run ---- */

/* By its name: neither folder needs to be there. */
static bool is_named_inside(const char *out, const char *folder)
{
    size_t n = strlen(out);

    while (n > 1 && out[n - 1] == '/')
        n--;
    return strncmp(out, folder, n) == 0 &&
           (folder[n] == '/' || folder[n] == '\0');
}

/* OUT is replaced as a whole: what lies in it would be lost. */
static bool lies_outside(const struct update_options *options,
                         const char *folder, struct err *err)
{
    const char *out = options->publishing.output;
    struct buf inside = {0};

    buf_addf(&inside, "%s/x", folder);
    bool lost = is_named_inside(out, folder) || owned_holds(out, inside.ptr);
    buf_release(&inside);
    return !lost || err_set(err, ERR_USAGE,
                            _("'%s' lies inside the output '%s', which is "
                              "replaced as a whole; keep it in another "
                              "folder"),
                            folder, out);
}

/* Options that cannot work are told before anybody is asked for anything. */
static bool check_options(const struct update_options *options, struct err *err)
{

    return publishing_check(&options->publishing, store_of(options), err) &&
           store_may_replace(store_of(options), err) &&
           lies_outside(options, data_of(options), err) &&
           lies_outside(options, changes_of(options), err);
}

static bool build_and_publish(struct update_options *options,
                              const struct opt_list *inputs,
                              struct arena *arena, struct err *err)
{
    struct table before = {0}, now = {0};
    bool ok = load_before(store_of(options), &before, err) &&
              building_run(&options->building, inputs, &now, err) &&
              publishing_ready(&options->publishing, &now, err) &&
              tell_changes(options, &before, &now, arena, err);

    table_release(&before);
    /* The store last: should publishing fail, the next run still knows what
     * the published maps were made from. */
    ok = ok && publishing_run(&options->publishing, &now, err) &&
         building_save(&options->building, &now, err);
    table_release(&now);
    return ok;
}

/* Prefectures of the areas that are asked for. */
static bool prefectures_of(const struct publishing *publishing,
                           struct opt_list *pref, struct arena *arena,
                           struct err *err)
{
    for (size_t i = 0; i < publishing->pref.n + publishing->area.n; i++) {
        const char *text = i < publishing->pref.n
                               ? publishing->pref.item[i]
                               : publishing->area.item[i - publishing->pref.n];
        char code[6];
        if (i >= publishing->pref.n) {
            if (!code_municipality(str_of(text), code))
                return err_set(err, ERR_USAGE,
                               _("'%s' is not a municipality code; give its 5 "
                                 "or 6 digits"),
                               text);
            text = arena_copy(arena, code, 2);
        }
        pref->item =
            mem_room(pref->item, pref->n, &pref->cap, sizeof(*pref->item));
        pref->item[pref->n++] = text;
    }
    return true;
}

static bool update(struct update_options *options, struct opt_list *inputs,
                   struct arena *arena, struct err *err)
{
    static const struct opt_list none = {0};
    struct collected collected = {0};
    struct opt_list pref = {0};
    struct err fetch_err = {0};

    options->collecting.quiet = options->building.quiet;
    say_quiet(options->building.quiet);
    bool ok =
        check_options(options, err) &&
        prefectures_of(&options->publishing, &pref, arena, err) &&
        collecting_choose(&options->collecting, &none,
                          roles_of(options, pref.n > 0), &pref, &collected,
                          err) &&
        collecting_run(&options->collecting, &pref, &none, &collected, err) &&
        prepare(options, &collected, inputs, arena, err) &&
        build_and_publish(options, inputs, arena, err);
    /* The maps are made of what is there; the status still tells what was
     * not. */
    if (ok && !collecting_ok(&collected, &fetch_err)) {
        *err = fetch_err;
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
