/*
 * Is it open then? The reader of what hours.h writes (opening_hours of
 * OpenStreetMap) and of 利用可能曜日. Strict: what is not understood is
 * unknown, never closed and never guessed.
 *
 *  1. A date has its weekday's hours, on a public holiday those of PH. Weeks
 *     of the month that are closed ("Sa[2,4] off") go last in opening_hours,
 *     and so are closed on holidays too.
 *  2. Of a weekday without a date it is not known which week of the month it
 *     is: closed in some weeks is unknown, closed in all five is closed.
 *  3. The hours of the day before go on after midnight; nights of a day whose
 *     hours are unknown are not looked for.
 *  4. 利用可能曜日 lists the days on which one can come: the others are closed,
 *     but unknown when remarks about the days are published too. Whether
 *     holidays count is told only by a list that knows 平日 or 祝. A list
 *     without times tells of a day, not of an hour.
 */
#ifndef NORM_HOURS_AT_H
#define NORM_HOURS_AT_H

#include "norm/hours.h"

/* Read opening_hours as hours_osm() writes it, nothing else. An open day has
 * intervals, a closed one FLAG_CLOSED, an unknown one neither. */
bool hours_osm_read(struct str osm, struct week_hours *week);

/* Read 「平日,土曜日」, 「月火水木金 09:00～18:00」. A day that it names has
 * FLAG_OPEN. `noted`: remarks about the days are published. */
bool hours_days_read(struct str text, bool noted, struct week_hours *week);

struct hours_day {
    int day;     /* DAY_MO to DAY_SU, DAY_PH for a holiday */
    int weekday; /* of the holiday too; -1 when it is not known */
    int nth;     /* 1 to 5; 0: it is not known which week of the month */
};

struct hours_when {
    struct hours_day today, before;
    int minute; /* after midnight; -1: at some time of the day */
};

/* A date (calendar_day() of holiday.h), or a day of the week or of PH. */
struct hours_when hours_on_date(int32_t number, int minute);
struct hours_when hours_on_day(int day, int minute);

enum hours_answer { HOURS_UNSURE, HOURS_CLOSED, HOURS_OPEN };

enum hours_answer hours_at(const struct week_hours *week,
                           const struct hours_when *when);

/* Of a facility's published texts; any may be NULL. available_days are used
 * where opening_hours are not known or not understood. */
enum hours_answer hours_published_at(const char *opening_hours,
                                     const char *available_days, bool noted,
                                     const struct hours_when *when);

#endif
