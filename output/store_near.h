/*
 * The store's answer to "who is near here": a short row of every facility,
 * kept in the order of places, by which thousands are judged in milliseconds;
 * whole records are then read of those that are shown.
 *
 * Around a place in Osaka lie 23,000 facilities within 16 km. Their whole
 * records take 250 ms (each is on a page of its own), the short rows 6 ms.
 */
#ifndef OUTPUT_STORE_NEAR_H
#define OUTPUT_STORE_NEAR_H

#include "base/err.h"
#include "model/table.h"

/* Degrees; longitudes west to east. */
struct store_box {
    double west_deg, south_deg, east_deg, north_deg;
};

struct store_spot {
    int64_t fid;         /* for store_near_load() */
    struct lonlat point; /* NAN: without a place */
    double error_m;      /* NAN: not known */
    kind_set services;
    function_set filed, not_filed;
    char municipality_code[6];
};

/* Zero-initialise; free `item`. */
struct store_spots {
    struct store_spot *item;
    size_t n, cap;
};

struct store_near;

/*
 * Open a store and read its inputs and municipalities into an empty table.
 * Errors: ERR_STORAGE (missing, not a store of ours, incomplete, damaged, made
 * by a version whose short rows mean something else). NULL on error.
 */
struct store_near *store_near_open(const char *path, struct table *table,
                                   struct err *err);

/* The largest error that is known of a placed facility. */
double store_near_error_m(const struct store_near *store);

/* Add the facilities in the box; those that staff closed are left out. */
bool store_near_spots(struct store_near *store, struct store_box box,
                      struct store_spots *spots, struct err *err);

/* Add all that have no place. */
bool store_near_unplaced(struct store_near *store, struct store_spots *spots,
                         struct err *err);

/* The municipality whose outline holds the point, a ward before its city; ""
 * when none does, or when the store has no outlines. They are true to some
 * 10 m (model/land.h). */
bool store_near_municipality(struct store_near *store, struct lonlat point,
                             char code[6], struct err *err);

/* Read whole records (ascending, each once), in this order, with filed and
 * not_filed; filings and whatever stands in other tables are not there. */
bool store_near_load(struct store_near *store, const int64_t *fid, size_t n,
                     struct err *err);

/* What is published of a facility's hours; NULL where nothing is. */
struct store_hours {
    const char *opening_hours, *available_days, *closed_days_note;
    bool noted; /* remarks about the available days */
};

/* Call `visit` for each of these facilities (ascending, each once), with its
 * index in `fid`; texts live as long as the call. A third of the cost of whole
 * records, for those who must ask thousands. */
bool store_near_hours(struct store_near *store, const int64_t *fid, size_t n,
                      void (*visit)(void *context, size_t at,
                                    const struct store_hours *hours),
                      void *context, struct err *err);

void store_near_close(struct store_near *store);

#endif
