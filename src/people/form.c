#include "people/form.h"

#include <stdlib.h>
#include <string.h>

void form_add_years(const struct form *form, struct buf *out)
{
    for (size_t i = 0; i < form->n_year; i++)
        buf_addf(out, "%s%d", i ? ", " : "", form->year[i].year);
}

const struct form_year *form_find_year(const struct form *form, int year)
{
    for (size_t i = 0; i < form->n_year; i++)
        if (form->year[i].year == year)
            return &form->year[i];
    return NULL;
}

/* The columns of one year; -1 where there is none. */
struct columns {
    int year;
    int hidden, target, total;
    int five[21]; /* PT0, PT1 ... PT20 */
    int broad[5]; /* PTA ... PTE */
};

struct headings {
    struct columns year[FORM_MAX_YEARS];
    size_t n_year;
    int mesh, municipality;
    bool padded; /* PT00, PT01: written so in R6 only */
};

/* Longest of ours: "HITOKU_2025". */
#define NAME_ROOM 16

/* Upper case without '_' and quotes; "" when it cannot be one of ours. */
static void plain_name(struct str heading, char name[NAME_ROOM])
{
    struct str s = str_trim(heading);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '_')
            continue;
        if (n + 1 == NAME_ROOM) {
            n = 0;
            break;
        }
        name[n++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    name[n] = '\0';
}

/* Cut the four digits at the end off. */
static bool cut_year(char *name, int *year)
{
    size_t len = strlen(name);

    if (len <= 4 || !str_digits((struct str){name + len - 4, 4}))
        return false;
    *year = atoi(name + len - 4);
    name[len - 4] = '\0';
    return *year >= 1950 && *year < 2150;
}

static struct columns *columns_of(struct headings *all, int year)
{
    for (size_t i = 0; i < all->n_year; i++)
        if (all->year[i].year == year)
            return &all->year[i];
    if (all->n_year == FORM_MAX_YEARS)
        return NULL;
    struct columns *columns = &all->year[all->n_year++];
    memset(columns, -1, sizeof(*columns)); /* every column -1 */
    columns->year = year;
    return columns;
}

/* Where the number of the column is kept; NULL for a name not of ours. */
static int *place_of(struct headings *all, char name[NAME_ROOM])
{
    int year;

    if (strcmp(name, "MESHID") == 0)
        return &all->mesh;
    if (strcmp(name, "SHICODE") == 0)
        return &all->municipality;
    if (!cut_year(name, &year))
        return NULL;
    bool hidden = strcmp(name, "HITOKU") == 0;
    bool target = strcmp(name, "GASSAN") == 0;
    if (!hidden && !target && strncmp(name, "PT", 2) != 0)
        return NULL;
    struct columns *of = columns_of(all, year);
    if (!of || hidden || target)
        return !of ? NULL : hidden ? &of->hidden : &of->target;
    const char *what = name + 2;
    size_t len = strlen(what);
    if (len == 1 && *what == 'N')
        return &of->total;
    if (len == 1 && *what >= 'A' && *what <= 'E')
        return &of->broad[*what - 'A'];
    if (len > 2 || !str_digits((struct str){what, len}) || atoi(what) > 20)
        return NULL;
    all->padded |= len == 2 && *what == '0';
    return &of->five[atoi(what)];
}

static bool find_columns(const struct str *heading, size_t n, const char *label,
                         struct headings *all, struct err *err)
{
    char name[NAME_ROOM];

    all->mesh = all->municipality = -1;
    for (size_t i = 0; i < n; i++) {
        plain_name(heading[i], name);
        int *place = place_of(all, name);
        if (!place)
            continue;
        if (*place >= 0)
            return err_set(err, ERR_INPUT,
                           _("'%s' has the column '%.*s' twice; get the file "
                             "again from its publisher"),
                           label, STR_ARG(heading[i]));
        *place = (int)i;
    }
    return true;
}

/* All of five[from..to], or nothing. */
static struct form_sum sum_of(const struct columns *of, int from, int to)
{
    struct form_sum sum = {.minus = -1};

    for (int i = from; i <= to; i++) {
        if (of->five[i] < 0)
            return (struct form_sum){.minus = -1};
        sum.plus[sum.n++] = of->five[i];
    }
    return sum;
}

static struct form_sum sum_of_one(int column)
{
    return (struct form_sum){.plus = {column}, .n = column >= 0, .minus = -1};
}

enum { PTA, PTB, PTC, PTD, PTE };

/* A year without its ages (2015 of H30, 2020 of R6) is not on offer. */
static bool has_ages(const struct columns *of)
{
    return of->total >= 0 && of->hidden >= 0 && of->target >= 0 &&
           of->broad[PTA] >= 0 && of->broad[PTB] >= 0 && of->broad[PTC] >= 0 &&
           of->broad[PTD] >= 0;
}

static struct form_year year_of(const struct columns *of)
{
    struct form_year year = {
        .year = of->year,
        .total = of->total,
        .hidden = of->hidden,
        .target = of->target,
        .group = sum_of_one(of->five[0]),
    };

    if (year.group.n == 0)
        year.group = (struct form_sum){
            .plus = {of->broad[PTA], of->broad[PTB], of->broad[PTC]},
            .n = 3,
            .minus = -1};

    year.age[AGE_0_14] = sum_of_one(of->broad[PTA]);
    year.age[AGE_15_39] = sum_of(of, 4, 8);
    year.age[AGE_40_64] = sum_of(of, 9, 13);
    year.age[AGE_65_74] = sum_of(of, 14, 15);
    if (year.age[AGE_65_74].n == 0) {
        year.age[AGE_65_74] = sum_of_one(of->broad[PTC]);
        year.age[AGE_65_74].minus = of->broad[PTD];
    }
    year.age[AGE_75] = sum_of_one(of->broad[PTD]);
    return year;
}

static int by_year(const void *a, const void *b)
{
    const struct form_year *x = a, *y = b;

    return (x->year > y->year) - (x->year < y->year);
}

/* H30 has 2015 to 2050 and writes PT1; R6 has 2020 to 2070 and writes PT01. */
static enum form_id edition_of(const struct headings *all)
{
    bool r6 = all->padded;

    for (size_t i = 0; i < all->n_year; i++)
        r6 |= all->year[i].year > 2050;
    return r6 ? FORM_R6 : FORM_H30;
}

bool form_of_projection(const struct str *heading, size_t n, const char *label,
                        struct form *form, bool *known, struct err *err)
{
    struct headings all = {0};

    *known = false;
    if (!find_columns(heading, n, label, &all, err))
        return false;
    if (all.mesh < 0 || all.n_year == 0)
        return true;
    *known = true;
    *form = (struct form){
        .id = edition_of(&all),
        .mesh = all.mesh,
        .municipality = all.municipality,
    };
    for (size_t i = 0; i < all.n_year; i++)
        if (has_ages(&all.year[i]))
            form->year[form->n_year++] = year_of(&all.year[i]);
    if (form->n_year == 0)
        return err_set(
            err, ERR_INPUT,
            _("'%s' has no year with its ages: looked for columns "
              "such as PTN_2025, HITOKU2025, GASSAN2025 and PTA_2025 "
              "to PTD_2025; give the file as it was published"),
            label);
    qsort(form->year, form->n_year, sizeof(*form->year), by_year);
    return true;
}
