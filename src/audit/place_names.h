/*
 * Municipalities by their names, as people write them into a table: 大津市,
 * 犬上郡多賀町, 滋賀県大津市, 札幌市 北区. Names repeat over prefectures
 * (府中市, 伊達市): then the prefecture must tell, or only one of them has
 * people here.
 */
#ifndef AUDIT_PLACE_NAMES_H
#define AUDIT_PLACE_NAMES_H

#include "model/table.h"

enum place_names_found { PLACE_FOUND, PLACE_UNKNOWN, PLACE_SEVERAL };

struct place_names;

/* `here`: codes of municipalities that have people here, n of them. End with
 * place_names_close(). */
struct place_names *place_names_open(const struct table *table,
                                     const char *const *here, size_t n_here);

/* `prefecture` and `ward` may be empty. The code is that of today. */
enum place_names_found place_names_find(const struct place_names *names,
                                        struct str prefecture, struct str name,
                                        struct str ward, char code[6]);
void place_names_close(struct place_names *names);

#endif
