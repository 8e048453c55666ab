/* The twelve structural indicators of the programme, as counts and by people
 * aged 75 and over, so that areas of different size stand side by side. */
#include "output/report/html_web.h"
#include "output/site/html.h"

#include <math.h>

/* The programme's slide: eight of home medical care, four of home care. */
#define MEDICAL 8

static void add_cell(struct web *web, const struct audit_region *region, int i)
{
    uint32_t yes = region->indicator[i], unsure = region->indicator_unknown[i];
    struct arena *arena = &web->arena;

    if (web->audit->indicator_unread[i] && unsure == 0) {
        web_unknown(web, 1);
        return;
    }
    /* Nobody told of anybody: 0 would be an answer. */
    if (web->audit->indicator_unread[i] || (yes == 0 && unsure > 0)) {
        web_cell(web, web_format(web, "不明（%s）",
                                 report_number(unsure, 0, arena)));
        return;
    }
    double people = region->people[web->audit->base][AGE_75];
    web_cell(web, web_format(web, "%s［%s］%s%s", report_number(yes, 0, arena),
                             people > 0
                                 ? report_number(yes / people * 10000, 1, arena)
                                 : "－",
                             unsure ? "不明" : "",
                             unsure ? report_number(unsure, 0, arena) : ""));
}

/* In another year only the people change: the ratio alone. */
static void add_ratio(struct web *web, const struct audit_region *region, int i,
                      size_t y)
{
    uint32_t yes = region->indicator[i];
    double people = region->people[y][AGE_75];

    if (web->audit->indicator_unread[i] ||
        (yes == 0 && region->indicator_unknown[i] > 0))
        web_unknown(web, 1);
    else
        web_number(web, people > 0 ? yes / people * 10000 : NAN, 1);
}

static void add_table(struct web *web, size_t set, int from, int to, size_t y,
                      const char *what)
{
    struct web_column column[AUDIT_INDICATORS + 2] = {
        {web_set_name(web, set), true}, {"75歳以上\n（人）", false}};
    const struct audit_set *of = &web->audit->set[set];
    bool base = y == web->audit->base;

    for (int i = from; i < to; i++)
        column[2 + i - from].head = audit_indicators[i].name_ja;
    web_table(web,
              web_format(web, "%s（%sごと、%d年%s）：%s", what,
                         web_set_name(web, set), web->order->people->year[y],
                         base ? "" : "の人口",
                         base ? "件数［75歳以上1万人当たり］"
                              : "75歳以上1万人当たりの件数"),
              column, (size_t)(2 + to - from));
    for (size_t r = 0; r < of->n_region; r++) {
        web_row(web, web_region(web, set, r));
        web_count(web, of->region[r].people[y][AGE_75]);
        for (int i = from; i < to; i++)
            if (base)
                add_cell(web, &of->region[r], i);
            else
                add_ratio(web, &of->region[r], i, y);
    }
    web_table_end(web);
}

static void add_tables(struct web *web, size_t set, size_t y)
{
    add_table(web, set, 0, MEDICAL, y, "在宅医療の資源");
    add_table(web, set, MEDICAL, AUDIT_INDICATORS, y, "介護の資源");
}

/* On a screen: the workbook has the counts, and the people of each year. */
static void add_years(struct web *web, size_t set)
{
    const struct people *people = web->order->people;

    if (people->n_year < 2 || web->audit->set[set].n_region > WEB_REGIONS_MOST)
        return;
    if (set > 0)
        web_screen(web);
    for (size_t y = 0; y < people->n_year; y++) {
        if (y == web->audit->base)
            continue;
        web_details(web, web_format(web, "%d年の人口による表（%sごと）",
                                    people->year[y], web_set_name(web, set)));
        add_tables(web, set, y);
        web_details_end(web);
    }
    if (set > 0)
        web_screen_end(web);
}

static void add_unread(struct web *web)
{
    struct buf text = {0};

    for (int i = 0; i < AUDIT_INDICATORS; i++)
        if (web->audit->indicator_unread[i])
            buf_addf(&text, "%s%s", text.len ? "、" : "",
                     audit_indicators[i].name_ja);
    if (text.len)
        web_paragraph(web, "alert",
                      "次の指標は、一覧や届出の名簿をストアに読み込んでいないた"
                      "め分かりません。「ない」という意味ではありません：%s。",
                      text.ptr);
    buf_release(&text);
}

void web_indicators(struct web *web)
{
    web_section(web, 2, "indicators", 0, "資源の数（12の指標）");
    web_paragraph(web, NULL,
                  "在宅医療・介護連携推進事業の資料が挙げる、資源の数（ストラク"
                  "チャー）の12の指標です。［ ］の中は、75歳以上1万人当たりの"
                  "件数です。届出による指標では、届出の分からない件数を「不明」"
                  "として示しています。");
    add_unread(web);
    for (size_t s = 0; s < web->audit->n_set; s++) {
        add_tables(web, s, web->audit->base);
        add_years(web, s);
    }
    web_section_end(web);
}
