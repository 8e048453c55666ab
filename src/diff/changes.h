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
};

/* What was not compared, and why. */
struct change_blind {
    const char *what;    /* field, listing or kind, for people */
    const char *why;     /* finished sentence */
    size_t n_old, n_new; /* facilities that were left out, if any */
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

/* Counts per municipality and main kind of facility. */
struct change_tally {
    char code[6]; /* "" : unknown */
    int kind;     /* index into kinds[], or KIND_NONE */
    size_t n_old, n_new;
    size_t count[CHANGE_COUNT];
};
/* Sorted by code, then kind; rows without change and without facilities do not
 * occur. Free the result with free(). */
struct change_tally *changes_tally(const struct changes *changes, size_t *n);

#endif
