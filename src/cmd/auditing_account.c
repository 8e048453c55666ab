/* What became of every row of the files that `audit` reads. */
#include "base/in.h"
#include "cmd/auditing.h"
#include "cmd/command.h"
#include "model/wording.h"
#include "output/sheet.h"

void auditing_each_supply(const struct gathered *gathered,
                          void (*visit)(void *context, const char *what,
                                        const struct supply *supply),
                          void *context)
{
    const struct audit_order *order = &gathered->order;

    for (size_t i = 0; i < gathered->people.n_source; i++)
        visit(context, "人口メッシュ", &gathered->people.source[i].supply);
    for (size_t i = 0; i < gathered->townspeople.n_source; i++)
        visit(context, "市区町村の人口",
              &gathered->townspeople.source[i].supply);
    for (size_t i = 0; i < gathered->regions.n_supply; i++)
        visit(context, "区域", &gathered->regions.supply[i]);
    if (order->travel)
        visit(context, "移動時間", &order->travel->supply);
    if (order->weight_supply)
        visit(context, "重み", order->weight_supply);
    if (order->candidate_supply)
        visit(context, "候補地", order->candidate_supply);
    for (size_t i = 0; i < gathered->imported.n_supply; i++)
        visit(context, "取り込んだ指標・取組", &gathered->imported.supply[i]);
}

struct accounting {
    struct buf out;
    bool balanced;
};

static void print_supply(void *context, const char *what,
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
    auditing_each_supply(gathered, print_supply, &accounting);
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

static void sheet_supply(void *context, const char *what,
                         const struct supply *supply)
{
    struct buf *out = context;
    const struct row_count *rows = &supply->rows;

    sheet_cell(out, what);
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
    auditing_each_supply(gathered, sheet_supply, out);
}

static void sheet_aside_row(struct buf *out, const char *label, uint64_t line,
                            const char *reason, const char *value)
{
    sheet_cell(out, label);
    if (line)
        sheet_count(out, line);
    else
        sheet_cell(out, NULL); /* the whole file */
    sheet_cell(out, *reason ? wording_ja(reason) : NULL);
    sheet_cell(out, value);
    sheet_end_row(out);
}

static void sheet_asides(struct buf *out, const struct region_aside *aside,
                         size_t n)
{
    for (size_t i = 0; i < n; i++)
        sheet_aside_row(out, aside[i].label, aside[i].line, aside[i].reason,
                        aside[i].value);
}

/* A matrix may have millions: the first ones are named, the rest counted. */
static void sheet_more_travel(const struct gathered *gathered, struct buf *out)
{
    const struct travel *travel = &gathered->travel;
    struct buf more = {0};

    if (!gathered->order.travel ||
        travel->supply.rows.set_aside <= travel->n_aside)
        return;
    buf_addf(
        &more, "ほか%llu行",
        (unsigned long long)(travel->supply.rows.set_aside - travel->n_aside));
    sheet_aside_row(out, travel->supply.label, 0, "", more.ptr);
    buf_release(&more);
}

void auditing_sheet_aside(const struct gathered *gathered, struct buf *out)
{
    static const char *const heading[] = {"ファイル", "行", "理由", "値"};
    const struct people *people = &gathered->people;
    const struct townspeople *towns = &gathered->townspeople;

    sheet_begin(out);
    sheet_row(out, heading, sizeof(heading) / sizeof(*heading));
    for (size_t i = 0; i < people->n_aside; i++)
        sheet_aside_row(out,
                        people->source[people->aside[i].source].supply.label,
                        people->aside[i].line, people->aside[i].reason,
                        people->aside[i].value);
    for (size_t i = 0; i < towns->n_aside; i++)
        sheet_aside_row(out, towns->source[towns->aside[i].source].supply.label,
                        towns->aside[i].line, towns->aside[i].reason,
                        towns->aside[i].value);
    sheet_asides(out, gathered->regions.aside, gathered->regions.n_aside);
    for (size_t i = 0; i < gathered->travel.n_aside; i++)
        sheet_aside_row(
            out, gathered->travel.supply.label, gathered->travel.aside[i].line,
            gathered->travel.aside[i].reason, gathered->travel.aside[i].value);
    sheet_asides(out, gathered->aside.item, gathered->aside.n);
    sheet_asides(out, gathered->imported.aside, gathered->imported.n_aside);
    sheet_more_travel(gathered, out);
}
