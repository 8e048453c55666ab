/* The statements about a report, told one after the other (words_*.c). */
#ifndef OUTPUT_REPORT_WORDS_OWN_H
#define OUTPUT_REPORT_WORDS_OWN_H

#include "output/report/words.h"

/* Names of what is unread: needs (64 may be asked for), indicators, links. */
#define TELLING_MAX 96

struct telling {
    const struct audit *audit;
    void (*add)(void *context, const char *heading, const char *text);
    void *context;
    struct arena arena; /* of the texts */
    const char *told[TELLING_MAX];
    size_t n_told;
};

/* Nothing for NULL and "". */
void telling_say(struct telling *telling, const char *heading,
                 const char *text);
void telling_sayf(struct telling *telling, const char *heading,
                  const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Was it told before? From now on it was. */
bool telling_was(struct telling *telling, const char *name);
/* A whole number with commas. */
const char *telling_count(struct telling *telling, size_t count);

/* ---- parts ---- */

void telling_areas(struct telling *telling);
void telling_sources(struct telling *telling);
void telling_limits(struct telling *telling);
void telling_methods(struct telling *telling);
void telling_quality(struct telling *telling);
void telling_cautions(struct telling *telling);

#endif
