/*
 * Names of towns (町丁, 大字) as lists write them and as dictionaries do, made
 * comparable. Two steps: a plain key, which keeps 大字 and every character,
 * and a loose one, which drops 大字 and 字 and takes ヶケが, ノの, old and new
 * kanji as one. Numbers before 丁目 are digits in both.
 */
#ifndef AUDIT_TOWN_NAMES_H
#define AUDIT_TOWN_NAMES_H

#include "base/str.h"

/* Both live in `arena`. */
struct str town_names_plain(struct str name, struct arena *arena);
struct str town_names_loose(struct str plain, struct arena *arena);
/* The name without its 丁目: 湊町 of 湊町3丁目; empty when it has none. Takes
 * and gives a key. */
struct str town_names_base(struct str key);

/*
 * The towns that one cell lists, as plain keys: 湊町１～３丁目、桟橋通（一部）
 * gives 湊町1丁目, 湊町2丁目, 湊町3丁目, 桟橋通. Separators are 、，・；／ and
 * line ends; a part that is only a number belongs to the town before it. What
 * stands in brackets stays, but for 一部, 全域 and numbers of 丁目: a town "but
 * for" something is none. At most `room` are set; returns how many.
 */
size_t town_names_list(struct str cell, struct str *name, size_t room,
                       struct arena *arena);

#endif
