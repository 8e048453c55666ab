/*
 * The parts of geocode.c, in the order in which an address passes them:
 * prepare (what is text, what is postal code), anchor (which municipality),
 * town (which of its towns), choose (which reading of several), settle (the
 * answer), with plot (numbers), place and leftover.
 * Shared by these files and by nobody else.
 */
#ifndef GEO_GEOCODE_SEARCH_H
#define GEO_GEOCODE_SEARCH_H

#include "geo/geocode/geocode.h"
#include "geo/geocode/layout.h"
#include "geo/geocode/number.h"
#include "geo/geocode/walk.h"

/* One reading of the text so far: a municipality and perhaps a town. */
struct reading {
    uint32_t city;       /* whose name stands in the text; LAYOUT_NONE */
    uint32_t place;      /* the municipality in being that is meant */
    uint32_t how;        /* HOW_... */
    uint16_t after;      /* place after the municipality */
    struct walk_hit hit; /* node LAYOUT_NONE: no town */
    int rank;
    uint64_t reasons;
};

#define READINGS 24

/* The most plausible ones, best first. */
struct readings {
    struct reading item[READINGS];
    size_t n;
};

struct geocoder {
    const struct gazetteer *gazetteer;
    const struct geocode_hint *hint;
    struct folded folded;
    struct walk walk;
    uint32_t hinted;     /* city of the hint, or LAYOUT_NONE */
    uint32_t prefecture; /* 1-47 when the text starts with one, else 0 */
    uint16_t front;      /* bytes: after the postal code */
    uint16_t prefecture_end;
    uint32_t postal; /* written with 〒, or of the hint; 0 */
    uint64_t reasons;
    struct readings anchors; /* municipalities, without towns */
    struct readings found;   /* with their towns */
};

void search_prepare(struct geocoder *geocoder, struct str address);

/* Is this the municipality of the hint: itself, its city or its ward, or one
 * that went into it? There must be a hint. */
bool search_same_municipality(const struct geocoder *geocoder, uint32_t place);

/* Municipalities whose names stand at the start, without towns. */
void search_anchor(struct geocoder *geocoder);

/* The municipality is written twice: 中央区中央区川岸町. */
void search_repeat(struct geocoder *geocoder);

/* Add the towns of every anchor. */
void search_town(struct geocoder *geocoder, enum walk_effort effort);

/* No municipality is named: the towns of the whole country. */
void search_anywhere(struct geocoder *geocoder);

/* Fill the result from the best reading. */
void search_settle(struct geocoder *geocoder, struct geocode_result *result);

void search_keep(struct readings *readings, const struct reading *reading);

uint32_t search_city(const struct gazetteer *gazetteer, const char *code);

/* The number of the towns that end at a hit, and where their numbers stand in
 * the gazetteer's values. */
size_t search_towns(const struct gazetteer *gazetteer, uint32_t node,
                    const uint32_t **towns);

void search_set_city(const struct gazetteer *gazetteer, uint32_t number,
                     struct geocode_place *place);
/* `city` is the municipality that is meant. Without a point of its own the
 * municipality's is set, as the levels tell. */
void search_set_town(const struct gazetteer *gazetteer, uint32_t number,
                     uint32_t city, struct geocode_place *place);

/* The text of symbols [from, to). */
struct str search_span(const struct folded *folded, size_t from, size_t to);

/* Place the number inside the town; false when the dictionary has none. Parts
 * behind a house's number are taken from the number. */
bool search_place_number(const struct gazetteer *gazetteer, uint32_t number_of,
                         struct number *number, struct geocode_result *result);

/* The town of a hit whose official spelling is nearest to the text; the others
 * that are as near go to `rival`. */
uint32_t search_choose_town(const struct geocoder *geocoder,
                            const struct walk_hit *hit,
                            uint32_t rival[GEOCODE_MAX_ALTERNATIVES],
                            size_t *n_rival);

/* 丁目 or number? Returns the reading to use. */
const struct reading *search_weigh_chome(struct geocoder *geocoder,
                                         const struct reading *best);

/* The best reading; CITY_UNCLEAR when a tie is left. */
const struct reading *search_choose(const struct geocoder *geocoder,
                                    const struct readings *readings,
                                    struct geocode_result *result);

/* Remainder and building. */
void search_give_back(struct geocoder *geocoder, size_t town_end,
                      const struct number *number,
                      struct geocode_result *result);

#endif
