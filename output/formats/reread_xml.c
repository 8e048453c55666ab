#include "output/formats/reread_own.h"

#include "base/buf.h"

#include <expat.h>
#include <string.h>

struct reading {
    struct reread *reread;
    struct buf text; /* all that is in it, as a reader gets it: elements,
                        attributes, texts, comments, without entities */
};

static void on_start(void *context, const XML_Char *name,
                     const XML_Char **attributes)
{
    struct reading *reading = context;

    reading->reread->rows += strcmp(name, "Placemark") == 0;
    reading->reread->placed += strcmp(name, "Point") == 0;
    buf_add_char(&reading->text, '\n');
    buf_add_text(&reading->text, name);
    buf_add_char(&reading->text, '\n');
    for (size_t i = 0; attributes[i]; i++) {
        buf_add_text(&reading->text, attributes[i]);
        buf_add_char(&reading->text, '\n');
    }
}

static void on_end(void *context, const XML_Char *name)
{
    struct reading *reading = context;

    (void)name;
    buf_add_char(&reading->text, '\n');
}

static void on_text(void *context, const XML_Char *text, int len)
{
    struct reading *reading = context;

    buf_add(&reading->text, text, (size_t)len);
}

static void on_comment(void *context, const XML_Char *text)
{
    on_text(context, text, (int)strlen(text));
}

static void on_instruction(void *context, const XML_Char *target,
                           const XML_Char *text)
{
    on_comment(context, target);
    on_comment(context, text);
}

REREAD(kml)
{
    XML_Parser parser = XML_ParserCreate("UTF-8");
    struct reading reading = {.reread = reread};
    bool ok;

    reread->counts_rows = reread->counts_placed = true;
    XML_SetUserData(parser, &reading);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetCommentHandler(parser, on_comment);
    XML_SetProcessingInstructionHandler(parser, on_instruction);
    ok = bytes.len < INT32_MAX &&
         XML_Parse(parser, bytes.ptr, (int)bytes.len, 1) == XML_STATUS_OK;
    if (!ok)
        err_set(err, ERR_INPUT, _("'%s' is not well-formed XML: line %lu: %s"),
                name, (unsigned long)XML_GetCurrentLineNumber(parser),
                XML_ErrorString(XML_GetErrorCode(parser)));
    if (reading.text.len)
        reread_add(
            reread, arena,
            (struct str){arena_copy(arena, reading.text.ptr, reading.text.len),
                         reading.text.len});
    buf_release(&reading.text);
    XML_ParserFree(parser);
    return ok;
}
