#include "output/workbook_lines.h"

#include "base/str.h"

/* In units of a column's width: the digit of a font of 11 points, 7 pixels.
 * Text of 10 points has 13.3 pixels to a kanji and half of it to a digit. */
static double width_of(uint32_t code)
{
    bool is_half = code < 0x1100 || (code >= 0xFF61 && code <= 0xFF9F);

    return is_half ? 0.96 : 1.92;
}

size_t workbook_lines(const char *text, double width)
{
    struct str rest = str_of(text);
    double room = width > 4 ? width - 0.5 : width, used = 0, word = 0;
    size_t n = 1;
    uint32_t code;

    for (size_t at = 0, len; at < rest.len; at += len) {
        len = str_char(rest, at, &code);
        len = len ? len : 1;
        if (code == '\n') {
            n++;
            used = word = 0;
            continue;
        }
        double wide = width_of(code);
        word = code > ' ' && code < 0x7F ? word + wide : 0;
        if (used + wide > room) {
            n++;
            /* The whole word goes down, unless it fills a line. */
            used = word < room ? word - (word > 0 ? wide : 0) : 0;
        }
        used += wide;
    }
    return n;
}
