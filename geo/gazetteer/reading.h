/*
 * One table being read: the row at hand, its cells by column, and where what
 * it says goes. The takers of sources.def are here too; each looks at one row
 * and adds to the draft.
 */
#ifndef GEO_GAZETTEER_READING_H
#define GEO_GAZETTEER_READING_H

#include "geo/gazetteer/joining.h"
#include "geo/gazetteer/source.h"

struct reading {
    struct draft *draft;
    uint16_t source;
    const struct row *row;
    const int *at;         /* of each column */
    struct arena *scratch; /* good for one row */
    struct err *err;       /* set when a taker says TAKE_FAILED */
};

/* The cell without blanks at its ends; empty when there is none. */
struct str reading_cell(const struct reading *reading, enum column column);
/* The cell cleaned and kept with the draft; NULL when it is empty. */
const char *reading_text(const struct reading *reading, enum column column);
/* The cell is the digit 1. */
bool reading_flag(const struct reading *reading, enum column column);
/* A municipality's code of 5 digits. */
bool reading_code(const struct reading *reading, enum column column,
                  char code[6]);
/* A day as YYYY-MM-DD, kept with the draft; NULL when it is none. */
const char *reading_date(const struct reading *reading, enum column column);
/* The cells that are not empty, joined by '-', kept; NULL when all are. */
const char *reading_number(const struct reading *reading,
                           const enum column *column, size_t n);
/* A machiaza_id: 7 digits, less when zeros were lost. */
bool reading_town_id(const struct reading *reading, uint32_t *id);

/*
 * The position of the row as JGD2011; NAN when there is none, when it is not
 * usable, or when its system is not one that positions are published in.
 * Errors: ERR_PLACE when old positions cannot be moved at all.
 */
bool reading_point(const struct reading *reading, struct lonlat *point);

enum take abr_city(struct reading *reading);
enum take abr_city_pos(struct reading *reading);
enum take abr_town(struct reading *reading);
enum take abr_town_pos(struct reading *reading);
enum take abr_house(struct reading *reading);
enum take abr_house_pos(struct reading *reading);
enum take abr_parcel(struct reading *reading);
enum take abr_parcel_pos(struct reading *reading);
enum take isj_town(struct reading *reading);
enum take isj_block(struct reading *reading);
enum take history_office(struct reading *reading);
enum take history_merger(struct reading *reading);

#endif
