#include "people/mesh_row.h"

#include "geo/access/mesh.h"
#include "norm/code.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Smaller cells than 1 km only: "where people live" at 10 km says nothing. */
#define FEWEST_DIGITS 8

/*
 * Published ages are rounded to 4 decimals each, some 20 of them. A row whose
 * ages miss its total by more is not what its headings say.
 */
#define SUM_SLACK(total) (0.01 + 1e-4 * (total))

/* Digits and a point, few enough for the result to be exact: by hand, since
 * a national file has 50 million of them. */
static bool plain_number(struct str s, double *number)
{
    static const double tens[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
    uint64_t value = 0;
    size_t point = s.len, digits = 0;

    if (s.len == 0 || s.len > 15)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned digit = (unsigned char)s.ptr[i] - '0';
        if (digit <= 9) {
            value = value * 10 + digit;
            digits++;
        } else if (s.ptr[i] == '.' && point == s.len) {
            point = i;
        } else {
            return false;
        }
    }
    size_t decimals = point < s.len ? s.len - point - 1 : 0;
    if (digits == 0 || decimals >= sizeof(tens) / sizeof(*tens))
        return false;
    *number = (double)value / tens[decimals];
    return true;
}

/* JSON writes small numbers as 1e-05. */
static bool read_number(struct str s, double *number)
{
    char text[32], *end;

    if (str_number(s, number))
        return true;
    if (s.len >= sizeof(text) || memchr(s.ptr, 'x', s.len) ||
        !(s.ptr[0] == '-' || (s.ptr[0] >= '0' && s.ptr[0] <= '9')))
        return false;
    memcpy(text, s.ptr, s.len);
    text[s.len] = '\0';
    *number = strtod(text, &end);
    return *end == '\0';
}

enum cell_state mesh_number(struct str text, double *number)
{
    if (plain_number(text, number))
        return CELL_NUMBER;
    if (text.len == 0)
        return CELL_BLANK;
    if (str_is(text, "*") || str_is(text, "＊") || str_is(text, "X"))
        return CELL_HIDDEN;
    if (!read_number(text, number))
        return CELL_BAD;
    return isfinite(*number) && *number >= 0 ? CELL_NUMBER : CELL_BAD;
}

/* ---- what is wrong ---- */

static bool put_aside(struct mesh_reading *reading, uint32_t line,
                      const char *reason, struct str mesh, int year)
{
    char value[96];
    int n =
        snprintf(value, sizeof(value), "%.*s", STR_ARG(str_cut(mesh, 0, 40)));

    if (!str_valid_utf8(str_of(value)))
        value[n = 0] = '\0';
    if (year > 0)
        snprintf(value + n, sizeof(value) - (size_t)n, " (%d)", year);
    people_put_aside(reading->people, reading->source, line, reason,
                     *value ? value : NULL);
    return true;
}

static const char *const no_number = N_("a number of people cannot be read");
static const char *const no_sum =
    N_("the ages do not add up to the mesh's people");

/* ---- one year of it ---- */

enum mark { MARK_NONE, MARK_SUPPRESSED, MARK_RECEIVED, MARK_BAD };

static enum mark mark_of(struct str text, bool census)
{
    static const struct {
        const char *text;
        bool census;
        enum mark mark;
    } marks[] = {
        {"", false, MARK_NONE},         {"*", false, MARK_SUPPRESSED},
        {"＊", false, MARK_SUPPRESSED}, {"@", false, MARK_RECEIVED},
        {"＠", false, MARK_RECEIVED},   {"0", true, MARK_NONE},
        {"1", true, MARK_RECEIVED},     {"2", true, MARK_SUPPRESSED},
    };

    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
        if (marks[i].census == census && str_is(text, marks[i].text))
            return marks[i].mark;
    return MARK_BAD;
}

static enum cell_state read_cell(struct mesh_reading *reading, int column,
                                 double *number)
{
    const struct mesh_cells *cells = &reading->cells;
    enum cell_state state = cells->number(cells->from, column, number);

    /* 「－」 of e-Stat: there is nobody. */
    if (state == CELL_BAD && reading->form.id == FORM_CENSUS &&
        str_is(cells->text(cells->from, column), "-")) {
        *number = 0;
        return CELL_NUMBER;
    }
    return state;
}

/* NAN without a fault when the form has no such columns. */
static bool read_sum(struct mesh_reading *reading, const struct form_sum *sum,
                     double *total)
{
    double number;

    *total = sum->n > 0 ? 0 : NAN;
    for (size_t i = 0; i < sum->n; i++) {
        if (read_cell(reading, sum->plus[i], &number) != CELL_NUMBER)
            return false;
        *total += number;
    }
    if (sum->minus < 0)
        return true;
    if (read_cell(reading, sum->minus, &number) != CELL_NUMBER)
        return false;
    *total -= number;
    /* What rounding leaves below zero is zero; more is a fault. */
    if (*total < -SUM_SLACK(number))
        return false;
    *total = fmax(*total, 0);
    return true;
}

static bool adds_up(const double age[AGE_COUNT], double group)
{
    double sum = 0;

    for (int a = AGE_0_14; a < AGE_COUNT; a++)
        sum += age[a];
    /* NAN where a class is not published: nothing to compare. */
    return !(fabs(sum - group) > SUM_SLACK(group));
}

/* What one year says; NULL, or the reason to set the row aside. */
static const char *read_year(struct mesh_reading *reading,
                             const struct form_year *year,
                             double age[AGE_COUNT], struct draft_hidden *hidden,
                             bool *is_hidden)
{
    const struct mesh_cells *cells = &reading->cells;
    bool census = reading->form.id == FORM_CENSUS;
    enum mark mark = mark_of(cells->text(cells->from, year->hidden), census);
    enum cell_state total = read_cell(reading, year->total, &age[AGE_ALL]);

    if (mark == MARK_BAD)
        return N_("the mark of suppression cannot be read");
    *is_hidden = mark != MARK_NONE;
    hidden->suppressed = mark == MARK_SUPPRESSED;
    if (total == CELL_HIDDEN && mark == MARK_SUPPRESSED)
        age[AGE_ALL] = NAN;
    else if (total != CELL_NUMBER)
        return no_number;
    if (mark == MARK_SUPPRESSED) {
        hidden->target = mesh_read(cells->text(cells->from, year->target));
        for (int a = AGE_0_14; a < AGE_COUNT; a++)
            age[a] = NAN;
        return NULL;
    }
    if (!read_sum(reading, &year->group, &hidden->group))
        return no_number;
    for (int a = AGE_0_14; a < AGE_COUNT; a++)
        if (!read_sum(reading, &year->age[a], &age[a]))
            return no_number;
    if (!adds_up(age, hidden->group))
        return no_sum;
    /* Without suppression both totals tell the same people (the census counts
     * those of unknown age in the total alone). */
    if (mark == MARK_NONE && !census &&
        fabs(hidden->group - age[AGE_ALL]) > SUM_SLACK(age[AGE_ALL]))
        return no_sum;
    return NULL;
}

/* ---- the row ---- */

static bool check_size(struct mesh_reading *reading, int digits,
                       struct str mesh, struct err *err)
{
    struct people *people = reading->people;

    if (people->digits == 0)
        people->digits = digits;
    if (people->digits == digits)
        return true;
    return err_set(err, ERR_INPUT,
                   _("'%s' mixes mesh sizes: '%.*s' is a mesh of %s, those "
                     "before are of %s; give files of one size"),
                   reading->label, STR_ARG(mesh), mesh_size_name(digits),
                   mesh_size_name(people->digits));
}

static uint32_t municipality_of(struct mesh_reading *reading)
{
    const struct mesh_cells *cells = &reading->cells;
    int column = reading->form.municipality;
    char code[6];

    if (column < 0 ||
        !code_municipality(cells->text(cells->from, column), code))
        return 0;
    return (uint32_t)atoi(code);
}

static void note_hidden(struct people_draft *draft, struct draft_row *row,
                        struct draft_hidden hidden)
{
    if (row->hidden == NO_HIDDEN)
        row->hidden = (uint32_t)draft->n_hidden;
    else
        draft->hidden[draft->n_hidden - 1].last = false;
    hidden.last = true;
    draft->hidden = mem_room(draft->hidden, draft->n_hidden, &draft->cap_hidden,
                             sizeof(*draft->hidden));
    draft->hidden[draft->n_hidden++] = hidden;
}

bool mesh_row_read(struct mesh_reading *reading, uint32_t line, struct err *err)
{
    struct people *people = reading->people;
    struct people_draft *draft = people->draft;
    double age[PEOPLE_MAX_YEARS][AGE_COUNT];
    struct draft_hidden hidden[PEOPLE_MAX_YEARS] = {0};
    bool is_hidden[PEOPLE_MAX_YEARS];
    struct str mesh =
        reading->cells.text(reading->cells.from, reading->form.mesh);
    struct draft_row row = {
        .code = mesh_read(mesh),
        .source = reading->source,
        .line = line,
        .hidden = NO_HIDDEN,
    };
    int digits = row.code ? mesh_digits(row.code) : 0;

    if (digits < FEWEST_DIGITS)
        return put_aside(reading, line, N_("the mesh code cannot be read"),
                         mesh, 0);
    if (!check_size(reading, digits, mesh, err))
        return false;
    for (size_t y = 0; y < people->n_year; y++) {
        const char *fault = read_year(reading, reading->year[y], age[y],
                                      &hidden[y], &is_hidden[y]);
        if (fault)
            return put_aside(reading, line, fault, mesh,
                             reading->year[y]->year);
    }
    row.municipality = municipality_of(reading);
    for (size_t y = 0; y < people->n_year; y++) {
        hidden[y].year = (uint8_t)y;
        if (is_hidden[y])
            note_hidden(draft, &row, hidden[y]);
    }
    float *count = mesh_draft_add(people, &row);
    for (size_t y = 0; y < people->n_year; y++)
        for (int a = 0; a < AGE_COUNT; a++)
            *count++ = (float)age[y][a];
    people->source[reading->source].supply.rows.kept++;
    return true;
}
