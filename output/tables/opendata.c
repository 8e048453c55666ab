/* The four files of municipal open data: dataset.h says what is in them. */
#include "output/tables/csv_out.h"
#include "output/tables/dataset.h"

static void add_heading(struct csv_out *csv, const struct dataset *dataset)
{
    csv_out_row(csv, NULL);
    for (size_t c = 0; c < dataset->n_column; c++)
        csv_out_cell(csv, "", dataset->column[c].heading);
    csv_out_end_row(csv);
}

static void add_row(struct csv_out *csv, struct dataset_row *row,
                    struct buf *scratch)
{
    csv_out_row(csv, row->row);
    days_read(cells_get(row->cells, row->row, FIELD_opening_hours), &row->days);
    for (size_t c = 0; c < row->dataset->n_column; c++) {
        const struct dataset_column *column = &row->dataset->column[c];
        buf_clear(scratch);
        if (column->add)
            column->add(row, column->field, scratch);
        csv_out_cell(csv, fields[column->field].name, scratch->ptr);
    }
    csv_out_end_row(csv);
}

static bool write_dataset(const struct dataset *dataset,
                          const struct view *view,
                          const struct writing *writing, struct shown *shown,
                          struct buf *out, struct err *err)
{
    struct csv_out csv;
    struct cells cells;
    struct buf scratch = {0};
    struct dataset_row row = {
        .view = view, .dataset = dataset, .cells = &cells};

    if (!csv_out_begin(&csv, view, writing, err))
        return false;
    cells_of_field(&cells, view);
    add_heading(&csv, dataset);
    *shown = (struct shown){0};
    for (size_t r = 0; r < view->n_row; r++) {
        row.row = &view->row[r];
        row.services = dataset_services(&cells, row.row);
        if (!dataset_wants(dataset, row.services))
            continue;
        row.number = ++shown->rows;
        shown->placed += lonlat_known(row.row->point);
        add_row(&csv, &row, &scratch);
    }
    shown->part = shown->rows != view->n_row;
    csv_out_finish(&csv, out);
    buf_release(&scratch);
    return true;
}

#define WRITE(id)                                                              \
    static bool write_##id(const struct view *view,                            \
                           const struct writing *writing, struct shown *shown, \
                           struct buf *out, struct err *err)                   \
    {                                                                          \
        return write_dataset(&dataset_##id, view, writing, shown, out, err);   \
    }
WRITE(medical)
WRITE(care)
WRITE(medical_legacy)
WRITE(care_legacy)

static const struct writer_file file[] = {
    {"opendata_medical.csv", write_medical},
    {"opendata_care.csv", write_care},
    {"opendata_medical_legacy.csv", write_medical_legacy},
    {"opendata_care_legacy.csv", write_care_legacy},
};

const struct writer writer_opendata = {
    .name = "opendata",
    .summary = N_("the municipal standard data sets of medical institutions "
                  "and care offices (CSV, present and former layout)"),
    WRITER_FILES(file),
};
