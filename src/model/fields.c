/* The ONE table of fields, and the functions that write what is computed. */
#include "model/facility.h"

#include "model/layer.h"
#include "model/table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define VALUE_FUNCTION(name)                                                   \
    static void value_##name(const struct table *table,                        \
                             const struct facility *facility, bool resident,   \
                             struct buf *out)

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

/* ---- what is filed: model/function.h ---- */

static void add_functions(struct buf *out, function_set set)
{
    size_t start = out->len;

    for (int f = 0; f < FUNCTION_COUNT; f++)
        if (set >> f & 1)
            add_item(out, start, functions[f].id);
}

/* "all" instead of every function that the facility could have filed. */
static void add_all_or_some(struct buf *out, const struct facility *facility,
                            function_set set)
{
    function_set whole = functions_of(facility_points(facility));

    if (set && (set & whole) == whole)
        buf_add_text(out, "all");
    else
        add_functions(out, set);
}

VALUE_FUNCTION(functions)
{
    UNUSED(table);
    UNUSED(resident);
    add_functions(out, facility->filed);
}

VALUE_FUNCTION(functions_not_filed)
{
    UNUSED(table);
    UNUSED(resident);
    add_all_or_some(out, facility, facility->not_filed);
}

VALUE_FUNCTION(functions_unknown)
{
    UNUSED(table);
    UNUSED(resident);
    add_all_or_some(out, facility,
                    functions_of(facility_points(facility)) &
                        ~(facility->filed | facility->not_filed));
}

/* The list of every fee table was read, and it stands in none: where only the
 * dentists' was, the hospital's filings are unknown. */
/* Was a list of everything read for each of its fee tables? */
static bool all_is_known(const struct facility *facility)
{
    unsigned points = facility_points(facility);
    function_set known = facility->filed | facility->not_filed;

    for (unsigned p = 0; p < POINTS_COUNT; p++)
        if ((points & POINTS_BIT(p)) && !(known & functions_of(POINTS_BIT(p))))
            return false;
    return true;
}

/* What to say where no filing of home care is known: why. */
static const char *no_filing_words(const struct facility *facility)
{
    switch ((enum filing_list)facility->filing_list) {
    case FILING_LIST_HAS:
        return all_is_known(facility)
                   ? "届出の一覧に在宅医療の届出はありません"
                   : "不明（届出の一覧の一部しか読んでいません）";
    case FILING_LIST_LACKS:
        return facility->not_filed
                   ? "届出の一覧にこの施設が見つかりません（届出がないか、"
                     "名称・所在地が変わっています）"
                   : "不明（届出の一覧の一部しか読んでいません）";
    case FILING_LIST_UNDECIDED:
        return "不明（届出の一覧のどの行がこの施設か、確認中です）";
    case FILING_LIST_INCOMPLETE:
        return "不明（届出の一覧に読めない行があるか、途中で切れています）";
    case FILING_LIST_UNREAD:
    case FILING_LIST_COUNT:
        break;
    }
    return "不明（この都道府県・この種類の届出の一覧を読んでいません）";
}

VALUE_FUNCTION(function_names)
{
    size_t start = out->len;
    char day[11];

    UNUSED(resident);
    for (uint32_t i = 0; i < facility->n_filing; i++) {
        const struct filing *filing =
            &table->filing[facility->first_filing + i];
        const struct filing_kind *kind = &table->filing_kind[filing->kind];
        if (kind->function == FUNCTION_NONE)
            continue;
        add_item(out, start, functions[kind->function].name_ja);
        buf_add_text(out, kind->level);
        if (filing_day(filing->start, day))
            buf_addf(out, "（%sから）", day);
    }
    if (out->len > start || facility_points(facility) == 0)
        return;
    buf_add_text(out, no_filing_words(facility));
}

VALUE_FUNCTION(filing_list)
{
    UNUSED(table);
    UNUSED(resident);
    if (facility_points(facility))
        buf_add_text(out, filing_list_names[facility->filing_list]);
}

VALUE_FUNCTION(home_services)
{
    const char *last = NULL;
    size_t start = out->len;

    UNUSED(table);
    UNUSED(resident);
    for (int f = 0; f < FUNCTION_COUNT; f++) {
        const char *plain = functions[f].plain_ja;
        if (!(facility->filed >> f & 1) || !plain ||
            (last && strcmp(last, plain) == 0))
            continue; /* the levels of one function have the same words */
        add_item(out, start, plain);
        last = plain;
    }
}

/* Ids that lead to a facility which is shown to nobody are left out. */
VALUE_FUNCTION(related)
{
    struct str rest = str_of(facility->related), part;
    size_t start = out->len;

    UNUSED(resident);
    while (rest.len && str_part(&rest, '\n', &part)) {
        char id[80];
        snprintf(id, sizeof(id), "%.*s", STR_ARG(part));
        uint32_t other = table_find(table, id);
        if (other != NO_FACILITY && !table->facility[other]->closed)
            add_item(out, start, id);
    }
}

/* ---- layers ---- */

static layer_set layers_of_facility(const struct facility *facility)
{
    return layers_of(facility->services, facility->filed);
}

VALUE_FUNCTION(layer)
{
    UNUSED(table);
    UNUSED(resident);
    buf_add_text(out, layers[layer_main(layers_of_facility(facility))].id);
}

VALUE_FUNCTION(layer_name)
{
    const struct layer *layer =
        &layers[layer_main(layers_of_facility(facility))];

    UNUSED(table);
    buf_add_text(out, resident ? layer->plain_ja : layer->name_ja);
}

VALUE_FUNCTION(layers)
{
    layer_set set = layers_of_facility(facility);
    size_t start = out->len;

    UNUSED(table);
    UNUSED(resident);
    for (int l = 0; l < LAYER_COUNT; l++)
        if (set >> l & 1)
            add_item(out, start, layers[l].id);
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

_Static_assert(FIELD_position_source <= 64,
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
