#include "geo/geocode/number.h"

#include "norm/text_char.h"

#include <xxhash.h>

bool number_letter(symbol sym)
{
    static const symbol stems[] = {
        0x7532, 0x4E59, 0x4E19, 0x4E01, 0x620A, 0x5DF1,
        0x5E9A, 0x8F9B, 0x58EC, 0x7678, /* 甲 to 癸 */
        0x5B50, 0x4E11, 0x5BC5, 0x536F, 0x8FB0, 0x5DF3,
        0x5348, 0x672A, 0x7533, 0x9149, 0x620C, 0x4EA5, /* 子 to 亥 */
    };

    if ((sym >= 'A' && sym <= 'Z') || (sym >= 0x30A2 && sym <= 0x30F3))
        return true;
    for (size_t i = 0; i < sizeof(stems) / sizeof(*stems); i++)
        if (stems[i] == sym)
            return true;
    return false;
}

bool number_bar(const struct folded *folded, size_t at)
{
    const symbol *sym = folded->sym;

    return sym[at] == SYM_BAR || sym[at] == SYM_NO ||
           (sym[at] == SYM_ONE && at && symbol_is_digit(sym[at - 1]) &&
            symbol_is_digit(sym[at + 1]));
}

bool number_stands(const struct folded *folded, size_t at)
{
    struct fold_number reading;

    fold_number(folded, at, &reading);
    if (reading.n == 0)
        return false;
    size_t end = reading.end[0];
    symbol next = folded->sym[end];
    if (end >= folded->n || folded->mark[end])
        return true;
    if (next == SYM_JO || next == SYM_SEN ||
        (next == SYM_CHI && folded->sym[end + 1] == SYM_WARI))
        return false;
    if (!reading.kanji || next == SYM_BAN || next == SYM_GO ||
        next == SYM_COMMA ||
        (next == SYM_CHO && folded->sym[end + 1] == SYM_ME))
        return true;
    if (next == SYM_CHI)
        return folded->sym[end + 1] == SYM_WITHIN ||
               folded->sym[end + 1] == SYM_AHEAD;
    if (number_bar(folded, end))
        end++;
    return symbol_is_digit(folded->sym[end]) ||
           (end > reading.end[0] && symbol_kanji_value(folded->sym[end]) >= 0);
}

static bool number_at(const struct folded *folded, size_t at,
                      struct fold_number *reading)
{
    fold_number(folded, at, reading);
    return reading->n > 0;
}

/* One part at `at`: [letter] number, or a letter alone where a branch may
 * stand. Returns the place after it, or 0. */
static size_t read_part(const struct folded *folded, size_t at, bool first,
                        struct number_part *part)
{
    struct fold_number reading;
    const symbol *sym = folded->sym;
    size_t start = at;

    *part = (struct number_part){0};
    if (number_letter(sym[at])) {
        part->letter = sym[at++];
        if ((sym[at] == SYM_NO || sym[at] == SYM_BAR) &&
            number_at(folded, at + 1, &reading))
            at++;
    }
    if (number_at(folded, at, &reading) &&
        (!first || number_stands(folded, at)) &&
        !(part->letter && at > start + 1 && reading.kanji &&
          sym[at - 1] == SYM_BAR)) {
        part->value = reading.value[0];
        /* A run of digits that fits no number is none. */
        return part->value == UINT32_MAX ? 0 : reading.end[0];
    }
    if (!part->letter || first)
        return 0;
    /* A letter alone: the text must end here or go on with another part. */
    at = start + 1;
    if (at < folded->n && !folded->mark[at] && sym[at] != SYM_BAR &&
        sym[at] != SYM_GO && sym[at] != SYM_COMMA)
        return 0;
    return at;
}

/* The place after what may join two parts; `at` when nothing does. */
static size_t read_joint(const struct folded *folded, size_t at,
                         struct number *number)
{
    const symbol *sym = folded->sym;

    if (sym[at] == SYM_CHO && sym[at + 1] == SYM_ME) {
        number->form |= number->n == 1 ? NUMBER_CHOME : 0;
        at += 2;
    } else if (sym[at] == SYM_BAN) {
        at++;
        if (sym[at] == SYM_CHI) {
            number->form |= NUMBER_BANCHI;
            at++;
        }
    } else if (sym[at] == SYM_GO) {
        number->form |= NUMBER_GO;
        return at + 1;
    }
    if (number_bar(folded, at))
        at++;
    return at;
}

/* Is the number that ends at `at` a floor or a room? 3階, 101号室, B棟, 5F. */
static bool ends_in_building(const struct folded *folded, size_t at)
{
    const symbol *sym = folded->sym;

    if (sym[at] == SYM_GO)
        at++;
    return sym[at] == SYM_ROOM || sym[at] == SYM_RIDGE ||
           sym[at] == SYM_FLOOR || sym[at] == SYM_KAN ||
           (sym[at] == 'F' && !(sym[at + 1] >= 'A' && sym[at + 1] <= 'Z'));
}

static size_t read_parts(const struct folded *folded, size_t at,
                         struct number *number)
{
    size_t to = at;

    for (;;) {
        struct number_part part;
        size_t end = read_part(folded, at, number->n == 0, &part);
        if (!end || number->n == NUMBER_MAX_PARTS ||
            (number->n && ends_in_building(folded, end)))
            return to;
        number->part[number->n] = part;
        number->end[number->n++] = (uint16_t)end;
        unsigned form = number->form;
        at = to = read_joint(folded, end, number);
        /* 号 ends a number; a dash that leads to no part is not ours. */
        if ((number->form & NUMBER_GO) && !(form & NUMBER_GO))
            return to;
        if (at == end)
            return to;
        if (number_bar(folded, at - 1))
            to = at - 1;
        if (folded->mark[at] & FOLD_BRACKET)
            return to;
    }
}

static bool word(const struct folded *folded, size_t at, symbol a, symbol b)
{
    return folded->sym[at] == a && folded->sym[at + 1] == b;
}

/* 無番地, 番外地, 番地なし, 番地無し. */
static size_t read_nothing(const struct folded *folded, size_t at)
{
    const symbol *sym = folded->sym;

    if (word(folded, at, SYM_NOTHING, SYM_BAN))
        return at + (sym[at + 2] == SYM_CHI ? 3 : 2);
    if (word(folded, at, SYM_BAN, SYM_OUTSIDE) && sym[at + 2] == SYM_CHI)
        return at + 3;
    if (word(folded, at, SYM_BAN, SYM_CHI) &&
        (word(folded, at + 2, 0x30CA, 0x30B7) ||
         word(folded, at + 2, SYM_NOTHING, 0x30B7)))
        return at + 4;
    return at;
}

static size_t read_ending(const struct folded *folded, size_t at,
                          struct number *number)
{
    const symbol *sym = folded->sym;

    if (word(folded, at, SYM_CHI, SYM_WITHIN) ||
        word(folded, at, SYM_CHI, SYM_AHEAD) ||
        word(folded, at, SYM_NEAR, 0x8FD1))
        at += 2;
    else if (number->n && (sym[at] == SYM_AHEAD || sym[at] == SYM_WITHIN))
        at += 1;
    bool more = sym[at] == SYM_OTHERS ||
                (sym[at] == SYM_COMMA &&
                 (symbol_is_digit(sym[at + 1]) || sym[at + 1] == SYM_OTHERS));
    if (more && number->n)
        number->form |= NUMBER_SEVERAL;
    return at;
}

void number_read(const struct folded *folded, size_t at, struct number *number)
{
    *number = (struct number){.from = at, .to = at};
    size_t to = read_nothing(folded, at);
    if (to > at) {
        number->form = NUMBER_NOTHING;
        /* 番外地 and 無番地 may carry a number of their own. */
        at = to;
        number->to = to;
    }
    to = read_parts(folded, at, number);
    number->n_read = number->n;
    if (number->n)
        number->to = to;
    number->to = read_ending(folded, number->to, number);
}

void number_text(const struct number *number, size_t n, char out[NUMBER_TEXT])
{
    char digits[10];
    size_t len = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t code = number->part[i].letter, value = number->part[i].value;
        size_t n_digit = 0;
        if (i)
            out[len++] = '-';
        if (code)
            len += text_put(out + len, code);
        if (code && !value)
            continue;
        do
            digits[n_digit++] = (char)('0' + value % 10);
        while (value /= 10);
        while (n_digit)
            out[len++] = digits[--n_digit];
    }
    out[len] = '\0';
}

uint64_t number_hash(const struct number *number, size_t n)
{
    return XXH3_64bits(number->part, n * sizeof(*number->part));
}

uint32_t number_key(const struct number *number, size_t n, unsigned level)
{
    return (uint32_t)level << 30 |
           (uint32_t)(number_hash(number, n) & 0x3FFFFFFF);
}
