#include "model/edition.h"

#include "model/table.h"

#include <math.h>
#include <string.h>

const struct edition_info editions[EDITION_COUNT] = {
    [EDITION_RESIDENT] = {"resident", "市民向け", "For residents"},
    [EDITION_PROFESSIONAL] = {"professional", "関係者向け",
                              "For professionals"},
};

bool edition_find(const char *name, enum edition *edition, struct err *err)
{
    for (int i = 0; i < EDITION_COUNT; i++)
        if (strcmp(editions[i].id, name) == 0) {
            *edition = (enum edition)i;
            return true;
        }
    return err_set(err, ERR_USAGE,
                   _("no edition named '%s'; use resident or professional"),
                   name);
}

bool edition_shows(enum edition edition, enum field_id field)
{
    switch (edition) {
    case EDITION_RESIDENT:
        return fields[field].audience == FOR_ALL;
    case EDITION_PROFESSIONAL:
        return fields[field].audience == FOR_ALL ||
               fields[field].audience == FOR_PROFESSIONALS;
    case EDITION_COUNT:
        break;
    }
    return false;
}

static void choose_columns(struct view *view, enum edition edition,
                           struct arena *arena)
{
    view->column = arena_alloc(arena, FIELD_COUNT * sizeof(*view->column));
    for (int f = 0; f < FIELD_COUNT; f++)
        if (edition_shows(edition, (enum field_id)f))
            view->column[view->n_column++] = &fields[f];
}

static void fill_row(struct view_row *row, const struct view *view,
                     const struct table *table, const struct facility *facility,
                     struct arena *arena, struct buf *cell)
{
    row->point = facility->point;
    row->fits = layers_of(facility->services, facility->filed);
    row->layer = layer_main(row->fits);
    row->cell = arena_alloc(arena, view->n_column * sizeof(*row->cell));
    for (size_t c = 0; c < view->n_column; c++) {
        enum field_id field = (enum field_id)(view->column[c] - fields);
        if (fields[field].value) {
            buf_clear(cell);
            field_value(field, table, facility, view->resident, cell);
            row->cell[c] = str_keep(arena, buf_str(cell));
        } else {
            row->cell[c] = field_text(facility, field);
        }
        if (view->column[c] == &fields[FIELD_id])
            row->id = row->cell[c];
        if (view->column[c] == &fields[FIELD_name])
            row->name = row->cell[c];
    }
}

struct view edition_view(const struct table *table, enum edition edition,
                         const uint32_t *facility, size_t n,
                         struct arena *arena)
{
    struct view view = {0};
    struct buf cell = {0};

    view.edition = editions[edition].id;
    view.edition_name = editions[edition].name_ja;
    view.resident = edition == EDITION_RESIDENT;
    choose_columns(&view, edition, arena);
    view.row = arena_alloc(arena, n * sizeof(*view.row));
    for (size_t i = 0; i < n; i++) {
        const struct facility *shown = table->facility[facility[i]];
        if (!shown->closed)
            fill_row(&view.row[view.n_row++], &view, table, shown, arena,
                     &cell);
    }
    buf_release(&cell);
    return view;
}
