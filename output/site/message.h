/*
 * What the pages say: the catalogues of messages/, one a language. The pages
 * are written in Japanese (messages/ja.json); the script has the others.
 */
#ifndef OUTPUT_SITE_MESSAGE_H
#define OUTPUT_SITE_MESSAGE_H

#include "base/buf.h"

/* The Japanese text; the key itself where the catalogue lacks it, so that
 * nobody overlooks that. Safe from every thread. */
const char *message(const char *key);

/* The English, for pages that have no script to change the language. */
const char *message_english(const char *key);

/* The text as part of a page, with `value` (escaped; it may be NULL where
 * there is none) in the place of {name}. */
void message_add(struct buf *out, const char *key, const char *name,
                 const char *value);
void message_add_number(struct buf *out, const char *key, const char *name,
                        uint64_t value);

/* The same with a day, YYYY-MM-DD, as Japanese writes it. */
void message_add_date(struct buf *out, const char *key, const char *name,
                      const char *date);

/* The catalogues of an edition as one JSON object, Japanese first: of
 * professionals Japanese and English, of residents every language, without the
 * words for what only professionals see. */
void messages_add_json(struct buf *out, bool resident);

#endif
