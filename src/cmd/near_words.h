/*
 * What `near` says: its words in both languages, and of one result why it is
 * one, what is unknown about it, and what else is to be known.
 */
#ifndef CMD_NEAR_WORDS_H
#define CMD_NEAR_WORDS_H

#include "cmd/near.h"

enum near_word {
#define WORD(id, ja, en) NEAR_##id##_WORD,
#include "cmd/near_words.def"
#undef WORD
    NEAR_WORD_COUNT
};
const char *near_word(enum near_word word, bool japanese);
#define NEAR_WORD(id, japanese) near_word(NEAR_##id##_WORD, japanese)

/* Lines, '\n' between them. Zero-initialise. */
struct near_said {
    struct buf why, unknown, notes;
};
/* Replace what was said by what there is to say of this result, whose record is
 * loaded. */
void near_say(const struct near_found *found, const struct near_result *result,
              bool japanese, struct near_said *said);
void near_said_release(struct near_said *said);

/* 850m, 1.2km. */
void near_add_metres(struct buf *out, double metres);
/* 12, 12.5. */
void near_add_minutes(struct buf *out, double minutes);
/* 2025年12月1日時点, 時点不明; of a range of dates too. */
void near_add_when(struct buf *out, const char *as_of, bool japanese);
/* The day and the time asked for. */
void near_add_time(struct buf *out, const struct near_order *order,
                   bool japanese);
/* Kinds and functions asked for. */
void near_add_asked(struct buf *out, const struct near_order *order,
                    bool japanese);
void near_add_limit(struct buf *out, const struct near_order *order,
                    bool japanese);
/* 大津市 of a facility; adds nothing when it is not known. */
void near_add_place(struct buf *out, const struct near_found *found,
                    const struct facility *facility);
/* Is it known to be of another municipality than the home? Wards of one city
 * are not. */
bool near_is_elsewhere(const struct near_found *found,
                       const struct facility *facility);
/* 市外, 町外 ... by the name of the home's municipality. */
const char *near_outside(const struct near_home *home, bool japanese);

/* Is the address known so badly that readers must be warned? */
bool near_is_coarse(const struct near_home *home);
/* The warning. */
void near_add_coarse(struct buf *out, const struct near_home *home,
                     bool japanese);
/* Anything with a record to show? */
bool near_has_results(const struct near_found *found);
/* How many of those shown have a position of unknown error. */
size_t near_without_error(const struct near_found *found);
/* open, on_call, unknown, closed: for programs; NULL when it was not asked. */
const char *near_open_name(const struct near_found *found,
                           const struct near_result *result);

/* Does the 16 km rule of home visits apply? 保険医療機関 only. */
bool near_visits(const struct facility *facility);
enum near_side near_visit_side(const struct near_result *result);

/* The sources of what is shown, the dictionary's last; *n of them. */
const struct view_source *near_sources(const struct near_found *found,
                                       size_t *n, struct arena *arena);

/* The fields of a record that are shown, in order: all of the professionals'
 * edition. */
extern const enum field_id near_fields[];
extern const size_t near_field_count;

/* within, check, beyond: for programs. */
extern const char *const near_side_names[];

#endif
