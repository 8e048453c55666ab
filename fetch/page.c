#include "fetch/page.h"

#include "fetch/page_encoding.h"
#include "fetch/page_gather.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Tags open at once, blanks and quotes in one tag: the parser compares each
 * with all before it, so a page could take minutes. Real pages stay below a
 * tenth. */
#define MAX_DEPTH 512
#define MAX_BETWEEN 40000

struct reading {
    htmlParserCtxtPtr parser;
    struct gather *gather;
    unsigned depth;
    bool deep;
};

static const char *attribute(const xmlChar **attributes, const char *name)
{
    for (; attributes && attributes[0]; attributes += 2)
        if (strcasecmp((const char *)attributes[0], name) == 0)
            return (const char *)attributes[1];
    return NULL;
}

static void on_start(void *context, const xmlChar *name,
                     const xmlChar **attributes)
{
    struct reading *reading = context;
    const char *tag = (const char *)name;
    const char *href = attribute(attributes, "href");

    if (++reading->depth > MAX_DEPTH) {
        reading->deep = true;
        xmlStopParser(reading->parser);
        return;
    }
    gather_start(reading->gather, tag);
    if (href && (strcmp(tag, "a") == 0 || strcmp(tag, "area") == 0))
        gather_link(reading->gather, href);
    if (href && strcmp(tag, "base") == 0)
        gather_base(reading->gather, href);
    const char *alt = attribute(attributes, "alt");
    if (alt && (strcmp(tag, "img") == 0 || strcmp(tag, "area") == 0))
        gather_text(reading->gather, str_of(alt));
    if (gather_is_full(reading->gather))
        xmlStopParser(reading->parser);
}

static void on_end(void *context, const xmlChar *name)
{
    struct reading *reading = context;

    reading->depth -= reading->depth > 0;
    gather_end(reading->gather, (const char *)name);
    /* An area has no text of its own: what follows is not its name. */
    if (strcmp((const char *)name, "area") == 0)
        gather_end(reading->gather, "a");
}

static void on_text(void *context, const xmlChar *text, int len)
{
    struct reading *reading = context;

    gather_text(reading->gather, (struct str){(const char *)text, (size_t)len});
}

/* Scripts and styles. */
static void on_cdata(void *context, const xmlChar *text, int len)
{
    (void)context;
    (void)text;
    (void)len;
}

/* libxml2 loads nothing: the text is in memory, and there is no tree that
 * could name an external part. */
static bool parse(struct str html, struct reading *reading)
{
    htmlSAXHandler handler = {
        .startElement = on_start,
        .endElement = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_cdata,
    };

    reading->parser = htmlCreateMemoryParserCtxt(html.ptr, (int)html.len);
    if (!reading->parser)
        return false;
    *reading->parser->sax = handler;
    reading->parser->userData = reading;
    htmlCtxtUseOptions(reading->parser, HTML_PARSE_NONET | HTML_PARSE_RECOVER |
                                            HTML_PARSE_NOERROR |
                                            HTML_PARSE_NOWARNING |
                                            HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(reading->parser, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(reading->parser);
    htmlFreeParserCtxt(reading->parser);
    return true;
}

/* ---- what is refused ---- */

static bool has_word(struct str text, const char *word)
{
    size_t len = strlen(word);

    for (size_t at = 0; at + len <= text.len; at++) {
        const char *next = memchr(text.ptr + at, '<', text.len - at);
        if (!next)
            return false;
        at = (size_t)(next - text.ptr);
        if (at + len <= text.len && strncasecmp(next, word, len) == 0)
            return true;
    }
    return false;
}

static bool is_html(struct str text)
{
    static const char *const signs[] = {
        "<html", "<!doctype html", "<body", "<head", "<h1", "<h2", "<a ",
        "<div"};

    text = str_trim(text);
    if (!str_starts(text, STR("<")))
        return false;
    for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
        if (has_word(text, signs[i]))
            return true;
    return false;
}

/* A tag with far more attributes than real ones have, by what stands between
 * them: the parser compares each with all before it. */
static bool has_huge_tag(struct str text)
{
    unsigned between = 0;
    bool inside = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '<' || c == '>') {
            inside = c == '<';
            between = 0;
        } else if (inside && strchr(" \t\r\n\f/\"'", c) &&
                   ++between > MAX_BETWEEN) {
            return true;
        }
    }
    return false;
}

bool page_read(struct str html, const char *url, const char *charset,
               struct page *page, struct arena *arena, struct err *err)
{
    struct buf text = {0};
    struct reading reading = {0};
    bool done = false;

    *page = (struct page){0};
    page_utf8(html, charset, &text);
    if (!is_html(buf_str(&text)) || text.len > INT32_MAX) {
        err_set(err, ERR_INPUT,
                _("'%s' is not a web page: no HTML came back; open the address "
                  "in a browser to see what the publisher shows there"),
                url);
        buf_release(&text);
        return false;
    }
    reading.gather = gather_open(url, page, arena);
    if (!has_huge_tag(buf_str(&text)))
        done = parse(buf_str(&text), &reading);
    bool full = gather_is_full(reading.gather);
    gather_close(reading.gather);
    buf_release(&text);
    if (done && !full && !reading.deep)
        return true;
    free(page->link);
    *page = (struct page){0};
    if (full)
        return err_set(err, ERR_INPUT,
                       _("the page '%s' has more than %d links: no index page "
                         "of a publisher has so many; check its address"),
                       url, PAGE_MAX_LINKS);
    return err_set(err, ERR_INPUT,
                   _("the page '%s' cannot be read: its tags are nested too "
                     "deep or too large; check its address"),
                   url);
}
