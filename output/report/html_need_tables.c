/* The figures of one need in the regions of one set: now, and in each other
 * year. */
#include "output/report/html_web.h"

#include <math.h>

#define MOST_COLUMNS 16

struct columns {
    struct web_column item[MOST_COLUMNS];
    size_t n;
};

static void add_column(struct columns *columns, const char *head)
{
    columns->item[columns->n] = (struct web_column){head, columns->n == 0};
    columns->n++;
}

/* Which columns a table of reach has: what cannot differ from region to
 * region would only be in the way. */
struct reach {
    const struct audit_need *need;
    bool filed; /* some may be unknown */
    bool weighed, municipal, travel;
};

static struct reach reach_of(const struct web *web, size_t need, size_t set,
                             size_t y)
{
    const struct audit_set *of = &web->audit->set[set];
    struct reach reach = {.need = &web->audit->need[need],
                          .filed = web->order->need[need].functions != 0,
                          .weighed = web->order->weight_name != NULL &&
                                     web->audit->need[need].weighted,
                          .travel = web->order->travel != NULL};

    for (size_t r = 0; r < of->n_region && !reach.municipal; r++)
        reach.municipal =
            !isnan(of->region[r].cell[need].year[y].per_10000_municipal);
    return reach;
}

static struct columns reach_columns(const struct web *web, size_t set,
                                    const struct reach *reach)
{
    struct columns columns = {.n = 0};

    add_column(&columns, web_set_name(web, set));
    add_column(&columns, "75歳以上\n（人）");
    add_column(&columns, reach->filed ? "対応あり\n（件）" : "区域内\n（件）");
    if (reach->filed)
        add_column(&columns, "不明\n（件）");
    add_column(&columns, "区域外から\n届く\n（件）");
    if (reach->weighed) {
        add_column(&columns, web->order->weight_name);
        add_column(&columns, "うち値が\nない\n（件）");
    }
    add_column(&columns, "75歳以上\n1万人\n当たり");
    add_column(&columns, "75歳以上\n千人\n当たり");
    if (reach->municipal)
        add_column(&columns, "1万人\n当たり\n（市区町村\n人口）");
    add_column(&columns, "届く割合");
    if (reach->filed)
        add_column(&columns, "不明が\nすべて\n当てはまる\n場合");
    add_column(&columns, "届かない人");
    if (reach->filed)
        add_column(&columns, "不明の人");
    if (reach->travel)
        add_column(&columns, "経路が\n分からない人");
    add_column(&columns, "判定が\n変わり得る人");
    return columns;
}

/* Without any known facility a 0 is no answer where some may meet the need. */
static void add_known(struct web *web, bool unread, const char *text)
{
    web_cell(web, unread ? "不明" : text);
}

/* `whole`: all own areas, which have no neighbours of their own. */
static void add_reach_row(struct web *web, const struct reach *reach,
                          const struct audit_cell *cell,
                          const struct audit_year *year, bool whole)
{
    struct arena *arena = &web->arena;
    bool unread = web_unread(cell);
    bool dark = web_reach_unknown(year);

    web_count(web, year->people);
    add_known(web, unread, report_number(cell->yes, 0, arena));
    if (reach->filed)
        web_count(web, cell->unknown);
    web_count(web, whole ? NAN : cell->neighbours);
    if (reach->weighed) {
        add_known(web, unread, report_number(cell->supply, 1, arena));
        web_count(web, cell->unweighted);
    }
    add_known(web, unread, report_number(year->per_10000, 1, arena));
    add_known(web, unread, report_number(year->per_1000, 2, arena));
    if (reach->municipal)
        add_known(web, unread,
                  report_number(year->per_10000_municipal, 1, arena));
    add_known(web, dark, report_share(year->covered, year->people, arena));
    if (reach->filed)
        web_share(web, year->covered_maybe, year->people);
    web_count(web, report_state(reach->need, year, STATE_NONE));
    if (reach->filed)
        web_count(web, report_state(reach->need, year, STATE_UNKNOWN));
    if (reach->travel)
        web_count(web, year->unknown);
    web_count(web, year->doubtful);
}

static void add_reach_all(struct web *web, const struct reach *reach,
                          size_t need, size_t y)
{
    const struct audit_need *of = &web->audit->need[need];
    const struct audit_set *set = &web->audit->set[0];
    struct audit_cell cell = {
        .yes = of->yes, .unknown = of->unknown, .no = of->no};

    for (size_t r = 0; r < set->n_region; r++) {
        cell.supply += set->region[r].cell[need].supply;
        cell.unweighted += set->region[r].cell[need].unweighted;
    }
    web_row_all(web, web->audit->partial ? "全体（人口は一部）" : "全体");
    add_reach_row(web, reach, &cell, &of->whole[y], true);
}

static void add_reach(struct web *web, size_t need, size_t set, size_t y)
{
    const struct audit_set *of = &web->audit->set[set];
    struct reach reach = reach_of(web, need, set, y);
    struct columns columns = reach_columns(web, set, &reach);

    web_table(web,
              web_format(web, "%s：件数と届く人（%sごと、%d年の人口）",
                         web->order->need[need].name_ja, web_set_name(web, set),
                         web->order->people->year[y]),
              columns.item, columns.n);
    for (size_t r = 0; r < of->n_region; r++) {
        const struct audit_cell *cell = &of->region[r].cell[need];
        web_row(web, web_region(web, set, r));
        add_reach_row(web, &reach, cell, &cell->year[y], false);
    }
    add_reach_all(web, &reach, need, y);
    web_table_end(web);
}

static void add_access_row(struct web *web, const struct audit_year *year)
{
    web_cost(web, year->mean);
    web_cost(web, year->median);
    web_cost(web, year->p90);
    web_cost(web, year->most);
    for (int m = 0; m < CATCHMENT_COUNT; m++)
        web_number(web, year->access_median[m], 1);
    web_number(web, year->access_mean[CATCHMENT_E2SFCA_GAUSS], 1);
    web_number(web, year->gini[CATCHMENT_E2SFCA_GAUSS], 3);
}

static void add_access(struct web *web, size_t need, size_t set, size_t y)
{
    const struct audit_set *of = &web->audit->set[set];
    struct columns columns = {.n = 0};

    add_column(&columns, web_set_name(web, set));
    add_column(&columns, "最も近い\n所まで\n平均");
    add_column(&columns, "中央値");
    add_column(&columns, "90％点");
    add_column(&columns, "最大");
    add_column(&columns, "2SFCA\n中央値");
    add_column(&columns, "E2SFCA\n（段階）\n中央値");
    add_column(&columns, "E2SFCA\n（ガウス）\n中央値");
    add_column(&columns, "3SFCA\n中央値");
    add_column(&columns, "E2SFCA\n（ガウス）\n平均");
    add_column(&columns, "ジニ係数\n（E2SFCA\nガウス）");
    web_table(web,
              web_format(web,
                         "%s：最も近い所までとアクセス（%sごと、%d年の"
                         "人口）",
                         web->order->need[need].name_ja, web_set_name(web, set),
                         web->order->people->year[y]),
              columns.item, columns.n);
    for (size_t r = 0; r < of->n_region; r++) {
        const struct audit_region *region = &of->region[r];
        web_row(web,
                web_format(web, "%s%s", web_region(web, set, r),
                           report_edge_marked(web->audit, region, need) ? "※"
                                                                        : ""));
        add_access_row(web, &region->cell[need].year[y]);
    }
    web_row_all(web, web->audit->partial ? "全体（人口は一部）" : "全体");
    add_access_row(web, &web->audit->need[need].whole[y]);
    web_table_end(web);
}

void web_need_tables(struct web *web, size_t need, size_t set)
{
    const struct people *people = web->order->people;

    add_reach(web, need, set, web->audit->base);
    add_access(web, need, set, web->audit->base);
    web_edge_note(web, set == 0 ? "alert" : "note", need);
    if (web->audit->set[set].n_region > WEB_REGIONS_MOST &&
        people->n_year > 1) {
        web_paragraph(web, "note",
                      "区域が多いため、ほかの年の表はここに載せていません。"
                      "audit.xlsx にあります。");
        return;
    }
    /* The first set is printed; of others paper holds the base year. */
    if (set > 0 && people->n_year > 1)
        web_screen(web);
    for (size_t y = 0; y < people->n_year; y++) {
        if (y == web->audit->base)
            continue;
        web_details(web, web_format(web, "%d年の人口による表（%sごと）",
                                    people->year[y], web_set_name(web, set)));
        add_reach(web, need, set, y);
        add_access(web, need, set, y);
        web_details_end(web);
    }
    if (set > 0 && people->n_year > 1)
        web_screen_end(web);
}
