#include "base/rows.h"
#include "people/mesh_file.h"

#include <stdlib.h>

/* ---- headings ---- */

/* One row of headings, kept. */
static bool keep_row(struct rows *rows, const char *label, struct arena *arena,
                     struct str **heading, size_t *n, struct err *err)
{
    struct row row = {0};

    if (!rows_next(rows, &row, err))
        return err_in(err, "'%s'", label);
    *n = row.fault || !row.cell ? 0 : row.n_cell;
    *heading = arena_alloc(arena, (*n + 1) * sizeof(**heading));
    for (size_t i = 0; i < *n; i++)
        (*heading)[i] =
            (struct str){arena_copy(arena, row.cell[i].ptr, row.cell[i].len),
                         row.cell[i].len};
    return true;
}

/* Read the heading rows; *n_header is their width. */
static bool read_headings(struct rows *rows, const struct mesh_file *file,
                          struct arena *arena, struct form *form, bool *known,
                          size_t *n_header, struct err *err)
{
    struct str *heading, *label;
    size_t n, n_label;

    *known = false;
    if (!keep_row(rows, file->label, arena, &heading, &n, err))
        return false;
    *n_header = n;
    if (!form_is_census(heading, n))
        return form_of_projection(heading, n, file->label, form, known, err);
    *known = true;
    rows_expect(rows, n);
    return keep_row(rows, file->label, arena, &label, &n_label, err) &&
           form_of_census(heading, n, label, n_label, file->label, arena, form,
                          err);
}

bool mesh_rows_form(const struct mesh_file *file, struct arena *arena,
                    struct form *form, bool *known, struct err *err)
{
    struct rows *rows = rows_open(file->rows, 0, err);
    size_t n;

    if (!rows)
        return false;
    bool ok = read_headings(rows, file, arena, form, known, &n, err);
    rows_close(rows);
    return ok;
}

/* ---- rows ---- */

static struct str cell_text(void *from, int column)
{
    const struct row *row = from;

    return str_trim(row->cell[column]);
}

static enum cell_state cell_number(void *from, int column, double *number)
{
    return mesh_number(cell_text(from, column), number);
}

static bool is_blank(const struct row *row)
{
    for (size_t i = 0; i < row->n_cell; i++)
        if (str_trim(row->cell[i]).len)
            return false;
    return true;
}

/* How many heading rows stand above the meshes. */
static size_t heading_rows(const struct form *form)
{
    return form->id == FORM_CENSUS ? 2 : 1;
}

static bool read_row(struct mesh_reading *reading, struct row *row,
                     size_t n_header, struct err *err)
{
    struct people *people = reading->people;
    struct row_count *count = &people->source[reading->source].supply.rows;
    uint32_t line = (uint32_t)row->line;

    count->read++;
    if (row->fault) {
        people_put_aside(people, reading->source, line, row->fault, NULL);
    } else if (row->n_cell == n_header) {
        reading->cells.from = row;
        return mesh_row_read(reading, line, err);
    } else if (is_blank(row)) {
        count->blank++;
    } else {
        people_put_aside(people, reading->source, line,
                         N_("the row has another number of cells than the "
                            "header"),
                         NULL);
    }
    return true;
}

bool mesh_rows_read(const struct mesh_file *file, struct mesh_reading *reading,
                    struct err *err)
{
    struct supply *supply = &reading->people->source[reading->source].supply;
    struct arena arena = {0};
    struct row row = {0};
    size_t n_header = 0;
    bool known;
    struct rows *rows = rows_open(file->rows, 0, err);

    if (!rows)
        return false;
    bool ok = read_headings(rows, file, &arena, &reading->form, &known,
                            &n_header, err);
    rows_expect(rows, n_header);
    reading->cells =
        (struct mesh_cells){.text = cell_text, .number = cell_number};
    while (ok) {
        ok = rows_next(rows, &row, err) || err_in(err, "'%s'", file->label);
        if (!ok || (!row.cell && !row.fault))
            break;
        ok = read_row(reading, &row, n_header, err);
    }
    supply->encoding = rows_encoding(rows);
    supply->header_rows = (uint32_t)heading_rows(&reading->form);
    supply->n_header = (uint32_t)n_header;
    rows_close(rows);
    arena_release(&arena);
    return ok;
}
