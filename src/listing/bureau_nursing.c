/*
 * 届出受理指定訪問看護事業所名簿: visiting nurse stations. Made for printing:
 * a cell holds 法人 and station, 〒 and address, TEL and FAX, or several
 * filings, a line each; the symbol stands inside the number, (訪看23)第1号.
 * Merged cells: what belongs to a heading stands in its column or in one of
 * the empty ones behind it. Layout: public programs that read these lists.
 */
#include "listing/bureau.h"
#include "listing/listing.h"

/* clang-format off */
static const struct column column[] = {
    {"*ステーションコード|*ステーション番号", CELL_BUREAU, BUREAU_NUMBER, false, NULL},
    {"*受理番号|*受理記号", CELL_BUREAU, BUREAU_FILING_NUMBER, false, NULL},
    {"*名称|*ステーション名|*事業所名|*事業者名", CELL_BUREAU, BUREAU_NAME, false, NULL},
    {"*所在地|*住所", CELL_BUREAU, BUREAU_ADDRESS, true, NULL},
    {"*電話|*TEL", CELL_BUREAU, BUREAU_PHONE, true, NULL},
    {"*算定開始", CELL_BUREAU, BUREAU_START, true, NULL},
    {"都道府県コード", CELL_BUREAU, BUREAU_PREFECTURE, true, NULL},
    {"都道府県名|都道府県", CELL_BUREAU, BUREAU_PREFECTURE_NAME, true, NULL},
    {"*届出名称", CELL_BUREAU, BUREAU_FILING, true, NULL},
    {"項番|番号|No.", CELL_SKIP, 0, true, NULL},
    {"備考", CELL_SKIP, 0, true, NULL},
};
/* clang-format on */

const struct listing listing_bureau_nursing = {
    .id = "bureau-nursing",
    .title = "届出受理指定訪問看護事業所名簿",
    .publisher = "地方厚生局",
    .licence = "公共データ利用規約（第1.0版）PDL1.0 に準じる各厚生局の利用規約",
    .licence_url = NULL,
    .url = "https://kouseikyoku.mhlw.go.jp/",
    .row_kind = ROW_FILING,
    .id_letter = 'm',
    .strict = true,
    .cp932 = true,
    .printed = true,
    .n_sign = 2,
    COLUMNS(column),
};
