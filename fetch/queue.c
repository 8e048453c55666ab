#include "fetch/queue.h"

#include <stdlib.h>
#include <string.h>

void queue_open(struct queue *queue, size_t n)
{
    queue->item = mem_alloc(n * sizeof(*queue->item));
    memset(queue->item, 0, n * sizeof(*queue->item));
    queue->n_item = n;
}

static size_t find_host(struct queue *queue, const char *name)
{
    for (size_t i = 0; i < queue->n_host; i++)
        if (strcmp(queue->host[i].name, name) == 0)
            return i;
    queue->host = mem_room(queue->host, queue->n_host, &queue->cap_host,
                           sizeof(*queue->host));
    queue->host[queue->n_host] = (struct queue_host){.name = name};
    return queue->n_host++;
}

void queue_wait(struct queue *queue, size_t item, const char *host,
                uint64_t ready_ms)
{
    queue->item[item] =
        (struct queue_item){find_host(queue, host), ready_ms, true};
    queue->n_waiting++;
}

static uint64_t ready_at(const struct queue *queue,
                         const struct queue_item *item)
{
    uint64_t host = queue->host[item->host].ready_ms;

    return item->ready_ms > host ? item->ready_ms : host;
}

static bool has_room(const struct queue *queue, const struct queue_item *item)
{
    return queue->n_running < queue->parallel &&
           queue->host[item->host].n_running < queue->per_host;
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
        queue->host[item->host].n_running++;
        queue->host[item->host].ready_ms = now_ms + queue->pace_ms;
        return i;
    }
    return QUEUE_NOTHING;
}

void queue_end(struct queue *queue, size_t item)
{
    queue->n_running--;
    queue->host[queue->item[item].host].n_running--;
}

void queue_hold(struct queue *queue, size_t item, uint64_t ready_ms)
{
    struct queue_host *host = &queue->host[queue->item[item].host];

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
    free(queue->host);
    free(queue->item);
}
