#include "output/print/pdf_own.h"

#include <string.h>

/* Kinds of elements; more are not shared. */
#define MOST_KINDS 24

struct finishing {
    struct pdf_file *file;
    const struct pdf_about *about;
    size_t n_figure; /* seen so far */
    /* One of each, however many elements have it: a thousand sheets have a
     * hundred thousand elements. */
    pdf_object kind[MOST_KINDS];
    size_t n_kind;
    pdf_object scope[2]; /* [of a row] */
};

/* Set dict[key] to what the syntax says. */
static void set_parsed(struct finishing *f, pdf_object dict, const char *key,
                       const char *syntax)
{
    pdf_object value = pdf_parse(f->file, syntax);

    pdf_set(f->file, dict, key, value);
    pdf_drop(f->file, value);
}

static void set_text(struct finishing *f, pdf_object dict, const char *key,
                     const char *text)
{
    if (!text)
        return;
    pdf_object value = pdf_new_text(f->file, text);
    pdf_set(f->file, dict, key, value);
    pdf_drop(f->file, value);
}

/* Everything that stands by itself and that Cairo did not say. */
static void set_information(struct finishing *f)
{
    pdf_object info = pdf_parse(f->file, "<< >>");
    pdf_object indirect = pdf_stand(f->file, info);
    pdf_object trailer = pdf_trailer(f->file);
    struct str day = str_of(f->about->created);

    set_text(f, indirect, "Title", f->about->title);
    set_text(f, indirect, "Author", f->about->author);
    set_text(f, indirect, "Creator", PDF_PRODUCER);
    set_text(f, indirect, "Producer", PDF_PRODUCER);
    if (day.len == 10) {
        char date[32] = "D:";
        memcpy(date + 2, day.ptr, 4);
        memcpy(date + 6, day.ptr + 5, 2);
        memcpy(date + 8, day.ptr + 8, 2);
        memcpy(date + 10, "000000+09'00'", 14);
        set_text(f, indirect, "CreationDate", date);
    }
    pdf_set(f->file, trailer, "Info", indirect);
    pdf_drop(f->file, info);
    pdf_drop(f->file, indirect);
    pdf_drop(f->file, trailer);
}

static void set_metadata(struct finishing *f, pdf_object root)
{
    struct buf xmp = {0};

    pdf_add_xmp(&xmp, f->about);
    pdf_object stream = pdf_new_stream(f->file, buf_str(&xmp));
    set_parsed(f, stream, "Type", "/Metadata");
    set_parsed(f, stream, "Subtype", "/XML");
    pdf_set(f->file, root, "Metadata", stream);
    pdf_drop(f->file, stream);
    buf_release(&xmp);
}

/* ---- elements ---- */

static bool is_element(struct finishing *f, pdf_object element,
                       const char *name)
{
    pdf_object s = pdf_get(f->file, element, "S");
    bool is = pdf_is_name(f->file, s, name);

    pdf_drop(f->file, s);
    return is;
}

/* Call for each element below: /K is one or an array of them, among numbers
 * of marked content. */
static void each_below(struct finishing *f, pdf_object element,
                       void (*call)(struct finishing *f, pdf_object below,
                                    int depth, void *context),
                       int depth, void *context)
{
    pdf_object k = pdf_get(f->file, element, "K");
    size_t n = pdf_items(f->file, k);

    if (pdf_kind(f->file, k) == PDF_DICT)
        call(f, k, depth, context);
    for (size_t i = 0; i < n; i++) {
        pdf_object item = pdf_item(f->file, k, i);
        if (pdf_kind(f->file, item) == PDF_DICT)
            call(f, item, depth, context);
        pdf_drop(f->file, item);
    }
    pdf_drop(f->file, k);
}

static void find_data(struct finishing *f, pdf_object cell, int depth,
                      void *context)
{
    bool *data = context;

    (void)depth;
    *data |= is_element(f, cell, "TD");
}

static void set_scope(struct finishing *f, pdf_object cell, int depth,
                      void *context)
{
    const bool *data = context;

    (void)depth;
    if (is_element(f, cell, "TH"))
        pdf_set(f->file, cell, "A", f->scope[*data]);
}

/* Make it small: without what is optional, and its kind shared. */
static void shrink_element(struct finishing *f, pdf_object element)
{
    pdf_object s = pdf_get(f->file, element, "S");
    struct buf name = {0};
    size_t i = 0;

    buf_add_str(&name, pdf_name(f->file, s));
    if (name.len) {
        pdf_remove(f->file, element, "Type");
        while (i < f->n_kind && !pdf_is_name(f->file, f->kind[i], name.ptr))
            i++;
        if (i < f->n_kind)
            pdf_set(f->file, element, "S", f->kind[i]);
        else if (i < MOST_KINDS)
            f->kind[f->n_kind++] = pdf_get(f->file, element, "S");
    }
    buf_release(&name);
    pdf_drop(f->file, s);
}

static void finish_element(struct finishing *f, pdf_object element, int depth,
                           void *context)
{
    bool data = false;

    (void)context;
    shrink_element(f, element);
    if (is_element(f, element, "Figure")) {
        if (f->n_figure < f->about->n_figure)
            set_text(f, element, "Alt", f->about->figure[f->n_figure]);
        f->n_figure++;
    }
    if (is_element(f, element, "TR")) {
        each_below(f, element, find_data, depth, &data);
        each_below(f, element, set_scope, depth, &data);
    }
    if (depth < PDF_MAX_DEPTH)
        each_below(f, element, finish_element, depth + 1, NULL);
}

/* ---- pages and objects ---- */

/* Where a link inside the document leads, by the name of its destination. */
static void add_target(struct buf *contents, struct str name)
{
    static const struct {
        const char *start, *before, *after;
    } row[] = {{"pin-", "地図の番号", "へのリンク"},
               {"map-", "拡大図", "へのリンク"}};

    if (str_starts(name, STR("facility-"))) {
        buf_add_text(contents, "一覧のこの施設へのリンク");
        return;
    }
    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        size_t len = strlen(row[i].start);
        if (!str_starts(name, str_of(row[i].start)))
            continue;
        buf_add_text(contents, row[i].before);
        buf_add_str(contents, str_cut(name, len, name.len));
        buf_add_text(contents, row[i].after);
        return;
    }
    buf_add_text(contents, "この文書の中へのリンク");
}

/* A link tells where it leads to those who do not see its place. */
static void finish_link(struct finishing *f, pdf_object link)
{
    pdf_object action = pdf_get(f->file, link, "A");
    pdf_object uri = pdf_get(f->file, action, "URI");
    pdf_object name = pdf_get(f->file, link, "Dest");
    struct buf contents = {0};

    if (pdf_kind(f->file, uri) == PDF_STRING)
        buf_add_str(&contents, pdf_string_text(f->file, uri));
    else
        add_target(&contents, pdf_string_text(f->file, name));
    set_text(f, link, "Contents", contents.ptr);
    set_parsed(f, link, "F", "4"); /* printed */
    buf_release(&contents);
    pdf_drop(f->file, name);
    pdf_drop(f->file, uri);
    pdf_drop(f->file, action);
}

static void finish_objects(struct finishing *f)
{
    uint32_t n = pdf_count(f->file);

    for (uint32_t i = 1; i <= n; i++) {
        pdf_object object = pdf_numbered(f->file, i);
        pdf_object subtype = pdf_get(f->file, object, "Subtype");
        if (pdf_is_name(f->file, subtype, "Link"))
            finish_link(f, object);
        else if (pdf_is_name(f->file, subtype, "CIDFontType2"))
            set_parsed(f, object, "CIDToGIDMap", "/Identity");
        pdf_drop(f->file, subtype);
        pdf_drop(f->file, object);
    }
}

static bool finish_pages(struct finishing *f)
{
    size_t n = pdf_pages(f->file);
    struct buf content = {0}, marked = {0}, packed = {0};
    bool ok = n > 0;

    for (size_t i = 0; ok && i < n; i++) {
        pdf_object page = pdf_page(f->file, i);
        pdf_object stream = pdf_get(f->file, page, "Contents");
        set_parsed(f, page, "Tabs", "/S");
        buf_clear(&content);
        buf_clear(&marked);
        buf_clear(&packed);
        ok = pdf_stream(f->file, stream, true, &content) &&
             pdf_mark_artifacts(buf_str(&content), &marked);
        /* All pages wait in memory until the file is saved. */
        pdf_pack(buf_str(&marked), &packed);
        ok = ok && packed.len > 0;
        if (ok)
            pdf_replace_packed(f->file, stream, buf_str(&packed));
        pdf_drop(f->file, stream);
        pdf_drop(f->file, page);
    }
    buf_release(&content);
    buf_release(&marked);
    buf_release(&packed);
    return ok;
}

static bool finish(struct finishing *f)
{
    pdf_object root = pdf_root(f->file);
    pdf_object tree = pdf_get(f->file, root, "StructTreeRoot");
    bool tagged = pdf_kind(f->file, tree) == PDF_DICT;

    for (int row = 0; row < 2; row++) {
        pdf_object scope =
            pdf_parse(f->file, row ? "<< /O /Table /Scope /Row >>"
                                   : "<< /O /Table /Scope /Column >>");
        f->scope[row] = pdf_stand(f->file, scope);
        pdf_drop(f->file, scope);
    }
    set_text(f, root, "Lang", f->about->language);
    set_parsed(f, root, "MarkInfo", "<< /Marked true >>");
    set_parsed(f, root, "ViewerPreferences", "<< /DisplayDocTitle true >>");
    set_metadata(f, root);
    set_information(f);
    each_below(f, tree, finish_element, 0, NULL);
    finish_objects(f);
    pdf_drop(f->file, tree);
    pdf_drop(f->file, root);
    return tagged && finish_pages(f);
}

bool pdf_finish(struct buf *pdf, const struct pdf_about *about, struct err *err)
{
    struct finishing f = {.about = about};
    struct buf done = {0};
    struct err why = {0};

    f.file = pdf_open(buf_str(pdf), about->title, &why);
    if (!f.file)
        return err_set(err, ERR_INTERNAL, "%s", why.text);
    bool ok =
        finish(&f) && f.n_figure == about->n_figure && pdf_save(f.file, &done);
    if (ok) {
        buf_release(pdf);
        *pdf = done;
    } else {
        const char *trouble = pdf_trouble(f.file);
        err_set(err, ERR_INTERNAL,
                _("the PDF '%s' could not be completed: %s; this is a fault "
                  "of the program"),
                about->title,
                trouble ? trouble : _("its structure is not as expected"));
        buf_release(&done);
    }
    pdf_close(f.file);
    return ok;
}
