/*
 * The record of one facility, and the ONE table of its fields.
 *
 * Published values are text, because that is what was published. They are
 * terminated strings (NULL: not published) and not `struct str`: a national
 * run holds 220,000 records of some 50 fields, and 8 bytes instead of 16 each
 * is 90 MB less; rows with NUL bytes never get here. What we compute has its
 * own typed member.
 */
#ifndef MODEL_FACILITY_H
#define MODEL_FACILITY_H

#include "base/buf.h"
#include "model/function.h"
#include "model/kind.h"

/* Degrees, longitude first, JGD2011 (EPSG:6668). NAN when not placed. */
struct lonlat {
    double lon_deg, lat_deg;
};

enum position_level {
    LEVEL_NONE,
    LEVEL_PREFECTURE,
    LEVEL_MUNICIPALITY,
    LEVEL_OAZA,
    LEVEL_CHOME,
    LEVEL_KOAZA,
    LEVEL_BLOCK,
    LEVEL_PARENT_PARCEL,
    LEVEL_PARCEL,
    LEVEL_HOUSE,
    LEVEL_PUBLISHED,
    LEVEL_MANUAL,
    LEVEL_COUNT
};
extern const char *const level_names[LEVEL_COUNT];
extern const char *const level_names_ja[LEVEL_COUNT];

/* What comparing the published position with the address found. */
enum position_check {
    POSITION_UNCHECKED, /* no dictionary, or no address */
    POSITION_AGREES,
    POSITION_MINOR_GAP,   /* within 1 km */
    POSITION_CONFLICT,    /* farther, or outside the municipality */
    POSITION_TOKYO_DATUM, /* agrees once it is moved from Tokyo Datum */
    POSITION_COPIED,      /* many addresses were given this one point */
    POSITION_UNPUBLISHED, /* nothing usable is published */
    POSITION_UNCLEAR,     /* the address has no clear place */
    POSITION_DECIDED,     /* staff said which place is right */
    POSITION_CHECK_COUNT
};
extern const char *const position_check_names[POSITION_CHECK_COUNT];

/* Does the filing list of its prefecture and fee table know the facility? */
enum filing_list {
    FILING_LIST_UNREAD,     /* no list was read, or none is kept of its kind */
    FILING_LIST_HAS,        /* its institution stands there */
    FILING_LIST_LACKS,      /* the list was read; nothing there resembles it */
    FILING_LIST_UNDECIDED,  /* a person is to decide whether one there is it */
    FILING_LIST_INCOMPLETE, /* rows of it could not be read, or most known
                               facilities are missing: the list seems cut
                               off */
    FILING_LIST_COUNT
};
extern const char *const filing_list_names[FILING_LIST_COUNT];

struct facility {
    const char *id; /* design: n-, m-, k-, l- and the published id */
    kind_set services;
    int main_kind;
    char municipality_code[6]; /* 5 digits, or "" when unknown */
    /* Published text. */
    const char *aliases; /* former and further ids, separated by ' ' */
    const char *name, *name_kana, *name_short, *name_en;
    const char *postal_code, *address, *building;
    const char *phone, *fax, *email, *url;
    const char *opening_hours, *hours_text, *available_days;
    const char *available_days_note, *closed_days_note;
    const char *reception_hours, *departments, *department_hours;
    const char *service_area;
    const char *capacity;
    const char *beds_general, *beds_recuperation, *beds_recuperation_medical,
        *beds_recuperation_care, *beds_psychiatric, *beds_tuberculosis,
        *beds_infectious, *beds_total;
    const char *corporation_number, *corporation_name;
    const char *corporation_name_unverified; /* may be a person's name */
    const char *navii_id, *medical_code, *office_number;
    const char *inclusive_service, *care_standard, *welfare_standard;
    const char *remarks;
    /* Computed. */
    const char *related; /* ids of other facilities of the same house, a line
                            each: clinic and station, medical and dental */
    const char *functions_as_of; /* of the filing lists that were read of it */
    const char *closed; /* staff said so: in the store only, with the reason */
    const char *address_matched, *address_doubts, *address_candidates;
    const char *address_decision; /* what staff wrote: decision, reason, who,
                                     date, a line each */
    struct lonlat geocoded;       /* by the address; NAN when it has no place */
    struct lonlat point;     /* the position used; NAN when none is trusted */
    struct lonlat published; /* as published; NAN when unusable */
    const char *position_source;
    const char *position_doubt; /* why there is no pin; NULL when there is */
    double error_m;             /* NAN when not known */
    float geocoded_error_m;     /* NAN when it has no place */
    float position_gap_m;       /* from published to geocoded; NAN */
    enum position_level match_level, coordinate_level;
    uint8_t position_check, address_confidence;
    /* Of the address's place, during a build: its level, and its source
     * (table_use_reference()). */
    uint8_t geocoded_level;
    uint16_t geocoded_reference;
    uint8_t filing_list;             /* enum filing_list */
    uint32_t first_filing, n_filing; /* of table->filing, since the join */
    function_set filed, not_filed;   /* what is in neither is unknown */
    uint32_t supply;                 /* the input that its main row came from */
    uint64_t sources; /* bit i: rows of table->source[i] went into it */
};

/* Who may see a field. Zero is nobody: a forgotten row fails closed. */
enum audience { FOR_STORE = 0, FOR_PROFESSIONALS, FOR_ALL };

enum field_type { FIELD_TEXT, FIELD_LIST, FIELD_INTEGER, FIELD_REAL };

struct table;

struct field {
    const char *name; /* property and column name, snake_case */
    const char *heading_ja, *heading_en;
    enum field_type type;
    enum audience audience;
    const char
        *standard; /* column of 自治体標準オープンデータセット, or NULL */
    size_t at; /* offset of a `const char *` member, or SIZE_MAX */
    /* Writes the value where it is not a plain member; nothing when unknown.
     * Items of FIELD_LIST are separated by '\n'. */
    void (*value)(const struct table *table, const struct facility *facility,
                  bool resident, struct buf *out);
};

enum field_id {
#define FIELD(id, ...) FIELD_##id,
#include "model/fields.def"
#undef FIELD
    FIELD_COUNT
};

/*
 * Rows of fields.def: FIELD(id, heading ja, heading en, type, audience,
 * standard column, MEMBER(x) or VALUE(f)). Every CSV header, GeoPackage
 * column, GeoJSON property, balloon and `list fields` comes from it.
 */
extern const struct field fields[FIELD_COUNT];

/* -1 when there is no such field. */
int field_find(const char *name);

/* Append the value as text; nothing when not known. */
void field_value(enum field_id field, const struct table *table,
                 const struct facility *facility, bool resident,
                 struct buf *out);

/* The text member of a field, to set and to get; NULL when the field is
 * computed. */
const char **field_member(struct facility *facility, enum field_id field);

const char *field_text(const struct facility *facility, enum field_id field);

bool lonlat_known(struct lonlat point);

/* The fee tables (bits of POINTS_BIT) under which the facility may file, by
 * its services and codes; 0 for a care office. */
unsigned facility_points(const struct facility *facility);
/* The one under which it stands in the filing lists: by its 医療機関コード,
 * else medical before dental before pharmacy before nursing. A clinic that is
 * dental too has a second designation, which is a facility of its own. */
enum points facility_main_points(const struct facility *facility);
/* 1 to 47, by its 医療機関コード, else by its municipality; 0: not known. */
unsigned facility_prefecture(const struct facility *facility);

#endif
