/*
 * 届出受理医療機関名簿: what each institution has filed. Two layouts of the
 * same columns: all filings by institution (全体), and some filings by name
 * (項目別, 受理届出名称 before 医療機関番号). One row for each filing, or one
 * for each remark about it; the institution may be printed once for all its
 * rows. Layout: the files of 関東信越厚生局, January 2026 (項目別), and public
 * descriptions of the others.
 */
#include "listing/bureau.h"
#include "listing/listing.h"

/* clang-format off */
static const struct column column[] = {
    {"医療機関番号|薬局番号|医療機関等番号|医療機関コード", CELL_BUREAU, BUREAU_NUMBER, false, NULL},
    {"受理届出名称|届出名称|受理届出名", CELL_BUREAU, BUREAU_FILING, true, NULL},
    {"受理記号", CELL_BUREAU, BUREAU_SYMBOL, true, NULL},
    {"医療機関名称|薬局名称|医療機関等名称|医療機関名|薬局名", CELL_BUREAU, BUREAU_NAME, false, NULL},
    {"受理番号", CELL_BUREAU, BUREAU_FILING_NUMBER, true, NULL},
    {"算定開始年月日|算定開始日", CELL_BUREAU, BUREAU_START, true, NULL},
    {"都道府県コード|都道府県番号", CELL_BUREAU, BUREAU_PREFECTURE, true, NULL},
    {"都道府県名|都道府県", CELL_BUREAU, BUREAU_PREFECTURE_NAME, true, NULL},
    {"区分|点数表|医科歯科薬局区分", CELL_BUREAU, BUREAU_POINTS, true, NULL},
    {"併設医療機関番号|併設薬局番号", CELL_BUREAU, BUREAU_TOGETHER, true, NULL},
    {"医療機関所在地（郵便番号）|薬局所在地（郵便番号）|所在地（郵便番号）|郵便番号", CELL_BUREAU, BUREAU_POSTAL, true, NULL},
    {"医療機関所在地（住所）|薬局所在地（住所）|所在地（住所）|医療機関所在地|薬局所在地|所在地|住所", CELL_BUREAU, BUREAU_ADDRESS, true, NULL},
    {"電話番号", CELL_BUREAU, BUREAU_PHONE, true, NULL},
    {"FAX番号|ファックス番号", CELL_BUREAU, BUREAU_FAX, true, NULL},
    {"病床数", CELL_BUREAU, BUREAU_BEDS, true, NULL},
    {"備考（データ）|備考", CELL_BUREAU, BUREAU_REMARK, true, NULL},
    {"備考（見出し）", CELL_BUREAU, BUREAU_REMARK_HEAD, true, NULL},
    {"項番", CELL_SKIP, 0, true, NULL},
    {"医療機関記号番号|薬局記号番号", CELL_SKIP, 0, true, NULL},
    {"個別有効開始年月日", CELL_SKIP, 0, true, NULL},
    {"種別", CELL_SKIP, 0, true, NULL},
    {"種別コード", CELL_SKIP, 0, true, NULL},
    /* Of their own numbering; the address tells the municipality. */
    {"市町村コード|市区町村コード", CELL_SKIP, 0, true, NULL},
    {"市町村名|市区町村名", CELL_SKIP, 0, true, NULL},
};
/* clang-format on */

const struct listing listing_bureau_filings = {
    .id = "bureau-filings",
    .title = "届出受理医療機関名簿",
    .publisher = "地方厚生局",
    .licence = "公共データ利用規約（第1.0版）PDL1.0 に準じる各厚生局の利用規約",
    .licence_url = NULL,
    .url = "https://kouseikyoku.mhlw.go.jp/",
    .row_kind = ROW_FILING,
    .id_letter = 'm',
    .strict = true,
    .cp932 = true,
    .n_sign = 3,
    COLUMNS(column),
};
