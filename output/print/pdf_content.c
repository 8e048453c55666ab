/*
 * The text that content streams show (ISO 32000-1, 9.4 and 14.6), with where
 * it belongs. What hides it (colour, clipping, rendering mode 3) is not looked
 * at: hidden text is text.
 */
#include "output/print/pdf_reading.h"

#include <stdlib.h>
#include <string.h>

#define MAX_FORMS 12
#define MAX_MARKS 256
#define MAX_STATES 4096

/* A piece of marked content around what is drawn. */
struct marked {
    uint64_t place;
    bool replaced; /* its text stands for what it shows */
};

struct drawing {
    struct pdf_reading *reading;
    uint32_t page; /* UINT32_MAX: of no page */
    pdf_object resources;
    int form; /* forms around it */
    struct marked *mark;
    size_t n_mark, cap_mark;
    const struct pdf_font *font;
    const struct pdf_font **state; /* of q, to come back with Q */
    size_t n_state, cap_state;
    struct buf shown; /* by the operation at hand */
};

static struct marked now(const struct drawing *d)
{
    return d->mark[d->n_mark - 1];
}

/* ---- showing ---- */

/* A glyph whose characters are not told is lost for a search, unless a text
 * stands for it. */
static bool show(struct drawing *d, struct str codes)
{
    const struct pdf_font *font = d->font;
    const unsigned char *p = (const unsigned char *)codes.ptr;

    if (codes.len == 0)
        return true;
    if (!font || !font->told)
        return pdf_refuse(d->reading,
                          N_("a font does not tell its characters"));
    for (size_t at = 0; at < codes.len; at += font->code_len) {
        unsigned code = p[at];
        if (font->code_len == 2)
            code = at + 1 < codes.len ? code << 8 | p[at + 1] : 0xFFFF;
        struct str text = pdf_cmap_text(&font->cmap, code);
        if (text.len == 0 && !now(d).replaced)
            return pdf_refuse(d->reading,
                              N_("a font does not tell its characters"));
        buf_add_str(&d->shown, text);
    }
    return true;
}

static bool show_all(struct drawing *d, const struct pdf_ops *ops)
{
    bool ok = true;

    buf_clear(&d->shown);
    for (size_t i = 0; ok && i < ops->n; i++)
        if (ops->operand[i].token == TOKEN_STRING)
            ok = show(d, pdf_ops_text(ops, i));
    if (now(d).replaced)
        pdf_add_other(d->reading, buf_str(&d->shown));
    else
        pdf_add_run(d->reading, now(d).place, buf_str(&d->shown));
    return ok;
}

/* ---- resources ---- */

/* To be dropped. */
static pdf_object resource(struct drawing *d, const char *category,
                           struct str name)
{
    struct pdf_file *file = d->reading->file;
    pdf_object all = pdf_get(file, d->resources, category);
    struct buf key = {0};

    buf_add_str(&key, name);
    pdf_object one = pdf_get(file, all, key.len ? key.ptr : "");
    buf_release(&key);
    pdf_drop(file, all);
    return one;
}

static bool set_font(struct drawing *d, pdf_object font)
{
    if (pdf_kind(d->reading->file, font) != PDF_DICT) {
        d->font = NULL;
        return true;
    }
    d->font = pdf_font_find(d->reading, font);
    return d->font != NULL;
}

static bool take_font(struct drawing *d, const struct pdf_ops *ops)
{
    pdf_object font = resource(d, "Font", pdf_ops_last(ops, 1));
    bool ok = set_font(d, font);

    pdf_drop(d->reading->file, font);
    return ok;
}

/* A graphics state may set the font too: [font size]. */
static bool take_state(struct drawing *d, const struct pdf_ops *ops)
{
    struct pdf_file *file = d->reading->file;
    pdf_object state = resource(d, "ExtGState", pdf_ops_last(ops, 0));
    pdf_object pair = pdf_get(file, state, "Font");
    bool ok = true;

    if (pdf_items(file, pair) > 0) {
        pdf_object font = pdf_item(file, pair, 0);
        ok = set_font(d, font);
        pdf_drop(file, font);
    }
    pdf_drop(file, pair);
    pdf_drop(file, state);
    return ok;
}

/* ---- marked content ---- */

/* ActualText of the properties: in the operation, or a resource. */
static bool actual_text(struct drawing *d, const struct pdf_ops *ops,
                        struct buf *text)
{
    struct pdf_file *file = d->reading->file;
    const struct pdf_operand *direct = pdf_ops_value(ops, "ActualText");

    if (direct && direct->token == TOKEN_STRING) {
        pdf_add_text_string(
            text, str_cut(buf_str(&ops->text), direct->at, direct->len));
        return true;
    }
    if (ops->n == 0 || ops->operand[ops->n - 1].token != TOKEN_NAME)
        return false;
    pdf_object properties = resource(d, "Properties", pdf_ops_last(ops, 0));
    pdf_object value = pdf_get(file, properties, "ActualText");
    bool has = pdf_kind(file, value) == PDF_STRING;
    if (has)
        buf_add_str(text, pdf_string_text(file, value));
    pdf_drop(file, value);
    pdf_drop(file, properties);
    return has;
}

static bool begin_mark(struct drawing *d, const struct pdf_ops *ops)
{
    bool properties = str_is(ops->name, "BDC");
    struct str tag = pdf_ops_last(ops, 0);
    struct marked mark = now(d);
    struct buf text = {0};
    uint32_t mcid;

    if (properties && ops->n > 0)
        tag = pdf_ops_text(ops, 0);
    if (str_is(tag, "Artifact"))
        mark.place = pdf_place_outside(
            d->reading, d->page == UINT32_MAX ? d->reading->n_page : d->page);
    const struct pdf_operand *number =
        properties ? pdf_ops_value(ops, "MCID") : NULL;
    if (number && d->form == 0 &&
        pdf_ops_count(str_cut(buf_str(&ops->text), number->at, number->len),
                      &mcid))
        pdf_place(d->reading, d->page, mcid, &mark.place);
    if (properties && actual_text(d, ops, &text)) {
        if (!mark.replaced)
            pdf_add_run(d->reading, mark.place, buf_str(&text));
        else
            pdf_add_other(d->reading, buf_str(&text));
        mark.replaced = true;
    }
    buf_release(&text);
    if (d->n_mark == MAX_MARKS)
        return pdf_refuse(d->reading, N_("its structure is nested too deeply"));
    d->mark = mem_room(d->mark, d->n_mark, &d->cap_mark, sizeof(*d->mark));
    d->mark[d->n_mark++] = mark;
    return true;
}

static bool end_mark(struct drawing *d)
{
    if (d->n_mark < 2)
        return pdf_refuse(d->reading, N_("a page of it is damaged"));
    d->n_mark--;
    return true;
}

/* ---- forms ---- */

static bool draw(struct drawing *d, struct str content);

static bool draw_stream(struct drawing *d, pdf_object stream)
{
    struct buf content = {0};
    bool ok = pdf_stream(d->reading->file, stream, true, &content) ||
              pdf_refuse(d->reading, N_("a page of it cannot be read"));

    ok = ok && draw(d, buf_str(&content));
    buf_release(&content);
    return ok;
}

/* A form has resources of its own, or those of the page. */
static bool draw_form(struct drawing *d, pdf_object form)
{
    struct pdf_file *file = d->reading->file;
    pdf_object resources = pdf_get(file, form, "Resources");
    struct drawing inner = {.reading = d->reading,
                            .page = d->page,
                            .form = d->form + 1,
                            .resources = d->resources,
                            .font = d->font};
    struct marked around = now(d);

    if (d->form == MAX_FORMS) {
        pdf_drop(file, resources);
        return pdf_refuse(d->reading, N_("its structure is nested too deeply"));
    }
    if (pdf_kind(file, resources) == PDF_DICT)
        inner.resources = resources;
    inner.mark = mem_room(NULL, 0, &inner.cap_mark, sizeof(around));
    inner.mark[inner.n_mark++] = around;
    bool ok = draw_stream(&inner, form);
    free(inner.mark);
    free(inner.state);
    buf_release(&inner.shown);
    pdf_drop(file, resources);
    return ok;
}

static bool draw_object(struct drawing *d, const struct pdf_ops *ops)
{
    struct pdf_file *file = d->reading->file;
    pdf_object object = resource(d, "XObject", pdf_ops_last(ops, 0));
    pdf_object subtype = pdf_get(file, object, "Subtype");
    bool ok = !pdf_is_name(file, subtype, "Form") || draw_form(d, object);

    pdf_drop(file, subtype);
    pdf_drop(file, object);
    return ok;
}

/* ---- operations ---- */

static bool save_state(struct drawing *d)
{
    if (d->n_state == MAX_STATES)
        return pdf_refuse(d->reading, N_("its structure is nested too deeply"));
    d->state = mem_room(d->state, d->n_state, &d->cap_state, sizeof(*d->state));
    d->state[d->n_state++] = d->font;
    return true;
}

static bool operate(struct drawing *d, const struct pdf_ops *ops)
{
    struct str name = ops->name;

    if (str_is(name, "Tj") || str_is(name, "TJ") || str_is(name, "'") ||
        str_is(name, "\""))
        return show_all(d, ops);
    if (str_is(name, "Tf"))
        return take_font(d, ops);
    if (str_is(name, "gs"))
        return take_state(d, ops);
    if (str_is(name, "BDC") || str_is(name, "BMC"))
        return begin_mark(d, ops);
    if (str_is(name, "EMC"))
        return end_mark(d);
    if (str_is(name, "q"))
        return save_state(d);
    if (str_is(name, "Q") && d->n_state > 0)
        d->font = d->state[--d->n_state];
    if (str_is(name, "Do"))
        return draw_object(d, ops);
    return true;
}

static bool draw(struct drawing *d, struct str content)
{
    struct pdf_ops ops = {.bytes = content};
    bool ok = true;

    d->reading->content += content.len;
    if (d->reading->content > PDF_MAX_UNPACKED)
        return pdf_refuse(d->reading, N_("it draws too much"));
    while (ok && pdf_ops_next(&ops))
        ok = operate(d, &ops);
    if (ops.broken)
        ok = pdf_refuse(d->reading, N_("a page of it is damaged"));
    pdf_ops_release(&ops);
    return ok;
}

/* The page's own, or those of the pages above it. To be dropped. */
static pdf_object resources_of(struct pdf_file *file, pdf_object page)
{
    pdf_object resources = pdf_get(file, page, "Resources");
    pdf_object above = pdf_get(file, page, "Parent");

    for (int i = 0; i < PDF_MAX_DEPTH; i++) {
        if (pdf_kind(file, resources) == PDF_DICT)
            break;
        pdf_drop(file, resources);
        resources = pdf_get(file, above, "Resources");
        pdf_object next = pdf_get(file, above, "Parent");
        pdf_drop(file, above);
        above = next;
    }
    pdf_drop(file, above);
    return resources;
}

static void begin_drawing(struct drawing *d, struct pdf_reading *reading,
                          uint32_t page)
{
    size_t outside = page == UINT32_MAX ? reading->n_page : page;

    *d = (struct drawing){.reading = reading, .page = page};
    d->mark = mem_room(NULL, 0, &d->cap_mark, sizeof(*d->mark));
    d->mark[d->n_mark++] =
        (struct marked){pdf_place_outside(reading, outside), false};
}

static void end_drawing(struct drawing *d)
{
    free(d->mark);
    free(d->state);
    buf_release(&d->shown);
}

bool pdf_read_page(struct pdf_reading *reading, size_t page)
{
    struct pdf_file *file = reading->file;
    pdf_object object = pdf_page(file, page);
    pdf_object contents = pdf_get(file, object, "Contents");
    size_t n = pdf_items(file, contents);
    struct buf whole = {0};
    struct drawing d;
    bool ok = true;

    begin_drawing(&d, reading, (uint32_t)page);
    d.resources = resources_of(file, object);
    if (pdf_kind(file, contents) == PDF_STREAM)
        ok = draw_stream(&d, contents);
    /* The parts of an array are one content, cut between two tokens. */
    for (size_t i = 0; ok && i < n; i++) {
        pdf_object part = pdf_item(file, contents, i);
        ok = pdf_stream(file, part, true, &whole) ||
             pdf_refuse(reading, N_("a page of it cannot be read"));
        buf_add_char(&whole, '\n');
        pdf_drop(file, part);
    }
    ok = ok && draw(&d, buf_str(&whole));
    buf_release(&whole);
    end_drawing(&d);
    pdf_drop(file, d.resources);
    pdf_drop(file, contents);
    pdf_drop(file, object);
    return ok;
}

bool pdf_read_form(struct pdf_reading *reading, pdf_object form)
{
    struct drawing d;

    begin_drawing(&d, reading, UINT32_MAX);
    d.resources = pdf_get(reading->file, form, "Resources");
    d.form = 1;
    bool ok = draw_stream(&d, form);
    end_drawing(&d);
    pdf_drop(reading->file, d.resources);
    return ok;
}
