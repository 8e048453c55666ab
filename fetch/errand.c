#include "fetch/errand.h"

#include "fetch/retry.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

/* ---- faults ---- */

bool errand_fail(struct errand *errand, enum err_class class, const char *cause)
{
    errand->deed = DEED_FAIL;
    return err_set(&errand->transfer->err, class,
                   _("'%s' cannot be fetched: %s"),
                   errand->url ? errand->url : errand->transfer->url, cause);
}

static uint64_t by_chance(void)
{
    uint64_t number = 0;

    return getrandom(&number, sizeof(number), GRND_NONBLOCK) > 0 ? number : 0;
}

static void give_up(struct errand *errand, const char *cause,
                    const char *remedy)
{
    struct transfer *transfer = errand->transfer;

    if (transfer->n_tried > 1)
        err_set(&transfer->err, ERR_NETWORK,
                _("'%s' cannot be fetched: %s (tried %u times); %s"),
                errand->url, cause, transfer->n_tried, remedy);
    else
        err_set(&transfer->err, ERR_NETWORK,
                _("'%s' cannot be fetched: %s; %s"), errand->url, cause,
                remedy);
}

/* What passes is tried again after a pause, when tries and time are left. */
static enum errand_next later(struct errand *errand, const char *cause,
                              const char *remedy, uint64_t now_ms)
{
    const struct errand_rules *rules = errand->rules;
    struct transfer *transfer = errand->transfer;
    uint64_t pause =
        retry_pause_ms(transfer->n_tried, rules->base_ms, by_chance());
    uint64_t asked = 0;
    const char *wish = errand->reply.retry_after;

    if (wish && retry_after(wish, time(NULL), &asked) && asked > 0) {
        pause = asked;
        errand->hold_ms = now_ms + pause;
    }
    if (transfer->n_tried >= rules->tries) {
        give_up(errand, cause, remedy ? remedy : _("try again later"));
        return ERRAND_OVER;
    }
    if (pause > HTTP_MAX_WAIT_S * UINT64_C(1000) ||
        pause > errand_left_ms(errand, now_ms)) {
        err_set(&transfer->err, ERR_NETWORK,
                _("'%s' cannot be fetched: %s; try again in %llu seconds"),
                errand->url, cause, (unsigned long long)((pause + 999) / 1000));
        return ERRAND_OVER;
    }
    errand->trying = false;
    errand->cause = cause;
    errand->ready_ms = now_ms + pause;
    return ERRAND_ASK;
}

uint64_t errand_left_ms(const struct errand *errand, uint64_t now_ms)
{
    uint64_t end = errand->began_ms + errand->rules->total_ms;

    return now_ms < end ? end - now_ms : 0;
}

uint64_t errand_expects(const struct errand *errand)
{
    const struct reply *reply = &errand->reply;

    return errand->deed == DEED_STORE && reply->has_length && !errand->inflate
               ? errand->base + reply->length
               : 0;
}

/* ---- beginning ---- */

bool errand_may_ask(const struct errand *errand, const struct url *url)
{
    const struct transfer *transfer = errand->transfer;

    if (!url->https || (url->port != 443 && url->port != errand->port))
        return false;
    for (size_t i = 0; i < transfer->n_host; i++)
        if (strcasecmp(transfer->host[i], url->host) == 0)
            return true;
    return false;
}

bool errand_begin(struct errand *errand, struct transfer *transfer,
                  const struct errand_rules *rules)
{
    *errand = (struct errand){.transfer = transfer, .rules = rules};
    errand->part.fd = -1;
    transfer->state = TRANSFER_FAILED;
    if (!url_split(transfer->url, &errand->at, rules->arena))
        return errand_fail(errand, ERR_INPUT,
                           _("that is no address of the web"));
    errand->url = url_text(&errand->at, rules->arena);
    errand->port = errand->at.port;
    if (!errand_may_ask(errand, &errand->at))
        return errand_fail(errand, ERR_INPUT,
                           _("only https and the hosts that the catalogue "
                             "names for the source are asked"));
    transfer->state = TRANSFER_WAITING;
    return true;
}

/* ---- asking ---- */

static void add_header(struct errand_question *question, const char *text)
{
    question->header[question->n_header++] = text;
}

/* What the caller's file says of itself may come from an edited manifest. */
static void add_conditions(struct errand *errand, const char *etag,
                           const char *modified,
                           struct errand_question *question)
{
    time_t date;

    errand->asked_same = true;
    if (etag && etag_is_right(etag))
        add_header(question,
                   arena_format(errand->scratch, "If-None-Match: %s", etag));
    if (modified && http_date(modified, &date))
        add_header(question, arena_format(errand->scratch,
                                          "If-Modified-Since: %s", modified));
}

bool errand_is_complete(const struct errand *errand)
{
    const struct part *part = &errand->part;

    return !errand->no_range && part->version.has_total &&
           part->size == part->version.total;
}

static void add_validators(struct errand *errand,
                           struct errand_question *question)
{
    const struct transfer *transfer = errand->transfer;
    const struct part *part = &errand->part;
    const struct version *version = &part->version;

    if (errand_is_complete(errand)) {
        add_conditions(errand, version->etag, version->modified, question);
        return;
    }
    if (transfer->etag || transfer->modified)
        add_conditions(errand, transfer->etag, transfer->modified, question);
    if (errand->no_range || !version->range_by || part->size == 0 ||
        (version->has_total && part->size > version->total))
        return;
    errand->asked_range = true;
    add_header(question, arena_format(errand->scratch,
                                      "Range: bytes=%" PRIu64 "-", part->size));
    add_header(question, arena_format(errand->scratch, "If-Range: %s",
                                      version->range_by));
}

static bool look_at_part(struct errand *errand)
{
    struct transfer *transfer = errand->transfer;

    if (!transfer->path)
        return true;
    if (!part_look(&errand->part, transfer->path, errand->url,
                   errand->rules->arena, &transfer->err))
        return false;
    if (!errand->looked)
        errand->had = errand->part.size;
    errand->looked = true;
    return true;
}

static void make_question(struct errand *errand,
                          struct errand_question *question)
{
    struct arena *scratch = errand->scratch;
    struct url there = errand->at;

    if (errand->rules->mirror)
        url_to_mirror(errand->rules->mirror, &errand->at, &there, scratch);
    question->url = url_text(&there, scratch);
    question->host = there.host;
    add_header(question, errand->transfer->path ? "Accept-Encoding: identity"
                                                : "Accept-Encoding: gzip");
    add_validators(errand, question);
}

bool errand_ask(struct errand *errand, struct arena *scratch, uint64_t now_ms,
                struct errand_question *question)
{
    struct transfer *transfer = errand->transfer;

    *question = (struct errand_question){0};
    errand->scratch = scratch;
    errand->asked_range = errand->asked_same = false;
    errand->reply = (struct reply){0};
    errand->deed = DEED_NONE;
    errand->cause = NULL;
    errand->n_in = errand->n_out = errand->base = 0;
    if (errand->began_ms == 0)
        errand->began_ms = now_ms;
    if (!errand->trying) {
        errand->trying = true;
        errand->n_redirect = 0;
        url_split(errand->url, &errand->at, errand->rules->arena);
        transfer->n_tried++;
    }
    if (!look_at_part(errand)) {
        errand->deed = DEED_FAIL;
        return false;
    }
    make_question(errand, question);
    return true;
}

/* ---- the end of an answer ---- */

static const char *kept(const struct errand *errand, const char *now,
                        const char *before)
{
    return str_keep(errand->rules->arena, str_of(now ? now : before));
}

/* The body is here. False: it is not whole; `cause` or the error says so. */
static bool finish(struct errand *errand)
{
    struct transfer *transfer = errand->transfer;
    const struct reply *reply = &errand->reply;
    const struct part *part = &errand->part;
    bool short_of = reply->has_length && errand->n_in != reply->length;

    if (errand->inflate && !inflate_is_whole(errand->inflate))
        errand->cause = _("its packed content breaks off");
    else if (short_of || (transfer->path && part->version.has_total &&
                          part->size != part->version.total))
        errand->cause = _("the connection broke");
    if (errand->cause) {
        errand->deed = DEED_LATER;
        return false;
    }
    if (transfer->path && !part_finish(&errand->part, &transfer->err)) {
        errand->deed = DEED_FAIL;
        return false;
    }
    transfer->etag_now = kept(errand, reply->etag, part->version.etag);
    transfer->modified_now =
        kept(errand, reply->modified, part->version.modified);
    transfer->charset = kept(errand, reply->charset, NULL);
    transfer->url_now = url_text(&errand->at, errand->rules->arena);
    transfer->n_bytes = transfer->path ? part->size : transfer->body.len;
    transfer->n_resumed = transfer->path ? errand->had : 0;
    transfer->state = TRANSFER_DONE;
    return true;
}

static void not_changed(struct errand *errand)
{
    struct transfer *transfer = errand->transfer;
    const struct reply *reply = &errand->reply;
    bool same = errand->deed == DEED_SAME;
    const struct version *version = &errand->part.version;

    transfer->etag_now =
        kept(errand, reply->etag, same ? transfer->etag : version->etag);
    transfer->modified_now = kept(
        errand, reply->modified, same ? transfer->modified : version->modified);
    transfer->url_now = url_text(&errand->at, errand->rules->arena);
    transfer->n_bytes = same ? 0 : errand->part.size;
    transfer->n_resumed = same ? 0 : errand->had;
    transfer->state = same ? TRANSFER_SAME : TRANSFER_DONE;
}

static enum errand_next over(struct errand *errand, enum errand_next next)
{
    if (next == ERRAND_OVER && errand->transfer->state == TRANSFER_WAITING)
        errand->transfer->state = TRANSFER_FAILED;
    inflate_close(errand->inflate);
    errand->inflate = NULL;
    part_close(&errand->part);
    errand->scratch = NULL;
    return next;
}

/* The deed of the head stands; a body that was wanted may have broken. */
static enum errand_next conclude(struct errand *errand,
                                 const struct errand_ending *ending)
{
    bool whole = ending->how == ENDED_WHOLE;

    if (errand->deed == DEED_STORE && whole && finish(errand))
        return ERRAND_OVER;
    switch (errand->deed) {
    case DEED_SAME:
    case DEED_KEPT:
        not_changed(errand);
        return ERRAND_OVER;
    case DEED_FOLLOW:
        return errand_follow(errand) ? ERRAND_ASK : ERRAND_OVER;
    case DEED_ANEW:
        return ERRAND_ASK;
    case DEED_LATER:
        return later(errand, errand->cause, NULL, ending->now_ms);
    case DEED_FAIL:
        return ERRAND_OVER;
    case DEED_NONE:
    case DEED_STORE:
        break;
    }
    if (ending->how == ENDED_FATAL) {
        errand_fail(errand, ending->class, ending->cause);
        return ERRAND_OVER;
    }
    return later(errand,
                 whole ? _("the server gives no answer") : ending->cause,
                 ending->remedy, ending->now_ms);
}

enum errand_next errand_end(struct errand *errand,
                            const struct errand_ending *ending)
{
    errand->ready_ms = ending->now_ms;
    errand->hold_ms = 0;
    errand->transfer->status = errand->reply.status;
    return over(errand, conclude(errand, ending));
}
