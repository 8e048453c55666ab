#include "base/xlsx_scan.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define CHUNK_BYTES ((size_t)256 * 1024)

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool xlsx_scan_takes(struct str head)
{
    if (str_starts(head, STR("\xEF\xBB\xBF")))
        head = str_cut(head, 3, head.len);
    if (!str_starts(head, STR("<")) || (head.len > 1 && head.ptr[1] == '\0'))
        return false;
    if (!str_starts(head, STR("<?xml")))
        return true;
    size_t end = str_find(head, STR("?>"));
    if (end == SIZE_MAX)
        return false;
    struct str declaration = str_cut(head, 0, end);
    size_t at = str_find(declaration, STR("encoding"));
    if (at == SIZE_MAX)
        return true;
    struct str name = str_cut(declaration, at + strlen("encoding"), 40);
    while (name.len > 0 && (is_space(*name.ptr) || strchr("='\"", *name.ptr)))
        name = str_cut(name, 1, name.len);
    return name.len >= 6 && strncasecmp(name.ptr, "utf-8", 5) == 0 &&
           (name.ptr[5] == '"' || name.ptr[5] == '\'');
}

unsigned long xlsx_scan_line(const struct xlsx_scan *scan)
{
    unsigned long line = (unsigned long)scan->line;

    for (size_t i = 0; i < scan->at; i++)
        line += scan->bytes[i] == '\n';
    return line;
}

char *xlsx_scan_room(struct xlsx_scan *scan, size_t *room)
{
    scan->line = xlsx_scan_line(scan);
    if (scan->at > 0)
        memmove(scan->bytes, scan->bytes + scan->at, scan->end - scan->at);
    scan->end -= scan->at;
    scan->at = 0;
    if (scan->cap - scan->end < CHUNK_BYTES / 4) {
        scan->cap += CHUNK_BYTES;
        scan->bytes = mem_grow(scan->bytes, scan->cap);
    }
    *room = scan->cap - scan->end;
    return scan->bytes + scan->end;
}

/* A byte order mark says nothing more. */
static void skip_bom(struct xlsx_scan *scan)
{
    static const char bom[] = "\xEF\xBB\xBF";

    if (scan->end - scan->at >= 3 &&
        memcmp(scan->bytes + scan->at, bom, 3) == 0)
        scan->at += 3;
}

static enum scan_outcome damaged(struct xlsx_scan *scan, const char *fault)
{
    scan->fault = fault;
    return SCAN_DAMAGED;
}

static enum scan_outcome more(struct xlsx_scan *scan)
{
    if (scan->last)
        return damaged(scan, "unclosed token");
    return scan->end - scan->at > SCAN_BYTES ? SCAN_LARGE : SCAN_MORE;
}

/* ---- text ---- */

/* The length of the character at `at`; 0 when its bytes are no character, or
 * not one that XML allows. */
static size_t wide_char(const struct xlsx_scan *scan, size_t at)
{
    uint32_t code;
    size_t n = str_char((struct str){scan->bytes, scan->end}, at, &code);

    return n && xml_is_char(code) ? n : 0;
}

/* May the bytes at `at` be the start of a character that is cut off? */
static bool is_cut_off(const struct xlsx_scan *scan, size_t at)
{
    return !scan->last && scan->end - at < 4;
}

/* The end of text that is handed on as it stands. */
static size_t plain_end(const struct xlsx_scan *scan, size_t at)
{
    while (at < scan->end) {
        unsigned char c = (unsigned char)scan->bytes[at];
        if (c >= 0x80) {
            size_t n = wide_char(scan, at);
            if (n == 0)
                return at;
            at += n;
        } else if (c == '<' || c == '&' || (c < 0x20 && c != '\n' && c != '\t'))
            return at;
        else
            at++;
    }
    return at;
}

/* Text outside the root is white space. */
static enum scan_outcome hand_on(struct xlsx_scan *scan, const char *text,
                                 size_t len, const struct xml_handler *handler,
                                 void *context)
{
    if (scan->n_open > 0) {
        handler->text(context, text, len);
        return SCAN_ON;
    }
    for (size_t i = 0; i < len; i++)
        if (!is_space(text[i]))
            return damaged(scan, scan->had_root
                                     ? "junk after document element"
                                     : "not well-formed (invalid token)");
    return SCAN_ON;
}

static enum scan_outcome read_reference(struct xlsx_scan *scan,
                                        const struct xml_handler *handler,
                                        void *context)
{
    struct str rest = {scan->bytes + scan->at, scan->end - scan->at};
    size_t end = str_find(str_cut(rest, 0, 64), STR(";"));
    char out[4];

    if (end == SIZE_MAX)
        return rest.len < 64 && !scan->last
                   ? SCAN_MORE
                   : damaged(scan, "not well-formed (invalid token)");
    size_t len = xml_reference(str_cut(rest, 1, end - 1), out);
    if (len == 0 || scan->n_open == 0)
        return damaged(scan, "undefined entity");
    scan->at += end + 1;
    return hand_on(scan, out, len, handler, context);
}

static enum scan_outcome read_text(struct xlsx_scan *scan,
                                   const struct xml_handler *handler,
                                   void *context)
{
    size_t from = scan->at, end = plain_end(scan, from);

    if (end > from) {
        scan->at = end;
        return hand_on(scan, scan->bytes + from, end - from, handler, context);
    }
    char c = scan->bytes[from];
    if (c == '&')
        return read_reference(scan, handler, context);
    if (c != '\r')
        return is_cut_off(scan, from)
                   ? SCAN_MORE
                   : damaged(scan, "not well-formed (invalid token)");
    if (from + 1 == scan->end && !scan->last)
        return SCAN_MORE;
    /* XML 1.0, 2.11: CR LF and CR are one line end. */
    scan->at += 1 + (from + 1 < scan->end && scan->bytes[from + 1] == '\n');
    return hand_on(scan, "\n", 1, handler, context);
}

/* ---- tags ---- */

static enum scan_outcome read_end_tag(struct xlsx_scan *scan,
                                      const struct xml_handler *handler,
                                      void *context)
{
    char *name = scan->bytes + scan->at + 2;
    char *end = memchr(name, '>', scan->end - scan->at - 2);

    if (!end)
        return more(scan);
    if (scan->n_open == 0)
        return damaged(scan, "not well-formed (invalid token)");
    scan->at = (size_t)(end + 1 - scan->bytes);
    while (end > name && is_space(end[-1]))
        end--;
    uint32_t from = scan->open_at[scan->n_open - 1];
    size_t len = scan->open.len - from - 1;
    if ((size_t)(end - name) != len ||
        memcmp(scan->open.ptr + from, name, len) != 0)
        return damaged(scan, "mismatched tag");
    struct xml_piece piece = {name, len, 0};
    handler->close(context, xml_end_name(&piece));
    scan->open.len = from;
    scan->n_open--;
    return SCAN_ON;
}

static enum scan_outcome open_element(struct xlsx_scan *scan,
                                      const struct xml_piece *name)
{
    if (scan->n_open == SCAN_DEPTH || scan->open.len + name->len > SCAN_BYTES)
        return SCAN_LARGE;
    scan->open_at = mem_room(scan->open_at, scan->n_open, &scan->cap_open,
                             sizeof(*scan->open_at));
    scan->open_at[scan->n_open++] = (uint32_t)scan->open.len;
    buf_add(&scan->open, name->ptr, name->len);
    buf_add_char(&scan->open, '\0');
    return SCAN_ON;
}

static enum scan_outcome read_tag(struct xlsx_scan *scan,
                                  const struct xml_handler *handler,
                                  void *context)
{
    struct xml_tag tag;
    enum scan_outcome outcome;

    if (scan->had_root && scan->n_open == 0)
        return damaged(scan, "junk after document element");
    tag.kind = scan->kind;
    if (!xml_tag_take(&tag, scan->bytes + scan->at + 1,
                      scan->bytes + scan->end))
        return damaged(scan, "not well-formed (invalid token)");
    if (!tag.whole)
        return more(scan);
    if (!tag.empty && (outcome = open_element(scan, &tag.name)) != SCAN_ON)
        return outcome;
    if (!xml_tag_settle(&tag, scan->attr))
        return damaged(scan, "not well-formed (invalid token)");
    scan->at = (size_t)(tag.at - scan->bytes);
    scan->had_root = true;
    const char *name = xml_end_name(&tag.name);
    handler->open(context, name, scan->attr);
    if (tag.empty)
        handler->close(context, name);
    return SCAN_ON;
}

/* ---- what is neither ---- */

/* Pass over what ends in `end`. */
static enum scan_outcome pass_over(struct xlsx_scan *scan, struct str end)
{
    struct str rest = {scan->bytes + scan->at, scan->end - scan->at};
    size_t at = str_find(str_cut(rest, 2, rest.len), end);

    if (at == SIZE_MAX)
        return more(scan);
    scan->at += 2 + at + end.len;
    return SCAN_ON;
}

/* Text as it stands, but for its line ends. False: not for XML. */
static bool hand_on_raw(struct str text, const struct xml_handler *handler,
                        void *context)
{
    size_t from = 0;

    if (!str_valid_utf8(text))
        return false;
    for (size_t at = 0; at < text.len; at++) {
        char c = text.ptr[at];
        if ((unsigned char)c < 0x20 && !is_space(c))
            return false;
        if (c != '\r')
            continue;
        handler->text(context, text.ptr + from, at - from);
        from = at + 1;
        if (from == text.len || text.ptr[from] != '\n')
            handler->text(context, "\n", 1);
    }
    handler->text(context, text.ptr + from, text.len - from);
    return true;
}

static enum scan_outcome read_cdata(struct xlsx_scan *scan,
                                    const struct xml_handler *handler,
                                    void *context)
{
    struct str rest = {scan->bytes + scan->at, scan->end - scan->at};
    size_t start = strlen("<![CDATA["), end = str_find(rest, STR("]]>"));

    if (end == SIZE_MAX)
        return more(scan);
    if (scan->n_open == 0 ||
        !hand_on_raw(str_cut(rest, start, end - start), handler, context))
        return damaged(scan, "not well-formed (invalid token)");
    scan->at += end + 3;
    return SCAN_ON;
}

static enum scan_outcome read_mark(struct xlsx_scan *scan,
                                   const struct xml_handler *handler,
                                   void *context)
{
    struct str rest = {scan->bytes + scan->at, scan->end - scan->at};

    if (str_starts(rest, STR("<!--")))
        return pass_over(scan, STR("-->"));
    if (rest.len < strlen("<!DOCTYPE"))
        return more(scan);
    if (str_starts(rest, STR("<![CDATA[")))
        return read_cdata(scan, handler, context);
    if (str_starts(rest, STR("<!DOCTYPE")) && !scan->had_root)
        return SCAN_DOCTYPE;
    return damaged(scan, "not well-formed (invalid token)");
}

enum scan_outcome xlsx_scan_step(struct xlsx_scan *scan,
                                 const struct xml_handler *handler,
                                 void *context)
{
    if (scan->at == scan->end) {
        if (!scan->last)
            return SCAN_MORE;
        return scan->had_root && scan->n_open == 0
                   ? SCAN_END
                   : damaged(scan, "no element found");
    }
    if (!scan->began) {
        skip_bom(scan);
        xml_byte_kinds(scan->kind);
        scan->began = true;
    }
    if (scan->bytes[scan->at] != '<')
        return read_text(scan, handler, context);
    if (scan->at + 1 == scan->end)
        return more(scan);
    switch (scan->bytes[scan->at + 1]) {
    case '/':
        return read_end_tag(scan, handler, context);
    case '!':
        return read_mark(scan, handler, context);
    case '?':
        return pass_over(scan, STR("?>"));
    default:
        return read_tag(scan, handler, context);
    }
}

void xlsx_scan_release(struct xlsx_scan *scan)
{
    free(scan->bytes);
    free(scan->open_at);
    buf_release(&scan->open);
    *scan = (struct xlsx_scan){0};
}
