#include "cmd/diff_words.h"
#include "cmd/diff_writing.h"
#include "output/sheet.h"

#include <math.h>
#include <stdio.h>

static const char *const heading[] = {
    "市区町村コード", "都道府県",         "市区町村",
    "変更コード",     "変更の種類",       "種別",
    "名称",           "所在地",           "電話番号",
    "前回の値",       "今回の値",         "距離（m）",
    "注記",           "施設ID",           "前回の施設ID",
    "対応づけコード", "どう対応づけたか", "一致度"};

static void add_number(struct buf *out, const char *format, double number)
{
    char text[32] = "";

    if (!isnan(number))
        snprintf(text, sizeof(text), format, number);
    sheet_cell(out, text);
}

static void add_item(const struct diff_report *report,
                     const struct diff_place *place,
                     const struct diff_item *item, struct buf *out)
{
    const struct change *change = item->change;
    const struct changes *changes = report->changes;
    const struct facility *facility = change_facility(changes, change);
    enum match_by by = diff_match_by(changes, change);

    sheet_cell(out, place->code);
    sheet_cell(out, place->prefecture);
    sheet_cell(out, place->name);
    sheet_cell(out, change_names[change->kind].id);
    sheet_cell(out, change_names[change->kind].ja);
    sheet_cell(out, diff_kind_name(facility->main_kind, true));
    sheet_cell(out, facility->name);
    sheet_cell(out, diff_address(changes, change));
    sheet_cell(out, diff_phone(changes, change));
    sheet_cell(out, change->before);
    sheet_cell(out, change->after);
    add_number(out, "%.0f", (double)change->distance_m);
    sheet_cell(out, change->note);
    sheet_cell(out, facility->id);
    sheet_cell(out, diff_id_old(changes, change));
    sheet_cell(out, match_by_names[by]);
    sheet_cell(out, diff_match_words(by));
    add_number(out, "%.2f", (double)change->score);
    sheet_end_row(out);
}

void diff_csv(const struct diff_report *report, struct buf *out)
{
    sheet_begin(out);
    for (size_t i = 0; i < sizeof(heading) / sizeof(*heading); i++)
        sheet_cell(out, heading[i]);
    sheet_end_row(out);
    for (size_t p = 0; p < report->n_place; p++) {
        const struct diff_place *place = &report->place[p];
        for (size_t i = place->first; i < place->first + place->n; i++)
            add_item(report, place, &report->item[i], out);
    }
}
