#include "cmd/geocoding.h"

#include "cmd/command.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Rows that a thread takes at once: enough that the clock, which is read
 * twice for them, costs nothing. */
#define BLOCK_ROWS ((size_t)64)
#define BLOCKS (BATCH_ROWS / BLOCK_ROWS)

struct worker {
    struct geocoding *geocoding;
    struct geocoder *geocoder;
    struct tally tally;
    struct geocode_result result[BLOCK_ROWS];
};

struct geocoding {
    struct worker *worker;
    pthread_t *thread;
    size_t n_thread;
    /* Of the batch at hand. Each block goes to its own place, so the result
     * does not depend on who does what when. */
    const struct batch *batch;
    const struct answer_form *form;
    struct buf block[BLOCKS];
    atomic_size_t next;
};

/* ---- batches ---- */

bool batch_full(const struct batch *batch)
{
    return batch->n == BATCH_ROWS || batch->bytes >= BATCH_BYTES;
}

struct address_row *batch_add(struct batch *batch)
{
    struct address_row *row = &batch->row[batch->n++];

    *row = (struct address_row){0};
    return row;
}

struct str batch_keep(struct batch *batch, struct str text)
{
    batch->bytes += text.len;
    return (struct str){arena_copy(&batch->arena, text.ptr, text.len),
                        text.len};
}

void batch_clear(struct batch *batch)
{
    batch->n = batch->bytes = 0;
    arena_reset(&batch->arena);
}

/* ---- work ---- */

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void find(struct worker *worker, const struct address_row *row, size_t n)
{
    double start = seconds_now();

    for (size_t i = 0; i < n; i++)
        if (!row[i].fault)
            geocode(worker->geocoder, row[i].address, &row[i].hint,
                    &worker->result[i]);
    worker->tally.seconds += seconds_now() - start;
}

static void count(struct tally *tally, const struct address_row *row,
                  const struct geocode_result *result)
{
    tally->rows++;
    if (row->fault) {
        tally->unreadable++;
        return;
    }
    tally->level[result->place.match_level]++;
    tally->doubted += geocode_doubted(result->reasons);
}

static void *work(void *context)
{
    struct worker *worker = context;
    struct geocoding *geocoding = worker->geocoding;
    const struct batch *batch = geocoding->batch;
    size_t b;

    while ((b = atomic_fetch_add(&geocoding->next, 1)) * BLOCK_ROWS <
           batch->n) {
        const struct address_row *row = &batch->row[b * BLOCK_ROWS];
        size_t left = batch->n - b * BLOCK_ROWS;
        size_t n = left < BLOCK_ROWS ? left : BLOCK_ROWS;
        find(worker, row, n);
        for (size_t i = 0; i < n; i++) {
            count(&worker->tally, &row[i], &worker->result[i]);
            answer_row(geocoding->form, &row[i], &worker->result[i],
                       &geocoding->block[b]);
        }
    }
    return NULL;
}

bool geocoding_run(struct geocoding *geocoding, const struct batch *batch,
                   const struct answer_form *form, struct err *err)
{
    size_t n_block = (batch->n + BLOCK_ROWS - 1) / BLOCK_ROWS;
    size_t started = 1;
    bool ok = true;

    geocoding->batch = batch;
    geocoding->form = form;
    geocoding->next = 0;
    while (started < geocoding->n_thread && started < n_block &&
           pthread_create(&geocoding->thread[started], NULL, work,
                          &geocoding->worker[started]) == 0)
        started++;
    work(&geocoding->worker[0]); /* this thread works too */
    for (size_t i = 1; i < started; i++)
        pthread_join(geocoding->thread[i], NULL);
    for (size_t b = 0; b < n_block; b++) {
        ok = ok && command_print(buf_str(&geocoding->block[b]), err);
        buf_clear(&geocoding->block[b]);
    }
    return ok;
}

struct geocoding *geocoding_open(const struct gazetteer *gazetteer,
                                 size_t n_thread)
{
    struct geocoding *geocoding = mem_alloc(sizeof(*geocoding));

    memset(geocoding, 0, sizeof(*geocoding));
    geocoding->n_thread = n_thread;
    geocoding->thread = mem_alloc(n_thread * sizeof(*geocoding->thread));
    geocoding->worker = mem_alloc(n_thread * sizeof(*geocoding->worker));
    memset(geocoding->worker, 0, n_thread * sizeof(*geocoding->worker));
    for (size_t i = 0; i < n_thread; i++) {
        geocoding->worker[i].geocoding = geocoding;
        geocoding->worker[i].geocoder = geocoder_open(gazetteer);
    }
    return geocoding;
}

struct tally geocoding_tally(const struct geocoding *geocoding)
{
    struct tally sum = {0};

    for (size_t i = 0; i < geocoding->n_thread; i++) {
        const struct tally *one = &geocoding->worker[i].tally;
        sum.rows += one->rows;
        sum.unreadable += one->unreadable;
        sum.doubted += one->doubted;
        sum.seconds += one->seconds;
        for (int l = 0; l < LEVEL_COUNT; l++)
            sum.level[l] += one->level[l];
    }
    return sum;
}

void geocoding_close(struct geocoding *geocoding)
{
    if (!geocoding)
        return;
    for (size_t i = 0; i < geocoding->n_thread; i++)
        geocoder_close(geocoding->worker[i].geocoder);
    for (size_t b = 0; b < BLOCKS; b++)
        buf_release(&geocoding->block[b]);
    free(geocoding->worker);
    free(geocoding->thread);
    free(geocoding);
}
