#include "cmd/limit_text.h"

#include "norm/text.h"

#define MAX_TEXT 64
#define MAX_M 1e6
#define MAX_MIN 1440

static const struct {
    const char *name;
    bool minutes;
    double in_base; /* metres, or minutes */
} unit[] = {
    {"km", false, 1000},    {"キロメートル", false, 1000},
    {"キロ", false, 1000},  {"min", true, 1},
    {"minutes", true, 1},   {"分", true, 1},
    {"時間", true, 60},     {"h", true, 60},
    {"メートル", false, 1}, {"m", false, 1},
};

bool limit_read(const char *option, const char *text, struct limit *limit,
                struct err *err)
{
    char room[MAX_TEXT];
    size_t len = text_narrow(str_of(text), room, sizeof(room));
    struct str typed =
        len == SIZE_MAX ? str_of(text) : str_trim((struct str){room, len});

    for (size_t u = 0; u < sizeof(unit) / sizeof(*unit); u++) {
        struct str name = str_of(unit[u].name);
        double number;
        if (!str_ends(typed, name) ||
            !str_number(str_trim(str_cut(typed, 0, typed.len - name.len)),
                        &number))
            continue;
        number *= unit[u].in_base;
        if (number > 0 && number <= (unit[u].minutes ? MAX_MIN : MAX_M)) {
            *limit = (struct limit){unit[u].minutes, number};
            return true;
        }
    }
    return err_set(err, ERR_USAGE,
                   _("--%s '%s' is neither a distance (16km, 800m) nor a time "
                     "(30min)"),
                   option, text);
}
