/* The tables of one need: areas, meshes out of reach, what would help. */
#include "output/report/booklet_parts.h"
#include "output/report/booklet_words.h"
#include "output/report/words.h"

#include <math.h>

#define GAPS_MOST 20
#define SITES_MOST 10
#define YEARS 4
#define EDGE "※"

/* ---- areas ---- */

struct asked {
    size_t need;
    const struct audit_need *found;
    const char *name;
    size_t year[YEARS], n_year;
    bool filed;  /* some facilities may be unknown */
    bool unsure; /* some people may be */
};

static void area_columns(struct grid *grid, const struct audit_set *set,
                         const struct asked *asked)
{
    struct booklet *booklet = grid->booklet;
    struct arena *arena = booklet->arena;

    grid_column(grid, GRID_NAME, set->set->name);
    grid_column(grid, GRID_NUMBER, "75歳\n以上");
    grid_column(grid, GRID_NUMBER, "件数");
    if (asked->filed)
        grid_column(grid, GRID_NUMBER, "不明\n（件）");
    grid_column(grid, GRID_NUMBER, "区域外\nから\n（件）");
    grid_column(grid, GRID_NUMBER, "1万人\n当たり");
    grid_column(grid, GRID_NUMBER, "届く\n割合");
    for (size_t i = 0; i < asked->n_year; i++)
        grid_column(grid, GRID_NUMBER,
                    arena_format(arena, "%s\n%s", i ? "同" : "届か\nない人",
                                 booklet_year(booklet, asked->year[i])));
    if (asked->unsure)
        grid_column(grid, GRID_NUMBER, "不明\nの人");
    grid_column(grid, GRID_NUMBER, "最寄り\n中央値");
    grid_column(grid, GRID_NUMBER, "最寄り\n90％点");
    grid_column(grid, GRID_NUMBER, "E2SFCA\n中央値");
    grid_column(grid, GRID_NUMBER, "ジニ\n係数");
}

struct counts {
    uint32_t yes, no, unknown;
    bool edge; /* its access is too high for many */
    const char *neighbours;
};

static const char *or_unknown(bool unknown, const char *text)
{
    return unknown ? "不明" : text;
}

static void area_row(struct grid *grid, const struct asked *asked,
                     const char *name, const struct counts *counts,
                     const struct audit_year *years, bool whole)
{
    struct booklet *booklet = grid->booklet;
    struct arena *arena = booklet->arena;
    const struct audit_year *base = &years[asked->year[0]];
    bool nothing =
        booklet_nothing_known(counts->yes, counts->no, counts->unknown);
    bool dark = nothing && !(base->covered > 0);
    const char **row = grid_row(grid, whole);
    size_t c = 0;

    row[c++] = name;
    row[c++] = report_number(base->people, 0, arena);
    row[c++] = or_unknown(nothing, booklet_count(booklet, counts->yes));
    if (asked->filed)
        row[c++] = booklet_count(booklet, counts->unknown);
    row[c++] = counts->neighbours;
    row[c++] = or_unknown(nothing, report_number(base->per_10000, 1, arena));
    row[c++] =
        or_unknown(dark, report_share(base->covered, base->people, arena));
    for (size_t i = 0; i < asked->n_year; i++)
        row[c++] = report_number(
            booklet_missing(asked->found, &years[asked->year[i]]), 0, arena);
    if (asked->unsure)
        row[c++] = report_number(booklet_unsure(asked->found, base), 0, arena);
    row[c++] = report_cost(booklet->audit, base->median, arena);
    row[c++] = report_cost(booklet->audit, base->p90, arena);
    row[c++] = or_unknown(
        dark,
        arena_format(arena, "%s%s", counts->edge ? EDGE : "",
                     report_number(base->access_median[CATCHMENT_E2SFCA_GAUSS],
                                   2, arena)));
    row[c++] = or_unknown(
        dark, report_number(base->gini[CATCHMENT_E2SFCA_GAUSS], 3, arena));
}

static void put_areas(struct booklet *booklet, const struct asked *asked,
                      size_t s)
{
    const struct audit_set *set = &booklet->audit->set[s];
    const struct audit_need *found = asked->found;
    struct booklet_rows rows =
        booklet_rows(booklet, set, booklet_want_missing, asked->need);
    struct grid grid =
        grid_open(booklet, arena_format(booklet->arena, "%s：%sごと（%s）",
                                        asked->name, set->set->name,
                                        booklet_year(booklet, asked->year[0])));

    area_columns(&grid, set, asked);
    for (size_t r = 0; r < rows.n; r++) {
        const struct audit_region *region = &set->region[rows.region[r]];
        const struct audit_cell *cell = &region->cell[asked->need];
        const struct counts counts = {
            cell->yes, cell->no, cell->unknown,
            report_edge_marked(booklet->audit, region, asked->need),
            booklet_count(booklet, cell->neighbours)};
        area_row(&grid, asked, booklet_name(region->region), &counts,
                 cell->year, false);
    }
    const struct counts all = {found->yes, found->no, found->unknown, false,
                               ""};
    if (s == 0)
        area_row(&grid, asked, "対象の全体", &all, found->whole, true);
    grid_put(&grid);
    booklet_rows_note(booklet, set, &rows, "届かない人");
    if (set->set->approximate)
        booklet_note(booklet, "区域の境がメッシュより細かいため、メッシュは中心"
                              "に最も近い町丁の区域に入れています（近似）。");
}

static void area_notes(struct booklet *booklet, size_t need)
{
    const struct need *asked = booklet->audit->need[need].need;

    booklet_note(
        booklet,
        arena_format(
            booklet->arena,
            "件数：対応することが分かっている数。%s区域外から：区域の外にあ"
            "り、区域の75歳以上の人に届く数。E2SFCA（ガウス型）：近いものほど"
            "重く数えた、75歳以上1万人当たりの%s。％は75歳以上に対する割合で"
            "す。",
            asked->functions
                ? "不明（件）：届出があるか分からない数。不明の人：届"
                  "出の分からない所だけが届く人（経路が分からない人"
                  "も含む）。"
                : "",
            booklet_unit(booklet->audit, need)));
    booklet_note(booklet,
                 report_weight_note(booklet->audit, need, booklet->arena));
    const char *edge = report_edge_note(booklet->audit, need, booklet->arena);
    if (edge)
        booklet_note(booklet, arena_format(booklet->arena, EDGE " %s", edge));
    booklet_years_note(
        booklet, booklet_years(booklet->audit, (size_t[YEARS]){0}, YEARS));
}

/* ---- meshes out of reach ---- */

static const char *region_of_mesh(const struct audit *audit, uint32_t mesh)
{
    const struct region_set *set = audit->set[0].set;
    uint32_t region = set->of_mesh[mesh];

    return region == REGION_NONE ? NULL : booklet_name(&set->region[region]);
}

static const char *gap_remark(const struct audit_mesh *mesh)
{
    if (mesh->verdict == VERDICT_NO_DATA)
        return "経路が分からない";
    if (mesh->verdict == VERDICT_MAYBE)
        return mesh->doubtful ? "不明の所は届く、しきい値に近い"
                              : "不明の所は届く";
    return mesh->doubtful ? "しきい値に近い" : "";
}

static void gap_row(struct grid *grid, const struct audit_need *need, size_t at)
{
    struct booklet *booklet = grid->booklet;
    const struct audit *audit = booklet->audit;
    const struct audit_gap *gap = &need->gap[at];
    const struct audit_mesh *mesh = &need->mesh[gap->mesh];
    const struct table *table = audit->order->table;
    const char *town = region_of_mesh(audit, gap->mesh);
    struct arena *arena = booklet->arena;
    const char **row = grid_row(grid, false);
    size_t c = 0;

    row[c++] = arena_format(
        arena, "%llu",
        (unsigned long long)audit->order->people->mesh[gap->mesh].code);
    row[c++] = arena_format(arena, "%s %s", town ? town : "",
                            gap->town ? gap->town : "");
    row[c++] = report_number(gap->people, 0, arena);
    if (audit->order->people->n_year > 1)
        row[c++] = report_number(gap->people_last, 0, arena);
    bool known = mesh->nearest < table->n_facility;
    row[c++] = known && table->facility[mesh->nearest]->name
                   ? table->facility[mesh->nearest]->name
                   : "（なし）";
    row[c++] = report_cost(audit, known ? (double)mesh->cost : NAN, arena);
    row[c++] = gap_remark(mesh);
}

static void put_gaps(struct booklet *booklet, const struct audit_need *need)
{
    const struct audit *audit = booklet->audit;
    const struct people *people = audit->order->people;
    size_t n = need->n_gap < GAPS_MOST ? need->n_gap : GAPS_MOST;
    struct grid grid = grid_open(
        booklet,
        arena_format(booklet->arena,
                     "%s：届かない・不明のメッシュ（75歳以上の人が多い順）",
                     need->need->name_ja));

    grid_column(&grid, GRID_NAME, "メッシュ");
    grid_column(&grid, GRID_TEXT, "市区町村・町（最も近い町）");
    grid_column(&grid, GRID_NUMBER,
                arena_format(booklet->arena, "75歳以上\n%s",
                             booklet_year(booklet, audit->base)));
    if (people->n_year > 1)
        grid_column(&grid, GRID_NUMBER,
                    arena_format(booklet->arena, "同\n%s",
                                 booklet_year(booklet, people->n_year - 1)));
    grid_column(&grid, GRID_TEXT, "最寄りの事業所・施設");
    grid_column(&grid, GRID_NUMBER, audit->order->by_minutes ? "時間" : "距離");
    grid_column(&grid, GRID_TEXT, "備考");
    for (size_t i = 0; i < n; i++)
        gap_row(&grid, need, i);
    grid_put(&grid);
    if (need->n_gap == 0)
        booklet_paragraph(booklet, "75歳以上の人が住むメッシュには、すべて届き"
                                   "ます。");
    if (need->n_gap > n)
        booklet_note(
            booklet,
            arena_format(booklet->arena,
                         "届かない・不明のメッシュは%sあり、75歳以上の人が多い"
                         "%sを示しています。すべては audit.xlsx と "
                         "meshes.geojson にあります。",
                         booklet_count(booklet, need->n_gap),
                         booklet_count(booklet, n)));
}

/* ---- what would help ---- */

static const char *sites_from(const struct audit_order *order)
{
    switch (order->sites) {
    case SITES_GIVEN:
        return "利用者が用意した候補地";
    case SITES_CLINICS:
        return "今ある診療所";
    default:
        return "人の住むメッシュの中心";
    }
}

static void put_sites(struct booklet *booklet, const struct audit_need *need)
{
    const struct audit *audit = booklet->audit;
    const struct audit_year *base = &need->whole[audit->base];
    size_t n = need->n_site < SITES_MOST ? need->n_site : SITES_MOST;
    struct arena *arena = booklet->arena;
    struct grid grid = grid_open(
        booklet, arena_format(arena,
                              "%s：次にあれば最も役立つ場所（%sから一つずつ選"
                              "んだもの。土地や人材の事情は考えていません）",
                              need->need->name_ja, sites_from(audit->order)));

    if (audit->order->sites == SITES_NONE)
        return;
    grid_column(&grid, GRID_NAME, "順");
    grid_column(&grid, GRID_TEXT, "場所");
    grid_column(&grid, GRID_NUMBER, "新たに届く\n75歳以上");
    grid_column(&grid, GRID_NUMBER, "ここまでの\n合計");
    grid_column(&grid, GRID_NUMBER, "今届かない・\n不明の人のうち");
    for (size_t i = 0; i < n; i++) {
        const char **row = grid_row(&grid, false);
        row[0] = booklet_count(booklet, i + 1);
        row[1] = need->site[i].name ? need->site[i].name : "（名称なし）";
        row[2] = report_number(need->site[i].people, 0, arena);
        row[3] = report_number(need->site[i].sum, 0, arena);
        row[4] = report_share(need->site[i].sum, base->people - base->covered,
                              arena);
    }
    grid_put(&grid);
    if (need->n_site > n)
        booklet_note(booklet,
                     arena_format(arena, "残りの%s件は audit.xlsx にあります。",
                                  booklet_count(booklet, need->n_site - n)));
}

void booklet_need_tables(struct booklet *booklet, size_t need)
{
    const struct audit *audit = booklet->audit;
    const struct audit_need *found = &audit->need[need];
    struct asked asked = {.need = need,
                          .found = found,
                          .name = found->need->name_ja,
                          .filed = found->need->functions != 0,
                          .unsure = booklet_has_unsure(audit, need)};

    asked.n_year = booklet_years(audit, asked.year, YEARS);
    booklet_page(booklet, false);
    booklet_heading(booklet, 2,
                    arena_format(booklet->arena, "%sの表", asked.name), 0);
    for (size_t s = 0; s < audit->n_set; s++)
        if (booklet_set_told(audit, s))
            put_areas(booklet, &asked, s);
    area_notes(booklet, need);
    booklet_space(booklet, 4);
    put_gaps(booklet, found);
    booklet_space(booklet, 4);
    put_sites(booklet, found);
}
