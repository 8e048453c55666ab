/* The first pages: what it is about, what was found, how to read it. */
#include "output/report/booklet_parts.h"
#include "output/report/booklet_words.h"
#include "output/report/words.h"

#include <math.h>
#include <string.h>

static void put_title(struct booklet *booklet)
{
    const struct audit *audit = booklet->audit;
    const struct text_style title = {.size = BOOKLET_TITLE, .bold = true};
    const struct text_style plain = {.size = BOOKLET_BODY};
    struct arena *arena = booklet->arena;

    booklet_text(booklet, TAG_H1, audit->title, &title, 0);
    booklet_text(booklet, TAG_P,
                 arena_format(arena, "関係者向け資料　%s作成%s%s",
                              report_date(audit->created, arena),
                              audit->maker ? "　作成：" : "",
                              audit->maker ? audit->maker : ""),
                 &plain, 0);
}

/* What every reader must know first, in a frame. */
static void put_notice(struct booklet *booklet)
{
    const struct text_style style = {.size = BOOKLET_BODY, .bold = true};
    const struct paint frame = {PAINT_NONE, 0x333333, 1, false};
    const double pad = 6;
    const char *text = arena_format(
        booklet->arena,
        "公表されたデータから計算した資料です。受け入れられる人数（余力）は"
        "分かりません。%s。「不明」は「ない」という意味ではありません。",
        booklet_measure(booklet->audit));
    double width = booklet->width - 2 * pad;
    double height =
        canvas_text_height(booklet->canvas, width, text, &style) + 2 * pad;

    booklet->y += 4;
    booklet_room(booklet, height);
    if (!booklet->dry) {
        canvas_box(booklet->canvas, booklet->x, booklet->y, booklet->width,
                   height, &frame);
        canvas_begin(booklet->canvas, TAG_P);
        canvas_text(booklet->canvas, booklet->x + pad, booklet->y + pad, width,
                    text, &style);
        canvas_end(booklet->canvas);
    }
    booklet->y += height + 8;
}

/* ---- what was asked ---- */

static void add_fact(struct grid *grid, const char *name, const char *text)
{
    const char **row = grid_row(grid, false);

    row[0] = name;
    row[1] = text;
}

/* 滋賀県（19市区町村） */
static const char *areas(const struct booklet *booklet)
{
    const struct audit_set *set = &booklet->audit->set[0];
    struct buf out = {0};
    size_t n = 0;

    for (size_t r = 0; r < set->n_region; r++) {
        const char *prefecture = set->region[r].region->prefecture;
        bool last =
            r + 1 == set->n_region ||
            !str_same(prefecture, set->region[r + 1].region->prefecture);
        n++;
        if (!last)
            continue;
        buf_addf(&out, "%s%s（%s：%s）", out.len ? "、" : "",
                 prefecture ? prefecture : "", set->set->name,
                 booklet_count(booklet, n));
        n = 0;
    }
    const char *text =
        arena_copy(booklet->arena, out.ptr ? out.ptr : "", out.len);
    buf_release(&out);
    return text;
}

/* The dates of the lists of facilities, from the oldest to the newest. */
static const char *dates(const struct booklet *booklet)
{
    const struct table *table = booklet->audit->order->table;
    const char *least = NULL, *most = NULL;
    struct arena *arena = booklet->arena;
    bool unknown = false;

    for (size_t i = 0; i < table->n_supply; i++) {
        const struct supply *supply = &table->supply[i];
        if (supply->row_kind == ROW_REFERENCE || supply->row_kind == ROW_HOURS)
            continue;
        unknown |= supply->as_of == NULL;
        if (supply->as_of && (!least || strcmp(supply->as_of, least) < 0))
            least = supply->as_of;
        if (supply->as_of && (!most || strcmp(supply->as_of, most) > 0))
            most = supply->as_of;
    }
    if (!least)
        return "時点不明";
    return arena_format(arena, "%s%s%s時点%s", report_date(least, arena),
                        str_same(least, most) ? "" : "から",
                        str_same(least, most) ? "" : report_date(most, arena),
                        unknown ? "（時点不明の一覧もあります）" : "");
}

static void put_facts(struct booklet *booklet)
{
    const struct audit *audit = booklet->audit;
    const struct people *people = audit->order->people;
    struct grid grid = grid_open(booklet, "この資料の前提");
    const char *rough = report_rough_positions(audit, booklet->arena);
    struct arena *arena = booklet->arena;

    grid_column(&grid, GRID_NAME, "項目");
    grid_column(&grid, GRID_TEXT, "内容");
    add_fact(&grid, "対象", areas(booklet));
    add_fact(&grid, "75歳以上の人口",
             arena_format(
                 arena, "%s（%s）　出典：%s",
                 audit->order->n_need
                     ? booklet_people(booklet,
                                      audit->need[0].whole[audit->base].people)
                     : "不明",
                 booklet_year(booklet, audit->base),
                 people->basis ? people->basis : "不明"));
    add_fact(&grid, "事業所・施設",
             arena_format(arena, "%s件（うち位置の分かるもの%s件）　%s%s%s",
                          booklet_count(booklet, audit->quality.facilities),
                          booklet_count(booklet, audit->quality.placed),
                          dates(booklet), rough ? "　" : "",
                          rough ? rough : ""));
    add_fact(&grid, "「届く」の意味",
             arena_format(arena,
                          "%s以内に、対応することが分かっている事業所・施設が"
                          "ある（区域の外のものも数えます）",
                          audit_limit_words(audit->order, arena)));
    if (audit->order->weight)
        add_fact(&grid, "供給の重み",
                 audit->order->weight_name ? audit->order->weight_name
                                           : "重み");
    grid_put(&grid);
}

/* ---- what was found ---- */

static void put_findings(struct booklet *booklet)
{
    const struct audit *audit = booklet->audit;

    booklet_heading(booklet, 1, "分かったこと", BOOKLET_BODY * 4);
    booklet_list_begin(booklet);
    for (size_t n = 0; n < audit->order->n_need; n++)
        booklet_item(booklet, "・",
                     arena_format(booklet->arena, "%s：%s",
                                  audit->need[n].need->name_ja,
                                  booklet_finding(booklet, n)));
    booklet_list_end(booklet);
}

static void summary_columns(struct grid *grid, const size_t *year, size_t n)
{
    struct booklet *booklet = grid->booklet;

    grid_column(grid, GRID_NAME, "種類");
    grid_column(grid, GRID_NUMBER, "件数");
    grid_column(grid, GRID_NUMBER, "不明\n（件）");
    grid_column(grid, GRID_NUMBER, "75歳以上\n1万人当たり");
    for (size_t i = 0; i < n; i++)
        grid_column(grid, GRID_NUMBER,
                    arena_format(booklet->arena, "届く割合\n%s",
                                 booklet_year(booklet, year[i])));
    for (size_t i = 0; i < n; i++)
        grid_column(grid, GRID_NUMBER,
                    arena_format(booklet->arena, "届かない人\n%s",
                                 booklet_year(booklet, year[i])));
    grid_column(grid, GRID_NUMBER, "不明\nの人");
    grid_column(grid, GRID_NUMBER, "最寄り\n（中央値）");
    grid_column(grid, GRID_NUMBER, "ジニ\n係数");
}

static void summary_row(struct grid *grid, const struct audit_need *found,
                        const size_t *year, size_t n)
{
    struct booklet *booklet = grid->booklet;
    struct arena *arena = booklet->arena;
    const struct audit_year *base = &found->whole[year[0]];
    const char **row = grid_row(grid, false);
    size_t c = 0;

    row[c++] = found->need->name_ja;
    row[c++] = found->unread ? "不明" : booklet_count(booklet, found->yes);
    row[c++] = booklet_count(booklet, found->unknown);
    if (found->unread) {
        while (c < grid->n_column)
            row[c++] = "不明";
        return;
    }
    row[c++] = report_number(base->per_10000, 1, arena);
    for (size_t i = 0; i < n; i++)
        row[c++] = report_share(found->whole[year[i]].covered,
                                found->whole[year[i]].people, arena);
    for (size_t i = 0; i < n; i++)
        row[c++] = report_number(booklet_missing(found, &found->whole[year[i]]),
                                 0, arena);
    row[c++] = report_number(booklet_unsure(found, base), 0, arena);
    row[c++] = report_cost(booklet->audit, base->median, arena);
    row[c++] = report_number(base->gini[CATCHMENT_E2SFCA_GAUSS], 3, arena);
}

static void put_summary(struct booklet *booklet)
{
    const struct audit *audit = booklet->audit;
    size_t year[3], n = booklet_years(audit, year, 3);
    struct grid grid = grid_open(
        booklet, arena_format(booklet->arena, "対象の全体（「届く」は%s以内）",
                              audit_limit_words(audit->order, booklet->arena)));

    summary_columns(&grid, year, n);
    for (size_t i = 0; i < audit->order->n_need; i++)
        summary_row(&grid, &audit->need[i], year, n);
    booklet_space(booklet, 6);
    grid_put(&grid);
    booklet_note(booklet,
                 "件数は、対応することが分かっている事業所・施設の数です。"
                 "「不明（件）」は届出があるか分からない数、「不明の人」は"
                 "そのような所だけが届く人（経路が分からない人も含む）で、"
                 "どちらも届く割合と届かない人には入れていません。ジニ係数は利"
                 "用しやすさの偏り（0：偏りなし、1："
                 "一部に集中）です。");
    booklet_years_note(booklet, n);
}

void booklet_cover(struct booklet *booklet)
{
    booklet_page(booklet, false);
    put_title(booklet);
    put_notice(booklet);
    put_facts(booklet);
    put_findings(booklet);
    put_summary(booklet);
    booklet_heading(booklet, 3, "目次", booklet_contents_height(booklet));
    booklet_contents(booklet);
}
