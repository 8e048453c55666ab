#include "cmd/list_lines.h"

#include <inttypes.h>
#include <unistd.h>

bool list_to_person(const struct lines *lines)
{
    return !lines->json && isatty(STDOUT_FILENO);
}

static void start_cell(struct lines *lines, const char *name)
{
    if (lines->json)
        buf_addf(&lines->out, "%s\"%s\":", lines->started ? "," : "{", name);
    else if (lines->started)
        buf_add_char(&lines->out, '\t');
    lines->started = true;
}

/* In a line of cells a TAB or a line end within would make two of one. */
static void add_plain(struct buf *out, const char *text)
{
    for (; text && *text; text++)
        buf_add_char(out, (unsigned char)*text < ' ' ? ' ' : *text);
}

void list_cell(struct lines *lines, const char *name, const char *text)
{
    start_cell(lines, name);
    if (lines->json)
        buf_add_json_text(&lines->out, text);
    else
        add_plain(&lines->out, text);
}

void list_number(struct lines *lines, const char *name, uint64_t number)
{
    start_cell(lines, name);
    buf_addf(&lines->out, "%" PRIu64, number);
}

void list_end(struct lines *lines)
{
    buf_add_text(&lines->out, lines->json ? "}\n" : "\n");
    lines->started = false;
}
