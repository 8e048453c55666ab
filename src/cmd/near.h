/*
 * Who can come to this home: what is asked, what was found, and how it is
 * told. Shared by the files of `near`.
 *
 * The home may be a patient's. Its address, its coordinates and its town are in
 * no error, no progress and no form that can be kept; only text on a terminal
 * shows the town, so that a person can see whether it is the right one.
 *
 * Three-valued throughout: what is unknown comes after what is known, says
 * what is unknown, and is never dropped.
 */
#ifndef CMD_NEAR_H
#define CMD_NEAR_H

#include "audit/travel.h"
#include "geo/geocode/geocode.h"
#include "model/edition.h"
#include "model/need.h"
#include "norm/hours_at.h"
#include "output/store_near.h"

/* C000 往診料, C001 在宅患者訪問診療料 and dental C000 (診療報酬の算定方法,
 * notes on distance): more than 16 km between the institution and the home only
 * for an absolute reason. */
#define NEAR_VISIT_M 16000.0
/* Around a limit nobody is told "within": straight lines measured on maps
 * differ by as much. */
#define NEAR_MARGIN_M 100.0
/* Of a facility whose error nobody knows. */
#define NEAR_UNKNOWN_ERROR_M 1000.0
/* A home that is known no better: the order of a list around it tells little,
 * and readers are warned. */
#define NEAR_COARSE_M 500.0
#define NEAR_MAX_NEEDS 32
/* So many are told of what lies beyond the limit, where nothing is within. */
#define NEAR_MOST_BEYOND 3

/* ---- asked ---- */

enum near_form { NEAR_TEXT, NEAR_JSON, NEAR_CSV, NEAR_GEOJSON };
enum near_by { NEAR_BY_DEFAULT, NEAR_BY_KIND, NEAR_BY_FUNCTION };

struct near_order {
    struct need kind[NEAR_MAX_NEEDS];     /* any of them */
    struct need function[NEAR_MAX_NEEDS]; /* all that its kind files */
    size_t n_kind, n_function;
    enum near_by by;   /* what the kinds follow from */
    kind_set services; /* of all kinds asked for */
    kind_set visiting; /* near_visiting_kinds() */
    kind_set always;   /* near_always_kinds() */
    double within_m;
    double within_min; /* NAN: the limit is within_m */
    size_t count;      /* of each list */
    bool timed;
    struct hours_when when;
    char date[11]; /* YYYY-MM-DD, or "": a day of the week */
    enum near_form form;
    const char *store, *gazetteer, *od;
};

/* The day and the time: `day`, `time` as typed, either may be NULL. Errors:
 * ERR_USAGE. */
bool near_when(struct near_order *order, const char *day, const char *time,
               struct err *err);

/* Kinds and functions by their ids. Errors: ERR_USAGE. */
bool near_needs(struct near_order *order, const char *const *kind,
                size_t n_kind, const char *const *function, size_t n_function,
                struct err *err);

/* "16km", "800m", "30min" in any width. Errors: ERR_USAGE. */
bool near_within(struct near_order *order, const char *within, struct err *err);

/* ---- the home ---- */

struct near_home {
    struct lonlat point;
    double error_m;
    bool by_address; /* else by --at, and nothing below but the municipality */
    enum position_level match_level, coordinate_level;
    int confidence;
    uint64_t reasons;
    char code[6];             /* of its municipality; "": not known */
    const char *municipality; /* 大津市; NULL */
    /* For a terminal only. */
    const char *town;
    const char *alternative[GEOCODE_MAX_ALTERNATIVES];
    size_t n_alternative;
    struct view_source dictionary; /* the point's source */
};

/* "136.0,35.0", longitude first, in any width. Errors: ERR_USAGE. */
bool near_home_at(struct near_home *home, const char *at, struct err *err);
/* By the dictionary. Errors: ERR_PLACE (the address has no place), those of
 * the dictionary. Texts live in `arena`. */
bool near_home_find(struct near_home *home, const char *gazetteer,
                    struct str address, struct arena *arena, struct err *err);
/* The line of standard input. Errors: ERR_USAGE (none, or several). */
bool near_home_line(struct str *address, struct arena *arena, struct err *err);

/* ---- found ---- */

enum near_side { NEAR_WITHIN, NEAR_UNSURE, NEAR_BEYOND };

struct near_result {
    struct store_spot spot;
    uint32_t number;   /* of the table, once its record is loaded */
    double distance_m; /* NAN: it has no place */
    bool measured;     /* by the geodesic, as all that is shown */
    double margin_m;   /* the error of the home and of the facility together */
    double minutes;    /* NAN: not known */
    enum near_side reach;
    enum need_state state;  /* of what is asked, without the time */
    enum hours_answer open; /* at the time that is asked, as published */
    bool visits; /* it is asked for as one that comes to the home: days and
                    hours of its office never rule it out */
    /* Can it be reached at all hours? NEED_UNKNOWN: a filing that would say so
     * is asked for and unknown; NEED_ELSE: nothing says so. */
    enum need_state on_call;
    bool nearest; /* of one of the kinds asked for */
    uint8_t rank; /* of what is unknown: NEAR_RANK_* */
};
/* Later is farther from known. */
enum {
    NEAR_RANK_KNOWN = 0,
    NEAR_RANK_HOURS = 1,
    NEAR_RANK_FUNCTION = 2,
    NEAR_RANK_MINUTES = 4, /* the limit is one of time */
    NEAR_RANK_RESTING = 8, /* it comes to the home, and its office is closed */
};

/* In the order in which they are told; the first `shown`, and those that are
 * the nearest of a kind, have their records. */
struct near_list {
    struct near_result *item;
    size_t n, cap, shown;
};

/* Of one of several kinds that were asked for. */
struct near_group {
    size_t known, unsure, resting;     /* within the limit */
    const struct near_result *nearest; /* NULL: none is within it */
};

struct near_found {
    struct table table;
    struct arena arena;
    const struct near_order *order;
    struct near_home home;
    /* `resting`: they come to the home, and the published days and hours of
     * their offices are others. */
    struct near_list known, unsure, resting, unplaced;
    /* The nearest beyond the limit, where nothing is within it. */
    struct near_list beyond;
    struct near_group group[NEAR_MAX_NEEDS]; /* of order->kind */
    size_t any; /* facilities of any kind within the limit */
    /* Left out, of those asked for; their records are read for json alone.
     * `unplaced_around`: in municipalities near by, without a place. */
    struct near_list not_filed, closed, too_long, unplaced_around;
    struct travel travel; /* of --od */
    size_t n_leg;         /* of `here` */
};

/* Everything but the home, which is there. Errors: those of the store and of
 * the travel times; ERR_INPUT (they do not start `here`). */
bool near_find(struct near_found *found, struct err *err);
void near_found_release(struct near_found *found);

/* Is what is asked met? NEED_ELSE: it is of a kind that is not asked for. A
 * function counts for the kinds that file it. */
enum need_state near_judge(const struct near_order *order,
                           const struct facility *facility);
/* "Within" or "beyond" only when neither the margin nor 100 m could turn it. */
enum near_side near_side_of(double distance_m, double limit_m, double margin_m);

/* near_hours.c: open then? A date that the remarks on closing days name is
 * unsure. */
enum hours_answer near_open(const struct near_order *order,
                            const struct store_hours *hours);
/* Its filings that say it can be reached at all hours, of what is asked. */
function_set near_on_call_by(const struct near_order *order,
                             const struct facility *facility);
enum need_state near_on_call(const struct near_order *order,
                             const struct facility *facility);
/* Kinds that come to the home whatever they file, and care managers. */
kind_set near_visiting_kinds(void);
/* Kinds that are there at all hours by their nature. */
kind_set near_always_kinds(void);
/* Does it come to the home for what is asked? */
bool near_comes(const struct near_order *order,
                const struct facility *facility);

/* near_travel.c: minutes of loaded results, and of those without a place. */
bool near_travel(struct near_found *found, struct near_list *all,
                 struct err *err);

/* near_words.h has the words; each form appends itself. */
void near_text(const struct near_found *found, bool terminal, struct buf *out);
void near_json(const struct near_found *found, struct buf *out);
void near_csv(const struct near_found *found, struct buf *out);
bool near_geojson(const struct near_found *found, struct buf *out,
                  struct err *err);

#endif
