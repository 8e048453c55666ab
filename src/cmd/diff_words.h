/*
 * The words of a comparison, in Japanese (what goes into files, whoever made
 * them) or in English (the terminal of who reads that).
 */
#ifndef CMD_DIFF_WORDS_H
#define CMD_DIFF_WORDS_H

#include "base/buf.h"
#include "cmd/diff_report.h"

#define DIFF_FOR_STAFF_JA "職員用です。公開しないでください。"
#define DIFF_FOR_STAFF_EN "For staff only: do not publish."
#define DIFF_GONE_JA                                                                                            \
    "「公表元から消えた」は、閉鎖したという意味ではありません。届出の遅れや" \
    "番号の変更でも一覧から消えます。電話などで確かめてください。"
#define DIFF_GONE_EN                                                           \
    "Gone from the source does not mean closed: a late report or a new "       \
    "number has the same effect. Ask before you rely on it."
#define DIFF_PROCESSED_JA                                                                                        \
    "この資料は、出典に示す公表データを zaitaku " ZAITAKU_VERSION                                                \
    " で加工して作成しました。国・都道府県・市区町村が作成・保証するものでは" \
    "ありません。"
#define DIFF_PROCESSED_EN                                                      \
    "Made from the sources named, processed with zaitaku " ZAITAKU_VERSION     \
    "; neither made nor warranted by the publishers."

/* 1,234 */
void diff_add_count(struct buf *out, size_t n);

/* 2025年12月1日, or 2025-12-01 */
void diff_add_date(struct buf *out, bool japanese, const char *iso);

/*
 * Of when a table's inputs are: "2025年12月1日・31日時点", of many dates the
 * first and the last. Dates that `before` (or NULL) has too stand behind:
 * "2026年6月1日時点。一部2025年12月1日時点". `unit` follows the first dates:
 * "時点", "時点の公表データ" (English: none).
 */
void diff_add_as_of(struct buf *out, bool japanese, const struct table *table,
                    const struct table *before, const char *unit);

/* "（前回2施設）", or nothing */
void diff_add_blind_count(struct buf *out, bool japanese,
                          const struct diff_blind *blind);

/* "+2", "-1", "0": what makes a row of counts add up. */
void diff_add_signed(struct buf *out, long n);

/* The row's meaning: 前回＋新規－消えた＋数えない＝今回 */
#define DIFF_REST_JA                                                                                               \
    "「数えない」は、新規にも消えたにも数えていない増減です（比べていないもの" \
    "、"                                                                                                          \
    "まとめ方・種別・市区町村が前回と違うもの）。前回＋新規－消えた＋数えない" \
    "＝今回です。"
#define DIFF_REST_EN                                                           \
    "\"left out\" is counted neither as added nor as gone: not compared, or "  \
    "of "                                                                      \
    "another kind, municipality or record than before. old + added - gone + "  \
    "left out = new."

const char *diff_kind_name(int kind, bool japanese);
const char *diff_change_name(enum change_kind kind, bool japanese);

/* How the two facilities of a change were found to be one. */
enum match_by diff_match_by(const struct changes *changes,
                            const struct change *change);
/* The same for people, in Japanese; NULL where nothing was matched. */
const char *diff_match_words(enum match_by by);

/* Where it is and how to ask: of this time, else of last time; or NULL. */
const char *diff_address(const struct changes *changes,
                         const struct change *change);
const char *diff_phone(const struct changes *changes,
                       const struct change *change);

/* The id in OLD where it is another one; else NULL. */
const char *diff_id_old(const struct changes *changes,
                        const struct change *change);

#endif
