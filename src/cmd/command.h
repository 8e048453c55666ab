/*
 * A subcommand: one file and one row in commands.def; the descriptor stands
 * at the end of its file.
 */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "base/opt.h"

struct command {
    const char *name;
    const char *operands; /* "INPUT..." for the usage line, or "" */
    const char *summary;  /* msgid */
    const char *notes;    /* msgid: further paragraphs of the help, or NULL */
    const char *examples; /* command lines, one a line, or NULL */
    const struct opt *option;
    size_t n_option;
    /* argv[0] is the first argument after the command's name. */
    bool (*run)(int argc, char **argv, int *status, struct err *err);
};

#define COMMAND(id) extern const struct command cmd_##id;
#include "cmd/commands.def"
#undef COMMAND

extern const struct command *const commands[];
extern const size_t command_count;

/* NULL when there is none. */
const struct command *command_find(const char *name);

/* Says that there is no such command, with the nearest name. */
bool command_unknown(const char *name, struct err *err);

/* The usage text of one command, of all, the manual page (groff man), and
 * completion for a shell; all from the same rows. */
void command_help(const struct command *command, struct buf *out);
void command_help_all(struct buf *out);
void command_manual(struct buf *out);
bool command_completion(const char *shell, struct buf *out, struct err *err);

/* Parse options into `options`; prints the help and sets *helped for
 * --help. */
bool command_parse(const struct command *command, int argc, char **argv,
                   void *options, struct opt_list *operands,
                   struct arena *arena, bool *helped, struct err *err);

/* Results to stdout, checked: ERR_STORAGE when they could not be written. */
bool command_print(struct str text, struct err *err);

#endif
