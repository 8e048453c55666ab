/* What report.html may not say: 0 of what nobody read, a value that is too high
 * without a word, the same thing under two names. */
#include "output/report/words.h"
#include "tests/report/html_page.h"

#include <math.h>

TestSuite(report_told, .init = start, .fini = end);

/* The row of a table of a part, to be freed; NULL: none. */
static char *row_of(const char *part, const char *caption, const char *head)
{
    char start[160];
    const char *table = strstr(part, caption);

    snprintf(start, sizeof(start), "<th scope=\"row\">%s<td", head);
    const char *row = table ? strstr(table, start) : NULL;
    const char *over = table ? strstr(table, "</table>") : NULL;
    if (!row || row > over)
        return NULL;
    const char *next = strstr(row, "<tr");
    return strndup(row, (size_t)((next && next < over ? next : over) - row));
}

static size_t count_in(const char *text, const char *what)
{
    size_t n = 0;

    for (; (text = strstr(text, what)); text += strlen(what))
        n++;
    return n;
}

/* ---- lists that were not read ---- */

static void expect_unread(uint8_t why, const char *remedy)
{
    sample.audit.need[1].unread = true;
    sample.audit.need[1].unread_why = why;
    write_page();
    char *part = section("need-2");
    cr_expect(strstr(part, report_why_ja(why)), "%d", why);
    cr_expect(strstr(part, remedy), "%s", remedy);
    cr_expect_not(strstr(part, "<figure"));
    cr_expect_not(strstr(part, "届かない人"));
    free(part);
    part = section("compare");
    char *row = row_of(part, "以内に届く75歳以上", sample.need[1].name_ja);
    cr_assert(row);
    cr_expect_eq(count_in(row, ">不明"), 4, "%s", row);
    cr_expect_not(strchr(row, '%'), "%s", row);
    free(row);
    free(part);
}

Test(report_told, a_need_says_which_list_is_lacking)
{
    expect_unread(UNREAD_FILINGS, "届出受理医療機関名簿をストアに加えて");
    expect_unread(UNREAD_LIST, "この種類の一覧をストアに加えて");
    expect_unread(UNREAD_TRAVEL, "経路の表に加えて");
}

Test(report_told, an_indicator_without_its_list_is_unknown)
{
    sample.audit.indicator_unread[1] = true;
    for (size_t r = 0; r < sample.audit.set[0].n_region; r++)
        sample.audit.set[0].region[r].indicator[1] =
            sample.audit.set[0].region[r].indicator_unknown[1] = 0;
    write_page();
    char *part = section("indicators");
    char *row = row_of(part, "在宅医療の資源", "みなと市南区");
    cr_assert(row);
    cr_expect(strstr(row, "<td>不明"), "%s", row);
    cr_expect(strstr(part, audit_indicators[1].name_ja));
    cr_expect(strstr(part, "読み込んでいないため分かりません"));
    free(row);
    free(part);
}

Test(report_told, a_chain_with_an_unread_link_has_no_map_and_no_worst_link)
{
    char *part = section("chain");
    cr_expect(strstr(part, "<figure"));
    free(part);
    sample.audit.link_unread[2] = true;
    sample.audit.link_unread_why[2] = UNREAD_LIST;
    write_page();
    part = section("chain");
    cr_expect_not(strstr(part, "<figure"));
    cr_expect_not(strstr(part, "最も欠けている環"));
    char *row = row_of(part, "四つの環のそれぞれ", audit_links_ja[2]);
    cr_assert(row);
    cr_expect_not(strpbrk(strchr(row, '<'), "%"), "%s", row);
    free(row);
    free(part);
    part = section("summary");
    cr_expect(strstr(part, "四つがそろうかどうかは分かりません"));
    cr_expect(strstr(part, report_why_ja(UNREAD_LIST)));
    cr_expect_not(strstr(part, "最も多くの人に欠けている"));
    free(part);
}

/* ---- ways that are not known ---- */

Test(report_told, who_has_no_way_to_a_link_is_not_told_as_reached)
{
    static struct travel travel = {.supply = {.label = "od.csv"}};
    struct arena arena = {0};
    double people = 0;

    sample.order.travel = &travel;
    for (size_t r = 0; r < sample.audit.set[0].n_region; r++) {
        struct audit_region *region = &sample.audit.set[0].region[r];
        struct audit_chain *chain = &region->chain[sample.audit.base];
        double all = region->people[sample.audit.base][AGE_75];
        *chain = (struct audit_chain){.no_data = {all, 0, 0, 0}};
        people += isnan(all) ? 0 : all;
    }
    write_page();
    char *part = section("chain");
    char *row = row_of(part, "四つの環のそれぞれ", audit_links_ja[0]);
    cr_assert(row);
    char *reached = row + strlen("<th scope=\"row\">") +
                    strlen(audit_links_ja[0]) + strlen("<td>");
    cr_expect_eq(strncmp(reached, "0<", 2), 0, "%s", row);
    const char *dark = report_number(people, 0, &arena);
    cr_expect(strstr(row, dark), "%s: %s", dark, row);
    free(row);
    row = row_of(part, "24時間の連携がそろう", "みなと市北区");
    cr_assert(row);
    cr_expect_not(strstr(row, "なし"), "%s", row);
    free(row);
    free(part);
    arena_release(&arena);
}

/* ---- unknown ---- */

Test(report_told, where_all_are_unknown_the_summary_says_so_first)
{
    struct audit_year *year = &sample.audit.need[2].whole[0];

    year->covered = 0;
    year->covered_maybe = year->people;
    year->unknown = 0;
    write_page();
    char *part = section("summary");
    char *line = strstr(part, "href=\"#need-3\"");
    cr_assert(line);
    *strstr(line, "</li>") = '\0';
    const char *unknown = strstr(line, "不明です"),
               *none = strstr(line, "届くと分かった人はいません");
    cr_expect(unknown && none && unknown < none, "%s", line);
    cr_expect_not(strstr(line, "<strong>届かない人は"), "%s", line);
    free(part);
    part = section("summary");
    cr_expect(strstr(part, "; unknown: "));
    free(part);
}

Test(report_told, years_stand_with_those_who_may_have_nobody)
{
    char *part = section("compare");
    const char *table = strstr(part, "年ごとの届く割合と人数");

    cr_assert(table);
    cr_expect(strstr(table, "2040年<wbr>不明の人"));
    cr_expect(strstr(table, "2040年<wbr>届かない人"));
    free(part);
}

Test(report_told, a_region_where_all_are_unknown_shows_no_share)
{
    struct audit_year *year = &sample.audit.set[0].region[0].cell[2].year[0];

    year->covered = 0;
    year->covered_maybe = year->people;
    write_page();
    char *part = section("compare");
    char *row = row_of(part, "市区町村ごとの届く割合", "みなと市北区");
    cr_assert(row);
    cr_expect(strstr(row, "<td>不明"), "%s", row);
    cr_expect_not(strstr(row, "<td>0.0%"), "%s", row);
    free(row);
    free(part);
    part = section("need-3");
    row = row_of(part, "件数と届く人", "みなと市北区");
    cr_assert(row);
    cr_expect_not(strstr(row, "<td>0.0%"), "%s", row);
    free(row);
    free(part);
}

Test(report_told, imported_indicators_stand_beside_what_was_found)
{
    char *part = section("compare");
    char *table = strstr(part, "市区町村ごとの届く割合");

    cr_assert(table);
    *strstr(table, "</table>") = '\0';
    cr_expect(strstr(table, sample.need[0].name_ja));
    cr_expect(strstr(table, "取り込み：<wbr>在宅看取り率（%）"), "%s", table);
    free(part);
}

/* ---- weights, borders ---- */

Test(report_told, weights_stand_only_where_a_facility_has_one)
{
    static double weight[64];

    sample.order.weight = weight;
    sample.order.weight_name = "看護職員";
    for (size_t n = 0; n < 2; n++)
        sample.audit.need[n].weighted = n == 1;
    sample.audit.set[0].region[0].cell[1].unweighted = 2;
    write_page();
    char *part = section("need-1");
    cr_expect_not(strstr(part, ">看護職員</th>") ||
                  strstr(part, ">看護職員<th"));
    cr_expect(strstr(part, "1件を1と数えています"));
    free(part);
    part = section("need-2");
    cr_expect(strstr(part, "うち値が<wbr>ない"));
    cr_expect(strstr(part, "2件は「看護職員」の値がなく"));
    free(part);
}

Test(report_told, access_at_a_border_without_people_is_marked_and_hatched)
{
    struct audit_region *region = &sample.audit.set[0].region[0];

    for (size_t s = 0; s < sample.audit.n_set; s++)
        for (size_t r = 0; r < sample.audit.set[s].n_region; r++)
            sample.audit.set[s].region[r].cell[0].edge = 0;
    for (size_t m = 0; m < sample.people.n_mesh; m++)
        sample.audit.need[0].mesh[m].edge = false;
    write_page();
    char *part = section("need-1");
    cr_expect_not(strstr(part, "※"));
    cr_expect_not(strstr(part, "#p-edge"));
    free(part);
    region->cell[0].edge = region->cell[0].year[0].people / 2;
    for (size_t m = 0; m < sample.people.n_mesh; m++)
        sample.audit.need[0].mesh[m].edge = true;
    write_page();
    part = section("need-1");
    cr_expect(strstr(part, "みなと市北区※"));
    cr_expect(strstr(part, "人口を読んでいない市区町村の近く"));
    cr_expect(strstr(part, "url(#p-edge)"));
    free(part);
}

/* ---- columns and numbers ---- */

Test(report_told, what_no_region_has_takes_no_column)
{
    char *part = section("demand");
    cr_expect(strstr(part, "医療需要指数"));
    cr_expect(strstr(part, "市区町村人口"));
    free(part);
    for (size_t s = 0; s < sample.audit.n_set; s++)
        for (size_t r = 0; r < sample.audit.set[s].n_region; r++)
            for (size_t y = 0; y < SAMPLE_YEARS; y++) {
                struct audit_region *of = &sample.audit.set[s].region[r];
                of->medical_index[y] = of->care_index[y] = NAN;
                of->municipal[y][AGE_75] = NAN;
            }
    sample.audit.quality.townspeople_unused = true;
    write_page();
    part = section("demand");
    cr_expect_not(strstr(part, "年<wbr>医療需要指数"));
    cr_expect_not(strstr(part, "市区町村人口<wbr>"));
    cr_expect(strstr(part, "需要指数は計算できません"));
    cr_expect(strstr(part, "年が合わないため使っていません"));
    free(part);
}

Test(report_told, years_stand_in_order_and_the_present_is_marked)
{
    sample.order.base_year = 2030;
    sample.audit.base = 1;
    write_page();
    cr_expect(strstr(page.ptr, "2025年、現在（2030年）、2040年"));
}

Test(report_told, digits_of_imported_values_have_one_width)
{
    struct imported_value *value = sample.imported.value;

    value[0].text = "７，５０３．０";
    value[0].value = 7503;
    value[1].text = "約12件";
    value[1].value = NAN;
    write_page();
    char *part = section("imported");
    cr_expect(strstr(part, "<td>7,503.0<"));
    cr_expect(strstr(part, "<td>約12件<"));
    cr_expect_not(strstr(part, "７，５０３"));
    free(part);
}

Test(report_told, the_page_says_for_whom_it_is)
{
    cr_expect(strstr(page.ptr, "関係者向け"));
    cr_expect(strstr(page.ptr, "取り込んだ指標の公開は提供元に確認"));
    sample.order.imported = NULL;
    write_page();
    cr_expect_not(strstr(page.ptr, "提供元に確認"));
}

Test(report_told, one_thing_has_one_name)
{
    static const char *const never[] = {"か所", "あたり", "見込み", "近隣",
                                        "9割の人（P90）"};

    for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++)
        for (size_t n = 1; n <= sample.order.n_need; n++) {
            char id[16];
            snprintf(id, sizeof(id), "need-%zu", n);
            char *part = section(id);
            cr_expect_not(strstr(part, never[i]), "%s %s", id, never[i]);
            free(part);
        }
}

Test(report_told, meshes_of_all_kinds_add_up)
{
    struct arena arena = {0};
    size_t own = 0;
    char *part = section("quality");

    for (size_t m = 0; m < sample.people.n_mesh; m++)
        own += sample.audit.own_mesh[m];
    char *row = row_of(part, "メッシュの内訳", "計");
    cr_assert(row);
    cr_expect(strstr(row, report_number((double)own, 0, &arena)), "%s", row);
    free(row);
    free(part);
    arena_release(&arena);
}

/* ---- maps ---- */

Test(report_told, classes_of_a_legend_count_all_regions)
{
    char *part = section("need-1");
    const char *legend = strstr(part, "<ul class=\"legend\">");
    const char *over = strstr(legend, "</ul>");
    size_t sum = 0;

    for (const char *at = legend; (at = strstr(at, "（")) && at < over; at++)
        sum += strtoul(at + strlen("（"), NULL, 10);
    cr_expect_eq(sum, sample.audit.set[0].n_region, "%zu", sum);
    free(part);
}

Test(report_told, without_outlines_maps_show_meshes_and_say_so)
{
    size_t tables = count_of("<table"), pictures = count_of("role=\"img\"");

    cr_expect_not(strstr(page.ptr, "人口メッシュの範囲で描いています"));
    sample.table.land.n_place = 0;
    for (size_t r = 0; r < sample.regions.set[1].n_region; r++)
        sample.regions.set[1].region[r].n_ring = 0;
    write_page();
    cr_expect(strstr(page.ptr, "境界のデータがないため、6区域は人口メッシュの"
                               "範囲で描いています"));
    cr_expect_eq(count_of("<table"), tables);
    cr_expect_eq(count_of("role=\"img\""), pictures);
}

Test(report_told, a_page_with_thousands_of_meshes_stays_small)
{
    sample_release(&sample);
    sample_make_sized(&sample, 16, 50, 4);
    write_page();
    cr_expect_gt(sample.people.n_mesh, 4000);
    cr_expect_lt(page.len, 1500 * 1000, "%zu bytes", page.len);
}

Test(report_told, a_page_without_imports_has_no_such_parts)
{
    sample.order.imported = NULL;
    write_page();
    cr_expect_not(strstr(page.ptr, "id=\"imported\""));
    cr_expect_not(strstr(page.ptr, "href=\"#progress\""));
    cr_expect_not(strstr(page.ptr, "id=\"progress\""));
}
