#include "people/towns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- order ---- */

static int compare_values(const struct towns_row *a, const struct towns_row *b)
{
    for (size_t i = 0; i < PEOPLE_MAX_YEARS; i++) {
        double x = isnan(a->value[i]) ? -1 : a->value[i];
        double y = isnan(b->value[i]) ? -1 : b->value[i];
        if (x != y)
            return x > y ? -1 : 1;
    }
    return 0;
}

/* Of rows that tell the same thing of one place the most people come first. */
static int in_order(const void *a, const void *b, void *context)
{
    const struct townspeople *all = context;
    const struct towns_row *x = a, *y = b;
    int order = strcmp(x->code, y->code);

    if (order == 0)
        order = x->part - y->part;
    if (order == 0)
        order = compare_values(x, y);
    if (order == 0)
        order = strcmp(all->source[x->source].supply.label,
                       all->source[y->source].supply.label);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* One row of every place and part stays. */
static void drop_repeated(struct townspeople *all)
{
    struct townspeople_draft *draft = all->draft;
    size_t n = 0;

    for (size_t i = 0; i < draft->n_row; i++) {
        const struct towns_row *row = &draft->row[i];
        struct towns_row *last = n > 0 ? &draft->row[n - 1] : NULL;
        if (!last || strcmp(last->code, row->code) != 0 ||
            last->part != row->part) {
            draft->row[n++] = *row;
            continue;
        }
        all->source[row->source].supply.rows.kept--;
        if (compare_values(last, row) == 0)
            all->source[row->source].supply.rows.merged++;
        else
            towns_put_aside(all, row->source, row->line,
                            N_("another row has more people in the same "
                               "municipality"),
                            row->code);
    }
    draft->n_row = n;
}

/* ---- rows of the result ---- */

static struct townspeople_row *add_row(struct townspeople *all,
                                       const char *code, int year)
{
    all->row = mem_room(all->row, all->n_row, &all->cap_row, sizeof(*all->row));
    struct townspeople_row *row = &all->row[all->n_row++];
    *row = (struct townspeople_row){.year = year};
    memcpy(row->code, code, sizeof(row->code));
    for (int a = 0; a < AGE_COUNT; a++)
        row->count[a] = NAN;
    return row;
}

static void add_register(struct townspeople *all, const struct towns_row *from)
{
    struct townspeople_row *row = add_row(all, from->code, all->draft->year[0]);

    for (int a = 0; a < AGE_COUNT; a++)
        row->count[a] = (float)from->value[a];
}

/* The parts of one place; those that are not there are NULL. */
static void add_projection(struct townspeople *all,
                           const struct towns_row *const part[TOWNS_PARTS])
{
    const struct towns_row *total = part[TOWNS_TOTAL];

    for (size_t y = 0; y < all->draft->n_year; y++) {
        struct townspeople_row *row =
            add_row(all, total->code, all->draft->year[y]);
        double people = total->value[y], over_65 = NAN, over_75 = NAN;
        if (part[TOWNS_SHARE_65])
            over_65 = people * part[TOWNS_SHARE_65]->value[y] / 100;
        if (part[TOWNS_SHARE_75])
            over_75 = people * part[TOWNS_SHARE_75]->value[y] / 100;
        row->count[AGE_ALL] = (float)people;
        row->count[AGE_75] = (float)over_75;
        row->count[AGE_65_74] = (float)(over_65 - over_75);
    }
}

static void make_rows(struct townspeople *all)
{
    struct townspeople_draft *draft = all->draft;

    for (size_t i = 0, n; i < draft->n_row; i += n) {
        const struct towns_row *part[TOWNS_PARTS] = {NULL};
        for (n = 0; i + n < draft->n_row &&
                    strcmp(draft->row[i].code, draft->row[i + n].code) == 0;
             n++)
            part[draft->row[i + n].part] = &draft->row[i + n];
        if (part[TOWNS_REGISTER])
            add_register(all, part[TOWNS_REGISTER]);
        else if (part[TOWNS_TOTAL])
            add_projection(all, part);
    }
}

static void release_draft(struct townspeople *all)
{
    if (all->draft)
        free(all->draft->row);
    free(all->draft);
    all->draft = NULL;
}

bool townspeople_settle(struct townspeople *townspeople, struct err *err)
{
    struct townspeople_draft *draft = townspeople->draft;

    if (!draft)
        return townspeople->n_row > 0 ||
               err_set(err, ERR_INPUT,
                       _("no population of municipalities was read"));
    if (!draft->has[TOWNS_REGISTER] && !draft->has[TOWNS_TOTAL])
        return err_set(err, ERR_INPUT,
                       _("the shares of '%s' say nothing without the total "
                         "population; give 結果表1 (kekkahyo1.xlsx) as well"),
                       townspeople->source[0].supply.label);
    qsort_r(draft->row, draft->n_row, sizeof(*draft->row), in_order,
            townspeople);
    drop_repeated(townspeople);
    make_rows(townspeople);
    release_draft(townspeople);
    return true;
}

/* ---- asking ---- */

const struct townspeople_row *
townspeople_find(const struct townspeople *townspeople, const char *code,
                 int year)
{
    size_t from = 0, to = townspeople->n_row;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const struct townspeople_row *row = &townspeople->row[middle];
        int order = strcmp(row->code, code);
        if (order == 0)
            order = (row->year > year) - (row->year < year);
        if (order == 0)
            return row;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

/*
 * いわき市, 相馬市, 南相馬市, 広野町, 楢葉町, 富岡町, 川内村, 大熊町, 双葉町,
 * 浪江町, 葛尾村, 新地町, 飯舘村: the note above 結果表1 of the projection of
 * 2023; codes of JIS X 0402.
 */
bool townspeople_is_hamadori(const char *code)
{
    static const char *const codes[] = {
        "07204", "07209", "07212", "07541", "07542", "07543", "07544",
        "07545", "07546", "07547", "07548", "07561", "07564",
    };

    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
        if (strcmp(code, codes[i]) == 0)
            return true;
    return false;
}

void townspeople_release(struct townspeople *townspeople)
{
    release_draft(townspeople);
    free(townspeople->row);
    free(townspeople->source);
    free(townspeople->aside);
    arena_release(&townspeople->arena);
    *townspeople = (struct townspeople){0};
}
