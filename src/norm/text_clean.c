/* Published text made fit to be shown. */
#include "base/buf.h"
#include "norm/text_char.h"

struct cleaner {
    struct str s;
    size_t done;    /* bytes of s that are in `out` or gone */
    struct buf out; /* empty memory as long as nothing changed */
    bool lines;     /* line breaks stay line breaks */
    bool taken_out;
    unsigned met;
};

/* Where the run of characters that need no look ends: ASCII but for
 * controls and '(', and U+3000 to U+9FFF. */
static size_t plain_end(struct str s, size_t at)
{
    const unsigned char *byte = (const unsigned char *)s.ptr;

    while (at < s.len) {
        unsigned char c = byte[at];
        if (c >= 0x20 && c < 0x7F && c != '(')
            at++;
        else if (c >= 0xE3 && c <= 0xE9 && s.len - at >= 3 &&
                 (byte[at + 1] & 0xC0) == 0x80 && (byte[at + 2] & 0xC0) == 0x80)
            at += 3;
        else
            break;
    }
    return at;
}

/* The line break that a form wrote out in words; its length, or 0. */
static size_t break_label(struct str s, size_t at)
{
    static const struct str label[] = {
        {"（改行）", sizeof("（改行）") - 1},
        {"(改行)", sizeof("(改行)") - 1},
    };
    struct str rest = str_cut(s, at, s.len);

    for (size_t i = 0; i < sizeof(label) / sizeof(*label); i++)
        if (str_starts(rest, label[i]))
            return label[i].len;
    return 0;
}

static enum text_char look(struct str s, size_t at, size_t *n)
{
    uint32_t code;

    if ((*n = break_label(s, at)) > 0)
        return CHAR_LINE;
    *n = text_next(s, at, &code);
    return text_char(code);
}

static void flush(struct cleaner *cleaner, size_t at)
{
    buf_add_str(&cleaner->out,
                str_cut(cleaner->s, cleaner->done, at - cleaner->done));
    cleaner->done = at;
}

static void drop_spaces_at_end(struct buf *out)
{
    for (;;) {
        if (str_ends(buf_str(out), STR(" ")))
            out->len -= 1;
        else if (str_ends(buf_str(out), STR("\u3000")))
            out->len -= 3;
        else
            return;
    }
}

/* One space or line break for a whole run of them; returns its end. */
static size_t join_breaks(struct cleaner *cleaner, size_t at)
{
    bool line = false;
    size_t n;

    flush(cleaner, at);
    drop_spaces_at_end(&cleaner->out);
    for (; at < cleaner->s.len; at += n) {
        enum text_char kind = look(cleaner->s, at, &n);
        if (kind == CHAR_CONTROL)
            cleaner->met |= TEXT_CONTROL;
        else if (kind == CHAR_LINE)
            line = true;
        else if (kind != CHAR_SPACE && kind != CHAR_BLANK &&
                 kind != CHAR_HIDDEN)
            break;
    }
    buf_add_char(&cleaner->out, line && cleaner->lines ? '\n' : ' ');
    cleaner->done = at;
    return at;
}

/* Deal with the character at `at`; returns where the next one starts. */
static size_t step(struct cleaner *cleaner, size_t at)
{
    size_t n;

    switch (look(cleaner->s, at, &n)) {
    case CHAR_BLANK:
    case CHAR_LINE:
        return join_breaks(cleaner, at);
    case CHAR_CONTROL:
        cleaner->met |= TEXT_CONTROL;
        /* fall through */
    case CHAR_HIDDEN:
        flush(cleaner, at);
        cleaner->done = at + n;
        cleaner->taken_out = true;
        break;
    case CHAR_REPLACED:
        cleaner->met |= TEXT_REPLACED;
        if (n == 1) { /* a byte that is not UTF-8 */
            flush(cleaner, at);
            buf_add_text(&cleaner->out, "\uFFFD");
            cleaner->done = at + n;
        }
        break;
    case CHAR_PRIVATE:
        cleaner->met |= TEXT_PRIVATE;
        break;
    default:
        break;
    }
    return at + n;
}

static struct str clean(struct str s, struct arena *arena, bool lines,
                        unsigned *met)
{
    struct cleaner cleaner = {.s = str_trim(s), .lines = lines};
    size_t at = 0;

    while ((at = plain_end(cleaner.s, at)) < cleaner.s.len)
        at = step(&cleaner, at);
    *met |= cleaner.met;
    if (!cleaner.out.ptr)
        return cleaner.s;
    flush(&cleaner, at);
    struct str result = str_trim(buf_str(&cleaner.out));
    if (str_eq(result, cleaner.s))
        result = cleaner.s;
    else
        result.ptr = arena_copy(arena, result.ptr, result.len);
    buf_release(&cleaner.out);
    /* What was taken out may have stood inside a break in words. */
    if (cleaner.taken_out && str_find(result, STR("改行")) != SIZE_MAX)
        return clean(result, arena, lines, met);
    return result;
}

struct str text_clean(struct str s, struct arena *arena, unsigned *met)
{
    return clean(s, arena, false, met);
}

struct str text_clean_lines(struct str s, struct arena *arena, unsigned *met)
{
    return clean(s, arena, true, met);
}
