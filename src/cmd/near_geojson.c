/* What was found as GeoJSON: the facilities, never the home. */
#include "cmd/near_json.h"
#include "cmd/near_table.h"
#include "output/formats/formats.h"

#define START "{\"type\":\"FeatureCollection\""

/* A foreign member (RFC 7946, section 6.1) behind the first one. */
static void add_head(const struct near_found *found, struct str geojson,
                     struct buf *out)
{
    buf_add_text(out, START ",\n\"near\":{");
    struct buf head = {0};
    near_json_head(found, &head);
    buf_add_str(out, buf_str(&head));
    buf_release(&head);
    buf_add_char(out, '}');
    buf_add_str(out, str_cut(geojson, sizeof(START) - 1, geojson.len));
}

bool near_geojson(const struct near_found *found, struct buf *out,
                  struct err *err)
{
    const struct writing writing = {0};
    struct arena arena = {0};
    struct buf geojson = {0};
    struct view view = near_view(found, &arena);
    struct shown shown = {.rows = view.n_row};
    bool ok =
        writer_geojson.file[0].write(&view, &writing, &shown, &geojson, err);

    if (ok && !str_starts(buf_str(&geojson), STR(START)))
        ok = err_set(err, ERR_INTERNAL, _("the GeoJSON begins otherwise"));
    if (ok)
        add_head(found, buf_str(&geojson), out);
    buf_release(&geojson);
    arena_release(&arena);
    return ok;
}
