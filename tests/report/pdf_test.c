/* The report for a meeting, read again as a screen reader reads it. */
#include "output/print/pdf.h"
#include "output/report/report.h"
#include "output/report/words.h"
#include "tests/report/sample_audit.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct sample sample;
static struct arena arena;

static void make(void)
{
    sample_make(&sample);
}

static void release(void)
{
    sample_release(&sample);
    arena_release(&arena);
}

TestSuite(report_pdf, .init = make, .fini = release);

static struct buf written(void)
{
    struct buf pdf = {0};
    struct err err = {0};

    cr_assert(report_pdf(&sample.audit, &pdf, &err), "%s", err.text);
    return pdf;
}

static struct pdf_text printed(void)
{
    struct buf pdf = written();
    struct pdf_text text = {0};
    struct err err = {0};

    cr_assert(pdf_read_text(buf_str(&pdf), &text, &arena, &err), "%s",
              err.text);
    buf_release(&pdf);
    return text;
}

static size_t count(struct str text, const char *what)
{
    size_t n = 0;

    for (const char *at = text.ptr; (at = strstr(at, what)); at++)
        n++;
    return n;
}

static const char *number(double value, int decimals)
{
    return report_number(value, decimals, &arena);
}

/* Out of reach even if every unknown facility met the need. */
static double missing(const struct audit_year *year)
{
    return year->people - year->covered_maybe - year->unknown;
}

/* What a row of a need's table says of one region, cell by cell. */
static const char *region_row(const struct audit_region *region, size_t need)
{
    const struct audit_cell *cell = &region->cell[need];
    const struct audit_year *year = cell->year;
    struct buf row = {0};

    buf_addf(&row, "%s\n%s\n", region->region->name, number(year->people, 0));
    bool nothing = cell->yes == 0 && cell->no == 0 && cell->unknown > 0;
    bool dark = nothing && !(year->covered > 0);
    if (nothing)
        buf_add_text(&row, "不明\n");
    else
        buf_addf(&row, "%u\n", cell->yes);
    if (sample.need[need].functions)
        buf_addf(&row, "%u\n", cell->unknown);
    buf_addf(&row, "%u\n", cell->neighbours);
    buf_addf(&row, "%s\n", nothing ? "不明" : number(year->per_10000, 1));
    buf_addf(&row, "%s\n",
             dark ? "不明" : report_share(year->covered, year->people, &arena));
    for (size_t y = 0; y < SAMPLE_YEARS; y++)
        buf_addf(&row, "%s\n", number(missing(&year[y]), 0));
    if (sample.need[need].functions)
        buf_addf(&row, "%s\n",
                 number(year->people - year->covered - missing(year), 0));
    buf_addf(&row, "%s\n%s\n", report_cost(&sample.audit, year->median, &arena),
             report_cost(&sample.audit, year->p90, &arena));
    buf_addf(
        &row, "%s\n",
        dark ? "不明"
             : arena_format(
                   &arena, "%s%s",
                   report_edge_marked(&sample.audit, region, need) ? "※" : "",
                   number(year->access_median[CATCHMENT_E2SFCA_GAUSS], 2)));
    buf_addf(&row, "%s\n",
             dark ? "不明" : number(year->gini[CATCHMENT_E2SFCA_GAUSS], 3));
    const char *text = arena_copy(&arena, row.ptr, row.len);
    buf_release(&row);
    return text;
}

/* Text as it is drawn: a character that no font has is 〓. */
static bool is_drawn_as_written(const char *text)
{
    for (; *text; text++)
        if ((*text & 0xF8) == 0xF0)
            return false;
    return true;
}

Test(report_pdf, every_figure_of_every_region_stands_in_its_table)
{
    struct pdf_text text = printed();
    size_t n = 0;

    for (size_t s = 0; s < sample.audit.n_set; s++) {
        const struct audit_set *set = &sample.audit.set[s];
        for (size_t r = 0; r < set->n_region; r++)
            for (size_t need = 0; need < sample.order.n_need; need++) {
                if (sample.audit.need[need].unread ||
                    !is_drawn_as_written(set->region[r].region->name) ||
                    (s > 0 && set->n_region < 2))
                    continue;
                const char *row = region_row(&set->region[r], need);
                cr_expect(strstr(text.text.ptr, row), "%s", row);
                n++;
            }
    }
    cr_expect(n > 15, "only %zu rows were looked for", n);
}

Test(report_pdf, the_whole_is_told_for_every_year)
{
    struct pdf_text text = printed();
    const struct audit_need *need = &sample.audit.need[0];

    for (size_t y = 0; y < SAMPLE_YEARS; y++) {
        const struct audit_year *year = &need->whole[y];
        const char *row =
            arena_format(&arena, "%d年\n%s\n%s\n%s\n%s\n%s\n",
                         sample.people.year[y], number(year->people, 0),
                         report_share(year->covered, year->people, &arena),
                         number(missing(year), 0),
                         report_cost(&sample.audit, year->median, &arena),
                         report_cost(&sample.audit, year->p90, &arena));
        cr_expect(strstr(text.text.ptr, row), "%s", row);
    }
}

Test(report_pdf, meshes_out_of_reach_have_their_people_and_nearest_facility)
{
    struct pdf_text text = printed();
    const struct audit_need *need = &sample.audit.need[0];

    cr_assert(need->n_gap >= 20);
    for (size_t i = 0; i < 20; i++) {
        const struct audit_gap *gap = &need->gap[i];
        const struct audit_mesh *mesh = &need->mesh[gap->mesh];
        cr_assert(mesh->nearest < sample.table.n_facility);
        const char *code = arena_format(
            &arena, "\n%llu\n",
            (unsigned long long)sample.people.mesh[gap->mesh].code);
        const char *at = strstr(text.text.ptr, code);
        cr_assert(at, "%s", code);
        const char *rest = arena_format(
            &arena, "\n%s\n%s\n%s\n%s\n", number(gap->people, 0),
            number(gap->people_last, 0),
            sample.table.facility[mesh->nearest]->name,
            report_cost(&sample.audit, (double)mesh->cost, &arena));
        const char *found = strstr(at, rest);
        cr_expect(found && found - at < 200, "%s%s", code, rest);
    }
    cr_expect(strstr(text.text.ptr,
                     arena_format(&arena, "届かない・不明のメッシュは%zuあり",
                                  need->n_gap)));
}

Test(report_pdf, every_page_says_for_whom_it_is_and_how_far_is_measured)
{
    struct pdf_text text = printed();

    cr_expect(text.n_page >= 10);
    cr_expect_eq(count(text.text,
                       "関係者向け　しきい値：直線1km　距離は直線距離"
                       "です（道路の距離や移動時間ではありません）"),
                 text.n_page);
    for (uint64_t page = 1; page <= text.n_page; page++)
        cr_expect_eq(
            count(text.text, arena_format(&arena, "<見本>%d / %d", (int)page,
                                          (int)text.n_page)),
            1, "page %d", (int)page);
}

Test(report_pdf, assumed_minutes_are_called_an_assumption)
{
    sample.order.by_minutes = true;
    sample.order.limit = 30;
    sample.order.detour = 1.3;
    sample.order.speed_km_h = 30;
    struct pdf_text text = printed();
    cr_expect_eq(count(text.text, "移動時間は、直線距離からの仮定です"),
                 text.n_page + 1, "each foot, and the first page's notice");
    cr_expect(strstr(text.text.ptr, "時速30km"));
}

Test(report_pdf, where_no_list_was_read_a_region_has_no_figures_of_filings)
{
    struct audit_region *region = &sample.audit.set[0].region[0];
    struct audit_cell *cell = &region->cell[1];

    cr_assert(sample.need[1].functions);
    cell->yes = cell->no = 0;
    cell->unknown = 7;
    cell->year[0].covered = 0;
    struct pdf_text text = printed();
    cr_expect(strstr(text.text.ptr,
                     arena_format(&arena, "%s\n%s\n不明\n7\n%u\n不明\n不明\n",
                                  region->region->name,
                                  number(cell->year[0].people, 0),
                                  cell->neighbours)));
    cr_expect(strstr(text.other.ptr, "値が分からないものが2"),
              "nor a class on the map");
}

Test(report_pdf, of_an_unread_list_nothing_is_drawn)
{
    struct pdf_text text = printed();
    const char *name = sample.need[3].name_ja;

    cr_assert(sample.audit.need[3].unread);
    cr_expect(strstr(text.text.ptr,
                     arena_format(&arena, "\n%s：分かりません", name)));
    cr_expect(strstr(text.text.ptr, "分からない種類\n"));
    cr_expect(
        strstr(text.text.ptr,
               arena_format(&arena, "\n%s：%s。あてはまるかもしれ", name,
                            report_why_ja(sample.audit.need[3].unread_why))));
    cr_expect(strstr(text.text.ptr, arena_format(&arena, "\n%s\n不明\n", name)),
              "the summary counts it");
    cr_expect_null(
        strstr(text.other.ptr, arena_format(&arena, "メッシュに、%sが", name)),
        "a map of what is not known");
}

Test(report_pdf, every_figure_has_a_text_that_stands_for_it)
{
    struct pdf_text text = printed();
    size_t read = 0;

    for (size_t n = 0; n < sample.order.n_need; n++)
        read += !sample.audit.need[n].unread;
    cr_expect_eq(count(text.other, "地図：75歳以上のうち届く人の割合"), read);
    cr_expect_eq(count(text.other, "地図：75歳以上1万人当たりの件数"), read);
    cr_expect_eq(count(text.other, "地図：75歳以上の人が住むメッシュに"), read);
    cr_expect_eq(count(text.other, "ローレンツ曲線："), read);
    /* Shares have the same classes on every map. */
    cr_expect(count(text.text, "50%以上80%未満") >= read);
    cr_expect(strstr(text.other.ptr, "地図：四つすべてが届く"));
    cr_expect(strstr(text.other.ptr, "棒グラフ：取組と地図づくり"));
    cr_expect(strstr(text.other.ptr, "全国 2015年：実施・作成済 671、予定 374"),
              "the numbers of a chart are in its text");
}

Test(report_pdf, parts_are_in_the_contents_and_in_the_bookmarks)
{
    static const char *const parts[] = {
        "分かったこと",       "24時間の連携",   "12の指標（ストラクチャー）",
        "人口と需要の見通し", "取り込んだ指標", "取組と地図づくりの進み具合",
        "データの品質",       "方法と出典"};
    struct pdf_text text = printed();

    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
        cr_expect(strstr(text.other.ptr, parts[i]), "%s", parts[i]);
        cr_expect(count(text.text, arena_format(&arena, "\n%s", parts[i])) >= 2,
                  "%s: contents and heading", parts[i]);
    }
    for (size_t n = 0; n < sample.order.n_need; n++)
        cr_expect(!strstr(text.other.ptr, sample.need[n].name_ja) ==
                      sample.audit.need[n].unread,
                  "%s", sample.need[n].name_ja);
}

Test(report_pdf, methods_sources_and_the_command_are_printed)
{
    struct pdf_text text = printed();

    cr_expect(strstr(text.text.ptr, "再現するコマンド\n"));
    cr_expect(strstr(text.text.ptr, "Luo"));
    cr_expect(strstr(text.text.ptr, "受け入れられる人数（余力）"));
    cr_expect(strstr(text.text.ptr, sample.people.basis));
}

Test(report_pdf, imports_stand_as_they_were_given)
{
    struct pdf_text text = printed();

    /* One value was hidden by its source, and is no number here either. */
    cr_expect(strstr(text.text.ptr, "\n…\n"));
    cr_expect(strstr(text.text.ptr, "\n全国\n98.4\n98.4\n21.3\n21.3\n"));
    cr_expect(
        strstr(text.text.ptr, "\n全国 2015年\n671\n374\n696\n0\n38.5%\n"));
}

/* Of every file, not only of some kinds of files. */
Test(report_pdf, every_row_that_was_set_aside_is_printed_with_its_reason)
{
    struct aside_row weight = {
        "weights.csv", "no facility of the store has this id", "k-99", 4};
    struct aside_row slow = {"od.csv", "the time is no number", "早い", 7};
    struct aside_list list = {&weight, 1, 1};
    struct travel travel = {
        .supply = {.label = "od.csv", .rows = {.set_aside = 1}},
        .aside = {&slow, 1, 1}};

    sample.order.aside = &list;
    sample.order.travel = &travel;
    struct pdf_text text = printed();
    cr_expect(strstr(text.text.ptr, "\nweights.csv\n4\nこの id の"));
    cr_expect(strstr(text.text.ptr, "\nod.csv\n7\n所要時間が数値ではありません"
                                    "\n早い\n"));
}

Test(report_pdf, the_same_audit_gives_the_same_bytes)
{
    struct buf first = written(), second = written();

    cr_expect(str_eq(buf_str(&first), buf_str(&second)));
    buf_clear(&second);
    buf_release(&second);
    /* Where a comma is the decimal point. */
    if (setlocale(LC_NUMERIC, "de_DE.UTF-8") ||
        setlocale(LC_NUMERIC, "fr_FR.UTF-8")) {
        second = written();
        cr_expect(str_eq(buf_str(&first), buf_str(&second)));
        buf_release(&second);
        setlocale(LC_NUMERIC, "C");
    }
    buf_release(&first);
}

static const char *many(const char *text, size_t times)
{
    struct buf out = {0};

    for (size_t i = 0; i < times; i++)
        buf_add_text(&out, text);
    const char *kept = arena_copy(&arena, out.ptr, out.len);
    buf_release(&out);
    return kept;
}

Test(report_pdf, hostile_texts_neither_break_it_nor_leave_their_cells)
{
    struct region *region = sample.regions.set[0].region;

    for (size_t r = 0; r < sample.regions.set[0].n_region; r++)
        region[r].name = r % 4 == 0   ? many("寿限無", 4000)
                         : r % 4 == 1 ? "\xFF\xC0 %s%n \x01\x1B[31m"
                         : r % 4 == 2 ? "\xE2\x80\xAE]]>&<!--"
                                      : "";
    sample.audit.title = many("題名\n", 300);
    sample.audit.command = many("--population 人口.zip ", 3000);
    sample.table.facility[0]->name = NULL;
    sample.table.facility[1]->name = many("x", 100000);
    sample.imported.value[0].area = sample.imported.value[0].text =
        many("9", 5000);
    struct pdf_text text = printed();
    cr_expect(text.n_page < 60, "%d pages", (int)text.n_page);
    cr_expect_null(strstr(text.text.ptr, "\xE2\x80\xAE"));
    cr_expect_eq(count(text.text, "関係者向け　しきい値"), text.n_page);
    cr_expect_eq(count(text.text, "人口.zip"), 3000,
                 "the command is whole, whatever its length");
}

/* A country's municipalities: each a copy of one of the sample's. */
static void make_country(size_t n)
{
    struct region_set *set = arena_alloc(&arena, sizeof(*set));
    struct audit_region *found = arena_alloc(&arena, n * sizeof(*found));
    const struct audit_set *from = &sample.audit.set[0];

    *set = *from->set;
    set->region = arena_alloc(&arena, n * sizeof(*set->region));
    set->n_region = n;
    for (size_t r = 0; r < n; r++) {
        const struct audit_region *like = &from->region[r % from->n_region];
        set->region[r] = *like->region;
        set->region[r].name = arena_format(&arena, "第%zu町", r + 1);
        found[r] = *like;
        found[r].region = &set->region[r];
    }
    sample.audit.set[0] = (struct audit_set){set, found, n};
}

Test(report_pdf, a_country_does_not_blow_it_up)
{
    make_country(1700);
    struct pdf_text text = printed();
    cr_expect(text.n_page < 60, "%d pages", (int)text.n_page);
    cr_expect_eq(
        count(text.text,
              "1,700のうち、届かない人の多い50を示しています。すべての値は "
              "audit.xlsx にあります。"),
        3, "each need that was read says what it leaves out");
}

Test(report_pdf, up_to_two_hundred_rows_flow_over_pages)
{
    make_country(200);
    struct pdf_text text = printed();

    for (size_t r = 1; r <= 200; r++) {
        const char *name = arena_format(&arena, "\n第%zu町\n", r);
        cr_expect(count(text.text, name) >= 3, "%s", name);
    }
    cr_expect(strstr(text.text.ptr, "（つづき）"));
    cr_expect_null(strstr(text.text.ptr, "示しています。すべての値は"));
}

Test(report_pdf, what_is_not_there_is_left_out)
{
    sample.order.imported = NULL;
    sample.order.townspeople = NULL;
    sample.order.sites = SITES_NONE;
    sample.people.n_year = 1;
    sample.audit.n_set = 1;
    sample.audit.maker = NULL;
    struct pdf_text text = printed();
    cr_expect_null(strstr(text.text.ptr, "取り込んだ指標\n"));
    cr_expect_null(strstr(text.text.ptr, "2040年"));
    cr_expect_null(strstr(text.text.ptr, "次にあれば"));
    cr_expect(strstr(text.text.ptr, "方法と出典\n"));
}

Test(report_pdf, without_outlines_meshes_show_where_a_region_is)
{
    sample.table.land.n_place = 0;
    for (size_t s = 0; s < sample.regions.n_set; s++)
        for (size_t r = 0; r < sample.regions.set[s].n_region; r++)
            sample.regions.set[s].region[r].n_ring = 0;
    struct pdf_text text = printed();
    cr_expect_eq(count(text.text, "は、境界が読み込まれていないため"), 3);
}

/* 沖ノ鳥島, 20.4 N: 1,600 km from all others. */
Test(report_pdf, a_far_island_does_not_shrink_the_map_and_is_told)
{
    size_t far = 0;

    while (!sample.audit.own_mesh[far])
        far++;
    for (size_t y = 0; y < SAMPLE_YEARS; y++)
        sample.people.count[(far * SAMPLE_YEARS + y) * AGE_COUNT + AGE_75] = 3;
    struct pdf_text near = printed();
    sample.people.mesh[far].code = 30366077;
    sample.people.mesh[far].centre = (struct lonlat){136.0875, 20.4208};
    struct pdf_text text = printed();
    cr_expect_null(strstr(near.text.ptr, "地図の枠の外"));
    cr_expect_eq(count(text.text, "地図の枠の外（離れた島など）にも、75歳以上の"
                                  "人が3人います"),
                 3);
    const char *scale = strstr(near.text.ptr, "縮尺 約");
    cr_assert(scale);
    scale = arena_copy(&arena, scale, (size_t)(strchr(scale, '\n') - scale));
    cr_expect(strstr(text.text.ptr, scale), "another scale than %s", scale);
}

Test(report_pdf, nothing_found_is_said)
{
    struct audit_need *need = &sample.audit.need[0];

    need->n_gap = need->n_site = 0;
    struct pdf_text text = printed();
    cr_expect(strstr(text.text.ptr,
                     "75歳以上の人が住むメッシュには、すべて届きます。\n"));
}
