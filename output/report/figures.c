#include "output/report/figures.h"

#include <math.h>
#include <string.h>

#define AT(member) offsetof(struct audit_year, member)
#define ON_MAP .on_map = true
#define PLAIN .on_map = false
/* Of what is known of whom nobody filed, of ways that nobody knows. */
#define FILED .told = 1U << UNREAD_FILINGS
#define NO_WAY .told = 1U << UNREAD_TRAVEL
#define ALWAYS .told = ~0U
#define FIGURE(id, name, form, member, ...)                                    \
    {                                                                          \
        id, name, form, .what = FIGURE_MEMBER, .at = AT(member), __VA_ARGS__   \
    }
#define SHARE(id, name, member, ...)                                           \
    {                                                                          \
        id, name, FORM_SHARE, .what = FIGURE_SHARE, .at = AT(member),          \
                              __VA_ARGS__                                      \
    }
#define STATE(id, name, form, state_of, ...)                                   \
    {                                                                          \
        id, name, form, .what = FIGURE_STATE, .at = 0, .state = state_of,      \
                        __VA_ARGS__                                            \
    }

/* clang-format off */
const struct figure figures[] = {
    FIGURE("people_75", "75歳以上（人）", FORM_PEOPLE, people, ALWAYS),
    FIGURE("covered", "届く（人）", FORM_PEOPLE, covered, PLAIN),
    STATE("unsure", "不明（人）", FORM_PEOPLE, STATE_UNKNOWN, PLAIN),
    FIGURE("unknown_way", "経路が分からない（人）", FORM_PEOPLE, unknown, NO_WAY),
    STATE("none", "届かない（人）", FORM_PEOPLE, STATE_NONE, PLAIN),
    SHARE("covered_share", "届く割合", covered, ON_MAP),
    STATE("unsure_share", "不明の割合", FORM_SHARE, STATE_UNKNOWN, ON_MAP),
    STATE("unknown_way_share", "経路が分からない割合", FORM_SHARE, STATE_NO_WAY, ON_MAP),
    STATE("none_share", "届かない割合", FORM_SHARE, STATE_NONE, ON_MAP),
    FIGURE("covered_maybe", "不明なものがすべて当てはまる場合に届く（人）", FORM_PEOPLE, covered_maybe, FILED),
    SHARE("covered_maybe_share", "不明なものがすべて当てはまる場合の届く割合", covered_maybe, ON_MAP, FILED),
    FIGURE("doubtful", "判定が変わり得る（人）", FORM_PEOPLE, doubtful, PLAIN),
    FIGURE("nearest_mean", "最寄りまでの平均", FORM_COST, mean, ON_MAP),
    FIGURE("nearest_median", "最寄りまでの中央値", FORM_COST, median, ON_MAP),
    FIGURE("nearest_p90", "最寄りまでの90％点", FORM_COST, p90, ON_MAP),
    FIGURE("nearest_most", "最寄りまでの最大", FORM_COST, most, PLAIN),
    FIGURE("per_10000", "75歳以上1万人当たりの件数（メッシュの人口）", FORM_RATE, per_10000, ON_MAP, NO_WAY),
    FIGURE("per_1000", "75歳以上1,000人当たりの件数（メッシュの人口）", FORM_RATE, per_1000, NO_WAY),
    FIGURE("per_10000_municipal", "75歳以上1万人当たりの件数（市区町村の人口）", FORM_RATE, per_10000_municipal, NO_WAY),
    FIGURE("2sfca_mean", "2SFCAの平均（75歳以上1万人当たり）", FORM_RATE, access_mean[CATCHMENT_2SFCA], PLAIN),
    FIGURE("2sfca_median", "2SFCAの中央値（75歳以上1万人当たり）", FORM_RATE, access_median[CATCHMENT_2SFCA], PLAIN),
    FIGURE("2sfca_gini", "2SFCAのジニ係数", FORM_GINI, gini[CATCHMENT_2SFCA], PLAIN),
    FIGURE("e2sfca_step_mean", "E2SFCA（段階型）の平均（75歳以上1万人当たり）", FORM_RATE, access_mean[CATCHMENT_E2SFCA_STEP], PLAIN),
    FIGURE("e2sfca_step_median", "E2SFCA（段階型）の中央値（75歳以上1万人当たり）", FORM_RATE, access_median[CATCHMENT_E2SFCA_STEP], PLAIN),
    FIGURE("e2sfca_step_gini", "E2SFCA（段階型）のジニ係数", FORM_GINI, gini[CATCHMENT_E2SFCA_STEP], PLAIN),
    FIGURE("e2sfca_gauss_mean", "E2SFCA（ガウス型）の平均（75歳以上1万人当たり）", FORM_RATE, access_mean[CATCHMENT_E2SFCA_GAUSS], PLAIN),
    FIGURE("e2sfca_gauss_median", "E2SFCA（ガウス型）の中央値（75歳以上1万人当たり）", FORM_RATE, access_median[CATCHMENT_E2SFCA_GAUSS], ON_MAP),
    FIGURE("e2sfca_gauss_gini", "E2SFCA（ガウス型）のジニ係数", FORM_GINI, gini[CATCHMENT_E2SFCA_GAUSS], PLAIN),
    FIGURE("3sfca_mean", "3SFCAの平均（75歳以上1万人当たり）", FORM_RATE, access_mean[CATCHMENT_3SFCA], PLAIN),
    FIGURE("3sfca_median", "3SFCAの中央値（75歳以上1万人当たり）", FORM_RATE, access_median[CATCHMENT_3SFCA], PLAIN),
    FIGURE("3sfca_gini", "3SFCAのジニ係数", FORM_GINI, gini[CATCHMENT_3SFCA], PLAIN),
};
/* clang-format on */
const size_t figure_count = sizeof(figures) / sizeof(*figures);

static double member(const struct audit_year *year, size_t at)
{
    double value;

    memcpy(&value, (const char *)year + at, sizeof(value));
    return value;
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

/* 0 of a region whose facilities are all unknown is no answer. */
static bool is_dark(const struct figure *figure, const struct audit_cell *cell,
                    const struct audit_year *year)
{
    if (cell->yes || cell->no || !cell->unknown)
        return false;
    if (figure->at >= AT(per_10000) && figure->at <= AT(per_10000_municipal))
        return true;
    return !(year->covered > 0) &&
           (figure->at == AT(covered) ? figure->what == FIGURE_SHARE
                                      : figure->at >= AT(access_mean) &&
                                            figure->what == FIGURE_MEMBER);
}

double figure_value(const struct figure *figure, const struct audit_need *need,
                    const struct audit_cell *cell, size_t y)
{
    const struct audit_year *year = &cell->year[y];
    double people;

    if (need->unread && !(figure->told >> need->unread_why & 1))
        return NAN;
    if (is_dark(figure, cell, year))
        return NAN;
    switch (figure->what) {
    case FIGURE_MEMBER:
        return member(year, figure->at);
    case FIGURE_SHARE:
        return share(member(year, figure->at), year->people);
    default:
        people = report_state(need, year, figure->state);
        return figure->form == FORM_SHARE ? share(people, year->people)
                                          : people;
    }
}

struct audit_cell figure_whole(const struct audit_need *need)
{
    return (struct audit_cell){.yes = need->yes,
                               .unknown = need->unknown,
                               .no = need->no,
                               .unplaced = need->unplaced,
                               .year = need->whole};
}

/* ---- counts ---- */

const struct tally tallies[TALLY_COUNT] = {
    [TALLY_YES] = {"yes", "区域内の件数", true},
    [TALLY_UNKNOWN] = {"unknown", "届出が不明の件数", true},
    [TALLY_NO] = {"no", "届出のない件数", false},
    [TALLY_UNPLACED] = {"unplaced", "うち位置が不明の件数", true},
    [TALLY_NEIGHBOURS] = {"neighbours", "区域外から届く件数", true},
    [TALLY_SUPPLY] = {"supply", "供給の量", false},
    [TALLY_UNWEIGHTED] = {"unweighted", "重みが不明の件数", false},
    [TALLY_EDGE] = {"edge",
                    "利用しやすさが高めに出るところ（人口を読んでいない市区町"
                    "村の近く）に住む75歳以上（人）",
                    true},
};

double tally_value(const struct audit_need *need, const struct audit_cell *cell,
                   enum tally_what what)
{
    const double value[TALLY_COUNT] = {
        [TALLY_YES] = cell->yes,
        [TALLY_UNKNOWN] = cell->unknown,
        [TALLY_NO] = cell->no,
        [TALLY_UNPLACED] = cell->unplaced,
        [TALLY_NEIGHBOURS] = cell->neighbours,
        [TALLY_SUPPLY] = cell->supply,
        [TALLY_UNWEIGHTED] = cell->unweighted,
        [TALLY_EDGE] = cell->edge,
    };
    bool far = what == TALLY_NEIGHBOURS || what == TALLY_EDGE;

    switch (need->unread_why) {
    case UNREAD_NO:
        return value[what];
    case UNREAD_FILINGS: /* who they are is known, but not what they do */
        return what == TALLY_UNKNOWN ? value[what] : NAN;
    case UNREAD_TRAVEL:
        return far ? NAN : value[what];
    default:
        return NAN;
    }
}

const char *figure_counted_by(const struct audit *audit, size_t need)
{
    const struct audit_order *order = audit->order;

    if (!order->weight || !audit->need[need].weighted)
        return "1件を1と数える";
    return order->weight_name ? order->weight_name : "重み";
}

/* ---- the chain ---- */

double chain_state(const struct audit *audit, const struct audit_region *region,
                   size_t year, size_t link, enum report_state state)
{
    const struct audit_chain *chain = &region->chain[year];
    double people = region->people[year][AGE_75];
    double reached = people - chain->missing[link] - chain->unsure[link] -
                     chain->no_data[link];

    if (audit->link_unread[link])
        return NAN;
    switch (state) {
    case STATE_REACHED: /* of sums of the same people a crumb may be left */
        return reached > people * 1e-9 ? reached : reached * 0;
    case STATE_UNKNOWN:
        return chain->unsure[link];
    case STATE_NO_WAY:
        return chain->no_data[link];
    default:
        return chain->missing[link];
    }
}

static bool any_unread(const struct audit *audit)
{
    for (size_t l = 0; l < AUDIT_LINKS; l++)
        if (audit->link_unread[l])
            return true;
    return false;
}

double chain_whole(const struct audit *audit, const struct audit_region *region,
                   size_t year, bool maybe)
{
    if (any_unread(audit))
        return NAN;
    return maybe ? region->chain[year].maybe : region->chain[year].whole;
}

const char *chain_weakest(const struct audit *audit,
                          const struct audit_region *region, size_t year)
{
    const struct audit_chain *chain = &region->chain[year];
    size_t most = 0;

    if (any_unread(audit))
        return NULL;
    for (size_t l = 1; l < AUDIT_LINKS; l++)
        if (chain->missing[l] > chain->missing[most])
            most = l;
    return chain->missing[most] > 0 ? audit_links_ja[most] : NULL;
}

double indicator_rate(const struct audit *audit,
                      const struct audit_region *region, size_t year,
                      size_t indicator)
{
    if (audit->indicator_unread[indicator] || region->partial)
        return NAN;
    return 10000 *
           share(region->indicator[indicator], region->people[year][AGE_75]);
}

/* ---- names ---- */

void figure_add_name(struct buf *out, const struct figure *figure,
                     const struct audit *audit)
{
    buf_add_text(out, figure->id);
    if (figure->form == FORM_COST)
        buf_add_text(out, audit->order->by_minutes ? "_min" : "_m");
}

const char *figure_heading(const struct figure *figure,
                           const struct audit *audit, struct arena *arena)
{
    if (figure->form != FORM_COST)
        return figure->name_ja;
    return arena_format(arena, "%s（%s）", figure->name_ja,
                        audit->order->by_minutes ? "分" : "m");
}

void figure_add_id(struct buf *out, const char *id)
{
    for (; *id; id++)
        buf_add_char(out, *id == '-' ? '_' : *id);
}
