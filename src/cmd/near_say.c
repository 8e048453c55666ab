/* Of one result: why it is one, what is unknown, what else is to be known. */
#include "cmd/near_words.h"

#include <math.h>
#include <string.h>

struct saying {
    const struct near_found *found;
    const struct near_order *order;
    const struct near_result *result;
    const struct facility *facility;
    bool japanese;
    struct near_said *said;
    function_set *told; /* filings that were said already */
};

static void begin_line(struct buf *out)
{
    if (out->len)
        buf_add_char(out, '\n');
}

static void add_lines(struct buf *out, const char *line)
{
    begin_line(out);
    buf_add_text(out, line);
}

static const char *need_name(const struct saying *saying,
                             const struct need *need)
{
    return saying->japanese ? need->name_ja : need->name_en;
}

/* ---- what it is ---- */

static void say_published(const struct saying *saying)
{
    const struct table *table = &saying->found->table;
    kind_set wanted = saying->facility->services & saying->order->services;
    const char *as_of = saying->facility->supply < table->n_supply
                            ? table->supply[saying->facility->supply].as_of
                            : NULL;
    struct buf when = {0};

    near_add_when(&when, as_of, saying->japanese);
    for (int k = 0; k < kind_count; k++)
        if (wanted >> k & 1) {
            begin_line(&saying->said->why);
            buf_addf(&saying->said->why, NEAR_WORD(PUBLISHED, saying->japanese),
                     saying->japanese ? kinds[k].name_ja : kinds[k].name_en,
                     when.ptr);
        }
    buf_release(&when);
}

/* ---- what it has filed ---- */

static void add_list(const struct saying *saying, struct buf *out)
{
    struct buf when = {0};

    near_add_when(&when, saying->facility->functions_as_of, saying->japanese);
    buf_addf(out, NEAR_WORD(LIST_OF, saying->japanese), when.ptr);
    buf_release(&when);
}

static const char *why_unknown(const struct saying *saying)
{
    switch ((enum filing_list)saying->facility->filing_list) {
    case FILING_LIST_HAS:
    case FILING_LIST_LACKS:
        return NEAR_WORD(LIST_PART, saying->japanese);
    case FILING_LIST_UNDECIDED:
        return NEAR_WORD(LIST_UNDECIDED, saying->japanese);
    case FILING_LIST_INCOMPLETE:
        return NEAR_WORD(LIST_INCOMPLETE, saying->japanese);
    case FILING_LIST_UNREAD:
    case FILING_LIST_COUNT:
        break;
    }
    return NEAR_WORD(LIST_UNREAD, saying->japanese);
}

static void say_filed(const struct saying *saying, function_set set)
{
    struct buf list = {0};

    set &= ~*saying->told;
    *saying->told |= set;
    add_list(saying, &list);
    for (int f = 0; f < FUNCTION_COUNT; f++)
        if (set >> f & 1) {
            begin_line(&saying->said->why);
            buf_addf(&saying->said->why, NEAR_WORD(FILED, saying->japanese),
                     saying->japanese ? functions[f].name_ja
                                      : functions[f].name_en,
                     list.ptr);
        }
    buf_release(&list);
}

/* `asked`: it was asked for; else it is only good to know. */
static void say_need(const struct saying *saying, const struct need *need,
                     bool asked)
{
    struct near_said *said = saying->said;
    struct buf list = {0};

    switch (need_met(need, saying->facility)) {
    case NEED_YES:
        say_filed(saying, saying->facility->filed & need->functions);
        break;
    case NEED_UNKNOWN:
        begin_line(asked ? &said->unknown : &said->notes);
        buf_addf(asked ? &said->unknown : &said->notes,
                 NEAR_WORD(UNKNOWN, saying->japanese), need_name(saying, need),
                 why_unknown(saying));
        break;
    case NEED_NO:
        if (asked)
            break;
        add_list(saying, &list);
        begin_line(&said->notes);
        buf_addf(&said->notes, NEAR_WORD(NEED_NOT_FILED, saying->japanese),
                 need_name(saying, need), list.ptr);
        break;
    case NEED_ELSE:
        break;
    }
    buf_release(&list);
}

/* A clinic is not one that comes: where its visits were not asked for, what is
 * known of them is told all the same. */
static void say_visits(const struct saying *saying)
{
    static const char *const visits[][2] = {{"clinic", "doctor-visits"},
                                            {"hospital", "doctor-visits"},
                                            {"dental", "dental-visits"},
                                            {"pharmacy", "pharmacy-visits"}};
    const struct near_order *order = saying->order;
    struct need need;
    bool said = false;

    for (size_t k = 0; k < order->n_kind; k++) {
        int kind = kind_find(order->kind[k].id);
        if (kind == KIND_NONE || !(saying->facility->services >> kind & 1))
            continue;
        for (size_t v = 0; v < sizeof(visits) / sizeof(*visits) && !said; v++)
            if (strcmp(visits[v][0], kinds[kind].id) == 0 &&
                need_find(visits[v][1], &need)) {
                say_need(saying, &need, false);
                said = true;
            }
    }
}

static void say_filings(const struct saying *saying)
{
    const struct near_order *order = saying->order;
    bool met = false; /* by some kind: what others lack is good to know */
    bool applies = false;

    for (size_t k = 0; k < order->n_kind; k++)
        met = met || need_met(&order->kind[k], saying->facility) == NEED_YES;
    for (size_t k = 0; k < order->n_kind; k++)
        if (order->kind[k].functions)
            say_need(saying, &order->kind[k], !met);
    for (size_t f = 0; f < order->n_function; f++) {
        say_need(saying, &order->function[f], true);
        applies = applies ||
                  need_met(&order->function[f], saying->facility) != NEED_ELSE;
    }
    if (!applies)
        say_visits(saying);
}

/* ---- when, how far ---- */

static const char *why_no_hours(const struct saying *saying)
{
    const struct facility *facility = saying->facility;

    if (!facility->opening_hours && !facility->available_days)
        return NEAR_WORD(HOURS_UNPUBLISHED, saying->japanese);
    if (!facility->opening_hours && saying->order->when.minute >= 0)
        return NEAR_WORD(HOURS_ONLY_DAYS, saying->japanese);
    return NEAR_WORD(HOURS_UNCLEAR, saying->japanese);
}

/* By which filing, or as what, it can be reached at all hours. */
static void say_on_call(const struct saying *saying)
{
    function_set set = near_on_call_by(saying->order, saying->facility);
    const char *why = saying->result->open == HOURS_CLOSED
                          ? NEAR_WORD(RESTING_MARK, saying->japanese)
                          : why_no_hours(saying);

    struct buf names = {0};

    for (int f = 0; f < FUNCTION_COUNT; f++)
        if (set >> f & 1)
            buf_addf(&names, "%s%s",
                     names.len ? (saying->japanese ? "、" : ", ") : "",
                     saying->japanese ? functions[f].name_ja
                                      : functions[f].name_en);
    begin_line(&saying->said->why);
    if (names.len)
        buf_addf(&saying->said->why, NEAR_WORD(ON_CALL, saying->japanese),
                 names.ptr, why);
    else
        buf_addf(&saying->said->why, NEAR_WORD(ALWAYS, saying->japanese), why);
    buf_release(&names);
}

static void say_closed(const struct saying *saying, const char *time)
{
    struct buf *out =
        saying->result->visits ? &saying->said->unknown : &saying->said->notes;

    begin_line(out);
    buf_addf(out,
             saying->result->visits ? NEAR_WORD(CLOSED_ASK, saying->japanese)
                                    : NEAR_WORD(CLOSED_THEN, saying->japanese),
             time);
}

static void say_hours(const struct saying *saying)
{
    const struct near_result *result = saying->result;
    struct buf *out = result->open == HOURS_OPEN ? &saying->said->why
                                                 : &saying->said->unknown;
    struct buf time = {0};

    if (!saying->order->timed)
        return;
    near_add_time(&time, saying->order, saying->japanese);
    if (result->open == HOURS_OPEN) {
        begin_line(out);
        buf_addf(out, NEAR_WORD(OPEN, saying->japanese), time.ptr);
    } else if (result->on_call == NEED_YES) {
        say_on_call(saying);
    } else if (result->open == HOURS_CLOSED &&
               result->on_call == NEED_UNKNOWN) {
        begin_line(out);
        buf_addf(out, NEAR_WORD(UNKNOWN, saying->japanese), time.ptr,
                 NEAR_WORD(CLOSED_OR_ON_CALL, saying->japanese));
    } else if (result->open == HOURS_CLOSED) {
        say_closed(saying, time.ptr);
    } else {
        begin_line(out);
        buf_addf(out, NEAR_WORD(UNKNOWN, saying->japanese), time.ptr,
                 why_no_hours(saying));
    }
    buf_release(&time);
}

static void say_minutes(const struct saying *saying)
{
    struct near_said *said = saying->said;

    if (!saying->order->od)
        return;
    if (isnan(saying->result->minutes)) {
        add_lines(isnan(saying->order->within_min) ? &said->notes
                                                   : &said->unknown,
                  NEAR_WORD(MINUTES_UNKNOWN, saying->japanese));
        return;
    }
    struct buf minutes = {0};
    near_add_minutes(&minutes, saying->result->minutes);
    begin_line(&said->why);
    buf_addf(&said->why, NEAR_WORD(BY_ROUTER, saying->japanese), minutes.ptr,
             saying->found->travel.supply.label);
    buf_release(&minutes);
}

static void say_reach(const struct saying *saying)
{
    const struct near_result *result = saying->result;
    struct buf distance = {0}, margin = {0};

    if (isnan(result->distance_m) || result->reach != NEAR_UNSURE)
        return;
    buf_addf(&distance, "%.2fkm", result->distance_m / 1000);
    near_add_metres(&margin, fmax(result->margin_m, NEAR_MARGIN_M));
    begin_line(&saying->said->notes);
    buf_addf(&saying->said->notes, NEAR_WORD(REACH_UNSURE, saying->japanese),
             distance.ptr, margin.ptr);
    buf_release(&distance);
    buf_release(&margin);
}

static void say_visit_rule(const struct saying *saying)
{
    static const enum near_word words[] = {
        [NEAR_WITHIN] = NEAR_VISIT_WITHIN_WORD,
        [NEAR_UNSURE] = NEAR_VISIT_UNSURE_WORD,
        [NEAR_BEYOND] = NEAR_VISIT_BEYOND_WORD,
    };

    if (near_visits(saying->facility) && !isnan(saying->result->distance_m))
        add_lines(&saying->said->notes,
                  near_word(words[near_visit_side(saying->result)],
                            saying->japanese));
}

/* ---- where ---- */

static void say_position(const struct saying *saying)
{
    const struct facility *facility = saying->facility;
    struct near_said *said = saying->said;
    struct buf metres = {0};

    if (!lonlat_known(facility->point)) {
        begin_line(&said->unknown);
        if (facility->position_doubt)
            buf_addf(&said->unknown, NEAR_WORD(NO_POSITION, saying->japanese),
                     facility->position_doubt);
        else
            buf_add_text(&said->unknown,
                         NEAR_WORD(NO_POSITION_TOLD, saying->japanese));
    } else if (isfinite(facility->error_m) &&
               facility->error_m > NEAR_MARGIN_M) {
        near_add_metres(&metres, facility->error_m);
        begin_line(&said->notes);
        buf_addf(&said->notes, NEAR_WORD(POSITION_ERROR, saying->japanese),
                 metres.ptr);
    }
    buf_release(&metres);
}

void near_say(const struct near_found *found, const struct near_result *result,
              bool japanese, struct near_said *said)
{
    function_set told = 0;
    const struct saying saying = {
        .found = found,
        .order = found->order,
        .result = result,
        .facility = found->table.facility[result->number],
        .japanese = japanese,
        .said = said,
        .told = &told,
    };

    buf_clear(&said->why);
    buf_clear(&said->unknown);
    buf_clear(&said->notes);
    say_published(&saying);
    say_filings(&saying);
    say_hours(&saying);
    say_minutes(&saying);
    say_reach(&saying);
    say_visit_rule(&saying);
    say_position(&saying);
}

void near_said_release(struct near_said *said)
{
    buf_release(&said->why);
    buf_release(&said->unknown);
    buf_release(&said->notes);
}
