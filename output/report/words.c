#include "output/report/words.h"

#include <math.h>
#include <stdio.h>

#define NOT_TOLD "－"

/* Printed by hand: printf's point is the locale's, and it has no commas
 * without one. Halves are rounded away from zero, as people do. */
const char *report_number(double number, int decimals, struct arena *arena)
{
    char digits[32], text[48], *at = text + sizeof(text);
    double unit = pow(10, decimals);

    if (isnan(number))
        return NOT_TOLD;
    /* Beyond 2^53 no decimal is left to round. */
    if (!(fabs(number) * unit < 9e15))
        return arena_format(arena, "%.3g", number);
    long long scaled = llround(fabs(number) * unit);
    int n = snprintf(digits, sizeof(digits), "%0*lld", decimals + 1, scaled);
    *--at = '\0';
    for (int i = 0; i < n; i++) {
        int whole = i - decimals; /* digits of the whole part so far */
        if (whole == 0 && decimals > 0)
            *--at = '.';
        if (whole > 0 && whole % 3 == 0)
            *--at = ',';
        *--at = digits[n - 1 - i];
    }
    if (number < 0 && scaled != 0)
        *--at = '-';
    return arena_format(arena, "%s", at);
}

const char *report_cost(const struct audit *audit, double cost,
                        struct arena *arena)
{
    if (isnan(cost))
        return NOT_TOLD;
    if (audit->order->by_minutes)
        return arena_format(arena, "%s分", report_number(cost, 0, arena));
    if (cost < 999.5)
        return arena_format(arena, "%sm", report_number(cost, 0, arena));
    return arena_format(arena, "%skm", report_number(cost / 1000, 1, arena));
}

double report_per_cent(double part, double whole)
{
    if (!(whole > 0) || isnan(part))
        return NAN;
    return part > whole * (1 - 1e-9) ? 100 : part / whole * 100;
}

const char *report_share(double part, double whole, struct arena *arena)
{
    double share = report_per_cent(part, whole);

    if (isnan(share))
        return NOT_TOLD;
    if (share > 0 && share < 0.05)
        return "0.1%未満";
    if (share < 100 && share >= 99.95)
        return "99.9%";
    return arena_format(arena, "%s%%", report_number(share, 1, arena));
}

/* ---- states ---- */

const char *const report_states_ja[STATE_COUNT] = {
    [STATE_REACHED] = "届く",
    [STATE_UNKNOWN] = "不明",
    [STATE_NO_WAY] = "経路が分からない",
    [STATE_NONE] = "届かない",
};

double report_state(const struct audit_need *need,
                    const struct audit_year *year, enum report_state state)
{
    double none = year->people - year->covered_maybe - year->unknown;

    if (need->unread)
        return NAN;
    switch (state) {
    case STATE_REACHED:
        return year->covered;
    case STATE_UNKNOWN:
        return year->covered_maybe - year->covered;
    case STATE_NO_WAY:
        return year->unknown;
    default: /* of three sums of the same people a crumb may be left */
        return none > year->people * 1e-9 ? none : 0;
    }
}

const char *report_why_ja(int why)
{
    switch (why) {
    case UNREAD_FILINGS:
        return "届出の一覧を読んでいません";
    case UNREAD_LIST:
        return "この種類の一覧を読んでいません（ストアに1件もありません）";
    case UNREAD_TRAVEL:
        return "経路の表に、この種類の事業所・施設が1件もありません";
    default:
        return NULL;
    }
}

const char *report_unread_ja(const struct audit_need *need)
{
    return report_why_ja(need->unread_why);
}

const char *report_date(const char *date, struct arena *arena)
{
    int year, month, day;

    if (!date)
        return "時点不明";
    if (sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3)
        return date;
    return arena_format(arena, "%d年%d月%d日", year, month, day);
}
