/*
 * Which records are one facility? Codes first, else a blocked comparison of
 * name, address, telephone, postal code and distance with stated weights.
 *
 * A pair is one facility at PAIRING_ACCEPT or above, to be decided by a person
 * from PAIRING_DOUBT on, and different below. One record has at most one
 * partner in each listing: where two would do equally well nobody is guessed,
 * both pairs are to be decided. The result does not depend on the order of
 * the records.
 */
#ifndef JOIN_PAIRING_H
#define JOIN_PAIRING_H

#include "join/record.h"

#define PAIRING_ACCEPT 0.80F
#define PAIRING_DOUBT 0.55F

/* What spoke for a pair, and against it. Rows of evidence.def:
 * EVIDENCE(id, weight, Japanese, English). */
enum evidence {
#define EVIDENCE(id, ...) EVIDENCE_##id,
#include "join/evidence.def"
#undef EVIDENCE
    EVIDENCE_COUNT
};

struct evidence_text {
    const char *id;
    float weight; /* added to the score; negative: against */
    const char *ja, *en;
};
extern const struct evidence_text evidences[EVIDENCE_COUNT];

enum pair_verdict { PAIR_TO_DECIDE, PAIR_ONE };

struct pair {
    uint32_t a, b;     /* records, a < b */
    float score;       /* 0 to 1 */
    float distance_m;  /* between the two positions; NAN */
    uint32_t evidence; /* bit per enum evidence */
    enum pair_verdict verdict;
};

struct pairs {
    struct pair *item; /* sorted by a, then b */
    size_t n, cap;
};

/* What staff decided before: these two are one, or are not. */
struct pair_decision {
    uint32_t a, b;
    bool one;
};

/*
 * Find the pairs among `n` records. A decided "one" is accepted whatever the
 * score (also within one listing and between classes), a decided "not" is
 * never a pair, also not by way of a third record. The accepted pairs put the
 * records into groups: `group[i]` becomes the smallest record number of i's
 * group (group[i] == i when it stands alone). No group holds two records of
 * one listing or of different classes, but for decided pairs.
 * `pairs` holds the accepted and the doubtful ones; free with pairs_release().
 */
void pairing_find(const struct record *record, size_t n,
                  const struct pair_decision *decision, size_t n_decision,
                  struct pairs *pairs, uint32_t *group);

/* For qsort() and bsearch(): by a, then b. */
int pairs_order(const void *x, const void *y);

void pairs_release(struct pairs *pairs);

#endif
