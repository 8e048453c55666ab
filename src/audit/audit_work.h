/*
 * What the parts of one audit share: for audit*.c only.
 *
 * A mesh is asked when it lies in an own region of any set: an area that
 * reaches over the border of the own municipalities is told as a whole. All
 * other meshes are demand only. Distances are measured in metres, or, with a
 * travel matrix, in its minutes; what reports show is that times `unit`.
 */
#ifndef AUDIT_AUDIT_WORK_H
#define AUDIT_AUDIT_WORK_H

#include "audit/audit.h"
#include "geo/access/nearest.h"

#include <pthread.h>

#define NO_SLOT UINT32_MAX

/* What figures are told by: the own regions of a set, or, as the last one, all
 * own meshes together. */
struct audit_part {
    uint32_t *slot;        /* [n_asked] its region; NO_SLOT */
    uint32_t *of_facility; /* [n_facility] its region; NO_SLOT */
    size_t n;              /* regions */
};

struct audit_naming;

/* 5-digit codes of municipalities. */
struct audit_codes {
    char (*item)[6];
    size_t n, cap;
};

struct audit_work {
    const struct audit_order *order;
    const struct people *people;
    const struct travel *travel; /* NULL: straight lines */
    struct audit *audit;
    size_t n_year, base;
    double reach; /* the limit as it is measured */
    double unit;  /* what reports show, of what is measured */
    uint32_t *asked;
    size_t n_asked;
    float *old; /* [n_year][n_asked] their people of 75 and over, side by side
                   for the sums that are made again and again */
    struct audit_part *part; /* the sets, then the whole */
    size_t n_set;
    /* Meshes of one atom lie together in every part. */
    uint32_t *atom;      /* [n_asked] */
    uint32_t *atom_slot; /* [n_set + 1][n_atom] */
    size_t n_atom;
    uint32_t *open; /* facilities that are not closed, by id */
    size_t n_open;
    /* Demand outside of it shares no facility with an asked mesh. */
    struct {
        double west, south, east, north;
    } area;
    struct audit_codes inhabited; /* of meshes, with the cities of wards */
    struct nearest *strange;    /* towns of other municipalities, in the area */
    struct nearest *towns;      /* of table->land */
    uint8_t *touched;           /* [n_facility] yes of a need, in reach of own
                                   people with a need; under the lock */
    uint8_t *link[AUDIT_LINKS]; /* [n_asked] enum audit_verdict */
    bool own_prefecture[100];   /* by number: own municipalities lie there */
    const bool *routed; /* [n_facility] the matrix names it; all without one */
    struct audit_naming *naming; /* of audit_gap.c, while it runs */
    pthread_mutex_t lock;        /* of the audit's arena too */
    struct arena arena;          /* ends with the work */
};

/* People of 75 and over; 0 where they are not known. */
static inline double audit_old(const struct audit_work *work, uint32_t mesh,
                               size_t year)
{
    float old = people_of(work->people, mesh, year)[AGE_75];

    return old > 0 ? (double)old : 0;
}

static inline const struct facility *
audit_facility(const struct audit_work *work, uint32_t facility)
{
    return work->order->table->facility[facility];
}

/* Do `n` jobs on the order's threads; which thread does which changes
 * nothing. */
void audit_share(struct audit_work *work,
                 void (*job)(struct audit_work *work, size_t at), size_t n);

/* ---- in reach (audit_reach.c) ---- */

/* The facilities that meet (or may meet) a need, to be searched. */
struct audit_reach {
    const struct audit_work *work;
    uint32_t *facility; /* by id, so that the table's order changes nothing */
    size_t n;
    struct nearest *tree; /* straight lines: of those that are placed */
    uint32_t *place;      /* by matrix: [n_facility] in `facility`; NO_SLOT */
};

/* What a search found; zero-initialise, audit_found_release(). */
struct audit_found {
    struct nearest_list list;
    struct catchment_pair *pair; /* .supply: index in reach->facility */
    size_t n, cap;
};

void audit_reach_open(struct audit_reach *reach, const struct audit_work *work,
                      const struct need *need, enum need_state state);
void audit_reach_close(struct audit_reach *reach);
/* False when the travel matrix does not name the mesh. */
bool audit_is_known(const struct audit_work *work, uint32_t mesh);
/* NO_SLOT when there is none. */
uint32_t audit_nearest(const struct audit_reach *reach, uint32_t mesh,
                       double *measured);
/* All up to `limit`, as measured. */
void audit_within(const struct audit_reach *reach, uint32_t mesh, double limit,
                  struct audit_found *found);
void audit_found_release(struct audit_found *found);
/* *nearest and *measured are of the yes ones: NO_SLOT and NAN without any.
 * `why`: enum audit_unread; of a list that nobody gave "none" is not known. */
enum audit_verdict audit_judge(const struct audit_reach *yes,
                               const struct audit_reach *unknown, uint8_t why,
                               uint32_t mesh, uint32_t *nearest,
                               double *measured);

/* ---- at the border (audit_border.c) ---- */

void audit_codes_add(struct audit_codes *codes, const char *code);
/* Ascending, each once. */
void audit_codes_settle(struct audit_codes *codes);
void audit_border_open(struct audit_work *work);
void audit_border_close(struct audit_work *work);
bool audit_in_area(const struct audit_work *work, struct lonlat at);
/* The municipality that a facility stands in; "" when nothing tells it. */
const char *audit_home(const struct audit_work *work, uint32_t facility);
/* Do meshes of the municipality take part? */
bool audit_lives_in(const struct audit_work *work, const char *code);
/* Is a facility in reach of people whom no mesh file holds? */
bool audit_is_shared(const struct audit_work *work, uint32_t facility);
/* Tells audit_region.partial. */
void audit_border_partial(struct audit_work *work);
/* Municipalities in reach of own people, and without any facility. */
void audit_border_bare(const struct audit_work *work, struct audit_codes *bare);

/* ---- the steps, in their order ---- */

/* Sets, their own regions, and what is told of them without a need. */
void audit_regions_tell(struct audit_work *work);
/* Which mesh and which facility belongs where. to[region]: an own region's
 * place in audit_set.region, or NO_SLOT. */
void audit_part_find(struct audit_work *work, size_t set, const uint32_t *to);
void audit_parts_settle(struct audit_work *work);
/* Townspeople of a region whose meshes are counted, [n_year][AGE_COUNT]; NAN
 * where they are not known. */
void audit_municipal(const struct audit_work *work,
                     const struct region_set *set, struct audit_region *region);
/* Own municipalities together, aged 75 and over; NAN. */
double audit_municipal_whole(const struct audit *audit, size_t year);
/* Why nothing is known of a need: enum audit_unread. After _open(), which
 * wants the own regions. */
void audit_unread_open(struct audit_work *work);
uint8_t audit_unread_why(const struct audit_work *work,
                         const struct need *need);
/* Facilities by region: of every need, and of the twelve indicators; and what
 * nobody read of them. */
void audit_count(struct audit_work *work);
/* The need of a link of the chain. */
struct need audit_link_need(size_t link);
/* A job: everything that is told of need number `at`. */
void audit_need_job(struct audit_work *work, size_t at);
/* access[(method * n_year + year) * n_asked + asked]; the meshes of the need
 * are told already. */
void audit_figures(struct audit_work *work, size_t need, const float *access);
/* A job: what the asked meshes have of a link of the chain. */
void audit_link_job(struct audit_work *work, size_t link);
void audit_chain_tell(struct audit_work *work);
void audit_gaps_find(struct audit_work *work);
/* The town that the mesh's centre is nearest to, of its municipality where one
 * of the nearest is; NULL without any. */
const struct land_town *audit_town(const struct audit_work *work,
                                   uint32_t mesh);
/* The name of a municipality; its code where nothing names it. */
const char *audit_place(const struct audit_work *work, const char *code);
/* A job: places that would help most with need number `at`. */
void audit_site_job(struct audit_work *work, size_t at);
void audit_quality_tell(struct audit_work *work);

/* ---- sorting (audit_rank.c) ---- */

struct audit_rank {
    double value; /* not negative, not NAN */
    uint32_t at;
};

/* By value, then as they stood. `spare` has room for n more. */
void audit_rank(struct audit_rank *rank, struct audit_rank *spare, size_t n);

#endif
