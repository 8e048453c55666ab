/*
 * What `list` prints: one line a thing, cells with TABs between, or a JSON
 * object.
 */
#ifndef CMD_LIST_LINES_H
#define CMD_LIST_LINES_H

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

struct lines {
    struct buf out;
    bool json, started;
};

/* Does a person read this on a terminal? A program reads it from a pipe or a
 * file: there the columns never change their look. */
bool list_to_person(const struct lines *lines);

void list_cell(struct lines *lines, const char *name, const char *text);
void list_number(struct lines *lines, const char *name, uint64_t number);
void list_end(struct lines *lines);

/* Sources of the catalogue (`path`: the user's own, or NULL), and snapshots in
 * the folder `data` (NULL: the default). */
bool list_sources(struct lines *lines, const char *path, struct err *err);
bool list_snapshots(struct lines *lines, const char *data, struct err *err);

#endif
