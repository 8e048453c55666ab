/*
 * What the files of regions.h share, and nobody else.
 */
#ifndef AUDIT_REGIONS_OWN_H
#define AUDIT_REGIONS_OWN_H

#include "audit/regions.h"

#define REGIONS_CODES 100000 /* 5-digit codes as numbers */

struct regions_ground;
struct regions_kinds;

struct regions_work {
    struct regions *all;
    const struct table *table;
    const struct people *people;
    bool *lived;     /* [n_mesh] people in any year */
    bool *own_mesh;  /* [n_mesh], once the municipalities are made */
    uint32_t *place; /* [REGIONS_CODES] the region of the first set, by code */
    struct regions_ground *ground;
    const char **own; /* 2 or 5 digits, of today */
    size_t n_own;
    struct regions_kinds *kinds; /* of the user's files */
    struct arena scratch;
};

/* A municipality that a region is made of. */
struct regions_member {
    char code[6];
    uint32_t region;
};

/* A region while its set is being made. */
struct regions_draft {
    const char *code, *name;
    bool coded;             /* the code is the source's own, not the name */
    const char *prefecture; /* or NULL */
    const char *within;     /* tells it from others of its name; or NULL */
    const struct lonlat *outline;
    const size_t *ring_end;
    size_t n_ring;
};

/* ---- regions_ground.c: in which municipality lies a point? ---- */

struct regions_ground *regions_ground_open(const struct table *table);
/* Are there outlines? */
bool regions_ground_drawn(const struct regions_ground *ground);
/*
 * By the outlines of the land where there are some, else by the nearest town
 * within 20 km. `city`: only a ward of this designated city (NULL: any
 * municipality). False when nothing tells it.
 */
bool regions_ground_at(const struct regions_ground *ground, struct lonlat point,
                       const char *city, char code[6]);
void regions_ground_close(struct regions_ground *ground);

/* ---- regions_locate.c: the codes of meshes and facilities ---- */

/* The code as a number; REGIONS_CODES for what is no 5 digits. */
uint32_t regions_number(const char *code);
void regions_code(uint32_t number, char code[6]);
/* The code that the municipality has today: that of its one successor. */
const char *regions_today(const struct table *table, const char *code);
/*
 * Numbers of codes, REGIONS_CODES where nothing tells it. *guessed: a mesh
 * with people has no code of its own.
 */
void regions_locate_meshes(const struct regions_work *work, uint32_t *of_mesh,
                           bool *guessed);
/* Its own code stands; the place tells what that leaves open: the ward of a
 * city, or all. */
void regions_locate_facilities(const struct regions_work *work,
                               const uint32_t *of_mesh, uint32_t *of_facility);

/* ---- regions_fixed.c: municipality, prefecture, city ---- */

/* Errors: ERR_USAGE (an own code that is none, or that no mesh has). */
bool regions_make_municipalities(struct regions_work *work,
                                 const char *const *own, size_t n_own,
                                 struct err *err);
void regions_make_prefectures(struct regions_work *work);
/* regions_whole.c: own are prefectures all of whose municipalities with people
 * are here and own. */
void regions_prefectures_settle(struct regions_work *work,
                                struct region_set *set);
/* Nothing where no own region is a ward. */
void regions_make_cities(struct regions_work *work);

/* ---- regions_set.c: what all sets need ---- */

/* A further set, its meshes and facilities in no region. */
struct region_set *regions_add_set(struct regions_work *work);
/*
 * Make regions of the drafts, in order of their codes, each code once; what
 * `of_mesh` and `of_facility` say in numbers of drafts follows. Settles `own`
 * but for the first set.
 */
void regions_settle_set(struct regions_work *work, struct region_set *set,
                        struct regions_draft *draft, size_t n,
                        struct regions_member *member, size_t n_member);
void regions_set_aside(struct regions_work *work, const char *label,
                       size_t line, const char *reason, struct str value);

/* ---- regions_file.c: what the user brings ---- */

/* Kinds that one file can give. */
#define REGIONS_FILE_SETS 12

/* All files; then a set of each kind. */
bool regions_read_files(struct regions_work *work,
                        const struct region_file *file, size_t n_file,
                        struct err *err);

#endif
