/* audit.xlsx, read back by the reader of published workbooks. */
#include "base/rows.h"
#include "output/report/figures.h"
#include "tests/report/written.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct sample sample;

/* ---- reading ---- */

struct page {
    char *name;
    struct str **cell; /* [row][column], a NULL behind each row */
    size_t *n_cell, n_row, cap_row, cap_n;
};

static struct page page[40];
static size_t n_page;

static void take_row(struct page *into, const struct row *row)
{
    into->cell =
        mem_room(into->cell, into->n_row, &into->cap_row, sizeof(*into->cell));
    into->n_cell = mem_room(into->n_cell, into->n_row, &into->cap_n,
                            sizeof(*into->n_cell));
    struct str *cell = calloc(row->n_cell + 1, sizeof(*cell));
    for (size_t i = 0; i < row->n_cell; i++) {
        cell[i].ptr = strndup(row->cell[i].ptr, row->cell[i].len);
        cell[i].len = row->cell[i].len;
    }
    into->n_cell[into->n_row] = row->n_cell;
    into->cell[into->n_row++] = cell;
}

static void read_pages(void)
{
    char path[] = "/tmp/zaitaku-test-XXXXXX";
    struct in_source source = {
        .form = IN_WORKBOOK, .path = path, .label = "book", .fd = -1};
    struct buf bytes = written(report_xlsx, &sample.audit);
    struct err err = {0};
    struct row row;
    int fd = mkstemp(path);

    cr_assert(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len);
    close(fd);
    n_page = 1;
    for (size_t s = 0; s < n_page; s++) {
        struct rows *rows = rows_open(&source, s, &err);
        cr_assert_not_null(rows, "%s", err.text);
        n_page = rows_sheet_count(rows);
        page[s].name = strdup(rows_sheet_name(rows));
        while (rows_next(rows, &row, &err) && row.cell)
            take_row(&page[s], &row);
        rows_close(rows);
    }
    unlink(path);
    buf_release(&bytes);
}

static const struct page *named(const char *name)
{
    for (size_t s = 0; s < n_page; s++)
        if (strcmp(page[s].name, name) == 0)
            return &page[s];
    cr_assert_fail("no sheet '%s'", name);
    return NULL;
}

static size_t column(const struct page *of, const char *heading)
{
    for (size_t c = 0; c < of->n_cell[0]; c++)
        if (str_is(of->cell[0][c], heading))
            return c;
    cr_assert_fail("no column '%s' in '%s'", heading, of->name);
    return 0;
}

static struct str cell(const struct page *of, size_t row, const char *heading)
{
    return of->cell[row][column(of, heading)];
}

/* A number to the last digit that a workbook keeps (15 to 17); "－" for NAN. */
static void is_number(const struct page *of, size_t row, const char *heading,
                      double number)
{
    struct str text = cell(of, row, heading);
    double found;

    if (!isfinite(number)) {
        cr_expect(str_is(text, "－"), "%s: '%.*s'", heading, STR_ARG(text));
        return;
    }
    cr_assert(str_number(text, &found), "%s: '%.*s'", heading, STR_ARG(text));
    cr_expect(fabs(found - number) <= 1e-14 * fabs(number), "%s: %g, not %g",
              heading, found, number);
}

/* ---- sheets ---- */

Test(xlsx, every_question_has_its_sheet)
{
    static const char *const wanted[] = {"はじめに",
                                         "まとめ 2025年 市区町村",
                                         "まとめ 2025年 二次医療圏",
                                         "見通し 市区町村",
                                         "見通し 二次医療圏",
                                         "12の指標",
                                         "24時間の連携",
                                         "24時間の連携 種類ごと",
                                         "需要の見通し",
                                         "届くと確かめられないメッシュ",
                                         "候補地",
                                         "取り込んだ指標",
                                         "取組の状況",
                                         "取組の集計",
                                         "すべての値",
                                         "データの品質",
                                         "出典",
                                         "用語と方法"};

    sample_make(&sample);
    read_pages();
    cr_assert_eq(n_page, sizeof(wanted) / sizeof(*wanted));
    for (size_t s = 0; s < n_page; s++)
        cr_expect_str_eq(page[s].name, wanted[s]);
}

Test(xlsx, odd_names_of_areas_make_sheets_that_programs_open)
{
    sample_make(&sample);
    sample.regions.set[0].name = "[日常:生活*圏域]?/\\ '2024年度'から使うとても"
                                 "長い長い名前の区域";
    sample.regions.set[1].name = sample.regions.set[0].name;
    read_pages();
    for (size_t s = 0; s < n_page; s++) {
        struct str name = str_of(page[s].name);
        cr_expect(name.len > 0 && str_chars(name) <= 31, "'%s'", page[s].name);
        cr_expect(!strpbrk(page[s].name, "[]:*?/\\'"), "'%s'", page[s].name);
        for (size_t t = 0; t < s; t++)
            cr_expect_str_neq(page[s].name, page[t].name);
    }
    cr_expect(
        str_starts(str_of(page[1].name), STR("まとめ 2025年  日常 生活 圏域")));
}

Test(xlsx, the_first_sheets_say_where_it_is_from)
{
    sample_make(&sample);
    read_pages();
    const struct page *first = named("はじめに"), *sources = named("出典");
    size_t people = 0, making = 0;
    for (size_t r = 1; r < first->n_row; r++) {
        people += str_is(first->cell[r][0], "人口の出典");
        making += str_is(first->cell[r][0], "再現するコマンド");
    }
    cr_expect_eq(people, 2);
    cr_expect_eq(making, 1);
    cr_assert_eq(sources->n_row, 1 + 1 + 1 + 3 + 1 + 2);
    cr_expect(str_is(cell(sources, 1, "SHA-256"), SAMPLE_SHA256));
    cr_expect(str_is(cell(sources, 1, "時点"), "2018-03-31"));
    cr_expect(str_is(cell(sources, 4, "時点"), "時点不明"));
}

/* ---- figures ---- */

Test(xlsx, every_figure_of_every_region_is_a_number_with_its_digits)
{
    struct arena arena = {0};
    size_t row = 1;

    sample_make(&sample);
    read_pages();
    const struct page *all = named("すべての値");
    for (size_t s = 0; s < sample.audit.n_set; s++)
        for (size_t r = 0; r < sample.audit.set[s].n_region; r++)
            for (size_t n = 0; n < sample.order.n_need; n++)
                for (size_t y = 0; y < SAMPLE_YEARS; y++, row++) {
                    const struct audit_region *of =
                        &sample.audit.set[s].region[r];
                    cr_assert(row < all->n_row);
                    cr_expect(str_is(cell(all, row, "区域"), of->region->name));
                    is_number(all, row, "年", sample.people.year[y]);
                    if (!sample.audit.need[n].unread)
                        is_number(all, row, "区域内の件数", of->cell[n].yes);
                    for (size_t f = 0; f < figure_count; f++) {
                        const char *heading =
                            figure_heading(&figures[f], &sample.audit, &arena);
                        double value =
                            figure_value(&figures[f], &sample.audit.need[n],
                                         &of->cell[n], y);
                        if (isnan(value) &&
                            str_is(cell(all, row, heading), "不明"))
                            continue;
                        if (isnan(value) && sample.audit.need[n].unread)
                            cr_expect(str_is(cell(all, row, heading), "不明"));
                        else
                            is_number(all, row, heading, value);
                    }
                }
    cr_expect_eq(row, all->n_row);
}

Test(xlsx, a_summary_row_is_a_need_in_a_region)
{
    sample_make(&sample);
    read_pages();
    const struct page *of = named("まとめ 2025年 市区町村");
    const struct audit_cell *first = &sample.audit.set[0].region[0].cell[0];
    cr_assert_eq(of->n_row, 1 + 6 * 4 + 4); /* and the whole, per need */
    cr_expect(str_is(cell(of, 1, "区域"), "みなと市北区"));
    cr_expect(str_is(cell(of, 1, "種類"), "訪問看護"));
    is_number(of, 1, "区域内の件数", first->yes);
    is_number(of, 1, "届く（人）", first->year[0].covered);
    is_number(of, 1, "不明（人）",
              first->year[0].covered_maybe - first->year[0].covered);
    is_number(of, 1, "届く割合",
              first->year[0].covered / first->year[0].people);
    /* The fourth need: no filing list was read. */
    cr_expect(str_is(cell(of, 4, "届く割合"), "不明"));
    cr_expect(str_is(cell(of, 4, "届かない（人）"), "不明"));
    cr_expect(str_is(cell(of, 4, "区域内の件数"), "不明"));
    is_number(of, 4, "届出が不明の件数",
              sample.audit.set[0].region[0].cell[3].unknown);
    cr_expect(str_is(cell(of, 25, "区域"), "対象の区域の全体"));
    is_number(of, 25, "75歳以上（人）", sample.audit.need[0].whole[0].people);
}

Test(xlsx, the_outlook_has_a_row_for_every_year)
{
    sample_make(&sample);
    read_pages();
    const struct page *of = named("見通し 市区町村");
    const struct audit_cell *first = &sample.audit.set[0].region[0].cell[0];
    cr_assert_eq(of->n_row, 1 + (6 * 4 + 4) * SAMPLE_YEARS);
    for (size_t y = 0; y < SAMPLE_YEARS; y++) {
        is_number(of, 1 + y, "年", sample.people.year[y]);
        is_number(of, 1 + y, "届く（人）", first->year[y].covered);
        is_number(of, 1 + y, "75歳以上1万人当たりの件数（メッシュの人口）",
                  first->year[y].per_10000);
    }
}

/* A town at the border of what was not read: nobody may quote it unwarned. */
Test(xlsx, access_that_is_too_high_is_marked)
{
    sample_make(&sample);
    struct audit_cell *first = &sample.audit.set[0].region[0].cell[0];
    first->edge = first->year[0].people * 0.11;
    sample.audit.set[0].region[1].cell[0].edge = first->year[0].people * 0.01;
    read_pages();
    const struct page *of = named("まとめ 2025年 市区町村");
    cr_expect(str_is(cell(of, 1, "※"), "※"));
    cr_expect(str_is(cell(of, 5, "※"), "－"));
    is_number(of, 1, tallies[TALLY_EDGE].name_ja, first->edge);
}

Test(xlsx, meshes_out_of_reach_come_by_people_with_what_is_nearest)
{
    size_t row = 1;

    sample_make(&sample);
    read_pages();
    const struct page *of = named("届くと確かめられないメッシュ");
    for (size_t n = 0; n < sample.order.n_need; n++)
        for (size_t i = 0; i < sample.audit.need[n].n_gap; i++, row++) {
            const struct audit_gap *gap = &sample.audit.need[n].gap[i];
            const struct audit_mesh *mesh =
                &sample.audit.need[n].mesh[gap->mesh];
            is_number(of, row, "順位（人数の多い順）", (double)i + 1);
            is_number(of, row, "75歳以上 2025年（人）", gap->people);
            is_number(of, row, "75歳以上 2040年（人）", gap->people_last);
            is_number(of, row, "最寄りまで（m）", mesh->cost);
            cr_expect(str_is(cell(of, row, "判定"),
                             audit_verdicts_ja[mesh->verdict]));
            cr_expect(str_is(cell(of, row, "最も近い町丁"),
                             gap->town ? gap->town : "－"));
        }
    cr_expect_eq(row, of->n_row);
}

/* A workbook holds a million rows: a long list says how many it left out. */
Test(xlsx, a_list_that_is_cut_says_so)
{
    sample_make(&sample);
    struct audit_need *need = &sample.audit.need[0];
    struct audit_gap *many = calloc(20003, sizeof(*many));
    for (size_t i = 0; i < 20003; i++)
        many[i] = need->gap[0];
    need->gap = many;
    need->n_gap = 20003;
    read_pages();
    const struct page *of = named("届くと確かめられないメッシュ");
    struct str said = of->cell[20001][1];
    cr_expect(str_starts(said, STR("ほか3メッシュ")), "%.*s", STR_ARG(said));
}

Test(xlsx, demand_indicators_and_chain_are_those_of_the_audit)
{
    sample_make(&sample);
    read_pages();
    const struct audit_region *of = &sample.audit.set[0].region[1];
    const struct page *demand = named("需要の見通し");
    size_t row = 1 + SAMPLE_YEARS + 2;
    is_number(demand, row, "年", 2040);
    is_number(demand, row, "医療の需要（重み付きの人数）", of->medical[2]);
    is_number(demand, row, "介護の需要の指数（2020年を100）",
              of->care_index[2]);
    is_number(demand, row, "メッシュの人口 75歳以上", of->people[2][AGE_75]);
    is_number(demand, row, "市区町村の人口 75歳以上", NAN);
    const struct page *chain = named("24時間の連携");
    row = 1 + SAMPLE_YEARS + 1; /* of 2030 */
    is_number(chain, row, "年", 2030);
    is_number(chain, row, "四つとも届く（人）", of->chain[1].whole);
    is_number(chain, row, "四つとも届く割合",
              of->chain[1].whole / of->people[1][AGE_75]);
    cr_expect(str_is(cell(chain, row, "届かない人が最も多いもの"),
                     audit_links_ja[2]));
    const struct page *links = named("24時間の連携 種類ごと");
    row = 1 + (SAMPLE_YEARS + 1) * AUDIT_LINKS + 2;
    cr_expect(str_is(cell(links, row, "四つのうち"), audit_links_ja[2]));
    is_number(links, row, "届かない（人）", of->chain[1].missing[2]);
    is_number(links, row, "経路が分からない（人）", of->chain[1].no_data[2]);
    const struct page *twelve = named("12の指標");
    for (size_t i = 0; i < AUDIT_INDICATORS; i++) {
        row = 1 + AUDIT_INDICATORS + i;
        cr_expect(
            str_is(cell(twelve, row, "指標"), audit_indicators[i].name_ja));
        is_number(twelve, row, "区域内の件数", of->indicator[i]);
        is_number(twelve, row, "75歳以上1万人当たり 2030年（件）",
                  of->indicator[i] / of->people[1][AGE_75] * 10000);
    }
}

Test(xlsx, a_list_that_nobody_read_is_unknown_and_not_0)
{
    sample_make(&sample);
    sample.audit.indicator_unread[2] = true;
    sample.audit.indicator_unread_why[2] = UNREAD_LIST;
    sample.audit.link_unread[2] = true;
    sample.audit.link_unread_why[2] = UNREAD_LIST;
    read_pages();
    const struct page *twelve = named("12の指標");
    cr_expect(str_is(cell(twelve, 3, "区域内の件数"), "不明"));
    cr_expect(
        str_is(cell(twelve, 3, "75歳以上1万人当たり 2025年（件）"), "不明"));
    cr_expect(str_starts(cell(twelve, 3, "不明のわけ"), STR("この種類の一覧")));
    const struct page *chain = named("24時間の連携");
    cr_expect(str_is(cell(chain, 1, "四つとも届く（人）"), "不明"));
    cr_expect(str_is(cell(chain, 1, "届かない人が最も多いもの"), "不明"));
    const struct page *links = named("24時間の連携 種類ごと");
    cr_expect(str_is(cell(links, 3, "届かない（人）"), "不明"));
}

/* ---- imports ---- */

Test(xlsx, an_imported_indicator_has_its_years_side_by_side)
{
    sample_make(&sample);
    read_pages();
    const struct page *of = named("取り込んだ指標");
    cr_assert_eq(of->n_row, 1 + 2 * 7);
    cr_expect(str_is(cell(of, 1, "区域"), "みなと市北区"));
    is_number(of, 1, "2023年", sample.imported.value[0].value);
    is_number(of, 1, "2025年", sample.imported.value[2].value);
    cr_expect(str_is(cell(of, 4, "2024年"), "…"), "as it was written");
    cr_expect(str_is(cell(of, 7, "区域"), "全国"));
    is_number(of, 7, "2024年", 98.4);
}

/* Two values of the same year are two rows, and more years than a sheet has
 * room for are two sheets. */
Test(xlsx, no_imported_value_is_lost)
{
    size_t told = 0;

    sample_make(&sample);
    struct imported_value *many = calloc(200, sizeof(*many));
    for (size_t i = 0; i < 200; i++)
        many[i] = (struct imported_value){.area = "全国",
                                          .set = REGION_NONE,
                                          .region = REGION_NONE,
                                          .year = 1901 + (int)(i / 2),
                                          .indicator = "件数",
                                          .value = 7000 + (double)i,
                                          .text = ""};
    sample.imported.value = many;
    sample.imported.n_value = 200;
    read_pages();
    for (size_t s = 0; s < n_page; s++)
        if (str_starts(str_of(page[s].name), STR("取り込んだ指標")))
            for (size_t r = 1; r < page[s].n_row; r++)
                for (size_t c = 0; c < page[s].n_cell[r]; c++)
                    told += str_starts(page[s].cell[r][c], STR("7"));
    cr_expect_eq(told, 200);
    named("取り込んだ指標 (2)");
}

Test(xlsx, progress_stands_by_area_and_is_counted_by_item)
{
    double number;

    sample_make(&sample);
    read_pages();
    const struct page *of = named("取組の状況"), *sum = named("取組の集計");
    cr_assert_eq(of->n_row, 1 + 6 * 2);
    cr_expect(str_is(cell(of, 1, "区域"), "みなと市北区"));
    is_number(of, 1, "年", 2024);
    cr_expect(str_is(cell(of, 1, "ア"), "予定"));
    cr_expect(str_is(cell(of, 2, "ア"), "実施・作成済"));
    cr_expect(str_is(cell(sum, 1, "範囲"), "全国"));
    is_number(sum, 1, "実施・作成済（区域の数）", 671);
    is_number(sum, 1, "実施・作成しない（区域の数）", 696);
    double all = 0;
    for (int s = 0; s < PROGRESS_STATES; s++) {
        cr_assert(str_number(sum->cell[2][3 + s], &number));
        all += number;
    }
    cr_expect_eq(all, 6);
}

Test(xlsx, an_audit_without_imports_has_no_such_sheets)
{
    sample_make(&sample);
    sample.order.imported = NULL;
    sample.order.sites = SITES_NONE;
    for (size_t n = 0; n < sample.order.n_need; n++)
        sample.audit.need[n].n_site = 0;
    read_pages();
    cr_expect_eq(n_page, 14);
}
