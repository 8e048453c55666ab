/*
 * Published opening hours -> one weekly schedule.
 *
 * Written as OpenStreetMap `opening_hours` and as natural Japanese. The rules
 * are those below; each has a test.
 *
 *  1. `HH:MM`-`HH:MM` is an interval. Both blank: nothing. One blank:
 *     dropped, HOURS_HALF.
 *  2. 00:00-00:00 says nothing (it means "none" or "24 h" depending on who
 *     filled it in): dropped, HOURS_PLACEHOLDER.
 *  3. Start = end otherwise: dropped, HOURS_EMPTY.
 *  4. 00:00-23:59, 00:00-24:00, and start = end + 1 minute (09:00-08:59) are
 *     the whole day: 00:00-24:00.
 *  5. End 00:00 is 24:00. Start > end runs over midnight (17:00-08:30); when
 *     it would last longer than 16 hours it is dropped, HOURS_IMPLAUSIBLE.
 *  6. Intervals of one day that overlap or touch become one.
 *  7. Day state: intervals; or closed (flag says closed, no intervals); or
 *     unknown. Flag closed *and* intervals: unknown with HOURS_CONFLICT. Flag
 *     open without intervals: unknown. No flag and no interval: unknown when
 *     any other day is known, and the whole schedule is empty when none is.
 *  8. nth[w][d] closed while the weekly flag is not closed: "Sa[2] off".
 *     All five closed while the weekly flag says open: the day is unknown,
 *     HOURS_CONFLICT; while the weekly flag is blank: closed.
 *  9. Holidays stand as PH, the same rules.
 * 10. A single-digit hour ("9:00") is read; a start of 24:00 is unreadable.
 * 11. Merged intervals of 24 hours and more that pass midnight keep their
 *     extended end ("00:00-32:30").
 * 12. Later rules of `opening_hours` override earlier ones, also on holidays
 *     that fall on their weekday. PH therefore joins the last group, or stands
 *     behind it by itself. The Japanese text has no such need: PH stands in
 *     the group it belongs to. For the same reason readers of `opening_hours`
 *     may take the small hours of a night before a closed day as closed.
 */
#ifndef NORM_HOURS_H
#define NORM_HOURS_H

#include "base/str.h"

enum {
    DAY_MO,
    DAY_TU,
    DAY_WE,
    DAY_TH,
    DAY_FR,
    DAY_SA,
    DAY_SU,
    DAY_PH,
    DAY_COUNT
};

enum day_flag { FLAG_UNKNOWN, FLAG_OPEN, FLAG_CLOSED };

enum {
    HOURS_HALF = 1,
    HOURS_PLACEHOLDER = 2,
    HOURS_EMPTY = 4,
    HOURS_IMPLAUSIBLE = 8,
    HOURS_CONFLICT = 16,
    HOURS_UNREADABLE = 32, /* not HH:MM; "HH:MM" up to 24:00 is read */
};

/* Minutes after midnight of the day; end may pass 1440 (over midnight). */
struct interval {
    short start_min, end_min;
};

#define HOURS_MAX_INTERVALS 24

struct day_hours {
    struct interval interval[HOURS_MAX_INTERVALS];
    size_t n;
};

struct week_hours {
    struct day_hours day[DAY_COUNT];
    enum day_flag weekly[DAY_COUNT]; /* DAY_PH: the holiday flag */
    enum day_flag nth[5][7];         /* week of the month, day */
};

/* Read one published pair (rules 1-5). True when *interval is set. *odd is
 * or-ed with HOURS_*. `start` and `end` may be full width. */
bool hours_read(struct str start, struct str end, struct interval *interval,
                unsigned *odd);

/* Add keeping the day sorted and merged (rule 6); beyond the room the
 * interval is merged into the nearest. */
void hours_add(struct day_hours *day, struct interval interval);

/* `opening_hours` syntax, NULL when nothing is known (rules 7-9). Unknown
 * days are `Mo unknown`; days in order, equal neighbours as ranges,
 * several days closed in weeks of the month as "Th[2],Sa[2,4] off":
 * "Mo-We,Fr 09:00-12:00,14:00-18:00; Th,Sa unknown; Su,PH off; Sa[2,4] off".
 * *odd is or-ed. */
const char *hours_osm(const struct week_hours *week, struct arena *arena,
                      unsigned *odd);

/* The same in Japanese:
 * 「月～水・金 9:00～12:00、14:00～18:00／木・土 不明／日・祝
 * 休み／第2・第4土曜 休み」, several days 「第2木曜、第2・第4土曜 休み」, a
 * range from three days on, over midnight 「翌8:30」, whole day 「24時間」.
 * NULL when nothing is known. */
const char *hours_text(const struct week_hours *week, struct arena *arena);

/* A msgid for one HOURS_* bit. */
const char *hours_odd_text(unsigned bit);

#endif
