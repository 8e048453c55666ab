/*
 * Batches of addresses through the geocoder, in several threads; the answers
 * go to stdout in the order of the input. Memory is that of one batch.
 */
#ifndef CMD_GEOCODING_H
#define CMD_GEOCODING_H

#include "cmd/answer.h"

#define BATCH_ROWS ((size_t)4096)
#define BATCH_BYTES ((size_t)8 << 20) /* of text: no row is added past it */

struct batch {
    struct address_row row[BATCH_ROWS];
    size_t n, bytes;
    struct arena arena; /* the rows' text */
};

/* Room for one more row. */
bool batch_full(const struct batch *batch);
struct address_row *batch_add(struct batch *batch);
struct str batch_keep(struct batch *batch, struct str text);
void batch_clear(struct batch *batch);

struct tally {
    uint64_t rows, unreadable, doubted;
    uint64_t level[LEVEL_COUNT]; /* match_level of what could be read */
    double seconds;              /* in geocode(), added up over threads */
};

struct geocoding;

struct geocoding *geocoding_open(const struct gazetteer *gazetteer,
                                 size_t n_thread);

/* Find all of a batch, and print. Errors: ERR_STORAGE (stdout). */
bool geocoding_run(struct geocoding *geocoding, const struct batch *batch,
                   const struct answer_form *form, struct err *err);

struct tally geocoding_tally(const struct geocoding *geocoding);
void geocoding_close(struct geocoding *geocoding);

#endif
