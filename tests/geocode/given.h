/*
 * Two small dictionaries for the tests of geocode and gazetteer: that of
 * samples/gazetteer, and that of names.csv and history.csv beside this file,
 * where a row is one town with a name that is hard somewhere. They are made
 * once in a process, by the compiler itself, and leave no file behind.
 */
#ifndef TESTS_GEOCODE_GIVEN_H
#define TESTS_GEOCODE_GIVEN_H

#include "base/buf.h"
#include "geo/gazetteer/compile.h"
#include "geo/geocode/geocode.h"

enum given { GIVEN_SAMPLES, GIVEN_NAMES };

/* A folder that goes away with the process, and a file in it. */
const char *given_folder(void);
const char *given_file(const char *name, struct str bytes);

/* Read and settle the sources; release the draft. */
void given_draft(enum given given, struct draft *draft);
/* The same from the texts of tables, up to a NULL. */
void given_draft_of(struct draft *draft, const char *const *table);

/* The bytes of the dictionary that a draft gives; release the buf. */
struct buf given_compiled(struct draft *draft,
                          const struct compile_options *options);

/* An open dictionary from its bytes, or NULL with the error. */
struct gazetteer *given_open(struct str bytes, struct err *err);

/* Bytes and dictionary of a set, made on the first call and kept. */
struct str given_bytes(enum given given);
const struct gazetteer *given_gazetteer(enum given given);

/* One address without hints, its texts good until the next call. */
struct geocode_result given_geocode(enum given given, const char *address);

/* The reasons' names in the order of reasons.def, a space between. */
void given_reasons(uint64_t reasons, struct buf *out);

/* A dictionary's fold table. */
const struct fold_table *given_fold(void);

#endif
