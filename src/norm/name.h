/*
 * Names of institutions made comparable: one published name, several keys.
 *
 * Knows the words of such names (name_words.def: legal forms, owners, what an
 * institution is, departments) and the characters that are written for one
 * another (name_variants.def). Knows no institution.
 *
 * Folding: NFKC, no case, hiragana and small kana as large katakana, ヶケが
 * alike, old and variant kanji as one, 々 as the character it repeats; spaces,
 * dashes, ー, punctuation and brackets out, and with them (医), (社団), (株).
 */
#ifndef NORM_NAME_H
#define NORM_NAME_H

#include "base/str.h"

/* Symbols that are kept of a name; the longest published one has 68. */
#define NAME_SYMBOLS 96

/* The departments of internal medicine, of which one may stand for another
 * (name_words.def: 内科, 循環器, 消化器, 呼吸器, 糖尿病, リウマチ, 腎). */
#define NAME_INTERNAL 0xC7801U

enum name_sort {
    NAME_ANY, /* the name does not say */
    NAME_HOSPITAL,
    NAME_CLINIC,
    NAME_PHARMACY,
    NAME_STATION,
};

/* Every key but `bare` is a part of `whole`; empty when the name has none. */
struct name {
    struct str whole; /* all of it, folded */
    struct str rest;  /* without legal form: 恒貴会協和南病院 */
    struct str own;   /* the corporation's own name: 恒貴会 */
    struct str core;  /* without both: 協和南病院 */
    struct str stem;  /* core without what it is: 協和南; never empty unless
                         core is */
    struct str bare; /* core without words of the trade: 田中 of 田中内科医院;
                        may be empty */
    struct str chain, branch; /* of スギ薬局港店: スギ and 港; both or none */
    enum name_sort sort;
    uint32_t departments; /* bits of DEPARTMENT words */
    bool form;            /* a legal form or an owner was written */
};

/*
 * Read one name. `text` is any published text, or its reading in kana; the
 * keys are two allocations in `arena` (and one more when NFKC changes it).
 *
 * An own name ends at a space, or without one at its first 会, and only when
 * something remains that is more than 病院 or 内科クリニック: 医療法人
 * 桜会クリニック has the core 桜会クリニック. Where it ends is a guess, which
 * is why `rest` stands beside `core`.
 */
void name_read(struct str text, struct arena *arena, struct name *name);

/* One character (NFKC) folded as names are; 0 for one that is left out. */
uint32_t name_fold(uint32_t code);

/* A character that tells names apart by itself: numerals, directions, 本 新
 * 内 ... (第一, 東, 本院, 内科): one of them more or another is no slip of the
 * pen. */
bool name_telling(uint32_t folded);

#endif
