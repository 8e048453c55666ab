/*
 * Why something could not be fetched, as phrases for people: they stand behind
 * "'address' cannot be fetched: ".
 */
#ifndef FETCH_CAUSE_H
#define FETCH_CAUSE_H

#include "base/arena.h"

/* Of an HTTP status. */
const char *cause_of_status(long status, struct arena *arena);

/* Of a certificate that was not accepted: X509_V_ERR_* of OpenSSL's
 * x509_vfy.h. 0 (the chain is right) and 1 (it was not looked at, since the
 * name comes first) speak of the name. */
const char *cause_of_certificate(long verify);

/* Of a proxy that answered with a status; 0: that cannot be reached. */
const char *cause_of_proxy(const char *proxy, long status, struct arena *arena);

/* Of a proxy that the name service does not know. */
const char *cause_of_proxy_name(const char *proxy, struct arena *arena);

/* Of a file of certificates that cannot be used; NULL: the system's. */
const char *cause_of_authority(const char *path, struct arena *arena);

/* A damaged or endless head of an answer. */
const char *cause_of_head(void);

#endif
