/* What the report is about, on the first screen; the table of contents. */
#include "output/report/html_web.h"
#include "output/site/html.h"

static void add_fact(struct web *web, const char *name, const char *text)
{
    if (!text)
        return;
    HTML(web->out, "<div><dt>");
    web_text(web, name);
    HTML(web->out, "</dt><dd>");
    web_text(web, text);
    HTML(web->out, "</dd></div>\n");
}

static const char *sets_words(struct web *web)
{
    struct buf text = {0};

    for (size_t s = 0; s < web->audit->n_set; s++)
        buf_addf(
            &text, "%s%s（%s）", s ? "、" : "", web_set_name(web, s),
            report_number((double)web->audit->set[s].n_region, 0, &web->arena));
    const char *words = web_format(web, "%s", text.ptr ? text.ptr : "");
    buf_release(&text);
    return words;
}

static const char *needs_words(struct web *web)
{
    struct buf text = {0};

    for (size_t n = 0; n < web->order->n_need; n++)
        buf_addf(&text, "%s%s", n ? "、" : "", web->order->need[n].name_ja);
    const char *words = web_format(web, "%s", text.ptr ? text.ptr : "");
    buf_release(&text);
    return words;
}

static const char *years_words(struct web *web)
{
    const struct people *people = web->order->people;
    struct buf text = {0};

    for (size_t y = 0; y < people->n_year; y++)
        buf_addf(&text, "%s%s%d年%s", y ? "、" : "",
                 y == web->audit->base ? "現在（" : "", people->year[y],
                 y == web->audit->base ? "）" : "");
    const char *words = web_format(web, "%s", text.ptr);
    buf_release(&text);
    return words;
}

/* The oldest and the newest date of what was read of facilities. */
static const char *facilities_words(struct web *web)
{
    const struct table *table = web->order->table;
    const char *oldest = NULL, *newest = NULL;
    bool undated = false;

    for (size_t i = 0; i < table->n_supply; i++) {
        const struct supply *supply = &table->supply[i];
        if (supply->row_kind != ROW_FACILITY && supply->row_kind != ROW_FILING)
            continue;
        undated = undated || !supply->as_of;
        if (!supply->as_of)
            continue;
        if (!oldest || str_cmp(str_of(supply->as_of), str_of(oldest)) < 0)
            oldest = supply->as_of;
        if (!newest || str_cmp(str_of(supply->as_of), str_of(newest)) > 0)
            newest = supply->as_of;
    }
    if (!oldest)
        return "時点不明";
    return web_format(
        web, "%s%s%s%s", report_date(oldest, &web->arena),
        str_same(oldest, newest) ? "" : "から",
        str_same(oldest, newest) ? "" : report_date(newest, &web->arena),
        undated ? "（時点の分からないものを含む）" : "");
}

static const char *weights_words(struct web *web)
{
    return web->order->weight_name ? web_format(web, "%s（利用者の表による）",
                                                web->order->weight_name)
                                   : "件数（1件を1と数える）";
}

void web_head(struct web *web)
{
    const struct audit *audit = web->audit;
    struct buf *out = web->out;

    HTML(out, "<header>\n<h1>");
    web_text(web, audit->title);
    HTML(out, "</h1>\n<p lang=\"en\">Home care: what people aged 75 and over "
              "have within reach, by area and by service. An English summary "
              "stands at the end of the first section.</p>\n"
              "<dl class=\"facts\">\n");
    add_fact(
        web, "公開の可否",
        web->order->imported
            ? "関係者向け。公表データから作成し、連絡先や個人の情報は入って"
              "いません。公開できます（取り込んだ指標の公開は提供元に確認）。"
            : "関係者向け。公表データから作成し、連絡先や個人の情報は入って"
              "いません。公開できます。");
    add_fact(web, "集計の単位", sets_words(web));
    add_fact(web, "調べた種類", needs_words(web));
    add_fact(web, "しきい値",
             web_format(web, "%s以内を「届く」とする", web->limit));
    add_fact(web, "人口の年", years_words(web));
    add_fact(web, "人口の出典", web->order->people->basis);
    add_fact(web, "事業所・施設の時点", facilities_words(web));
    add_fact(web, "供給の重み", weights_words(web));
    add_fact(web, "作成者", audit->maker);
    add_fact(web, "作成日", report_date(audit->created, &web->arena));
    add_fact(web, "ツール", "zaitaku " ZAITAKU_VERSION);
    HTML(out, "<div><dt>再現するコマンド</dt><dd><code>");
    web_text(web, audit->command);
    HTML(out, "</code></dd></div>\n</dl>\n");
    if (web->order->people->n_year > 1 && web->audit->n_set > 1)
        web_paragraph(web, "paper",
                      "印刷では、%s以外の、ほかの年の表を省いています。すべての"
                      "年の値は audit.xlsx にあります。",
                      web_set_name(web, 0));
    HTML(out, "</header>\n");
}

static void add_link(struct web *web, const char *id, size_t number,
                     const char *text)
{
    if (number)
        buf_addf(web->out, "<li><a href=\"#%s-%zu\">", id, number);
    else
        buf_addf(web->out, "<li><a href=\"#%s\">", id);
    web_text(web, text);
    HTML(web->out, "</a></li>\n");
}

void web_contents(struct web *web)
{
    struct buf *out = web->out;

    HTML(out, "<nav aria-labelledby=\"contents-h\">\n"
              "<h2 id=\"contents-h\">目次</h2>\n<ol>\n");
    add_link(web, "summary", 0, "分かったこと");
    add_link(web, "compare", 0, "種類ごとの比較");
    for (size_t n = 0; n < web->order->n_need; n++)
        add_link(web, "need", n + 1, web->order->need[n].name_ja);
    add_link(web, "indicators", 0, "資源の数（12の指標）");
    add_link(web, "chain", 0, "24時間の連携");
    add_link(web, "demand", 0, "人口と需要の見通し");
    if (web_has_imported(web))
        add_link(web, "imported", 0, "取り込んだ指標");
    if (web_has_progress(web))
        add_link(web, "progress", 0, "取組の進み具合（ア）～（ク）");
    add_link(web, "quality", 0, "データの品質");
    add_link(web, "about", 0, "方法・仮定・注意・出典");
    HTML(out, "</ol>\n</nav>\n");
}
