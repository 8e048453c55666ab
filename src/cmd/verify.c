/* Are the snapshots still what was fetched? */
#include "base/say.h"
#include "cmd/command.h"
#include "cmd/snapshot_choice.h"

#include <string.h>

struct verify_options {
    const char *dir;
    bool quiet;
};

#define AT(member) offsetof(struct verify_options, member)
static const struct opt option[] = {
    {"dir", 0, OPT_TEXT, AT(dir), "<folder>",
     N_("where snapshots are kept (default: data)")},
    {"quiet", 'q', OPT_FLAG, AT(quiet), NULL,
     N_("only warnings and errors on the terminal")},
};

struct verifying {
    const struct opt_list *sources;
    struct buf report;
    size_t n_fault, n_snapshot, n_file;
    uint64_t n_byte;
};

static void tell(void *context, const char *sentence)
{
    struct verifying *verifying = context;

    buf_addf(&verifying->report, "%s\n", sentence);
}

static bool is_chosen(void *context, const char *source)
{
    const struct verifying *verifying = context;

    for (size_t s = 0; s < verifying->sources->n; s++)
        if (strcmp(source, verifying->sources->item[s]) == 0)
            return true;
    return verifying->sources->n == 0;
}

static bool verify_one(struct verifying *verifying,
                       const struct snapshot *snapshot, struct err *err)
{
    size_t n_fault = 0;

    say(_("verifying '%s'"), snapshot->path);
    if (!snapshot_verify(snapshot, tell, verifying, &n_fault, err))
        return false;
    verifying->n_fault += n_fault;
    verifying->n_snapshot++;
    verifying->n_file += snapshot->n_file;
    verifying->n_byte += snapshot_bytes(snapshot);
    return true;
}

static bool report(struct verifying *verifying, int *status, struct err *err)
{
    if (verifying->n_fault)
        buf_addf(&verifying->report, _("%zu faults in %zu snapshots\n"),
                 verifying->n_fault, verifying->n_snapshot);
    else
        buf_addf(&verifying->report,
                 _("ok: %zu snapshots, %zu files, %.0f MB: all as fetched\n"),
                 verifying->n_snapshot, verifying->n_file,
                 (double)verifying->n_byte / 1e6);
    *status = verifying->n_fault ? STATUS_FINDINGS : 0;
    return command_print(buf_str(&verifying->report), err);
}

static bool verify(const char *data, const struct opt_list *sources,
                   int *status, struct err *err)
{
    struct verifying verifying = {.sources = sources};
    struct snapshots all = {0};
    bool ok = snapshot_choice_folder(data, err) &&
              snapshot_list_telling(data, &all, tell, &verifying,
                                    &verifying.n_fault, err) &&
              (verifying.n_fault || snapshot_choice_check(&all, sources, err));

    for (size_t i = 0; ok && i < all.n; i++)
        if (snapshot_choice_has(sources, &all.item[i]))
            ok = verify_one(&verifying, &all.item[i], err);
    ok = ok &&
         snapshot_verify_beside(data, is_chosen, tell, &verifying,
                                &verifying.n_fault, err) &&
         report(&verifying, status, err);
    buf_release(&verifying.report);
    snapshot_release(&all);
    return ok;
}

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct verify_options options = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_verify, argc, argv, &options, &operands,
                            &arena, &helped, err);

    if (ok && !helped) {
        say_quiet(options.quiet);
        ok = verify(options.dir ? options.dir : SNAPSHOT_DATA, &operands,
                    status, err);
    }
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_verify = {
    .name = "verify",
    .operands = "[SOURCE...]",
    .summary = N_("are the snapshots still what was fetched?"),
    .notes = N_("Hashes every file of every snapshot again, also of those in "
                "quarantine. Exit\nstatus 1 when a file is missing, was "
                "changed or was put there by somebody else."),
    .examples = "  zaitaku verify\n  zaitaku verify kaigo --dir /srv/data",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
