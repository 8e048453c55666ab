#include "cmd/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

const struct command *const commands[] = {
#define COMMAND(id) &cmd_##id,
#include "cmd/commands.def"
#undef COMMAND
};
const size_t command_count = sizeof(commands) / sizeof(*commands);

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

bool command_unknown(const char *name, struct err *err)
{
    const char *best = NULL;
    size_t least = 4;

    for (size_t i = 0; i < command_count; i++) {
        size_t edits = opt_edits(name, commands[i]->name);
        if (edits < least) {
            least = edits;
            best = commands[i]->name;
        }
    }
    if (best)
        return err_set(err, ERR_USAGE, _("no command '%s'; did you mean '%s'?"),
                       name, best);
    return err_set(err, ERR_USAGE,
                   _("no command '%s'; 'zaitaku help' lists them"), name);
}

bool command_parse(const struct command *command, int argc, char **argv,
                   void *options, struct opt_list *operands,
                   struct arena *arena, bool *helped, struct err *err)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            struct buf text = {0};
            command_help(command, &text);
            *helped = true;
            bool ok = command_print(buf_str(&text), err);
            buf_release(&text);
            return ok;
        }
    return opt_parse(command->option, command->n_option, argc, argv, options,
                     operands, arena, err);
}

bool command_print(struct str text, struct err *err)
{
    if (fwrite(text.ptr, 1, text.len, stdout) == text.len &&
        fflush(stdout) == 0)
        return true;
    return err_set(err, ERR_STORAGE, _("cannot write the result: %s"),
                   strerror(errno));
}

void command_help(const struct command *command, struct buf *out)
{
    buf_addf(out, _("usage: zaitaku %s [OPTION]... %s\n\n%s\n"), command->name,
             command->operands, _(command->summary));
    if (command->n_option) {
        buf_addf(out, "\n%s\n", _("Options:"));
        opt_help(command->option, command->n_option, out);
    }
    if (command->notes)
        buf_addf(out, "\n%s\n", _(command->notes));
    if (command->examples)
        buf_addf(out, "\n%s\n%s\n", _("Examples:"), command->examples);
}

static void exit_statuses(struct buf *out, const char *line)
{
    buf_addf(out, line, 0, _("done"));
    buf_addf(out, line, STATUS_FINDINGS,
             _("done, and the check that was asked for found something"));
    for (int class = ERR_NONE + 1; class < ERR_CLASS_COUNT; class ++)
        buf_addf(out, line, err_status((enum err_class) class),
                 _(err_meaning((enum err_class) class)));
}

void command_help_all(struct buf *out)
{
    buf_add_text(out, _("usage: zaitaku COMMAND [OPTION]...\n\n"
                        "Home-care maps of Japanese municipalities from public "
                        "data.\n\n"));
    buf_addf(out, "%s\n", _("Commands:"));
    for (size_t i = 0; i < command_count; i++)
        buf_addf(out, "  %-10s %s\n", commands[i]->name,
                 _(commands[i]->summary));
    buf_addf(out, "\n%s\n", _("Exit status:"));
    exit_statuses(out, "  %d  %s\n");
    buf_addf(out, "\n%s\n",
             _("'zaitaku help COMMAND' tells more about one of them."));
}

/* ---- manual page ---- */

static void man_text(struct buf *out, const char *text)
{
    for (bool start = true; *text; text++) {
        if (start && (*text == '.' || *text == '\''))
            buf_add_text(out, "\\&");
        if (*text == '-')
            buf_add_text(out, "\\-");
        else if (*text == '\\')
            buf_add_text(out, "\\e");
        else
            buf_add_char(out, *text);
        start = *text == '\n';
    }
    buf_add_char(out, '\n');
}

static void man_option(struct buf *out, const struct opt *opt)
{
    buf_add_text(out, ".TP\n");
    if (opt->letter)
        buf_addf(out, "\\fB\\-%c\\fR, ", opt->letter);
    buf_add_text(out, "\\fB\\-\\-");
    for (const char *c = opt->name; *c; c++)
        buf_add_text(out, *c == '-' ? "\\-" : (char[]){*c, '\0'});
    buf_addf(out, "\\fR %s\n", opt->value ? opt->value : "");
    man_text(out, _(opt->summary));
}

static void man_command(struct buf *out, const struct command *command)
{
    buf_addf(out, ".SS \"zaitaku %s %s\"\n", command->name, command->operands);
    man_text(out, _(command->summary));
    for (size_t i = 0; i < command->n_option; i++)
        man_option(out, &command->option[i]);
    if (command->notes) {
        buf_add_text(out, ".PP\n");
        man_text(out, _(command->notes));
    }
    if (command->examples) {
        buf_add_text(out, ".PP\n.nf\n");
        man_text(out, command->examples);
        buf_add_text(out, ".fi\n");
    }
}

void command_manual(struct buf *out)
{
    buf_add_text(out, ".TH ZAITAKU 1 \"\" \"zaitaku " ZAITAKU_VERSION "\"\n"
                      ".SH NAME\n");
    man_text(out, _("zaitaku - home-care maps of Japanese municipalities from "
                    "public data"));
    buf_add_text(out, ".SH SYNOPSIS\n\\fBzaitaku\\fR COMMAND "
                      "[\\fIOPTION\\fR]...\n.SH COMMANDS\n");
    for (size_t i = 0; i < command_count; i++)
        man_command(out, commands[i]);
    buf_add_text(out, ".SH \"EXIT STATUS\"\n");
    exit_statuses(out, ".TP\n%d\n%s\n");
}

/* ---- completion ---- */

static void complete_bash(struct buf *out)
{
    buf_add_text(out, "_zaitaku() {\n"
                      "    local word=${COMP_WORDS[COMP_CWORD]} options=\n"
                      "    if [ \"$COMP_CWORD\" = 1 ]; then\n"
                      "        COMPREPLY=($(compgen -W \"");
    for (size_t i = 0; i < command_count; i++)
        buf_addf(out, "%s ", commands[i]->name);
    buf_add_text(out, "--version\" -- \"$word\"))\n        return\n    fi\n"
                      "    case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; i < command_count; i++) {
        buf_addf(out, "    %s) options=\"", commands[i]->name);
        for (size_t o = 0; o < commands[i]->n_option; o++)
            buf_addf(out, "--%s ", commands[i]->option[o].name);
        buf_add_text(out, "--help\" ;;\n");
    }
    buf_add_text(out, "    esac\n"
                      "    case $word in\n"
                      "    -*) COMPREPLY=($(compgen -W \"$options\" -- "
                      "\"$word\")) ;;\n"
                      "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
                      "    esac\n}\n"
                      "complete -o filenames -F _zaitaku zaitaku\n");
}

/* Quotes that would end a single-quoted shell word are left out. */
static void add_quoted(struct buf *out, const char *text)
{
    buf_add_char(out, '\'');
    for (; *text && *text != '\n'; text++)
        if (!strchr("'[]:", *text))
            buf_add_char(out, *text);
    buf_add_char(out, '\'');
}

static void complete_zsh(struct buf *out)
{
    buf_add_text(out, "#compdef zaitaku\n_zaitaku() {\n"
                      "    if (( CURRENT == 2 )); then\n"
                      "        compadd");
    for (size_t i = 0; i < command_count; i++)
        buf_addf(out, " %s", commands[i]->name);
    buf_add_text(out, "\n        return\n    fi\n    case ${words[2]} in\n");
    for (size_t i = 0; i < command_count; i++) {
        buf_addf(out, "    %s) _arguments '*:file:_files'", commands[i]->name);
        for (size_t o = 0; o < commands[i]->n_option; o++) {
            const struct opt *opt = &commands[i]->option[o];
            buf_addf(out, " '--%s%s'", opt->name,
                     opt->value ? ":value:_files" : "");
        }
        buf_add_text(out, " ;;\n");
    }
    buf_add_text(out, "    esac\n}\n_zaitaku \"$@\"\n");
}

static void complete_fish(struct buf *out)
{
    for (size_t i = 0; i < command_count; i++) {
        buf_addf(out, "complete -c zaitaku -n __fish_use_subcommand -a %s -d ",
                 commands[i]->name);
        add_quoted(out, _(commands[i]->summary));
        buf_add_char(out, '\n');
        for (size_t o = 0; o < commands[i]->n_option; o++) {
            const struct opt *opt = &commands[i]->option[o];
            buf_addf(out,
                     "complete -c zaitaku -n '__fish_seen_subcommand_from "
                     "%s' -l %s %s-d ",
                     commands[i]->name, opt->name, opt->value ? "-r " : "");
            add_quoted(out, _(opt->summary));
            buf_add_char(out, '\n');
        }
    }
}

bool command_completion(const char *shell, struct buf *out, struct err *err)
{
    if (strcmp(shell, "bash") == 0)
        complete_bash(out);
    else if (strcmp(shell, "zsh") == 0)
        complete_zsh(out);
    else if (strcmp(shell, "fish") == 0)
        complete_fish(out);
    else
        return err_set(err, ERR_USAGE,
                       _("no completion for '%s'; use bash, zsh or fish"),
                       shell);
    return true;
}
