/*
 * The head of an HTTP answer: what a download needs of it, checked. Text is
 * kept in the arena that is given.
 */
#ifndef FETCH_REPLY_H
#define FETCH_REPLY_H

#include "base/str.h"
#include "fetch/inflate.h"

#define REPLY_MAX_BYTES ((size_t)256 << 10) /* of all header lines */
#define REPLY_MAX_VALUE ((size_t)1024)      /* of a validator that is kept */

struct reply {
    long status; /* 0: none yet */
    bool whole;  /* the empty line has come */
    bool has_length, has_range, has_total;
    uint64_t length;          /* Content-Length, when that is what counts */
    uint64_t from, to, total; /* Content-Range: bytes from-to/total */
    enum coding coding;
    /* NULL: not there, or not of the form that it must have. */
    const char *etag, *modified, *date, *charset, *location, *retry_after;
    bool chunked;
    size_t n_bytes; /* of all lines, those of 1xx answers too */
};

/* Take one line, with or without its line end. False: too many bytes, or two
 * lengths that contradict each other. */
bool reply_line(struct reply *reply, struct str line, struct arena *arena);

/* Entity tags (RFC 9110, 8.8.3). */
bool etag_is_right(const char *etag);
bool etag_is_weak(const char *etag);

/* Does Last-Modified tell versions apart (8.8.2.2)? Not when the file changed
 * in the very second of the answer. `date` of that may be NULL. */
bool modified_is_settled(const char *modified, const char *date);

#endif
