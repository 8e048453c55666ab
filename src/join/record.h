/*
 * What is compared to find out whether two records are one facility: a
 * facility of the table, or an institution of a filing list. Nothing here
 * belongs to the record; all text lives as long as the table.
 */
#ifndef JOIN_RECORD_H
#define JOIN_RECORD_H

#include "model/facility.h"

/* What kind of institution it is in law. Two records of different classes are
 * never one: a hospital and its dental department, a clinic and its visiting
 * nurse station are facilities of their own. */
enum record_class {
    CLASS_MEDICAL, /* hospitals, clinics */
    CLASS_DENTAL,
    CLASS_PHARMACY,
    CLASS_NURSING, /* visiting nurse stations */
    CLASS_MATERNITY,
    CLASS_CARE, /* other care offices */
    CLASS_OTHER,
    CLASS_COUNT
};

struct record {
    enum record_class class;
    /* Which listing it stands in: two records of one listing are never one
     * (its publisher gave them two numbers). */
    uint16_t list;
    bool hospital, clinic; /* of CLASS_MEDICAL, when it is known */
    const char *id;        /* for the order of equal pairs */
    const char *name, *name_kana;
    const char *address; /* as published: with or without the prefecture */
    const char *postal_code, *phone;
    const char *medical_code, *office_number, *corporation_number;
    char municipality_code[6]; /* "" when it is not known */
    struct lonlat point;       /* published; NAN */
    /* The address as the geocoder read it. */
    const char *town;    /* municipality code and official town; NULL */
    const char *number;  /* "3-2-1"; NULL */
    struct lonlat place; /* NAN */
    float place_error_m;
};

#endif
