/* People and demand, now and in future years. */
#include "output/report/html_web.h"
#include "output/report/svg_lines.h"
#include "output/site/html.h"

#include <math.h>
#include <stdlib.h>

/* ---- people ---- */

static bool has_municipal(const struct audit_set *set, size_t y)
{
    for (size_t r = 0; r < set->n_region; r++)
        if (set->region[r].municipal &&
            !isnan(set->region[r].municipal[y][AGE_75]))
            return true;
    return false;
}

static void add_people_row(struct web *web, const struct audit_set *set,
                           size_t r)
{
    const struct people *people = web->order->people;
    const struct audit_region *region = &set->region[r];

    for (size_t y = 0; y < people->n_year; y++)
        web_count(web, region->people[y][AGE_75]);
    for (size_t y = 0; y < people->n_year; y++)
        web_share(web, region->people[y][AGE_75], region->people[y][AGE_ALL]);
    for (size_t y = 0; y < people->n_year; y++)
        if (has_municipal(set, y))
            web_count(web,
                      region->municipal ? region->municipal[y][AGE_75] : NAN);
}

static void add_people(struct web *web, size_t set)
{
    const struct people *people = web->order->people;
    const struct audit_set *of = &web->audit->set[set];
    struct web_column column[1 + 3 * PEOPLE_MAX_YEARS] = {
        {web_set_name(web, set), true}};
    size_t n = 1;

    for (size_t y = 0; y < people->n_year; y++)
        column[n++].head = web_format(web, "%d年\n75歳以上", people->year[y]);
    for (size_t y = 0; y < people->n_year; y++)
        column[n++].head =
            web_format(web, "%d年\n75歳以上の割合", people->year[y]);
    for (size_t y = 0; y < people->n_year; y++)
        if (has_municipal(of, y))
            column[n++].head = web_format(web, "市区町村人口\n%d年\n75歳以上",
                                          people->year[y]);
    web_table(
        web,
        web_format(web, "75歳以上の人口（%sごと）", web_set_name(web, set)),
        column, n);
    for (size_t r = 0; r < of->n_region; r++) {
        web_row(web, web_region(web, set, r));
        add_people_row(web, of, r);
    }
    web_table_end(web);
}

/* ---- demand ---- */

struct measure {
    const char *name;
    const double *(*of)(const struct audit_region *region);
    int decimals;
};

static const double *medical_of(const struct audit_region *region)
{
    return region->medical;
}

static const double *care_of(const struct audit_region *region)
{
    return region->care;
}

static const double *medical_index_of(const struct audit_region *region)
{
    return region->medical_index;
}

static const double *care_index_of(const struct audit_region *region)
{
    return region->care_index;
}

static bool is_told(const struct audit_set *set, const struct measure *measure,
                    size_t y)
{
    for (size_t r = 0; r < set->n_region; r++)
        if (!isnan(measure->of(&set->region[r])[y]))
            return true;
    return false;
}

/* Two measures, each over the years in which any region has it; nothing where
 * there are none. */
static void add_measures(struct web *web, size_t set, const char *caption,
                         const struct measure *measure)
{
    const struct people *people = web->order->people;
    const struct audit_set *of = &web->audit->set[set];
    struct web_column column[1 + 2 * PEOPLE_MAX_YEARS] = {
        {web_set_name(web, set), true}};
    size_t n = 1;

    for (int m = 0; m < 2; m++)
        for (size_t y = 0; y < people->n_year; y++)
            if (is_told(of, &measure[m], y))
                column[n++].head = web_format(web, "%d年\n%s", people->year[y],
                                              measure[m].name);
    if (n == 1)
        return;
    web_table(web, caption, column, n);
    for (size_t r = 0; r < of->n_region; r++) {
        web_row(web, web_region(web, set, r));
        for (int m = 0; m < 2; m++)
            for (size_t y = 0; y < people->n_year; y++)
                if (is_told(of, &measure[m], y))
                    web_number(web, measure[m].of(&of->region[r])[y],
                               measure[m].decimals);
    }
    web_table_end(web);
}

static bool any_told(const struct web *web, const struct measure *measure)
{
    for (size_t s = 0; s < web->audit->n_set; s++)
        for (size_t y = 0; y < web->order->people->n_year; y++)
            if (is_told(&web->audit->set[s], measure, y))
                return true;
    return false;
}

static const struct measure indices[] = {{"医療需要指数", medical_index_of, 1},
                                         {"介護需要指数", care_index_of, 1}};
static const struct measure amounts[] = {{"医療需要", medical_of, 0},
                                         {"介護需要", care_of, 0}};

static void add_demand(struct web *web, size_t set)
{
    add_measures(web, set,
                 web_format(web, "医療と介護の需要指数（%sごと、2020年＝100）",
                            web_set_name(web, set)),
                 indices);
    if (!any_told(web, &amounts[0]) && !any_told(web, &amounts[1]))
        return;
    if (set > 0)
        web_screen(web);
    web_details(web, web_format(web, "指数の元になる需要の値（%sごと）",
                                web_set_name(web, set)));
    add_measures(web, set,
                 web_format(web,
                            "医療と介護の需要（%sごと、人口に重みを掛けた"
                            "値）",
                            web_set_name(web, set)),
                 amounts);
    web_details_end(web);
    if (set > 0)
        web_screen_end(web);
}

/* ---- the index as lines ---- */

struct size {
    size_t region;
    double people;
};

static int by_size(const void *a, const void *b)
{
    const struct size *x = a, *y = b;

    if (x->people != y->people)
        return x->people > y->people ? -1 : 1;
    return (x->region > y->region) - (x->region < y->region);
}

/* The regions with most people, as many as lines can be told apart. */
static size_t choose(struct web *web, size_t set, size_t *region)
{
    const struct audit_set *of = &web->audit->set[set];
    struct size *size = mem_alloc((of->n_region + 1) * sizeof(*size));
    size_t n = 0, chosen;

    for (size_t r = 0; r < of->n_region; r++)
        if (!isnan(of->region[r].care_index[web->audit->base]))
            size[n++] = (struct size){
                r, of->region[r].people[web->audit->base][AGE_75]};
    if (n)
        qsort(size, n, sizeof(*size), by_size);
    chosen = n < SVG_LINES_MOST ? n : SVG_LINES_MOST;
    for (size_t i = 0; i < chosen; i++)
        region[i] = size[i].region;
    free(size);
    return chosen;
}

static void add_lines(struct web *web, size_t set, bool care)
{
    const struct people *people = web->order->people;
    struct svg_series series[SVG_LINES_MOST];
    double year[PEOPLE_MAX_YEARS];
    const char *words[PEOPLE_MAX_YEARS];
    size_t region[SVG_LINES_MOST], n = choose(web, set, region);

    if (n == 0 || people->n_year < 2)
        return;
    for (size_t y = 0; y < people->n_year; y++) {
        year[y] = people->year[y];
        words[y] = web_format(web, "%d年", people->year[y]);
    }
    for (size_t i = 0; i < n; i++) {
        const struct audit_region *of = &web->audit->set[set].region[region[i]];
        series[i] =
            (struct svg_series){web_region(web, set, region[i]),
                                care ? of->care_index : of->medical_index};
    }
    struct svg_chart chart = {
        .head = {.title = web_format(web,
                                     "%s需要指数の見通し（%sごと、2020年"
                                     "＝100）",
                                     care ? "介護" : "医療",
                                     web_set_name(web, set))},
        .x_label = "年",
        .y_label = "指数（2020年＝100）",
        .x = year,
        .n = people->n_year,
        .series = series,
        .n_series = n,
        .at = year,
        .at_words = words,
        .n_at = people->n_year,
        .marks = true,
        .low = NAN,
        .high = NAN};
    web_lines(web, &chart, web->audit->set[set].n_region);
}

void web_demand(struct web *web)
{
    web_section(web, 2, "demand", 0, "人口と需要の見通し");
    web_paragraph(
        web, NULL,
        "需要指数は、日本医師会 地域医療情報システム（JMAP）の式による"
        "もので、2020年を100とします。年齢別の人口に、医療では0～14歳"
        "0.6、15～39歳0.4、40～64歳1.0、65～74歳2.3、75歳以上3.9を、介"
        "護では40～64歳1.0、65～74歳9.7、75歳以上87.3を掛けて足した値を"
        "比べています。");
    if (!any_told(web, &indices[0]) && !any_told(web, &indices[1]))
        web_paragraph(
            web, "note",
            "読み込んだ人口に2020年の年齢別の人口がないため、需要指数"
            "は計算できません。2020年の年齢別の人口がある人口メッシュ"
            "（国土数値情報のH30国政局推計など）を --population で渡す"
            "と計算します。");
    if (web->audit->quality.townspeople_unused)
        web_paragraph(
            web, "note",
            "--municipal-population で渡した市区町村の人口は、メッシュ"
            "の人口と年が合わないため使っていません。");
    for (size_t s = 0; s < web->audit->n_set; s++) {
        add_people(web, s);
        if (any_told(web, &indices[0]) || any_told(web, &indices[1])) {
            HTML(web->out, "<div class=\"pair\">\n");
            add_lines(web, s, false);
            add_lines(web, s, true);
            HTML(web->out, "</div>\n");
        }
        add_demand(web, s);
    }
    web_section_end(web);
}
