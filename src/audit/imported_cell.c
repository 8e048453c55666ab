#include "audit/imported_cell.h"

#include "norm/date.h"
#include "norm/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- years ---- */

static const struct {
    const char *name;
    int before_first, last;
} eras[] = {
    {"令和", 2018, 2199}, {"r", 2018, 2199},    {"平成", 1988, 2019},
    {"h", 1988, 2019},    {"昭和", 1925, 1989}, {"s", 1925, 1989},
    {"大正", 1911, 1926}, {"t", 1911, 1926},    {"明治", 1867, 1912},
    {"m", 1867, 1912},
};

static bool ends_a_year(struct str rest)
{
    static const char *const ends[] = {"",     "年",    "年度", "年中",
                                       "年間", "年次",  "年版", "年度版",
                                       ".0",   "年度末"};

    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
        if (str_is(rest, ends[i]))
            return true;
    return false;
}

static int year_of_key(struct str key)
{
    int before = 0, last = 2199, year = 0;
    size_t digits = 0;

    if (str_starts(key, STR("fy")))
        key = str_cut(key, 2, key.len);
    for (size_t i = 0; i < sizeof(eras) / sizeof(*eras) && !before; i++)
        if (str_starts(key, str_of(eras[i].name))) {
            key = str_cut(key, strlen(eras[i].name), key.len);
            before = eras[i].before_first;
            last = eras[i].last;
        }
    if (before && str_starts(key, STR("元"))) {
        key = str_cut(key, strlen("元"), key.len);
        return ends_a_year(key) ? before + 1 : 0;
    }
    while (digits < key.len && digits < 5 && key.ptr[digits] >= '0' &&
           key.ptr[digits] <= '9')
        year = year * 10 + (key.ptr[digits++] - '0');
    if (!ends_a_year(str_cut(key, digits, key.len)) ||
        (before ? digits < 1 || digits > 2 || year == 0 : digits != 4))
        return 0;
    year += before;
    return year >= 1868 && year <= last ? year : 0;
}

int imported_year(struct str text)
{
    struct arena scratch = {0};
    char iso[11];
    int year = year_of_key(text_key(text, &scratch));

    if (!year && date_read(text, iso))
        year = atoi(iso);
    arena_release(&scratch);
    return year;
}

/* ---- numbers ---- */

/* Commas only between digits, in threes from the right: 1,234,567.8. */
static bool commas_fit(struct str text)
{
    size_t point = str_find(text, STR("."));
    size_t end = point == SIZE_MAX ? text.len : point;

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != ',')
            continue;
        if (i == 0 || i >= end || (end - i) % 4 != 0 || text.ptr[i - 1] < '0' ||
            text.ptr[i - 1] > '9')
            return false;
    }
    return true;
}

/* Digits and a point; an exponent as spreadsheets store small numbers. */
static bool read_plain(const char *text, double *number)
{
    char *end;
    size_t mantissa = strspn(text, "+-0123456789.");
    size_t exponent = text[mantissa] == 'e' || text[mantissa] == 'E'
                          ? 1 + strspn(text + mantissa + 1, "+-0123456789")
                          : 0;

    if (mantissa == 0 || text[mantissa + exponent] != '\0')
        return false;
    /* main() never sets LC_NUMERIC, so strtod reads '.'. */
    double read = strtod(text, &end);
    if (*end != '\0' || end == text || !isfinite(read))
        return false;
    *number = read;
    return true;
}

bool imported_number(struct str text, double *number)
{
    static const char *const minus[] = {"△", "▲", "-"};
    struct arena scratch = {0};
    struct str key = text_ascii(text, &scratch);
    bool negative = false, ok;

    for (size_t i = 0; i < 3 && !negative; i++)
        if (str_starts(key, str_of(minus[i]))) {
            key = str_cut(key, strlen(minus[i]), key.len);
            negative = true;
        }
    if (str_ends(key, STR("%")))
        key = str_cut(key, 0, key.len - 1);
    ok = key.len > 0 && commas_fit(key);
    char *plain = arena_alloc(&scratch, key.len + 1);
    for (size_t i = 0, n = 0; ok && i < key.len; i++)
        if (key.ptr[i] != ',')
            plain[n++] = key.ptr[i];
    /* A second sign is no number. */
    ok = ok && !(negative && strchr("+-", plain[0])) &&
         read_plain(plain, number);
    if (ok && negative)
        *number = -*number;
    arena_release(&scratch);
    return ok;
}
