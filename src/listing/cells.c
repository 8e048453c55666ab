/* How each kind of cell is read: one small function per row of enum cell. */
#include "listing/reading.h"
#include "norm/code.h"
#include "norm/contact.h"
#include "norm/text.h"

#include <string.h>

#define CELL(name)                                                             \
    static void name(struct reading *reading, const struct column *column,     \
                     struct str cell)
#define UNUSED(x) (void)(x)

static void note_odd_text(struct reading *reading, int field, unsigned met,
                          struct str cell)
{
    if (met & TEXT_CONTROL)
        reading_find(reading, field, N_("control characters were taken out"),
                     cell);
    if (met & TEXT_REPLACED)
        reading_find(reading, field,
                     N_("a character was already lost at the source (U+FFFD)"),
                     cell);
    if (met & TEXT_PRIVATE)
        reading_find(reading, field, N_("private-use character"), cell);
}

static void take(struct reading *reading, int field, struct str value)
{
    if (value.len && !reading->draft.value[field].len)
        reading->draft.value[field] = value;
}

CELL(take_nothing)
{
    UNUSED(reading);
    UNUSED(column);
    UNUSED(cell);
}

CELL(take_text)
{
    unsigned met = 0;
    struct str value = text_clean(cell, &reading->scratch, &met);

    take(reading, column->arg, value);
    if (met)
        note_odd_text(reading, column->arg, met, cell);
}

CELL(take_lines)
{
    unsigned met = 0;
    struct str value = text_clean_lines(cell, &reading->scratch, &met);

    take(reading, column->arg, value);
    if (met)
        note_odd_text(reading, column->arg, met, cell);
}

static void append(struct reading *reading, int field, const char *between,
                   struct str cell)
{
    struct str *value = &reading->draft.value[field];
    unsigned met = 0;
    struct str more = text_clean(cell, &reading->scratch, &met);

    if (!more.len)
        return;
    *value = value->len
                 ? str_of(arena_format(&reading->scratch, "%.*s%s%.*s",
                                       STR_ARG(*value), between, STR_ARG(more)))
                 : more;
}

CELL(take_append)
{
    append(reading, column->arg, " ", cell);
}

CELL(take_append_to)
{
    append(reading, column->arg, "～", cell);
}

CELL(take_kana)
{
    unsigned met = 0;
    struct str clean = text_clean(cell, &reading->scratch, &met);

    take(reading, column->arg, text_kana(clean, &reading->scratch));
}

CELL(take_count)
{
    struct str number = text_ascii(cell, &reading->scratch);
    size_t zeros = 0;

    while (zeros < number.len && number.ptr[zeros] == '0')
        zeros++;
    if (number.len && !str_digits(number))
        reading_find(reading, column->arg, N_("not a number"), cell);
    /* 0 and blank both mean "none" in the published files. */
    take(reading, column->arg, str_cut(number, zeros, number.len));
}

CELL(take_phone)
{
    bool odd = false;
    struct str phone = contact_phone(cell, &reading->scratch, &odd);

    take(reading, column->arg, phone);
    if (odd)
        reading_find(reading, column->arg,
                     N_("not one Japanese telephone number"), cell);
}

CELL(take_web)
{
    struct str web;

    UNUSED(column);
    switch (contact_web(cell, &reading->scratch, &web)) {
    case WEB_PAGE:
        take(reading, FIELD_url, web);
        break;
    case WEB_MAIL:
        take(reading, FIELD_email, web);
        reading_find(reading, FIELD_url,
                     N_("a mail address in the column of the web page"), cell);
        break;
    case WEB_ODD:
        reading_find(reading, FIELD_url, N_("not the address of a web page"),
                     cell);
        break;
    case WEB_NONE:
        break;
    }
}

CELL(take_mail)
{
    struct str web;

    UNUSED(column);
    if (contact_web(cell, &reading->scratch, &web) == WEB_MAIL)
        take(reading, FIELD_email, web);
    else if (str_trim(cell).len)
        reading_find(reading, FIELD_email, N_("not a mail address"), cell);
}

CELL(take_id)
{
    UNUSED(column);
    reading->draft.id = text_ascii(cell, &reading->scratch);
}

CELL(take_office)
{
    struct str code = text_ascii(cell, &reading->scratch);

    UNUSED(column);
    take(reading, FIELD_office_number, code);
    if (code.len && !code_facility_ok(code))
        reading_find(reading, FIELD_office_number,
                     N_("not 10 characters with a right check digit"), cell);
}

CELL(take_medical)
{
    struct str code = text_ascii(cell, &reading->scratch);

    UNUSED(column);
    if (!code.len)
        return;
    if (code_facility_ok(code))
        take(reading, FIELD_medical_code, code);
    else
        reading_find(reading, FIELD_medical_code,
                     N_("not 10 characters with a right check digit"), cell);
}

CELL(take_corporation_number)
{
    struct str code = text_ascii(cell, &reading->scratch);

    UNUSED(column);
    if (!code.len)
        return;
    if (code_corporation_ok(code))
        take(reading, FIELD_corporation_number, code);
    else
        reading_find(reading, FIELD_corporation_number,
                     N_("not 13 digits with a right check digit"), cell);
}

CELL(take_corporation_name)
{
    unsigned met = 0;

    UNUSED(column);
    /* Which of the two fields it belongs to is decided at the end of the row,
     * when the corporation number is known. */
    take(reading, FIELD_corporation_name_unverified,
         text_clean(cell, &reading->scratch, &met));
}

CELL(take_municipality)
{
    struct str code = text_ascii(cell, &reading->scratch);

    UNUSED(column);
    if (code.len && !code_municipality(code, reading->draft.municipality_code))
        reading_find(reading, FIELD_municipality_code,
                     N_("not a municipality code"), cell);
}

CELL(take_prefecture2)
{
    UNUSED(column);
    reading->draft.prefecture2 = text_ascii(cell, &reading->scratch);
}

CELL(take_city3)
{
    UNUSED(column);
    reading->draft.city3 = text_ascii(cell, &reading->scratch);
}

CELL(take_prefecture_name)
{
    unsigned met = 0;

    UNUSED(column);
    reading->draft.prefecture_name = text_clean(cell, &reading->scratch, &met);
}

CELL(take_city_name)
{
    unsigned met = 0;

    UNUSED(column);
    reading->draft.city_name = text_clean(cell, &reading->scratch, &met);
}

CELL(take_address_part)
{
    UNUSED(column);
    /* Parts follow the joined form in the column table: they only serve when
     * that is blank, and then one after the other. */
    struct str *address = &reading->draft.value[FIELD_address];
    unsigned met = 0;
    struct str part = text_clean(cell, &reading->scratch, &met);
    struct str whole = reading->draft.start; /* last part's end */

    if (!part.len || (address->len && whole.ptr != address->ptr))
        return;
    *address = str_of(arena_format(&reading->scratch, "%.*s%.*s",
                                   STR_ARG(*address), STR_ARG(part)));
    reading->draft.start = *address;
}

CELL(take_latitude)
{
    UNUSED(column);
    reading->draft.latitude = str_trim(cell);
}

CELL(take_longitude)
{
    UNUSED(column);
    reading->draft.longitude = str_trim(cell);
}

CELL(take_institution)
{
    UNUSED(column);
    reading_institution_kind(reading, cell);
}

CELL(take_service)
{
    UNUSED(column);
    reading_services(reading, cell);
}

/* 0 = closed, 1 = open: inverted against the titles, see navii.h. */
static enum day_flag flag_of(struct reading *reading, struct str cell)
{
    struct str digit = text_ascii(cell, &reading->scratch);

    if (str_is(digit, "0"))
        return FLAG_CLOSED;
    if (str_is(digit, "1"))
        return FLAG_OPEN;
    if (digit.len)
        reading_find(reading, FIELD_opening_hours, N_("flag is not 0 or 1"),
                     cell);
    return FLAG_UNKNOWN;
}

CELL(take_weekly)
{
    enum day_flag flag = flag_of(reading, cell);
    uint8_t *day = &reading->draft.flags.weekly[column->arg];

    if (flag == FLAG_UNKNOWN || *day == FLAG_CLOSED)
        return;
    *day = (uint8_t)flag;
    reading->draft.has_flags = true;
}

CELL(take_nth)
{
    enum day_flag flag = flag_of(reading, cell);

    if (flag == FLAG_UNKNOWN)
        return;
    reading->draft.flags.nth[column->arg / 7][column->arg % 7] = (uint8_t)flag;
    reading->draft.has_flags = true;
}

CELL(take_start)
{
    UNUSED(column);
    reading->draft.start = cell;
}

CELL(take_end)
{
    struct row_draft *draft = &reading->draft;
    struct interval interval;
    unsigned odd = 0;

    if (!draft->start.len && !cell.len)
        return;
    if (hours_read(draft->start, cell, &interval, &odd) &&
        draft->n_hours < sizeof(draft->hours) / sizeof(*draft->hours))
        draft->hours[draft->n_hours++] = (struct hours_entry){
            NO_FACILITY,       NO_DEPARTMENT,      (uint8_t)(column->arg % 8),
            column->arg >= 64, interval.start_min, interval.end_min};
    draft->hours_odd |= odd;
    draft->any |= str_trim(draft->start).len || str_trim(cell).len;
}

CELL(take_department_code)
{
    UNUSED(column);
    reading->draft.department_code = text_ascii(cell, &reading->scratch);
}

CELL(take_department)
{
    unsigned met = 0;

    UNUSED(column);
    reading->draft.department = text_clean(cell, &reading->scratch, &met);
}

cell_function *const cell_take[CELL_KINDS] = {
    [CELL_SKIP] = take_nothing,
    [CELL_TEXT] = take_text,
    [CELL_LINES] = take_lines,
    [CELL_APPEND] = take_append,
    [CELL_APPEND_TO] = take_append_to,
    [CELL_KANA] = take_kana,
    [CELL_COUNT] = take_count,
    [CELL_PHONE] = take_phone,
    [CELL_WEB] = take_web,
    [CELL_MAIL] = take_mail,
    [CELL_ID] = take_id,
    [CELL_OFFICE] = take_office,
    [CELL_MEDICAL] = take_medical,
    [CELL_CORPORATION_NUMBER] = take_corporation_number,
    [CELL_CORPORATION_NAME] = take_corporation_name,
    [CELL_MUNICIPALITY] = take_municipality,
    [CELL_PREFECTURE2] = take_prefecture2,
    [CELL_CITY3] = take_city3,
    [CELL_PREFECTURE_NAME] = take_prefecture_name,
    [CELL_CITY_NAME] = take_city_name,
    [CELL_ADDRESS_PART] = take_address_part,
    [CELL_LATITUDE] = take_latitude,
    [CELL_LONGITUDE] = take_longitude,
    [CELL_INSTITUTION] = take_institution,
    [CELL_SERVICE] = take_service,
    [CELL_WEEKLY] = take_weekly,
    [CELL_NTH] = take_nth,
    [CELL_START] = take_start,
    [CELL_END] = take_end,
    [CELL_DEPARTMENT_CODE] = take_department_code,
    [CELL_DEPARTMENT] = take_department,
    [CELL_BUREAU] = take_nothing,
};
