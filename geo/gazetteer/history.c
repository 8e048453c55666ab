/* Municipalities beside the registry: the offices of all of them, and what
 * became of the former ones. */
#include "geo/gazetteer/reading.h"

#include <string.h>

/* "札幌市 中央区": a ward stands after a blank. */
static void split_ward(const struct reading *reading,
                       struct join_office *office)
{
    const char *blank = office->city ? strpbrk(office->city, " \t") : NULL;

    if (!blank)
        return;
    struct str city = {office->city, (size_t)(blank - office->city)};
    office->ward = joining_text(reading->draft, str_trim(str_of(blank)));
    office->city = joining_text(reading->draft, city);
}

enum take history_office(struct reading *reading)
{
    struct draft_joining *joining = reading->draft->joining;
    struct join_office office = {.source = reading->source};

    office.pref = reading_text(reading, COLUMN_PREF);
    office.city = reading_text(reading, COLUMN_CITY);
    split_ward(reading, &office);
    if (!office.pref || !office.city ||
        !reading_code(reading, COLUMN_CODE, office.code))
        return TAKE_PASSED;
    if (!reading_point(reading, &office.point))
        return TAKE_FAILED;
    joining->office = mem_room(joining->office, joining->n_office,
                               &joining->cap_office, sizeof(*joining->office));
    joining->office[joining->n_office++] = office;
    return TAKE_WAITS;
}

/* A ward is within a city, which belongs to its name; a county or a 支庁 of
 * Hokkaido does not. */
static void read_former(const struct reading *reading,
                        struct draft_merger *merger)
{
    const char *within = reading_text(reading, COLUMN_FROM_WITHIN);
    struct buf *text = &reading->draft->joining->text;

    merger->from_city = reading_text(reading, COLUMN_FROM_CITY);
    if (!within)
        return;
    if (!str_ends(str_of(within), STR("市"))) {
        merger->from_county = within;
        return;
    }
    buf_clear(text);
    buf_add_text(text, within);
    buf_add_text(text, merger->from_city);
    merger->from_city = joining_text(reading->draft, buf_str(text));
}

/* Foundations and abolished counties have only one side: passed. So is the
 * separation (分離) of a new ward from one that goes on under its name. */
enum take history_merger(struct reading *reading)
{
    struct draft *draft = reading->draft;
    struct draft_merger merger = {.source = reading->source};
    const char *type = reading_text(reading, COLUMN_MERGER_TYPE);

    if (type && strcmp(type, "分離") == 0)
        return TAKE_PASSED;

    merger.date = reading_date(reading, COLUMN_DATE);
    merger.from_pref = reading_text(reading, COLUMN_FROM_PREF);
    read_former(reading, &merger);
    if (!merger.date || !merger.from_pref || !merger.from_city ||
        !reading_code(reading, COLUMN_FROM, merger.from) ||
        !reading_code(reading, COLUMN_TO, merger.to))
        return TAKE_PASSED;
    draft->merger = mem_room(draft->merger, draft->n_merger, &draft->cap_merger,
                             sizeof(*draft->merger));
    draft->merger[draft->n_merger++] = merger;
    return TAKE_KEPT;
}
