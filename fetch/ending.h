/*
 * What the end of a connection means for people: its cause, what can be done,
 * and whether another try is of use. Told in our own words, so that only
 * http.c knows those of libcurl.
 */
#ifndef FETCH_ENDING_H
#define FETCH_ENDING_H

#include "fetch/errand.h"

enum connection_fault {
    CONNECTION_WHOLE,
    CONNECTION_TIMEOUT,
    CONNECTION_NAME,        /* the name service does not know it */
    CONNECTION_CLOSED,      /* it cannot be made */
    CONNECTION_TLS,         /* no common version, or no TLS at all */
    CONNECTION_CERTIFICATE, /* not accepted: `verify` */
    CONNECTION_AUTHORITY,   /* the file of certificates cannot be read */
    CONNECTION_HEAD,
    CONNECTION_FOREIGN, /* not HTTP */
    CONNECTION_BROKEN
};

struct connection {
    enum connection_fault fault;
    const char *proxy;     /* the one in between, or NULL */
    bool may_need_proxy;   /* none is set, and the host is not a mirror */
    long proxy_status;     /* what the proxy answered, 0: nothing */
    long verify;           /* X509_V_ERR_* of a certificate */
    const char *authority; /* the file of certificates, NULL: the system's */
    const char *refused; /* an address that may not be connected to, or NULL */
};

/* Text in the scratch of the errand's question. */
struct errand_ending ending_of(const struct connection *connection,
                               const struct errand *errand, uint64_t now_ms);

#endif
