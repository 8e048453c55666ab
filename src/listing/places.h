/*
 * Municipality tables: the address registry's mt_city_all (names, kana, dates)
 * and a table of mergers (which municipality became which). Recognised by
 * header like every input.
 */
#ifndef LISTING_PLACES_H
#define LISTING_PLACES_H

#include "base/rows.h"
#include "model/municipality.h"

enum places_form { PLACES_NONE, PLACES_REGISTRY, PLACES_MERGERS };

enum places_form places_recognise(const struct row *header,
                                  struct arena *scratch);

/* Read the rows below `header`, whose cells are borrowed for the call only at
 * its start. Rows without a valid code are passed over and counted. */
bool places_read(enum places_form form, const struct row *header,
                 struct rows *rows, const char *label,
                 struct municipalities *places, struct arena *arena,
                 size_t *n_read, struct err *err);

/* Once all tables are read: give abolished municipalities the successor that
 * exists, following chains of mergers. */
void places_settle(struct municipalities *places);

#endif
