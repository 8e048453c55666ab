#include "fetch/retry.h"

#include "base/str.h"

#include <stdio.h>
#include <string.h>

bool retry_status(long status)
{
    return status == 429 || status == 500 || status == 502 || status == 503 ||
           status == 504;
}

uint64_t retry_pause_ms(unsigned tried, uint64_t base_ms, uint64_t random)
{
    uint64_t pause = base_ms;

    for (unsigned i = 1; i < tried && pause < RETRY_CAP_MS; i++)
        pause *= 2;
    if (pause > RETRY_CAP_MS)
        pause = RETRY_CAP_MS;
    return pause - random % (pause / 4 + 1);
}

/* ---- dates ---- */

static int month_of(const char name[4])
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    for (int i = 0; i < 12; i++)
        if (strncmp(names + (size_t)i * 3, name, 3) == 0)
            return i;
    return -1;
}

/* "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" and
 * "Sun Nov  6 08:49:37 1994". */
static bool scan(const char *text, struct tm *tm, char month[4])
{
    int end = 0;
    bool short_year = false;

    if (sscanf(text, "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT%n",
               &tm->tm_mday, month, &tm->tm_year, &tm->tm_hour, &tm->tm_min,
               &tm->tm_sec, &end) == 6 &&
        end > 0)
        return text[end] == '\0';
    if (sscanf(text, "%*9[A-Za-z], %2d-%3[A-Za-z]-%2d %2d:%2d:%2d GMT%n",
               &tm->tm_mday, month, &tm->tm_year, &tm->tm_hour, &tm->tm_min,
               &tm->tm_sec, &end) == 6 &&
        end > 0)
        short_year = true;
    else if (sscanf(text, "%*3[A-Za-z] %3[A-Za-z] %2d %2d:%2d:%2d %4d%n", month,
                    &tm->tm_mday, &tm->tm_hour, &tm->tm_min, &tm->tm_sec,
                    &tm->tm_year, &end) != 6)
        return false;
    if (short_year)
        tm->tm_year += tm->tm_year < 70 ? 2000 : 1900;
    return end > 0 && text[end] == '\0';
}

bool http_date(const char *text, time_t *date)
{
    struct tm tm = {0};
    char month[4] = "";

    if (!scan(text, &tm, month) || (tm.tm_mon = month_of(month)) < 0 ||
        tm.tm_year < 1970 || tm.tm_mday < 1 || tm.tm_mday > 31 ||
        tm.tm_hour < 0 || tm.tm_hour > 23 || tm.tm_min < 0 || tm.tm_min > 59 ||
        tm.tm_sec < 0 || tm.tm_sec > 60)
        return false;
    tm.tm_year -= 1900;
    *date = timegm(&tm);
    return true;
}

bool retry_after(const char *value, time_t now, uint64_t *ms)
{
    struct str text = str_trim(str_of(value));
    time_t date;

    if (str_digits(text)) {
        uint64_t seconds = 0;
        for (size_t i = 0; i < text.len && seconds < 1000000000; i++)
            seconds = seconds * 10 + (uint64_t)(text.ptr[i] - '0');
        *ms = seconds * 1000;
        return true;
    }
    if (!http_date(value, &date))
        return false;
    *ms = date > now ? (uint64_t)(date - now) * 1000 : 0;
    return true;
}
