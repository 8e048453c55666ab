/*
 * What was fetched, looked at before anybody uses it: is it what the catalogue
 * expects, are its columns the known ones, are there as many rows as last
 * time? Context of fetching_judge: a struct judging.
 */
#ifndef CMD_JUDGING_H
#define CMD_JUDGING_H

#include "fetch/fetching.h"

/* An edition that was refused for having fewer rows than the one before. */
struct judging_drop {
    const struct source *source;
    const struct snapshot *before;
};

struct judging {
    bool accept_drop;
    struct judging_drop *drop; /* filled in by judging; free it */
    size_t n_drop, cap_drop;
};

fetching_judge judging_judge;

#endif
