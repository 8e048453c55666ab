#include "cmd/diff_words.h"
#include "cmd/diff_writing.h"
#include "cmd/view_words.h"
#include "output/workbook.h"

#include <math.h>
#include <string.h>

#define TITLE "公表データの変更"
/* On every page of a list that cannot be whole. */
#define NOT_ALL                                                                \
    "　今回使わなかった版があります（シート「説明」をお読みください）"

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
                      const struct table *before, struct arena *arena)
{
    size_t n;
    const struct view_source *source =
        words_sources(table, ~UINT64_C(0), &n, arena);
    struct buf text = {0};

    diff_add_as_of(&text, true, table, before, "時点");
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

static void blind_rows(struct workbook *workbook,
                       const struct diff_report *report)
{
    struct buf text = {0};

    for (size_t i = 0; i < report->n_blind; i++) {
        const struct change_blind *blind = report->blind[i].blind;
        buf_clear(&text);
        buf_addf(&text, "%s：%s", blind->what, blind->why);
        diff_add_blind_count(&text, true, &report->blind[i]);
        pair(workbook, "比べていないもの", text.ptr);
    }
    buf_release(&text);
}

/* Before all else: what this workbook cannot know. */
static void not_taken_rows(struct workbook *workbook,
                           const struct diff_report *report)
{
    for (size_t i = 0; i < report->n_not_taken; i++)
        pair(workbook, "今回使わなかった版", report->not_taken[i]);
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
    static const struct workbook_column column[] = {
        {.heading = "項目", .width = 32}, {.heading = "内容", .width = 98}};
    const struct changes *changes = report->changes;
    struct arena arena = {0};

    workbook_sheet(workbook, "概要", TITLE "（職員用）", column, 2);
    workbook_no_filter(workbook);
    not_taken_rows(workbook, report);
    note_rows(workbook);
    pair(workbook, "作成日", created);
    side_rows(workbook, "前回", report->path_old, changes->old, NULL, &arena);
    side_rows(workbook, "今回", report->path_new, changes->new, changes->old,
              &arena);
    pair_n(workbook, "前回の施設", report->n_old);
    pair_n(workbook, "今回の施設", report->n_new);
    pair_n(workbook, "変わりのない施設", report->n_same);
    for (int c = 0; c < CHANGE_COUNT; c++)
        pair_n(workbook, change_names[c].ja, report->count[c]);
    if (report->n_by_staff)
        pair_n(workbook, "以上のうち、職員の訂正によるもの",
               report->n_by_staff);
    pair_n(workbook, "比べていない施設（前回）", report->n_left_out_old);
    pair_n(workbook, "比べていない施設（今回）", report->n_left_out_new);
    pair(workbook, "件数の見方", DIFF_REST_JA);
    merger_rows(workbook, report, &arena);
    blind_rows(workbook, report);
    arena_release(&arena);
}

/* ---- 件数 ---- */

static void count_cell(struct workbook *workbook, long n)
{
    workbook_number(workbook, n ? (double)n : NAN);
}

/* 前回 + NEW - GONE + 数えない = 今回, then the other changes that occur. */
static void count_cells(struct workbook *workbook,
                        const struct diff_report *report, const char *code,
                        const struct change_tally *row)
{
    workbook_number(workbook, (double)row->n_old);
    count_cell(workbook, (long)row->count[CHANGE_NEW]);
    count_cell(workbook, (long)row->count[CHANGE_GONE]);
    count_cell(workbook, diff_report_rest(row));
    workbook_number(workbook, (double)row->n_new);
    for (int c = CHANGE_GONE + 1; c < CHANGE_COUNT; c++)
        if (report->count[c])
            count_cell(workbook, (long)row->count[c]);
    workbook_text(workbook, code);
    workbook_end_row(workbook);
}

static void count_columns(struct workbook *workbook,
                          const struct diff_report *report)
{
    struct workbook_column column[9 + CHANGE_COUNT] = {
        {.heading = "都道府県", .width = 9},
        {.heading = "市区町村", .width = 12},
        {.heading = "種別", .width = 20},
        {.heading = "前回", .width = 7},
        {.heading = change_names[CHANGE_NEW].ja, .width = 8},
        {.heading = change_names[CHANGE_GONE].ja, .width = 8},
        {.heading = "数えない（増減）", .width = 8},
        {.heading = "今回", .width = 7}};
    size_t n = 8;

    for (int c = CHANGE_GONE + 1; c < CHANGE_COUNT; c++)
        if (report->count[c])
            column[n++] = (struct workbook_column){
                .heading = change_names[c].ja, .width = 9};
    column[n++] = (struct workbook_column){
        .heading = "市区町村コード", .width = 10, .unprinted = true};
    workbook_sheet(workbook, "件数", TITLE "：件数（職員用）", column, n);
}

static void count_sheet(struct workbook *workbook,
                        const struct diff_report *report)
{
    struct change_tally sum = diff_report_sum(report);

    count_columns(workbook, report);
    for (size_t p = 0; p < report->n_place; p++) {
        const struct diff_place *place = &report->place[p];
        for (size_t i = 0; i < place->n_tally; i++) {
            const struct change_tally *row =
                &report->tally[place->first_tally + i];
            workbook_text(workbook, place->prefecture);
            workbook_text(workbook, place->name);
            workbook_text(workbook, diff_kind_name(row->kind, true));
            count_cells(workbook, report, place->code, row);
        }
    }
    workbook_text(workbook, "合計");
    workbook_text(workbook, NULL);
    workbook_text(workbook, NULL);
    count_cells(workbook, report, NULL, &sum);
}

/* ---- lists ---- */

static void change_cells(struct workbook *workbook,
                         const struct changes *changes,
                         const struct change *change)
{
    const struct facility *facility = change_facility(changes, change);

    workbook_text(workbook, change_names[change->kind].ja);
    workbook_text(workbook, diff_kind_name(facility->main_kind, true));
    workbook_text(workbook, facility->name);
    workbook_text(workbook, diff_address(changes, change));
    workbook_text(workbook, diff_phone(changes, change));
    workbook_text(workbook, change->before);
    workbook_text(workbook, change->after);
    workbook_number(workbook, round((double)change->distance_m));
    workbook_text(workbook, change->note);
}

/* For whoever looks into the numbers: on the screen, not on paper. */
static void match_cells(struct workbook *workbook,
                        const struct changes *changes,
                        const struct change *change)
{
    workbook_text(workbook, change_facility(changes, change)->id);
    workbook_text(workbook, diff_id_old(changes, change));
    workbook_text(workbook, diff_match_words(diff_match_by(changes, change)));
}

/* Rows of struct workbook_column. What is printed is 180 wide at most: then
 * A4 is printed in letters of 8 points. */
/* clang-format off */
#define CHANGE_COLUMNS                                                         \
    {.heading = "変更の種類", .width = 15},                                    \
    {.heading = "種別", .width = 12},                                          \
    {.heading = "名称", .width = 20},                                          \
    {.heading = "所在地", .width = 22},                                        \
    {.heading = "電話番号", .width = 14},                                      \
    {.heading = "前回の値", .width = 20},                                      \
    {.heading = "今回の値", .width = 20},                                      \
    {.heading = "距離（m）", .width = 7},                                      \
    {.heading = "注記", .width = 20}
#define MATCH_COLUMNS                                                          \
    {.heading = "施設ID", .width = 18, .unprinted = true},                     \
    {.heading = "前回の施設ID", .width = 18, .unprinted = true},               \
    {.heading = "どう対応づけたか", .width = 18, .unprinted = true}
/* clang-format on */

static void list_sheet(struct workbook *workbook,
                       const struct diff_report *report)
{
    static const struct workbook_column column[] = {
        {.heading = "都道府県", .width = 9},
        {.heading = "市区町村", .width = 14},
        CHANGE_COLUMNS,
        {.heading = "市区町村コード", .width = 10, .unprinted = true},
        MATCH_COLUMNS};
    const struct changes *changes = report->changes;

    workbook_sheet(workbook, "変更一覧", TITLE "：一覧（職員用）", column,
                   sizeof(column) / sizeof(*column));
    for (size_t p = 0; p < report->n_place; p++) {
        const struct diff_place *place = &report->place[p];
        for (size_t i = place->first; i < place->first + place->n; i++) {
            const struct change *change = report->item[i].change;
            workbook_text(workbook, place->prefecture);
            workbook_text(workbook, place->name);
            change_cells(workbook, changes, change);
            workbook_text(workbook, place->code);
            match_cells(workbook, changes, change);
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
    for (size_t i = place->first; i < place->first + place->n; i++) {
        const struct change *change = report->item[i].change;
        if (with_place)
            workbook_text(workbook, place->name);
        change_cells(workbook, report->changes, change);
        workbook_text(workbook, NULL);
        workbook_text(workbook, NULL);
        match_cells(workbook, report->changes, change);
        workbook_end_row(workbook);
    }
}

static void tick_notes(struct workbook *workbook,
                       const struct diff_report *report, const char *created)
{
    static const struct workbook_column column[] = {
        {.heading = "項目", .width = 32}, {.heading = "内容", .width = 98}};
    const struct changes *changes = report->changes;
    struct arena arena = {0};

    workbook_sheet(workbook, "説明", TITLE "：説明（職員用）", column, 2);
    workbook_no_filter(workbook);
    not_taken_rows(workbook, report);
    note_rows(workbook);
    pair(workbook, "使い方",
         "確かめたら「確認」に印を、「確認日」に日付を入れます。"
         "閉鎖や正しい値が分かったら、職員の決定（corrections."
         "csv）に書きます。");
    pair(workbook, "作成日", created);
    side_rows(workbook, "前回", report->path_old, changes->old, NULL, &arena);
    side_rows(workbook, "今回", report->path_new, changes->new, changes->old,
              &arena);
    blind_rows(workbook, report);
    arena_release(&arena);
}

bool diff_workbook_of(const struct diff_report *report,
                      const struct diff_place *const *place, size_t n,
                      const char *name, const char *created, struct buf *bytes,
                      struct err *err)
{
    static const struct workbook_column column[] = {
        {.heading = "市区町村", .width = 10},
        CHANGE_COLUMNS,
        {.heading = "確認", .width = 6},
        {.heading = "確認日", .width = 11, .date = true},
        MATCH_COLUMNS};
    size_t n_column = sizeof(column) / sizeof(*column);
    struct arena arena = {0};
    const char *title = arena_format(&arena, "%s　" TITLE, name);
    struct workbook_about about = {title, DIFF_FOR_STAFF_JA, created};
    struct workbook *workbook = workbook_begin(&about, err);
    bool with_place = n > 1;

    if (workbook) {
        workbook_sheet(workbook, "変更",
                       arena_format(&arena, "%s（職員用）%s", title,
                                    report->n_not_taken ? NOT_ALL : ""),
                       with_place ? column : column + 1,
                       with_place ? n_column : n_column - 1);
        for (size_t i = 0; i < n; i++)
            tick_rows(workbook, report, place[i], with_place);
        tick_notes(workbook, report, created);
    }
    arena_release(&arena);
    return workbook && workbook_finish(workbook, bytes, err);
}
