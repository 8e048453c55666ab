#include "fetch/inflate.h"

#include "base/buf.h"

#include <criterion/criterion.h>
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

enum frame { RAW = -15, ZLIB = 15, GZIP = 31 };

static struct buf packed(struct str text, enum frame frame)
{
    z_stream stream = {0};
    struct buf out = {0};
    char room[1 << 16];

    cr_assert_eq(
        deflateInit2(&stream, 6, Z_DEFLATED, frame, 8, Z_DEFAULT_STRATEGY),
        Z_OK);
    stream.next_in = (const Bytef *)text.ptr;
    stream.avail_in = (uInt)text.len;
    int result;
    do {
        stream.next_out = (Bytef *)room;
        stream.avail_out = sizeof(room);
        result = deflate(&stream, Z_FINISH);
        buf_add(&out, room, sizeof(room) - stream.avail_out);
    } while (result == Z_OK);
    cr_assert_eq(result, Z_STREAM_END);
    deflateEnd(&stream);
    return out;
}

/* Text that does not pack well, so that its stream has some length. */
static struct buf sample(size_t n)
{
    struct buf text = {0};
    uint32_t state = 7;

    for (size_t i = 0; i < n; i++) {
        state = state * 1664525 + 1013904223;
        buf_add_char(&text, (char)(state >> 24));
    }
    return text;
}

static bool collect(void *context, const char *bytes, size_t len)
{
    buf_add(context, bytes, len);
    return true;
}

/* Unpack in pieces of `step` bytes; true when it comes out whole. */
static bool unpack(enum coding coding, struct str bytes, size_t step,
                   struct buf *out)
{
    struct inflate *flow = inflate_open(coding);
    enum inflated result = INFLATED;

    for (size_t at = 0; at < bytes.len && result == INFLATED; at += step) {
        size_t len = bytes.len - at < step ? bytes.len - at : step;
        result = inflate_add(flow, bytes.ptr + at, len, collect, out);
    }
    bool whole = result == INFLATED && inflate_is_whole(flow);
    inflate_close(flow);
    return whole;
}

static void comes_back(enum coding coding, enum frame frame)
{
    struct buf text = sample(3000), bytes = packed(buf_str(&text), frame);
    static const size_t steps[] = {1, 2, 7, 1000, 100000};

    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
        struct buf out = {0};
        cr_expect(unpack(coding, buf_str(&bytes), steps[i], &out));
        cr_expect(str_eq(buf_str(&out), buf_str(&text)));
        buf_release(&out);
    }
    buf_release(&text);
    buf_release(&bytes);
}

Test(inflate, every_frame_comes_back_in_pieces_of_any_size)
{
    comes_back(CODING_GZIP, GZIP);
    comes_back(CODING_DEFLATE, ZLIB);
    comes_back(CODING_DEFLATE, RAW);
}

Test(inflate, a_stream_cut_anywhere_is_not_whole)
{
    struct buf text = sample(200), bytes = packed(buf_str(&text), GZIP);

    for (size_t len = 0; len < bytes.len; len++) {
        struct buf out = {0};
        cr_expect(!unpack(CODING_GZIP, (struct str){bytes.ptr, len}, 50, &out),
                  "%zu bytes", len);
        buf_release(&out);
    }
    buf_release(&text);
    buf_release(&bytes);
}

Test(inflate, a_wrong_check_sum_is_damage)
{
    struct buf text = sample(200), bytes = packed(buf_str(&text), GZIP);
    struct buf out = {0};

    bytes.ptr[bytes.len - 6] ^= 1;
    cr_expect(!unpack(CODING_GZIP, buf_str(&bytes), 1000, &out));
    buf_release(&out);
    buf_release(&text);
    buf_release(&bytes);
}

Test(inflate, members_follow_one_another_but_nothing_else_does)
{
    struct buf bytes = packed(STR("one "), GZIP);
    struct buf more = packed(STR("two"), GZIP);
    struct buf out = {0};

    buf_add_str(&bytes, buf_str(&more));
    cr_expect(unpack(CODING_GZIP, buf_str(&bytes), 3, &out));
    cr_expect(str_is(buf_str(&out), "one two"));
    buf_add_text(&bytes, "rest");
    cr_expect(!unpack(CODING_GZIP, buf_str(&bytes), 3, &out));
    buf_release(&more);
    more = packed(STR("x"), ZLIB);
    buf_add_char(&more, 'y');
    cr_expect(!unpack(CODING_DEFLATE, buf_str(&more), 100, &out));
    buf_release(&out);
    buf_release(&more);
    buf_release(&bytes);
}

static bool up_to_a_mega(void *context, const char *bytes, size_t len)
{
    size_t *n = context;

    (void)bytes;
    *n += len;
    return *n <= 1 << 20;
}

Test(inflate, a_bomb_stops_where_the_sink_says)
{
    struct buf zeros = {0};
    size_t n = 0;

    for (int i = 0; i < 1024; i++) {
        static const char block[1 << 14];
        buf_add(&zeros, block, sizeof(block));
    }
    struct buf bytes = packed(buf_str(&zeros), GZIP);
    struct inflate *flow = inflate_open(CODING_GZIP);
    cr_expect_eq(inflate_add(flow, bytes.ptr, bytes.len, up_to_a_mega, &n),
                 INFLATE_STOPPED);
    cr_expect_leq(n, (1 << 20) + (1 << 16));
    inflate_close(flow);
    buf_release(&bytes);
    buf_release(&zeros);
}

Test(inflate, codings_are_told_apart)
{
    cr_expect_eq(coding_of(NULL), CODING_NONE);
    cr_expect_eq(coding_of("identity"), CODING_NONE);
    cr_expect_eq(coding_of(" GZip "), CODING_GZIP);
    cr_expect_eq(coding_of("x-gzip"), CODING_GZIP);
    cr_expect_eq(coding_of("deflate"), CODING_DEFLATE);
    cr_expect_eq(coding_of("br"), CODING_UNKNOWN);
    cr_expect_eq(coding_of("gzip, gzip"), CODING_UNKNOWN);
    cr_expect_eq(coding_of("gzi"), CODING_UNKNOWN);
}
