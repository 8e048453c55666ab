/* The 24-hour chain: who has all its links in reach, and which is missing. */
#include "output/report/html_chain.h"

#include "output/site/html.h"

#include <math.h>
#include <stdlib.h>

bool web_chain_unread(const struct audit *audit)
{
    for (int l = 0; l < AUDIT_LINKS; l++)
        if (audit->link_unread[l])
            return true;
    return false;
}

struct web_chain_sum web_chain_whole(const struct audit *audit, size_t y)
{
    struct web_chain_sum sum = {0};

    for (size_t r = 0; audit->n_set && r < audit->set[0].n_region; r++) {
        const struct audit_region *region = &audit->set[0].region[r];
        const struct audit_chain *of = &region->chain[y];
        double people = region->people[y][AGE_75];
        if (isnan(of->whole) || isnan(people))
            continue;
        sum.people += people;
        sum.chain.whole += of->whole;
        sum.chain.maybe += of->maybe;
        for (int l = 0; l < AUDIT_LINKS; l++) {
            sum.chain.missing[l] += of->missing[l];
            sum.chain.unsure[l] += of->unsure[l];
            sum.chain.no_data[l] += of->no_data[l];
        }
    }
    return sum;
}

double web_chain_reached(const struct audit_chain *chain, double people,
                         int link)
{
    double there = people - chain->missing[link] - chain->unsure[link] -
                   chain->no_data[link];

    /* Sums of the same people in another order leave a crumb. */
    return there > people * 1e-9 ? there : 0;
}

/* Those of whom it is known that they do not have all: a link is missing for
 * sure. Who lacks only a way that is known is not among them. */
static double without(const struct audit_chain *chain, double people)
{
    double most = 0, left = people - chain->maybe;

    for (int l = 0; l < AUDIT_LINKS; l++)
        most = fmax(most, chain->no_data[l]);
    return fmax(left - most, 0);
}

static void add_legend(struct web *web, const char *good, const char *maybe,
                       const char *bad)
{
    web_legend(web);
    web_legend_item(web, PAINT_GOOD, good, NULL);
    web_legend_item(web, PAINT_MAYBE, maybe, NULL);
    web_legend_item(web, PAINT_BAD, bad, NULL);
    if (web->order->travel)
        web_legend_item(web, PAINT_NONE, report_states_ja[STATE_NO_WAY], NULL);
    web_legend_end(web);
}

static void add_bar(struct web *web, double good, double maybe, double bad,
                    double dark)
{
    static const int paint[] = {PAINT_GOOD, PAINT_MAYBE, PAINT_BAD, PAINT_NONE};
    const double part[] = {good, maybe, bad, dark};

    web_cell_open(web);
    svg_bar(web->out, part, paint, 4, good + maybe + bad + dark);
}

/* ---- each link, over all own areas ---- */

static void add_link(struct web *web, const struct web_chain_sum *sum, int l)
{
    const struct audit_chain *chain = &sum->chain;
    bool travel = web->order->travel != NULL;

    web_row(web, audit_links_ja[l]);
    if (web->audit->link_unread[l]) {
        web_unknown(web, travel ? 6 : 5);
        return;
    }
    double there = web_chain_reached(chain, sum->people, l);
    web_count(web, there);
    web_count(web, chain->unsure[l]);
    web_count(web, chain->missing[l]);
    web_share(web, chain->missing[l], sum->people);
    add_bar(web, there, chain->unsure[l], chain->missing[l], chain->no_data[l]);
    if (travel)
        web_count(web, chain->no_data[l]);
}

static void add_links(struct web *web)
{
    static const struct web_column column[] = {{"環", true},
                                               {"届く人", false},
                                               {"不明の人", false},
                                               {"届かない人", false},
                                               {"届かない人の\n割合", false},
                                               {"割合の図", true},
                                               {"経路が\n分からない人", false}};
    struct web_chain_sum sum = web_chain_whole(web->audit, web->audit->base);

    web_table(web,
              web_format(web,
                         "四つの環のそれぞれが%s以内にある75歳以上の人"
                         "（%d年、対象の区域全体）",
                         web->limit, web->order->base_year),
              column, web->order->travel ? 7 : 6);
    for (int l = 0; l < AUDIT_LINKS; l++)
        add_link(web, &sum, l);
    web_table_end(web);
    add_legend(web, report_states_ja[STATE_REACHED],
               web_state_words(STATE_UNKNOWN), report_states_ja[STATE_NONE]);
}

/* ---- now and in future years ---- */

static void add_years(struct web *web)
{
    const struct people *people = web->order->people;
    struct web_column column[5 + AUDIT_LINKS] = {
        {"年", true},
        {"75歳以上\n（人）", false},
        {"そろう人", false},
        {"割合", false},
        {"不明がすべて\n当てはまる\n場合", false}};

    if (people->n_year < 2)
        return;
    for (int l = 0; l < AUDIT_LINKS; l++)
        column[5 + l].head =
            web_format(web, "%sが届かない人", audit_links_ja[l]);
    web_table(web,
              "年ごとの24時間の連携（対象の区域全体、事業所・施設は今のまま）",
              column, 5 + AUDIT_LINKS);
    for (size_t y = 0; y < people->n_year; y++) {
        struct web_chain_sum sum = web_chain_whole(web->audit, y);
        web_row(web, web_format(web, "%d年", people->year[y]));
        web_count(web, sum.people);
        web_count(web, sum.chain.whole);
        web_share(web, sum.chain.whole, sum.people);
        web_share(web, sum.chain.maybe, sum.people);
        for (int l = 0; l < AUDIT_LINKS; l++)
            web_count(web, sum.chain.missing[l]);
    }
    web_table_end(web);
}

/* ---- regions ---- */

/* The link that most people lack; the one that for most is not known where
 * none is known to be missing. */
static const char *missing_words(struct web *web, const struct audit_chain *of,
                                 double people)
{
    int worst = 0, unsure = 0, dark = 0;

    for (int l = 1; l < AUDIT_LINKS; l++) {
        worst = of->missing[l] > of->missing[worst] ? l : worst;
        unsure = of->unsure[l] > of->unsure[unsure] ? l : unsure;
        dark = of->no_data[l] > of->no_data[dark] ? l : dark;
    }
    if (!(people > 0) || isnan(of->whole))
        return "－";
    if (of->missing[worst] >= 0.5)
        return audit_links_ja[worst];
    if (of->unsure[unsure] >= 0.5)
        return web_format(web, "不明（%s）", audit_links_ja[unsure]);
    return of->no_data[dark] >= 0.5 ? "不明（経路）" : "なし";
}

/* Nobody is known to have all, but some may: 0 would be an answer. */
static bool is_unknown(const struct audit_chain *chain)
{
    return !(chain->whole > 0) && chain->maybe > 0;
}

static void add_region(struct web *web, size_t set, size_t r)
{
    const struct audit_region *region = &web->audit->set[set].region[r];
    const struct audit_chain *chain = &region->chain[web->audit->base];
    double people = region->people[web->audit->base][AGE_75];

    web_row(web, web_region(web, set, r));
    web_count(web, people);
    if (is_unknown(chain)) {
        web_unknown(web, 2);
    } else {
        web_count(web, chain->whole);
        web_share(web, chain->whole, people);
    }
    web_share(web, chain->maybe, people);
    for (int l = 0; l < AUDIT_LINKS; l++)
        web_count(web, chain->missing[l]);
    web_cell(web, missing_words(web, chain, people));
    double bad = without(chain, people);
    if (people > 0)
        add_bar(web, chain->whole, chain->maybe - chain->whole, bad,
                fmax(people - chain->maybe - bad, 0));
    else
        web_cell(web, "－");
}

static void add_regions(struct web *web, size_t set)
{
    struct web_column column[] = {{web_set_name(web, set), true},
                                  {"75歳以上\n（人）", false},
                                  {"そろう人", false},
                                  {"割合", false},
                                  {"不明が\nすべて\n当てはまる\n場合", false},
                                  {NULL, false},
                                  {NULL, false},
                                  {NULL, false},
                                  {NULL, false},
                                  {"最も欠けている環", true},
                                  {"割合の図", true}};

    for (int l = 0; l < AUDIT_LINKS; l++)
        column[5 + l].head =
            web_format(web, "%sが届かない人", audit_links_ja[l]);
    web_table(web,
              web_format(web,
                         "24時間の連携がそろう75歳以上の人（%sごと、%d年）",
                         web_set_name(web, set), web->order->base_year),
              column, sizeof(column) / sizeof(*column));
    for (size_t r = 0; r < web->audit->set[set].n_region; r++)
        add_region(web, set, r);
    web_table_end(web);
    add_legend(web, "四つともそろう", "不明なものが当てはまればそろう",
               "そろわない");
}

static void add_map(struct web *web, size_t set)
{
    const struct audit_set *of = &web->audit->set[set];
    double *value;
    const char **label;

    if (!web_maps(web, set))
        return;
    value = mem_alloc(of->n_region * sizeof(*value));
    label = mem_alloc(of->n_region * sizeof(*label));
    for (size_t r = 0; r < of->n_region; r++) {
        const struct audit_region *region = &of->region[r];
        const struct audit_chain *chain = &region->chain[web->audit->base];
        double people = region->people[web->audit->base][AGE_75];
        bool dark = is_unknown(chain);
        value[r] = dark ? NAN : report_per_cent(chain->whole, people);
        label[r] = dark ? report_states_ja[STATE_UNKNOWN]
                        : report_share(chain->whole, people, &web->arena);
    }
    buf_addf(web->out, "<div class=\"%s\">\n",
             web->map.wide ? "alone" : "pair");
    web_choropleth(web, set,
                   web_format(web,
                              "24時間の連携がそろう75歳以上の人の割合"
                              "（%sごと、%d年）",
                              web_set_name(web, set), web->order->base_year),
                   value, label, true);
    HTML(web->out, "</div>\n");
    free(value);
    free(label);
}

/* ---- all ---- */

const char *web_chain_unread_words(struct web *web)
{
    struct buf text = {0};

    for (int why = UNREAD_NO + 1; why <= UNREAD_TRAVEL; why++) {
        size_t n = 0;
        for (int l = 0; l < AUDIT_LINKS; l++)
            if (web->audit->link_unread[l] &&
                web->audit->link_unread_why[l] == why)
                buf_addf(&text, "%s%s", n++ ? "、" : "", audit_links_ja[l]);
        if (n)
            buf_addf(&text, "は、%s。", report_why_ja(why));
    }
    const char *words =
        web_format(web, "%s四つがそろうかどうかは分かりません。",
                   text.ptr ? text.ptr : "");
    buf_release(&text);
    return words;
}

void web_chain(struct web *web)
{
    bool unread = web_chain_unread(web->audit);

    web_section(web, 2, "chain", 0, "24時間の連携");
    web_paragraph(
        web, NULL,
        "夜間や休日も在宅で暮らし続けるには、%s、%s、%s、%sの四つの環"
        "がつながっている必要があります。四つとも%s以内にある人と、欠け"
        "ている環を示します。届出によるもので、実際に連携しているかどう"
        "かは分かりません。",
        audit_links_ja[0], audit_links_ja[1], audit_links_ja[2],
        audit_links_ja[3], web->limit);
    if (unread)
        web_paragraph(web, "alert",
                      "%s「欠けている」という意味ではありません。足りないもの"
                      "を加えてから、もう一度作成してください。",
                      web_chain_unread_words(web));
    if (web->audit->n_set)
        add_links(web);
    if (web->audit->n_set && !unread)
        add_years(web);
    for (size_t s = 0; s < web->audit->n_set && !unread; s++) {
        add_map(web, s);
        add_regions(web, s);
    }
    web_section_end(web);
}
