/* Where a line must not end, beside the rules of Unicode: inside a time, a
 * date, a count. */
#include "output/print/canvas_own.h"

#include <pango/pangocairo.h>

#define MOST 24 /* characters; more are no such thing, and must be broken */

static const char *const part[] = {
    "～", "〜", "か所", "ページ", "（つづき）", "年",   "月",
    "日", "時", "分",   "祝",     "火",         "水",   "木",
    "金", "土", "件",   "休み",   "不明",       "時点", "施設 "};

/* The length of a part of such words at `at`; 0: there is none. */
static size_t part_length(struct str text, size_t at)
{
    char c = text.ptr[at];
    struct str rest = str_cut(text, at, SIZE_MAX);

    if ((c >= '0' && c <= '9') || c == ':')
        return 1;
    for (size_t i = 0; i < sizeof(part) / sizeof(*part); i++)
        if (str_starts(rest, str_of(part[i])))
            return strlen(part[i]);
    return 0;
}

static size_t after_character(struct str text, size_t at)
{
    for (at++; at < text.len && (text.ptr[at] & 0xC0) == 0x80;)
        at++;
    return at;
}

void canvas_keep_together(struct canvas *canvas)
{
    struct str text = buf_str(&canvas->clean);
    PangoAttrList *list = NULL;

    for (size_t at = 0; at < text.len;) {
        size_t from = at, n = 0, len;
        while (at < text.len && (len = part_length(text, at)) > 0) {
            at += len;
            n++;
        }
        if (n > 1 && n <= MOST) {
            PangoAttribute *attribute = pango_attr_allow_breaks_new(FALSE);
            attribute->start_index = (guint)from;
            attribute->end_index = (guint)at;
            if (!list)
                list = pango_attr_list_new();
            pango_attr_list_insert(list, attribute);
        }
        if (n == 0)
            at = after_character(text, at);
    }
    pango_layout_set_attributes(canvas->layout, list);
    if (list)
        pango_attr_list_unref(list);
}
