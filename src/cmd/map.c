#include "cmd/building.h"
#include "cmd/command.h"
#include "cmd/owned.h"
#include "cmd/publishing.h"
#include "cmd/run_report.h"

struct map_options {
    struct building building; /* first: its option rows count on it */
    struct publishing publishing;
};

static const struct opt option[] = {
    PUBLISHING_OPTIONS(offsetof(struct map_options, publishing)),
    {"store", 0, OPT_TEXT, BUILDING_AT(store), "<file>",
     N_("keep everything in this GeoPackage (default: zaitaku.gpkg)")},
    BUILDING_OPTIONS,
};

/* OUT is replaced as a whole: answers that lie in it would be lost. */
static bool decisions_are_safe(const struct map_options *options,
                               struct err *err)
{
    const char *decisions = options->building.decisions;
    const char *out = options->publishing.output;

    return !decisions || !owned_holds(out, decisions) ||
           err_set(err, ERR_USAGE,
                   _("the decisions '%s' lie inside the output '%s', which is "
                     "replaced as a whole; keep them in another folder"),
                   decisions, out);
}

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct map_options options = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    struct table table = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_map, argc, argv, &options, &operands, &arena,
                            &helped, err);
    const struct building *building = &options.building;

    (void)status;
    if (ok && !helped) {
        ok = publishing_check(&options.publishing,
                              building->store ? building->store : STORE_DEFAULT,
                              err) &&
             decisions_are_safe(&options, err) &&
             building_run(building, &operands, &table, err) &&
             publishing_ready(&options.publishing, &table, err) &&
             building_save(building, &table, err) &&
             publishing_run(&options.publishing, &table, err);
        if (ok)
            run_report();
    }
    table_release(&table);
    building_release(&options.building);
    publishing_release(&options.publishing);
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_map = {
    .name = "map",
    .operands = "INPUT...",
    .summary = N_("published files -> maps of each municipality, in two "
                  "editions"),
    .notes = N_("INPUT is any mixture of files, zips and folders. What a file "
                "is, is read from its header row, never from its name.\n"
                "OUT/resident may be uploaded; OUT/professional and OUT/staff "
                "may not. OUT is replaced as a whole, or not at all."),
    .examples = "  zaitaku map downloads/ -o out --area 25201 "
                "--boundaries N03-20250101_25_GML.zip\n"
                "  zaitaku map downloads/ -o out --all --skip-unknown",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
