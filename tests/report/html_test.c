/* report.html of the made-up audit, read as text. */
#include "output/report/words.h"
#include "output/site/base64.h"
#include "output/site/html.h"
#include "tests/report/html_page.h"

TestSuite(report_html, .init = start, .fini = end);

/* ---- what may not be there ---- */

Test(report_html, no_text_of_the_data_becomes_markup)
{
    static const char *const never[] = {"<script", "<i>",  "<b>",  "<A&B>",
                                        "<見本>",  "<表>", "<中>", "alert('"};

    for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++)
        cr_expect_not(strstr(page.ptr, never[i]), "%s", never[i]);
    cr_expect(strstr(page.ptr, "&lt;script&gt;alert(&#39;町&#39;)"));
}

Test(report_html, nothing_runs_and_nothing_is_fetched)
{
    static const char *const never[] = {" style=",  " src=", "<link",
                                        "<iframe",  "<img",  "@import",
                                        " onclick", "<form", "url(http"};

    for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++)
        cr_expect_not(strstr(page.ptr, never[i]), "%s", never[i]);
    for (const char *at = page.ptr; (at = strstr(at, "url(")); at += 4)
        cr_expect_eq(strncmp(at, "url(#p-", 7), 0, "%.20s", at);
}

Test(report_html, the_policy_names_the_hash_of_the_style)
{
    const char *from = strstr(page.ptr, "<style>") + strlen("<style>");
    struct str style = {from, (size_t)(strstr(from, "</style>") - from)};
    struct buf policy = {0};

    buf_add_text(&policy, "content=\"default-src 'none'; style-src ");
    base64_add_sha256(&policy, style);
    buf_add_text(&policy, "; base-uri 'none'; form-action 'none'\">");
    cr_expect(strstr(page.ptr, policy.ptr), "%s", policy.ptr);
    cr_expect_eq(count_of("<style>"), 1);
    buf_release(&policy);
}

Test(report_html, no_contact_of_a_facility_is_told)
{
    cr_expect_not(strstr(page.ptr, "000-0000-0000"));
}

Test(report_html, the_same_audit_gives_the_same_bytes)
{
    char *first = strndup(page.ptr, page.len);

    write_page();
    cr_expect_str_eq(page.ptr, first);
    free(first);
}

/* ---- structure ---- */

/* Each value of an attribute, in order. */
static bool next_value(const char **at, const char *name, char *value)
{
    char start[32];
    size_t n;

    snprintf(start, sizeof(start), " %s=\"", name);
    *at = strstr(*at, start);
    if (!*at)
        return false;
    *at += strlen(start);
    n = strcspn(*at, "\"");
    cr_assert(n < 120);
    memcpy(value, *at, n);
    value[n] = '\0';
    return true;
}

static bool has_id(const char *id)
{
    char text[160];

    snprintf(text, sizeof(text), " id=\"%s\"", id);
    return strstr(page.ptr, text) != NULL;
}

Test(report_html, ids_are_unique_and_references_lead_somewhere)
{
    static const char *const names[] = {"aria-labelledby", "aria-describedby",
                                        "href"};
    char value[128], text[160];
    const char *at = page.ptr;
    size_t n = 0;

    for (; next_value(&at, "id", value); n++) {
        snprintf(text, sizeof(text), " id=\"%s\"", value);
        cr_expect_eq(count_of(text), 1, "%s", value);
    }
    cr_expect_gt(n, 100);
    for (size_t i = 0; i < 3; i++)
        for (at = page.ptr; next_value(&at, names[i], value);)
            cr_expect(has_id(value + (i == 2)), "%s=%s", names[i], value);
}

Test(report_html, headings_never_skip_a_level)
{
    int last = 0;

    for (const char *at = page.ptr; (at = strstr(at, "<h")); at++) {
        if (at[2] < '1' || at[2] > '6')
            continue;
        cr_expect_leq(at[2] - '0', last + 1, "%.60s", at);
        last = at[2] - '0';
    }
    cr_expect_eq(count_of("<h1>"), 1);
}

Test(report_html, every_table_has_a_caption_and_every_head_a_scope)
{
    cr_expect_eq(count_of("<table"), count_of("<caption"));
    cr_expect_eq(count_of("<th "),
                 count_of("<th scope=\"col\"") + count_of("<th scope=\"row\""));
    cr_expect_eq(count_of("<th>"), 0);
    cr_expect_gt(count_of("<table"), 40);
}

/* A cell too many or too few would stand under the wrong heading. */
static void expect_full_rows(void)
{
    for (const char *at = page.ptr; (at = strstr(at, "<thead>")); at++) {
        const char *body = strstr(at, "<tbody>");
        const char *over = strstr(body, "</tbody>");
        size_t heads = 0, rows = 0;
        for (const char *th = at; (th = strstr(th, "<th ")) && th < body; th++)
            heads++;
        for (const char *tr = body; (tr = strstr(tr, "<tr")) && tr < over;
             tr++, rows++) {
            const char *next = strstr(tr + 1, "<tr");
            size_t cells = 1;
            for (const char *td = tr;
                 (td = strstr(td, "<td")) && td < over && (!next || td < next);
                 td++)
                cells++;
            cr_expect_eq(cells, heads, "%zu and not %zu: %.200s", cells, heads,
                         at);
        }
        cr_expect_gt(rows, 0, "%.200s", at);
    }
}

Test(report_html, every_row_has_as_many_cells_as_its_table_has_heads)
{
    expect_full_rows();
}

Test(report_html, times_weights_and_unknown_ways_have_columns_of_their_own)
{
    static struct travel travel = {.supply = {.label = "od.csv"}};

    sample.order.travel = &travel;
    sample.order.by_minutes = true;
    sample.order.limit = 30;
    sample.order.weight_name = "常勤換算 <人数>";
    sample.audit.need[0].weighted = true;
    write_page();
    expect_full_rows();
    char *part = section("need-1");
    cr_expect(strstr(part, "経路が<wbr>分からない人"));
    cr_expect(strstr(part, "常勤換算 &lt;人数&gt;"));
    cr_expect(strstr(part, "移動時間30分"));
    cr_expect_not(strstr(part, "直線"));
    free(part);
}

Test(report_html, every_picture_has_a_name_and_a_table_after_it)
{
    cr_expect_eq(count_of("role=\"img\""), count_of("<desc "));
    cr_expect_eq(count_of("role=\"img\""), count_of("<figcaption "));
    for (const char *at = page.ptr; (at = strstr(at, "<figure>")); at++) {
        const char *table = strstr(at, "<table");
        const char *over = strstr(at, "</section>");
        cr_expect(table && table < over, "%.200s", at);
    }
    cr_expect_gt(count_of("<figure>"), 20);
}

/* ---- figures ---- */

static void add_cells(struct buf *row, const char *const *cell, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_addf(row, "<td>%s", cell[i]);
}

Test(report_html, a_row_of_a_region_has_the_figures_of_the_audit)
{
    struct arena arena = {0};
    struct buf row = {0};
    const struct audit_region *region = &sample.audit.set[0].region[0];
    const struct audit_cell *cell = &region->cell[2];
    const struct audit_year *year = &cell->year[0];
    const char *const reach[] = {
        report_number(year->people, 0, &arena),
        report_number(cell->yes, 0, &arena),
        report_number(cell->unknown, 0, &arena),
        report_number(cell->neighbours, 0, &arena),
        report_number(year->per_10000, 1, &arena),
        report_number(year->per_1000, 2, &arena),
        report_number(year->per_10000_municipal, 1, &arena),
        report_share(year->covered, year->people, &arena),
        report_share(year->covered_maybe, year->people, &arena),
        report_number(year->people - year->covered_maybe - year->unknown, 0,
                      &arena),
        report_number(year->covered_maybe - year->covered, 0, &arena),
        report_number(year->doubtful, 0, &arena)};
    const char *const access[] = {
        report_cost(&sample.audit, year->mean, &arena),
        report_cost(&sample.audit, year->median, &arena),
        report_cost(&sample.audit, year->p90, &arena),
        report_cost(&sample.audit, year->most, &arena),
        report_number(year->access_median[CATCHMENT_2SFCA], 1, &arena),
        report_number(year->access_median[CATCHMENT_E2SFCA_STEP], 1, &arena),
        report_number(year->access_median[CATCHMENT_E2SFCA_GAUSS], 1, &arena),
        report_number(year->access_median[CATCHMENT_3SFCA], 1, &arena),
        report_number(year->access_mean[CATCHMENT_E2SFCA_GAUSS], 1, &arena),
        report_number(year->gini[CATCHMENT_E2SFCA_GAUSS], 3, &arena)};
    char *part = section("need-3");

    cr_assert(cell->yes > 0 && cell->unknown > 0);
    buf_addf(&row, "<tr><th scope=\"row\">%s", region->region->name);
    add_cells(&row, reach, sizeof(reach) / sizeof(*reach));
    cr_expect(strstr(part, row.ptr), "%s", row.ptr);
    buf_clear(&row);
    buf_addf(&row, "<tr><th scope=\"row\">%s", region->region->name);
    add_cells(&row, access, sizeof(access) / sizeof(*access));
    cr_expect(strstr(part, row.ptr), "%s", row.ptr);
    buf_release(&row);
    arena_release(&arena);
    free(part);
}

Test(report_html, a_need_that_was_not_read_is_unknown_and_never_zero)
{
    char *part = section("need-4");

    cr_assert(sample.audit.need[3].unread);
    cr_expect(strstr(part, report_unread_ja(&sample.audit.need[3])));
    cr_expect_not(strstr(part, "<figure"));
    cr_expect_not(strstr(part, "届かない人"));
    free(part);
    part = section("summary");
    const char *line = strstr(part, "href=\"#need-4\"");
    cr_assert(line);
    char *one = strndup(line, (size_t)(strstr(line, "</li>") - line));
    cr_expect(strstr(one, "分かりません"));
    cr_expect_not(strpbrk(strchr(one, '>'), "0123456789"), "%s", one);
    free(one);
    free(part);
}

Test(report_html, a_region_of_which_nothing_is_known_shows_no_zero)
{
    struct audit_cell *cell = &sample.audit.set[0].region[1].cell[2];

    cell->yes = cell->no = 0;
    cell->unknown = 5;
    cell->year[0].covered = 0;
    write_page();
    char *part = section("need-3");
    char *row = strstr(part, ">みなと市南区<td>");
    cr_assert(row);
    *strstr(row, "<tr") = '\0';
    size_t unknown = 0;
    for (const char *at = row; (at = strstr(at, "<td>不明")); at++)
        unknown++;
    /* Count, three ratios, share. */
    cr_expect_eq(unknown, 5, "%zu: %s", unknown, row);
    free(part);
}

Test(report_html, fifty_meshes_are_listed_and_the_others_counted)
{
    sample_release(&sample);
    sample_make_sized(&sample, 8, 20, 2);
    write_page();
    char *part = section("need-2");
    const char *list = strstr(part, "届かない・不明のメッシュ（");
    size_t rows = 0, n = sample.audit.need[1].n_gap;
    char left[64];

    cr_assert_gt(n, 50);
    cr_assert(list);
    const char *over = strstr(list, "</table>");
    for (const char *at = list; (at = strstr(at, "<tr>")) && at < over; at++)
        rows++;
    cr_expect_eq(rows, 51, "%zu", rows); /* with the head */
    snprintf(left, sizeof(left), "残りの%zuメッシュ", n - 50);
    cr_expect(strstr(part, left), "%s", left);
    free(part);
}

Test(report_html, imported_values_are_marked_and_keep_their_text)
{
    char *part = section("imported");

    cr_expect(strstr(part, "取り込み：在宅看取り率（単位：%）"));
    cr_expect(strstr(part, "取り込み：SCR &lt;訪問診療&gt; &amp; "
                           "&quot;往診&quot;"));
    cr_expect(strstr(part, "<td>…"));
    cr_expect(strstr(part, ">全国<td>21.3<td>21.3<td>21.3<td>0.0"));
    free(part);
}

Test(report_html, progress_stands_beside_the_national_figures)
{
    char *part = section("progress");

    cr_expect(strstr(part,
                     "（ウ）切れ目のない在宅医療と在宅介護の提供体制の構築推進"
                     "<td class=\"t\">全国（2015年）"
                     "<td>331<td>177<td>1,233<td>0<td>19.0%"));
    free(part);
}
