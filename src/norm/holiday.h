/*
 * Days of the calendar: which day of the week, which week of the month, and is
 * it a public holiday of Japan?
 *
 * 国民の祝日に関する法律 (昭和23年法律第178号) with its amendments up to
 * 平成30年法律第57号, from 2022 on: for years before, and for what later laws
 * change, the answer is that of today's law.
 */
#ifndef NORM_HOLIDAY_H
#define NORM_HOLIDAY_H

#include <stdbool.h>
#include <stdint.h>

/* Days since 1970-01-01 of the Gregorian calendar; month 1 to 12. */
int32_t calendar_day(int year, int month, int day);
/* The reverse. */
void calendar_date(int32_t number, int *year, int *month, int *day);
/* DAY_MO to DAY_SU of norm/hours.h. */
int calendar_weekday(int32_t number);
/* 1 to 5: the how manieth such weekday of its month. */
int calendar_nth(int32_t number);
bool calendar_is_holiday(int32_t number);

#endif
