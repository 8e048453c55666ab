/* The chapter of one need. */
#include "output/report/html_web.h"
#include "output/site/html.h"

#include <math.h>

static void add_counts(struct web *web, const struct audit_need *need)
{
    struct arena *arena = &web->arena;

    if (need->need->functions)
        web_paragraph(web, NULL,
                      "対象の区域にある事業所・施設は、対応ありが%s件、不明が%s"
                      "件、届出なしが%s件です。",
                      report_number(need->yes, 0, arena),
                      report_number(need->unknown, 0, arena),
                      report_number(need->no, 0, arena));
    else
        web_paragraph(web, NULL, "対象の区域にある事業所・施設は%s件です。",
                      report_number(need->yes, 0, arena));
}

static void add_meaning(struct web *web, const struct audit_need *need)
{
    web_paragraph(
        web, NULL,
        "%s以内にあれば「届く」と数えます。区域の外の事業所・施設も、"
        "届く範囲にあれば入れています。「区域外から届く件数」は、区域の外にあ"
        "り、区域の人に届くものの数です。",
        web->limit);
    const char *weights = report_weight_note(
        web->audit, (size_t)(need - web->audit->need), &web->arena);
    if (weights)
        web_paragraph(web, "note", "%s", weights);
}

/* What is known of them nevertheless: facilities where only their ways are not
 * known, those that may meet the need where no filings were read. */
static void add_unread(struct web *web, size_t n, size_t set)
{
    const struct audit_set *of = &web->audit->set[set];
    bool filings = web->audit->need[n].unread_why == UNREAD_FILINGS;
    size_t base = web->audit->base;
    const struct web_column column[] = {
        {web_set_name(web, set), true},
        {"75歳以上\n（人）", false},
        {filings ? "対応が不明な\n事業所・施設\n（件）" : "対応あり\n（件）",
         false},
        {"すべてが対応して\nいた場合に\n届く割合", false}};

    web_table(web,
              web_format(web, "%s：%s事業所・施設（%sごと、%d年）",
                         web->audit->need[n].need->name_ja,
                         filings ? "対応が不明な" : "", web_set_name(web, set),
                         web->order->base_year),
              column, filings ? 4 : 3);
    for (size_t r = 0; r < of->n_region; r++) {
        const struct audit_cell *cell = &of->region[r].cell[n];
        web_row(web, web_region(web, set, r));
        web_count(web, cell->year[base].people);
        web_count(web, filings ? cell->unknown : cell->yes);
        if (filings)
            web_share(web, cell->year[base].covered_maybe,
                      cell->year[base].people);
    }
    web_table_end(web);
}

/* One region that is all there is: its rows are those of 全体. */
static bool is_whole(const struct web *web, size_t n, size_t set)
{
    const struct audit_set *of = &web->audit->set[set];
    size_t base = web->audit->base;

    return set > 0 && of->n_region == 1 &&
           fabs(of->region[0].cell[n].year[base].people -
                web->audit->need[n].whole[base].people) < 0.5;
}

static void add_sets(struct web *web, size_t n)
{
    for (size_t s = 0; s < web->audit->n_set; s++) {
        web_heading(web, 3, web_format(web, "%sごと", web_set_name(web, s)));
        if (is_whole(web, n, s)) {
            web_paragraph(web, NULL,
                          "%sは一つ（%s）で、値は%sごとの表の「全体」と同じで"
                          "す。",
                          web_set_name(web, s), web_region(web, s, 0),
                          web_set_name(web, 0));
            continue;
        }
        if (web->audit->set[s].set->approximate)
            web_paragraph(web, "note",
                          "区域の境がメッシュより細かいため、メッシュは、中心に"
                          "最も近い町丁の区域に入れています（近似）。");
        web_need_maps(web, n, s);
        web_need_tables(web, n, s);
    }
}

void web_need(struct web *web, size_t n)
{
    const struct audit_need *need = &web->audit->need[n];

    web_section(web, 2, "need", n + 1, need->need->name_ja);
    if (need->unread) {
        web_unread_alert(web, need);
        for (size_t s = 0;
             s < web->audit->n_set && need->unread_why != UNREAD_LIST; s++)
            add_unread(web, n, s);
        web_section_end(web);
        return;
    }
    add_counts(web, need);
    add_meaning(web, need);
    add_sets(web, n);
    web_heading(web, 3, "メッシュの地図");
    web_need_meshes(web, n);
    web_heading(web, 3, "届かない・不明のメッシュ");
    web_need_lists(web, n);
    web_heading(web, 3, "アクセスの偏り");
    web_need_spread(web, n);
    web_section_end(web);
}
