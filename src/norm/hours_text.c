/* A week written for OpenStreetMap and for readers of Japanese. */
#include "base/buf.h"
#include "norm/hours_known.h"

/* How the two languages differ. */
struct script {
    const char *const *day;
    const char *between_days, *to, *between_intervals, *between_groups;
    const char *unknown, *closed;
    int shortest_range; /* days */
    bool holiday_last;  /* rule 12 */
    void (*add_interval)(struct buf *out, struct interval interval);
    void (*add_off)(struct buf *out, const struct hours_known *week);
};

/* The last day of the run of weekdays that starts at `day`. */
static int run_end(unsigned group, int day)
{
    while (day + 1 < HOURS_WEEKDAYS && group & 1U << (day + 1))
        day++;
    return day;
}

static void add_days(const struct script *script, struct buf *out,
                     unsigned group)
{
    bool first = true;

    for (int day = 0; day < DAY_COUNT; day++) {
        if (!(group & 1U << day))
            continue;
        int end = day < HOURS_WEEKDAYS ? run_end(group, day) : day;
        if (!first)
            buf_add_text(out, script->between_days);
        buf_add_text(out, script->day[day]);
        if (end - day + 1 >= script->shortest_range) {
            buf_add_text(out, script->to);
            buf_add_text(out, script->day[end]);
            day = end;
        }
        first = false;
    }
}

static void add_group(const struct script *script, struct buf *out,
                      const struct hours_known *week, int day, unsigned group)
{
    const struct day_hours *hours = &week->from->day[day];

    if (out->len)
        buf_add_text(out, script->between_groups);
    add_days(script, out, group);
    buf_add_char(out, ' ');
    if (week->state[day] == STATE_UNKNOWN)
        buf_add_text(out, script->unknown);
    if (week->state[day] == STATE_CLOSED)
        buf_add_text(out, script->closed);
    if (week->state[day] != STATE_OPEN)
        return;
    for (size_t i = 0; i < hours->n; i++) {
        if (i)
            buf_add_text(out, script->between_intervals);
        script->add_interval(out, hours->interval[i]);
    }
}

static const char *write_week(const struct script *script,
                              const struct hours_known *week,
                              struct arena *arena)
{
    const unsigned holiday = 1U << DAY_PH;
    unsigned left = (1U << DAY_COUNT) - 1;
    struct buf out = {0};

    if (!week->known)
        return NULL;
    for (int day = 0; day < DAY_COUNT; day++) {
        if (!(left & 1U << day))
            continue;
        unsigned group = hours_known_group(week, day, left);
        bool last = group == left;
        if (script->holiday_last && !last && day != DAY_PH)
            group &= ~holiday;
        add_group(script, &out, week, day, group);
        left &= ~group;
    }
    script->add_off(&out, week);
    const char *text = arena_copy(arena, out.ptr, out.len);
    buf_release(&out);
    return text;
}

/* ---- OpenStreetMap, specification of opening_hours 0.7.3 ---- */

static void add_osm_interval(struct buf *out, struct interval interval)
{
    int start = interval.start_min, end = interval.end_min;

    if (end > HOURS_DAY_MIN && end - start < HOURS_DAY_MIN)
        end -= HOURS_DAY_MIN;
    buf_addf(out, "%02d:%02d-%02d:%02d", start / 60, start % 60, end / 60,
             end % 60);
}

static const char *const osm_day[DAY_COUNT] = {"Mo", "Tu", "We", "Th",
                                               "Fr", "Sa", "Su", "PH"};

/* "; Th[2],Sa[2,4] off" */
static void add_osm_off(struct buf *out, const struct hours_known *week)
{
    bool any = false;

    for (int day = 0; day < HOURS_WEEKDAYS; day++) {
        const char *before = "[";
        if (!week->off[day])
            continue;
        buf_add_text(out, any ? "," : "; ");
        buf_add_text(out, osm_day[day]);
        for (int w = 0; w < HOURS_WEEKS; w++) {
            if (!(week->off[day] & 1U << w))
                continue;
            buf_addf(out, "%s%d", before, w + 1);
            before = ",";
        }
        buf_add_char(out, ']');
        any = true;
    }
    if (any)
        buf_add_text(out, " off");
}

static const struct script osm = {
    .day = osm_day,
    .between_days = ",",
    .to = "-",
    .between_intervals = ",",
    .between_groups = "; ",
    .unknown = "unknown",
    .closed = "off",
    .shortest_range = 2,
    .holiday_last = true,
    .add_interval = add_osm_interval,
    .add_off = add_osm_off,
};

const char *hours_osm(const struct week_hours *week, struct arena *arena,
                      unsigned *odd)
{
    struct hours_known known = hours_known(week);

    *odd |= known.odd;
    return write_week(&osm, &known, arena);
}

/* ---- Japanese ---- */

static void add_ja_interval(struct buf *out, struct interval interval)
{
    int start = interval.start_min, end = interval.end_min;
    bool next_day = end > HOURS_DAY_MIN;

    if (start == 0 && end == HOURS_DAY_MIN) {
        buf_add_text(out, "24時間");
        return;
    }
    if (next_day)
        end -= HOURS_DAY_MIN;
    buf_addf(out, "%d:%02d～%s%d:%02d", start / 60, start % 60,
             next_day ? "翌" : "", end / 60, end % 60);
}

static const char *const ja_day[DAY_COUNT] = {"月", "火", "水", "木",
                                              "金", "土", "日", "祝"};

/* 「／第2木曜、第2・第4土曜 休み」 */
static void add_ja_off(struct buf *out, const struct hours_known *week)
{
    bool any = false;

    for (int day = 0; day < HOURS_WEEKDAYS; day++) {
        bool first = true;
        if (!week->off[day])
            continue;
        buf_add_text(out, any ? "、" : "／");
        for (int w = 0; w < HOURS_WEEKS; w++) {
            if (!(week->off[day] & 1U << w))
                continue;
            buf_addf(out, "%s第%d", first ? "" : "・", w + 1);
            first = false;
        }
        buf_addf(out, "%s曜", ja_day[day]);
        any = true;
    }
    if (any)
        buf_add_text(out, " 休み");
}

static const struct script ja = {
    .day = ja_day,
    .between_days = "・",
    .to = "～",
    .between_intervals = "、",
    .between_groups = "／",
    .unknown = "不明",
    .closed = "休み",
    .shortest_range = 3,
    .add_interval = add_ja_interval,
    .add_off = add_ja_off,
};

const char *hours_text(const struct week_hours *week, struct arena *arena)
{
    struct hours_known known = hours_known(week);

    return write_week(&ja, &known, arena);
}
