#include "fetch/inflate.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ZLIB_CONST
#include <zlib.h>

struct inflate {
    z_stream stream;
    enum coding coding;
    bool begun;            /* the stream is set up */
    bool ended;            /* at the end of a stream */
    unsigned char head[2]; /* first bytes of deflate: they tell its frame */
    size_t n_head;
};

enum coding coding_of(const char *header)
{
    static const struct {
        const char *name;
        enum coding coding;
    } names[] = {{"", CODING_NONE},
                 {"identity", CODING_NONE},
                 {"gzip", CODING_GZIP},
                 {"x-gzip", CODING_GZIP},
                 {"deflate", CODING_DEFLATE}};
    struct str text = str_trim(str_of(header));

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (strlen(names[i].name) == text.len &&
            (text.len == 0 ||
             strncasecmp(text.ptr, names[i].name, text.len) == 0))
            return names[i].coding;
    return CODING_UNKNOWN;
}

struct inflate *inflate_open(enum coding coding)
{
    struct inflate *flow = mem_alloc(sizeof(*flow));

    *flow = (struct inflate){.coding = coding};
    return flow;
}

/* The frame of a stream: 16 + 15 is gzip's, 15 zlib's, -15 none (zlib.h,
 * inflateInit2). */
static bool begin(struct inflate *flow, int frame)
{
    flow->begun = inflateInit2(&flow->stream, frame) == Z_OK;
    return flow->begun;
}

/* RFC 1950, 2.2: method 8, and a multiple of 31. */
static bool has_zlib_frame(const unsigned char head[2])
{
    return (head[0] & 15) == 8 && (head[0] * 256 + head[1]) % 31 == 0;
}

/* Until all bytes are taken or the stream ends. */
static enum inflated run(struct inflate *flow, inflate_sink *sink,
                         void *context)
{
    z_stream *stream = &flow->stream;
    char out[1 << 15];
    int result;

    do {
        stream->next_out = (Bytef *)out;
        stream->avail_out = sizeof(out);
        result = inflate(stream, Z_NO_FLUSH);
        if (result == Z_BUF_ERROR)
            return INFLATED; /* nothing left to take and nothing to give */
        if (result != Z_OK && result != Z_STREAM_END)
            return INFLATE_DAMAGED;
        size_t len = sizeof(out) - stream->avail_out;
        if (len > 0 && !sink(context, out, len))
            return INFLATE_STOPPED;
    } while (result == Z_OK &&
             (stream->avail_in > 0 || stream->avail_out == 0));
    flow->ended = result == Z_STREAM_END;
    return INFLATED;
}

static enum inflated feed(struct inflate *flow, const void *bytes, size_t len,
                          inflate_sink *sink, void *context)
{
    flow->stream.next_in = bytes;
    flow->stream.avail_in = (uInt)len;
    while (flow->stream.avail_in > 0) {
        if (flow->ended) {
            /* RFC 1952, 2.2: members may follow one another. */
            if (flow->coding != CODING_GZIP ||
                inflateReset(&flow->stream) != Z_OK)
                return INFLATE_DAMAGED;
            flow->ended = false;
        }
        enum inflated result = run(flow, sink, context);
        if (result != INFLATED)
            return result;
    }
    return INFLATED;
}

enum inflated inflate_add(struct inflate *flow, const char *bytes, size_t len,
                          inflate_sink *sink, void *context)
{
    if (flow->begun)
        return feed(flow, bytes, len, sink, context);
    if (flow->coding == CODING_GZIP)
        return begin(flow, 16 + 15) ? feed(flow, bytes, len, sink, context)
                                    : INFLATE_DAMAGED;
    while (len > 0 && flow->n_head < 2) {
        flow->head[flow->n_head++] = (unsigned char)*bytes++;
        len--;
    }
    if (flow->n_head < 2)
        return INFLATED;
    if (!begin(flow, has_zlib_frame(flow->head) ? 15 : -15))
        return INFLATE_DAMAGED;
    enum inflated result = feed(flow, flow->head, 2, sink, context);
    return result == INFLATED ? feed(flow, bytes, len, sink, context) : result;
}

bool inflate_is_whole(const struct inflate *flow)
{
    return flow->ended;
}

void inflate_close(struct inflate *flow)
{
    if (flow && flow->begun)
        inflateEnd(&flow->stream);
    free(flow);
}
