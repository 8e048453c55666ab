#include "base/xlsx_xml.h"

#include "base/xlsx_scan.h"

#include <expat.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_BYTES (64 * 1024)

/* What expat needs for a real workbook is below 200 KiB. */
#define PARSER_BYTES ((size_t)8 << 20)

struct xml {
    XML_Parser parser;
    struct in *in;
    const char *label;
    const struct xml_handler *handler;
    void *context;
    size_t used_bytes; /* memory of the parser */
    const char *refusal;
    bool paused, last;
    bool is_sheet;          /* started by the scanner, if it can */
    struct xlsx_scan *scan; /* it reads the document, not the parser */
    struct buf head;        /* what was read to decide that */
};

/* Whose memory expat asks for: its allocator hooks carry no context. Set
 * around every call into expat. */
static _Thread_local struct xml *running;

static void *limited_grow(void *memory, size_t size)
{
    size_t before = memory ? malloc_usable_size(memory) : 0;
    size_t others = running->used_bytes - before;

    if (size > PARSER_BYTES || others > PARSER_BYTES - size)
        return NULL;
    void *grown = mem_grow(memory, size);
    running->used_bytes = others + malloc_usable_size(grown);
    return grown;
}

static void *limited_alloc(size_t size)
{
    return limited_grow(NULL, size);
}

static void limited_free(void *memory)
{
    running->used_bytes -= memory ? malloc_usable_size(memory) : 0;
    free(memory);
}

static const char *local(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon ? colon + 1 : name;
}

static void on_open(void *context, const char *name, const char **attr)
{
    struct xml *xml = context;

    for (const char **at = attr; *at; at += 2)
        *at = local(*at);
    xml->handler->open(xml->context, local(name), (const char *const *)attr);
}

static void on_close(void *context, const char *name)
{
    struct xml *xml = context;

    xml->handler->close(xml->context, local(name));
}

static void on_text(void *context, const char *text, int len)
{
    struct xml *xml = context;

    xml->handler->text(xml->context, text, (size_t)len);
}

static void on_doctype(void *context, const char *name, const char *system,
                       const char *public, int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    xml_refuse(context, N_("it declares a document type, as no workbook does"));
}

struct xml *xml_open(struct in *in, const char *label,
                     const struct xml_handler *handler, void *context)
{
    struct xml *xml = mem_alloc(sizeof(*xml));

    *xml = (struct xml){
        .in = in, .label = label, .handler = handler, .context = context};
    return xml;
}

struct xml *xml_open_sheet(struct in *in, const char *label,
                           const struct xml_handler *handler, void *context)
{
    struct xml *xml = xml_open(in, label, handler, context);

    xml->is_sheet = true;
    return xml;
}

static void start_parser(struct xml *xml)
{
    static const XML_Memory_Handling_Suite memory = {
        limited_alloc, limited_grow, limited_free};

    running = xml;
    xml->parser = XML_ParserCreate_MM(NULL, &memory, NULL);
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_open, on_close);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
}

/* Scanner or parser: the first bytes decide. */
static bool start(struct xml *xml, struct err *err)
{
    char bytes[4096];
    size_t got = 1;

    while (xml->is_sheet && xml->head.len < sizeof(bytes) && got > 0) {
        if (!in_read(xml->in, bytes, sizeof(bytes), &got, err))
            return false;
        buf_add(&xml->head, bytes, got);
    }
    if (xml->is_sheet && xlsx_scan_takes(buf_str(&xml->head))) {
        xml->scan = mem_alloc(sizeof(*xml->scan));
        *xml->scan = (struct xlsx_scan){.line = 1};
    } else {
        start_parser(xml);
    }
    return true;
}

/* The next bytes: those that were read to decide, then those of the part. */
static bool next_bytes(struct xml *xml, void *bytes, size_t room, size_t *got,
                       struct err *err)
{
    if (xml->head.len == 0)
        return in_read(xml->in, bytes, room, got, err);
    *got = xml->head.len; /* less than any room */
    memcpy(bytes, xml->head.ptr, *got);
    buf_release(&xml->head);
    return true;
}

static bool refused(const struct xml *xml, struct err *err)
{
    return err_set(err, ERR_INPUT,
                   _("'%s' is refused: %s; save it again as a workbook or as "
                     "CSV UTF-8"),
                   xml->label, _(xml->refusal));
}

static bool too_large(const struct xml *xml, struct err *err)
{
    return err_set(err, ERR_INPUT,
                   _("'%s' is refused: its XML is built to exhaust memory; "
                     "get it again from its publisher"),
                   xml->label);
}

static bool damaged(const struct xml *xml, const char *fault,
                    unsigned long line, struct err *err)
{
    return err_set(err, ERR_INPUT,
                   _("the workbook '%s' is damaged: %s (line %lu of its XML); "
                     "open it in a spreadsheet program and save it again"),
                   xml->label, fault, line);
}

static bool failed(struct xml *xml, struct err *err)
{
    enum XML_Error error = XML_GetErrorCode(xml->parser);

    if (xml->refusal)
        return refused(xml, err);
    if (error == XML_ERROR_NO_MEMORY)
        return too_large(xml, err);
    return damaged(xml, XML_ErrorString(error),
                   (unsigned long)XML_GetCurrentLineNumber(xml->parser), err);
}

static enum XML_Status step(struct xml *xml, bool *read_ok, struct err *err)
{
    size_t got;

    if (xml->paused) {
        xml->paused = false;
        return XML_ResumeParser(xml->parser);
    }
    void *bytes = XML_GetBuffer(xml->parser, CHUNK_BYTES);
    if (!bytes)
        return XML_STATUS_ERROR;
    *read_ok = next_bytes(xml, bytes, CHUNK_BYTES, &got, err);
    if (!*read_ok)
        return XML_STATUS_ERROR;
    xml->last = got == 0;
    return XML_ParseBuffer(xml->parser, (int)got, xml->last);
}

static bool run_parser(struct xml *xml, bool *more, struct err *err)
{
    bool read_ok = true;

    running = xml;
    for (;;) {
        enum XML_Status status = step(xml, &read_ok, err);
        if (status == XML_STATUS_ERROR)
            return read_ok ? failed(xml, err) : false;
        *more = status == XML_STATUS_SUSPENDED;
        xml->paused = *more;
        if (*more || xml->last)
            return true;
    }
}

static bool fill_scan(struct xml *xml, struct err *err)
{
    struct xlsx_scan *scan = xml->scan;
    size_t room, got;
    char *to = xlsx_scan_room(scan, &room);

    if (!next_bytes(xml, to, room, &got, err))
        return false;
    scan->end += got;
    scan->last = got == 0;
    return true;
}

static bool run_scan(struct xml *xml, bool *more, struct err *err)
{
    enum scan_outcome outcome = SCAN_ON;

    xml->paused = false;
    while (outcome == SCAN_ON && !xml->paused && !xml->refusal) {
        outcome = xlsx_scan_step(xml->scan, xml->handler, xml->context);
        if (outcome == SCAN_MORE) {
            if (!fill_scan(xml, err))
                return false;
            outcome = SCAN_ON;
        }
    }
    if (outcome == SCAN_DOCTYPE)
        on_doctype(xml, NULL, NULL, NULL, 0);
    if (xml->refusal)
        return refused(xml, err);
    if (outcome == SCAN_LARGE)
        return too_large(xml, err);
    if (outcome == SCAN_DAMAGED)
        return damaged(xml, xml->scan->fault, xlsx_scan_line(xml->scan), err);
    *more = outcome != SCAN_END;
    return true;
}

bool xml_run(struct xml *xml, bool *more, struct err *err)
{
    if (!xml->parser && !xml->scan && !start(xml, err))
        return false;
    return xml->scan ? run_scan(xml, more, err) : run_parser(xml, more, err);
}

void xml_pause(struct xml *xml)
{
    xml->paused = true;
    if (xml->parser)
        XML_StopParser(xml->parser, XML_TRUE);
}

void xml_refuse(struct xml *xml, const char *why)
{
    xml->refusal = why;
    if (xml->parser)
        XML_StopParser(xml->parser, XML_FALSE);
}

const char *xml_attr(const char *const *attr, const char *name)
{
    for (; *attr; attr += 2)
        if (strcmp(attr[0], name) == 0)
            return attr[1];
    return NULL;
}

void xml_close(struct xml *xml)
{
    if (!xml)
        return;
    running = xml;
    if (xml->parser)
        XML_ParserFree(xml->parser);
    if (xml->scan)
        xlsx_scan_release(xml->scan);
    free(xml->scan);
    buf_release(&xml->head);
    in_close(xml->in);
    free(xml);
}
