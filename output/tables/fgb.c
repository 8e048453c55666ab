/*
 * map.fgb: a FlatGeobuf file of the points, for web maps that read only the
 * part of a file that they show. Its index has no room for a facility without
 * a position: those are not in the file, and shown->part says so.
 */
#include "output/tables/about.h"
#include "output/tables/cells.h"
#include "output/tables/fgb_header.h"
#include "output/tables/ogr_out.h"
#include "output/writer.h"

static bool add_row(struct ogr_out *ogr, const struct view *view,
                    const struct view_row *row, const char **cell,
                    struct buf list[FIELD_COUNT], struct err *err)
{
    for (size_t c = 0; c < view->n_column; c++)
        cell[c] = cells_text(view, c, row->cell[c], &list[c]);
    return ogr_out_add(ogr, row->point, cell, err);
}

static bool add_rows(struct ogr_out *ogr, const struct view *view,
                     struct err *err)
{
    const char *cell[FIELD_COUNT];
    struct buf list[FIELD_COUNT] = {0};
    bool ok = true;

    for (size_t r = 0; ok && r < view->n_row; r++)
        if (lonlat_known(view->row[r].point))
            ok = add_row(ogr, view, &view->row[r], cell, list, err);
    for (size_t c = 0; c < view->n_column; c++)
        buf_release(&list[c]);
    return ok;
}

static bool describe(const struct view *view, struct str plain,
                     struct shown shown, struct buf *out, struct err *err)
{
    struct buf about = {0};

    about_add(view, &about);
    if (shown.part)
        buf_add_text(&about,
                     "位置が分からない施設は、このファイルには入っていません。"
                     "一覧（list.csv など）を見てください。\n");
    bool ok = fgb_header_describe(plain, view->title, about.ptr, out) ||
              err_set(err, ERR_INTERNAL,
                      _("a FlatGeobuf file has a header that is not "
                        "understood; leave the format 'fgb' out"));
    buf_release(&about);
    return ok;
}

static bool write_fgb(const struct view *view, const struct writing *writing,
                      struct shown *shown, struct buf *out, struct err *err)
{
    struct ogr_column column[FIELD_COUNT];
    struct buf plain = {0};

    (void)writing;
    shown->rows = shown->placed = cells_placed(view);
    shown->part = shown->rows != view->n_row;
    for (size_t c = 0; c < view->n_column; c++)
        column[c] =
            (struct ogr_column){view->column[c]->name, column_type(view, c)};
    struct ogr_out *ogr =
        ogr_out_begin("facilities", column, view->n_column, err);
    if (!ogr)
        return false;
    bool ok = add_rows(ogr, view, err);
    if (ok)
        ok = ogr_out_finish(ogr, &plain, err) &&
             describe(view, buf_str(&plain), *shown, out, err) &&
             ogr_out_proof(buf_str(out), shown->rows, err);
    else
        ogr_out_abandon(ogr);
    buf_release(&plain);
    return ok;
}

static const struct writer_file file[] = {{"map.fgb", write_fgb}};

const struct writer writer_fgb = {
    .name = "fgb",
    .summary = N_("FlatGeobuf for web maps: facilities with a position only "
                  "(needs GDAL)"),
    WRITER_FILES(file),
};
