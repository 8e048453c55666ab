#include "join/correcting.h"

#include "geo/crs.h"
#include "join/correction.h"
#include "join/missing.h"
#include "join/review.h"
#include "norm/date.h"
#include "norm/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    AT_FACILITY,
    AT_FIELD,
    AT_VALUE,
    AT_WAS,
    AT_REQUIRED, /* those above */
    AT_REASON = AT_REQUIRED,
    AT_WHO,
    AT_DATE,
    AT_N
};
static const char *const heading_ja[AT_N] = {
    "施設ID", "項目", "正しい値", "元の値", "理由", "記入者", "日付"};
static const char *const heading_en[AT_N] = {
    "facility", "field", "value", "was", "reason", "who", "date"};

/* The row at hand. */
struct entry {
    const struct row *row;
    struct facility *facility;
    struct done done;
};

static const char *why(struct correcting *correcting, const struct row *row)
{
    struct answers *answers = &correcting->answers;

    return arena_format(&correcting->table->arena, "%.*s\n%.*s\n%.*s",
                        STR_ARG(answers_cell(answers, row, AT_REASON)),
                        STR_ARG(answers_cell(answers, row, AT_WHO)),
                        STR_ARG(answers_cell(answers, row, AT_DATE)));
}

static void tell(struct correcting *correcting, const struct entry *entry,
                 const char *what, const char *value)
{
    table_find_fault(correcting->table, entry->done.facility,
                     correcting->supply, (uint32_t)entry->done.line,
                     entry->done.field, what, value);
}

#define NOT_APPLIED                                                            \
    N_("a correction was not applied: the source says something else by now")

/* ---- position ---- */

#define SAME_M 2.0

/* Degrees that were typed for a place in another town are a slip. */
static bool plausible(const struct correcting *correcting,
                      const struct entry *entry, struct lonlat point,
                      struct err *err)
{
    const char *code = entry->facility->municipality_code;

    if (!correcting->run->boundaries || !code[0])
        return true;
    double outside_m =
        boundary_outside_m(correcting->run->boundaries, code, point);
    return !(outside_m > REVIEW_OUTSIDE_M) ||
           err_set(err, ERR_INPUT,
                   _("'%s' line %zu: %.6f,%.6f is %.0f km outside the "
                     "municipality; check the degrees"),
                   correcting->answers.path, entry->done.line, point.lat_deg,
                   point.lon_deg, outside_m / 1000);
}

static const char *position_text(struct arena *arena, struct lonlat point)
{
    return lonlat_known(point)
               ? arena_format(arena, "%.6f,%.6f", point.lat_deg, point.lon_deg)
               : NULL;
}

/* 元の値 may be left empty. Else it is the published position or the one that
 * is used, within what six decimals lose. */
static bool still_there(struct correcting *correcting,
                        const struct entry *entry)
{
    struct answers *answers = &correcting->answers;
    const struct facility *facility = entry->facility;
    struct lonlat was;

    if (!answers_point(answers, answers_plain(answers, entry->row, AT_WAS),
                       &was))
        return true;
    return (lonlat_known(facility->published) &&
            crs_distance_m(facility->published, was) < SAME_M) ||
           (lonlat_known(facility->point) &&
            crs_distance_m(facility->point, was) < SAME_M);
}

static bool correct_position(struct correcting *correcting, struct entry *entry,
                             struct err *err)
{
    struct answers *answers = &correcting->answers;
    struct facility *facility = entry->facility;
    struct str value = answers_plain(answers, entry->row, AT_VALUE);
    struct lonlat point;

    if (!answers_point(answers, value, &point))
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: '%.*s' is not a position in Japan; "
                         "write 35.0044,135.8686"),
                       answers->path, entry->done.line, STR_ARG(value));
    if (!plausible(correcting, entry, point, err))
        return false;
    if (!still_there(correcting, entry)) {
        tell(correcting, entry, NOT_APPLIED,
             position_text(&answers->arena, facility->published));
        return true;
    }
    if (lonlat_known(facility->point))
        entry->done.former =
            position_text(&correcting->table->arena, facility->point);
    facility->point = point;
    facility->position_source = "職員の確認";
    facility->coordinate_level = LEVEL_MANUAL;
    facility->position_doubt = NULL;
    facility->error_m = NAN;
    entry->done.applied = true;
    return true;
}

/* ---- closed ---- */

static bool is_any(struct str key, const char *const *word, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(key, word[i]))
            return true;
    return false;
}

static void add_part(struct buf *out, const char *name, struct str text)
{
    if (text.len)
        buf_addf(out, "　%s：%.*s", name, STR_ARG(text));
}

/* What the store keeps: "閉鎖（2025-11-30から）　理由：…　記入者：…". */
static void close_facility(struct correcting *correcting, struct entry *entry,
                           const char *since)
{
    struct answers *answers = &correcting->answers;
    struct buf text = {0};

    buf_add_text(&text, "閉鎖");
    if (since)
        buf_addf(&text, "（%sから）", since);
    add_part(&text, "理由", answers_cell(answers, entry->row, AT_REASON));
    add_part(&text, "記入者", answers_cell(answers, entry->row, AT_WHO));
    add_part(&text, "日付", answers_cell(answers, entry->row, AT_DATE));
    entry->facility->closed =
        str_keep(&correcting->table->arena, buf_str(&text));
    tell(correcting, entry, N_("closed by staff: in neither edition"),
         text.ptr);
    buf_release(&text);
}

static bool correct_closed(struct correcting *correcting, struct entry *entry,
                           struct err *err)
{
    static const char *const yes[] = {"はい", "yes",    "閉鎖", "廃止",
                                      "true", "closed", "1"};
    static const char *const no[] = {"いいえ", "no", "false", "open", "0", ""};
    struct answers *answers = &correcting->answers;
    struct str value = answers_plain(answers, entry->row, AT_VALUE);
    struct str key = text_key(value, &answers->arena);
    char since[11];

    if (is_any(key, yes, sizeof(yes) / sizeof(*yes)))
        close_facility(correcting, entry, NULL);
    else if (is_any(key, no, sizeof(no) / sizeof(*no)))
        entry->facility->closed = NULL;
    else if (!date_read(value, since))
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: '%.*s' does not say whether it is "
                         "closed; write はい, いいえ or the day (2025-11-30)"),
                       answers->path, entry->done.line, STR_ARG(value));
    else if (strcmp(since, correcting->run->today) > 0)
        tell(correcting, entry,
             N_("it will close on a day to come: it is still shown"), since);
    else
        close_facility(correcting, entry, since);
    return true;
}

/* ---- text ---- */

/* A list has an item a line. */
static struct str value_cell(struct correcting *correcting,
                             const struct entry *entry)
{
    struct answers *answers = &correcting->answers;
    size_t at = (size_t)answers->at[AT_VALUE];
    unsigned met = 0;

    if (fields[entry->done.field].type == FIELD_LIST && at < entry->row->n_cell)
        return text_clean_lines(entry->row->cell[at], &answers->arena, &met);
    return answers_plain(answers, entry->row, AT_VALUE);
}

static bool correct_text(struct correcting *correcting, struct entry *entry,
                         struct err *err)
{
    struct arena *arena = &correcting->answers.arena;
    struct facility *facility = entry->facility;
    enum field_id field = (enum field_id)entry->done.field;
    const char **member = field_member(facility, field);
    struct correction correction = {correcting->answers.path, entry->done.line,
                                    field, value_cell(correcting, entry)};
    struct str was = answers_plain(&correcting->answers, entry->row, AT_WAS);

    if (!correction_settle(&correction, facility, arena, err))
        return false;
    if (!correction_same(str_of(*member), was, arena)) {
        const char *what = NOT_APPLIED;
        if (correction_same(str_of(*member), correction.value, arena))
            what = N_("a correction is not needed any more: the source says "
                      "the same by now");
        else if (!was.len)
            what = N_("a correction was not applied: it does not tell the "
                      "former value (元の値), which is");
        tell(correcting, entry, what, *member);
        return true;
    }
    entry->done.former = *member;
    entry->done.applied = true;
    *member = str_keep(&correcting->table->arena, correction.value);
    /* The same hours for programs would contradict it. */
    if (field == FIELD_hours_text)
        facility->opening_hours = NULL;
    return true;
}

/* ---- rows ---- */

/* The field of the row; position_source and closed stand for the two that are
 * no text. */
static int field_of(struct str name, struct arena *arena)
{
    struct str key = text_key(name, arena);

    if (str_is(key, "position") || str_is(key, "位置"))
        return FIELD_position_source;
    if (str_is(key, "closed") || str_is(key, "閉鎖") ||
        str_eq(key, text_key(str_of(fields[FIELD_closed].heading_ja), arena)))
        return FIELD_closed;
    return correction_field(name, arena);
}

/* *again: an earlier row says the same. */
static bool find_earlier(struct correcting *correcting,
                         const struct entry *entry, bool *again,
                         struct err *err)
{
    struct arena *arena = &correcting->answers.arena;

    *again = false;
    for (size_t i = 0; i < correcting->n; i++) {
        const struct done *done = &correcting->done[i];
        if (done->facility != entry->done.facility ||
            done->field != entry->done.field)
            continue;
        *again = true;
        if (!correction_same(str_of(done->value), str_of(entry->done.value),
                             arena))
            return err_set(err, ERR_INPUT,
                           _("'%s' line %zu: this field of '%s' is corrected "
                             "otherwise in line %zu; keep one of them"),
                           correcting->answers.path, entry->done.line,
                           entry->facility->id, done->line);
    }
    return true;
}

static bool correct(struct correcting *correcting, struct entry *entry,
                    struct err *err)
{
    switch (entry->done.field) {
    case FIELD_position_source:
        return correct_position(correcting, entry, err);
    case FIELD_closed:
        return correct_closed(correcting, entry, err);
    default:
        return correct_text(correcting, entry, err);
    }
}

static enum correct_phase phase_of(int field)
{
    return field == FIELD_position_source ? CORRECT_POSITIONS : CORRECT_VALUES;
}

static bool each(struct answers *answers, const struct row *row, void *context,
                 struct err *err)
{
    struct correcting *correcting = context;
    struct table *table = correcting->table;
    struct arena *arena = &answers->arena;
    struct str id = answers_plain(answers, row, AT_FACILITY);
    struct str name = answers_plain(answers, row, AT_FIELD);
    struct entry entry = {.row = row, .done = {.line = row->line}};
    bool again;

    if (!id.len && !name.len)
        return true;
    id = text_ascii(id, arena);
    const char *kept = str_keep(arena, id);
    entry.done.facility = table_find(table, kept ? kept : "");
    if (entry.done.facility == NO_FACILITY)
        return missing_facility(table, answers->path, row->line, id, err);
    entry.facility = table->facility[entry.done.facility];
    entry.done.field = field_of(name, arena);
    if (entry.done.field < 0)
        return missing_field(answers->path, row->line, name, err);
    entry.done.value = str_keep(arena, answers_plain(answers, row, AT_VALUE));
    if (!find_earlier(correcting, &entry, &again, err))
        return false;
    if (again)
        return true;
    entry.done.why = why(correcting, row);
    if (phase_of(entry.done.field) == correcting->run->phase) {
        if (!correct(correcting, &entry, err))
            return false;
        bool closed =
            entry.done.field == FIELD_closed && entry.facility->closed;
        correcting->run->n++;
        correcting->run->n_closed += closed;
        correcting->run->n_applied += entry.done.applied || closed;
    }
    correcting->done = mem_room(correcting->done, correcting->n,
                                &correcting->cap, sizeof(*correcting->done));
    correcting->done[correcting->n++] = entry.done;
    return true;
}

bool correct_apply(struct table *table, const char *path,
                   struct correct_run *run, struct err *err)
{
    struct correcting correcting = {
        .table = table,
        .run = run,
        .answers = {.path = path,
                    .ja = heading_ja,
                    .en = heading_en,
                    .n = AT_N,
                    .n_required = AT_REQUIRED,
                    .header = "施設ID,項目,正しい値,元の値,理由,記入者,日付"},
    };
    bool ok = correcting_add_supply(&correcting, path, err) &&
              answers_read(&correcting.answers, each, &correcting, err);

    if (ok)
        correcting_keep_story(&correcting);
    free(correcting.done);
    arena_release(&correcting.answers.arena);
    return ok;
}
