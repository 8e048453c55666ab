/* Numbers, dates and institutions of the bureaus' lists. */
#include "listing/filing_reading.h"
#include "norm/code.h"
#include "norm/contact.h"
#include "norm/date.h"
#include "norm/text.h"

#include <string.h>

bool filing_number(struct str cell, char number[8])
{
    char narrow[64];
    size_t len = text_narrow(cell, narrow, sizeof(narrow));
    size_t n = 0, separators = 0;

    if (len == SIZE_MAX)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (narrow[i] >= '0' && narrow[i] <= '9') {
            if (n == 7)
                return false;
            number[n++] = narrow[i];
        } else if (strchr(",-. ", narrow[i])) {
            separators++;
        } else {
            return false;
        }
    }
    if (n < 5 || (n < 7 && separators))
        return false;
    memmove(number + 7 - n, number, n);
    memset(number, '0', 7 - n);
    number[7] = '\0';
    return true;
}

/* 2519909010: what a 医療機関コード says is believed when it can be one. */
static bool read_long(struct str cell, struct filing_code *code)
{
    char narrow[64];
    size_t len = text_narrow(cell, narrow, sizeof(narrow));

    if (len != 10 || !str_digits((struct str){narrow, len}))
        return false;
    code->prefecture = bureau_prefecture((struct str){narrow, 2});
    code->points = (enum points)(narrow[2] - '0');
    memcpy(code->number, narrow + 3, 7);
    code->number[7] = '\0';
    return code->prefecture &&
           (code->points == POINTS_MEDICAL || code->points == POINTS_DENTAL ||
            code->points == POINTS_PHARMACY || code->points == POINTS_NURSING);
}

bool filing_code_read(struct str cell, struct filing_code *code)
{
    *code = (struct filing_code){0};
    return filing_number(cell, code->number) || read_long(cell, code);
}

int filing_prefecture(const struct filing_reading *list, const struct row *row,
                      struct str address, int code)
{
    const struct bureau_title *title = &list->claim->title;
    int number = bureau_prefecture(filing_cell(list, row, BUREAU_PREFECTURE));

    if (!number)
        number =
            bureau_prefecture(filing_cell(list, row, BUREAU_PREFECTURE_NAME));
    if (!number)
        number = title->prefecture;
    if (!number)
        number = filing_address_prefecture(address);
    if (!number)
        number = code;
    return number ? number : title->name_prefecture;
}

enum points filing_points(const struct filing_reading *list,
                          const struct row *row, enum points code)
{
    enum points points = bureau_points(filing_cell(list, row, BUREAU_POINTS));

    if (!points)
        points = list->list_points;
    if (!points)
        points = code;
    return points ? points : list->claim->title.name_points;
}

int filing_address_prefecture(struct str address)
{
    struct str text = str_trim(address);

    for (int p = 1; p <= 47; p++)
        if (str_starts(text, str_of(prefecture_name_of((unsigned)p))))
            return p;
    return 0;
}

void filing_split_address(struct str cell, struct str *postal,
                          struct str *address)
{
    struct str text = str_trim(cell);
    size_t at = str_starts(text, STR("〒")) ? strlen("〒") : 0;
    size_t digits = 0;
    uint32_t code;

    *address = text;
    *postal = (struct str){"", 0};
    while (at < text.len && digits < 7) {
        size_t n = str_char(text, at, &code);
        bool digit =
            (code >= '0' && code <= '9') || (code >= 0xFF10 && code <= 0xFF19);
        if (!n ||
            (!digit && code != ' ' && code != 0x3000 && !text_is_dash(code)))
            break;
        digits += digit;
        at += n;
    }
    if (digits == 7) {
        *postal = str_cut(text, 0, at);
        *address = str_trim(str_cut(text, at, text.len));
    }
}

static size_t day_slot(struct str cell)
{
    uint32_t hash = 2166136261U;

    for (size_t i = 0; i < cell.len; i++)
        hash = (hash ^ (unsigned char)cell.ptr[i]) * 16777619U;
    return (hash ^ hash >> 16) % FILING_DAYS;
}

int32_t filing_start(struct filing_reading *list, struct str cell)
{
    struct filing_day_text *known = &list->day[day_slot(cell)];
    int32_t day = NO_DAY;
    char iso[11];

    if (cell.len == 0)
        return NO_DAY;
    if (known->len == cell.len && memcmp(known->text, cell.ptr, cell.len) == 0)
        return known->day;
    if (date_read(cell, iso))
        day = filing_day_of(iso);
    else if (str_trim(cell).len)
        filing_count_odd(list, &list->odd_date, cell);
    if (day != NO_DAY && cell.len <= sizeof(known->text)) {
        memcpy(known->text, cell.ptr, cell.len);
        known->len = (uint8_t)cell.len;
        known->day = day;
    }
    return day;
}

/* ---- numbers of filings ---- */

/* Digits, with 第 before and 号 behind them. */
static bool read_number(struct str text, uint32_t *number)
{
    uint64_t value = 0;

    if (str_starts(text, STR("第")))
        text = str_cut(text, strlen("第"), text.len);
    if (str_ends(text, STR("号")))
        text.len -= strlen("号");
    if (!str_digits(text) || text.len > 9)
        return false;
    for (size_t i = 0; i < text.len; i++)
        value = value * 10 + (uint64_t)(text.ptr[i] - '0');
    *number = (uint32_t)value;
    return true;
}

bool filing_next_mark(struct str *rest, struct filing_mark *mark)
{
    *mark = (struct filing_mark){.number = NO_NUMBER};
    if (!rest->len)
        return false;
    if (rest->ptr[0] == '(') {
        size_t end = str_find(*rest, STR(")"));
        if (end != SIZE_MAX) {
            mark->symbol = str_cut(*rest, 1, end - 1);
            *rest = str_cut(*rest, end + 1, rest->len);
        }
    }
    size_t next = str_find(str_cut(*rest, 1, rest->len), STR("("));
    struct str number =
        str_cut(*rest, 0, next == SIZE_MAX ? rest->len : next + 1);
    *rest = str_cut(*rest, number.len, rest->len);
    mark->odd = number.len && !read_number(number, &mark->number);
    mark->text = number;
    return true;
}

struct filing_mark filing_mark(struct filing_reading *list, struct str cell)
{
    struct filing_mark mark = {.number = NO_NUMBER};

    if (cell.len && !read_number(cell, &mark.number)) {
        struct str rest = text_ascii(cell, &list->scratch);
        filing_next_mark(&rest, &mark);
    }
    return mark;
}

/* ---- institutions ---- */

static void note_odd_text(struct filing_reading *list, int field, unsigned met,
                          struct str cell)
{
    if (met & TEXT_CONTROL)
        filing_find(list, field, N_("control characters were taken out"), cell);
    if (met & TEXT_REPLACED)
        filing_find(list, field,
                    N_("a character was already lost at the source (U+FFFD)"),
                    cell);
    if (met & TEXT_PRIVATE)
        filing_find(list, field, N_("private-use character"), cell);
}

/* The first list that says something stands; what a further one adds or says
 * otherwise is kept with its own row. `value` is made comparable already. */
static void settle(struct filing_reading *list,
                   const struct institution *institution, const char **member,
                   int field, struct str value)
{
    bool first = !*member;
    struct table *table = list->table;

    if (!value.len || (!first && str_eq(value, str_of(*member))))
        return;
    const char *kept = str_keep(&table->arena, value);
    if (first)
        *member = kept;
    /* Beds are taken apart later, whole. */
    if (institution->supply != list->supply && field != FIELD_beds_total)
        table_add_institution_value(
            table, (struct institution_value){
                       table_institution_number(table, institution),
                       list->supply, list->line, field, kept, first});
}

static void fill_text(struct filing_reading *list,
                      const struct institution *institution,
                      const char **member, int field, struct str cell,
                      bool lines)
{
    unsigned met = 0;

    /* One list repeats the institution with every filing. */
    if (!cell.len || (*member && institution->heard == list->supply))
        return;
    bool known = *member != NULL;
    settle(list, institution, member, field,
           lines ? text_clean_lines(cell, &list->scratch, &met)
                 : text_clean(cell, &list->scratch, &met));
    if (met && !known)
        note_odd_text(list, field, met, cell);
}

static void fill_phone(struct filing_reading *list,
                       const struct institution *institution,
                       const char **member, int field, struct str cell)
{
    bool odd = false;

    if (!cell.len || (*member && institution->heard == list->supply))
        return;
    bool known = *member != NULL;
    settle(list, institution, member, field,
           contact_phone(cell, &list->scratch, &odd));
    if (odd && !known)
        filing_find(list, field, N_("not one Japanese telephone number"), cell);
}

/* "400－0034", "〒4000034" -> 400-0034; anything else as published. */
static void fill_postal(struct filing_reading *list,
                        const struct institution *institution,
                        const char **member, struct str cell)
{
    char narrow[32], digits[8];
    size_t len = text_narrow(cell, narrow, sizeof(narrow)), n = 0;

    if (!cell.len || (*member && institution->heard == list->supply))
        return;
    for (size_t i = 0; len != SIZE_MAX && i < len; i++)
        if (narrow[i] >= '0' && narrow[i] <= '9' && n < 8)
            digits[n++] = narrow[i];
    if (n == 7)
        settle(list, institution, member, FIELD_postal_code,
               str_of(arena_format(&list->scratch, "%.3s-%.4s", digits,
                                   digits + 3)));
    else
        fill_text(list, institution, member, FIELD_postal_code, cell, false);
}

/* 医科 and 歯科 of one house have numbers under both fee tables. */
static void fill_together(struct filing_reading *list,
                          struct institution *institution, struct str cell)
{
    int points = institution->points == POINTS_MEDICAL  ? POINTS_DENTAL
                 : institution->points == POINTS_DENTAL ? POINTS_MEDICAL
                                                        : POINTS_NONE;
    char number[8];

    if (!institution->together && points && filing_number(cell, number))
        institution->together =
            arena_format(&list->table->arena, "%02d%d%s",
                         institution->prefecture, points, number);
}

static void fill(struct filing_reading *list, struct institution *institution,
                 const struct institution_cells *cells)
{
    fill_text(list, institution, &institution->name, FIELD_name, cells->name,
              false);
    fill_text(list, institution, &institution->address, FIELD_address,
              cells->address, false);
    fill_text(list, institution, &institution->beds, FIELD_beds_total,
              cells->beds, true);
    fill_postal(list, institution, &institution->postal_code, cells->postal);
    fill_phone(list, institution, &institution->phone, FIELD_phone,
               cells->phone);
    fill_phone(list, institution, &institution->fax, FIELD_fax, cells->fax);
    fill_together(list, institution, cells->together);
    institution->heard = list->supply;
}

const char *filing_code(struct filing_reading *list, const char number[8])
{
    return arena_format(&list->scratch, "%02d%d%.7s", list->prefecture,
                        (int)list->points, number);
}

/* Other lists of the same house may write its name otherwise. */
static void note_odd_place(struct filing_reading *list,
                           const struct institution *institution,
                           const struct institution_cells *cells)
{
    int prefecture = filing_address_prefecture(cells->address);

    if (prefecture && prefecture != list->prefecture)
        filing_count_odd(list, &list->odd_place, cells->address);
    if (institution->supply == list->supply && institution->name &&
        str_trim(cells->name).len &&
        !str_eq(str_trim(cells->name), str_of(institution->name)) &&
        !str_eq(text_key(cells->name, &list->scratch),
                text_key(str_of(institution->name), &list->scratch)))
        filing_count_odd(list, &list->odd_name, cells->name);
}

static const char *what_is_missing(const struct filing_reading *list)
{
    if (!list->prefecture)
        return N_("neither the row nor its list names a prefecture");
    return list->points ? NULL
                        : N_("neither the row nor its list names a fee table "
                             "(medical, dental or pharmacy)");
}

bool filing_institution(struct filing_reading *list, const char number[8],
                        const struct institution_cells *cells, bool *created)
{
    const char *missing = what_is_missing(list);
    bool is_new;

    list->institution = NO_INSTITUTION;
    if (missing) {
        filing_set_aside(list, missing, str_of(number));
        if (!list->claim->listing->by_title)
            filing_count_odd(list, &list->lost, str_of(number));
        return false;
    }
    const char *code = filing_code(list, number);
    struct institution *institution =
        table_institution(list->table, code, &is_new);
    if (is_new) {
        institution->prefecture = (uint8_t)list->prefecture;
        institution->points = (uint8_t)list->points;
        institution->supply = list->supply;
        institution->line = list->line;
        if (!code_facility_ok(str_of(code)))
            filing_find(list, FIELD_medical_code,
                        N_("not 10 characters with a right check digit"),
                        str_of(code));
    }
    fill(list, institution, cells);
    note_odd_place(list, institution, cells);
    list->institution = table_institution_number(list->table, institution);
    filing_scope_institution(list);
    list->has_filing = false;
    if (created)
        *created = is_new;
    return true;
}
