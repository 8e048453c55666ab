/*
 * What is known of each day of a week (rules 7 and 8 of hours.h): shared by
 * the files of hours.h, and by nobody else.
 */
#ifndef NORM_HOURS_KNOWN_H
#define NORM_HOURS_KNOWN_H

#include "norm/hours.h"

#define HOURS_DAY_MIN 1440
#define HOURS_WEEKDAYS 7
#define HOURS_WEEKS 5

enum hours_state { STATE_UNKNOWN, STATE_OPEN, STATE_CLOSED };

struct hours_known {
    const struct week_hours *from; /* borrowed */
    enum hours_state state[DAY_COUNT];
    unsigned off[HOURS_WEEKDAYS]; /* bit w: closed in week w + 1 of the month */
    bool known;                   /* anything at all */
    unsigned odd;                 /* HOURS_CONFLICT or 0 */
};

struct hours_known hours_known(const struct week_hours *week);

/* The days (bit per DAY_*) among `left` that are like `day`, itself too. */
unsigned hours_known_group(const struct hours_known *week, int day,
                           unsigned left);

#endif
