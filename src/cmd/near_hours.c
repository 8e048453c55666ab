/* Of one facility: is it open at the time that was asked for, and does that
 * matter? Who comes to a home works elsewhere than where the hours are. */
#include "cmd/near.h"

#include <stdio.h>
#include <string.h>

/* 「01月01日，01月02日」 of その他の休み: a date that stands there may be
 * closed, whatever the week says. */
static bool may_be_closed(const struct near_order *order, const char *note)
{
    char day[32];

    if (!order->date[0] || !note)
        return false;
    snprintf(day, sizeof(day), "%.2s月%.2s日", order->date + 5,
             order->date + 8);
    return strstr(note, day) != NULL;
}

enum hours_answer near_open(const struct near_order *order,
                            const struct store_hours *hours)
{
    enum hours_answer answer =
        hours_published_at(hours->opening_hours, hours->available_days,
                           hours->noted, &order->when);

    return answer == HOURS_OPEN && may_be_closed(order, hours->closed_days_note)
               ? HOURS_UNSURE
               : answer;
}

/* ---- who comes ---- */

kind_set near_visiting_kinds(void)
{
    kind_set set = 0;

    for (int k = 0; k < kind_count; k++)
        if (kinds[k].group == GROUP_NURSING || kinds[k].group == GROUP_HOME ||
            strcmp(kinds[k].id, "care-manager") == 0)
            set |= UINT64_C(1) << k;
    return set;
}

/* Filings are of care at home: what was asked for by one is never judged by
 * the hours of an office or of outpatients. */
static bool comes_for(const struct near_order *order, const struct need *need,
                      const struct facility *facility)
{
    enum need_state state = need_met(need, facility);

    if (state != NEED_YES && state != NEED_UNKNOWN)
        return false;
    return need->functions ||
           (facility->services & need->kinds & order->visiting);
}

bool near_comes(const struct near_order *order, const struct facility *facility)
{
    for (size_t k = 0; k < order->n_kind; k++)
        if (comes_for(order, &order->kind[k], facility))
            return true;
    for (size_t f = 0; f < order->n_function; f++)
        if (comes_for(order, &order->function[f], facility))
            return true;
    return false;
}

/* ---- at all hours ---- */

/* Patients can reach them day and night: 24時間対応体制加算 of 訪問看護管理
 * 療養費, which 機能強化型 1 to 3 presuppose (訪問看護療養費に係る訪問看護
 * ステーションの基準等, 平成18年厚生労働省告示第103号); 在宅療養支援診療所 and
 * 在宅療養支援病院, whose standards are 24 hours of calls, house calls and
 * visiting nursing (特掲診療料の施設基準等及びその届出に関する手続きの取扱い
 * について, 別添1 第9 and 第14の2). */
#define ON_CALL                                                                \
    (FUNCTION_BIT(FUNCTION_nursing_24h) |                                      \
     FUNCTION_BIT(FUNCTION_nursing_enhanced_1) |                               \
     FUNCTION_BIT(FUNCTION_nursing_enhanced_2) |                               \
     FUNCTION_BIT(FUNCTION_nursing_enhanced_3) |                               \
     FUNCTION_BIT(FUNCTION_home_care_support_clinic_1) |                       \
     FUNCTION_BIT(FUNCTION_home_care_support_clinic_2) |                       \
     FUNCTION_BIT(FUNCTION_home_care_support_clinic_3) |                       \
     FUNCTION_BIT(FUNCTION_home_care_support_hospital_1) |                     \
     FUNCTION_BIT(FUNCTION_home_care_support_hospital_2) |                     \
     FUNCTION_BIT(FUNCTION_home_care_support_hospital_3))

/* A hospital's doctors on call are no dentists: of the fee tables that the
 * need is about. */
static function_set of_the_trade(const struct near_order *order,
                                 const struct need *need,
                                 const struct facility *facility)
{
    function_set set = 0;

    if (!comes_for(order, need, facility))
        return 0;
    for (int f = 0; f < FUNCTION_COUNT; f++)
        if (need->functions & FUNCTION_BIT(f))
            set |= functions_of(functions[f].points);
    if (!need->functions &&
        (need->kinds & UINT64_C(1) << kind_find("visiting-nurse")))
        set = functions_of(POINTS_BIT(POINTS_NURSING));
    return set;
}

function_set near_on_call_by(const struct near_order *order,
                             const struct facility *facility)
{
    function_set set = 0;

    if (!(facility->filed & ON_CALL))
        return 0;
    for (size_t k = 0; k < order->n_kind; k++)
        set |= of_the_trade(order, &order->kind[k], facility);
    for (size_t f = 0; f < order->n_function; f++)
        set |= of_the_trade(order, &order->function[f], facility);
    return set & ON_CALL & facility->filed;
}

/* 定期巡回・随時対応型訪問介護看護: 日中・夜間を通じて (介護保険法, article 8,
 * paragraph 15). */
kind_set near_always_kinds(void)
{
    return UINT64_C(1) << kind_find("round-the-clock-care");
}

static bool is_asked_and_unknown(const struct need *need,
                                 const struct facility *facility)
{
    return (need->functions & ON_CALL) &&
           need_met(need, facility) == NEED_UNKNOWN;
}

enum need_state near_on_call(const struct near_order *order,
                             const struct facility *facility)
{
    bool unknown = false;

    if (near_on_call_by(order, facility) ||
        (facility->services & order->services & order->always))
        return NEED_YES;
    for (size_t k = 0; k < order->n_kind; k++)
        unknown = unknown || is_asked_and_unknown(&order->kind[k], facility);
    for (size_t f = 0; f < order->n_function; f++)
        unknown =
            unknown || is_asked_and_unknown(&order->function[f], facility);
    return unknown ? NEED_UNKNOWN : NEED_ELSE;
}
