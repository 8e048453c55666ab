/* Snapshots made for tests, in a DATA of their own that goes away. */
#ifndef TESTS_FETCH_SNAPSHOT_GIVEN_H
#define TESTS_FETCH_SNAPSHOT_GIVEN_H

#include "fetch/snapshot.h"

/* DATA of the running test: there after given_data(), gone at its end. */
const char *given_data(void);
/* "DATA/<format>": one of a few turning texts. */
const char *given_path(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
void given_put(const char *path, const char *text);
/* The bytes of a file, or "" and *there false. */
const char *given_get(const char *path, bool *there);
bool given_there(const char *path);

/* One published file a.csv with this text; its folder ("2025-12-01.2"). */
struct given {
    const char *source, *as_of, *text, *refused;
    const char *listing; /* NULL: kaigo */
};
const char *given_snapshot(const struct given *given, bool *same);

#endif
