/*
 * The work of `audit`: what is asked (options), what was read for it, and the
 * folder that is written.
 */
#ifndef CMD_AUDITING_H
#define CMD_AUDITING_H

#include "audit/audit.h"
#include "base/opt.h"
#include "cmd/limit_text.h"

struct auditing {
    const char *store, *output, *points;
    struct opt_list population, municipal, areas, indicators, progress;
    struct opt_list pref, area, function, year, format;
    const char *threshold, *od, *detour, *speed, *base_year;
    const char *weight, *candidates, *sites, *maker, *title, *threads;
    bool quiet;
};

/* Everything that was read. Zero-initialise; end with gathered_release(). */
struct gathered {
    struct arena arena;
    struct table table;
    struct people people;
    struct townspeople townspeople;
    struct regions regions;
    struct imported imported;
    struct travel travel;
    struct supply weight_supply, candidate_supply;
    double *weight;
    struct aside_list aside; /* of weights and candidates */
    struct candidate_place *candidate;
    size_t n_candidate;
    struct limit limit;
    struct need *need;
    struct audit_order order; /* points at the others */
};

/* Understand and check the options that need no file. ERR_USAGE. */
bool auditing_ask(const struct auditing *auditing, const char *created,
                  struct gathered *gathered, struct err *err);
/* Read all files, and complete gathered->order. */
bool auditing_gather(const struct auditing *auditing, const char *created,
                     struct gathered *gathered, struct err *err);
void gathered_release(struct gathered *gathered);

/* "KIND=FILE" or "FILE"; a file that is there is never taken apart. The part
 * before '=' lives in `arena`, NULL when there is none. */
struct region_file auditing_named_file(const char *text, struct arena *arena);

/* Print the accounting. ERR_INTERNAL when it does not close. */
bool auditing_account(const struct gathered *gathered, struct err *err);
/* accounting.csv and set_aside.csv. */
void auditing_sheet(const struct gathered *gathered, struct buf *out);
void auditing_sheet_aside(const struct gathered *gathered, struct buf *out);

/* 滋賀県・大阪府 在宅医療・介護の資源と地域差の点検 */
const char *auditing_title(const struct auditing *auditing,
                           const struct gathered *gathered,
                           struct arena *arena);
/* The command line that makes the report again, whenever and by whom: what was
 * left to defaults is written out. Names of files, but not where they lie. */
const char *auditing_command(const struct auditing *auditing,
                             const struct gathered *gathered,
                             struct arena *arena);

/* Every wanted file into the folder, as a whole. */
bool auditing_write(const struct auditing *auditing,
                    const struct gathered *gathered, const struct audit *audit,
                    struct err *err);
/* Is the folder ours to replace, and are the formats known? */
bool auditing_check_output(const struct auditing *auditing, struct err *err);

/* from.csv, to.csv, pairs.csv for a router, into the folder auditing->points.
 */
bool auditing_points(const struct auditing *auditing,
                     const struct gathered *gathered, struct err *err);

#endif
