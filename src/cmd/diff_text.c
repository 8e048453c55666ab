#include "cmd/diff_telling.h"
#include "cmd/diff_words.h"
#include "cmd/view_words.h"

#include <string.h>

const char *telling_in(const struct telling *telling, const char *ja,
                       const char *en)
{
    return telling->japanese ? ja : en;
}

void tell(const struct telling *telling, const char *ja, const char *en)
{
    buf_add_text(telling->out, telling_in(telling, ja, en));
}

void tell_n(const struct telling *telling, size_t n, const char *unit)
{
    diff_add_count(telling->out, n);
    if (telling->japanese)
        buf_add_text(telling->out, unit);
}

/* ---- the table of counts ---- */

/* Columns on a terminal: kanji and kana take two. */
static size_t width_of(const char *text)
{
    struct str s = str_of(text);
    uint32_t code;
    size_t width = 0;

    for (size_t at = 0, len; at < s.len; at += len) {
        len = str_char(s, at, &code);
        if (!len)
            len = 1;
        width += len > 1 ? 2 : 1;
    }
    return width;
}

static void add_right(struct buf *out, const char *text, size_t width)
{
    for (size_t i = width_of(text); i < width; i++)
        buf_add_char(out, ' ');
    buf_add_text(out, text);
}

#define COLUMNS 8
#define COLUMN_REST 4
#define COLUMN_WIDTH 9

static void add_row(struct buf *out, const struct change_tally *row)
{
    size_t cell[COLUMNS] = {row->n_old,
                            row->n_new,
                            row->count[CHANGE_NEW],
                            row->count[CHANGE_GONE],
                            0, /* COLUMN_REST has a sign */
                            row->count[CHANGE_MOVED],
                            row->count[CHANGE_RENAMED],
                            0};

    for (int c = 0; c < CHANGE_COUNT; c++)
        if (c != CHANGE_NEW && c != CHANGE_GONE && c != CHANGE_MOVED &&
            c != CHANGE_RENAMED && c != CHANGE_POSSIBLE)
            cell[COLUMNS - 1] += row->count[c];
    for (int i = 0; i < COLUMNS; i++) {
        struct buf number = {0};
        if (i == COLUMN_REST)
            diff_add_signed(&number, diff_report_rest(row));
        else
            diff_add_count(&number, cell[i]);
        add_right(out, number.ptr, COLUMN_WIDTH);
        buf_release(&number);
    }
}

static bool row_changed(const struct change_tally *row)
{
    for (int c = 0; c < CHANGE_COUNT; c++)
        if (row->count[c])
            return true;
    return false;
}

static void tell_table(const struct telling *telling)
{
    static const char *const ja[COLUMNS] = {
        "前回", "今回", "新規", "消えた", "数えない", "移転", "改称", "その他"};
    static const char *const en[COLUMNS] = {
        "old", "new", "added", "gone", "left out", "moved", "renamed", "other"};
    const struct diff_report *report = telling->report;
    struct change_tally sum = diff_report_sum(report);
    struct buf *out = telling->out;
    bool has_rest = diff_report_rest(&sum) != 0;

    buf_add_char(out, '\n');
    for (int i = 0; i < COLUMNS; i++)
        add_right(out, telling_in(telling, ja[i], en[i]), COLUMN_WIDTH);
    tell(telling, "  市区町村・種別（変更のあったものだけ）\n",
         "  municipality and kind (with changes)\n");
    for (size_t p = 0; p < report->n_place; p++) {
        const struct diff_place *place = &report->place[p];
        for (size_t i = 0; i < place->n_tally; i++) {
            const struct change_tally *row =
                &report->tally[place->first_tally + i];
            if (!row_changed(row))
                continue;
            has_rest = has_rest || diff_report_rest(row) != 0;
            add_row(out, row);
            buf_addf(out, "  %s%s %s\n", place->prefecture, place->name,
                     diff_kind_name(row->kind, telling->japanese));
        }
    }
    add_row(out, &sum);
    tell(telling, "  合計（変更のないものを含む）\n",
         "  total, with the rest\n");
    if (has_rest)
        tell(telling, DIFF_REST_JA "\n", DIFF_REST_EN "\n");
}

/* ---- what stands below ---- */

static void tell_why_blind(const struct telling *telling)
{
    const struct diff_report *report = telling->report;
    struct buf *out = telling->out;

    if (!report->n_blind)
        return;
    tell(telling, "\n比べていないもの\n", "\nNot compared\n");
    for (size_t i = 0; i < report->n_blind; i++) {
        const struct change_blind *blind = report->blind[i].blind;
        buf_addf(out, telling_in(telling, "- %s：%s", "- %s: %s"), blind->what,
                 blind->why);
        diff_add_blind_count(out, telling->japanese, &report->blind[i]);
        buf_add_char(out, '\n');
    }
}

static void tell_sources(const struct telling *telling,
                         const struct table *table, const char *side)
{
    struct arena arena = {0};
    size_t n;
    const struct view_source *source =
        words_sources(table, ~UINT64_C(0), &n, &arena);

    buf_addf(telling->out, "%s\n", side);
    for (size_t i = 0; i < n; i++)
        buf_addf(telling->out, "- %s\n",
                 source[i].attribution ? source[i].attribution
                                       : source[i].title);
    arena_release(&arena);
}

void diff_text(const struct diff_report *whole, const struct diff_part *part,
               size_t n_part, bool japanese, struct buf *out)
{
    struct telling telling = {whole, NULL, japanese, out};

    tell(&telling, "公表データの変更のまとめ　" DIFF_FOR_STAFF_JA "\n",
         "What changed in the published data. " DIFF_FOR_STAFF_EN "\n");
    for (size_t i = 0; i < n_part; i++) {
        buf_add_char(out, '\n');
        diff_paragraph(&part[i], japanese, out);
    }
    tell_table(&telling);
    tell_why_blind(&telling);
    buf_add_char(out, '\n');
    tell_sources(&telling, whole->changes->old,
                 telling_in(&telling, "出典（前回）", "Sources, old"));
    tell_sources(&telling, whole->changes->new,
                 telling_in(&telling, "出典（今回）", "Sources, new"));
    tell(&telling, DIFF_PROCESSED_JA "\n", DIFF_PROCESSED_EN "\n");
}
