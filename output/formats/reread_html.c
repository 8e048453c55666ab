/*
 * Pages read again. They are ours, so a strict reader is enough, and a safe
 * one: what it does not know - an element, an attribute, a script, a link to
 * another scheme, an entity - is refused. Style, scripts and messages are the
 * same in every page; they must be those of this program and are not
 * searched.
 */
#include "base/buf.h"
#include "output/formats/reread_own.h"
#include "output/formats/reread_page.h"
#include "output/site/base64.h"
#include "output/site/deflate.h"
#include "output/site/html.h"
#include "output/site/site.h"

#include <string.h>

#define MAX_DATA ((size_t)256 << 20) /* unpacked */

/* clang-format off */
static const char *const block_elements[] = {
    "html", "head", "meta", "link", "title", "style", "script", "noscript",
    "body", "header", "nav", "main", "section", "footer", "div", "form",
    "fieldset", "legend", "p", "h1", "h2", "h3", "h4", "ul", "li", "dl", "dt",
    "dd", "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption",
    "select", "option", "input", "button", "svg", "symbol", "marker",
    "use", "path", "text", "details", "summary",
};
static const char *const inline_elements[] = {
    "a", "span", "label", "ruby", "rt",
};
static const char *const attributes[] = {
    "class", "id", "lang", "charset", "http-equiv", "content", "name", "rel",
    "href", "hreflang", "type", "value", "for", "role", "hidden", "tabindex",
    "scope", "autocomplete", "placeholder", "checked", "viewBox", "d", "fill",
    "stroke", "stroke-width", "stroke-linejoin", "stroke-linecap", "x", "y",
    "width", "height", "focusable", "refX", "refY", "markerWidth",
    "markerHeight", "markerUnits", "marker-start", "marker-mid", "marker-end",
    "open",
};
/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

struct page {
    const char *name;
    struct str rest;
    struct buf text, values, raw; /* as read; of attributes; the source */
    struct buf data;
    bool resident, has_data;
    uint64_t rows;
    struct err *err;
};

static bool is_one_of(const char *const *list, size_t n, struct str word)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(word, list[i]))
            return true;
    return false;
}

/* The start of a text, on one line, whole characters. */
static struct str start_of(struct str text)
{
    size_t line = str_find(text, STR("\n"));

    text = str_cut(text, 0, line < 60 ? line : 60);
    while (!str_valid_utf8(text))
        text.len--;
    return text;
}

static bool refuse(struct page *page, const char *what, struct str subject)
{
    subject = start_of(subject);
    return err_set(page->err, ERR_INPUT,
                   _("'%s' cannot be checked: %s '%.*s'; make the maps again "
                     "with this version of zaitaku"),
                   page->name, what, STR_ARG(subject));
}

static struct str take(struct page *page, size_t n)
{
    struct str taken = str_cut(page->rest, 0, n);

    page->rest = str_cut(page->rest, n, page->rest.len);
    return taken;
}

/* The five entities that html_add() writes, and text. */
static bool add_decoded(struct page *page, struct buf *out, struct str text)
{
    static const struct {
        const char *entity, *character;
    } known[] = {{"&amp;", "&"},
                 {"&lt;", "<"},
                 {"&gt;", ">"},
                 {"&quot;", "\""},
                 {"&#39;", "'"}};
    size_t at;

    while ((at = str_find(text, STR("&"))) != SIZE_MAX) {
        size_t i = 0;
        buf_add(out, text.ptr, at);
        text = str_cut(text, at, text.len);
        while (i < COUNT(known) && !str_starts(text, str_of(known[i].entity)))
            i++;
        if (i == COUNT(known))
            return refuse(page, _("unknown entity"), text);
        buf_add_text(out, known[i].character);
        text = str_cut(text, strlen(known[i].entity), text.len);
    }
    buf_add_str(out, text);
    return true;
}

/* ---- tags ---- */

struct tag {
    struct str name;
    bool end, facility;
    struct str type, id, class;
};

static bool is_word(char c)
{
    return c && strchr("abcdefghijklmnopqrstuvwxyz"
                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:",
                       c);
}

static struct str take_word(struct page *page)
{
    size_t n = 0;

    while (n < page->rest.len && is_word(page->rest.ptr[n]))
        n++;
    return take(page, n);
}

/* A place in the page, a file beside it, a telephone, or the web. */
static bool is_allowed_link(struct str link)
{
    char url[2048] = "";

    if (str_starts(link, STR("#")) || str_starts(link, STR("tel:")))
        return true;
    if (link.len >= sizeof(url))
        return false;
    memcpy(url, link.ptr, link.len);
    return html_is_link(url) || str_find(link, STR(":")) == SIZE_MAX;
}

static bool check_attribute(struct page *page, struct tag *tag, struct str name,
                            struct str value)
{
    struct buf plain = {0};
    bool ok = str_starts(name, STR("data-")) ||
              str_starts(name, STR("aria-")) ||
              is_one_of(attributes, COUNT(attributes), name);

    if (!ok)
        return refuse(page, _("unknown attribute"), name);
    if (!add_decoded(page, &plain, value)) {
        buf_release(&plain);
        return false;
    }
    if (str_is(name, "href") && !is_allowed_link(buf_str(&plain)))
        ok = refuse(page, _("unknown kind of link"), value);
    if (str_is(name, "http-equiv") && !str_is(value, "Content-Security-Policy"))
        ok = refuse(page, _("unknown instruction to browsers"), value);
    if (str_is(name, "type"))
        tag->type = value;
    if (str_is(name, "id"))
        tag->id = value;
    if (str_is(name, "class"))
        tag->class = value;
    buf_add_str(&page->values, buf_str(&plain));
    buf_add_char(&page->values, '\n');
    buf_release(&plain);
    return ok;
}

static bool read_attribute(struct page *page, struct tag *tag)
{
    struct str name = take_word(page), value = {0};

    if (name.len == 0)
        return refuse(page, _("damaged element"), page->rest);
    if (str_starts(page->rest, STR("=\""))) {
        take(page, 2);
        size_t end = str_find(page->rest, STR("\""));
        if (end == SIZE_MAX)
            return refuse(page, _("damaged element"), name);
        value = take(page, end);
        take(page, 1);
    } else if (str_starts(page->rest, STR("="))) {
        take(page, 1);
        value = take_word(page);
    }
    return check_attribute(page, tag, name, value);
}

/* Behind the '<'. */
static bool read_tag(struct page *page, struct tag *tag)
{
    *tag = (struct tag){.end = str_starts(page->rest, STR("/"))};
    take(page, tag->end);
    tag->name = take_word(page);
    if (!is_one_of(block_elements, COUNT(block_elements), tag->name) &&
        !is_one_of(inline_elements, COUNT(inline_elements), tag->name))
        return refuse(page, _("unknown element"), tag->name);
    for (;;) {
        while (page->rest.len && strchr(" \n", page->rest.ptr[0]))
            take(page, 1);
        if (str_starts(page->rest, STR("/>")))
            take(page, 1);
        if (str_starts(page->rest, STR(">"))) {
            take(page, 1);
            return true;
        }
        if (tag->end || !read_attribute(page, tag))
            return tag->end ? refuse(page, _("damaged element"), tag->name)
                            : false;
    }
}

/* ---- what is not text: style, script, data ---- */

static bool is_ours(struct page *page, struct tag *tag, struct str content)
{
    const struct site *site = site_get();

    if (str_is(tag->name, "style"))
        return str_eq(content, buf_str(&site->style)) ||
               str_eq(content, buf_str(&site->plain_style));
    if (str_is(tag->id, "messages"))
        return str_is(tag->type, "application/json") &&
               str_eq(content, buf_str(&site->messages[page->resident]));
    if (str_is(tag->id, "messages-deflated"))
        return str_is(tag->type, "text/plain") &&
               str_eq(content, buf_str(&site->packed_messages[page->resident]));
    return tag->type.len == 0 && tag->id.len == 0 &&
           str_eq(content, buf_str(&site->script));
}

static bool read_data(struct page *page, struct tag *tag, struct str content)
{
    struct buf packed = {0};
    bool ok = !page->has_data;

    page->has_data = true;
    if (str_is(tag->id, "data"))
        buf_add_str(&page->data, content);
    else
        ok = ok && base64_open(&packed, content) &&
             deflate_open(&page->data, buf_str(&packed), MAX_DATA);
    buf_release(&packed);
    return ok || refuse(page, _("damaged data"), tag->id);
}

static bool read_raw(struct page *page, struct tag *tag)
{
    bool style = str_is(tag->name, "style");
    size_t end = str_find(page->rest, style ? STR("</style") : STR("</script"));

    if (end == SIZE_MAX)
        return refuse(page, _("damaged element"), tag->name);
    struct str content = take(page, end);
    if (!style &&
        ((str_is(tag->type, "application/json") && str_is(tag->id, "data")) ||
         (str_is(tag->type, "text/plain") && str_is(tag->id, "data-deflated"))))
        return read_data(page, tag, content);
    return is_ours(page, tag, content) ||
           refuse(page, _("unknown style or script"), content);
}

/* ---- the page ---- */

static bool read_element(struct page *page)
{
    const char *start = page->rest.ptr;
    struct tag tag;

    take(page, 1);
    if (!read_tag(page, &tag))
        return false;
    buf_add(&page->raw, start, (size_t)(page->rest.ptr - start));
    if (is_one_of(block_elements, COUNT(block_elements), tag.name))
        buf_add_char(&page->text, '\n');
    if (tag.end)
        return true;
    if (str_is(tag.name, "html"))
        page->resident = str_is(tag.class, "resident");
    if (str_is(tag.name, "li") && str_is(tag.class, "facility"))
        page->rows++;
    return !(str_is(tag.name, "style") || str_is(tag.name, "script")) ||
           read_raw(page, &tag);
}

static bool read_page(struct page *page)
{
    struct str doctype = STR("<!DOCTYPE html>");

    if (!str_starts(page->rest, doctype))
        return refuse(page, _("it does not begin with"), doctype);
    take(page, doctype.len);
    while (page->rest.len) {
        size_t tag = str_find(page->rest, STR("<"));
        struct str text = take(page, tag == SIZE_MAX ? page->rest.len : tag);
        buf_add_str(&page->raw, text);
        if (!add_decoded(page, &page->text, text) ||
            (page->rest.len && !read_element(page)))
            return false;
    }
    return true;
}

static void add_part(const struct buf *text, struct reread *reread,
                     struct arena *arena)
{
    struct str part = buf_str(text);

    reread_add(reread, arena,
               (struct str){arena_copy(arena, part.ptr, part.len), part.len});
}

REREAD(html)
{
    struct page page = {.name = name, .rest = bytes, .err = err};
    uint64_t rows = 0, placed = 0;
    bool ok = read_page(&page);

    if (ok && page.has_data &&
        (!reread_page_data(buf_str(&page.data), reread, arena, &rows,
                           &placed) ||
         rows != page.rows))
        ok = refuse(&page, _("damaged data"), STR("data"));
    if (ok && !page.has_data && page.rows)
        ok = refuse(&page, _("damaged data"), STR("data"));
    if (ok) {
        reread->counts_rows = reread->counts_placed = page.has_data;
        reread->rows = rows;
        reread->placed = placed;
        add_part(&page.raw, reread, arena);
        add_part(&page.text, reread, arena);
        add_part(&page.values, reread, arena);
    }
    buf_release(&page.raw);
    buf_release(&page.text);
    buf_release(&page.values);
    buf_release(&page.data);
    return ok;
}
