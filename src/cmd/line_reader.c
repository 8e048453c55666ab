#include "cmd/line_reader.h"

#include "base/in_encoding.h"
#include "cmd/valid_text.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BOM STR("\xEF\xBB\xBF")

struct line_reader {
    int fd;
    const char *label;
    size_t keep;
    char bytes[65536];
    size_t at, end;  /* bytes[at..end) are not looked at yet */
    struct buf line; /* the kept part of the line being gathered */
    bool started;    /* a byte of it was seen */
    bool whole;      /* its end was seen: it waits to be delivered */
    bool cut;        /* not all of it was kept */
    bool told;       /* it was delivered, and goes with the next call */
    bool ended;      /* nothing more can be read */
    int fault;       /* errno of that, or 0 */
    size_t n_line;
    bool windows;
    struct cp932 *cp932;
    struct buf text; /* the line as UTF-8, when it was not */
};

struct line_reader *line_reader_open(int fd, const char *label, size_t keep)
{
    struct line_reader *reader = mem_alloc(sizeof(*reader));

    memset(reader, 0, sizeof(*reader));
    reader->fd = fd;
    reader->label = label;
    reader->keep = keep;
    return reader;
}

/* Make room for the next line, once one was delivered. */
static void forget(struct line_reader *reader)
{
    if (!reader->told)
        return;
    buf_clear(&reader->line);
    reader->started = reader->whole = reader->cut = reader->told = false;
}

/* Take bytes at hand into the line; reader->whole when its end was met. */
static bool gather(struct line_reader *reader)
{
    if (reader->whole || reader->at == reader->end)
        return reader->whole;
    const char *from = reader->bytes + reader->at;
    size_t left = reader->end - reader->at;
    const char *end = memchr(from, '\n', left);
    size_t len = end ? (size_t)(end - from) : left;
    size_t room = reader->keep - reader->line.len;

    buf_add(&reader->line, from, len < room ? len : room);
    reader->cut = reader->cut || len > room;
    reader->at += len + (end != NULL);
    reader->started = true;
    reader->whole = end != NULL;
    return reader->whole;
}

/* Read once; waits when nothing is there. */
static void fill(struct line_reader *reader)
{
    ssize_t n;

    do
        n = read(reader->fd, reader->bytes, sizeof(reader->bytes));
    while (n < 0 && errno == EINTR);
    reader->at = 0;
    reader->end = n > 0 ? (size_t)n : 0;
    reader->ended = n <= 0;
    reader->fault = n < 0 ? errno : 0;
}

bool line_reader_ready(struct line_reader *reader)
{
    struct pollfd input = {.fd = reader->fd, .events = POLLIN};

    forget(reader);
    while (!gather(reader) && !reader->ended) {
        if (poll(&input, 1, 0) <= 0)
            return false;
        fill(reader);
    }
    return true;
}

/* A character that was cut in two at the end is left out. */
static struct str without_half(struct str s)
{
    uint32_t code;

    for (size_t back = 1; back < 4 && back <= s.len; back++) {
        unsigned char byte = (unsigned char)s.ptr[s.len - back];
        if (byte < 0x80)
            break;
        if (byte >= 0xC0)
            return str_char(s, s.len - back, &code)
                       ? s
                       : str_cut(s, 0, s.len - back);
    }
    return s;
}

/* A line in CP932, also one that was cut within a character. */
static bool add_windows(struct line_reader *reader, struct str line)
{
    if (encoding_is_utf8(line) || encoding_guess(line) != ENCODING_CP932)
        return false;
    if (!reader->cp932)
        reader->cp932 = cp932_open();
    buf_clear(&reader->text);
    return reader->cp932 && cp932_add(reader->cp932, line, &reader->text) &&
           valid_text(buf_str(&reader->text));
}

static struct str as_utf8(struct line_reader *reader, struct str line)
{
    struct str whole = reader->cut ? without_half(line) : line;
    struct str shorter = str_cut(line, 0, line.len - (line.len > 0));

    if (valid_text(whole))
        return whole;
    if (add_windows(reader, line) ||
        (reader->cut && add_windows(reader, shorter))) {
        reader->windows = true;
        return buf_str(&reader->text);
    }
    buf_clear(&reader->text);
    valid_text_add(&reader->text, whole);
    return buf_str(&reader->text);
}

/* The line that was gathered, without its CR. */
static struct str raw_line(const struct line_reader *reader)
{
    struct str line = buf_str(&reader->line);

    if (!reader->cut && str_ends(line, STR("\r")))
        line.len--;
    return line;
}

static bool first_line(struct line_reader *reader, struct str *line,
                       struct err *err)
{
    if ((str_starts(*line, STR("\xFF\xFE")) ||
         str_starts(*line, STR("\xFE\xFF"))) &&
        memchr(line->ptr, '\0', line->len))
        return err_set(err, ERR_INPUT,
                       _("'%s' is text in UTF-16, which is not read; save it "
                         "as CSV UTF-8 or as XLSX"),
                       reader->label);
    if (str_starts(*line, BOM)) {
        *line = str_cut(*line, BOM.len, line->len);
        reader->windows = true;
    }
    return true;
}

bool line_reader_next(struct line_reader *reader, struct str *line,
                      struct err *err)
{
    *line = (struct str){NULL, 0};
    forget(reader);
    while (!gather(reader) && !reader->ended)
        fill(reader);
    if (reader->fault)
        return err_set(err, ERR_STORAGE, _("cannot read '%s': %s"),
                       reader->label, strerror(reader->fault));
    if (!reader->whole && !reader->started)
        return true;
    reader->told = true;
    *line = raw_line(reader);
    if (reader->n_line++ == 0 && !first_line(reader, line, err))
        return false;
    *line = as_utf8(reader, *line);
    return true;
}

bool line_reader_is_windows(const struct line_reader *reader)
{
    return reader->windows;
}

void line_reader_close(struct line_reader *reader)
{
    if (!reader)
        return;
    close(reader->fd);
    cp932_close(reader->cp932);
    buf_release(&reader->line);
    buf_release(&reader->text);
    free(reader);
}
