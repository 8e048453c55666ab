/*
 * All transfers of one run: how they may be sent, which is next, and what is
 * told of them. Below http.h; knows nothing of connections.
 */
#ifndef FETCH_SENDING_H
#define FETCH_SENDING_H

#include "fetch/bar.h"
#include "fetch/errand.h"
#include "fetch/proxy.h"
#include "fetch/queue.h"

struct sending {
    /* The options, with what stands for those that were not given. */
    const char *authority; /* or NULL: the library's own */
    const char *user_agent;
    unsigned connect_s, stall_s;
    struct url mirror; /* when rules.mirror is set */
    struct proxies proxies;
    size_t parallel;
    struct errand_rules rules;
    /* */
    struct errand *errand;
    size_t n;
    const struct err *stop; /* a fault of all, not of one: a full disk */
    struct queue queue;
    struct bar bar;
};

/* Errors as of http_run(). End with sending_close(), also after an error. */
bool sending_open(struct sending *sending, const struct http_options *options,
                  struct transfer *transfer, size_t n, struct arena *arena,
                  struct err *err);

/* The errand that is to be asked now, or NULL. */
struct errand *sending_next(struct sending *sending, uint64_t now_ms);

/* Its answer has come to an end (errand_end() is called here). */
void sending_answered(struct sending *sending, struct errand *errand,
                      const struct errand_ending *ending);

/* Has all ended, or has a fault come that stops all? */
bool sending_is_over(const struct sending *sending);

/* How long to wait for bytes at most. */
uint64_t sending_idle_ms(const struct sending *sending, uint64_t now_ms);

void sending_draw(struct sending *sending, uint64_t now_ms);
void sending_close(struct sending *sending);

#endif
