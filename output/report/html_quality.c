/* How good the data is: positions, what is unknown, rows read and set aside. */
#include "audit/inputs.h"
#include "model/wording.h"
#include "output/report/html_web.h"
#include "output/report/words_own.h"
#include "output/site/html.h"

#include <math.h>
#include <string.h>

#define MOST_ASIDE 30

static void add_statement(void *context, const char *heading, const char *text)
{
    if (strcmp(heading, WEB_QUALITY) == 0)
        web_paragraph(context, NULL, "%s", text);
}

static void add_levels(struct web *web)
{
    static const struct web_column column[] = {
        {"位置の段階", true}, {"件", false}, {"割合", false}};
    const struct audit_quality *quality = &web->audit->quality;
    double all = (double)quality->facilities;

    web_table(web,
              "事業所・施設の位置がどこまで分かるか（調べた種類、対象の区"
              "域）",
              column, 3);
    for (int l = LEVEL_COUNT - 1; l > LEVEL_NONE; l--)
        if (quality->level[l]) {
            web_row(web, level_names_ja[l]);
            web_count(web, (double)quality->level[l]);
            web_share(web, (double)quality->level[l], all);
        }
    web_row(web, "位置が分からない");
    web_count(web, (double)(quality->facilities - quality->placed));
    web_share(web, (double)(quality->facilities - quality->placed), all);
    web_row_all(web, "計");
    web_count(web, all);
    web_share(web, all, all);
    web_table_end(web);
}

static void add_unknown(struct web *web)
{
    static const struct web_column column[] = {
        {"種類", true},
        {"対応あり\n（件）", false},
        {"不明\n（件）", false},
        {"届出なし\n（件）", false},
        {"不明の割合", false},
        {"対応ありのうち\n位置不明\n（件）", false},
        {"判定が\n変わり得る人", false}};

    web_table(web, "種類ごとの、分からないものの割合", column, 7);
    for (size_t n = 0; n < web->order->n_need; n++) {
        const struct audit_need *need = &web->audit->need[n];
        web_row(web, need->need->name_ja);
        if (need->unread)
            web_cell(web, "不明");
        else
            web_count(web, need->yes);
        web_count(web, need->unknown);
        if (need->unread)
            web_cell(web, "不明");
        else
            web_count(web, need->no);
        web_share(web, need->unknown,
                  (double)need->yes + need->unknown + need->no);
        web_count(web, need->unplaced);
        if (need->unread)
            web_cell(web, "不明");
        else
            web_count(web, need->whole[web->audit->base].doubtful);
    }
    web_table_end(web);
}

/* Why the numbers of meshes in this report are not all the same. */
static void add_meshes(struct web *web)
{
    static const struct web_column column[] = {{"対象の区域のメッシュ", true},
                                               {"メッシュ", false},
                                               {"使われる所", true}};
    static const char *const names[][2] = {
        {"75歳以上の人が住む", "地図、表、届かない・不明のメッシュ"},
        {"人は住むが、75歳以上の人はいない", "人口"},
        {"年齢別の人口が分からない", "人口（75歳以上には入らない）"},
        {"今は人が住まない", "ほかの年の人口"}};
    const struct people *people = web->order->people;
    size_t n[4] = {0};

    for (size_t m = 0; m < people->n_mesh; m++) {
        const float *of = people_of(people, m, web->audit->base);
        if (web->audit->own_mesh[m])
            n[of[AGE_75] > 0              ? 0
              : !(of[AGE_ALL] > 0)        ? 3
              : isnan((double)of[AGE_75]) ? 2
                                          : 1]++;
    }
    web_table(web,
              web_format(web, "対象の区域のメッシュの内訳（%d年）",
                         web->order->base_year),
              column, 3);
    for (size_t i = 0; i < 4; i++) {
        web_row(web, names[i][0]);
        web_count(web, (double)n[i]);
        web_cell(web, names[i][1]);
    }
    web_row_all(web, "計");
    web_count(web, (double)(n[0] + n[1] + n[2] + n[3]));
    web_cell(web, "");
    web_table_end(web);
}

/* ---- rows ---- */

static void add_rows(struct web *web, const char *what,
                     const struct supply *supply)
{
    if (!supply->label ||
        (supply->rows.read == 0 && supply->row_kind == ROW_REFERENCE))
        return;
    web_row(web, supply->label);
    web_cell(web, what);
    web_count(web, (double)supply->rows.read);
    web_count(web, (double)supply->rows.kept);
    web_count(web, (double)supply->rows.merged);
    web_count(web, (double)supply->rows.blank);
    web_count(web, (double)supply->rows.set_aside);
}

static void add_input(void *context, enum audit_input what,
                      const struct supply *supply)
{
    static const char *const names[INPUT_COUNT] = {
        [INPUT_PEOPLE] = "人口（メッシュ）",
        [INPUT_TOWNSPEOPLE] = "人口（市区町村）",
        [INPUT_AREAS] = "区域",
        [INPUT_TRAVEL] = "経路の表",
        [INPUT_WEIGHTS] = "重み",
        [INPUT_CANDIDATES] = "候補地",
        [INPUT_IMPORTED] = "取り込み",
    };

    add_rows(context, names[what], supply);
}

static void add_inputs(struct web *web)
{
    static const struct web_column column[] = {
        {"ファイル", true}, {"内容", true},        {"読んだ行", false},
        {"採用", false},    {"統合・集約", false}, {"空欄", false},
        {"除外", false}};
    const struct audit_order *order = web->order;

    web_table(web, "読み込んだファイルと行の数", column, 7);
    audit_each_input(order, add_input, web);
    for (size_t i = 0; i < order->table->n_supply; i++)
        if (order->table->supply[i].row_kind == ROW_FACILITY ||
            order->table->supply[i].row_kind == ROW_FILING)
            add_rows(web, "事業所・施設", &order->table->supply[i]);
    web_table_end(web);
}

/* ---- set aside ---- */

struct asides {
    struct web *web;
    size_t n;
};

static void add_aside(void *context, const struct aside_row *aside)
{
    static const struct web_column column[] = {
        {"ファイル", true}, {"行", false}, {"理由", true}, {"内容", true}};
    struct asides *asides = context;
    struct web *web = asides->web;

    if (asides->n++ >= MOST_ASIDE)
        return;
    if (asides->n == 1)
        web_table(web, "除外した行", column, 4);
    web_row(web, aside->label ? aside->label : "－");
    web_count(web, (double)aside->line);
    web_cell(web, aside->reason ? wording_ja(aside->reason) : "－");
    web_cell(web, aside->value ? aside->value : "－");
}

static void add_asides(struct web *web)
{
    const struct travel *travel = web->order->travel;
    struct asides asides = {.web = web};

    audit_each_aside(web->order, add_aside, &asides);
    if (asides.n)
        web_table_end(web);
    if (asides.n > MOST_ASIDE)
        web_paragraph(web, "note",
                      "ほかに%zu行あります。audit.xlsx にあります。",
                      asides.n - MOST_ASIDE);
    /* A matrix may be of another store: it keeps its first rows only. */
    if (audit_untold_asides(web->order))
        web_paragraph(
            web, "note",
            "経路の表で除いた行は%s行で、初めの%zu行だけを示しています。",
            report_number((double)travel->supply.rows.set_aside, 0,
                          &web->arena),
            travel->aside.n);
}

void web_quality(struct web *web)
{
    web_section(web, 2, "quality", 0, "データの品質");
    report_about_each(web->audit, add_statement, web);
    add_levels(web);
    add_unknown(web);
    add_meshes(web);
    add_inputs(web);
    add_asides(web);
    web_section_end(web);
}
