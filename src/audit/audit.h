/*
 * Where services are missing, in numbers: what `audit` computes, and all that
 * its reports are made of. Reports compute nothing: a figure that they show
 * stands here.
 *
 * Facilities of all regions take part as supply and meshes of all files as
 * demand; only own regions are reported. A facility meets a need (yes), may
 * meet it (unknown) or does not; coverage is told for `yes`, and, beside it,
 * for the case that every unknown one did.
 *
 * NAN: cannot be told (no people, not published). Distances are geodesic
 * (straight line), times are those of the matrix or of a stated assumption.
 *
 * Own meshes are those in own regions of the first set (municipalities): gaps,
 * places and the whole are told of them. A region of another set that is own
 * is told with all its meshes, also those beyond.
 */
#ifndef AUDIT_AUDIT_H
#define AUDIT_AUDIT_H

#include "audit/imported.h"
#include "audit/regions.h"
#include "audit/travel.h"
#include "geo/access/catchment.h"
#include "model/need.h"
#include "people/people.h"

/* ---- asked ---- */

struct audit_order {
    const struct table *table;   /* closed facilities are passed over */
    const struct people *people; /* settled */
    const struct townspeople *townspeople; /* or NULL */
    const struct regions *regions;
    const struct imported *imported; /* or NULL */
    const struct need *need;
    size_t n_need;
    int base_year; /* one of people->year */
    /* Reach. In minutes by `travel`, or, without it, by straight line x detour
     * at speed (both > 0, an assumption that is printed). */
    bool by_minutes;
    double limit; /* m or min */
    const struct travel *travel;
    double detour, speed_km_h;
    const double *weight;    /* [n_facility], or NULL: each counts 1 */
    const char *weight_name; /* 常勤換算人数 ...; NULL without */
    /* Of the user's files of weights and candidates, to be named; or NULL. */
    const struct supply *weight_supply, *candidate_supply;
    const struct aside_list *aside; /* rows of them, or NULL */
    enum { SITES_NONE, SITES_GIVEN, SITES_CLINICS, SITES_MESHES } sites;
    const struct candidate_place *candidate; /* SITES_GIVEN */
    size_t n_candidate;
    size_t want_sites; /* per need */
    size_t threads;
};

/* ---- found ---- */

#define AUDIT_LORENZ 101

/* One need in one region, in one year. People are those aged 75 and over;
 * facilities are the same ones in every year. */
struct audit_year {
    double people;        /* of the meshes; those not published count 0 */
    double covered;       /* with a facility (yes) within the limit */
    double covered_maybe; /* ... or one that may meet the need */
    /* Who would be covered (yes) or not by other positions within their error:
     * all facilities within the limit are within their margin of it, or one
     * beyond it is. Margin: 100 m, or the facility's error where that is more;
     * 1,000 m where it is not known. 0 with a travel matrix. */
    double doubtful;
    double unknown; /* no way known (a travel matrix without their mesh) */
    /* Nearest facility (yes), m or min, by people, of those who have one at
     * any distance. */
    double mean, median, p90, most;
    double per_10000, per_1000; /* facilities (yes) by the meshes' 75+ */
    double per_10000_municipal; /* by townspeople's 75+; NAN */
    /* Access by each method, facilities (or weight) per 10,000 aged 75+, over
     * those whose ways are known; 0 counts. */
    double access_mean[CATCHMENT_COUNT], access_median[CATCHMENT_COUNT];
    double gini[CATCHMENT_COUNT];
};

struct audit_cell {            /* a need in a region */
    uint32_t yes, unknown, no; /* facilities in the region */
    uint32_t unplaced;   /* of yes: without a position, so in no distance */
    uint32_t neighbours; /* yes, outside, within the limit of a mesh of it
                            with people of 75+ in the base year */
    double supply;       /* weights of yes, unplaced ones too; their number
                            where the need is not `weighted` */
    uint32_t unweighted; /* of yes, of a weighted need: weight unknown,
                            counts 0 */
    /* Of the region's 75+ in the base year: those whose meshes are `edge`. */
    double edge;
    struct audit_year *year; /* [n_year] */
};

/* The programme's twelve structural indicators, in its order. 通所介護 without
 * 地域密着型通所介護, which is a service of its own. */
#define AUDIT_INDICATORS 12
struct audit_indicator {
    const char *name_ja, *name_en;
    bool filed; /* from filings: has unknown ones */
};
extern const struct audit_indicator audit_indicators[AUDIT_INDICATORS];

/* The 24-hour chain: home-care clinic, 24 h nursing, back-up hospital,
 * visiting pharmacy. */
#define AUDIT_LINKS 4
extern const char *const audit_links_ja[AUDIT_LINKS],
    *const audit_links_en[AUDIT_LINKS];

/* People of 75+ of one year. A link is reached by all others:
 * people - missing - unsure - no_data. */
struct audit_chain {
    double whole; /* all four links are known to be within the limit */
    double maybe; /* ... if every unknown facility had them */
    double missing[AUDIT_LINKS]; /* without this link, known or unknown */
    double unsure[AUDIT_LINKS];  /* only unknown facilities in reach */
    double no_data[AUDIT_LINKS]; /* no way to it is known */
};

struct audit_region {
    const struct region *region;
    size_t n_mesh;
    /* It has facilities in a municipality whose people no mesh file holds: its
     * people are not all of them, and per_10000 and per_1000 cannot be told.
     * Coverage is that of the people who are known. */
    bool partial;
    double (*people)[AGE_COUNT]; /* [n_year] by meshes; NAN where no mesh of
                                    it tells the age */
    /* [n_year] by townspeople of the same year: the row of its own code (also
     * a prefecture's), else the sum of its municipalities. NAN where a row is
     * missing (the register has one year; part of 浜通り地域), for polygons
     * and towns, and for 区不明. */
    double (*municipal)[AGE_COUNT];
    /* [n_year] all ages, of meshes whose ages nobody tells (suppressed): in
     * people[AGE_ALL], and in no age. A share of an age is of all others. */
    double *ageless;
    /* JMAP's indices: demand, and 100 = 2020 (NAN without ages or 2020, and
     * where more than 1 % of the people are `ageless`). */
    double *medical, *care;               /* [n_year] person-weights */
    double *medical_index, *care_index;   /* [n_year] */
    uint32_t indicator[AUDIT_INDICATORS]; /* facilities: yes */
    uint32_t indicator_unknown[AUDIT_INDICATORS];
    struct audit_cell *cell;   /* [n_need] */
    struct audit_chain *chain; /* [n_year]; audit->base is the base year */
};

/* One that has no own region is left out, but for the first. */
struct audit_set {
    const struct region_set *set;
    struct audit_region *region; /* own ones, by code */
    size_t n_region;
};

/* What a mesh has of a need. */
enum audit_verdict {
    VERDICT_COVERED,
    VERDICT_MAYBE, /* only unknown ones within the limit */
    VERDICT_NOT,
    VERDICT_NO_DATA, /* no way known */
    VERDICT_COUNT
};
extern const char *const audit_verdicts_ja[VERDICT_COUNT];

/* [mesh] of one need: of own regions; all others are VERDICT_NO_DATA. */
struct audit_mesh {
    uint32_t nearest; /* facility (yes), or NO_FACILITY */
    float access;     /* E2SFCA (Gaussian), base year, per 10,000; NAN */
    double cost;      /* m or min; NAN */
    uint8_t verdict;
    bool doubtful;
    /* Its access is too high: a facility within its limit has, within the
     * facility's own, a town (of table->land) of a municipality whose people
     * no mesh file holds. With a travel matrix: lies in such a one. */
    bool edge;
};

/* An own mesh with people of 75+ in the base year and no facility (yes) within
 * the limit: VERDICT_NOT or VERDICT_MAYBE. */
struct audit_gap {
    uint32_t mesh;
    double people, people_last; /* 75+, base year and last year */
    const char *town; /* 大字 or 丁目, the nearest one, rather of its own
                         municipality; NULL: none known */
};

/* Where a further place would help most, the best first: of 75+ in the base
 * year in gaps. None with a travel matrix, which knows no ways from places that
 * are not there, and none of a need that is `unread`. */
struct audit_site {
    const char *name; /* candidate; clinic（municipality）; municipality, town
                         （mesh code） */
    struct lonlat point;
    double people, sum; /* newly covered by it, and by all so far */
};

/* Why nothing is known of a need; then its numbers are 不明, never 0. */
enum audit_unread {
    UNREAD_NO,
    UNREAD_FILINGS, /* of the facilities of the own prefectures nothing is
                       known of anybody: no filing list was read */
    UNREAD_LIST,    /* the whole store has no facility that offers it */
    UNREAD_TRAVEL,  /* the travel matrix names none of its facilities: every
                       verdict is VERDICT_NO_DATA */
};

struct audit_need {
    const struct need *need;
    uint32_t yes, unknown, no, unplaced; /* of own municipalities */
    bool unread;                         /* unread_why is not UNREAD_NO */
    uint8_t unread_why;                  /* enum audit_unread */
    bool weighted; /* a facility (yes) of it has a weight; false: each counts
                      1, whatever the order's weights */
    struct audit_mesh *mesh; /* [n_mesh] */
    struct audit_gap *gap;   /* by people, most first, then code */
    size_t n_gap;
    struct audit_site *site;
    size_t n_site;
    double lorenz[AUDIT_LORENZ]; /* E2SFCA (Gaussian), base year, own meshes */
    struct audit_year *whole;    /* [n_year] all own meshes together */
};

/* How good the data is. */
struct audit_quality {
    size_t facilities, placed;        /* of own municipalities, that any
                                         audited need asks: yes, no, unknown */
    size_t level[LEVEL_COUNT];        /* coordinate_level of placed ones */
    size_t beyond_100_m;              /* placed with error_m > 100 or ? */
    size_t own_meshes, hidden_meshes; /* of own meshes: not as published */
    double hidden_people;  /* their 75+ in the base year, where known */
    double ageless_people; /* own people, all ages, of meshes whose 75+ are not
                              known in the base year */
    size_t no_region;      /* of all meshes: in no municipality */
    /* Municipalities with a facility (yes, of any need) within the limit of own
     * people, whose people no mesh file holds: figures at their border are too
     * high. 5-digit codes, ascending. */
    const char **no_people;
    size_t n_no_people;
    /* Other municipalities with a town (of table->land) within the limit of own
     * people, of which the store has no facility of any kind: people at their
     * border may be covered from there. None with a travel matrix. */
    const char **no_facilities;
    size_t n_no_facilities;
    /* Townspeople were given, and none of their years is one of the meshes':
     * no figure uses them. */
    bool townspeople_unused;
};

struct audit {
    struct arena arena;
    const struct audit_order *order;
    struct audit_set *set;
    size_t n_set;
    struct audit_need *need; /* [order->n_need] */
    struct audit_quality quality;
    bool *own_mesh; /* [n_mesh] */
    bool partial;   /* as audit_region.partial, of all own meshes together */
    size_t base;    /* index of the base year */
    /* As audit_need.unread, but a travel matrix takes nothing from indicators,
     * which only count. */
    bool indicator_unread[AUDIT_INDICATORS];
    bool link_unread[AUDIT_LINKS];
    uint8_t indicator_unread_why[AUDIT_INDICATORS]; /* enum audit_unread */
    uint8_t link_unread_why[AUDIT_LINKS];
    /* For reports: how it was made; set by the command. */
    const char *created; /* YYYY-MM-DD */
    const char *command; /* the line that makes it again */
    const char *maker;   /* or NULL */
    const char *title; /* 滋賀県 在宅医療・介護の地域差の点検 */
};

/*
 * Fill a zero-initialised audit. The order and all that it names are borrowed
 * until audit_release(). The same for any number of threads, to the last bit;
 * the table's order of facilities changes nothing either (of equally near ones
 * the lowest id is named).
 * Errors: ERR_USAGE (no own mesh has people; a year that is not there).
 */
bool audit_run(const struct audit_order *order, struct audit *audit,
               struct err *err);
void audit_release(struct audit *audit);

/* The words of a limit: "直線16km", "直線800m",
 * "移動時間30分（経路の表による）", "移動時間30分（直線×1.3、時速30kmと仮定）".
 */
const char *audit_limit_words(const struct audit_order *order,
                              struct arena *arena);

#endif
