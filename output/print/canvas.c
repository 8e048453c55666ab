#include "output/print/canvas_own.h"
#include "output/print/pdf.h"

#include <assert.h>
#include <cairo-pdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- document and pages ---- */

static cairo_status_t keep_bytes(void *closure, const unsigned char *data,
                                 unsigned int len)
{
    buf_add(closure, data, len);
    return CAIRO_STATUS_SUCCESS;
}

static void set_about(struct canvas *canvas)
{
    /* Noon of Japan is the same day everywhere that matters; a time is part
     * of the format. */
    char time[32];
    snprintf(time, sizeof(time), "%.10sT12:00:00+09:00", canvas->created);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_TITLE,
                                   canvas->title);
    if (canvas->author)
        cairo_pdf_surface_set_metadata(
            canvas->surface, CAIRO_PDF_METADATA_AUTHOR, canvas->author);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_CREATOR,
                                   "zaitaku " ZAITAKU_VERSION);
    cairo_pdf_surface_set_metadata(canvas->surface,
                                   CAIRO_PDF_METADATA_CREATE_DATE, time);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_MOD_DATE,
                                   time);
}

/* Texts that are no part of a page: without what a PDF string cannot hold. */
static const char *keep_plain(struct canvas *canvas, const char *text)
{
    struct buf plain = {0};
    struct str s = str_of(text);

    for (size_t at = 0; at < s.len;) {
        uint32_t code = 0;
        size_t len = str_char(s, at, &code);
        if (len && code >= ' ' && code != 0x7F && (code & 0xFFFE) != 0xFFFE)
            buf_add(&plain, s.ptr + at, len);
        else
            buf_add_char(&plain, ' ');
        at += len ? len : 1;
    }
    char *kept =
        arena_copy(&canvas->arena, plain.ptr ? plain.ptr : "", plain.len);
    buf_release(&plain);
    return kept;
}

struct canvas *canvas_open(const struct canvas_about *about, struct err *err)
{
    struct canvas *canvas = mem_alloc(sizeof(*canvas));

    *canvas = (struct canvas){0};
    if (!canvas_fonts_open(canvas, err)) {
        canvas_abandon(canvas);
        return NULL;
    }
    canvas->title = keep_plain(canvas, about->title);
    canvas->author = about->author ? keep_plain(canvas, about->author) : NULL;
    canvas->created =
        keep_plain(canvas, about->created ? about->created : "1970-01-01");
    canvas->surface =
        cairo_pdf_surface_create_for_stream(keep_bytes, &canvas->bytes, 1, 1);
    cairo_pdf_surface_restrict_to_version(canvas->surface,
                                          CAIRO_PDF_VERSION_1_5);
    set_about(canvas);
    canvas->cr = cairo_create(canvas->surface);
    return canvas;
}

void canvas_page(struct canvas *canvas, double width, double height)
{
    if (canvas->page++ > 0)
        cairo_show_page(canvas->cr);
    cairo_pdf_surface_set_size(canvas->surface, width, height);
    if (canvas->page == 1)
        canvas_begin(canvas, TAG_DOCUMENT);
}

int canvas_page_number(const struct canvas *canvas)
{
    return canvas->page;
}

void canvas_abandon(struct canvas *canvas)
{
    if (!canvas)
        return;
    if (canvas->cr)
        cairo_destroy(canvas->cr);
    if (canvas->surface) {
        cairo_surface_finish(canvas->surface);
        cairo_surface_destroy(canvas->surface);
    }
    canvas_fonts_close(canvas);
    buf_release(&canvas->bytes);
    buf_release(&canvas->clean);
    name_set_release(&canvas->destinations);
    free(canvas->figure);
    arena_release(&canvas->arena);
    free(canvas);
}

bool canvas_close(struct canvas *canvas, struct buf *out, struct err *err)
{
    bool ok;

    if (canvas->page == 0)
        canvas_page(canvas, PAPER_MM(210), PAPER_MM(297));
    while (canvas->depth > 0)
        canvas_end(canvas);
    cairo_show_page(canvas->cr);
    cairo_status_t status = cairo_status(canvas->cr);
    cairo_surface_finish(canvas->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(canvas->surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        struct pdf_about about = {
            .title = canvas->title,
            .language = "ja",
            .author = canvas->author,
            .created = canvas->created,
            .figure = canvas->figure,
            .n_figure = canvas->n_figure,
        };
        ok = pdf_finish(&canvas->bytes, &about, err);
        if (ok)
            buf_add_str(out, buf_str(&canvas->bytes));
    } else {
        ok = err_set(err, ERR_INTERNAL, _("cannot draw the PDF '%s': %s"),
                     canvas->title, cairo_status_to_string(status));
    }
    canvas_abandon(canvas);
    return ok;
}

/* ---- structure ---- */

static const char *const tag_name[] = {
    [TAG_DOCUMENT] = "Document",
    [TAG_SECTION] = "Sect",
    [TAG_H1] = "H1",
    [TAG_H2] = "H2",
    [TAG_H3] = "H3",
    [TAG_P] = "P",
    [TAG_LIST] = "L",
    [TAG_ITEM] = "LI",
    [TAG_LABEL] = "Lbl",
    [TAG_BODY] = "LBody",
    [TAG_TABLE] = "Table",
    [TAG_ROW] = "TR",
    [TAG_HEAD] = "TH",
    [TAG_CELL] = "TD",
    [TAG_CAPTION] = "Caption",
    [TAG_RUBY] = "Ruby",
    [TAG_RUBY_BASE] = "RB",
    [TAG_RUBY_TEXT] = "RT",
};

static void begin(struct canvas *canvas, const char *name,
                  const char *attributes)
{
    assert(canvas->depth < CANVAS_DEPTH);
    canvas->tag[canvas->depth++] = name;
    cairo_tag_begin(canvas->cr, name, attributes);
}

void canvas_begin(struct canvas *canvas, enum canvas_tag tag)
{
    begin(canvas, tag_name[tag], NULL);
}

void canvas_end(struct canvas *canvas)
{
    assert(canvas->depth > 0);
    cairo_tag_end(canvas->cr, canvas->tag[--canvas->depth]);
}

void canvas_figure(struct canvas *canvas, const char *alternative)
{
    canvas->figure = mem_room(canvas->figure, canvas->n_figure,
                              &canvas->cap_figure, sizeof(*canvas->figure));
    canvas->figure[canvas->n_figure++] = keep_plain(canvas, alternative);
    begin(canvas, "Figure", NULL);
}

/* name='text' with what Cairo's attributes need. */
static void add_attribute(struct buf *out, const char *name, const char *text)
{
    buf_add_text(out, name);
    buf_add_text(out, "='");
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            buf_add_char(out, '\\');
        buf_add_char(out, *text);
    }
    buf_add_char(out, '\'');
}

/* A length in whole thousandths: no locale's decimal point. */
static void add_length(struct buf *out, double length)
{
    long milli = lround(length * 1000);

    if (milli < 0)
        buf_add_char(out, '-');
    buf_addf(out, "%ld.%03ld ", labs(milli) / 1000, labs(milli) % 1000);
}

static void begin_link(struct canvas *canvas, const char *kind,
                       const char *target, const double rect[4])
{
    struct buf attributes = {0};

    add_attribute(&attributes, kind, target);
    buf_add_text(&attributes, " rect=[");
    for (int i = 0; i < 4; i++)
        add_length(&attributes, rect[i]);
    buf_add_char(&attributes, ']');
    begin(canvas, CAIRO_TAG_LINK, attributes.ptr);
    buf_release(&attributes);
}

void canvas_link_to(struct canvas *canvas, const char *destination, double x,
                    double y, double width, double height)
{
    begin_link(canvas, "dest", destination, (double[]){x, y, width, height});
}

void canvas_link_url(struct canvas *canvas, const char *url, double x, double y,
                     double width, double height)
{
    begin_link(canvas, "uri", url, (double[]){x, y, width, height});
}

void canvas_destination(struct canvas *canvas, const char *name, double x,
                        double y)
{
    struct buf attributes = {0};

    if (!name_set_add(&canvas->destinations, name))
        return;
    add_attribute(&attributes, "name", name);
    buf_add_text(&attributes, " x=");
    add_length(&attributes, fmax(x, 0));
    buf_add_text(&attributes, "y=");
    add_length(&attributes, fmax(y, 0));
    cairo_tag_begin(canvas->cr, CAIRO_TAG_DEST, attributes.ptr);
    cairo_tag_end(canvas->cr, CAIRO_TAG_DEST);
    buf_release(&attributes);
}

void canvas_bookmark(struct canvas *canvas, int level, const char *text,
                     double y)
{
    char place[64];

    assert(level >= 1 && level <= canvas->bookmark_level + 1 &&
           level < CANVAS_DEPTH);
    snprintf(place, sizeof(place), "page=%d pos=[0 %ld]", canvas->page,
             lround(fmax(y, 0)));
    canvas->bookmark[level] = cairo_pdf_surface_add_outline(
        canvas->surface,
        level == 1 ? CAIRO_PDF_OUTLINE_ROOT : canvas->bookmark[level - 1],
        keep_plain(canvas, text), place,
        level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
    canvas->bookmark_level = level;
}
