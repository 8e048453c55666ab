#include "fetch/page_encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

/* A <meta> behind this is not looked for (the standard says 1024 bytes; pages
 * with a long comment first are met). */
#define META_BYTES 8192

/* What publishers write, and what iconv is asked for. */
static const char *const labels[][2] = {
    {"utf-8", "UTF-8"},
    {"utf8", "UTF-8"},
    {"shift_jis", "CP932"},
    {"shift-jis", "CP932"},
    {"sjis", "CP932"},
    {"x-sjis", "CP932"},
    {"ms_kanji", "CP932"},
    {"ms932", "CP932"},
    {"cp932", "CP932"},
    {"windows-31j", "CP932"},
    {"euc-jp", "EUC-JP-MS"},
    {"x-euc-jp", "EUC-JP-MS"},
    {"iso-2022-jp", "ISO-2022-JP-3"},
    {"utf-16", "UTF-16LE"},
    {"utf-16le", "UTF-16LE"},
    {"utf-16be", "UTF-16BE"},
};

static const char *converter_name(struct str label)
{
    for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
        if (strlen(labels[i][0]) == label.len &&
            strncasecmp(labels[i][0], label.ptr, label.len) == 0)
            return labels[i][1];
    return NULL;
}

/* ---- which encoding ---- */

static size_t find_caseless(struct str text, size_t from, const char *word)
{
    size_t len = strlen(word);

    for (size_t at = from; at + len <= text.len; at++)
        if (strncasecmp(text.ptr + at, word, len) == 0)
            return at;
    return SIZE_MAX;
}

/* The label behind "charset" and '=' in a tag. */
static struct str label_in(struct str tag)
{
    size_t at = find_caseless(tag, 0, "charset");
    size_t from;

    if (at == SIZE_MAX)
        return STR("");
    at += strlen("charset");
    while (at < tag.len && strchr(" \t\r\n=\"'", tag.ptr[at]))
        at++;
    for (from = at; at < tag.len && !strchr(" \t\r\n\"';/>", tag.ptr[at]);)
        at++;
    return str_cut(tag, from, at - from);
}

static const char *meta_name(struct str html)
{
    struct str head = str_cut(html, 0, META_BYTES);
    size_t at = 0;

    while ((at = find_caseless(head, at, "<meta")) != SIZE_MAX) {
        struct str tag = str_cut(head, at, head.len);
        const char *end = memchr(tag.ptr, '>', tag.len);
        tag.len = end ? (size_t)(end - tag.ptr) : tag.len;
        const char *name = converter_name(label_in(tag));
        /* A page that could be read this far is not UTF-16. */
        if (name)
            return strncmp(name, "UTF-16", 6) == 0 ? "UTF-8" : name;
        at += tag.len;
    }
    return NULL;
}

/* The encoding of a byte order mark, which is taken off. */
static const char *mark_name(struct str *html)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *name;
    } marks[] = {{"\xEF\xBB\xBF", 3, "UTF-8"},
                 {"\xFF\xFE", 2, "UTF-16LE"},
                 {"\xFE\xFF", 2, "UTF-16BE"}};

    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
        if (str_starts(*html, (struct str){marks[i].bytes, marks[i].len})) {
            *html = str_cut(*html, marks[i].len, html->len);
            return marks[i].name;
        }
    return NULL;
}

/* ---- conversion ---- */

static const char bad[] = "\xEF\xBF\xBD";

static void add_clean(struct buf *out, struct str text)
{
    uint32_t code;
    size_t n;

    for (size_t at = 0; at < text.len; at += n ? n : 1) {
        n = str_char(text, at, &code);
        if (n == 0)
            buf_add_text(out, bad);
        else if (code != 0)
            buf_add(out, text.ptr + at, n);
    }
}

static void convert(iconv_t converter, struct str html, struct buf *out)
{
    char text[4096];
    char *from = NULL; /* iconv() takes char ** yet never writes there */
    size_t left = html.len;

    memcpy(&from, &html.ptr, sizeof(from));
    while (left > 0) {
        char *to = text;
        size_t room = sizeof(text);
        size_t n = iconv(converter, &from, &left, &to, &room);
        buf_add(out, text, sizeof(text) - room);
        if (n == (size_t)-1 && errno != E2BIG) {
            buf_add_text(out, bad);
            from++;
            left--;
        }
    }
}

/* "Shift_JIS" with its quotes, as some servers send it. */
static const char *header_name(const char *charset)
{
    struct str label = str_trim(str_of(charset));

    if (label.len >= 2 && label.ptr[0] == '"')
        label = str_cut(label, 1, label.len - 2);
    return converter_name(label);
}

void page_utf8(struct str html, const char *charset, struct buf *out)
{
    const char *name = mark_name(&html);
    struct buf converted = {0};

    if (!name)
        name = header_name(charset);
    if (!name)
        name = meta_name(html);
    iconv_t converter = name && strcmp(name, "UTF-8") != 0
                            ? iconv_open("UTF-8", name)
                            : (iconv_t)-1;
    if (converter == (iconv_t)-1) {
        add_clean(out, html);
        return;
    }
    convert(converter, html, &converted);
    iconv_close(converter);
    add_clean(out, buf_str(&converted));
    buf_release(&converted);
}
