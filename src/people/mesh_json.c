#include "people/features.h"
#include "people/mesh_file.h"

bool mesh_json_form(const struct mesh_file *file, struct form *form,
                    bool *known, struct err *err)
{
    struct features *features = features_open(file->json, known, err);
    size_t n;

    if (!features)
        return false;
    bool ok = true;
    if (*known) {
        const struct str *column = features_columns(features, &n);
        ok = form_of_projection(column, n, file->label, form, known, err);
    }
    features_close(features);
    return ok;
}

static struct str property_text(void *from, int column)
{
    return features_get(from, column);
}

static enum cell_state property_number(void *from, int column, double *number)
{
    return mesh_number(features_get(from, column), number);
}

bool mesh_json_read(const struct mesh_file *file, struct mesh_reading *reading,
                    struct err *err)
{
    struct row_count *count =
        &reading->people->source[reading->source].supply.rows;
    bool known, more = true, ok = true;
    struct features *features = features_open(file->json, &known, err);

    if (!features)
        return false;
    reading->cells = (struct mesh_cells){
        .from = features, .text = property_text, .number = property_number};
    for (uint32_t line = 1; ok; line++) {
        ok = features_next(features, &more, err);
        if (!ok || !more)
            break;
        count->read++;
        ok = mesh_row_read(reading, line, err);
    }
    features_close(features);
    return ok;
}
