#include "base/say.h"
#include "cmd/command.h"
#include "cmd/diffing.h"
#include "cmd/run_report.h"

static const struct opt option[] = {
    DIFFING_OPTIONS(0),
};

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct diffing diffing = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    bool helped = false, changed = false;
    bool ok = command_parse(&cmd_diff, argc, argv, &diffing, &operands, &arena,
                            &helped, err);

    if (ok && !helped && operands.n != 2)
        ok =
            err_set(err, ERR_USAGE, _("name two editions to compare: OLD NEW"));
    if (ok && !helped) {
        say_quiet(diffing.quiet);
        ok = diffing_check(&diffing, err) &&
             diffing_run(&diffing, operands.item[0], operands.item[1], &changed,
                         err);
        if (ok)
            run_report();
        if (ok && changed)
            *status = STATUS_FINDINGS;
    }
    diffing_release(&diffing);
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_diff = {
    .name = "diff",
    .operands = "OLD NEW",
    .summary = N_("what is new, gone, moved or changed since last time"),
    .notes =
        N_("OLD and NEW are each a store (.gpkg), a snapshot's folder, a "
           "folder of several\n(of each source the newest), or published "
           "files. Facilities are found again by\nid, by their other numbers, "
           "then by name, address and telephone. What is missing\nfrom NEW is "
           "gone from the source, which does not mean closed. Names of\n"
           "municipalities come from the table beside a snapshot (data/abr-"
           "city), or from\n--municipalities.\n"
           "The reports are for staff only. With -o: changes.txt (a paragraph "
           "and the\ncounts), changes.csv, changes.json, changes.xlsx, and "
           "municipality/<code>.xlsx\nto tick off. A folder that was written "
           "into is not replaced.\nFor programs: -f json.\n"
           "Exit status 1 when anything changed, 3 when OLD and NEW have no "
           "list in common."),
    .examples =
        "  zaitaku diff data/navii/2025-12-01 data/navii/2026-06-01\n"
        "  zaitaku diff last.gpkg zaitaku.gpkg --area 25201 -o changes\n"
        "  zaitaku diff old/ new/ -f json > changes.json",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
