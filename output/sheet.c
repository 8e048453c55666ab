#include "output/sheet.h"

#include "model/wording.h"

#include <string.h>

void sheet_begin(struct buf *out)
{
    buf_add_text(out, "\xEF\xBB\xBF");
}

static bool starts_like_formula(struct str text)
{
    static const char *const starts[] = {"=",  "+",  "-",  "@",  "\t",
                                         "\r", "＝", "＋", "－", "＠"};

    for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
        if (str_starts(text, str_of(starts[i])))
            return true;
    return false;
}

static void between(struct buf *out)
{
    if (out->len > 3 && out->ptr[out->len - 1] != '\n')
        buf_add_char(out, ',');
}

void sheet_cell(struct buf *out, const char *text)
{
    struct str s = str_of(text);
    struct buf safe = {0};

    between(out);
    if (starts_like_formula(s)) {
        buf_add_char(&safe, '\'');
        buf_add_str(&safe, s);
        s = buf_str(&safe);
    }
    /* An empty first cell still needs its place before the comma. */
    if (!s.len)
        buf_add_text(out, "\"\"");
    else
        buf_add_csv(out, s);
    buf_release(&safe);
}

void sheet_count(struct buf *out, uint64_t number)
{
    between(out);
    buf_addf(out, "%llu", (unsigned long long)number);
}

void sheet_end_row(struct buf *out)
{
    buf_add_text(out, "\r\n");
}

static void header(struct buf *out, const char *const *name, size_t n)
{
    sheet_begin(out);
    for (size_t i = 0; i < n; i++)
        sheet_cell(out, name[i]);
    sheet_end_row(out);
}

#define HEADER(out, ...)                                                       \
    header(out, (const char *const[]){__VA_ARGS__},                            \
           sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void add_counts(struct buf *out, const struct row_count *rows)
{
    sheet_count(out, rows->read);
    sheet_count(out, rows->kept);
    sheet_count(out, rows->merged);
    sheet_count(out, rows->blank);
    sheet_count(out, rows->set_aside);
    sheet_cell(out, rows->read == rows->kept + rows->merged + rows->blank +
                                      rows->set_aside
                        ? "合っている"
                        : "合わない");
    sheet_end_row(out);
}

void sheet_accounting(const struct table *table, struct buf *out)
{
    static const char *const total[ROW_KIND_COUNT] = {
        "合計（施設の行）", "合計（時間の行）", "合計（届出の行）",
        "合計（参照の行）"};

    HEADER(out, "ファイル", "一覧", "行の種類", "時点", "読んだ行", "残した行",
           "まとめた行", "空の行", "除いた行", "検算");
    for (size_t i = 0; i < table->n_supply; i++) {
        const struct supply *supply = &table->supply[i];
        sheet_cell(out, supply->label);
        sheet_cell(out, supply->listing);
        sheet_cell(out, row_kind_names[supply->row_kind]);
        sheet_cell(out, supply->as_of ? supply->as_of : "不明");
        add_counts(out, &supply->rows);
    }
    for (int k = 0; k < ROW_KIND_COUNT; k++) {
        struct row_count sum =
            supply_total(table->supply, table->n_supply, (enum row_kind)k);
        if (!sum.read)
            continue;
        sheet_cell(out, total[k]);
        sheet_cell(out, NULL);
        sheet_cell(out, row_kind_names[k]);
        sheet_cell(out, NULL);
        add_counts(out, &sum);
    }
}

void sheet_findings(const struct table *table,
                    bool (*wanted)(void *context, uint32_t facility),
                    void *context, struct buf *out)
{
    HEADER(out, "施設ID", "名称", "市区町村コード", "項目", "内容", "値",
           "ファイル", "行");
    for (size_t i = 0; i < table->n_finding; i++) {
        const struct finding *finding = &table->finding[i];
        const struct facility *facility = NULL;
        if (finding->facility != NO_FACILITY) {
            if (!wanted(context, finding->facility))
                continue;
            facility = table->facility[finding->facility];
        }
        sheet_cell(out, facility ? facility->id : NULL);
        sheet_cell(out, facility ? facility->name : NULL);
        sheet_cell(out, facility ? facility->municipality_code : NULL);
        sheet_cell(out, finding->field >= 0 ? fields[finding->field].heading_ja
                                            : NULL);
        sheet_cell(out, wording_ja(finding->what));
        sheet_cell(out, finding->value);
        sheet_cell(out, table->supply[finding->supply].label);
        if (finding->line)
            sheet_count(out, finding->line);
        else
            sheet_cell(out, NULL);
        sheet_end_row(out);
    }
}

void sheet_set_aside(const struct table *table, struct buf *out)
{
    HEADER(out, "ファイル", "行", "理由", "手がかり");
    for (size_t i = 0; i < table->n_set_aside; i++) {
        const struct set_aside *row = &table->set_aside[i];
        sheet_cell(out, table->supply[row->supply].label);
        sheet_count(out, row->line);
        sheet_cell(out, wording_ja(row->reason));
        sheet_cell(out, row->value);
        sheet_end_row(out);
    }
}
