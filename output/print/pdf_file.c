#include "output/print/pdf_file.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

struct pdf_file {
    qpdf_data qpdf;
    struct buf key;     /* a name with its '/' */
    struct buf text;    /* the last string returned */
    struct buf trouble; /* the first thing that went wrong */
};

static void note(struct pdf_file *file, qpdf_error error)
{
    if (error && file->trouble.len == 0) {
        buf_add_text(&file->trouble,
                     qpdf_get_error_message_detail(file->qpdf, error));
        if (file->trouble.len == 0)
            buf_add_char(&file->trouble, '?');
    }
}

const char *pdf_trouble(struct pdf_file *file)
{
    if (qpdf_has_error(file->qpdf))
        note(file, qpdf_get_error(file->qpdf));
    while (qpdf_more_warnings(file->qpdf))
        note(file, qpdf_next_warning(file->qpdf));
    return file->trouble.len ? file->trouble.ptr : NULL;
}

struct pdf_file *pdf_open(struct str bytes, const char *label, struct err *err)
{
    struct pdf_file *file = mem_alloc(sizeof(*file));

    *file = (struct pdf_file){.qpdf = qpdf_init()};
    /* What goes wrong is asked for, never printed. */
    qpdf_silence_errors(file->qpdf);
    qpdf_set_suppress_warnings(file->qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(file->qpdf, QPDF_FALSE);
    qpdf_read_memory(file->qpdf, label, bytes.ptr, bytes.len, NULL);
    const char *trouble = pdf_trouble(file);
    if (!trouble)
        return file;
    err_set(err, ERR_INPUT, _("'%s' is not a sound PDF: %s"), label, trouble);
    pdf_close(file);
    return NULL;
}

void pdf_close(struct pdf_file *file)
{
    if (!file)
        return;
    qpdf_cleanup(&file->qpdf);
    buf_release(&file->key);
    buf_release(&file->text);
    buf_release(&file->trouble);
    free(file);
}

bool pdf_save(struct pdf_file *file, struct buf *out)
{
    qpdf_data qpdf = file->qpdf;

    qpdf_init_write_memory(qpdf);
    qpdf_set_object_stream_mode(qpdf, qpdf_o_generate);
    qpdf_set_compress_streams(qpdf, QPDF_TRUE);
    qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
    qpdf_force_pdf_version(qpdf, "1.7");
    qpdf_write(qpdf);
    if (pdf_trouble(file))
        return false;
    buf_add(out, qpdf_get_buffer(qpdf), qpdf_get_buffer_length(qpdf));
    return true;
}

bool pdf_encrypted(struct pdf_file *file)
{
    return qpdf_is_encrypted(file->qpdf);
}

/* ---- reading ---- */

pdf_object pdf_trailer(struct pdf_file *file)
{
    return qpdf_get_trailer(file->qpdf);
}

pdf_object pdf_root(struct pdf_file *file)
{
    return qpdf_get_root(file->qpdf);
}

uint32_t pdf_count(struct pdf_file *file)
{
    pdf_object trailer = pdf_trailer(file);
    pdf_object size = pdf_get(file, trailer, "Size");
    long long n = pdf_integer(file, size);

    pdf_drop(file, size);
    pdf_drop(file, trailer);
    return n > 0 && n <= INT32_MAX ? (uint32_t)n - 1 : 0;
}

pdf_object pdf_numbered(struct pdf_file *file, uint32_t number)
{
    return qpdf_get_object_by_id(file->qpdf, (int)number, 0);
}

size_t pdf_pages(struct pdf_file *file)
{
    int n = qpdf_get_num_pages(file->qpdf);
    return n > 0 ? (size_t)n : 0;
}

pdf_object pdf_page(struct pdf_file *file, size_t i)
{
    return qpdf_get_page_n(file->qpdf, i);
}

enum pdf_kind pdf_kind(struct pdf_file *file, pdf_object object)
{
    switch (qpdf_oh_get_type_code(file->qpdf, object)) {
    case ot_boolean:
    case ot_real:
        return PDF_OTHER;
    case ot_integer:
        return PDF_INTEGER;
    case ot_string:
        return PDF_STRING;
    case ot_name:
        return PDF_NAME;
    case ot_array:
        return PDF_ARRAY;
    case ot_dictionary:
        return PDF_DICT;
    case ot_stream:
        return PDF_STREAM;
    default:
        return PDF_NULL;
    }
}

uint32_t pdf_number(struct pdf_file *file, pdf_object object)
{
    int id = qpdf_oh_get_object_id(file->qpdf, object);
    return id > 0 ? (uint32_t)id : 0;
}

uint32_t pdf_generation(struct pdf_file *file, pdf_object object)
{
    int generation = qpdf_oh_get_generation(file->qpdf, object);
    return generation > 0 ? (uint32_t)generation : 0;
}

long long pdf_integer(struct pdf_file *file, pdf_object object)
{
    long long value = 0;
    return qpdf_oh_get_value_as_longlong(file->qpdf, object, &value) ? value
                                                                     : 0;
}

static struct str kept(struct pdf_file *file, const char *ptr, size_t len)
{
    buf_clear(&file->text);
    buf_add(&file->text, ptr, len);
    return buf_str(&file->text);
}

struct str pdf_name(struct pdf_file *file, pdf_object object)
{
    const char *name;
    size_t len;

    if (!qpdf_oh_get_value_as_name(file->qpdf, object, &name, &len) || len < 1)
        return STR("");
    return kept(file, name + 1, len - 1);
}

bool pdf_is_name(struct pdf_file *file, pdf_object object, const char *name)
{
    return str_is(pdf_name(file, object), name);
}

struct str pdf_string(struct pdf_file *file, pdf_object object)
{
    const char *text;
    size_t len;

    if (!qpdf_oh_get_value_as_string(file->qpdf, object, &text, &len))
        return STR("");
    return kept(file, text, len);
}

struct str pdf_string_text(struct pdf_file *file, pdf_object object)
{
    struct str bytes = pdf_string(file, object);
    bool wide = str_starts(bytes, STR("\xFE\xFF")) ||
                str_starts(bytes, STR("\xFF\xFE"));
    const char *text;
    size_t len;

    /* Names of destinations and addresses are bytes, and ours are UTF-8. */
    if (!wide && str_valid_utf8(bytes))
        return str_starts(bytes, STR("\xEF\xBB\xBF"))
                   ? str_cut(bytes, 3, bytes.len)
                   : bytes;
    if (!qpdf_oh_get_value_as_utf8(file->qpdf, object, &text, &len))
        return STR("");
    return kept(file, text, len);
}

size_t pdf_items(struct pdf_file *file, pdf_object array)
{
    if (pdf_kind(file, array) != PDF_ARRAY)
        return 0;
    int n = qpdf_oh_get_array_n_items(file->qpdf, array);
    return n > 0 ? (size_t)n : 0;
}

pdf_object pdf_item(struct pdf_file *file, pdf_object array, size_t i)
{
    return qpdf_oh_get_array_item(file->qpdf, array, (int)i);
}

static const char *slashed(struct pdf_file *file, const char *key)
{
    buf_clear(&file->key);
    buf_add_char(&file->key, '/');
    buf_add_text(&file->key, key);
    return file->key.ptr;
}

/* The dictionary itself, or that of a stream; to be dropped. */
static pdf_object dict_of(struct pdf_file *file, pdf_object object)
{
    switch (pdf_kind(file, object)) {
    case PDF_DICT:
        return qpdf_oh_new_object(file->qpdf, object);
    case PDF_STREAM:
        return qpdf_oh_get_dict(file->qpdf, object);
    default:
        return qpdf_oh_new_null(file->qpdf);
    }
}

pdf_object pdf_get(struct pdf_file *file, pdf_object dict, const char *key)
{
    pdf_object of = dict_of(file, dict);
    pdf_object value =
        qpdf_oh_get_key_if_dict(file->qpdf, of, slashed(file, key));

    pdf_drop(file, of);
    return value;
}

void pdf_keys(struct pdf_file *file, pdf_object dict, struct buf *keys)
{
    pdf_object of = dict_of(file, dict);

    if (pdf_kind(file, of) == PDF_DICT) {
        qpdf_oh_begin_dict_key_iter(file->qpdf, of);
        while (qpdf_oh_dict_more_keys(file->qpdf)) {
            const char *key = qpdf_oh_dict_next_key(file->qpdf);
            if (key && key[0] == '/')
                buf_add(keys, key + 1, strlen(key));
        }
    }
    pdf_drop(file, of);
}

bool pdf_stream(struct pdf_file *file, pdf_object stream, bool decoded,
                struct buf *bytes)
{
    unsigned char *data = NULL;
    size_t len = 0;
    QPDF_BOOL filtered = QPDF_FALSE;

    qpdf_oh_get_stream_data(file->qpdf, stream,
                            decoded ? qpdf_dl_generalized : qpdf_dl_none,
                            &filtered, &data, &len);
    bool ok = !pdf_trouble(file) && (!decoded || filtered);
    if (ok && len)
        buf_add(bytes, data, len);
    free(data);
    return ok;
}

void pdf_drop(struct pdf_file *file, pdf_object object)
{
    qpdf_oh_release(file->qpdf, object);
}

/* ---- writing ---- */

pdf_object pdf_parse(struct pdf_file *file, const char *syntax)
{
    return qpdf_oh_parse(file->qpdf, syntax);
}

pdf_object pdf_new_text(struct pdf_file *file, const char *utf8)
{
    return qpdf_oh_new_unicode_string(file->qpdf, utf8);
}

pdf_object pdf_stand(struct pdf_file *file, pdf_object object)
{
    return qpdf_make_indirect_object(file->qpdf, object);
}

pdf_object pdf_new_stream(struct pdf_file *file, struct str bytes)
{
    pdf_object stream = qpdf_oh_new_stream(file->qpdf);

    pdf_replace(file, stream, bytes);
    return stream;
}

static void replace(struct pdf_file *file, pdf_object stream, struct str bytes,
                    pdf_object filter)
{
    pdf_object none = qpdf_oh_new_null(file->qpdf);

    qpdf_oh_replace_stream_data(file->qpdf, stream,
                                (const unsigned char *)bytes.ptr, bytes.len,
                                filter, none);
    pdf_drop(file, none);
    pdf_drop(file, filter);
}

void pdf_replace(struct pdf_file *file, pdf_object stream, struct str bytes)
{
    replace(file, stream, bytes, qpdf_oh_new_null(file->qpdf));
}

void pdf_replace_packed(struct pdf_file *file, pdf_object stream,
                        struct str packed)
{
    replace(file, stream, packed, pdf_parse(file, "/FlateDecode"));
}

void pdf_set(struct pdf_file *file, pdf_object dict, const char *key,
             pdf_object value)
{
    pdf_object of = dict_of(file, dict);

    qpdf_oh_replace_key(file->qpdf, of, slashed(file, key), value);
    pdf_drop(file, of);
}

void pdf_remove(struct pdf_file *file, pdf_object dict, const char *key)
{
    pdf_object of = dict_of(file, dict);

    qpdf_oh_remove_key(file->qpdf, of, slashed(file, key));
    pdf_drop(file, of);
}

void pdf_append(struct pdf_file *file, pdf_object array, pdf_object item)
{
    qpdf_oh_append_item(file->qpdf, array, item);
}
