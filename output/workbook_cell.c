#include "output/workbook_cell.h"

#include "base/xlsx_tag.h"

#include <string.h>

#define MAX_PAGE 100   /* characters of a page's heading; 255 with codes */
#define MAX_CELL 32000 /* characters; Excel takes 32,767 UTF-16 units */

/* "_x000D_" in published text is these seven characters, not an escape
 * (ECMA-376 22.9.2.19, ST_Xstring). */
static bool is_escape(struct str text, size_t at)
{
    if (text.len - at < 7 || text.ptr[at + 1] != 'x' || text.ptr[at + 6] != '_')
        return false;
    for (size_t i = at + 2; i < at + 6; i++)
        if (!strchr("0123456789abcdefABCDEF", text.ptr[i]))
            return false;
    return true;
}

const char *workbook_cell(struct str text, struct buf *safe)
{
    uint32_t code;
    size_t n = 0, len;

    buf_clear(safe);
    for (size_t at = 0; at < text.len; at += len, n++) {
        len = str_char(text, at, &code);
        if (len == 0) {
            len = 1;
            continue;
        }
        if (n == MAX_CELL) {
            buf_add_text(safe, "…");
            break;
        }
        if (code == '_' && is_escape(text, at))
            buf_add_text(safe, "_x005F");
        if (code == '\r' && (at + 1 == text.len || text.ptr[at + 1] != '\n'))
            buf_add_char(safe, '\n');
        else if (code != '\r' && xml_is_char(code))
            buf_add(safe, text.ptr + at, len);
    }
    return safe->ptr ? safe->ptr : "";
}

void workbook_page(const char *text, struct buf *safe)
{
    struct str rest = str_of(text);
    uint32_t code;

    buf_clear(safe);
    buf_add_text(safe, "&L");
    for (size_t at = 0, n = 0; at < rest.len && n < MAX_PAGE; n++) {
        size_t len = str_char(rest, at, &code);
        if (code == '&')
            buf_add_char(safe, '&');
        buf_add(safe, rest.ptr + at, len ? len : 1);
        at += len ? len : 1;
    }
}
