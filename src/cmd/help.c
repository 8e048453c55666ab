#include "cmd/command.h"

struct help_options {
    bool man;
    const char *completion;
};

#define AT(member) offsetof(struct help_options, member)
static const struct opt option[] = {
    {"man", 0, OPT_FLAG, AT(man), NULL, N_("print the manual page (groff)")},
    {"completion", 0, OPT_TEXT, AT(completion), "<shell>",
     N_("print completion for bash, zsh or fish")},
};

static bool explain(const struct opt_list *operands, struct buf *out,
                    struct err *err)
{
    if (operands->n == 0) {
        command_help_all(out);
        return true;
    }
    const struct command *command = command_find(operands->item[0]);
    if (!command)
        return command_unknown(operands->item[0], err);
    command_help(command, out);
    return true;
}

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct help_options options = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    struct buf out = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_help, argc, argv, &options, &operands, &arena,
                            &helped, err);

    (void)status;
    if (ok && !helped) {
        if (options.man)
            command_manual(&out);
        else if (options.completion)
            ok = command_completion(options.completion, &out, err);
        else
            ok = explain(&operands, &out, err);
        ok = ok && command_print(buf_str(&out), err);
    }
    buf_release(&out);
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_help = {
    .name = "help",
    .operands = "[COMMAND]",
    .summary = N_("tell what the commands do"),
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
