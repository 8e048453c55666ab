/*
 * An address -> a place that says how good it is.
 *
 * Works offline from a compiled dictionary, in bounded time and memory
 * whatever the bytes, and refuses rather than guesses: what it is not sure of
 * carries a doubt among its reasons, and without an anchor there is no point.
 * Equal input gives equal output.
 */
#ifndef GEO_GEOCODE_GEOCODE_H
#define GEO_GEOCODE_GEOCODE_H

#include "base/str.h"
#include "geo/geocode/gazetteer.h"

/* Bytes of an address that are read; what follows is remainder. */
#define GEOCODE_MAX_BYTES 1024
#define GEOCODE_MAX_ALTERNATIVES 5

enum geocode_reason {
#define REASON(id, doubt, ja, en) REASON_##id,
#include "geo/geocode/reasons.def"
#undef REASON
    REASON_COUNT
};

struct geocode_reason_text {
    const char *id; /* "OLD_NAME" */
    bool doubt;     /* a person should look */
    const char *ja, *en;
};
extern const struct geocode_reason_text geocode_reasons[REASON_COUNT];
#define REASON_BIT(id) ((uint64_t)1 << REASON_##id)

/* Has the answer a reason that a person should look at? */
bool geocode_doubted(uint64_t reasons);

/* One place of the dictionary. Texts are terminated, "" when there is none,
 * and live as long as the gazetteer. */
struct geocode_place {
    const char *prefecture, *municipality; /* 滋賀県, 大津市; 札幌市北区 */
    char municipality_code[6];
    const char *town; /* official spelling: 大字・町, 丁目, 小字 in one */
    uint32_t town_id;    /* machiaza_id, 0 when not known */
    struct lonlat point; /* NAN: none */
    double error_m;      /* radius that holds the address; NAN: no point */
    enum position_level match_level, coordinate_level;
};

struct geocode_result {
    struct geocode_place place; /* the answer; levels NONE when refused */
    uint64_t reasons;           /* REASON_BIT(...) */
    int confidence;             /* 0-100, calibrated: see README */
    char number[64];            /* "3-2-1" as the dictionary spells it, or as
                                   read, half width; "" */
    struct str remainder;       /* what was not used, as it is written */
    struct str building;        /* building, floor, room, as it is written */
    struct geocode_place alternative[GEOCODE_MAX_ALTERNATIVES];
    size_t n_alternative;
    char joined[GEOCODE_MAX_BYTES + 64];   /* a remainder in several pieces */
    const struct gazetteer_source *source; /* of the point, else of the name;
                                              NULL when refused */
};

/* What else is known of the address; all members may be NULL. */
struct geocode_hint {
    const char *municipality_code; /* 5 digits: the stated municipality */
    const char *postal_code;       /* digits, a hyphen is allowed */
};

struct geocoder; /* working memory; one per thread */

struct geocoder *geocoder_open(const struct gazetteer *gazetteer);
void geocoder_close(struct geocoder *geocoder);

/*
 * Find one address. `hint` may be NULL; a stated municipality is used when the
 * address names none, and contradiction is a doubt. Of text that is not UTF-8
 * the bad bytes are unreadable characters. building points into
 * `address`; remainder does, or into the result, which must not be moved.
 */
void geocode(struct geocoder *geocoder, struct str address,
             const struct geocode_hint *hint, struct geocode_result *result);

/* {"input":...,"lon":...} of one result, no line end: the properties of
 * `zaitaku geocode --json`. */
struct buf;
void geocode_json(const struct geocode_result *result, struct str input,
                  struct buf *out);

#endif
