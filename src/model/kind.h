/*
 * Kinds of service, in the order in which layers and lists are shown: the
 * places to ask first, then who comes to the home, then the rest. See
 * kind_main() for the one that a facility is shown as.
 *
 * The care kinds are the service codes of 介護サービス情報公表 (2025-12 files).
 */
#ifndef MODEL_KIND_H
#define MODEL_KIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Groups share colour and shape on the map. */
enum kind_group {
    GROUP_CONSULT, /* 相談 */
    GROUP_MEDICAL, /* 病院・診療所 */
    GROUP_DENTAL,
    GROUP_PHARMACY,
    GROUP_NURSING, /* 訪問看護・訪問リハビリ */
    GROUP_HOME,    /* 訪問介護・入浴・夜間・定期巡回 */
    GROUP_DAY,     /* 通い・泊まり・多機能 */
    GROUP_LIVE,    /* 住まい・施設 */
    GROUP_GOODS,   /* 福祉用具 */
    GROUP_OTHER,
    GROUP_COUNT
};

struct group {
    const char *id;
    const char *name_ja, *name_en;
    const char *colour; /* #rrggbb, 3:1 or better on white */
    const char *shape;  /* file stem of the icon */
};
extern const struct group groups[GROUP_COUNT];

#define KIND_MAX 64
#define KIND_NONE (-1)

struct kind {
    const char *id;       /* kebab-case, stable */
    const char *code;     /* service code of the care listing, or NULL */
    const char *name_ja;  /* official name */
    const char *plain_ja; /* for residents; NULL: the official name */
    const char *name_en;
    enum kind_group group;
    /* Further names met in listings, separated by '|'; compared by key. */
    const char *also;
};
extern const struct kind kinds[];
extern const int kind_count;

/* A set of kinds: bit i is kinds[i]. */
typedef uint64_t kind_set;

int kind_find(const char *id); /* KIND_NONE when there is none */
int kind_of_code(const char *code);
/* Hospitals, clinics, dentists, pharmacies: what such a facility is goes
 * before what else it offers (a clinic that also plans care is a clinic). */
bool group_is_institution(enum kind_group group);
/* The main kind of a set: where to ask, else the institution, else its first
 * kind. KIND_NONE for an empty set. */
int kind_main(kind_set set);
/* The words for an edition's readers. */
const char *kind_words(int kind, bool resident);

#endif
