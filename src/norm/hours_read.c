/* The reader's half of hours_at.h: texts become a week. */
#include "norm/hours_at.h"
#include "norm/hours_known.h"
#include "norm/text.h"

#include <string.h>

/* ---- opening_hours ---- */

static const char *const codes[DAY_COUNT] = {"Mo", "Tu", "We", "Th",
                                             "Fr", "Sa", "Su", "PH"};

static bool take(struct str *text, const char *what)
{
    size_t n = strlen(what);

    if (!str_starts(*text, (struct str){what, n}))
        return false;
    *text = str_cut(*text, n, text->len);
    return true;
}

static int take_day(struct str *text)
{
    for (int d = 0; d < DAY_COUNT; d++)
        if (take(text, codes[d]))
            return d;
    return -1;
}

/* "Mo-We,PH" up to the space; 0 when it is something else. */
static unsigned take_days(struct str *text)
{
    unsigned set = 0;

    do {
        int first = take_day(text), last = first;
        if (first >= 0 && take(text, "-"))
            last = take_day(text);
        if (first < 0 || last < first || (last == DAY_PH && first != DAY_PH))
            return 0;
        for (int d = first; d <= last; d++)
            set |= 1U << d;
    } while (take(text, ","));
    return take(text, " ") ? set : 0;
}

/* "09:00" to "39:59": what is merged over midnight keeps its extended end. */
static int take_minutes(struct str *text)
{
    int digit[5];

    if (text->len < 5 || text->ptr[2] != ':')
        return -1;
    for (int i = 0; i < 5; i++)
        digit[i] = text->ptr[i] - '0';
    for (int i = 0; i < 5; i++)
        if (i != 2 && (digit[i] < 0 || digit[i] > 9))
            return -1;
    *text = str_cut(*text, 5, text->len);
    return digit[3] > 5
               ? -1
               : (digit[0] * 10 + digit[1]) * 60 + digit[3] * 10 + digit[4];
}

/* "09:00-12:00,17:00-08:30", the rest of the rule. */
static bool take_intervals(struct str text, struct day_hours *day)
{
    day->n = 0;
    do {
        int start = take_minutes(&text);
        int end = take(&text, "-") ? take_minutes(&text) : -1;
        if (start < 0 || end < 0 || start >= HOURS_DAY_MIN ||
            end > 3 * HOURS_DAY_MIN)
            return false;
        if (end <= start)
            end += HOURS_DAY_MIN;
        hours_add(day, (struct interval){(short)start, (short)end});
    } while (take(&text, ","));
    return text.len == 0;
}

/* "Th[2],Sa[2,4] off" */
static bool read_off(struct str rule, struct week_hours *week)
{
    do {
        int day = take_day(&rule);
        if (day < 0 || day == DAY_PH || !take(&rule, "["))
            return false;
        do {
            int nth = rule.len ? rule.ptr[0] - '0' : 0;
            if (nth < 1 || nth > HOURS_WEEKS)
                return false;
            week->nth[nth - 1][day] = FLAG_CLOSED;
            rule = str_cut(rule, 1, rule.len);
        } while (take(&rule, ","));
        if (!take(&rule, "]"))
            return false;
    } while (take(&rule, ","));
    return str_is(rule, " off");
}

static bool read_rule(struct str rule, struct week_hours *week)
{
    struct day_hours hours = {.n = 0};
    enum day_flag flag = FLAG_UNKNOWN;
    unsigned days = take_days(&rule);

    if (!days)
        return false;
    if (str_is(rule, "off"))
        flag = FLAG_CLOSED;
    else if (!str_is(rule, "unknown") && !take_intervals(rule, &hours))
        return false;
    for (int d = 0; d < DAY_COUNT; d++)
        if (days >> d & 1) {
            week->day[d] = hours;
            week->weekly[d] = flag;
        }
    return true;
}

bool hours_osm_read(struct str osm, struct week_hours *week)
{
    bool ok = osm.len > 0;

    memset(week, 0, sizeof(*week));
    while (ok && osm.len) {
        size_t end = str_find(osm, STR("; "));
        struct str rule = str_cut(osm, 0, end == SIZE_MAX ? osm.len : end);
        osm = end == SIZE_MAX ? STR("") : str_cut(osm, end + 2, osm.len);
        ok = str_find(rule, STR("[")) == SIZE_MAX ? read_rule(rule, week)
                                                  : read_off(rule, week);
        if (end != SIZE_MAX && osm.len == 0)
            ok = false; /* nothing behind the last "; " */
    }
    return ok;
}

/* ---- 利用可能曜日 ---- */

/* Days of one word; 0 when it is none. */
static unsigned take_word(struct str *text, bool *whole)
{
    static const struct {
        const char *word;
        unsigned days;
        bool whole; /* the list knows whether holidays count */
    } words[] = {
        {"平日", 0x1F, true}, {"毎日", 0xFF, true}, {"祝日", 0x80, true},
        {"祝", 0x80, true},   {"月", 0x01, false},  {"火", 0x02, false},
        {"水", 0x04, false},  {"木", 0x08, false},  {"金", 0x10, false},
        {"土", 0x20, false},  {"日", 0x40, false},
    };

    for (size_t w = 0; w < sizeof(words) / sizeof(*words); w++)
        if (take(text, words[w].word)) {
            *whole = *whole || words[w].whole;
            if (!take(text, "曜日"))
                take(text, "曜");
            return words[w].days;
        }
    return 0;
}

static void skip_marks(struct str *text)
{
    while (take(text, ",") || take(text, "、") || take(text, "・") ||
           take(text, " "))
        continue;
}

/* "9:00~17:30"; false when something else stands there. */
static bool read_times(struct str text, struct day_hours *hours)
{
    struct interval interval;
    unsigned odd = 0;
    static const struct str to[] = {STR("~"), STR("〜"), STR("-"), STR("–")};

    for (size_t i = 0; i < sizeof(to) / sizeof(*to); i++) {
        size_t at = str_find(text, to[i]);
        if (at == SIZE_MAX)
            continue;
        if (!hours_read(str_trim(str_cut(text, 0, at)),
                        str_trim(str_cut(text, at + to[i].len, text.len)),
                        &interval, &odd) ||
            odd)
            return false;
        hours_add(hours, interval);
        return true;
    }
    return false;
}

static bool read_days(struct str text, bool noted, struct week_hours *week)
{
    struct day_hours hours = {.n = 0};
    unsigned days = 0, word;
    bool whole = false;

    memset(week, 0, sizeof(*week));
    while ((word = take_word(&text, &whole)) != 0) {
        days |= word;
        skip_marks(&text);
    }
    if (!days || (text.len && !read_times(text, &hours)))
        return false;
    for (int d = 0; d < DAY_COUNT; d++) {
        bool told = days >> d & 1;
        bool known = d < HOURS_WEEKDAYS || whole;
        week->weekly[d] = told              ? FLAG_OPEN
                          : known && !noted ? FLAG_CLOSED
                                            : FLAG_UNKNOWN;
        if (told)
            week->day[d] = hours;
    }
    return true;
}

bool hours_days_read(struct str text, bool noted, struct week_hours *week)
{
    struct arena scratch = {0};
    bool ok = read_days(str_trim(text_nfkc(text, &scratch)), noted, week);

    arena_release(&scratch);
    return ok;
}
