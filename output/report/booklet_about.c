/* How good the data is; methods, assumptions, cautions, sources, command. */
#include "audit/inputs.h"
#include "model/wording.h"
#include "output/report/booklet_parts.h"
#include "output/report/booklet_words.h"
#include "output/report/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ASIDE_MOST 15

/* ---- quality ---- */

static void put_levels(struct booklet *booklet)
{
    const struct audit_quality *quality = &booklet->audit->quality;
    struct grid grid = grid_open(booklet, "事業所・施設の位置の段階（対象の区"
                                          "域）");
    struct arena *arena = booklet->arena;
    double all = (double)quality->facilities;

    grid_column(&grid, GRID_NAME, "位置の段階");
    grid_column(&grid, GRID_NUMBER, "件数");
    grid_column(&grid, GRID_NUMBER, "割合");
    for (int l = LEVEL_COUNT - 1; l > LEVEL_NONE; l--) {
        if (quality->level[l] == 0)
            continue;
        const char **row = grid_row(&grid, false);
        row[0] = level_names_ja[l];
        row[1] = booklet_count(booklet, quality->level[l]);
        row[2] = report_share((double)quality->level[l], all, arena);
    }
    const struct {
        const char *name;
        size_t n;
        bool strong;
    } rest[] = {
        {"位置が分からない", quality->facilities - quality->placed, false},
        {"合計", quality->facilities, true},
        {"うち誤差が100mを超えるか不明", quality->beyond_100_m, false},
    };
    for (size_t i = 0; i < sizeof(rest) / sizeof(*rest); i++) {
        const char **row = grid_row(&grid, rest[i].strong);
        row[0] = rest[i].name;
        row[1] = booklet_count(booklet, rest[i].n);
        row[2] = report_share((double)rest[i].n, all, arena);
    }
    grid_put(&grid);
}

static void put_unknowns(struct booklet *booklet)
{
    const struct audit *audit = booklet->audit;
    struct grid grid = grid_open(booklet, "種類ごとの、分からないことの割合");
    struct arena *arena = booklet->arena;

    grid_column(&grid, GRID_NAME, "種類");
    grid_column(&grid, GRID_NUMBER, "対応する\n（件）");
    grid_column(&grid, GRID_NUMBER, "対応しない\n（件）");
    grid_column(&grid, GRID_NUMBER, "不明\n（件）");
    grid_column(&grid, GRID_NUMBER, "不明の\n割合");
    grid_column(&grid, GRID_NUMBER, "位置不明\n（件）");
    grid_column(&grid, GRID_NUMBER, "判定が変わ\nりうる人");
    for (size_t n = 0; n < audit->order->n_need; n++) {
        const struct audit_need *need = &audit->need[n];
        const char **row = grid_row(&grid, false);
        row[0] = need->need->name_ja;
        row[1] = booklet_count(booklet, need->yes);
        row[2] = booklet_count(booklet, need->no);
        row[3] = booklet_count(booklet, need->unknown);
        row[4] = report_share(
            need->unknown, (double)need->yes + need->unknown + need->no, arena);
        row[5] = booklet_count(booklet, need->unplaced);
        row[6] = need->unread ? "不明"
                              : report_number(need->whole[audit->base].doubtful,
                                              0, arena);
    }
    grid_put(&grid);
}

static void put_people(struct booklet *booklet)
{
    const struct audit_quality *quality = &booklet->audit->quality;
    struct grid grid = grid_open(booklet, "人口のメッシュ（対象の区域）");
    const struct {
        const char *name, *value;
    } row[] = {
        {"メッシュの数", booklet_count(booklet, quality->own_meshes)},
        {"秘匿・合算のため、公表されたままではないメッシュ",
         booklet_count(booklet, quality->hidden_meshes)},
        {"そこに住む75歳以上の人",
         booklet_people(booklet, quality->hidden_people)},
        {"市区町村が分からないメッシュ",
         booklet_count(booklet, quality->no_region)},
        {"届く範囲にあり、人口が読み込まれていない市区町村",
         booklet_count(booklet, quality->n_no_people)},
        {"届く範囲にあり、事業所・施設が読み込まれていない市区町村",
         booklet_count(booklet, quality->n_no_facilities)},
    };

    grid_column(&grid, GRID_NAME, "項目");
    grid_column(&grid, GRID_NUMBER, "値");
    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        const char **cells = grid_row(&grid, false);
        cells[0] = row[i].name;
        cells[1] = row[i].value;
    }
    grid_put(&grid);
}

struct asides {
    struct grid *grid;
    size_t n;
};

static void add_aside(void *context, const struct aside_row *aside)
{
    struct asides *asides = context;
    struct grid *grid = asides->grid;

    if (asides->n++ >= ASIDE_MOST)
        return;
    const char **row = grid_row(grid, false);
    row[0] = aside->label ? aside->label : "";
    row[1] = arena_format(grid->booklet->arena, "%zu", aside->line);
    row[2] = aside->reason ? wording_ja(aside->reason) : "";
    row[3] = aside->value ? aside->value : "";
}

/* Rows that could not be used, with the reason. */
static void put_aside(struct booklet *booklet)
{
    const struct audit_order *order = booklet->audit->order;
    struct grid grid = grid_open(booklet, "使えなかった行");
    struct asides asides = {&grid, 0};
    size_t n = audit_count_asides(order);

    grid_column(&grid, GRID_NAME, "ファイル");
    grid_column(&grid, GRID_NUMBER, "行");
    grid_column(&grid, GRID_TEXT, "理由");
    grid_column(&grid, GRID_TEXT, "値");
    audit_each_aside(order, add_aside, &asides);
    grid_put(&grid);
    if (n > ASIDE_MOST)
        booklet_note(booklet,
                     arena_format(booklet->arena,
                                  "使えなかった行は%s行あり、はじめの%d行を示し"
                                  "ています。すべては audit.xlsx にあります。",
                                  booklet_count(booklet, n), ASIDE_MOST));
}

void booklet_quality(struct booklet *booklet)
{
    booklet_part(booklet, "データの品質", 300);
    booklet_paragraph(booklet,
                      "この資料の値は、もとのデータがどれだけ確かかによります。"
                      "位置があいまいな事業所・施設や、届出が分からないものが多"
                      "いほど、値は目安になります。");
    put_levels(booklet);
    put_unknowns(booklet);
    put_people(booklet);
    put_aside(booklet);
}

/* ---- methods, assumptions, sources ---- */

struct about {
    struct booklet *booklet;
    const char *heading; /* of the statement before */
};

static void add_statement(void *context, const char *heading, const char *text)
{
    struct about *about = context;
    const struct text_style style = {.size = BOOKLET_SMALL + 0.5};

    if (!str_same(about->heading, heading)) {
        about->heading =
            str_keep(about->booklet->arena, str_of(heading ? heading : ""));
        booklet_heading(about->booklet, 3, heading, BOOKLET_BODY * 3);
    }
    booklet_text(about->booklet, TAG_P, text, &style, 0);
}

void booklet_about(struct booklet *booklet)
{
    struct about about = {booklet, NULL};

    booklet_part(booklet, "方法と出典", 300);
    report_about_each(booklet->audit, add_statement, &about);
}
