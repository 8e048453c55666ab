/*
 * Which rows of the listings a facility's values come from. An office with
 * several services has a row for each, and the row of its first service speaks
 * for it: when a service comes or goes, another row may speak, and then the
 * values differ without any having changed.
 */
#ifndef DIFF_ROWS_H
#define DIFF_ROWS_H

#include "diff/blind.h"

/* A row's list and services. */
struct rows_slot {
    bool known;
    uint32_t group; /* of the blind */
    kind_set kinds; /* 0: not known */
};

/* Numbers of items by facility. */
struct rows_index {
    uint32_t *first; /* by facility, one more than there are */
    uint32_t *item;
};

struct rows {
    const struct blind *blind;
    bool made;
    struct rows_index origin[SIDE_COUNT], other[SIDE_COUNT],
        finding[SIDE_COUNT], candidate[SIDE_COUNT];
};

/* Makes the indexes when they are asked for the first time. */
void rows_need(struct rows *rows);
void rows_release(struct rows *rows);

/* Is it known that the rows are of different lists or services? */
bool rows_differ(const struct rows_slot *a, const struct rows_slot *b);
/* The row that gave a field its value. */
struct rows_slot rows_of_field(const struct rows *rows, int side,
                               uint32_t facility, enum field_id field);
/* The row that gave the published position. */
struct rows_slot rows_of_position(const struct rows *rows, int side,
                                  uint32_t facility);
bool rows_have(const struct rows *rows, int side, uint32_t facility,
               const struct rows_slot *slot);
/* What a row of this slot says of the field; `value`, the facility's, where
 * nothing else is known of it. NULL: there is no such row. */
const char *rows_say(const struct rows *rows, int side, uint32_t facility,
                     const struct rows_slot *slot, enum field_id field,
                     const char *value);
/* The values besides its own that rows of the facility give the field; fills
 * at most `most`, and returns how many. */
size_t rows_others(const struct rows *rows, int side, uint32_t facility,
                   enum field_id field, const char **value, size_t most);
/* Is a published position of the facility within CHANGE_POSITION_M? */
bool rows_near(const struct rows *rows, int side, uint32_t facility,
               struct lonlat point);
/* Did staff correct the field? *former: what the source says. */
bool rows_corrected(const struct rows *rows, int side, uint32_t facility,
                    enum field_id field, const char **former);

#endif
