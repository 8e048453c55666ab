/* Meshes out of reach, and places that would help most. */
#include "output/report/verdicts.h"
#include "output/report/xlsx_own.h"

#include <inttypes.h>

/* Of each need: a sheet holds 1,048,576 rows in all. */
#define MAX_GAPS 20000

static void gap_row(struct book *book, const struct audit_need *need, size_t i)
{
    const struct audit *audit = book->audit;
    const struct audit_gap *gap = &need->gap[i];
    const struct audit_mesh *mesh = &need->mesh[gap->mesh];
    const struct people_mesh *at = &audit->order->people->mesh[gap->mesh];
    const struct facility *nearest =
        mesh->nearest == NO_FACILITY
            ? NULL
            : audit->order->table->facility[mesh->nearest];

    book_text(book, need->need->name_ja);
    workbook_exact(book->workbook, (double)(i + 1));
    book_text(book, arena_format(&book->arena, "%" PRIu64, at->code));
    book_text(book, at->municipality_code);
    book_text(book, book_municipality(book, gap->mesh));
    book_text(book, gap->town);
    book_value(book, FORM_PEOPLE, gap->people);
    book_value(book, FORM_PEOPLE, gap->people_last);
    book_text(book,
              verdict_id(need, mesh) ? audit_verdicts_ja[mesh->verdict] : NULL);
    book_text(book, nearest ? nearest->name : NULL);
    book_value(book, FORM_COST, mesh->cost);
    book_text(book, mesh->doubtful ? "変わり得る" : NULL);
    book_text(book, mesh->edge ? "※" : NULL);
    book_text(book, nearest ? nearest->id : NULL);
    book_value(book, FORM_RATE, (double)mesh->access);
    workbook_exact(book->workbook, at->centre.lon_deg);
    workbook_exact(book->workbook, at->centre.lat_deg);
    book_end(book);
}

static void need_gaps(struct book *book, const struct audit_need *need)
{
    size_t all = verdict_gaps(need), n = all < MAX_GAPS ? all : MAX_GAPS;

    for (size_t i = 0; i < n; i++)
        gap_row(book, need, i);
    if (n == all)
        return;
    book_text(book, need->need->name_ja);
    book_text(book, arena_format(&book->arena,
                                 "ほか%zuメッシュ（すべて audit.json と "
                                 "audit.gpkg にあります）",
                                 all - n));
    book_end(book);
}

void book_gaps(struct book *book)
{
    const struct audit_order *order = book->audit->order;
    const struct people *people = order->people;
    struct arena *arena = &book->arena;
    struct book_columns columns = {0};
    size_t n_gap = 0;

    book_column(&columns, "種類", 20);
    book_column(&columns, "順位（人数の多い順）", 8);
    book_column(&columns, "メッシュコード", 13);
    book_column(&columns, "市区町村コード", 9);
    book_column(&columns, "市区町村", 16);
    book_column(&columns, "最も近い町丁", 18);
    book_column(&columns,
                arena_format(arena, "75歳以上 %d年（人）", order->base_year),
                11);
    book_column(&columns,
                arena_format(arena, "75歳以上 %d年（人）",
                             people->year[people->n_year - 1]),
                11);
    book_column(&columns, "判定", 14);
    book_column(&columns, "最寄りの事業所・施設", 26);
    book_column(&columns,
                order->by_minutes ? "最寄りまで（分）" : "最寄りまで（m）", 10);
    book_column(&columns, "判定が変わり得るか", 10);
    book_column(&columns, "※", 3);
    columns.unprinted = true;
    book_column(&columns, "最寄りのID", 16);
    book_column(&columns, "E2SFCA（ガウス型、75歳以上1万人当たり）", 12);
    book_column(&columns, "中心の経度（JGD2011）", 12);
    book_column(&columns, "中心の緯度（JGD2011）", 12);
    book_sheet(book, "届くと確かめられないメッシュ", &columns);
    for (size_t n = 0; n < order->n_need; n++) {
        need_gaps(book, &book->audit->need[n]);
        n_gap += verdict_gaps(&book->audit->need[n]);
    }
    if (n_gap)
        return;
    book_text(book, "ありません（不明な種類、経路が分からないメッシュを除く）");
    book_end(book);
}

void book_sites(struct book *book)
{
    struct book_columns columns = {0};
    size_t n_site = 0;

    for (size_t n = 0; n < book->audit->order->n_need; n++)
        n_site += book->audit->need[n].n_site;
    if (n_site == 0)
        return;
    book_column(&columns, "種類", 20);
    book_column(&columns, "順番", 7);
    book_column(&columns, "場所", 40);
    book_column(&columns, "新しく届く人（届くと確かめられない75歳以上のうち）",
                16);
    book_column(&columns, "ここまでの合計（人）", 13);
    book_column(&columns, "経度（JGD2011）", 12);
    book_column(&columns, "緯度（JGD2011）", 12);
    book_sheet(book, "候補地", &columns);
    for (size_t n = 0; n < book->audit->order->n_need; n++) {
        const struct audit_need *need = &book->audit->need[n];
        for (size_t i = 0; i < need->n_site; i++) {
            const struct audit_site *site = &need->site[i];
            book_text(book, need->need->name_ja);
            workbook_exact(book->workbook, (double)(i + 1));
            book_text(book, site->name);
            book_value(book, FORM_PEOPLE, site->people);
            book_value(book, FORM_PEOPLE, site->sum);
            workbook_exact(book->workbook, site->point.lon_deg);
            workbook_exact(book->workbook, site->point.lat_deg);
            book_end(book);
        }
    }
}
