#include "output/print/pdf_ops.h"

#include <stdlib.h>
#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' ||
           c == '\0';
}

static bool is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

static bool is_regular(char c)
{
    return !is_space(c) && !is_delimiter(c);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static int peek(const struct pdf_ops *ops, size_t ahead)
{
    size_t at = ops->at + ahead;
    return at < ops->bytes.len ? (unsigned char)ops->bytes.ptr[at] : -1;
}

static void pass_space(struct pdf_ops *ops)
{
    const char *p = ops->bytes.ptr;
    size_t n = ops->bytes.len;

    while (ops->at < n && (is_space(p[ops->at]) || p[ops->at] == '%')) {
        if (p[ops->at] == '%')
            while (ops->at < n && p[ops->at] != '\n' && p[ops->at] != '\r')
                ops->at++;
        else
            ops->at++;
    }
}

static struct str take_regular(struct pdf_ops *ops)
{
    size_t from = ops->at;

    while (ops->at < ops->bytes.len && is_regular(ops->bytes.ptr[ops->at]))
        ops->at++;
    return str_cut(ops->bytes, from, ops->at - from);
}

static void add_name(struct pdf_ops *ops, struct str raw)
{
    for (size_t i = 0; i < raw.len; i++) {
        bool escaped = raw.ptr[i] == '#' && i + 2 < raw.len &&
                       hex_digit(raw.ptr[i + 1]) >= 0 &&
                       hex_digit(raw.ptr[i + 2]) >= 0;
        buf_add_char(&ops->text, escaped
                                     ? (char)(hex_digit(raw.ptr[i + 1]) * 16 +
                                              hex_digit(raw.ptr[i + 2]))
                                     : raw.ptr[i]);
        i += escaped ? 2 : 0;
    }
}

/* 7.3.4.2, table 3; ops->at is behind the backslash. */
static void add_escaped(struct pdf_ops *ops)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    int c = peek(ops, 0), value = 0, digits = 0;

    while (digits < 3 && peek(ops, 0) >= '0' && peek(ops, 0) <= '7') {
        value = value * 8 + peek(ops, 0) - '0';
        ops->at++;
        digits++;
    }
    if (digits || c < 0) {
        if (digits)
            buf_add_char(&ops->text, (char)value);
        return;
    }
    ops->at++;
    if (c == '\r' && peek(ops, 0) == '\n')
        ops->at++;
    if (c == '\r' || c == '\n')
        return;
    const char *hit = c ? strchr(from, c) : NULL;
    buf_add_char(&ops->text, hit ? to[hit - from] : (char)c);
}

static enum pdf_token take_literal(struct pdf_ops *ops)
{
    size_t depth = 1;

    for (ops->at++; ops->at < ops->bytes.len;) {
        char c = ops->bytes.ptr[ops->at++];
        if (c == '\\') {
            add_escaped(ops);
            continue;
        }
        depth += c == '(';
        depth -= c == ')';
        if (depth == 0)
            return TOKEN_STRING;
        if (c == '\r') { /* an end of line is one line feed */
            ops->at += peek(ops, 0) == '\n';
            c = '\n';
        }
        buf_add_char(&ops->text, c);
    }
    return TOKEN_BROKEN;
}

static enum pdf_token take_hex(struct pdf_ops *ops)
{
    int high = -1;

    for (ops->at++; ops->at < ops->bytes.len;) {
        char c = ops->bytes.ptr[ops->at++];
        int digit = hex_digit(c);
        if (c == '>') {
            if (high >= 0)
                buf_add_char(&ops->text, (char)(high * 16));
            return TOKEN_STRING;
        }
        if (digit < 0 && !is_space(c))
            return TOKEN_BROKEN;
        if (digit >= 0 && high >= 0)
            buf_add_char(&ops->text, (char)(high * 16 + digit));
        if (digit >= 0)
            high = high >= 0 ? -1 : digit;
    }
    return TOKEN_BROKEN;
}

static enum pdf_token take_word(struct pdf_ops *ops)
{
    struct str word = take_regular(ops);

    if (word.len == 0)
        return TOKEN_BROKEN;
    if (strchr("+-.0123456789", word.ptr[0])) {
        buf_add_str(&ops->text, word);
        return TOKEN_NUMBER;
    }
    if (str_is(word, "true") || str_is(word, "false") || str_is(word, "null"))
        return TOKEN_OTHER;
    ops->name = word;
    return TOKEN_OPERATOR;
}

static enum pdf_token take_token(struct pdf_ops *ops)
{
    int c = peek(ops, 0), next = peek(ops, 1);

    switch (c) {
    case -1:
        return TOKEN_END;
    case '/':
        ops->at++;
        add_name(ops, take_regular(ops));
        return TOKEN_NAME;
    case '(':
        return take_literal(ops);
    case '[':
        ops->at++;
        return TOKEN_ARRAY;
    case ']':
        ops->at++;
        return TOKEN_ARRAY_END;
    case '<':
        if (next != '<')
            return take_hex(ops);
        ops->at += 2;
        return TOKEN_DICT;
    case '>':
        ops->at += 2;
        return next == '>' ? TOKEN_DICT_END : TOKEN_BROKEN;
    case '{':
    case '}':
        ops->name = str_cut(ops->bytes, ops->at++, 1);
        return TOKEN_OPERATOR;
    default:
        return take_word(ops);
    }
}

/* Behind "ID": the bytes of an image, up to an EI that stands by itself. */
static bool pass_image(struct pdf_ops *ops)
{
    const char *p = ops->bytes.ptr;

    for (size_t at = ops->at + 1; at + 2 < ops->bytes.len + 1; at++) {
        bool ends = at + 2 == ops->bytes.len || is_space(p[at + 2]);
        if (p[at] == 'E' && p[at + 1] == 'I' && is_space(p[at - 1]) && ends) {
            ops->at = at + 2;
            return true;
        }
    }
    return false;
}

bool pdf_ops_next(struct pdf_ops *ops)
{
    ops->n = 0;
    buf_clear(&ops->text);
    pass_space(ops);
    ops->from = ops->at;
    for (;;) {
        size_t at = ops->text.len;
        enum pdf_token token = take_token(ops);
        if (token == TOKEN_OPERATOR)
            break;
        if (token == TOKEN_END && ops->n == 0)
            return false;
        if (token == TOKEN_END || token == TOKEN_BROKEN) {
            ops->broken = true;
            return false;
        }
        ops->operand =
            mem_room(ops->operand, ops->n, &ops->cap, sizeof(*ops->operand));
        ops->operand[ops->n++] =
            (struct pdf_operand){token, at, ops->text.len - at};
        pass_space(ops);
    }
    ops->broken = str_is(ops->name, "ID") && !pass_image(ops);
    ops->to = ops->at;
    return !ops->broken;
}

struct str pdf_ops_text(const struct pdf_ops *ops, size_t i)
{
    if (i >= ops->n)
        return STR("");
    return str_cut(buf_str(&ops->text), ops->operand[i].at,
                   ops->operand[i].len);
}

struct str pdf_ops_last(const struct pdf_ops *ops, size_t back)
{
    return back < ops->n ? pdf_ops_text(ops, ops->n - 1 - back) : STR("");
}

const struct pdf_operand *pdf_ops_value(const struct pdf_ops *ops,
                                        const char *key)
{
    for (size_t i = 0; i + 1 < ops->n; i++)
        if (ops->operand[i].token == TOKEN_NAME &&
            str_is(pdf_ops_text(ops, i), key))
            return &ops->operand[i + 1];
    return NULL;
}

bool pdf_ops_count(struct str text, uint32_t *count)
{
    uint32_t value = 0;

    if (!str_digits(text) || text.len > 9)
        return false;
    for (size_t i = 0; i < text.len; i++)
        value = value * 10 + (uint32_t)(text.ptr[i] - '0');
    *count = value;
    return true;
}

void pdf_ops_release(struct pdf_ops *ops)
{
    free(ops->operand);
    buf_release(&ops->text);
    *ops = (struct pdf_ops){0};
}
