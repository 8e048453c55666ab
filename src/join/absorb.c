#include "join/absorb.h"

#include "join/records.h"
#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

/* Without what is only written otherwise: width, spaces, hyphens of numbers,
 * the prefecture before an address. */
static struct str comparable(enum field_id field, const char *text,
                             const char *prefecture, struct arena *scratch)
{
    struct str key = text_key(str_of(text), scratch);
    struct buf bare = {0};

    if (field == FIELD_address && prefecture &&
        str_starts(key, str_of(prefecture)))
        return str_cut(key, strlen(prefecture), key.len);
    if (field != FIELD_phone && field != FIELD_fax &&
        field != FIELD_postal_code)
        return key;
    for (size_t i = 0; i < key.len; i++)
        if (key.ptr[i] != '-')
            buf_add_char(&bare, key.ptr[i]);
    key = str_of(arena_copy(scratch, bare.ptr ? bare.ptr : "", bare.len));
    buf_release(&bare);
    return key;
}

static bool says_the_same(enum field_id field, const char *a, const char *b,
                          const char *prefecture)
{
    struct arena scratch = {0};
    bool same = str_eq(comparable(field, a, prefecture, &scratch),
                       comparable(field, b, prefecture, &scratch));

    arena_release(&scratch);
    return same;
}

/* The row that gave the voice this field. */
static void find_row(const struct table *table, const struct voice *voice,
                     int field, uint32_t *supply, uint32_t *line)
{
    *supply = voice->supply;
    *line = voice->line;
    for (size_t i = 0; i < voice->n_origin; i++) {
        const struct origin *origin = &table->origin[voice->origin[i]];
        bool gave = origin->fields >> field & 1;
        if (i == 0 || gave) {
            *supply = origin->supply;
            *line = origin->line;
        }
        if (gave)
            return;
    }
}

static void keep_other(struct table *table, uint32_t facility,
                       const struct voice *voice, int field, const char *value)
{
    struct other_value other = {
        .facility = facility,
        .field = field,
        .value = value,
        .rule = N_("the listing that is asked first stands: 医療情報ネット, "
                   "介護サービス情報公表, 地方厚生局, local lists"),
    };

    find_row(table, voice, field, &other.supply, &other.line);
    table_add_other_value(table, other);
}

static bool is_joined_text(int field)
{
    return field != FIELD_id && field != FIELD_aliases &&
           field < FIELD_position_source;
}

uint64_t absorb(struct table *table, uint32_t number, const struct voice *voice)
{
    struct facility *facility = table->facility[number];
    const char *prefecture = prefecture_name(facility->municipality_code);
    uint64_t taken = 0;

    for (int f = 0; f < FIELD_COUNT; f++) {
        const char *value = field_text(voice->says, (enum field_id)f);
        if (!value || !is_joined_text(f))
            continue;
        const char **member = field_member(facility, (enum field_id)f);
        if (!*member) {
            *member = value;
            taken |= UINT64_C(1) << f;
        } else if (!says_the_same((enum field_id)f, *member, value,
                                  prefecture)) {
            keep_other(table, number, voice, f, value);
        }
    }
    for (size_t i = 0; i < voice->n_origin; i++)
        table->origin[voice->origin[i]].fields &= taken;
    if (!facility->municipality_code[0])
        memcpy(facility->municipality_code, voice->says->municipality_code, 6);
    facility->services |= voice->says->services;
    facility->main_kind = kind_main(facility->services);
    facility->sources |= voice->says->sources;
    return taken;
}

/* ---- beds ---- */

static const struct {
    const char *word;
    enum field_id field;
} bed_words[] = {
    {"一般", FIELD_beds_general},     {"療養", FIELD_beds_recuperation},
    {"精神", FIELD_beds_psychiatric}, {"結核", FIELD_beds_tuberculosis},
    {"感染", FIELD_beds_infectious},
};

/* "一般 54" of the cell's lines; other words are only in the total. */
static void unpack_beds(struct table *table,
                        const struct institution *institution,
                        struct facility *facility)
{
    struct arena scratch = {0};
    struct str rest = text_nfkc(str_of(institution->beds), &scratch), line;
    unsigned total = institution_beds(institution);

    while (str_part(&rest, '\n', &line)) {
        struct institution one = {.beds =
                                      arena_copy(&scratch, line.ptr, line.len)};
        unsigned n = institution_beds(&one);
        for (size_t w = 0; n && w < sizeof(bed_words) / sizeof(*bed_words); w++)
            if (str_starts(str_trim(line), str_of(bed_words[w].word)))
                *field_member(facility, bed_words[w].field) =
                    arena_format(&table->arena, "%u", n);
    }
    if (total)
        facility->beds_total = arena_format(&table->arena, "%u", total);
    arena_release(&scratch);
}

void absorb_unpack(struct table *table, const struct institution *institution,
                   struct facility *facility)
{
    facility->name = institution->name;
    facility->postal_code = institution->postal_code;
    facility->address = institution->address;
    facility->phone = institution->phone;
    facility->fax = institution->fax;
    facility->medical_code = arena_copy(&table->arena, institution->code, 10);
    facility->services = institution_services(institution);
    memcpy(facility->municipality_code, institution->municipality_code, 6);
    facility->sources =
        table_source(table, table->supply[institution->supply].title);
    if (institution->beds)
        unpack_beds(table, institution, facility);
}

/* ---- institutions ---- */

static int by_institution(const void *a, const void *b)
{
    const struct institution_value *x = a, *y = b;

    if (x->institution != y->institution)
        return x->institution < y->institution ? -1 : 1;
    if (x->supply != y->supply)
        return x->supply < y->supply ? -1 : 1;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return x->field - y->field;
}

void absorb_sort(struct table *table)
{
    if (table->n_institution_value)
        qsort(table->institution_value, table->n_institution_value,
              sizeof(*table->institution_value), by_institution);
}

/* Place of the first value of an institution or of those behind it. */
static size_t first_value(const struct table *table, uint32_t institution)
{
    size_t low = 0, high = table->n_institution_value;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table->institution_value[middle].institution < institution)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A voice of a filing list, with an origin of its own. */
static void hear(struct table *table, uint32_t facility,
                 const struct facility *says, uint32_t supply, uint32_t line,
                 bool merged)
{
    struct voice voice = {.says = says, .supply = supply, .line = line};
    uint64_t taken = absorb(table, facility, &voice);

    table_add_origin(table,
                     (struct origin){taken, facility, supply, line, merged});
}

void absorb_institution(struct table *table, uint32_t facility,
                        struct institution *institution, kind_set services,
                        bool added)
{
    uint32_t number = table_institution_number(table, institution);
    size_t first = first_value(table, number), end = first;
    struct facility says = {0};

    absorb_unpack(table, institution, &says);
    says.services = services;
    while (end < table->n_institution_value &&
           table->institution_value[end].institution == number) {
        const struct institution_value *value =
            &table->institution_value[end++];
        if (value->used)
            *field_member(&says, (enum field_id)value->field) = NULL;
    }
    hear(table, facility, &says, institution->supply, institution->line,
         !added);
    for (size_t i = first; i < end;) {
        const struct institution_value *value = &table->institution_value[i];
        struct facility more = {
            .sources = table_source(table, table->supply[value->supply].title)};
        for (; i < end && table->institution_value[i].supply == value->supply;
             i++)
            *field_member(&more,
                          (enum field_id)table->institution_value[i].field) =
                table->institution_value[i].value;
        hear(table, facility, &more, value->supply, value->line, true);
    }
}
