#include "output/formats/reread_own.h"

#include <expat.h>
#include <string.h>

static void on_start(void *context, const XML_Char *name,
                     const XML_Char **attributes)
{
    struct reread *reread = context;

    (void)attributes;
    reread->rows += strcmp(name, "Placemark") == 0;
    reread->placed += strcmp(name, "Point") == 0;
}

REREAD(kml)
{
    XML_Parser parser = XML_ParserCreate("UTF-8");
    bool ok;

    (void)arena;
    reread->counts_rows = reread->counts_placed = true;
    XML_SetUserData(parser, reread);
    XML_SetStartElementHandler(parser, on_start);
    ok = bytes.len < INT32_MAX &&
         XML_Parse(parser, bytes.ptr, (int)bytes.len, 1) == XML_STATUS_OK;
    if (!ok)
        err_set(err, ERR_INPUT, _("'%s' is not well-formed XML: line %lu: %s"),
                name, (unsigned long)XML_GetCurrentLineNumber(parser),
                XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    return ok;
}
