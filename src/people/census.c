#include "norm/text.h"
#include "people/form.h"

#include <stdlib.h>
#include <string.h>

static const struct census_table tables[] = {
#define CENSUS(id, year, era) {id, year, era},
#include "people/census.def"
#undef CENSUS
};
#define TABLES (sizeof(tables) / sizeof(*tables))

#define MAX_SPANS 64
#define OPEN_END 999 /* "and over" */

/* A column of people of both sexes in a range of ages. */
struct span {
    int from, to;
    int column;
};

struct labels {
    struct span span[MAX_SPANS];
    size_t n_span;
    int total;
};

bool form_is_census(const struct str *heading, size_t n)
{
    return n > 1 && str_is(str_trim(heading[0]), "KEY_CODE");
}

static const struct census_table *find_table(const struct str *code, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct str s = str_trim(code[i]);
        for (size_t t = 0; s.len == 10 && t < TABLES; t++)
            if (str_starts(s, str_of(tables[t].id)))
                return &tables[t];
    }
    return NULL;
}

static bool unknown_table(const char *name, const struct str *code, size_t n,
                          struct err *err)
{
    struct buf known = {0};
    struct str first = STR("?");

    for (size_t i = n; i-- > 0;)
        if (str_starts(str_trim(code[i]), STR("T")))
            first = str_trim(code[i]);
    for (size_t i = 0; i < TABLES; i++)
        buf_addf(&known, "%s%s (%d)", i ? ", " : "", tables[i].id,
                 tables[i].year);
    err_set(err, ERR_INPUT,
            _("the census year of '%s' is not known: its columns are '%.*s' "
              "..., of none of the tables %s; give one of these"),
            name, STR_ARG(first), known.ptr);
    buf_release(&known);
    return false;
}

static int column_of(const struct str *code, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(str_trim(code[i]), name))
            return (int)i;
    return -1;
}

/* A number at the start of *s, which advances. */
static bool take_number(struct str *s, int *number)
{
    size_t n = 0;

    *number = 0;
    while (n < s->len && n < 3 && s->ptr[n] >= '0' && s->ptr[n] <= '9')
        *number = *number * 10 + (s->ptr[n++] - '0');
    *s = str_cut(*s, n, SIZE_MAX);
    return n > 0;
}

static bool take(struct str *s, struct str start)
{
    if (!str_starts(*s, start))
        return false;
    *s = str_cut(*s, start.len, SIZE_MAX);
    return true;
}

/* 0~14歳人口総数 and 75歳以上人口総数, by text_key(). Both tildes of CP932. */
static bool span_of(struct str key, struct span *span)
{
    if (!take_number(&key, &span->from))
        return false;
    if (take(&key, STR("~")) || take(&key, STR("〜"))) {
        if (!take_number(&key, &span->to) || !take(&key, STR("歳")))
            return false;
    } else if (take(&key, STR("歳以上"))) {
        span->to = OPEN_END;
    } else {
        return false;
    }
    return str_is(key, "人口総数");
}

static bool read_labels(const struct str *label, size_t n, const char *name,
                        struct arena *arena, struct labels *all,
                        struct err *err)
{
    struct span span = {0};

    all->total = -1;
    for (size_t i = 0; i < n; i++) {
        struct str key = text_key(label[i], arena);
        bool twice = false;
        /* 人口総数 in 2015, 人口(総数) in 2020 */
        if (str_is(key, "人口総数") || str_is(key, "人口(総数)")) {
            twice = all->total >= 0;
            all->total = (int)i;
        } else if (span_of(key, &span) && all->n_span < MAX_SPANS) {
            for (size_t k = 0; k < all->n_span; k++)
                twice |= all->span[k].from == span.from &&
                         all->span[k].to == span.to;
            span.column = (int)i;
            all->span[all->n_span++] = span;
        }
        if (twice)
            return err_set(err, ERR_INPUT,
                           _("'%s' has the column '%.*s' twice; get the file "
                             "again from its publisher"),
                           name, STR_ARG(str_trim(label[i])));
    }
    return true;
}

static int find_span(const struct labels *all, int from, int to)
{
    for (size_t i = 0; i < all->n_span; i++)
        if (all->span[i].from == from && all->span[i].to == to)
            return all->span[i].column;
    return -1;
}

/* The narrowest column that starts at this age and ends by `to`. */
static const struct span *next_span(const struct labels *all, int from, int to)
{
    const struct span *best = NULL;

    for (size_t i = 0; i < all->n_span; i++) {
        const struct span *span = &all->span[i];
        if (span->from == from && span->to <= to &&
            (!best || span->to < best->to))
            best = span;
    }
    return best;
}

/* The ages from..to: one column, the difference of two open ones, or columns
 * that follow each other. No columns when they are not there. */
static struct form_sum sum_of(const struct labels *all, int from, int to)
{
    struct form_sum sum = {.minus = -1};
    int column = find_span(all, from, to);

    if (column < 0) {
        column = find_span(all, from, OPEN_END);
        sum.minus = find_span(all, to + 1, OPEN_END);
        if (column >= 0 && sum.minus < 0)
            column = -1;
    }
    if (column >= 0) {
        sum.plus[sum.n++] = column;
        return sum;
    }
    sum.minus = -1;
    for (int age = from; age <= to;) {
        const struct span *span = next_span(all, age, to);
        if (!span || sum.n == sizeof(sum.plus) / sizeof(*sum.plus))
            return (struct form_sum){.minus = -1};
        sum.plus[sum.n++] = span->column;
        age = span->to + 1;
    }
    return sum;
}

static bool lacks(const char *name, const char *what, struct err *err)
{
    return err_set(err, ERR_INPUT,
                   _("'%s' lacks '%s' in its two heading rows; give the table "
                     "人口及び世帯 of the census mesh as e-Stat publishes it"),
                   name, what);
}

static bool fill(const struct labels *all, struct form_year *year,
                 const char *name, struct err *err)
{
    year->total = all->total;
    year->age[AGE_0_14] = sum_of(all, 0, 14);
    year->age[AGE_15_39] = sum_of(all, 15, 39);
    year->age[AGE_40_64] = sum_of(all, 40, 64);
    year->age[AGE_65_74] = sum_of(all, 65, 74);
    year->age[AGE_75] = sum_of(all, 75, OPEN_END);
    year->group = sum_of(all, 0, OPEN_END);
    if (all->total < 0)
        return lacks(name, "人口（総数）", err);
    if (year->age[AGE_0_14].n == 0)
        return lacks(name, "０～１４歳人口　総数", err);
    if (year->age[AGE_65_74].n == 0)
        return lacks(name, "６５歳以上人口　総数", err);
    if (year->age[AGE_75].n == 0)
        return lacks(name, "７５歳以上人口　総数", err);
    return year->group.n > 0 || lacks(name, "１５～６４歳人口　総数", err);
}

bool form_of_census(const struct str *code, size_t n_code,
                    const struct str *label, size_t n_label, const char *name,
                    struct arena *arena, struct form *form, struct err *err)
{
    struct labels all = {0};

    *form = (struct form){
        .id = FORM_CENSUS,
        .mesh = column_of(code, n_code, "KEY_CODE"),
        .municipality = -1,
        .n_year = 1,
        .census = find_table(code, n_code),
    };
    struct form_year *year = &form->year[0];
    year->hidden = column_of(code, n_code, "HTKSYORI");
    year->target = column_of(code, n_code, "HTKSAKI");
    if (!form->census)
        return unknown_table(name, code, n_code, err);
    year->year = form->census->year;
    if (year->hidden < 0 || year->target < 0)
        return lacks(name, year->hidden < 0 ? "HTKSYORI" : "HTKSAKI", err);
    /* Codes without labels: the second row is the first mesh already. */
    if (n_label == 0 || str_digits(str_trim(label[0])))
        return lacks(name, "人口（総数）", err);
    return read_labels(label, n_label, name, arena, &all, err) &&
           fill(&all, year, name, err);
}
