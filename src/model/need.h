/*
 * What somebody at home needs, and whether a facility meets it: a kind of
 * service (訪問看護), a filed function of one (24時間対応), or several
 * functions of which any will do (訪問診療). The words of `near` and `audit`.
 *
 * Three-valued, as functions are: unknown is never shown as "no".
 */
#ifndef MODEL_NEED_H
#define MODEL_NEED_H

#include "model/facility.h"

struct need {
    const char *id; /* kebab-case, stable */
    const char *name_ja, *name_en;
    kind_set kinds;         /* who may meet it */
    function_set functions; /* any of these; 0: the kind is enough */
};

enum need_state {
    NEED_ELSE,    /* of another kind: it is not asked */
    NEED_NO,      /* its filing list was read and has none of them */
    NEED_UNKNOWN, /* nobody told */
    NEED_YES
};

/*
 * By the id or the Japanese name of a row of needs.def, of a kind or of a
 * function, by the code of a service (130), or by one of the short words (24h,
 * psychiatric ...). Texts live for ever. False when there is none.
 */
bool need_find(const char *id, struct need *need);

/* The short words for the need of this id, by number from 0; NULL at the end.
 */
const char *need_also(const char *id, size_t at);

/* Call `visit` for every row of needs.def, then every kind, then every
 * function. */
void need_each(void (*visit)(void *context, const struct need *need),
               void *context);

enum need_state need_met(const struct need *need,
                         const struct facility *facility);

#endif
