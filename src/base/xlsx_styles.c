#include "base/xlsx_book.h"
#include "base/xlsx_text.h"

#include <stdlib.h>
#include <string.h>

#define MAX_FORMATS 4096

/* Formats are listed before the styles that use them. */
struct reading {
    struct xlsx_book *book;
    struct xml *xml;
    bool in_styles;
    long format[MAX_FORMATS]; /* numbers of own formats that show dates */
    size_t n_format;
};

/* Numbers that need no format code, those of Japanese locales included
 * (ECMA-376 part 1, 18.8.30). */
static bool is_builtin_date(long format)
{
    return (format >= 14 && format <= 17) || format == 22 ||
           (format >= 27 && format <= 31) || format == 36 ||
           (format >= 50 && format <= 54) || format == 57 || format == 58;
}

static bool is_date(const struct reading *reading, long format)
{
    for (size_t i = 0; i < reading->n_format; i++)
        if (reading->format[i] == format)
            return true;
    return is_builtin_date(format);
}

static void add_style(struct reading *reading, long format)
{
    struct xlsx_book *book = reading->book;

    if (book->n_style == XLSX_MAX_STYLES) {
        xml_refuse(reading->xml, N_("it has more than 65,536 styles"));
        return;
    }
    book->is_date = mem_room(book->is_date, book->n_style, &book->cap_style,
                             sizeof(*book->is_date));
    book->is_date[book->n_style++] = is_date(reading, format);
}

static void on_open(void *context, const char *name, const char *const *attr)
{
    struct reading *reading = context;
    const char *number = xml_attr(attr, "numFmtId");
    const char *code = xml_attr(attr, "formatCode");
    long format = number ? strtol(number, NULL, 10) : 0;

    if (strcmp(name, "cellXfs") == 0)
        reading->in_styles = true;
    else if (strcmp(name, "xf") == 0 && reading->in_styles)
        add_style(reading, format);
    else if (strcmp(name, "numFmt") == 0 && code &&
             reading->n_format < MAX_FORMATS && xlsx_format_is_date(code))
        reading->format[reading->n_format++] = format;
}

static void on_close(void *context, const char *name)
{
    if (strcmp(name, "cellXfs") == 0)
        ((struct reading *)context)->in_styles = false;
}

static void no_text(void *context, const char *text, size_t len)
{
    (void)context, (void)text, (void)len;
}

bool xlsx_styles_read(struct xlsx_book *book, struct err *err)
{
    static const struct xml_handler handler = {on_open, on_close, no_text};
    struct reading *reading;

    if (!book->styles_part)
        return true;
    reading = mem_alloc(sizeof(*reading));
    memset(reading, 0, sizeof(*reading));
    reading->book = book;
    bool ok = xlsx_part_read(book, book->styles_part, false, &handler, reading,
                             &reading->xml, err);
    free(reading);
    return ok;
}
