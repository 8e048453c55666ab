#include "base/xlsx_xml.h"

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
    static const XML_Memory_Handling_Suite memory = {
        limited_alloc, limited_grow, limited_free};
    struct xml *xml = mem_alloc(sizeof(*xml));

    *xml = (struct xml){
        .in = in, .label = label, .handler = handler, .context = context};
    running = xml;
    xml->parser = XML_ParserCreate_MM(NULL, &memory, NULL);
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_open, on_close);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    return xml;
}

static bool failed(struct xml *xml, struct err *err)
{
    enum XML_Error error = XML_GetErrorCode(xml->parser);

    if (xml->refusal)
        return err_set(err, ERR_INPUT,
                       _("'%s' is refused: %s; save it again as a workbook or "
                         "as CSV UTF-8"),
                       xml->label, _(xml->refusal));
    if (error == XML_ERROR_NO_MEMORY)
        return err_set(err, ERR_INPUT,
                       _("'%s' is refused: its XML is built to exhaust memory; "
                         "get it again from its publisher"),
                       xml->label);
    return err_set(err, ERR_INPUT,
                   _("the workbook '%s' is damaged: %s (line %lu of its XML); "
                     "open it in a spreadsheet program and save it again"),
                   xml->label, XML_ErrorString(error),
                   (unsigned long)XML_GetCurrentLineNumber(xml->parser));
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
    *read_ok = in_read(xml->in, bytes, CHUNK_BYTES, &got, err);
    if (!*read_ok)
        return XML_STATUS_ERROR;
    xml->last = got == 0;
    return XML_ParseBuffer(xml->parser, (int)got, xml->last);
}

bool xml_run(struct xml *xml, bool *more, struct err *err)
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

void xml_pause(struct xml *xml)
{
    XML_StopParser(xml->parser, XML_TRUE);
}

void xml_refuse(struct xml *xml, const char *why)
{
    xml->refusal = why;
    XML_StopParser(xml->parser, XML_FALSE);
}

const char *xml_attr(const char *const *attr, const char *name)
{
    for (; *attr; attr += 2)
        if (strcmp(local(attr[0]), name) == 0)
            return attr[1];
    return NULL;
}

void xml_close(struct xml *xml)
{
    if (!xml)
        return;
    running = xml;
    XML_ParserFree(xml->parser);
    in_close(xml->in);
    free(xml);
}
