#include "model/filing.h"

#include <stdio.h>

/* Days since 1970-01-01 of the Gregorian calendar and back (H. Hinnant's
 * civil calendar arithmetic: years begin in March). */
int32_t filing_day_of(const char iso[11])
{
    int year = 0, month = 0, day = 0;

    if (sscanf(iso, "%d-%d-%d", &year, &month, &day) != 3)
        return NO_DAY;
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400;
    int of_era = year - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           719468;
}

bool filing_day(int32_t start, char iso[11])
{
    if (start == NO_DAY)
        return false;
    int64_t days = (int64_t)start + 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int of_era = (int)(days - era * 146097);
    int year_of_era =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year =
        of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int part = (5 * of_year + 2) / 153;
    int month = part + (part < 10 ? 3 : -9);
    int year = (int)(year_of_era + era * 400) + (month <= 2);
    if (year < 0 || year > 9999)
        return false;
    snprintf(iso, 11, "%04u-%02u-%02u", (unsigned)year % 10000,
             (unsigned)month % 100,
             (unsigned)(of_year - (153 * part + 2) / 5 + 1) % 100);
    return true;
}
