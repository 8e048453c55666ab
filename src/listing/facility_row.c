/* A finished draft becomes a facility, or goes into one that is there. */
#include "listing/reading.h"
#include "norm/code.h"
#include "norm/position.h"
#include "norm/text.h"

#include <math.h>
#include <string.h>

/* Words of which one stands in the name of every legal person. A name without
 * them and without a corporation number may be a person's name, and names of
 * persons reach no edition. */
static const char *const corporate[] = {
    "法人", "会社", "組合", "(株)",   "(有)", "(医)", "(福)", "(社)", "(財)",
    "(特)", "(合)", "協会", "連合会", "機構", "財団", "社団", "生協", "農協",
    "公社", "病院", "市",   "町",     "村",   "県",   "府",   "都",
};
/* The last ones are also letters of family names (市川, 町田, 村上, 県, 都築):
 * they only count at the end of the name, where a municipality has them. */
#define CORPORATE_ANYWHERE 19

static bool is_corporate(struct str name, struct arena *scratch)
{
    struct str key = text_key(name, scratch);

    for (size_t i = 0; i < sizeof(corporate) / sizeof(*corporate); i++) {
        struct str word = str_of(corporate[i]);
        if (i < CORPORATE_ANYWHERE ? str_find(key, word) != SIZE_MAX
                                   : str_ends(key, word) && key.len > 9)
            return true;
    }
    return false;
}

static void settle_corporation(struct reading *reading)
{
    struct str *name = &reading->draft.value[FIELD_corporation_name_unverified];

    if (!name->len)
        return;
    if (reading->draft.value[FIELD_corporation_number].len ||
        is_corporate(*name, &reading->scratch)) {
        reading->draft.value[FIELD_corporation_name] = *name;
        *name = (struct str){NULL, 0};
    } else {
        /* The value itself stays out of findings.csv. */
        reading_find(reading, FIELD_corporation_name,
                     N_("may be the name of a person: kept out of both "
                        "editions"),
                     STR(""));
    }
}

static void settle_municipality(struct reading *reading)
{
    struct row_draft *draft = &reading->draft;
    struct table *table = reading->table;
    char code[6];

    if (!draft->municipality_code[0] &&
        (draft->prefecture2.len || draft->city3.len)) {
        struct str whole = str_of(arena_format(&reading->scratch, "%.*s%.*s",
                                               STR_ARG(draft->prefecture2),
                                               STR_ARG(draft->city3)));
        if (draft->prefecture2.len == 2 && draft->city3.len == 3 &&
            code_municipality(whole, code))
            memcpy(draft->municipality_code, code, 6);
        else
            reading_find(reading, FIELD_municipality_code,
                         N_("not a municipality code"), whole);
    }
    if (draft->municipality_code[0] && draft->city_name.len)
        municipalities_set(
            &table->municipalities, &table->arena, draft->municipality_code,
            str_keep(&reading->scratch, draft->city_name), NULL, PLACE_LISTING);
    if (!draft->municipality_code[0] && draft->prefecture_name.len) {
        /* Left to join/municipality, which knows all names. */
        struct str *address = &draft->value[FIELD_address];
        if (address->len && !str_starts(*address, draft->prefecture_name) &&
            draft->city_name.len && !str_starts(*address, draft->city_name))
            *address = str_of(arena_format(&reading->scratch, "%.*s%.*s%.*s",
                                           STR_ARG(draft->prefecture_name),
                                           STR_ARG(draft->city_name),
                                           STR_ARG(*address)));
    }
}

/* "l-<list>-<own id>": 8 digits of the list's title keep lists apart. */
static const char *local_id(struct reading *reading)
{
    struct row_draft *draft = &reading->draft;
    char list[65], row[65];
    const char *title = reading->table->supply[reading->supply].title;

    sha256_of(title, strlen(title), list);
    if (draft->id.len && str_trim(draft->id).len <= 40)
        return arena_format(&reading->scratch, "l-%.8s-%.*s", list,
                            STR_ARG(draft->id));
    struct buf whole = {0};
    buf_add_str(&whole, draft->value[FIELD_name]);
    buf_add_char(&whole, '\n');
    buf_add_str(&whole, draft->value[FIELD_address]);
    sha256_of(whole.ptr, whole.len, row);
    buf_release(&whole);
    return arena_format(&reading->scratch, "l-%.8s-%.12s", list, row);
}

/* n, m, k, l: the first that the row has. NULL: no id can be made. */
static const char *facility_id(struct reading *reading)
{
    struct row_draft *draft = &reading->draft;
    struct str medical = draft->value[FIELD_medical_code];
    struct str office = draft->value[FIELD_office_number];

    if (reading->listing->id_letter == 'n')
        return draft->id.len ? arena_format(&reading->scratch, "n-%.*s",
                                            STR_ARG(draft->id))
                             : NULL;
    if (medical.len)
        return arena_format(&reading->scratch, "m-%.*s", STR_ARG(medical));
    if (office.len)
        return arena_format(&reading->scratch, "k-%.*s", STR_ARG(office));
    return reading->listing->id_letter == 'l' ? local_id(reading) : NULL;
}

static bool id_is_safe(const char *id)
{
    size_t len = strspn(id, "0123456789abcdefghijklmnopqrstuvwxyz"
                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_");

    return id[len] == '\0' && len >= 3 && len <= 64;
}

static void read_position(struct reading *reading, uint32_t facility)
{
    struct row_draft *draft = &reading->draft;
    struct lonlat point = {NAN, NAN};
    double error_m = NAN;
    enum position_verdict verdict;

    if (!draft->longitude.len && !draft->latitude.len)
        return;
    if (reading->datum && reading->datum->move) {
        if (!str_number(text_ascii(draft->longitude, &reading->scratch),
                        &point.lon_deg) ||
            !str_number(text_ascii(draft->latitude, &reading->scratch),
                        &point.lat_deg))
            verdict = POSITION_UNREADABLE;
        else if (!reading->datum->move(reading->datum->context, &point,
                                       &error_m))
            verdict = POSITION_OUTSIDE;
        else
            verdict = position_judge(point.lon_deg, point.lat_deg);
    } else {
        verdict = position_read(draft->longitude, draft->latitude,
                                &point.lon_deg, &point.lat_deg);
    }
    reading->n_position += verdict != POSITION_BLANK;
    reading->n_swapped += verdict == POSITION_SWAPPED;
    if (verdict == POSITION_USABLE) {
        int kind = kind_main(draft->services);
        table_add_candidate(reading->table,
                            (struct candidate){point, facility, reading->supply,
                                               reading->line, (uint16_t)kind,
                                               (float)error_m});
    } else {
        const char *text =
            arena_format(&reading->scratch, "%.*s,%.*s",
                         STR_ARG(draft->latitude), STR_ARG(draft->longitude));
        reading_find(reading, FIELD_published_lat,
                     position_verdict_text(verdict), str_of(text));
    }
}

static uint64_t fill(struct reading *reading, uint32_t number, bool merging)
{
    struct facility *facility = reading->table->facility[number];
    struct row_draft *draft = &reading->draft;
    uint64_t from = 0;

    for (int f = 0; f < FIELD_COUNT; f++) {
        const char **member = field_member(facility, (enum field_id)f);
        if (!member || !draft->value[f].len || f == FIELD_id)
            continue;
        if (!*member) {
            *member = str_keep(&reading->table->arena, draft->value[f]);
            from |= UINT64_C(1) << f;
        } else if (merging &&
                   !str_eq(text_key(str_of(*member), &reading->scratch),
                           text_key(draft->value[f], &reading->scratch))) {
            reading_find(reading, f,
                         N_("rows of one facility differ: the value of its "
                            "first service stands"),
                         f == FIELD_corporation_name_unverified
                             ? STR("")
                             : draft->value[f]);
        }
    }
    return from;
}

static void store(struct reading *reading, uint32_t number, bool merging)
{
    struct table *table = reading->table;
    struct facility *facility = table->facility[number];
    struct row_draft *draft = &reading->draft;
    uint64_t from = fill(reading, number, merging);

    facility->services |= draft->services;
    facility->main_kind = kind_main(facility->services);
    facility->sources |=
        table_source(table, table->supply[reading->supply].title);
    if (!facility->municipality_code[0])
        memcpy(facility->municipality_code, draft->municipality_code, 6);
    else if (draft->municipality_code[0] &&
             strcmp(facility->municipality_code, draft->municipality_code) != 0)
        reading_find(reading, FIELD_municipality_code,
                     N_("rows of one facility differ: the value of its first "
                        "service stands"),
                     str_of(draft->municipality_code));
    read_position(reading, number);
    if (draft->has_flags) {
        draft->flags.facility = number;
        table_add_flags(table, draft->flags);
    }
    for (size_t i = 0; i < draft->n_hours; i++) {
        draft->hours[i].facility = number;
        table_add_hours(table, draft->hours[i]);
    }
    for (size_t i = reading->first_finding; i < table->n_finding; i++)
        table->finding[i].facility = number;
    if (merging) {
        table_merge(table, reading->supply, reading->line, number, from);
    } else {
        facility->supply = reading->supply;
        table_keep(table, reading->supply, reading->line, number, from);
    }
}

/* Two national rows under one id are one facility only when they are called
 * the same or offer different services of one office. */
static bool is_same(struct reading *reading, uint32_t number)
{
    const struct facility *facility = reading->table->facility[number];

    if (reading->listing->id_letter != 'n')
        return true;
    return str_eq(
        text_key(str_of(facility->name), &reading->scratch),
        text_key(reading->draft.value[FIELD_name], &reading->scratch));
}

static const char *free_id(struct reading *reading, const char *id)
{
    for (int n = 2;; n++) {
        const char *other = arena_format(&reading->scratch, "%s-%d", id, n);
        if (table_find(reading->table, other) == NO_FACILITY)
            return other;
    }
}

void reading_facility(struct reading *reading)
{
    struct row_draft *draft = &reading->draft;
    struct table *table = reading->table;
    const char *name = str_keep(&reading->scratch, draft->value[FIELD_name]);

    settle_corporation(reading);
    settle_municipality(reading);
    if (!name) {
        table_set_aside(table, reading->supply, reading->line,
                        N_("the row has no name"),
                        str_keep(&reading->scratch, draft->id));
        return;
    }
    const char *id = facility_id(reading);
    if (!id || !id_is_safe(id)) {
        table_set_aside(table, reading->supply, reading->line,
                        N_("the row has no usable id"), name);
        return;
    }
    if (draft->wrong_institution)
        reading_find(reading, FIELD_kind,
                     N_("another kind of institution than the sheet's"),
                     STR(""));
    if (!draft->services)
        draft->services = UINT64_C(1) << kind_find("other");
    if (reading->listing->id_letter == 'n')
        draft->value[FIELD_navii_id] = draft->id;
    uint32_t number = table_find(table, id);
    if (number != NO_FACILITY && !is_same(reading, number)) {
        reading_find(reading, FIELD_id,
                     N_("the id is used twice for different names: the second "
                        "facility got a number behind it"),
                     str_of(id));
        id = free_id(reading, id);
        number = NO_FACILITY;
    }
    bool merging = number != NO_FACILITY;
    store(reading, merging ? number : table_add(table, id), merging);
}
