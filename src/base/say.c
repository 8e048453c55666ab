#include "base/say.h"

#include "base/buf.h"
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

static bool be_quiet;

void say_quiet(bool quiet)
{
    be_quiet = quiet;
}

static void line(const char *label, const char *text)
{
    struct buf out = {0};

    buf_addf(&out, "zaitaku: %s", label);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        bool control = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
        buf_add_char(&out, control ? '?' : *text);
    }
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
