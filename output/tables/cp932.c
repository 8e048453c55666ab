#include "output/tables/cp932.h"

#include "base/in_encoding.h"

#include <pthread.h>

#define GETA "\xE3\x80\x93" /* 〓 U+3013, what Japanese print puts there */

/* Code of each character of the basic plane; 0 for none (and for U+0000,
 * which no text holds). */
static uint16_t code_of[0x10000];
static bool is_known;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* Unicode has these twice; the reader gives the other one. Those of JIS X 0208
 * as other systems map it, and signs whose wide form CP932 has. */
static const uint16_t twins[][2] = {
    {0x301C, 0xFF5E}, {0x2016, 0x2225}, {0x2212, 0xFF0D}, {0x2014, 0x2015},
    {0x00A2, 0xFFE0}, {0x00A3, 0xFFE1}, {0x00AC, 0xFFE2}, {0x00A5, 0xFFE5},
    {0x00A6, 0xFFE4}, {0x203E, 0xFFE3},
};

static void take(struct cp932 *reader, unsigned code, struct buf *text)
{
    char bytes[2] = {(char)(code >> 8), (char)(code & 0xFF)};
    struct str s =
        code < 0x100 ? (struct str){bytes + 1, 1} : (struct str){bytes, 2};
    uint32_t character;

    buf_clear(text);
    if (cp932_add(reader, s, text) && text->len &&
        str_char(buf_str(text), 0, &character) == text->len &&
        character < 0x10000 && !code_of[character])
        code_of[character] = (uint16_t)code;
}

static void make_table(void)
{
    struct cp932 *reader = cp932_open();
    struct buf text = {0};

    if (!reader)
        return;
    for (unsigned code = 1; code < 0x80; code++)
        take(reader, code, &text);
    for (unsigned code = 0xA1; code < 0xE0; code++)
        take(reader, code, &text);
    for (unsigned code = 0x8140; code < 0xFD00; code++) {
        bool is_lead = code < 0xA000 || code >= 0xE000;
        if (is_lead && (code < 0xED00 || code >= 0xEF00))
            take(reader, code, &text);
    }
    for (size_t i = 0; i < sizeof(twins) / sizeof(*twins); i++)
        if (!code_of[twins[i][0]])
            code_of[twins[i][0]] = code_of[twins[i][1]];
    cp932_close(reader);
    buf_release(&text);
    is_known = true;
}

bool cp932_begin(struct err *err)
{
    pthread_once(&once, make_table);
    return is_known ||
           err_set(err, ERR_INTERNAL,
                   _("CP932 cannot be written: this system has no table of it; "
                     "install the C library's converters (package libc6 or "
                     "glibc-gconv-extra), or use --encoding utf-8"));
}

int32_t cp932_code(uint32_t character)
{
    uint16_t code = character < 0x10000 ? code_of[character] : 0;

    return code ? code : -1;
}

static bool is_variation_selector(uint32_t character)
{
    return (character >= 0xFE00 && character <= 0xFE0F) ||
           (character >= 0xE0100 && character <= 0xE01EF);
}

void cp932_add_fit(struct buf *out, const char *text,
                   void (*lost)(void *context, uint32_t character),
                   void *context)
{
    struct str s = str_of(text);
    uint32_t character;
    size_t n;

    for (size_t at = 0; at < s.len; at += n) {
        n = str_char(s, at, &character);
        if (n == 0) {
            n = 1;
            character = 0xFFFD;
        }
        if (cp932_code(character) >= 0) {
            buf_add(out, s.ptr + at, n);
            continue;
        }
        if (!is_variation_selector(character))
            buf_add_text(out, GETA);
        lost(context, character);
    }
}

void cp932_add_encoded(struct buf *out, struct str fit)
{
    uint32_t character;

    for (size_t at = 0, n; at < fit.len; at += n) {
        n = str_char(fit, at, &character);
        n = n ? n : 1;
        int32_t code = cp932_code(character);
        if (code >= 0x100)
            buf_add_char(out, (char)(code >> 8));
        if (code >= 0)
            buf_add_char(out, (char)(code & 0xFF));
    }
}
