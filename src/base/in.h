/*
 * Bytes from outside, under limits.
 *
 * An INPUT of the command line is a file, a zip or a folder. in_list() turns
 * it into a flat, sorted list of sources: plain files, members of zips and
 * workbooks (xlsx). in_open() streams one of them. The names of zip members
 * are labels only; they are never used as paths. What comes through a pipe is
 * made a source by in_spool().
 *
 * Limits (why: a 338 KB workbook made another reader use 7.9 GB; the largest
 * real listing expands 23 times to 110 MB): see IN_MAX_* below. Passing one is
 * ERR_INPUT.
 */
#ifndef BASE_IN_H
#define BASE_IN_H

#include "base/err.h"
#include "base/str.h"

#define IN_MAX_BYTES ((uint64_t)2 << 30) /* one source, unpacked */
#define IN_MAX_RATIO 200                 /* unpacked : packed, past 1 MiB */
#define IN_MAX_MEMBERS 10000             /* entries of one zip */
#define IN_MAX_INNER ((size_t)32 << 20)  /* a workbook inside a zip */
#define IN_MAX_DEPTH 32                  /* folders in folders */

enum in_form { IN_PLAIN, IN_ZIP_MEMBER, IN_WORKBOOK, IN_SPOOL };

struct in_source {
    enum in_form form;
    const char *path;   /* file on disk, as reached from the command line */
    const char *member; /* member of the zip (UTF-8), else NULL */
    uint64_t index;     /* entry number in the zip */
    const char *label;  /* what people see: "a.zip:b.csv" or "a.csv", relative
                           to the folder that was named */
    int fd;             /* of IN_SPOOL: the file without a name */
};

struct in_sources {
    struct in_source *item;
    size_t n, cap;
};

/*
 * Append the sources of one INPUT, folders walked in byte order of their
 * names. Hidden files, links to folders and links to files outside the folder
 * are passed over. A workbook inside a zip (the bureaus publish such) is a
 * source of its own with `member` set; other zips inside zips, encrypted
 * members, and member names that would leave a folder (../, absolute,
 * backslash paths with ..) are ERR_INPUT. Names that are not UTF-8 are read
 * as CP932.
 * All text lives in `arena`; release sources->item with free().
 * Errors: ERR_STORAGE (cannot be opened), ERR_INPUT (damaged zip, limits).
 */
bool in_list(const char *path, struct in_sources *sources, struct arena *arena,
             struct err *err);

/* The same without the files and folders below `path` that `but` names: whole
 * paths, as in_list() would reach them, sorted by strcmp(). They are not even
 * opened. */
bool in_list_but(const char *path, const char *const *but, size_t n_but,
                 struct in_sources *sources, struct arena *arena,
                 struct err *err);

/*
 * Keep what a descriptor (standard input, a pipe) gives, to its end, in a file
 * without a name: a source that can be opened again, one reader at a time.
 * `label` lives as long as the source; end that with in_spool_close().
 * Errors: ERR_STORAGE (cannot be read or kept), ERR_INPUT (limit).
 */
bool in_spool(int fd, const char *label, struct in_source *source,
              struct err *err);
void in_spool_close(struct in_source *source);

/* What stands behind the last '/': labels never tell where files lie. */
const char *in_file_name(const char *path);

struct in;

/* Open one source for reading from its start; NULL on error. */
struct in *in_open(const struct in_source *source, struct err *err);

/*
 * The zip of a workbook, opened once for all its parts (one inside another
 * zip is unpacked to be opened). The parts are read one at a time: end one
 * with in_close() before the next.
 */
struct in_parts;
struct in_parts *in_parts_open(const struct in_source *source, struct err *err);
/* NULL with *found false and no error when there is no such part (and only
 * then). */
struct in *in_part(struct in_parts *parts, const char *name, bool *found,
                   struct err *err);
void in_parts_close(struct in_parts *parts);

/* Read up to `size` bytes; *got is 0 at the end. CRC errors and limits show
 * up here. */
bool in_read(struct in *in, void *bytes, size_t size, size_t *got,
             struct err *err);
void in_close(struct in *in);

/* Lower-case hexadecimal SHA-256 of the file on disk (the zip as published),
 * 64 digits and a terminator. */
bool in_sha256(const char *path, char hex[65], struct err *err);
void sha256_of(const void *bytes, size_t len, char hex[65]);

#endif
