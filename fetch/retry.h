/*
 * When to try again: which answers pass, how long to wait.
 */
#ifndef FETCH_RETRY_H
#define FETCH_RETRY_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#define RETRY_BASE_MS 1000
#define RETRY_BASE_MIRROR_MS 50
#define RETRY_CAP_MS 60000

/* 429, 500, 502, 503, 504. */
bool retry_status(long status);

/* The pause behind try number `tried` (from 1): base, twice that, four times
 * ... at most RETRY_CAP_MS, less up to a quarter by chance, so that many
 * clients do not come back at once. `random` is any number. */
uint64_t retry_pause_ms(unsigned tried, uint64_t base_ms, uint64_t random);

/* A date of HTTP (RFC 9110, 5.6.7, all three forms), whatever the locale. */
bool http_date(const char *text, time_t *date);

/* Retry-After (RFC 9110, 10.2.3): seconds or a date, as milliseconds from
 * `now`; a date that has passed is 0. False: it cannot be read. */
bool retry_after(const char *value, time_t now, uint64_t *ms);

#endif
