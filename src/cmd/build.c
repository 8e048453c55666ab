#include "cmd/building.h"
#include "cmd/command.h"
#include "cmd/run_report.h"

static const struct opt option[] = {
    {"store", 0, OPT_TEXT, BUILDING_AT(store), "<file>",
     N_("the GeoPackage to write (default: zaitaku.gpkg)")},
    BUILDING_OPTIONS,
};

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct building building = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    struct table table = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_build, argc, argv, &building, &operands,
                            &arena, &helped, err);

    (void)status;
    if (ok && !helped) {
        ok = building_run(&building, &operands, &table, err) &&
             building_save(&building, &table, err);
        if (ok)
            run_report();
    }
    table_release(&table);
    building_release(&building);
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_build = {
    .name = "build",
    .operands = "INPUT...",
    .summary = N_("the first half of map: published files -> store"),
    .notes = N_("The store is a GeoPackage that QGIS opens. It holds "
                "everything and is for professionals only."),
    .examples = "  zaitaku build downloads/ --store work.gpkg",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
