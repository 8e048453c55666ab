/*
 * What characters the codes of a font stand for: its ToUnicode CMap
 * (ISO 32000-1, 9.10.3).
 */
#ifndef OUTPUT_PRINT_PDF_CMAP_H
#define OUTPUT_PRINT_PDF_CMAP_H

#include "base/buf.h"

struct pdf_meaning {
    uint32_t at, len; /* in cmap->text; no length: not told */
};

struct pdf_cmap {
    struct pdf_meaning *meaning; /* by code */
    size_t n;
    struct buf text; /* UTF-8 */
};

/* Codes have one or two bytes. False when the bytes are no CMap, or tell more
 * than fonts of such codes can need; release it either way. */
bool pdf_cmap_read(struct str bytes, struct pdf_cmap *cmap);
/* "" when it is not told. */
struct str pdf_cmap_text(const struct pdf_cmap *cmap, unsigned code);
void pdf_cmap_release(struct pdf_cmap *cmap);

/* Append UTF-16BE as UTF-8; halves of a pair become U+FFFD. */
void pdf_add_utf16(struct buf *out, struct str utf16);
/* Append a text string (7.9.2.2) as UTF-8: UTF-16BE with its mark, else bytes
 * that are UTF-8, else Latin-1. */
void pdf_add_text_string(struct buf *out, struct str bytes);

#endif
