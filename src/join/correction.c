#include "join/correction.h"

#include "model/edition.h"
#include "norm/code.h"
#include "norm/contact.h"
#include "norm/date.h"
#include "norm/text.h"

#include <string.h>

/* ---- which field ---- */

/* Published text; not what the program or a filing list makes of it. */
static bool may_be_corrected(int field)
{
    return fields[field].at != SIZE_MAX && field < FIELD_position_source &&
           field != FIELD_id && field != FIELD_functions_as_of &&
           /* By these the filings were found: pairs.csv is the way. */
           field != FIELD_medical_code && field != FIELD_office_number;
}

int correction_field(struct str name, struct arena *arena)
{
    struct str key = text_key(name, arena);

    for (int f = 0; f < FIELD_COUNT; f++) {
        const struct field *field = &fields[f];
        if (may_be_corrected(f) &&
            (str_is(key, field->name) ||
             str_eq(key, text_key(str_of(field->heading_ja), arena)) ||
             str_eq(key, text_key(str_of(field->heading_en), arena))))
            return f;
    }
    return -1;
}

/* ---- which value ---- */

/* The whole sentence is one message: word order differs between languages. */
#define REFUSE(correction, err, message)                                       \
    err_set(err, ERR_INPUT, message, (correction)->path, (correction)->line,   \
            STR_ARG((correction)->value))

static bool settle_phone(struct correction *correction, struct arena *arena,
                         struct err *err)
{
    bool odd = false;
    struct str phone = contact_phone(correction->value, arena, &odd);

    if (odd || !phone.len)
        return REFUSE(correction, err,
                      _("'%s' line %zu: '%.*s' "
                        "is not one telephone number; write 077-500-0001 (a "
                        "spreadsheet drops the first 0 of digits alone)"));
    correction->value = phone;
    return true;
}

static bool settle_contact(struct correction *correction, struct arena *arena,
                           struct err *err)
{
    struct str web;
    enum contact_web is = contact_web(correction->value, arena, &web);

    if (correction->field == FIELD_url && is != WEB_PAGE)
        return REFUSE(correction, err,
                      _("'%s' line %zu: '%.*s' "
                        "is not the address of a web page; write https://..."));
    if (correction->field == FIELD_email && is != WEB_MAIL)
        return REFUSE(correction, err,
                      _("'%s' line %zu: '%.*s' "
                        "is not a mail address; write one like "
                        "home@example.jp"));
    correction->value = web;
    return true;
}

static bool settle_postal_code(struct correction *correction,
                               struct arena *arena, struct err *err)
{
    struct str code = text_ascii(correction->value, arena);
    struct str front = str_cut(code, 0, 3), back = str_cut(code, 3, code.len);

    if (str_starts(back, STR("-")))
        back = str_cut(back, 1, back.len);
    if (front.len != 3 || back.len != 4 || !str_digits(front) ||
        !str_digits(back))
        return REFUSE(correction, err,
                      _("'%s' line %zu: '%.*s' "
                        "is not a postal code; write 060-0001 (a spreadsheet "
                        "drops the first 0 of digits alone)"));
    correction->value = code;
    return true;
}

static bool settle_code(struct correction *correction, struct arena *arena,
                        struct err *err)
{
    struct str code = text_ascii(correction->value, arena);

    if (correction->field == FIELD_corporation_number
            ? !code_corporation_ok(code)
            : !code_facility_ok(code))
        return REFUSE(correction, err,
                      _("'%s' line %zu: '%.*s' "
                        "is no such code: its length or its check digit is "
                        "wrong (a spreadsheet drops zeros at the front)"));
    correction->value = code;
    return true;
}

static bool settle_count(struct correction *correction, struct arena *arena,
                         struct err *err)
{
    struct str number = text_ascii(correction->value, arena);

    if (!str_digits(number))
        return REFUSE(correction, err,
                      _("'%s' line %zu: '%.*s' "
                        "is not a number; write digits only"));
    correction->value = number;
    return true;
}

/* "1-2" typed into a spreadsheet is 1月2日, 2026/1/2 or 01/02/2026 by the time
 * it is saved; no house is called so. */
static bool is_date(struct str text, struct arena *arena)
{
    struct str key = text_key(text, arena);
    size_t slashes = 0;
    char iso[11];

    if (date_read(key, iso))
        return true;
    for (size_t at = 0, n; at < key.len; at += n) {
        uint32_t code;
        n = str_char(key, at, &code);
        slashes += code == '/';
        if (n == 0 || !((code >= '0' && code <= '9') || code == '/' ||
                        code == 0x6708 /* 月 */ || code == 0x65E5 /* 日 */))
            return false;
    }
    return slashes == 2 ||
           (str_ends(key, STR("日")) && str_find(key, STR("月")) != SIZE_MAX);
}

static bool settle_text(struct correction *correction, struct arena *arena,
                        struct err *err)
{
    bool place = correction->field == FIELD_name ||
                 correction->field == FIELD_address ||
                 correction->field == FIELD_building;

    if (place && is_date(correction->value, arena))
        return REFUSE(correction, err,
                      _("'%s' line %zu: '%.*s' "
                        "is a date, as spreadsheets make of 1-2; write it with "
                        "its town, or as １－２"));
    if (correction->field == FIELD_name_kana)
        correction->value = text_kana(correction->value, arena);
    return true;
}

static bool settle_kind(struct correction *correction, struct arena *arena,
                        struct err *err)
{
    switch (correction->field) {
    case FIELD_phone:
    case FIELD_fax:
        return settle_phone(correction, arena, err);
    case FIELD_url:
    case FIELD_email:
        return settle_contact(correction, arena, err);
    case FIELD_postal_code:
        return settle_postal_code(correction, arena, err);
    case FIELD_corporation_number:
    case FIELD_medical_code:
    case FIELD_office_number:
        return settle_code(correction, arena, err);
    default:
        return fields[correction->field].type == FIELD_INTEGER
                   ? settle_count(correction, arena, err)
                   : settle_text(correction, arena, err);
    }
}

/* ---- what residents may not see ---- */

static struct str digits_of(struct str text, struct arena *arena)
{
    struct str narrow = text_ascii(text, arena);
    char *digit = arena_alloc(arena, narrow.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < narrow.len; i++)
        if (narrow.ptr[i] >= '0' && narrow.ptr[i] <= '9')
            digit[n++] = narrow.ptr[i];
    return (struct str){digit, n};
}

#define SHORTEST_FAX 9 /* digits: a shorter text may stand in any number */

static bool may_be_public(const struct correction *correction,
                          const struct facility *facility, struct arena *arena,
                          struct err *err)
{
    const char *now = field_text(facility, correction->field);
    struct str text = text_key(correction->value, arena);
    struct str mail = text_key(str_of(facility->email), arena);
    struct str fax = digits_of(str_of(facility->fax), arena);

    if (!edition_shows(EDITION_RESIDENT, correction->field))
        return true;
    /* A web page may have an @ in its path. */
    if ((correction->field != FIELD_url &&
         str_find(text, STR("@")) != SIZE_MAX) ||
        (mail.len && str_find(text, mail) != SIZE_MAX))
        return REFUSE(correction, err,
                      _("'%s' line %zu: '%.*s' "
                        "holds a mail address, which residents may not see; "
                        "correct 'email' instead"));
    /* A published telephone number may be the FAX too. */
    if (fax.len >= SHORTEST_FAX &&
        str_find(digits_of(correction->value, arena), fax) != SIZE_MAX &&
        str_find(digits_of(str_of(now), arena), fax) == SIZE_MAX)
        return REFUSE(correction, err,
                      _("'%s' line %zu: '%.*s' "
                        "holds the facility's FAX number, which residents may "
                        "not see; if it is the telephone too, empty 'fax' "
                        "first"));
    return true;
}

bool correction_settle(struct correction *correction,
                       const struct facility *facility, struct arena *arena,
                       struct err *err)
{
    if (!correction->value.len)
        return correction->field != FIELD_name ||
               err_set(err, ERR_INPUT,
                       _("'%s' line %zu: a facility has a name; write it, or "
                         "correct 'closed' when the facility is gone"),
                       correction->path, correction->line);
    return settle_kind(correction, arena, err) &&
           may_be_public(correction, facility, arena, err);
}

/* ---- what the source says ---- */

/* Digits and hyphens only: the digits without zeros at the front; else an
 * empty text. */
static struct str number_of(struct str key, struct arena *arena)
{
    size_t zeros = 0;

    for (size_t i = 0; i < key.len; i++)
        if (key.ptr[i] != '-' && (key.ptr[i] < '0' || key.ptr[i] > '9'))
            return STR("");
    struct str digits = digits_of(key, arena);
    while (zeros < digits.len && digits.ptr[zeros] == '0')
        zeros++;
    return str_cut(digits, zeros, digits.len);
}

static struct str comparable(struct str text, struct arena *arena)
{
    struct str key = text_key(text, arena);

    return str_starts(key, STR("'")) ? str_cut(key, 1, key.len) : key;
}

bool correction_same(struct str a, struct str b, struct arena *arena)
{
    struct str x = comparable(a, arena), y = comparable(b, arena);
    struct str number = number_of(x, arena);

    return str_eq(x, y) || (number.len && str_eq(number, number_of(y, arena)));
}
