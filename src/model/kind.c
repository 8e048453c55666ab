#include "model/kind.h"

#include <assert.h>
#include <string.h>

/* Shapes tell the groups apart in print without colour. The medical cross is
 * not red: the red cross on white is protected (赤十字の標章及び名称等の使用の
 * 制限に関する法律). */
/* clang-format off */
const struct group groups[GROUP_COUNT] = {
    [GROUP_CONSULT]  = {"consult",  "相談するところ",             "Where to ask first",           "#b0005a", "star"},
    [GROUP_MEDICAL]  = {"medical",  "病院・診療所",               "Hospitals and clinics",        "#1658ad", "cross"},
    [GROUP_DENTAL]   = {"dental",   "歯科",                       "Dental clinics",               "#6a3fb5", "pentagon"},
    [GROUP_PHARMACY] = {"pharmacy", "薬局",                       "Pharmacies",                   "#0b7a3e", "hexagon"},
    [GROUP_NURSING]  = {"nursing",  "訪問看護・訪問リハビリ",     "Visiting nurses and rehabilitation", "#c24a00", "circle"},
    [GROUP_HOME]     = {"home",     "訪問介護・訪問入浴など",     "Care at home",                 "#8a6100", "triangle"},
    [GROUP_DAY]      = {"day",      "通い・短い泊まり・多機能",   "Day services and short stays", "#00788a", "diamond"},
    [GROUP_LIVE]     = {"live",     "住まい・施設",               "Homes and facilities",         "#6b4226", "square"},
    [GROUP_GOODS]    = {"goods",    "福祉用具",                   "Care equipment",               "#5c6670", "inverted-triangle"},
    [GROUP_OTHER]    = {"other",    "その他",                     "Other",                        "#3d3d3d", "ring"},
};

/* name_ja of care kinds: column サービスの種類 of 介護サービス情報公表
 * (2025-12), brackets closed where the files leave one open. plain_ja: short
 * sentences of やさしい日本語 (在留支援のためのやさしい日本語ガイドライン). */
const struct kind kinds[] = {
    /* Ask here first. */
    {"community-support-center", NULL, "地域包括支援センター", "地域包括支援センター（高齢の人の相談窓口）",
     "Community general support center", GROUP_CONSULT, "地域包括支援センター（ブランチ）|地域包括支援センター（サブセンター）"},
    {"consultation-desk", NULL, "在宅医療・介護の相談窓口", "在宅医療・介護の相談窓口（家での医療と介護の相談ができます）",
     "Home medical and nursing care consultation desk", GROUP_CONSULT, "相談窓口|在宅医療・介護連携相談窓口|在宅医療・介護連携支援センター|在宅医療介護連携支援センター|在宅医療相談窓口"},
    {"care-manager", "430", "居宅介護支援", "居宅介護支援（ケアマネジャーが介護の計画を作ります）",
     "Care management (care plan)", GROUP_CONSULT, "居宅介護支援事業所|居宅介護支援事業者|ケアプランセンター"},
    /* Medicine. */
    {"hospital", NULL, "病院", NULL,
     "Hospital", GROUP_MEDICAL, "病院（在宅）"},
    {"clinic", NULL, "診療所", "診療所（クリニック・医院）",
     "Clinic", GROUP_MEDICAL, "一般診療所|医科診療所|有床診療所|無床診療所|診療所（在宅）"},
    {"dental", NULL, "歯科診療所", "歯科診療所（歯医者さん）",
     "Dental clinic", GROUP_DENTAL, "歯科|歯科医院|歯科診療所（在宅）"},
    {"maternity-home", NULL, "助産所", "助産所（お産と赤ちゃんの相談）",
     "Maternity home", GROUP_MEDICAL, "助産院"},
    {"pharmacy", NULL, "薬局", NULL,
     "Pharmacy", GROUP_PHARMACY, "保険薬局|調剤薬局|保険調剤薬局|保険調剤薬局（在宅）"},
    /* Who comes to the home. */
    {"visiting-nurse", "130", "訪問看護", "訪問看護（看護師が家に来ます。お医者さんの指示が必要です）",
     "Visiting nursing", GROUP_NURSING, "訪問看護ステーション|訪問看護事業所"},
    {"visiting-rehab", "140", "訪問リハビリテーション", "訪問リハビリ（体を動かす練習を家でします。お医者さんの指示が必要です）",
     "Visiting rehabilitation", GROUP_NURSING, "訪問リハビリ"},
    {"home-care", "110", "訪問介護", "訪問介護（ヘルパーが家に来ます）",
     "Home care (home helper)", GROUP_HOME, "訪問介護事業所|ホームヘルプ"},
    {"visiting-bath", "120", "訪問入浴介護", "訪問入浴（家でおふろに入るのを手伝います）",
     "Visiting bath service", GROUP_HOME, "訪問入浴"},
    {"night-home-care", "710", "夜間対応型訪問介護", "夜間の訪問介護（夜にヘルパーが家に来ます）",
     "Night-time home care", GROUP_HOME, NULL},
    {"round-the-clock-care", "760", "定期巡回・随時対応型訪問介護看護", "24時間の訪問介護・看護（昼も夜も家に来ます）",
     "Round-the-clock home care and nursing", GROUP_HOME, "定期巡回随時対応型訪問介護看護|定期巡回・随時対応型訪問介護・看護"},
    /* Visits, days and nights from one house. */
    {"nursing-multifunctional", "770", "看護小規模多機能型居宅介護（複合型サービス）", "看護小規模多機能（通い・泊まり・訪問と看護）",
     "Nursing small-scale multifunctional care", GROUP_DAY, "看護小規模多機能型居宅介護|複合型サービス|複合型サービス（看護小規模多機能型居宅介護）"},
    {"multifunctional", "730", "小規模多機能型居宅介護", "小規模多機能（通い・泊まり・訪問）",
     "Small-scale multifunctional care", GROUP_DAY, NULL},
    /* Days. */
    {"day-care", "150", "通所介護", "通所介護（日帰りで通います。デイサービス）",
     "Day care", GROUP_DAY, "デイサービス"},
    {"community-day-care", "780", "地域密着型通所介護", "地域の小さなデイサービス（日帰りで通います）",
     "Community-based day care", GROUP_DAY, NULL},
    {"nursing-day-care", "155", "指定療養通所介護", "療養通所介護（看護が必要な人が日帰りで通います）",
     "Day care with nursing", GROUP_DAY, "療養通所介護"},
    {"day-rehab", "160", "通所リハビリテーション", "通所リハビリ（日帰りで体を動かす練習をします）",
     "Day rehabilitation", GROUP_DAY, "通所リハビリ|デイケア"},
    {"dementia-day-care", "720", "認知症対応型通所介護", "認知症の人のデイサービス（日帰りで通います）",
     "Day care for people with dementia", GROUP_DAY, NULL},
    /* Short stays. */
    {"short-stay", "210", "短期入所生活介護", "ショートステイ（短いあいだ泊まります）",
     "Short stay", GROUP_DAY, "ショートステイ"},
    {"short-stay-health-facility", "220", "短期入所療養介護（介護老人保健施設）", "医療もあるショートステイ（介護老人保健施設に泊まります）",
     "Short stay in a health-care facility for the elderly", GROUP_DAY, NULL},
    {"short-stay-hospital", "230", "短期入所療養介護（療養病床を有する病院等）", "医療もあるショートステイ（病院などに泊まります）",
     "Short stay in a hospital with recuperation beds", GROUP_DAY, "短期入所療養介護（介護療養型医療施設等）"},
    {"short-stay-medical-facility", "551", "短期入所療養介護（介護医療院）", "医療もあるショートステイ（介護医療院に泊まります）",
     "Short stay in an integrated medical and care facility", GROUP_DAY, NULL},
    /* Residences. */
    {"group-home", "320", "認知症対応型共同生活介護", "認知症のグループホーム（少ない人数でいっしょに暮らします）",
     "Group home for people with dementia", GROUP_LIVE, "認知症対応型共同生活介護（グループホーム）|認知症高齢者グループホーム|認知症グループホーム"},
    {"paid-home", "331", "特定施設入居者生活介護（有料老人ホーム）", "介護つき有料老人ホーム",
     "Private residential home with care", GROUP_LIVE, NULL},
    {"low-cost-home", "332", "特定施設入居者生活介護（軽費老人ホーム）", "介護つきケアハウス（軽費老人ホーム）",
     "Low-cost residential home with care", GROUP_LIVE, NULL},
    {"serviced-housing", "334", "特定施設入居者生活介護（有料老人ホーム（サービス付き高齢者向け住宅））", "介護つきの高齢者向け住宅",
     "Serviced housing for the elderly with care", GROUP_LIVE, "特定施設入居者生活介護（有料老人ホーム（サービス付き高齢者向け住宅）|特定施設入居者生活介護（サービス付き高齢者向け住宅）"},
    {"paid-home-outside-care", "335", "特定施設入居者生活介護（有料老人ホーム（外部サービス利用型））", "有料老人ホーム（介護は外の事業所がします）",
     "Private residential home, care from outside", GROUP_LIVE, NULL},
    {"low-cost-home-outside-care", "336", "特定施設入居者生活介護（軽費老人ホーム（外部サービス利用型））", "ケアハウス（介護は外の事業所がします）",
     "Low-cost residential home, care from outside", GROUP_LIVE, NULL},
    {"serviced-housing-outside-care", "337", "特定施設入居者生活介護（有料老人ホーム（サービス付き高齢者向け住宅（外部サービス利用型）））", "高齢者向け住宅（介護は外の事業所がします）",
     "Serviced housing for the elderly, care from outside", GROUP_LIVE, "特定施設入居者生活介護（有料老人ホーム（サービス付き高齢者向け住宅（外部サービス利用型））"},
    {"community-paid-home", "361", "地域密着型特定施設入居者生活介護（有料老人ホーム）", "地域の小さな介護つき有料老人ホーム",
     "Community-based private residential home with care", GROUP_LIVE, NULL},
    {"community-low-cost-home", "362", "地域密着型特定施設入居者生活介護（軽費老人ホーム）", "地域の小さな介護つきケアハウス",
     "Community-based low-cost residential home with care", GROUP_LIVE, NULL},
    {"community-serviced-housing", "364", "地域密着型特定施設入居者生活介護（有料老人ホーム（サービス付き高齢者向け住宅））", "地域の小さな介護つき高齢者向け住宅",
     "Community-based serviced housing with care", GROUP_LIVE, "地域密着型特定施設入居者生活介護（有料老人ホーム（サービス付き高齢者向け住宅）|地域密着型特定施設入居者生活介護（サービス付き高齢者向け住宅）"},
    /* Facilities. */
    {"nursing-home", "510", "介護老人福祉施設", "特別養護老人ホーム（ずっと暮らすところ）",
     "Nursing home (special nursing home for the elderly)", GROUP_LIVE, "特別養護老人ホーム|介護老人福祉施設（特別養護老人ホーム）"},
    {"health-facility", "520", "介護老人保健施設", "介護老人保健施設（家に帰るための練習をするところ）",
     "Health-care facility for the elderly", GROUP_LIVE, "老人保健施設"},
    {"recuperation-facility", "530", "介護療養型医療施設", "介護療養型医療施設（長い治療と介護のための病院）",
     "Sanatorium-type medical care facility", GROUP_LIVE, NULL},
    {"community-nursing-home", "540", "地域密着型介護老人福祉施設入所者生活介護", "地域の小さな特別養護老人ホーム",
     "Community-based nursing home", GROUP_LIVE, "地域密着型介護老人福祉施設|地域密着型特別養護老人ホーム"},
    {"medical-facility", "550", "介護医療院", "介護医療院（医療と介護を受けて暮らすところ）",
     "Integrated facility for medical and long-term care", GROUP_LIVE, NULL},
    /* Equipment. */
    {"equipment-rental", "170", "福祉用具貸与", "福祉用具のレンタル（ベッドや車いすを借ります）",
     "Rental of care equipment", GROUP_GOODS, NULL},
    {"equipment-sale", "410", "特定福祉用具販売", "福祉用具を買うところ（ふろやトイレの用具）",
     "Sale of care equipment", GROUP_GOODS, "福祉用具販売"},
    {"other", NULL, "その他", "そのほか",
     "Other", GROUP_OTHER, NULL},
};
/* clang-format on */

#define KIND_COUNT (sizeof(kinds) / sizeof(*kinds))
static_assert(KIND_COUNT <= KIND_MAX, "a kind_set has a bit for every kind");
const int kind_count = (int)KIND_COUNT;

bool group_is_institution(enum kind_group group)
{
    return group == GROUP_MEDICAL || group == GROUP_DENTAL ||
           group == GROUP_PHARMACY;
}

int kind_find(const char *id)
{
    for (int i = 0; i < kind_count; i++)
        if (strcmp(kinds[i].id, id) == 0)
            return i;
    return KIND_NONE;
}

int kind_of_code(const char *code)
{
    for (int i = 0; i < kind_count; i++)
        if (kinds[i].code && strcmp(kinds[i].code, code) == 0)
            return i;
    return KIND_NONE;
}

int kind_main(kind_set set)
{
    int first = KIND_NONE;

    for (int i = kind_count - 1; i >= 0; i--)
        if (set >> i & 1)
            first = i;
    /* Where to ask is no service that has a code. */
    bool asked = first != KIND_NONE && kinds[first].group == GROUP_CONSULT &&
                 !kinds[first].code;
    for (int i = 0; i < kind_count && !asked; i++)
        if ((set >> i & 1) && group_is_institution(kinds[i].group))
            return i;
    return first;
}

const char *kind_words(int kind, bool resident)
{
    assert(kind >= 0 && kind < kind_count);
    const char *plain = kinds[kind].plain_ja;
    return resident && plain ? plain : kinds[kind].name_ja;
}
