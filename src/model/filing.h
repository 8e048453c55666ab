/*
 * Rows of the bureaus' filing lists: institutions, what each has filed, and
 * for which prefecture and fee table a list says everything.
 */
#ifndef MODEL_FILING_H
#define MODEL_FILING_H

#include "model/function.h"

#define NO_NUMBER UINT32_MAX
#define NO_DAY INT32_MIN

/* One institution as a filing list describes it, until the join finds its
 * facility or makes one. NULL: the list does not say. */
struct institution {
    char code[11]; /* 医療機関コード, 10 digits */
    char municipality_code[6];
    uint8_t prefecture; /* 1 to 47 */
    uint8_t points;     /* enum points */
    const char *name, *postal_code, *address, *phone, *fax;
    const char *beds;      /* the cell, '\n' between its lines */
    const char *together;  /* code of the institution in the same house that is
                              designated under another fee table */
    uint32_t supply, line; /* its first row */
    uint32_t heard;        /* the last list whose cells were compared */
    uint32_t facility;     /* since the join; NO_FACILITY before it */
    /* A row that names its number was set aside: it may have filed what no
     * list is known to say. Without a name no other row describes it. */
    bool incomplete;
};

/* What a further list says of an institution: where the first one was silent
 * (`used`), or otherwise than the first one. */
struct institution_value {
    uint32_t institution, supply, line;
    int field;
    const char *value;
    bool used;
};

/* A kind of filing as the lists write it. */
struct filing_kind {
    const char *symbol, *name; /* "" when the list has none */
    const char *level;         /* of filing_meaning, or NULL */
    uint8_t points;
    int8_t function; /* FUNCTION_NONE: not known to say anything of home care */
    bool known;      /* some row of filings.def has it */
    uint64_t n;      /* rows */
};

/* One filing. 20 bytes: a national list has two million. */
struct filing {
    uint32_t holder; /* institution; since the join, facility */
    uint32_t line;
    uint32_t number; /* of 受理番号 第1726号, or NO_NUMBER */
    int32_t start;   /* 算定開始: days since 1970-01-01, or NO_DAY */
    uint16_t supply, kind;
};

/* YYYY-MM-DD of a day of struct filing; false when it is not known. */
bool filing_day(int32_t start, char iso[11]);
/* The reverse, of a real date. */
int32_t filing_day_of(const char iso[11]);

/* A list says everything about these functions in one prefecture: who has no
 * row there has not filed. */
struct filing_scope {
    uint32_t supply;
    uint8_t prefecture, points;
    function_set functions;
};

#endif
