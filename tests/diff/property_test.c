/* Many facilities, seeded edits: every change is found, no other is, in
 * whatever order the rows stand. */
#include "given.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N 500
#define SEEDS 12

/* What is done to a facility between OLD and NEW. */
enum edit {
    EDIT_NONE,
    EDIT_NOTATION,
    EDIT_COME,
    EDIT_GO,
    EDIT_MOVE,
    EDIT_SHIFT,
    EDIT_RENAME,
    EDIT_PHONE,
    EDIT_HOURS,
    EDIT_BEDS,
    EDIT_FILE,
    EDIT_WITHDRAW,
    EDIT_LEARN,
    EDIT_FORGET,
    EDIT_ADD_SERVICE,
    EDIT_DROP_SERVICE,
    EDIT_RECODE,
    EDIT_RENUMBER,
    EDIT_COUNT
};

static const int change_of[EDIT_COUNT] = {
    [EDIT_NONE] = -1,
    [EDIT_NOTATION] = -1,
    [EDIT_COME] = CHANGE_NEW,
    [EDIT_GO] = CHANGE_GONE,
    [EDIT_MOVE] = CHANGE_MOVED,
    [EDIT_SHIFT] = CHANGE_POSITION,
    [EDIT_RENAME] = CHANGE_RENAMED,
    [EDIT_PHONE] = CHANGE_PHONE,
    [EDIT_HOURS] = CHANGE_HOURS,
    [EDIT_BEDS] = CHANGE_BEDS,
    [EDIT_FILE] = CHANGE_FILED,
    [EDIT_WITHDRAW] = CHANGE_WITHDRAWN,
    [EDIT_LEARN] = CHANGE_KNOWN,
    [EDIT_FORGET] = CHANGE_UNKNOWN,
    [EDIT_ADD_SERVICE] = CHANGE_SERVICE_ADDED,
    [EDIT_DROP_SERVICE] = CHANGE_SERVICE_DROPPED,
    [EDIT_RECODE] = CHANGE_MUNICIPALITY,
    [EDIT_RENUMBER] = CHANGE_ID,
};

static unsigned next(unsigned *seed)
{
    *seed = *seed * 1103515245U + 12345U;
    return *seed / 65536U;
}

#define HOME FUNCTION_BIT(FUNCTION_home_medical_management)

/* `before`: of OLD. */
static void edit_filing(struct facility *facility, enum edit edit, bool before)
{
    bool filed = (edit == EDIT_FILE || edit == EDIT_LEARN) != before;
    bool known = edit == EDIT_FILE || edit == EDIT_WITHDRAW;

    facility->filed = filed ? HOME : 0;
    if (filed || !known)
        facility->not_filed &= ~HOME;
}

static void edit_old(struct facility *facility, enum edit edit)
{
    if (edit >= EDIT_FILE && edit <= EDIT_FORGET)
        edit_filing(facility, edit, true);
    if (edit == EDIT_DROP_SERVICE)
        given_services(facility, "clinic visiting-rehab");
}

static void edit_new(struct table *table, struct facility *facility,
                     enum edit edit, unsigned number)
{
    struct arena *arena = &table->arena;

    switch (edit) {
    case EDIT_NOTATION:
        facility->name = arena_format(arena, "　%s ", facility->name);
        facility->address =
            arena_format(arena, "大津市御陵町%u－%u－%u", number % 9 + 1,
                         number + 100, number % 7 + 1);
        facility->phone = arena_format(arena, "077522%04u", number);
        break;
    case EDIT_MOVE:
        facility->address =
            arena_format(arena, "滋賀県大津市浜町%u番", number + 5000);
        break;
    case EDIT_SHIFT:
        facility->published.lat_deg += 0.002;
        break;
    case EDIT_RENAME:
        facility->name = arena_format(arena, "あたらしい%u診療所", number);
        break;
    case EDIT_PHONE:
        facility->phone = arena_format(arena, "077-599-%04u", number);
        break;
    case EDIT_HOURS:
        facility->opening_hours = "Mo-Sa 08:00-12:00";
        break;
    case EDIT_BEDS:
        facility->beds_general = "19";
        break;
    case EDIT_ADD_SERVICE:
        given_services(facility, "clinic visiting-rehab");
        break;
    case EDIT_RECODE:
        memcpy(facility->municipality_code, "25206", 6);
        break;
    default:
        if (edit >= EDIT_FILE && edit <= EDIT_FORGET)
            edit_filing(facility, edit, false);
    }
}

static void shuffle(unsigned order[N], unsigned seed)
{
    for (unsigned i = 0; i < N; i++)
        order[i] = i;
    for (unsigned i = N; i > 1; i--) {
        unsigned j = next(&seed) % i, kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
}

static const char *id_of(unsigned i, enum edit edit, int side, char id[16])
{
    unsigned base = side == NEW && edit == EDIT_RENUMBER ? 50000 : 10000;

    snprintf(id, 16, "n-%u", base + i);
    return id;
}

static void fill(struct given *given, const enum edit edit[N], unsigned seed)
{
    unsigned order[N];

    given_begin(given);
    for (int side = OLD; side <= NEW; side++) {
        shuffle(order, seed + (unsigned)side);
        for (unsigned k = 0; k < N; k++) {
            unsigned i = order[k];
            char id[16];
            if (edit[i] == (side == OLD ? EDIT_COME : EDIT_GO))
                continue;
            struct facility *facility = given_clinic(
                &given->side[side], id_of(i, edit[i], side, id), i);
            /* Both are known to be there, so that they are told. */
            if (i % 50 == 0 && edit[i] == EDIT_NONE)
                given_services(facility, "clinic visiting-rehab");
            if (side == OLD)
                edit_old(facility, edit[i]);
            else
                edit_new(&given->side[NEW], facility, edit[i], i);
        }
    }
}

static void expect_edits(const struct given *given, const enum edit edit[N])
{
    size_t n = 0;

    for (unsigned i = 0; i < N; i++) {
        char id[16];
        if (change_of[edit[i]] < 0)
            continue;
        n++;
        given_change(given, (enum change_kind)change_of[edit[i]],
                     id_of(i, edit[i], edit[i] == EDIT_GO ? OLD : NEW, id));
    }
    cr_assert_eq(given->changes.n, n);
    cr_assert_eq(given->changes.n_blind, 0);
}

static void draw(enum edit edit[N], unsigned seed)
{
    for (unsigned i = 0; i < N; i++)
        edit[i] = (enum edit)(next(&seed) % EDIT_COUNT);
}

Test(property, every_edit_is_told_and_nothing_else)
{
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct given given;
        enum edit edit[N];
        draw(edit, seed);
        fill(&given, edit, seed);
        given_compare(&given);
        expect_edits(&given, edit);
        given_end(&given);
    }
}

/* Ids changed, texts changed, facilities of one name and house: what cannot
 * be clear must at least not depend on the rows' order. */
Test(property, the_order_of_the_rows_does_not_matter)
{
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        char *text[2];
        for (unsigned k = 0; k < 2; k++) {
            struct given given;
            enum edit edit[N];
            draw(edit, seed);
            fill(&given, edit, seed * 7 + k * 1000);
            for (int side = OLD; side <= NEW; side++)
                for (unsigned i = 0; i < N; i++) {
                    char id[16];
                    snprintf(id, sizeof(id), "n-%u", 10000 + i);
                    uint32_t at = table_find(&given.side[side], id);
                    if (at == NO_FACILITY || i % 5)
                        continue;
                    struct facility *facility = given.side[side].facility[at];
                    facility->name = i % 2 ? "さくら医院" : "みどり医院";
                    facility->address = "滋賀県大津市御陵町1番1号";
                    facility->published = (struct lonlat){135.5, 35.5};
                    if (i % 3 == 0)
                        facility->phone = "077-500-0000";
                }
            given_compare(&given);
            text[k] = given_text(&given);
            given_end(&given);
        }
        cr_assert_str_eq(text[0], text[1], "seed %u", seed);
        free(text[0]);
        free(text[1]);
    }
}
