/* Which files are wanted: of index pages in the publishers' shapes, and of the
 * addresses in the catalogue. */
#include "base/buf.h"
#include "fetch/pick.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PAGES SOURCE_DIR "/tests/fetch/pages/"
#define SAVED DATA_DIR "/mirror/kouseikyoku.mhlw.go.jp/kantoshinetsu/chousa/"

static struct arena arena;
static struct err err;
static struct catalogue catalogue;
static struct picks picks;

static void set_up(void)
{
    cr_assert(catalogue_read(NULL, &catalogue, &err), "%s", err.text);
}

static void tear_down(void)
{
    free(picks.item);
    catalogue_release(&catalogue);
    arena_release(&arena);
}

TestSuite(pick, .init = set_up, .fini = tear_down);

static struct buf file(const char *path)
{
    struct buf text = {0};
    char part[4096];
    size_t n;
    FILE *from = fopen(path, "rb");

    cr_assert(from, "%s", path);
    while ((n = fread(part, 1, sizeof(part), from)) > 0)
        buf_add(&text, part, n);
    fclose(from);
    return text;
}

static bool pick_from(const struct source *source, struct str html,
                      const char *as_of)
{
    struct pick_wanted wanted = {.as_of = as_of};
    struct page page;

    free(picks.item);
    picks = (struct picks){0};
    err = (struct err){0};
    cr_assert(page_read(html, source->page, NULL, &page, &arena, &err), "%s",
              err.text);
    bool ok = pick_links(source, &page, &wanted, &picks, &arena, &err);
    free(page.link);
    return ok;
}

static const struct source *shipped(const char *id)
{
    const struct source *source = catalogue_find(&catalogue, id);

    cr_assert(source, "%s", id);
    return source;
}

static bool pick_file(const char *id, const char *path, const char *as_of)
{
    struct buf html = file(path);
    bool ok = pick_from(shipped(id), buf_str(&html), as_of);

    buf_release(&html);
    return ok;
}

/* The names, a blank after each. */
static const char *names(void)
{
    const char *all = "";

    for (size_t i = 0; i < picks.n; i++)
        all = arena_format(&arena, "%s%s ", all, picks.item[i].name);
    return all;
}

static void is_refused(const char *word)
{
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect(strstr(err.text, word), "%s", err.text);
    cr_expect_eq(picks.n, 0);
}

/* ---- the publishers' pages ---- */

Test(pick, the_newest_edition_of_the_medical_listing_is_taken)
{
    cr_assert(pick_file("navii", PAGES "navii.html", NULL), "%s", err.text);
    cr_expect_str_eq(picks.as_of, "2026-06-01");
    cr_expect_str_eq(
        names(),
        "01-1_hospital_facility_info_20260601.csv.zip "
        "01-2_hospital_speciality_hours_20260601.csv.zip "
        "02-1_clinic_facility_info_20260601.csv.zip "
        "02-2_clinic_speciality_hours_20260601.csv.zip "
        "03-1_dental_facility_info_20260601.csv.zip "
        "03-2_dental_speciality_hours_20260601.csv.zip "
        "04_maternity_home_20260601.csv.zip 05_pharmacy_20260601.csv.zip ");
    cr_expect_str_eq(picks.item[0].url,
                     "https://www.mhlw.go.jp/content/11121000/"
                     "01-1_hospital_facility_info_20260601.csv.zip");
    cr_expect_str_eq(picks.item[0].listing, "navii-hospital");
    cr_expect_str_eq(picks.item[0].text, "病院（施設票）［ZIP］");
    cr_expect_str_eq(picks.item[5].listing, "navii-hours");
}

Test(pick, an_older_edition_comes_when_it_is_asked_for)
{
    cr_assert(pick_file("navii", PAGES "navii.html", "2025-12-01"));
    cr_expect_str_eq(picks.as_of, "2025-12-01");
    cr_expect_eq(picks.n, 8);
    cr_expect_str_eq(picks.item[7].name, "05_pharmacy_20251201.zip");
    /* One published name has a digit too many, and is no zip. */
    cr_assert(pick_file("navii", PAGES "navii.html", "2025-06-01"));
    cr_expect_eq(picks.n, 8);
    cr_expect_str_eq(picks.item[4].name,
                     "03-1_dental_facility_info_202506012.csv");
    cr_expect_str_eq(picks.item[4].listing, "navii-dental");
}

Test(pick, an_edition_that_is_not_there_names_those_that_are)
{
    cr_assert_not(pick_file("navii", PAGES "navii.html", "2024-12-01"));
    is_refused("2026-06-01, 2025-12-01, 2025-06-01");
}

Test(pick, of_the_care_listing_the_csv_files_are_taken_not_the_old_zips)
{
    cr_assert(pick_file("kaigo", PAGES "kaigo.html", NULL), "%s", err.text);
    cr_expect_str_eq(picks.as_of, "2026-06-30");
    cr_expect_eq(picks.n, 35);
    cr_expect_str_eq(picks.item[0].name, "jigyosho_110_all_20260709180300.csv");
    cr_expect_str_eq(picks.item[34].listing, "kaigo");
    cr_assert(pick_file("kaigo", PAGES "kaigo.html", "2024-12-31"));
    cr_expect_str_eq(picks.item[0].name, "jigyosho_110_all_20250106100000.csv");
}

Test(pick, each_bureaus_page_gives_its_lists_and_no_others)
{
    static const struct {
        const char *id, *page, *names;
    } rows[] = {
        {"filings-hokkaido", "filings-hokkaido",
         "000499351.xlsx 000499353.xlsx 000499355.xlsx "},
        {"filings-tohoku", "filings-tohoku",
         "shisetsu-touhoku-ika-r0809.xlsx shisetsu-touhoku-shika-r0809.xlsx "
         "shisetsu-touhoku-yakkyoku-r0809.xlsx "},
        {"filings-tokaihokuriku", "filings-tokaihokuriku",
         "2609-06_01-01.zip 2609-06_01-03.zip 2609-06_01-04.zip "},
        {"filings-kinki", "filings-kinki",
         "2026.9_sisetukijun_ika.zip 2026.9_sisetukijun_sika.zip "
         "2026.9_sisetukijun_yakkyoku.zip "},
        {"filings-chugokushikoku", "filings-chugokushikoku", "000498630.zip "},
        {"filings-shikoku", "shikoku",
         "000499505.zip 000499507.zip 000499509.zip "},
        {"filings-kyushu", "filings-kyushu",
         "000500351.zip 000500361.zip 000500371.zip 000500381.zip "
         "000500391.zip 000500401.zip 000500411.zip 000500421.zip "},
        {"codes-hokkaido", "codes-hokkaido",
         "000499337.xlsx 000499339.xlsx 000499341.xlsx 000499343.xlsx "},
        {"codes-tohoku", "codes-tohoku",
         "shitei-touhoku-ika-r0809.xlsx shitei-touhoku-ikaheisetsu-r0809.xlsx "
         "shitei-touhoku-shika-r0809.xlsx "
         "shitei-touhoku-shikaheisetsu-r0809.xlsx "
         "shitei-touhoku-yakkyoku-r0809.xlsx "},
        {"codes-tokaihokuriku", "codes-tokaihokuriku",
         "2609-01-01.zip 2609-01-03.zip 2609-01-04.zip "},
        {"codes-kinki", "codes-kinki",
         "2026.9_kikanzentai_ika.zip 2026.9_kikanzentai_sika.zip "
         "2026.9_kikanzentai_yakkyoku.zip "},
        {"codes-chugokushikoku", "codes-chugokushikoku",
         "000500003.zip 000500005.zip 000500007.zip "},
        {"codes-shikoku", "shikoku",
         "000499483.zip 000499485.zip 000499487.zip "},
        {"codes-kyushu", "codes-kyushu",
         "000500301.zip 000500311.zip 000500321.zip 000500331.zip "
         "000500341.zip 000500351.zip 000500361.zip 000500371.zip "},
        {"nursing-kinki", "nursing-kinki", "2026.9_houkan.zip "},
        {"nursing-chugokushikoku", "filings-chugokushikoku", "000498661.zip "},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *path = arena_format(&arena, PAGES "%s.html", rows[i].page);
        cr_assert(pick_file(rows[i].id, path, NULL), "%s", err.text);
        cr_expect_str_eq(picks.as_of, "2026-09-01", "%s", rows[i].id);
        cr_expect_str_eq(names(), rows[i].names, "%s: %s", rows[i].id, names());
    }
}

Test(pick, the_lists_of_nursing_stations_have_their_own_date)
{
    cr_assert(pick_file("nursing-kantoshinetsu",
                        PAGES "nursing-kantoshinetsu.html", NULL));
    cr_expect_str_eq(names(), "hkijyun_r0809.zip ");
    cr_expect_str_eq(picks.as_of, "2026-08-01");
    cr_assert(pick_file("nursing-tokaihokuriku",
                        PAGES "nursing-tokaihokuriku.html", NULL));
    cr_expect_str_eq(names(), "2608-07.zip ");
    cr_expect_str_eq(picks.as_of, "2026-08-01");
}

Test(pick, the_saved_pages_of_a_bureau_give_what_a_reader_finds_on_them)
{
    if (access(SAVED "kijyun.html", R_OK) != 0)
        cr_skip_test("no published data in " DATA_DIR);
    cr_assert(pick_file("filings-kantoshinetsu", SAVED "kijyun.html", NULL),
              "%s", err.text);
    cr_expect_str_eq(picks.as_of, "2026-01-01");
    cr_expect_str_eq(names(), "shisetsu_ika_r0802.zip shisetsu_shika_r0802.zip "
                              "shisetsu_yakkyoku_r0802.zip ");
    cr_expect_str_eq(picks.item[0].url, "https://kouseikyoku.mhlw.go.jp/"
                                        "kantoshinetsu/shisetsu_ika_r0802.zip");
    cr_expect_str_eq(picks.item[0].text, "医科（ZIP）");
    cr_assert(pick_file("codes-kantoshinetsu", SAVED "shitei.html", NULL), "%s",
              err.text);
    cr_expect_str_eq(picks.as_of, "2026-02-01");
    cr_expect_str_eq(names(), "shitei_ika_r0802.zip "
                              "shitei_ikaheisetsu_r0802.zip "
                              "shitei_shika_r0802.zip "
                              "shitei_shikaheisetsu_r0802.zip "
                              "shitei_yakkyoku_r0802.zip ");
}

/* ---- pages that have changed ---- */

static struct source_link any_zip = {
    .file = "\\.zip$", .expect = EXPECT_ARCHIVE, .member = ".csv", .least = 1};
static const char *hosts[] = {"files.test", "www.test"};

static struct source made(bool dated)
{
    return (struct source){.id = "made",
                           .title = "made",
                           .page = "https://www.test/index.html",
                           .host = hosts,
                           .n_host = 2,
                           .link = &any_zip,
                           .n_link = 1,
                           .dated_page = dated};
}

static bool pick_made(bool dated, const char *html)
{
    struct source source = made(dated);

    return pick_from(&source, str_of(html), NULL);
}

#define NEW "<h2>2026年6月1日時点</h2>"
#define OLD "<h2>2025年12月1日時点</h2>"

Test(pick, a_page_that_must_give_a_date_and_gives_none_is_refused)
{
    cr_assert_not(pick_made(true, "<html><h2>x</h2><a href=a.zip>a</a>"));
    is_refused("https://www.test/index.html");
    is_refused("'made'");
    is_refused("'2026年6月1日時点'");
    cr_assert_not(pick_made(true, "<html><a href=a.zip>a</a>"));
    is_refused("has no heading, and does not say");
}

Test(pick, a_page_without_the_links_says_what_was_expected)
{
    cr_assert_not(pick_made(true, "<html>" NEW "<a href=a.pdf>a</a>"));
    is_refused("files like '\\.zip$'");
    cr_assert_not(pick_made(true, "<html><a href=a.pdf>a</a>"));
    is_refused("has no heading and none of the links");
}

Test(pick, what_was_expected_is_told_in_words_and_what_to_do_meanwhile)
{
    cr_assert_not(pick_from(shipped("filings-shikoku"),
                            STR("<html>" NEW "<a href=a.pdf>a</a>"), NULL));
    is_refused("files such as '施設基準の届出受理状況（全体）'");
    is_refused("'zaitaku map'");
    cr_expect_not(strstr(err.text, "[^"));
    /* A user's own catalogue may have patterns only: on one line. */
    struct source_link link = any_zip;
    struct source source = made(true);
    source.link = &link;
    link.file = NULL;
    link.text = "a\nb";
    cr_assert_not(
        pick_from(&source, STR("<html>" NEW "<a href=a.pdf>a</a>"), NULL));
    is_refused("files at 'a b'");
}

Test(pick, too_few_files_of_a_kind_are_refused)
{
    struct source source = made(true);

    any_zip.least = 3;
    cr_assert_not(
        pick_from(&source,
                  STR("<html>" NEW "<a href=a.zip>a</a><a href=a.zip>a</a>"
                      "<a href=b.zip>b</a>" OLD "<a href=c.zip>c</a>"),
                  NULL));
    is_refused("2 of at least 3 (2026-06-01)");
    any_zip.least = 1;
}

Test(pick, a_kind_that_the_newest_edition_lacks_does_not_come_from_an_old_one)
{
    struct buf html = file(PAGES "navii.html");
    char *hit = strstr(html.ptr, "05_pharmacy_20260601");
    memcpy(hit, "06", 2);
    cr_assert_not(pick_from(shipped("navii"), buf_str(&html), NULL));
    is_refused("05_pharmacy");
    is_refused("0 of at least 1 (2026-06-01)");
    buf_release(&html);
}

Test(pick, a_file_on_a_host_that_is_not_the_sources_is_refused)
{
    cr_assert_not(
        pick_made(true, "<html>" NEW "<a href=https://evil.test/a.zip>a</a>"));
    is_refused("'https://evil.test/a.zip'");
    is_refused("files.test, www.test");
    cr_assert_not(
        pick_made(true, "<html>" NEW "<a href=http://www.test:81/a.zip>a</a>"));
    is_refused("'http://www.test:81/a.zip'");
    cr_expect(pick_made(true, "<html>" NEW "<a href=a.zip>a</a>" OLD
                              "<a href=https://evil.test/a.zip>a</a>"));
}

Test(pick, a_link_by_http_is_asked_for_over_https)
{
    cr_assert(
        pick_made(true, "<html>" NEW "<a href=http://files.test/a.zip>a</a>"));
    cr_expect_str_eq(picks.item[0].url, "https://files.test/a.zip");
}

Test(pick, links_without_a_date_are_taken_only_where_the_page_need_not_give_one)
{
    static const char page[] = "<html><a href=u.zip>u</a>" OLD
                               "<a href=o.zip>o</a>" NEW "<a href=n.zip>n</a>";

    cr_assert(pick_made(true, page));
    cr_expect_str_eq(names(), "n.zip ");
    cr_expect_str_eq(picks.as_of, "2026-06-01");
    cr_assert(pick_made(false, page));
    cr_expect_str_eq(names(), "n.zip u.zip ");
    cr_expect_null(picks.as_of);
    cr_assert(pick_made(false, "<html><a href=u.zip>u</a>"));
    cr_expect_str_eq(names(), "u.zip ");
    cr_expect_null(picks.as_of);
}

Test(pick, an_edition_cannot_be_asked_of_a_page_without_dates)
{
    struct source source = made(false);

    cr_assert_not(
        pick_from(&source, STR("<html><a href=u.zip>u</a>"), "2026-06-01"));
    is_refused("gives no dates");
}

Test(pick, a_file_that_is_linked_twice_is_one_file)
{
    cr_assert(pick_made(true, "<html>" NEW "<a href=a.zip>a</a>"
                              "<a href=./a.zip#x>again</a>"));
    cr_expect_str_eq(names(), "a.zip ");
    cr_expect_str_eq(picks.item[0].text, "a");
}

Test(pick, texts_are_compared_folded_and_in_the_order_of_headings)
{
    struct source_link links[] = {{.file = "\\.zip$",
                                   .text = "名簿\\(全体\\).*医科",
                                   .not_text = "PDF",
                                   .expect = EXPECT_FILINGS}};
    struct source source = made(true);

    source.link = links;
    cr_assert(
        pick_from(&source,
                  STR("<html>" NEW "<h3>名簿（全体）</h3><a href=a.zip>医科</a>"
                      "<a href=b.zip>歯科</a><a href=c.zip>医科（ＰＤＦ）</a>"
                      "<h3>名簿</h3><a href=d.zip>医科</a>"),
                  NULL));
    cr_expect_str_eq(names(), "a.zip ");
}

Test(pick, the_locale_changes_nothing)
{
    struct source_link links[] = {
        {.file = "\\.ZIP$", .text = "^[医歯]科$", .expect = EXPECT_FILINGS}};
    struct source source = made(false);
    static const char page[] = "<html><a href=a.zip>医科</a>"
                               "<a href=b.zip>薬局</a><a href=c.zip>歯科</a>";

    source.link = links;
    cr_assert(pick_from(&source, str_of(page), NULL), "%s", err.text);
    cr_expect_str_eq(names(), "a.zip c.zip ");
}

/* ---- names ---- */

Test(pick, names_hold_only_what_every_file_system_takes)
{
    cr_assert(pick_made(
        false,
        "<html><a href='%2e%2e%2fa.zip'>1</a><a href='.b.zip'>2</a>"
        "<a href='%E5%B1%8A%E5%87%BA.zip'>3</a><a href='x y;$(z).zip'>4</a>"
        "<a href='d/e%5Cf%00.zip'>5</a><a href='届出一覧.zip'>6</a>"
        "<a href='%82%A0.zip'>7</a>"));
    cr_expect_str_eq(names(),
                     "_._a.zip __-2.zip __.zip ____.zip _b.zip "
                     "e_f_00.zip x_y___z_.zip ",
                     "%s", names());
}

Test(pick, a_name_that_repeats_gets_a_number_by_its_address)
{
    static const char expected[] = "A-3.csv.zip a-2.csv.zip a-4.csv.zip "
                                   "a.csv.zip ";

    cr_assert(pick_made(false,
                        "<html><a href=c/A.csv.zip>1</a>"
                        "<a href=b/a-2.csv.zip>2</a><a href=a/a.csv.zip>3</a>"
                        "<a href=d/a.csv.zip>4</a>"));
    cr_expect_str_eq(names(), expected, "%s", names());
    cr_expect(strstr(picks.item[3].url, "/a/a.csv.zip"));
    cr_assert(pick_made(false,
                        "<html><a href=d/a.csv.zip>4</a>"
                        "<a href=a/a.csv.zip>3</a><a href=b/a-2.csv.zip>2</a>"
                        "<a href=c/A.csv.zip>1</a>"));
    cr_expect_str_eq(names(), expected, "%s", names());
}

Test(pick, no_file_takes_the_manifests_name_or_a_name_without_end)
{
    struct source_link links[] = {{.file = "/", .expect = EXPECT_ARCHIVE}};
    struct source source = made(false);
    struct buf html = {0};

    source.link = links;
    buf_add_text(&html, "<html><a href=Manifest.json>1</a><a href='d/'>2</a>"
                        "<a href='q?a=%2F..&b=1'>3</a><a href='");
    for (int i = 0; i < 300; i++)
        buf_add_char(&html, 'x');
    buf_add_text(&html, ".csv.zip'>4</a>");
    cr_assert(pick_from(&source, buf_str(&html), NULL));
    cr_assert_eq(picks.n, 4);
    cr_expect_str_eq(picks.item[0].name, "Manifest_json");
    cr_expect_str_eq(picks.item[1].name, "file");
    cr_expect_str_eq(picks.item[2].name, "q_a__.._b_1");
    cr_expect_eq(strlen(picks.item[3].name), 150);
    cr_expect(str_ends(str_of(picks.item[3].name), STR("xx.csv.zip")));
    buf_release(&html);
}

/* ---- addresses of the catalogue ---- */

static bool files_of(const char *id, uint64_t prefectures,
                     const char *const *municipality, size_t n)
{
    struct pick_wanted wanted = {.prefectures = prefectures,
                                 .municipality = municipality,
                                 .n_municipality = n};

    free(picks.item);
    picks = (struct picks){0};
    err = (struct err){0};
    return pick_files(shipped(id), &wanted, &picks, &arena, &err);
}

Test(pick, a_file_per_prefecture_comes_for_those_asked_or_for_all)
{
    cr_assert(files_of("abr-town", 0, NULL, 0));
    cr_expect_eq(picks.n, 47);
    cr_expect_str_eq(picks.item[0].name, "mt_town_pref01.csv.zip");
    cr_assert(
        files_of("abr-rsdt", (uint64_t)1 << 25 | (uint64_t)1 << 30, NULL, 0));
    cr_expect_str_eq(names(), "mt_rsdtdsp_rsdt_pos_pref25.csv.zip "
                              "mt_rsdtdsp_rsdt_pos_pref30.csv.zip "
                              "mt_rsdtdsp_rsdt_pref25.csv.zip "
                              "mt_rsdtdsp_rsdt_pref30.csv.zip ");
    cr_assert(files_of("isj-town", (uint64_t)1 << 30, NULL, 0));
    cr_expect_str_eq(
        picks.item[0].url,
        "https://nlftp.mlit.go.jp/isj/dls/data/17.0b/30000-17.0b.zip");
    cr_assert(files_of("n03", (uint64_t)1 << 1, NULL, 0));
    cr_expect_str_eq(picks.as_of, "2025-01-01");
    cr_expect_str_eq(names(), "N03-20250101_01_GML.zip ");
}

Test(pick, a_query_is_part_of_the_name)
{
    cr_assert(files_of("census-mesh", (uint64_t)1 << 25, NULL, 0));
    cr_expect_str_eq(names(), "data_statsId_T001141_code_25_downloadType_2 ");
}

Test(pick, a_file_per_municipality_needs_to_know_which)
{
    static const char *const codes[] = {"302015", "465054", "302015"};

    cr_assert_not(files_of("abr-parcel", 0, NULL, 0));
    cr_expect_eq(err.class, ERR_USAGE);
    cr_expect(strstr(err.text, "--area"), "%s", err.text);
    cr_assert(files_of("abr-parcel", 0, codes, 3));
    cr_expect_str_eq(names(), "mt_parcel_city302015.csv.zip "
                              "mt_parcel_city465054.csv.zip "
                              "mt_parcel_pos_city302015.csv.zip "
                              "mt_parcel_pos_city465054.csv.zip ");
    cr_expect_str_eq(picks.item[0].url,
                     "https://data.address-br.digital.go.jp/mt_parcel/city/"
                     "mt_parcel_city302015.csv.zip");
}

Test(pick, a_code_that_is_none_never_gets_into_an_address)
{
    static const char *const codes[] = {"../x/1"};

    cr_assert_not(files_of("abr-parcel", 0, codes, 1));
    cr_expect_eq(err.class, ERR_USAGE);
    cr_expect_eq(picks.n, 0);
}
