#include "fetch/cause.h"

#include "base/err.h"
#include "fetch/proxy.h"

const char *cause_of_status(long status, struct arena *arena)
{
    const char *text = _("the server answers with status %ld");

    if (status == 404 || status == 410)
        text = _("the server says that it is not there (status %ld); look at "
                 "the publisher's page");
    else if (status == 401 || status == 403)
        text = _("the server does not give it out (status %ld)");
    else if (status == 429)
        text = _("the server asks for fewer questions (status %ld)");
    else if (status >= 500)
        text = _("the server is out of order (status %ld)");
    return arena_format(arena, text, status);
}

const char *cause_of_certificate(long verify)
{
    switch (verify) {
    case 0:
    case 1:
    case 62:
        return _("the server's certificate is for another host");
    case 9:
        return _("the server's certificate is not valid yet; see whether "
                 "this machine's clock is right");
    case 10:
        return _("the server's certificate has expired");
    case 2:
    case 18:
    case 19:
    case 20:
    case 21:
        return _("nobody who is trusted stands behind the server's "
                 "certificate; an office that looks into connections has a "
                 "certificate of its own, give it with --cacert");
    default:
        return _("the server's certificate cannot be trusted");
    }
}

const char *cause_of_proxy(const char *proxy, long status, struct arena *arena)
{
    char where[PROXY_TEXT];

    proxy_text(proxy, where);
    if (status == 0)
        return arena_format(
            arena, _("no connection can be made through the proxy %s"), where);
    return arena_format(arena,
                        _("the proxy %s does not let it through (status %ld)"),
                        where, status);
}

const char *cause_of_head(void)
{
    return _("the head of the answer is damaged or far too long");
}
