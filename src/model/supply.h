/*
 * One input file (or zip member, or sheet): where it came from, what listing
 * it is, and what became of its rows.
 */
#ifndef MODEL_SUPPLY_H
#define MODEL_SUPPLY_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ROW_REFERENCE: no rows of its own (a dictionary that positions came from). */
enum row_kind {
    ROW_FACILITY,
    ROW_HOURS,
    ROW_FILING,
    ROW_REFERENCE,
    ROW_KIND_COUNT
};
extern const char *const row_kind_names[ROW_KIND_COUNT];

/* read = kept + merged + blank + set_aside, always (supply_balanced()). */
struct row_count {
    uint64_t read, kept, merged, blank, set_aside;
};

struct supply {
    const char *label;   /* as people know it: "x.zip:y.csv" */
    const char *path;    /* file on disk, for a later recount */
    const char *member;  /* zip member or NULL */
    unsigned sheet;      /* of a workbook, from 0 */
    char sha256[65];     /* of the file on disk */
    const char *listing; /* id of the listing */
    const char *title, *publisher, *licence, *licence_url, *url;
    const char *attribution; /* finished sentence */
    const char *as_of;       /* YYYY-MM-DD, or NULL: unknown (不明) */
    const char *encoding;
    enum row_kind row_kind;
    uint32_t header_rows; /* records up to and with the header row */
    uint32_t n_header;    /* cells of the header row */
    struct row_count rows;
};

bool supply_balanced(const struct supply *supply);

/* "2025年12月1日時点" of YYYY-MM-DD, "時点不明" of NULL. */
const char *supply_when(const char *as_of, struct arena *arena);

/* The counts of all inputs whose rows are of one kind. */
struct row_count supply_total(const struct supply *supply, size_t n,
                              enum row_kind kind);

#endif
