/*
 * One transfer on its way to its end: what is asked for, what an answer means,
 * where its body goes, and what comes next. All rules of http.h that are not
 * about connections stand here; nothing is sent from here.
 *
 * The order of calls for one question: errand_ask(), errand_head() for each
 * header line, errand_body() for each piece of the body, errand_end(). While
 * `next` is ERRAND_ASK it begins anew, at errand->ready_ms at the earliest.
 */
#ifndef FETCH_ERRAND_H
#define FETCH_ERRAND_H

#include "fetch/http.h"
#include "fetch/part.h"
#include "fetch/reply.h"
#include "fetch/url.h"

#define ERRAND_MAX_REDIRECTS 5
#define ERRAND_MAX_DROPPED ((uint64_t)64 << 10) /* of a body nobody wants */
#define ERRAND_HEADERS 5

/* The same for all transfers of a run. */
struct errand_rules {
    const struct url *mirror; /* or NULL */
    unsigned tries;
    uint64_t total_ms, base_ms; /* of one transfer; the first pause */
    struct arena *arena;        /* lives on after the run */
};

/* What the head of an answer decided. */
enum errand_deed {
    DEED_NONE, /* no whole head yet */
    DEED_STORE,
    DEED_SAME,   /* the caller's is right */
    DEED_KEPT,   /* the complete part is right */
    DEED_FOLLOW, /* a redirect */
    DEED_ANEW,   /* ask at once for the whole */
    DEED_LATER,  /* a fault that passes: `cause` */
    DEED_FAIL    /* transfer->err says why */
};

struct errand {
    struct transfer *transfer;
    const struct errand_rules *rules;
    const char *url; /* of the transfer, as url_text() writes it */
    unsigned port;   /* of it */
    struct url at;   /* what is asked for: behind redirects another */
    unsigned n_redirect;
    bool looked;   /* at the part */
    bool trying;   /* a redirect is no further try */
    bool no_range; /* the server does it wrong */
    struct part part;
    uint64_t had;      /* bytes of an earlier run that still count */
    uint64_t began_ms; /* 0: not yet */
    uint64_t ready_ms; /* ask at this time, not earlier */
    uint64_t hold_ms;  /* so does the server ask all to wait; 0: not */
    /* The question under way. */
    struct arena *scratch;
    bool asked_range, asked_same;
    struct reply reply;
    enum errand_deed deed;
    const char *cause;
    struct inflate *inflate;
    uint64_t base;        /* bytes that stood in the part before */
    uint64_t n_in, n_out; /* body bytes of this answer, before and after
                             decoding */
};

struct errand_question {
    const char *url;  /* of the mirror, when there is one */
    const char *host; /* that it is really asked of, without brackets */
    const char *header[ERRAND_HEADERS];
    size_t n_header;
};

/* How an answer ended, for whoever knows connections. */
struct errand_ending {
    enum { ENDED_WHOLE, ENDED_BROKEN, ENDED_FATAL } how;
    enum err_class class; /* of FATAL */
    const char *cause;    /* of BROKEN and FATAL: phrase for people */
    const char *remedy;   /* of BROKEN: when tries are used up, or NULL */
    uint64_t now_ms;
};

enum errand_next { ERRAND_OVER, ERRAND_ASK };

/* False: the transfer has failed already (its address is not allowed). */
bool errand_begin(struct errand *errand, struct transfer *transfer,
                  const struct errand_rules *rules);

/* `scratch` is the errand's until errand_end(). False: it has failed;
 * call that next. */
bool errand_ask(struct errand *errand, struct arena *scratch, uint64_t now_ms,
                struct errand_question *question);

/* False: end the connection, and then call errand_end(). */
bool errand_head(struct errand *errand, struct str line);
bool errand_body(struct errand *errand, const char *bytes, size_t len);

/* When it is to be asked again after a pause, errand->cause says why. */
enum errand_next errand_end(struct errand *errand,
                            const struct errand_ending *ending);

/* Milliseconds that are left of its time. */
uint64_t errand_left_ms(const struct errand *errand, uint64_t now_ms);

/* Bytes that will be there in the end; 0: not known. */
uint64_t errand_expects(const struct errand *errand);

/* ---- between its files ---- */

/* State a fault for good; always false. */
bool errand_fail(struct errand *errand, enum err_class class,
                 const char *cause);
/* All of the file is here from an earlier try or run. */
bool errand_is_complete(const struct errand *errand);
/* The head is whole: decide what to do. False: no body is wanted. */
bool errand_judge(struct errand *errand);
/* Turn to where the answer leads. False: it has failed. */
bool errand_follow(struct errand *errand);
bool errand_may_ask(const struct errand *errand, const struct url *url);

#endif
