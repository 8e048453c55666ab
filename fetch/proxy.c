#include "fetch/proxy.h"

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- one proxy ---- */

static const char *const schemes[] = {"http",    "https",  "socks4",
                                      "socks4a", "socks5", "socks5h"};

/* What stands behind "scheme://", or all of it; nothing: unknown scheme. */
static struct str without_scheme(struct str text)
{
    size_t at = str_find(text, STR("://"));

    if (at == SIZE_MAX)
        return text;
    for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
        if (strlen(schemes[i]) == at &&
            strncasecmp(text.ptr, schemes[i], at) == 0)
            return str_cut(text, at + 3, text.len);
    return STR("");
}

static struct str host_and_port(struct str text)
{
    struct str rest = without_scheme(text);
    size_t slash = str_find(rest, STR("/"));

    rest = str_cut(rest, 0, slash);
    for (size_t at = rest.len; at-- > 0;)
        if (rest.ptr[at] == '@')
            return str_cut(rest, at + 1, rest.len);
    return rest;
}

static bool port_is_right(struct str port)
{
    double number = 0;

    return port.len <= 5 && str_digits(port) && str_number(port, &number) &&
           number >= 1 && number <= 65535;
}

static bool is_right(const char *text)
{
    struct str where = host_and_port(str_of(text));
    size_t colon = where.len;

    for (size_t i = 0; i < where.len; i++) {
        unsigned char c = (unsigned char)where.ptr[i];
        if (c <= 0x20 || c == 0x7F || strchr("\"<>\\?#%", c))
            return false;
    }
    for (size_t at = where.len; at-- > 0 && where.ptr[at] != ']';)
        if (where.ptr[at] == ':')
            colon = at;
    return colon > 0 && (colon == where.len ||
                         port_is_right(str_cut(where, colon + 1, where.len)));
}

void proxy_text(const char *proxy, char text[PROXY_TEXT])
{
    struct str where = host_and_port(str_of(proxy));

    snprintf(text, PROXY_TEXT, "%.*s", STR_ARG(where));
}

bool proxy_has_user(const char *proxy)
{
    struct str rest = without_scheme(str_of(proxy));

    return host_and_port(str_of(proxy)).ptr != rest.ptr;
}

/* ---- the environment ---- */

static bool take(const char *const *names, const char **value, struct err *err)
{
    for (; *names; names++) {
        const char *text = getenv(*names);
        if (!text || !*text)
            continue;
        *value = text;
        return !err || is_right(text) ||
               err_set(err, ERR_USAGE,
                       _("the variable '%s' is no proxy's address; write it "
                         "as http://HOST:PORT"),
                       *names);
    }
    return true;
}

bool proxies_read(struct proxies *proxies, struct err *err)
{
    static const char *const https[] = {"https_proxy", "HTTPS_PROXY", NULL};
    static const char *const http[] = {"http_proxy", NULL};
    static const char *const all[] = {"ALL_PROXY", "all_proxy", NULL};
    static const char *const except[] = {"no_proxy", "NO_PROXY", NULL};

    *proxies = (struct proxies){0};
    return take(https, &proxies->https, err) &&
           take(http, &proxies->http, err) && take(all, &proxies->all, err) &&
           take(except, &proxies->except, NULL);
}

/* ---- which ---- */

/* Does one exception hold for the host? Whole labels only: "ample.jp" says
 * nothing of "example.jp". */
static bool holds(struct str rule, struct str host)
{
    if (str_is(rule, "*"))
        return true;
    while (rule.len > 0 && rule.ptr[0] == '.')
        rule = str_cut(rule, 1, rule.len);
    if (rule.len == 0 || rule.len > host.len)
        return false;
    size_t before = host.len - rule.len;
    return strncasecmp(host.ptr + before, rule.ptr, rule.len) == 0 &&
           (before == 0 || host.ptr[before - 1] == '.');
}

static bool is_excepted(const char *except, const char *host)
{
    static const char blanks[] = ", \t\r\n";
    struct str name = str_of(host);

    if (!except)
        return false;
    if (name.len > 0 && name.ptr[name.len - 1] == '.')
        name.len--;
    while (*(except += strspn(except, blanks))) {
        size_t len = strcspn(except, blanks);
        if (holds((struct str){except, len}, name))
            return true;
        except += len;
    }
    return false;
}

const char *proxy_find(const struct proxies *proxies, bool https,
                       const char *host)
{
    const char *proxy = https ? proxies->https : proxies->http;

    if (!proxy)
        proxy = proxies->all;
    return proxy && !is_excepted(proxies->except, host) ? proxy : NULL;
}
