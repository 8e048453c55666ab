/*
 * コード内容別医療機関一覧表: all designated institutions, without filings.
 * Made for printing, 2 to 6 rows for each: 項番, 番号 (01,1248,9), 名称,
 * 〒 and address, telephone; behind these stand names of persons (開設者,
 * 管理者), which are never read. Recognised by its title; no heading is
 * needed. Layout: public programs that read these lists.
 */
#include "listing/bureau.h"
#include "listing/listing.h"

static const struct column column[] = {
    {"医療機関番号", CELL_BUREAU, BUREAU_NUMBER, false, NULL},
};

const struct listing listing_bureau_codes = {
    .id = "bureau-codes",
    .title = "コード内容別医療機関一覧表",
    .publisher = "地方厚生局",
    .licence = "公共データ利用規約（第1.0版）PDL1.0 に準じる各厚生局の利用規約",
    .licence_url = NULL,
    .url = "https://kouseikyoku.mhlw.go.jp/",
    .row_kind = ROW_FILING,
    .id_letter = 'm',
    .cp932 = true,
    .printed = true,
    .by_title = true,
    COLUMNS(column),
};
