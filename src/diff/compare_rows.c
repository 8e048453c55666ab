/* Two partners: a value that differs, and whether it changed. */
#include "diff/comparing.h"

#include "base/buf.h"
#include "diff/language.h"

#include <string.h>

/* A row for each service that an office can have. */
#define VALUES_MOST 64

enum verdict {
    VERDICT_CHANGED,
    VERDICT_SAME,
    VERDICT_DOUBTFUL /* the two are of different rows, and neither row is on
                        the other side */
};

/* ---- rows ---- */

/* All that the rows of a side say of it. */
static size_t all_values(struct comparing *comparing,
                         const struct comparing_pair *pair,
                         const struct comparing_value *value, int side,
                         const char *said[VALUES_MOST])
{
    said[0] = value->text[side];
    return 1 + rows_others(&comparing->rows, side, pair->number[side],
                           value->field, said + 1, VALUES_MOST - 1);
}

static bool any_same(struct comparing *comparing,
                     const struct comparing_pair *pair,
                     const struct comparing_value *value)
{
    const char *said[SIDE_COUNT][VALUES_MOST];
    size_t n[SIDE_COUNT];

    for (int side = 0; side < SIDE_COUNT; side++)
        n[side] = all_values(comparing, pair, value, side, said[side]);
    for (size_t i = 0; i < n[SIDE_OLD]; i++)
        for (size_t j = 0; j < n[SIDE_NEW]; j++)
            if (value->same(said[SIDE_OLD][i], said[SIDE_NEW][j],
                            &comparing->scratch))
                return true;
    return false;
}

/* One side does not say it: has it the row that said it, or says it? */
static enum verdict judge_silent(struct comparing *comparing,
                                 const struct comparing_pair *pair,
                                 const struct rows_slot slot[SIDE_COUNT],
                                 int silent)
{
    return !slot[!silent].known ||
                   rows_have(&comparing->rows, silent, pair->number[silent],
                             &slot[!silent])
               ? VERDICT_CHANGED
               : VERDICT_DOUBTFUL;
}

/* The texts become those of one row where it is on both sides. */
static enum verdict judge(struct comparing *comparing,
                          const struct comparing_pair *pair,
                          struct comparing_value *value,
                          struct rows_slot slot[SIDE_COUNT])
{
    rows_need(&comparing->rows);
    for (int side = 0; side < SIDE_COUNT; side++)
        slot[side] = rows_of_field(&comparing->rows, side, pair->number[side],
                                   value->origin);
    if (!value->text[SIDE_OLD] || !value->text[SIDE_NEW])
        return judge_silent(comparing, pair, slot,
                            value->text[SIDE_OLD] ? SIDE_NEW : SIDE_OLD);
    if (!rows_differ(&slot[SIDE_OLD], &slot[SIDE_NEW]))
        return VERDICT_CHANGED;
    if (any_same(comparing, pair, value))
        return VERDICT_SAME;
    for (int side = 0; side < SIDE_COUNT; side++) {
        const char *said =
            rows_say(&comparing->rows, side, pair->number[side], &slot[!side],
                     value->field, value->text[side]);
        if (!said)
            continue;
        value->text[side] = said;
        return VERDICT_CHANGED;
    }
    return VERDICT_DOUBTFUL;
}

/* ---- staff ---- */

bool compare_by_staff(struct comparing *comparing,
                      const struct comparing_pair *pair,
                      const struct comparing_value *value)
{
    const char *published[SIDE_COUNT];
    bool any = false;

    rows_need(&comparing->rows);
    for (int side = 0; side < SIDE_COUNT; side++) {
        const char *former;
        bool corrected = rows_corrected(
            &comparing->rows, side, pair->number[side], value->field, &former);
        any = any || corrected;
        published[side] = corrected ? former : value->text[side];
    }
    if (!any || !published[SIDE_OLD] || !published[SIDE_NEW])
        return any && !published[SIDE_OLD] && !published[SIDE_NEW];
    return value->same(published[SIDE_OLD], published[SIDE_NEW],
                       &comparing->scratch);
}

void compare_note_staff(struct comparing *comparing, struct change *change)
{
    change->by_staff = true;
    change->note = language_text(
        comparing->changes,
        "職員の訂正によるものです。公表データは変わっていません",
        "by a correction of staff's: the published data did not change");
}

/* ---- one value ---- */

static void doubt(struct comparing *comparing,
                  const struct rows_slot slot[SIDE_COUNT])
{
    struct comparing_doubts *doubts = &comparing->doubts;

    if (doubts->n == COMPARING_DOUBTS)
        return;
    doubts->change[doubts->n] = comparing->changes->n - 1;
    for (int side = 0; side < SIDE_COUNT; side++)
        doubts->slot[doubts->n][side] = slot[side];
    doubts->n++;
}

struct change *compare_value(struct comparing *comparing,
                             const struct comparing_pair *pair,
                             struct comparing_value value)
{
    const char *before = value.text[SIDE_OLD], *after = value.text[SIDE_NEW];
    struct rows_slot slot[SIDE_COUNT];

    if (!compare_open(comparing, pair, value.told, before, after) ||
        (before && after && value.same(before, after, &comparing->scratch)))
        return NULL;
    enum verdict verdict = judge(comparing, pair, &value, slot);
    if (verdict == VERDICT_SAME)
        return NULL;
    struct change *change =
        comparing_tell(comparing, pair, value.kind, value.text[SIDE_OLD],
                       value.text[SIDE_NEW]);
    if (verdict == VERDICT_DOUBTFUL)
        doubt(comparing, slot);
    else if (compare_by_staff(comparing, pair, &value))
        compare_note_staff(comparing, change);
    return change;
}

/* ---- position ---- */

bool compare_position_rows(struct comparing *comparing,
                           const struct comparing_pair *pair, bool *doubtful)
{
    struct lonlat point[] = {pair->old->published, pair->new->published};
    struct rows_slot *slot = comparing->doubts.position;
    struct rows *rows = &comparing->rows;

    *doubtful = false;
    rows_need(rows);
    for (int side = 0; side < SIDE_COUNT; side++)
        slot[side] = rows_of_position(rows, side, pair->number[side]);
    for (int side = 0; side < SIDE_COUNT; side++)
        if (!lonlat_known(point[side])) {
            *doubtful =
                judge_silent(comparing, pair, slot, side) == VERDICT_DOUBTFUL;
            return true;
        }
    if (!rows_differ(&slot[SIDE_OLD], &slot[SIDE_NEW]))
        return true;
    *doubtful = true;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (rows_near(rows, side, pair->number[side], point[!side]))
            return false;
        if (rows_have(rows, side, pair->number[side], &slot[!side]))
            *doubtful = false;
    }
    return true;
}

void compare_doubt_position(struct comparing *comparing)
{
    doubt(comparing, comparing->doubts.position);
}

/* ---- what becomes of doubtful ones ---- */

static bool is_service(const struct change *change)
{
    return change->kind == CHANGE_SERVICE_ADDED ||
           change->kind == CHANGE_SERVICE_DROPPED;
}

static const char *value_name(const struct changes *changes,
                              enum change_kind kind)
{
    switch (kind) {
    case CHANGE_RENAMED:
        return language_text(changes, "名称", "name");
    case CHANGE_PHONE:
        return language_text(changes, "電話番号", "telephone number");
    case CHANGE_HOURS:
        return language_text(changes, "時間", "hours");
    case CHANGE_MOVED:
        return language_text(changes, "所在地", "address");
    case CHANGE_POSITION:
        return language_text(changes, "位置", "position");
    default:
        return language_text(changes, "市区町村", "municipality");
    }
}

/* 名称・電話番号・時間 */
static const char *doubted_values(const struct comparing *comparing)
{
    static const enum change_kind order[] = {
        CHANGE_RENAMED, CHANGE_MOVED,    CHANGE_PHONE,
        CHANGE_HOURS,   CHANGE_POSITION, CHANGE_MUNICIPALITY};
    struct changes *changes = comparing->changes;
    const struct comparing_doubts *doubts = &comparing->doubts;
    struct buf text = {0};

    for (size_t o = 0; o < sizeof(order) / sizeof(*order); o++)
        for (size_t i = 0; i < doubts->n; i++) {
            if (changes->item[doubts->change[i]].kind != order[o])
                continue;
            buf_add_text(&text,
                         text.len ? language_text(changes, "・", ", ") : "");
            buf_add_text(&text, value_name(changes, order[o]));
        }
    const char *kept = str_keep(&changes->arena, buf_str(&text));
    buf_release(&text);
    return kept ? kept : "";
}

/* Every row has a name: that of the name speaks for the office. */
static bool leading_kinds(const struct comparing *comparing,
                          int kind[SIDE_COUNT])
{
    const struct comparing_doubts *doubts = &comparing->doubts;
    const struct change *item = comparing->changes->item;

    for (size_t i = 0; i < doubts->n; i++) {
        const struct rows_slot *slot = doubts->slot[i];
        if (item[doubts->change[i]].kind != CHANGE_RENAMED ||
            !slot[SIDE_OLD].kinds || !slot[SIDE_NEW].kinds)
            continue;
        for (int side = 0; side < SIDE_COUNT; side++)
            kind[side] = kind_main(slot[side].kinds);
        return kind[SIDE_OLD] != kind[SIDE_NEW];
    }
    return false;
}

static const char *note_of(const struct comparing *comparing)
{
    struct changes *changes = comparing->changes;
    const char *values = doubted_values(comparing);
    int kind[SIDE_COUNT];

    if (!leading_kinds(comparing, kind))
        return arena_format(
            &changes->arena,
            language_text(changes,
                          "%sは、もとになった一覧の行が前回と今回で違うため、"
                          "比べていません",
                          "not compared, because the two sides have it from "
                          "different rows of the lists: %s"),
            values);
    return changes->japanese
               ? arena_format(&changes->arena,
                              "代表のサービスが%sから%sに変わったため、%sは"
                              "比べていません",
                              kinds[kind[SIDE_OLD]].name_ja,
                              kinds[kind[SIDE_NEW]].name_ja, values)
               : arena_format(&changes->arena,
                              "its leading service was '%s' and is '%s': not "
                              "compared are %s",
                              kinds[kind[SIDE_OLD]].name_en,
                              kinds[kind[SIDE_NEW]].name_en, values);
}

static bool is_doubted(const struct comparing_doubts *doubts, size_t change)
{
    for (size_t i = 0; i < doubts->n; i++)
        if (doubts->change[i] == change)
            return true;
    return false;
}

static void withdraw(struct comparing *comparing, size_t first)
{
    struct changes *changes = comparing->changes;
    const char *note = note_of(comparing);
    size_t kept = first;

    for (size_t i = first; i < changes->n; i++) {
        if (is_doubted(&comparing->doubts, i))
            continue;
        changes->item[kept] = changes->item[i];
        if (is_service(&changes->item[kept]))
            changes->item[kept].note = note;
        kept++;
    }
    changes->n = kept;
}

void compare_settle_doubts(struct comparing *comparing, size_t first)
{
    struct changes *changes = comparing->changes;
    struct comparing_doubts *doubts = &comparing->doubts;
    bool service = false;

    for (size_t i = first; doubts->n && i < changes->n; i++)
        service = service || is_service(&changes->item[i]);
    for (size_t i = 0; i < doubts->n && !service; i++)
        changes->item[doubts->change[i]].note = language_text(
            changes,
            "前回と今回では、もとになった一覧の行が違います。確認してください",
            "the two sides have it from different rows of the lists; check it");
    if (service)
        withdraw(comparing, first);
    doubts->n = 0;
}
