/* What people have of a need, in the words and sums of words.h; and what must
 * stand beside it. */
#include "output/report/html_web.h"
#include "output/site/html.h"

const int web_state_paints[STATE_COUNT] = {[STATE_REACHED] = PAINT_GOOD,
                                           [STATE_UNKNOWN] = PAINT_MAYBE,
                                           [STATE_NO_WAY] = PAINT_NONE,
                                           [STATE_NONE] = PAINT_BAD};

/* As they stand in bars and legends: from good to bad. */
static const enum report_state in_order[STATE_COUNT] = {
    STATE_REACHED, STATE_UNKNOWN, STATE_NONE, STATE_NO_WAY};

const char *web_state_words(enum report_state state)
{
    return state == STATE_UNKNOWN
               ? "不明（届出の分からない事業所・施設だけが届く）"
               : report_states_ja[state];
}

void web_state_bar(struct web *web, const struct audit_need *need,
                   const struct audit_year *year)
{
    double part[STATE_COUNT];
    int paint[STATE_COUNT];

    if (need->unread) {
        web_cell(web, "不明");
        return;
    }
    for (size_t i = 0; i < STATE_COUNT; i++) {
        part[i] = report_state(need, year, in_order[i]);
        paint[i] = web_state_paints[in_order[i]];
    }
    web_cell_open(web);
    svg_bar(web->out, part, paint, STATE_COUNT, year->people);
}

void web_state_legend(struct web *web)
{
    web_legend(web);
    for (size_t i = 0; i < STATE_COUNT; i++)
        if (in_order[i] != STATE_NO_WAY || web->order->travel)
            web_legend_item(web, web_state_paints[in_order[i]],
                            web_state_words(in_order[i]), NULL);
    web_legend_end(web);
}

/* ---- what is not known ---- */

bool web_unread(const struct audit_cell *cell)
{
    return cell->yes == 0 && cell->no == 0 && cell->unknown > 0;
}

bool web_reach_unknown(const struct audit_year *year)
{
    return !(year->covered > 0) && year->covered_maybe > 0;
}

void web_unread_alert(struct web *web, const struct audit_need *need)
{
    const char *remedy = "";

    switch ((enum audit_unread)need->unread_why) {
    case UNREAD_NO:
        return;
    case UNREAD_FILINGS:
        remedy = "どの事業所・施設が対応しているか分かりません。「ない」という"
                 "意味ではありません。地方厚生局の届出受理医療機関名簿をストア"
                 "に加えてから、もう一度作成してください。";
        break;
    case UNREAD_LIST:
        remedy = "いくつあるか、どこにあるか分かりません。「ない」という意味で"
                 "はありません。この種類の一覧をストアに加えてから、もう一度作"
                 "成してください。";
        break;
    case UNREAD_TRAVEL:
        remedy = "届くかどうかは分かりません。「届かない」という意味ではありま"
                 "せん。経路の表に加えてから、もう一度作成してください。";
        break;
    }
    const char *why = report_unread_ja(need);
    web_paragraph(web, "alert", "%s。%s", why ? why : "", remedy);
}

void web_edge_note(struct web *web, const char *class, size_t need)
{
    const char *note = report_edge_note(web->audit, need, &web->arena);

    if (note)
        web_paragraph(web, class,
                      "%s隣の府県の人口メッシュも --population で"
                      "渡すと直ります。",
                      note);
}
