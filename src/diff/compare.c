/* Two partners: one small function for each kind of change. Those of places
 * and filings stand in files of their own. */
#include "diff/comparing.h"

#include "diff/language.h"
#include "diff/same.h"

#include <math.h>
#include <string.h>

struct change *comparing_add(struct comparing *comparing, enum change_kind kind,
                             uint32_t old, uint32_t new, const char *before,
                             const char *after)
{
    struct changes *changes = comparing->changes;

    changes->item = mem_room(changes->item, changes->n, &changes->cap,
                             sizeof(*changes->item));
    struct change *change = &changes->item[changes->n++];
    *change = (struct change){
        .kind = kind,
        .old = old,
        .new = new,
        .before = before,
        .after = after,
        .distance_m = NAN,
        .score = NAN,
    };
    return change;
}

struct change *comparing_tell(struct comparing *comparing,
                              const struct comparing_pair *pair,
                              enum change_kind kind, const char *before,
                              const char *after)
{
    struct change *change =
        comparing_add(comparing, kind, pair->number[SIDE_OLD],
                      pair->number[SIDE_NEW], before, after);

    change->score = comparing->changes->match->score[pair->number[SIDE_OLD]];
    return change;
}

bool compare_open(struct comparing *comparing,
                  const struct comparing_pair *pair, enum told told,
                  const char *before, const char *after)
{
    if ((!before && !after) || (before && after && strcmp(before, after) == 0))
        return false;
    for (int side = 0; side < SIDE_COUNT; side++)
        if (blind_masked(&comparing->blind, side, pair->number[side], told))
            return false;
    if (before && after)
        return true;
    int silent = before ? SIDE_NEW : SIDE_OLD;
    return !comparing->mixed[SIDE_OLD][pair->number[SIDE_OLD]] &&
           !comparing->mixed[SIDE_NEW][pair->number[SIDE_NEW]] &&
           !blind_hides(&comparing->blind, silent, pair->number[silent], told);
}

/* ---- name, telephone ---- */

static void compare_name(struct comparing *comparing,
                         const struct comparing_pair *pair)
{
    compare_value(
        comparing, pair,
        (struct comparing_value){.kind = CHANGE_RENAMED,
                                 .told = TOLD_NAME,
                                 .field = FIELD_name,
                                 .origin = FIELD_name,
                                 .text = {pair->old->name, pair->new->name},
                                 .same = same_name});
}

static void compare_phone(struct comparing *comparing,
                          const struct comparing_pair *pair)
{
    compare_value(
        comparing, pair,
        (struct comparing_value){.kind = CHANGE_PHONE,
                                 .told = TOLD_PHONE,
                                 .field = FIELD_phone,
                                 .origin = FIELD_phone,
                                 .text = {pair->old->phone, pair->new->phone},
                                 .same = same_phone});
}

/* ---- hours ---- */

/* For people. */
static const char *hours_of(const struct facility *facility)
{
    return facility->hours_text ? facility->hours_text
                                : facility->opening_hours;
}

/* Corrected hours for people take those for programs away. */
static bool hours_by_staff(struct comparing *comparing,
                           const struct comparing_pair *pair)
{
    struct comparing_value value = {
        .field = FIELD_hours_text,
        .text = {pair->old->hours_text, pair->new->hours_text},
        .same = same_text};

    if (compare_by_staff(comparing, pair, &value))
        return true;
    value.field = FIELD_opening_hours;
    value.text[SIDE_OLD] = pair->old->opening_hours;
    value.text[SIDE_NEW] = pair->new->opening_hours;
    return compare_by_staff(comparing, pair, &value);
}

/* The weekly schedule, as programs read it where both have that. */
static bool compare_schedule(struct comparing *comparing,
                             const struct comparing_pair *pair)
{
    const struct facility *old = pair->old, *new = pair->new;
    const char *before = hours_of(old), *after = hours_of(new);
    bool exact = old->opening_hours && new->opening_hours;
    const char *x = exact ? old->opening_hours : before;
    const char *y = exact ? new->opening_hours : after;

    if (!compare_open(comparing, pair, TOLD_HOURS, x, y) ||
        (x && y && same_text(x, y, &comparing->scratch)))
        return false;
    bool tells = !before || !after || strcmp(before, after) != 0;
    struct change *change = comparing_tell(
        comparing, pair, CHANGE_HOURS, tells ? before : x, tells ? after : y);
    if (hours_by_staff(comparing, pair))
        compare_note_staff(comparing, change);
    return true;
}

static void compare_hours(struct comparing *comparing,
                          const struct comparing_pair *pair)
{
    if (!compare_schedule(comparing, pair))
        compare_value(
            comparing, pair,
            (struct comparing_value){
                .kind = CHANGE_HOURS,
                .told = TOLD_DAYS,
                .field = FIELD_available_days,
                .origin = FIELD_available_days,
                .text = {pair->old->available_days, pair->new->available_days},
                .same = same_days});
}

/* ---- beds ---- */

enum { BEDS_RECUPERATION = 1, BEDS_MEDICAL, BEDS_CARE, BEDS_COUNT = 8 };

static const char *beds_of(const struct facility *facility, int kind)
{
    const char *text = field_text(facility, FIELD_beds_general + kind);

    return text && !same_count(text, NULL) ? text : NULL;
}

/* 「一般 54、療養 34（医療 30、介護 4）、合計 88」; NULL when none is given. */
static const char *beds_text(const struct facility *facility,
                             struct arena *arena)
{
    static const char *const name[BEDS_COUNT] = {
        "一般", "療養", "医療", "介護", "精神", "結核", "感染症", "合計"};
    struct buf text = {0};
    bool within = false;

    for (int kind = 0; kind < BEDS_COUNT; kind++) {
        const char *beds = beds_of(facility, kind);
        bool part = kind == BEDS_MEDICAL || kind == BEDS_CARE;
        if (within && !part) {
            buf_add_text(&text, "）");
            within = false;
        }
        if (!beds)
            continue;
        bool open = part && !within && text.len;
        buf_add_text(&text, open ? "（" : text.len ? "、" : "");
        within = within || open;
        buf_addf(&text, "%s %s", name[kind], beds);
    }
    const char *kept = str_keep(arena, buf_str(&text));
    buf_release(&text);
    return kept;
}

static bool beds_same(const char *a, const char *b, struct arena *scratch)
{
    (void)scratch;
    return same_count(a, b);
}

static void compare_beds(struct comparing *comparing,
                         const struct comparing_pair *pair)
{
    struct arena *arena = &comparing->changes->arena;
    bool differ = false, by_staff = true;

    for (int kind = 0; kind < BEDS_COUNT; kind++) {
        struct comparing_value value = {
            .told = (enum told)(TOLD_BEDS + kind),
            .field = (enum field_id)(FIELD_beds_general + kind),
            .text = {beds_of(pair->old, kind), beds_of(pair->new, kind)},
            .same = beds_same};
        const char *before = value.text[SIDE_OLD];
        const char *after = value.text[SIDE_NEW];
        if (!compare_open(comparing, pair, value.told, before, after) ||
            (before && after && same_count(before, after)))
            continue;
        differ = true;
        by_staff = by_staff && compare_by_staff(comparing, pair, &value);
    }
    if (!differ)
        return;
    struct change *change = comparing_tell(comparing, pair, CHANGE_BEDS,
                                           beds_text(pair->old, arena),
                                           beds_text(pair->new, arena));
    if (by_staff)
        compare_note_staff(comparing, change);
}

/* ---- id ---- */

/* The part of a local list's id behind the hash of its title, when it stands
 * in the list; NULL for a hash of name and address (listing/facility_row.c),
 * which nobody published. */
static const char *local_number(const char *id)
{
    const char *own = id + strlen("l-12345678-");
    bool hash = strlen(own) == 12 && strspn(own, "0123456789abcdef") == 12 &&
                strspn(own, "0123456789") < 12;

    return hash ? NULL : own;
}

static bool is_local(const char *id)
{
    return id[0] == 'l' && strlen(id) > strlen("l-12345678-");
}

/* Not told where only another of its published numbers is the first one now,
 * which leads to it on both sides. */
static void compare_id(struct comparing *comparing,
                       const struct comparing_pair *pair)
{
    const char *before = pair->old->id, *after = pair->new->id;

    if (strcmp(before, after) == 0 ||
        table_find(comparing->side[SIDE_NEW], before) ==
            pair->number[SIDE_NEW] ||
        table_find(comparing->side[SIDE_OLD], after) == pair->number[SIDE_OLD])
        return;
    if (is_local(before) && is_local(after)) {
        const char *x = local_number(before), *y = local_number(after);
        if ((!x && !y) || (x && y && strcmp(x, y) == 0))
            return;
    }
    comparing_tell(comparing, pair, CHANGE_ID, before, after);
}

/* ---- all ---- */

/* Equal numbers, and nothing else alike: publishers give numbers anew. */
static void note_strangers(struct comparing *comparing,
                           const struct comparing_pair *pair, size_t first)
{
    struct changes *changes = comparing->changes;
    bool renamed = false, moved = false, phone = false;

    for (size_t i = first; i < changes->n; i++) {
        renamed = renamed || changes->item[i].kind == CHANGE_RENAMED;
        moved = moved || changes->item[i].kind == CHANGE_MOVED;
        phone = phone || changes->item[i].kind == CHANGE_PHONE;
    }
    bool by_join = changes->match->by[pair->number[SIDE_OLD]] == MATCH_JOIN;
    bool silent = !pair->old->phone || !pair->new->phone;
    if (by_join || !renamed || !moved || !(phone || silent) ||
        !compare_strangers(comparing, pair))
        return;
    for (size_t i = first; i < changes->n; i++)
        changes->item[i].note = language_text(
            changes,
            "名称も所在地も電話番号も前回と違います。番号が別の施設のものに"
            "なったのかもしれません。確認してください",
            "name, address and telephone number are all others: the number "
            "may be another facility's now; check it");
}

void compare_pair(struct comparing *comparing,
                  const struct comparing_pair *pair)
{
    size_t first = comparing->changes->n;

    compare_address(comparing, pair);
    compare_position(comparing, pair);
    compare_name(comparing, pair);
    compare_phone(comparing, pair);
    compare_hours(comparing, pair);
    compare_beds(comparing, pair);
    compare_functions(comparing, pair);
    compare_services(comparing, pair);
    compare_municipality(comparing, pair);
    compare_settle_doubts(comparing, first);
    compare_id(comparing, pair);
    note_strangers(comparing, pair, first);
    if (comparing->changes->n == first)
        comparing->changes->n_same++;
    arena_reset(&comparing->scratch);
}
