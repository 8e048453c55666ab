#include "tests/cmd/diff_given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void add_places(struct table *table)
{
    static const char *const place[][2] = {
        {"25299", "みなと市"},   {"25499", "みずうみ町"},
        {"25498", "古浜村"},     {"01101", "札幌市中央区"},
        {"01102", "札幌市北区"}, {"01100", "札幌市"}};

    for (size_t i = 0; i < sizeof(place) / sizeof(*place); i++)
        municipalities_set(&table->municipalities, &table->arena, place[i][0],
                           place[i][1], NULL, PLACE_REGISTRY);
}

void given_begin(struct diff_given *given)
{
    struct supply supply = {.label = "a.csv",
                            .title = "医療情報ネット（診療所）",
                            .attribution = "出典：診療所一覧",
                            .as_of = "2025-12-01"};

    memset(given, 0, sizeof(*given));
    table_add_supply(&given->old, &supply);
    supply.as_of = "2026-06-01";
    table_add_supply(&given->new, &supply);
    add_places(&given->old);
    add_places(&given->new);
    given->match.partner = mem_alloc(64 * sizeof(uint32_t));
    given->match.origin = mem_alloc(64 * sizeof(uint32_t));
    given->match.by = mem_alloc(64);
    given->match.score = mem_alloc(64 * sizeof(float));
    for (int i = 0; i < 64; i++) {
        given->match.partner[i] = given->match.origin[i] = NO_FACILITY;
        given->match.by[i] = MATCH_NONE;
        given->match.score[i] = NAN;
    }
    given->changes.old = &given->old;
    given->changes.new = &given->new;
    given->changes.match = &given->match;
}

static uint32_t add(struct table *table, const char *id, const char *name,
                    const char *kind, const char *code)
{
    uint32_t number = table_add(table, id);
    struct facility *facility = table->facility[number];

    cr_assert_lt(number, 64);
    cr_assert_neq(kind_find(kind), KIND_NONE);
    facility->name = facility->name_kana = name;
    facility->main_kind = kind_find(kind);
    facility->services = UINT64_C(1) << facility->main_kind;
    memcpy(facility->municipality_code, code, strlen(code) + 1);
    return number;
}

uint32_t given_old(struct diff_given *given, const char *id, const char *name,
                   const char *kind, const char *code)
{
    return add(&given->old, id, name, kind, code);
}

uint32_t given_new(struct diff_given *given, const char *id, const char *name,
                   const char *kind, const char *code)
{
    return add(&given->new, id, name, kind, code);
}

void given_partners(struct diff_given *given, uint32_t old, uint32_t new)
{
    given->match.partner[old] = new;
    given->match.origin[new] = old;
    given->match.by[old] = MATCH_ID;
}

void given_same(struct diff_given *given, const char *id, const char *name,
                const char *kind, const char *code)
{
    given_partners(given, given_old(given, id, name, kind, code),
                   given_new(given, id, name, kind, code));
}

struct change *given_change(struct diff_given *given, enum change_kind kind,
                            uint32_t old, uint32_t new)
{
    struct changes *changes = &given->changes;

    changes->item = mem_room(changes->item, changes->n, &changes->cap,
                             sizeof(*changes->item));
    struct change *change = &changes->item[changes->n++];
    *change = (struct change){
        .kind = kind, .old = old, .new = new, .distance_m = NAN, .score = NAN};
    changes->count[kind]++;
    return change;
}

void given_area(struct diff_given *given, const char *code, const char *name)
{
    struct diff_areas *areas = &given->areas;

    areas->item =
        mem_room(areas->item, areas->n, &areas->cap, sizeof(*areas->item));
    areas->item[areas->n] = (struct diff_area){.name = name};
    memcpy(areas->item[areas->n++].code, code, strlen(code) + 1);
}

void given_report(struct diff_given *given)
{
    struct err err = {0};

    cr_assert(
        diff_report_make(&given->report, &given->changes, &given->areas, &err),
        "%s", err.text);
    given->report.path_old = "old";
    given->report.path_new = "new";
}

void given_release(struct diff_given *given)
{
    diff_report_release(&given->report);
    diff_areas_release(&given->areas);
    changes_release(&given->changes);
    match_release(&given->match);
    table_release(&given->old);
    table_release(&given->new);
}
