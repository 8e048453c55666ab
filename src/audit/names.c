/* The names of what an audit counts. */
#include "audit/audit.h"

const char *const progress_states_ja[PROGRESS_STATES] = {
    [PROGRESS_DONE] = "実施・作成済",
    [PROGRESS_PLANNED] = "予定",
    [PROGRESS_NOT] = "実施・作成しない",
    [PROGRESS_UNKNOWN] = "不明",
};

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
