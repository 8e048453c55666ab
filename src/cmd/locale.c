#include "cmd/locale.h"

#include "base/err.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void locale_start(void)
{
    static const char *const beside[] = {"/locale", "/../share/locale"};
    char program[4000], folder[4096];
    struct stat info;

    setlocale(LC_MESSAGES, "");
    setlocale(LC_CTYPE, "");
    ssize_t len = readlink("/proc/self/exe", program, sizeof(program) - 1);
    if (len <= 0)
        return;
    program[len] = '\0';
    char *slash = strrchr(program, '/');
    if (slash)
        *slash = '\0';
    for (size_t i = 0; i < sizeof(beside) / sizeof(*beside); i++) {
        snprintf(folder, sizeof(folder), "%s%s", program, beside[i]);
        if (stat(folder, &info) == 0 && S_ISDIR(info.st_mode)) {
            bindtextdomain("zaitaku", folder);
            break;
        }
    }
    bind_textdomain_codeset("zaitaku", "UTF-8");
    textdomain("zaitaku");
}

/* The header of the catalogue in use tells its language; there is none when
 * messages are English. */
bool locale_is_japanese(void)
{
    const char *nothing = "";

    return strstr(gettext(nothing), "Language: ja") != NULL;
}
