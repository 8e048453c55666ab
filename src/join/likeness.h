/*
 * How alike are two records? One pair at a time, by the stated weights of
 * evidence.def; knows nothing of the other records.
 */
#ifndef JOIN_LIKENESS_H
#define JOIN_LIKENESS_H

#include "join/address_key.h"
#include "join/pairing.h"
#include "norm/name.h"

/* Limits of the evidence about positions. Two publications of one institution
 * lie 13 m apart at the median, 0.7 % 1 km or more (crosscheck.h); beyond 3 km
 * one of them is wrong or they are two. */
#define LIKENESS_NEAR_M 100.0F
#define LIKENESS_FAR_M 3000.0F

/* A name of fewer characters may be of two hospitals of one city (中央病院). */
#define LIKENESS_OWN_NAME 6

/* One record made comparable. */
struct likeness_key {
    const struct record *record;
    struct name name;
    struct str kana; /* without legal form */
    struct address_key address;
    struct address_key number; /* of the geocoder */
    uint64_t phone;            /* digits behind a 1; 0: unknown */
    uint32_t postal;           /* likewise */
    char city[6];              /* designated city of a ward; "" unknown */
    /* No other of its name in its listing and municipality (ward), or in the
     * whole designated city. */
    bool alone, alone_in_city;
};

/* `arena` holds the texts; the record must outlive the key. `alone` and
 * `alone_in_city` are left false. */
void likeness_key_read(const struct record *record, struct arena *arena,
                       struct likeness_key *key);

struct likeness {
    uint32_t evidence;
    float score;      /* 0 to 1 */
    float sum;        /* before it was limited to 1: orders equal scores */
    float distance_m; /* between the two positions; NAN */
};

/* Is a bit of evidence set? */
#define LIKENESS_HAS(evidence, id) (((evidence) >> EVIDENCE_##id) & 1U)

struct likeness likeness_of(const struct likeness_key *a,
                            const struct likeness_key *b);

#endif
