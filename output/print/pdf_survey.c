#include "output/print/pdf_reading.h"

#include <stdlib.h>
#include <string.h>

/* One a line. */
void pdf_add_other(struct pdf_reading *reading, struct str text)
{
    if (text.len == 0)
        return;
    buf_add_str(&reading->other, text);
    buf_add_char(&reading->other, '\n');
}

/* ---- names, each once ---- */

static uint64_t hash(struct str text)
{
    uint64_t h = 1469598103934665603u; /* FNV-1a */

    for (size_t i = 0; i < text.len; i++)
        h = (h ^ (unsigned char)text.ptr[i]) * 1099511628211u;
    return h;
}

/* The slot of a name, or the free one for it. */
static size_t *slot_of(const struct pdf_reading *reading, struct str name)
{
    size_t at = hash(name) % reading->cap_seen;

    for (;; at = (at + 1) % reading->cap_seen) {
        size_t *slot = &reading->seen[at];
        struct str known =
            str_cut(buf_str(&reading->other), *slot - 1, name.len + 1);
        if (*slot == 0 || (str_starts(known, name) && known.len > name.len &&
                           known.ptr[name.len] == '\n'))
            return slot;
    }
}

static void grow_seen(struct pdf_reading *reading)
{
    size_t *old = reading->seen, n = reading->cap_seen;
    struct buf name = {0};

    reading->cap_seen = n ? n * 2 : 1024;
    reading->seen = mem_alloc(reading->cap_seen * sizeof(*old));
    memset(reading->seen, 0, reading->cap_seen * sizeof(*old));
    for (size_t i = 0; i < n; i++) {
        if (old[i] == 0)
            continue;
        const char *from = reading->other.ptr + old[i] - 1;
        const char *end = memchr(from, '\n', reading->other.len - (old[i] - 1));
        buf_clear(&name);
        buf_add(&name, from, (size_t)(end - from));
        *slot_of(reading, buf_str(&name)) = old[i];
    }
    buf_release(&name);
    free(old);
}

/* Names say what kind of thing something is, a hundred thousand times. */
static void add_name(struct pdf_reading *reading, struct str name)
{
    if (name.len == 0)
        return;
    if (memchr(name.ptr, '\n', name.len)) {
        pdf_add_other(reading, name);
        return;
    }
    if (reading->n_seen * 2 >= reading->cap_seen)
        grow_seen(reading);
    size_t *slot = slot_of(reading, name);
    if (*slot)
        return;
    *slot = reading->other.len + 1;
    reading->n_seen++;
    pdf_add_other(reading, name);
}

/* ---- objects ---- */

/* What a map has no use for, and what a search for text does not see. */
static const char *refused(struct str name)
{
    static const struct {
        const char *name, *why;
    } row[] = {
        {"JS", N_("it holds scripts")},
        {"JavaScript", N_("it holds scripts")},
        {"EF", N_("it holds attached files")},
        {"EmbeddedFile", N_("it holds attached files")},
        {"EmbeddedFiles", N_("it holds attached files")},
        {"AcroForm", N_("it holds a form")},
        {"XFA", N_("it holds a form")},
        {"Launch", N_("it starts other programs")},
        {"RichMedia", N_("it holds sound or films")},
        {"Movie", N_("it holds sound or films")},
        {"Sound", N_("it holds sound or films")},
        {"Rendition", N_("it holds sound or films")},
    };

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
        if (str_is(name, row[i].name))
            return row[i].why;
    return NULL;
}

static bool survey(struct pdf_reading *reading, pdf_object object, int depth);

static bool survey_value(struct pdf_reading *reading, pdf_object value,
                         int depth)
{
    uint32_t number = pdf_number(reading->file, value);

    if (number == 0)
        return survey(reading, value, depth + 1);
    /* Only what survey_all() comes to may be pointed at. */
    if (pdf_generation(reading->file, value) || number > reading->n_object)
        return pdf_refuse(reading, N_("it was changed after it was written"));
    return true;
}

static bool survey_dict(struct pdf_reading *reading, pdf_object dict, int depth)
{
    struct buf keys = {0};
    bool ok = true;

    pdf_keys(reading->file, dict, &keys);
    for (size_t at = 0; ok && at < keys.len; at += strlen(keys.ptr + at) + 1) {
        const char *key = keys.ptr + at;
        const char *why = refused(str_of(key));
        if (why) {
            ok = pdf_refuse(reading, why);
            break;
        }
        add_name(reading, str_of(key));
        pdf_object value = pdf_get(reading->file, dict, key);
        ok = survey_value(reading, value, depth);
        pdf_drop(reading->file, value);
    }
    buf_release(&keys);
    return ok;
}

static bool survey_array(struct pdf_reading *reading, pdf_object array,
                         int depth)
{
    size_t n = pdf_items(reading->file, array);
    bool ok = true;

    for (size_t i = 0; ok && i < n; i++) {
        pdf_object item = pdf_item(reading->file, array, i);
        ok = survey_value(reading, item, depth);
        pdf_drop(reading->file, item);
    }
    return ok;
}

static bool survey_name(struct pdf_reading *reading, pdf_object object)
{
    struct str name = pdf_name(reading->file, object);
    const char *why = refused(name);

    add_name(reading, name);
    return !why || pdf_refuse(reading, why);
}

/* Pages draw forms and patterns, and so do annotations. */
static bool draws(struct pdf_reading *reading, pdf_object stream)
{
    pdf_object subtype = pdf_get(reading->file, stream, "Subtype");
    pdf_object pattern = pdf_get(reading->file, stream, "PatternType");
    bool does = pdf_is_name(reading->file, subtype, "Form") ||
                pdf_integer(reading->file, pattern) == 1;

    pdf_drop(reading->file, pattern);
    pdf_drop(reading->file, subtype);
    return does;
}

static bool survey_stream(struct pdf_reading *reading, pdf_object stream,
                          int depth)
{
    pdf_object type = pdf_get(reading->file, stream, "Type");
    struct buf bytes = {0};
    bool ok = !draws(reading, stream) || pdf_read_form(reading, stream);

    if (pdf_is_name(reading->file, type, "Metadata")) {
        ok = (ok && pdf_stream(reading->file, stream, true, &bytes)) ||
             pdf_refuse(reading, N_("its metadata cannot be read"));
        pdf_add_other(reading, buf_str(&bytes));
    }
    buf_release(&bytes);
    pdf_drop(reading->file, type);
    return ok && survey_dict(reading, stream, depth);
}

static bool survey(struct pdf_reading *reading, pdf_object object, int depth)
{
    if (depth > PDF_MAX_DEPTH)
        return pdf_refuse(reading, N_("its structure is nested too deeply"));
    switch (pdf_kind(reading->file, object)) {
    case PDF_STRING:
        pdf_add_other(reading, pdf_string_text(reading->file, object));
        return true;
    case PDF_NAME:
        return survey_name(reading, object);
    case PDF_ARRAY:
        return survey_array(reading, object, depth);
    case PDF_DICT:
        return survey_dict(reading, object, depth);
    case PDF_STREAM:
        return survey_stream(reading, object, depth);
    default:
        return true;
    }
}

bool pdf_survey(struct pdf_reading *reading)
{
    pdf_object trailer = pdf_trailer(reading->file);

    reading->n_object = pdf_count(reading->file);
    bool ok = survey_dict(reading, trailer, 0);
    pdf_drop(reading->file, trailer);
    if (reading->n_object > PDF_MAX_OBJECTS)
        return pdf_refuse(reading, N_("it has too many objects"));
    for (uint32_t i = 1; ok && i <= reading->n_object; i++) {
        pdf_object object = pdf_numbered(reading->file, i);
        ok = survey(reading, object, 0);
        pdf_drop(reading->file, object);
    }
    return ok;
}
