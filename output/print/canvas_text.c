#include "output/print/canvas_own.h"

#include <math.h>
#include <pango/pangocairo.h>

#define LEADING 0.22 /* between lines, of the size */
#define RUBY_GAP 0.2 /* between reading and name, of the reading's size */
#define GETA 0x3013u /* 〓, as printers set it for a missing type */

/* ---- characters ---- */

/* Choose between forms of the character before. */
static bool is_selector(uint32_t code)
{
    return (code >= 0xFE00 && code <= 0xFE0F) ||
           (code >= 0xE0100 && code <= 0xE01EF);
}

/* Without a glyph by nature; those that turn the direction of writing could
 * make a line read as something else. */
static bool is_invisible(uint32_t code)
{
    return code == 0xAD || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
           (code & 0xFFFE) == 0xFFFE;
}

/* What is drawn for a character; 0: nothing. */
static uint32_t drawn(uint32_t code)
{
    if (code == '\n')
        return code;
    if (code < ' ' || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
        code == 0x2029)
        return ' ';
    if (is_selector(code) || code < 0x7F)
        return code;
    if (is_invisible(code))
        return 0;
    return canvas_fonts_have(code) ? code : GETA;
}

static void clean(struct buf *out, const char *text)
{
    struct str s = str_of(text);

    buf_clear(out);
    for (size_t at = 0; at < s.len;) {
        uint32_t code;
        size_t len = str_char(s, at, &code);
        uint32_t shown = drawn(len ? code : GETA);
        if (shown)
            buf_add_code(out, shown);
        at += len ? len : 1;
    }
}

/* ---- lines ---- */

/* The text, ready to be measured and drawn; width < 0: it is not wrapped. */
static PangoLayout *lay_out(struct canvas *canvas, double width,
                            const char *text, const struct text_style *style)
{
    PangoFontDescription *font = canvas->font[style->bold];
    static const PangoAlignment align[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER,
                                           PANGO_ALIGN_RIGHT};

    clean(&canvas->clean, text);
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_layout_set_font_description(canvas->layout, font);
    pango_layout_set_spacing(canvas->layout,
                             (int)lround(style->size * LEADING * PANGO_SCALE));
    pango_layout_set_alignment(canvas->layout, align[style->align]);
    pango_layout_set_width(canvas->layout,
                           width < 0 ? -1 : (int)floor(width * PANGO_SCALE));
    pango_layout_set_ellipsize(canvas->layout, style->most > 0
                                                   ? PANGO_ELLIPSIZE_END
                                                   : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_height(
        canvas->layout,
        style->most > 0 ? (int)floor(style->most * PANGO_SCALE) : -1);
    pango_layout_set_text(canvas->layout, canvas->clean.ptr,
                          (int)canvas->clean.len);
    canvas_keep_together(canvas);
    return canvas->layout;
}

static bool nothing(const char *text)
{
    return !text || !*text;
}

double canvas_text_height(struct canvas *canvas, double width, const char *text,
                          const struct text_style *style)
{
    int height;

    if (nothing(text))
        return 0;
    pango_layout_get_size(lay_out(canvas, width, text, style), NULL, &height);
    return (double)height / PANGO_SCALE;
}

double canvas_text_width(struct canvas *canvas, const char *text,
                         const struct text_style *style)
{
    int width;

    if (nothing(text))
        return 0;
    pango_layout_get_size(lay_out(canvas, -1, text, style), &width, NULL);
    return (double)width / PANGO_SCALE;
}

double canvas_text(struct canvas *canvas, double x, double y, double width,
                   const char *text, const struct text_style *style)
{
    int height;

    if (nothing(text))
        return 0;
    PangoLayout *layout = lay_out(canvas, width, text, style);
    pango_layout_get_size(layout, NULL, &height);
    if (style->halo > 0) {
        cairo_move_to(canvas->cr, x, y);
        pango_cairo_layout_path(canvas->cr, layout);
        canvas_set_colour(canvas, 0xFFFFFF);
        cairo_set_dash(canvas->cr, NULL, 0, 0);
        cairo_set_line_join(canvas->cr, CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_width(canvas->cr, 2 * style->halo);
        cairo_stroke(canvas->cr);
    }
    cairo_move_to(canvas->cr, x, y);
    canvas_set_colour(canvas, style->colour);
    pango_cairo_show_layout(canvas->cr, layout);
    cairo_new_path(canvas->cr);
    return (double)height / PANGO_SCALE;
}

/* ---- readings ---- */

/* Blanks are no part of what is said. */
static void add_said(struct buf *out, const char *text)
{
    struct buf all = {0};
    uint32_t code;

    buf_add_hiragana(&all, str_of(text));
    struct str s = buf_str(&all);
    for (size_t at = 0, len; at < s.len; at += len) {
        len = str_char(s, at, &code);
        if (len == 0)
            break;
        if (code != ' ' && code != 0x3000)
            buf_add_code(out, code);
    }
    buf_release(&all);
}

/* The reading to be printed, or nothing. The caller releases it. */
static struct buf reading(const char *text, const char *kana)
{
    struct buf name = {0}, said = {0}, shown = {0};

    if (nothing(text) || nothing(kana))
        return shown;
    add_said(&name, text);
    add_said(&said, kana);
    if (!str_eq(buf_str(&name), buf_str(&said)))
        buf_add_hiragana(&shown, str_of(kana));
    buf_release(&name);
    buf_release(&said);
    return shown;
}

double canvas_ruby_height(struct canvas *canvas, double width, const char *text,
                          const char *kana, const struct text_style *style,
                          double ruby_size)
{
    struct text_style small = {.size = ruby_size};
    struct buf ruby = reading(text, kana);
    double above = canvas_text_height(canvas, width, ruby.ptr, &small);

    buf_release(&ruby);
    if (above > 0)
        above += ruby_size * RUBY_GAP;
    return above + canvas_text_height(canvas, width, text, style);
}

double canvas_ruby(struct canvas *canvas, double x, double y, double width,
                   const char *text, const char *kana,
                   const struct text_style *style, double ruby_size)
{
    struct text_style small = *style;
    struct buf ruby = reading(text, kana);

    small.size = ruby_size;
    small.bold = false;
    double above = canvas_text_height(canvas, width, ruby.ptr, &small);
    if (above <= 0) {
        buf_release(&ruby);
        return canvas_text(canvas, x, y, width, text, style);
    }
    above += ruby_size * RUBY_GAP;
    /* The name comes first for who listens. */
    canvas_begin(canvas, TAG_RUBY);
    canvas_begin(canvas, TAG_RUBY_BASE);
    double height = canvas_text(canvas, x, y + above, width, text, style);
    canvas_end(canvas);
    canvas_begin(canvas, TAG_RUBY_TEXT);
    canvas_text(canvas, x, y, width, ruby.ptr, &small);
    canvas_end(canvas);
    canvas_end(canvas);
    buf_release(&ruby);
    return above + height;
}
