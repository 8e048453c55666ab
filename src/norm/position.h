/*
 * A published pair of coordinates, judged by itself (before any boundary).
 */
#ifndef NORM_POSITION_H
#define NORM_POSITION_H

#include "base/str.h"

enum position_verdict {
    POSITION_USABLE,
    POSITION_BLANK,      /* nothing published, or 0,0 */
    POSITION_UNREADABLE, /* text that is no number; degrees-minutes text */
    POSITION_SWAPPED,    /* latitude and longitude exchanged */
    POSITION_WRAPPED,    /* right but for a turn of 360 degrees */
    POSITION_CENTRE,     /* the centre point of a country (Japan, Ireland) */
    POSITION_OUTSIDE,    /* outside Japan */
    POSITION_VERDICT_COUNT
};

/*
 * lon and lat as text (full width is folded). On POSITION_USABLE the two
 * numbers are set, degrees. Japan: 122.0-154.1 E, 20.3-45.7 N (the extreme
 * points of 国土地理院 with a margin). Centre points measured in the care
 * listing: 36.204824,138.252924 and 53.41291,-8.24389, within 1e-5 degrees.
 * -0.0, 0.0 and 0.000000000000000 are blank; one of the two blank is
 * POSITION_UNREADABLE.
 */
enum position_verdict position_read(struct str lon, struct str lat,
                                    double *lon_deg, double *lat_deg);

/* The same for numbers that were already read or moved; never BLANK for
 * anything but 0,0. */
enum position_verdict position_judge(double lon_deg, double lat_deg);

/* A msgid that names the verdict for findings. */
const char *position_verdict_text(enum position_verdict verdict);

#endif
