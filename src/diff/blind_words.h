/* What blind_tell.c says, and how it is kept: the rows of changes->blind. */
#ifndef DIFF_BLIND_WORDS_H
#define DIFF_BLIND_WORDS_H

#include "diff/blind.h"
#include "diff/language.h"

struct blind_telling {
    const struct blind *blind;
    struct changes *changes;
    struct arena *arena;
    uint32_t *order; /* groups by listing and title */
};

/* In the language of the changes. */
__attribute__((format_arg(2), format_arg(3))) static inline const char *
blind_either(const struct blind_telling *telling, const char *ja,
             const char *en)
{
    return language_text(telling->changes, ja, en);
}

/* `about`: facilities of the side, each once or several times. */
void blind_add_row(struct blind_telling *telling, int side,
                   enum change_blind_code code, const struct blind_count *about,
                   const char *what, const char *why);
/* `about`: those of a silent side, whose partners have what they have not. */
void blind_add_partners(struct blind_telling *telling, int silent,
                        enum change_blind_code code,
                        const struct blind_count *about, const char *what,
                        const char *why);
/* Free sum->facility. */
void blind_count_add(struct blind_count *sum, const struct blind_count *part);

bool blind_of_facilities(const struct blind_group *group);
const char *blind_kind_name(const struct blind_telling *telling, int kind);
/* 滋賀県、京都府; of many the first and the number. */
const char *blind_prefectures(struct blind_telling *telling, uint64_t set);
/* The title; with the main kind of its facilities where sheets share one. */
const char *blind_group_name(const struct blind_telling *telling,
                             uint32_t group);

#endif
