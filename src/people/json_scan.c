#include "people/json_scan.h"

#include <string.h>

/* One text; a publisher's longest value has some 20 bytes. */
#define MOST_TEXT ((size_t)1 << 20)

static bool fill(struct json_scan *scan)
{
    if (scan->ended || scan->damaged)
        return false;
    scan->at = 0;
    if (!in_read(scan->in, scan->bytes, sizeof(scan->bytes), &scan->n,
                 scan->err)) {
        scan->n = 0;
        scan->damaged = true;
    }
    scan->ended = scan->n == 0;
    return scan->n > 0;
}

/* -1 at the end. */
static int peek(struct json_scan *scan)
{
    if (scan->at == scan->n && !fill(scan))
        return -1;
    return (unsigned char)scan->bytes[scan->at];
}

static int next(struct json_scan *scan)
{
    int c = peek(scan);

    scan->at += c >= 0;
    return c;
}

bool json_fail(struct json_scan *scan)
{
    if (!scan->damaged)
        err_set(scan->err, ERR_INPUT,
                scan->ended
                    ? _("'%s' is cut off; get it again from its publisher")
                    : _("'%s' is no sound GeoJSON; get it again from its "
                        "publisher"),
                scan->label);
    scan->damaged = true;
    return false;
}

int json_sign(struct json_scan *scan)
{
    int c;

    while ((c = peek(scan)) == ' ' || c == '\n' || c == '\r' || c == '\t')
        scan->at++;
    return c;
}

bool json_take(struct json_scan *scan, int sign)
{
    if (json_sign(scan) != sign)
        return false;
    scan->at++;
    return true;
}

/* ---- text ---- */

static bool read_code(struct json_scan *scan, uint32_t *code)
{
    *code = 0;
    for (int i = 0; i < 4; i++) {
        int c = next(scan);
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return json_fail(scan);
        *code = *code << 4 | (uint32_t)digit;
    }
    return true;
}

/* Behind a backslash. Pairs of surrogates become one character. */
static bool read_escape(struct json_scan *scan, struct buf *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    uint32_t code, low;
    int c = next(scan);
    const char *plain = c > 0 ? strchr(from, c) : NULL;

    if (plain) {
        buf_add_char(out, to[plain - from]);
        return true;
    }
    if (c != 'u' || !read_code(scan, &code))
        return json_fail(scan);
    if (code >= 0xD800 && code < 0xDC00) {
        if (next(scan) != '\\' || next(scan) != 'u' || !read_code(scan, &low) ||
            low < 0xDC00 || low > 0xDFFF)
            return json_fail(scan);
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    buf_add_code(out, code >= 0xDC00 && code <= 0xDFFF ? 0xFFFD : code);
    return true;
}

/* The bytes up to the next quote or backslash, as far as they are here. */
static void take_run(struct json_scan *scan, struct buf *out)
{
    const char *start = scan->bytes + scan->at;
    size_t len = scan->n - scan->at;
    const char *quote = memchr(start, '"', len);

    if (quote)
        len = (size_t)(quote - start);
    const char *slash = memchr(start, '\\', len);
    if (slash)
        len = (size_t)(slash - start);
    if (out)
        buf_add(out, start, len);
    scan->at += len;
}

bool json_scan_text(struct json_scan *scan, struct buf *out)
{
    struct buf passed = {0};
    bool ok = true;

    while (ok && peek(scan) >= 0) {
        take_run(scan, out);
        int c = scan->at < scan->n ? next(scan) : 0;
        if (c == '"')
            break;
        if (c == '\\')
            ok = read_escape(scan, out ? out : &passed);
        if (out && out->len > MOST_TEXT)
            ok = json_fail(scan);
        buf_clear(&passed);
    }
    buf_release(&passed);
    return ok && (!scan->ended || json_fail(scan));
}

/* ---- values ---- */

static bool is_plain(int c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '+' || c == '.' || c == 'E';
}

bool json_plain(struct json_scan *scan, struct buf *out)
{
    size_t n = 0;

    while (is_plain(peek(scan))) {
        size_t from = scan->at;
        while (scan->at < scan->n &&
               is_plain((unsigned char)scan->bytes[scan->at]))
            scan->at++;
        if (out)
            buf_add(out, scan->bytes + from, scan->at - from);
        n += scan->at - from;
        if (n > MOST_TEXT)
            return json_fail(scan);
    }
    return n > 0 || json_fail(scan);
}

/* Brackets are only counted, so depth costs nothing. */
bool json_skip(struct json_scan *scan)
{
    size_t depth = 0;

    do {
        int c = json_sign(scan);
        if (c == '"') {
            scan->at++;
            if (!json_scan_text(scan, NULL))
                return false;
        } else if (c == '{' || c == '[') {
            scan->at++;
            depth++;
        } else if (depth > 0 && (c == '}' || c == ']')) {
            scan->at++;
            depth--;
        } else if (depth > 0 && (c == ',' || c == ':')) {
            scan->at++;
        } else if (!json_plain(scan, NULL)) {
            return false;
        }
    } while (depth > 0);
    return true;
}

bool json_scan_member(struct json_scan *scan, bool first, struct buf *name,
                      bool *more)
{
    *more = !json_take(scan, '}');
    if (!*more)
        return true;
    if ((!first && !json_take(scan, ',')) || !json_take(scan, '"'))
        return json_fail(scan);
    buf_clear(name);
    return json_scan_text(scan, name) &&
           (json_take(scan, ':') || json_fail(scan));
}
