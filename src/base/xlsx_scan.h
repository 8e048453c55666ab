/*
 * The XML of worksheets in UTF-8, read by a scanner of our own: two thirds of
 * the time of reading a workbook went into the general parser. It takes what
 * well-formed documents without a DOCTYPE hold and finds the same elements,
 * attributes and text as the general parser (xlsx_xml.h), which reads all
 * other encodings and parts.
 *
 * It holds one tag, comment or section of text at a time, at most SCAN_BYTES.
 */
#ifndef BASE_XLSX_SCAN_H
#define BASE_XLSX_SCAN_H

#include "base/buf.h"
#include "base/xlsx_tag.h"
#include "base/xlsx_xml.h"

#define SCAN_BYTES ((size_t)1 << 20)
#define SCAN_DEPTH 10000

enum scan_outcome {
    SCAN_ON,      /* something was handed on */
    SCAN_MORE,    /* more bytes are needed */
    SCAN_END,     /* the document is whole */
    SCAN_DOCTYPE, /* there is a document type */
    SCAN_LARGE,   /* over a limit above */
    SCAN_DAMAGED, /* not well-formed: scan->fault */
};

struct xlsx_scan {
    char *bytes;
    size_t at, end, cap;
    bool last;         /* nothing follows bytes[end] */
    size_t line;       /* of bytes[0], from 1 */
    const char *fault; /* in English, as the general parser's */
    bool began, had_root;
    unsigned char kind[256]; /* of the bytes in a tag */
    struct buf open;         /* names of the open elements, each terminated */
    uint32_t *open_at;       /* where they start */
    size_t n_open, cap_open;
    const char *attr[2 * XML_ATTRIBUTES + 1];
};

/* Is this the start of a document that xlsx_scan_step() reads? */
bool xlsx_scan_takes(struct str head);

/* Room for more bytes: *room of them at what is returned. The caller counts
 * what it put there into scan->end. */
char *xlsx_scan_room(struct xlsx_scan *scan, size_t *room);

/* Go on by one tag or piece of text. */
enum scan_outcome xlsx_scan_step(struct xlsx_scan *scan,
                                 const struct xml_handler *handler,
                                 void *context);

/* The line of the document that it has come to. */
unsigned long xlsx_scan_line(const struct xlsx_scan *scan);
void xlsx_scan_release(struct xlsx_scan *scan);

#endif
