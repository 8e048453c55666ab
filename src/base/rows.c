#include "base/rows.h"

#include "base/csv.h"
#include "base/xlsx.h"

#include <stdlib.h>
#include <string.h>

/* One of the two. */
struct rows {
    struct csv *csv;
    struct xlsx *xlsx;
};

/* What a file that is no table starts with, and what its reader is told. */
static const struct {
    struct str start;
    const char *sentence;
} imposters[] = {
    {{"\xFF\xFE", 2},
     N_("'%s' is text in UTF-16, which is not read; save it as CSV UTF-8 or "
        "as XLSX")},
    {{"\xFE\xFF", 2},
     N_("'%s' is text in UTF-16, which is not read; save it as CSV UTF-8 or "
        "as XLSX")},
    {{"PK\3\4", 4},
     N_("'%s' is a zip where a table was expected; unpack it and name what is "
        "inside")},
    {{"%PDF", 4},
     N_("'%s' is a PDF, from which tables are not read; look for the XLSX or "
        "CSV beside it")},
    {{"\xD0\xCF\x11\xE0", 4},
     N_("'%s' is a workbook in the old XLS form or one with a password; save "
        "it as XLSX or CSV")},
    {{"\x1F\x8B", 2}, N_("'%s' is packed with gzip; unpack it first")},
};

static struct str first_line(struct str head)
{
    size_t len = 0;

    while (len < head.len && head.ptr[len] != '\n' && head.ptr[len] != '\r')
        len++;
    return str_cut(head, 0, len);
}

static bool is_table(struct str head, const char *label, struct err *err)
{
    struct str text = str_trim(head);
    struct str line = first_line(head);

    for (size_t i = 0; i < sizeof(imposters) / sizeof(*imposters); i++)
        if (str_starts(head, imposters[i].start))
            return err_set(err, ERR_INPUT, _(imposters[i].sentence), label);
    if (text.len > 0 && text.ptr[0] == '<')
        return err_set(err, ERR_INPUT,
                       _("'%s' is a web page, not a table; fetch the file that "
                         "the page links to"),
                       label);
    if (line.len > 0 && memchr(line.ptr, '\0', line.len))
        return err_set(err, ERR_INPUT,
                       _("'%s' is not text: its first line holds NUL bytes; "
                         "save it as CSV UTF-8 or as XLSX"),
                       label);
    return true;
}

static struct csv *open_csv(const struct in_source *source, size_t sheet,
                            struct err *err)
{
    struct in *in = NULL;
    struct csv *csv = NULL;

    if (sheet > 0)
        err_set(err, ERR_INPUT, _("'%s' has no sheets: it is not a workbook"),
                source->label);
    else
        in = in_open(source, err);
    if (in)
        csv = csv_open(in, err);
    if (!csv || is_table(csv_head(csv), source->label, err))
        return csv;
    csv_close(csv);
    return NULL;
}

struct rows *rows_open(const struct in_source *source, size_t sheet,
                       struct err *err)
{
    struct rows found = {0};

    if (source->form == IN_WORKBOOK)
        found.xlsx = xlsx_open(source, sheet, err);
    else
        found.csv = open_csv(source, sheet, err);
    if (!found.xlsx && !found.csv)
        return NULL;
    struct rows *rows = mem_alloc(sizeof(*rows));
    *rows = found;
    return rows;
}

size_t rows_sheet_count(const struct rows *rows)
{
    return rows->xlsx ? xlsx_sheet_count(rows->xlsx) : 1;
}

const char *rows_sheet_name(const struct rows *rows)
{
    return rows->xlsx ? xlsx_sheet_name(rows->xlsx) : "";
}

bool rows_turn(struct rows *rows, size_t sheet, struct err *err)
{
    return rows->xlsx ? xlsx_turn(rows->xlsx, sheet, err)
                      : err_set(err, ERR_INTERNAL, _("no sheet to turn to"));
}

void rows_expect(struct rows *rows, size_t n_cell)
{
    if (rows->csv)
        csv_expect(rows->csv, n_cell);
}

bool rows_next(struct rows *rows, struct row *row, struct err *err)
{
    return rows->xlsx ? xlsx_next(rows->xlsx, row, err)
                      : csv_next(rows->csv, row, err);
}

const char *rows_encoding(const struct rows *rows)
{
    return rows->xlsx ? "XLSX" : csv_encoding(rows->csv);
}

bool rows_unfinished(const struct rows *rows)
{
    return rows->csv && csv_unfinished(rows->csv);
}

void rows_close(struct rows *rows)
{
    if (!rows)
        return;
    xlsx_close(rows->xlsx);
    csv_close(rows->csv);
    free(rows);
}
