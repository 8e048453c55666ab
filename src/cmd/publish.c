#include "base/say.h"
#include "cmd/building.h"
#include "cmd/command.h"
#include "cmd/publishing.h"
#include "cmd/run_report.h"
#include "output/store.h"

struct publish_options {
    struct publishing publishing;
    const char *store;
    bool quiet;
};

#define AT(member) offsetof(struct publish_options, member)
static const struct opt option[] = {
    PUBLISHING_OPTIONS(0),
    {"store", 0, OPT_TEXT, AT(store), "<file>",
     N_("the store to read (default: zaitaku.gpkg)")},
    {"quiet", 'q', OPT_FLAG, AT(quiet), NULL,
     N_("only warnings and errors on the terminal")},
};

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct publish_options options = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    struct table table = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_publish, argc, argv, &options, &operands,
                            &arena, &helped, err);

    (void)status;
    if (ok && !helped && operands.n)
        ok = err_set(err, ERR_USAGE,
                     _("'%s' is one word too many; publish reads a store"),
                     operands.item[0]);
    if (ok && !helped) {
        const char *store = options.store ? options.store : STORE_DEFAULT;
        say_quiet(options.quiet);
        ok = publishing_check(&options.publishing, store, err) &&
             store_load(store, &table, err) &&
             publishing_run(&options.publishing, &table, err);
        if (ok)
            run_report();
    }
    table_release(&table);
    publishing_release(&options.publishing);
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_publish = {
    .name = "publish",
    .operands = "",
    .summary = N_("the second half of map: store -> maps"),
    .examples = "  zaitaku publish --store work.gpkg -o out --pref 25",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
