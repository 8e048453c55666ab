/*
 * Packing, and a look at the bytes before a library unpacks them: each stream
 * is inflated without keeping what comes out, and what that would come to is
 * counted. The only file of this folder that knows zlib.
 */
#include "output/print/pdf_own.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* What is packed in what is packed: nobody does that. */
#define MAX_NESTED 3

struct guard {
    struct str bytes;
    size_t unpacked, read; /* of all attempts */
};

struct level {
    z_stream z;
    bool live, ended;
    uint64_t made;
};

static void start(struct level *level)
{
    memset(level, 0, sizeof(*level));
    level->live = inflateInit(&level->z) == Z_OK;
}

/* Put bytes into a level, what comes out into the next one. False: too
 * much. */
static bool feed(struct guard *guard, struct level *level, int depth,
                 unsigned char *bytes, size_t len)
{
    unsigned char chunk[4096];

    level->z.next_in = bytes;
    level->z.avail_in = (uInt)len;
    while (level->live && !level->ended) {
        level->z.next_out = chunk;
        level->z.avail_out = sizeof(chunk);
        int status = inflate(&level->z, Z_NO_FLUSH);
        size_t made = sizeof(chunk) - level->z.avail_out;
        level->ended = status == Z_STREAM_END;
        level->live = level->ended || status == Z_OK || status == Z_BUF_ERROR;
        level->made += made;
        guard->unpacked += made;
        if (guard->unpacked > PDF_MAX_UNPACKED)
            return false;
        if (made && depth + 1 < MAX_NESTED &&
            !feed(guard, level + 1, depth + 1, chunk, made))
            return false;
        if (made == 0 && level->z.avail_in == 0)
            return true;
    }
    return true;
}

/* Inflate what starts at `at`; *end is behind it, or `at` when it is not
 * packed. False: too much. */
static bool unpack(struct guard *guard, size_t at, size_t *end)
{
    struct level level[MAX_NESTED];
    unsigned char chunk[4096];
    bool ok = true;
    size_t from = at, n;

    for (int i = 0; i < MAX_NESTED; i++)
        start(&level[i]);
    while (ok && level[0].live && !level[0].ended && at < guard->bytes.len) {
        n = guard->bytes.len - at;
        n = n < sizeof(chunk) ? n : sizeof(chunk);
        memcpy(chunk, guard->bytes.ptr + at, n);
        ok = feed(guard, &level[0], 0, chunk, n);
        at += n - level[0].z.avail_in;
        guard->read += n;
    }
    /* The innermost level is for those that nobody has. */
    ok = ok && level[MAX_NESTED - 1].made == 0;
    *end = level[0].ended ? at : from;
    for (int i = 0; i < MAX_NESTED; i++)
        inflateEnd(&level[i].z);
    return ok;
}

/* Other ways of packing are not followed; none is needed for a map. */
static bool is_other_filter(struct str rest)
{
    static const char *const names[] = {
        "LZWDecode", "LZW",           "RunLengthDecode",
        "RL",        "ASCII85Decode", "ASCIIHexDecode",
        "A85",       "AHx",           "Crypt"};
    struct pdf_ops ops = {.bytes = rest};
    bool is = false;

    ops.bytes.len = rest.len < 64 ? rest.len : 64;
    pdf_ops_next(&ops);
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        is |= ops.n > 0 && str_is(pdf_ops_text(&ops, 0), names[i]);
    pdf_ops_release(&ops);
    return is;
}

static bool guard_stream(struct guard *guard, size_t *at, const char **why)
{
    size_t from = *at + strlen("stream");
    struct str rest = str_cut(guard->bytes, from, guard->bytes.len);

    if (*at >= 3 && memcmp(guard->bytes.ptr + *at - 3, "end", 3) == 0) {
        *at = from;
        return true;
    }
    from += str_starts(rest, STR("\r\n")) ? 2 : rest.len > 0;
    bool ok =
        unpack(guard, from, at) && guard->read / 8 <= guard->bytes.len + 4096;
    if (!ok)
        *why = N_("unpacking it would take too much memory");
    return ok;
}

bool pdf_guard(struct str bytes, const char **why)
{
    struct guard guard = {.bytes = bytes};
    size_t at = 0;

    while (at < bytes.len) {
        struct str rest = str_cut(bytes, at, bytes.len);
        if (rest.ptr[0] == '/' && is_other_filter(rest)) {
            *why = N_("it is packed in a way that is not looked into");
            return false;
        }
        if (str_starts(rest, STR("stream"))) {
            if (!guard_stream(&guard, &at, why))
                return false;
        } else {
            at++;
        }
    }
    return true;
}

/* ---- packing ---- */

void pdf_pack(struct str bytes, struct buf *packed)
{
    uLongf len = compressBound(bytes.len);
    Bytef *out = mem_alloc(len);

    /* With room for everything nothing but memory can be wanting. */
    if (compress2(out, &len, (const Bytef *)bytes.ptr, bytes.len,
                  Z_DEFAULT_COMPRESSION) == Z_OK)
        buf_add(packed, out, len);
    free(out);
}
