/*
 * The operations of a content stream or a CMap: operands, then an operator
 * (ISO 32000-1, 7.2, 7.3 and 7.8.2). Knows syntax only.
 */
#ifndef OUTPUT_PRINT_PDF_OPS_H
#define OUTPUT_PRINT_PDF_OPS_H

#include "base/buf.h"

enum pdf_token {
    TOKEN_END,
    TOKEN_BROKEN,
    TOKEN_OPERATOR,
    TOKEN_NUMBER,
    TOKEN_OTHER, /* true, false, null */
    TOKEN_NAME,
    TOKEN_STRING,
    TOKEN_ARRAY,
    TOKEN_ARRAY_END,
    TOKEN_DICT,
    TOKEN_DICT_END
};

struct pdf_operand {
    enum pdf_token token;
    size_t at, len; /* in ops->text: unescaped, decoded, without '/' */
};

struct pdf_ops {
    struct str bytes;
    size_t at;
    /* The operation that was read last. */
    size_t from, to; /* where it stands in the bytes */
    struct pdf_operand *operand;
    size_t n, cap;
    struct buf text;
    struct str name; /* the operator; into `bytes` */
    bool broken;     /* why pdf_ops_next() ended */
};

/* The next operation; the brackets of arrays and dictionaries are operands of
 * their own. An inline image is `BI`, then `ID` with the image behind it.
 * False at the end, or where the bytes are no operations (`broken`). */
bool pdf_ops_next(struct pdf_ops *ops);
/* "" where there is no such operand. Counted from the last one: 0 is it. */
struct str pdf_ops_last(const struct pdf_ops *ops, size_t back);
struct str pdf_ops_text(const struct pdf_ops *ops, size_t i);
/* The operand after a key of a dictionary among the operands; NULL: none. */
const struct pdf_operand *pdf_ops_value(const struct pdf_ops *ops,
                                        const char *key);
/* A whole number that is not negative; false for anything else. */
bool pdf_ops_count(struct str text, uint32_t *count);
void pdf_ops_release(struct pdf_ops *ops);

#endif
