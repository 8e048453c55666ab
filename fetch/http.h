/*
 * Files over HTTPS, several at a time, politely and under limits. Only http.c
 * knows libcurl.
 *
 * What it promises
 * - https only, TLS 1.2 or newer, always verified; public addresses only,
 *   looked at when the socket opens; redirects (5 at most) only to https on
 *   the hosts of the transfer. A configured proxy is believed in what it
 *   connects to. A mirror on loopback stands for all hosts: https://HOST/PATH
 *   is asked for as MIRROR/HOST/PATH, http allowed, without pacing.
 * - Two connections a host, HTTP_PACE_MS between two starts on one host, also
 *   over several runs that share their `hosts`.
 * - Bytes are counted as they arrive, before and after content decoding.
 * - A file goes to `path`, which may be there in part from an earlier run:
 *   what the server said of it stands in `path`.meta, and the rest is asked
 *   for by Range with If-Range. A validator that is weak or missing, or an
 *   answer of 200, starts anew. The file is complete only in state DONE; its
 *   length agrees with what the server said.
 * - 429, 500, 502, 503, 504, refused and broken connections are tried again
 *   with growing pauses (Retry-After goes before; more than
 *   HTTP_MAX_WAIT_S is not waited for), `tries` times in all.
 */
#ifndef FETCH_HTTP_H
#define FETCH_HTTP_H

#include "base/buf.h"
#include "base/err.h"
#include "fetch/queue.h"

#define HTTP_MAX_BYTES ((uint64_t)1 << 30) /* of a file, on the wire */
#define HTTP_MAX_PAGE ((uint64_t)8 << 20)  /* of a page, unpacked */
#define HTTP_PACE_MS 1000
#define HTTP_MAX_WAIT_S 300
#define HTTP_PER_HOST 2
#define HTTP_PARALLEL 8
#define HTTP_PARALLEL_MIRROR 48 /* no host to be polite to */

struct http_options {
    const char *mirror;     /* http(s)://loopback[:port][/folder] or NULL */
    const char *authority;  /* file of certificates to trust, or NULL */
    const char *user_agent; /* NULL: zaitaku/VERSION and where it is from */
    unsigned connect_s, stall_s, total_s; /* 0: 20, 30, 3600 */
    unsigned tries;                       /* 0: 5 */
    bool quiet;                           /* no progress */
    struct queue_hosts *hosts; /* when they were asked last; NULL: forget */
};

enum transfer_state {
    TRANSFER_WAITING,
    TRANSFER_DONE,
    TRANSFER_SAME, /* 304: what the caller has is still right */
    TRANSFER_FAILED
};

struct transfer {
    /* What is wanted; the text outlives the run. */
    const char *url;
    const char *label; /* for people */
    const char *const *host;
    size_t n_host;
    const char *path;            /* where it goes; NULL: into `body` */
    uint64_t max_bytes;          /* 0: HTTP_MAX_BYTES, HTTP_MAX_PAGE of body */
    const char *etag, *modified; /* of what the caller has, or NULL */
    /* What came of it; text in the arena of http_run(). */
    enum transfer_state state;
    struct err err;      /* of FAILED: ERR_NETWORK, ERR_STORAGE or ERR_INPUT */
    long status;         /* last HTTP status, 0: none */
    const char *url_now; /* where redirects led; of DONE and SAME */
    const char *etag_now, *modified_now, *charset;
    uint64_t n_bytes;    /* of DONE: of the whole file or body, as stored */
    uint64_t n_received; /* body bytes on the wire, this run */
    uint64_t n_resumed;  /* bytes that were there from an earlier run */
    unsigned n_tried;
    struct buf body; /* release with buf_release() */
};

/*
 * Run all transfers to their end. A transfer that fails does not stop the
 * others; a full disk stops all, so that it is told once (false, ERR_STORAGE).
 * False else only when nothing could be begun (ERR_USAGE: a mirror that is
 * not on loopback, a proxy that cannot be read; ERR_STORAGE: the certificates;
 * ERR_INTERNAL: libcurl).
 */
bool http_run(const struct http_options *options, struct transfer *transfer,
              size_t n, struct arena *arena, struct err *err);

#endif
