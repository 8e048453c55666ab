/* What is asked of `near`: kinds, functions, how far. */
#include "base/opt.h"
#include "cmd/limit_text.h"
#include "cmd/near.h"
#include "norm/text.h"

#include <math.h>
#include <string.h>

#define MOST_M 200000.0
#define MOST_MIN 600.0

/* ---- kinds and functions ---- */

struct guess {
    const char *given, *best;
    size_t least;
    bool of_functions;
};

/* What holds the word that was typed (nurse) is as near as one slip. */
static size_t slips(const char *given, const struct need *need)
{
    size_t edits = opt_edits(given, need->id);
    bool part = strlen(given) > 3 &&
                (strstr(need->id, given) || strstr(need->name_ja, given));

    return part && edits > 1 ? 1 : edits;
}

static void weigh(void *context, const struct need *need)
{
    struct guess *guess = context;
    size_t edits = slips(guess->given, need);

    if (edits < guess->least && (need->functions || !guess->of_functions)) {
        guess->least = edits;
        guess->best = need->id;
    }
}

static bool unknown(const char *given, bool of_functions, struct err *err)
{
    struct guess guess = {given, NULL, 4, of_functions};

    need_each(weigh, &guess);
    if (guess.best)
        return err_set(err, ERR_USAGE,
                       _("nothing that is needed is called '%s'; did you mean "
                         "'%s'? ('zaitaku list needs' names all)"),
                       given, guess.best);
    return err_set(err, ERR_USAGE,
                   _("nothing that is needed is called '%s'; 'zaitaku list "
                     "needs' names all"),
                   given);
}

static bool read_needs(const char *const *id, size_t n, bool of_functions,
                       struct need *need, size_t *n_need, struct err *err)
{
    if (n > NEAR_MAX_NEEDS)
        return err_set(err, ERR_USAGE,
                       _("more than %d kinds or functions are named; name "
                         "fewer at a time"),
                       NEAR_MAX_NEEDS);
    for (*n_need = 0; *n_need < n; (*n_need)++) {
        struct need *here = &need[*n_need];
        if (!need_find(id[*n_need], here))
            return unknown(id[*n_need], of_functions, err);
        if (of_functions && !here->functions)
            return err_set(err, ERR_USAGE,
                           _("'%s' is a kind of service, not a function; name "
                             "it with --kind"),
                           id[*n_need]);
    }
    return true;
}

/* Who comes to the home, and who plans it. Of doctors, dentists and
 * pharmacists the filing tells; that most hospitals have no dentist is no
 * reason to list them all as unknown. */
static void ask_usual(struct near_order *order)
{
    static const char *const filed[] = {"doctor-visits", "dental-visits",
                                        "pharmacy-visits"};

    for (size_t i = 0; i < sizeof(filed) / sizeof(*filed); i++) {
        struct need *need = &order->kind[order->n_kind++];
        need_find(filed[i], need);
        if (need->functions & FUNCTION_BIT(FUNCTION_visiting_dental))
            need->kinds &= ~(UINT64_C(1) << kind_find("hospital"));
    }
    for (int k = 0; k < kind_count; k++)
        if (near_visiting_kinds() >> k & 1)
            need_find(kinds[k].id, &order->kind[order->n_kind++]);
}

/* A function that none of the kinds files would never be met. */
static bool fit(const struct near_order *order, struct err *err)
{
    for (size_t f = 0; f < order->n_function; f++)
        if (!(order->function[f].kinds & order->services))
            return err_set(err, ERR_USAGE,
                           _("none of the kinds that --kind names can have "
                             "the function '%s'; leave --kind out, or add the "
                             "kind that has it"),
                           order->function[f].id);
    return true;
}

bool near_needs(struct near_order *order, const char *const *kind,
                size_t n_kind, const char *const *function, size_t n_function,
                struct err *err)
{
    if (!read_needs(kind, n_kind, false, order->kind, &order->n_kind, err) ||
        !read_needs(function, n_function, true, order->function,
                    &order->n_function, err))
        return false;
    order->visiting = near_visiting_kinds();
    order->always = near_always_kinds();
    order->by = n_kind       ? NEAR_BY_KIND
                : n_function ? NEAR_BY_FUNCTION
                             : NEAR_BY_DEFAULT;
    if (order->by == NEAR_BY_DEFAULT)
        ask_usual(order);
    for (size_t k = 0; k < order->n_kind; k++)
        order->services |= order->kind[k].kinds;
    for (size_t f = 0; f < order->n_function; f++)
        if (order->by == NEAR_BY_FUNCTION)
            order->services |= order->function[f].kinds;
    return fit(order, err);
}

enum need_state near_judge(const struct near_order *order,
                           const struct facility *facility)
{
    enum need_state state = NEED_ELSE, here;

    for (size_t k = 0; k < order->n_kind; k++) {
        here = need_met(&order->kind[k], facility);
        state = here > state ? here : state;
    }
    for (size_t f = 0; f < order->n_function; f++)
        if (order->by == NEAR_BY_FUNCTION &&
            need_met(&order->function[f], facility) != NEED_ELSE)
            state = NEED_YES;
    for (size_t f = 0; f < order->n_function && state != NEED_ELSE; f++) {
        here = need_met(&order->function[f], facility);
        if (here != NEED_ELSE && here < state)
            state = here;
    }
    return state;
}

/* ---- how far ---- */

bool near_within(struct near_order *order, const char *within, struct err *err)
{
    struct arena scratch = {0};
    struct limit limit;
    /* 3㎞ too, as input methods write it. */
    const char *key = str_keep(&scratch, text_key(str_of(within), &scratch));
    bool ok = limit_read("within", key ? key : "", &limit, err);

    arena_release(&scratch);
    if (!ok)
        return false;
    if (limit.amount > (limit.minutes ? MOST_MIN : MOST_M))
        return err_set(err, ERR_USAGE,
                       _("--within '%s' is too far; give %.0fkm or %.0fmin at "
                         "most"),
                       within, MOST_M / 1000, MOST_MIN);
    if (!limit.minutes)
        order->within_m = limit.amount;
    order->within_min = limit.minutes ? limit.amount : NAN;
    return true;
}
