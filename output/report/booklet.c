#include "output/report/booklet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MARGIN PAPER_MM(13)
#define FOOT (BOOKLET_SMALL * 3.6)
#define CONTENTS_LINE (BOOKLET_BODY * 1.4)
#define CONTENTS_GAP 24.0 /* between its columns */
#define PIECE 1500        /* bytes of a text that may be one paragraph */
#define GREY 0x444444u

/* ---- pages ---- */

static double page_width(bool wide)
{
    return wide ? PAPER_MM(297) : PAPER_MM(210);
}

double booklet_width(bool wide)
{
    return page_width(wide) - 2 * MARGIN;
}

/* Who it is for and what its distances are stands on every page; the number
 * of the page never gives way. */
static void draw_foot(struct booklet *booklet)
{
    struct text_style style = {
        .size = BOOKLET_SMALL, .colour = GREY, .most = BOOKLET_SMALL * 1.4};
    const struct paint rule = {PAINT_NONE, 0x999999, 0.5, false};
    double y = booklet->bottom + FOOT - BOOKLET_SMALL * 2.6;
    char number[32];

    snprintf(number, sizeof(number), "%d / %d", booklet->page, booklet->n_page);
    double width = canvas_text_width(booklet->canvas, number, &style) + 2;
    canvas_line(booklet->canvas, MARGIN, y - 3, MARGIN + booklet->width, y - 3,
                &rule);
    canvas_text(booklet->canvas, MARGIN, y, booklet->width, booklet->foot,
                &style);
    y += BOOKLET_SMALL * 1.3;
    canvas_text(booklet->canvas, MARGIN, y, booklet->width - width - 10,
                booklet->audit->title, &style);
    canvas_text(booklet->canvas, MARGIN + booklet->width - width, y, width,
                number, &style);
}

void booklet_page(struct booklet *booklet, bool wide)
{
    booklet->page++;
    booklet->wide = wide;
    booklet->x = MARGIN;
    booklet->width = booklet_width(wide);
    booklet->y = booklet->top = MARGIN;
    booklet->bottom = page_width(!wide) - MARGIN - FOOT;
    if (booklet->dry)
        return;
    canvas_page(booklet->canvas, page_width(wide), page_width(!wide));
    draw_foot(booklet);
}

void booklet_room(struct booklet *booklet, double height)
{
    if (booklet->y + height > booklet->bottom && booklet->y > booklet->top)
        booklet_page(booklet, booklet->wide);
}

void booklet_part(struct booklet *booklet, const char *text, double height)
{
    if (booklet->page == 0 || booklet->wide ||
        booklet->y + height > booklet->bottom)
        booklet_page(booklet, false);
    booklet_space(booklet, BOOKLET_PART);
    booklet_heading(booklet, 1, text, height);
}

void booklet_space(struct booklet *booklet, double height)
{
    if (booklet->y > booklet->top)
        booklet->y += height;
}

/* ---- text ---- */

/* How much of a long text one paragraph takes: up to a line's end, else to
 * that of a word, else of a character. */
static size_t piece_length(struct str text)
{
    size_t len = PIECE;

    if (text.len <= PIECE)
        return text.len;
    for (const char *end = "\n "; *end; end++)
        for (size_t at = PIECE; at > PIECE / 2; at--)
            if (text.ptr[at] == *end)
                return at + 1;
    while (len > 1 && (text.ptr[len] & 0xC0) == 0x80)
        len--;
    return len;
}

static void put_piece(struct booklet *booklet, enum canvas_tag tag,
                      const char *text, const struct text_style *style,
                      double with_next)
{
    struct canvas *canvas = booklet->canvas;
    struct text_style fitted = *style;
    double room = booklet->bottom - booklet->top;

    fitted.most = room * 0.95;
    double height = canvas_text_height(canvas, booklet->width, text, &fitted);
    booklet_room(booklet, height + fmin(with_next, room / 2));
    if (!booklet->dry) {
        canvas_begin(canvas, tag);
        canvas_text(canvas, booklet->x, booklet->y, booklet->width, text,
                    &fitted);
        canvas_end(canvas);
    }
    booklet->y += height + style->size * 0.4;
}

void booklet_text(struct booklet *booklet, enum canvas_tag tag,
                  const char *text, const struct text_style *style,
                  double with_next)
{
    struct str rest = str_of(text);

    while (rest.len > 0) {
        size_t len = piece_length(rest);
        put_piece(booklet, tag, arena_copy(booklet->arena, rest.ptr, len),
                  style, len == rest.len ? with_next : 0);
        rest = str_cut(rest, len, SIZE_MAX);
    }
}

void booklet_paragraph(struct booklet *booklet, const char *text)
{
    const struct text_style style = {.size = BOOKLET_BODY};

    booklet_text(booklet, TAG_P, text, &style, 0);
}

void booklet_note(struct booklet *booklet, const char *text)
{
    const struct text_style style = {.size = BOOKLET_SMALL, .colour = GREY};

    booklet_text(booklet, TAG_P, text, &style, 0);
}

/* ---- headings and contents ---- */

static void destination_name(char *name, size_t size, size_t entry)
{
    snprintf(name, size, "part-%zu", entry + 1);
}

static void add_entry(struct booklet *booklet, int level, const char *text)
{
    char name[32];

    booklet->entry = mem_room(booklet->entry, booklet->n_entry,
                              &booklet->cap_entry, sizeof(*booklet->entry));
    booklet->entry[booklet->n_entry] =
        (struct booklet_entry){text, level, booklet->page};
    destination_name(name, sizeof(name), booklet->n_entry++);
    if (booklet->dry)
        return;
    canvas_destination(booklet->canvas, name, 0, fmax(booklet->y - 6, 0));
    canvas_bookmark(booklet->canvas, level, text, fmax(booklet->y - 6, 0));
}

void booklet_heading(struct booklet *booklet, int level, const char *text,
                     double with_next)
{
    static const double size[] = {BOOKLET_PART, BOOKLET_SUB, BOOKLET_BODY};
    const struct text_style style = {.size = size[level - 1], .bold = true};
    const struct paint bar = {0x1F4E79, PAINT_NONE, 0, false};
    double height =
        canvas_text_height(booklet->canvas, booklet->width - 10, text, &style);

    booklet_space(booklet, style.size * 0.7);
    booklet_room(booklet, height + with_next);
    if (level < 3)
        add_entry(booklet, level, text);
    if (!booklet->dry && level == 1)
        canvas_box(booklet->canvas, booklet->x, booklet->y, 4, height, &bar);
    double lead = level == 1 ? 10 : 0;
    booklet->x += lead;
    booklet->width -= lead;
    booklet_text(booklet, TAG_H1 + level, text, &style, 0);
    booklet->x -= lead;
    booklet->width += lead;
}

/* One line: text, dots, page; a link as wide as the line. */
static void contents_line(struct booklet *booklet, size_t at, double x,
                          double y, double width)
{
    const struct booklet_entry *entry = &booklet->known[at];
    struct canvas *canvas = booklet->canvas;
    const struct text_style style = {.size = BOOKLET_SMALL + 0.5,
                                     .most = CONTENTS_LINE};
    const struct paint dots = {PAINT_NONE, 0x999999, 0.5, true};
    char page[16], name[32];

    snprintf(page, sizeof(page), "%d", entry->page);
    destination_name(name, sizeof(name), at);
    double figure = canvas_text_width(canvas, page, &style) + 1;
    double words = fmin(canvas_text_width(canvas, entry->text, &style) + 2,
                        width - figure - 20);
    canvas_begin(canvas, TAG_ITEM);
    canvas_begin(canvas, TAG_BODY);
    canvas_link_to(canvas, name, x, y, width, CONTENTS_LINE);
    canvas_text(canvas, x, y, words, entry->text, &style);
    canvas_text(canvas, x + width - figure, y, figure + 1, page, &style);
    canvas_end(canvas);
    canvas_end(canvas);
    canvas_end(canvas);
    canvas_line(canvas, x + words + 4, y + BOOKLET_SMALL,
                x + width - figure - 4, y + BOOKLET_SMALL, &dots);
}

static size_t contents_lines(const struct booklet *booklet)
{
    size_t n = 0;

    for (size_t i = 0; i < booklet->n_known; i++)
        n += booklet->known[i].level == 1;
    return (n + 1) / 2;
}

double booklet_contents_height(const struct booklet *booklet)
{
    return (double)contents_lines(booklet) * CONTENTS_LINE;
}

/* In two columns. */
void booklet_contents(struct booklet *booklet)
{
    size_t lines = contents_lines(booklet), n = 0;
    double width = (booklet->width - CONTENTS_GAP) / 2;

    booklet_room(booklet, booklet_contents_height(booklet));
    booklet_list_begin(booklet);
    for (size_t i = 0; i < booklet->n_known && !booklet->dry; i++) {
        if (booklet->known[i].level != 1)
            continue;
        contents_line(
            booklet, i, booklet->x + (n < lines ? 0 : width + CONTENTS_GAP),
            booklet->y + (double)(n < lines ? n : n - lines) * CONTENTS_LINE,
            width);
        n++;
    }
    booklet_list_end(booklet);
    booklet->y += booklet_contents_height(booklet);
}

/* ---- lists ---- */

void booklet_list_begin(struct booklet *booklet)
{
    if (!booklet->dry)
        canvas_begin(booklet->canvas, TAG_LIST);
}

void booklet_list_end(struct booklet *booklet)
{
    if (!booklet->dry)
        canvas_end(booklet->canvas);
}

void booklet_item(struct booklet *booklet, const char *label, const char *text)
{
    struct canvas *canvas = booklet->canvas;
    const struct text_style style = {
        .size = BOOKLET_BODY, .most = (booklet->bottom - booklet->top) * 0.9};
    double lead =
        fmax(BOOKLET_BODY * 1.4, canvas_text_width(canvas, label, &style) + 5);
    double width = booklet->width - lead;
    double height = canvas_text_height(canvas, width, text, &style);

    booklet_room(booklet, height);
    if (!booklet->dry) {
        canvas_begin(canvas, TAG_ITEM);
        canvas_begin(canvas, TAG_LABEL);
        canvas_text(canvas, booklet->x, booklet->y, lead, label, &style);
        canvas_end(canvas);
        canvas_begin(canvas, TAG_BODY);
        canvas_text(canvas, booklet->x + lead, booklet->y, width, text, &style);
        canvas_end(canvas);
        canvas_end(canvas);
    }
    booklet->y += height + BOOKLET_BODY * 0.35;
}

/* ---- years ---- */

size_t booklet_years(const struct audit *audit, size_t *year, size_t most)
{
    size_t n_year = audit->order->people->n_year, others = n_year - 1, n = 0;
    size_t want = others < most - 1 ? others : most - 1;

    year[n++] = audit->base;
    for (size_t i = 0; i < want; i++) {
        /* The last one, and those before it at even steps. */
        size_t nth = (i + 1) * others / want - 1;
        year[n++] = nth < audit->base ? nth : nth + 1;
    }
    return n;
}
