/*
 * What the headings of a mesh file say: which form it has, which years it
 * offers, and in which columns they stand.
 *
 * 国土数値情報: the attribute lists of m1kh30 / m500h30 (H30) and m1kr6 /
 * m500r6 / m250r6 (R6). PTN is the total before suppression, PT0 (PT00) the
 * total with what other meshes moved here; PT1 to PT18 are five-year ages
 * 0-4 ... 85-89, PT19 90 and over (R6: PT20 95 and over); PTA 0-14, PTB 15-64,
 * PTC 65 and over, PTD 75 and over, PTE 80 and over. (Public scripts take PTA
 * for 65+ and PTE for 75+; the sums of the files themselves say otherwise.)
 *
 * 国勢調査: 定義書 T001141 and T000847. Item codes change with every census, so
 * the second heading row, the labels, tells what a column is.
 */
#ifndef PEOPLE_FORM_H
#define PEOPLE_FORM_H

#include "people/people.h"

enum form_id { FORM_H30, FORM_R6, FORM_CENSUS };

#define FORM_MAX_YEARS 24

/* Columns to add up, and one to take away (-1: none). No columns: unknown. */
struct form_sum {
    int plus[24];
    size_t n;
    int minus;
};

struct form_year {
    int year;
    int total;                      /* before suppression */
    int hidden;                     /* the mark of suppression */
    int target;                     /* the mesh that has the ages, or -1 */
    struct form_sum group;          /* all ages, with what was moved here */
    struct form_sum age[AGE_COUNT]; /* but AGE_ALL */
};

struct form {
    enum form_id id;
    int mesh, municipality; /* columns; municipality -1: none */
    size_t n_year;
    struct form_year year[FORM_MAX_YEARS];
    const struct census_table *census; /* of FORM_CENSUS */
};

/* A table of e-Stat whose census is known. */
struct census_table {
    const char *id;
    int year;
    const char *era; /* 令和2年 */
};

/*
 * Recognise 国土数値情報 by its column names. *known is false, without an
 * error, when they are not of this form.
 * Errors: ERR_INPUT (a column twice; no year with its ages).
 */
bool form_of_projection(const struct str *heading, size_t n, const char *label,
                        struct form *form, bool *known, struct err *err);

/* Does the first heading row begin a census mesh text? */
bool form_is_census(const struct str *heading, size_t n);
/*
 * The form by both heading rows.
 * Errors: ERR_INPUT (a table whose census is not known, a label missing or
 * there twice).
 */
bool form_of_census(const struct str *code, size_t n_code,
                    const struct str *label, size_t n_label, const char *name,
                    struct arena *arena, struct form *form, struct err *err);

/* "2020, 2025": the years on offer. */
void form_add_years(const struct form *form, struct buf *out);
/* NULL when the form lacks the year. */
const struct form_year *form_find_year(const struct form *form, int year);

#endif
