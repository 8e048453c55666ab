#include "fetch/snapshot_name.h"

#include "fetch/snapshot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_ID 64
#define MAX_FILE_NAME 200 /* leaves room for what people put behind it */
#define MAX_REVISION_DIGITS 6
#define JAPAN_HOURS 9

static const char undated[] = "fetched-";

static bool is_lower(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool snapshot_is_id(const char *name)
{
    size_t len = strlen(name);

    for (size_t i = 0; i < len; i++)
        if (!is_lower(name[i]) && (i == 0 || name[i] != '-'))
            return false;
    return len > 0 && len <= MAX_ID;
}

bool snapshot_is_file(const char *name)
{
    size_t len = strlen(name);

    for (size_t i = 0; i < len; i++) {
        char c = name[i];
        bool plain = is_lower(c) || (c >= 'A' && c <= 'Z') || c == '_' ||
                     c == '-' || (c == '.' && i > 0);
        if (!plain)
            return false;
    }
    return len > 0 && len <= MAX_FILE_NAME &&
           strcmp(name, SNAPSHOT_MANIFEST) != 0;
}

static unsigned digits(const char *at, size_t n)
{
    unsigned value = 0;

    for (size_t i = 0; i < n; i++)
        value = value * 10 + (unsigned)(at[i] - '0');
    return value;
}

bool snapshot_is_date(const char *iso)
{
    static const unsigned char days[] = {31, 29, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};

    if (strlen(iso) != 10)
        return false;
    for (size_t i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? iso[i] != '-' : iso[i] < '0' || iso[i] > '9')
            return false;
    unsigned year = digits(iso, 4), month = digits(iso + 5, 2);
    unsigned day = digits(iso + 8, 2);
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return year >= 1868 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] && (month != 2 || leap || day <= 28);
}

void snapshot_day(const char *moment, char day[11])
{
    struct tm tm = {0};
    char zone = '\0';
    int n = sscanf(moment, "%4d-%2d-%2dT%2d:%2d:%2d%c", &tm.tm_year, &tm.tm_mon,
                   &tm.tm_mday, &tm.tm_hour, &tm.tm_min, &tm.tm_sec, &zone);

    snprintf(day, 11, "%.10s", moment);
    if (n != 7 || zone != 'Z')
        return;
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    tm.tm_hour += JAPAN_HOURS;
    time_t seconds = timegm(&tm);
    if (gmtime_r(&seconds, &tm))
        strftime(day, 11, "%Y-%m-%d", &tm);
}

/* ".2" and up; the first of its date has none. */
static bool read_revision(const char *text, unsigned *revision)
{
    size_t len = strlen(text);

    *revision = 1;
    if (len == 0)
        return true;
    if (text[0] != '.' || len < 2 || len - 1 > MAX_REVISION_DIGITS ||
        text[1] == '0' || strspn(text + 1, "0123456789") != len - 1)
        return false;
    *revision = digits(text + 1, len - 1);
    return *revision >= 2;
}

bool snapshot_name_read(const char *folder, struct snapshot_name *name)
{
    name->undated = strncmp(folder, undated, strlen(undated)) == 0;
    if (name->undated)
        folder += strlen(undated);
    if (strlen(folder) < 10)
        return false;
    memcpy(name->date, folder, 10);
    name->date[10] = '\0';
    return snapshot_is_date(name->date) &&
           read_revision(folder + 10, &name->revision);
}

const char *snapshot_name_write(const struct snapshot_name *name,
                                struct arena *arena)
{
    const char *start = name->undated ? undated : "";

    if (name->revision <= 1)
        return arena_format(arena, "%s%s", start, name->date);
    return arena_format(arena, "%s%s.%u", start, name->date, name->revision);
}

int snapshot_name_order(const struct snapshot_name *a,
                        const struct snapshot_name *b)
{
    int order = strcmp(a->date, b->date);

    if (order == 0)
        order = (int)a->undated - (int)b->undated;
    if (order == 0)
        order = (a->revision > b->revision) - (a->revision < b->revision);
    return order;
}
