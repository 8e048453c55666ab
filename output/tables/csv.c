/*
 * list.csv: every facility a row, every field of the edition a column, named
 * as in GeoJSON (`name` of fields[]), then lon and lat (degrees, JGD2011).
 * Items of lists are joined with ';'. A table has no room for statements about
 * itself: each row tells its source and date, and dcat.jsonld the rest.
 */
#include "output/column.h"
#include "output/tables/cells.h"
#include "output/tables/csv_out.h"

#include <stdlib.h>

static void add_heading(struct csv_out *csv, const struct view *view)
{
    csv_out_row(csv, NULL);
    for (size_t c = 0; c < view->n_column; c++)
        csv_out_cell(csv, "", view->column[c]->name);
    csv_out_cell(csv, "", "lon");
    csv_out_cell(csv, "", "lat");
    csv_out_end_row(csv);
}

static void add_point(struct csv_out *csv, struct lonlat point,
                      struct buf *scratch)
{
    double degrees[] = {point.lon_deg, point.lat_deg};

    for (int i = 0; i < 2; i++) {
        buf_clear(scratch);
        if (lonlat_known(point))
            buf_add_deg(scratch, degrees[i]);
        csv_out_number(csv, scratch->ptr);
    }
}

static bool write_csv(const struct view *view, const struct writing *writing,
                      struct shown *shown, struct buf *out, struct err *err)
{
    enum column_type *type = mem_alloc((view->n_column + 1) * sizeof(*type));
    struct buf scratch = {0};
    struct csv_out csv;

    (void)shown;
    for (size_t c = 0; c < view->n_column; c++)
        type[c] = column_type(view, c);
    bool ok = csv_out_begin(&csv, view, writing, err);
    if (ok) {
        add_heading(&csv, view);
        for (size_t r = 0; r < view->n_row; r++) {
            const struct view_row *row = &view->row[r];
            csv_out_row(&csv, row);
            for (size_t c = 0; c < view->n_column; c++) {
                const char *text = cells_text(view, c, row->cell[c], &scratch);
                if (type[c] == COLUMN_INTEGER || type[c] == COLUMN_REAL)
                    csv_out_number(&csv, text);
                else
                    csv_out_cell(&csv, view->column[c]->name, text);
            }
            add_point(&csv, row->point, &scratch);
            csv_out_end_row(&csv);
        }
        csv_out_finish(&csv, out);
    }
    buf_release(&scratch);
    free(type);
    return ok;
}

static const struct writer_file file[] = {{"list.csv", write_csv}};

const struct writer writer_csv = {
    .name = "csv",
    .summary = N_("CSV of all fields for programs (UTF-8 with BOM, or "
                  "--encoding cp932)"),
    WRITER_FILES(file),
};
