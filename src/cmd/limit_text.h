/*
 * How far, or how long, as a person types it: 16km, 800m, 1.5キロ, 30min, 30分,
 * in any width.
 */
#ifndef CMD_LIMIT_TEXT_H
#define CMD_LIMIT_TEXT_H

#include "base/err.h"

struct limit {
    bool minutes;  /* else metres */
    double amount; /* > 0 */
};

/* `option` is named in the sentence. ERR_USAGE for anything else, for 0, and
 * for more than 1,000 km or a day. */
bool limit_read(const char *option, const char *text, struct limit *limit,
                struct err *err);

#endif
