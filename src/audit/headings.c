#include "audit/headings.h"

#include "norm/text_char.h"

#include <string.h>

/* ---- municipality, town, date ---- */

enum about {
    ABOUT_CODE,
    ABOUT_NAME,
    ABOUT_WARD,
    ABOUT_PREFECTURE,
    ABOUT_TOWN,
    ABOUT_CHOME,
    ABOUT_VINTAGE,
    ABOUTS
};

/* As fold() writes them. N03: 国土数値情報 行政区域; A38a: 医療圏 (一次);
 * lg_code, city, ward: アドレス・ベース・レジストリ. */
static const char *const known[ABOUTS] = {
    [ABOUT_CODE] =
        "市区町村コード|市町村コード|市区町村cd|市町村cd|"
        "全国地方公共団体コード|地方公共団体コード|団体コード|自治体コード|"
        "標準地域コード|行政区域コード|行政コード|"
        "都道府県コード又は市区町村コード|jisコード|lg_code|lg_code_5|code5|"
        "lgcode|municipality_code|city_code|citycode|jiscode|jis_code|"
        "n03_007|a38a_001",
    [ABOUT_NAME] = "市区町村名|市町村名|市区町村|市町村|自治体名|自治体|"
                   "団体名|行政区域名|構成市町村|構成市区町村|city|city_name|"
                   "municipality|municipality_name|a38a_002",
    [ABOUT_WARD] = "政令市区名|区名|行政区|行政区名|ward|ward_name",
    [ABOUT_PREFECTURE] =
        "都道府県名|都道府県|県名|pref|pref_name|prefecture|prefecture_name",
    [ABOUT_TOWN] = "町丁|町丁名|町丁目|町丁目名|町丁・字|町丁字|町丁・字名|"
                   "町丁・字等|町字|町字名|大字|大字名|大字・町名|大字町名|"
                   "大字・町丁目|大字・町丁目名|大字町丁目名|大字町丁目|町名|"
                   "町|担当町丁|担当町名|対象町丁|該当町丁|担当地域|担当区域|"
                   "所管区域|構成町丁|構成町名|town|town_name|oaza|oaza_town|"
                   "machiaza",
    [ABOUT_CHOME] = "丁目|丁目名|chome",
    [ABOUT_VINTAGE] =
        ("年度|基準年度|基準日|時点|データ時点|版|年次|作成年度|適用年度|"
         "vintage|as_of|asof|fiscal_year"),
};

/* NFKC without spaces, Western letters small; a dash behind katakana is ー
 * (コ－ド). Not text_key(), since kinds are shown as they are written. */
static struct str fold(struct str heading, struct arena *arena)
{
    struct str text = text_nfkc(heading, arena);
    char *out = arena_alloc(arena, text.len * 3 + 4);
    uint32_t code, before = 0;
    size_t len = 0, n;

    for (size_t at = 0; at < text.len; at += n) {
        n = text_next(text, at, &code);
        enum text_char what = text_char(code);
        if (what == CHAR_SPACE || what == CHAR_BLANK || what == CHAR_LINE ||
            what == CHAR_HIDDEN || what == CHAR_CONTROL)
            continue;
        if (code >= 'A' && code <= 'Z')
            code += 'a' - 'A';
        if (text_is_dash(code))
            code = before >= 0x30A1 && before <= 0x30FA ? 0x30FC : '-';
        before = code;
        len += text_put(out + len, code);
    }
    return (struct str){out, len};
}

static bool among(const char *variants, struct str key)
{
    struct str rest = str_of(variants), one;

    while (str_part(&rest, '|', &one))
        if (str_eq(one, key))
            return true;
    return false;
}

/* ---- areas ---- */

enum role { ROLE_NONE, ROLE_CODE, ROLE_NAME };

/* Headings that name an area, but of what kind they do not tell. */
static const char neutral_code[] =
    "area_code|areacode|area_id|areaid|region_code|region_id|"
    "medical_area_code|エリアコード|圏域コード|圏域番号|圏コード|区域コード|"
    "地区コード|地区番号|地域コード|ブロックコード";
static const char neutral_name[] =
    "area_name|areaname|area|region_name|region|medical_area_name|"
    "medical_area|エリア名|エリア|圏域名|圏域名称|圏域|圏名|圏|区域名|区域名称|"
    "区域|地区名|地区|地域名|地域|ブロック名|ブロック";
static const char polygon_code[] = "code|id|コード|番号";
static const char polygon_name[] = "name|名称|名前|title";

/* 国土数値情報 医療圏 (A38), edition of 2020: A38b the secondary, A38c the
 * tertiary areas; A38a_003 is the secondary area of a municipality. */
static const struct {
    const char *key, *kind;
    enum role role;
} a38[] = {
    {"a38a_003", "二次医療圏", ROLE_CODE},
    {"a38b_003", "二次医療圏", ROLE_CODE},
    {"a38b_004", "二次医療圏", ROLE_NAME},
    {"a38c_002", "三次医療圏", ROLE_NAME},
    {"secondary_medical_area_code", "二次医療圏", ROLE_CODE},
    {"secondary_medical_area_name", "二次医療圏", ROLE_NAME},
    {"secondary_medical_area", "二次医療圏", ROLE_NAME},
};

/* Cut one of these endings off. */
static bool cut_end(struct str *text, const char *endings)
{
    struct str rest = str_of(endings), one;

    while (str_part(&rest, '|', &one))
        if (str_ends(*text, one)) {
            *text = str_cut(*text, 0, text->len - one.len);
            return true;
        }
    return false;
}

static bool cut_start(struct str *text, const char *starts)
{
    struct str rest = str_of(starts), one;

    while (str_part(&rest, '|', &one))
        if (text->len > one.len && str_starts(*text, one)) {
            *text = str_cut(*text, one.len, text->len);
            return true;
        }
    return false;
}

static bool ends_as_area(struct str stem)
{
    struct str text = stem;

    return str_is(stem, "保健所") ||
           (cut_end(&text, "圏域|圏|区域|保健所|センター|学校区|学区|校区") &&
            text.len > 0);
}

const char *headings_kind(struct str written, struct arena *arena)
{
    static const char *const steps[][2] = {
        {"1次", "一次"}, {"2次", "二次"}, {"3次", "三次"}};
    struct str key = fold(written, arena);

    cut_start(&key, "管轄|所管|担当|該当|所属");
    if (str_starts(key, STR("第")) && str_find(key, STR("次")) != SIZE_MAX)
        cut_start(&key, "第");
    for (size_t i = 0; i < 3; i++)
        if (str_starts(key, str_of(steps[i][0])))
            key = str_of(arena_format(
                arena, "%s%.*s", steps[i][1],
                STR_ARG(str_cut(key, strlen(steps[i][0]), key.len))));
    if (str_is(key, "地域医療構想区域"))
        key = STR("構想区域");
    if (str_is(key, "日常生活圏"))
        key = STR("日常生活圏域");
    return arena_copy(arena, key.ptr, key.len);
}

/* The kind that a heading names; NULL when it names no area, "" when it does
 * not tell the kind. */
static const char *kind_of(struct str key, bool polygons, enum role *role,
                           struct arena *arena)
{
    struct str stem = key;

    for (size_t i = 0; i < sizeof(a38) / sizeof(*a38); i++)
        if (str_is(key, a38[i].key)) {
            *role = a38[i].role;
            return a38[i].kind;
        }
    *role = ROLE_CODE;
    if (among(neutral_code, key) || (polygons && among(polygon_code, key)))
        return "";
    *role = ROLE_NAME;
    if (among(neutral_name, key) || (polygons && among(polygon_name, key)))
        return "";
    /* A shapefile cuts names off at 10 bytes: 構想区域コ. */
    if (cut_end(&stem, "コード|コー|コ|cd|_code|code|番号|_id|id|no.|no"))
        *role = ROLE_CODE;
    else
        cut_end(&stem, "名称|名|_name|name");
    return ends_as_area(stem) ? headings_kind(stem, arena) : NULL;
}

static void add_kind(struct headings *headings, const char *kind,
                     enum role role, int column)
{
    struct headings_kind *at = NULL;

    for (size_t i = 0; i < headings->n_kind && !at; i++)
        if (strcmp(headings->kind[i].kind, kind) == 0)
            at = &headings->kind[i];
    if (!at && headings->n_kind == HEADINGS_KINDS)
        return;
    if (!at) {
        at = &headings->kind[headings->n_kind++];
        *at = (struct headings_kind){kind, -1, -1};
    }
    int *member = role == ROLE_CODE ? &at->code : &at->name;
    if (*member < 0)
        *member = column;
}

void headings_find(const struct str *heading, size_t n, bool polygons,
                   struct headings *headings, struct arena *arena)
{
    int *column[ABOUTS] = {
        [ABOUT_CODE] = &headings->code,
        [ABOUT_NAME] = &headings->name,
        [ABOUT_WARD] = &headings->ward,
        [ABOUT_PREFECTURE] = &headings->prefecture,
        [ABOUT_TOWN] = &headings->town,
        [ABOUT_CHOME] = &headings->chome,
        [ABOUT_VINTAGE] = &headings->vintage,
    };

    *headings = (struct headings){.n_kind = 0};
    for (int a = 0; a < ABOUTS; a++)
        *column[a] = -1;
    for (size_t i = 0; i < n; i++) {
        enum role role = ROLE_NONE;
        struct str key = fold(heading[i], arena);
        int a = 0;
        while (a < ABOUTS && !among(known[a], key))
            a++;
        if (a < ABOUTS) {
            if (*column[a] < 0)
                *column[a] = (int)i;
            continue;
        }
        const char *kind = kind_of(key, polygons, &role, arena);
        if (kind)
            add_kind(headings, kind, role, (int)i);
    }
}

/* ---- what else tells or asks ---- */

const char *headings_kind_of_file(const char *name, struct arena *arena)
{
    static const char *const kinds[] = {
        "三次医療圏",
        "3次医療圏",
        "二次医療圏",
        "2次医療圏",
        "構想区域",
        "日常生活圏域",
        "老人福祉圏域",
        "高齢者福祉圏域",
        "障害保健福祉圏域",
        "在宅医療圏",
        "地域包括支援センター",
        "保健所",
        "中学校区",
        "小学校区",
    };
    struct str key = fold(str_of(name), arena);
    const char *found = NULL;

    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        if (str_find(key, str_of(kinds[i])) == SIZE_MAX)
            continue;
        if (found)
            return NULL;
        found = headings_kind(str_of(kinds[i]), arena);
    }
    return found;
}

bool headings_kind_of_city(const char *kind)
{
    return strcmp(kind, "日常生活圏域") == 0 ||
           str_ends(str_of(kind), STR("地域包括支援センター")) ||
           str_ends(str_of(kind), STR("学校区")) ||
           str_ends(str_of(kind), STR("学区")) ||
           str_ends(str_of(kind), STR("校区"));
}
