#include "join/place.h"

#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

/* A municipality's name as it may start an address. */
struct start {
    struct str text; /* NFKC key */
    const char *code;
    bool ambiguous;
};

struct starts {
    struct start *item;
    size_t n, cap;
};

static int by_text(const void *a, const void *b)
{
    const struct start *x = a, *y = b;

    return str_cmp(x->text, y->text);
}

static void add_start(struct starts *all, struct str text, const char *code)
{
    all->item = mem_room(all->item, all->n, &all->cap, sizeof(*all->item));
    all->item[all->n++] = (struct start){text, code, false};
}

/* "滋賀県大津市" and "大津市" for every municipality in being. A short form
 * that two municipalities share (府中市, 伊達市) is ambiguous. */
static void collect(struct starts *all, const struct municipalities *places,
                    struct arena *arena)
{
    for (size_t i = 0; i < places->n; i++) {
        const struct municipality *place = &places->item[i];
        const char *prefecture = prefecture_name(place->code);
        if (!place->name || !prefecture || place->abolished)
            continue;
        struct str name = text_key(str_of(place->name), arena);
        add_start(all, name, place->code);
        add_start(all,
                  text_key(str_of(arena_format(arena, "%s%s", prefecture,
                                               place->name)),
                           arena),
                  place->code);
    }
    if (all->n)
        qsort(all->item, all->n, sizeof(*all->item), by_text);
    for (size_t i = 1; i < all->n; i++)
        if (str_eq(all->item[i].text, all->item[i - 1].text) &&
            strcmp(all->item[i].code, all->item[i - 1].code) != 0)
            all->item[i].ambiguous = all->item[i - 1].ambiguous = true;
}

/* The longest start that the text has; wards win over their city. */
static const char *code_of_start(const struct starts *all, struct str key)
{
    const struct start *best = NULL;

    for (size_t len = key.len; len > 0; len--) {
        struct start wanted = {{key.ptr, len}, NULL, false};
        if (len < key.len && ((unsigned char)key.ptr[len] & 0xC0) == 0x80)
            continue;
        best = all->n ? bsearch(&wanted, all->item, all->n, sizeof(*all->item),
                                by_text)
                      : NULL;
        if (best)
            break;
    }
    return best && !best->ambiguous ? best->code : NULL;
}

/* A town's address may name its district (郡), which is no part of the town's
 * name; 郡山市 and 蒲郡市 are found before that is tried. */
static const char *code_of_address(const struct starts *all,
                                   const char *address, struct arena *scratch)
{
    struct str key = text_key(str_of(address), scratch);
    const char *code = code_of_start(all, key);
    char prefecture[64] = "";

    if (code)
        return code;
    for (size_t len = 9; len <= 12 && len < key.len && !prefecture[0];
         len += 3) {
        char name[16] = "";
        memcpy(name, key.ptr, len);
        if (prefecture_code(name))
            memcpy(prefecture, name, len);
    }
    struct str rest = str_cut(key, strlen(prefecture), key.len);
    size_t at = str_find(rest, STR("郡"));
    if (at == SIZE_MAX || at == 0 || at > 24)
        return NULL;
    rest = str_cut(rest, at + strlen("郡"), rest.len);
    return code_of_start(all, str_of(arena_format(scratch, "%s%.*s", prefecture,
                                                  STR_ARG(rest))));
}

static const struct candidate *candidate_of(const struct table *table,
                                            uint32_t facility)
{
    for (size_t i = 0; i < table->n_candidate; i++)
        if (table->candidate[i].facility == facility)
            return &table->candidate[i];
    return NULL;
}

static void find_place(struct table *table, uint32_t number,
                       const struct starts *starts,
                       const struct boundaries *boundaries,
                       struct arena *scratch)
{
    struct facility *facility = table->facility[number];
    const char *code = facility->address
                           ? code_of_address(starts, facility->address, scratch)
                           : NULL;
    const char *what = N_("municipality found by the address");

    if (!code && boundaries) {
        const struct candidate *candidate = candidate_of(table, number);
        what = N_("municipality found by the position");
        if (candidate)
            code = boundary_at(boundaries, candidate->point);
    }
    if (code)
        memcpy(facility->municipality_code, code, 6);
    else
        what = N_("municipality unknown: shown under 00000");
    table_find_fault(table, number, facility->supply, 0,
                     FIELD_municipality_code, what,
                     code ? code : facility->address);
}

static void renew_code(struct table *table, uint32_t number)
{
    struct facility *facility = table->facility[number];
    const struct municipality *place = municipalities_find(
        &table->municipalities, facility->municipality_code);
    bool gone = place && (place->abolished || place->successor[0]);

    if (!place || !place->name) {
        municipalities_set(&table->municipalities, &table->arena,
                           facility->municipality_code, NULL, NULL,
                           PLACE_LISTING);
        return;
    }
    if (!gone)
        return;
    const char *what = N_("code of an abolished municipality: its successor's "
                          "is used");
    if (!place->successor[0])
        what = N_("code of an abolished municipality without one successor: "
                  "kept");
    table_find_fault(table, number, facility->supply, 0,
                     FIELD_municipality_code, what,
                     facility->municipality_code);
    if (place->successor[0])
        memcpy(facility->municipality_code, place->successor, 6);
}

/* The addresses of filing lists begin behind the prefecture, which has a
 * column of its own. */
static void find_institutions(struct table *table, const struct starts *starts,
                              struct arena *scratch)
{
    for (size_t i = 0; i < table->n_institution; i++) {
        struct institution *institution = &table->institution[i];
        const char *prefecture = prefecture_name_of(institution->prefecture);
        const char *address = institution->address;
        if (!address || institution->municipality_code[0])
            continue;
        if (prefecture && strncmp(address, prefecture, strlen(prefecture)) != 0)
            address = arena_format(scratch, "%s%s", prefecture, address);
        const char *code = code_of_address(starts, address, scratch);
        if (code)
            memcpy(institution->municipality_code, code, 6);
        arena_reset(scratch);
    }
}

void place_settle(struct table *table, const struct boundaries *boundaries)
{
    struct arena arena = {0}, scratch = {0};
    struct starts starts = {0};

    for (size_t i = 0; i < table->n_facility; i++)
        if (table->facility[i]->municipality_code[0])
            renew_code(table, (uint32_t)i);
    collect(&starts, &table->municipalities, &arena);
    for (size_t i = 0; i < table->n_facility; i++) {
        if (table->facility[i]->municipality_code[0])
            continue;
        find_place(table, (uint32_t)i, &starts, boundaries, &scratch);
        arena_reset(&scratch);
    }
    find_institutions(table, &starts, &scratch);
    free(starts.item);
    arena_release(&arena);
    arena_release(&scratch);
}
