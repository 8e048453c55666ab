/*
 * Which of several towns with one key does the text spell?
 */
#ifndef GEO_GEOCODE_SPELLING_H
#define GEO_GEOCODE_SPELLING_H

#include "base/str.h"

/* How near the written text is to an official name, by the characters they
 * share in order; higher is nearer, 0 or less. Equal texts give 0. */
int spelling_near(struct str written, struct str official);

#endif
