#include "output/kml_html.h"

#include <string.h>

static void add_part(struct kml_html *html, struct str text)
{
    buf_clear(&html->scratch);
    buf_add_xml(&html->scratch, text);
    if (html->scratch.len && memchr(html->scratch.ptr, '&', html->scratch.len))
        buf_add_xml(html->out, buf_str(&html->scratch));
    else
        buf_add_str(html->out, buf_str(&html->scratch));
}

/* Google Earth would put fields, unescaped, in the place of $[name], so that
 * '$' is escaped too. */
void kml_html_add(struct kml_html *html, struct str text)
{
    const char *dollar;

    while (text.len && (dollar = memchr(text.ptr, '$', text.len)) != NULL) {
        size_t at = (size_t)(dollar - text.ptr);
        add_part(html, str_cut(text, 0, at));
        buf_add_text(html->out, "&amp;#36;");
        text = str_cut(text, at + 1, text.len);
    }
    add_part(html, text);
}

void kml_html_add_lines(struct kml_html *html, struct str text)
{
    struct str line;

    for (bool first = true; str_part(&text, '\n', &line); first = false) {
        if (!first)
            buf_add_text(html->out, "&lt;br/&gt;");
        kml_html_add(html, line);
    }
}

struct str kml_joined(struct buf *list, struct str items)
{
    struct str item;

    buf_clear(list);
    for (bool first = true; str_part(&items, '\n', &item); first = false) {
        if (!first)
            buf_add_text(list, "、");
        buf_add_str(list, item);
    }
    return buf_str(list);
}
