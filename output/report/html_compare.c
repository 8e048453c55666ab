/* All needs side by side, over all own areas. */
#include "output/report/html_web.h"
#include "output/site/html.h"

#include <math.h>

static bool any_filed(const struct web *web)
{
    for (size_t n = 0; n < web->order->n_need; n++)
        if (web->order->need[n].functions)
            return true;
    return false;
}

static void add_reach(struct web *web)
{
    static const struct web_column column[] = {{"種類", true},
                                               {"75歳以上\n（人）", false},
                                               {"届く", false},
                                               {"不明", false},
                                               {"届かない", false},
                                               {"割合の図", true},
                                               {"経路が\n分からない", false}};
    bool travel = web->order->travel != NULL;

    web_table(web,
              web_format(web,
                         "%s以内に届く75歳以上の人の割合（%d年、対象の区域"
                         "全体）",
                         web->limit, web->order->base_year),
              column, travel ? 7 : 6);
    for (size_t n = 0; n < web->order->n_need; n++) {
        const struct audit_need *need = &web->audit->need[n];
        const struct audit_year *year = &need->whole[web->audit->base];
        static const enum report_state shown[] = {STATE_REACHED, STATE_UNKNOWN,
                                                  STATE_NONE};
        web_row(web, need->need->name_ja);
        web_count(web, year->people);
        for (size_t i = 0; i < 3; i++)
            if (need->unread)
                web_unknown(web, 1);
            else
                web_share(web, report_state(need, year, shown[i]),
                          year->people);
        web_state_bar(web, need, year);
        if (travel)
            web_share(web, year->unknown, year->people);
    }
    web_table_end(web);
    web_state_legend(web);
}

/* Facilities are known unless no list was read; distances only where nothing
 * is unread. */
static void add_row(struct web *web, const struct audit_need *need, bool filed)
{
    const struct audit_year *year = &need->whole[web->audit->base];
    bool counted = !need->unread || need->unread_why == UNREAD_TRAVEL;

    web_row(web, need->need->name_ja);
    if (!counted) {
        web_unknown(web, 1);
        if (filed && need->unread_why == UNREAD_FILINGS)
            web_count(web, need->unknown);
        else if (filed)
            web_unknown(web, 1);
        web_unknown(web, filed ? 8 : 7);
        return;
    }
    web_count(web, need->yes);
    if (filed) {
        web_count(web, need->unknown);
        web_count(web, need->no);
    }
    web_count(web, need->unplaced);
    web_number(web, year->per_10000, 1);
    if (need->unread) {
        web_unknown(web, 5);
        return;
    }
    web_count(web, report_state(need, year, STATE_NONE));
    web_cost(web, year->median);
    web_cost(web, year->p90);
    web_number(web, year->access_median[CATCHMENT_E2SFCA_GAUSS], 1);
    web_number(web, year->gini[CATCHMENT_E2SFCA_GAUSS], 3);
}

static void add_numbers(struct web *web)
{
    bool filed = any_filed(web);
    struct web_column column[11];
    size_t n = 0;

    column[n++] = (struct web_column){"種類", true};
    column[n++] = (struct web_column){"対応あり\n（件）", false};
    if (filed) {
        column[n++] = (struct web_column){"不明\n（件）", false};
        column[n++] = (struct web_column){"届出なし\n（件）", false};
    }
    column[n++] = (struct web_column){"うち\n位置不明\n（件）", false};
    column[n++] = (struct web_column){"75歳以上\n1万人\n当たり", false};
    column[n++] = (struct web_column){"届かない人", false};
    column[n++] = (struct web_column){"最も近い\n所まで\n中央値", false};
    column[n++] = (struct web_column){"最も近い\n所まで\n90％点", false};
    column[n++] = (struct web_column){"E2SFCA\n（ガウス）\n中央値", false};
    column[n++] = (struct web_column){"ジニ係数\n（同）", false};
    web_table(web,
              web_format(web,
                         "種類ごとの件数・届かない人・アクセス（%d年、対象の"
                         "区域全体）",
                         web->order->base_year),
              column, n);
    for (size_t i = 0; i < web->order->n_need; i++)
        add_row(web, &web->audit->need[i], filed);
    web_table_end(web);
    web_paragraph(web, "note",
                  "「位置不明」は、対応ありのうち位置の分からないもので、距離と"
                  "アクセスに入っていません。E2SFCAは75歳以上1万人当たりの供給"
                  "で、大きいほど利用しやすいことを示します。ジニ係数は0に近い"
                  "ほど地域差が小さいことを示します。");
}

/* Where access is too high; the parts of the needs say of how many people. */
static void add_edges(struct web *web)
{
    struct buf text = {0};

    for (size_t n = 0; n < web->order->n_need; n++)
        if (report_edge_note(web->audit, n, &web->arena))
            buf_addf(&text, "%s%s", text.len ? "、" : "",
                     web->order->need[n].name_ja);
    if (text.len)
        web_paragraph(web, "note",
                      "人口を読んでいない市区町村の近くでは、アクセスが実際より"
                      "高く出ています（%s）。人数と区域は、それぞれの種類の所に"
                      "あります。",
                      text.ptr);
    buf_release(&text);
}

/* The share within reach, and how many people have nothing or may have
 * nothing, year by year. */
static void add_year(struct web *web, const struct audit_need *need,
                     const struct audit_year *year, bool filed)
{
    if (need->unread) {
        web_unknown(web, filed ? 3 : 2);
    } else {
        web_share(web, year->covered, year->people);
        if (filed)
            web_count(web, report_state(need, year, STATE_UNKNOWN));
        web_count(web, report_state(need, year, STATE_NONE));
    }
    if (web->order->travel)
        web_count(web, year->unknown);
}

static void add_years(struct web *web)
{
    const struct people *people = web->order->people;
    struct web_column column[1 + 4 * PEOPLE_MAX_YEARS] = {{"種類", true}};
    bool filed = any_filed(web);
    size_t n = 1;

    if (people->n_year < 2)
        return;
    for (size_t y = 0; y < people->n_year; y++) {
        int year = people->year[y];
        column[n++].head = web_format(web, "%d年\n届く割合", year);
        if (filed)
            column[n++].head = web_format(web, "%d年\n不明の人", year);
        column[n++].head = web_format(web, "%d年\n届かない人", year);
        if (web->order->travel)
            column[n++].head =
                web_format(web, "%d年\n経路が\n分からない人", year);
    }
    web_table(web, "年ごとの届く割合と人数（事業所・施設は今のまま）", column,
              n);
    for (size_t i = 0; i < web->order->n_need; i++) {
        const struct audit_need *need = &web->audit->need[i];
        web_row(web, need->need->name_ja);
        for (size_t y = 0; y < people->n_year; y++)
            add_year(web, need, &need->whole[y], filed);
    }
    web_table_end(web);
}

void web_compare(struct web *web)
{
    web_section(web, 2, "compare", 0, "種類ごとの比較");
    add_reach(web);
    add_numbers(web);
    add_edges(web);
    add_years(web);
    for (size_t s = 0; s < web->audit->n_set; s++)
        web_overview(web, s);
    web_section_end(web);
}
