/*
 * Which transfer may start when: so many at once, so many of one host, and so
 * much time between two starts on one host. The hosts may be remembered, so
 * that a second queue keeps its distance from the first one's starts.
 */
#ifndef FETCH_QUEUE_H
#define FETCH_QUEUE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define QUEUE_NOTHING SIZE_MAX

struct queue_host {
    char *name;
    size_t n_running;
    uint64_t ready_ms; /* nothing of this host starts earlier */
};

/* All zero: none is known yet. */
struct queue_hosts {
    struct queue_host *item;
    size_t n, cap;
};

void queue_hosts_release(struct queue_hosts *hosts);

struct queue_item {
    size_t host;
    uint64_t ready_ms;
    bool waiting;
};

struct queue {
    size_t parallel, per_host; /* given */
    uint64_t pace_ms;          /* given */
    struct queue_hosts *hosts; /* given, or NULL: its own, forgotten after */
    bool owns_hosts;
    struct queue_item *item;
    size_t n_item, n_waiting, n_running;
};

/* Room for items 0 to n - 1; end with queue_release(). */
void queue_open(struct queue *queue, size_t n);

/* Let an item wait until ready_ms for its turn. */
void queue_wait(struct queue *queue, size_t item, const char *host,
                uint64_t ready_ms);

/* The item that starts now, the first by number, or QUEUE_NOTHING. */
size_t queue_start(struct queue *queue, uint64_t now_ms);
void queue_end(struct queue *queue, size_t item);

/* The host of an item asks that nothing starts there before ready_ms. */
void queue_hold(struct queue *queue, size_t item, uint64_t ready_ms);

/* Milliseconds until something might start without another's end; at most
 * `most`. */
uint64_t queue_idle_ms(const struct queue *queue, uint64_t now_ms,
                       uint64_t most);
void queue_release(struct queue *queue);

#endif
