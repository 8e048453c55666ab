/*
 * Text being built. Zero-initialise to start; release with buf_release().
 * `ptr` is terminated whenever it is not NULL.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct buf {
    char *ptr;
    size_t len, cap;
};

void buf_add(struct buf *buf, const void *bytes, size_t len);
void buf_add_str(struct buf *buf, struct str s);
void buf_add_text(struct buf *buf, const char *text); /* NULL adds nothing */
void buf_add_char(struct buf *buf, char c);
void buf_addf(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* One character as UTF-8. */
void buf_add_code(struct buf *buf, uint32_t code);
/* Katakana as hiragana, all else as it is: how a reading is shown. */
void buf_add_hiragana(struct buf *buf, struct str s);

/* Degrees with at most 6 decimals, no trailing zeros, '.' as point. */
void buf_add_deg(struct buf *buf, double deg);

/* The content of a JSON string, without the quotes. `<`, `>`, `&`, U+2028
 * and U+2029 are escaped too, so that the text may stand inside a page. */
void buf_add_json(struct buf *buf, struct str s);

/* A JSON string with its quotes; null for NULL. */
void buf_add_json_text(struct buf *buf, const char *text);

/* Character data or a quoted attribute value of XML 1.0. Characters that XML
 * forbids are left out. */
void buf_add_xml(struct buf *buf, struct str s);

/* One CSV cell (RFC 4180), quoted when needed. */
void buf_add_csv(struct buf *buf, struct str s);

struct str buf_str(const struct buf *buf);
void buf_clear(struct buf *buf); /* forget the text, keep the memory */
void buf_release(struct buf *buf);

#endif
