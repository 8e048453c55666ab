#include "cmd/diff_words.h"
#include "cmd/diff_writing.h"
#include "cmd/view_words.h"
#include "output/workbook.h"

#include <math.h>
#include <string.h>

#define TITLE "公表データの変更"

static void pair(struct workbook *workbook, const char *what, const char *text)
{
    workbook_text(workbook, what);
    workbook_text(workbook, text);
    workbook_end_row(workbook);
}

static void pair_n(struct workbook *workbook, const char *what, size_t n)
{
    workbook_text(workbook, what);
    workbook_number(workbook, (double)n);
    workbook_end_row(workbook);
}

/* ---- 概要: what was compared ---- */

static void side_rows(struct workbook *workbook, const char *side,
                      const char *path, const struct table *table,
                      struct arena *arena)
{
    size_t n;
    const struct view_source *source =
        words_sources(table, ~UINT64_C(0), &n, arena);
    struct buf text = {0};

    diff_add_as_of(&text, true, table);
    pair(workbook, arena_format(arena, "%sの入力", side), path);
    pair(workbook, arena_format(arena, "%sの時点", side), text.ptr);
    for (size_t i = 0; i < n; i++) {
        buf_clear(&text);
        buf_add_text(&text, source[i].attribution ? source[i].attribution
                                                  : source[i].title);
        buf_addf(&text, "\n時点：%s",
                 source[i].as_of ? source[i].as_of : "不明");
        if (source[i].licence)
            buf_addf(&text, "\n利用条件：%s", source[i].licence);
        if (source[i].licence_url)
            buf_addf(&text, "（%s）", source[i].licence_url);
        pair(workbook, arena_format(arena, "%sの出典", side), text.ptr);
    }
    buf_release(&text);
}

static void blind_rows(struct workbook *workbook, const struct changes *changes,
                       struct arena *arena)
{
    for (size_t i = 0; i < changes->n_blind; i++) {
        const struct change_blind *blind = &changes->blind[i];
        const char *counts = "";
        if (blind->n_old || blind->n_new)
            counts = arena_format(arena, "（前回%zu施設、今回%zu施設）",
                                  blind->n_old, blind->n_new);
        pair(workbook, "比べていないもの",
             arena_format(arena, "%s：%s%s", blind->what, blind->why, counts));
    }
}

static void merger_rows(struct workbook *workbook,
                        const struct diff_report *report, struct arena *arena)
{
    for (size_t i = 0; i < report->n_merger; i++) {
        const struct change_merger *merger = report->merger[i];
        const char *from = diff_place_name(report->changes, merger->from);
        const char *to = diff_place_name(report->changes, merger->to);
        pair(workbook, "市区町村の合併など",
             arena_format(arena, "%s（%s）は%s（%s）になりました。施設%zu件",
                          from ? from : "名称不明", merger->from,
                          to ? to : "名称不明", merger->to, merger->n));
    }
}

static void note_rows(struct workbook *workbook)
{
    pair(workbook, "取り扱い", DIFF_FOR_STAFF_JA);
    pair(workbook, "注意", DIFF_GONE_JA);
    pair(
        workbook, "注意",
        "表記のゆれ（全角と半角、空白、丁目の書き方など）は変更として数えて"
        "いません。公表されていない項目は「不明」であり、「ない」という意味では"
        "ありません。");
    pair(workbook, "加工", DIFF_PROCESSED_JA);
}

static void summary_sheet(struct workbook *workbook,
                          const struct diff_report *report, const char *created)
{
    static const struct workbook_column column[] = {{"項目", 24, false},
                                                    {"内容", 100, false}};
    const struct changes *changes = report->changes;
    struct arena arena = {0};

    workbook_sheet(workbook, "概要", TITLE "（職員用）", column, 2);
    note_rows(workbook);
    pair(workbook, "作成日", created);
    side_rows(workbook, "前回", report->path_old, changes->old, &arena);
    side_rows(workbook, "今回", report->path_new, changes->new, &arena);
    pair_n(workbook, "前回の施設", report->n_old);
    pair_n(workbook, "今回の施設", report->n_new);
    pair_n(workbook, "変わりのない施設", report->n_same);
    for (int c = 0; c < CHANGE_COUNT; c++)
        pair_n(workbook, change_names[c].ja, report->count[c]);
    pair_n(workbook, "比べていない施設（前回）", report->n_left_out_old);
    pair_n(workbook, "比べていない施設（今回）", report->n_left_out_new);
    merger_rows(workbook, report, &arena);
    blind_rows(workbook, changes, &arena);
    arena_release(&arena);
}

/* ---- 件数 ---- */

static void count_cells(struct workbook *workbook,
                        const struct change_tally *row)
{
    workbook_number(workbook, (double)row->n_old);
    workbook_number(workbook, (double)row->n_new);
    for (int c = 0; c < CHANGE_COUNT; c++)
        workbook_number(workbook, row->count[c] ? (double)row->count[c] : NAN);
    workbook_end_row(workbook);
}

static void count_sheet(struct workbook *workbook,
                        const struct diff_report *report)
{
    struct workbook_column column[6 + CHANGE_COUNT] = {
        {"市区町村コード", 10, false},
        {"都道府県", 10, false},
        {"市区町村", 16, false},
        {"種別", 24, false},
        {"前回", 8, false},
        {"今回", 8, false}};
    struct change_tally sum = {.n_old = report->n_old, .n_new = report->n_new};

    memcpy(sum.count, report->count, sizeof(sum.count));
    for (int c = 0; c < CHANGE_COUNT; c++)
        column[6 + c] = (struct workbook_column){change_names[c].ja, 9, false};
    workbook_sheet(workbook, "件数", TITLE "：件数（職員用）", column,
                   6 + CHANGE_COUNT);
    for (size_t p = 0; p < report->n_place; p++) {
        const struct diff_place *place = &report->place[p];
        for (size_t i = 0; i < place->n_tally; i++) {
            const struct change_tally *row =
                &report->tally[place->first_tally + i];
            workbook_text(workbook, place->code);
            workbook_text(workbook, place->prefecture);
            workbook_text(workbook, place->name);
            workbook_text(workbook, diff_kind_name(row->kind, true));
            count_cells(workbook, row);
        }
    }
    workbook_text(workbook, "合計");
    for (int i = 0; i < 3; i++)
        workbook_text(workbook, NULL);
    count_cells(workbook, &sum);
}

/* ---- lists ---- */

static void value_cells(struct workbook *workbook,
                        const struct changes *changes,
                        const struct change *change)
{
    workbook_text(workbook, diff_before(changes, change));
    workbook_text(workbook, diff_after(changes, change));
    workbook_number(workbook, round((double)change->distance_m));
    workbook_text(workbook, diff_match_words(diff_match_by(changes, change)));
}

static void list_sheet(struct workbook *workbook,
                       const struct diff_report *report)
{
    static const struct workbook_column column[] = {
        {"市区町村コード", 10, false},
        {"都道府県", 10, false},
        {"市区町村", 14, false},
        {"変更の種類", 18, false},
        {"種別", 18, false},
        {"名称", 28, false},
        {"施設ID", 18, false},
        {"旧施設ID", 18, false},
        {"旧", 30, false},
        {"新", 30, false},
        {"距離（m）", 10, false},
        {"どう対応づけたか", 18, false},
        {"注記", 30, false}};
    const struct changes *changes = report->changes;

    workbook_sheet(workbook, "変更一覧", TITLE "：一覧（職員用）", column,
                   sizeof(column) / sizeof(*column));
    for (size_t p = 0; p < report->n_place; p++) {
        const struct diff_place *place = &report->place[p];
        for (size_t i = place->first; i < place->first + place->n; i++) {
            const struct change *change = report->item[i].change;
            const struct facility *facility = change_facility(changes, change);
            workbook_text(workbook, place->code);
            workbook_text(workbook, place->prefecture);
            workbook_text(workbook, place->name);
            workbook_text(workbook, change_names[change->kind].ja);
            workbook_text(workbook, diff_kind_name(facility->main_kind, true));
            workbook_text(workbook, facility->name);
            workbook_text(workbook, facility->id);
            workbook_text(workbook, diff_id_old(changes, change));
            value_cells(workbook, changes, change);
            workbook_text(workbook, change->note);
            workbook_end_row(workbook);
        }
    }
}

bool diff_workbook(const struct diff_report *report, const char *created,
                   struct buf *bytes, struct err *err)
{
    struct workbook_about about = {TITLE, DIFF_FOR_STAFF_JA, created};
    struct workbook *workbook = workbook_begin(&about, err);

    if (!workbook)
        return false;
    summary_sheet(workbook, report, created);
    count_sheet(workbook, report);
    list_sheet(workbook, report);
    return workbook_finish(workbook, bytes, err);
}

/* ---- one municipality ---- */

static void tick_rows(struct workbook *workbook,
                      const struct diff_report *report,
                      const struct diff_place *place, bool with_place)
{
    const struct changes *changes = report->changes;

    for (size_t i = place->first; i < place->first + place->n; i++) {
        const struct change *change = report->item[i].change;
        const struct facility *facility = change_facility(changes, change);
        if (with_place)
            workbook_text(workbook, place->name);
        workbook_text(workbook, change_names[change->kind].ja);
        workbook_text(workbook, diff_kind_name(facility->main_kind, true));
        workbook_text(workbook, facility->name);
        workbook_text(workbook, facility->id);
        value_cells(workbook, changes, change);
        workbook_text(workbook, change->note);
        workbook_end_row(workbook);
    }
}

static void tick_notes(struct workbook *workbook,
                       const struct diff_report *report, const char *created)
{
    static const struct workbook_column column[] = {{"項目", 24, false},
                                                    {"内容", 100, false}};
    const struct changes *changes = report->changes;
    struct arena arena = {0};

    workbook_sheet(workbook, "説明", TITLE "：説明（職員用）", column, 2);
    note_rows(workbook);
    pair(workbook, "使い方",
         "確かめたら「確認」に印を、「確認日」に日付を入れます。"
         "閉鎖や正しい値が分かったら、職員の決定（corrections."
         "csv）に書きます。");
    pair(workbook, "作成日", created);
    side_rows(workbook, "前回", report->path_old, changes->old, &arena);
    side_rows(workbook, "今回", report->path_new, changes->new, &arena);
    blind_rows(workbook, changes, &arena);
    arena_release(&arena);
}

bool diff_workbook_of(const struct diff_report *report,
                      const struct diff_place *const *place, size_t n,
                      const char *name, const char *created, struct buf *bytes,
                      struct err *err)
{
    static const struct workbook_column column[] = {
        {"市区町村", 12, false},
        {"変更の種類", 16, false},
        {"種別", 16, false},
        {"名称", 26, false},
        {"施設ID", 18, false},
        {"旧", 28, false},
        {"新", 28, false},
        {"距離（m）", 9, false},
        {"どう対応づけたか", 16, false},
        {"注記", 28, false},
        {"確認", 6, false},
        {"確認日", 11, true}};
    size_t n_column = sizeof(column) / sizeof(*column);
    struct arena arena = {0};
    const char *title = arena_format(&arena, "%s　" TITLE, name);
    struct workbook_about about = {title, DIFF_FOR_STAFF_JA, created};
    struct workbook *workbook = workbook_begin(&about, err);
    bool with_place = n > 1;

    if (workbook) {
        workbook_sheet(workbook, "変更",
                       arena_format(&arena, "%s（職員用）", title),
                       with_place ? column : column + 1,
                       with_place ? n_column : n_column - 1);
        for (size_t i = 0; i < n; i++)
            tick_rows(workbook, report, place[i], with_place);
        tick_notes(workbook, report, created);
    }
    arena_release(&arena);
    return workbook && workbook_finish(workbook, bytes, err);
}
