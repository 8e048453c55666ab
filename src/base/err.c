#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    int status;
    const char *meaning;
} classes[ERR_CLASS_COUNT] = {
    [ERR_NONE] = {0, N_("done")},
#define ERROR(name, status, meaning) [ERR_##name] = {status, meaning},
#include "base/errors.def"
#undef ERROR
};

/* A sentence that was cut must still be valid UTF-8. */
static void drop_partial_character(char *text)
{
    size_t len = strlen(text);
    size_t start = len;

    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    start--;
    unsigned char lead = (unsigned char)text[start];
    size_t need = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (len - start < need)
        text[start] = '\0';
}

bool err_set(struct err *err, enum err_class class, const char *format, ...)
{
    va_list args;

    err->class = class;
    va_start(args, format);
    int need = vsnprintf(err->text, sizeof(err->text), format, args);
    va_end(args);
    if (need >= (int)sizeof(err->text))
        drop_partial_character(err->text);
    return false;
}

bool err_in(struct err *err, const char *format, ...)
{
    char whole[sizeof(err->text)];
    va_list args;

    va_start(args, format);
    int used = vsnprintf(whole, sizeof(whole), format, args);
    va_end(args);
    size_t at = used < 0 ? 0 : strlen(whole);
    size_t room = sizeof(whole) - 1 - at;
    size_t rest = strlen(err->text);
    if (room > 2) {
        memcpy(whole + at, ": ", 2);
        rest = rest < room - 2 ? rest : room - 2;
        memcpy(whole + at + 2, err->text, rest);
        whole[at + 2 + rest] = '\0';
    }
    drop_partial_character(whole);
    memcpy(err->text, whole, sizeof(whole));
    return false;
}

int err_status(enum err_class class)
{
    return classes[class].status;
}

const char *err_meaning(enum err_class class)
{
    return classes[class].meaning;
}
