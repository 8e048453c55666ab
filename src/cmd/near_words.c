#include "cmd/near_words.h"

#include "cmd/view_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const words[NEAR_WORD_COUNT][2] = {
#define WORD(id, ja, en) {en, ja},
#include "cmd/near_words.def"
#undef WORD
};

const char *near_word(enum near_word word, bool japanese)
{
    return words[word][japanese];
}

const char *const near_side_names[] = {
    [NEAR_WITHIN] = "within",
    [NEAR_UNSURE] = "check",
    [NEAR_BEYOND] = "beyond",
};

/* What near_find() does not read is not among them: the filings one by one
 * (function_names). */
const enum field_id near_fields[] = {
    FIELD_id,
    FIELD_name,
    FIELD_name_kana,
    FIELD_kind,
    FIELD_kind_name,
    FIELD_services,
    FIELD_service_names,
    FIELD_prefecture,
    FIELD_municipality,
    FIELD_municipality_code,
    FIELD_postal_code,
    FIELD_address,
    FIELD_building,
    FIELD_phone,
    FIELD_fax,
    FIELD_url,
    FIELD_opening_hours,
    FIELD_hours_text,
    FIELD_available_days,
    FIELD_available_days_note,
    FIELD_closed_days_note,
    FIELD_service_area,
    FIELD_functions,
    FIELD_functions_not_filed,
    FIELD_functions_unknown,
    FIELD_functions_as_of,
    FIELD_filing_list,
    FIELD_coordinate_level,
    FIELD_error_m,
    FIELD_position_note,
    FIELD_position_doubt,
    FIELD_source,
    FIELD_as_of,
};
const size_t near_field_count = sizeof(near_fields) / sizeof(*near_fields);

void near_add_metres(struct buf *out, double metres)
{
    if (metres < 995)
        buf_addf(out, "%.0fm", metres < 100 ? metres : round(metres / 10) * 10);
    else
        buf_addf(out, "%.1fkm", metres / 1000);
}

/* Tenths, as in the other forms: 30.4 is not within 30. */
void near_add_minutes(struct buf *out, double minutes)
{
    double tenths = round(minutes * 10);

    buf_addf(out, fmod(tenths, 10) > 0 ? "%.1f" : "%.0f", tenths / 10);
}

/* ---- dates ---- */

static void add_date(struct buf *out, struct str iso, bool japanese)
{
    int year, month, day;
    char text[11] = "";

    if (iso.len == 10)
        memcpy(text, iso.ptr, iso.len);
    if (japanese && sscanf(text, "%4d-%2d-%2d", &year, &month, &day) == 3)
        buf_addf(out, "%d年%d月%d日", year, month, day);
    else
        buf_add_str(out, iso);
}

void near_add_when(struct buf *out, const char *as_of, bool japanese)
{
    struct str rest = str_of(as_of);
    struct buf dates = {0};
    size_t to = str_find(rest, STR("～"));

    if (!as_of || !*as_of || *as_of < '0' || *as_of > '9') {
        buf_add_text(out, NEAR_WORD(UNDATED, japanese));
        return;
    }
    add_date(&dates, str_cut(rest, 0, to == SIZE_MAX ? rest.len : to),
             japanese);
    if (to != SIZE_MAX) {
        buf_add_text(&dates, japanese ? "～" : " to ");
        add_date(&dates, str_cut(rest, to + strlen("～"), rest.len), japanese);
    }
    buf_addf(out, NEAR_WORD(AS_OF, japanese), dates.ptr);
    buf_release(&dates);
}

static void add_minute(struct buf *out, int minute)
{
    if (minute >= 0)
        buf_addf(out, " %d:%02d", minute / 60, minute % 60);
}

void near_add_time(struct buf *out, const struct near_order *order,
                   bool japanese)
{
    static const enum near_word day[DAY_COUNT] = {
        NEAR_MONDAY_WORD,   NEAR_TUESDAY_WORD, NEAR_WEDNESDAY_WORD,
        NEAR_THURSDAY_WORD, NEAR_FRIDAY_WORD,  NEAR_SATURDAY_WORD,
        NEAR_SUNDAY_WORD,   NEAR_HOLIDAY_WORD};
    const struct hours_day *today = &order->when.today;
    struct buf date = {0};

    if (!order->date[0]) {
        buf_add_text(out, near_word(day[today->day], japanese));
    } else {
        add_date(&date, str_of(order->date), japanese);
        buf_addf(out,
                 today->day == DAY_PH ? NEAR_WORD(DATE_HOLIDAY, japanese)
                                      : NEAR_WORD(DATE_AND_DAY, japanese),
                 date.ptr, near_word(day[today->weekday], japanese));
    }
    add_minute(out, order->when.minute);
    buf_release(&date);
}

/* ---- what is asked ---- */

static void add_need(struct buf *out, size_t at, const struct need *need,
                     bool japanese)
{
    if (at)
        buf_add_text(out, japanese ? "、" : ", ");
    buf_add_text(out, japanese ? need->name_ja : need->name_en);
}

void near_add_asked(struct buf *out, const struct near_order *order,
                    bool japanese)
{
    struct buf names = {0};

    switch (order->by) {
    case NEAR_BY_DEFAULT:
        buf_add_text(out, NEAR_WORD(USUAL, japanese));
        break;
    case NEAR_BY_FUNCTION:
        buf_add_text(out, NEAR_WORD(ANY_KIND, japanese));
        break;
    case NEAR_BY_KIND:
        for (size_t k = 0; k < order->n_kind; k++)
            add_need(out, k, &order->kind[k], japanese);
        break;
    }
    for (size_t f = 0; f < order->n_function; f++)
        add_need(&names, f, &order->function[f], japanese);
    if (order->n_function) {
        buf_add_text(out, japanese ? "。" : "; ");
        buf_addf(out, NEAR_WORD(FUNCTIONS, japanese), names.ptr);
    }
    buf_release(&names);
}

void near_add_limit(struct buf *out, const struct near_order *order,
                    bool japanese)
{
    struct buf metres = {0}, minutes = {0};

    near_add_metres(&metres, order->within_m);
    if (isnan(order->within_min)) {
        buf_addf(out, NEAR_WORD(LIMIT_METRES, japanese), metres.ptr);
    } else {
        near_add_minutes(&minutes, order->within_min);
        buf_addf(out, NEAR_WORD(LIMIT_MINUTES, japanese), minutes.ptr,
                 metres.ptr);
    }
    buf_release(&metres);
    buf_release(&minutes);
}

/* ---- municipalities ---- */

void near_add_place(struct buf *out, const struct near_found *found,
                    const struct facility *facility)
{
    field_value(FIELD_municipality, &found->table, facility, false, out);
}

bool near_is_elsewhere(const struct near_found *found,
                       const struct facility *facility)
{
    char home[6], other[6];

    if (!found->home.code[0] || !facility->municipality_code[0])
        return false;
    municipality_city(found->home.code, home);
    municipality_city(facility->municipality_code, other);
    return strcmp(home, other) != 0;
}

const char *near_outside(const struct near_home *home, bool japanese)
{
    static const struct {
        struct str end;
        enum near_word word;
    } ends[] = {
        {STR("町"), NEAR_OUTSIDE_TOWN_WORD},
        {STR("村"), NEAR_OUTSIDE_VILLAGE_WORD},
        {STR("区"), NEAR_OUTSIDE_WARD_WORD},
    };
    struct str name = str_of(home->municipality);

    /* 札幌市北区 is of a city; a ward of Tokyo is not. */
    if (!municipality_is_ward(home->code))
        for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
            if (str_ends(name, ends[i].end))
                return near_word(ends[i].word, japanese);
    return NEAR_WORD(OUTSIDE_CITY, japanese);
}

/* ---- the home ---- */

bool near_is_coarse(const struct near_home *home)
{
    return home->by_address && home->error_m >= NEAR_COARSE_M;
}

void near_add_coarse(struct buf *out, const struct near_home *home,
                     bool japanese)
{
    struct buf metres = {0};

    near_add_metres(&metres, home->error_m);
    buf_addf(out, NEAR_WORD(COARSE, japanese),
             japanese ? level_names_ja[home->match_level]
                      : level_names[home->match_level],
             metres.ptr);
    buf_release(&metres);
}

/* ---- the time asked for ---- */

const char *near_open_name(const struct near_found *found,
                           const struct near_result *result)
{
    if (!found->order->timed)
        return NULL;
    if (result->open == HOURS_OPEN)
        return "open";
    if (result->on_call == NEED_YES)
        return "on_call";
    return result->open == HOURS_CLOSED && result->on_call != NEED_UNKNOWN
               ? "closed"
               : "unknown";
}

/* ---- the rule of 16 km ---- */

bool near_visits(const struct facility *facility)
{
    return facility->services & (UINT64_C(1) << kind_find("clinic") |
                                 UINT64_C(1) << kind_find("hospital") |
                                 UINT64_C(1) << kind_find("dental"));
}

enum near_side near_visit_side(const struct near_result *result)
{
    return near_side_of(result->distance_m, NEAR_VISIT_M, result->margin_m);
}

/* ---- sources ---- */

#define N_LISTS 5

static void lists_of(const struct near_found *found,
                     const struct near_list *lists[N_LISTS])
{
    const struct near_list *all[N_LISTS] = {&found->known, &found->unsure,
                                            &found->resting, &found->unplaced,
                                            &found->beyond};

    memcpy(lists, all, sizeof(all));
}

static uint64_t sources_of(const struct near_found *found)
{
    const struct near_list *lists[N_LISTS];
    uint64_t bits = 0;

    lists_of(found, lists);
    for (size_t l = 0; l < N_LISTS; l++)
        for (size_t i = 0; i < lists[l]->n; i++)
            if (i < lists[l]->shown || lists[l]->item[i].nearest)
                bits |=
                    found->table.facility[lists[l]->item[i].number]->sources;
    return bits ? bits : ~UINT64_C(0);
}

bool near_has_results(const struct near_found *found)
{
    const struct near_list *lists[N_LISTS];

    lists_of(found, lists);
    for (size_t l = 0; l < N_LISTS; l++)
        if (lists[l]->shown)
            return true;
    return false;
}

size_t near_without_error(const struct near_found *found)
{
    const struct near_list *lists[N_LISTS];
    size_t n = 0;

    lists_of(found, lists);
    for (size_t l = 0; l < N_LISTS; l++)
        for (size_t i = 0; i < lists[l]->shown; i++)
            n += !isnan(lists[l]->item[i].distance_m) &&
                 !isfinite(lists[l]->item[i].spot.error_m);
    return n;
}

const struct view_source *near_sources(const struct near_found *found,
                                       size_t *n, struct arena *arena)
{
    const struct view_source *some =
        words_sources(&found->table, sources_of(found), n, arena);
    struct view_source *all = arena_alloc(arena, (*n + 2) * sizeof(*all));

    bool seen = false;

    memcpy(all, some, *n * sizeof(*all));
    for (size_t i = 0; i < *n; i++)
        seen = seen || (str_same(all[i].title, found->home.dictionary.title) &&
                        str_same(all[i].as_of, found->home.dictionary.as_of));
    if (found->home.dictionary.title && !seen)
        all[(*n)++] = found->home.dictionary;
    return all;
}
