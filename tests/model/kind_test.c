#include "base/str.h"
#include "model/function.h"
#include "model/kind.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Names differ by bracket width in the files; the key of norm/text.h would
 * take that away, so here too. */
static char *key(struct arena *arena, struct str name)
{
    char *out = arena_alloc(arena, name.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < name.len;) {
        struct str rest = str_cut(name, i, name.len);
        bool open = str_starts(rest, STR("（"));
        if (open || str_starts(rest, STR("）"))) {
            out[n++] = open ? '(' : ')';
            i += 3;
        } else {
            out[n++] = name.ptr[i++];
        }
    }
    return out;
}

/* The kinds with this name; *met counts them. */
static int kind_named(struct arena *arena, struct str name, int *met)
{
    const char *wanted = key(arena, name);
    int found = KIND_NONE;

    *met = 0;
    for (int i = 0; i < kind_count; i++) {
        struct str rest = str_of(kinds[i].also), also;
        bool same = strcmp(key(arena, str_of(kinds[i].name_ja)), wanted) == 0;
        while (kinds[i].also && str_part(&rest, '|', &also))
            same = same || strcmp(key(arena, also), wanted) == 0;
        if (same) {
            found = i;
            ++*met;
        }
    }
    return found;
}

/* Distinct values of サービスの種類 in the files of the end of 2025, written
 * as they are, with the code in the file's name. */
/* clang-format off */
static const struct {
    const char *code, *name;
} published[] = {
    {"110", "訪問介護"},
    {"120", "訪問入浴介護"},
    {"130", "訪問看護"},
    {"140", "訪問リハビリテーション"},
    {"150", "通所介護"},
    {"155", "指定療養通所介護"},
    {"160", "通所リハビリテーション"},
    {"170", "福祉用具貸与"},
    {"220", "短期入所療養介護（介護老人保健施設）"},
    {"230", "短期入所療養介護(療養病床を有する病院等）"},
    {"332", "特定施設入居者生活介護（軽費老人ホーム）"},
    {"334", "特定施設入居者生活介護（有料老人ホーム（サービス付き高齢者向け住宅））"},
    {"335", "特定施設入居者生活介護（有料老人ホーム（外部サービス利用型））"},
    {"336", "特定施設入居者生活介護（軽費老人ホーム（外部サービス利用型））"},
    {"337", "特定施設入居者生活介護（有料老人ホーム（サービス付き高齢者向け住宅（外部サービス利用型））)"},
    {"361", "地域密着型特定施設入居者生活介護（有料老人ホーム）"},
    {"362", "地域密着型特定施設入居者生活介護（軽費老人ホーム）"},
    {"364", "地域密着型特定施設入居者生活介護（有料老人ホーム（サービス付き高齢者向け住宅））"},
    {"430", "居宅介護支援"},
    {"520", "介護老人保健施設"},
    {"530", "介護療養型医療施設"},
    {"540", "地域密着型介護老人福祉施設入所者生活介護"},
    {"550", "介護医療院"},
    {"551", "短期入所療養介護（介護医療院）"},
    {"710", "夜間対応型訪問介護"},
    {"730", "小規模多機能型居宅介護"},
    {"760", "定期巡回・随時対応型訪問介護看護"},
    {"770", "看護小規模多機能型居宅介護（複合型サービス）"},
    {"780", "地域密着型通所介護"},
};
/* clang-format on */

Test(kind, every_published_service_name_is_the_kind_of_its_file)
{
    struct arena arena = {0};

    for (size_t i = 0; i < sizeof(published) / sizeof(*published); i++) {
        int met;
        int kind = kind_named(&arena, str_of(published[i].name), &met);
        cr_expect_eq(met, 1, "%s", published[i].name);
        cr_expect_eq(kind, kind_of_code(published[i].code), "%s",
                     published[i].name);
    }
    arena_release(&arena);
}

Test(kind, every_service_code_of_the_listing_is_there)
{
    static const char codes[] =
        "110 120 130 140 150 155 160 170 210 220 230 320 331 332 334 335 336 "
        "337 361 362 364 410 430 510 520 530 540 550 551 710 720 730 760 770 "
        "780";
    struct arena arena = {0};
    struct str rest = str_of(codes), code;

    while (str_part(&rest, ' ', &code))
        cr_expect_neq(kind_of_code(str_keep(&arena, code)), KIND_NONE, "%.*s",
                      STR_ARG(code));
    cr_expect_eq(kind_of_code("999"), KIND_NONE);
    arena_release(&arena);
}

Test(kind, ids_and_names_are_used_once)
{
    struct arena arena = {0};
    int met;

    for (int i = 0; i < kind_count; i++) {
        struct str rest = str_of(kinds[i].also), also;
        cr_expect_eq(kind_find(kinds[i].id), i);
        cr_expect_eq(strspn(kinds[i].id, "abcdefghijklmnopqrstuvwxyz-"),
                     strlen(kinds[i].id));
        if (kinds[i].code)
            cr_expect_eq(kind_of_code(kinds[i].code), i);
        cr_expect_eq(kind_named(&arena, str_of(kinds[i].name_ja), &met), i);
        cr_expect_eq(met, 1, "%s", kinds[i].name_ja);
        while (kinds[i].also && str_part(&rest, '|', &also)) {
            cr_expect_eq(kind_named(&arena, also, &met), i);
            cr_expect_eq(met, 1, "%.*s", STR_ARG(also));
        }
    }
    cr_expect_eq(kind_find("no-such-kind"), KIND_NONE);
    arena_release(&arena);
}

Test(kind, the_first_kind_of_a_set_is_the_main_one)
{
    int manager = kind_of_code("430"), nurse = kind_of_code("130");

    cr_expect_eq(kind_main((kind_set)1 << nurse | (kind_set)1 << manager),
                 manager);
    cr_expect_eq(kind_main((kind_set)1 << nurse), nurse);
    cr_expect_eq(kind_main(0), KIND_NONE);
    cr_expect_eq(kind_main((kind_set)1 << (kind_count - 1)),
                 kind_find("other"));
    cr_expect_leq(kind_count, KIND_MAX);
}

Test(kind, residents_read_plain_words_and_professionals_official_ones)
{
    int nurse = kind_of_code("130"), hospital = kind_find("hospital");

    cr_expect_str_eq(
        kind_words(nurse, true),
        "訪問看護（看護師が家に来ます。お医者さんの指示が必要です）");
    cr_expect_str_eq(kind_words(nurse, false), "訪問看護");
    cr_expect_str_eq(kind_words(hospital, true), "病院");
}

/* WCAG 2.1, relative luminance. */
static double luminance(const char *colour)
{
    unsigned long rgb = strtoul(colour + 1, NULL, 16);
    static const double weight[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double c = (double)(rgb >> (16 - 8 * i) & 255) / 255;
        sum += weight[i] *
               (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

Test(kind, group_colours_stand_out_on_white)
{
    for (int g = 0; g < GROUP_COUNT; g++) {
        double contrast = 1.05 / (luminance(groups[g].colour) + 0.05);
        cr_expect_eq(strlen(groups[g].colour), 7);
        cr_expect_geq(contrast, 4.5, "%s %.2f", groups[g].id, contrast);
    }
}

Test(function, ids_are_used_once_and_belong_to_one_fee_table)
{
    for (int f = 0; f < FUNCTION_COUNT; f++) {
        unsigned points = functions[f].points;
        cr_expect_eq(function_find(functions[f].id), f);
        cr_expect_eq(
            strspn(functions[f].id, "abcdefghijklmnopqrstuvwxyz0123456789-"),
            strlen(functions[f].id));
        cr_expect(points && (points & (points - 1)) == 0, "%s",
                  functions[f].id);
        cr_expect_neq(functions_of(points) & FUNCTION_BIT(f), 0);
        cr_expect_eq(functions_of(~points) & FUNCTION_BIT(f), 0);
    }
    cr_expect_eq(function_find("no-such-function"), FUNCTION_NONE);
    cr_expect_eq(functions_of(0), 0);
}

/* Items of home_services are joined by 、, and residents read no levels of
 * one filing twice: words that repeat stand side by side. */
Test(function, plain_words_are_short_and_repeat_only_side_by_side)
{
    for (int f = 0; f < FUNCTION_COUNT; f++) {
        const char *plain = functions[f].plain_ja;
        if (!plain)
            continue;
        cr_expect_null(strstr(plain, "、"), "%s", plain);
        cr_expect_null(strstr(plain, "。"), "%s", plain);
        for (int g = 0; g + 1 < f; g++)
            if (functions[g].plain_ja && functions[f - 1].plain_ja &&
                strcmp(functions[g].plain_ja, plain) == 0)
                cr_expect_str_eq(functions[f - 1].plain_ja, plain);
    }
}

/* A filing is no promise that somebody comes, nor that it is at once. */
Test(function, plain_words_promise_no_visit)
{
    static const char *const promise[] = {"来ます", "来てくれる", "届けて",
                                          "すぐ",   "必ず",       "だれでも"};

    for (int f = 0; f < FUNCTION_COUNT; f++)
        for (size_t i = 0; i < sizeof(promise) / sizeof(*promise); i++)
            cr_expect(!functions[f].plain_ja ||
                          !strstr(functions[f].plain_ja, promise[i]),
                      "%s", functions[f].plain_ja);
}

Test(function, a_fee_table_is_found_by_its_names_and_no_other)
{
    cr_expect_eq(points_find("医科"), POINTS_MEDICAL);
    cr_expect_eq(points_find("歯科"), POINTS_DENTAL);
    cr_expect_eq(points_find("薬局"), POINTS_PHARMACY);
    cr_expect_eq(points_find("調剤"), POINTS_PHARMACY);
    cr_expect_eq(points_find("訪問看護"), POINTS_NURSING);
    cr_expect_eq(points_find("介護"), POINTS_NONE);
    cr_expect_eq(points_find(""), POINTS_NONE);
}

static bool is_day(const char *text)
{
    return !text || (strlen(text) == 10 && text[4] == '-' && text[7] == '-');
}

/* Both hold on some day. */
static bool overlap(const struct filing_meaning *a,
                    const struct filing_meaning *b)
{
    bool before = a->to && b->from && strcmp(a->to, b->from) < 0;
    bool after = b->to && a->from && strcmp(b->to, a->from) < 0;

    return !before && !after;
}

Test(filing_meaning, a_symbol_means_one_function_on_every_day)
{
    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *a = &filing_meanings[i];
        cr_expect(a->symbol[0] || a->name[0]);
        cr_expect(is_day(a->from) && is_day(a->to), "%s", a->symbol);
        cr_expect(!a->from || !a->to || strcmp(a->from, a->to) < 0);
        cr_expect(a->source && *a->source);
        cr_expect(points_names_ja[a->points] != NULL);
        if (a->function != FUNCTION_NONE)
            cr_expect(functions[a->function].points & POINTS_BIT(a->points),
                      "%s%s", a->symbol, a->name);
        for (size_t j = 0; j < i; j++) {
            const struct filing_meaning *b = &filing_meanings[j];
            if (a->points == b->points && a->symbol[0] && overlap(a, b))
                cr_expect(strcmp(a->symbol, b->symbol) != 0, "%s", a->symbol);
        }
    }
}

Test(filing_meaning, every_function_is_shown_by_some_filing)
{
    for (int f = 0; f < FUNCTION_COUNT; f++) {
        bool shown = false;
        for (size_t i = 0; i < filing_meaning_count; i++)
            shown = shown || filing_meanings[i].function == f;
        cr_expect(shown, "%s", functions[f].id);
    }
}
