/* How evenly access is spread over people: Lorenz curve and Gini. */
#include "output/report/html_web.h"
#include "output/report/svg_lines.h"
#include "output/site/html.h"

#include <math.h>

static const char *const methods[CATCHMENT_COUNT] = {
    [CATCHMENT_2SFCA] = "2SFCA",
    [CATCHMENT_E2SFCA_STEP] = "E2SFCA（段階）",
    [CATCHMENT_E2SFCA_GAUSS] = "E2SFCA（ガウス）",
    [CATCHMENT_3SFCA] = "3SFCA",
};

static void add_curve(struct web *web, const struct audit_need *need)
{
    static const double at[] = {0, 20, 40, 60, 80, 100};
    static const char *const words[] = {"0", "20", "40", "60", "80", "100"};
    double x[AUDIT_LORENZ], y[AUDIT_LORENZ];
    struct svg_series series[2] = {{"完全に等しい場合", x},
                                   {"実際（ローレンツ曲線）", y}};
    struct svg_chart chart = {
        .head = {.title =
                     web_format(web,
                                "%s：アクセスの偏り（ローレンツ曲線、"
                                "%d年）",
                                need->need->name_ja, web->order->base_year),
                 .desc = "横軸はアクセスの低い人から数えた人の割合、縦軸はその"
                         "人たちが得ているアクセスの割合。曲線が対角線から離れ"
                         "るほど偏りが大きい。数値は続く表にある。"},
        .x_label = "アクセスの低い順に数えた75歳以上の人（%）",
        .y_label = "アクセスの累計（%）",
        .x = x,
        .n = AUDIT_LORENZ,
        .series = series,
        .n_series = 2,
        .at = at,
        .at_words = words,
        .n_at = 6,
        .low = 0,
        .high = 100};

    for (int k = 0; k < AUDIT_LORENZ; k++) {
        x[k] = 100.0 * k / (AUDIT_LORENZ - 1);
        y[k] = need->lorenz[k] * 100;
    }
    chart.head.id = web_figure(web, chart.head.title);
    svg_lines(web->out, &chart);
    web_figure_drawn(web);
    web_figure_end(web);
}

static void add_points(struct web *web, const struct audit_need *need)
{
    struct web_column column[12] = {{"アクセスの低い順に数えた人", true}};

    for (int k = 0; k <= 10; k++)
        column[k + 1].head = web_format(web, "%d%%", 10 * k);
    web_table(web,
              web_format(web, "%s：ローレンツ曲線の値（%d年）",
                         need->need->name_ja, web->order->base_year),
              column, 12);
    web_row(web, "アクセスの累計");
    for (int k = 0; k <= 10; k++)
        web_share(web, need->lorenz[k * (AUDIT_LORENZ - 1) / 10], 1);
    web_table_end(web);
}

static void add_gini(struct web *web, const struct audit_need *need)
{
    const struct people *people = web->order->people;
    struct web_column column[1 + 3 * PEOPLE_MAX_YEARS] = {{"方法", true}};

    for (size_t y = 0; y < people->n_year; y++) {
        column[1 + 3 * y].head = web_format(web, "%d年\n平均", people->year[y]);
        column[2 + 3 * y].head =
            web_format(web, "%d年\n中央値", people->year[y]);
        column[3 + 3 * y].head =
            web_format(web, "%d年\nジニ係数", people->year[y]);
    }
    web_table(web,
              web_format(web,
                         "%s：アクセスとジニ係数（対象の区域全体、75歳以上1"
                         "万人当たり）",
                         need->need->name_ja),
              column, 1 + 3 * people->n_year);
    for (int m = 0; m < CATCHMENT_COUNT; m++) {
        web_row(web, methods[m]);
        for (size_t y = 0; y < people->n_year; y++) {
            web_number(web, need->whole[y].access_mean[m], 1);
            web_number(web, need->whole[y].access_median[m], 1);
            web_number(web, need->whole[y].gini[m], 3);
        }
    }
    web_table_end(web);
}

void web_need_spread(struct web *web, size_t n)
{
    const struct audit_need *need = &web->audit->need[n];

    if (isnan(need->lorenz[AUDIT_LORENZ - 1])) {
        web_paragraph(web, NULL,
                      "届く事業所・施設がないため、偏りは計算できませ"
                      "ん。");
        return;
    }
    web_edge_note(web, "note", n);
    add_curve(web, need);
    add_points(web, need);
    add_gini(web, need);
}
