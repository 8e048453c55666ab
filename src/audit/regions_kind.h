/*
 * Kinds of areas while their files are being read: below regions_own.h, for
 * its files alone. A kind may come from several files; its set is made when
 * all are read.
 */
#ifndef AUDIT_REGIONS_KIND_H
#define AUDIT_REGIONS_KIND_H

#include "audit/headings.h"
#include "audit/place_names.h"
#include "audit/regions_own.h"
#include "audit/tracts.h"
#include "model/table_index.h"

/* A town that a list puts into an area. */
struct kind_town {
    char code[6];    /* of the municipality, perhaps a city with wards */
    struct str name; /* town_names.h, plain */
    uint32_t area;
    const char *label; /* where it stands */
    size_t line;
};

struct regions_kind {
    const char *name; /* 二次医療圏 ... */
    bool of_city;     /* areas of one municipality each */
    const struct supply *supply;
    struct buf vintage;
    struct regions_draft *area;
    struct str *fold; /* of the areas' names, to compare */
    size_t n_area, cap_area, cap_fold;
    struct table_index *index;
    uint32_t *of_code; /* [REGIONS_CODES + 1] area of a municipality */
    struct regions_member *member;
    size_t n_member, cap_member;
    struct kind_town *town;
    size_t n_town, cap_town;
    /* Polygons: rings in `arena` of the regions, by area. */
    struct tracts tracts;
    struct kind_ring {
        uint32_t area;
        const struct lonlat *point;
        size_t n, order; /* in the file */
    } * ring;
    size_t n_ring, cap_ring;
};

struct regions_kinds {
    struct regions_kind *item;
    size_t n, cap;
    struct place_names *names;
    const char *only; /* the one municipality (or city) that is own, or NULL */
};

/* What one row says of one area; any part may be empty. */
struct kind_area {
    struct str code, name;
    const char *prefecture; /* or NULL */
    const char *city;       /* code; or NULL */
};

/* ---- regions_kind.c ---- */

/* The kind with this (compared) name, made when it is new. */
struct regions_kind *regions_kind_get(struct regions_work *work,
                                      const char *name,
                                      const struct supply *supply);
/* The area with its code, else its name; made when it is new. One code with
 * two names makes two areas: *apart is set. */
uint32_t regions_kind_area(struct regions_work *work, struct regions_kind *kind,
                           const struct kind_area *said, bool *apart);
void regions_kind_vintage(struct regions_kind *kind, struct str text);

enum kind_end { KIND_NEW, KIND_SAME, KIND_OTHER };
/* A municipality lies in the area: the first area that says so has it. */
enum kind_end regions_kind_add(struct regions_kind *kind, const char *code,
                               uint32_t area);

/* ---- regions_finish.c, regions_towns.c, regions_polygons.c: sets of what was
 * read ---- */

struct regions_finishing {
    struct regions_work *work;
    struct regions_kind *kind;
    struct region_set *set;
    uint32_t *of_first; /* [regions of the first set] area of a whole one */
};

void regions_kinds_finish(struct regions_work *work);
/* What is in no area yet goes by the kind's polygons, if it has any. */
void regions_polygons_place(struct regions_finishing *to);
/* By lists of towns: meshes and facilities of their municipalities. */
void regions_towns_place(struct regions_work *work, struct regions_kind *kind,
                         struct region_set *set);

/* ---- regions_table.c, regions_map.c: the two forms of files ---- */

bool regions_table_read(struct regions_work *work,
                        const struct region_file *file, struct supply *supply,
                        struct err *err);
bool regions_map_read(struct regions_work *work, const struct region_file *file,
                      struct supply *supply, struct err *err);

/*
 * Which of the kinds that headings name are read: all, or the one that was
 * asked for. `use` and `called` have room for HEADINGS_KINDS. Errors:
 * ERR_INPUT (none tells its kind; another kind than was asked for).
 */
bool regions_choose_kinds(const struct region_file *file, const char *label,
                          const struct headings *headings, size_t *use,
                          const char **called, size_t *n, struct arena *arena,
                          struct err *err);

#endif
