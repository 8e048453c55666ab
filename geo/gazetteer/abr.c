/* アドレス・ベース・レジストリ (デジタル庁): names in one table, positions in
 * another, tied by ids. */
#include "geo/gazetteer/reading.h"

#include "norm/text.h"

#include <math.h>
#include <string.h>

#define NOWHERE ((struct lonlat){NAN, NAN})

enum take abr_city(struct reading *reading)
{
    struct draft *draft = reading->draft;
    struct draft_city city = {.source = reading->source, .point = NOWHERE};

    city.pref = reading_text(reading, COLUMN_PREF);
    city.county = reading_text(reading, COLUMN_COUNTY);
    city.city = reading_text(reading, COLUMN_CITY);
    city.ward = reading_text(reading, COLUMN_WARD);
    city.abolished = reading_date(reading, COLUMN_ABOLISHED);
    if (!city.pref || !city.city ||
        !reading_code(reading, COLUMN_CODE, city.code))
        return TAKE_PASSED;
    draft->city = mem_room(draft->city, draft->n_city, &draft->cap_city,
                           sizeof(*draft->city));
    draft->city[draft->n_city++] = city;
    return TAKE_KEPT;
}

/* A row's position, to wait under its key; passed when it is not usable. */
static enum take keep_point(struct reading *reading, struct join_points *points,
                            struct join_key key)
{
    struct lonlat point;

    if (!reading_point(reading, &point))
        return TAKE_FAILED;
    if (isnan(point.lon_deg))
        return TAKE_PASSED;
    joining_point(points, key, point, reading->source);
    return TAKE_WAITS;
}

enum take abr_city_pos(struct reading *reading)
{
    char code[6];

    if (!reading_code(reading, COLUMN_CODE, code))
        return TAKE_PASSED;
    return keep_point(reading, &reading->draft->joining->city_points,
                      (struct join_key){join_whole(code, 0), 0});
}

/* Code, id, names and flag: the columns that every table of the registry has
 * for its towns. */
static bool read_town(const struct reading *reading, struct draft_town *town)
{
    *town = (struct draft_town){.source = reading->source,
                                .source_point = reading->source,
                                .point = NOWHERE};
    if (!reading_code(reading, COLUMN_CODE, town->code) ||
        !reading_town_id(reading, &town->id))
        return false;
    town->oaza = reading_text(reading, COLUMN_OAZA);
    town->chome = reading_text(reading, COLUMN_CHOME);
    town->koaza = reading_text(reading, COLUMN_KOAZA);
    town->residential = reading_flag(reading, COLUMN_RESIDENTIAL);
    return true;
}

static void read_postal(const struct reading *reading, char postal[8])
{
    struct str cell =
        text_ascii(reading_cell(reading, COLUMN_POSTAL), reading->scratch);

    if (str_digits(cell) && cell.len == 7)
        memcpy(postal, cell.ptr, 7);
}

enum take abr_town(struct reading *reading)
{
    struct draft_town town;

    /* Without a name it is a town only as id 0000000: the numbers follow the
     * municipality's name. */
    if (!read_town(reading, &town) ||
        (town.id != 0 && !town.oaza && !town.chome && !town.koaza))
        return TAKE_PASSED;
    read_postal(reading, town.postal);
    town.street_name = str_is(reading_cell(reading, COLUMN_KOAZA_KIND), "2");
    town.abolished = reading_date(reading, COLUMN_ABOLISHED);
    joining_town(reading->draft, &town, NO_DRAFT);
    return TAKE_KEPT;
}

enum take abr_town_pos(struct reading *reading)
{
    char code[6];
    uint32_t id;

    if (!reading_code(reading, COLUMN_CODE, code) ||
        !reading_town_id(reading, &id))
        return TAKE_PASSED;
    return keep_point(
        reading, &reading->draft->joining->town_points,
        (struct join_key){join_whole(code, id),
                          reading_flag(reading, COLUMN_RESIDENTIAL)});
}

/* The part of a house or a parcel in its town. */
static bool house_part(const struct reading *reading, uint64_t *part)
{
    const struct str id[] = {reading_cell(reading, COLUMN_BLOCK_ID),
                             reading_cell(reading, COLUMN_HOUSE_ID),
                             reading_cell(reading, COLUMN_HOUSE2_ID)};

    return join_part(id, 3, part);
}

static bool parcel_part(const struct reading *reading, uint64_t *part)
{
    const struct str id = reading_cell(reading, COLUMN_PARCEL_ID);

    return join_part(&id, 1, part);
}

/* A number that was abolished is no address any more: passed. */
static enum take keep_number(struct reading *reading, enum position_level level,
                             const char *text, const uint64_t *part)
{
    struct draft_town town;

    if (!text || reading_cell(reading, COLUMN_ABOLISHED).len ||
        !read_town(reading, &town))
        return TAKE_PASSED;
    struct join_key key = {join_whole(town.code, town.id), part ? *part : 0};
    struct draft_number number = {
        .town = joining_stand_in(reading->draft, &town, NO_DRAFT),
        .source = reading->source,
        .level = (uint8_t)level,
        .text = text,
        .point = NOWHERE,
    };
    joining_number(reading->draft, number, part ? &key : NULL);
    return TAKE_KEPT;
}

enum take abr_house(struct reading *reading)
{
    static const enum column parts[] = {COLUMN_BLOCK, COLUMN_HOUSE,
                                        COLUMN_HOUSE2};
    uint64_t part;

    return keep_number(reading, LEVEL_HOUSE, reading_number(reading, parts, 3),
                       house_part(reading, &part) ? &part : NULL);
}

enum take abr_parcel(struct reading *reading)
{
    static const enum column parts[] = {COLUMN_PARCEL, COLUMN_PARCEL2,
                                        COLUMN_PARCEL3};
    uint64_t part;

    return keep_number(reading, LEVEL_PARCEL, reading_number(reading, parts, 3),
                       parcel_part(reading, &part) ? &part : NULL);
}

static enum take number_pos(struct reading *reading, bool has_part,
                            uint64_t part)
{
    char code[6];
    uint32_t id;

    if (!has_part || !reading_code(reading, COLUMN_CODE, code) ||
        !reading_town_id(reading, &id))
        return TAKE_PASSED;
    return keep_point(reading, &reading->draft->joining->number_points,
                      (struct join_key){join_whole(code, id), part});
}

enum take abr_house_pos(struct reading *reading)
{
    uint64_t part = 0;
    bool has_part = house_part(reading, &part);

    return number_pos(reading, has_part, part);
}

enum take abr_parcel_pos(struct reading *reading)
{
    uint64_t part = 0;
    bool has_part = parcel_part(reading, &part);

    return number_pos(reading, has_part, part);
}
