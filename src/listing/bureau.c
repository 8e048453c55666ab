#include "listing/bureau.h"

#include "model/municipality.h"
#include "norm/date.h"
#include "norm/text.h"

#include <stdio.h>
#include <string.h>

/* 厚生労働省組織令: eight bureaus; 四国 is a branch of 中国四国. */
static const struct bureau {
    const char *name, *url;
    const char *prefectures; /* two digits each */
} bureaus[] = {
    {"北海道厚生局",
     "https://kouseikyoku.mhlw.go.jp/hokkaido/gyomu/gyomu/hoken_kikan/"
     "todokede_juri_ichiran.html",
     "01"},
    {"東北厚生局",
     "https://kouseikyoku.mhlw.go.jp/tohoku/gyomu/gyomu/hoken_kikan/"
     "documents/201805koushin.html",
     "020304050607"},
    {"関東信越厚生局",
     "https://kouseikyoku.mhlw.go.jp/kantoshinetsu/chousa/kijyun.html",
     "08091011121314151920"},
    {"東海北陸厚生局",
     "https://kouseikyoku.mhlw.go.jp/tokaihokuriku/newpage_00349.html",
     "161721222324"},
    {"近畿厚生局",
     "https://kouseikyoku.mhlw.go.jp/kinki/gyomu/gyomu/hoken_kikan/"
     "shitei_jokyo_00004.html",
     "18252627282930"},
    {"中国四国厚生局",
     "https://kouseikyoku.mhlw.go.jp/chugokushikoku/chousaka/"
     "shisetsukijunjuri.html",
     "3132333435"},
    {"四国厚生支局",
     "https://kouseikyoku.mhlw.go.jp/shikoku/gyomu/gyomu/hoken_kikan/shitei/",
     "36373839"},
    {"九州厚生局",
     "https://kouseikyoku.mhlw.go.jp/kyushu/gyomu/gyomu/hoken_kikan/"
     "index_00007.html",
     "4041424344454647"},
};

static const struct bureau *bureau_of(int prefecture)
{
    for (size_t i = 0; i < sizeof(bureaus) / sizeof(*bureaus); i++)
        for (const char *p = bureaus[i].prefectures; *p; p += 2)
            if ((p[0] - '0') * 10 + p[1] - '0' == prefecture)
                return &bureaus[i];
    return NULL;
}

const char *bureau_name(int prefecture)
{
    const struct bureau *bureau = bureau_of(prefecture);

    return bureau ? bureau->name : NULL;
}

const char *bureau_url(int prefecture)
{
    const struct bureau *bureau = bureau_of(prefecture);

    return bureau ? bureau->url : NULL;
}

static bool has(struct str text, const char *word)
{
    return str_find(text, str_of(word)) != SIZE_MAX;
}

/* One or two digits, 1 to 47, and nothing else. */
static int prefecture_of_digits(struct str text)
{
    int number = 0;

    if (!str_digits(text) || text.len > 2)
        return 0;
    for (size_t i = 0; i < text.len; i++)
        number = number * 10 + (text.ptr[i] - '0');
    return number <= 47 ? number : 0;
}

int bureau_prefecture(struct str text)
{
    char narrow[128];
    size_t len = text_narrow(text, narrow, sizeof(narrow));
    struct str key = {narrow, len};

    if (len == SIZE_MAX || len == 0)
        return 0;
    int number = prefecture_of_digits(key);
    for (int p = 1; p <= 47 && !number; p++)
        if (str_is(key, prefecture_name_of((unsigned)p)))
            number = p;
    /* 青森 for 青森県; 北海道 has no shorter name. */
    for (int p = 2; p <= 47 && !number; p++) {
        struct str name = str_of(prefecture_name_of((unsigned)p));
        name.len -= strlen("県");
        if (str_eq(key, name))
            number = p;
    }
    return number;
}

static bool is_kanji(uint32_t code)
{
    return (code >= 0x4E00 && code <= 0x9FFF) || code == 0x3005;
}

static bool ends_in_kanji(struct str text)
{
    uint32_t code = 0;

    for (size_t at = 0, n; at < text.len; at += n)
        if (!(n = str_char(text, at, &code)))
            return false;
    return text.len > 0 && is_kanji(code);
}

/* May a word end in front of this? 滋賀医科 has two words, 大分類 is one. */
static bool is_word_end(struct str rest)
{
    static const char *const next[] = {"医科", "歯科", "薬局",  "調剤",
                                       "訪問", "届出", "事務所"};
    uint32_t code;

    for (size_t i = 0; i < sizeof(next) / sizeof(*next); i++)
        if (str_starts(rest, str_of(next[i])))
            return true;
    return !rest.len || (str_char(rest, 0, &code) && !is_kanji(code));
}

static bool has_whole(struct str text, struct str word)
{
    struct str rest = text;
    size_t at;

    while ((at = str_find(rest, word)) != SIZE_MAX) {
        size_t start = (size_t)(rest.ptr - text.ptr) + at;
        rest = str_cut(rest, at + word.len, rest.len);
        if (!ends_in_kanji(str_cut(text, 0, start)) && is_word_end(rest))
            return true;
    }
    return false;
}

/* The only prefecture that a text names; 0: none, or several. A short name
 * (大分) is only one as a word of its own. */
static int prefecture_within(struct str text)
{
    int found = 0;

    for (int whole = 1; whole >= 0 && !found; whole--)
        for (int p = 2 - whole; p <= 47; p++) {
            struct str name = str_of(prefecture_name_of((unsigned)p));
            name.len -= whole ? 0 : strlen("県");
            if (whole ? str_find(text, name) == SIZE_MAX
                      : !has_whole(text, name))
                continue;
            if (found)
                return 0;
            found = p;
        }
    return found;
}

enum points bureau_points(struct str text)
{
    static const struct {
        const char *word;
        enum points points;
    } words[] = {
        {"医科", POINTS_MEDICAL},     {"歯科", POINTS_DENTAL},
        {"薬局", POINTS_PHARMACY},    {"調剤", POINTS_PHARMACY},
        {"訪問看護", POINTS_NURSING},
    };
    enum points found = POINTS_NONE;

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (!has(text, words[i].word))
            continue;
        if (found && found != words[i].points)
            return POINTS_NONE; /* it speaks of several */
        found = words[i].points;
    }
    return found;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A word of Roman letters: "ika" of "r8_ika.xlsx", not of "jikan". */
static bool has_roman(struct str name, const char *word)
{
    size_t len = strlen(word);

    for (size_t at = 0; at + len <= name.len; at++)
        if (memcmp(name.ptr + at, word, len) == 0 &&
            (at == 0 || !is_letter(name.ptr[at - 1])) &&
            (at + len == name.len || !is_letter(name.ptr[at + len])))
            return true;
    return false;
}

/* （項目別1：医）, shisetsu_ika_r0802, 2026.9_sisetukijun_osaka_sika. */
static enum points points_of_name(struct str name)
{
    enum points points = bureau_points(name);

    if (points)
        return points;
    if (has(name, ":歯") || has_roman(name, "shika") || has_roman(name, "sika"))
        return POINTS_DENTAL;
    if (has(name, ":薬") || has_roman(name, "yakkyoku"))
        return POINTS_PHARMACY;
    if (has_roman(name, "houkan") || has_roman(name, "houmon"))
        return POINTS_NURSING;
    return has(name, ":医") || has_roman(name, "ika") ? POINTS_MEDICAL
                                                      : POINTS_NONE;
}

/* "08届出受理...", "14shisetsu...": two digits that no digit and no unit of
 * time follows. */
static int prefecture_of_start(struct str name)
{
    static const char *const units[] = {"年", "月", "日", "回", "."};

    if (name.len < 3 || !str_digits(str_cut(name, 0, 2)) ||
        (name.ptr[2] >= '0' && name.ptr[2] <= '9'))
        return 0;
    for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
        if (str_starts(str_cut(name, 2, name.len), str_of(units[i])))
            return 0;
    return prefecture_of_digits(str_cut(name, 0, 2));
}

/* 届出項目別含む全体 is a list of all. */
static void read_extent(struct bureau_title *title, struct str text)
{
    bool whole = has(text, "全体");

    title->whole = title->whole || whole;
    title->by_item = title->by_item || (has(text, "項目別") && !whole) ||
                     has(text, "koumokubetsu");
    title->named = title->named || has(text, "名簿");
}

static void read_name(struct bureau_title *title, struct str published)
{
    struct arena scratch = {0};
    struct str name = text_nfkc(published, &scratch);

    if (!title->name_points)
        title->name_points = points_of_name(name);
    if (!title->name_prefecture)
        title->name_prefecture = prefecture_within(name);
    if (!title->name_prefecture && has(name, "."))
        title->name_prefecture = prefecture_of_start(name);
    read_extent(title, name);
    arena_release(&scratch);
}

/* Names of files, innermost first, and the folders they lie in. */
static void read_names(struct bureau_title *title, const char *label)
{
    size_t end = strlen(label);

    for (size_t at = end + 1; at-- > 0;) {
        if (at > 0 && !strchr("/:", label[at - 1]))
            continue;
        read_name(title, (struct str){label + at, end - at});
        end = at > 0 ? at - 1 : 0;
    }
}

/* The date that ends at `end`, where 現在 or 時点 stands. */
static bool date_before(struct str text, size_t end, char iso[11])
{
    static const char *const eras[] = {"令和", "平成", "昭和", "20", "19"};
    size_t from = end > 60 ? end - 60 : 0;

    for (size_t at = end; at-- > from;)
        for (size_t e = 0; e < sizeof(eras) / sizeof(*eras); e++)
            if (str_starts(str_cut(text, at, end - at), str_of(eras[e])) &&
                date_read(str_cut(text, at, end - at), iso))
                return true;
    return false;
}

static void read_date(struct bureau_title *title, struct str text)
{
    static const char *const marks[] = {"現在", "時点"};

    for (size_t m = 0; m < 2 && !title->as_of[0]; m++) {
        struct str rest = text;
        size_t at;
        while (!title->as_of[0] &&
               (at = str_find(rest, str_of(marks[m]))) != SIZE_MAX) {
            size_t end = (size_t)(rest.ptr - text.ptr) + at;
            if (!date_before(text, end, title->as_of))
                title->as_of[0] = '\0';
            /* What the list is of stands behind its date. */
            title->points = bureau_points(str_cut(text, end, 40));
            title->named = title->named || title->points;
            rest = str_cut(rest, at + strlen(marks[m]), rest.len);
        }
    }
}

struct bureau_title bureau_title_read(struct str text, const char *sheet,
                                      const char *label)
{
    struct bureau_title title = {0};
    struct arena scratch = {0};
    struct str wide = text_nfkc(text, &scratch);
    struct str sheet_name = text_nfkc(str_of(sheet), &scratch);

    read_date(&title, wide);
    if (!title.points)
        title.points = bureau_points(wide);
    read_extent(&title, wide);
    title.prefecture = prefecture_within(sheet_name);
    if (!title.prefecture)
        title.prefecture = prefecture_within(wide);
    read_names(&title, label);
    arena_release(&scratch);
    return title;
}
