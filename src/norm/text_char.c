/* Classes of characters, and the folding that needs no ICU. */
#include "norm/text_char.h"

#include <string.h>

struct range {
    uint32_t first, last;
    enum text_char kind;
};

/* The Unicode Standard, version 15.0, PropList.txt (White_Space,
 * Bidi_Control, Noncharacter_Code_Point) and Default_Ignorable_Code_Point;
 * variation selectors and fillers stay plain. Sorted. */
/* clang-format off */
static const struct range ranges[] = {
    { 0x0000,   0x0008,   CHAR_CONTROL  },
    { 0x0009,   0x0009,   CHAR_BLANK    },
    { 0x000A,   0x000D,   CHAR_LINE     },
    { 0x000E,   0x001F,   CHAR_CONTROL  },
    { 0x0020,   0x0020,   CHAR_SPACE    },
    { 0x007F,   0x0084,   CHAR_CONTROL  },
    { 0x0085,   0x0085,   CHAR_LINE     },
    { 0x0086,   0x009F,   CHAR_CONTROL  },
    { 0x00A0,   0x00A0,   CHAR_BLANK    },
    { 0x00AD,   0x00AD,   CHAR_HIDDEN   },
    { 0x061C,   0x061C,   CHAR_CONTROL  },
    { 0x1680,   0x1680,   CHAR_BLANK    },
    { 0x180E,   0x180E,   CHAR_HIDDEN   },
    { 0x2000,   0x200A,   CHAR_BLANK    },
    { 0x200B,   0x200D,   CHAR_HIDDEN   },
    { 0x200E,   0x200F,   CHAR_CONTROL  },
    { 0x2028,   0x2029,   CHAR_LINE     },
    { 0x202A,   0x202E,   CHAR_CONTROL  },
    { 0x202F,   0x202F,   CHAR_BLANK    },
    { 0x205F,   0x205F,   CHAR_BLANK    },
    { 0x2060,   0x2065,   CHAR_HIDDEN   },
    { 0x2066,   0x206F,   CHAR_CONTROL  },
    { 0x3000,   0x3000,   CHAR_SPACE    },
    { 0xE000,   0xF8FF,   CHAR_PRIVATE  },
    { 0xFDD0,   0xFDEF,   CHAR_CONTROL  },
    { 0xFEFF,   0xFEFF,   CHAR_HIDDEN   },
    { 0xFFF0,   0xFFFB,   CHAR_HIDDEN   },
    { 0xFFFD,   0xFFFD,   CHAR_REPLACED },
    { 0xE0000,  0xE00FF,  CHAR_HIDDEN   },
    { 0xF0000,  0x10FFFF, CHAR_PRIVATE  },
};
/* clang-format on */

enum text_char text_char(uint32_t code)
{
    if ((code > 0x20 && code < 0x7F) || (code > 0x3000 && code < 0xE000))
        return CHAR_PLAIN;
    if ((code & 0xFFFE) == 0xFFFE)
        return CHAR_CONTROL; /* the last two of every plane */
    for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
        if (code <= ranges[i].last)
            return code >= ranges[i].first ? ranges[i].kind : CHAR_PLAIN;
    return CHAR_PLAIN;
}

bool text_is_dash(uint32_t code)
{
    switch (code) {
    case '-':
    case 0x02D7: /* modifier letter minus */
    case 0x2043: /* hyphen bullet */
    case 0x207B: /* superscript minus */
    case 0x208B: /* subscript minus */
    case 0x2212: /* minus */
    case 0x2500: /* box drawing, light */
    case 0x2501: /* box drawing, heavy */
    case 0x2796: /* heavy minus */
    case 0x30FC: /* katakana long vowel */
    case 0xFE58: /* small em dash */
    case 0xFE63: /* small hyphen-minus */
    case 0xFF0D: /* full-width hyphen-minus */
    case 0xFF70: /* half-width katakana long vowel */
        return true;
    default:
        return code >= 0x2010 && code <= 0x2015;
    }
}

size_t text_next(struct str s, size_t at, uint32_t *code)
{
    size_t n = str_char(s, at, code);

    if (n)
        return n;
    *code = 0xFFFD;
    return 1;
}

size_t text_put(char out[4], uint32_t code)
{
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

    for (size_t i = n - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(lead[n] | code);
    return n;
}

/* 0 for what is taken out, a space for any space. */
static uint32_t narrow(uint32_t code)
{
    switch (text_char(code)) {
    case CHAR_SPACE:
    case CHAR_BLANK:
    case CHAR_LINE:
        return ' ';
    case CHAR_HIDDEN:
    case CHAR_CONTROL:
        return 0;
    default:
        if (text_is_dash(code))
            return '-';
        return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
    }
}

size_t text_narrow(struct str s, char *out, size_t room)
{
    size_t len = 0, n;
    bool space = false;
    uint32_t code;
    char one[4];

    for (size_t at = 0; at < s.len; at += n) {
        n = text_next(s, at, &code);
        code = narrow(code);
        if (code == ' ')
            space = len > 0;
        if (code == ' ' || code == 0)
            continue;
        size_t put = text_put(one, code);
        if (put + space > room - len)
            return SIZE_MAX;
        if (space)
            out[len++] = ' ';
        space = false;
        memcpy(out + len, one, put);
        len += put;
    }
    return len;
}
