/*
 * 位置参照情報 (国土交通省), JGD2000. Layouts: nlftp.mlit.go.jp/isj/data.html
 */
#include "geo/gazetteer/reading.h"

#include "norm/text.h"

#include <math.h>
#include <string.h>

enum take isj_town(struct reading *reading)
{
    struct draft_town town = {.source = reading->source,
                              .source_point = reading->source};

    town.oaza = reading_text(reading, COLUMN_OAZA);
    if (!town.oaza || !reading_code(reading, COLUMN_ISJ_CITY, town.code))
        return TAKE_PASSED;
    if (!reading_point(reading, &town.point))
        return TAKE_FAILED;
    joining_town(reading->draft, &town, NO_DRAFT);
    return TAKE_KEPT;
}

static bool is_deleted(const struct reading *reading)
{
    struct str flag =
        text_ascii(reading_cell(reading, COLUMN_ISJ_BEFORE), reading->scratch);

    /* 3: deleted. 令和3年度 has such rows by mistake (the same page). */
    return str_is(flag, "3");
}

enum take isj_block(struct reading *reading)
{
    static const enum column parts[] = {COLUMN_BLOCK};
    const char *pref = reading_text(reading, COLUMN_PREF);
    const char *city = reading_text(reading, COLUMN_CITY);
    const char *text = reading_number(reading, parts, 1);
    struct draft_town town = {.source = reading->source,
                              .source_point = reading->source,
                              .point = {NAN, NAN}};
    struct draft_number number = {
        .source = reading->source, .level = LEVEL_BLOCK, .text = text};

    if (!pref || !city || !text || !reading_flag(reading, COLUMN_ISJ_MAIN) ||
        is_deleted(reading))
        return TAKE_PASSED;
    if (!reading_point(reading, &number.point))
        return TAKE_FAILED;
    town.oaza = reading_text(reading, COLUMN_OAZA);
    town.koaza = reading_text(reading, COLUMN_KOAZA);
    town.residential = reading_flag(reading, COLUMN_RESIDENTIAL);
    number.town = joining_stand_in(reading->draft, &town,
                                   joining_place(reading->draft, pref, city));
    reading->draft->town[number.town].residential |= town.residential;
    joining_number(reading->draft, number, NULL);
    return TAKE_KEPT;
}
