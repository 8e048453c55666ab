/* How the sheets write days, postal codes and long lines. */
#include "output/print/self_check_own.h"

#include <stdio.h>
#include <string.h>

const char *self_check_title(const struct view *view, struct arena *arena)
{
    const char *edition = arena_format(arena, "（%s）", view->edition_name);
    struct str title = str_of(view->title);

    if (str_ends(title, str_of(edition)))
        title.len -= strlen(edition);
    return arena_copy(arena, title.ptr, title.len);
}

/* ---- days ---- */

struct day {
    unsigned year, month, day;
};

static bool read_day(struct str s, struct day *day)
{
    static const char form[] = "0000-00-00";
    char text[sizeof(form)];

    if (s.len < strlen(form))
        return false;
    memcpy(text, s.ptr, strlen(form));
    text[strlen(form)] = '\0';
    for (size_t i = 0; form[i]; i++)
        if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    return sscanf(text, "%4u-%2u-%2u", &day->year, &day->month, &day->day) ==
               3 &&
           day->month >= 1 && day->month <= 12 && day->day >= 1 &&
           day->day <= 31;
}

/* The year as town halls count it (令和7年); NULL before the first era here. */
static const char *era_year(const struct day *day, struct arena *arena)
{
    static const struct {
        const char *name;
        unsigned first; /* day, as 20190501 */
    } era[] = {{"令和", 20190501}, {"平成", 19890108}, {"昭和", 19261225}};
    unsigned that = day->year * 10000 + day->month * 100 + day->day;

    for (size_t i = 0; i < sizeof(era) / sizeof(*era); i++) {
        unsigned n = day->year - era[i].first / 10000 + 1;
        if (that >= era[i].first)
            return n == 1 ? arena_format(arena, "%s元年", era[i].name)
                          : arena_format(arena, "%s%u年", era[i].name, n);
    }
    return NULL;
}

const char *self_check_day(const char *iso, struct arena *arena)
{
    struct day day;

    if (!iso || !read_day(str_of(iso), &day))
        return NULL;
    const char *era = era_year(&day, arena);
    return era ? arena_format(arena, "%s（%u年）%u月%u日", era, day.year,
                              day.month, day.day)
               : arena_format(arena, "%u年%u月%u日", day.year, day.month,
                              day.day);
}

static bool is_digit_at(struct str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

const char *self_check_days(const char *text, struct arena *arena)
{
    struct str s = str_of(text);
    struct buf out = {0};
    struct day day;

    for (size_t at = 0; at < s.len;) {
        bool alone =
            (at == 0 || !is_digit_at(s, at - 1)) && !is_digit_at(s, at + 10);
        const char *era = alone && read_day(str_cut(s, at, s.len), &day)
                              ? era_year(&day, arena)
                              : NULL;
        if (era)
            buf_addf(&out, "%s%u月%u日", era, day.month, day.day);
        else
            buf_add_char(&out, s.ptr[at]);
        at += era ? 10 : 1;
    }
    const char *kept = str_keep(arena, buf_str(&out));
    buf_release(&out);
    return kept ? kept : "";
}

/* ---- postal codes ---- */

const char *self_check_postal(const char *text, struct arena *arena)
{
    char digit[8] = "";
    struct str s = str_of(text);
    size_t n = 0, step;
    uint32_t code;

    for (size_t at = 0; at < s.len; at += step ? step : 1) {
        step = str_char(s, at, &code);
        if (code >= 0xFF10 && code <= 0xFF19)
            code -= 0xFF10 - '0';
        if (step && code >= '0' && code <= '9') {
            if (n < 7)
                digit[n] = (char)code;
            n++;
        }
    }
    return n == 7 ? arena_format(arena, "〒%.3s-%s", digit, digit + 3)
                  : arena_format(arena, "〒%s", text);
}

/* ---- lines ---- */

/* Where a line may end: behind a blank (but FAX 0599 belongs together) or a
 * comma, before a bracket. */
static bool may_end(struct str s, size_t at)
{
    static const char *const behind[] = {"　", "、", "。", "／"};
    struct str before = str_cut(s, 0, at), after = str_cut(s, at, s.len);

    for (size_t i = 0; i < sizeof(behind) / sizeof(*behind); i++)
        if (str_ends(before, str_of(behind[i])))
            return true;
    if (str_ends(before, STR(" ")))
        return !is_digit_at(after, 0);
    return str_starts(after, STR("（")) || str_starts(after, STR("("));
}

const char *self_check_lines(struct canvas *canvas, const char *text,
                             double width, const struct text_style *style,
                             struct arena *arena)
{
    struct str s = str_of(text);
    struct buf out = {0}, line = {0};

    for (size_t from = 0, to; from < s.len; from = to) {
        for (to = from + 1; to < s.len && !may_end(s, to);)
            to++;
        size_t before = line.len;
        buf_add_str(&line, str_cut(s, from, to - from));
        if (before && canvas_text_width(canvas, line.ptr, style) > width) {
            buf_add(&out, line.ptr, before);
            buf_add_char(&out, '\n');
            buf_clear(&line);
            buf_add_str(&line, str_cut(s, from, to - from));
        }
    }
    buf_add_str(&out, buf_str(&line));
    const char *kept = str_keep(arena, buf_str(&out));
    buf_release(&line);
    buf_release(&out);
    return kept ? kept : "";
}
