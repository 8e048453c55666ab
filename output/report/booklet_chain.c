/* The 24-hour chain, and the twelve indicators of the programme. */
#include "output/report/booklet_chart.h"
#include "output/report/booklet_map.h"
#include "output/report/booklet_parts.h"
#include "output/report/booklet_words.h"
#include "output/report/words.h"

#include <math.h>

/* ---- the 24-hour chain ---- */

static struct audit_chain whole_chain(const struct audit *audit)
{
    struct audit_chain sum = {0};

    for (size_t r = 0; r < audit->set[0].n_region; r++) {
        const struct audit_chain *chain =
            &audit->set[0].region[r].chain[audit->base];
        sum.whole += chain->whole;
        sum.maybe += chain->maybe;
        for (int l = 0; l < AUDIT_LINKS; l++) {
            sum.missing[l] += chain->missing[l];
            sum.unsure[l] += chain->unsure[l];
            sum.no_data[l] += chain->no_data[l];
        }
    }
    return sum;
}

static double whole_people(const struct audit *audit)
{
    double sum = 0;

    for (size_t r = 0; r < audit->set[0].n_region; r++) {
        double people = audit->set[0].region[r].people[audit->base][AGE_75];
        sum += people > 0 ? people : 0;
    }
    return sum;
}

static bool any_link_unread(const struct audit *audit)
{
    for (int l = 0; l < AUDIT_LINKS; l++)
        if (audit->link_unread[l])
            return true;
    return false;
}

/* Nobody is known to have all, but some may: 0 would be an answer. */
static bool is_unknown(const struct audit *audit,
                       const struct audit_chain *chain)
{
    return !(chain->whole > 0) && (chain->maybe > 0 || any_link_unread(audit));
}

static void chain_columns(struct grid *grid, const char *first)
{
    grid_column(grid, GRID_NAME, first);
    grid_column(grid, GRID_NUMBER, "75歳以上");
    grid_column(grid, GRID_NUMBER, "四つとも\n届く人");
    grid_column(grid, GRID_NUMBER, "割合");
    grid_column(grid, GRID_NUMBER, "不明の所も\n対応すれば");
    for (int l = 0; l < AUDIT_LINKS; l++)
        grid_column(grid, GRID_NUMBER,
                    arena_format(grid->booklet->arena,
                                 "(%d)がない人\n（不明の人）", l + 1));
}

/* 123 (45): who has no such link, and who may have one. */
static const char *link_cell(const struct booklet *booklet,
                             const struct audit_chain *chain, int link)
{
    struct arena *arena = booklet->arena;

    if (booklet->audit->link_unread[link])
        return "不明";
    return arena_format(
        arena, "%s (%s)", report_number(chain->missing[link], 0, arena),
        report_number(chain->unsure[link] + chain->no_data[link], 0, arena));
}

static void chain_row(struct grid *grid, const char *name, bool strong,
                      const struct audit_chain *chain, double people)
{
    struct arena *arena = grid->booklet->arena;
    bool unknown = is_unknown(grid->booklet->audit, chain);
    const char **row = grid_row(grid, strong);
    size_t c = 0;

    row[c++] = name;
    row[c++] = report_number(people, 0, arena);
    row[c++] = unknown ? "不明" : report_number(chain->whole, 0, arena);
    row[c++] = unknown ? "不明" : report_share(chain->whole, people, arena);
    row[c++] = any_link_unread(grid->booklet->audit) && !(chain->maybe > 0)
                   ? "不明"
                   : report_share(chain->maybe, people, arena);
    for (int l = 0; l < AUDIT_LINKS; l++)
        row[c++] = link_cell(grid->booklet, chain, l);
}

static void put_chain_set(struct booklet *booklet, size_t s)
{
    const struct audit *audit = booklet->audit;
    const struct audit_set *set = &audit->set[s];
    struct booklet_rows rows =
        booklet_rows(booklet, set, booklet_want_people, 0);
    struct grid grid =
        grid_open(booklet, arena_format(booklet->arena, "24時間の連携：%sごと",
                                        set->set->name));

    chain_columns(&grid, set->set->name);
    for (size_t r = 0; r < rows.n; r++) {
        const struct audit_region *region = &set->region[rows.region[r]];
        chain_row(&grid, booklet_name(region->region), false,
                  &region->chain[audit->base],
                  region->people[audit->base][AGE_75]);
    }
    if (s == 0) {
        struct audit_chain sum = whole_chain(audit);
        chain_row(&grid, "対象の全体", true, &sum, whole_people(audit));
    }
    grid_put(&grid);
    booklet_rows_note(booklet, set, &rows, "75歳以上の人");
}

/* Whom each link reaches; of a link that nothing is known of, nobody knows. */
static void put_links(struct booklet *booklet)
{
    const struct audit *audit = booklet->audit;
    struct audit_chain sum = whole_chain(audit);
    double people = whole_people(audit);
    struct share_bar bar[AUDIT_LINKS];
    const struct share_bars bars = {
        .title = "四つのそれぞれが届く75歳以上の人（対象の全体）",
        .n_state = STATE_COUNT,
        .state = {report_states_ja[STATE_REACHED],
                  report_states_ja[STATE_UNKNOWN], report_states_ja[STATE_NONE],
                  report_states_ja[STATE_NO_WAY]},
        .n_bar = AUDIT_LINKS,
        .bar = bar};

    for (int l = 0; l < AUDIT_LINKS; l++) {
        bar[l] = (struct share_bar){
            .label = arena_format(booklet->arena, "(%d) %s", l + 1,
                                  audit_links_ja[l]),
            .part = {
                fmax(people - sum.missing[l] - sum.unsure[l] - sum.no_data[l],
                     0),
                sum.unsure[l], sum.missing[l], sum.no_data[l]}};
        if (audit->link_unread[l]) {
            bar[l].part[0] = bar[l].part[2] = bar[l].part[3] = 0;
            bar[l].part[1] = people;
        }
    }
    booklet_share_bars(booklet, &bars);
}

/* The links that nothing is known of, and why. */
static void put_unread_links(struct booklet *booklet)
{
    const struct audit *audit = booklet->audit;

    for (int l = 0; l < AUDIT_LINKS; l++) {
        if (audit->link_unread[l])
            booklet_note(
                booklet,
                arena_format(booklet->arena, "(%d) %sは不明です（%s）。", l + 1,
                             audit_links_ja[l],
                             report_why_ja(audit->link_unread_why[l])));
    }
}

static void put_chain_words(struct booklet *booklet)
{
    const struct audit *audit = booklet->audit;
    struct audit_chain sum = whole_chain(audit);
    double people = whole_people(audit);
    struct arena *arena = booklet->arena;
    struct buf out = {0};

    buf_addf(&out,
             "自宅での療養を夜間や休日も支えるには、在宅療養支援診療所・病院、"
             "24時間対応の訪問看護、入院を受け入れる後方支援病院、訪問する薬局"
             "がそろう必要があります。四つすべてが%s以内にあることが分かってい"
             "る75歳以上の人は、",
             audit_limit_words(audit->order, arena));
    if (is_unknown(audit, &sum))
        buf_add_text(&out, "分かりません。");
    else
        buf_addf(&out, "%s（%s）です。", booklet_people(booklet, sum.whole),
                 report_share(sum.whole, people, arena));
    if (sum.maybe > 0)
        buf_addf(&out, "届出が不明の所もすべて対応しているとすれば%sです。",
                 report_share(sum.maybe, people, arena));
    booklet_paragraph(booklet, arena_copy(arena, out.ptr, out.len));
    buf_release(&out);
}

static void put_chain_map(struct booklet *booklet)
{
    const struct audit *audit = booklet->audit;
    const struct audit_set *set = booklet_map_set(audit);
    double *share =
        arena_alloc(booklet->arena, (set->n_region + 1) * sizeof(*share));
    const struct choropleth map = {"四つすべてが届く75歳以上の人の割合", "%",
                                   false, &report_share_classes, share};
    size_t n_known = 0;

    for (size_t r = 0; r < set->n_region; r++) {
        const struct audit_chain *chain = &set->region[r].chain[audit->base];
        double people = set->region[r].people[audit->base][AGE_75];
        bool known = people > 0 && !is_unknown(audit, chain);
        share[r] = known ? report_per_cent(chain->whole, people) : NAN;
        n_known += known;
    }
    if (n_known * 2 < set->n_region)
        return;
    booklet_room(booklet, MAP_BLOCK);
    booklet->y += booklet_choropleth(booklet, booklet->x, booklet->y, &map) + 8;
}

void booklet_chain(struct booklet *booklet)
{
    const struct audit *audit = booklet->audit;

    booklet_part(booklet, "24時間の連携", BOOKLET_BODY * 28);
    put_chain_words(booklet);
    booklet_space(booklet, 4);
    put_links(booklet);
    put_unread_links(booklet);
    put_chain_map(booklet);
    for (size_t s = 0; s < audit->n_set; s++)
        if (booklet_set_told(audit, s))
            put_chain_set(booklet, s);
    booklet_note(booklet,
                 "(1)～(4)がない人：届くことが分かっている所も、不明の所もない"
                 "人。（不明の人）：届出が不明の所だけが届く人（経路が分からな"
                 "い人も含む）。");
}

/* ---- the twelve indicators ---- */

static void indicator_columns(struct grid *grid, const char *first)
{
    grid_column(grid, GRID_NAME, first);
    for (int i = 0; i < AUDIT_INDICATORS; i++)
        grid_column(grid, GRID_NUMBER,
                    arena_format(grid->booklet->arena, "[%d]\n%s", i + 1,
                                 audit_indicators[i].name_ja));
}

static const char *indicator_cell(struct booklet *booklet,
                                  const struct audit_region *region, int i)
{
    uint32_t yes = region->indicator[i];
    uint32_t unknown = region->indicator_unknown[i];

    if (booklet->audit->indicator_unread[i])
        return "不明";
    if (!audit_indicators[i].filed || unknown == 0)
        return booklet_count(booklet, yes);
    if (yes == 0)
        return arena_format(booklet->arena, "不明 %s",
                            booklet_count(booklet, unknown));
    return arena_format(booklet->arena, "%s（不明 %s）",
                        booklet_count(booklet, yes),
                        booklet_count(booklet, unknown));
}

static const char *ratio_cell(struct booklet *booklet,
                              const struct audit_region *region, int i)
{
    double people = region->people[booklet->audit->base][AGE_75];

    if (booklet->audit->indicator_unread[i] ||
        (audit_indicators[i].filed && region->indicator[i] == 0 &&
         region->indicator_unknown[i] > 0))
        return "不明";
    return report_number(people > 0 ? region->indicator[i] / people * 1e4 : NAN,
                         1, booklet->arena);
}

static void put_indicator_set(struct booklet *booklet, size_t s, bool ratio)
{
    const struct audit_set *set = &booklet->audit->set[s];
    struct booklet_rows rows =
        booklet_rows(booklet, set, booklet_want_people, 0);
    struct grid grid = grid_open(
        booklet,
        ratio ? arena_format(booklet->arena,
                             "12の指標：%sごとの75歳以上1万人当たり（%s）",
                             set->set->name,
                             booklet_year(booklet, booklet->audit->base))
              : arena_format(booklet->arena, "12の指標：%sごとの件数",
                             set->set->name));

    indicator_columns(&grid, set->set->name);
    for (size_t r = 0; r < rows.n; r++) {
        const struct audit_region *region = &set->region[rows.region[r]];
        const char **row = grid_row(&grid, false);
        row[0] = booklet_name(region->region);
        for (int i = 0; i < AUDIT_INDICATORS; i++)
            row[i + 1] = ratio ? ratio_cell(booklet, region, i)
                               : indicator_cell(booklet, region, i);
    }
    grid_put(&grid);
    booklet_rows_note(booklet, set, &rows, "75歳以上の人");
}

void booklet_indicators(struct booklet *booklet)
{
    booklet_page(booklet, true);
    booklet_heading(booklet, 1, "12の指標（ストラクチャー）", 0);
    booklet_paragraph(booklet,
                      "在宅医療・介護連携推進事業の資料が示す指標です。"
                      "（届出）とあるものは届出の一覧によります。届出"
                      "があるか分からない件数を「不明」として添えて"
                      "います。");
    for (size_t s = 0; s < booklet->audit->n_set; s++)
        for (int ratio = 0; ratio < 2 && booklet_set_told(booklet->audit, s);
             ratio++)
            put_indicator_set(booklet, s, ratio);
}
