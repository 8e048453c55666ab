/* Lists of one need: meshes without anybody in reach, and where a further
 * place would help most. */
#include "output/report/html_web.h"
#include "output/site/html.h"

#include <inttypes.h>
#include <math.h>

/* ---- meshes ---- */

static const char *municipality_name(const struct web *web, uint32_t mesh)
{
    const struct regions *regions = web->order->regions;
    uint32_t region;

    if (regions->n_set == 0)
        return "";
    region = regions->set[0].of_mesh[mesh];
    return region == REGION_NONE ? "" : regions->set[0].region[region].name;
}

static const char *nearest_name(struct web *web, const struct audit_mesh *mesh)
{
    const struct table *table = web->order->table;

    if (mesh->nearest == NO_FACILITY)
        return "－";
    const char *name = table->facility[mesh->nearest]->name;
    return name ? name : table->facility[mesh->nearest]->id;
}

/* People are told whole; less than half a one is somebody all the same. */
static const char *few_people(struct web *web, double people)
{
    return people > 0 && people < 0.5 ? "1未満"
                                      : report_number(people, 0, &web->arena);
}

static void add_gap(struct web *web, const struct audit_need *need,
                    const struct audit_gap *gap)
{
    const struct people *people = web->order->people;
    const struct audit_mesh *mesh = &need->mesh[gap->mesh];

    web_row(web, web_format(web, "%" PRIu64, people->mesh[gap->mesh].code));
    web_cell(web, web_format(web, "%s%s", municipality_name(web, gap->mesh),
                             gap->town ? gap->town : ""));
    web_cell(web, few_people(web, gap->people));
    if (people->n_year > 1)
        web_cell(web, few_people(web, gap->people_last));
    web_cell(web, mesh->verdict == VERDICT_MAYBE
                      ? report_states_ja[STATE_UNKNOWN]
                      : audit_verdicts_ja[mesh->verdict]);
    web_cell(web, nearest_name(web, mesh));
    web_cost(web, (double)mesh->cost);
}

static void add_gaps(struct web *web, const struct audit_need *need)
{
    const struct people *people = web->order->people;
    size_t shown = need->n_gap < WEB_LIST_MOST ? need->n_gap : WEB_LIST_MOST;
    double sum = 0;
    struct web_column column[7];
    size_t n = 0;

    column[n++] = (struct web_column){"メッシュコード", true};
    column[n++] = (struct web_column){"市区町村と町名\n（近いもの）", true};
    column[n++] = (struct web_column){"75歳以上\n（人）", false};
    if (people->n_year > 1)
        column[n++] = (struct web_column){
            web_format(web, "%d年（人）", people->year[people->n_year - 1]),
            false};
    column[n++] = (struct web_column){"判定", true};
    column[n++] = (struct web_column){"最も近い事業所・施設", true};
    column[n++] = (struct web_column){
        web->order->by_minutes ? "時間" : "直線距離", false};
    for (size_t g = 0; g < need->n_gap; g++)
        sum += need->gap[g].people;
    web_paragraph(web, NULL,
                  "%s以内に、対応ありと分かる事業所・施設がないメッシュは%sで、"
                  "75歳以上の人は%sです。%s",
                  web->limit,
                  report_number((double)need->n_gap, 0, &web->arena),
                  web_people(web, sum),
                  need->n_gap > shown
                      ? web_format(web,
                                   "人の多い順に%zuメッシュを示します。"
                                   "残りの%sメッシュは audit.xlsx と "
                                   "meshes.geojson にあります。",
                                   shown,
                                   report_number((double)(need->n_gap - shown),
                                                 0, &web->arena))
                      : "");
    if (shown == 0)
        return;
    web_table(web,
              web_format(web, "%s：届かない・不明のメッシュ（人の多い順）",
                         need->need->name_ja),
              column, n);
    for (size_t g = 0; g < shown; g++)
        add_gap(web, need, &need->gap[g]);
    web_table_end(web);
}

/* ---- sites ---- */

static const char *candidates_words(const struct audit_order *order)
{
    switch (order->sites) {
    case SITES_GIVEN:
        return "利用者が示した候補地";
    case SITES_CLINICS:
        return "今ある診療所・病院の場所";
    case SITES_MESHES:
        return "人の住むメッシュの中心";
    default:
        return "";
    }
}

static void add_sites(struct web *web, const struct audit_need *need)
{
    static const struct web_column column[] = {
        {"順", true},
        {"場所", true},
        {"新しく届くと\n確かめられる人", false},
        {"合計", false},
        {"なお届くと\n確かめられない人", false}};
    double left = 0;

    if (web->order->sites == SITES_NONE)
        return;
    web_heading(web, 3, "どこに増えると最も届くか");
    if (need->n_site == 0) {
        web_paragraph(
            web, NULL,
            "候補（%s）のどこに加えても、新しく届くと確かめられる人はい"
            "ません。",
            candidates_words(web->order));
        return;
    }
    for (size_t g = 0; g < need->n_gap; g++)
        left += need->gap[g].people;
    web_paragraph(web, NULL,
                  "%sから、今は届くと確かめられない（届かない・不明の）75歳以上"
                  "の人が、新しく届くようになる数の最も多い場所を一つずつ選びま"
                  "した（貪欲法）。実際に置けるかどうか、人手があるかどうかは見"
                  "ていません。",
                  candidates_words(web->order));
    web_table(web,
              web_format(web,
                         "%s：増えると最も多くの人に届く場所（%s以内、"
                         "%d年）",
                         need->need->name_ja, web->limit,
                         web->order->base_year),
              column, 5);
    for (size_t s = 0; s < need->n_site; s++) {
        web_row(web, web_format(web, "%zu", s + 1));
        web_cell(web, need->site[s].name);
        web_count(web, need->site[s].people);
        web_count(web, need->site[s].sum);
        web_count(web, fmax(left - need->site[s].sum, 0));
    }
    web_table_end(web);
}

void web_need_lists(struct web *web, size_t n)
{
    const struct audit_need *need = &web->audit->need[n];

    add_gaps(web, need);
    add_sites(web, need);
}
