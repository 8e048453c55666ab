/* Maps of one need: regions by ratio and by share, meshes by verdict and by
 * access. */
#include "geo/access/mesh.h"
#include "output/report/html_web.h"
#include "output/site/html.h"

#include <math.h>
#include <stdlib.h>

/* ---- regions ---- */

struct values {
    double *value;
    const char **label;
};

static void add_ratio(struct web *web, size_t need, size_t set,
                      struct values *values)
{
    const struct audit_set *of = &web->audit->set[set];

    for (size_t r = 0; r < of->n_region; r++) {
        const struct audit_cell *cell = &of->region[r].cell[need];
        values->value[r] =
            web_unread(cell) ? NAN : cell->year[web->audit->base].per_10000;
        values->label[r] = report_number(values->value[r], 1, &web->arena);
    }
    web_choropleth(web, set,
                   web_format(web,
                              "%s：75歳以上1万人当たりの件数（%sごと、%d年）",
                              web->order->need[need].name_ja,
                              web_set_name(web, set), web->order->base_year),
                   values->value, values->label, false);
}

static void add_share(struct web *web, size_t need, size_t set,
                      struct values *values)
{
    const struct audit_set *of = &web->audit->set[set];

    for (size_t r = 0; r < of->n_region; r++) {
        const struct audit_cell *cell = &of->region[r].cell[need];
        const struct audit_year *year = &cell->year[web->audit->base];
        bool dark = web_reach_unknown(year);
        values->value[r] =
            dark ? NAN : report_per_cent(year->covered, year->people);
        values->label[r] =
            dark ? "不明"
                 : report_share(year->covered, year->people, &web->arena);
    }
    web_choropleth(web, set,
                   web_format(web,
                              "%s：%s以内に届く75歳以上の人の割合（%sごと、"
                              "%d年）",
                              web->order->need[need].name_ja, web->limit,
                              web_set_name(web, set), web->order->base_year),
                   values->value, values->label, true);
}

void web_need_maps(struct web *web, size_t need, size_t set)
{
    size_t n = web->audit->set[set].n_region;
    struct values values = {mem_alloc(n * sizeof(double)),
                            mem_alloc(n * sizeof(char *))};

    if (web_maps(web, set)) {
        buf_addf(web->out, "<div class=\"%s\">\n",
                 web->map.wide ? "alone" : "pair");
        add_ratio(web, need, set, &values);
        add_share(web, need, set, &values);
        HTML(web->out, "</div>\n");
    } else if (n >= 2 && !svg_map_draws(&web->map, set)) {
        web_paragraph(web, "note",
                      "%sの場所が分からないため、地図は描いていません。値は次の"
                      "表にあります。",
                      web_set_name(web, set));
    }
    free(values.value);
    free(values.label);
}

/* ---- meshes ---- */

struct tally {
    double people[PAINT_COUNT];
    size_t meshes[PAINT_COUNT];
};

/* paint[] of all meshes, and how many people each paint stands for. */
static struct tally tally_paints(const struct web *web, const int *paint)
{
    const struct people *people = web->order->people;
    struct tally tally = {0};

    for (size_t m = 0; m < people->n_mesh; m++) {
        double count = (double)people_of(people, m, web->audit->base)[AGE_75];
        if (!web->audit->own_mesh[m] || !(count > 0) || paint[m] < 0)
            continue;
        tally.people[paint[m]] += count;
        tally.meshes[paint[m]]++;
    }
    return tally;
}

static size_t count_edge(const struct web *web, const struct audit_mesh *found)
{
    const struct people *people = web->order->people;
    size_t n = 0;

    for (size_t m = 0; m < people->n_mesh; m++)
        n += web->audit->own_mesh[m] && found[m].edge &&
             people_of(people, m, web->audit->base)[AGE_75] > 0;
    return n;
}

/* What is known of a mesh map's paints: words in the order of the legend. */
struct key {
    int paint;
    const char *words;
};

static void add_mesh_map(struct web *web, const char *caption, const int *paint,
                         const struct key *key, size_t n_key,
                         const struct audit_mesh *found)
{
    int digits = web->map.digits;
    struct tally tally = tally_paints(web, paint);
    struct svg_head head = {.title = caption};

    head.id = web_figure(web, caption);
    head.desc = "75歳以上の人が住むメッシュを区分で塗り分けた地図。上が北。区分"
                "ごとのメッシュの数と人数は、続く表にある。";
    svg_map_meshes(web->out, &web->map, &head, paint, digits, found);
    web_figure_drawn(web);
    web_legend(web);
    for (size_t k = 0; k < n_key; k++)
        if (tally.meshes[key[k].paint])
            web_legend_item(
                web, key[k].paint, key[k].words,
                web_format(web, "%sメッシュ",
                           report_number((double)tally.meshes[key[k].paint], 0,
                                         &web->arena)));
    if (found && count_edge(web, found))
        web_legend_item(
            web, PAINT_EDGE,
            "実際より高い値（人口を読み込んでいない市区町村の近く）",
            web_format(
                web, "%sメッシュ",
                report_number((double)count_edge(web, found), 0, &web->arena)));
    web_legend_end(web);
    if (digits < web->order->people->digits)
        web_paragraph(web, "note",
                      "メッシュが多いため、%sごとにまとめ、最も多くの人に当ては"
                      "まる区分で塗っています。一つずつの値は meshes.geojson に"
                      "あります。",
                      mesh_size_name(digits));
    web_figure_end(web);
}

static void add_mesh_table(struct web *web, const char *caption,
                           const int *paint, const struct key *key,
                           size_t n_key)
{
    static const struct web_column column[] = {{"区分", true},
                                               {"メッシュ", false},
                                               {"75歳以上\n（人）", false},
                                               {"割合", false}};
    struct tally tally = tally_paints(web, paint);
    double all = 0;

    for (int p = 0; p < PAINT_COUNT; p++)
        all += tally.people[p];
    web_table(web, caption, column, 4);
    for (size_t k = 0; k < n_key; k++) {
        int p = key[k].paint;
        if (p == PAINT_NONE && tally.meshes[p] == 0)
            continue;
        web_row(web, key[k].words);
        web_count(web, (double)tally.meshes[p]);
        web_count(web, tally.people[p]);
        web_share(web, tally.people[p], all);
    }
    web_table_end(web);
}

static const struct key verdict_keys[] = {
    {PAINT_GOOD, "届く"},
    {PAINT_MAYBE, "不明（届出の分からない事業所・施設だけが届く）"},
    {PAINT_BAD, "届かない"},
    {PAINT_NONE, "経路が分からない"}};

static void paint_verdicts(const struct web *web, size_t need, int *paint)
{
    static const int paints[VERDICT_COUNT] = {[VERDICT_COVERED] = PAINT_GOOD,
                                              [VERDICT_MAYBE] = PAINT_MAYBE,
                                              [VERDICT_NOT] = PAINT_BAD,
                                              [VERDICT_NO_DATA] = PAINT_NONE};

    for (size_t m = 0; m < web->order->people->n_mesh; m++)
        paint[m] = paints[web->audit->need[need].mesh[m].verdict];
}

/* Classes of the access above 0 of own inhabited meshes; 0 has a paint of its
 * own, because nobody is within reach there. Returns how many keys. */
static size_t paint_access(struct web *web, size_t need, int *paint,
                           struct key *key)
{
    const struct people *people = web->order->people;
    const struct audit_mesh *mesh = web->audit->need[need].mesh;
    double *value = mem_alloc(people->n_mesh * sizeof(*value));
    size_t n = 0, n_key = 0;

    for (size_t m = 0; m < people->n_mesh; m++)
        if (web->audit->own_mesh[m] && mesh[m].access > 0 &&
            people_of(people, m, web->audit->base)[AGE_75] > 0)
            value[n++] = (double)mesh[m].access;
    struct report_classes classes = report_classify(value, n);
    free(value);
    for (size_t m = 0; m < people->n_mesh; m++)
        paint[m] = isnan(mesh[m].access) ? PAINT_NONE
                   : mesh[m].access > 0
                       ? report_class(&classes, (double)mesh[m].access)
                       : PAINT_ZERO;
    key[n_key++] = (struct key){PAINT_ZERO, "0（届く事業所・施設がない）"};
    for (size_t c = 0; c < classes.n; c++)
        key[n_key++] = (struct key){
            (int)c, report_class_words(&classes, c, "", &web->arena)};
    key[n_key++] = (struct key){PAINT_NONE, "経路が分からない"};
    return n_key;
}

void web_need_meshes(struct web *web, size_t need)
{
    size_t n = web->order->people->n_mesh, n_access;
    const struct audit_mesh *found = web->audit->need[need].mesh;
    int *verdict = mem_alloc(n * sizeof(int)),
        *access = mem_alloc(n * sizeof(int));
    struct key key[REPORT_CLASSES + 2];
    const char *name = web->order->need[need].name_ja;
    const char *reach =
        web_format(web, "%s：%s以内に届くか（%sメッシュ）", name, web->limit,
                   mesh_size_name(web->order->people->digits));
    const char *supply = web_format(
        web, "%s：アクセス（E2SFCAガウス、75歳以上1万人当たり、%sメッシュ）",
        name, mesh_size_name(web->order->people->digits));

    paint_verdicts(web, need, verdict);
    n_access = paint_access(web, need, access, key);
    if (web->map.framed) {
        buf_addf(web->out, "<div class=\"%s\">\n",
                 web->map.wide ? "alone" : "pair");
        add_mesh_map(web, reach, verdict, verdict_keys, 4, NULL);
        add_mesh_map(web, supply, access, key, n_access, found);
        HTML(web->out, "</div>\n");
        web_paragraph(web, "note",
                      "どの区分でも塗られていない所には、75歳以上の人が住むメッ"
                      "シュがありません。");
    }
    HTML(web->out, "<div class=\"pair\">\n");
    add_mesh_table(web, reach, verdict, verdict_keys, 4);
    add_mesh_table(web, supply, access, key, n_access);
    HTML(web->out, "</div>\n");
    free(verdict);
    free(access);
}
