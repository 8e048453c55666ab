/*
 * What the headings of a file of areas mean: whose area a row tells (a
 * municipality, a town), and which kinds of areas it names. Each kind keeps
 * the name that the heading gives it: 二次医療圏コード and 二次医療圏名 are of
 * the kind 二次医療圏, and never of 構想区域.
 */
#ifndef AUDIT_HEADINGS_H
#define AUDIT_HEADINGS_H

#include "base/str.h"

#define HEADINGS_KINDS 12

/* Columns; -1: there is none. */
struct headings {
    int code;       /* of the municipality */
    int name;       /* of the municipality, or of the city */
    int ward;       /* behind the city's name */
    int prefecture; /* its name */
    int town, chome;
    int vintage;
    struct headings_kind {
        const char *kind; /* "" for headings that do not tell: area_code */
        int code, name;   /* one of the two at least */
    } kind[HEADINGS_KINDS];
    size_t n_kind;
};

/* `heading`: as written. `polygons`: name and code stand for areas, as in the
 * attributes of a map. Kinds live in `arena`. */
void headings_find(const struct str *heading, size_t n, bool polygons,
                   struct headings *headings, struct arena *arena);

/* The kind's name as it is compared: 第2次医療圏 and 二次医療圏 are one,
 * 地域医療構想区域 is 構想区域. In `arena`. */
const char *headings_kind(struct str written, struct arena *arena);

/* The one kind that a file's name tells, or NULL. */
const char *headings_kind_of_file(const char *name, struct arena *arena);

/* Does one municipality alone make these areas (日常生活圏域: 介護保険法117条
 * 2項1号; 地域包括支援センター; 学区)? Names repeat from city to city. */
bool headings_kind_of_city(const char *kind);

#endif
