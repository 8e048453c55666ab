#include "output/site/base64.h"

#include "base/in.h"

#include <stdlib.h>
#include <string.h>

static const char letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_add(struct buf *out, struct str bytes)
{
    const unsigned char *in = (const unsigned char *)bytes.ptr;
    char four[4];

    for (size_t at = 0; at < bytes.len; at += 3) {
        size_t left = bytes.len - at;
        uint32_t three = (uint32_t)in[at] << 16;
        if (left > 1)
            three |= (uint32_t)in[at + 1] << 8;
        if (left > 2)
            three |= in[at + 2];
        for (int i = 0; i < 4; i++)
            four[i] = letters[three >> (18 - 6 * i) & 63];
        if (left < 3)
            four[3] = '=';
        if (left < 2)
            four[2] = '=';
        buf_add(out, four, 4);
    }
}

bool base64_open(struct buf *out, struct str text)
{
    size_t padding = 0;

    if (text.len % 4)
        return false;
    while (padding < 2 && padding < text.len &&
           text.ptr[text.len - 1 - padding] == '=')
        padding++;
    for (size_t at = 0; at < text.len; at += 4) {
        bool last = at + 4 == text.len;
        uint32_t three = 0;
        for (size_t i = 0; i < 4; i++) {
            char c = text.ptr[at + i];
            const char *hit = c ? strchr(letters, c) : NULL;
            if (!hit && !(last && i >= 4 - padding))
                return false;
            three = three << 6 | (hit ? (uint32_t)(hit - letters) : 0);
        }
        char bytes[3] = {(char)(three >> 16), (char)(three >> 8), (char)three};
        buf_add(out, bytes, last ? 3 - padding : 3);
    }
    return true;
}

void base64_add_sha256(struct buf *out, struct str text)
{
    char hex[65], digest[32];

    sha256_of(text.ptr, text.len, hex);
    for (size_t i = 0; i < sizeof(digest); i++) {
        char pair[3] = {hex[2 * i], hex[2 * i + 1], '\0'};
        digest[i] = (char)strtoul(pair, NULL, 16);
    }
    buf_add_text(out, "'sha256-");
    base64_add(out, (struct str){digest, sizeof(digest)});
    buf_add_char(out, '\'');
}
