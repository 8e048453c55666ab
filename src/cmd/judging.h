/*
 * What was fetched, looked at before anybody uses it: is it what the catalogue
 * expects, are its columns the known ones, are there as many rows as last
 * time? Context of fetching_judge: a struct judging.
 */
#ifndef CMD_JUDGING_H
#define CMD_JUDGING_H

#include "fetch/fetching.h"

struct judging {
    bool accept_drop;
};

fetching_judge judging_judge;

#endif
