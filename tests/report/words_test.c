/* One wording for every form of the report. */
#include "output/report/words.h"

#include "tests/report/sample_audit.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct sample sample;
static struct arena arena;

/* ---- numbers ---- */

Test(words, numbers_have_commas_and_halves_go_up)
{
    static const struct {
        double number;
        int decimals;
        const char *text;
    } row[] = {{0, 0, "0"},
               {999, 0, "999"},
               {1000, 0, "1,000"},
               {1234567.5, 0, "1,234,568"},
               {-1234.5, 0, "-1,235"},
               {0.05, 1, "0.1"},
               {0.25, 1, "0.3"},
               {0.004, 2, "0.00"},
               {-0.004, 2, "0.00"},
               {12.345678, 3, "12.346"},
               {999.996, 2, "1,000.00"}};

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
        cr_expect_str_eq(report_number(row[i].number, row[i].decimals, &arena),
                         row[i].text);
    cr_expect_str_eq(report_number(NAN, 1, &arena), "－");
}

Test(words, what_cannot_be_told_is_never_a_number)
{
    sample_make(&sample);
    cr_expect_str_eq(report_cost(&sample.audit, NAN, &arena), "－");
    cr_expect_str_eq(report_share(1, 0, &arena), "－");
    cr_expect_str_eq(report_share(NAN, 10, &arena), "－");
    cr_expect_str_eq(report_share(1, NAN, &arena), "－");
    cr_expect_str_eq(report_date(NULL, &arena), "時点不明");
}

Test(words, costs_shares_and_dates_read_as_people_write_them)
{
    sample_make(&sample);
    cr_expect_str_eq(report_cost(&sample.audit, 999.4, &arena), "999m");
    cr_expect_str_eq(report_cost(&sample.audit, 999.5, &arena), "1.0km");
    cr_expect_str_eq(report_cost(&sample.audit, 16049, &arena), "16.0km");
    sample.order.by_minutes = true;
    cr_expect_str_eq(report_cost(&sample.audit, 29.6, &arena), "30分");
    cr_expect_str_eq(report_share(7, 8, &arena), "87.5%");
    cr_expect_str_eq(report_share(0, 8, &arena), "0.0%");
    cr_expect_str_eq(report_share(7817, 7817, &arena), "100.0%");
    cr_expect_str_eq(report_share(7814, 7817, &arena), "99.9%");
    cr_expect_str_eq(report_share(9995, 10000, &arena), "99.9%");
    cr_expect_str_eq(report_share(9994, 10000, &arena), "99.9%");
    cr_expect_str_eq(report_share(3, 7817, &arena), "0.1%未満");
    cr_expect_str_eq(report_share(5, 10000, &arena), "0.1%");
    /* The same people, added up in another order. */
    cr_expect_str_eq(report_share(0.1 + 0.2, 0.3, &arena), "100.0%");
    cr_expect_str_eq(report_share(0.3, 0.1 + 0.2, &arena), "100.0%");
    cr_expect_str_eq(report_date("2025-11-01", &arena), "2025年11月1日");
    cr_expect_str_eq(report_date("令和7年", &arena), "令和7年");
}

/* ---- statements ---- */

static struct buf said;

static void add(void *context, const char *heading, const char *text)
{
    (void)context;
    buf_addf(&said, "%s=%s\n", heading, text);
}

static void say(void)
{
    buf_clear(&said);
    report_about_each(&sample.audit, add, NULL);
}

static void has(const char *text)
{
    cr_expect(strstr(said.ptr, text), "'%s' is not said", text);
}

static void has_not(const char *text)
{
    cr_expect(!strstr(said.ptr, text), "'%s' is said", text);
}

Test(words, every_source_is_named_with_its_date_and_terms)
{
    sample_make(&sample);
    say();
    has("人口の出典=「国土数値情報（1kmメッシュ別将来推計人口データ（H30国政局"
        "推計））」（国土交通省）を加工して作成　時点：2018年3月31日　利用条件"
        "："
        "CC BY 4.0");
    has("SHA-256 0123456789ab");
    has("事業所・施設の出典="
        "「介護サービス情報公表システム」（厚生労働省）を加工"
        "して作成　時点：2025年12月31日");
    has("　時点：不明");
    has("施設基準の届出受理状況（厚生労働省）　時点：2026年4月1日");
    has("区域の出典=二次医療圏の一覧（滋賀県）");
    has("取り込んだ表の出典=指標 <表>");
    has("地図の出典=「国土数値情報（行政区域データ）」");
    has("加工=この資料は、出典に示す公表データを zaitaku " ZAITAKU_VERSION);
    has("再現するコマンド=zaitaku audit --store 'my \"store\" <1>.gpkg'");
    has("作成日=2026年4月15日");
}

/* A list of hours, and one that gave no row, are no sources of an audit. */
Test(words, an_input_that_gave_nothing_is_no_source)
{
    sample_make(&sample);
    sample.table.supply[0].row_kind = ROW_HOURS;
    sample.table.supply[2].rows.kept = 0;
    say();
    has_not("2025年12月31日");
    has_not("施設基準の届出受理状況");
}

Test(words, methods_name_their_papers)
{
    static const char *const paper[] = {
        "Luo, F. Wang (2003)",  "Luo, Y. Qi (2009)", "Sternberg (2012)",
        "Church, ReVelle 1974", "Karney (2013)",     "jmap.jp",
        "3.9×(75歳以上)",       "87.3×(75歳以上)"};

    sample_make(&sample);
    say();
    for (size_t i = 0; i < sizeof(paper) / sizeof(*paper); i++)
        has(paper[i]);
}

Test(words, a_straight_line_is_called_one)
{
    sample_make(&sample);
    say();
    has("しきい値=直線1km以内");
    has("直線距離");
    has("湖・海・川・山");
    has_not("しきい値の根拠");
    sample.order.limit = 16000;
    say();
    has("しきい値の根拠=16kmは、診療報酬の往診料（医科点数表 C000）の注");
}

Test(words, assumed_minutes_are_called_an_assumption)
{
    sample_make(&sample);
    sample.order.by_minutes = true;
    sample.order.limit = 30;
    sample.order.detour = 1.3;
    sample.order.speed_km_h = 30;
    say();
    has("移動時間は仮定です。直線距離を1.30倍し、時速30km");
    has("湖・海・川・山");
    has_not("しきい値の根拠");
}

Test(words, a_travel_matrix_is_not_called_a_straight_line)
{
    struct travel travel = {.supply = {.label = "od.csv", .sha256 = "ff00"}};

    sample_make(&sample);
    sample.order.by_minutes = true;
    sample.order.limit = 30;
    sample.order.travel = &travel;
    say();
    has("経路の表=od.csv");
    has("経路が分からない");
    has_not("湖・海・川・山");
    has_not("移動時間は仮定");
    has_not("Karney");
}

Test(words, what_nobody_read_is_unknown_and_not_none)
{
    struct audit *audit = &sample.audit;

    sample_make(&sample);
    say();
    has("は不明です。届出の一覧を読んでいません。「ない」という意味ではあり");
    audit->need[3].unread = false;
    audit->need[3].unread_why = UNREAD_NO;
    say();
    has_not("は不明です。");
    audit->indicator_unread_why[2] = UNREAD_LIST;
    audit->link_unread_why[1] = UNREAD_TRAVEL;
    say();
    has(audit_indicators[2].name_ja);
    has("この種類の一覧を読んでいません（ストアに1件もありません）");
    has("経路の表に、この種類の事業所・施設が1件もありません");
}

static double sum_of(const struct audit_need *need,
                     const struct audit_year *year)
{
    double sum = 0;

    for (int s = 0; s < STATE_COUNT; s++)
        sum += report_state(need, year, (enum report_state)s);
    return sum;
}

Test(words, the_four_states_are_all_people)
{
    sample_make(&sample);
    for (size_t n = 0; n < sample.order.n_need; n++)
        for (size_t y = 0; y < SAMPLE_YEARS; y++) {
            const struct audit_need *need = &sample.audit.need[n];
            double people = need->whole[y].people;
            if (need->unread)
                cr_expect(isnan(sum_of(need, &need->whole[y])));
            else
                cr_expect(fabs(sum_of(need, &need->whole[y]) - people) <=
                          people * 1e-9);
        }
}

Test(words, the_border_is_told_with_the_number_of_people)
{
    sample_make(&sample);
    for (size_t r = 0; r < sample.audit.set[0].n_region; r++)
        sample.audit.set[0].region[r].cell[0].edge = r == 0 ? 1234 : 0;
    const char *note = report_edge_note(&sample.audit, 0, &arena);
    cr_assert_not_null(note);
    cr_expect(strstr(note, "75歳以上1,234人（"), "%s", note);
    say();
    has(note);
    sample.audit.set[0].region[0].cell[0].edge = 0;
    cr_expect_null(report_edge_note(&sample.audit, 0, &arena));
}

Test(words, weights_that_are_missing_are_told)
{
    double weight[64] = {0};

    sample_make(&sample);
    sample.order.weight = weight;
    sample.order.weight_name = "看護職員";
    sample.audit.need[0].weighted = true;
    for (size_t r = 0; r < sample.audit.set[0].n_region; r++)
        sample.audit.set[0].region[r].cell[0].unweighted = r == 0 ? 2 : 0;
    const char *note = report_weight_note(&sample.audit, 0, &arena);
    cr_expect(strstr(note, "件のうち2件は「看護職員」の値がなく、0と数えて"),
              "%s", note);
    note = report_weight_note(&sample.audit, 1, &arena);
    cr_expect(
        strstr(note, "「看護職員」の値がどの事業所・施設にもないため、1件"),
        "%s", note);
    cr_expect_null(report_weight_note(&sample.audit, 3, &arena));
}

Test(words, weights_and_candidates_are_sources)
{
    struct supply weights = {.label = "weights.csv", .sha256 = "ab"},
                  candidates = {.label = "candidates.csv", .sha256 = "cd"};
    size_t n;

    sample_make(&sample);
    sample.order.weight_supply = &weights;
    sample.order.candidate_supply = &candidates;
    say();
    has("重みの出典=weights.csv");
    has("候補地の出典=candidates.csv");
    struct view_source *list = report_sources(&sample.audit, &n, &arena);
    cr_assert_geq(n, 8);
    cr_expect_str_eq(list[n - 1].title, "candidates.csv");
    cr_expect_str_eq(list[0].as_of, "2018-03-31");
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            cr_expect(!(str_same(list[i].title, list[j].title) &&
                        str_same(list[i].as_of, list[j].as_of)),
                      "'%s' is there twice", list[i].title);
}

Test(words, a_population_that_fits_no_year_is_said_to_be_unused)
{
    sample_make(&sample);
    say();
    has_not("年が合わないため使っていません");
    sample.audit.quality.townspeople_unused = true;
    say();
    has("年が合わないため使っていません");
}

Test(words, an_index_that_nobody_can_compute_says_what_would_help)
{
    sample_make(&sample);
    say();
    has_not("需要の指数（2020年を100）を求められません");
    for (size_t r = 0; r < sample.audit.set[0].n_region; r++)
        for (size_t y = 0; y < SAMPLE_YEARS; y++)
            sample.audit.set[0].region[r].medical_index[y] = NAN;
    say();
    has("需要の指数（2020年を100）を求められません");
}

Test(words, a_ward_whose_meshes_hold_other_people_is_named)
{
    sample_make(&sample);
    say();
    has("市区町村の境をまたぐメッシュは、全員を一つの市区町村の人として");
    has_not("1割を超えて違うのは");
    sample.audit.set[0].region[1].people[0][AGE_75] = 28831;
    sample.audit.set[0].region[1].municipal[0][AGE_75] = 22068;
    say();
    has("1割を超えて違うのは、みなと市南区（28,831人と22,068人）で、");
}

Test(words, a_region_with_people_that_nobody_read_is_named)
{
    sample_make(&sample);
    sample.audit.set[1].region[0].partial = true;
    say();
    has("次の区域は、人口を読んでいない市区町村を含みます：");
}

Test(words, neighbours_without_facilities_are_told)
{
    static const char *code[] = {"24001"};

    sample_make(&sample);
    sample.audit.quality.no_facilities = code;
    sample.audit.quality.n_no_facilities = 1;
    say();
    has("ストアに事業所・施設が1件もない市区町村があります（24001）");
}

Test(words, positions_that_are_only_a_towns_are_told_by_their_share)
{
    sample_make(&sample);
    cr_expect_str_eq(report_rough_positions(&sample.audit, &arena),
                     "位置の40%は町・丁目などの代表点");
    say();
    has("位置の40%は町・丁目などの代表点");
}

Test(words, the_quality_of_the_data_is_told)
{
    sample_make(&sample);
    say();
    has("36件で、うち35件の位置が分かります");
    has("位置の分からない1件は、数には入れ、距離には入れていません");
    has("うち3メッシュ（75歳以上60人）");
    has("うち人が住む（いずれかの年）のは60で");
    has("75歳以上の人が2025年に住むのは60で");
    has("26998、24001");
    has("使えずに除いた行や名前が1件");
    sample.audit.quality.n_no_people = 0;
    say();
    has_not("26998");
}

/* JIS X 0410: 30 by 45 seconds; half the diagonal in the south of the land. */
Test(words, the_error_of_a_mesh_centre_is_that_of_its_size)
{
    sample_make(&sample);
    say();
    has("実際の家との差は、最大で約740mです");
}

Test(words, a_whole_country_is_not_listed_town_by_town)
{
    sample_make(&sample);
    struct audit_set *set = &sample.audit.set[0];
    struct audit_region *many = arena_alloc(&sample.arena, 100 * sizeof(*many));
    for (size_t r = 0; r < 100; r++)
        many[r] = set->region[r % set->n_region];
    set->region = many;
    set->n_region = 100;
    say();
    has("対象の区域=滋賀県（100）\n");
}
