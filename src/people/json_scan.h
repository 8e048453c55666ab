/*
 * JSON (RFC 8259) as a stream: from one sign to the next. Nothing is kept but
 * a buffer of bytes; values that nobody asks for are passed over.
 */
#ifndef PEOPLE_JSON_SCAN_H
#define PEOPLE_JSON_SCAN_H

#include "base/buf.h"
#include "base/in.h"

struct json_scan {
    struct in *in;
    const char *label;
    struct err *err; /* of the call at hand */
    size_t n, at;
    bool ended;   /* of the file */
    bool damaged; /* told once */
    char bytes[65536];
};

/* Say what is wrong, once. Returns false. */
bool json_fail(struct json_scan *scan);

/* The next character that is not white space, not taken; -1 at the end. */
int json_sign(struct json_scan *scan);
/* Take it when it is this one. */
bool json_take(struct json_scan *scan, int sign);

/* Append a text, behind its opening quote; NULL: it is passed over. */
bool json_scan_text(struct json_scan *scan, struct buf *out);
/* Append a number, true, false or null as it stands. */
bool json_plain(struct json_scan *scan, struct buf *out);
/* Pass any value over. */
bool json_skip(struct json_scan *scan);
/* The name of the next member of an object; *more is false at its end. */
bool json_scan_member(struct json_scan *scan, bool first, struct buf *name,
                      bool *more);

#endif
