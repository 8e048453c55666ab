/*
 * Content decoding as the bytes arrive: gzip and deflate (RFC 9110, 8.4.1).
 * Only inflate.c knows zlib.
 */
#ifndef FETCH_INFLATE_H
#define FETCH_INFLATE_H

#include <stdbool.h>
#include <stddef.h>

enum coding {
    CODING_NONE,
    CODING_GZIP,
    CODING_DEFLATE, /* with zlib's frame, or without as some servers send it */
    CODING_UNKNOWN  /* anything else, also two of them one in the other */
};

/* Of a Content-Encoding header; NULL: none. */
enum coding coding_of(const char *header);

struct inflate;

/* For CODING_GZIP and CODING_DEFLATE. */
struct inflate *inflate_open(enum coding coding);

/* Gets bytes as they come out; false stops the decoding. */
typedef bool inflate_sink(void *context, const char *bytes, size_t len);

enum inflated {
    INFLATED,
    INFLATE_STOPPED, /* the sink said so */
    INFLATE_DAMAGED  /* no such stream, or bytes behind its end */
};
enum inflated inflate_add(struct inflate *inflate, const char *bytes,
                          size_t len, inflate_sink *sink, void *context);

/* Has the stream come to its end, its check sum right? */
bool inflate_is_whole(const struct inflate *inflate);
void inflate_close(struct inflate *inflate); /* NULL is allowed */

#endif
