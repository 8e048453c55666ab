#include "base/xlsx_book.h"

#include "base/xlsx_text.h"

#include <stdlib.h>
#include <string.h>

/* What a handler works on. */
struct reading {
    struct xlsx_book *book;
    struct xml *xml;
    bool in_cell_formats;
};

static void no_close(void *context, const char *name)
{
    (void)context, (void)name;
}

static void no_text(void *context, const char *text, size_t len)
{
    (void)context, (void)text, (void)len;
}

static bool missing(const struct xlsx_book *book, const char *name,
                    struct err *err)
{
    return err_set(err, ERR_INPUT,
                   _("the workbook '%s' is damaged: its part '%s' is missing; "
                     "open it in a spreadsheet program and save it again"),
                   book->label, name);
}

struct xml *xlsx_part(struct xlsx_book *book, const char *name,
                      const struct xml_handler *handler, void *context,
                      struct err *err)
{
    bool found;
    struct in *in = in_part(book->parts, name, &found, err);

    if (in)
        return xml_open_sheet(in, book->label, handler, context);
    if (!found)
        missing(book, name, err);
    return NULL;
}

bool xlsx_part_read(struct xlsx_book *book, const char *name, bool required,
                    const struct xml_handler *handler, void *context,
                    struct xml **xml, struct err *err)
{
    bool found, more;

    struct in *in = in_part(book->parts, name, &found, err);
    if (!in && !found)
        return required ? missing(book, name, err) : true;
    *xml = in ? xml_open(in, book->label, handler, context) : NULL;
    bool ok = in && xml_run(*xml, &more, err);
    xml_close(*xml);
    *xml = NULL;
    return ok;
}

static const char *keep(struct xlsx_book *book, const char *text)
{
    struct str s = str_cut(str_of(text), 0, 1024);

    return arena_copy(&book->arena, s.ptr, s.len);
}

static void on_workbook(void *context, const char *name,
                        const char *const *attr)
{
    struct reading *reading = context;
    struct xlsx_book *book = reading->book;

    if (strcmp(name, "workbookPr") == 0) {
        const char *flag = xml_attr(attr, "date1904");
        book->from_1904 =
            flag && (strcmp(flag, "1") == 0 || strcmp(flag, "true") == 0);
    }
    if (strcmp(name, "sheet") != 0)
        return;
    if (book->n_sheet == XLSX_MAX_SHEETS) {
        xml_refuse(reading->xml, N_("it has more than 1,024 sheets"));
        return;
    }
    book->sheet = mem_room(book->sheet, book->n_sheet, &book->cap_sheet,
                           sizeof(*book->sheet));
    book->sheet[book->n_sheet++] = (struct xlsx_sheet){
        .name = keep(book, xml_attr(attr, "name")),
        .id = keep(book, xml_attr(attr, "id")),
    };
}

/* The member a relation of xl/workbook.xml points to. */
static const char *part_of(struct xlsx_book *book, const char *target)
{
    const char *part = target[0] == '/'
                           ? keep(book, target + 1)
                           : arena_format(&book->arena, "xl/%.1024s", target);

    return part;
}

static void on_relation(void *context, const char *name,
                        const char *const *attr)
{
    struct xlsx_book *book = ((struct reading *)context)->book;
    struct str type = str_of(xml_attr(attr, "Type"));
    const char *target = xml_attr(attr, "Target");
    const char *id = xml_attr(attr, "Id");

    if (strcmp(name, "Relationship") != 0 || !target || !id)
        return;
    if (str_ends(type, STR("/sharedStrings")))
        book->strings_part = part_of(book, target);
    else if (str_ends(type, STR("/styles")))
        book->styles_part = part_of(book, target);
    if (!str_ends(type, STR("/worksheet")))
        return;
    for (size_t i = 0; i < book->n_sheet; i++)
        if (!book->sheet[i].part && strcmp(book->sheet[i].id, id) == 0)
            book->sheet[i].part = part_of(book, target);
}

/* Charts have a sheet of their own and no rows. */
static void drop_sheets_without_rows(struct xlsx_book *book)
{
    size_t n = 0;

    for (size_t i = 0; i < book->n_sheet; i++)
        if (book->sheet[i].part)
            book->sheet[n++] = book->sheet[i];
    book->n_sheet = n;
}

bool xlsx_book_read(struct xlsx_book *book, const struct in_source *source,
                    struct err *err)
{
    static const struct xml_handler workbook = {on_workbook, no_close, no_text};
    static const struct xml_handler relations = {on_relation, no_close,
                                                 no_text};
    struct reading reading = {.book = book};

    book->label = source->label;
    book->parts = in_parts_open(source, err);
    if (!book->parts ||
        !xlsx_part_read(book, "xl/workbook.xml", true, &workbook, &reading,
                        &reading.xml, err) ||
        !xlsx_part_read(book, "xl/_rels/workbook.xml.rels", true, &relations,
                        &reading, &reading.xml, err))
        return false;
    drop_sheets_without_rows(book);
    if (book->n_sheet == 0)
        return err_set(err, ERR_INPUT,
                       _("the workbook '%s' has no sheet with rows"),
                       book->label);
    return xlsx_styles_read(book, err) && xlsx_strings_read(book, err);
}

void xlsx_book_release(struct xlsx_book *book)
{
    in_parts_close(book->parts);
    arena_release(&book->arena);
    free(book->sheet);
    free(book->is_date);
    buf_release(&book->strings.text);
    free(book->strings.start);
    *book = (struct xlsx_book){0};
}
