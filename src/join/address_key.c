#include "join/address_key.h"

#include "model/municipality.h"
#include "norm/name.h"
#include "norm/text.h"
#include "norm/text_char.h"

#include <string.h>

#define ADDRESS_SYMBOLS 128

/* The address as NFKC characters, 0 behind the last. */
struct reading {
    size_t n, at;
    uint32_t c[ADDRESS_SYMBOLS + 1];
    uint32_t place[ADDRESS_SYMBOLS];
    size_t n_place;
    struct address_key *key;
};

/* ---- numbers ---- */

static int kanji_digit(uint32_t c)
{
    static const uint32_t digits[] = {U'〇', U'一', U'二', U'三', U'四',
                                      U'五', U'六', U'七', U'八', U'九'};

    for (int i = 0; i < 10; i++)
        if (digits[i] == c)
            return i;
    return -1;
}

static bool arabic(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* The number at `at`; returns the place after it, `at` when there is none. */
static size_t take_arabic(const struct reading *r, size_t at, uint32_t *value)
{
    *value = 0;
    for (; arabic(r->c[at]); at++)
        if (*value < 100000000)
            *value = *value * 10 + (r->c[at] - '0');
    return at;
}

/* 二十三, 百五, 一〇二. */
static size_t take_kanji(const struct reading *r, size_t at, uint32_t *value)
{
    uint32_t sum = 0, run = 0;
    size_t in_run = 0;

    for (;; at++) {
        uint32_t c = r->c[at], unit = c == U'十'   ? 10
                                      : c == U'百' ? 100
                                      : c == U'千' ? 1000
                                                   : 0;
        int digit = kanji_digit(c);
        if (unit) {
            sum += (in_run ? run : 1) * unit;
            run = 0;
            in_run = 0;
        } else if (digit >= 0 && run < 10000000) {
            run = run * 10 + (uint32_t)digit;
            in_run++;
        } else {
            break;
        }
    }
    *value = sum + run;
    return at;
}

static bool says(const struct reading *r, size_t at, const uint32_t *word,
                 size_t n)
{
    return at + n <= r->n && memcmp(r->c + at, word, n * sizeof(*word)) == 0;
}

#define SAYS(r, at, word)                                                      \
    says(r, at, U"" word, sizeof(U"" word) / sizeof(uint32_t) - 1)

static bool bar(const struct reading *r, size_t at)
{
    uint32_t c = r->c[at];

    return (c && text_is_dash(c)) ||
           (c == U'一' && at > 0 && arabic(r->c[at - 1]) &&
            arabic(r->c[at + 1]));
}

static bool joins(uint32_t c)
{
    return c == U'の' || c == U'ノ' || c == U'之';
}

static bool direction(uint32_t c)
{
    return c == U'東' || c == U'西' || c == U'南' || c == U'北';
}

/* Numbers that belong to a town's name: 13条, 3番町, 五番丁, 2線, 1地割. */
static bool names_town(const struct reading *r, size_t at)
{
    return SAYS(r, at, "条") || SAYS(r, at, "線") || SAYS(r, at, "町") ||
           SAYS(r, at, "区") || SAYS(r, at, "番町") || SAYS(r, at, "番丁") ||
           SAYS(r, at, "番街") || SAYS(r, at, "番館") || SAYS(r, at, "号線") ||
           SAYS(r, at, "軒") || SAYS(r, at, "番通") || SAYS(r, at, "の町") ||
           SAYS(r, at, "ノ町") || SAYS(r, at, "通");
}

/* What follows numbers written in kanji: without it 三 and 八 are names. */
static bool follows_kanji(const struct reading *r, size_t at)
{
    if (names_town(r, at))
        return false;
    if (SAYS(r, at, "丁目") || SAYS(r, at, "番") || SAYS(r, at, "号") ||
        SAYS(r, at, "地割"))
        return true;
    /* 堺市 has 一丁2番; 八丁堀 is a name. */
    bool parted = bar(r, at) || SAYS(r, at, "丁");
    return parted && at + 1 < r->n &&
           (arabic(r->c[at + 1]) || kanji_digit(r->c[at + 1]) > 0);
}

/* A floor or a room and not a number of the ground. */
static bool names_room(const struct reading *r, size_t at)
{
    uint32_t c = r->c[at];

    return c == U'階' || c == 'F' || c == 'f' || c == U'棟' || c == U'室' ||
           SAYS(r, at, "号室") || SAYS(r, at, "号棟") || SAYS(r, at, "号館");
}

/* 第30号19番地 of 福井: here 号 is not the last. */
static bool parcel_follows(const struct reading *r, size_t at)
{
    uint32_t value;
    size_t end = take_arabic(r, at, &value);

    return end > at && r->c[end] == U'番';
}

/* 丁目, 番地の, -, 南 before a number: from `at` to the place after them. */
static size_t past_separators(const struct reading *r, size_t at, bool *last)
{
    for (;;) {
        if (SAYS(r, at, "丁目") || SAYS(r, at, "番地") || SAYS(r, at, "地割") ||
            SAYS(r, at, "街区")) {
            at += 2;
        } else if (r->c[at] == U'号' && !parcel_follows(r, at + 1)) {
            *last = true;
            return at + 1;
        } else if (r->c[at] == U'番' || r->c[at] == U'号' ||
                   r->c[at] == U'丁' || bar(r, at)) {
            at++;
        } else if ((joins(r->c[at]) || direction(r->c[at]) ||
                    r->c[at] == ',') &&
                   arabic(r->c[at + 1])) {
            at++; /* 10の3; 1丁目南2番 of 札幌 */
        } else if (r->c[at] == ' ' && at > 0 && !arabic(r->c[at - 1]) &&
                   arabic(r->c[at + 1])) {
            at++;
        } else {
            return at;
        }
    }
}

static void take_numbers(struct reading *r, size_t at)
{
    bool last = false;

    while (r->key->n < ADDRESS_PARTS) {
        uint32_t value;
        size_t end = take_arabic(r, at, &value);
        if (end == at) {
            end = take_kanji(r, at, &value);
            if (end == at ||
                (r->c[end] && r->c[end] != ' ' && !follows_kanji(r, end)))
                return;
        }
        if (names_room(r, end))
            return;
        r->key->number[r->key->n++] = value;
        at = past_separators(r, end, &last);
        if (last || at == end)
            return;
    }
}

/* ---- place ---- */

static void add_place(struct reading *r, uint32_t code)
{
    code = name_fold(code);
    if (code == U'々' && r->n_place > 0)
        code = r->place[r->n_place - 1];
    if (code && r->n_place < ADDRESS_SYMBOLS)
        r->place[r->n_place++] = code;
}

static void add_value(struct reading *r, uint32_t value)
{
    char digits[16];
    size_t n = 0;

    do
        digits[n++] = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    while (n > 0)
        add_place(r, (uint32_t)digits[--n]);
}

/* 助七一丁目 is 助七 and 1丁目: no town has a 71st. */
static size_t split_chome(struct reading *r, size_t end)
{
    uint32_t value;
    size_t begin = r->at;

    take_kanji(r, begin, &value);
    if (value <= ADDRESS_CHOME_MOST || !SAYS(r, end, "丁目"))
        return begin;
    for (; begin + 1 < end; begin++)
        add_place(r, r->c[begin]);
    return begin;
}

/* A numeral at r->at: part of the town's name, or the first of the numbers?
 * True when the numbers were read. */
static bool take_numeral(struct reading *r)
{
    uint32_t value;
    size_t end = take_arabic(r, r->at, &value);

    if (end > r->at && !names_town(r, end)) {
        take_numbers(r, r->at);
        return true;
    }
    if (end == r->at) {
        end = take_kanji(r, r->at, &value);
        if (follows_kanji(r, end)) {
            take_numbers(r, split_chome(r, end));
            return true;
        }
        if (!names_town(r, end)) { /* 三和, 八町西 */
            for (; r->at < end; r->at++)
                add_place(r, r->c[r->at]);
            return false;
        }
    }
    add_value(r, value);
    r->at = end;
    return false;
}

static void take_place(struct reading *r)
{
    while (r->at < r->n) {
        uint32_t c = r->c[r->at];
        int digit = kanji_digit(c);
        if (arabic(c) || digit > 0 || c == U'十' || c == U'百') {
            if (take_numeral(r))
                return;
            continue;
        }
        bool filler = SAYS(r, r->at, "大字") ||
                      (c == U'字' && r->at > 0 && r->c[r->at - 1] != U'文');
        if (filler)
            r->at += c == U'大' ? 2 : 1;
        else
            add_place(r, r->c[r->at++]);
    }
}

static void skip_prefecture(struct reading *r)
{
    for (size_t n = 3; n <= 4; n++) {
        char name[4 * 4 + 1];
        size_t len = 0;
        for (size_t i = 0; i < n && i < r->n; i++)
            len += text_put(name + len, r->c[i]);
        name[len] = '\0';
        if (prefecture_code(name)) {
            r->at = n;
            return;
        }
    }
}

/* A numeral made of letters between numbers and dashes: 東Ⅰ－６－４ is 東1-6-4.
 * NFKC has made "I" of it; I to III are all that is met. */
static void read_roman(struct reading *r)
{
    for (size_t i = 1; i < r->n; i++) {
        size_t end = i;
        while (r->c[end] == 'I' && end - i < 3)
            end++;
        bool alone = r->c[i - 1] > 0x7F || text_is_dash(r->c[i - 1]);
        if (end == i || !alone || !text_is_dash(r->c[end]))
            continue;
        r->c[i] = '0' + (uint32_t)(end - i);
        memmove(r->c + i + 1, r->c + end, (r->n - end + 1) * sizeof(*r->c));
        r->n -= end - i - 1;
    }
}

static void read_characters(struct str text, struct reading *r)
{
    size_t at = 0;

    while (at < text.len && r->n < ADDRESS_SYMBOLS)
        at += text_next(text, at, &r->c[r->n++]);
    read_roman(r);
}

static const char *keep_place(const struct reading *r, struct arena *arena,
                              size_t *len)
{
    char bytes[ADDRESS_SYMBOLS * 4];

    *len = 0;
    for (size_t i = 0; i < r->n_place; i++)
        *len += text_put(bytes + *len, r->place[i]);
    return arena_copy(arena, bytes, *len);
}

void address_key_read(struct str address, struct arena *arena,
                      struct address_key *key)
{
    struct reading r = {.key = key};

    *key = (struct address_key){0};
    read_characters(text_nfkc(str_trim(address), arena), &r);
    skip_prefecture(&r);
    take_place(&r);
    if (r.n_place > 0 && r.place[r.n_place - 1] == U'第') /* 第4地割 */
        r.n_place--;
    key->place.ptr = keep_place(&r, arena, &key->place.len);
}

void address_key_number(struct str number, struct address_key *key)
{
    struct reading r = {.key = key};

    *key = (struct address_key){0};
    read_characters(number, &r);
    take_numbers(&r, 0);
}
