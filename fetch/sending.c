#include "fetch/sending.h"

#include "base/say.h"
#include "fetch/address.h"
#include "fetch/retry.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define AGENT                                                                  \
    "zaitaku/" ZAITAKU_VERSION " (home-care maps; local government use)"

/* ---- options ---- */

static unsigned or_else(unsigned given, unsigned usual)
{
    return given ? given : usual;
}

static const char *first_of(const char *a, const char *b, const char *c)
{
    return a && *a ? a : b && *b ? b : c && *c ? c : NULL;
}

static bool read_certificates(struct sending *sending, const char *authority,
                              struct err *err)
{
    sending->authority =
        first_of(authority, getenv("CURL_CA_BUNDLE"), getenv("SSL_CERT_FILE"));
    return !sending->authority || access(sending->authority, R_OK) == 0 ||
           err_set(err, ERR_STORAGE, _("cannot read the certificates '%s': %s"),
                   sending->authority, strerror(errno));
}

static bool read_mirror(struct sending *sending, const char *mirror,
                        struct arena *arena, struct err *err)
{
    sending->rules.mirror = &sending->mirror;
    return (url_split(mirror, &sending->mirror, arena) &&
            address_names_loopback(sending->mirror.host)) ||
           err_set(err, ERR_USAGE,
                   _("the mirror '%s' is not on this machine; give an address "
                     "such as http://127.0.0.1:8080/"),
                   mirror);
}

static bool read_options(struct sending *sending,
                         const struct http_options *options,
                         struct arena *arena, struct err *err)
{
    bool mirrored = options->mirror != NULL;

    sending->bar.quiet = options->quiet;
    sending->connect_s = or_else(options->connect_s, 20);
    sending->stall_s = or_else(options->stall_s, 30);
    sending->user_agent = first_of(options->user_agent, AGENT, NULL);
    sending->rules.tries = or_else(options->tries, 5);
    sending->rules.total_ms = or_else(options->total_s, 3600) * UINT64_C(1000);
    sending->rules.base_ms = mirrored ? RETRY_BASE_MIRROR_MS : RETRY_BASE_MS;
    sending->rules.arena = arena;
    sending->parallel = mirrored ? HTTP_PARALLEL_MIRROR : HTTP_PARALLEL;
    sending->queue.parallel = sending->parallel;
    sending->queue.per_host = mirrored ? sending->parallel : HTTP_PER_HOST;
    sending->queue.pace_ms = mirrored ? 0 : HTTP_PACE_MS;
    sending->queue.hosts = options->hosts;
    if (!read_certificates(sending, options->authority, err))
        return false;
    return mirrored ? read_mirror(sending, options->mirror, arena, err)
                    : proxies_read(&sending->proxies, err);
}

/* ---- from first to last ---- */

static void set_out(struct transfer *transfer)
{
    transfer->state = TRANSFER_WAITING;
    transfer->err = (struct err){0};
    transfer->status = 0;
    transfer->url_now = transfer->charset = NULL;
    transfer->etag_now = transfer->modified_now = NULL;
    transfer->n_bytes = transfer->n_received = transfer->n_resumed = 0;
    transfer->n_tried = 0;
    transfer->body = (struct buf){0};
}

bool sending_open(struct sending *sending, const struct http_options *options,
                  struct transfer *transfer, size_t n, struct arena *arena,
                  struct err *err)
{
    *sending = (struct sending){.n = n, .bar.n = n};
    for (size_t i = 0; i < n; i++)
        set_out(&transfer[i]);
    if (!read_options(sending, options, arena, err))
        return false;
    queue_open(&sending->queue, n);
    sending->errand = mem_alloc(n * sizeof(*sending->errand));
    for (size_t i = 0; i < n; i++) {
        struct errand *errand = &sending->errand[i];
        if (errand_begin(errand, &transfer[i], &sending->rules))
            queue_wait(&sending->queue, i, errand->at.host, 0);
        else
            sending->bar.n_over++;
    }
    return true;
}

struct errand *sending_next(struct sending *sending, uint64_t now_ms)
{
    size_t item = queue_start(&sending->queue, now_ms);

    return item == QUEUE_NOTHING ? NULL : &sending->errand[item];
}

static void tell(const struct sending *sending, const struct errand *errand,
                 enum errand_next next, uint64_t now_ms)
{
    const struct transfer *transfer = errand->transfer;
    const char *label = first_of(transfer->label, errand->url, NULL);

    if (next == ERRAND_ASK && errand->ready_ms >= now_ms + 1000 &&
        !sending->bar.quiet)
        say(_("%s: %s; the next try is in %llu seconds"), label, errand->cause,
            (unsigned long long)((errand->ready_ms - now_ms + 999) / 1000));
    if (next == ERRAND_OVER && transfer->state == TRANSFER_DONE &&
        transfer->path)
        bar_file(&sending->bar, label, transfer->n_received,
                 transfer->n_resumed, now_ms - errand->began_ms);
}

void sending_answered(struct sending *sending, struct errand *errand,
                      const struct errand_ending *ending)
{
    size_t item = (size_t)(errand - sending->errand);
    enum errand_next next = errand_end(errand, ending);

    if (errand->part.full && !sending->stop)
        sending->stop = &errand->transfer->err;
    tell(sending, errand, next, ending->now_ms);
    queue_end(&sending->queue, item);
    if (errand->hold_ms > 0)
        queue_hold(&sending->queue, item, errand->hold_ms);
    if (next == ERRAND_ASK)
        queue_wait(&sending->queue, item, errand->at.host, errand->ready_ms);
    else
        sending->bar.n_over++;
}

bool sending_is_over(const struct sending *sending)
{
    return sending->stop ||
           (sending->queue.n_waiting == 0 && sending->queue.n_running == 0);
}

uint64_t sending_idle_ms(const struct sending *sending, uint64_t now_ms)
{
    return queue_idle_ms(&sending->queue, now_ms,
                         sending->bar.quiet ? 1000 : BAR_EVERY_MS);
}

void sending_draw(struct sending *sending, uint64_t now_ms)
{
    struct bar *bar = &sending->bar;

    if (!bar_is_due(bar, now_ms))
        return;
    bar->under_way = 0;
    bar->n_bytes = bar->n_to_come = 0;
    bar->label = NULL;
    for (size_t i = 0; i < sending->n; i++) {
        const struct errand *errand = &sending->errand[i];
        uint64_t all = errand_expects(errand);
        uint64_t here = errand->base + errand->n_in;
        bar->n_bytes += errand->transfer->n_received;
        if (!errand->scratch)
            continue;
        if (all > here)
            bar->n_to_come += all - here;
        if (all > 0)
            bar->under_way += (double)here / (double)all;
        if (!bar->label)
            bar->label = errand->transfer->label;
    }
    bar_draw(bar, now_ms);
}

void sending_close(struct sending *sending)
{
    bar_clear();
    queue_release(&sending->queue);
    free(sending->errand);
}
