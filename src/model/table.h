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

struct table {
    struct arena arena;
    struct facility **facility;
    struct origin *origin;
    struct finding *finding;
    struct set_aside *set_aside;
    struct candidate *candidate;
    struct hours_entry *hours;
    struct day_flags *flags;
    const char **department; /* names as published, by index */
    struct supply *supply;
    struct skipped *skipped;
    struct supply *reference;   /* that positions may come from */
    uint32_t *reference_supply; /* its number among `supply` + 1; 0: unused */
    const char *source[64];     /* distinct titles of supplies, for `source` */
    size_t n_source;
    size_t n_facility, n_origin, n_finding, n_set_aside, n_candidate, n_hours,
        n_flags, n_department, n_supply, n_skipped, n_reference;
    size_t cap_facility, cap_origin, cap_finding, cap_set_aside, cap_candidate,
        cap_hours, cap_flags, cap_department, cap_supply, cap_skipped;
    struct municipalities municipalities;
    struct table_index *index; /* id -> facility */
    struct table_index *department_index;
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

/* The four ends of a row. */
void table_keep(struct table *table, uint32_t supply, uint32_t line,
                uint32_t facility, uint64_t fields);
void table_merge(struct table *table, uint32_t supply, uint32_t line,
                 uint32_t facility, uint64_t fields);
void table_blank(struct table *table, uint32_t supply);
void table_set_aside(struct table *table, uint32_t supply, uint32_t line,
                     const char *reason, const char *value);

void table_skip(struct table *table, const char *label, const char *reason);

/* Record something odd. `value` is copied. */
void table_find_fault(struct table *table, uint32_t facility, uint32_t supply,
                      uint32_t line, int field, const char *what,
                      const char *value);

void table_release(struct table *table);

#endif
