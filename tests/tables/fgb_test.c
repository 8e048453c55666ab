/* map.fgb. That GDAL reads it, the writer itself proves; here is what GDAL
 * does not tell: header, counts, threads. */
#include "../output/sample_view.h"
#include "output/tables/fgb_header.h"
#include "output/tables/flat.h"

#include <pthread.h>

extern const struct writer writer_fgb;

static struct arena arena;

static struct flat header_of(struct str fgb)
{
    struct flat header;

    cr_assert(fgb.len > 12 && memcmp(fgb.ptr, "fgb\x03", 4) == 0);
    cr_assert(flat_root(str_cut(fgb, 12, flat_get(fgb.ptr + 8, 4)), &header));
    return header;
}

static const char *text_of(const struct flat *header, int slot)
{
    struct str text;

    cr_assert(flat_vector(header, slot, 1, &text));
    return arena_copy(&arena, text.ptr, text.len);
}

static uint64_t count_of(const struct flat *header)
{
    uint64_t n;

    cr_assert(flat_number(header, 8, 8, 0, &n));
    return n;
}

Test(fgb, it_holds_the_facilities_with_a_point_and_says_so)
{
    struct view view = sample_view(&arena, true, 10);
    struct buf bytes = {0};
    struct shown shown =
        write_one(&writer_fgb.file[0], &view, &plain_writing, &bytes);
    struct flat header = header_of(buf_str(&bytes));

    cr_expect(shown.part);
    cr_expect_eq(shown.rows, 7);
    cr_expect_eq(shown.placed, 7);
    cr_expect_eq(count_of(&header), 7);
    cr_expect(strstr(text_of(&header, 12), "このファイルには入っていません"));
    buf_release(&bytes);
}

Test(fgb, when_all_have_a_point_nothing_is_missing)
{
    struct view view = sample_view(&arena, true, 2);
    struct buf bytes = {0};
    struct shown shown =
        write_one(&writer_fgb.file[0], &view, &plain_writing, &bytes);
    struct flat header = header_of(buf_str(&bytes));

    cr_expect_not(shown.part);
    cr_expect_eq(shown.rows, 2);
    cr_expect_not(strstr(text_of(&header, 12), "入っていません"));
    buf_release(&bytes);
}

Test(fgb, it_says_what_it_is)
{
    struct view view = hostile_view(&arena);
    struct buf bytes = written_twice(&writer_fgb, &view);
    struct flat header = header_of(buf_str(&bytes));
    uint64_t node_size;

    cr_expect_str_eq(text_of(&header, 0), "facilities");
    cr_expect_str_eq(text_of(&header, 11), "大津市の在宅医療・介護の地図 <1>");
    cr_expect(strstr(text_of(&header, 12), "利用条件：CC BY 4.0"));
    cr_assert(flat_number(&header, 9, 2, 16, &node_size));
    cr_expect_gt(node_size, 1, "no spatial index");
    buf_release(&bytes);
}

Test(fgb, no_facility_gives_a_file_without_any)
{
    struct view view = sample_view(&arena, true, 0);
    struct buf bytes = written_twice(&writer_fgb, &view);
    struct flat header = header_of(buf_str(&bytes));

    cr_expect_eq(count_of(&header), 0);
    buf_release(&bytes);
}

struct job {
    const struct view *view;
    struct buf bytes;
    bool ok;
};

static void *work(void *context)
{
    struct job *job = context;

    job->ok = true;
    for (int i = 0; job->ok && i < 20; i++) {
        struct shown shown = {.rows = job->view->n_row};
        struct err err;
        buf_clear(&job->bytes);
        job->ok = writer_fgb.file[0].write(job->view, &plain_writing, &shown,
                                           &job->bytes, &err);
    }
    return NULL;
}

Test(fgb, threads_do_not_disturb_each_other)
{
    struct view view[] = {sample_view(&arena, true, 300),
                          sample_view(&arena, false, 200)};
    struct job job[4] = {0};
    pthread_t thread[4];

    for (int i = 0; i < 4; i++) {
        job[i].view = &view[i % 2];
        cr_assert_eq(pthread_create(&thread[i], NULL, work, &job[i]), 0);
    }
    for (int i = 0; i < 4; i++)
        pthread_join(thread[i], NULL);
    for (int i = 0; i < 4; i++) {
        struct buf alone = written_twice(&writer_fgb, job[i].view);
        cr_expect(job[i].ok);
        cr_expect(str_eq(buf_str(&alone), buf_str(&job[i].bytes)));
        buf_release(&alone);
        buf_release(&job[i].bytes);
    }
}

Test(fgb, a_header_that_is_cut_off_is_not_described)
{
    struct view view = sample_view(&arena, true, 3);
    struct buf bytes = written_twice(&writer_fgb, &view), out = {0};
    struct str whole = buf_str(&bytes);
    size_t header = 12 + flat_get(whole.ptr + 8, 4);

    cr_expect(fgb_header_describe(whole, "題", "述", &out));
    for (size_t len = 0; len < header; len++)
        cr_expect_not(
            fgb_header_describe(str_cut(whole, 0, len), "題", "述", &out));
    /* Whatever one byte of it is changed to, no byte outside is read. */
    for (size_t at = 12; at < header; at++)
        for (int c = 0; c < 256; c += 51) {
            char kept = bytes.ptr[at];
            bytes.ptr[at] = (char)c;
            buf_clear(&out);
            fgb_header_describe(whole, "題", "述", &out);
            bytes.ptr[at] = kept;
        }
    buf_release(&bytes);
    buf_release(&out);
}
