/* Finds the command, prints the error, sets the exit status. */
#include "base/say.h"
#include "cmd/command.h"
#include "cmd/locale.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static bool run(int argc, char **argv, int *status, struct err *err)
{
    if (argc < 2) {
        struct buf text = {0};
        command_help_all(&text);
        fputs(text.ptr, stderr);
        buf_release(&text);
        return err_set(err, ERR_USAGE, _("no command is given"));
    }
    if (strcmp(argv[1], "--version") == 0)
        return command_print(STR("zaitaku " ZAITAKU_VERSION "\n"), err);
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    const struct command *command = command_find(name);
    if (!command)
        return command_unknown(name, err);
    return command->run(argc - 2, argv + 2, status, err);
}

int main(int argc, char **argv)
{
    struct err err = {0};
    int status = 0;

    /* Over a limit on the size of files, writing fails with a sentence. */
    signal(SIGXFSZ, SIG_IGN);
    locale_start();
    if (run(argc, argv, &status, &err))
        return status;
    say_error(err.text);
    return err_status(err.class);
}
