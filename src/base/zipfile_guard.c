#include "base/zipfile_guard.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* APPNOTE.TXT 6.3.9: 4.3.16 end of central directory record, 4.3.15 zip64
 * locator, 4.3.14 zip64 end record. */
#define END_BYTES 22
#define LOCATOR_BYTES 20
#define END64_BYTES 56
#define TAIL_BYTES (65535 + END_BYTES + LOCATOR_BYTES)

/* 10,000 members with names and extra fields of 370 bytes each. */
#define MAX_DIRECTORY_BYTES ((uint64_t)4 << 20)

static uint64_t little(const unsigned char *byte, size_t n)
{
    uint64_t value = 0;

    while (n-- > 0)
        value = value << 8 | byte[n];
    return value;
}

static bool peek(const struct zipfile_extent *extent, uint64_t at, void *bytes,
                 size_t size)
{
    if (at > extent->size || size > extent->size - at)
        return false;
    if (extent->bytes) {
        memcpy(bytes, extent->bytes + at, size);
        return true;
    }
    return pread(extent->fd, bytes, size, (off_t)at) == (ssize_t)size;
}

static bool fits(uint64_t n_member, uint64_t size)
{
    return n_member <= IN_MAX_MEMBERS && size <= MAX_DIRECTORY_BYTES;
}

/* Does the directory that the end record at tail[at] describes fit? */
static bool end_fits(const struct zipfile_extent *extent,
                     const unsigned char *tail, size_t at)
{
    unsigned char end64[END64_BYTES];
    const unsigned char *locator = tail + at - LOCATOR_BYTES;

    if (at < LOCATOR_BYTES || memcmp(locator, "PK\6\7", 4) != 0)
        return fits(little(tail + at + 10, 2), little(tail + at + 12, 4));
    if (!peek(extent, little(locator + 8, 8), end64, sizeof(end64)))
        return true; /* damaged: the library says so */
    return fits(little(end64 + 32, 8), little(end64 + 40, 8));
}

bool zipfile_guard(const struct zipfile_extent *extent, const char *label,
                   struct err *err)
{
    size_t len = extent->size < TAIL_BYTES ? extent->size : TAIL_BYTES;
    unsigned char *tail = mem_alloc(len);
    bool ok = peek(extent, extent->size - len, tail, len);

    if (!ok)
        err_set(err, ERR_STORAGE, _("'%s' cannot be read"), label);
    for (size_t at = 0; ok && at + END_BYTES <= len; at++) {
        if (memcmp(tail + at, "PK\5\6", 4) != 0)
            continue;
        ok = end_fits(extent, tail, at);
        if (!ok)
            err_set(err, ERR_INPUT,
                    _("the zip '%s' is refused: it has more than %d members; "
                      "unpack what is needed and name that"),
                    label, IN_MAX_MEMBERS);
    }
    free(tail);
    return ok;
}
