#include "fetch/url.h"

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- characters ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int hex_digit(char c)
{
    return is_digit(c)            ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool has_control(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x20 || c == 0x7F)
            return true;
    }
    return false;
}

static size_t span_to(struct str text, const char *stops)
{
    size_t at = 0;

    while (at < text.len && !strchr(stops, text.ptr[at]))
        at++;
    return at;
}

/* Length of "scheme:" at the start without its colon, or 0. */
static size_t scheme_len(struct str text)
{
    size_t at = 0;

    if (text.len == 0 || !is_letter(text.ptr[0]))
        return 0;
    while (at < text.len &&
           (is_letter(text.ptr[at]) || is_digit(text.ptr[at]) ||
            strchr("+-.", text.ptr[at])))
        at++;
    return at < text.len && text.ptr[at] == ':' ? at : 0;
}

/* ---- host and port ---- */

static const char *host_of(struct str host, struct arena *arena)
{
    bool v6 = host.len > 2 && host.ptr[0] == '[';

    if (host.len == 0 || host.len > 255 ||
        (v6 && host.ptr[host.len - 1] != ']'))
        return NULL;
    for (size_t i = v6; i < host.len - v6; i++) {
        char c = host.ptr[i];
        bool fits = v6 ? hex_digit(c) >= 0 || c == ':' || c == '.'
                       : is_letter(c) || is_digit(c) || c == '-' || c == '_' ||
                             c == '.';
        if (!fits)
            return NULL;
    }
    char *lower = arena_copy(arena, host.ptr, host.len);
    for (char *c = lower; *c; c++)
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
    return lower;
}

static bool port_of(struct str text, unsigned *port)
{
    unsigned value = 0;

    if (text.len == 0)
        return true; /* "host:/": the scheme's own */
    if (text.len > 5 || !str_digits(text))
        return false;
    for (size_t i = 0; i < text.len; i++)
        value = value * 10 + (unsigned)(text.ptr[i] - '0');
    if (value == 0 || value > 65535)
        return false;
    *port = value;
    return true;
}

static bool authority_split(struct str text, struct url *url,
                            struct arena *arena)
{
    size_t colon = text.len;

    /* The last colon behind a bracket, or the only one without. */
    for (size_t i = text.len; i-- > 0 && text.ptr[i] != ']';)
        if (text.ptr[i] == ':')
            colon = i;
    url->port = url->https ? 443 : 80;
    url->host = host_of(str_cut(text, 0, colon), arena);
    return url->host &&
           (colon == text.len ||
            port_of(str_cut(text, colon + 1, text.len), &url->port));
}

/* ---- the path ---- */

/* Take the last segment off, but never what stands before `start`. */
static void drop_segment(struct buf *out, size_t start)
{
    while (out->len > start && out->ptr[out->len - 1] != '/')
        out->len--;
    if (out->len > start)
        out->len--;
    out->ptr[out->len] = '\0';
}

static bool is_dot(struct str segment, size_t n)
{
    size_t dots = 0;

    for (size_t i = 0; i < segment.len; dots++) {
        if (segment.ptr[i] == '.')
            i++;
        else if (segment.len - i >= 3 && segment.ptr[i] == '%' &&
                 segment.ptr[i + 1] == '2' && (segment.ptr[i + 2] | 32) == 'e')
            i += 3;
        else
            return false;
    }
    return dots == n;
}

/* RFC 3986, 5.2.4, on a path that starts with '/'. "%2e" is a dot too. */
static void add_path(struct buf *out, struct str path)
{
    size_t start = out->len;
    struct str segment, rest = str_cut(path, 1, path.len);
    bool more = true;

    while (more) {
        size_t len = span_to(rest, "/");
        segment = str_cut(rest, 0, len);
        more = len < rest.len;
        rest = str_cut(rest, len + 1, rest.len);
        bool up = is_dot(segment, 2);
        if (up && out->len > start)
            drop_segment(out, start);
        if (!up && !is_dot(segment, 1)) {
            buf_add_char(out, '/');
            buf_add_str(out, segment);
        } else if (!more) {
            buf_add_char(out, '/');
        }
    }
}

static const char *encoded(struct str text, struct arena *arena)
{
    struct buf out = {0};

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c <= 0x20 || c >= 0x7F || strchr("\"<>\\^`{|}", c))
            buf_addf(&out, "%%%02X", c);
        else
            buf_add_char(&out, (char)c);
    }
    const char *kept = arena_copy(arena, out.ptr ? out.ptr : "", out.len);
    buf_release(&out);
    return kept;
}

static const char *path_of(struct str text, struct arena *arena)
{
    struct buf out = {0};
    size_t query = span_to(text, "?");

    if (query == 0)
        buf_add_char(&out, '/');
    else
        add_path(&out, str_cut(text, 0, query));
    buf_add_str(&out, str_cut(text, query, text.len));
    const char *kept = encoded(buf_str(&out), arena);
    buf_release(&out);
    return kept;
}

/* ---- whole addresses ---- */

static bool split(struct str text, struct url *url, struct arena *arena)
{
    size_t scheme = scheme_len(text);
    struct str name = str_cut(text, 0, scheme);
    struct url parts = {0};

    if (text.len > URL_MAX_BYTES || has_control(text))
        return false;
    parts.https = name.len == 5 && strncasecmp(name.ptr, "https", 5) == 0;
    if (!parts.https &&
        !(name.len == 4 && strncasecmp(name.ptr, "http", 4) == 0))
        return false;
    text = str_cut(text, scheme + 1, text.len);
    if (!str_starts(text, STR("//")))
        return false;
    text = str_cut(text, 2, text.len);
    text = str_cut(text, 0, span_to(text, "#"));
    size_t len = span_to(text, "/?");
    if (!authority_split(str_cut(text, 0, len), &parts, arena))
        return false;
    parts.path = path_of(str_cut(text, len, text.len), arena);
    *url = parts;
    return true;
}

bool url_split(const char *text, struct url *url, struct arena *arena)
{
    return split(str_of(text), url, arena);
}

const char *url_text(const struct url *url, struct arena *arena)
{
    const char *scheme = url->https ? "https" : "http";

    if (url->port == (url->https ? 443U : 80U))
        return arena_format(arena, "%s://%s%s", scheme, url->host, url->path);
    return arena_format(arena, "%s://%s:%u%s", scheme, url->host, url->port,
                        url->path);
}

/* The path of the base up to its last '/'. */
static struct str folder_of(struct str path)
{
    size_t len = span_to(path, "?");

    while (len > 0 && path.ptr[len - 1] != '/')
        len--;
    return str_cut(path, 0, len);
}

/* Pages break long addresses over lines; browsers join them. */
static struct str joined(const char *reference, struct arena *arena)
{
    struct str text = str_trim(str_of(reference));
    char *out = arena_copy(arena, text.ptr, text.len);
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        if (!strchr("\t\r\n", text.ptr[i]))
            out[n++] = text.ptr[i];
    out[n] = '\0';
    return (struct str){out, n};
}

const char *url_resolve(const char *base, const char *reference,
                        struct arena *arena)
{
    struct str ref = joined(reference, arena);
    struct url url;
    struct buf whole = {0};

    if (!url_split(base, &url, arena) || ref.len > URL_MAX_BYTES)
        return NULL;
    ref = str_cut(ref, 0, span_to(ref, "#"));
    struct str path = str_of(url.path);
    url.path = "";
    if (scheme_len(ref) > 0) {
        buf_add_str(&whole, ref);
    } else if (str_starts(ref, STR("//"))) {
        buf_addf(&whole, "%s:%.*s", url.https ? "https" : "http", STR_ARG(ref));
    } else {
        buf_add_text(&whole, url_text(&url, arena));
        if (ref.len == 0)
            buf_add_str(&whole, path);
        else if (ref.ptr[0] == '?')
            buf_add_str(&whole, str_cut(path, 0, span_to(path, "?")));
        else if (ref.ptr[0] != '/')
            buf_add_str(&whole, folder_of(path));
        buf_add_str(&whole, ref);
    }
    bool ok = split(buf_str(&whole), &url, arena);
    buf_release(&whole);
    return ok ? url_text(&url, arena) : NULL;
}

struct str url_decode(struct str text, struct arena *arena)
{
    char *out = arena_copy(arena, text.ptr, text.len);
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        int high = text.ptr[i] == '%' && text.len - i > 2
                       ? hex_digit(text.ptr[i + 1])
                       : -1;
        int low = high >= 0 ? hex_digit(text.ptr[i + 2]) : -1;
        if (low >= 0 && high + low > 0) {
            out[n++] = (char)(high * 16 + low);
            i += 2;
        } else {
            out[n++] = text.ptr[i];
        }
    }
    out[n] = '\0';
    return (struct str){out, n};
}

/* ---- a mirror ---- */

static size_t folder_len(const struct url *mirror)
{
    size_t len = strcspn(mirror->path, "?");

    while (len > 0 && mirror->path[len - 1] == '/')
        len--;
    return len;
}

void url_to_mirror(const struct url *mirror, const struct url *url,
                   struct url *there, struct arena *arena)
{
    char port[16] = "";

    if (url->port != 443)
        snprintf(port, sizeof(port), ":%u", url->port);
    *there = *mirror;
    there->path = arena_format(arena, "%.*s/%s%s%s", (int)folder_len(mirror),
                               mirror->path, url->host, port, url->path);
}

bool url_from_mirror(const struct url *mirror, const struct url *there,
                     struct url *url, struct arena *arena)
{
    size_t len = folder_len(mirror);

    if (there->https != mirror->https || there->port != mirror->port ||
        strcmp(there->host, mirror->host) != 0 ||
        strncmp(there->path, mirror->path, len) != 0 || there->path[len] != '/')
        return false;
    return url_split(arena_format(arena, "https:/%s", there->path + len), url,
                     arena);
}
