/*
 * What a list says everything about, so that who is missing in it has not
 * filed. A list must prove that: it is told from many signs, and any doubt
 * leaves it unknown who has filed.
 */
#include "listing/filing_lists_own.h"

#include <stdlib.h>
#include <string.h>

#define FEW 5 /* institutions: fewer may be stray rows */

void filing_scope_institution(struct filing_reading *list)
{
    struct filing_lists *lists = list->lists;

    while (lists->n_listed <= list->institution) {
        lists->listed = mem_room(lists->listed, lists->n_listed,
                                 &lists->cap_listed, sizeof(*lists->listed));
        lists->listed[lists->n_listed++] = 0;
    }
    if (lists->listed[list->institution] == list->supply + 1)
        return;
    lists->listed[list->institution] = list->supply + 1;
    list->part[list->prefecture][list->points].n_institution++;
}

void filing_scope_kind(struct filing_reading *list, uint16_t kind, int function)
{
    struct filing_part *part = &list->part[list->prefecture][list->points];

    part->used = true;
    if (function != FUNCTION_NONE)
        list->seen[list->points] |= FUNCTION_BIT(function);
    if (part->n_kind == FILING_WHOLE_KINDS)
        return;
    for (size_t i = 0; i < part->n_kind; i++)
        if (part->kind[i] == kind)
            return;
    part->kind[part->n_kind++] = kind;
}

static void name_bureau(struct filing_reading *list)
{
    struct table *table = list->table;
    struct supply *supply = &table->supply[list->supply];
    struct listing own = *list->claim->listing;
    const char *name = NULL;

    for (int p = 1; p <= 47; p++)
        for (int points = 0; points < POINTS_COUNT; points++) {
            if (!list->part[p][points].used)
                continue;
            if (name && strcmp(name, bureau_name(p)) != 0)
                return; /* several bureaus in one list */
            name = bureau_name(p);
            own.url = bureau_url(p);
        }
    if (!name)
        return;
    own.publisher = supply->publisher = name;
    if (strcmp(own.id, "bureau-filings") != 0)
        own.url = list->claim->listing->url;
    supply->url = own.url;
    supply->attribution = listing_attribution(&own, list->as_of, &table->arena);
}

/* ---- signs ---- */

static bool is_used(const struct filing_reading *list, int prefecture,
                    int points)
{
    for (int p = 1; p <= 47; p++)
        for (int t = 0; t < POINTS_COUNT; t++)
            if ((!prefecture || p == prefecture) && (!points || t == points) &&
                list->part[p][t].used)
                return true;
    return false;
}

/* Rows that slipped into a list of another prefecture or fee table. */
static bool is_stray(const struct filing_reading *list, int prefecture,
                     int points, size_t n_all)
{
    const struct bureau_title *title = &list->claim->title;
    size_t n = list->part[prefecture][points].n_institution;
    bool many = n >= FEW, share = n * 100 >= n_all;
    bool misnamed =
        (title->name_prefecture && title->name_prefecture != prefecture &&
         is_used(list, title->name_prefecture, 0)) ||
        (title->name_points && (int)title->name_points != points &&
         is_used(list, 0, (int)title->name_points));

    if ((title->prefecture && title->prefecture != prefecture) ||
        (list->list_points && (int)list->list_points != points))
        return true;
    return misnamed ? !many || !share : !many && !share;
}

/* 項目別: the name of the filing stands in front of the institution. */
static bool is_by_item(const struct filing_reading *list)
{
    return list->claim->title.by_item ||
           (list->at[BUREAU_FILING] >= 0 &&
            list->at[BUREAU_FILING] < list->at[BUREAU_NUMBER]);
}

/* Small lists have few kinds of filings; a large one with few is of items. */
static bool is_whole(const struct filing_reading *list,
                     const struct filing_part *part)
{
    const struct claim *claim = list->claim;

    return claim->listing->printed || claim->title.whole ||
           part->n_kind >= FILING_WHOLE_KINDS ||
           (claim->title.named && part->n_kind >= 3 &&
            part->n_institution < 100);
}

/* ---- after the last row ---- */

static void tell_part(struct filing_reading *list, int prefecture, int points,
                      const char *what)
{
    const struct filing_part *part = &list->part[prefecture][points];

    list->line = 0;
    filing_find(list, FIELD_filing_list, what,
                str_of(arena_format(&list->scratch, "%s %s %zu施設 %zu種類",
                                    prefecture_name_of((unsigned)prefecture),
                                    points_names_ja[points],
                                    part->n_institution, part->n_kind)));
}

static void add_scope(struct filing_reading *list, int prefecture, int points,
                      size_t n_all)
{
    bool by_item = is_by_item(list);
    bool whole = !by_item && is_whole(list, &list->part[prefecture][points]);
    function_set covered =
        whole ? functions_of(POINTS_BIT((unsigned)points)) : list->seen[points];

    if (is_stray(list, prefecture, points, n_all)) {
        tell_part(list, prefecture, points,
                  N_("rows of another prefecture or fee table than the list's: "
                     "who is missing there stays unknown"));
        return;
    }
    uint32_t(*of)[POINTS_COUNT] =
        list->as_of ? list->lists->dated : list->lists->undated;
    of[prefecture][points] = list->supply + 1;
    if (!whole && !by_item)
        tell_part(list, prefecture, points,
                  N_("the list may hold only some filings (few kinds, and no "
                     "全体 in its title): what does not occur stays unknown"));
    if (covered)
        table_add_scope(list->table,
                        (struct filing_scope){list->supply, (uint8_t)prefecture,
                                              (uint8_t)points, covered});
}

/* The name of the file is believed last, and told when it was wrong. */
static void tell_name(struct filing_reading *list)
{
    const struct bureau_title *title = &list->claim->title;

    if (!is_used(list, 0, 0) || (is_used(list, title->name_prefecture, 0) &&
                                 is_used(list, 0, (int)title->name_points)))
        return;
    list->line = 0;
    filing_find(list, FIELD_filing_list,
                N_("the name of the file or its folder says another prefecture "
                   "or fee table than the list: the list is believed"),
                str_of(list->claim->label));
}

void filing_scope_finish(struct filing_reading *list)
{
    size_t n_all = 0;

    name_bureau(list);
    for (int p = 1; p <= 47; p++)
        for (int points = 0; points < POINTS_COUNT; points++)
            n_all += list->part[p][points].n_institution;
    tell_name(list);
    if (list->claim->listing->by_title)
        return;
    for (int p = 1; p <= 47; p++)
        for (int points = 0; points < POINTS_COUNT; points++)
            if (list->part[p][points].used)
                add_scope(list, p, points, n_all);
}

/* ---- all lists ---- */

static bool refuse_editions(const struct table *table, uint32_t x, uint32_t y,
                            int prefecture, struct err *err)
{
    return err_set(err, ERR_INPUT,
                   _("'%s' (%s) and '%s' (%s) are two editions of the filing "
                     "list of %s; give only the newer one"),
                   table->supply[x].label, table->supply[x].as_of,
                   table->supply[y].label, table->supply[y].as_of,
                   prefecture_name_of((unsigned)prefecture));
}

/* What only the one without a date has may be long over. */
static bool all_dated(const struct filing_lists *lists, struct err *err)
{
    const struct supply *supply = lists->table->supply;

    for (int p = 1; p <= 47; p++)
        for (int points = 0; points < POINTS_COUNT; points++) {
            uint32_t x = lists->dated[p][points], y = lists->undated[p][points];
            if (!x || !y)
                continue;
            return err_set(
                err, ERR_INPUT,
                _("the filing list '%s' has no date, and '%s' (%s) is of %s, "
                  "too; leave one of them out, or tell the date: --as-of "
                  "'%s=YYYY-MM-DD'"),
                supply[y - 1].label, supply[x - 1].label, supply[x - 1].as_of,
                prefecture_name_of((unsigned)p), supply[y - 1].label);
        }
    return true;
}

/* Of each function of each prefecture and fee table all lists have one date. */
static bool all_of_one_date(const struct table *table, struct err *err)
{
    uint32_t(*first)[POINTS_COUNT][FUNCTION_COUNT] =
        mem_alloc(48 * sizeof(*first)); /* supply + 1 */
    bool ok = true;

    memset(first, 0, 48 * sizeof(*first));
    for (size_t i = 0; ok && i < table->n_filing_scope; i++) {
        const struct filing_scope *scope = &table->filing_scope[i];
        const char *as_of = table->supply[scope->supply].as_of;
        uint32_t *of = first[scope->prefecture][scope->points];
        for (int f = 0; ok && f < FUNCTION_COUNT; f++) {
            if (!(scope->functions & FUNCTION_BIT(f)))
                continue;
            if (!of[f])
                of[f] = scope->supply + 1;
            else if (as_of &&
                     strcmp(table->supply[of[f] - 1].as_of, as_of) != 0)
                ok = refuse_editions(table, of[f] - 1, scope->supply,
                                     scope->prefecture, err);
        }
    }
    free(first);
    return ok;
}

bool filing_scope_one_edition(const struct filing_lists *lists, struct err *err)
{
    return all_dated(lists, err) && all_of_one_date(lists->table, err);
}
