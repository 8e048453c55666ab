/*
 * The facilities and institutions of a table as records to compare: facility
 * i is record i, institution i is record n_facility + i.
 */
#ifndef JOIN_RECORDS_H
#define JOIN_RECORDS_H

#include "geo/geocode/gazetteer.h"
#include "join/record.h"
#include "model/table.h"

/* Numbers of record->list, which are also the order in which listings are
 * asked for a value. A local list has a number of its own from LIST_LOCAL. */
enum { LIST_NAVII = 1, LIST_KAIGO, LIST_BUREAU, LIST_LOCAL };

struct records {
    struct record *item;
    size_t n, n_facility;
    struct arena arena;
};

/* `gazetteer` may be NULL: addresses are then compared as text only. An
 * institution whose address names no municipality gets the geocoder's. */
void records_make(struct records *records, struct table *table,
                  const struct gazetteer *gazetteer);
void records_release(struct records *records);

/* The services of an institution: hospital or clinic by its beds and name,
 * dental, pharmacy, visiting-nurse. */
kind_set institution_services(const struct institution *institution);
/* The kinds that an institution of this fee table may be. */
kind_set institution_kinds(uint8_t points);
/* Number of beds in a cell like "一般 54\n療養 34"; 0 when it has none. */
unsigned institution_beds(const struct institution *institution);

#endif
