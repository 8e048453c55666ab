#include "base/buf.h"
#include "base/say.h"
#include "geo/crs.h"
#include "geo/gazetteer/draft.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <iconv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- files made for a test ---- */

static char folder[] = "/tmp/zaitaku-draft-XXXXXX";
static struct draft draft;

static int remove_one(const char *path, const struct stat *status, int type,
                      struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

static void begin(void)
{
    cr_assert_not_null(mkdtemp(folder));
    say_quiet(true);
}

static void end(void)
{
    draft_release(&draft);
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

TestSuite(draft, .init = begin, .fini = end);

/* The path of `name`, good for seven more; its folders are made. */
static const char *path_of(const char *name)
{
    static char paths[8][1024];
    static size_t n;
    char *path = paths[n++ % 8];

    snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
    for (char *at = path + strlen(folder) + 1; (at = strchr(at, '/')); at++) {
        *at = '\0';
        mkdir(path, 0700);
        *at = '/';
    }
    return path;
}

static const char *bytes(const char *name, struct str content)
{
    const char *path = path_of(name);
    FILE *out = fopen(path, "wb");

    cr_assert_not_null(out);
    cr_assert_eq(fwrite(content.ptr, 1, content.len, out), content.len);
    cr_assert_eq(fclose(out), 0);
    return path;
}

static const char *file(const char *name, const char *content)
{
    return bytes(name, str_of(content));
}

static struct str cp932(const char *text, char *out, size_t room)
{
    iconv_t change = iconv_open("CP932", "UTF-8");
    char *in = (char *)(uintptr_t)text, *at = out;
    size_t left = strlen(text), free_bytes = room;

    cr_assert_neq(change, (iconv_t)-1);
    cr_assert_neq(iconv(change, &in, &left, &at, &free_bytes), (size_t)-1);
    iconv_close(change);
    return (struct str){out, room - free_bytes};
}

static uint32_t crc_of(struct str content)
{
    uint32_t crc = 0xFFFFFFFF;

    for (size_t i = 0; i < content.len; i++) {
        crc ^= (unsigned char)content.ptr[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    return ~crc;
}

static void add_little(struct buf *out, uint32_t value, int n)
{
    for (int i = 0; i < n; i++)
        buf_add_char(out, (char)(value >> 8 * i & 0xFF));
}

struct member {
    const char *name;
    struct str content;
};

/* What both headers of a member have: version to name length, extra. */
static void add_about(struct buf *out, const struct member *member)
{
    add_little(out, 20, 2);
    add_little(out, 0, 4); /* flags, stored */
    add_little(out, 0x58210000, 4);
    add_little(out, crc_of(member->content), 4);
    add_little(out, (uint32_t)member->content.len, 4);
    add_little(out, (uint32_t)member->content.len, 4);
    add_little(out, (uint32_t)strlen(member->name), 2);
    add_little(out, 0, 2);
}

/* A zip whose members are stored, with names as given. */
static const char *zip(const char *name, const struct member *member, size_t n)
{
    struct buf out = {0}, directory = {0};

    for (size_t i = 0; i < n; i++) {
        uint32_t at = (uint32_t)out.len;
        buf_add(&out, "PK\3\4", 4);
        add_about(&out, &member[i]);
        buf_add_text(&out, member[i].name);
        buf_add_str(&out, member[i].content);
        buf_add(&directory, "PK\1\2", 4);
        add_little(&directory, 20, 2);
        add_about(&directory, &member[i]);
        add_little(&directory, 0, 2);
        add_little(&directory, 0, 4);
        add_little(&directory, 0, 4);
        add_little(&directory, at, 4);
        buf_add_text(&directory, member[i].name);
    }
    uint32_t start = (uint32_t)out.len;
    buf_add_str(&out, buf_str(&directory));
    buf_add(&out, "PK\5\6", 4);
    add_little(&out, 0, 4);
    add_little(&out, (uint32_t)n, 2);
    add_little(&out, (uint32_t)n, 2);
    add_little(&out, (uint32_t)directory.len, 4);
    add_little(&out, start, 4);
    add_little(&out, 0, 2);
    const char *path = bytes(name, buf_str(&out));
    buf_release(&out);
    buf_release(&directory);
    return path;
}

/* ---- what is asked of a draft ---- */

static void take(const char *path)
{
    struct err err = {0};

    cr_assert(draft_read(&draft, path, &err), "%s", err.text);
}

static void settle(void)
{
    struct err err = {0};

    cr_assert(draft_settle(&draft, &err), "%s", err.text);
    for (size_t i = 0; i < draft.n_source; i++)
        cr_assert_eq(draft.source[i].read,
                     draft.source[i].kept + draft.source[i].passed, "%s",
                     draft.source[i].label);
}

static void refuse(const char *path, const char *said)
{
    struct err err = {0};

    cr_assert_not(draft_read(&draft, path, &err));
    cr_assert_eq(err.class, ERR_INPUT);
    cr_assert_not_null(strstr(err.text, said), "%s", err.text);
}

static void counted(size_t source, enum source_form form, uint64_t kept,
                    uint64_t passed)
{
    cr_assert_lt(source, draft.n_source);
    const struct draft_source *it = &draft.source[source];
    cr_assert_eq(it->form, form, "%s", it->label);
    cr_assert_eq(it->kept, kept, "%s kept %d", it->label, (int)it->kept);
    cr_assert_eq(it->passed, passed, "%s passed %d", it->label,
                 (int)it->passed);
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static const struct draft_town *town(const char *code, const char *oaza,
                                     const char *chome, const char *koaza)
{
    for (size_t i = 0; i < draft.n_town; i++) {
        const struct draft_town *it = &draft.town[i];
        if (same(it->code, code) && same(it->oaza, oaza) &&
            same(it->chome, chome) && same(it->koaza, koaza))
            return it;
    }
    cr_assert_fail("no town %s %s", code, oaza ? oaza : "-");
    return NULL;
}

static const struct draft_city *city(const char *code)
{
    for (size_t i = 0; i < draft.n_city; i++)
        if (same(draft.city[i].code, code))
            return &draft.city[i];
    cr_assert_fail("no city %s", code);
    return NULL;
}

static const struct draft_number *number(const char *text)
{
    for (size_t i = 0; i < draft.n_number; i++)
        if (same(draft.number[i].text, text))
            return &draft.number[i];
    cr_assert_fail("no number %s", text);
    return NULL;
}

static void at(struct lonlat point, double lon_deg, double lat_deg)
{
    cr_assert_float_eq(point.lon_deg, lon_deg, 1e-9, "%f", point.lon_deg);
    cr_assert_float_eq(point.lat_deg, lat_deg, 1e-9, "%f", point.lat_deg);
}

static void nowhere(struct lonlat point)
{
    cr_assert(isnan(point.lon_deg) && isnan(point.lat_deg));
}

/* ---- headers as published ---- */

#define CITY                                                                   \
    "lg_code,pref,pref_kana,pref_roma,county,county_kana,county_roma,city,"    \
    "city_kana,city_roma,ward,ward_kana,ward_roma,efct_date,ablt_date,"        \
    "remarks\n"
#define CITY_POS                                                               \
    "lg_code,rep_lon,rep_lat,rep_srid,rep_scale,plygn_fname,plygn_kcode,"      \
    "plygn_fmt,plygn_srid,plygn_scale\n"
#define TOWN                                                                   \
    "lg_code,machiaza_id,machiaza_type,pref,pref_kana,pref_roma,county,"       \
    "county_kana,county_roma,city,city_kana,city_roma,ward,ward_kana,"         \
    "ward_roma,oaza_cho,oaza_cho_kana,oaza_cho_roma,chome,chome_kana,"         \
    "chome_number,koaza,koaza_kana,koaza_roma,machiaza_dist,rsdt_addr_flg,"    \
    "rsdt_addr_mtd_code,oaza_cho_aka_flg,koaza_aka_code,oaza_cho_gsi_uncmn,"   \
    "koaza_gsi_uncmn,status_flg,wake_num_flg,efct_date,ablt_date,src_code,"    \
    "post_code,remarks\n"
/* code,id | oaza | chome | koaza | flag | koaza code | abolished | postal */
#define TOWN_ROW(id, oaza, chome, koaza, flag, kind, end, postal)              \
    id ",2,和歌山県,,,,,,和歌山市,,,,,," oaza ",,," chome ",,," koaza          \
       ",,,," flag ",0,0," kind ",0,0,1,1,1947-04-17," end ",0," postal ",\n"
#define TOWN_POS                                                               \
    "lg_code,machiaza_id,rsdt_addr_flg,rep_lon,rep_lat,rep_srid,rep_scale,"    \
    "rep_src_code,plygn_fname,plygn_kcode,plygn_fmt,plygn_srid,plygn_scale,"   \
    "plygn_src_code,pos_oaza_cho_chome_code,pos_data_mnt_year,"                \
    "cns_bnd_s_area_kcode,cns_bnd_year\n"
#define TOWN_POS_ROW(id, flag, lon, lat, srid)                                 \
    id "," flag "," lon "," lat "," srid ",25000,1,,,,,,0,,2020,,\n"
#define HOUSE                                                                  \
    "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,city,ward,oaza_cho,chome,"    \
    "koaza,machiaza_dist,blk_num,rsdt_num,rsdt_num2,basic_rsdt_div,"           \
    "rsdt_addr_flg,rsdt_addr_mtd_code,status_flg,efct_date,ablt_date,"         \
    "src_code,remarks\n"
#define HOUSE_POS                                                              \
    "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,rsdt_addr_flg,"               \
    "rsdt_addr_mtd_code,rep_lon,rep_lat,rep_srid,rep_scale,rep_src_code,"      \
    "rsdt_addr_code_rdbl,rsdt_addr_data_mnt_date,basic_rsdt_div\n"
#define PARCEL                                                                 \
    "lg_code,machiaza_id,prc_id,city,ward,oaza_cho,chome,koaza,"               \
    "machiaza_dist,prc_num1,prc_num2,prc_num3,rsdt_addr_flg,prc_rec_flg,"      \
    "prc_area_code,efct_date,ablt_date,src_code,remarks,real_prop_num\n"
#define PARCEL_POS                                                             \
    "lg_code,machiaza_id,prc_id,rep_lon,rep_lat,rep_srid,rep_scale,"           \
    "rep_src_code,plygn_fname,plygn_kcode,plygn_fmt,plygn_srid,plygn_scale,"   \
    "plygn_src_code,moj_map_city_code,moj_map_oaza_code,moj_map_chome_code,"   \
    "moj_map_koaza_code,moj_map_spare_code,moj_map_brushid\n"
#define ISJ_TOWN                                                                                   \
    "\"都道府県コード\",\"都道府県名\",\"市区町村コード\",\"市区町村名\"," \
    "\"大字町丁目コード\",\"大字町丁目名\",\"緯度\",\"経度\","                   \
    "\"原典資料コード\",\"大字・字・丁目区分コード\"\r\n"
#define ISJ_BLOCK                                                                            \
    "\"都道府県名\",\"市区町村名\",\"大字・丁目名\",\"小字・通称名\"," \
    "\"街区符号・地番\",\"座標系番号\",\"Ｘ座標\",\"Ｙ座標\",\"緯度\","  \
    "\"経度\",\"住居表示フラグ\",\"代表フラグ\",\"更新前履歴フラグ\"," \
    "\"更新後履歴フラグ\"\r\n"
#define OFFICES "pid,pref,cid,city,citykana,lat,lng,url,phrase,lgcode\n"
#define MERGERS                                                                \
    "\"date\",\"type\",\"event\",\"from_city_code\",\"from_pref_name\","       \
    "\"from_city_desig_name\",\"from_city_desig_name_kana\","                  \
    "\"from_city_name\",\"from_city_name_kana\",\"from_date\","                \
    "\"to_city_code\",\"to_pref_name\",\"to_city_desig_name\","                \
    "\"to_city_desig_name_kana\",\"to_city_name\",\"to_city_name_kana\","      \
    "\"to_date\"\n"

#define WAKAYAMA "302015,和歌山県,,,,,,和歌山市,,,,,,1947-04-17,,\n"

/* ---- tests ---- */

Test(draft, each_table_is_told_by_its_header)
{
    static const struct {
        enum source_form form;
        const char *header;
    } table[] = {
        {SOURCE_ABR_PREF,
         "lg_code,pref,pref_kana,pref_roma,efct_date,ablt_date,remarks\n"},
        {SOURCE_ABR_PREF_POS,
         CITY_POS "010006,141.347906782,43.0639406375,EPSG:6668,,,,,,\n"},
        {SOURCE_ABR_CITY, CITY},
        {SOURCE_ABR_CITY_POS, CITY_POS},
        {SOURCE_ABR_TOWN, TOWN},
        {SOURCE_ABR_TOWN_POS, TOWN_POS},
        {SOURCE_ABR_HOUSE, HOUSE},
        {SOURCE_ABR_HOUSE_POS, HOUSE_POS},
        {SOURCE_ABR_PARCEL, PARCEL},
        {SOURCE_ABR_PARCEL_POS, PARCEL_POS},
        {SOURCE_ISJ_TOWN, ISJ_TOWN},
        {SOURCE_ISJ_BLOCK, ISJ_BLOCK},
        {SOURCE_OFFICES, OFFICES},
        {SOURCE_MERGERS, MERGERS},
        {SOURCE_GEOLONIA, "[]"},
    };
    char name[32];

    for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
        snprintf(name, sizeof(name), "given/%02zu.csv", i);
        take(file(name, table[i].header));
        cr_assert_eq(draft.n_source, i + 1);
        cr_assert_eq(draft.source[i].form, table[i].form, "%zu", i);
        cr_assert_eq(draft.source[i].n_file, 1);
        cr_assert_null(draft.source[i].as_of);
        cr_assert(strstr(draft.source[i].attribution, "を加工して作成"));
    }
    settle();
}

Test(draft, the_day_of_a_table_is_taken_from_its_name_only)
{
    take(file("mt_city_all_20240312.csv", CITY WAKAYAMA));
    take(file("30_2023.csv", CITY));
    cr_assert_str_eq(draft.source[0].as_of, "2024-03-12");
    cr_assert_str_eq(
        draft.source[0].attribution,
        "出典：「アドレス・ベース・レジストリ 市区町村（2024年3月12日時点）」"
        "（デジタル庁）（https://www.digital.go.jp/policies/"
        "base_registry_address）を加工して作成");
    cr_assert_null(draft.source[1].as_of);
}

Test(draft, a_table_that_is_not_known_is_refused)
{
    /* The registry's blocks: like towns, but for one column. */
    refuse(file("a.csv", "lg_code,machiaza_id,blk_id,city,ward,oaza_cho,chome,"
                         "koaza,machiaza_dist,blk_num\n"),
           "'a.csv' is no table of addresses");
    refuse(file("README.txt", "read me\n"), "'README.txt' is no table");
    refuse(file("empty.csv", ""), "'empty.csv' is no table");
    refuse(file("ja.json", "{\"北海道\":[\"札幌市中央区\"]}"),
           "'ja.json' is no table");
    refuse(file("cut.json", "[{\"town\":\"a\","), "no whole JSON");
    refuse(file("page.csv", "<html></html>"), "web page");
}

Test(draft, a_folder_without_tables_is_refused)
{
    file("none/README.md", "lg_code\n");
    refuse(path_of("none"), "holds no table");
}

Test(draft, towns_find_their_positions_in_any_order)
{
    take(file(
        "pos.csv",
        TOWN_POS TOWN_POS_ROW("302015,0001000", "1", "135.163085", "34.21348",
                              "EPSG:4612")
            TOWN_POS_ROW("302015,0009000", "0", "135.2", "34.2", "EPSG:6668")
                TOWN_POS_ROW("302015,0001000", "1", "135.9", "34.9",
                             "EPSG:6668")));
    take(file(
        "town.csv",
        TOWN TOWN_ROW("302015,0001000", "葵町", "", "", "1", "0", "", "6408273")
            TOWN_ROW("302015,0002001", "秋月", "１丁目", "", "0", "0", "",
                     "6408322")
                TOWN_ROW("302015,0003101", "大字池島", "", "一番割", "0", "2",
                         "2020-04-01", "")));
    settle();
    counted(0, SOURCE_ABR_TOWN_POS, 1, 2); /* one of no town, one twice */
    counted(1, SOURCE_ABR_TOWN, 3, 0);
    const struct draft_town *aoi = town("30201", "葵町", NULL, NULL);
    at(aoi->point, 135.163085, 34.21348);
    cr_assert_eq(aoi->id, 1000);
    cr_assert_eq(aoi->source, 1);
    cr_assert_eq(aoi->source_point, 0);
    cr_assert_str_eq(aoi->postal, "6408273");
    cr_assert(aoi->residential && !aoi->street_name && !aoi->abolished);
    const struct draft_town *akizuki = town("30201", "秋月", "１丁目", NULL);
    nowhere(akizuki->point);
    cr_assert_str_eq(akizuki->postal, "6408322");
    const struct draft_town *ike = town("30201", "大字池島", NULL, "一番割");
    cr_assert(ike->street_name && !ike->residential);
    cr_assert_str_eq(ike->abolished, "2020-04-01");
}

Test(draft, one_id_may_have_a_town_with_and_one_without_house_numbers)
{
    take(file(
        "town.csv",
        TOWN TOWN_ROW("302031,0002001", "市脇", "一丁目", "", "0", "0", "", "")
            TOWN_ROW("302031,0002001", "市脇", "一丁目", "", "1", "0", "", "")
                TOWN_ROW("302031,0003000", "妻", "", "", "0", "0", "", "")));
    take(file("pos.csv", TOWN_POS TOWN_POS_ROW("302031,0002001", "0", "135.1",
                                               "34.1", "EPSG:6668")
                             TOWN_POS_ROW("302031,0002001", "1", "135.2",
                                          "34.2", "EPSG:6668")
                                 TOWN_POS_ROW("302031,0003000", "1", "135.3",
                                              "34.3", "EPSG:6668")));
    take(file("house.csv", HOUSE "302031,0002001,001,002,,橋本市,,市脇,一丁目,,"
                                 ",1,2,,0,1,1,0,1947-04-17,,0,\n"));
    take(file("parcel.csv",
              PARCEL "302031,0002001,000010000000000,橋本市,,市脇,一丁目,,,9,,,"
                     "0,1,,1947-04-17,,1,,\n"));
    settle();
    counted(1, SOURCE_ABR_TOWN_POS, 3, 0);
    cr_assert_eq(draft.n_town, 3);
    for (size_t i = 0; i < 2; i++)
        at(draft.town[i].point, draft.town[i].residential ? 135.2 : 135.1,
           draft.town[i].residential ? 34.2 : 34.1);
    at(town("30203", "妻", NULL, NULL)->point, 135.3, 34.3);
    cr_assert(draft.town[number("1-2")->town].residential);
    cr_assert_not(draft.town[number("9")->town].residential);
}

Test(draft, positions_that_are_not_usable_leave_the_town)
{
    take(file("town.csv",
              TOWN TOWN_ROW("302015,0001000", "葵町", "", "", "1", "0", "", "")
                  TOWN_ROW("302015,0002000", "秋月", "", "", "1", "0", "", "")
                      TOWN_ROW("302015,0003000", "秋葉町", "", "", "1", "0", "",
                               "") TOWN_ROW("302015,0004000", "朝日", "", "",
                                            "1", "0", "", "")));
    take(file(
        "pos.csv", TOWN_POS TOWN_POS_ROW("302015,0001000", "1", "34.2", "135.1",
                                         "EPSG:6668") /* exchanged */
        TOWN_POS_ROW("302015,0002000", "1", "", "", "EPSG:6668")
            TOWN_POS_ROW("302015,0003000", "1", "135.1", "34.2", "EPSG:2448")
                TOWN_POS_ROW("302015,0004000", "1", "135.1", "34.2", "")));
    settle();
    counted(0, SOURCE_ABR_TOWN, 4, 0);
    counted(1, SOURCE_ABR_TOWN_POS, 0, 4);
    for (size_t i = 0; i < draft.n_town; i++)
        nowhere(draft.town[i].point);
}

Test(draft, positions_of_the_old_datum_are_moved)
{
    take(file("town.csv", TOWN TOWN_ROW("302015,0001000", "葵町", "", "", "1",
                                        "0", "", "")));
    take(file("pos.csv", TOWN_POS TOWN_POS_ROW("302015,0001000", "1", "135.163",
                                               "34.213", "EPSG:4301")));
    settle();
    double moved_m =
        crs_distance_m((struct lonlat){135.163, 34.213}, draft.town[0].point);
    cr_assert(moved_m > 350 && moved_m < 550, "%f", moved_m);
}

Test(draft, houses_are_joined_by_their_whole_id)
{
    take(file("pos.csv", HOUSE_POS
              "131059,0001001,001,002,00003,1,1,139.75,35.71,EPSG:6668,2500,1,"
              "http://example.jp/,2019-04-04,0\n"
              "131059,0001001,001,002,,1,1,139.76,35.72,EPSG:6668,2500,1,"
              "http://example.jp/,2019-04-04,0\n"
              "131059,0001001,001,002,,1,1,139.99,35.99,EPSG:6668,2500,1,"
              "http://example.jp/,2019-04-04,0\n"
              "131059,0001002,001,002,,1,1,139.99,35.99,EPSG:6668,2500,1,"
              "http://example.jp/,2019-04-04,0\n"));
    take(file("house.csv", HOUSE
              "131059,0001001,001,002,00003,文京区,,白山,１丁目,,,1,2,3,0,"
              "1,1,0,1947-04-17,,0,\n"
              "131059,0001001,001,002,,文京区,,白山,１丁目,,,1,2,,0,1,1,0,"
              "1947-04-17,,0,\n"
              "131059,0001001,001,,,文京区,,白山,１丁目,,,A1,,,0,1,1,0,"
              "1947-04-17,,0,\n"
              "131059,0001001,009,009,,文京区,,白山,１丁目,,,9,9,,0,1,1,0,"
              "1947-04-17,2020-01-01,0,\n"
              "131059,0001001,008,,,文京区,,白山,１丁目,,,,,,0,1,1,0,"
              "1947-04-17,,0,\n"));
    settle();
    counted(0, SOURCE_ABR_HOUSE_POS, 2, 2);
    counted(1, SOURCE_ABR_HOUSE, 3, 2); /* one abolished, one without number */
    at(number("1-2-3")->point, 139.75, 35.71);
    at(number("1-2")->point, 139.76, 35.72);
    nowhere(number("A1")->point);
    cr_assert_eq(number("A1")->level, LEVEL_HOUSE);
    cr_assert_eq(draft.n_number, 3);
}

Test(draft, numbers_without_their_town_table_bring_their_town)
{
    take(file("house.csv", HOUSE
              "131059,0001001,001,001,,文京区,,白山,１丁目,,,1,1,,0,1,1,0,"
              "1947-04-17,,0,\n"
              "131059,0001001,001,002,,文京区,,白山,１丁目,,,1,2,,0,1,1,0,"
              "1947-04-17,,0,\n"));
    take(file("pos.csv", TOWN_POS TOWN_POS_ROW("131059,0001001", "1", "139.75",
                                               "35.71", "EPSG:6668")));
    settle();
    cr_assert_eq(draft.n_town, 1);
    const struct draft_town *it = town("13105", "白山", "１丁目", NULL);
    cr_assert(it->residential);
    cr_assert_eq(it->source, 0);
    at(it->point, 139.75, 35.71);
    counted(0, SOURCE_ABR_HOUSE, 2, 0);
    counted(1, SOURCE_ABR_TOWN_POS, 1, 0);
}

Test(draft, parcels_keep_kana_and_those_without_position)
{
    take(file("town.csv", TOWN TOWN_ROW("302015,0001000", "葵町", "", "", "0",
                                        "0", "", "")));
    take(file("parcel.csv", PARCEL
              "302015,0001000,001030000300000,和歌山市,,葵町,,,,103,ﾛ,,0,"
              "1,,1947-04-17,,1,,\n"
              "302015,0001000,001040000000000,和歌山市,,葵町,,,,104,乙,3,"
              "0,1,,1947-04-17,,1,,\n"));
    take(file("pos.csv", PARCEL_POS
              "302015,0001000,001030000300000,135.1,34.2,EPSG:6668,500,1,,,,"
              "EPSG:6668,500,1,30201,423,000,0000,00,H000000001\n"));
    settle();
    counted(1, SOURCE_ABR_PARCEL, 2, 0);
    counted(2, SOURCE_ABR_PARCEL_POS, 1, 0);
    at(number("103-ﾛ")->point, 135.1, 34.2);
    nowhere(number("104-乙-3")->point);
    cr_assert_eq(number("104-乙-3")->level, LEVEL_PARCEL);
    cr_assert_eq(draft.n_town, 1);
    cr_assert_eq(draft.town[0].source, 0);
}

Test(draft, the_headings_of_2022_are_japanese)
{
    take(file("town.csv",
              "全国地方公共団体コード,町字id,町字区分コード,都道府県名,郡名,"
              "市区町村名,政令市区名,大字・町名,丁目名,丁目名_数字,小字名,"
              "住居表示フラグ,効力発生日,廃止日,郵便番号\n"
              "011011,0001001,2,北海道,,札幌市,中央区,旭ケ丘,１丁目,1,,1,"
              "1947-04-17,,\n"));
    take(file("pos.csv",
              "全国地方公共団体コード,町字id,住居表示フラグ,代表点_経度,"
              "代表点_緯度,代表点_座標参照系\n"
              "011011,0001001,1,141.319,43.044,EPSG:4612\n"));
    take(
        file("house.csv",
             "全国地方公共団体コード,町字id,街区id,住居id,住居2id,市区町村名,"
             "政令市区名,大字・町名,丁目名,小字名,街区符号,住居番号,"
             "住居番号2,住居表示フラグ,廃止日\n"
             "011011,0001001,001,001,,札幌市,中央区,旭ケ丘,１丁目,,1,1,,1,\n"));
    take(file("house_pos.csv",
              "全国地方公共団体コード,町字id,街区id,住居id,住居2id,"
              "住居表示フラグ,代表点_経度,代表点_緯度,代表点_座標参照系\n"
              "011011,0001001,001,001,,1,141.3198,43.0440,EPSG:6668\n"));
    take(file("city.csv",
              "全国地方公共団体コード,都道府県名,都道府県名_カナ,郡名,"
              "市区町村名,政令市区名,廃止日\n"
              "011011,北海道,ホッカイドウ,,札幌市,中央区,\n"));
    settle();
    counted(0, SOURCE_ABR_TOWN, 1, 0);
    counted(3, SOURCE_ABR_HOUSE_POS, 1, 0);
    at(town("01101", "旭ケ丘", "１丁目", NULL)->point, 141.319, 43.044);
    at(number("1-1")->point, 141.3198, 43.0440);
    cr_assert_str_eq(city("01101")->ward, "中央区");
}

Test(draft, a_zip_with_backslashes_and_papers_is_read)
{
    char text[4096];
    struct member member[] = {
        {"30000-17.0b\\30_2023.csv",
         cp932(ISJ_TOWN
               "\"47\",\"沖縄県\",\"47201\",\"那覇市\",\"472010001001\","
               "\"古波蔵一丁目\",\"26.205\",\"127.680\",\"0\",\"3\"\r\n"
               "\"47\",\"沖縄県\",\"\",\"那覇市\",\"472010001002\","
               "\"古波蔵二丁目\",\"26.205\",\"127.680\",\"0\",\"3\"\r\n",
               text, sizeof(text))},
        {"30000-17.0b\\format_2023.html", STR("<html></html>")},
        {"30000-17.0b\\META_30_2023.xml", STR("<?xml version=\"1.0\"?>")},
    };

    take(zip("30000-17.0b.zip", member, 3));
    settle();
    cr_assert_eq(draft.n_source, 1);
    cr_assert_str_eq(draft.source[0].label,
                     "30000-17.0b.zip:30000-17.0b/30_2023.csv");
    counted(0, SOURCE_ISJ_TOWN, 1, 1);
    const struct draft_town *it = town("47201", "古波蔵一丁目", NULL, NULL);
    at(it->point, 127.680, 26.205);
    cr_assert_eq(it->id, 0);
}

Test(draft, a_member_that_would_leave_its_folder_is_refused)
{
    struct member member[] = {{"a\\..\\..\\b.csv", STR(CITY)}};

    refuse(zip("a.zip", member, 1), "no plain name in a folder");
}

Test(draft, blocks_are_those_that_represent_and_stand)
{
    char text[4096];
    struct str rows =
        cp932(ISJ_BLOCK
              "\"和歌山県\",\"和歌山市\",\"葵町\",\"\",\"1\",\"6\",\"0\",\"0\","
              "\"34.21\",\"135.16\",\"0\",\"1\",\"0\",\"0\"\r\n"
              "\"和歌山県\",\"和歌山市\",\"葵町\",\"\",\"2\",\"6\",\"0\",\"0\","
              "\"34.22\",\"135.17\",\"1\",\"1\",\"1\",\"0\"\r\n"
              "\"和歌山県\",\"和歌山市\",\"葵町\",\"\",\"2\",\"6\",\"0\",\"0\","
              "\"34.23\",\"135.18\",\"1\",\"0\",\"0\",\"0\"\r\n"
              "\"和歌山県\",\"和歌山市\",\"葵町\",\"\",\"3\",\"6\",\"0\",\"0\","
              "\"34.24\",\"135.19\",\"1\",\"1\",\"3\",\"0\"\r\n"
              "\"和歌山県\",\"和歌山市\",\"秋月\",\"下桶\",\"126\",\"6\",\"0\","
              "\"0\",\"\",\"\",\"0\",\"1\",\"0\",\"0\"\r\n"
              "\"和歌山県\",\"無名市\",\"秋月\",\"\",\"127\",\"6\",\"0\",\"0\","
              "\"34.24\",\"135.19\",\"0\",\"1\",\"0\",\"0\"\r\n",
              text, sizeof(text));

    take(bytes("30_2023.csv", rows));
    take(file("city.csv", CITY WAKAYAMA));
    settle();
    counted(0, SOURCE_ISJ_BLOCK, 3, 3);
    cr_assert_eq(draft.n_town, 2);
    const struct draft_town *aoi = town("30201", "葵町", NULL, NULL);
    nowhere(aoi->point);
    cr_assert(aoi->residential);
    nowhere(town("30201", "秋月", NULL, "下桶")->point);
    at(number("1")->point, 135.16, 34.21);
    at(number("2")->point, 135.17, 34.22);
    cr_assert_eq(number("2")->level, LEVEL_BLOCK);
    nowhere(number("126")->point);
}

Test(draft, a_dictionary_without_codes_finds_its_municipalities)
{
    static const char *const rows =
        "[{\"town\":\"中央一区\",\"koaza\":\"\",\"lat\":43.82,\"lng\":142.49},"
        "{\"town\":\"字開明\",\"lat\":43.9,\"lng\":142.5},"
        "{\"town\":\"東\",\"koaza\":\"谷\",\"lat\":null,\"lng\":null},"
        "{\"town\":\"\",\"koaza\":\"\",\"lat\":43.82,\"lng\":142.49}]";

    file("geo/LICENSE.txt", "MIT\n");
    file("geo/api/ja.json", "{\"北海道\":[]}");
    file("geo/api/ja/北海道/上川郡当麻町.json", rows);
    file("geo/api/ja/北海道/泊村.json", rows);
    file("geo/api/ja/茨城県/龍ヶ崎市.json", rows);
    file("geo/api/ja/静岡県/浜松市中区.json", rows);
    file("geo/api/ja/静岡県/浜松市天竜区.json", rows);
    take(path_of("geo"));
    take(file("city.csv",
              CITY "014541,北海道,,,上川郡,,,当麻町,,,,,,1947-04-17,,\n"
                   "014036,北海道,,,古宇郡,,,泊村,,,,,,1947-04-17,,\n"
                   "016969,北海道,,,国後郡,,,泊村,,,,,,1947-04-17,,\n"
                   "082082,茨城県,,,,,,龍ケ崎市,,,,,,1947-04-17,,\n"
                   "221406,静岡県,,,,,,浜松市,,,天竜区,,,2024-01-01,,\n"));
    take(file("offices.csv", OFFICES
              "22,静岡県,22131,浜松市 中区,,34.71,137.72,,,221317\n"
              "22,静岡県,22137,浜松市 天竜区,,34.87,137.81,,,221376\n"));
    settle();
    cr_assert_eq(draft.n_source, 3);
    cr_assert_eq(draft.source[0].n_file, 5);
    cr_assert_str_eq(draft.source[0].label, "geo");
    counted(0, SOURCE_GEOLONIA, 12, 8); /* two municipalities are 泊村 */
    at(town("01454", "中央一区", NULL, NULL)->point, 142.49, 43.82);
    at(town("01454", "字開明", NULL, NULL)->point, 142.5, 43.9);
    nowhere(town("08208", "東", NULL, "谷")->point);
    town("22131", "中央一区", NULL, NULL);
    town("22140", "中央一区", NULL, NULL); /* the ward in being */
}

Test(draft, a_dictionary_in_a_zip_and_offices_without_counties_will_do)
{
    struct member member[] = {
        {"api\\ja\\\xe5\x8c\x97\xe6\xb5\xb7\xe9\x81\x93\\"
         "\xe4\xb8\x8a\xe5\xb7\x9d\xe9\x83\xa1\xe5\xbd\x93\xe9\xba\xbb\xe7\x94"
         "\xba.json",
         STR("[{\"town\":\"a\",\"koaza\":\"\",\"lat\":43.82,\"lng\":142.49}]")},
    };

    take(zip("geo.zip", member, 1));
    take(file("offices.csv",
              OFFICES "1,北海道,1454,当麻町,,43.82,142.5,,,014541\n"));
    settle();
    town("01454", "a", NULL, NULL);
}

Test(draft, names_without_any_table_of_municipalities_are_refused)
{
    struct err err = {0};

    file("北海道/当麻町.json",
         "[{\"town\":\"a\",\"lat\":43.82,\"lng\":142.49}]");
    take(path_of("北海道/当麻町.json"));
    cr_assert_not(draft_settle(&draft, &err));
    cr_assert_eq(err.class, ERR_INPUT);
    cr_assert_not_null(strstr(err.text, "mt_city_all"), "%s", err.text);
}

Test(draft, the_registry_goes_before_the_offices)
{
    take(file("offices.csv",
              OFFICES "30,和歌山県,30201,和歌山シ,,34.5,135.5,,,302015\n"
                      "30,和歌山県,30202,海南市,,34.15,135.2,,,302023\n"
                      "22,静岡県,22131,浜松市 中区,,34.71,137.72,,,221317\n"
                      "22,静岡県,22132,浜松市 東区,,0,0,,,221325\n"
                      "22,静岡県,,名無市,,34.71,137.72,,,\n"));
    take(file("city.csv", CITY WAKAYAMA
              "302023,和歌山県,,,,,,海南市,,,,,,1947-04-17,,\n"
              "303011,和歌山県,,,海草郡,,,下津町,,,,,,1947-04-17,2005-04-01,\n"
              "303011,,,,,,,,,,,,,,,\n"));
    take(file("pos.csv",
              CITY_POS "302015,135.170808,34.230409,EPSG:6668,,,,,,\n"
                       "303011,,,EPSG:6668,,,,,,\n"
                       "999999,135.1,34.2,EPSG:6668,,,,,,\n"
                       "131016,139.7,35.7,EPSG:6668,,,,,,\n"));
    settle();
    counted(0, SOURCE_OFFICES, 3, 2);
    counted(1, SOURCE_ABR_CITY, 3, 1);
    counted(2, SOURCE_ABR_CITY_POS, 1, 3);
    cr_assert_eq(draft.n_city, 5);
    at(city("30201")->point, 135.170808, 34.230409);
    cr_assert_str_eq(city("30201")->city, "和歌山市");
    at(city("30202")->point, 135.2, 34.15);
    cr_assert_eq(city("30202")->source, 1);
    cr_assert_str_eq(city("30301")->abolished, "2005-04-01");
    cr_assert_str_eq(city("30301")->county, "海草郡");
    cr_assert_str_eq(city("22131")->city, "浜松市");
    cr_assert_str_eq(city("22131")->ward, "中区");
    at(city("22131")->point, 137.72, 34.71);
    nowhere(city("22132")->point);
    for (size_t i = 1; i < draft.n_city; i++)
        cr_assert_lt(strcmp(draft.city[i - 1].code, draft.city[i].code), 0);
}

Test(draft, mergers_have_two_sides)
{
    take(file(
        "mergers.csv", MERGERS
        "\"1970-07-01\",\"市制施行\",\"我孫子町\",\"12304\",\"千葉県\","
        "\"東葛飾郡\",,\"我孫子町\",,,\"12222\",\"千葉県\",,,\"我孫子市\",,\n"
        "\"2024-01-01\",\"区の再編\",\"中区\",\"22131\",\"静岡県\","
        "\"浜松市\",,\"中区\",,,\"22138\",\"静岡県\",\"浜松市\",,\"中央区\",,\n"
        "\"1970-11-03\",\"郡の廃止\",\"北多摩郡\",\"13340\",\"東京都\","
        "\"北多摩郡\",,,,,,,,,,,\n"));
    settle();
    counted(0, SOURCE_MERGERS, 2, 1);
    cr_assert_str_eq(draft.merger[0].date, "1970-07-01");
    cr_assert_str_eq(draft.merger[0].from, "12304");
    cr_assert_str_eq(draft.merger[0].to, "12222");
    cr_assert_str_eq(draft.merger[0].from_county, "東葛飾郡");
    cr_assert_str_eq(draft.merger[0].from_city, "我孫子町");
    cr_assert_null(draft.merger[1].from_county);
    cr_assert_str_eq(draft.merger[1].from_city, "浜松市中区");
}

Test(draft, rows_of_another_width_are_passed)
{
    take(file("city.csv", CITY WAKAYAMA
              "302023,和歌山県,,,,,,海南\n"
              "302031,和歌山県,,,,,,橋本市,,,,,,1947-04-17,,,,\n"
              "302040,和歌山県,,,,,,\"有田\"市,,,,,,1947-04-17,,\n"));
    settle();
    counted(0, SOURCE_ABR_CITY, 1, 3);
}

Test(draft, what_is_settled_is_in_order)
{
    take(file("house.csv",
              HOUSE "131059,0002000,001,002,,文京区,,乙,,,,1,2,,0,1,1,0,,,0,\n"
                    "131059,0001000,001,001,,文京区,,甲,,,,7,1,,0,1,1,0,,,0,\n"
                    "131016,0009000,001,001,,千代田区,,丙,,,,8,1,,0,1,1,0,,,0,"
                    "\n"
                    "131059,0002000,001,001,,文京区,,乙,,,,1,1,,0,1,1,0,,,0,"
                    "\n"));
    settle();
    static const char *const texts[] = {"8-1", "7-1", "1-2", "1-1"};
    cr_assert_eq(draft.n_town, 3);
    cr_assert_str_eq(draft.town[0].oaza, "丙");
    cr_assert_str_eq(draft.town[1].oaza, "甲");
    for (size_t i = 0; i < 4; i++)
        cr_assert_str_eq(draft.number[i].text, texts[i]);
}

Test(draft, nothing_read_settles_to_nothing)
{
    settle();
    cr_assert_eq(draft.n_town + draft.n_number + draft.n_city, 0);
}

Test(draft, a_whole_prefecture_of_the_registry_joins)
{
    const char *base = DATA_DIR "/mirror/data.address-br.digital.go.jp";
    char path[1024];

    if (access(base, R_OK) != 0)
        cr_skip_test("no %s", base);
    for (const char *const *name =
             (const char *const[]){
                 "mt_rsdtdsp_rsdt_pos/pref/mt_rsdtdsp_rsdt_pos_pref30.csv.zip",
                 "mt_rsdtdsp_rsdt/pref/mt_rsdtdsp_rsdt_pref30.csv.zip",
                 "mt_town/pref/mt_town_pref30.csv.zip",
                 "mt_town_pos/pref/mt_town_pos_pref30.csv.zip", NULL};
         *name; name++) {
        snprintf(path, sizeof(path), "%s/%s", base, *name);
        take(path);
    }
    settle();
    counted(0, SOURCE_ABR_HOUSE_POS, 34015, 1);
    counted(1, SOURCE_ABR_HOUSE, 34015, 0);
    counted(2, SOURCE_ABR_TOWN, 3544, 0);
    counted(3, SOURCE_ABR_TOWN_POS, 1919, 1618);
    cr_assert_eq(draft.n_town, 3544);
    for (size_t i = 0; i < draft.n_number; i++)
        cr_assert_not(isnan(draft.number[i].point.lon_deg));
}
