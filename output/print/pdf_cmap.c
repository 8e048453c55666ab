#include "output/print/pdf_cmap.h"

#include "output/print/pdf_ops.h"

#include <stdlib.h>

#define MAX_CODES 0x10000
#define MAX_TEXT ((size_t)4 << 20)

static void add_char(struct buf *out, uint32_t c)
{
    if (c >= 0x10000) {
        buf_add_char(out, (char)(0xF0 | c >> 18));
        buf_add_char(out, (char)(0x80 | (c >> 12 & 0x3F)));
        buf_add_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
    } else if (c >= 0x800) {
        buf_add_char(out, (char)(0xE0 | c >> 12));
        buf_add_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
    } else if (c >= 0x80) {
        buf_add_char(out, (char)(0xC0 | c >> 6));
    } else {
        buf_add_char(out, (char)c);
        return;
    }
    buf_add_char(out, (char)(0x80 | (c & 0x3F)));
}

static uint32_t unit_at(struct str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    return (uint32_t)p[0] << 8 | p[1];
}

void pdf_add_utf16(struct buf *out, struct str utf16)
{
    for (size_t at = 0; at + 1 < utf16.len; at += 2) {
        uint32_t c = unit_at(utf16, at);
        bool high = c >= 0xD800 && c < 0xDC00, low = c >= 0xDC00 && c < 0xE000;
        uint32_t next = high && at + 3 < utf16.len ? unit_at(utf16, at + 2) : 0;
        if (next >= 0xDC00 && next < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (next - 0xDC00);
            at += 2;
        } else if (high || low) {
            c = 0xFFFD;
        }
        add_char(out, c);
    }
}

void pdf_add_text_string(struct buf *out, struct str bytes)
{
    if (str_starts(bytes, STR("\xFE\xFF"))) {
        pdf_add_utf16(out, str_cut(bytes, 2, bytes.len));
    } else if (str_valid_utf8(bytes)) {
        buf_add_str(out, bytes);
    } else {
        for (size_t i = 0; i < bytes.len; i++)
            add_char(out, (unsigned char)bytes.ptr[i]);
    }
}

/* Codes of more than two bytes are in no font that is read here. */
static bool code_of(struct str bytes, uint32_t *code)
{
    if (bytes.len < 1 || bytes.len > 2)
        return false;
    *code = bytes.len == 1 ? (unsigned char)bytes.ptr[0] : unit_at(bytes, 0);
    return true;
}

static bool mean(struct pdf_cmap *cmap, uint32_t code, struct str utf16,
                 uint32_t step)
{
    size_t at = cmap->text.len;

    if (code >= MAX_CODES || at + 2 * utf16.len > MAX_TEXT)
        return false;
    if (code >= cmap->n) {
        cmap->meaning =
            mem_grow(cmap->meaning, (code + 1) * sizeof(*cmap->meaning));
        for (size_t i = cmap->n; i <= code; i++)
            cmap->meaning[i] = (struct pdf_meaning){0};
        cmap->n = code + 1;
    }
    if (step == 0 || utf16.len < 2) {
        pdf_add_utf16(&cmap->text, utf16);
    } else {
        /* The last unit counts up with the code. */
        struct str lead = str_cut(utf16, 0, utf16.len - 2);
        uint32_t last = (unit_at(utf16, utf16.len - 2) + step) & 0xFFFF;
        char unit[2] = {(char)(last >> 8), (char)last};
        struct buf whole = {0};
        buf_add_str(&whole, lead);
        buf_add(&whole, unit, 2);
        pdf_add_utf16(&cmap->text, buf_str(&whole));
        buf_release(&whole);
    }
    cmap->meaning[code] =
        (struct pdf_meaning){(uint32_t)at, (uint32_t)(cmap->text.len - at)};
    return true;
}

static bool read_chars(struct pdf_cmap *cmap, const struct pdf_ops *ops)
{
    uint32_t code;

    for (size_t i = 0; i + 1 < ops->n; i += 2)
        if (!code_of(pdf_ops_text(ops, i), &code) ||
            !mean(cmap, code, pdf_ops_text(ops, i + 1), 0))
            return false;
    return true;
}

/* <low> <high> <first>, or <low> <high> [<each> ...]. */
static bool read_ranges(struct pdf_cmap *cmap, const struct pdf_ops *ops)
{
    uint32_t low, high;

    for (size_t i = 0; i + 2 < ops->n;) {
        bool each = ops->operand[i + 2].token == TOKEN_ARRAY;
        if (!code_of(pdf_ops_text(ops, i), &low) ||
            !code_of(pdf_ops_text(ops, i + 1), &high))
            return false;
        i += 2 + each;
        for (uint32_t code = low; code <= high; code++) {
            if (i >= ops->n || ops->operand[i].token != TOKEN_STRING)
                return false;
            if (!mean(cmap, code, pdf_ops_text(ops, i), each ? 0 : code - low))
                return false;
            i += each;
        }
        i++; /* the end of the array, or the first */
    }
    return true;
}

bool pdf_cmap_read(struct str bytes, struct pdf_cmap *cmap)
{
    struct pdf_ops ops = {.bytes = bytes};
    bool ok = true;

    while (ok && pdf_ops_next(&ops)) {
        if (str_is(ops.name, "endbfchar"))
            ok = read_chars(cmap, &ops);
        else if (str_is(ops.name, "endbfrange"))
            ok = read_ranges(cmap, &ops);
        else if (str_is(ops.name, "usecmap"))
            ok = false;
    }
    ok = ok && !ops.broken;
    pdf_ops_release(&ops);
    return ok;
}

struct str pdf_cmap_text(const struct pdf_cmap *cmap, unsigned code)
{
    if (code >= cmap->n)
        return STR("");
    return str_cut(buf_str(&cmap->text), cmap->meaning[code].at,
                   cmap->meaning[code].len);
}

void pdf_cmap_release(struct pdf_cmap *cmap)
{
    free(cmap->meaning);
    buf_release(&cmap->text);
    *cmap = (struct pdf_cmap){0};
}
