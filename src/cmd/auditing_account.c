/* What became of every row of the files that `audit` reads. */
#include "audit/inputs.h"
#include "cmd/auditing.h"
#include "cmd/command.h"
#include "model/wording.h"
#include "output/sheet.h"

#include <stdio.h>

struct accounting {
    struct buf out;
    bool balanced;
};

static void print_supply(void *context, enum audit_input what,
                         const struct supply *supply)
{
    struct accounting *accounting = context;
    const struct row_count *rows = &supply->rows;

    (void)what;
    buf_addf(&accounting->out, "%9llu %9llu %9llu %9llu %9llu  %s\n",
             (unsigned long long)rows->read, (unsigned long long)rows->kept,
             (unsigned long long)rows->merged, (unsigned long long)rows->blank,
             (unsigned long long)rows->set_aside, supply->label);
    accounting->balanced = accounting->balanced && supply_balanced(supply);
}

bool auditing_account(const struct gathered *gathered, struct err *err)
{
    struct accounting accounting = {.balanced = true};

    buf_addf(&accounting.out, "%9s %9s %9s %9s %9s  %s\n", _("read"), _("kept"),
             _("merged"), _("blank"), _("aside"), _("input"));
    audit_each_input(&gathered->order, print_supply, &accounting);
    bool ok = command_print(buf_str(&accounting.out), err);
    buf_release(&accounting.out);
    if (ok && !accounting.balanced)
        return err_set(err, ERR_INTERNAL, _("the accounting does not close"));
    return ok;
}

static void sheet_row(struct buf *out, const char *const *cell, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sheet_cell(out, cell[i]);
    sheet_end_row(out);
}

static void sheet_supply(void *context, enum audit_input what,
                         const struct supply *supply)
{
    static const char *const names[INPUT_COUNT] = {
        [INPUT_PEOPLE] = "人口メッシュ",
        [INPUT_TOWNSPEOPLE] = "市区町村の人口",
        [INPUT_AREAS] = "区域",
        [INPUT_TRAVEL] = "移動時間",
        [INPUT_WEIGHTS] = "重み",
        [INPUT_CANDIDATES] = "候補地",
        [INPUT_IMPORTED] = "取り込んだ指標・取組",
    };
    struct buf *out = context;
    const struct row_count *rows = &supply->rows;

    sheet_cell(out, names[what]);
    sheet_cell(out, supply->label);
    sheet_cell(out, supply->title);
    sheet_cell(out, supply->publisher);
    sheet_cell(out, supply->as_of ? supply->as_of : "不明");
    sheet_cell(out, supply->sha256);
    sheet_count(out, rows->read);
    sheet_count(out, rows->kept);
    sheet_count(out, rows->merged);
    sheet_count(out, rows->blank);
    sheet_count(out, rows->set_aside);
    sheet_end_row(out);
}

void auditing_sheet(const struct gathered *gathered, struct buf *out)
{
    static const char *const heading[] = {
        "種類",     "ファイル", "題名",       "公表元", "時点",    "SHA-256",
        "読んだ行", "使った行", "まとめた行", "空の行", "除いた行"};

    sheet_begin(out);
    sheet_row(out, heading, sizeof(heading) / sizeof(*heading));
    audit_each_input(&gathered->order, sheet_supply, out);
}

static void sheet_aside(void *context, const struct aside_row *aside)
{
    struct buf *out = context;

    sheet_cell(out, aside->label);
    if (aside->line)
        sheet_count(out, aside->line);
    else
        sheet_cell(out, NULL); /* the whole file */
    sheet_cell(out, aside->reason ? wording_ja(aside->reason) : NULL);
    sheet_cell(out, aside->value);
    sheet_end_row(out);
}

void auditing_sheet_aside(const struct gathered *gathered, struct buf *out)
{
    static const char *const heading[] = {"ファイル", "行", "理由", "値"};
    size_t untold = audit_untold_asides(&gathered->order);
    char more[40];

    sheet_begin(out);
    sheet_row(out, heading, sizeof(heading) / sizeof(*heading));
    audit_each_aside(&gathered->order, sheet_aside, out);
    snprintf(more, sizeof(more), "ほか%zu行", untold);
    if (untold)
        sheet_aside(out,
                    &(struct aside_row){.label = gathered->travel.supply.label,
                                        .value = more});
}
