/*
 * The dictionary while it is made; shared by compile.c and the files of its
 * stages (cities, towns, numbers, radius), and by nobody else.
 */
#ifndef GEO_GAZETTEER_COMPILING_H
#define GEO_GAZETTEER_COMPILING_H

#include "base/buf.h"
#include "geo/gazetteer/compile.h"
#include "geo/gazetteer/fold_table.h"
#include "geo/gazetteer/trie.h"
#include "geo/geocode/layout.h"

#define KEY_MAX 96 /* symbols of a name */

/* Texts, each once. */
struct texts {
    struct buf bytes;
    uint32_t *slot; /* open addressing; offset + 1, 0: free */
    size_t n, n_slot;
};

struct work_town {
    struct layout_town out;
    const char *name;
    struct lonlat point; /* NAN: none */
    double radius_m;
    uint32_t key_at, key_n; /* in compiling->key */
    uint32_t parent;        /* NO_DRAFT: none */
    uint32_t first_child, next_sibling;
    uint32_t forms; /* bit of each enum source_form */
};

struct work_number {
    uint32_t town, key;
    uint64_t hash; /* of the whole number: tells equal keys apart */
    uint16_t source;
    bool keep;
    const char *text;
    struct lonlat point;
};

struct compiling {
    struct draft *draft;
    const struct compile_options *options;
    struct fold_making *making;
    struct fold_table fold;
    struct texts texts;
    struct trie trie;
    struct arena arena;
    struct layout_city *city;
    uint32_t *link;
    struct work_town *town;
    symbol *key;
    uint32_t *merged; /* of each draft town: work town, or NO_DRAFT */
    struct work_number *number;
    struct layout_listed *listed;
    struct layout_number *stored;
    size_t n_city, cap_city, n_link, cap_link, n_town, cap_town, n_key, cap_key,
        n_number, cap_number, n_listed, cap_listed, n_stored, cap_stored;
    uint64_t fault[FAULT_COUNT];
    uint64_t n_history;
};

/* ---- texts ---- */
uint32_t texts_add(struct texts *texts, const char *text); /* NULL is "" */
void texts_release(struct texts *texts);

/* Fold a published name into a key of at most KEY_MAX symbols. */
size_t compiling_key(const struct compiling *compiling, const char *name,
                     symbol key[KEY_MAX]);

/* layout_find_city() while they are made; NO_DRAFT when there is none. */
_Static_assert(NO_DRAFT == LAYOUT_NONE, "one word for nothing");
uint32_t compiling_city(const struct compiling *compiling, const char *code);

/* A town's name as it is compared: without 大字 and 字 before its parts,
 * without 大字 inside a name (嘉瀬町大字荻野) and 字 behind 地割, which may be
 * left out. Returns its length. */
size_t compiling_town_key(const struct compiling *compiling,
                          const struct draft_town *town, symbol key[KEY_MAX]);
bool compiling_ends_in_chome(const symbol *key, size_t n);
uint32_t compiling_add_town(struct compiling *compiling, struct work_town town);

void compiling_fault(struct compiling *compiling, enum gazetteer_fault fault,
                     const char *code, const char *place, const char *detail,
                     uint16_t source);

/* Sort measures, least first. */
void compiling_sort(double *value, size_t n);

/* Trees: 0 the municipalities' names, 1 all towns' names, 2 + city its towns.
 */
enum { TREE_CITIES, TREE_ANY, TREE_FIRST };

/* ---- stages, in order ---- */
void compile_cities(struct compiling *compiling);
void compile_towns(struct compiling *compiling);
void compile_parents(struct compiling *compiling);
void compile_numbers(struct compiling *compiling);
void compile_audit(struct compiling *compiling);
void compile_radius(struct compiling *compiling);
void compile_names(
    struct compiling *compiling); /* towns' names into the trie */

#endif
