#include "base/say.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* stderr becomes a terminal of so many columns; what it shows can be read
 * from what is returned. */
static int terminal(unsigned short columns)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY);

    cr_assert(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
    int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    cr_assert(slave >= 0 && dup2(slave, STDERR_FILENO) >= 0);
    struct winsize size = {.ws_col = columns, .ws_row = 24};
    cr_assert_eq(ioctl(slave, TIOCSWINSZ, &size), 0);
    setenv("TERM", "xterm", 1);
    return master;
}

static const char *shown(int master)
{
    static char text[1000];
    size_t len = 0;
    struct pollfd ready = {.fd = master, .events = POLLIN};

    while (len < sizeof(text) - 1 && poll(&ready, 1, 100) > 0) {
        ssize_t got = read(master, text + len, sizeof(text) - 1 - len);
        if (got <= 0)
            break;
        len += (size_t)got;
    }
    text[len] = '\0';
    return text;
}

Test(say, progress_makes_room_for_what_is_said)
{
    int master = terminal(40);

    say_progress("half");
    cr_expect_str_eq(shown(master), "\rhalf\033[K");
    say("done");
    cr_expect_str_eq(shown(master), "\r\033[Kzaitaku: done\r\n");
    say_progress(NULL);
    cr_expect_str_eq(shown(master), "");
    say_progress("more");
    say_progress(NULL);
    cr_expect_str_eq(shown(master), "\rmore\033[K\r\033[K");
}

Test(say, progress_fits_the_columns_and_drives_nothing)
{
    int master = terminal(8);

    say_progress("0123456789");
    cr_expect_str_eq(shown(master), "\r0123456\033[K");
    say_progress("北海道の施設");
    cr_expect_str_eq(shown(master), "\r北海道\033[K");
    say_progress("a\033[2J\n");
    cr_expect(!strstr(shown(master), "[2J\n"));
}

Test(say, progress_is_for_who_watches)
{
    int master = terminal(40), null = open("/dev/null", O_WRONLY);

    say_quiet(true);
    cr_expect(!say_is_watched());
    say_progress("half");
    cr_expect_str_eq(shown(master), "");
    say_quiet(false);
    cr_expect(say_is_watched());
    setenv("TERM", "dumb", 1);
    cr_expect(!say_is_watched());
    setenv("TERM", "xterm", 1);
    dup2(null, STDERR_FILENO);
    cr_expect(!say_is_watched());
}
