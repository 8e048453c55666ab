#include "geo/gazetteer/fold_table.h"

#include "norm/text.h"
#include "norm/text_char.h"

#include <stdlib.h>

static const char *const variants[] = {
#define VARIANTS(text) text,
#include "geo/gazetteer/variants.def"
#undef VARIANTS
};

/* Signs that are no part of a name. */
static symbol sign(uint32_t code)
{
    switch (code) {
    case 0x3012: /* 〒 */
    case 0x3020:
    case 0x3036:
        return SYM_POSTAL;
    case '(':
    case '[':
    case '{':
    case '<':
    case 0x3008:
    case 0x300A:
    case 0x300C:
    case 0x300E:
    case 0x3010:
    case 0x3014:
    case 0x3016:
        return SYM_OPEN;
    case ')':
    case ']':
    case '}':
    case '>':
    case 0x3009:
    case 0x300B:
    case 0x300D:
    case 0x300F:
    case 0x3011:
    case 0x3015:
    case 0x3017:
        return SYM_CLOSE;
    case ',':
    case '.':
    case ';':
    case ':':
    case '/':
    case '"':
    case '\'':
    case '|':
    case 0x3001: /* 、 */
    case 0x3002:
    case 0x30FB: /* ・ */
    case 0xB7:
    case 0x201C:
    case 0x201D:
    case 0x2018:
    case 0x2019:
        return SYM_COMMA;
    case '?':
    case 0x25CF: /* ● */
    case 0x25A0: /* ■ */
    case 0x25A1:
    case 0x25C6:
    case 0x25C7:
    case 0x3013: /* 〓 */
        return SYM_UNREADABLE;
    case 0x3099:
    case 0x309B:
        return SYM_VOICED;
    case 0x309A:
    case 0x309C:
        return SYM_HALF_VOICED;
    case '~':
    case 0x301C: /* 〜 */
        return SYM_BAR;
    default:
        return SYM_NONE;
    }
}

/* Hiragana as katakana, small kana as full-size ones. */
static uint32_t kana(uint32_t code)
{
    if (code >= 0x3041 && code <= 0x3096)
        code += 0x60;
    switch (code) {
    case 0x30A1:
    case 0x30A3:
    case 0x30A5:
    case 0x30A7:
    case 0x30A9:
    case 0x30C3: /* ッ */
    case 0x30E3:
    case 0x30E5:
    case 0x30E7:
    case 0x30EE:
        return code + 1;
    default:
        return code;
    }
}

/* The one character that NFKC makes of this one; itself when several. */
static uint32_t normal(uint32_t code, struct arena *scratch)
{
    char bytes[4];
    uint32_t out;
    struct str text = {bytes, text_put(bytes, code)};
    struct str nfkc = text_nfkc(text, scratch);
    size_t size = nfkc.len ? str_char(nfkc, 0, &out) : 0;

    return size && size == nfkc.len ? out : code;
}

static symbol symbol_of(uint32_t code, struct arena *scratch)
{
    enum text_char kind = text_char(code);

    if (kind == CHAR_SPACE || kind == CHAR_BLANK || kind == CHAR_LINE)
        return SYM_SPACE;
    if (kind == CHAR_HIDDEN || kind == CHAR_CONTROL ||
        (code >= 0xFE00 && code <= 0xFE0F))
        return SYM_NONE;
    if (kind == CHAR_REPLACED || kind == CHAR_PRIVATE)
        return SYM_UNREADABLE;
    if (text_is_dash(code))
        return SYM_BAR;
    if (sign(code))
        return sign(code);
    code = normal(code, scratch);
    if (sign(code))
        return sign(code);
    if (text_is_dash(code))
        return SYM_BAR;
    if (code >= 'a' && code <= 'z')
        code -= 'a' - 'A';
    code = kana(code);
    return code < 0xE000 || (code > 0xF8FF && code < 0x10000) ? (symbol)code
                                                              : SYM_OTHER;
}

static void set(struct fold_making *making, uint32_t code, symbol to)
{
    if (code < 0x10000) {
        making->low[code] = to;
        return;
    }
    making->high = mem_room(making->high, making->n_high, &making->cap_high,
                            sizeof(*making->high));
    making->high[making->n_high++] = (struct fold_high){code, to};
}

/* Every character that folds to a variant folds to the first of its row. */
static void fold_variants(struct fold_making *making)
{
    static symbol to[65536];
    uint32_t code;

    for (uint32_t s = 0; s < 65536; s++)
        to[s] = (symbol)s;
    for (size_t v = 0; v < sizeof(variants) / sizeof(*variants); v++) {
        struct str row = str_of(variants[v]);
        size_t at = str_char(row, 0, &code), size;
        symbol first = to[making->low[code]];
        for (; at < row.len; at += size) {
            size = str_char(row, at, &code);
            if (code >= 0x10000)
                set(making, code, first);
            else
                to[making->low[code]] = first;
        }
    }
    for (uint32_t s = 0; s < 65536; s++)
        making->low[s] = to[to[making->low[s]]];
    for (size_t i = 0; i < making->n_high; i++)
        making->high[i].symbol = to[making->high[i].symbol];
}

static int by_code(const void *a, const void *b)
{
    const struct fold_high *x = a, *y = b;

    return (x->code > y->code) - (x->code < y->code);
}

struct fold_making *fold_table_make(void)
{
    struct fold_making *making = mem_alloc(sizeof(*making));
    struct arena scratch = {0};

    *making = (struct fold_making){0};
    for (uint32_t code = 1; code < 65536; code++) {
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        making->low[code] = symbol_of(code, &scratch);
        if (code % 4096 == 0)
            arena_reset(&scratch);
    }
    /* CJK compatibility ideographs, and letters and digits of mathematics. */
    for (uint32_t code = 0x1D400; code <= 0x2FA1D; code++) {
        if (code == 0x1D800)
            code = 0x2F800;
        uint32_t plain = normal(code, &scratch);
        if (plain < 0x10000)
            set(making, code, symbol_of(plain, &scratch));
        if (code % 4096 == 0)
            arena_reset(&scratch);
    }
    arena_release(&scratch);
    fold_variants(making);
    qsort(making->high, making->n_high, sizeof(*making->high), by_code);
    return making;
}

struct fold_table fold_table_of(const struct fold_making *making)
{
    return (struct fold_table){making->low, making->high, making->n_high};
}

void fold_table_release(struct fold_making *making)
{
    free(making->high);
    free(making);
}
