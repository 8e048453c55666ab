/*
 * What cannot be compared, because one side does not publish it at all: a
 * value of a listing that no facility there has, a listing, a kind of service,
 * the filings of a prefecture. Unknown is never "no".
 */
#ifndef DIFF_BLIND_H
#define DIFF_BLIND_H

#include "diff/changes.h"
#include "diff/matching.h"

/* Fewer facilities of a kind, or of a listing in a prefecture, may all have
 * gone; so many did not: a file is missing. */
#define BLIND_LEAST 10

/* What is compared of a facility. */
enum told {
    TOLD_NAME,
    TOLD_ADDRESS,
    TOLD_MUNICIPALITY,
    TOLD_POSITION,
    TOLD_PHONE,
    TOLD_HOURS, /* opening_hours, hours_text */
    TOLD_DAYS,  /* available_days */
    TOLD_BEDS,  /* and the seven kinds of beds behind it */
    TOLD_COUNT = TOLD_BEDS + 8
};
#define TOLD_BIT(t) (UINT32_C(1) << (t))

#define BLIND_PREFECTURES 48 /* 0: not known */

/* Why a facility without a partner is neither new nor gone. */
enum blind_reason {
    BLIND_NOT,
    BLIND_UNITED,     /* part of another record of the other side */
    BLIND_LISTING,    /* the other side has not got its list */
    BLIND_PREFECTURE, /* ... nothing of its prefecture there */
    BLIND_FILINGS,    /* ... not the filing list of its prefecture */
    BLIND_KIND,       /* ... no facility of its kinds */
    BLIND_REASON_COUNT
};

/* A listing of either side, or a sheet of one. The first is of facilities
 * whose input is not known. */
struct blind_group {
    const char *listing, *title;
    struct str key;            /* of the title, without its digits */
    uint32_t n_kind[KIND_MAX]; /* main kinds of its facilities */
};

/* What one side has of one listing in one prefecture. */
struct blind_cell {
    uint32_t n;     /* facilities whose main row is of it */
    uint32_t given; /* bit per enum told: some have it */
};

/* Facilities that something was hidden of, or that were left out. */
struct blind_count {
    uint64_t prefectures; /* bit per prefecture */
    uint32_t *facility;   /* of this side, each once */
    size_t n, cap;
};

struct blind_side {
    const struct table *table;
    uint32_t *group;         /* of each supply */
    kind_set *supply_kinds;  /* ... : services of its rows; 0: not known */
    bool *supply_lost;       /* ... : the other side has nothing like it */
    bool *there;             /* by group: it has rows */
    struct blind_cell *cell; /* group * BLIND_PREFECTURES + prefecture */
    uint32_t n_kind[KIND_MAX];
    kind_set lost; /* kinds that the other side has, and this one not */
    bool list_read[BLIND_PREFECTURES][POINTS_COUNT];
    /* By bit of `sources`: facilities by prefecture, and the bit of the same
     * title on the other side. */
    uint32_t n_title[64][BLIND_PREFECTURES];
    int twin[64];
    uint32_t *masked; /* by facility: values of a lost supply; or NULL */
    /* What was met, for blind_tell(). Hidden where this side is silent; left
     * out of this side's own facilities. */
    struct blind_count (*hidden)[TOLD_COUNT]; /* by group */
    struct blind_count filings[POINTS_COUNT];
    struct blind_count (*left_out)[BLIND_REASON_COUNT]; /* by group */
    struct blind_count left_kind[KIND_MAX]; /* of BLIND_KIND, by main kind */
};

/* Of `twin`: a title that only the one side has; one that is no listing. */
enum { TWIN_NONE = -1, TWIN_IGNORED = -2 };

struct blind {
    struct blind_group *group;
    size_t n_group, cap_group;
    struct blind_side side[SIDE_COUNT];
    struct arena arena;
};

void blind_init(struct blind *blind, const struct table *old,
                const struct table *new);
void blind_release(struct blind *blind);

/* The values that a facility has, as bits of enum told. */
uint32_t blind_given(const struct facility *facility);

/* A value that facility `silent` of this side has not, and its partner has:
 * does nobody of its listing and prefecture have it? Counted when so. */
bool blind_hides(struct blind *blind, int side, uint32_t silent,
                 enum told told);
/* Does the value come from an input that the other side has nothing like? */
bool blind_masked(const struct blind *blind, int side, uint32_t facility,
                  enum told told);
/* May the filings of two partners be compared? Counted when only one side has
 * read a list. */
bool blind_hides_filings(struct blind *blind, uint32_t old, uint32_t new);
/* Services that only one of two partners has, and that are told. */
kind_set blind_services(const struct blind *blind, int side, uint32_t facility,
                        kind_set only_here);

/* A facility without a partner; counted unless BLIND_NOT. */
enum blind_reason blind_leaves_out(struct blind *blind, int side,
                                   uint32_t facility);

/* Have the two sides any list in common? */
bool blind_any_common(const struct blind *blind);

/* The rows of changes->blind. */
void blind_tell(struct blind *blind, struct changes *changes);

#endif
