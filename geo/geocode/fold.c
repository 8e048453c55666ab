#include "geo/geocode/fold.h"

static symbol high_symbol(const struct fold_table *table, uint32_t code)
{
    size_t low = 0, high = table->n_high;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (table->high[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < table->n_high && table->high[low].code == code)
        return (symbol)table->high[low].symbol;
    if (code >= 0xE0100 && code <= 0xE01EF) /* ideographic variations */
        return SYM_NONE;
    return code >= 0xF0000 ? SYM_UNREADABLE : SYM_OTHER;
}

/* Kana that take a voicing mark, and ハ to ホ, which take either. Their voiced
 * form is the next character. */
static bool takes_mark(symbol kana, symbol mark)
{
    bool h = kana >= 0x30CF && kana <= 0x30DB && (kana - 0x30CF) % 3 == 0;

    if (mark == SYM_HALF_VOICED)
        return h;
    return h || (kana >= 0x30AB && kana <= 0x30C1 && kana % 2 == 1) ||
           kana == 0x30C4 || kana == 0x30C6 || kana == 0x30C8;
}

/* カ + ゛ = ガ; ハ + ゜ = パ; ウ + ゛ = ヴ. False when the kana takes none. */
static bool voice(symbol *kana, symbol mark)
{
    if (*kana == 0x30A6 && mark == SYM_VOICED)
        *kana = 0x30F4;
    else if (!takes_mark(*kana, mark))
        return false;
    else if (*kana == SYM_KARA) /* ガ is the symbol of ヶ and ケ */
        *kana = SYM_KE;
    else
        *kana = (symbol)(*kana + (mark == SYM_VOICED ? 1 : 2));
    return true;
}

static void push(struct folded *folded, symbol sym, size_t from, size_t to,
                 uint8_t mark)
{
    size_t n = folded->n++;

    folded->sym[n] = sym;
    folded->from[n] = (uint16_t)from;
    folded->to[n] = (uint16_t)to;
    folded->mark[n] = mark;
}

/* ニ丁目, ハ丁目 and ー丁目 are numbers that were typed as kana. */
static void right_numbers(struct folded *folded)
{
    symbol *sym = folded->sym;

    for (size_t i = 1; i + 1 < folded->n; i++) {
        if (sym[i] != SYM_CHO || sym[i + 1] != SYM_ME)
            continue;
        if (sym[i - 1] == SYM_NI)
            sym[i - 1] = SYM_TWO;
        else if (sym[i - 1] == SYM_HA)
            sym[i - 1] = SYM_EIGHT;
        else if (sym[i - 1] == SYM_BAR &&
                 !(i > 1 && symbol_is_digit(sym[i - 2])))
            sym[i - 1] = SYM_ONE;
    }
}

void fold_text(const struct fold_table *table, struct str text,
               struct folded *folded)
{
    size_t len = text.len < FOLD_MAX ? text.len : FOLD_MAX, size;
    uint8_t mark = 0;
    uint32_t code;

    while (len < text.len && len > 0 &&
           ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
        len--; /* not within a character */
    folded->text = text;
    folded->n = 0;
    folded->cut = len < text.len;
    for (size_t at = 0; at < len; at += size) {
        size = str_char((struct str){text.ptr, len}, at, &code);
        if (size == 0) {
            size = 1;
            code = 0xFFFD;
        }
        symbol sym =
            code < 0x10000 ? table->low[code] : high_symbol(table, code);
        if (sym == SYM_NONE)
            continue;
        if (sym == SYM_SPACE) {
            mark |= FOLD_SPACED;
            continue;
        }
        if ((sym == SYM_VOICED || sym == SYM_HALF_VOICED) && folded->n &&
            voice(&folded->sym[folded->n - 1], sym)) {
            folded->to[folded->n - 1] = (uint16_t)(at + size);
            continue;
        }
        push(folded, sym, at, at + size, mark);
        mark = 0;
    }
    folded->sym[folded->n] = SYM_NONE;
    folded->from[folded->n] = folded->to[folded->n] = (uint16_t)len;
    folded->mark[folded->n] = mark;
    right_numbers(folded);
}

static void add_reading(struct fold_number *number, uint32_t value, size_t end)
{
    size_t max = sizeof(number->value) / sizeof(*number->value);

    /* Longest first: the new one is longer than all before. */
    if (number->n == max)
        number->n--;
    for (size_t i = number->n; i > 0; i--) {
        number->value[i] = number->value[i - 1];
        number->end[i] = number->end[i - 1];
    }
    number->value[0] = value;
    number->end[0] = (uint16_t)end;
    number->n++;
}

static void read_arabic(const struct folded *folded, size_t at,
                        struct fold_number *number)
{
    uint64_t value = 0;

    do {
        if (value < UINT32_MAX)
            value = value * 10 + (uint64_t)(folded->sym[at] - '0');
        at++;
        /* 22 7 are two numbers */
    } while (symbol_is_digit(folded->sym[at]) && !folded->mark[at]);
    add_reading(number, value < UINT32_MAX ? (uint32_t)value : UINT32_MAX, at);
}

/* 二千三百四十五 and 二三四五: units must fall, digits between them are
 * single; a text of digits only is read by place. */
static void read_kanji(const struct folded *folded, size_t at,
                       struct fold_number *number)
{
    uint32_t sum = 0, digit = 0, unit = 10000, plain = 0;
    bool has_digit = false, has_unit = false;
    size_t n_plain = 0, start = at;

    for (;; at++) {
        int value = symbol_kanji_value(folded->sym[at]);
        if (value < 0 || (at > start && folded->mark[at]))
            return;
        if (value < 10) {
            if (has_unit && has_digit)
                return;
            if (!has_unit && ++n_plain > 4)
                return;
            digit = (uint32_t)value;
            has_digit = true;
            plain = plain * 10 + digit;
        } else {
            if ((uint32_t)value >= unit || n_plain > 1 ||
                (has_digit && digit == 0))
                return;
            unit = (uint32_t)value;
            sum += unit * (has_digit ? digit : 1);
            has_digit = false;
            has_unit = true;
            n_plain = 0;
        }
        add_reading(number, has_unit ? sum + (has_digit ? digit : 0) : plain,
                    at + 1);
    }
}

void fold_number(const struct folded *folded, size_t at,
                 struct fold_number *number)
{
    number->n = 0;
    number->kanji = false;
    if (symbol_is_digit(folded->sym[at])) {
        read_arabic(folded, at, number);
    } else if (symbol_kanji_value(folded->sym[at]) >= 0) {
        number->kanji = true;
        read_kanji(folded, at, number);
    }
}

bool fold_splits_chome(const struct folded *folded,
                       const struct fold_number *number)
{
    size_t end = number->end[0];

    return number->n > 1 && number->kanji && number->value[0] > 40 &&
           number->end[1] + 1u == end && folded->sym[end] == SYM_CHO &&
           symbol_kanji_value(folded->sym[end - 1]) < 10 &&
           symbol_kanji_value(folded->sym[end - 2]) < 10;
}

/* Read the name's own digits, and leave the last one for the 丁目. */
static void split_chome(const struct folded *folded, struct fold_number *number)
{
    if (!fold_splits_chome(folded, number))
        return;
    number->value[0] = number->value[1];
    number->end[0] = number->end[1];
}

size_t fold_key(const struct folded *folded, symbol *key, size_t room)
{
    struct fold_number number;
    size_t n = 0;
    bool after_number = false;

    for (size_t at = 0; at < folded->n && n < room;) {
        symbol sym = folded->sym[at];
        fold_number(folded, at, &number);
        split_chome(folded, &number);
        if (number.n && number.value[0] <= SYM_NUMBER_MAX) {
            key[n++] = (symbol)(SYM_NUMBER + number.value[0]);
            at = number.end[0];
            after_number = true;
            continue;
        }
        if (after_number && sym == SYM_CHO &&
            (folded->sym[at + 1] == SYM_ME || at + 1 == folded->n)) {
            key[n++] = SYM_CHOME;
            at += folded->sym[at + 1] == SYM_ME ? 2 : 1;
        } else {
            key[n++] = sym;
            at++;
        }
        after_number = false;
    }
    return n;
}
