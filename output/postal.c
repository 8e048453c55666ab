#include "output/postal.h"

#define DIGITS 7

/* Digits of both widths; 0 to 9, or -1. */
static int digit_of(uint32_t code)
{
    if (code >= '0' && code <= '9')
        return (int)(code - '0');
    return code >= 0xFF10 && code <= 0xFF19 ? (int)(code - 0xFF10) : -1;
}

/* 〒, blanks, and what is written for a hyphen: -, ‐ to ―, −, ー, －, ｰ. */
static bool is_filling(uint32_t code)
{
    return code == 0x3012 || code == ' ' || code == 0x3000 || code == '-' ||
           (code >= 0x2010 && code <= 0x2015) || code == 0x2212 ||
           code == 0x30FC || code == 0xFF0D || code == 0xFF70;
}

bool postal_add(struct buf *out, const char *published)
{
    struct str text = str_of(published);
    char digit[DIGITS];
    size_t n = 0, len;
    uint32_t code;

    for (size_t at = 0; at < text.len; at += len) {
        len = str_char(text, at, &code);
        int value = len ? digit_of(code) : -1;
        if (!len || (value < 0 && !is_filling(code)) ||
            (value >= 0 && n == DIGITS))
            return false;
        if (value >= 0)
            digit[n++] = (char)('0' + value);
    }
    if (n == DIGITS)
        buf_addf(out, "%.3s-%.4s", digit, digit + 3);
    return n == DIGITS;
}
