/* Two partners: what they have filed, and what they offer. */
#include "diff/comparing.h"

#include "diff/language.h"

/* Why it is not known of NEW. */
static const char *why_unknown(const struct changes *changes,
                               const struct facility *new)
{
    switch (new->filing_list) {
    case FILING_LIST_UNDECIDED:
        return language_text(
            changes,
            "届出の一覧のどの行がこの施設か決まっていません（名称か所在地が"
            "一覧と違います）。出力先の staff/to_decide.csv にあれば、そこで"
            "決めてください。届出がなくなったという意味ではありません",
            "it is open which row of the filing list is this facility (its "
            "name or address is another there); decide it in "
            "staff/to_decide.csv of the output, where it stands; this does "
            "not mean that the filing was withdrawn");
    case FILING_LIST_INCOMPLETE:
        return language_text(
            changes,
            "今回の届出の一覧に、読めなかった行や欠けている行があります。"
            "届出がなくなったという意味ではありません",
            "rows of the filing list could not be read or are missing this "
            "time; this does not mean that the filing was withdrawn");
    default:
        return language_text(
            changes,
            "今回読んだ届出の一覧からは、この届出の有無が分かりません。"
            "届出がなくなったという意味ではありません",
            "the filing lists that were read this time do not tell of this "
            "filing; this does not mean that it was withdrawn");
    }
}

/* Unknown is not "no": from unknown to not filed nothing is told. */
static void compare_function(struct comparing *comparing,
                             const struct comparing_pair *pair, int f)
{
    const char *name = functions[f].name_ja;
    bool before = pair->old->filed >> f & 1, after = pair->new->filed >> f & 1;
    bool was_not = pair->old->not_filed >> f & 1;
    bool is_not = pair->new->not_filed >> f & 1;

    if (after && !before)
        comparing_tell(comparing, pair, was_not ? CHANGE_FILED : CHANGE_KNOWN,
                       NULL, name);
    else if (before && !after && is_not)
        comparing_tell(comparing, pair, CHANGE_WITHDRAWN, name, NULL);
    else if (before && !after)
        comparing_tell(comparing, pair, CHANGE_UNKNOWN, name, NULL)->note =
            why_unknown(comparing->changes, pair->new);
}

void compare_functions(struct comparing *comparing,
                       const struct comparing_pair *pair)
{
    if (blind_hides_filings(&comparing->blind, pair->number[SIDE_OLD],
                            pair->number[SIDE_NEW]) ||
        pair->old->filed == pair->new->filed)
        return;
    for (int f = 0; f < FUNCTION_COUNT; f++)
        compare_function(comparing, pair, f);
}

static void tell_services(struct comparing *comparing,
                          const struct comparing_pair *pair, int side,
                          kind_set only_here)
{
    for (int k = 0; only_here && k < kind_count; k++)
        if (only_here >> k & 1)
            comparing_tell(comparing, pair,
                           side == SIDE_NEW ? CHANGE_SERVICE_ADDED
                                            : CHANGE_SERVICE_DROPPED,
                           side == SIDE_OLD ? kinds[k].name_ja : NULL,
                           side == SIDE_NEW ? kinds[k].name_ja : NULL);
}

void compare_services(struct comparing *comparing,
                      const struct comparing_pair *pair)
{
    const kind_set own[] = {pair->old->services, pair->new->services};

    if (own[SIDE_OLD] == own[SIDE_NEW])
        return;
    for (int side = SIDE_COUNT - 1; side >= 0; side--) {
        kind_set other =
            own[!side] | comparing->mixed_services[side][pair->number[side]];
        kind_set only_here = own[side] & ~other;
        if (only_here)
            tell_services(comparing, pair, side,
                          blind_services(&comparing->blind, side,
                                         pair->number[side], only_here));
    }
}
