/* The only command that deletes what was fetched. */
#include "base/say.h"
#include "cmd/command.h"
#include "cmd/snapshot_choice.h"

#include <inttypes.h>
#include <string.h>

#define KEEP 2 /* the present edition and the one it is compared with */
#define MOST_KEPT 1000000

struct prune_options {
    const char *dir, *keep;
    bool quarantine, partial, dry_run, quiet;
};

#define AT(member) offsetof(struct prune_options, member)
static const struct opt option[] = {
    {"dir", 0, OPT_TEXT, AT(dir), "<folder>",
     N_("where snapshots are kept (default: data)")},
    {"keep", 0, OPT_TEXT, AT(keep), "<number>",
     N_("keep so many of the newest of each source (default: 2)")},
    {"quarantine", 0, OPT_FLAG, AT(quarantine), NULL,
     N_("delete what was refused (and older ones only with --keep)")},
    {"partial", 0, OPT_FLAG, AT(partial), NULL,
     N_("delete downloads that are not complete and kept pages (and older "
        "snapshots only with --keep)")},
    {"dry-run", 'n', OPT_FLAG, AT(dry_run), NULL,
     N_("only show what would be deleted")},
    {"quiet", 'q', OPT_FLAG, AT(quiet), NULL,
     N_("only warnings and errors on the terminal")},
};

struct pruning {
    const struct prune_options *options;
    const char *data;
    struct snapshot_store *store; /* NULL: a dry run */
    struct snapshots all;
    unsigned keep; /* 0: no older ones are deleted */
    struct buf report;
    uint64_t n_byte;
};

static bool read_keep(const struct prune_options *options, unsigned *keep,
                      struct err *err)
{
    double number;

    *keep = options->quarantine || options->partial ? 0 : KEEP;
    if (!options->keep)
        return true;
    if (!str_digits(str_of(options->keep)) ||
        !str_number(str_of(options->keep), &number) || number < 1 ||
        number > MOST_KEPT)
        return err_set(err, ERR_USAGE,
                       _("--keep '%s' is not a number from 1 on; the newest "
                         "snapshot of a source is always kept"),
                       options->keep);
    *keep = (unsigned)number;
    return true;
}

static void note(struct pruning *pruning, const char *path, uint64_t bytes)
{
    buf_addf(&pruning->report, "%s\t%s\t%" PRIu64 "\n",
             pruning->store ? "deleted" : "would-delete", path, bytes);
    pruning->n_byte += bytes;
}

/* How many of its source are newer: those behind it in the list. */
static unsigned newer(const struct pruning *pruning, size_t at)
{
    const struct snapshot *snapshot = &pruning->all.item[at];
    unsigned n = 0;

    for (size_t i = at + 1; i < pruning->all.n; i++)
        n += !pruning->all.item[i].refused &&
             strcmp(pruning->all.item[i].source, snapshot->source) == 0;
    return n;
}

/* What the publisher gave last may be of an older date than what is here. */
static bool came_last(const struct pruning *pruning, size_t at)
{
    const struct snapshot *snapshot = &pruning->all.item[at];

    for (size_t i = 0; i < pruning->all.n; i++) {
        const struct snapshot *other = &pruning->all.item[i];
        if (!other->refused && strcmp(other->source, snapshot->source) == 0 &&
            (strcmp(other->fetched, snapshot->fetched) > 0 ||
             (i > at && strcmp(other->fetched, snapshot->fetched) == 0)))
            return false;
    }
    return true;
}

static bool is_to_go(const struct pruning *pruning, size_t at)
{
    if (pruning->all.item[at].refused)
        return pruning->options->quarantine;
    return pruning->keep && newer(pruning, at) >= pruning->keep &&
           !came_last(pruning, at);
}

static bool prune_snapshots(struct pruning *pruning,
                            const struct opt_list *sources, struct err *err)
{
    for (size_t i = 0; i < pruning->all.n; i++) {
        const struct snapshot *snapshot = &pruning->all.item[i];
        if (!snapshot_choice_has(sources, snapshot) || !is_to_go(pruning, i))
            continue;
        if (pruning->store && !snapshot_prune(pruning->store, snapshot, err))
            return false;
        note(pruning, snapshot->path, snapshot_bytes(snapshot));
    }
    return true;
}

static bool prune_partial(struct pruning *pruning, struct err *err)
{
    uint64_t bytes = 0;

    if (!pruning->options->partial)
        return true;
    if (pruning->store ? !snapshot_prune_partial(pruning->store, &bytes, err)
                       : !snapshot_partial_size(pruning->data, &bytes, err))
        return false;
    if (bytes) {
        struct buf path = {0};
        buf_addf(&path, "%s/.partial", pruning->data);
        note(pruning, path.ptr, bytes);
        buf_release(&path);
    }
    return true;
}

static bool prune(struct pruning *pruning, const struct opt_list *sources,
                  struct err *err)
{
    const struct prune_options *options = pruning->options;
    struct err later = {0};

    if (!read_keep(options, &pruning->keep, err) ||
        !snapshot_choice_folder(pruning->data, err))
        return false;
    if (!options->dry_run) {
        pruning->store = snapshot_open(pruning->data, err);
        if (!pruning->store)
            return false;
    }
    if (!snapshot_list(pruning->data, &pruning->all, err) ||
        !snapshot_choice_check(&pruning->all, sources, err))
        return false;
    bool ok =
        prune_snapshots(pruning, sources, err) && prune_partial(pruning, err);
    /* What is gone is told also when the rest could not be deleted. */
    if (!command_print(buf_str(&pruning->report), ok ? err : &later))
        ok = false;
    if (ok && pruning->store)
        say(_("%" PRIu64 " bytes were deleted"), pruning->n_byte);
    return ok;
}

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct prune_options options = {0};
    struct pruning pruning = {.options = &options};
    struct opt_list operands = {0};
    struct arena arena = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_prune, argc, argv, &options, &operands, &arena,
                            &helped, err);

    (void)status;
    if (ok && !helped) {
        say_quiet(options.quiet);
        pruning.data = options.dir ? options.dir : SNAPSHOT_DATA;
        ok = prune(&pruning, &operands, err);
    }
    snapshot_close(pruning.store);
    snapshot_release(&pruning.all);
    buf_release(&pruning.report);
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_prune = {
    .name = "prune",
    .operands = "[SOURCE...]",
    .summary = N_("delete old snapshots"),
    .notes = N_("Without SOURCE it looks at all. Each line says what was "
                "deleted and how many\nbytes it had; nothing is asked. The "
                "newest snapshot of a source is never deleted,\nnor the one "
                "that was fetched last. A file that a newer snapshot has "
                "unchanged is\nstored once: only the rest makes room."),
    .examples = "  zaitaku prune --dry-run\n  zaitaku prune kaigo --keep 4\n"
                "  zaitaku prune --quarantine --partial",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
