/*
 * The data sets that municipalities publish alike, as tables of columns: a
 * heading, and what stands below it. opendata.c writes them; a further data
 * set is one more table.
 */
#ifndef OUTPUT_TABLES_DATASET_H
#define OUTPUT_TABLES_DATASET_H

#include "output/tables/cells.h"
#include "output/tables/days.h"

struct dataset;

/* One facility on its way into a data set. */
struct dataset_row {
    const struct view *view;
    const struct dataset *dataset;
    const struct cells *cells;
    const struct view_row *row;
    size_t number; /* of the row in the file, from 1 */
    kind_set services;
    struct days days;
};

struct dataset_column {
    const char *heading;
    /* Adds the cell's text, nothing when it is not known; NULL: a column that
     * we have nothing for. */
    void (*add)(const struct dataset_row *row, enum field_id field,
                struct buf *out);
    enum field_id field; /* for `add`, and for the report of lost characters */
};

struct dataset {
    bool (*wants)(int kind);
    const struct dataset_column *column;
    size_t n_column;
};

extern const struct dataset dataset_medical, dataset_care;
extern const struct dataset dataset_medical_legacy, dataset_care_legacy;

/* The services of a row of the view. */
kind_set dataset_services(const struct cells *cells,
                          const struct view_row *row);
bool dataset_wants(const struct dataset *dataset, kind_set services);

/* ---- what can stand in a cell: dataset_cells.c ---- */

#define DATASET_CELL(name)                                                     \
    void dataset_##name(const struct dataset_row *row, enum field_id field,    \
                        struct buf *out)
DATASET_CELL(text);       /* the field as it is */
DATASET_CELL(list);       /* its items joined by ';' */
DATASET_CELL(publisher);  /* 6-digit code of the view's municipality */
DATASET_CELL(place6);     /* 6-digit code of the facility's municipality */
DATASET_CELL(number);     /* of the row, ten digits */
DATASET_CELL(place);      /* 滋賀県みなと市 */
DATASET_CELL(prefecture); /* of the view's municipality */
DATASET_CELL(city);       /* of the view's municipality */
DATASET_CELL(latitude);
DATASET_CELL(longitude);
DATASET_CELL(phone); /* without the extension */
DATASET_CELL(extension);
DATASET_CELL(institution); /* 病院, 有床診療所, 診療所, 歯科診療所 */
DATASET_CELL(service_names); /* official names of those that belong here */
DATASET_CELL(open_days);
DATASET_CELL(open_from);
DATASET_CELL(open_to);
DATASET_CELL(usable_days);
DATASET_CELL(usable_note);
DATASET_CELL(open_note);
DATASET_CELL(origin); /* 出典：…を加工して作成（主な情報の時点：…） */

/* 全国地方公共団体コード with its check digit, of a 5-digit code; "" for
 * others. JIS X 0402 as 総務省 extends it: weights 6 to 2, modulus 11. */
void dataset_code6(const char *code5, char code6[7]);

#endif
