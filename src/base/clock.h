/*
 * The time that outputs are dated with: SOURCE_DATE_EPOCH when it is set, so
 * that the same run makes the same bytes; else the clock. UTC.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/err.h"

#define CLOCK_TEXT 21 /* YYYY-MM-DDThh:mm:ssZ and its end */

/* Errors: ERR_USAGE (SOURCE_DATE_EPOCH is no number of seconds). */
bool clock_now(char iso[CLOCK_TEXT], struct err *err);

#endif
