/* The only file of this folder that knows zlib. */
#include "output/site/deflate.h"

#include <assert.h>
#include <stdlib.h>
#include <zlib.h>

/* Memory that ends the process instead of a page without its data. */
static voidpf room_for(voidpf opaque, uInt items, uInt size)
{
    (void)opaque;
    return mem_alloc((size_t)items * size);
}

static void room_freed(voidpf opaque, voidpf memory)
{
    (void)opaque;
    free(memory);
}

void deflate_add(struct buf *out, struct str bytes)
{
    z_stream stream = {.zalloc = room_for, .zfree = room_freed};
    Bytef part[16384];
    int status;

    assert(bytes.len <= UINT32_MAX);
    if (deflateInit(&stream, Z_BEST_COMPRESSION) != Z_OK)
        abort(); /* another zlib than the one built with */
    stream.next_in = (z_const Bytef *)(uintptr_t)bytes.ptr;
    stream.avail_in = (uInt)bytes.len;
    do {
        stream.next_out = part;
        stream.avail_out = sizeof(part);
        status = deflate(&stream, Z_FINISH);
        buf_add(out, part, sizeof(part) - stream.avail_out);
    } while (status == Z_OK);
    deflateEnd(&stream);
}

bool deflate_open(struct buf *out, struct str packed, size_t max)
{
    z_stream stream = {0};
    Bytef bytes[16384];
    size_t before = out->len;
    int status = Z_OK;

    if (packed.len > UINT32_MAX || inflateInit(&stream) != Z_OK)
        return false;
    stream.next_in = (z_const Bytef *)(uintptr_t)packed.ptr;
    stream.avail_in = (uInt)packed.len;
    while (status == Z_OK && out->len - before <= max) {
        stream.next_out = bytes;
        stream.avail_out = sizeof(bytes);
        status = inflate(&stream, Z_NO_FLUSH);
        buf_add(out, bytes, sizeof(bytes) - stream.avail_out);
    }
    bool whole = status == Z_STREAM_END && stream.avail_in == 0 &&
                 out->len - before <= max;
    inflateEnd(&stream);
    return whole;
}
