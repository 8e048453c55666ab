/* What an answer means, and where its body goes. */
#include "fetch/cause.h"
#include "fetch/errand.h"
#include "fetch/retry.h"

#include <string.h>

/* ---- limits ---- */

static uint64_t limit_of(const struct transfer *transfer)
{
    return transfer->max_bytes ? transfer->max_bytes
           : transfer->path    ? HTTP_MAX_BYTES
                               : HTTP_MAX_PAGE;
}

static bool too_large(struct errand *errand)
{
    uint64_t limit = limit_of(errand->transfer);

    return errand_fail(
        errand, ERR_INPUT,
        arena_format(errand->scratch,
                     _("it is larger than the limit of %llu bytes"),
                     (unsigned long long)limit));
}

/* ---- where the body goes ---- */

/* A version that cannot be named for sure has no fields. Servers make ETags of
 * size and second (nginx does), so one of a file that changed in the very
 * second of the answer may soon be another version's too. */
static struct version version_of(const struct errand *errand)
{
    const struct reply *reply = &errand->reply;
    struct version version = {0};

    if (errand->inflate ||
        (reply->modified && !modified_is_settled(reply->modified, reply->date)))
        return version;
    version.etag = reply->etag;
    version.modified = reply->modified;
    version.range_by = version.etag && !etag_is_weak(version.etag)
                           ? version.etag
                           : version.modified;
    version.has_total = reply->has_length;
    version.total = reply->length;
    return version;
}

static bool store_anew(struct errand *errand)
{
    struct transfer *transfer = errand->transfer;
    struct version version = version_of(errand);

    errand->had = 0;
    if (!transfer->path) {
        buf_clear(&transfer->body);
        return true;
    }
    if (part_renew(&errand->part, &version, &transfer->err))
        return true;
    errand->deed = DEED_FAIL;
    return false;
}

static bool judge_whole(struct errand *errand)
{
    const struct reply *reply = &errand->reply;

    if (reply->coding == CODING_UNKNOWN)
        return errand_fail(errand, ERR_INPUT,
                           _("the server packs it in a way that was not "
                             "asked for"));
    if (reply->has_length && reply->length > limit_of(errand->transfer))
        return too_large(errand);
    if (reply->coding != CODING_NONE)
        errand->inflate = inflate_open(reply->coding);
    errand->deed = DEED_STORE;
    return store_anew(errand);
}

/* ---- the rest of a part ---- */

static bool same_text(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* Is it the rest of the very version that the part is of? Some servers do not
 * look at If-Range, so that is not taken from the status alone: the validator
 * that stood there must be in the answer (RFC 9110, 15.3.7.3, joins parts by a
 * strong one only; a server may leave Last-Modified out, then all is sent). */
static bool rest_fits(const struct errand *errand)
{
    const struct reply *reply = &errand->reply;
    const struct version *version = &errand->part.version;
    uint64_t total = reply->has_total ? reply->total : version->total;

    if (!reply->has_range || reply->coding != CODING_NONE ||
        reply->from != errand->part.size ||
        !(reply->has_total || version->has_total) || reply->to + 1 != total ||
        (version->has_total && total != version->total) ||
        (reply->has_length && reply->length != total - reply->from))
        return false;
    if (version->etag && !same_text(reply->etag, version->etag))
        return false;
    if (version->range_by == version->etag && !reply->modified)
        return true;
    return !version->modified || same_text(reply->modified, version->modified);
}

static bool judge_rest(struct errand *errand)
{
    struct reply *reply = &errand->reply;
    struct part *part = &errand->part;

    if (!rest_fits(errand)) {
        errand->no_range = true;
        errand->deed = DEED_ANEW;
        return false;
    }
    if (!part->version.has_total) {
        part->version.has_total = true;
        part->version.total = reply->total;
    }
    if (part->version.total > limit_of(errand->transfer))
        return too_large(errand);
    errand->base = part->size;
    errand->deed = DEED_STORE;
    if (part_continue(part, &errand->transfer->err))
        return true;
    errand->deed = DEED_FAIL;
    return false;
}

/* ---- the head ---- */

static bool pass(struct errand *errand, const char *cause)
{
    errand->deed = DEED_LATER;
    errand->cause = cause;
    return true;
}

static bool judge_not_changed(struct errand *errand)
{
    if (!errand->asked_same)
        return pass(errand, _("the server answers what was not asked"));
    errand->deed = errand_is_complete(errand) ? DEED_KEPT : DEED_SAME;
    return true;
}

bool errand_judge(struct errand *errand)
{
    long status = errand->reply.status;
    const char *cause = cause_of_status(status, errand->scratch);

    switch (status) {
    case 200:
        return judge_whole(errand);
    case 206:
        if (errand->asked_range)
            return judge_rest(errand);
        return pass(errand, _("the server answers what was not asked"));
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
        errand->deed = DEED_FOLLOW;
        return true;
    case 304:
        return judge_not_changed(errand);
    case 416:
        if (!errand->asked_range)
            break;
        errand->no_range = true;
        errand->deed = DEED_ANEW;
        return true;
    default:
        if (retry_status(status))
            return pass(errand, cause);
        break;
    }
    errand_fail(errand, ERR_NETWORK, cause);
    return true;
}

bool errand_head(struct errand *errand, struct str line)
{
    struct reply *reply = &errand->reply;
    bool was_whole = reply->whole;

    if (!reply_line(reply, line, errand->scratch)) {
        /* What has begun to arrive is not worth less for it, but not whole. */
        part_close(&errand->part);
        return errand_fail(errand, ERR_INPUT, cause_of_head());
    }
    return was_whole || !reply->whole || errand_judge(errand);
}

/* ---- the body ---- */

static bool keep(void *context, const char *bytes, size_t len)
{
    struct errand *errand = context;
    struct transfer *transfer = errand->transfer;

    errand->n_out += len;
    if (errand->base + errand->n_out > limit_of(transfer))
        return too_large(errand);
    if (!transfer->path) {
        buf_add(&transfer->body, bytes, len);
        return true;
    }
    if (part_add(&errand->part, bytes, len, &transfer->err))
        return true;
    errand->deed = DEED_FAIL;
    return false;
}

bool errand_body(struct errand *errand, const char *bytes, size_t len)
{
    struct transfer *transfer = errand->transfer;

    errand->n_in += len;
    transfer->n_received += len;
    if (errand->deed != DEED_STORE)
        return errand->n_in <= ERRAND_MAX_DROPPED;
    if (errand->base + errand->n_in > limit_of(transfer))
        return too_large(errand);
    if (!errand->inflate)
        return keep(errand, bytes, len);
    switch (inflate_add(errand->inflate, bytes, len, keep, errand)) {
    case INFLATED:
        return true;
    case INFLATE_STOPPED:
        return false; /* keep() has said why */
    case INFLATE_DAMAGED:
        break;
    }
    errand->deed = DEED_LATER;
    errand->cause = _("its packed content is damaged");
    return false;
}
