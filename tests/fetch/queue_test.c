#include "fetch/queue.h"

#include <criterion/criterion.h>

#define NONE QUEUE_NOTHING

static struct queue made(size_t parallel, size_t per_host, uint64_t pace_ms)
{
    struct queue queue = {
        .parallel = parallel, .per_host = per_host, .pace_ms = pace_ms};

    queue_open(&queue, 10);
    return queue;
}

Test(queue, starts_on_one_host_keep_their_distance)
{
    struct queue queue = made(8, 2, 1000);

    queue_wait(&queue, 0, "a.test", 0);
    queue_wait(&queue, 1, "a.test", 0);
    queue_wait(&queue, 2, "b.test", 0);
    cr_expect_eq(queue_start(&queue, 5), 0);
    cr_expect_eq(queue_start(&queue, 5), 2);
    cr_expect_eq(queue_start(&queue, 1004), NONE);
    cr_expect_eq(queue_idle_ms(&queue, 905, 1000), 100);
    cr_expect_eq(queue_start(&queue, 1005), 1);
    queue_release(&queue);
}

Test(queue, a_second_queue_keeps_its_distance_from_the_first_ones_starts)
{
    struct queue_hosts hosts = {0};

    for (uint64_t round = 0; round < 2; round++) {
        struct queue queue = {
            .parallel = 8, .per_host = 2, .pace_ms = 1000, .hosts = &hosts};
        queue_open(&queue, 10);
        queue_wait(&queue, 0, "a.test", 0);
        queue_wait(&queue, 1, "b.test", 0);
        /* b.test is held for longer, and that is remembered too. */
        cr_expect_eq(queue_start(&queue, 5 + 999 * round), round ? NONE : 0);
        cr_expect_eq(queue_start(&queue, 5 + 1000 * round), round ? 0 : 1);
        if (round == 0)
            queue_hold(&queue, 1, 3000);
        else
            cr_expect_eq(queue_start(&queue, 2999), NONE);
        queue_release(&queue);
    }
    queue_hosts_release(&hosts);
}

Test(queue, so_many_run_at_once_on_a_host_and_in_all)
{
    struct queue queue = made(3, 2, 0);

    for (size_t i = 0; i < 3; i++)
        queue_wait(&queue, i, "a.test", 0);
    for (size_t i = 3; i < 6; i++)
        queue_wait(&queue, i, "b.test", 0);
    cr_expect_eq(queue_start(&queue, 0), 0);
    cr_expect_eq(queue_start(&queue, 0), 1);
    cr_expect_eq(queue_start(&queue, 0), 3);
    cr_expect_eq(queue_start(&queue, 0), NONE);
    cr_expect_eq(queue_idle_ms(&queue, 0, 77), 77);
    queue_end(&queue, 3);
    cr_expect_eq(queue_start(&queue, 0), 4);
    queue_end(&queue, 1);
    cr_expect_eq(queue_start(&queue, 0), 2);
    queue_release(&queue);
}

Test(queue, an_item_may_wait_for_its_own_time)
{
    struct queue queue = made(8, 2, 0);

    queue_wait(&queue, 0, "a.test", 500);
    queue_wait(&queue, 1, "a.test", 0);
    cr_expect_eq(queue_start(&queue, 0), 1);
    cr_expect_eq(queue_start(&queue, 499), NONE);
    cr_expect_eq(queue_start(&queue, 500), 0);
    cr_expect_eq(queue.n_waiting, 0);
    cr_expect_eq(queue.n_running, 2);
    queue_release(&queue);
}

Test(queue, a_host_that_asks_to_wait_holds_all_of_its_own)
{
    struct queue queue = made(8, 2, 0);

    queue_wait(&queue, 0, "a.test", 0);
    cr_expect_eq(queue_start(&queue, 0), 0);
    queue_end(&queue, 0);
    queue_hold(&queue, 0, 3000);
    queue_hold(&queue, 0, 2000); /* never earlier again */
    queue_wait(&queue, 0, "a.test", 0);
    queue_wait(&queue, 1, "b.test", 0);
    cr_expect_eq(queue_start(&queue, 2999), 1);
    cr_expect_eq(queue_start(&queue, 2999), NONE);
    cr_expect_eq(queue_start(&queue, 3000), 0);
    queue_release(&queue);
}
