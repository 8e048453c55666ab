/*
 * What changed between two tables, facility by facility.
 *
 * Values are compared as people mean them (width, blanks, dashes, 丁目 and
 * variants of a kanji are no change); what is told are the published texts.
 * Unknown is not "no": what one side does not publish at all is not compared,
 * and the result says so (`blind`). A facility that is missing from NEW is
 * "gone from the source", never "closed".
 */
#ifndef DIFF_CHANGES_H
#define DIFF_CHANGES_H

#include "diff/match.h"

/* CHANGE(id, name, Japanese, English) rows of changes.def, in this order:
 * new gone moved position renamed phone hours beds filed withdrawn known
 * unknown service_added service_dropped municipality id possible */
enum change_kind {
#define CHANGE(id, ...) CHANGE_##id,
#include "diff/changes.def"
#undef CHANGE
    CHANGE_COUNT
};

struct change_name {
    const char *id; /* kebab-case, stable: "service-added" */
    const char *ja, *en;
};
extern const struct change_name change_names[CHANGE_COUNT];

struct change {
    enum change_kind kind;
    uint32_t old, new;  /* facilities; NO_FACILITY of NEW, of GONE */
    const char *before; /* published text, or NULL: not published */
    const char *after;
    float distance_m; /* of MOVED, POSITION (and possible); NAN: not known */
    float score;      /* of the join that found the partner; NAN: by id */
    const char *note; /* finished sentence, or NULL */
    bool by_staff;    /* the publishers say the same on both sides: a correction
                         of staff's makes the difference (`note` says so) */
};

/* Why something was not compared. */
enum change_blind_code {
    CHANGE_BLIND_LISTING,     /* one side has not got the list */
    CHANGE_BLIND_PREFECTURE,  /* ... of a prefecture */
    CHANGE_BLIND_FILING_LIST, /* ... a filing list, of facilities only there */
    CHANGE_BLIND_KIND,        /* ... any facility of the kind */
    CHANGE_BLIND_SPLIT,       /* one record of OLD, several of NEW */
    CHANGE_BLIND_UNITED,      /* several of OLD, one of NEW */
    CHANGE_BLIND_FILINGS,     /* filings of facilities that both sides have */
    CHANGE_BLIND_VALUE,       /* a value of such */
    CHANGE_BLIND_UNREAD,      /* rows that were set aside: who was in them? */
    CHANGE_BLIND_COUNT
};
/* kebab-case, stable: "filing-list" */
extern const char *const change_blind_names[CHANGE_BLIND_COUNT];

/* What was not compared, and why. The sentence holds no number of facilities:
 * the one number is n_old or n_new, or, of an area, what of `facility` lies
 * there. */
struct change_blind {
    enum change_blind_code code;
    const char *what; /* field, listing or kind, for people */
    const char *why;  /* finished sentence */
    /* Facilities concerned, on the side that has what the other one lacks: one
     * of the two is 0. Up to CHANGE_BLIND_UNITED they are left out (neither
     * new nor gone); after it they are in both. */
    size_t n_old, n_new;
    /* They themselves, n_old of OLD or n_new of NEW, by number. None: a list
     * that is missing whose facilities are all known otherwise, too. */
    const uint32_t *facility;
};

/* All facilities of a municipality that is no longer in NEW are now in one
 * other: it was merged. Such facilities have no `municipality` change. */
struct change_merger {
    char from[6], to[6];
    size_t n; /* facilities that went over */
};

struct changes {
    bool japanese; /* in: the language of note, what and why; else English */
    const struct table *old, *new;
    const struct match *match;
    struct change *item; /* by municipality (of NEW, else of OLD), kind of
                            facility, id, change */
    size_t n, cap;
    struct change_blind *blind;
    size_t n_blind, cap_blind;
    struct change_merger *merger;
    size_t n_merger, cap_merger;
    size_t n_same; /* facilities in both without any change */
    size_t n_left_out_old, n_left_out_new; /* see blind */
    /* Nothing could be compared: the sides have no list in common, or all
     * facilities of both are left out. "No changes" would be untrue. */
    bool nothing_in_common;
    size_t count[CHANGE_COUNT];
    struct arena arena;
};

/*
 * Thresholds. A position that moved by less is no change; an address that
 * reads differently is `moved` whatever the distance.
 */
#define CHANGE_POSITION_M 100.0

/* `changes` is empty but for its language; match and tables outlive it.
 * Accounting, always: facilities of OLD =
 * gone + partners + left out; of NEW = new + partners + left out. */
void changes_find(const struct table *old, const struct table *new,
                  const struct match *match, struct changes *changes);
/* The facility that a change is about: of NEW where there is one. */
const struct facility *change_facility(const struct changes *changes,
                                       const struct change *change);
void changes_release(struct changes *changes);

/* Counts per municipality and main kind of facility. In every row
 * n_old - gone - n_left_out_old - n_went + new + n_left_out_new + n_came is
 * n_new. */
struct change_tally {
    char code[6]; /* "" : unknown */
    int kind;     /* index into kinds[], or KIND_NONE */
    size_t n_old, n_new;
    size_t n_left_out_old, n_left_out_new; /* neither new nor gone: see blind */
    /* Facilities of both sides that stand in another row on the other one:
     * their municipality or their main kind is another. */
    size_t n_went, n_came;
    size_t count[CHANGE_COUNT];
};
/* Sorted by code, then kind; rows without change and without facilities do not
 * occur. Free the result with free(). */
struct change_tally *changes_tally(const struct changes *changes, size_t *n);

#endif
