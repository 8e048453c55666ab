#include "geo/geocode/spelling.h"

#include <string.h>

#define CHARACTERS 64

static size_t decode(struct str text, uint32_t out[CHARACTERS])
{
    size_t n = 0, size;

    for (size_t at = 0; at < text.len && n < CHARACTERS; at += size) {
        size = str_char(text, at, &out[n]);
        if (size == 0)
            size = 1;
        else if (out[n] != ' ' && out[n] != 0x3000)
            n++;
    }
    return n;
}

int spelling_near(struct str written, struct str official)
{
    uint32_t a[CHARACTERS], b[CHARACTERS];
    size_t n_a = decode(written, a), n_b = decode(official, b);
    uint8_t common[CHARACTERS + 1] = {0};

    /* The longest common subsequence, one row at a time. */
    for (size_t i = 0; i < n_a; i++) {
        uint8_t corner = 0;
        for (size_t j = 0; j < n_b; j++) {
            uint8_t above = common[j + 1];
            if (a[i] == b[j])
                common[j + 1] = (uint8_t)(corner + 1);
            else if (common[j] > above)
                common[j + 1] = common[j];
            corner = above;
        }
    }
    return 2 * (int)common[n_b] - (int)n_a - (int)n_b;
}
