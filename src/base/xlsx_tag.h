/*
 * One tag of XML, taken apart in place; below xlsx_scan.h.
 */
#ifndef BASE_XLSX_TAG_H
#define BASE_XLSX_TAG_H

#include "base/str.h"

#define XML_ATTRIBUTES 512

/* XML 1.0, 2.2 Char. */
bool xml_is_char(uint32_t code);

/* The bytes of "&name;", given without & and ;; 0 when there is no such. */
size_t xml_reference(struct str name, char out[4]);

/* What a byte is inside a tag. */
enum {
    BYTE_SPACE = 1,
    BYTE_NAME = 2,   /* of a name */
    BYTE_START = 4,  /* the first of one */
    BYTE_SETTLE = 8, /* stands for something else in a value */
    BYTE_BAD = 16,   /* in no value */
    BYTE_WIDE = 32,  /* of a character beyond ASCII */
};

/* These bits for all bytes. */
void xml_byte_kinds(unsigned char kind[256]);

/* A part of a tag; nothing is written before the whole tag is there. */
struct xml_piece {
    char *ptr;
    size_t len;
    unsigned kinds; /* of its bytes */
};

/* A tag being read. */
struct xml_tag {
    const unsigned char *kind;
    char *at, *limit;
    struct xml_piece name, attr[2 * XML_ATTRIBUTES];
    size_t n_attr; /* names and values */
    bool empty, whole;
};

/* Take what starts at `at`, behind its '<', apart (tag->kind is set). False:
 * not well-formed. When it is not whole by `limit` nothing was changed. */
bool xml_tag_take(struct xml_tag *tag, char *at, char *limit);

/* The whole tag is there: its attributes, terminated and without prefixes;
 * attr ends with NULL. False: not well-formed. */
bool xml_tag_settle(struct xml_tag *tag, const char **attr);

/* A name without its prefix, terminated. */
const char *xml_end_name(struct xml_piece *name);
bool xml_is_text(const struct xml_piece *piece); /* valid UTF-8 */

#endif
