/*
 * Which proxy a host is reached through, as the environment says: town halls
 * sit behind proxies. Read by ourselves and not by libcurl, so that it is
 * always known whether a socket goes to a proxy or to the host.
 */
#ifndef FETCH_PROXY_H
#define FETCH_PROXY_H

#include "base/err.h"

struct proxies {
    const char *https;  /* https_proxy, else HTTPS_PROXY */
    const char *http;   /* http_proxy only: a CGI program's HTTP_PROXY comes
                           from whoever asks it */
    const char *all;    /* ALL_PROXY, else all_proxy */
    const char *except; /* no_proxy, else NO_PROXY */
};

/* From the environment; empty variables count as unset. The text is the
 * environment's. ERR_USAGE naming the variable: not a proxy's address. */
bool proxies_read(struct proxies *proxies, struct err *err);

/* The proxy for a host (lower case), or NULL: none. Exceptions are separated
 * by commas or blanks: "*" is every host, "example.jp" and ".example.jp" that
 * host and all below it. */
const char *proxy_find(const struct proxies *proxies, bool https,
                       const char *host);

/* A proxy's address for people, without user name and password. */
#define PROXY_TEXT 300
void proxy_text(const char *proxy, char text[PROXY_TEXT]);

/* Does it come with a user name? */
bool proxy_has_user(const char *proxy);

#endif
