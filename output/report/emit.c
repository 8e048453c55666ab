#include "output/report/emit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void lead(struct emit *emit, const char *key)
{
    if (emit->follows)
        buf_add_char(emit->out, ',');
    emit->follows = true;
    if (!key)
        return;
    buf_add_json_text(emit->out, key);
    buf_add_char(emit->out, ':');
}

void emit_object(struct emit *emit, const char *key)
{
    bool first = emit->out->len == 0;

    if (emit->follows)
        buf_add_char(emit->out, ',');
    emit->follows = false;
    if (!first)
        buf_add_char(emit->out, '\n');
    lead(emit, key);
    buf_add_char(emit->out, '{');
    emit->follows = false;
}

void emit_array(struct emit *emit, const char *key)
{
    lead(emit, key);
    buf_add_char(emit->out, '[');
    emit->follows = false;
}

void emit_end_object(struct emit *emit)
{
    buf_add_char(emit->out, '}');
    emit->follows = true;
}

void emit_end_array(struct emit *emit)
{
    buf_add_char(emit->out, ']');
    emit->follows = true;
}

void emit_text(struct emit *emit, const char *key, const char *text)
{
    lead(emit, key);
    buf_add_json_text(emit->out, text);
}

static void add_digits(struct buf *out, uint64_t count)
{
    char digits[24], *at = digits + sizeof(digits);

    do
        *--at = (char)('0' + count % 10);
    while (count /= 10);
    buf_add(out, at, (size_t)(digits + sizeof(digits) - at));
}

void emit_count(struct emit *emit, const char *key, uint64_t count)
{
    lead(emit, key);
    add_digits(emit->out, count);
}

void emit_code(struct emit *emit, const char *key, uint64_t code)
{
    lead(emit, key);
    buf_add_char(emit->out, '"');
    add_digits(emit->out, code);
    buf_add_char(emit->out, '"');
}

void emit_bool(struct emit *emit, const char *key, bool is)
{
    lead(emit, key);
    buf_add_text(emit->out, is ? "true" : "false");
}

/* JSON has neither NAN nor infinity. */
static bool is_null(struct emit *emit, double number)
{
    if (isfinite(number))
        return false;
    buf_add_text(emit->out, "null");
    return true;
}

/* The program never leaves the C locale for numbers (LC_NUMERIC). */
void emit_real(struct emit *emit, const char *key, double number)
{
    char text[32];

    lead(emit, key);
    if (is_null(emit, number))
        return;
    if (number == floor(number) && fabs(number) < 1e15) {
        snprintf(text, sizeof(text), "%lld", (long long)number);
    } else {
        int digits = 15; /* always safe; 17 always suffice */
        do
            snprintf(text, sizeof(text), "%.*g", digits, number);
        while (strtod(text, NULL) != number && ++digits <= 17);
    }
    buf_add_text(emit->out, text);
}

void emit_float(struct emit *emit, const char *key, float number)
{
    char text[32];

    lead(emit, key);
    if (is_null(emit, (double)number))
        return;
    int digits = 6; /* always safe; 9 always suffice */
    do
        snprintf(text, sizeof(text), "%.*g", digits, (double)number);
    while (strtof(text, NULL) != number && ++digits <= 9);
    buf_add_text(emit->out, text);
}
