#include "base/xlsx_book.h"
#include "base/xlsx_text.h"

#include <string.h>

/* An item is <t>, or runs <r><t>; <rPh> holds its reading in kana. */
struct reading {
    struct xlsx_strings *strings;
    struct xml *xml;
    bool in_item, in_phonetic, in_text;
};

static void start_add(struct reading *reading)
{
    struct xlsx_strings *strings = reading->strings;

    if (strings->n == XLSX_MAX_STRINGS) {
        xml_refuse(reading->xml, N_("it holds more than 4 million strings"));
        return;
    }
    /* one more, for the end of the last */
    strings->start = mem_room(strings->start, strings->n + 1, &strings->cap,
                              sizeof(*strings->start));
    strings->start[strings->n++] = (uint32_t)strings->text.len;
}

static void on_open(void *context, const char *name, const char *const *attr)
{
    struct reading *reading = context;

    (void)attr;
    if (strcmp(name, "si") == 0) {
        reading->in_item = true;
        start_add(reading);
    } else if (strcmp(name, "rPh") == 0) {
        reading->in_phonetic = true;
    } else if (strcmp(name, "t") == 0) {
        reading->in_text = reading->in_item && !reading->in_phonetic;
    }
}

static void on_close(void *context, const char *name)
{
    struct reading *reading = context;
    struct xlsx_strings *strings = reading->strings;

    if (strcmp(name, "t") == 0) {
        reading->in_text = false;
    } else if (strcmp(name, "rPh") == 0) {
        reading->in_phonetic = false;
    } else if (strcmp(name, "si") == 0 && reading->in_item) {
        reading->in_item = false;
        xlsx_unescape(&strings->text, strings->start[strings->n - 1]);
    }
}

static void on_text(void *context, const char *text, size_t len)
{
    struct reading *reading = context;
    struct buf *all = &reading->strings->text;

    if (!reading->in_text)
        return;
    if (len > XLSX_MAX_TEXT - all->len)
        xml_refuse(reading->xml, N_("it holds more than 80 MiB of text"));
    else
        buf_add(all, text, len);
}

bool xlsx_strings_read(struct xlsx_book *book, struct err *err)
{
    static const struct xml_handler handler = {on_open, on_close, on_text};
    struct xlsx_strings *strings = &book->strings;
    struct reading reading = {.strings = strings};

    if (book->strings_part &&
        !xlsx_part_read(book, book->strings_part, false, &handler, &reading,
                        &reading.xml, err))
        return false;
    if (strings->n > 0)
        strings->start[strings->n] = (uint32_t)strings->text.len;
    return true;
}

bool xlsx_string(const struct xlsx_strings *strings, struct str index,
                 struct str *text)
{
    size_t i = 0;

    if (!str_digits(index) || index.len > 9)
        return false;
    for (size_t at = 0; at < index.len; at++)
        i = i * 10 + (size_t)(index.ptr[at] - '0');
    if (i >= strings->n)
        return false;
    *text = str_cut(buf_str(&strings->text), strings->start[i],
                    strings->start[i + 1] - strings->start[i]);
    return true;
}
