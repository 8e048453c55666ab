/* What the parts of pdf.h share. */
#ifndef OUTPUT_PRINT_PDF_OWN_H
#define OUTPUT_PRINT_PDF_OWN_H

#include "output/print/pdf.h"
#include "output/print/pdf_file.h"
#include "output/print/pdf_ops.h"

/* Elements may be nested so deep, and there may be so many. */
#define PDF_MAX_DEPTH 64
#define PDF_MAX_ELEMENTS 4000000
/* Objects of a file, and bytes of all that is unpacked. */
#define PDF_MAX_OBJECTS 2000000
#define PDF_MAX_UNPACKED ((size_t)512 << 20)

/* Could unpacking its streams take more memory than any map needs? False with
 * the reason in *why (a msgid) for such a file. */
bool pdf_guard(struct str bytes, const char **why);

/* Append the bytes as FlateDecode has them; nothing when memory is short. */
void pdf_pack(struct str bytes, struct buf *packed);

/* Append `content` with all that is drawn outside of marked content marked as
 * decoration (ISO 32000-1, 14.8.2.2). False when it is no content stream. */
bool pdf_mark_artifacts(struct str content, struct buf *out);

/* The metadata packet (ISO 16684-1, XMP). */
void pdf_add_xmp(struct buf *out, const struct pdf_about *about);

/* The producer, in metadata and information. */
#define PDF_PRODUCER "zaitaku " ZAITAKU_VERSION

#endif
