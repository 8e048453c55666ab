/*
 * Days and times out of a schedule, for columns that have room for little:
 * only what is exactly so, never a guess. Takes `opening_hours` as this
 * program writes it ("Mo-We,Fr 09:00-12:00,14:00-18:00; Th unknown; PH off;
 * Sa[2,4] off"); anything else is not known.
 */
#ifndef OUTPUT_TABLES_DAYS_H
#define OUTPUT_TABLES_DAYS_H

#include "base/buf.h"

struct days {
    /* 月火水木金土, with 祝 behind when holidays are open: every day of the
     * week is known to be open or closed. A day that is closed in some weeks
     * of the month counts as open. */
    char open[64];
    /* "09:00", "12:30": the one interval of every open day. */
    char start[8], end[8];
};

/* Texts that are not exactly known are empty. */
void days_read(const char *opening_hours, struct days *days);

/* The days that a text of days alone names (月火水, 月～金, 平日,土曜日), as
 * in days.open. False, and nothing added, for any other text. */
bool days_add_named(struct buf *out, const char *text);

#endif
