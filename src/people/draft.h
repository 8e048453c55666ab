/*
 * Meshes as their files give them, until people_settle(): one row for every
 * row read, in the order of reading, and of suppressed meshes where their ages
 * are.
 */
#ifndef PEOPLE_DRAFT_H
#define PEOPLE_DRAFT_H

#include "people/form.h"

#define NO_HIDDEN UINT32_MAX

/* Its counts are people->count, by the row's number. */
struct draft_row {
    uint64_t code;
    uint32_t source, line;
    uint32_t hidden;       /* first of its draft_hidden, or NO_HIDDEN */
    uint32_t municipality; /* the code as a number; 0: none */
};

/* What suppression did to a mesh in one year. */
struct draft_hidden {
    uint64_t target; /* suppressed: the mesh that has its ages; 0: not told */
    double group;    /* else: all people whose ages stand here */
    uint8_t year;    /* index */
    bool suppressed;
    bool last; /* of its row */
};

/* What else is known of people->source[i]. */
struct draft_file {
    /* A census text of one prefecture (tblT001141H25.txt): a mesh on its
     * border has only the people of this side. 0: not such a text. */
    unsigned prefecture;
};

struct people_draft {
    struct draft_row *row; /* [n_row] */
    size_t n_row, cap_row;
    size_t cap_count; /* rows that people->count has room for */
    struct draft_hidden *hidden;
    size_t n_hidden, cap_hidden;
    struct draft_file *file; /* [people->n_source] */
    size_t cap_file;
    enum form_id form; /* of all files */
};

/* A new row and its counts (to be filled); code and line are the caller's.
 * The draft must exist. */
float *mesh_draft_add(struct people *people, const struct draft_row *row);

/* Set a row of a source aside; `value` is copied. */
void people_put_aside(struct people *people, uint32_t source, uint32_t line,
                      const char *reason, const char *value);

void mesh_draft_release(struct people *people);

/* ---- sharing out (share.c) ---- */

/* The rows are sorted by code. Gives every row its own ages, and fills
 * people->hidden and note[row]. */
void mesh_draft_share(struct people *people, uint8_t *note);

/* First row of the code; n_row when there is none. */
size_t mesh_draft_find(const struct people_draft *draft, uint64_t code);

#endif
