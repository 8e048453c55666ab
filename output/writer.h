/*
 * A format: a view goes in, the bytes of one file come out. Writers see only
 * views, never facilities, so they can leak nothing. They cannot fail: the
 * bytes are built in memory (one municipality), and out_write() in base/out
 * is the only place that touches the disk.
 */
#ifndef OUTPUT_WRITER_H
#define OUTPUT_WRITER_H

#include "base/buf.h"
#include "model/view.h"

struct writer {
    const char *name;    /* for --format */
    const char *file;    /* name of the file in a municipality's folder */
    const char *summary; /* msgid */
    void (*write)(const struct view *view, struct buf *out);
};

#define WRITER(id) extern const struct writer writer_##id;
#include "output/writers.def"
#undef WRITER

extern const struct writer *const writers[];
extern const size_t writer_count;

/* NULL when there is no such format. */
const struct writer *writer_find(const char *name);

#endif
