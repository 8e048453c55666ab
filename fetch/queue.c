#include "fetch/queue.h"

#include <stdlib.h>
#include <string.h>

void queue_open(struct queue *queue, size_t n)
{
    queue->item = mem_alloc(n * sizeof(*queue->item));
    memset(queue->item, 0, n * sizeof(*queue->item));
    queue->n_item = n;
    if (!queue->hosts) {
        queue->owns_hosts = true;
        queue->hosts = mem_alloc(sizeof(*queue->hosts));
        *queue->hosts = (struct queue_hosts){0};
    }
    for (size_t i = 0; i < queue->hosts->n; i++)
        queue->hosts->item[i].n_running = 0;
}

static size_t find_host(struct queue_hosts *hosts, const char *name)
{
    size_t size = strlen(name) + 1;

    for (size_t i = 0; i < hosts->n; i++)
        if (strcmp(hosts->item[i].name, name) == 0)
            return i;
    hosts->item =
        mem_room(hosts->item, hosts->n, &hosts->cap, sizeof(*hosts->item));
    hosts->item[hosts->n] =
        (struct queue_host){.name = memcpy(mem_alloc(size), name, size)};
    return hosts->n++;
}

static struct queue_host *host_of(const struct queue *queue,
                                  const struct queue_item *item)
{
    return &queue->hosts->item[item->host];
}

void queue_wait(struct queue *queue, size_t item, const char *host,
                uint64_t ready_ms)
{
    queue->item[item] =
        (struct queue_item){find_host(queue->hosts, host), ready_ms, true};
    queue->n_waiting++;
}

static uint64_t ready_at(const struct queue *queue,
                         const struct queue_item *item)
{
    uint64_t host = host_of(queue, item)->ready_ms;

    return item->ready_ms > host ? item->ready_ms : host;
}

static bool has_room(const struct queue *queue, const struct queue_item *item)
{
    return queue->n_running < queue->parallel &&
           host_of(queue, item)->n_running < queue->per_host;
}

size_t queue_start(struct queue *queue, uint64_t now_ms)
{
    if (queue->n_waiting == 0 || queue->n_running >= queue->parallel)
        return QUEUE_NOTHING;
    for (size_t i = 0; i < queue->n_item; i++) {
        struct queue_item *item = &queue->item[i];
        if (!item->waiting || !has_room(queue, item) ||
            ready_at(queue, item) > now_ms)
            continue;
        item->waiting = false;
        queue->n_waiting--;
        queue->n_running++;
        host_of(queue, item)->n_running++;
        host_of(queue, item)->ready_ms = now_ms + queue->pace_ms;
        return i;
    }
    return QUEUE_NOTHING;
}

void queue_end(struct queue *queue, size_t item)
{
    queue->n_running--;
    host_of(queue, &queue->item[item])->n_running--;
}

void queue_hold(struct queue *queue, size_t item, uint64_t ready_ms)
{
    struct queue_host *host = host_of(queue, &queue->item[item]);

    if (host->ready_ms < ready_ms)
        host->ready_ms = ready_ms;
}

uint64_t queue_idle_ms(const struct queue *queue, uint64_t now_ms,
                       uint64_t most)
{
    if (queue->n_waiting == 0)
        return most;
    for (size_t i = 0; i < queue->n_item; i++) {
        const struct queue_item *item = &queue->item[i];
        if (!item->waiting || !has_room(queue, item))
            continue;
        uint64_t ready = ready_at(queue, item);
        uint64_t wait = ready > now_ms ? ready - now_ms : 0;
        most = wait < most ? wait : most;
    }
    return most;
}

void queue_release(struct queue *queue)
{
    if (queue->owns_hosts) {
        queue_hosts_release(queue->hosts);
        free(queue->hosts);
    }
    free(queue->item);
}

void queue_hosts_release(struct queue_hosts *hosts)
{
    for (size_t i = 0; i < hosts->n; i++)
        free(hosts->item[i].name);
    free(hosts->item);
    *hosts = (struct queue_hosts){0};
}
