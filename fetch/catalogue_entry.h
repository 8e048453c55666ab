/*
 * One source of a catalogue file: read and checked, key by key. Below
 * catalogue.h.
 */
#ifndef FETCH_CATALOGUE_ENTRY_H
#define FETCH_CATALOGUE_ENTRY_H

#include "fetch/catalogue.h"
#include "fetch/json.h"

struct entry {
    const char *path; /* of the file, for messages */
    const char *id;   /* of the source, or "#3" */
    struct arena *arena;
    struct err *err;
};

/* `number`: which it is in the file, from 1. ERR_INPUT names file, source and
 * key. */
bool entry_read(const struct json *json, const char *path, size_t number,
                struct source *source, struct arena *arena, struct err *err);

/* ---- for the parts of it ---- */

/* State that a key is wrong: why, a finished clause. Returns false. */
bool entry_fault(const struct entry *entry, const char *key, const char *why,
                 ...) __attribute__((format(printf, 3, 4)));

/* Only these keys, ended by NULL, each once. `where` is put before their names
 * ("links[0]."). */
bool entry_keys(const struct entry *entry, const struct json *object,
                const char *where, const char *const *keys);

/* A text of an object, copied; *text stays when it may be missing and is. */
bool entry_text(const struct entry *entry, const struct json *object,
                const char *where, const char *key, bool required,
                const char **text);

/* One of `n` names; *index tells which. */
bool entry_choice(const struct entry *entry, const struct json *object,
                  const char *where, const char *key, const char *const *names,
                  int n, int *index);

/* `links` and `files`; `hosts` and `page` are read already. */
bool entry_links(const struct entry *entry, const struct json *json,
                 struct source *source);
bool entry_files(const struct entry *entry, const struct json *json,
                 struct source *source);

#endif
