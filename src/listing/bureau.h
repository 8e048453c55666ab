/*
 * The lists of the regional bureaus of health and welfare (地方厚生局): their
 * columns, and what their titles and names say. One row of these lists is not
 * a facility: filing_lists.h reads them.
 */
#ifndef LISTING_BUREAU_H
#define LISTING_BUREAU_H

#include "base/str.h"
#include "model/function.h"

/* What stands in a column: `arg` of CELL_BUREAU. */
enum bureau_cell {
    BUREAU_NUMBER, /* 医療機関番号, 7 digits */
    BUREAU_FILING, /* 受理届出名称 */
    BUREAU_SYMBOL, /* 受理記号 */
    BUREAU_NAME,
    BUREAU_FILING_NUMBER, /* 受理番号 */
    BUREAU_START,         /* 算定開始年月日 */
    BUREAU_PREFECTURE,    /* 都道府県コード */
    BUREAU_PREFECTURE_NAME,
    BUREAU_POINTS, /* 区分 */
    BUREAU_TOGETHER,
    BUREAU_POSTAL,
    BUREAU_ADDRESS,
    BUREAU_PHONE,
    BUREAU_FAX,
    BUREAU_BEDS,
    BUREAU_REMARK,
    BUREAU_REMARK_HEAD,
    BUREAU_CELLS
};

/* What a list says of all its rows: its title rows and the name of its sheet.
 * The names of its file and folders are believed last. */
struct bureau_title {
    char as_of[11];     /* of "... 1日 現在", not of "... 作成"; or "" */
    enum points points; /* POINTS_NONE: not said */
    int prefecture;     /* 0: not said */
    enum points name_points;
    int name_prefecture;
    bool by_item; /* 項目別: only some filings */
    bool whole;   /* 全体: all of them */
    bool named;   /* 名簿, or the line that stands above every such list */
};

/* `title`: the rows above the header, a line each. `label` ends in the file's
 * name, a member's name or these and a sheet. */
struct bureau_title bureau_title_read(struct str title, const char *sheet,
                                      const char *label);

/* Prefecture 1 to 47 of a cell: "13", "8", "東京都", "東京"; 0: it is none. */
int bureau_prefecture(struct str text);

/* 医科, 歯科, 薬局 or 調剤 and 訪問看護 of a cell. */
enum points bureau_points(struct str text);

/* The bureau of a prefecture, and the page of its filing lists. */
const char *bureau_name(int prefecture);
const char *bureau_url(int prefecture);

#endif
