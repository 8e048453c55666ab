/*
 * What the sheets of 医療情報ネット（ナビイ） have in common.
 *
 * THE CLOSING-DAY FLAGS ARE INVERTED against their titles: the column
 * "毎週決まった曜日に休診（月）" holds 0 = 休診 (closed), 1 = 診療 (open);
 * blank is unknown. Pharmacies: 0 = 閉店, 1 = 開店; maternity homes: 0 = 休業,
 * 1 = 就業. Source: 厚生労働省「医療情報ネット
 * オープンデータ定義書（利用者向け）」v1.0, 2024-08-06, sheets 施設票 items
 * 14-56, 助産所 14-56, 薬局 12-63.
 */
#ifndef LISTING_NAVII_H
#define LISTING_NAVII_H

#include "listing/listing.h"

#define NAVII_SOURCE                                                           \
    .title = "医療情報ネット（ナビイ）オープンデータ",                         \
    .publisher = "厚生労働省",                                                 \
    .licence = "公共データ利用規約（第1.0版）PDL1.0",                          \
    .licence_url = "https://www.digital.go.jp/resources/open_data/"            \
                   "public_data_license_v1.0",                                 \
    .url = "https://www.mhlw.go.jp/stf/seisakunitsuite/bunya/kenkou_iryou/"    \
           "iryou/newpage_43373.html",                                         \
    .id_letter = 'n', .strict = true

#define NAVII_IDENTITY                                                         \
    {"ID", CELL_ID, 0, false, NULL},                                           \
        {"正式名称", CELL_TEXT, FIELD_name, false, NULL},                      \
        {"正式名称（フリガナ）", CELL_KANA, FIELD_name_kana, false, NULL},     \
        {"略称", CELL_TEXT, FIELD_name_short, false, NULL},                    \
        {"略称（フリガナ）", CELL_SKIP, 0, false, NULL},                       \
        {"英語表記（ローマ字表記）", CELL_TEXT, FIELD_name_en, false, NULL},   \
        NAVII_PLACE,                                                           \
    {                                                                          \
        "案内用ホームページアドレス", CELL_WEB, 0, false, NULL                 \
    }

#define NAVII_PLACE                                                            \
    {"機関区分", CELL_INSTITUTION, 0, false, NULL},                            \
        {"都道府県コード", CELL_PREFECTURE2, 0, false, NULL},                  \
        {"市区町村コード", CELL_CITY3, 0, false, NULL},                        \
        {"所在地", CELL_TEXT, FIELD_address, false, NULL},                     \
        {"所在地座標（緯度）", CELL_LATITUDE, 0, false, NULL},                 \
    {                                                                          \
        "所在地座標（経度）", CELL_LONGITUDE, 0, false, NULL                   \
    }

/* Seven days of one flag; `start` is the heading before "（月）". */
#define NAVII_WEEK(start, cell, base)                                          \
    {start "（月）", cell, (base) + 0, false, NULL},                           \
        {start "（火）", cell, (base) + 1, false, NULL},                       \
        {start "（水）", cell, (base) + 2, false, NULL},                       \
        {start "（木）", cell, (base) + 3, false, NULL},                       \
        {start "（金）", cell, (base) + 4, false, NULL},                       \
        {start "（土）", cell, (base) + 5, false, NULL},                       \
    {                                                                          \
        start "（日）", cell, (base) + 6, false, NULL                          \
    }

#define NAVII_NTH_WEEKS(start)                                                 \
    NAVII_WEEK(start "第1週", CELL_NTH, 0),                                    \
        NAVII_WEEK(start "第2週", CELL_NTH, 7),                                \
        NAVII_WEEK(start "第3週", CELL_NTH, 14),                               \
        NAVII_WEEK(start "第4週", CELL_NTH, 21),                               \
        NAVII_WEEK(start "第5週", CELL_NTH, 28)

/* Eight days (holidays last) of one pair of times: 月_<middle>開始<end> ... */
#define NAVII_TIMES(middle, end, reception, slot)                              \
    NAVII_PAIR("月", middle, end, HOURS_AT(reception, slot, 0)),               \
        NAVII_PAIR("火", middle, end, HOURS_AT(reception, slot, 1)),           \
        NAVII_PAIR("水", middle, end, HOURS_AT(reception, slot, 2)),           \
        NAVII_PAIR("木", middle, end, HOURS_AT(reception, slot, 3)),           \
        NAVII_PAIR("金", middle, end, HOURS_AT(reception, slot, 4)),           \
        NAVII_PAIR("土", middle, end, HOURS_AT(reception, slot, 5)),           \
        NAVII_PAIR("日", middle, end, HOURS_AT(reception, slot, 6)),           \
        NAVII_PAIR("祝", middle, end, HOURS_AT(reception, slot, 7))

#define NAVII_PAIR(day, middle, end, at)                                       \
    {day "_" middle "開始" end, CELL_START, at, false, NULL},                  \
    {                                                                          \
        day "_" middle "終了" end, CELL_END, at, false, NULL                   \
    }

#define NAVII_CLOSED                                                           \
    NAVII_WEEK("毎週決まった曜日に休診", CELL_WEEKLY, 0),                      \
        NAVII_NTH_WEEKS("決まった週に休診（定期週）"),                         \
        {"祝日に休診", CELL_WEEKLY, 7, false, NULL},                           \
    {                                                                          \
        "その他の休診日（GW、お盆等）", CELL_LINES, FIELD_closed_days_note,    \
            false, NULL                                                        \
    }

#endif
