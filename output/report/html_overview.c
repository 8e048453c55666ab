/* Areas beside each other: what was found of all needs, and what the user
 * brought, marked as imported. */
#include "output/report/html_web.h"
#include "output/site/html.h"

#include <math.h>
#include <stdlib.h>

/* So many columns of a screen and of a page can be read. */
#define MOST_COLUMNS 14

/* The newest values of one indicator. */
struct brought {
    const struct imported_value *value; /* first of its rows */
    size_t n;
    int year;
};

/* NULL: the region has no value of that year. */
static const struct imported_value *value_of(const struct web *web, size_t set,
                                             size_t region,
                                             const struct brought *brought)
{
    for (size_t i = 0; i < brought->n; i++) {
        const struct imported_value *value = &brought->value[i];
        size_t s, r;
        if (value->year == brought->year &&
            web_own(web, value->set, value->region, &s, &r) && s == set &&
            r == region)
            return value;
    }
    return NULL;
}

static size_t find_brought(const struct web *web, size_t set,
                           struct brought *list, size_t most)
{
    const struct imported *imported = web->order->imported;
    size_t n = 0;

    for (size_t i = 0, run; imported && i < imported->n_value && n < most;
         i += run) {
        struct brought one = {.value = &imported->value[i]};
        bool any = false;
        for (run = 0;
             i + run < imported->n_value &&
             str_same(imported->value[i + run].indicator, one.value->indicator);
             run++) {
            size_t s, r;
            const struct imported_value *value = &imported->value[i + run];
            if (!web_own(web, value->set, value->region, &s, &r) || s != set)
                continue;
            one.year = any && one.year > value->year ? one.year : value->year;
            any = true;
        }
        one.n = run;
        if (any)
            list[n++] = one;
    }
    return n;
}

static void add_row(struct web *web, size_t set, size_t r, size_t n_need,
                    const struct brought *brought, size_t n_brought)
{
    const struct audit_region *region = &web->audit->set[set].region[r];
    size_t base = web->audit->base;

    web_row(web, web_region(web, set, r));
    web_count(web, region->people[base][AGE_75]);
    for (size_t n = 0; n < n_need; n++) {
        const struct audit_year *year = &region->cell[n].year[base];
        if (web->audit->need[n].unread || web_reach_unknown(year))
            web_unknown(web, 1);
        else
            web_share(web, year->covered, year->people);
    }
    for (size_t i = 0; i < n_brought; i++) {
        const struct imported_value *value = value_of(web, set, r, &brought[i]);
        web_cell(web, value ? web_imported_text(web, value) : "－");
    }
}

void web_overview(struct web *web, size_t set)
{
    const struct audit_set *of = &web->audit->set[set];
    struct web_column column[MOST_COLUMNS] = {{web_set_name(web, set), true},
                                              {"75歳以上\n（人）", false}};
    struct brought brought[MOST_COLUMNS];
    size_t n_need = web->order->n_need, n = 2;
    if (n_need > MOST_COLUMNS - 2)
        n_need = MOST_COLUMNS - 2;
    size_t n_brought =
        find_brought(web, set, brought, MOST_COLUMNS - 2 - n_need);

    if (of->n_region < 2 || of->n_region > WEB_REGIONS_MOST)
        return;
    for (size_t i = 0; i < n_need; i++)
        column[n++].head = web_format(web, "%s", web->order->need[i].name_ja);
    for (size_t i = 0; i < n_brought; i++)
        column[n++].head = web_format(
            web, "取り込み：\n%s%s%s%s\n（%d年）", brought[i].value->indicator,
            brought[i].value->unit ? "（" : "",
            brought[i].value->unit ? brought[i].value->unit : "",
            brought[i].value->unit ? "）" : "", brought[i].year);
    web_table(web,
              web_format(web, "%sごとの届く割合（%d年）%s",
                         web_set_name(web, set), web->order->base_year,
                         n_brought ? "と取り込んだ指標" : ""),
              column, n);
    for (size_t r = 0; r < of->n_region; r++)
        add_row(web, set, r, n_need, brought, n_brought);
    web_table_end(web);
    if (n_brought)
        web_paragraph(
            web, "note",
            "「取り込み」は利用者が用意した表の値で、このツールは計算"
            "していません。ほかの指標、年、図は「取り込んだ指標」にありま"
            "す。");
}
