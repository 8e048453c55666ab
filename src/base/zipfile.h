/*
 * Reading zips under the limits of in.h. The only file that knows libzip.
 * One member is read at a time. Every sentence names `label`, which must
 * outlive the zip.
 */
#ifndef BASE_ZIPFILE_H
#define BASE_ZIPFILE_H

#include "base/in.h"

struct zipfile;

struct zipfile_member {
    const char *name; /* UTF-8, '/' between folders */
    uint64_t size;    /* as declared */
    bool folder;
};

/* Errors: ERR_STORAGE (cannot be read), ERR_INPUT (damaged, limits). */
struct zipfile *zipfile_open(const char *path, const char *label,
                             struct err *err);

/* Open member `index` of `outer` as a zip; takes `outer` over, also when it
 * fails (NULL). The member is held in memory: at most IN_MAX_INNER. */
struct zipfile *zipfile_open_within(struct zipfile *outer, uint64_t index,
                                    const char *label, struct err *err);

uint64_t zipfile_count(const struct zipfile *zip);

/* Describe a member; its name lives in the arena. ERR_INPUT when it must not
 * be read: encrypted, over a limit, a name that would leave a folder. */
bool zipfile_get(struct zipfile *zip, uint64_t index, struct arena *arena,
                 struct zipfile_member *member, struct err *err);

/* The member of this name (UTF-8); false when there is none. */
bool zipfile_find(struct zipfile *zip, const char *name, uint64_t *index);

/* Start reading a member from its first byte. */
bool zipfile_start(struct zipfile *zip, uint64_t index, const char *label,
                   struct err *err);
bool zipfile_read(struct zipfile *zip, void *bytes, size_t size, size_t *got,
                  struct err *err);
void zipfile_close(struct zipfile *zip);

#endif
