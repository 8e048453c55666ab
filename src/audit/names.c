/* The names of what an audit counts. */
#include "audit/audit.h"

#include <string.h>

const char *const progress_states_ja[PROGRESS_STATES] = {
    [PROGRESS_DONE] = "実施・作成済",
    [PROGRESS_PLANNED] = "予定",
    [PROGRESS_NOT] = "実施・作成しない",
    [PROGRESS_UNKNOWN] = "不明",
};

/* 地域支援事業実施要綱, 在宅医療・介護連携推進事業 (2015). */
static const char *const progress_items[][2] = {
    {"ア", "地域の医療・介護の資源の把握"},
    {"イ", "在宅医療・介護連携の課題の抽出と対応策の検討"},
    {"ウ", "切れ目のない在宅医療と在宅介護の提供体制の構築推進"},
    {"エ", "医療・介護関係者の情報共有の支援"},
    {"オ", "在宅医療・介護連携に関する相談支援"},
    {"カ", "医療・介護関係者の研修"},
    {"キ", "地域住民への普及啓発"},
    {"ク", "関係市区町村の連携"},
};

const char *progress_item_ja(const char *item)
{
    for (size_t i = 0; i < sizeof(progress_items) / sizeof(*progress_items);
         i++)
        if (strcmp(progress_items[i][0], item) == 0)
            return progress_items[i][1];
    return NULL;
}

const char *const audit_verdicts_ja[VERDICT_COUNT] = {
    [VERDICT_COVERED] = "届く",
    [VERDICT_MAYBE] = "不明",
    [VERDICT_NOT] = "届かない",
    [VERDICT_NO_DATA] = "経路が分からない",
};

/* 在宅医療・介護連携推進事業, structural indicators of the programme's slide;
 * each has the name of its need. */
const struct audit_indicator audit_indicators[AUDIT_INDICATORS] = {
    {"在宅療養支援診療所・病院（届出）",
     "Home-care support clinics and hospitals (as filed)", true},
    {"訪問診療（届出）", "Home visits by doctors (as filed)", true},
    {"歯科診療所", "Dental clinics", false},
    {"訪問歯科診療（届出）", "Home visits by dentists (as filed)", true},
    {"薬局", "Pharmacies", false},
    {"訪問薬剤管理指導（届出）", "Home visits by pharmacists (as filed)", true},
    {"訪問看護", "Visiting nurses", false},
    {"24時間対応の訪問看護（届出）", "Visiting nursing, 24 hours (as filed)",
     true},
    {"居宅介護支援", "Care managers", false},
    {"介護老人保健施設", "Health-care facilities for the elderly", false},
    {"通所介護", "Day care", false},
    {"訪問介護", "Home care", false},
};

const char *const audit_links_ja[AUDIT_LINKS] = {
    "在宅療養支援診療所・病院（届出）",
    "24時間対応の訪問看護（届出）",
    "在宅療養後方支援病院（届出）",
    "訪問薬剤管理指導（届出）",
};
const char *const audit_links_en[AUDIT_LINKS] = {
    "Home-care support clinics and hospitals (as filed)",
    "Visiting nursing, 24 hours (as filed)",
    "Back-up hospital for home care (as filed)",
    "Home visits by pharmacists (as filed)",
};
