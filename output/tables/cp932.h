/*
 * Text that CP932 can hold (Windows code page 932, "Shift_JIS" to offices).
 *
 * The codes are those of the reader (base/in_encoding.h), so whatever is
 * written is read back as it was. Where one character has several codes, the
 * one that Windows writes is taken: never those of ED40-EEFC, else the lowest
 * (Encoding Standard, "index Shift_JIS pointer"; NEC row 13 before IBM's
 * extensions).
 */
#ifndef OUTPUT_TABLES_CP932_H
#define OUTPUT_TABLES_CP932_H

#include "base/buf.h"
#include "base/err.h"

/* Before all else; ERR_INTERNAL: the C library knows no CP932. */
bool cp932_begin(struct err *err);

/*
 * The code of a character, 0 to 0xFFFF; -1 when there is none. The ten
 * characters that Unicode has twice for one of CP932's ("〜" U+301C and "～"
 * U+FF5E ...) have the same code.
 */
int32_t cp932_code(uint32_t character);

/*
 * The text with what CP932 lacks as 〓, for the UTF-8 text `text`; variation
 * selectors are left out. `lost` is called for each of both, every time.
 * Added to `out`, still in UTF-8.
 */
void cp932_add_fit(struct buf *out, const char *text,
                   void (*lost)(void *context, uint32_t character),
                   void *context);

/* Add fit text in CP932. */
void cp932_add_encoded(struct buf *out, struct str fit);

#endif
