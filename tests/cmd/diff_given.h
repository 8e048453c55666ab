/*
 * Two tables and what is said to have changed between them, made for a test.
 * Facilities with the same number in both are one; further ones of OLD are
 * gone, further ones of NEW are new only when the test says so.
 */
#ifndef TESTS_CMD_DIFF_GIVEN_H
#define TESTS_CMD_DIFF_GIVEN_H

#include "cmd/diff_report.h"

struct diff_given {
    struct table old, new;
    struct match match;
    struct changes changes;
    struct diff_areas areas;
    struct diff_report report;
};

/* Both sides have one list, of 2025-12-01 and of 2026-06-01. */
void given_begin(struct diff_given *given);

uint32_t given_old(struct diff_given *given, const char *id, const char *name,
                   const char *kind, const char *code);
uint32_t given_new(struct diff_given *given, const char *id, const char *name,
                   const char *kind, const char *code);
/* The two are one facility, found by its id. */
void given_partners(struct diff_given *given, uint32_t old, uint32_t new);

/* In both, unchanged. */
void given_same(struct diff_given *given, const char *id, const char *name,
                const char *kind, const char *code);

/* Add a change; returns it until the next one is added. */
struct change *given_change(struct diff_given *given, enum change_kind kind,
                            uint32_t old, uint32_t new);

/* Tell only of this area (a code of 2 or 5 digits). */
void given_area(struct diff_given *given, const char *code, const char *name);

/* Make given->report. */
void given_report(struct diff_given *given);
void given_release(struct diff_given *given);

#endif
