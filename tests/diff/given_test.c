/* Not a test: what given.h promises. The name has the build find it. */
#include "given.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CROWD 12

static const char *const character[] = {
    "山", "海", "空", "星", "花", "鳥", "風", "月", "松", "竹", "梅",
    "桃", "鶴", "亀", "雪", "雲", "泉", "岩", "森", "滝", "虹", "波",
    "鈴", "琴", "笛", "弓", "舟", "橋", "鏡", "扇", "傘", "灯",
};
#define N_CHARACTER (sizeof(character) / sizeof(*character))

static const char *name_of(struct arena *arena, unsigned number)
{
    unsigned a = number % N_CHARACTER, b = number / N_CHARACTER % N_CHARACTER;

    return arena_format(arena, "%s%s%s医院", character[a],
                        character[(a * 7 + b * 5 + 3) % N_CHARACTER],
                        character[(b * 11 + a * 3 + 1) % N_CHARACTER]);
}

struct facility *given_of(struct table *table, const char *id)
{
    uint32_t number = table_find(table, id);

    cr_assert_neq(number, NO_FACILITY, "%s", id);
    return table->facility[number];
}

void given_services(struct facility *facility, const char *kinds_by_space)
{
    struct str rest = str_of(kinds_by_space), part;

    facility->services = 0;
    while (rest.len && str_part(&rest, ' ', &part)) {
        char id[64];
        snprintf(id, sizeof(id), "%.*s", STR_ARG(part));
        cr_assert_neq(kind_find(id), KIND_NONE, "%s", id);
        facility->services |= UINT64_C(1) << kind_find(id);
    }
    facility->main_kind = kind_main(facility->services);
}

struct facility *given_clinic(struct table *table, const char *id,
                              unsigned number)
{
    uint32_t at = table_add(table, id);
    struct facility *facility = table->facility[at];
    struct arena *arena = &table->arena;

    given_services(facility, "clinic");
    memcpy(facility->municipality_code, "25201", 6);
    facility->name = name_of(arena, number);
    facility->address =
        arena_format(arena, "滋賀県大津市御陵町%u丁目%u番%u号", number % 9 + 1,
                     number + 100, number % 7 + 1);
    facility->phone = arena_format(arena, "077-522-%04u", number);
    facility->opening_hours = "Mo-Fr 09:00-12:00";
    facility->hours_text = "月～金 9:00～12:00";
    facility->available_days = "平日,土曜日";
    facility->beds_general = "10";
    facility->beds_total = "10";
    facility->published =
        (struct lonlat){135.0 + number % 100 * 0.01, 35.0 + number / 100 * 0.1};
    facility->point = facility->published;
    facility->coordinate_level = LEVEL_PUBLISHED;
    facility->filing_list = FILING_LIST_HAS;
    facility->not_filed = functions_of(POINTS_BIT(POINTS_MEDICAL));
    facility->supply = 0;
    facility->sources = 1;
    table_keep(table, 0, at + 2, at, 0);
    return facility;
}

void given_both(struct given *given, const char *id, unsigned number)
{
    for (int side = OLD; side <= NEW; side++)
        given_clinic(&given->side[side], id, number);
}

uint32_t given_supply(struct table *table, const char *listing,
                      const char *title, enum row_kind kind)
{
    struct supply supply = {
        .label = title, .listing = listing, .title = title, .row_kind = kind};

    return table_add_supply(table, &supply);
}

void given_name_place(struct table *table, const char *code, const char *name,
                      const char *successor)
{
    struct municipality *place =
        municipalities_set(&table->municipalities, &table->arena, code, name,
                           NULL, PLACE_REGISTRY);

    if (successor)
        memcpy(place->successor, successor, 6);
}

void given_begin(struct given *given)
{
    *given = (struct given){0};
    for (int side = OLD; side <= NEW; side++) {
        given_supply(&given->side[side], "navii-clinic", "一覧", ROW_FACILITY);
        for (unsigned i = 0; i < CROWD; i++) {
            char id[16];
            snprintf(id, sizeof(id), "n-%u", 9000 + i);
            given_clinic(&given->side[side], id, 900 + i);
        }
    }
}

/* ---- what holds always ---- */

static void check_partners(const struct given *given)
{
    const struct match *match = &given->match;

    for (uint32_t i = 0; i < given->side[OLD].n_facility; i++) {
        if (match->partner[i] == NO_FACILITY) {
            cr_assert_eq(match->by[i], MATCH_NONE);
            continue;
        }
        cr_assert_eq(match->origin[match->partner[i]], i);
        cr_assert_neq(match->by[i], MATCH_NONE);
    }
    for (uint32_t i = 0; i < given->side[NEW].n_facility; i++)
        if (match->origin[i] != NO_FACILITY)
            cr_assert_eq(match->partner[match->origin[i]], i);
    for (size_t i = 0; i < match->n_maybe; i++) {
        cr_assert_eq(match->partner[match->maybe[i].old], NO_FACILITY);
        cr_assert_eq(match->origin[match->maybe[i].new], NO_FACILITY);
    }
}

static void check_accounts(const struct given *given)
{
    const struct changes *changes = &given->changes;
    size_t partners = 0, n = 0, left[2] = {0};

    for (uint32_t i = 0; i < given->side[OLD].n_facility; i++)
        partners += given->match.partner[i] != NO_FACILITY;
    cr_assert_eq(given->side[OLD].n_facility, changes->count[CHANGE_GONE] +
                                                  partners +
                                                  changes->n_left_out_old);
    cr_assert_eq(given->side[NEW].n_facility, changes->count[CHANGE_NEW] +
                                                  partners +
                                                  changes->n_left_out_new);
    cr_assert_leq(changes->n_same, partners);
    for (int k = 0; k < CHANGE_COUNT; k++)
        n += changes->count[k];
    cr_assert_eq(n, changes->n);
    for (size_t i = 0; i < changes->n_blind; i++) {
        cr_assert(changes->blind[i].what[0] && changes->blind[i].why[0]);
        cr_assert(!changes->blind[i].n_old || !changes->blind[i].n_new);
        if (changes->blind[i].code > CHANGE_BLIND_UNITED)
            continue;
        left[OLD] += changes->blind[i].n_old;
        left[NEW] += changes->blind[i].n_new;
    }
    cr_assert_eq(left[OLD], changes->n_left_out_old);
    cr_assert_eq(left[NEW], changes->n_left_out_new);
}

static void check_tally(const struct given *given)
{
    size_t n, n_old = 0, n_new = 0, count[CHANGE_COUNT] = {0};
    size_t left_out[2] = {0};
    struct change_tally *tally = changes_tally(&given->changes, &n);

    for (size_t i = 0; i < n; i++) {
        n_old += tally[i].n_old;
        n_new += tally[i].n_new;
        cr_assert(tally[i].n_old || tally[i].n_new);
        cr_assert_eq(tally[i].n_new + tally[i].count[CHANGE_GONE] +
                         tally[i].n_left_out_old + tally[i].n_went,
                     tally[i].n_old + tally[i].count[CHANGE_NEW] +
                         tally[i].n_left_out_new + tally[i].n_came);
        left_out[OLD] += tally[i].n_left_out_old;
        left_out[NEW] += tally[i].n_left_out_new;
        for (int k = 0; k < CHANGE_COUNT; k++)
            count[k] += tally[i].count[k];
        if (i > 0) {
            int order = strcmp(tally[i - 1].code, tally[i].code);
            cr_assert(order < 0 ||
                      (order == 0 && tally[i - 1].kind < tally[i].kind));
        }
    }
    cr_assert_eq(n_old, given->side[OLD].n_facility);
    cr_assert_eq(n_new, given->side[NEW].n_facility);
    cr_assert_eq(left_out[OLD], given->changes.n_left_out_old);
    cr_assert_eq(left_out[NEW], given->changes.n_left_out_new);
    for (int k = 0; k < CHANGE_COUNT; k++)
        cr_assert_eq(count[k], given->changes.count[k]);
    free(tally);
}

void given_compare(struct given *given)
{
    changes_release(&given->changes);
    match_release(&given->match);
    match_find(&given->side[OLD], &given->side[NEW], NULL, &given->match);
    given->changes.japanese = !given->english;
    changes_find(&given->side[OLD], &given->side[NEW], &given->match,
                 &given->changes);
    check_partners(given);
    check_accounts(given);
    check_tally(given);
}

void given_end(struct given *given)
{
    changes_release(&given->changes);
    match_release(&given->match);
    table_release(&given->side[OLD]);
    table_release(&given->side[NEW]);
}

/* ---- what was found ---- */

const struct change *given_only(const struct given *given,
                                enum change_kind kind)
{
    char *text = given_text(given);

    cr_assert_eq(given->changes.n, 1, "%s", text);
    cr_assert_eq(given->changes.item[0].kind, kind, "%s", text);
    free(text);
    return &given->changes.item[0];
}

const struct change *given_change(const struct given *given,
                                  enum change_kind kind, const char *id)
{
    const struct changes *changes = &given->changes;

    for (size_t i = 0; i < changes->n; i++)
        if (changes->item[i].kind == kind &&
            strcmp(change_facility(changes, &changes->item[i])->id, id) == 0)
            return &changes->item[i];
    char *text = given_text(given);
    cr_assert(false, "no %s of %s in:\n%s", change_names[kind].id, id, text);
    free(text);
    return NULL;
}

const struct change_blind *given_blind(const struct given *given,
                                       const char *what)
{
    for (size_t i = 0; i < given->changes.n_blind; i++)
        if (strcmp(given->changes.blind[i].what, what) == 0)
            return &given->changes.blind[i];
    for (size_t i = 0; i < given->changes.n_blind; i++)
        cr_log_error("blind: %s: %s", given->changes.blind[i].what,
                     given->changes.blind[i].why);
    cr_assert(false, "nothing is said of %s", what);
    return NULL;
}

static const char *shown(const char *text)
{
    return text ? text : "-";
}

char *given_text(const struct given *given)
{
    const struct changes *changes = &given->changes;
    struct buf text = {0};

    buf_add_text(&text, "");
    for (size_t i = 0; i < changes->n; i++) {
        const struct change *change = &changes->item[i];
        const struct facility *old = change->old == NO_FACILITY
                                         ? NULL
                                         : changes->old->facility[change->old];
        buf_addf(&text, "%s %s %s %s %s %.1f %.2f\n",
                 change_names[change->kind].id,
                 change_facility(changes, change)->id, old ? old->id : "-",
                 shown(change->before), shown(change->after),
                 (double)change->distance_m, (double)change->score);
    }
    for (size_t i = 0; i < changes->n_blind; i++)
        buf_addf(&text, "%s %s\n", changes->blind[i].what,
                 changes->blind[i].why);
    for (size_t i = 0; i < changes->n_merger; i++)
        buf_addf(&text, "%s %s %zu\n", changes->merger[i].from,
                 changes->merger[i].to, changes->merger[i].n);
    return text.ptr ? text.ptr : calloc(1, 1);
}
