/* What is address, and what stands around it. */
#include "geo/geocode/search.h"

#include <string.h>

/* Take symbols [from, to) out of the text; what follows is marked. */
static void take_out(struct folded *folded, size_t from, size_t to,
                     uint8_t mark)
{
    size_t n = folded->n - to + 1; /* with the end */

    memmove(folded->sym + from, folded->sym + to, n * sizeof(*folded->sym));
    memmove(folded->from + from, folded->from + to, n * sizeof(*folded->from));
    memmove(folded->to + from, folded->to + to, n * sizeof(*folded->to));
    memmove(folded->mark + from, folded->mark + to, n);
    folded->n -= to - from;
    folded->mark[from] |= mark;
}

static void end_at(struct folded *folded, size_t at, uint8_t mark)
{
    folded->n = at;
    folded->sym[at] = SYM_NONE;
    folded->mark[at] |= mark;
}

/* 〒123-4567 in any spelling, or 123-4567 before a kanji. */
static size_t skip_postal(struct geocoder *geocoder)
{
    const symbol *sym = geocoder->folded.sym;
    bool sign = sym[0] == SYM_POSTAL;
    size_t at = sign ? 1 : 0, digits = 0;
    uint32_t code = 0;
    bool bar = false;

    while (digits < 7) {
        if (digits == 3 && sym[at] == SYM_BAR) {
            bar = true;
            at++;
        }
        if (!symbol_is_digit(sym[at]))
            return sign ? 1 : 0;
        code = code * 10 + (uint32_t)(sym[at++] - '0');
        digits++;
    }
    if (symbol_is_digit(sym[at]) || (!sign && !bar))
        return sign ? 1 : 0;
    geocoder->postal = code;
    return at;
}

/*
 * (...) is not read: at the start and in the middle it is passed over, at the
 * end, or without its other half, it ends the address. One pass: what is
 * closed where is looked up from the end.
 */
static void pass_brackets(struct folded *folded, size_t start)
{
    size_t last_close = 0, to = start;
    int depth = 0;
    uint8_t mark = 0;

    for (size_t at = start; at < folded->n; at++)
        if (folded->sym[at] == SYM_CLOSE)
            last_close = at;
    for (size_t at = start; at < folded->n; at++) {
        if (folded->sym[at] == SYM_OPEN) {
            if (at > last_close)
                break; /* never closed */
            depth++;
        } else if (folded->sym[at] == SYM_CLOSE) {
            depth -= depth > 0;
            mark |= FOLD_BRACKET;
        } else if (depth == 0) {
            folded->sym[to] = folded->sym[at];
            folded->from[to] = folded->from[at];
            folded->to[to] = folded->to[at];
            folded->mark[to] = folded->mark[at] | mark;
            mark = 0;
            to++;
        }
    }
    if (to < folded->n)
        end_at(folded, to, FOLD_BRACKET);
}

static bool spells(const symbol *sym, const symbol *word, size_t n)
{
    return memcmp(sym, word, n * sizeof(*sym)) == 0;
}

static bool letter(symbol sym)
{
    return (sym >= 'A' && sym <= 'Z') || (sym >= 0x30A2 && sym <= 0x30FA) ||
           sym == SYM_BAR;
}

/* TEL, FAX and 電話 with a number behind them; HOTEL is a building. */
static size_t phone_word(const struct folded *folded, size_t at)
{
    static const symbol tel[] = {'T', 'E', 'L'}, fax[] = {'F', 'A', 'X'},
                        phone[] = {0x96FB, 0x8A71};
    const symbol *sym = folded->sym + at;

    if (spells(sym, phone, 2))
        return sym[2] == SYM_BAN ? 4 : 2;
    return spells(sym, tel, 3) || spells(sym, fax, 3) ? 3 : 0;
}

/* A telephone number ends the address. */
static void cut_phone(struct folded *folded)
{
    for (size_t at = 0; at + 2 < folded->n; at++) {
        size_t n = phone_word(folded, at);
        if (n == 0 ||
            (at > 0 && !folded->mark[at] && letter(folded->sym[at - 1])))
            continue;
        size_t next = at + n;
        while (next < folded->n &&
               (folded->sym[next] == SYM_COMMA || folded->sym[next] == SYM_BAR))
            next++;
        if (next >= folded->n || folded->mark[next] & FOLD_BRACKET ||
            symbol_is_digit(folded->sym[next])) {
            end_at(folded, at, FOLD_BRACKET);
            return;
        }
    }
}

static uint32_t postal_of(const char *text)
{
    uint32_t code = 0;
    size_t n = 0;

    for (; text && *text; text++)
        if (*text >= '0' && *text <= '9' && n++ < 7)
            code = code * 10 + (uint32_t)(*text - '0');
    return n == 7 ? code : 0;
}

void search_prepare(struct geocoder *geocoder, struct str address)
{
    struct folded *folded = &geocoder->folded;

    fold_text(&geocoder->gazetteer->fold, address, folded);
    geocoder->reasons = folded->cut ? REASON_BIT(TOO_LONG) : 0;
    geocoder->postal = 0;
    geocoder->anchors.n = geocoder->found.n = 0;
    geocoder->prefecture = 0;
    geocoder->walk = (struct walk){.gazetteer = geocoder->gazetteer,
                                   .folded = folded,
                                   .steps = WALK_STEPS};
    size_t skip = skip_postal(geocoder);
    geocoder->front = skip ? folded->to[skip - 1] : 0;
    while (skip < folded->n &&
           (folded->sym[skip] == SYM_COMMA || folded->sym[skip] == SYM_CLOSE))
        skip++;
    if (skip)
        take_out(folded, 0, skip, 0);
    folded->mark[0] = 0;
    pass_brackets(folded, 0);
    cut_phone(folded);
    if (!geocoder->postal && geocoder->hint)
        geocoder->postal = postal_of(geocoder->hint->postal_code);
}
