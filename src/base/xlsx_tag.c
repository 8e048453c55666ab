#include "base/xlsx_tag.h"

#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static size_t put_utf8(char out[4], uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)((n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0) | code);
    return n;
}

bool xml_is_char(uint32_t code)
{
    return code == 0x9 || code == 0xA || code == 0xD ||
           (code >= 0x20 && code <= 0xD7FF) ||
           (code >= 0xE000 && code <= 0xFFFD) ||
           (code >= 0x10000 && code <= 0x10FFFF);
}

static bool number_of(struct str digits, uint32_t *code)
{
    uint32_t base = 10;

    if (str_starts(digits, STR("x"))) {
        digits = str_cut(digits, 1, digits.len);
        base = 16;
    }
    if (digits.len == 0)
        return false;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 99;
        if (digit >= base || (*code = *code * base + digit) > 0x10FFFF)
            return false;
    }
    return xml_is_char(*code);
}

size_t xml_reference(struct str name, char out[4])
{
    static const struct {
        const char *name;
        char c;
    } known[] = {
        {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    uint32_t code = 0;

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
        if (str_is(name, known[i].name)) {
            out[0] = known[i].c;
            return 1;
        }
    if (!str_starts(name, STR("#")) ||
        !number_of(str_cut(name, 1, name.len), &code))
        return 0;
    return put_utf8(out, code);
}

static unsigned byte_kind(unsigned char c)
{
    if (c >= 0x80)
        return BYTE_NAME | BYTE_START | BYTE_WIDE;
    if (is_space((char)c))
        return c == ' ' ? BYTE_SPACE : BYTE_SPACE | BYTE_SETTLE;
    if (c < 0x20 || c == '<')
        return BYTE_BAD;
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
        return BYTE_NAME | BYTE_START;
    if (c == '_' || c == ':')
        return BYTE_NAME | BYTE_START;
    if ((c >= '0' && c <= '9') || c == '-' || c == '.')
        return BYTE_NAME;
    return c == '&' ? BYTE_SETTLE : 0;
}

void xml_byte_kinds(unsigned char kind[256])
{
    for (int c = 0; c < 256; c++)
        kind[c] = (unsigned char)byte_kind((unsigned char)c);
}

/* References resolved and white space made spaces, in place; false when the
 * value is not well-formed. */
static bool settle_value(char *value, size_t len)
{
    size_t to = 0;

    for (size_t at = 0; at < len; at++) {
        char c = value[at];
        if (c == '&') {
            const char *end = memchr(value + at, ';', len - at);
            size_t n = end ? (size_t)(end - value) - at : 0;
            char out[4];
            size_t wide =
                n ? xml_reference((struct str){value + at + 1, n - 1}, out) : 0;
            if (wide == 0)
                return false;
            memcpy(value + to, out, wide);
            to += wide;
            at += n;
        } else if (c == '\r' && at + 1 < len && value[at + 1] == '\n') {
            continue;
        } else {
            value[to++] = is_space(c) ? ' ' : c;
        }
    }
    value[to] = '\0';
    return true;
}

static bool skip_space(struct xml_tag *tag)
{
    const char *from = tag->at;

    while (tag->at < tag->limit &&
           tag->kind[(unsigned char)*tag->at] & BYTE_SPACE)
        tag->at++;
    return tag->at > from;
}

static bool take_name(struct xml_tag *tag, struct xml_piece *name)
{
    char *at = tag->at;
    unsigned kinds = 0;

    if (at < tag->limit && !(tag->kind[(unsigned char)*at] & BYTE_START))
        return false;
    for (; at < tag->limit; at++) {
        unsigned kind = tag->kind[(unsigned char)*at];
        if (!(kind & BYTE_NAME))
            break;
        kinds |= kind;
    }
    *name = (struct xml_piece){tag->at, (size_t)(at - tag->at), kinds};
    tag->at = at;
    return true;
}

static bool take_value(struct xml_tag *tag, struct xml_piece *value)
{
    unsigned kinds = 0;

    if (tag->at == tag->limit)
        return true;
    char quote = *tag->at;
    if (quote != '"' && quote != '\'')
        return false;
    char *from = ++tag->at;
    for (; tag->at < tag->limit && *tag->at != quote; tag->at++)
        kinds |= tag->kind[(unsigned char)*tag->at];
    *value = (struct xml_piece){from, (size_t)(tag->at - from), kinds};
    tag->at += tag->at < tag->limit;
    return !(kinds & BYTE_BAD);
}

/* One attribute, or the end of the tag (*done). False: not well-formed. */
static bool take_part(struct xml_tag *tag, bool *done)
{
    bool space = skip_space(tag);

    *done = tag->at == tag->limit;
    if (*done)
        return true;
    if (*tag->at == '/') {
        tag->empty = true;
        tag->at++;
        *done = tag->at == tag->limit;
        if (*done)
            return true;
    }
    if (*tag->at == '>') {
        tag->at++;
        tag->whole = *done = true;
        return true;
    }
    struct xml_piece *attr = &tag->attr[tag->n_attr];
    if (tag->empty || !space || tag->n_attr == 2 * XML_ATTRIBUTES ||
        !take_name(tag, &attr[0]))
        return false;
    skip_space(tag);
    if (tag->at < tag->limit && *tag->at++ != '=')
        return false;
    skip_space(tag);
    tag->n_attr += 2;
    return take_value(tag, &attr[1]);
}

const char *xml_end_name(struct xml_piece *name)
{
    const char *colon = memchr(name->ptr, ':', name->len);

    name->ptr[name->len] = '\0';
    return colon ? colon + 1 : name->ptr;
}

bool xml_is_text(const struct xml_piece *piece)
{
    return !(piece->kinds & BYTE_WIDE) ||
           str_valid_utf8((struct str){piece->ptr, piece->len});
}

static bool is_repeated(const struct xml_tag *tag, size_t n)
{
    const struct xml_piece *name = &tag->attr[n];

    for (size_t i = 0; i < n; i += 2)
        if (tag->attr[i].len == name->len &&
            memcmp(tag->attr[i].ptr, name->ptr, name->len) == 0)
            return true;
    return false;
}

bool xml_tag_settle(struct xml_tag *tag, const char **attr)
{
    for (size_t i = 0; i < tag->n_attr; i += 2) {
        struct xml_piece *name = &tag->attr[i], *value = &tag->attr[i + 1];
        if (!xml_is_text(name) || !xml_is_text(value) || is_repeated(tag, i))
            return false;
        value->ptr[value->len] = '\0';
        if (value->kinds & BYTE_SETTLE && !settle_value(value->ptr, value->len))
            return false;
        attr[i + 1] = value->ptr;
    }
    for (size_t i = 0; i < tag->n_attr; i += 2)
        attr[i] = xml_end_name(&tag->attr[i]);
    attr[tag->n_attr] = NULL;
    return true;
}

bool xml_tag_take(struct xml_tag *tag, char *at, char *limit)
{
    bool done = false;

    tag->at = at;
    tag->limit = limit;
    tag->n_attr = 0;
    tag->empty = tag->whole = false;
    bool good = take_name(tag, &tag->name);
    while (good && !done)
        good = take_part(tag, &done);
    return good && (!tag->whole || xml_is_text(&tag->name));
}
