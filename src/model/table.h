/*
 * Everything a run knows: facilities, where each came from, what was odd,
 * what was set aside. Owns one arena.
 *
 * No row is ever lost silently: every row read ends in exactly one of
 * table_keep(), table_merge(), table_blank() and table_set_aside(), which
 * count it in its supply.
 */
#ifndef MODEL_TABLE_H
#define MODEL_TABLE_H

#include "model/facility.h"
#include "model/filing.h"
#include "model/land.h"
#include "model/municipality.h"
#include "model/supply.h"

#define NO_FACILITY UINT32_MAX

/* One row of an input that went into a facility. `fields` has bit f set where
 * the facility's value of field f came from this row. */
struct origin {
    uint64_t fields;
    uint32_t facility, supply, line;
    bool merged;
};

/* One odd value, counted and listed; the run goes on. */
struct finding {
    uint32_t facility; /* or NO_FACILITY */
    uint32_t supply, line;
    int field;         /* enum field_id, or -1 */
    const char *what;  /* msgid; equal pointers are the same kind */
    const char *value; /* the odd text, or NULL */
};

struct set_aside {
    uint32_t supply, line;
    const char *reason; /* msgid */
    const char *value;  /* what identifies the row to a person, or NULL */
};

/* A file that was passed over with --skip-unknown. */
struct skipped {
    const char *label, *reason;
};

/* A published position of a facility. Several when several rows give one. */
struct candidate {
    struct lonlat point;
    uint32_t facility, supply, line;
    uint16_t kind; /* service of the row, index into kinds[] */
    float error_m; /* what the datum operation states; NAN when published so */
};

/* One published interval of one department's day, until hours are composed
 * (join/schedule). Days count from Monday, 7 is holidays; day
 * HOURS_NO_DAY only says that the facility has the department. */
struct hours_entry {
    uint32_t facility;
    uint16_t department; /* index into table->department, or NO_DEPARTMENT */
    uint8_t day;
    bool reception; /* else treatment */
    int16_t start_min, end_min;
};
#define HOURS_NO_DAY 255
#define NO_DEPARTMENT UINT16_MAX

/* Published day flags of a facility, enum day_flag of norm/hours.h. */
struct day_flags {
    uint32_t facility;
    uint8_t weekly[8]; /* 7: holidays */
    uint8_t nth[5][7];
};

/* What another row says of a field whose value is already there: kept, so
 * that a person can see what was not used, and why. */
struct other_value {
    uint32_t facility, supply, line;
    int field;
    const char *value;
    const char *rule; /* msgid: why the other value stands */
};

/* Two records that may be one facility, for a person to decide; or what a
 * person decided; or why two were joined. */
enum pair_state {
    PAIR_OPEN,
    PAIR_JOINED,
    PAIR_DECIDED_ONE,
    PAIR_DECIDED_NOT,
    PAIR_STATE_COUNT
};
extern const char *const pair_state_names[PAIR_STATE_COUNT];

struct facility_pair {
    uint32_t a, b; /* the same facility when they were joined */
    const char *id_a, *id_b;
    float score, distance_m; /* NAN: not known */
    const char *evidence;    /* Japanese, a line each */
    const char *decision;    /* what staff wrote, for the next worksheet */
    uint8_t state;           /* enum pair_state */
};

struct table {
    struct arena arena;
    struct facility **facility;
    struct origin *origin;
    struct finding *finding;
    struct set_aside *set_aside;
    struct candidate *candidate;
    struct hours_entry *hours;
    struct day_flags *flags;
    struct institution *institution;             /* only until the join */
    struct institution_value *institution_value; /* likewise */
    struct filing *filing; /* by facility, since the join */
    struct filing_kind *filing_kind;
    struct filing_scope *filing_scope;
    struct other_value *other_value;
    struct facility_pair *pair;
    const char **department; /* names as published, by index */
    struct supply *supply;
    struct skipped *skipped;
    struct supply *reference;   /* that positions may come from */
    uint32_t *reference_supply; /* its number among `supply` + 1; 0: unused */
    const char *source[64];     /* distinct titles of supplies, for `source` */
    size_t n_source;
    size_t n_facility, n_origin, n_finding, n_set_aside, n_candidate, n_hours,
        n_flags, n_department, n_supply, n_skipped, n_reference, n_institution,
        n_filing, n_filing_kind, n_filing_scope, n_institution_value,
        n_other_value, n_pair;
    size_t cap_facility, cap_origin, cap_finding, cap_set_aside, cap_candidate,
        cap_hours, cap_flags, cap_department, cap_supply, cap_skipped,
        cap_institution, cap_filing, cap_filing_kind, cap_filing_scope,
        cap_institution_value, cap_other_value, cap_pair;
    struct municipalities municipalities;
    struct land land;          /* to draw maps on */
    const char *land_credit;   /* where it is from: finished sentences, a line
                                  each; NULL without any */
    struct table_index *index; /* id -> facility */
    struct table_index *department_index;
    struct table_index *institution_index; /* code -> institution */
    struct table_index *filing_kind_index;
};

/* Add an empty facility with this id, which must be new. Returns its number. */
uint32_t table_add(struct table *table, const char *id);
/* NO_FACILITY when there is none. */
uint32_t table_find(const struct table *table, const char *id);

uint32_t table_add_supply(struct table *table, const struct supply *supply);
/* Remember a source that a position may come from (a table of the dictionary);
 * its number, from 1. */
uint16_t table_add_reference(struct table *table, const struct supply *supply);
/* The facility's pin comes from it: it becomes an input without rows, and one
 * of the facility's sources. 0 is nothing. Returns its title, or NULL. */
const char *table_use_reference(struct table *table, uint16_t reference,
                                struct facility *facility);
/* The number of a department's name; NO_DEPARTMENT when there are too many. */
uint16_t table_department(struct table *table, const char *name);
void table_add_candidate(struct table *table, struct candidate candidate);
void table_add_hours(struct table *table, struct hours_entry entry);
void table_add_flags(struct table *table, struct day_flags flags);
/* The schedules are composed: free what they were made from. */
void table_drop_hours(struct table *table);
/* The bit of a supply's title in facility->sources. The 64th and all further
 * titles share the last bit, whose text then says so. */
uint64_t table_source(struct table *table, const char *title);

/* ---- filing lists ---- */

/* The institution with this code, made when there is none yet; *created
 * tells which. The members besides the code are the caller's to fill. */
struct institution *table_institution(struct table *table, const char *code,
                                      bool *created);
/* NULL when there is none. */
const struct institution *table_find_institution(const struct table *table,
                                                 const char *code);
void table_add_institution_value(struct table *table,
                                 struct institution_value value);
/* Their facilities are found: free what is no longer needed. */
void table_drop_institutions(struct table *table);
uint32_t table_institution_number(const struct table *table,
                                  const struct institution *institution);
/* The number of a kind of filing, made when it is new; counts nothing.
 * UINT16_MAX when there are too many. */
uint16_t table_filing_kind(struct table *table, const struct filing_kind *kind);
/* The end of a filing row that adds one filing. */
void table_file(struct table *table, struct filing filing);
/* A filing, without the end of its row: lists for printing name all filings
 * of an institution in one, which table_file_row() ends. */
void table_file_more(struct table *table, struct filing filing);
/* The end of a row of filings: kept when any of them was new, else merged. */
void table_file_row(struct table *table, uint32_t supply, bool any_new);
/* The end of a row that repeats a filing of the institution (remarks take
 * rows of their own), or only describes an institution. */
void table_file_again(struct table *table, uint32_t supply);
/* The end of a row that names an institution, in a list without filings. */
void table_list_institution(struct table *table, uint32_t supply);
void table_add_scope(struct table *table, struct filing_scope scope);
/* Settle filed and not_filed of every facility from filings (by facility),
 * scopes and filing_list, and functions_as_of. */
void table_settle_functions(struct table *table);

/* ---- one record per facility ---- */

/* A further id of a facility, by which table_find() finds it too. */
void table_add_alias(struct table *table, uint32_t facility, const char *id);
/* The ids that facility->aliases names lead to the facility (a loaded store).
 * False when one of them is another facility's. */
bool table_index_aliases(struct table *table, uint32_t facility);
/* Another id becomes the facility's own; the present one leads to it still. */
void table_rename(struct table *table, uint32_t facility, const char *id);
void table_add_other_value(struct table *table, struct other_value other);
/* By facility, then field: after the last one was added. */
void table_sort_other_values(struct table *table);
/* Those of one facility, once sorted; *n of them. */
const struct other_value *table_other_values(const struct table *table,
                                             uint32_t facility, size_t *n);
void table_add_pair(struct table *table, struct facility_pair pair);
/* Where a facility goes: into[i] is i when it stays, else the facility that
 * took it in (which stays). All that points at facilities follows, rows that
 * were kept become merged ones, and the numbers are made dense again. */
void table_unite(struct table *table, const uint32_t *into);

/* The four ends of a row. */
void table_keep(struct table *table, uint32_t supply, uint32_t line,
                uint32_t facility, uint64_t fields);
void table_merge(struct table *table, uint32_t supply, uint32_t line,
                 uint32_t facility, uint64_t fields);
void table_blank(struct table *table, uint32_t supply);
void table_set_aside(struct table *table, uint32_t supply, uint32_t line,
                     const char *reason, const char *value);

void table_skip(struct table *table, const char *label, const char *reason);

/* A row that was counted already (a filing) also gave a facility values. */
void table_add_origin(struct table *table, struct origin origin);

/* Record something odd. `value` is copied. */
void table_find_fault(struct table *table, uint32_t facility, uint32_t supply,
                      uint32_t line, int field, const char *what,
                      const char *value);

void table_release(struct table *table);

#endif
