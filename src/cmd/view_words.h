/*
 * The words that stand around a view: title, sources, that the data was
 * processed, what to do before going there. Shared by publishing and check.
 */
#ifndef CMD_VIEW_WORDS_H
#define CMD_VIEW_WORDS_H

#include "model/edition.h"
#include "model/table.h"

#define WORDS_PROCESSED                                                                                          \
    "この地図は、出典に示す公表データを zaitaku " ZAITAKU_VERSION                                                \
    " で加工して作成しました。出典の公表元（国など）が作成したものではなく、" \
    "内容を保証するものでもありません。"
#define WORDS_DISCLAIMER                                                                                  \
    "内容は変わることがあります。公表されていない項目は「不明」であり、" \
    "「ない」という意味ではありません。行く前に電話してください。"          \
    "「届出」は、国の決まりに合うと役所に届け出ていることで、"                \
    "だれでもすぐに来てもらえるという約束ではありません。"                      \
    "来てもらえるかは、電話か相談窓口で聞いてください。"                         \
    "急に具合が悪くなったときは、119番に電話してください。"

/* Distinct sources (title and date) of the facilities, in input order. */
struct view_source *words_sources(const struct table *table,
                                  uint64_t source_bits, size_t *n,
                                  struct arena *arena);

/* Fill title, place, sources ... of a view. */
void words_fill(struct view *view, const struct table *table,
                const uint32_t *facility, size_t n, const char *code,
                const char *place, struct arena *arena);

#endif
