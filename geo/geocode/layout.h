/*
 * The bytes of a dictionary file. Little-endian; sections follow the header
 * at the offsets it states, each aligned to 8 bytes. Everything after the
 * header is covered by one XXH3 checksum.
 *
 * A trie over symbols holds all names: one tree of municipalities' names, one
 * tree of towns for each municipality, one tree of all towns' names. Nodes are
 * numbered so that the children of a node, and the values of a node, are
 * contiguous: child[i] .. child[i + 1], value_at[i] .. value_at[i + 1].
 * Children are sorted by label.
 */
#ifndef GEO_GEOCODE_LAYOUT_H
#define GEO_GEOCODE_LAYOUT_H

#include "geo/geocode/fold.h"
#include "geo/geocode/gazetteer.h"

#define LAYOUT_MAGIC "zaitaku gazetteer\n"
#define LAYOUT_VERSION 1
#define LAYOUT_ORDER 0x01020304u
#define LAYOUT_NOWHERE INT32_MIN /* lon_udeg of what has no point */
#define LAYOUT_NONE UINT32_MAX

enum layout_section {
    SECTION_TEXT, /* terminated texts; offset 0 is "" */
    SECTION_SOURCE,
    SECTION_FOLD_LOW,
    SECTION_FOLD_HIGH,
    SECTION_CITY, /* sorted by code */
    SECTION_LINK, /* uint32_t: numbers of cities */
    SECTION_LABEL,
    SECTION_CHILD,
    SECTION_VALUE_AT,
    SECTION_VALUE, /* uint32_t: layout_value of the cities' tree, else towns */
    SECTION_TOWN,
    SECTION_LISTED, /* towns that have numbers */
    SECTION_NUMBER,
    SECTION_COUNT
};

struct layout_header {
    char magic[20];
    uint32_t version, order, n_section;
    uint64_t bytes, checksum;
    char build_id[40], created[16];
    uint64_t level[16];
    uint64_t fault[16];
    uint64_t n_history;
    uint32_t root_city, root_any, unused[2]; /* nodes of the two trees */
    struct {
        uint64_t at, bytes;
    } section[SECTION_COUNT];
};

struct layout_source {
    uint32_t label, title, attribution, licence, as_of, unused;
    uint64_t rows_read, rows_kept;
};

enum { CITY_GONE = 1, CITY_KYOTO = 2, CITY_BODY = 4 };

struct layout_city {
    char code[8];
    uint32_t name, prefecture; /* text */
    int32_t lon_udeg, lat_udeg;
    float radius_m;
    uint32_t root;     /* node of its towns, or LAYOUT_NONE */
    uint32_t old_name; /* text: the former name without its last character,
                          which towns may now begin with; 0: none */
    /* Links: [0] of a city that is gone, those in being that it went into; of
     * a designated city, its wards. [1] of one in being: those gone whose
     * towns may now be its own. */
    uint32_t link[2], n_link[2];
    uint16_t source, flags; /* CITY_... */
};

/* Value of the cities' tree: the city's number, and how it was named. */
enum {
    HOW_NO_PREFECTURE = 1,
    HOW_NO_COUNTY = 2,
    HOW_WARD_ONLY = 4,
    HOW_PREFECTURE_ONLY = 8, /* the number is the prefecture's, 1-47 */
};
#define LAYOUT_CITY_OF(value) ((value)&0xFFFFFu)
#define LAYOUT_HOW_OF(value) ((value) >> 20)
#define LAYOUT_VALUE(city, how) ((uint32_t)(city) | (uint32_t)(how) << 20)

enum {
    TOWN_MADE = 1, /* stands for its 丁目 or 小字; not published itself */
    TOWN_DOUBTED = 2,  /* its point failed the audit */
    TOWN_BRANCHED = 8, /* has 丁目 or 小字 below it */
    TOWN_CHOMES = 16,  /* has 丁目 below it */
};

struct layout_town {
    uint32_t name; /* official spelling */
    uint32_t id;
    int32_t lon_udeg, lat_udeg;
    uint32_t postal;
    uint32_t listed; /* index of SECTION_LISTED, or LAYOUT_NONE */
    uint16_t city, source, source_point, radius_m;
    uint8_t match_level, coordinate_level, flags, unused;
};

/* Numbers of one town: key sorted; the point is at quantised steps inside the
 * box, x and y UINT16_MAX when the number is known but not its place. */
struct layout_listed {
    uint32_t first, n;
    int32_t lon_udeg, lat_udeg; /* corner of the box */
    float lon_step_udeg, lat_step_udeg;
    uint16_t source[3], unused; /* by kind: NUMBER_HOUSE ... */
};

/* The two upper bits are the level, the rest a hash of the spelled number:
 * equal keys of different numbers in one town are left out by the compiler. */
struct layout_number {
    uint32_t key;
    uint16_t x, y;
};

enum { NUMBER_HOUSE, NUMBER_BLOCK, NUMBER_PARCEL };

/* An open dictionary; only geo/geocode looks inside. */
struct gazetteer {
    const unsigned char *bytes;
    size_t size;
    const struct layout_header *header;
    const char *text;
    const struct layout_source *source;
    const struct layout_city *city;
    const uint32_t *link;
    const symbol *label;
    const uint32_t *child, *value_at, *value;
    const struct layout_town *town;
    const struct layout_listed *listed;
    const struct layout_number *number;
    size_t n_source, n_city, n_link, n_node, n_value, n_town, n_listed,
        n_number, n_text;
    struct fold_table fold;
    struct gazetteer_info info;
    struct gazetteer_source *named; /* of info */
};

/* Degrees of what a section states; NAN for LAYOUT_NOWHERE. And back. */
struct lonlat layout_point(int32_t lon_udeg, int32_t lat_udeg);
int32_t layout_udeg(double deg);

/* The municipality of a code, sorted as SECTION_CITY is: one in being before
 * one that is gone, since former names share the code of what they became.
 * LAYOUT_NONE when there is none. */
uint32_t layout_find_city(const struct layout_city *city, size_t n,
                          const char *code);

/* The child of a node by label; LAYOUT_NONE when there is none. */
static inline uint32_t layout_child(const struct gazetteer *gazetteer,
                                    uint32_t node, symbol label)
{
    uint32_t low = gazetteer->child[node], high = gazetteer->child[node + 1];
    const symbol *labels = gazetteer->label;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (labels[middle] < label)
            low = middle + 1;
        else
            high = middle;
    }
    return low < gazetteer->child[node + 1] && labels[low] == label
               ? low
               : LAYOUT_NONE;
}

static inline bool layout_ends(const struct gazetteer *gazetteer, uint32_t node)
{
    return gazetteer->value_at[node] < gazetteer->value_at[node + 1];
}

static inline const char *layout_text(const struct gazetteer *gazetteer,
                                      uint32_t at)
{
    return gazetteer->text + (at < gazetteer->n_text ? at : 0);
}

#endif
