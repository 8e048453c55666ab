#include "join/records.h"

#include "geo/geocode/geocode.h"
#include "norm/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* 医療法 第1条の5: a hospital has 20 beds or more. */
#define HOSPITAL_BEDS 20

struct making {
    struct records *records;
    struct table *table;
    struct geocoder *geocoder;
    const char **local; /* titles of local lists, by their number */
    size_t n_local;
};

unsigned institution_beds(const struct institution *institution)
{
    struct arena scratch = {0};
    struct str text = text_nfkc(str_of(institution->beds), &scratch);
    unsigned sum = 0, number = 0;

    for (size_t i = 0; i <= text.len; i++) {
        bool digit = i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9';
        if (digit && number < 100000)
            number = number * 10 + (unsigned)(text.ptr[i] - '0');
        if (!digit) {
            sum += number;
            number = 0;
        }
    }
    arena_release(&scratch);
    return sum;
}

static kind_set bit(const char *kind)
{
    return UINT64_C(1) << kind_find(kind);
}

kind_set institution_kinds(uint8_t points)
{
    switch ((enum points)points) {
    case POINTS_MEDICAL:
        return bit("hospital") | bit("clinic");
    case POINTS_DENTAL:
        return bit("dental");
    case POINTS_PHARMACY:
        return bit("pharmacy");
    case POINTS_NURSING:
        return bit("visiting-nurse");
    case POINTS_NONE:
    case POINTS_COUNT:
        break;
    }
    return 0;
}

kind_set institution_services(const struct institution *institution)
{
    if (institution->points != POINTS_MEDICAL)
        return institution_kinds(institution->points);
    bool called = institution->name && strstr(institution->name, "病院");
    unsigned beds = institution->beds ? institution_beds(institution) : 0;
    return beds >= HOSPITAL_BEDS || (called && !beds) ? bit("hospital")
                                                      : bit("clinic");
}

/* ---- what kind of institution ---- */

static enum record_class class_of_points(int digit)
{
    switch (digit) {
    case POINTS_MEDICAL:
        return CLASS_MEDICAL;
    case POINTS_DENTAL:
        return CLASS_DENTAL;
    case POINTS_PHARMACY:
        return CLASS_PHARMACY;
    case POINTS_NURSING:
        return CLASS_NURSING;
    default:
        return CLASS_COUNT;
    }
}

/* The third digit of a code says under what the institution is designated: an
 * office of a hospital's own nurses has the hospital's. */
static enum record_class class_of_code(const char *code)
{
    return code && strlen(code) == 10 ? class_of_points(code[2] - '0')
                                      : CLASS_COUNT;
}

static enum record_class class_of(const struct facility *facility)
{
    enum record_class class = class_of_code(facility->medical_code);

    if (class == CLASS_COUNT)
        class = class_of_code(facility->office_number);
    if (class != CLASS_COUNT)
        return class;
    if (facility->services & (bit("hospital") | bit("clinic")))
        return CLASS_MEDICAL;
    if (facility->services & bit("dental"))
        return CLASS_DENTAL;
    if (facility->services & bit("pharmacy"))
        return CLASS_PHARMACY;
    if (facility->services & bit("maternity-home"))
        return CLASS_MATERNITY;
    if (facility->services == bit("visiting-nurse"))
        return CLASS_NURSING;
    return facility->services & bit("other") ? CLASS_OTHER : CLASS_CARE;
}

/* ---- which list ---- */

static uint16_t list_of(struct making *making, const struct facility *facility)
{
    const struct supply *supply = &making->table->supply[facility->supply];
    size_t i;

    if (strncmp(supply->listing, "navii", 5) == 0)
        return LIST_NAVII;
    if (strcmp(supply->listing, "kaigo") == 0)
        return LIST_KAIGO;
    for (i = 0; i < making->n_local; i++)
        if (strcmp(making->local[i], supply->title) == 0)
            return (uint16_t)(LIST_LOCAL + i);
    making->local = mem_grow(making->local, (i + 1) * sizeof(*making->local));
    making->local[making->n_local++] = supply->title;
    return (uint16_t)(LIST_LOCAL + i);
}

/* ---- where ---- */

static void find_place(struct making *making, struct record *record,
                       const char *prefecture)
{
    struct arena *arena = &making->records->arena;
    struct geocode_hint hint = {record->municipality_code, record->postal_code};
    struct geocode_result result;

    if (!making->geocoder || !record->address)
        return;
    const char *address =
        prefecture &&
                strncmp(record->address, prefecture, strlen(prefecture)) != 0
            ? arena_format(arena, "%s%s", prefecture, record->address)
            : record->address;
    geocode(making->geocoder, str_of(address), &hint, &result);
    if (result.place.coordinate_level < LEVEL_OAZA)
        return;
    if (!record->municipality_code[0])
        memcpy(record->municipality_code, result.place.municipality_code, 6);
    record->town = arena_format(arena, "%s%s", result.place.municipality_code,
                                result.place.town);
    record->number =
        result.number[0] ? arena_format(arena, "%s", result.number) : NULL;
    record->place = result.place.point;
    record->place_error_m = (float)result.place.error_m;
}

static void of_facility(struct making *making, struct record *record,
                        const struct facility *facility)
{
    *record = (struct record){
        .class = class_of(facility),
        .list = list_of(making, facility),
        .hospital = (facility->services & bit("hospital")) != 0,
        .clinic = (facility->services & bit("clinic")) != 0,
        .id = facility->id,
        .name = facility->name,
        .name_kana = facility->name_kana,
        .address = facility->address,
        .postal_code = facility->postal_code,
        .phone = facility->phone,
        .medical_code = facility->medical_code,
        .office_number = facility->office_number,
        .corporation_number = facility->corporation_number,
        .point = {NAN, NAN},
        .place = {NAN, NAN},
        .place_error_m = NAN,
    };
    memcpy(record->municipality_code, facility->municipality_code, 6);
    find_place(making, record, prefecture_name(facility->municipality_code));
}

static void of_institution(struct making *making, struct record *record,
                           struct institution *institution)
{
    kind_set services = institution_services(institution);

    *record = (struct record){
        .class = class_of_points(institution->points),
        .list = LIST_BUREAU,
        .hospital = (services & bit("hospital")) != 0,
        .clinic = (services & bit("clinic")) != 0,
        .id = institution->code,
        .name = institution->name,
        .address = institution->address,
        .postal_code = institution->postal_code,
        .phone = institution->phone,
        .medical_code = institution->code,
        .point = {NAN, NAN},
        .place = {NAN, NAN},
        .place_error_m = NAN,
    };
    memcpy(record->municipality_code, institution->municipality_code, 6);
    find_place(making, record, prefecture_name_of(institution->prefecture));
    memcpy(institution->municipality_code, record->municipality_code, 6);
}

/* The first published position of each facility; which one is right is
 * settled later, and a wrong one weighs little. */
static void add_points(struct records *records, const struct table *table)
{
    for (size_t i = table->n_candidate; i-- > 0;) {
        const struct candidate *candidate = &table->candidate[i];
        records->item[candidate->facility].point = candidate->point;
    }
}

void records_make(struct records *records, struct table *table,
                  const struct gazetteer *gazetteer)
{
    struct making making = {.records = records, .table = table};

    records->n_facility = table->n_facility;
    records->n = table->n_facility + table->n_institution;
    records->item = mem_alloc((records->n + 1) * sizeof(*records->item));
    if (gazetteer)
        making.geocoder = geocoder_open(gazetteer);
    for (size_t i = 0; i < table->n_facility; i++)
        of_facility(&making, &records->item[i], table->facility[i]);
    for (size_t i = 0; i < table->n_institution; i++)
        of_institution(&making, &records->item[table->n_facility + i],
                       &table->institution[i]);
    add_points(records, table);
    if (making.geocoder)
        geocoder_close(making.geocoder);
    free(making.local);
}

void records_release(struct records *records)
{
    free(records->item);
    arena_release(&records->arena);
    *records = (struct records){0};
}
