/* What was found, in plain words. */
#include "output/report/html_chain.h"
#include "output/site/html.h"

#include <math.h>
#include <stdlib.h>

#define MOST_NAMES 3

/* ---- where ---- */

struct place {
    size_t region;
    double people;
};

static int by_most(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->people != y->people)
        return x->people > y->people ? -1 : 1;
    return (x->region > y->region) - (x->region < y->region);
}

/* 高島市（1,234人）、長浜市（567人）; NULL when nobody. */
static const char *worst_words(struct web *web, size_t need)
{
    const struct audit_set *set = &web->audit->set[0];
    struct place *place = mem_alloc((set->n_region + 1) * sizeof(*place));
    struct buf text = {0};
    const char *words = NULL;

    for (size_t r = 0; r < set->n_region; r++)
        place[r] = (struct place){
            r, report_state(&web->audit->need[need],
                            &set->region[r].cell[need].year[web->audit->base],
                            STATE_NONE)};
    if (set->n_region)
        qsort(place, set->n_region, sizeof(*place), by_most);
    for (size_t i = 0; i < set->n_region && i < MOST_NAMES; i++)
        if (place[i].people >= 0.5)
            buf_addf(&text, "%s%s（%s）", i ? "、" : "",
                     web_region(web, 0, place[i].region),
                     web_people(web, place[i].people));
    if (text.len)
        words = web_format(web, "%s", text.ptr);
    buf_release(&text);
    free(place);
    return words;
}

/* ---- a need ---- */

static void add_sentence(struct web *web, const char *text)
{
    web_text(web, text);
}

static void add_future(struct web *web, const struct audit_need *of)
{
    const struct people *people = web->order->people;
    size_t last = people->n_year - 1;
    const struct audit_year *year = &of->whole[last];
    double out = report_state(of, year, STATE_NONE);

    if (last != web->audit->base && out >= 0.5)
        add_sentence(
            web, web_format(web,
                            "事業所・施設が今のままなら、届かない人は、%d年の人"
                            "口では%s（%s）です。",
                            people->year[last], web_people(web, out),
                            report_share(out, year->people, &web->arena)));
}

static void add_unsure(struct web *web, const struct audit_need *of,
                       const struct audit_year *year)
{
    if (year->doubtful >= 0.5)
        add_sentence(
            web, web_format(
                     web,
                     "しきい値に近いか、事業所・施設の位置が不確かなた"
                     "め、判定が変わり得る人は%s（%s）です。",
                     web_people(web, year->doubtful),
                     report_share(year->doubtful, year->people, &web->arena)));
    if (of->unplaced)
        add_sentence(web,
                     web_format(web,
                                "位置の分からない事業所・施設%s件は、"
                                "距離に入っていません。",
                                report_number(of->unplaced, 0, &web->arena)));
}

/* Who has somebody, who may have, who has nobody: each where there are any,
 * the unknown before what could be taken for an answer. */
static void add_states(struct web *web, const struct audit_need *of,
                       const struct audit_year *year)
{
    struct arena *arena = &web->arena;
    double reached = report_state(of, year, STATE_REACHED),
           unsure = report_state(of, year, STATE_UNKNOWN),
           no_way = report_state(of, year, STATE_NO_WAY),
           out = report_state(of, year, STATE_NONE);

    const char *reached_words =
        reached < 0.5 && unsure >= 0.5
            ? "届くと分かった人はいません。"
            : web_format(web, "%s以内に届くのは%s（%s）です。", web->limit,
                         web_people(web, reached),
                         report_share(reached, year->people, arena));
    const char *unsure_words =
        web_format(web,
                   "%s（%s）は、届出の分からない事業所・施設だけが%s以内にあ"
                   "り、不明です。",
                   web_people(web, unsure),
                   report_share(unsure, year->people, arena), web->limit);

    add_sentence(web, web_format(web, "75歳以上の%sのうち、",
                                 web_people(web, year->people)));
    /* Where nobody is known to have one, 0 would be read as the answer. */
    if (reached < 0.5 && unsure >= 0.5)
        add_sentence(web, unsure_words);
    add_sentence(web, reached_words);
    if (reached >= 0.5 && unsure >= 0.5)
        add_sentence(web, unsure_words);
    if (no_way >= 0.5)
        add_sentence(web,
                     web_format(web, "%s（%s）は経路が分かりません。",
                                web_people(web, no_way),
                                report_share(no_way, year->people, arena)));
    if (out < 0.5)
        return;
    HTML(web->out, "<strong>");
    add_sentence(web,
                 web_format(web, "届かない人は%s（%s）", web_people(web, out),
                            report_share(out, year->people, arena)));
    HTML(web->out, "</strong>です。");
}

static void add_need(struct web *web, size_t need)
{
    const struct audit_need *of = &web->audit->need[need];
    const struct audit_year *year = &of->whole[web->audit->base];

    buf_addf(web->out, "<li><p><a href=\"#need-%zu\">", need + 1);
    web_text(web, of->need->name_ja);
    HTML(web->out, "</a>：");
    if (of->unread) {
        add_sentence(
            web, web_format(web, "分かりません（%s）。", report_unread_ja(of)));
        HTML(web->out, "</p></li>\n");
        return;
    }
    add_states(web, of, year);
    const char *worst = worst_words(web, need);
    if (worst)
        add_sentence(web,
                     web_format(web, "届かない人が多いのは、%sです。", worst));
    add_future(web, of);
    if (!isnan(year->median))
        add_sentence(
            web, web_format(web,
                            "最も近い事業所・施設まで、半数の人は"
                            "%s以内、9割の人は%s以内です。",
                            report_cost(web->audit, year->median, &web->arena),
                            report_cost(web->audit, year->p90, &web->arena)));
    add_unsure(web, of, year);
    HTML(web->out, "</p></li>\n");
}

/* ---- how sure distances are ---- */

static void add_positions(struct web *web)
{
    const char *rough = report_rough_positions(web->audit, &web->arena);

    if (rough)
        web_paragraph(web,
                      web->audit->quality.beyond_100_m * 5 >
                              web->audit->quality.placed
                          ? "alert"
                          : "note",
                      "事業所・施設の%sで、実際の場所とずれています。人もメッ"
                      "シュの中心に住むものとして測っているため、短い距離や、し"
                      "きい値に近い判定は目安です。",
                      rough);
}

/* ---- the chain ---- */

static void add_chain_known(struct web *web)
{
    struct web_chain_sum sum = web_chain_whole(web->audit, web->audit->base);
    const struct audit_chain *chain = &sum.chain;
    int worst = 0;
    const char *links = web_format(
        web, "%s、%s、%s、%sの四つがすべて%s以内にそろう", audit_links_ja[0],
        audit_links_ja[1], audit_links_ja[2], audit_links_ja[3], web->limit);
    const char *maybe =
        web_format(web, "%s（%s）", web_people(web, chain->maybe),
                   report_share(chain->maybe, sum.people, &web->arena));

    for (int l = 1; l < AUDIT_LINKS; l++)
        worst = chain->missing[l] > chain->missing[worst] ? l : worst;
    if (chain->whole < 0.5 && chain->maybe >= 0.5) {
        add_sentence(web, web_format(web,
                                     "%sと確かめられた人はいませんが、届出の分"
                                     "からない事業所・施設があるため、いないと"
                                     "も言えません。すべて当てはまるとすれば%s"
                                     "です。",
                                     links, maybe));
    } else {
        add_sentence(web, web_format(web, "%sと確かめられた人は%s（%s）です。",
                                     links, web_people(web, chain->whole),
                                     report_share(chain->whole, sum.people,
                                                  &web->arena)));
        if (chain->maybe - chain->whole >= 0.5)
            add_sentence(web, web_format(web,
                                         "届出の分からない事業所・施設がす"
                                         "べて当てはまるとすれば%sです。",
                                         maybe));
    }
    if (chain->missing[worst] >= 0.5)
        add_sentence(
            web, web_format(web, "最も多くの人に欠けているのは%s（%s）です。",
                            audit_links_ja[worst],
                            web_people(web, chain->missing[worst])));
}

static void add_chain(struct web *web)
{
    HTML(web->out, "<li><p><a href=\"#chain\">24時間の連携</a>：");
    if (web_chain_unread(web->audit))
        add_sentence(web, web_chain_unread_words(web));
    else
        add_chain_known(web);
    HTML(web->out, "</p></li>\n");
}

/* ---- English ---- */

/* As report_share() has it, whose "less than" is Japanese. */
static const char *english_share(struct web *web, double part, double whole)
{
    return part > 0 && part / whole < 0.0005
               ? "under 0.1%"
               : report_share(part, whole, &web->arena);
}

static const char *english_limit(struct web *web)
{
    double limit =
        web->order->by_minutes ? web->order->limit : web->order->limit / 1000;

    return report_number(limit, limit == round(limit) ? 0 : 1, &web->arena);
}

static void add_english_state(struct web *web, const char *words, double people,
                              double all)
{
    if (people >= 0.5)
        web_text(web, web_format(web, "; %s: %s (%s)", words,
                                 report_number(people, 0, &web->arena),
                                 english_share(web, people, all)));
}

static void add_english_need(struct web *web, const struct audit_need *of)
{
    const struct audit_year *year = &of->whole[web->audit->base];
    bool minutes = web->order->by_minutes;

    HTML(web->out, "<li>");
    web_text(web, of->need->name_en);
    HTML(web->out, ": ");
    if (of->unread) {
        web_text(web, of->unread_why == UNREAD_FILINGS
                          ? "not known, because no filing list was read."
                      : of->unread_why == UNREAD_LIST
                          ? "not known, because no list of them was read."
                          : "not known, because the travel matrix names none "
                            "of them.");
        HTML(web->out, "</li>\n");
        return;
    }
    double reached = report_state(of, year, STATE_REACHED);
    web_text(web,
             web_format(web,
                        "of %s people aged 75 and over (%d), %s (%s) have one "
                        "within %s %s%s",
                        report_number(year->people, 0, &web->arena),
                        web->order->base_year,
                        report_number(reached, 0, &web->arena),
                        english_share(web, reached, year->people),
                        english_limit(web), minutes ? "minutes" : "km",
                        minutes ? "" : " in a straight line"));
    add_english_state(web, "unknown", report_state(of, year, STATE_UNKNOWN),
                      year->people);
    add_english_state(web, "no way known", report_state(of, year, STATE_NO_WAY),
                      year->people);
    add_english_state(web, "none", report_state(of, year, STATE_NONE),
                      year->people);
    HTML(web->out, ".</li>\n");
}

static void add_english(struct web *web)
{
    HTML(web->out, "<div lang=\"en\">\n<h3>Summary in English</h3>\n<ul>\n");
    for (size_t n = 0; n < web->order->n_need; n++)
        add_english_need(web, &web->audit->need[n]);
    HTML(web->out, "</ul>\n</div>\n");
}

void web_summary(struct web *web)
{
    web_section(web, 2, "summary", 0, "分かったこと");
    add_positions(web);
    HTML(web->out, "<ul class=\"findings\">\n");
    for (size_t n = 0; n < web->order->n_need; n++)
        add_need(web, n);
    if (web->audit->n_set)
        add_chain(web);
    HTML(web->out, "</ul>\n");
    web_paragraph(web, "note",
                  "「届く」は、%s以内に、一つ以上の事業所・施設が確かめられるこ"
                  "とです。受け入れられる人数（余力）は、公表された一覧には載っ"
                  "ていません。不明なものは「ない」とは数えていません。",
                  web->limit);
    add_english(web);
    web_section_end(web);
}
