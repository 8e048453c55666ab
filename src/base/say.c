#include "base/say.h"

#include "base/buf.h"
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Clear what stands from here to the end of the line (ECMA-48, EL). */
#define CLEAR "\033[K"

static bool be_quiet;
static bool is_drawn; /* a line of progress stands there */

void say_quiet(bool quiet)
{
    be_quiet = quiet;
}

static void add_shown(struct buf *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        bool control = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
        buf_add_char(out, control ? '?' : *text);
    }
}

static void line(const char *label, const char *text)
{
    struct buf out = {0};

    if (is_drawn)
        buf_add_text(&out, "\r" CLEAR);
    is_drawn = false;
    buf_addf(&out, "zaitaku: %s", label);
    add_shown(&out, text);
    buf_add_char(&out, '\n');
    fwrite(out.ptr, 1, out.len, stderr);
    buf_release(&out);
}

static void line_of(const char *label, const char *format, va_list args)
{
    char text[4096];

    vsnprintf(text, sizeof(text), format, args);
    line(label, text);
}

void say(const char *format, ...)
{
    va_list args;

    if (be_quiet)
        return;
    va_start(args, format);
    line_of("", format, args);
    va_end(args);
}

void say_warn(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    line_of(_("warning: "), format, args);
    va_end(args);
}

void say_error(const char *text)
{
    line(_("error: "), text);
}

/* ---- progress ---- */

bool say_is_watched(void)
{
    const char *terminal = getenv("TERM");

    return !be_quiet && terminal && *terminal &&
           strcmp(terminal, "dumb") != 0 && isatty(STDERR_FILENO);
}

/* As much of a line as the terminal has columns for: characters from U+1100 on
 * take two (East Asian wide ones begin there), all others one. */
static struct str fitting(struct str line, size_t columns)
{
    size_t at = 0, used = 0;

    while (at < line.len) {
        uint32_t code;
        size_t n = str_char(line, at, &code);
        size_t wide = n > 0 && code >= 0x1100 ? 2 : 1;
        if (used + wide > columns)
            break;
        used += wide;
        at += n > 0 ? n : 1;
    }
    return str_cut(line, 0, at);
}

static size_t terminal_columns(void)
{
    struct winsize size;

    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1)
        return size.ws_col - 1U; /* the last column may wrap */
    return 79;
}

void say_progress(const char *text)
{
    struct buf shown = {0}, out = {0};

    if (!say_is_watched() || (!text && !is_drawn))
        return;
    buf_add_char(&out, '\r');
    if (text) {
        add_shown(&shown, text);
        buf_add_str(&out, fitting(buf_str(&shown), terminal_columns()));
    }
    buf_add_text(&out, CLEAR);
    is_drawn = text != NULL;
    fwrite(out.ptr, 1, out.len, stderr);
    fflush(stderr);
    buf_release(&out);
    buf_release(&shown);
}
