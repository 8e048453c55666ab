/* Characters of names, one by one: name_fold() and name_telling(). */
#include "norm/name.h"

static uint32_t variant(uint32_t code)
{
    switch (code) {
#define VARIANT(to, from)                                                      \
    case from:                                                                 \
        return to;
#include "norm/name_variants.def"
#undef VARIANT
    default:
        return code;
    }
}

/* Small kana as large, and kana that are written for one another. */
static uint32_t large_kana(uint32_t code)
{
    switch (code) {
    case U'ァ':
    case U'ィ':
    case U'ゥ':
    case U'ェ':
    case U'ォ':
    case U'ッ':
    case U'ャ':
    case U'ュ':
    case U'ョ':
    case U'ヮ':
        return code + 1;
    case U'ガ': /* 霞が関, 霞ヶ関 */
    case U'ヵ':
    case U'ヶ':
        return U'ケ';
    case U'ヱ':
        return U'エ';
    case U'ヰ':
        return U'イ';
    case U'ヲ':
        return U'オ';
    case U'ヅ':
        return U'ズ';
    case U'ヂ':
        return U'ジ';
    default:
        return code;
    }
}

uint32_t name_fold(uint32_t code)
{
    if (code < 0x80) {
        if (code >= 'A' && code <= 'Z')
            return code + ('a' - 'A');
        bool kept = (code >= 'a' && code <= 'z') ||
                    (code >= '0' && code <= '9') || code == '+';
        return kept ? code : 0;
    }
    if (code >= 0x3041 && code <= 0x3096) /* hiragana */
        code += 0x60;
    if (code >= 0x30A1 && code <= 0x30FA)
        return large_kana(code);
    if (code >= 0x4E00 || code == U'々' || code == U'〇')
        return code >= 0xFE00 && code <= 0xFE0F ? 0 : variant(code);
    /* Letters of the West stay; punctuation, symbols, ー and ・ go. */
    return code < 0x2000 && code >= 0xC0 ? variant(code) : 0;
}

bool name_telling(uint32_t folded)
{
    if (folded >= '0' && folded <= '9')
        return true;
    switch (folded) {
    case U'一':
    case U'二':
    case U'三':
    case U'四':
    case U'五':
    case U'六':
    case U'七':
    case U'八':
    case U'九':
    case U'十':
    case U'東':
    case U'西':
    case U'南':
    case U'北':
    case U'上':
    case U'下':
    case U'前':
    case U'本':
    case U'分':
    case U'新':
    case U'大':
    case U'小':
    case U'内': /* 内科, 外科, 眼科 */
    case U'外':
    case U'眼':
        return true;
    default:
        return false;
    }
}
