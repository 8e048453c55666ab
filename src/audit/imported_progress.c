/* Progress of items (ア)-(ク) and of maps, and national figures of it. */
#include "audit/imported_cell.h"
#include "model/table_index.h"
#include "norm/text.h"

#include <math.h>
#include <string.h>

struct progress_reading {
    struct usertable file;
    struct imported *imported;
    const struct regions *regions;
    struct imported_columns area;
    int year, item, state, count;
    struct table_index *index;
    struct arena scratch;
};

static bool is_heading(const struct usertable *t, void *context)
{
    struct progress_reading *reading = context;

    imported_find_area(t, &reading->area);
    reading->year = usertable_column(
        t, "year|年度|年|年次|調査年度|調査年|対象年度|fiscal_year|時点");
    reading->item =
        usertable_column(t, "item|項目|取組項目|事業項目|取組|マップ");
    reading->state = usertable_column(
        t, "state|状況|実施状況|進捗|進捗状況|取組状況|作成状況|状態|status");
    reading->count =
        usertable_column(t, "count|市区町村数|市町村数|区町村数|自治体数|数");
    return (reading->area.code >= 0 || reading->area.name >= 0) &&
           reading->year >= 0 && reading->item >= 0 && reading->state >= 0;
}

/* Words by text_key(). 実施している/年度内に実施予定/実施していない:
 * 厚生労働省の 在宅医療・介護連携推進事業の実施状況調査 (2015). */
static const struct {
    const char *words;
    enum progress_state state;
} states[] = {
    {"実施している|実施済|実施済み|実施|実施中|済|済み|作成済|作成済み|"
     "作成した|完了|"
     "done|made|yes|○|〇|◯",
     PROGRESS_DONE},
    {"年度内に実施予定|実施予定|予定|作成予定|作成中|planned|△",
     PROGRESS_PLANNED},
    {"実施していない|未実施|実施しない|作成しない|作成していない|予定なし|"
     "予定無し|なし|not|no|×|✕|x",
     PROGRESS_NOT},
    {"不明|検討中|未作成|未定|未回答|無回答|回答なし|unknown|-|…",
     PROGRESS_UNKNOWN},
};

static bool read_state(struct str cell, enum progress_state *state,
                       struct arena *scratch)
{
    struct str key = text_key(cell, scratch), word;

    for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
        struct str rest = str_of(states[i].words);
        while (str_part(&rest, '|', &word))
            if (str_eq(text_key(word, scratch), key)) {
                *state = states[i].state;
                return true;
            }
    }
    return false;
}

/* "(ア) 地域の医療・介護の資源の把握", "ア", "ｱ．資源の把握": the letter of the
 * item, 8 of them; anything else as it is written. */
static const char *item_of(struct str cell, struct arena *arena,
                           struct arena *scratch)
{
    static const char *const letters[] = {"ア", "イ", "ウ", "エ",
                                          "オ", "カ", "キ", "ク"};
    struct str key = text_key(cell, scratch);
    bool bracket = str_starts(key, STR("("));

    if (bracket)
        key = str_cut(key, 1, key.len);
    for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++) {
        struct str rest = str_cut(key, strlen(letters[i]), key.len);
        if (!str_starts(key, str_of(letters[i])))
            continue;
        if (bracket
                ? str_starts(rest, STR(")"))
                : rest.len == 0 || str_starts(rest, STR(".")) ||
                      str_starts(rest, STR(":")) || str_starts(rest, STR("、")))
            return letters[i];
    }
    return str_keep(arena, cell);
}

static void set_aside(struct progress_reading *reading, const struct row *row,
                      const char *reason, struct str value)
{
    reading->file.supply->rows.set_aside++;
    imported_set_aside(reading->imported, reading->file.supply->label,
                       row->line, reason, value);
}

/* An area has one state of an item; totals have a row for each state. */
static const char *key_of(struct progress_reading *reading,
                          const struct progress_row *item)
{
    const char *area = item->set == REGION_NONE ? item->area : "";

    return arena_format(&reading->scratch, "%u\n%u\n%s\n%d\n%s\n%d", item->set,
                        item->region, area, item->year, item->item,
                        item->total ? (int)item->state : -1);
}

static void add_progress(struct progress_reading *reading,
                         const struct row *row, const struct progress_row *item)
{
    struct imported *imported = reading->imported;
    const char *key = key_of(reading, item);
    uint32_t at = index_get(reading->index, key);

    if (at != NO_INDEX) {
        const struct progress_row *first = &imported->progress[at];
        if (first->state == item->state && first->count == item->count)
            reading->file.supply->rows.merged++;
        else
            set_aside(reading, row,
                      N_("a row above gives this area, year and item another "
                         "state"),
                      usertable_text(&reading->file, row, reading->state));
        return;
    }
    imported->progress =
        mem_room(imported->progress, imported->n_progress,
                 &imported->cap_progress, sizeof(*imported->progress));
    imported->progress[imported->n_progress] = *item;
    index_put(&reading->index, &reading->scratch, key,
              (uint32_t)imported->n_progress++);
    reading->file.supply->rows.kept++;
}

static void read_row(void *context, const struct row *row)
{
    struct progress_reading *reading = context;
    struct usertable *file = &reading->file;
    struct arena *arena = &reading->imported->arena;
    struct progress_row item = {.count = 1};

    if (row->fault) {
        set_aside(reading, row, row->fault, STR(""));
        return;
    }
    struct str year = usertable_cell(row, reading->year);
    struct str state = usertable_text(file, row, reading->state);
    struct str count = usertable_cell(row, reading->count);
    if (!state.len) {
        file->supply->rows.blank++;
        return;
    }
    item.area = imported_area(file, row, &reading->area, reading->regions,
                              arena, &item.set, &item.region);
    item.item = item_of(usertable_text(file, row, reading->item), arena,
                        &file->scratch);
    item.year = imported_year(year);
    item.total = count.len > 0;
    if (!item.area || !item.item)
        set_aside(reading, row, N_("the row names no area or no item"), state);
    else if (!item.year)
        set_aside(reading, row, N_("the year cannot be read"), year);
    else if (!read_state(state, &item.state, &file->scratch))
        set_aside(reading, row,
                  N_("the state is none of 実施している, 実施予定, "
                     "実施していない, 作成済, 予定, 作成しない"),
                  state);
    else if (item.total &&
             (!imported_number(count, &item.count) || !(item.count >= 0)))
        set_aside(reading, row, N_("the number of municipalities is none"),
                  count);
    else
        add_progress(reading, row, &item);
}

static bool read_rows(struct progress_reading *reading, struct err *err)
{
    struct imported *imported = reading->imported;
    for (size_t i = 0; i < imported->n_progress; i++) {
        const char *key = key_of(reading, &imported->progress[i]);
        if (index_get(reading->index, key) == NO_INDEX)
            index_put(&reading->index, &reading->scratch, key, (uint32_t)i);
    }
    return usertable_each(&reading->file, read_row, reading, err);
}

bool imported_read_progress(struct imported *imported, const char *path,
                            const struct regions *regions, struct err *err)
{
    struct progress_reading reading = {.imported = imported,
                                       .regions = regions};

    reading.file = (struct usertable){
        .path = path,
        .arena = &imported->arena,
        .supply =
            imported_add_supply(imported, "取り組みの進み具合", "progress"),
        .is_heading = is_heading,
        .context = &reading,
        .looked_for = _("an area (地域, 市区町村コード), 年度, 項目 and 状況 "
                        "(area, year, item, state)")};
    bool ok = usertable_open(&reading.file, err) && read_rows(&reading, err);
    usertable_close(&reading.file);
    index_clear(&reading.index);
    arena_release(&reading.scratch);
    return ok;
}
