/*
 * XML from outside, in steps: the only file that knows expat (worksheets go
 * through xlsx_scan.h where that can read them). A DOCTYPE is
 * refused (and with it every entity and external part), and the parser's own
 * memory is limited, which bounds depth, names, attributes and tokens.
 */
#ifndef BASE_XLSX_XML_H
#define BASE_XLSX_XML_H

#include "base/in.h"

/* Names come without namespace prefix; `attr` holds names and values in turn
 * and ends with NULL. Text comes in pieces. */
struct xml_handler {
    void (*open)(void *context, const char *name, const char *const *attr);
    void (*close)(void *context, const char *name);
    void (*text)(void *context, const char *text, size_t len);
};

struct xml;

/* Takes `in` over. `label` (borrowed) is what errors name. */
struct xml *xml_open(struct in *in, const char *label,
                     const struct xml_handler *handler, void *context);

/* The same for a part of many megabytes, in less time. */
struct xml *xml_open_sheet(struct in *in, const char *label,
                           const struct xml_handler *handler, void *context);

/* Read on until a handler pauses (*more true) or the document ends. */
bool xml_run(struct xml *xml, bool *more, struct err *err);

/* For handlers: let xml_run() return; or end it with an error that says why
 * (a msgid that completes "'label' is refused: "). */
void xml_pause(struct xml *xml);
void xml_refuse(struct xml *xml, const char *why);

/* Value of an attribute; NULL when absent. */
const char *xml_attr(const char *const *attr, const char *name);
void xml_close(struct xml *xml);

#endif
