#include "cmd/explain_outline.h"

#include "base/err.h"
#include "cmd/locale.h"
#include "model/wording.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void outline_begin(struct outline *outline, bool json)
{
    *outline = (struct outline){.json = json, .japanese = locale_is_japanese()};
    if (json)
        buf_add_char(&outline->out, '{');
}

void outline_end(struct outline *outline)
{
    assert(outline->depth == 0);
    if (outline->json)
        buf_add_text(&outline->out, "}\n");
}

/* ---- JSON ---- */

/* What stands before a value: a comma, its name. */
static void begin_value(struct outline *outline, const char *name)
{
    if (outline->level[outline->depth].started)
        buf_add_char(&outline->out, ',');
    outline->level[outline->depth].started = true;
    if (name) {
        buf_add_json_text(&outline->out, name);
        buf_add_char(&outline->out, ':');
    }
}

static void json_text(struct outline *outline, const char *name,
                      const char *text)
{
    begin_value(outline, name);
    buf_add_json_text(&outline->out, text && *text ? text : NULL);
}

/* ---- outline ---- */

static void begin_line(struct outline *outline)
{
    for (int i = 0; i < outline->indent; i++)
        buf_add_text(&outline->out, "  ");
}

/* A value of several lines stands below its heading. */
static void add_text(struct outline *outline, const char *heading,
                     struct str text)
{
    bool many = str_find(text, STR("\n")) != SIZE_MAX;
    struct str part;

    begin_line(outline);
    buf_addf(&outline->out, many ? "%s:\n" : "%s: ", heading);
    outline->indent++;
    while (str_part(&text, '\n', &part)) {
        if (many)
            begin_line(outline);
        buf_add_str(&outline->out, part);
        buf_add_char(&outline->out, '\n');
    }
    outline->indent--;
}

void outline_line(struct outline *outline, const char *format, ...)
{
    va_list args, again;

    if (outline->json)
        return;
    va_start(args, format);
    va_copy(again, args);
    size_t len = (size_t)vsnprintf(NULL, 0, format, args);
    char *text = mem_alloc(len + 1);
    vsnprintf(text, len + 1, format, again);
    va_end(again);
    va_end(args);
    begin_line(outline);
    buf_add(&outline->out, text, len);
    buf_add_char(&outline->out, '\n');
    free(text);
}

/* ---- both ---- */

static void open(struct outline *outline, const char *name, const char *line,
                 bool list)
{
    bool indented = line && !outline->json;

    if (outline->json) {
        begin_value(outline, name);
        buf_add_char(&outline->out, list ? '[' : '{');
    } else if (line) {
        if (outline->depth == 0 && outline->out.len)
            buf_add_char(&outline->out, '\n'); /* between sections */
        outline_line(outline, "%s", line);
    }
    outline->indent += indented;
    outline->depth++;
    assert(outline->depth < OUTLINE_MAX_DEPTH);
    outline->level[outline->depth].list = list;
    outline->level[outline->depth].started = false;
    outline->level[outline->depth].indented = indented;
    outline->level[outline->depth].start = outline->out.len;
}

void outline_open(struct outline *outline, const char *name, const char *line)
{
    open(outline, name, line, false);
}

void outline_open_list(struct outline *outline, const char *name,
                       const char *line)
{
    open(outline, name, line, true);
}

void outline_close(struct outline *outline)
{
    struct buf *out = &outline->out;
    int depth = outline->depth;

    assert(depth > 0);
    if (outline->json) {
        buf_add_char(out, outline->level[depth].list ? ']' : '}');
    } else if (outline->level[depth].list && outline->level[depth].indented &&
               outline->level[depth].start == out->len) {
        out->len--; /* the end of the heading's line */
        buf_addf(out, " %s\n", _("none"));
    }
    outline->indent -= outline->level[depth].indented;
    outline->depth--;
}

void outline_text(struct outline *outline, const char *name,
                  const char *heading, const char *text)
{
    if (outline->json) {
        if (name)
            json_text(outline, name, text);
    } else if (heading && text && *text) {
        add_text(outline, heading, str_of(text));
    }
}

void outline_lines(struct outline *outline, const char *name,
                   const char *heading, const char *lines)
{
    struct str rest = str_of(lines), part;

    if (!outline->json) {
        outline_text(outline, name, heading, lines);
        return;
    }
    if (!name)
        return;
    outline_open_list(outline, name, NULL);
    while (lines && *lines && str_part(&rest, '\n', &part)) {
        begin_value(outline, NULL);
        buf_add_char(&outline->out, '"');
        buf_add_json(&outline->out, part);
        buf_add_char(&outline->out, '"');
    }
    outline_close(outline);
}

void outline_number(struct outline *outline, const char *name,
                    const char *heading, double number, int decimals)
{
    struct buf *out = &outline->out;

    if (outline->json && name) {
        begin_value(outline, name);
        if (isfinite(number))
            buf_addf(out, "%.*f", decimals, number);
        else
            buf_add_text(out, "null");
    } else if (!outline->json && heading && isfinite(number)) {
        outline_line(outline, "%s: %.*f", heading, decimals, number);
    }
}

void outline_flag(struct outline *outline, const char *name, bool flag)
{
    if (!outline->json)
        return;
    begin_value(outline, name);
    buf_add_text(&outline->out, flag ? "true" : "false");
}

const char *outline_words(const struct outline *outline, const char *phrase)
{
    return outline->japanese ? wording_ja(phrase) : phrase;
}

void outline_phrase(struct outline *outline, const char *name,
                    const char *heading, const char *phrase)
{
    char name_ja[64];

    outline_text(outline, name, heading,
                 outline->json ? phrase : outline_words(outline, phrase));
    if (!outline->json || !name)
        return;
    snprintf(name_ja, sizeof(name_ja), "%s_ja", name);
    outline_text(outline, name_ja, NULL, wording_ja(phrase));
}
