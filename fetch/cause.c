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

/* 407: it wants to know who asks. */
static const char *cause_of_stranger(const char *proxy, const char *where,
                                     struct arena *arena)
{
    const char *text =
        _("the proxy %s asks for a user name and a password (status 407); "
          "write https_proxy as http://NAME:PASSWORD@HOST:PORT, or ask those "
          "who run the network");

    if (proxy_has_user(proxy))
        text = _("the proxy %s does not accept the user name or the password "
                 "in https_proxy (status 407); write signs such as @ : / %% in "
                 "them as %%40 %%3A %%2F %%25, or ask those who run the "
                 "network");
    return arena_format(arena, text, where);
}

const char *cause_of_proxy(const char *proxy, long status, struct arena *arena)
{
    char where[PROXY_TEXT];

    proxy_text(proxy, where);
    if (status == 407)
        return cause_of_stranger(proxy, where, arena);
    if (status == 0)
        return arena_format(
            arena, _("no connection can be made through the proxy %s"), where);
    return arena_format(arena,
                        _("the proxy %s does not let it through (status %ld)"),
                        where, status);
}

const char *cause_of_proxy_name(const char *proxy, struct arena *arena)
{
    char where[PROXY_TEXT];

    proxy_text(proxy, where);
    return arena_format(arena,
                        _("the name service (DNS) does not know the proxy %s, "
                          "or does not answer"),
                        where);
}

const char *cause_of_authority(const char *path, struct arena *arena)
{
    if (!path)
        return _("this system has no certificates to trust; install them "
                 "(package ca-certificates), or give them with --cacert");
    return arena_format(
        arena,
        _("the certificates in '%s' cannot be used; the file must be in PEM "
          "form (text that begins with BEGIN CERTIFICATE; on Windows: Base-64 "
          "encoded X.509)"),
        path);
}

const char *cause_of_head(void)
{
    return _("the head of the answer is damaged or far too long");
}
