/*
 * Where the municipality ends in a published address, by the letters alone:
 * for comparing an address of a municipality that was merged with one of its
 * successor, whose names are often in no input.
 */
#ifndef DIFF_TOWN_H
#define DIFF_TOWN_H

#include "base/str.h"

/* What follows prefecture, district (郡), municipality and ward; the whole
 * text when none of them is written. */
struct str town_of(struct str address);

#endif
