/*
 * The words of a comparison, in Japanese (what goes into files, whoever made
 * them) or in English (the terminal of who reads that).
 */
#ifndef CMD_DIFF_WORDS_H
#define CMD_DIFF_WORDS_H

#include "base/buf.h"
#include "diff/changes.h"

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

/* Of when a table's inputs are: one date, or the first and the last. */
void diff_add_as_of(struct buf *out, bool japanese, const struct table *table);

const char *diff_kind_name(int kind, bool japanese);
const char *diff_change_name(enum change_kind kind, bool japanese);

/* How the two facilities of a change were found to be one. */
enum match_by diff_match_by(const struct changes *changes,
                            const struct change *change);
/* The same for people, in Japanese; NULL where nothing was matched. */
const char *diff_match_words(enum match_by by);

/* What is shown as the old and the new value: the published texts, of a
 * facility that is gone or new its address; or NULL. */
const char *diff_before(const struct changes *changes,
                        const struct change *change);
const char *diff_after(const struct changes *changes,
                       const struct change *change);

/* The id in OLD where it is another one; else NULL. */
const char *diff_id_old(const struct changes *changes,
                        const struct change *change);

#endif
