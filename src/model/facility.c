#include "model/facility.h"

#include "model/function.h"
#include "model/table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *const level_names[LEVEL_COUNT] = {
    "none",  "prefecture",    "municipality", "oaza",  "chome",     "koaza",
    "block", "parent_parcel", "parcel",       "house", "published", "manual",
};

#define VALUE_FUNCTION(name)                                                   \
    static void value_##name(const struct table *table,                        \
                             const struct facility *facility, bool resident,   \
                             struct buf *out)

const char *const level_names_ja[LEVEL_COUNT] = {
    [LEVEL_NONE] = "なし",
    [LEVEL_PREFECTURE] = "都道府県",
    [LEVEL_MUNICIPALITY] = "市区町村",
    [LEVEL_OAZA] = "大字・町",
    [LEVEL_CHOME] = "丁目",
    [LEVEL_KOAZA] = "小字",
    [LEVEL_BLOCK] = "街区",
    [LEVEL_PARENT_PARCEL] = "親番地",
    [LEVEL_PARCEL] = "地番",
    [LEVEL_HOUSE] = "住居番号",
    [LEVEL_PUBLISHED] = "公表された位置",
    [LEVEL_MANUAL] = "職員が決めた位置",
};

const char *const position_check_names[POSITION_CHECK_COUNT] = {
    [POSITION_UNCHECKED] = "unchecked",
    [POSITION_AGREES] = "agree",
    [POSITION_MINOR_GAP] = "minor_gap",
    [POSITION_CONFLICT] = "conflict",
    [POSITION_TOKYO_DATUM] = "tokyo_datum",
    [POSITION_COPIED] = "copied_point",
    [POSITION_UNPUBLISHED] = "published_unusable",
    [POSITION_UNCLEAR] = "address_unclear",
    [POSITION_DECIDED] = "decided",
};

#define UNUSED(x) (void)(x)

VALUE_FUNCTION(kind)
{
    UNUSED(table);
    UNUSED(resident);
    if (facility->main_kind != KIND_NONE)
        buf_add_text(out, kinds[facility->main_kind].id);
}

VALUE_FUNCTION(kind_name)
{
    UNUSED(table);
    if (facility->main_kind != KIND_NONE)
        buf_add_text(out, kind_words(facility->main_kind, resident));
}

static void add_item(struct buf *out, size_t start, const char *text)
{
    if (out->len > start)
        buf_add_char(out, '\n');
    buf_add_text(out, text);
}

VALUE_FUNCTION(services)
{
    size_t start = out->len;

    UNUSED(table);
    UNUSED(resident);
    for (int i = 0; i < kind_count; i++)
        if (facility->services >> i & 1)
            add_item(out, start, kinds[i].id);
}

VALUE_FUNCTION(service_names)
{
    size_t start = out->len;

    UNUSED(table);
    for (int i = 0; i < kind_count; i++)
        if (facility->services >> i & 1)
            add_item(out, start, kind_words(i, resident));
}

VALUE_FUNCTION(prefecture)
{
    UNUSED(table);
    UNUSED(resident);
    if (facility->municipality_code[0])
        buf_add_text(out, prefecture_name(facility->municipality_code));
}

VALUE_FUNCTION(municipality)
{
    const struct municipality *place = municipalities_find(
        &table->municipalities, facility->municipality_code);

    UNUSED(resident);
    if (place)
        buf_add_text(out, place->name);
}

VALUE_FUNCTION(municipality_code)
{
    UNUSED(table);
    UNUSED(resident);
    buf_add_text(out, facility->municipality_code);
}

VALUE_FUNCTION(functions)
{
    UNUSED(table);
    UNUSED(facility);
    UNUSED(resident);
    buf_add_text(out, FUNCTIONS_UNKNOWN);
}

VALUE_FUNCTION(match_level)
{
    UNUSED(table);
    UNUSED(resident);
    buf_add_text(out, level_names[facility->match_level]);
}

VALUE_FUNCTION(coordinate_level)
{
    UNUSED(table);
    UNUSED(resident);
    buf_add_text(out, level_names[facility->coordinate_level]);
}

VALUE_FUNCTION(error_m)
{
    UNUSED(table);
    UNUSED(resident);
    if (!isnan(facility->error_m))
        buf_addf(out, "%.0f", facility->error_m);
}

VALUE_FUNCTION(published_lon)
{
    UNUSED(table);
    UNUSED(resident);
    if (lonlat_known(facility->published))
        buf_add_deg(out, facility->published.lon_deg);
}

VALUE_FUNCTION(published_lat)
{
    UNUSED(table);
    UNUSED(resident);
    if (lonlat_known(facility->published))
        buf_add_deg(out, facility->published.lat_deg);
}

VALUE_FUNCTION(source)
{
    size_t start = out->len;

    UNUSED(resident);
    for (size_t i = 0; i < table->n_source; i++)
        if (facility->sources >> i & 1)
            add_item(out, start, table->source[i]);
}

VALUE_FUNCTION(as_of)
{
    UNUSED(resident);
    if (facility->supply < table->n_supply)
        buf_add_text(out, table->supply[facility->supply].as_of);
}

/* Plain words for everybody who reads a map: is the pin at the door? */
VALUE_FUNCTION(position_note)
{
    enum position_level level = facility->coordinate_level;
    double error_m = facility->error_m;
    bool by_address = level != LEVEL_NONE && level < LEVEL_PUBLISHED;

    UNUSED(table);
    UNUSED(resident);
    if (!lonlat_known(facility->point) ||
        !(by_address || (level == LEVEL_MANUAL && error_m > 100)))
        return;
    if (level >= LEVEL_PARCEL && level < LEVEL_PUBLISHED && error_m <= 100)
        buf_add_text(out, "住所から求めた位置です");
    else if (error_m <= 950)
        buf_addf(out, "おおよその位置です（実際は約%.0fm以内）",
                 ceil(error_m / 50) * 50);
    else
        buf_addf(out, "地区の代表点です（実際は約%.1fkm以内のどこか）",
                 ceil(error_m / 100) / 10);
}

VALUE_FUNCTION(position_check)
{
    UNUSED(table);
    UNUSED(resident);
    if (facility->position_check != POSITION_UNCHECKED)
        buf_add_text(out, position_check_names[facility->position_check]);
}

VALUE_FUNCTION(position_gap_m)
{
    UNUSED(table);
    UNUSED(resident);
    if (!isnan(facility->position_gap_m))
        buf_addf(out, "%.0f", (double)facility->position_gap_m);
}

VALUE_FUNCTION(geocoded_lon)
{
    UNUSED(table);
    UNUSED(resident);
    if (lonlat_known(facility->geocoded))
        buf_add_deg(out, facility->geocoded.lon_deg);
}

VALUE_FUNCTION(geocoded_lat)
{
    UNUSED(table);
    UNUSED(resident);
    if (lonlat_known(facility->geocoded))
        buf_add_deg(out, facility->geocoded.lat_deg);
}

VALUE_FUNCTION(geocoded_error_m)
{
    UNUSED(table);
    UNUSED(resident);
    if (!isnan(facility->geocoded_error_m))
        buf_addf(out, "%.0f", (double)facility->geocoded_error_m);
}

VALUE_FUNCTION(address_confidence)
{
    UNUSED(table);
    UNUSED(resident);
    if (facility->position_check != POSITION_UNCHECKED)
        buf_addf(out, "%d", facility->address_confidence);
}

#define MEMBER(x) offsetof(struct facility, x), NULL
#define VALUE(x) SIZE_MAX, value_##x

const struct field fields[FIELD_COUNT] = {
#define FIELD(id, ja, en, type, audience, standard, ...)                       \
    [FIELD_##id] = {#id, ja, en, type, audience, standard, __VA_ARGS__},
#include "model/fields.def"
#undef FIELD
};

_Static_assert(FIELD_position_note <= 64,
               "origin.fields has one bit per published field");

int field_find(const char *name)
{
    for (int i = 0; i < FIELD_COUNT; i++)
        if (strcmp(fields[i].name, name) == 0)
            return i;
    return -1;
}

const char **field_member(struct facility *facility, enum field_id field)
{
    if (fields[field].at == SIZE_MAX)
        return NULL;
    return (const char **)(void *)((char *)facility + fields[field].at);
}

const char *field_text(const struct facility *facility, enum field_id field)
{
    const char *text;

    if (fields[field].at == SIZE_MAX)
        return NULL;
    memcpy(&text, (const char *)facility + fields[field].at, sizeof(text));
    return text;
}

void field_value(enum field_id field, const struct table *table,
                 const struct facility *facility, bool resident,
                 struct buf *out)
{
    const struct field *row = &fields[field];

    if (row->value) {
        row->value(table, facility, resident, out);
        return;
    }
    buf_add_text(out, field_text(facility, field));
}

bool lonlat_known(struct lonlat point)
{
    return !isnan(point.lon_deg) && !isnan(point.lat_deg);
}
