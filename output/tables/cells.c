#include "output/tables/cells.h"

void cells_of_field(struct cells *cells, const struct view *view)
{
    for (int f = 0; f < FIELD_COUNT; f++)
        cells->at[f] = -1;
    for (size_t c = 0; c < view->n_column; c++)
        cells->at[view->column[c] - fields] = (int)c;
}

const char *cells_get(const struct cells *cells, const struct view_row *row,
                      enum field_id field)
{
    int at = cells->at[field];
    const char *cell = at < 0 ? NULL : row->cell[at];

    return cell && *cell ? cell : NULL;
}

void cells_add_list(struct buf *out, const char *items)
{
    for (const char *at = items; at && *at; at++) {
        if (*at == ';')
            buf_add_text(out, "；");
        else
            buf_add_char(out, *at == '\n' ? ';' : *at);
    }
}

const char *cells_text(const struct view *view, size_t column, const char *cell,
                       struct buf *scratch)
{
    if (!cell || view->column[column]->type != FIELD_LIST)
        return cell;
    buf_clear(scratch);
    cells_add_list(scratch, cell);
    return scratch->ptr ? scratch->ptr : "";
}

uint64_t cells_placed(const struct view *view)
{
    uint64_t n = 0;

    for (size_t r = 0; r < view->n_row; r++)
        n += lonlat_known(view->row[r].point);
    return n;
}
