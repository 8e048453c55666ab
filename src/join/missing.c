#include "join/missing.h"

#include "join/correction.h"
#include "norm/text.h"

#include <string.h>

/* ---- facilities ---- */

/* The id whose letter was left out: "2522990000040" of "n-2522990000040".
 * NULL when no input has it. */
static const char *with_letter(const struct table *table, const char *digits,
                               struct arena *scratch)
{
    static const char letters[] = "nmkl";

    for (const char *letter = letters; *letter; letter++) {
        const char *id = arena_format(scratch, "%c-%s", *letter, digits);
        if (table_find(table, id) != NO_FACILITY)
            return id;
    }
    return NULL;
}

bool missing_facility(const struct table *table, const char *path, size_t line,
                      struct str id, struct err *err)
{
    struct arena scratch = {0};
    const char *text = str_keep(&scratch, id);
    const char *meant = text ? with_letter(table, text, &scratch) : NULL;

    if (meant)
        err_set(err, ERR_INPUT,
                _("'%s' line %zu: no facility '%.*s' is in the inputs; is it "
                  "'%s'?"),
                path, line, STR_ARG(id), meant);
    else
        err_set(err, ERR_INPUT,
                _("'%s' line %zu: no facility '%.*s' is in the inputs; copy "
                  "the id from the column 施設ID (it begins with n-, m-, k- or "
                  "l-)"),
                path, line, STR_ARG(id));
    arena_release(&scratch);
    return false;
}

/* ---- fields ---- */

struct nearest {
    const char *heading, *name;
    size_t gap; /* characters that one has more than the other */
};

#define SHORTEST_PART 2 /* characters: one alone stands in many headings */

static void compare(struct nearest *nearest, struct str key,
                    const char *spelling, const char *heading, const char *name,
                    struct arena *scratch)
{
    struct str own = text_key(str_of(spelling), scratch);
    size_t a = str_chars(key), b = str_chars(own);
    size_t gap = a > b ? a - b : b - a;

    if (a < SHORTEST_PART || b < SHORTEST_PART ||
        (str_find(own, key) == SIZE_MAX && str_find(key, own) == SIZE_MAX) ||
        (nearest->heading && nearest->gap <= gap))
        return;
    *nearest = (struct nearest){heading, name, gap};
}

/* Of what may be corrected, the heading that contains the name or stands in
 * it. */
static struct nearest find_nearest(struct str key, struct arena *scratch)
{
    struct nearest nearest = {0};

    compare(&nearest, key, "位置", "位置", "position", scratch);
    compare(&nearest, key, "position", "位置", "position", scratch);
    compare(&nearest, key, "閉鎖", "閉鎖", "closed", scratch);
    for (int f = 0; f < FIELD_COUNT; f++) {
        const struct field *field = &fields[f];
        if (correction_field(str_of(field->name), scratch) != f)
            continue;
        const char *spelling[] = {field->heading_ja, field->heading_en,
                                  field->name};
        for (size_t i = 0; i < sizeof(spelling) / sizeof(*spelling); i++)
            compare(&nearest, key, spelling[i], field->heading_ja, field->name,
                    scratch);
    }
    return nearest;
}

static int find_field(struct str key, struct arena *scratch)
{
    for (int f = 0; f < FIELD_COUNT; f++)
        if (str_is(key, fields[f].name) ||
            str_eq(key, text_key(str_of(fields[f].heading_ja), scratch)) ||
            str_eq(key, text_key(str_of(fields[f].heading_en), scratch)))
            return f;
    return -1;
}

bool missing_field(const char *path, size_t line, struct str name,
                   struct err *err)
{
    struct arena scratch = {0};
    struct str key = text_key(name, &scratch);
    struct nearest nearest = find_nearest(key, &scratch);
    int field = find_field(key, &scratch);

    if (field == FIELD_medical_code || field == FIELD_office_number)
        err_set(err, ERR_INPUT,
                _("'%s' line %zu: '%.*s' cannot be corrected, because filings "
                  "are found by it; write in pairs.csv which records are one"),
                path, line, STR_ARG(name));
    else if (field >= 0)
        err_set(err, ERR_INPUT,
                _("'%s' line %zu: '%.*s' cannot be corrected, because it "
                  "follows from other values; 'zaitaku list fields' shows "
                  "which fields can"),
                path, line, STR_ARG(name));
    else if (nearest.heading)
        err_set(err, ERR_INPUT,
                _("'%s' line %zu: there is no field '%.*s'; is it '%s' (%s)?"),
                path, line, STR_ARG(name), nearest.heading, nearest.name);
    else
        err_set(err, ERR_INPUT,
                _("'%s' line %zu: '%.*s' is no field that can be "
                  "corrected; see 'zaitaku list fields'"),
                path, line, STR_ARG(name));
    arena_release(&scratch);
    return false;
}
