#include "norm/name.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;

static struct name read_name(const char *text)
{
    struct name name;

    name_read(str_of(text), &arena, &name);
    return name;
}

static bool same_whole(const char *a, const char *b)
{
    return str_eq(read_name(a).whole, read_name(b).whole);
}

static bool same_core(const char *a, const char *b)
{
    return str_eq(read_name(a).core, read_name(b).core);
}

/* A key, terminated. */
static const char *text(struct str key)
{
    return arena_copy(&arena, key.ptr, key.len);
}

Test(name, width_case_spaces_and_marks_do_not_count)
{
    cr_expect(same_whole("ＡＢＣクリニック", "abcｸﾘﾆｯｸ"));
    cr_expect(same_whole("田中　内科・小児科", "田中内科 小児科"));
    cr_expect(same_whole("セント-メリー病院", "セントメリー病院"));
    cr_expect(same_whole("センター", "センタ－"));
    cr_expect(same_whole("「なごみ」訪問看護", "なごみ訪問看護"));
}

Test(name, kana_of_both_kinds_and_sizes_are_one)
{
    cr_expect(same_whole("さくらクリニック", "サクラクリニツク"));
    cr_expect(same_whole("霞ヶ関医院", "霞が関医院"));
    cr_expect(same_whole("霞ケ関医院", "霞ヶ関医院"));
    cr_expect(same_whole("皮ふ科", "皮フ科"));
    cr_expect(same_whole("皮膚科", "皮ふ科"));
    cr_expect(same_whole("山の上医院", "山之上医院"));
}

Test(name, old_and_variant_kanji_are_one)
{
    cr_expect(same_whole("齋藤醫院", "斉藤医院"));
    cr_expect(same_whole("髙﨑病院", "高崎病院"));
    cr_expect(same_whole("渡邉医院", "渡邊医院"));
    cr_expect(same_whole("獨協", "独協"));
    cr_expect(same_whole("𠮷田医院", "吉田医院"));
    cr_expect(same_whole("佐々木医院", "佐佐木医院"));
    cr_expect(same_whole("附属診療所", "付属診療所"));
    cr_expect_not(same_whole("太田医院", "大田医院"));
}

Test(name, a_kanji_between_kana_that_looks_like_kana_is_kana)
{
    cr_expect(same_whole("クリ二ック", "クリニック"), "二 for ニ");
    cr_expect(same_whole("ホスピ夕ル", "ホスピタル"), "夕 for タ");
    cr_expect_not(same_whole("第二クリニック", "第ニクリニック"),
                  "elsewhere 二 is a number");
    cr_expect(same_whole("ТAGO", "TAGO"), "a Cyrillic letter");
}

Test(name, the_legal_form_is_taken_off_the_core)
{
    static const char *const written[] = {
        "医療法人社団　一心会　宇都宮南病院",
        "医療法人社団一心会宇都宮南病院",
        "（医）一心会宇都宮南病院",
        "社会医療法人 一心会 宇都宮南病院",
        "医療法人一心会　（社団）宇都宮南病院",
        "医療法人 社団 一心会 宇都宮南病院",
        "独立行政法人国立病院機構 宇都宮南病院",
        "国家公務員共済組合連合会　宇都宮南病院",
        "宇都宮市国民健康保険宇都宮南病院",
        "宇都宮南病院",
    };

    for (size_t i = 0; i < sizeof(written) / sizeof(*written); i++)
        cr_expect_str_eq(text(read_name(written[i]).core), "宇都宮南病院", "%s",
                         written[i]);
    cr_expect(same_core("㈱マルゼン マルゼン薬局", "マルゼン薬局"));
    cr_expect(same_core("すずき薬局 有限会社", "すずき薬局"),
              "also behind the name");
}

Test(name, an_own_name_goes_only_when_a_name_remains)
{
    struct name name = read_name("医療法人桜会クリニック");

    cr_expect_str_eq(text(name.core), "桜会クリニツク");
    cr_expect_str_eq(text(name.own), "");
    cr_expect_str_eq(text(read_name("医療法人 田中 内科医院").core),
                     "田中内科医院");
    cr_expect_str_eq(text(read_name("若松会津病院").core), "若松会津病院",
                     "without a legal form nobody's name stands before it");
    name = read_name("医療法人社団一心会高橋内科");
    cr_expect_str_eq(text(name.own), "一心会");
    cr_expect_str_eq(text(name.rest), "一心会高橋内科");
}

Test(name, the_stem_leaves_out_what_it_is)
{
    cr_expect_str_eq(text(read_name("田中内科医院").stem), "田中内科");
    cr_expect_str_eq(text(read_name("田中内科クリニック").stem), "田中内科");
    cr_expect_str_eq(text(read_name("田中内科").stem), "田中内科");
    cr_expect_str_eq(text(read_name("訪問看護ステーションりんご").stem),
                     "リンゴ");
    cr_expect_str_eq(text(read_name("りんご訪問看護ステーション").stem),
                     "リンゴ");
    cr_expect_str_eq(text(read_name("病院").stem), "病院", "never nothing");
    cr_expect_str_eq(text(read_name("田中内科・小児科医院").bare), "田中");
}

Test(name, it_says_what_it_is)
{
    cr_expect_eq(read_name("田中病院").sort, NAME_HOSPITAL);
    cr_expect_eq(read_name("田中医院").sort, NAME_CLINIC);
    cr_expect_eq(read_name("クリニック田中").sort, NAME_CLINIC);
    cr_expect_eq(read_name("田中薬局").sort, NAME_PHARMACY);
    cr_expect_eq(read_name("訪問看護ステーション桜").sort, NAME_STATION);
    cr_expect_eq(read_name("田中内科").sort, NAME_ANY);
}

Test(name, a_shop_has_a_chain_and_a_branch)
{
    struct name name = read_name("みどり薬局 駅前店");

    cr_expect_str_eq(text(name.chain), "ミドリ");
    cr_expect_str_eq(text(name.branch), "駅前");
    name = read_name("みどり薬局駅前支店");
    cr_expect_str_eq(text(name.branch), "駅前");
    name = read_name("ドラッグみどり 駅前店");
    cr_expect_str_eq(text(name.chain), "ドラツグミドリ");
    cr_expect_str_eq(text(name.branch), "駅前");
    name = read_name("みどりクリニック横浜院");
    cr_expect_str_eq(text(name.branch), "横浜");
    cr_expect_eq(read_name("みどり 大津病院").branch.len, 0);
    name = read_name("ドラッグみどり駅前店");
    cr_expect_eq(name.branch.len, 0, "nothing tells where it begins");
}

Test(name, departments_are_bits)
{
    uint32_t internal = read_name("田中内科").departments;

    cr_expect_neq(internal, 0);
    cr_expect_eq(read_name("田中眼科").departments & internal, 0);
    cr_expect_neq(read_name("田中循環器内科").departments & internal, 0);
    cr_expect_eq(read_name("田中医院").departments, 0);
    cr_expect_eq(read_name("田中整形外科").departments &
                     read_name("田中外科").departments,
                 0, "整形外科 is no 外科");
}

Test(name, a_reading_in_kana_is_read_alike)
{
    cr_expect(
        same_core("イリョウホウジンシャダン　シンワカイ　エトウビョウイン",
                  "エトウビョウイン"));
}

Test(name, any_bytes_are_accepted)
{
    char longest[4096];

    memset(longest, 'x', sizeof(longest));
    struct name name;
    name_read((struct str){longest, sizeof(longest)}, &arena, &name);
    cr_expect_eq(name.whole.len, NAME_SYMBOLS);
    name_read((struct str){"\xFF\xE3\x81", 3}, &arena, &name);
    name = read_name("");
    cr_expect_eq(name.core.len, 0);
    name = read_name("（医）");
    cr_expect_eq(name.core.len, 0);
    name = read_name("医療法人");
    cr_expect_str_eq(text(name.core), "医療法人", "the name is never empty");
    name = read_name("（（（医");
    cr_expect_str_eq(text(name.core), "医");
    name = read_name("店");
    cr_expect_eq(name.branch.len, 0);
}

Test(name, numerals_and_directions_tell_names_apart)
{
    cr_expect(name_telling(U'二'));
    cr_expect(name_telling('2'));
    cr_expect(name_telling(U'東'));
    cr_expect_not(name_telling(U'田'));
}
