#include "fetch/reply.h"

#include "fetch/retry.h"

#include <string.h>
#include <strings.h>

/* ---- values ---- */

/* A decimal number at the start of *text, which advances. */
static bool take_number(struct str *text, uint64_t *number)
{
    size_t at = 0;
    uint64_t value = 0;

    for (; at < text->len && text->ptr[at] >= '0' && text->ptr[at] <= '9';
         at++) {
        if (at == 18)
            return false; /* beyond any file, and near the type's end */
        value = value * 10 + (uint64_t)(text->ptr[at] - '0');
    }
    *text = str_cut(*text, at, text->len);
    *number = value;
    return at > 0;
}

static bool take_char(struct str *text, char c)
{
    if (text->len == 0 || text->ptr[0] != c)
        return false;
    *text = str_cut(*text, 1, text->len);
    return true;
}

bool etag_is_weak(const char *etag)
{
    return strncmp(etag, "W/", 2) == 0;
}

bool etag_is_right(const char *etag)
{
    const char *at = etag + (etag_is_weak(etag) ? 2 : 0);
    size_t len = strlen(at);

    if (len < 2 || len > REPLY_MAX_VALUE || *at != '"' || at[len - 1] != '"')
        return false;
    for (size_t i = 1; i + 1 < len; i++) {
        unsigned char c = (unsigned char)at[i];
        if (c < 0x21 || c == 0x22 || c == 0x7F)
            return false;
    }
    return true;
}

bool modified_is_settled(const char *modified, const char *date)
{
    time_t changed, sent;

    if (!http_date(modified, &changed))
        return false;
    return !date || (http_date(date, &sent) && sent > changed);
}

/* ---- headers ---- */

static bool take_length(struct reply *reply, struct str value)
{
    uint64_t length;

    if (!take_number(&value, &length) || value.len > 0 ||
        (reply->has_length && reply->length != length))
        return false;
    reply->has_length = true;
    reply->length = length;
    return true;
}

/* "bytes 0-99/1234", "bytes 0-99/" followed by '*'. What else there is counts
 * as none. */
static void take_range(struct reply *reply, struct str value)
{
    struct str rest = str_cut(value, 6, value.len);

    if (value.len < 6 || strncasecmp(value.ptr, "bytes ", 6) != 0)
        return;
    reply->has_range = take_number(&rest, &reply->from) &&
                       take_char(&rest, '-') &&
                       take_number(&rest, &reply->to) && take_char(&rest, '/');
    if (reply->has_range && !str_is(rest, "*")) {
        reply->has_total = take_number(&rest, &reply->total) && rest.len == 0;
        reply->has_range = reply->has_total;
    }
    reply->has_range = reply->has_range && reply->from <= reply->to;
}

static const char *charset_of(struct str value, struct arena *arena)
{
    struct str part;

    while (str_part(&value, ';', &part)) {
        part = str_trim(part);
        if (part.len < 8 || strncasecmp(part.ptr, "charset=", 8) != 0)
            continue;
        part = str_trim(str_cut(part, 8, part.len));
        if (part.len >= 2 && part.ptr[0] == '"' &&
            part.ptr[part.len - 1] == '"')
            part = str_cut(part, 1, part.len - 2);
        return part.len <= 64 ? str_keep(arena, part) : NULL;
    }
    return NULL;
}

static void take_validator(struct reply *reply, struct str name,
                           struct str value, struct arena *arena)
{
    const char *text =
        value.len <= REPLY_MAX_VALUE ? str_keep(arena, value) : NULL;
    time_t date;

    if (!text)
        return;
    if (str_is(name, "etag") && !reply->etag && etag_is_right(text))
        reply->etag = text;
    else if (str_is(name, "last-modified") && !reply->modified &&
             http_date(text, &date))
        reply->modified = text;
    else if (str_is(name, "date") && !reply->date)
        reply->date = text;
    else if (str_is(name, "retry-after") && !reply->retry_after)
        reply->retry_after = text;
}

static bool take_header(struct reply *reply, struct str name, struct str value,
                        struct arena *arena)
{
    if (str_is(name, "content-length"))
        return take_length(reply, value);
    if (str_is(name, "transfer-encoding"))
        reply->chunked = true;
    else if (str_is(name, "content-range"))
        take_range(reply, value);
    else if (str_is(name, "content-encoding"))
        /* Two lines are two codings, one in the other. */
        reply->coding = reply->coding == CODING_NONE
                            ? coding_of(str_keep(arena, value))
                            : CODING_UNKNOWN;
    else if (str_is(name, "content-type"))
        reply->charset = charset_of(value, arena);
    else if (str_is(name, "location") && !reply->location)
        reply->location = str_keep(arena, value);
    else
        take_validator(reply, name, value, arena);
    return true;
}

/* "HTTP/1.1 200 OK" */
static void take_status(struct reply *reply, struct str line)
{
    size_t n_bytes = reply->n_bytes;
    size_t blank = str_find(line, STR(" "));
    struct str rest = str_cut(line, blank, line.len);
    uint64_t status = 0;

    *reply = (struct reply){.n_bytes = n_bytes};
    if (take_char(&rest, ' ') && take_number(&rest, &status) && status <= 999)
        reply->status = (long)status;
}

/* A name that is longer than any we know is cut, and then is none. */
static struct str lower_name(struct str name, char out[32])
{
    size_t n = name.len < 32 ? name.len : 0;

    for (size_t i = 0; i < n; i++)
        out[i] =
            (char)(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? name.ptr[i] + 32
                                                            : name.ptr[i]);
    return (struct str){out, n};
}

bool reply_line(struct reply *reply, struct str line, struct arena *arena)
{
    char name[32];

    reply->n_bytes += line.len;
    if (reply->n_bytes > REPLY_MAX_BYTES)
        return false;
    while (line.len > 0 && strchr("\r\n", line.ptr[line.len - 1]))
        line.len--;
    if (reply->whole && reply->status >= 200)
        return true; /* trailers */
    if (line.len == 0) {
        reply->whole = reply->status >= 200;
        if (reply->chunked) /* RFC 9112, 6.3: then a length means nothing */
            reply->has_length = false;
        return true;
    }
    if (str_starts(line, STR("HTTP/"))) {
        take_status(reply, line);
        return true;
    }
    size_t colon = str_find(line, STR(":"));
    if (colon == SIZE_MAX)
        return true;
    struct str value = str_trim(str_cut(line, colon + 1, line.len));
    return take_header(reply, lower_name(str_cut(line, 0, colon), name), value,
                       arena);
}
